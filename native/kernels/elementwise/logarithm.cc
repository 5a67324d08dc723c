#include "native/kernels/elementwise/complex_parts.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/families.h"

// Exponentials and logarithms to the bases 2 and 10 and about 1, the cube root. Of complex numbers by NumPy's formulas.
namespace strided::STRIDED_LEVEL {
namespace {

template <class T>
[[gnu::always_inline]] inline Complex<T> scaled(Complex<T> a, double factor) noexcept {
    return {a.re * static_cast<T>(factor), a.im * static_cast<T>(factor)};
}

inline constexpr double kLn2 = 0x1.62e42fefa39efp-1;

inline constexpr double kLog10E = 0x1.bcb7b1526e50ep-2;

STRIDED_REAL(Exp2, real_exp2)
STRIDED_REAL(Log2, real_log2)
STRIDED_REAL(Log10, real_log10)
STRIDED_REAL(Expm1, real_expm1)
STRIDED_REAL(Cbrt, real_cbrt)

struct ComplexExp2 : ComplexExp {
    static constexpr double kFactor = kLn2;
};
STRIDED_BY_PARTS(ComplexLog2, is_square(re, im), scaled(log_of(re, im), kLog2E), scaled(complex_log(a), kLog2E))
STRIDED_BY_PARTS(ComplexLog10, is_square(re, im), scaled(log_of(re, im), kLog10E), scaled(complex_log(a), kLog10E))

[[gnu::always_inline]] inline Parts expm1_of(double re, double im) noexcept {
    const Turn turn = turn_of(im);
    const double half = turn_of(0.5 * im).sin;
    return {real_expm1(re) * turn.cos - 2 * half * half, real_exp(re) * turn.sin};
}
Complex64 complex_expm1(Complex64 a) noexcept {
    const float half = __builtin_sinf(a.im / 2);
    return {__builtin_expm1f(a.re) * __builtin_cosf(a.im) - 2 * half * half,
            __builtin_expf(a.re) * __builtin_sinf(a.im)};
}
Complex128 complex_expm1(Complex128 a) noexcept {
    const double half = __builtin_sin(a.im / 2);
    return {__builtin_expm1(a.re) * __builtin_cos(a.im) - 2 * half * half, __builtin_exp(a.re) * __builtin_sin(a.im)};
}
STRIDED_BY_PARTS(ComplexExpm1, is_exponential(re, im), expm1_of(re, im), complex_expm1(a))

// Of complex numbers in NumPy's steps, which lose digits near 0: 1 + re is rounded, and so is the length.
struct Log1p {
    static constexpr bool kHeavy = true;
    template <class T>
    [[gnu::always_inline]] T operator()(T a) const noexcept {
        return real_log1p(a);
    }
    template <class T>
    [[gnu::always_inline]] Complex<T> operator()(Complex<T> a) const noexcept {
        const T re = a.re + 1;
        return {real_log(rounded_hypot(re, a.im)), real_atan2(a.im, re)};
    }
};
template <bool kBinary>
struct LogAdd {
    static constexpr bool kHeavy = true;
    template <class T>
    [[gnu::always_inline]] T operator()(T x, T y) const noexcept {
        return log_add<kBinary>(x, y);
    }
};

// clang-format off
#define REAL(name, op, half, single, full)                   \
    {name, "e->e", unary_kernel<op, Half, Half>, half},      \
    {name, "f->f", unary_kernel<op, float, float>, single},  \
    {name, "d->d", unary_kernel<op, double, double>, full},
#define PAIRS(name, op, half, single, full)                           \
    {name, "ee->e", binary_kernel<op, Half, Half, Half>, half},       \
    {name, "ff->f", binary_kernel<op, float, float, float>, single},  \
    {name, "dd->d", binary_kernel<op, double, double, double>, full},

constinit const ElementwiseLoop kLoops[] = {
    REAL("exp2", Exp2, 1.5f, 0.7f, 1.6f) STRIDED_PARTS("exp2", ComplexExp2, 6.0f)
    REAL("expm1", Expm1, 2.0f, 1.0f, 2.0f) STRIDED_PARTS("expm1", ComplexExpm1, 10.0f)
    REAL("log2", Log2, 2.0f, 1.2f, 2.5f) STRIDED_PARTS("log2", ComplexLog2, 10.0f)
    REAL("log10", Log10, 2.0f, 1.2f, 2.5f) STRIDED_PARTS("log10", ComplexLog10, 10.0f)
    REAL("log1p", Log1p, 2.0f, 1.5f, 2.5f)
    {"log1p", "F->F", unary_kernel<Log1p, Complex64, Complex64>, 7.0f},
    {"log1p", "D->D", unary_kernel<Log1p, Complex128, Complex128>, 14.0f},
    REAL("cbrt", Cbrt, 3.0f, 2.0f, 2.5f)
    PAIRS("logaddexp", LogAdd<false>, 4.0f, 3.0f, 5.0f)
    PAIRS("logaddexp2", LogAdd<true>, 4.0f, 3.0f, 5.0f)
};
// clang-format on

}  // namespace

List<ElementwiseLoop> logarithm_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
