#include "native/kernels/elementwise/loops.h"
#include "native/kernels/elementwise/real_math.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

// NaN wins, the first operand's before the second's. Of equal float32 or float64 values the second is taken (it shows
// with zeros of both signs), of equal float16 and complex values the first: NumPy's results, which differ like this.

struct Maximum {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        if constexpr (kIsComplex<T>) {
            const bool ordered = (a.im == a.im) & (b.im == b.im);
            const bool first = ((a.re > b.re) & ordered) | ((a.re == b.re) & (a.im >= b.im));
            return first | (a.re != a.re) | (a.im != a.im) ? a : b;
        } else if constexpr (kIsFloat<T>) {
            const T larger = a > b ? a : b;
            return a != a ? a : larger;
        } else {
            return a > b ? a : b;
        }
    }
};

struct Minimum {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        if constexpr (kIsComplex<T>) {
            const bool ordered = (a.im == a.im) & (b.im == b.im);
            const bool first = ((a.re < b.re) & ordered) | ((a.re == b.re) & (a.im <= b.im));
            return first | (a.re != a.re) | (a.im != a.im) ? a : b;
        } else if constexpr (kIsFloat<T>) {
            const T smaller = a < b ? a : b;
            return a != a ? a : smaller;
        } else {
            return a < b ? a : b;
        }
    }
};

// Picks one of the stored values, so that a NaN keeps its bits.
template <bool kLargest>
struct HalfExtremum {
    static constexpr bool kHeavy = true;
    [[gnu::always_inline]] uint16_t operator()(uint16_t a, uint16_t b) const noexcept {
        const float left = half_to_float(Half{a});
        const float right = half_to_float(Half{b});
        const bool first = kLargest ? left >= right : left <= right;
        return first | (left != left) ? a : b;
    }
};

// a or b, without a branch: no predictor could follow the elements.
template <class T>
[[gnu::always_inline]] inline Complex<T> either(bool first, Complex<T> a, Complex<T> b) noexcept {
    return {choose(first, a.re, b.re), choose(first, a.im, b.im)};
}

// The other value where one is NaN.
struct FMax {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        if constexpr (kIsComplex<T>) {
            const bool ordered = (a.im == a.im) & (b.im == b.im);
            const bool first = ((a.re > b.re) & ordered) | ((a.re == b.re) & (a.im >= b.im));
            return either(first | (b.re != b.re) | (b.im != b.im), a, b);
        } else {
            const T larger = a >= b ? a : b;
            return b != b ? a : larger;
        }
    }
};

struct FMin {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        if constexpr (kIsComplex<T>) {
            const bool ordered = (a.im == a.im) & (b.im == b.im);
            const bool first = ((a.re < b.re) & ordered) | ((a.re == b.re) & (a.im <= b.im));
            return either(first | (b.re != b.re) | (b.im != b.im), a, b);
        } else {
            const T smaller = a <= b ? a : b;
            return b != b ? a : smaller;
        }
    }
};

template <bool kLargest>
struct HalfFExtremum {
    static constexpr bool kHeavy = true;
    [[gnu::always_inline]] uint16_t operator()(uint16_t a, uint16_t b) const noexcept {
        const float left = half_to_float(Half{a});
        const float right = half_to_float(Half{b});
        const bool first = kLargest ? left >= right : left <= right;
        return first | (right != right) ? a : b;
    }
};

struct BoolOr {
    [[gnu::always_inline]] uint8_t operator()(uint8_t a, uint8_t b) const noexcept { return (a | b) != 0; }
};
struct BoolAnd {
    [[gnu::always_inline]] uint8_t operator()(uint8_t a, uint8_t b) const noexcept { return (a != 0) & (b != 0); }
};

#define BINARY(op, letter, type) \
    {STRIDED_OP, #letter #letter "->" #letter, binary_kernel<op, type, type, type>, 0.03f * sizeof(type)},

// clang-format off
constinit const ElementwiseLoop kLoops[] = {
#define STRIDED_OP "maximum"
    {STRIDED_OP, STRIDED_BOOL_PAIR, binary_kernel<BoolOr, uint8_t, uint8_t, uint8_t>, 0.03f},
    STRIDED_INTEGERS(BINARY, Maximum)
    {STRIDED_OP, "ee->e", binary_kernel<HalfExtremum<true>, uint16_t, uint16_t, uint16_t>, 0.6f},
    BINARY(Maximum, f, float)
    BINARY(Maximum, d, double)
    STRIDED_COMPLEXES(BINARY, Maximum)
#undef STRIDED_OP
#define STRIDED_OP "minimum"
    {STRIDED_OP, STRIDED_BOOL_PAIR, binary_kernel<BoolAnd, uint8_t, uint8_t, uint8_t>, 0.03f},
    STRIDED_INTEGERS(BINARY, Minimum)
    {STRIDED_OP, "ee->e", binary_kernel<HalfExtremum<false>, uint16_t, uint16_t, uint16_t>, 0.6f},
    BINARY(Minimum, f, float)
    BINARY(Minimum, d, double)
    STRIDED_COMPLEXES(BINARY, Minimum)
#undef STRIDED_OP
#define STRIDED_OP "fmax"
    {STRIDED_OP, STRIDED_BOOL_PAIR, binary_kernel<BoolOr, uint8_t, uint8_t, uint8_t>, 0.03f},
    STRIDED_INTEGERS(BINARY, Maximum)
    {STRIDED_OP, "ee->e", binary_kernel<HalfFExtremum<true>, uint16_t, uint16_t, uint16_t>, 0.6f},
    BINARY(FMax, f, float)
    BINARY(FMax, d, double)
    STRIDED_COMPLEXES(BINARY, FMax)
#undef STRIDED_OP
#define STRIDED_OP "fmin"
    {STRIDED_OP, STRIDED_BOOL_PAIR, binary_kernel<BoolAnd, uint8_t, uint8_t, uint8_t>, 0.03f},
    STRIDED_INTEGERS(BINARY, Minimum)
    {STRIDED_OP, "ee->e", binary_kernel<HalfFExtremum<false>, uint16_t, uint16_t, uint16_t>, 0.6f},
    BINARY(FMin, f, float)
    BINARY(FMin, d, double)
    STRIDED_COMPLEXES(BINARY, FMin)
#undef STRIDED_OP
};
// clang-format on

}  // namespace

List<ElementwiseLoop> extrema_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
