#pragma once
#include <cstdint>

#include "native/core/half.h"

// Conversions between float16 and float32 or float64, branch-free so that loops over them vectorise at every ISA
// level, with the same bits at each. Rounding is to nearest even, once; NaN keeps the top bits of its payload.
namespace strided::STRIDED_LEVEL {

[[gnu::always_inline]] inline float half_to_float(Half half) noexcept {
    const uint32_t magnitude = half.bits & 0x7fffu;
    const uint32_t sign = static_cast<uint32_t>(half.bits & 0x8000u) << 16;
    // Rebias the exponent from 15 to 127; infinities and NaN go up once more, to 255.
    uint32_t bits = (magnitude << 13) + (112u << 23);
    bits += magnitude >= 0x7c00u ? 112u << 23 : 0u;
    // Subnormals: with the exponent of 2^-14 in place, subtracting 2^-14 normalises exactly.
    const float scaled = __builtin_bit_cast(float, (magnitude << 13) + (113u << 23));
    const uint32_t subnormal = __builtin_bit_cast(uint32_t, scaled - 0x1p-14f);
    bits = magnitude < 0x0400u ? subnormal : bits;
    return __builtin_bit_cast(float, bits | sign);
}

[[gnu::always_inline]] inline Half float_to_half(float value) noexcept {
    const uint32_t bits = __builtin_bit_cast(uint32_t, value);
    const uint32_t sign = (bits >> 16) & 0x8000u;
    const uint32_t magnitude = bits & 0x7fffffffu;
    // Normal results: rebias, then round to nearest even; a carry runs into the exponent, up to infinity.
    uint32_t half = (magnitude - (112u << 23) + 0xfffu + ((magnitude >> 13) & 1u)) >> 13;
    // Results below 2^-14: adding 0.5 puts the unit of subnormal halves at float32's last place.
    const float shifted = __builtin_bit_cast(float, magnitude) + 0.5f;
    half = magnitude < (113u << 23) ? __builtin_bit_cast(uint32_t, shifted) - (126u << 23) : half;
    half = magnitude >= (143u << 23) ? 0x7c00u : half;
    const uint32_t payload = (magnitude >> 13) & 0x3ffu;
    const uint32_t nan = 0x7c00u | payload | (payload == 0 ? 1u : 0u);
    half = magnitude > 0x7f800000u ? nan : half;
    return Half{static_cast<uint16_t>(half | sign)};
}

// Rounds once: the float32 step is made round-to-odd, which a second rounding to 11 bits cannot tell from the value.
[[gnu::always_inline]] inline Half double_to_half(double value) noexcept {
    const float nearest = static_cast<float>(value);
    const double back = static_cast<double>(nearest);
    const uint32_t bits = __builtin_bit_cast(uint32_t, nearest);
    // Towards zero first: one step back where rounding went away from it. NaN compares false and stays.
    const uint32_t truncated = bits - (__builtin_fabs(back) > __builtin_fabs(value) ? 1u : 0u);
    const uint32_t odd = (back < value || back > value) ? truncated | 1u : bits;
    return float_to_half(__builtin_bit_cast(float, odd));
}

}  // namespace strided::STRIDED_LEVEL
