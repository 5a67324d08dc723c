#include "native/kernels/elementwise/divisors.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

// clang-format off
#define BINARY(op, letter, type) \
    {STRIDED_OP, #letter #letter "->" #letter, binary_kernel<op, type, type, type>, 3.0f + 2.5f * sizeof(type)},

constinit const ElementwiseLoop kLoops[] = {
#define STRIDED_OP "gcd"
    STRIDED_INTEGERS(BINARY, Gcd)
#undef STRIDED_OP
#define STRIDED_OP "lcm"
    STRIDED_INTEGERS(BINARY, Lcm)
#undef STRIDED_OP
};
// clang-format on

}  // namespace

List<ElementwiseLoop> divisors_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
