#include "native/kernels/elementwise/lanes.h"
#include "native/kernels/families.h"
#include "native/kernels/scan/segment_folds.h"

// ufunc.at: one operation per index, one after another, as an index may come twice. And, under "OP.reduceat", the folds
// of segments of a line: there `a` is the output, `b` the line, and index holds the n starts and the last end.
namespace strided::STRIDED_LEVEL {
namespace {

struct AddAt {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        if constexpr (kIsComplex<T>)
            return {a.re + b.re, a.im + b.im};
        else if constexpr (kIsInteger<T>)
            return static_cast<T>(static_cast<Wrap<T>>(a) + static_cast<Wrap<T>>(b));
        else
            return a + b;
    }
};
struct SubtractAt {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        if constexpr (kIsComplex<T>)
            return {a.re - b.re, a.im - b.im};
        else if constexpr (kIsInteger<T>)
            return static_cast<T>(static_cast<Wrap<T>>(a) - static_cast<Wrap<T>>(b));
        else
            return a - b;
    }
};
struct MultiplyAt {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        if constexpr (kIsInteger<T>)
            return static_cast<T>(static_cast<Wrap<T>>(a) * static_cast<Wrap<T>>(b));
        else
            return a * b;
    }
};
struct MaximumAt {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        const T best = a > b ? a : b;
        return a != a ? a : best;
    }
};
struct MinimumAt {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        const T best = a < b ? a : b;
        return a != a ? a : best;
    }
};

// The array may not overlap the indices or the second operand, so that these are read ahead.
template <class Op, class T>
void at(char* a, int64_t stride, const int64_t* __restrict index, const char* __restrict b, int64_t b_stride,
        int64_t n) noexcept {
    const auto step = [](T& to, T value) { to = Stored<T>::from(Op::join(to_lane(to), to_lane(value))); };
    if (stride == sizeof(T) && b_stride == sizeof(T)) {
        const T* __restrict from = reinterpret_cast<const T*>(b);
        T* to = reinterpret_cast<T*>(a);
#pragma GCC unroll 8
        for (int64_t i = 0; i < n; i++) step(to[index[i]], from[i]);
        return;
    }
    if (stride == sizeof(T) && b_stride == 0) {
        const T value = *reinterpret_cast<const T*>(b);
        T* to = reinterpret_cast<T*>(a);
#pragma GCC unroll 8
        for (int64_t i = 0; i < n; i++) step(to[index[i]], value);
        return;
    }
    for (int64_t i = 0; i < n; i++) {
        step(*reinterpret_cast<T*>(a + index[i] * stride), *reinterpret_cast<const T*>(b + i * b_stride));
    }
}

#define SEGMENTS(op, fold, signature, in, acc) {op ".reduceat", signature, SegmentFold<fold, in, acc>::run},
#define FOLD(segments, letter, type, argument) {STRIDED_OP, #letter "->" #letter, segments<type, argument>::run},
#define LARGEST(op, letter, type) FOLD(SegmentExtreme, letter, type, true)
#define SMALLEST(op, letter, type) FOLD(SegmentExtreme, letter, type, false)
#define DIFFERENCE(letter, type) {STRIDED_OP, #letter "->" #letter, SegmentDifference<type>::run},
#define CHAIN(op, letter, type) {STRIDED_OP, #letter "->" #letter, SegmentChain<op, type>::run},
#define BITS(op, letter, type) {STRIDED_OP, #letter "->" #letter, SegmentFold<op, type, type>::run},
#define AT(op, letter, type) {STRIDED_OP, #letter #letter "->" #letter, at<op, type>},

// clang-format off
constinit const AtLoop kLoops[] = {
#define STRIDED_OP "add"
    STRIDED_INTEGERS(AT, AddAt)
    STRIDED_FLOATS(AT, AddAt)
    STRIDED_COMPLEXES(AT, AddAt)
#undef STRIDED_OP
#define STRIDED_OP "subtract"
    STRIDED_INTEGERS(AT, SubtractAt)
    STRIDED_FLOATS(AT, SubtractAt)
    STRIDED_COMPLEXES(AT, SubtractAt)
#undef STRIDED_OP
#define STRIDED_OP "multiply"
    STRIDED_INTEGERS(AT, MultiplyAt)
    STRIDED_FLOATS(AT, MultiplyAt)
#undef STRIDED_OP
#define STRIDED_OP "maximum"
    STRIDED_INTEGERS(AT, MaximumAt)
    AT(MaximumAt, f, float)
    AT(MaximumAt, d, double)
#undef STRIDED_OP
#define STRIDED_OP "minimum"
    STRIDED_INTEGERS(AT, MinimumAt)
    AT(MinimumAt, f, float)
    AT(MinimumAt, d, double)
#undef STRIDED_OP
    SEGMENTS("add", SumOf, "i->l", int32_t, int64_t)
    SEGMENTS("add", SumOf, "I->L", uint32_t, uint64_t)
    SEGMENTS("add", SumOf, "l->l", int64_t, int64_t)
    SEGMENTS("add", SumOf, "L->L", uint64_t, uint64_t)
    SEGMENTS("add", SumOf, "f->f", float, float)
    SEGMENTS("add", SumOf, "d->d", double, double)
#define STRIDED_OP "maximum.reduceat"
    STRIDED_INTEGERS(LARGEST, )
    LARGEST(, f, float)
    LARGEST(, d, double)
#undef STRIDED_OP
#define STRIDED_OP "minimum.reduceat"
    STRIDED_INTEGERS(SMALLEST, )
    SMALLEST(, f, float)
    SMALLEST(, d, double)
#undef STRIDED_OP
#define STRIDED_OP "fmax.reduceat"
    STRIDED_INTEGERS(LARGEST, )
    FOLD(SegmentNumber, f, float, true)
    FOLD(SegmentNumber, d, double, true)
#undef STRIDED_OP
#define STRIDED_OP "fmin.reduceat"
    STRIDED_INTEGERS(SMALLEST, )
    FOLD(SegmentNumber, f, float, false)
    FOLD(SegmentNumber, d, double, false)
#undef STRIDED_OP
#define STRIDED_OP "subtract.reduceat"
    DIFFERENCE(b, uint8_t)
    DIFFERENCE(B, uint8_t)
    DIFFERENCE(h, uint16_t)
    DIFFERENCE(H, uint16_t)
    DIFFERENCE(i, uint32_t)
    DIFFERENCE(I, uint32_t)
    DIFFERENCE(l, uint64_t)
    DIFFERENCE(L, uint64_t)
    CHAIN(DifferenceOf, f, float)
    CHAIN(DifferenceOf, d, double)
#undef STRIDED_OP
#define STRIDED_OP "multiply.reduceat"
    SEGMENTS("multiply", ProductOf, "i->l", int32_t, int64_t)
    SEGMENTS("multiply", ProductOf, "I->L", uint32_t, uint64_t)
    SEGMENTS("multiply", ProductOf, "l->l", int64_t, int64_t)
    SEGMENTS("multiply", ProductOf, "L->L", uint64_t, uint64_t)
    CHAIN(FloatProductOf, f, float)
    CHAIN(FloatProductOf, d, double)
#undef STRIDED_OP
#define STRIDED_OP "divide.reduceat"
    CHAIN(QuotientOf, f, float)
    CHAIN(QuotientOf, d, double)
#undef STRIDED_OP
#define STRIDED_OP "bitwise_and.reduceat"
    STRIDED_INTEGERS(BITS, AndOf)
#undef STRIDED_OP
#define STRIDED_OP "bitwise_or.reduceat"
    STRIDED_INTEGERS(BITS, OrOf)
#undef STRIDED_OP
#define STRIDED_OP "bitwise_xor.reduceat"
    STRIDED_INTEGERS(BITS, XorOf)
#undef STRIDED_OP
};
// clang-format on

}  // namespace

List<AtLoop> at_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
