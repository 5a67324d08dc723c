#include "native/kernels/elementwise/complex_math.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/elementwise/real_math.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

struct Exp {
    static constexpr bool kHeavy = true;
    template <class T>
    [[gnu::always_inline]] T operator()(T a) const noexcept {
        if constexpr (kIsComplex<T>)
            return complex_exp(a);
        else
            return real_exp(a);
    }
};

struct Log {
    static constexpr bool kHeavy = true;
    template <class T>
    [[gnu::always_inline]] T operator()(T a) const noexcept {
        if constexpr (kIsComplex<T>)
            return complex_log(a);
        else
            return real_log(a);
    }
};

// clang-format off
#define REAL_AND_COMPLEX(op)                                              \
    {STRIDED_OP, "e->e", unary_kernel<op, Half, Half>, 1.5f},             \
    {STRIDED_OP, "f->f", unary_kernel<op, float, float>, 0.7f},           \
    {STRIDED_OP, "d->d", unary_kernel<op, double, double>, 1.6f},         \
    {STRIDED_OP, "F->F", unary_kernel<op, Complex64, Complex64>, 100.0f}, \
    {STRIDED_OP, "D->D", unary_kernel<op, Complex128, Complex128>, 100.0f},

constinit const ElementwiseLoop kLoops[] = {
#define STRIDED_OP "exp"
    REAL_AND_COMPLEX(Exp)
#undef STRIDED_OP
#define STRIDED_OP "log"
    REAL_AND_COMPLEX(Log)
#undef STRIDED_OP
};
// clang-format on

}  // namespace

List<ElementwiseLoop> exponential_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
