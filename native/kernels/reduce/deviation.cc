#include "native/kernels/reduce/fold.h"

namespace strided::STRIDED_LEVEL {
namespace {

// |x − mean|², summed.
template <class Element, class Mean, class Real>
struct Deviation {
    using In = Element;
    using Part = Real;
    using Lane = Real;
    using Total = Real;
    using Acc = Real;
    using Centre = Mean;
    static constexpr bool kShortCircuit = false;
    template <class T>
    static T neutral() noexcept {
        return 0;
    }
    static Real lift(Real x, Real mean) noexcept { return (x - mean) * (x - mean); }
    static Real lift(Half x, Real mean) noexcept { return lift(static_cast<Real>(half_to_float(x)), mean); }
    static Real lift(Complex<Real> x, Complex<Real> mean) noexcept { return lift(x.re, mean.re) + lift(x.im, mean.im); }
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return a + b;
    }
    static Real load(Real acc) noexcept { return acc; }
    static Real store(Real total) noexcept { return total; }
    static bool finished(Real) noexcept { return false; }
};

// The same of what is not NaN.
template <class Element, class Mean, class Real>
struct NumbersDeviation : Deviation<Element, Mean, Real> {
    using Base = Deviation<Element, Mean, Real>;
    static Real lift(Element x, Mean mean) noexcept {
        const Real square = Base::lift(x, mean);
        return is_number(x) ? square : Real{0};
    }
    template <class T>
    static bool is_number(T x) noexcept {
        return x == x;
    }
    static bool is_number(Half x) noexcept { return (x.bits & 0x7fffu) <= 0x7c00u; }
    static bool is_number(Complex<Real> x) noexcept { return (x.re == x.re) & (x.im == x.im); }
};

template <class Op>
constexpr DeviationLoop loop(const char* signature, float cost) {
    return {signature, Fold<Op>::rows, Fold<Op>::combine, cost};
}

constexpr DeviationLoop kLoops[] = {
    loop<Deviation<Half, float, float>>("ef->f", 0.2f),
    loop<Deviation<float, float, float>>("ff->f", 0.1f),
    loop<Deviation<double, double, double>>("dd->d", 0.2f),
    loop<Deviation<Complex64, Complex64, float>>("FF->f", 0.3f),
    loop<Deviation<Complex128, Complex128, double>>("DD->d", 0.5f),
    loop<NumbersDeviation<Half, float, float>>("ef->fn", 0.2f),
    loop<NumbersDeviation<float, float, float>>("ff->fn", 0.1f),
    loop<NumbersDeviation<double, double, double>>("dd->dn", 0.2f),
    loop<NumbersDeviation<Complex64, Complex64, float>>("FF->fn", 0.3f),
    loop<NumbersDeviation<Complex128, Complex128, double>>("DD->dn", 0.5f),
};

}  // namespace

List<DeviationLoop> deviation_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
