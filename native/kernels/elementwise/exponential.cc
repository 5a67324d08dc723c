#include "native/kernels/elementwise/complex_parts.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/elementwise/real_math.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

STRIDED_REAL(Exp, real_exp)
STRIDED_REAL(Log, real_log)
STRIDED_BY_PARTS(ComplexLog, is_square(re, im), log_of(re, im), complex_log(a))

// clang-format off
#define REAL(name, op)                                  \
    {name, "e->e", unary_kernel<op, Half, Half>, 1.5f}, \
    {name, "f->f", unary_kernel<op, float, float>, 0.7f}, \
    {name, "d->d", unary_kernel<op, double, double>, 1.6f},

constinit const ElementwiseLoop kLoops[] = {
    REAL("exp", Exp) STRIDED_PARTS("exp", ComplexExp, 6.0f)
    REAL("log", Log) STRIDED_PARTS("log", ComplexLog, 10.0f)
};
// clang-format on

}  // namespace

List<ElementwiseLoop> exponential_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
