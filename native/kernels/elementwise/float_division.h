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

// From C's remainder (which is exact) to the floored quotient and remainder; b is not zero.
template <class T>
[[gnu::always_inline]] inline Division<T> floor_from(T a, T b, T mod) noexcept {
    T quotient = (a - mod) / b;
    const bool crossed = (mod != 0) & ((b < 0) != (mod < 0));
    quotient = choose(crossed, quotient - 1, quotient);
    const T remainder = choose(mod == 0, with_sign(T{0}, b), choose(crossed, mod + b, mod));
    // The quotient is whole but for rounding: snap it.
    const T floored = whole(quotient);
    const T snapped = choose(quotient - floored > static_cast<T>(0.5), floored + 1, floored);
    return {choose(quotient == 0, with_sign(T{0}, a / b), snapped), remainder};
}

template <class T>
inline Division<T> floor_division(T a, T b) noexcept {
    const T mod = truncation_of(a, b);
    if (b == 0) return {a / b, mod};
    return floor_from(a, b, mod);
}

// C's remainder without a loop over digits: right if the truncated quotient stays below kQuickReach (and is not NaN).
template <class T>
struct QuickRemainder {
    T value;
    T quotient;
};
template <class T>
inline constexpr T kQuickReach = T{0};
template <>
inline constexpr double kQuickReach<double> = kHasFma ? 0x1p52 : 0.0;
template <>
inline constexpr float kQuickReach<float> = 0x1p28f;

[[gnu::always_inline]] inline QuickRemainder<double> quick_remainder(double a, double b) noexcept {
    const double q = __builtin_trunc(a / b);
    // a / b may have been rounded up to the next integer; the remainder then has the wrong sign, by one divisor.
    const double r = mul_add(-q, b, a);
    const double fixed = choose((r != 0) & ((r < 0) != (a < 0)), r + with_sign(b, a), r);
    return {choose(q == 0, a, fixed), q};
}

// In float64 the product is exact without FMA.
[[gnu::always_inline]] inline QuickRemainder<float> quick_remainder(float a, float b) noexcept {
    const double wide_a = a;
    const double wide_b = b;
    const double q = __builtin_trunc(wide_a / wide_b);
    const double r = wide_a - q * wide_b;
    const double fixed = choose((r != 0) & ((r < 0) != (wide_a < 0)), r + with_sign(wide_b, wide_a), r);
    return {static_cast<float>(choose(q == 0, wide_a, fixed)), static_cast<float>(q)};
}

}  // namespace strided::STRIDED_LEVEL
