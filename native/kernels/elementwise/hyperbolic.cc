#include "native/kernels/elementwise/complex_parts.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

#define FUNCTION(Name, real)                                      \
    struct Name {                                                 \
        static constexpr bool kHeavy = true;                      \
        template <class T>                                        \
        [[gnu::always_inline]] T operator()(T a) const noexcept { \
            return real(a);                                       \
        }                                                         \
    };
FUNCTION(Sinh, real_sinh)
FUNCTION(Cosh, real_cosh)
FUNCTION(Tanh, real_tanh)

STRIDED_INVERSE(Arcsinh, asinh)
STRIDED_INVERSE(Arccosh, acosh)
STRIDED_INVERSE(Arctanh, atanh)

struct ComplexSinh {
    static bool covers(double re, double im) noexcept { return is_exponent(re) & is_angle(im); }
    [[gnu::always_inline]] static Parts of(double re, double im) noexcept {
        const Turn turn = turn_of(im);
        return {real_sinh(re) * turn.cos, real_cosh(re) * turn.sin};
    }
    template <class T>
    static Complex<T> beyond(Complex<T> a) noexcept {
        return complex_sinh(a);
    }
};
struct ComplexCosh {
    static bool covers(double re, double im) noexcept { return is_exponent(re) & is_angle(im); }
    [[gnu::always_inline]] static Parts of(double re, double im) noexcept {
        const Turn turn = turn_of(im);
        return {real_cosh(re) * turn.cos, real_sinh(re) * turn.sin};
    }
    template <class T>
    static Complex<T> beyond(Complex<T> a) noexcept {
        return complex_cosh(a);
    }
};
struct ComplexTanh {
    static bool covers(double re, double im) noexcept { return is_tangent(re, im); }
    [[gnu::always_inline]] static Parts of(double re, double im) noexcept { return tanh_of(re, im); }
    template <class T>
    static Complex<T> beyond(Complex<T> a) noexcept {
        return complex_tanh(a);
    }
};

// clang-format off
#define REAL(name, op, half, single, full)                   \
    {name, "e->e", unary_kernel<op, Half, Half>, half},      \
    {name, "f->f", unary_kernel<op, float, float>, single},  \
    {name, "d->d", unary_kernel<op, double, double>, full},
#define ALL(name, op, half, single, full)                                 \
    REAL(name, op, half, single, full)                                    \
    {name, "F->F", unary_kernel<op, Complex64, Complex64>, 100.0f},       \
    {name, "D->D", unary_kernel<op, Complex128, Complex128>, 100.0f},

constinit const ElementwiseLoop kLoops[] = {
    REAL("sinh", Sinh, 3.0f, 2.0f, 4.0f) STRIDED_PARTS("sinh", ComplexSinh, 10.0f)
    REAL("cosh", Cosh, 3.0f, 2.0f, 3.0f) STRIDED_PARTS("cosh", ComplexCosh, 10.0f)
    REAL("tanh", Tanh, 3.0f, 2.0f, 3.0f) STRIDED_PARTS("tanh", ComplexTanh, 12.0f)
    ALL("arcsinh", Arcsinh, 5.0f, 4.0f, 7.0f)
    ALL("arccosh", Arccosh, 5.0f, 4.0f, 7.0f)
    ALL("arctanh", Arctanh, 4.0f, 3.0f, 5.0f)
};
// clang-format on

}  // namespace

List<ElementwiseLoop> hyperbolic_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
