#pragma once
#include "native/kernels/elementwise/real_math.h"

// Trigonometric functions and their inverses as branch-free expressions, like those of real_math.h. float64 results are
// within 1.5 ULP; float32 is computed in float64 with shorter polynomials and rounded, within 0.6.
namespace strided::STRIDED_LEVEL {

// c[0] + z·(c[1] + z·(…)).
template <class... C>
[[gnu::always_inline]] inline double poly(double z, double c0, C... rest) noexcept {
    if constexpr (sizeof...(rest) == 0)
        return c0;
    else
        return mul_add(poly(z, rest...), z, c0);
}

// n - q·d, as if rounded once.
[[gnu::always_inline]] inline double residual(double n, double q, double d) noexcept {
    if constexpr (kHasFma) {
        return __builtin_fma(-q, d, n);
    } else {
        const double product = q * d;
        return (n - product) - product_error(q, d, product);
    }
}

// n / d, where both are pairs, to nearly twice the precision.
[[gnu::always_inline]] inline Pair divide_pairs(Pair n, Pair d) noexcept {
    const double inverse = 1.0 / d.high;
    const double q = n.high * inverse;
    const double rest = residual(n.high, q, d.high) + (n.low - q * d.low);
    return {q, rest * inverse};
}

[[gnu::always_inline]] inline Pair two_sum(double a, double b) noexcept {
    const double sum = a + b;
    const double part = sum - a;
    return {sum, (a - (sum - part)) + (b - part)};
}

// ---- sine, cosine, tangent ----

// Beyond these magnitudes the reduction below is not exact; reduce_huge takes over, element by element.
inline constexpr double kReducible = kHasFma ? 0x1p30 : 0x1p20;
inline constexpr double kTwoOverPi = 0x1.45f306dc9c883p-1;

// x - quadrant·π/2 in [-π/4, π/4] as a pair; the two lowest bits of quadrant count.
struct Reduced {
    double high;
    double low;
    uint64_t quadrant;
};

[[gnu::always_inline]] inline Reduced reduce(double x) noexcept {
    const double with_q = mul_add(x, kTwoOverPi, kRound);
    const double q = with_q - kRound;
    const uint64_t quadrant = bits_of(with_q);
    if constexpr (kHasFma) {
        // π/2 in three full parts: the first product leaves an exact difference, the second's error is kept.
        constexpr double kMiddle = 0x1.1a62633145c07p-54;
        const double first = __builtin_fma(-q, 0x1.921fb54442d18p+0, x);
        const double product = q * kMiddle;
        const double product_low = __builtin_fma(q, kMiddle, -product);
        const double high = first - product;
        const double low = ((first - high) - product) - product_low;
        return {high, __builtin_fma(-q, -0x1.f1976b7ed8fbcp-110, low), quadrant};
    } else {
        // π/2 in three parts of 33 bits, whose products with q are exact, and the rest.
        const double first = x - q * 0x1.921fb54400000p+0;
        const Pair second = two_sum(first, -q * 0x1.0b4611a600000p-34);
        const Pair third = two_sum(second.high, -q * 0x1.3198a2e000000p-69);
        return {third.high, third.low + (second.low - q * 0x1.b839a252049c1p-104), quadrant};
    }
}

// The bits of 2/π behind 64 zeros.
inline constexpr uint64_t kTwoOverPiBits[] = {
    0x0000000000000000, 0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
    0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41,
    0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7,
    0x4f463f669e5fea2d, 0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab,
    0xf0cfbc209af4361d, 0xa9e391615ee61b08,
};

// Payne and Hanek's reduction of a finite x of at least 2^20: the product with those bits of 2/π that matter modulo 4,
// in integers. No float64 comes nearer to a multiple of π/2 than 2^-62, so 190 bits of fraction leave enough.
inline Reduced reduce_huge(double x) noexcept {
    using Wide = unsigned __int128;
    const uint64_t bits = bits_of(x);
    const uint64_t mantissa = (bits & 0x000fffffffffffff) | 0x0010000000000000;
    const int first = static_cast<int>((bits >> 52) & 0x7ff) - 1075 + 62;
    const uint64_t* words = kTwoOverPiBits + first / 64;
    const int shift = first % 64;
    const auto word = [&](int i) { return (words[i] << shift) | (words[i + 1] >> 1 >> (63 - shift)); };
    const Wide low_product = static_cast<Wide>(mantissa) * word(2);
    const Wide middle = static_cast<Wide>(mantissa) * word(1) + static_cast<uint64_t>(low_product >> 64);
    const uint64_t top = mantissa * word(0) + static_cast<uint64_t>(middle >> 64);
    // Two bits of quadrant, then the fraction; the nearer multiple counts.
    uint64_t quadrant = top >> 62;
    const uint64_t next = static_cast<uint64_t>(middle);
    const uint64_t last = static_cast<uint64_t>(low_product);
    uint64_t fraction[3] = {(top << 2) | (next >> 62), (next << 2) | (last >> 62), last << 2};
    const bool above = (fraction[0] >> 63) != 0;
    if (above) {
        quadrant++;
        for (uint64_t& part : fraction) part = ~part;
    }
    int exponent = 0;
    if (fraction[0] == 0) {
        fraction[0] = fraction[1];
        fraction[1] = fraction[2];
        fraction[2] = 0;
        exponent = 64;
    }
    const int zeros = fraction[0] == 0 ? 63 : __builtin_clzll(fraction[0]);
    const uint64_t high_bits = (fraction[0] << zeros) | (fraction[1] >> 1 >> (63 - zeros));
    const uint64_t low_bits = (fraction[1] << zeros) | (fraction[2] >> 1 >> (63 - zeros));
    const double scale = double_of(static_cast<uint64_t>(1023 - 53 - exponent - zeros) << 52);
    const double high = static_cast<double>(high_bits >> 11) * scale;
    const double low = static_cast<double>(((high_bits & 0x7ff) << 42) | (low_bits >> 22)) * scale * 0x1p-53;
    constexpr double kHalfPi = 0x1.921fb54442d18p+0;
    const double product = high * kHalfPi;
    const double rest = product_error(high, kHalfPi, product) + (high * 0x1.1a62633145c07p-54 + low * kHalfPi);
    // The quadrant and the angle change sign with x and with the side of the multiple.
    const bool negative = (bits >> 63) != 0;
    const double sign = negative != above ? -1.0 : 1.0;
    return {sign * product, sign * rest, negative ? uint64_t{0} - quadrant : quadrant};
}

struct SinCos {
    Pair sin;
    Pair cos;
};

// Both, as a leading part and a correction that is still to be added.
[[gnu::always_inline]] inline SinCos sin_cos(double high, double low) noexcept {
    const double z = high * high;
    const double half = 0.5 * z;
    const double one = 1.0 - half;
    const double s = poly(z, -0x1.5555555555548p-3, 0x1.111111110f7c0p-7, -0x1.a01a019bfbd5cp-13, 0x1.71de3565efb13p-19,
                          -0x1.ae5e590a1c068p-26, 0x1.5d8f5cbdb0877p-33);
    const double c = poly(z, 0x1.555555555554bp-5, -0x1.6c16c16c14f7fp-10, 0x1.a01a019c826f5p-16,
                          -0x1.27e4f7e9610e4p-22, 0x1.1ee9d6bd509f3p-29, -0x1.8fa416f022b8cp-37);
    return {{high, mul_add(high * z, s, low * one)}, {one, ((1.0 - one) - half) + mul_add(z * z, c, -(high * low))}};
}

// sin of an angle of the given quadrant: the sine or the cosine of what is left, with the quadrant's sign.
[[gnu::always_inline]] inline double by_quadrant(const Pair& sin, const Pair& cos, uint64_t quadrant) noexcept {
    const bool odd = (quadrant & 1) != 0;
    const double value = choose(odd, cos.high, sin.high) + choose(odd, cos.low, sin.low);
    return double_of(bits_of(value) ^ ((quadrant & 2) << 62));
}

[[gnu::always_inline]] inline double sin_of(const Reduced& r) noexcept {
    const SinCos both = sin_cos(r.high, r.low);
    return by_quadrant(both.sin, both.cos, r.quadrant);
}
[[gnu::always_inline]] inline double cos_of(const Reduced& r) noexcept {
    const SinCos both = sin_cos(r.high, r.low);
    return by_quadrant(both.sin, both.cos, r.quadrant + 1);
}
[[gnu::always_inline]] inline double tan_of(const Reduced& r) noexcept {
    const SinCos both = sin_cos(r.high, r.low);
    const Pair s = fast_two_sum(both.sin.high, both.sin.low);
    const Pair c = fast_two_sum(both.cos.high, both.cos.low);
    const bool odd = (r.quadrant & 1) != 0;
    const Pair quotient = divide_pairs({choose(odd, c.high, s.high), choose(odd, c.low, s.low)},
                                       {choose(odd, -s.high, c.high), choose(odd, -s.low, c.low)});
    return quotient.high + quotient.low;
}

[[gnu::always_inline]] inline double real_sin(double x) noexcept { return choose(x == 0.0, x, sin_of(reduce(x))); }
[[gnu::always_inline]] inline double real_cos(double x) noexcept { return cos_of(reduce(x)); }
[[gnu::always_inline]] inline double real_tan(double x) noexcept { return choose(x == 0.0, x, tan_of(reduce(x))); }

// The float32 forms: one float64 holds the reduced angle, and half the terms do.
[[gnu::always_inline]] inline Reduced reduce_short(double x) noexcept {
    const double with_q = mul_add(x, kTwoOverPi, kRound);
    const double q = with_q - kRound;
    constexpr double kHigh = kHasFma ? 0x1.921fb54442d18p+0 : 0x1.921fb54400000p+0;
    constexpr double kLow = kHasFma ? 0x1.1a62633145c07p-54 : 0x1.0b4611a626331p-34;
    return {mul_add(-q, kLow, mul_add(-q, kHigh, x)), 0.0, bits_of(with_q)};
}

[[gnu::always_inline]] inline SinCos sin_cos_short(double r) noexcept {
    const double z = r * r;
    const double s =
        poly(z, -0x1.5555554c6ec7ap-3, 0x1.11110867b5475p-7, -0x1.a00f7cc05a8a0p-13, 0x1.6cd155add76bep-19);
    const double c = poly(z, -0.5, 0x1.55554a0cedb7bp-5, -0x1.6c0c30e79eaeep-10, 0x1.99eacf1253d95p-16);
    return {{mul_add(r * z, s, r), 0.0}, {mul_add(z, c, 1.0), 0.0}};
}

// sin(x) = ±sin(r) for r = x - q·π in [-π/2, π/2]: one polynomial. The cosine is the sine for q halfway between
// integers.
template <bool kCosine>
[[gnu::always_inline]] inline double sine_short(double x) noexcept {
    // Without the offset x = -0 stays itself.
    const double turns = kCosine ? mul_add(x, 0.5 * kTwoOverPi, -0.5) : x * (0.5 * kTwoOverPi);
    const double with_n = turns + kRound;
    const double q = kCosine ? (with_n - kRound) + 0.5 : with_n - kRound;
    constexpr double kHigh = kHasFma ? 0x1.921fb54442d18p+1 : 0x1.921fb54400000p+1;
    constexpr double kLow = kHasFma ? 0x1.1a62633145c07p-53 : 0x1.0b4611a626331p-33;
    const double r = mul_add(-q, kLow, mul_add(-q, kHigh, x));
    const double z = r * r;
    const double tail = poly(z, -0x1.55555547617f1p-3, 0x1.11110c47cf443p-7, -0x1.a017d8dddccd1p-13,
                             0x1.717065e3cb60bp-19, -0x1.9a661d3fbc1a4p-26);
    const uint64_t sign = (bits_of(with_n) ^ (kCosine ? 1 : 0)) << 63;
    return double_of(bits_of(r * mul_add(z, tail, 1.0)) ^ sign);
}

[[gnu::always_inline]] inline float real_sin(float x) noexcept { return static_cast<float>(sine_short<false>(x)); }
[[gnu::always_inline]] inline float real_cos(float x) noexcept { return static_cast<float>(sine_short<true>(x)); }
[[gnu::always_inline]] inline float real_tan(float x) noexcept {
    const Reduced r = reduce_short(x);
    const SinCos both = sin_cos_short(r.high);
    const bool odd = (r.quadrant & 1) != 0;
    const double quotient = choose(odd, both.cos.high, both.sin.high) / choose(odd, -both.sin.high, both.cos.high);
    return choose(x == 0.0f, x, static_cast<float>(quotient));
}

// ---- their inverses ----

inline constexpr double kHalfPi = 0x1.921fb54442d18p+0;
inline constexpr double kHalfPiLow = 0x1.1a62633145c07p-54;
// π/4 short enough that its multiples up to 4 are exact, and the rest.
inline constexpr double kQuarterPi = 0x1.921fb54442d18p-1;
inline constexpr double kQuarterPiLow = 0x1.1a62633145c07p-55;
inline constexpr double kTanEighth = 0x1.a827999fcef32p-2;  // tan(π/8)

// (asin(s) - s) / s³ for z = s² <= 1/4, and (atan(t) - t) / t³ for z = t² <= tan²(π/8).
template <bool kShort>
[[gnu::always_inline]] inline double asin_tail(double z) noexcept {
    if constexpr (kShort)
        return poly(z, 0x1.55554c63097edp-3, 0x1.33387b25a6fc3p-4, 0x1.6caf0473d3231p-5, 0x1.04903ab597fa0p-5,
                    0x1.d93126d0a7778p-7, 0x1.3350c9d7c6c9dp-5);
    else
        return poly(z, 0x1.5555555555390p-3, 0x1.333333336e7c7p-4, 0x1.6db6db427c907p-5, 0x1.f1c72c3866959p-6,
                    0x1.6e89f44b979e9p-6, 0x1.1c6be11383b25p-6, 0x1.c6fdcb8159f85p-7, 0x1.8ec2c39d9898dp-7,
                    0x1.abd116aa5360ap-8, 0x1.3ff397bc13f9bp-6, -0x1.09d19f62d600cp-6, 0x1.056cf088e9421p-5);
}
template <bool kShort>
[[gnu::always_inline]] inline double atan_tail(double z) noexcept {
    if constexpr (kShort)
        return poly(z, -0x1.555554c5a0031p-2, 0x1.999918561681ap-3, -0x1.247ed185d9295p-3, 0x1.c46317329cbb0p-4,
                    -0x1.5b2ae48753604p-4, 0x1.848b5711296a6p-5);
    else
        return poly(z, -0x1.555555555553dp-2, 0x1.9999999995785p-3, -0x1.24924922a867ep-3, 0x1.c71c70e4450d3p-4,
                    -0x1.745cf8abc2416p-4, 0x1.3b1115deb8263p-4, -0x1.10eb94a671666p-4, 0x1.df0d527ff93bfp-5,
                    -0x1.9cca0c1e8e764p-5, 0x1.37bff53d3b5a3p-5, -0x1.253b8f7eb8648p-6);
}

// Up to 1/2 by the series; beyond, asin(x) = π/2 - 2 asin(sqrt((1 - x) / 2)). Outside [-1, 1] the root is NaN.
template <bool kShort>
[[gnu::always_inline]] inline double asin_of(double x) noexcept {
    const double a = __builtin_fabs(x);
    const bool near_one = a > 0.5;
    const double z = choose(near_one, mul_add(a, -0.5, 0.5), a * a);
    const double s = choose(near_one, __builtin_sqrt(z), a);
    const double rest = s * z * asin_tail<kShort>(z);
    const Pair sum = fast_two_sum(kHalfPi, -2.0 * s);
    const double large = sum.high + (sum.low + mul_add(-2.0, rest, kHalfPiLow));
    return __builtin_copysign(choose(near_one, large, s + rest), x);
}

// The same, counted from the other end: π/2 - asin(x), 2 asin(sqrt((1 - x) / 2)), and π minus that below -1/2.
template <bool kShort>
[[gnu::always_inline]] inline double acos_of(double x) noexcept {
    const double a = __builtin_fabs(x);
    const bool near_one = a > 0.5;
    const bool negative = x < 0.0;
    const double z = choose(near_one, mul_add(a, -0.5, 0.5), a * a);
    const double s = choose(near_one, 2.0 * __builtin_sqrt(z), __builtin_copysign(a, -x));
    // base + s + s·z·tail, s being negated where it is taken away.
    const double base = choose(near_one, choose(negative, 2.0 * kHalfPi, 0.0), kHalfPi);
    const double base_low = choose(near_one, choose(negative, 2.0 * kHalfPiLow, 0.0), kHalfPiLow);
    const double signed_s = choose(near_one & negative, -s, s);
    const Pair sum = two_sum(base, signed_s);
    return sum.high + mul_add(signed_s * z, asin_tail<kShort>(z), sum.low + base_low);
}

[[gnu::always_inline]] inline double real_asin(double x) noexcept { return asin_of<false>(x); }
[[gnu::always_inline]] inline float real_asin(float x) noexcept { return static_cast<float>(asin_of<true>(x)); }
[[gnu::always_inline]] inline double real_acos(double x) noexcept { return acos_of<false>(x); }
[[gnu::always_inline]] inline float real_acos(float x) noexcept { return static_cast<float>(acos_of<true>(x)); }

// multiples·π/4 + atan(t) for |t| <= tan(π/8).
[[gnu::always_inline]] inline double finish_atan(Pair t, double multiples) noexcept {
    const double z = t.high * t.high;
    const Pair sum = fast_two_sum(multiples * kQuarterPi, t.high);
    const double exact = choose(multiples == 0.0, t.high, sum.high);
    const double lost = choose(multiples == 0.0, 0.0, sum.low);
    return exact + mul_add(t.high * z, atan_tail<false>(z), t.low + mul_add(multiples, kQuarterPiLow, lost));
}

[[gnu::always_inline]] inline double real_atan(double x) noexcept {
    const double a = __builtin_fabs(x);
    // One quotient: x, (x - 1) / (x + 1) about 1, -1 / x beyond.
    const bool middle = a > kTanEighth;
    const bool large = a > 1.0 / kTanEighth;
    const double n = choose(large, -1.0, choose(middle, a - 1.0, a));
    const double sum = a + 1.0;
    const double d = choose(large, a, choose(middle, sum, 1.0));
    // What rounding took from a ± 1: nothing from the difference below 2, as much as from the sum above.
    const double sum_low = a - (sum - 1.0);
    const double n_low = choose(middle & !large, a - (n + 1.0), 0.0);
    Pair t = divide_pairs({n, n_low}, {d, choose(middle & !large, sum_low, 0.0)});
    // The residue of an infinite divisor is NaN.
    t.low = choose(a > 0x1p60, 0.0, t.low);
    const double result = finish_atan(t, choose(large, 2.0, choose(middle, 1.0, 0.0)));
    return __builtin_copysign(result, x);
}

[[gnu::always_inline]] inline float real_atan(float x) noexcept {
    const double a = __builtin_fabs(static_cast<double>(x));
    const bool middle = a > kTanEighth;
    const bool large = a > 1.0 / kTanEighth;
    const double t = choose(large, -1.0, choose(middle, a - 1.0, a)) / choose(large, a, choose(middle, a + 1.0, 1.0));
    const double z = t * t;
    const double base = choose(large, 2.0 * kQuarterPi, choose(middle, kQuarterPi, 0.0));
    return with_sign(static_cast<float>(base + mul_add(t * z, atan_tail<true>(z), t)), x);
}

// The operands of atan2 as lengths n <= d: infinite ones as 1 beside 0 or 1, two zeros as 0 / 1.
struct Ratio {
    double n;
    double d;
    bool swapped;
};
[[gnu::always_inline]] inline Ratio ratio_of(double y, double x) noexcept {
    constexpr double kInf = __builtin_inf();
    double a = __builtin_fabs(y);
    double b = __builtin_fabs(x);
    const bool infinite = (a == kInf) | (b == kInf);
    const double a_unit = choose(a == kInf, 1.0, 0.0);
    const double b_unit = choose(b == kInf, 1.0, 0.0);
    a = choose(infinite, a_unit, a);
    b = choose(infinite, b_unit, b);
    const bool swapped = a > b;
    const double d = choose(swapped, a, b);
    return {choose(swapped, b, a), choose(d == 0.0, 1.0, d), swapped};
}

[[gnu::always_inline]] inline double real_atan2(double y, double x) noexcept {
    Ratio r = ratio_of(y, x);
    // Away from the ends of the range, so that 1 / d is neither infinite nor subnormal, nor what rounding takes from n.
    const bool tiny = (r.n < 0x1p-400) & (r.d < 0x1p200);
    const double scale = choose(r.d > 0x1p900, 0x1p-600, choose(tiny, 0x1p600, 1.0));
    const double n = r.n * scale;
    const double d = r.d * scale;
    const bool middle = n > kTanEighth * d;
    const Pair difference = two_sum(n, -d);
    const Pair sum = two_sum(d, n);
    Pair t = divide_pairs({choose(middle, difference.high, n), choose(middle, difference.low, 0.0)},
                          {choose(middle, sum.high, d), choose(middle, sum.low, 0.0)});
    // atan(n/d) is m·π/4 + atan(t); it, π/2 minus it, or π minus either.
    const bool behind = (bits_of(x) >> 63) != 0;
    const bool negated = r.swapped != behind;
    const double m = choose(middle, 1.0, 0.0);
    const double turn = choose(r.swapped, 2.0, choose(behind, 4.0, 0.0));
    t.high = choose(negated, -t.high, t.high);
    t.low = choose(negated, -t.low, t.low);
    const double angle = finish_atan(t, turn + choose(negated, -m, m));
    const bool undefined = (x != x) | (y != y);
    return choose(undefined, x + y, __builtin_copysign(angle, y));
}

[[gnu::always_inline]] inline float real_atan2(float y, float x) noexcept {
    const Ratio r = ratio_of(y, x);
    const bool middle = r.n > kTanEighth * r.d;
    const double t = choose(middle, r.n - r.d, r.n) / choose(middle, r.n + r.d, r.d);
    const double z = t * t;
    const double arc = mul_add(t * z, atan_tail<true>(z), t) + choose(middle, kQuarterPi, 0.0);
    const bool behind = (bits_of(x) >> 31) != 0;
    const double turn = choose(r.swapped, kHalfPi, choose(behind, 2.0 * kHalfPi, 0.0));
    const double angle = turn + choose(r.swapped != behind, -arc, arc);
    return choose((x != x) | (y != y), x + y, with_sign(static_cast<float>(angle), y));
}

// sqrt(x² + y²) without overflow on the way; an infinite operand wins over NaN. Where rounded, nearly always as if
// rounded once.
template <bool kRounded>
[[gnu::always_inline]] inline double hypot_of(double x, double y) noexcept {
    constexpr double kInf = __builtin_inf();
    const double a = __builtin_fabs(x);
    const double b = __builtin_fabs(y);
    const bool huge = (a > 0x1p500) | (b > 0x1p500);
    const bool small = (a < 0x1p-450) & (b < 0x1p-450);
    const double scale = choose(huge, 0x1p-600, choose(small, 0x1p600, 1.0));
    const double back = choose(huge, 0x1p600, choose(small, 0x1p-600, 1.0));
    const bool in_order = a >= b;
    const double larger = choose(in_order, a, b) * scale;
    const double smaller = choose(in_order, b, a) * scale;
    const double square = smaller * smaller;
    // The square root's error against the squares' exact sum, to first order.
    const Pair sum = fast_two_sum(larger * larger, square);
    double low = sum.low + product_error(larger, larger, larger * larger);
    double root;
    if constexpr (kRounded) {
        low += product_error(smaller, smaller, square);
        root = __builtin_sqrt(sum.high);
        root += choose(root > 0.0, (residual(sum.high, root, root) + low) / (root + root), 0.0);
    } else {
        root = __builtin_sqrt(sum.high + low);
    }
    return choose((a == kInf) | (b == kInf), kInf, root * back);
}
[[gnu::always_inline]] inline double real_hypot(double x, double y) noexcept { return hypot_of<false>(x, y); }
[[gnu::always_inline]] inline float real_hypot(float x, float y) noexcept {
    constexpr float kInf = __builtin_inff();
    const double a = x;
    const double b = y;
    const float length = static_cast<float>(__builtin_sqrt(a * a + b * b));
    return choose((magnitude_of(x) == kInf) | (magnitude_of(y) == kInf), kInf, length);
}
[[gnu::always_inline]] inline double rounded_hypot(double x, double y) noexcept { return hypot_of<true>(x, y); }
[[gnu::always_inline]] inline float rounded_hypot(float x, float y) noexcept { return real_hypot(x, y); }

}  // namespace strided::STRIDED_LEVEL
