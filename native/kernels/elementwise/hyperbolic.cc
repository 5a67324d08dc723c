#include "native/kernels/elementwise/complex_math.h"
#include "native/kernels/elementwise/logarithm_math.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

// An operation on float16, float32, float64 (real) and complex numbers (the C library's function).
#define FUNCTION(Name, real, library)                                                                                  \
    struct Name {                                                                                                      \
        static constexpr bool kHeavy = true;                                                                           \
        template <class T>                                                                                             \
        [[gnu::always_inline]] T operator()(T a) const noexcept {                                                      \
            return real(a);                                                                                            \
        }                                                                                                              \
        Complex64 operator()(Complex64 a) const noexcept {                                                             \
            return from_native(__builtin_c##library##f(to_native(a)));                                                 \
        }                                                                                                              \
        Complex128 operator()(Complex128 a) const noexcept { return from_native(__builtin_c##library(to_native(a))); } \
    };
FUNCTION(Sinh, real_sinh, sinh)
FUNCTION(Cosh, real_cosh, cosh)
FUNCTION(Tanh, real_tanh, tanh)
FUNCTION(Arcsinh, real_asinh, asinh)
FUNCTION(Arccosh, real_acosh, acosh)
FUNCTION(Arctanh, real_atanh, atanh)

// clang-format off
#define ROWS(name, op, half, single, full)                             \
    {name, "e->e", unary_kernel<op, Half, Half>, half},                \
    {name, "f->f", unary_kernel<op, float, float>, single},            \
    {name, "d->d", unary_kernel<op, double, double>, full},            \
    {name, "F->F", unary_kernel<op, Complex64, Complex64>, 100.0f},    \
    {name, "D->D", unary_kernel<op, Complex128, Complex128>, 100.0f},

constinit const ElementwiseLoop kLoops[] = {
    ROWS("sinh", Sinh, 3.0f, 2.0f, 4.0f)
    ROWS("cosh", Cosh, 3.0f, 2.0f, 3.0f)
    ROWS("tanh", Tanh, 3.0f, 2.0f, 3.0f)
    ROWS("arcsinh", Arcsinh, 5.0f, 4.0f, 7.0f)
    ROWS("arccosh", Arccosh, 5.0f, 4.0f, 7.0f)
    ROWS("arctanh", Arctanh, 4.0f, 3.0f, 5.0f)
};
// clang-format on

}  // namespace

List<ElementwiseLoop> hyperbolic_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
