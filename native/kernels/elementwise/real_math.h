#pragma once
#include <cstdint>

// exp, log and pow of real numbers as branch-free expressions, which loops over them vectorise. The scalar and the
// vector form are the same operations, so an element gives the same bits wherever it stands. Error bounds (ULP): exp
// and log < 1, pow < 1. Polynomials are minimax fits on the reduced range.
namespace strided::STRIDED_LEVEL {

#if defined(__FMA__) || defined(__ARM_FEATURE_FMA) || defined(__aarch64__)
inline constexpr bool kHasFma = true;
#else
inline constexpr bool kHasFma = false;
#endif

[[gnu::always_inline]] inline double mul_add(double a, double b, double c) noexcept {
    if constexpr (kHasFma)
        return __builtin_fma(a, b, c);
    else
        return a * b + c;
}
[[gnu::always_inline]] inline float mul_add(float a, float b, float c) noexcept {
    if constexpr (kHasFma)
        return __builtin_fmaf(a, b, c);
    else
        return a * b + c;
}

[[gnu::always_inline]] inline uint64_t bits_of(double x) noexcept { return __builtin_bit_cast(uint64_t, x); }
[[gnu::always_inline]] inline uint32_t bits_of(float x) noexcept { return __builtin_bit_cast(uint32_t, x); }
[[gnu::always_inline]] inline double double_of(uint64_t bits) noexcept { return __builtin_bit_cast(double, bits); }
[[gnu::always_inline]] inline float float_of(uint32_t bits) noexcept { return __builtin_bit_cast(float, bits); }

inline constexpr double kLog2E = 0x1.71547652b82fep+0;
// ln 2 in two parts, the first short enough that a product with an exponent is exact.
inline constexpr double kLn2High = 0x1.62e42fefa0000p-1;
inline constexpr double kLn2Low = 0x1.cf79abc9e3b3ap-40;
inline constexpr float kLog2EF = 0x1.715476p+0f;
inline constexpr float kLn2HighF = 0x1.62e400p-1f;
inline constexpr float kLn2LowF = 0x1.7f7d1cp-20f;
// Adding it leaves the rounded integer in the low bits.
inline constexpr double kRound = 0x1.8p52;
inline constexpr float kRoundF = 0x1.8p23f;

// (exp(r) - 1 - r) / r² for |r| <= ln 2 / 2.
[[gnu::always_inline]] inline double exp_tail(double r, double r2) noexcept {
    const double r4 = r2 * r2;
    const double low = mul_add(mul_add(0x1.1111111110d57p-7, r, 0x1.555555554ffa4p-5), r2,
                               mul_add(0x1.5555555555561p-3, r, 0x1.000000000000cp-1));
    const double high = mul_add(mul_add(0x1.71dddf39509dbp-19, r, 0x1.a0199635e3090p-16), r2,
                                mul_add(0x1.a01a01bb24cbap-13, r, 0x1.6c16c185c809bp-10));
    const double top = mul_add(0x1.af866b46e10ffp-26, r, 0x1.28b0a3ead8c4fp-22);
    return mul_add(mul_add(top, r4, high), r4, low);
}

// p · 2^n in two steps, so that results below 2^-1022 round once and those above the range become infinite.
// with_n is n + kRound.
[[gnu::always_inline]] inline double scale_by(double p, double with_n, double n) noexcept {
    const uint64_t half = bits_of(mul_add(n, 0.5, kRound));
    const double first = double_of((half + 1023) << 52);
    const double second = double_of((bits_of(with_n) - half + 1023) << 52);
    return p * first * second;
}

[[gnu::always_inline]] inline double real_exp(double x) noexcept {
    double c = x < -746.0 ? -746.0 : x;
    c = c > 710.0 ? 710.0 : c;
    const double with_n = mul_add(c, kLog2E, kRound);
    const double n = with_n - kRound;
    const double r = mul_add(n, -kLn2Low, mul_add(n, -kLn2High, c));
    const double r2 = r * r;
    return scale_by(1.0 + mul_add(exp_tail(r, r2), r2, r), with_n, n);
}

[[gnu::always_inline]] inline float real_exp(float x) noexcept {
    float c = x < -104.0f ? -104.0f : x;
    c = c > 89.0f ? 89.0f : c;
    const float with_n = mul_add(c, kLog2EF, kRoundF);
    const float n = with_n - kRoundF;
    const float r = mul_add(n, -kLn2LowF, mul_add(n, -kLn2HighF, c));
    const float r2 = r * r;
    float q = mul_add(0.0013950602151453495f, r, 0.008368953131139278f);
    q = mul_add(q, r, 0.04166620597243309f);
    q = mul_add(q, r, 0.166665181517601f);
    q = mul_add(q, r, 0.5f);
    const float p = 1.0f + mul_add(q, r2, r);
    const uint32_t half = bits_of(mul_add(n, 0.5f, kRoundF));
    return p * float_of((half + 127) << 23) * float_of((bits_of(with_n) - half + 127) << 23);
}

// x = 2^exponent · mantissa, mantissa in [sqrt(1/2), sqrt(2)), for positive finite x.
struct Split {
    double exponent;
    double mantissa;
};
[[gnu::always_inline]] inline Split split(double x) noexcept {
    const bool tiny = x < 0x1p-1022;
    const double y = tiny ? x * 0x1p54 : x;
    constexpr uint64_t kSqrtHalf = 0x3fe6a09e667f3bcd;
    const uint64_t shifted = bits_of(y) + (0x3ff0000000000000 - kSqrtHalf);
    const double biased = double_of((shifted >> 52) | 0x4330000000000000);
    return {biased - (tiny ? 0x1p52 + 1023 + 54 : 0x1p52 + 1023),
            double_of((shifted & 0x000fffffffffffff) + kSqrtHalf)};
}

[[gnu::always_inline]] inline double real_log(double x) noexcept {
    const Split parts = split(x);
    const double k = parts.exponent;
    const double f = parts.mantissa - 1.0;
    const double s = f / (2.0 + f);
    const double z = s * s;
    const double z2 = z * z;
    // 2 atanh(s) = 2s + s·tail, and 2s = f - s·f.
    const double low = mul_add(0x1.999999997fb32p-2, z, 0x1.5555555555593p-1);
    const double middle = mul_add(0x1.c71c51e7f8ec6p-3, z, 0x1.24924942179d1p-2);
    const double high = mul_add(mul_add(0x1.2f0d8efd947d3p-3, z, 0x1.39a0f4fcdc211p-3), z, 0x1.7466462c888b3p-3);
    const double tail = z * mul_add(mul_add(high, z2, middle), z2, low);
    const double half_square = 0.5 * f * f;
    const double correction = mul_add(s, half_square + tail, k * kLn2Low);
    double result = mul_add(k, kLn2High, f - (half_square - correction));
    constexpr double kInf = __builtin_inf();
    result = x < kInf ? result : x;  // keeps NaN and +inf
    const double special = x == 0.0 ? -kInf : __builtin_nan("");
    return x <= 0.0 ? special : result;
}

[[gnu::always_inline]] inline float real_log(float x) noexcept {
    const bool tiny = x < 0x1p-126f;
    const float y = tiny ? x * 0x1p25f : x;
    constexpr uint32_t kTwoThirds = 0x3f2aaaab;
    const uint32_t shifted = bits_of(y) + (0x3f800000 - kTwoThirds);
    const float k = static_cast<float>(static_cast<int32_t>(shifted >> 23) - (tiny ? 127 + 25 : 127));
    const float f = float_of((shifted & 0x007fffff) + kTwoThirds) - 1.0f;
    const float f2 = f * f;
    float p = mul_add(0.12014272809028625f, f, -0.1285180151462555f);
    p = mul_add(p, f, 0.10752580314874649f);
    p = mul_add(p, f, -0.12194414436817169f);
    p = mul_add(p, f, 0.1430458426475525f);
    p = mul_add(p, f, -0.16679662466049194f);
    p = mul_add(p, f, 0.19999593496322632f);
    p = mul_add(p, f, -0.24999818205833435f);
    p = mul_add(p, f, 0.3333333432674408f);
    const float tail = mul_add(p * f, f2, k * kLn2LowF);
    float result = mul_add(k, kLn2HighF, mul_add(-0.5f, f2, tail) + f);
    constexpr float kInf = __builtin_inff();
    result = x < kInf ? result : x;
    const float special = x == 0.0f ? -kInf : __builtin_nanf("");
    return x <= 0.0f ? special : result;
}

// A value as the unevaluated sum of two doubles.
struct Pair {
    double high;
    double low;
};

[[gnu::always_inline]] inline Pair fast_two_sum(double a, double b) noexcept {
    const double sum = a + b;
    return {sum, (a - sum) + b};
}

// a·b - product, exactly: by FMA, or by splitting both factors into halves (Veltkamp, Dekker).
[[gnu::always_inline]] inline double product_error(double a, double b, double product) noexcept {
    if constexpr (kHasFma) {
        return __builtin_fma(a, b, -product);
    } else {
        constexpr double kSplitter = 134217729.0;
        const double a_big = a * kSplitter;
        const double b_big = b * kSplitter;
        const double a_high = a_big - (a_big - a);
        const double b_high = b_big - (b_big - b);
        const double a_low = a - a_high;
        const double b_low = b - b_high;
        return ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low;
    }
}

// log of a positive finite number to about 2^-65 relative, as pow needs it.
[[gnu::always_inline]] inline Pair precise_log(double x) noexcept {
    const Split parts = split(x);
    const double k = parts.exponent;
    const double m = parts.mantissa;
    const double f = m - 1.0;
    // s = (m - 1) / (m + 1) as a pair.
    const double d = m + 1.0;
    const double d_low = m - (d - 1.0);
    const double inverse = 1.0 / d;
    const double s = f * inverse;
    const double product = s * d;
    const double remainder = (f - product) - product_error(s, d, product);
    const double s_low = mul_add(-s, d_low, remainder) * inverse;
    const double z = s * s;
    const double z_low = product_error(s, s, z) + 2.0 * s * s_low;
    // log(m) = s·(2 + z·(2/3 + z·R(z))); only the innermost part is small enough for one double.
    double r = mul_add(0x1.eb20d187fc381p-4, z, 0x1.de318ecabf999p-4);
    r = mul_add(r, z, 0x1.1120c17e407ffp-3);
    r = mul_add(r, z, 0x1.3b13626726dbap-3);
    r = mul_add(r, z, 0x1.745d18337aa17p-3);
    r = mul_add(r, z, 0x1.c71c71c57dff6p-3);
    r = mul_add(r, z, 0x1.2492492493049p-2);
    r = mul_add(r, z, 0x1.9999999999996p-2);
    const Pair u = fast_two_sum(0x1.5555555555555p-1, z * r);
    const double u_low = u.low + 0x1.5555555555555p-55;
    const double v = z * u.high;
    const double v_low = product_error(z, u.high, v) + (z * u_low + z_low * u.high);
    const Pair w = fast_two_sum(2.0, v);
    const double w_low = w.low + v_low;
    const double l = s * w.high;
    const double l_low = product_error(s, w.high, l) + (s * w_low + s_low * w.high);
    const Pair sum = fast_two_sum(k * kLn2High, l);
    return fast_two_sum(sum.high, sum.low + (l_low + k * kLn2Low));
}

[[gnu::always_inline]] inline bool is_integral(double y) noexcept { return __builtin_floor(y) == y; }

// C's special cases, from the magnitude's power.
[[gnu::always_inline]] inline double finish_pow(double x, double y, double magnitude) noexcept {
    constexpr double kInf = __builtin_inf();
    const double ax = __builtin_fabs(x);
    const bool integral = is_integral(y);
    const bool odd = integral & !is_integral(0.5 * y);
    const uint64_t sign = odd ? bits_of(x) & 0x8000000000000000 : 0;
    double result = double_of(bits_of(magnitude) | sign);
    const bool undefined = (x < 0.0) & (ax < kInf) & !integral;
    result = undefined ? __builtin_nan("") : result;
    // 1 to any power, anything to 0, and -1 to the infinities.
    const bool one = (x == 1.0) | (y == 0.0) | ((ax == 1.0) & (__builtin_fabs(y) == kInf));
    return one ? 1.0 : result;
}

[[gnu::always_inline]] inline double real_pow(double x, double y) noexcept {
    constexpr double kInf = __builtin_inf();
    const double ax = __builtin_fabs(x);
    Pair l = precise_log(ax);
    // log 0 and log inf; NaN falls through the comparison and stays itself.
    const bool ordinary = (ax < kInf) & (ax > 0.0);
    l.high = ordinary ? l.high : (ax == 0.0 ? -kInf : ax);
    l.low = ordinary ? l.low : 0.0;
    double high = y * l.high;
    double low = product_error(y, l.high, high) + y * l.low;
    // Far out of range, and for log 1 = 0, the low part means nothing (and may be NaN where y is huge).
    low = (__builtin_fabs(high) < 800.0) & (l.high != 0.0) ? low : 0.0;
    high = high < -800.0 ? -800.0 : high;
    high = high > 800.0 ? 800.0 : high;
    const double with_n = mul_add(high, kLog2E, kRound);
    const double n = with_n - kRound;
    const Pair r = fast_two_sum(mul_add(n, -kLn2High, high), mul_add(n, -kLn2Low, low));
    const double r2 = r.high * r.high;
    const double p = 1.0 + (r.high + mul_add(exp_tail(r.high, r2), r2, r.low));
    return finish_pow(x, y, scale_by(p, with_n, n));
}

// In float64, whose spare digits cover the error that |y log x| <= 104 magnifies.
[[gnu::always_inline]] inline float real_pow(float x, float y) noexcept {
    const double wide_x = x;
    const double wide_y = y;
    const double magnitude = real_exp(wide_y * real_log(__builtin_fabs(wide_x)));
    return static_cast<float>(finish_pow(wide_x, wide_y, magnitude));
}

}  // namespace strided::STRIDED_LEVEL
