#pragma once
#include "native/kernels/elementwise/complex_parts.h"

// The inverse sine and cosine and the inverse hyperbolic tangent of complex numbers by their parts, of which the other
// inverse functions are made. Each part by itself is within some units in its last place: wherever parts may cancel,
// the difference is formed without them.
namespace strided::STRIDED_LEVEL {

// Neither part is infinite or NaN, nor so large that squares are.
[[gnu::always_inline]] inline bool is_in_range(double re, double im) noexcept {
    return (__builtin_fabs(re) < 0x1p500) & (__builtin_fabs(im) < 0x1p500);
}

// z = x + iy of the first quadrant on the ellipse and the hyperbola through it with foci ±1 (Hull, Fairgrieve and Tang,
// 1997): z = cosh(η) cos(θ) + i sinh(η) sin(θ).
struct Elliptic {
    double eta;
    double sine;  // cosh(η) sin(θ); cosh(η) cos(θ) is x
};

[[gnu::always_inline]] inline Elliptic elliptic_of(double x, double y) noexcept {
    // Distances from the foci; r + s = 2 cosh(η). The square of a tiny y is nothing beside d, unless d is 0.
    const double d = __builtin_fabs(1.0 - x);
    const double e = 1.0 + x;
    const double square = y * y;
    const double r = __builtin_sqrt(e * e + square);
    const double s = choose(d == 0.0, y, __builtin_sqrt(d * d + square));
    const double a = 0.5 * (r + s);
    // r - e = y² / (r + e), s - d = y² / (s + d). So of a - 1 and a - x, which one being inside the foci or outside
    // says, one is y² times `part` and the other `whole`.
    const double p = r + e;
    const double q = s + d;
    const double inverse = 1.0 / p;
    const double part = 0.5 * (inverse + 1.0 / choose(q == 0.0, 1.0, q));
    const double whole = 0.5 * (square * inverse + q);
    const bool inside = x < 1.0;
    // Roots of (a - 1)(a + 1) and (a - x)(a + x).
    const double of_part = y * __builtin_sqrt(part * (a + choose(inside, 1.0, x)));
    const double of_whole = __builtin_sqrt(whole * (a + choose(inside, x, 1.0)));
    const double above = choose(inside, square * part, whole);
    return {log_of_one_plus({above + choose(inside, of_part, of_whole), 0.0}), choose(inside, of_whole, of_part)};
}

// Beside the foci 1 / q, for a q that is y, passes the range.
[[gnu::always_inline]] inline bool is_elliptic(double re, double im) noexcept {
    const double b = __builtin_fabs(im);
    return is_in_range(re, im) & ((__builtin_fabs(re) != 1.0) | (b > 0x1p-1000) | (b == 0.0));
}
[[gnu::always_inline]] inline Parts arcsin_of(double re, double im) noexcept {
    const Elliptic at = elliptic_of(__builtin_fabs(re), __builtin_fabs(im));
    return {real_atan2(re, at.sine), with_sign(at.eta, im)};
}
[[gnu::always_inline]] inline Parts arccos_of(double re, double im) noexcept {
    const Elliptic at = elliptic_of(__builtin_fabs(re), __builtin_fabs(im));
    return {real_atan2(at.sine, re), -with_sign(at.eta, im)};
}
[[gnu::always_inline]] inline Parts arccosh_of(double re, double im) noexcept {
    const Elliptic at = elliptic_of(__builtin_fabs(re), __builtin_fabs(im));
    return {at.eta, with_sign(real_atan2(at.sine, re), im)};
}
// atanh(x + iy) = log(1 + 4x / ((1 - x)² + y²)) / 4 + i atan2(2y, (1 - x)(1 + x) - y²) / 2 for x >= 0. The poles ±1,
// and what is so near that its squares vanish, are not covered.
[[gnu::always_inline]] inline bool is_off_pole(double re, double im) noexcept {
    const double a = __builtin_fabs(re);
    const double b = __builtin_fabs(im);
    return is_in_range(re, im) & ((a != 1.0) | (b > 0x1p-500));
}
[[gnu::always_inline]] inline Parts arctanh_of(double re, double im) noexcept {
    const double x = __builtin_fabs(re);
    const double d = 1.0 - x;
    const double square = im * im;
    const double length = 0.25 * log_of_one_plus({4.0 * x / (d * d + square), 0.0});
    return {with_sign(length, re), 0.5 * real_atan2(2.0 * im, d * (1.0 + x) - square)};
}
}  // namespace strided::STRIDED_LEVEL
