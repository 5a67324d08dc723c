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

// condition ? a : b by bits. The compiler makes branches of many conditional expressions, and then no vectors.
[[gnu::always_inline]] inline double choose(bool condition, double a, double b) noexcept {
    const uint64_t mask = uint64_t{0} - static_cast<uint64_t>(condition);
    return double_of((bits_of(a) & mask) | (bits_of(b) & ~mask));
}
[[gnu::always_inline]] inline float choose(bool condition, float a, float b) noexcept {
    const uint32_t mask = uint32_t{0} - static_cast<uint32_t>(condition);
    return float_of((bits_of(a) & mask) | (bits_of(b) & ~mask));
}

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
    const double low = mul_add(mul_add(0x1.111111110d575p-7, r, 0x1.555555554ffa4p-5), r2,
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
    // The first reduction is exact; the rest of n·ln 2 joins where its rounding weighs least.
    const double reduced = mul_add(n, -kLn2High, c);
    const double low = n * -kLn2Low;
    const double r = reduced + low;
    const double r2 = r * r;
    return scale_by(1.0 + (reduced + mul_add(exp_tail(r, r2), r2, low)), with_n, n);
}

[[gnu::always_inline]] inline float real_exp(float x) noexcept {
    float c = x < -104.0f ? -104.0f : x;
    c = c > 89.0f ? 89.0f : c;
    const float with_n = mul_add(c, kLog2EF, kRoundF);
    const float n = with_n - kRoundF;
    const float reduced = mul_add(n, -kLn2HighF, c);
    const float low = n * -kLn2LowF;
    const float r = reduced + low;
    const float r2 = r * r;
    float q = mul_add(0.0013950602151453495f, r, 0.008368953131139278f);
    q = mul_add(q, r, 0.04166620597243309f);
    q = mul_add(q, r, 0.166665181517601f);
    q = mul_add(q, r, 0.5f);
    const float p = 1.0f + (reduced + mul_add(q, r2, low));
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

[[gnu::always_inline]] inline double whole(double y) noexcept { return __builtin_floor(y); }
[[gnu::always_inline]] inline float whole(float y) noexcept { return __builtin_floorf(y); }
[[gnu::always_inline]] inline double magnitude_of(double y) noexcept { return __builtin_fabs(y); }
[[gnu::always_inline]] inline float magnitude_of(float y) noexcept { return __builtin_fabsf(y); }
[[gnu::always_inline]] inline double with_sign(double a, double sign) noexcept { return __builtin_copysign(a, sign); }
[[gnu::always_inline]] inline float with_sign(float a, float sign) noexcept { return __builtin_copysignf(a, sign); }

// C's special cases, from the magnitude's power.
template <class T>
[[gnu::always_inline]] inline T finish_pow(T x, T y, T magnitude) noexcept {
    constexpr T kInf = static_cast<T>(__builtin_inf());
    const T ax = magnitude_of(x);
    const T half = y * static_cast<T>(0.5);
    const bool integral = whole(y) == y;
    const bool odd = integral & (whole(half) != half);
    T result = choose(odd, with_sign(magnitude, x), magnitude);
    const bool undefined = (x < 0) & (ax < kInf) & !integral;
    result = choose(undefined, static_cast<T>(__builtin_nan("")), result);
    // 1 to any power, anything to 0, and -1 to the infinities.
    const bool one = (x == 1) | (y == 0) | ((ax == 1) & (magnitude_of(y) == kInf));
    return choose(one, T{1}, result);
}

[[gnu::always_inline]] inline double real_pow(double x, double y) noexcept {
    constexpr double kInf = __builtin_inf();
    const double ax = __builtin_fabs(x);
    Pair l = precise_log(ax);
    // log 0 and log inf; NaN falls through the comparison and stays itself.
    const bool ordinary = (ax < kInf) & (ax > 0.0);
    l.high = choose(ordinary, l.high, choose(ax == 0.0, -kInf, ax));
    l.low = choose(ordinary, l.low, 0.0);
    double high = y * l.high;
    double low = product_error(y, l.high, high) + y * l.low;
    // Far out of range, and for log 1 = 0, the low part means nothing (and may be NaN where y is huge).
    low = choose((__builtin_fabs(high) < 800.0) & (l.high != 0.0), low, 0.0);
    high = choose(high < -800.0, -800.0, high);
    high = choose(high > 800.0, 800.0, high);
    const double with_n = mul_add(high, kLog2E, kRound);
    const double n = with_n - kRound;
    const Pair r = fast_two_sum(mul_add(n, -kLn2High, high), mul_add(n, -kLn2Low, low));
    const double r2 = r.high * r.high;
    const double p = 1.0 + (r.high + mul_add(exp_tail(r.high, r2), r2, r.low));
    return finish_pow(x, y, scale_by(p, with_n, n));
}

// In float64 throughout: |y log x| <= 104 magnifies the logarithm's error, so float32's result asks for some 2^-33 of
// relative accuracy, which shorter polynomials reach.
[[gnu::always_inline]] inline float real_pow(float x, float y) noexcept {
    constexpr float kInf = __builtin_inff();
    const float ax = __builtin_fabsf(x);
    // As a float64 even the smallest float32 is a normal number.
    constexpr uint64_t kSqrtHalf = 0x3fe6a09e667f3bcd;
    const uint64_t shifted = bits_of(static_cast<double>(ax)) + (0x3ff0000000000000 - kSqrtHalf);
    const double k = double_of((shifted >> 52) | 0x4330000000000000) - (0x1p52 + 1023);
    const double f = double_of((shifted & 0x000fffffffffffff) + kSqrtHalf) - 1.0;
    const double s = f / (2.0 + f);
    const double z = s * s;
    double tail = mul_add(0x1.911c2a0382f6bp-3, z, 0x1.c62aab06cc59dp-3);
    tail = mul_add(tail, z, 0x1.249413096f052p-2);
    tail = mul_add(tail, z, 0x1.999996a70865cp-2);
    tail = mul_add(tail, z, 0x1.555555561ef3fp-1);
    double log = mul_add(k, kLn2High + kLn2Low, mul_add(s * z, tail, s + s));
    const bool ordinary = (ax < kInf) & (ax > 0.0f);
    log = choose(ordinary, log, choose(ax == 0.0f, -__builtin_inf(), static_cast<double>(ax)));

    double power = static_cast<double>(y) * log;
    power = choose(power < -200.0, -200.0, power);
    power = choose(power > 200.0, 200.0, power);
    const double with_n = mul_add(power, kLog2E, kRound);
    const double n = with_n - kRound;
    const double r = mul_add(n, -kLn2Low, mul_add(n, -kLn2High, power));
    double q = mul_add(0x1.a1b909ebba5d7p-13, r, 0x1.6d97353c03564p-10);
    q = mul_add(q, r, 0x1.11107c298cabap-7);
    q = mul_add(q, r, 0x1.55547f94e5ba4p-5);
    q = mul_add(q, r, 0x1.5555559891eb7p-3);
    q = mul_add(q, r, 0x1.0000004344020p-1);
    const double p = 1.0 + mul_add(q, r * r, r);
    const float magnitude = static_cast<float>(p * double_of((bits_of(with_n) + 1023) << 52));
    return finish_pow(x, y, magnitude);
}

}  // namespace strided::STRIDED_LEVEL
