#pragma once
#include "native/kernels/elementwise/lanes.h"
#include "native/kernels/elementwise/real_math.h"

// Complex arithmetic with NumPy's formulas and special values. What has branch cuts or many special cases is the C
// library's, as in NumPy.
namespace strided::STRIDED_LEVEL {

// a·b + c rounded once, at every level: the C library stands in where the level has no such instruction.
[[gnu::always_inline]] inline double fused(double a, double b, double c) noexcept { return __builtin_fma(a, b, c); }
[[gnu::always_inline]] inline float fused(float a, float b, float c) noexcept {
    if constexpr (kHasFma)
        return __builtin_fmaf(a, b, c);
    else
        return static_cast<float>(static_cast<double>(a) * b + c);
}

// A product that stays one: g++ 12's pattern for alternating + and - fuses in spite of -ffp-contract=off.
template <class T>
[[gnu::always_inline]] inline T rounded_product(T a, T b) noexcept {
#if defined(__GNUC__) && !defined(__clang__)
    return __builtin_assoc_barrier(a * b);
#else
    return a * b;
#endif
}

template <class T>
[[gnu::always_inline]] inline Complex<T> complex_multiply_unfused(Complex<T> a, Complex<T> b) noexcept {
    return {rounded_product(a.re, b.re) - rounded_product(a.im, b.im),
            rounded_product(a.re, b.im) + rounded_product(a.im, b.re)};
}

// Smith's division: scaled by the larger part of b, so that |b|² neither overflows nor vanishes; without branches.
template <class T>
[[gnu::always_inline]] inline Complex<T> complex_divide(Complex<T> a, Complex<T> b) noexcept {
    const T abs_re = b.re < 0 ? -b.re : b.re;
    const T abs_im = b.im < 0 ? -b.im : b.im;
    const bool in_order = abs_re >= abs_im;
    const T larger = in_order ? b.re : b.im;
    const T smaller = in_order ? b.im : b.re;
    const T ratio = smaller / larger;
    const T scale = T{1} / (larger + smaller * ratio);
    const T x = in_order ? a.re : a.im;
    const T y = in_order ? a.im : a.re;
    const T product = rounded_product(x, ratio);
    const T minuend = in_order ? y : product;
    const T subtrahend = in_order ? product : y;
    const T re = (x + rounded_product(y, ratio)) * scale;
    const T im = (minuend - subtrahend) * scale;
    constexpr T kInf = static_cast<T>(__builtin_inf());
    const bool zero = (abs_re == 0) & (abs_im == 0);
    return {zero ? a.re * kInf : re, zero ? a.im * kInf : im};
}

// Without overflow on the way; an infinite part wins over NaN.
[[gnu::always_inline]] inline float complex_absolute(Complex64 a) noexcept {
    const double re = a.re;
    const double im = a.im;
    const float length = static_cast<float>(__builtin_sqrt(re * re + im * im));
    const bool infinite = __builtin_fabsf(a.re) == __builtin_inff() || __builtin_fabsf(a.im) == __builtin_inff();
    return infinite ? __builtin_inff() : length;
}
[[gnu::always_inline]] inline double complex_absolute(Complex128 a) noexcept {
    constexpr double kInf = __builtin_inf();
    const double re = __builtin_fabs(a.re);
    const double im = __builtin_fabs(a.im);
    // Far from 1 the squares would leave the range: scale by a power of two, and back.
    const bool huge = (re > 0x1p500) | (im > 0x1p500);
    const bool small = (re < 0x1p-450) & (im < 0x1p-450);
    const double scale = choose(huge, 0x1p-600, choose(small, 0x1p600, 1.0));
    const double back = choose(huge, 0x1p600, choose(small, 0x1p-600, 1.0));
    const double x = re * scale;
    const double y = im * scale;
    const double length = __builtin_sqrt(x * x + y * y) * back;
    return choose((re == kInf) | (im == kInf), kInf, length);
}

template <class T>
struct NativeComplex;
template <>
struct NativeComplex<float> {
    using Type = _Complex float;
};
template <>
struct NativeComplex<double> {
    using Type = _Complex double;
};

template <class T>
[[gnu::always_inline]] inline typename NativeComplex<T>::Type to_native(Complex<T> a) noexcept {
    typename NativeComplex<T>::Type native;
    __real__ native = a.re;
    __imag__ native = a.im;
    return native;
}
[[gnu::always_inline]] inline Complex64 from_native(_Complex float a) noexcept { return {__real__ a, __imag__ a}; }
[[gnu::always_inline]] inline Complex128 from_native(_Complex double a) noexcept { return {__real__ a, __imag__ a}; }

// The C library's functions: complex_sqrt and so on.
#define STRIDED_LIBRARY(name)                                                                                         \
    inline Complex64 complex_##name(Complex64 a) noexcept { return from_native(__builtin_c##name##f(to_native(a))); } \
    inline Complex128 complex_##name(Complex128 a) noexcept { return from_native(__builtin_c##name(to_native(a))); }
STRIDED_LIBRARY(sqrt)
STRIDED_LIBRARY(exp)
STRIDED_LIBRARY(log)
STRIDED_LIBRARY(sin)
STRIDED_LIBRARY(cos)
STRIDED_LIBRARY(tan)
STRIDED_LIBRARY(asin)
STRIDED_LIBRARY(acos)
STRIDED_LIBRARY(atan)
STRIDED_LIBRARY(sinh)
STRIDED_LIBRARY(cosh)
STRIDED_LIBRARY(tanh)
STRIDED_LIBRARY(asinh)
STRIDED_LIBRARY(acosh)
STRIDED_LIBRARY(atanh)
#undef STRIDED_LIBRARY

inline Complex64 complex_pow_library(Complex64 a, Complex64 b) noexcept {
    return from_native(__builtin_cpowf(to_native(a), to_native(b)));
}
inline Complex128 complex_pow_library(Complex128 a, Complex128 b) noexcept {
    return from_native(__builtin_cpow(to_native(a), to_native(b)));
}

// NumPy's power: exact for exponent 0, zero bases defined, small integer exponents by repeated squaring.
template <class T>
inline Complex<T> complex_power(Complex<T> a, Complex<T> b) noexcept {
    if (b.re == 0 && b.im == 0) return {1, 0};
    if (a.re == 0 && a.im == 0) {
        if (b.re > 0) return {0, 0};
        return {static_cast<T>(__builtin_nan("")), static_cast<T>(__builtin_nan(""))};
    }
    if (b.im == 0 && b.re > -100 && b.re < 100 && static_cast<T>(static_cast<int>(b.re)) == b.re) {
        int exponent = static_cast<int>(b.re);
        if (exponent == 1) return a;
        if (exponent == 2) return complex_multiply_unfused(a, a);
        if (exponent == 3) return complex_multiply_unfused(a, complex_multiply_unfused(a, a));
        const bool inverted = exponent < 0;
        if (inverted) exponent = -exponent;
        Complex<T> result = {1, 0};
        for (Complex<T> factor = a;; factor = complex_multiply_unfused(factor, factor)) {
            if (exponent & 1) result = complex_multiply_unfused(result, factor);
            exponent >>= 1;
            if (exponent == 0) break;
        }
        return inverted ? complex_divide(Complex<T>{1, 0}, result) : result;
    }
    return complex_pow_library(a, b);
}

}  // namespace strided::STRIDED_LEVEL
