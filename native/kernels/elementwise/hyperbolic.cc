#include "native/kernels/elementwise/complex_inverses.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

STRIDED_REAL(Sinh, real_sinh)
STRIDED_REAL(Cosh, real_cosh)
STRIDED_REAL(Tanh, real_tanh)
STRIDED_REAL(Arcsinh, real_asinh)
STRIDED_REAL(Arccosh, real_acosh)
STRIDED_REAL(Arctanh, real_atanh)

STRIDED_BY_PARTS(ComplexSinh, is_exponential(re, im), sinh_of(re, im), complex_sinh(a))
STRIDED_BY_PARTS(ComplexCosh, is_exponential(re, im), cosh_of(re, im), complex_cosh(a))
STRIDED_BY_PARTS(ComplexTanh, is_tangent(re, im), tanh_of(re, im), complex_tanh(a))
STRIDED_BY_PARTS(ComplexArcsinh, is_elliptic(im, re), swapped(arcsin_of(im, re)), complex_asinh(a))
STRIDED_BY_PARTS(ComplexArccosh, is_elliptic(re, im), arccosh_of(re, im), complex_acosh(a))
STRIDED_BY_PARTS(ComplexArctanh, is_off_pole(re, im), arctanh_of(re, im), complex_atanh(a))

// clang-format off
#define REAL(name, op, half, single, full)                   \
    {name, "e->e", unary_kernel<op, Half, Half>, half},      \
    {name, "f->f", unary_kernel<op, float, float>, single},  \
    {name, "d->d", unary_kernel<op, double, double>, full},
constinit const ElementwiseLoop kLoops[] = {
    REAL("sinh", Sinh, 3.0f, 2.0f, 4.0f) STRIDED_PARTS("sinh", ComplexSinh, 10.0f)
    REAL("cosh", Cosh, 3.0f, 2.0f, 3.0f) STRIDED_PARTS("cosh", ComplexCosh, 10.0f)
    REAL("tanh", Tanh, 3.0f, 2.0f, 3.0f) STRIDED_PARTS("tanh", ComplexTanh, 12.0f)
    REAL("arcsinh", Arcsinh, 5.0f, 4.0f, 7.0f) STRIDED_PARTS("arcsinh", ComplexArcsinh, 16.0f)
    REAL("arccosh", Arccosh, 5.0f, 4.0f, 7.0f) STRIDED_PARTS("arccosh", ComplexArccosh, 16.0f)
    REAL("arctanh", Arctanh, 4.0f, 3.0f, 5.0f) STRIDED_PARTS("arctanh", ComplexArctanh, 12.0f)
};
// clang-format on

}  // namespace

List<ElementwiseLoop> hyperbolic_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
