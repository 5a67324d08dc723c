#pragma once
#include "native/kernels/elementwise/complex_math.h"
#include "native/kernels/elementwise/logarithm_math.h"
#include "native/kernels/elementwise/loops.h"

// Functions of complex numbers by real functions of their parts, in blocks of real and of imaginary parts that the
// compiler's vectors take; complex64 is computed in float64 too. An operation has
//   of(re, im)       the function without branches;
//   covers(re, im)   whether `of` holds there: finite, and nothing on the way leaves the range;
//   beyond(a)        the function elsewhere, the C library's. Each element goes its own way, whatever stands beside it.
// which STRIDED_BY_PARTS makes of expressions,
// and may have a kFactor that its operand is multiplied by first, in the operand's precision, as NumPy does.
// A result is within some 4 ULP of its modulus.
namespace strided::STRIDED_LEVEL {

// Elements whose parts, before and after, stay in the first-level cache.
inline constexpr int64_t kPartsBlock = 128;

struct Parts {
    double re;
    double im;
};

// -i f(iz) for an odd function f, from f(im + i·re): so sin comes of sinh.
[[gnu::always_inline]] inline Parts swapped(Parts p) noexcept { return {p.im, p.re}; }
[[gnu::always_inline]] inline Parts scaled(Parts p, double factor) noexcept { return {p.re * factor, p.im * factor}; }

// e^x is far from both ends of the range.
[[gnu::always_inline]] inline bool is_exponent(double x) noexcept { return __builtin_fabs(x) < 700.0; }
[[gnu::always_inline]] inline bool is_angle(double x) noexcept { return __builtin_fabs(x) < kReducible; }

[[gnu::always_inline]] inline bool is_exponential(double re, double im) noexcept {
    return is_exponent(re) & is_angle(im);
}

struct Turn {
    double sin;
    double cos;
};
[[gnu::always_inline]] inline Turn turn_of(double angle) noexcept {
    const Reduced r = reduce(angle);
    const SinCos both = sin_cos(r.high, r.low);
    return {choose(angle == 0.0, angle, by_quadrant(both.sin, both.cos, r.quadrant)),
            by_quadrant(both.sin, both.cos, r.quadrant + 1)};
}

[[gnu::always_inline]] inline Parts exp_of(double re, double im) noexcept {
    const double length = real_exp(re);
    const Turn turn = turn_of(im);
    return {length * turn.cos, length * turn.sin};
}

[[gnu::always_inline]] inline Parts sinh_of(double re, double im) noexcept {
    const Turn turn = turn_of(im);
    return {real_sinh(re) * turn.cos, real_cosh(re) * turn.sin};
}
[[gnu::always_inline]] inline Parts cosh_of(double re, double im) noexcept {
    const Turn turn = turn_of(im);
    return {real_cosh(re) * turn.cos, real_sinh(re) * turn.sin};
}

// tanh x + iy = (sinh x cosh x + i sin y cos y) / (sinh² x + cos² y), where the squares stay in range.
[[gnu::always_inline]] inline bool is_tangent(double re, double im) noexcept {
    return (__builtin_fabs(re) < 300.0) & is_angle(im);
}
[[gnu::always_inline]] inline Parts tanh_of(double re, double im) noexcept {
    const Turn turn = turn_of(im);
    const double sinh = real_sinh(re);
    const double scale = sinh * sinh + turn.cos * turn.cos;
    return {sinh * real_cosh(re) / scale, turn.sin * turn.cos / scale};
}

// The squares of both parts neither overflow nor lose digits.
[[gnu::always_inline]] inline bool is_square(double re, double im) noexcept {
    const double a = __builtin_fabs(re);
    const double b = __builtin_fabs(im);
    const double larger = a > b ? a : b;
    return (larger < 0x1p500) & (larger > 0x1p-400) & (b == b) & (a == a);
}

// log |z| from the sum of the squares with its error: about |z| = 1 the logarithm is what both leave of 1.
[[gnu::always_inline]] inline Parts log_of(double re, double im) noexcept {
    const double a = re * re;
    const double b = im * im;
    const Pair sum = two_sum(a, b);
    const double low = sum.low + (product_error(re, re, a) + product_error(im, im, b));
    // Of a large sum the error counts for nothing, and is beyond what log_parts corrects.
    const LogParts length = log_parts<true>(sum.high, choose(sum.high < 0x1p50, low, 0.0));
    return {0.5 * log_from(length), real_atan2(im, re)};
}

template <class Op, class T>
void parts_block(const char* from, int64_t step_from, char* to, int64_t step_to, int64_t n) noexcept {
    alignas(64) double re[kPartsBlock];
    alignas(64) double im[kPartsBlock];
    alignas(64) Complex<T> in[kPartsBlock];
    alignas(64) Complex<T> out[kPartsBlock];
    // The result may lie over the operand.
    if (step_from == sizeof(Complex<T>)) {
        __builtin_memcpy(in, from, static_cast<uint64_t>(n) * sizeof(Complex<T>));
    } else {
        for (int64_t i = 0; i < n; i++) in[i] = *reinterpret_cast<const Complex<T>*>(from + i * step_from);
    }
    if constexpr (requires { Op::kFactor; }) {
        constexpr T kFactor = static_cast<T>(Op::kFactor);
        for (int64_t i = 0; i < n; i++) in[i] = {in[i].re * kFactor, in[i].im * kFactor};
    }
    for (int64_t i = 0; i < n; i++) {
        re[i] = in[i].re;
        im[i] = in[i].im;
    }
    const bool packed = step_to == sizeof(Complex<T>);
    Complex<T>* result = packed ? reinterpret_cast<Complex<T>*>(to) : out;
    uint64_t left = 0;
    STRIDED_INDEPENDENT
    for (int64_t i = 0; i < n; i++) {
        const Parts value = Op::of(re[i], im[i]);
        left |= static_cast<uint64_t>(!Op::covers(re[i], im[i]));
        re[i] = value.re;
        im[i] = value.im;
    }
    for (int64_t i = 0; i < n; i++) result[i] = {static_cast<T>(re[i]), static_cast<T>(im[i])};
    if (left != 0) {
        for (int64_t i = 0; i < n; i++) {
            if (!Op::covers(in[i].re, in[i].im)) result[i] = Op::beyond(in[i]);
        }
    }
    if (packed) return;
    for (int64_t i = 0; i < n; i++) *reinterpret_cast<Complex<T>*>(to + i * step_to) = out[i];
}

template <class Op, class T>
void parts_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    const int64_t different = strides[0] == 0 && strides[1] == sizeof(Complex<T>) && n > 1 ? 1 : n;
    for (int64_t start = 0; start < different; start += kPartsBlock) {
        const int64_t count = different - start < kPartsBlock ? different - start : kPartsBlock;
        parts_block<Op, T>(data[0] + start * strides[0], strides[0], data[1] + start * strides[1], strides[1], count);
    }
    if (different < n) repeat(reinterpret_cast<Complex<T>*>(data[1]), n);
}

// An operation: whether it covers re + i·im, its parts there, and the function of a complex `a` beyond.
#define STRIDED_BY_PARTS(Name, covered, parts, elsewhere)                                            \
    struct Name {                                                                                    \
        [[gnu::always_inline]] static bool covers(double re, double im) noexcept { return covered; } \
        [[gnu::always_inline]] static Parts of(double re, double im) noexcept { return parts; }      \
        template <class T>                                                                           \
        static Complex<T> beyond(Complex<T> a) noexcept {                                            \
            return elsewhere;                                                                        \
        }                                                                                            \
    };

STRIDED_BY_PARTS(ComplexExp, is_exponential(re, im), exp_of(re, im), complex_exp(a))

// An operation on real numbers.
#define STRIDED_REAL(Name, function)                              \
    struct Name {                                                 \
        static constexpr bool kHeavy = true;                      \
        template <class T>                                        \
        [[gnu::always_inline]] T operator()(T a) const noexcept { \
            return function(a);                                   \
        }                                                         \
    };

// Rows of a table, with the cost of an element.
#define STRIDED_PARTS(name, op, cost) \
    {name, "F->F", parts_kernel<op, float>, cost}, {name, "D->D", parts_kernel<op, double>, cost},

}  // namespace strided::STRIDED_LEVEL
