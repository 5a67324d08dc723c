#pragma once
#include "native/kernels/elementwise/trigonometric_math.h"

// Logarithms and exponentials to other bases and about 1, hyperbolic functions and their inverses; see
// trigonometric_math.h for the precision.
namespace strided::STRIDED_LEVEL {

// ---- logarithms ----

// log(x + c) = k·ln 2 + (f - (square - rest)), for a positive finite x and a c of at most some units in its last place.
struct LogParts {
    double k;
    double f;
    double square;
    double rest;
};

template <bool kCorrected>
[[gnu::always_inline]] inline LogParts log_parts(double x, double c) noexcept {
    const Split parts = split(x);
    const double k = parts.exponent;
    const double f = parts.mantissa - 1.0;
    const double s = f / (2.0 + f);
    const double z = s * s;
    const double tail =
        z * poly(z, 0x1.5555555555593p-1, 0x1.999999997fb32p-2, 0x1.24924942179d1p-2, 0x1.c71c51e7f8ec6p-3,
                 0x1.7466462c888b3p-3, 0x1.39a0f4fcdc211p-3, 0x1.2f0d8efd947d3p-3);
    const double square = 0.5 * f * f;
    if constexpr (!kCorrected) return {k, f, square, s * (square + tail)};
    // c / x, the quotient by 1 + f as 1 - f + f²; beyond 2^60 it counts for nothing.
    const double scaled = c * double_of((1023 - bits_of((k > 60.0 ? 60.0 : k) + kRound)) << 52);
    const double shift = mul_add(scaled, mul_add(f, f, -f), scaled);
    return {k, f, square, mul_add(s, square + tail, shift)};
}

[[gnu::always_inline]] inline double log_from(const LogParts& p) noexcept {
    return mul_add(p.k, kLn2High, p.f - (p.square - mul_add(p.k, kLn2Low, p.rest)));
}

// What the parts say nothing about: NaN and infinity, zero, negative numbers.
[[gnu::always_inline]] inline double finish_log(double x, double result) noexcept {
    constexpr double kInf = __builtin_inf();
    result = choose(x < kInf, result, x);
    result = choose(x == 0.0, -kInf, result);
    return choose(x < 0.0, __builtin_nan(""), result);
}

// To a base: the logarithm of the mantissa as a pair, times the base's factor as a pair, behind k·unit.
struct Base {
    double factor;
    double factor_low;
    double unit;
    double unit_low;
};
inline constexpr Base kBase2 = {0x1.7154700000000p+0, 0x1.94ae0bf85ddf4p-22, 1.0, 0.0};
inline constexpr Base kBase10 = {0x1.bcb7b00000000p-2, 0x1.526e50e32a6abp-26, 0x1.34413509f7800p-2,
                                 0x1.fef311f12b358p-46};

[[gnu::always_inline]] inline double log_to(const Base& base, const LogParts& p) noexcept {
    // Short enough that its product with the factor is exact.
    const double high = double_of(bits_of(p.f - p.square) & 0xffffffff00000000);
    const double low = ((p.f - high) - p.square) + p.rest;
    const double leading = high * base.factor;
    const double whole_part = p.k * base.unit;
    const Pair sum = fast_two_sum(whole_part, leading);
    // With k = 0 nothing is lost.
    return sum.high +
           (sum.low + mul_add(p.k, base.unit_low, mul_add(low, base.factor, (low + high) * base.factor_low)));
}

[[gnu::always_inline]] inline double real_log2(double x) noexcept {
    return finish_log(x, log_to(kBase2, log_parts<false>(x, 0.0)));
}
[[gnu::always_inline]] inline double real_log10(double x) noexcept {
    return finish_log(x, log_to(kBase10, log_parts<false>(x, 0.0)));
}

[[gnu::always_inline]] inline double real_log1p(double x) noexcept {
    const Pair sum = two_sum(1.0, x);
    const double result = log_from(log_parts<true>(sum.high, choose(magnitude_of(sum.low) < 1.0, sum.low, 0.0)));
    return choose(x == 0.0, x, finish_log(sum.high, result));
}

// The natural logarithm of x + c for float32 results: x is a normal float64.
[[gnu::always_inline]] inline double log_short(double x, double c) noexcept {
    constexpr uint64_t kSqrtHalf = 0x3fe6a09e667f3bcd;
    const uint64_t shifted = bits_of(x) + (0x3ff0000000000000 - kSqrtHalf);
    const double k = double_of((shifted >> 52) | 0x4330000000000000) - (0x1p52 + 1023);
    const double scale = double_of((2046 - (shifted >> 52)) << 52);
    const double f = mul_add(c, scale, double_of((shifted & 0x000fffffffffffff) + kSqrtHalf) - 1.0);
    const double s = f / (2.0 + f);
    const double z = s * s;
    const double tail = poly(z, 0x1.555554fd9b47cp-1, 0x1.999a7ab55a92ep-2, 0x1.2438c51172636p-2, 0x1.e2fa17be2a86fp-3);
    return mul_add(k, kLn2High + kLn2Low, mul_add(s * z, tail, s + s));
}
[[gnu::always_inline]] inline double log1p_short(double x) noexcept {
    const Pair sum = two_sum(1.0, x);
    return finish_log(sum.high, log_short(sum.high, sum.low));
}

[[gnu::always_inline]] inline float real_log2(float x) noexcept {
    return static_cast<float>(finish_log(x, log_short(x, 0.0) * kLog2E));
}
[[gnu::always_inline]] inline float real_log10(float x) noexcept {
    return static_cast<float>(finish_log(x, log_short(x, 0.0) * 0x1.bcb7b1526e50ep-2));
}
[[gnu::always_inline]] inline float real_log1p(float x) noexcept {
    return choose(x == 0.0f, x, static_cast<float>(log1p_short(x)));
}

// ---- exponentials ----

// exp(high + low) = 2^n · (1 + lead + rest) for |x| below some 1,500.
struct ExpParts {
    double with_n;
    double n;
    double lead;
    double rest;
};

[[gnu::always_inline]] inline ExpParts exp_parts(double x) noexcept {
    const double with_n = mul_add(x, kLog2E, kRound);
    const double n = with_n - kRound;
    const double lead = mul_add(n, -kLn2High, x);
    const double low = n * -kLn2Low;
    const double r = lead + low;
    const double r2 = r * r;
    return {with_n, n, lead, mul_add(exp_tail(r, r2), r2, low)};
}

[[gnu::always_inline]] inline double clamp(double x, double low, double high) noexcept {
    x = x < low ? low : x;
    return x > high ? high : x;
}

[[gnu::always_inline]] inline double real_exp2(double x) noexcept {
    const double c = clamp(x, -1080.0, 1025.0);
    const double with_n = c + kRound;
    const double n = with_n - kRound;
    const double f = c - n;
    const double r = f * 0x1.62e42fefa39efp-1;
    const double low = mul_add(f, 0x1.abc9e3b39803fp-56, product_error(f, 0x1.62e42fefa39efp-1, r));
    const double r2 = r * r;
    return scale_by(1.0 + (r + mul_add(exp_tail(r, r2), r2, low)), with_n, n);
}

// 2^n·(1 + lead + rest) - 1, halved until the last step, where n may be 1024.
[[gnu::always_inline]] inline double real_expm1(double x) noexcept {
    const ExpParts e = exp_parts(clamp(x, -40.0, 710.0));
    const double half_power = double_of((bits_of(e.with_n) + 1022) << 52);
    const Pair sum = two_sum(half_power - 0.5, half_power * e.lead);
    const double result = 2.0 * (sum.high + mul_add(half_power, e.rest, sum.low));
    return choose(magnitude_of(x) < 0x1p-54, x, result);
}

// e^x to some 2^-33 for float32 results.
[[gnu::always_inline]] inline double exp_short_tail(double r) noexcept {
    return poly(r, 0x1.0000004344020p-1, 0x1.5555559891eb7p-3, 0x1.55547f94e5ba4p-5, 0x1.11107c298cabap-7,
                0x1.6d97353c03564p-10, 0x1.a1b909ebba5d7p-13);
}
// {2^n, e^r - 1}
[[gnu::always_inline]] inline Pair exp_short(double x) noexcept {
    const double c = clamp(x, -200.0, 200.0);
    const double with_n = mul_add(c, kLog2E, kRound);
    const double n = with_n - kRound;
    const double r = mul_add(n, -kLn2Low, mul_add(n, -kLn2High, c));
    return {double_of((bits_of(with_n) + 1023) << 52), mul_add(exp_short_tail(r), r * r, r)};
}
[[gnu::always_inline]] inline double expm1_short(double x) noexcept {
    const Pair e = exp_short(x);
    return (e.high - 1.0) + e.high * e.low;
}

[[gnu::always_inline]] inline float real_exp2(float x) noexcept {
    const double c = clamp(static_cast<double>(x), -160.0, 130.0);
    const double with_n = c + kRound;
    const double f = c - (with_n - kRound);
    const double p = poly(f, 1.0, 0x1.62e42ff0e17efp-1, 0x1.ebfbe07786fdcp-3, 0x1.c6b08ac08d69cp-5,
                          0x1.3b29f39d5cb68p-7, 0x1.5d8a85e59c6d6p-10, 0x1.445c8407ffd39p-13, 0x1.fde613cc9bcf3p-17);
    return static_cast<float>(p * double_of((bits_of(with_n) + 1023) << 52));
}
[[gnu::always_inline]] inline float real_expm1(float x) noexcept {
    return choose(x == 0.0f, x, static_cast<float>(expm1_short(x)));
}

// ---- log(e^x + e^y), log2(2^x + 2^y) ----

// The larger operand plus log(1 + e^-d), d being the distance; equal infinities have none.
template <bool kBinary>
[[gnu::always_inline]] inline double log_add(double x, double y) noexcept {
    constexpr double kUnit = kBinary ? 1.0 : 0x1.62e42fefa39efp-1;
    const double larger = x > y ? x : y;
    const double d = -magnitude_of(x - y);
    const double e = kBinary ? real_exp2(d) : real_exp(d);
    const Pair sum = fast_two_sum(1.0, e);
    const LogParts p = log_parts<true>(sum.high, sum.low);
    double result;
    if constexpr (kBinary) {
        result = larger + log_to(kBase2, p);
    } else {
        // The leading parts first, whose sum may cancel.
        const Pair leading = fast_two_sum(p.k * kLn2High, p.f);
        const Pair all = two_sum(larger, leading.high);
        result = all.high + (all.low + (leading.low - (p.square - mul_add(p.k, kLn2Low, p.rest))));
        result = choose(magnitude_of(larger) < __builtin_inf(), result, larger);
    }
    result = choose(x == y, x + kUnit, result);
    return choose((x != x) | (y != y), x + y, result);
}
template <bool kBinary>
[[gnu::always_inline]] inline float log_add(float x, float y) noexcept {
    constexpr double kUnit = kBinary ? 1.0 : 0x1.62e42fefa39efp-1;
    const double a = x;
    const double b = y;
    const Pair e = exp_short(magnitude_of(a - b) * (kBinary ? -0x1.62e42fefa39efp-1 : -1.0));
    const double scaled = mul_add(e.high, e.low, e.high);
    const Pair sum = fast_two_sum(1.0, scaled);
    const double more = log_short(sum.high, sum.low) * (kBinary ? kLog2E : 1.0);
    const double result = choose(a == b, a + kUnit, (a > b ? a : b) + more);
    return choose((x != x) | (y != y), x + y, static_cast<float>(result));
}

// ---- hyperbolic functions ----

// e^|x| / 2 as a pair still to be scaled by first and second, powers of two.
struct HalfExp {
    Pair value;
    double n;
    double first;
    double second;
};
[[gnu::always_inline]] inline HalfExp half_exp(double magnitude) noexcept {
    const ExpParts e = exp_parts(magnitude > 712.0 ? 712.0 : magnitude);
    const Pair one = fast_two_sum(1.0, e.lead);
    const uint64_t half = bits_of(mul_add(e.n, 0.5, kRound));
    return {{one.high, one.low + e.rest},
            e.n,
            double_of((half + 1023) << 52),
            double_of((bits_of(e.with_n) - half + 1022) << 52)};
}

// e^-|x| / 2 on the same scale; far out it counts for nothing.
[[gnu::always_inline]] inline double reciprocal(const HalfExp& e) noexcept {
    const double n = e.n > 100.0 ? 100.0 : e.n;
    const double scale = double_of((1024 - bits_of(n + kRound)) << 52);
    return 0.25 / (e.value.high + e.value.low) * scale * scale;
}

[[gnu::always_inline]] inline double real_cosh(double x) noexcept {
    const HalfExp e = half_exp(magnitude_of(x));
    return (e.value.high + (e.value.low + reciprocal(e))) * e.first * e.second;
}

[[gnu::always_inline]] inline double real_sinh(double x) noexcept {
    const double a = magnitude_of(x);
    const double z = a * a;
    const double small =
        mul_add(a * z,
                poly(z, 0x1.5555555555556p-3, 0x1.11111111110a6p-7, 0x1.a01a01a02899ep-13, 0x1.71de3a465b0bep-19,
                     0x1.ae64671b279c2p-26, 0x1.611a5617e508fp-33, 0x1.b4c75c5f07e45p-41),
                a);
    const HalfExp e = half_exp(a);
    const double large = (e.value.high + (e.value.low - reciprocal(e))) * e.first * e.second;
    return with_sign(choose(a < 1.0, small, large), x);
}

// Near 0 by the continued fraction z/(3 + z/(5 + …)), else 1 - 2 / (e^2x + 1); one division serves both.
[[gnu::always_inline]] inline double real_tanh(double x) noexcept {
    const double a = magnitude_of(x);
    const bool small = a < 0.9;
    const double z = a * a;
    const double n = -z * poly(z, 11486475.0, 810810.0, 12870.0, 44.0);
    const double d = poly(z, 34459425.0, 16216200.0, 945945.0, 13860.0, 45.0);
    const ExpParts e = exp_parts(2.0 * (a > 20.0 ? 20.0 : a));
    const double power = double_of((bits_of(e.with_n) + 1023) << 52);
    const double square = (1.0 + (e.lead + e.rest)) * power;
    const double quotient = choose(small, n, -2.0) / choose(small, d, square + 1.0);
    const double base = choose(small, a, 1.0);
    return with_sign(mul_add(base, quotient, base), x);
}

[[gnu::always_inline]] inline float real_cosh(float x) noexcept {
    const Pair e = exp_short(magnitude_of(x));
    const double power = mul_add(e.high, e.low, e.high);
    return static_cast<float>(0.5 * power + 0.5 / power);
}
[[gnu::always_inline]] inline float real_sinh(float x) noexcept {
    const double m = expm1_short(magnitude_of(x));
    return with_sign(static_cast<float>(0.5 * (m + m / (m + 1.0))), x);
}
[[gnu::always_inline]] inline float real_tanh(float x) noexcept {
    const double m = expm1_short(2.0 * static_cast<double>(magnitude_of(x)));
    return with_sign(static_cast<float>(m / (m + 2.0)), x);
}

// ---- their inverses ----

// log of 1 + u for a pair u >= 0.
[[gnu::always_inline]] inline double log_of_one_plus(Pair u) noexcept {
    const Pair sum = two_sum(1.0, u.high);
    return log_from(log_parts<true>(sum.high, sum.low + u.low));
}
// The same, or where squares are out of the question log(2x).
[[gnu::always_inline]] inline double log_of_one_plus(Pair u, bool large, double x) noexcept {
    const Pair sum = two_sum(1.0, u.high);
    LogParts parts = log_parts<true>(choose(large, x, sum.high), choose(large, 0.0, sum.low + u.low));
    parts.k += choose(large, 1.0, 0.0);
    return log_from(parts);
}

[[gnu::always_inline]] inline double real_asinh(double x) noexcept {
    const double a = magnitude_of(x);
    const bool large = a > 0x1p30;
    // sqrt(1 + a²) - 1 = a² / (1 + sqrt(1 + a²))
    const double c = large ? 1.0 : a;
    const double square = c * c;
    const double more = square / (1.0 + __builtin_sqrt(1.0 + square));
    const Pair u = two_sum(c, more);
    const double result = log_of_one_plus(u, large, a);
    return with_sign(choose((a == 0.0) | !(a < __builtin_inf()), a, result), x);
}
[[gnu::always_inline]] inline double real_acosh(double x) noexcept {
    const bool large = x > 0x1p30;
    // With t = x - 1: t + sqrt(t·(t + 2)), the root with its error.
    const double t = (large ? 2.0 : x) - 1.0;
    const Pair sum = two_sum(t, 2.0);
    const double square = t * sum.high;
    const double square_low = mul_add(t, sum.low, product_error(t, sum.high, square));
    const double root = __builtin_sqrt(square);
    const double root_low = choose(t > 0.0, (residual(square, root, root) + square_low) / (root + root), 0.0);
    Pair u = two_sum(root, t);
    u.low += root_low;
    const double result = log_of_one_plus(u, large, x);
    return choose(x >= 1.0, choose(x < __builtin_inf(), result, x), __builtin_nan(""));
}
// Half of log(1 + 2a / (1 - a)).
[[gnu::always_inline]] inline double real_atanh(double x) noexcept {
    const double a = magnitude_of(x);
    const double d = 1.0 - a;
    const Pair u = divide_pairs({2.0 * a, 0.0}, {d, (1.0 - d) - a});
    double result = 0.5 * log_of_one_plus(u);
    result = choose(a == 1.0, __builtin_inf(), result);
    result = choose(a <= 1.0, result, __builtin_nan(""));
    return with_sign(choose(a < 0x1p-1000, a, result), x);
}

[[gnu::always_inline]] inline float real_asinh(float x) noexcept {
    const double a = magnitude_of(x);
    const double square = a * a;
    const double u = a + square / (1.0 + __builtin_sqrt(1.0 + square));
    return with_sign(choose(a < __builtin_inf(), static_cast<float>(log1p_short(u)), magnitude_of(x)), x);
}
[[gnu::always_inline]] inline float real_acosh(float x) noexcept {
    const double t = static_cast<double>(x) - 1.0;
    const double result = log1p_short(t + __builtin_sqrt(t * (t + 2.0)));
    return choose(x >= 1.0f, static_cast<float>(result), __builtin_nanf(""));
}
[[gnu::always_inline]] inline float real_atanh(float x) noexcept {
    const double a = magnitude_of(x);
    const double result = choose(a <= 1.0, 0.5 * log1p_short(2.0 * a / (1.0 - a)), __builtin_nan(""));
    return with_sign(static_cast<float>(result), x);
}

// ---- cube root ----

// From a polynomial on [1, 2) that is right to 2^-19, by one step of Halley's: its error is the cube of that.
[[gnu::always_inline]] inline double real_cbrt(double x) noexcept {
    const double a = magnitude_of(x);
    const bool tiny = a < 0x1p-1022;
    const uint64_t bits = bits_of(tiny ? a * 0x1p54 : a);
    // The exponent as 3·third + left.
    const double exponent = double_of((bits >> 52) | 0x4330000000000000) - (0x1p52 + 1023);
    const double with_third = mul_add(exponent, 1.0 / 3.0, kRound);
    const double third = with_third - kRound;
    const double left = mul_add(third, -3.0, exponent);  // -1, 0 or 1
    const double m = double_of((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
    const double factor = choose(left > 0.5, 2.0, choose(left < -0.5, 0.5, 1.0));
    const double root_factor = choose(left > 0.5, 0x1.428a2f98d728bp+0, choose(left < -0.5, 0x1.965fea53d6e3dp-1, 1.0));
    const double v = m * factor;
    const double t = root_factor * poly(m, 0x1.e4b08c81a4bcdp-2, 0x1.ad23bf3bf8625p-1, -0x1.e07eb0c26baffp-2,
                                        0x1.9f4b492e5cb49p-3, -0x1.9cc6612059479p-5, 0x1.5e87fb22244f5p-8);
    const double error = residual(v, t * t, t);
    const double root = mul_add(t, error / mul_add(-2.0, error, 3.0 * v), t);
    const double scale = double_of((bits_of(with_third) + 1023) << 52) * (tiny ? 0x1p-18 : 1.0);
    const double result = choose((a > 0.0) & (a < __builtin_inf()), root * scale, a);
    return with_sign(result, x);
}
[[gnu::always_inline]] inline float real_cbrt(float x) noexcept {
    return static_cast<float>(real_cbrt(static_cast<double>(x)));
}

}  // namespace strided::STRIDED_LEVEL
