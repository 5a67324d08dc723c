#include "native/kernels/elementwise/loops.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

// Complex values order lexicographically; a NaN in an imaginary part makes the real parts' order false too.
template <class T>
[[gnu::always_inline]] inline bool imaginary_ordered(Complex<T> a, Complex<T> b) noexcept {
    return (a.im == a.im) & (b.im == b.im);
}

struct Equal {
    template <class T>
    [[gnu::always_inline]] bool operator()(T a, T b) const noexcept {
        if constexpr (kIsComplex<T>)
            return (a.re == b.re) & (a.im == b.im);
        else
            return a == b;
    }
};

struct NotEqual {
    template <class T>
    [[gnu::always_inline]] bool operator()(T a, T b) const noexcept {
        if constexpr (kIsComplex<T>)
            return (a.re != b.re) | (a.im != b.im);
        else
            return a != b;
    }
};

struct Less {
    template <class T>
    [[gnu::always_inline]] bool operator()(T a, T b) const noexcept {
        if constexpr (kIsComplex<T>) {
            return ((a.re < b.re) & imaginary_ordered(a, b)) | ((a.re == b.re) & (a.im < b.im));
        } else {
            return a < b;
        }
    }
};

struct LessEqual {
    template <class T>
    [[gnu::always_inline]] bool operator()(T a, T b) const noexcept {
        if constexpr (kIsComplex<T>) {
            return ((a.re < b.re) & imaginary_ordered(a, b)) | ((a.re == b.re) & (a.im <= b.im));
        } else {
            return a <= b;
        }
    }
};

// Exact between signed and unsigned 64-bit integers: a negative value is unlike and below every unsigned one.
// kNegative is the answer when the signed operand is negative.
template <class Op, bool kNegative>
struct SignedLeft {
    [[gnu::always_inline]] bool operator()(int64_t a, uint64_t b) const noexcept {
        const bool same_sign = Op{}(static_cast<uint64_t>(a), b);
        return a < 0 ? kNegative : same_sign;
    }
};
template <class Op, bool kNegative>
struct SignedRight {
    [[gnu::always_inline]] bool operator()(uint64_t a, int64_t b) const noexcept {
        const bool same_sign = Op{}(a, static_cast<uint64_t>(b));
        return b < 0 ? kNegative : same_sign;
    }
};

template <class Op>
struct OnTruth {
    [[gnu::always_inline]] bool operator()(uint8_t a, uint8_t b) const noexcept {
        return Op{}(static_cast<uint8_t>(a != 0), static_cast<uint8_t>(b != 0));
    }
};

// a > b is b < a: the kernel with its operands exchanged.
template <ElementwiseFn kKernel>
void swapped(char* const* data, const int64_t* strides, int64_t n) noexcept {
    char* const exchanged[3] = {data[1], data[0], data[2]};
    const int64_t steps[3] = {strides[1], strides[0], strides[2]};
    kKernel(exchanged, steps, n);
}

template <class T>
constexpr float cost_of() noexcept {
    return kSame<T, Half> ? 0.6f : 0.03f * sizeof(T);
}

// clang-format off
#define COMPARE(op, letter, type) \
    {STRIDED_OP, #letter #letter "->?", binary_kernel<op, type, type, uint8_t>, cost_of<type>()},
#define COMPARE_SWAPPED(op, letter, type) \
    {STRIDED_OP, #letter #letter "->?", swapped<binary_kernel<op, type, type, uint8_t>>, cost_of<type>()},

// The last two: what a negative signed operand answers on the left and on the right.
#define ALL_TYPES(op, negative_left, negative_right)                                                         \
    {STRIDED_OP, STRIDED_BOOL_PAIR, binary_kernel<OnTruth<op>, uint8_t, uint8_t, uint8_t>, 0.03f},           \
    STRIDED_INTEGERS(COMPARE, op)                                                                            \
    {STRIDED_OP, "lL->?", binary_kernel<SignedLeft<op, negative_left>, int64_t, uint64_t, uint8_t>, 0.3f},   \
    {STRIDED_OP, "Ll->?", binary_kernel<SignedRight<op, negative_right>, uint64_t, int64_t, uint8_t>, 0.3f}, \
    STRIDED_FLOATS(COMPARE, op)                                                                              \
    STRIDED_COMPLEXES(COMPARE, op)

// Of the exchanged operation op: its left operand is ours on the right.
#define ALL_TYPES_SWAPPED(op, negative_left, negative_right)                                                          \
    {STRIDED_OP, STRIDED_BOOL_PAIR, swapped<binary_kernel<OnTruth<op>, uint8_t, uint8_t, uint8_t>>, 0.03f},           \
    STRIDED_INTEGERS(COMPARE_SWAPPED, op)                                                                             \
    {STRIDED_OP, "lL->?", swapped<binary_kernel<SignedRight<op, negative_right>, uint64_t, int64_t, uint8_t>>, 0.3f}, \
    {STRIDED_OP, "Ll->?", swapped<binary_kernel<SignedLeft<op, negative_left>, int64_t, uint64_t, uint8_t>>, 0.3f},   \
    STRIDED_FLOATS(COMPARE_SWAPPED, op)                                                                               \
    STRIDED_COMPLEXES(COMPARE_SWAPPED, op)

constinit const ElementwiseLoop kLoops[] = {
#define STRIDED_OP "equal"
    ALL_TYPES(Equal, false, false)
#undef STRIDED_OP
#define STRIDED_OP "not_equal"
    ALL_TYPES(NotEqual, true, true)
#undef STRIDED_OP
#define STRIDED_OP "less"
    ALL_TYPES(Less, true, false)
#undef STRIDED_OP
#define STRIDED_OP "less_equal"
    ALL_TYPES(LessEqual, true, false)
#undef STRIDED_OP
#define STRIDED_OP "greater"
    ALL_TYPES_SWAPPED(Less, true, false)
#undef STRIDED_OP
#define STRIDED_OP "greater_equal"
    ALL_TYPES_SWAPPED(LessEqual, true, false)
#undef STRIDED_OP
};
// clang-format on

}  // namespace

List<ElementwiseLoop> comparison_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
