#include "native/kernels/elementwise/complex_parts.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/elementwise/real_math.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

struct Exp {
    static constexpr bool kHeavy = true;
    template <class T>
    [[gnu::always_inline]] T operator()(T a) const noexcept {
        return real_exp(a);
    }
};
struct ComplexExp {
    static bool covers(double re, double im) noexcept { return is_exponent(re) & is_angle(im); }
    [[gnu::always_inline]] static Parts of(double re, double im) noexcept { return exp_of(re, im); }
    template <class T>
    static Complex<T> beyond(Complex<T> a) noexcept {
        return complex_exp(a);
    }
};

struct Log {
    static constexpr bool kHeavy = true;
    template <class T>
    [[gnu::always_inline]] T operator()(T a) const noexcept {
        return real_log(a);
    }
};
struct ComplexLog {
    static bool covers(double re, double im) noexcept { return is_square(re, im); }
    [[gnu::always_inline]] static Parts of(double re, double im) noexcept { return log_of(re, im); }
    template <class T>
    static Complex<T> beyond(Complex<T> a) noexcept {
        return complex_log(a);
    }
};

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
