#include "native/text/half_value.h"

#include <cmath>

namespace strided {

Half half_of(double value) noexcept {
    if (std::isnan(value)) return {0x7e00};
    const uint16_t sign = std::signbit(value) ? 0x8000 : 0;
    const double magnitude = std::fabs(value);
    // 65520 is half way between the largest half and the next power of two.
    if (magnitude >= 65520) return {static_cast<uint16_t>(sign | 0x7c00)};
    int exponent = magnitude == 0 ? -14 : std::ilogb(magnitude);
    if (exponent < -14) exponent = -14;
    // Exact scaling to units of the last place; nearbyint rounds ties to even.
    const double units = std::nearbyint(std::ldexp(magnitude, 10 - exponent));
    const int whole = static_cast<int>(units);
    // A carry out of the fraction moves into the exponent, as the format is made to.
    const int bits = whole < 1024 ? whole : ((exponent + 15) << 10) + (whole - 1024);
    return {static_cast<uint16_t>(sign | bits)};
}

double value_of(Half half) noexcept {
    const double sign = (half.bits & 0x8000) != 0 ? -1 : 1;
    const int exponent = (half.bits >> 10) & 31;
    const int fraction = half.bits & 1023;
    if (exponent == 31) return fraction == 0 ? sign * HUGE_VAL : std::nan("");
    if (exponent == 0) return sign * std::ldexp(fraction, -24);
    return sign * std::ldexp(1024 + fraction, exponent - 25);
}

}  // namespace strided
