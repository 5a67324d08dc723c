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

#define REAL_FUNCTION(real)                                   \
    static constexpr bool kHeavy = true;                      \
    template <class T>                                        \
    [[gnu::always_inline]] T operator()(T a) const noexcept { \
        return real(a);                                       \
    }

struct Exp2 {
    REAL_FUNCTION(real_exp2)
};
struct ComplexExp2 {
    static constexpr double kFactor = kLn2;
    static bool covers(double re, double im) noexcept { return is_exponent(re) & is_angle(im); }
    [[gnu::always_inline]] static Parts of(double re, double im) noexcept { return exp_of(re, im); }
    template <class T>
    static Complex<T> beyond(Complex<T> a) noexcept {
        return complex_exp(a);
    }
};
struct Log2 {
    REAL_FUNCTION(real_log2)
    static constexpr double kUnit = kLog2E;
};
struct Log10 {
    REAL_FUNCTION(real_log10)
    static constexpr double kUnit = 0x1.bcb7b1526e50ep-2;
};
template <class Base>
struct ComplexLogTo {
    static bool covers(double re, double im) noexcept { return is_square(re, im); }
    [[gnu::always_inline]] static Parts of(double re, double im) noexcept {
        const Parts natural = log_of(re, im);
        return {natural.re * Base::kUnit, natural.im * Base::kUnit};
    }
    template <class T>
    static Complex<T> beyond(Complex<T> a) noexcept {
        return scaled(complex_log(a), Base::kUnit);
    }
};
struct Expm1 {
    REAL_FUNCTION(real_expm1)
};
struct ComplexExpm1 {
    static bool covers(double re, double im) noexcept { return is_exponent(re) & is_angle(im); }
    [[gnu::always_inline]] static Parts of(double re, double im) noexcept {
        const Turn turn = turn_of(im);
        const double half = turn_of(0.5 * im).sin;
        return {real_expm1(re) * turn.cos - 2 * half * half, real_exp(re) * turn.sin};
    }
    static Complex64 beyond(Complex64 a) noexcept {
        const float half = __builtin_sinf(a.im / 2);
        return {__builtin_expm1f(a.re) * __builtin_cosf(a.im) - 2 * half * half,
                __builtin_expf(a.re) * __builtin_sinf(a.im)};
    }
    static Complex128 beyond(Complex128 a) noexcept {
        const double half = __builtin_sin(a.im / 2);
        return {__builtin_expm1(a.re) * __builtin_cos(a.im) - 2 * half * half,
                __builtin_exp(a.re) * __builtin_sin(a.im)};
    }
};
struct Log1p {
    REAL_FUNCTION(real_log1p)
    Complex64 operator()(Complex64 a) const noexcept {
        const float re = a.re + 1;
        return {__builtin_logf(__builtin_hypotf(re, a.im)), __builtin_atan2f(a.im, re)};
    }
    Complex128 operator()(Complex128 a) const noexcept {
        const double re = a.re + 1;
        return {__builtin_log(__builtin_hypot(re, a.im)), __builtin_atan2(a.im, re)};
    }
};
struct Cbrt {
    REAL_FUNCTION(real_cbrt)
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
#define COMPLEX(name, op)                                              \
    {name, "F->F", unary_kernel<op, Complex64, Complex64>, 100.0f},    \
    {name, "D->D", unary_kernel<op, Complex128, Complex128>, 100.0f},
#define PAIRS(name, op, half, single, full)                           \
    {name, "ee->e", binary_kernel<op, Half, Half, Half>, half},       \
    {name, "ff->f", binary_kernel<op, float, float, float>, single},  \
    {name, "dd->d", binary_kernel<op, double, double, double>, full},

constinit const ElementwiseLoop kLoops[] = {
    REAL("exp2", Exp2, 1.5f, 0.7f, 1.6f) STRIDED_PARTS("exp2", ComplexExp2, 6.0f)
    REAL("expm1", Expm1, 2.0f, 1.0f, 2.0f) STRIDED_PARTS("expm1", ComplexExpm1, 10.0f)
    REAL("log2", Log2, 2.0f, 1.2f, 2.5f) STRIDED_PARTS("log2", ComplexLogTo<Log2>, 10.0f)
    REAL("log10", Log10, 2.0f, 1.2f, 2.5f) STRIDED_PARTS("log10", ComplexLogTo<Log10>, 10.0f)
    REAL("log1p", Log1p, 2.0f, 1.5f, 2.5f) COMPLEX("log1p", Log1p)
    REAL("cbrt", Cbrt, 3.0f, 2.0f, 2.5f)
    PAIRS("logaddexp", LogAdd<false>, 4.0f, 3.0f, 5.0f)
    PAIRS("logaddexp2", LogAdd<true>, 4.0f, 3.0f, 5.0f)
};
// clang-format on

}  // namespace

List<ElementwiseLoop> logarithm_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
