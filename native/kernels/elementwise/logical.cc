#include "native/kernels/elementwise/loops.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

template <class T>
[[gnu::always_inline]] inline bool truth(T a) noexcept {
    if constexpr (kIsComplex<T>)
        return (a.re != 0) | (a.im != 0);
    else
        return a != 0;
}

struct LogicalNot {
    template <class T>
    [[gnu::always_inline]] bool operator()(T a) const noexcept {
        return !truth(a);
    }
};
struct LogicalAnd {
    template <class T>
    [[gnu::always_inline]] bool operator()(T a, T b) const noexcept {
        return truth(a) & truth(b);
    }
};
struct LogicalOr {
    template <class T>
    [[gnu::always_inline]] bool operator()(T a, T b) const noexcept {
        return truth(a) | truth(b);
    }
};
struct LogicalXor {
    template <class T>
    [[gnu::always_inline]] bool operator()(T a, T b) const noexcept {
        return truth(a) != truth(b);
    }
};

struct IsNan {
    template <class T>
    [[gnu::always_inline]] bool operator()(T a) const noexcept {
        if constexpr (kIsComplex<T>)
            return (a.re != a.re) | (a.im != a.im);
        else
            return a != a;
    }
};

template <class T>
[[gnu::always_inline]] inline T magnitude(T a) noexcept {
    if constexpr (kSame<T, float>)
        return __builtin_fabsf(a);
    else
        return __builtin_fabs(a);
}

struct IsInf {
    template <class T>
    [[gnu::always_inline]] bool operator()(T a) const noexcept {
        if constexpr (kIsComplex<T>)
            return IsInf{}(a.re) | IsInf{}(a.im);
        else
            return magnitude(a) == static_cast<T>(__builtin_inf());
    }
};
struct IsFinite {
    template <class T>
    [[gnu::always_inline]] bool operator()(T a) const noexcept {
        if constexpr (kIsComplex<T>)
            return IsFinite{}(a.re) & IsFinite{}(a.im);
        else
            return magnitude(a) < static_cast<T>(__builtin_inf());
    }
};

// float16 answers from its bits; exponent 31 is 0x7c00.
struct HalfIsNan {
    [[gnu::always_inline]] bool operator()(uint16_t a) const noexcept { return (a & 0x7fff) > 0x7c00; }
};
struct HalfIsInf {
    [[gnu::always_inline]] bool operator()(uint16_t a) const noexcept { return (a & 0x7fff) == 0x7c00; }
};
struct HalfIsFinite {
    [[gnu::always_inline]] bool operator()(uint16_t a) const noexcept { return (a & 0x7fff) < 0x7c00; }
};
template <class Op>
struct OnHalfTruth {
    [[gnu::always_inline]] bool operator()(uint16_t a) const noexcept {
        return Op{}(static_cast<uint16_t>(a & 0x7fff));
    }
    [[gnu::always_inline]] bool operator()(uint16_t a, uint16_t b) const noexcept {
        return Op{}(static_cast<uint16_t>(a & 0x7fff), static_cast<uint16_t>(b & 0x7fff));
    }
};

// The sign is the top bit of an element read as an integer.
struct SignBit {
    template <class T>
    [[gnu::always_inline]] bool operator()(T a) const noexcept {
        return a < 0;
    }
};

// Integers are never NaN and never infinite: the answer does not depend on the input.
template <bool kAnswer>
void constant_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    char* out = data[1];
    const int64_t step = strides[1];
    if (step == 1) {
        __builtin_memset(out, kAnswer, static_cast<uint64_t>(n));
        return;
    }
    for (int64_t i = 0; i < n; i++) out[i * step] = kAnswer;
}

// clang-format off
#define TEST(op, letter, type) {STRIDED_OP, #letter "->?", unary_kernel<op, type, uint8_t>, 0.03f * sizeof(type)},
#define COMBINE(op, letter, type) \
    {STRIDED_OP, #letter #letter "->?", binary_kernel<op, type, type, uint8_t>, 0.03f * sizeof(type)},
#define CONSTANT(answer, letter, type) {STRIDED_OP, #letter "->?", constant_kernel<answer>, 0.03f},

#define COMBINE_ALL(op)                                                                        \
    COMBINE(op, ?, uint8_t)                                                                    \
    STRIDED_INTEGERS(COMBINE, op)                                                              \
    {STRIDED_OP, "ee->?", binary_kernel<OnHalfTruth<op>, uint16_t, uint16_t, uint8_t>, 0.06f}, \
    COMBINE(op, f, float)                                                                      \
    COMBINE(op, d, double)                                                                     \
    STRIDED_COMPLEXES(COMBINE, op)

#define CLASSIFY(op, half_op, of_integers)                                 \
    CONSTANT(of_integers, ?, uint8_t)                                      \
    STRIDED_INTEGERS(CONSTANT, of_integers)                                \
    {STRIDED_OP, "e->?", unary_kernel<half_op, uint16_t, uint8_t>, 0.06f}, \
    TEST(op, f, float)                                                     \
    TEST(op, d, double)                                                    \
    STRIDED_COMPLEXES(TEST, op)

constinit const ElementwiseLoop kLoops[] = {
#define STRIDED_OP "logical_not"
    TEST(LogicalNot, ?, uint8_t)
    STRIDED_INTEGERS(TEST, LogicalNot)
    {STRIDED_OP, "e->?", unary_kernel<OnHalfTruth<LogicalNot>, uint16_t, uint8_t>, 0.06f},
    TEST(LogicalNot, f, float)
    TEST(LogicalNot, d, double)
    STRIDED_COMPLEXES(TEST, LogicalNot)
#undef STRIDED_OP
#define STRIDED_OP "logical_and"
    COMBINE_ALL(LogicalAnd)
#undef STRIDED_OP
#define STRIDED_OP "logical_or"
    COMBINE_ALL(LogicalOr)
#undef STRIDED_OP
#define STRIDED_OP "logical_xor"
    COMBINE_ALL(LogicalXor)
#undef STRIDED_OP
#define STRIDED_OP "isnan"
    CLASSIFY(IsNan, HalfIsNan, false)
#undef STRIDED_OP
#define STRIDED_OP "isinf"
    CLASSIFY(IsInf, HalfIsInf, false)
#undef STRIDED_OP
#define STRIDED_OP "isfinite"
    CLASSIFY(IsFinite, HalfIsFinite, true)
#undef STRIDED_OP
#define STRIDED_OP "signbit"
    TEST(SignBit, e, int16_t)
    TEST(SignBit, f, int32_t)
    TEST(SignBit, d, int64_t)
#undef STRIDED_OP
};
// clang-format on

}  // namespace

List<ElementwiseLoop> logical_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
