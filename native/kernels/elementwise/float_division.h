#pragma once
#include "native/kernels/elementwise/lanes.h"
#include "native/kernels/elementwise/real_math.h"

// Floor division and remainder of floats, Python's way (the remainder has the divisor's sign), with NumPy's results.
namespace strided::STRIDED_LEVEL {

template <class T>
struct Division {
    T quotient;
    T remainder;
};

[[gnu::always_inline]] inline float truncation_of(float a, float b) noexcept { return __builtin_fmodf(a, b); }
[[gnu::always_inline]] inline double truncation_of(double a, double b) noexcept { return __builtin_fmod(a, b); }
[[gnu::always_inline]] inline float floor_of(float a) noexcept { return __builtin_floorf(a); }
[[gnu::always_inline]] inline double floor_of(double a) noexcept { return __builtin_floor(a); }
[[gnu::always_inline]] inline float sign_from(float a, float sign) noexcept { return __builtin_copysignf(a, sign); }
[[gnu::always_inline]] inline double sign_from(double a, double sign) noexcept { return __builtin_copysign(a, sign); }

// From C's remainder (which is exact) to the floored quotient and remainder; b is not zero.
template <class T>
[[gnu::always_inline]] inline Division<T> floor_from(T a, T b, T mod) noexcept {
    T quotient = (a - mod) / b;
    const bool crossed = (mod != 0) & ((b < 0) != (mod < 0));
    const T floored_mod = mod + b;
    quotient = crossed ? quotient - 1 : quotient;
    const T zero = sign_from(T{0}, b);
    const T remainder = mod == 0 ? zero : (crossed ? floored_mod : mod);
    // The quotient is whole but for rounding: snap it.
    const T floored = floor_of(quotient);
    const T snapped = quotient - floored > static_cast<T>(0.5) ? floored + 1 : floored;
    const T signed_zero = sign_from(T{0}, a / b);
    return {quotient == 0 ? signed_zero : snapped, remainder};
}

template <class T>
inline Division<T> floor_division(T a, T b) noexcept {
    const T mod = truncation_of(a, b);
    if (b == 0) return {a / b, mod};
    return floor_from(a, b, mod);
}

// C's remainder without a loop over digits, right where it says so.
template <class T>
struct QuickRemainder {
    T value;
    bool exact;
};

[[gnu::always_inline]] inline QuickRemainder<double> quick_remainder(double a, double b) noexcept {
    const double q = __builtin_trunc(a / b);
    // a / b may have been rounded up to the next integer; the remainder then has the wrong sign, by one divisor.
    double r = mul_add(-q, b, a);
    const double back = r + sign_from(b, a);
    r = (r != 0) & ((r < 0) != (a < 0)) ? back : r;
    const bool exact = kHasFma & (__builtin_fabs(q) < 0x1p52) & (a == a);
    return {q == 0 ? a : r, exact};
}

// In float64 the product is exact without FMA.
[[gnu::always_inline]] inline QuickRemainder<float> quick_remainder(float a, float b) noexcept {
    const double wide_a = a;
    const double wide_b = b;
    const double q = __builtin_trunc(wide_a / wide_b);
    double r = wide_a - q * wide_b;
    const double back = r + sign_from(wide_b, wide_a);
    r = (r != 0) & ((r < 0) != (wide_a < 0)) ? back : r;
    const bool exact = (__builtin_fabs(q) < 0x1p28) & (a == a);
    return {static_cast<float>(q == 0 ? wide_a : r), exact};
}

}  // namespace strided::STRIDED_LEVEL
