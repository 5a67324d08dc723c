#include "native/kernels/reduce/fold.h"

namespace strided::STRIDED_LEVEL {
namespace {

struct Adding {
    static constexpr bool kShortCircuit = false;
    // Negative zero is what leaves every value as it is, itself included.
    template <class T>
    static T neutral() noexcept {
        return static_cast<T>(-0.0);
    }
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return static_cast<T>(a + b);
    }
};

template <class T>
struct SumReal : SameTypes<T>, Adding {};

struct SumHalf : Adding {
    using In = Half;
    using Part = float;
    using Lane = float;
    using Total = float;
    using Acc = float;
    using Centre = Nothing;
    static float lift(Half x, Nothing) noexcept { return half_to_float(x); }
    static float load(float acc) noexcept { return acc; }
    static float store(float total) noexcept { return total; }
};

// Sums wrap in 64 bits; narrow elements first add up in types that a block cannot overflow.
template <class Element, class Eight, class Block>
struct SumInteger : Adding {
    using In = Element;
    using Part = Eight;
    using Lane = Block;
    using Total = uint64_t;
    using Acc = uint64_t;
    using Centre = Nothing;
    static Part lift(In x, Nothing) noexcept { return static_cast<Part>(x); }
    static uint64_t load(uint64_t acc) noexcept { return acc; }
    static uint64_t store(uint64_t total) noexcept { return total; }
};

struct SumBool : SumInteger<uint8_t, uint8_t, uint32_t> {
    static uint8_t lift(uint8_t x, Nothing) noexcept { return x != 0; }
};

template <class T>
struct SumComplex : SameTypes<Complex<T>> {
    static constexpr bool kShortCircuit = false;
    template <class>
    static Complex<T> neutral() noexcept {
        return {static_cast<T>(-0.0), static_cast<T>(-0.0)};
    }
    static Complex<T> join(Complex<T> a, Complex<T> b) noexcept { return {a.re + b.re, a.im + b.im}; }
};

// Where elements are packed, real and imaginary parts are two columns of reals.
template <class T>
void fold_complex(const char* in, int64_t row_stride, int64_t rows, int64_t col_stride, int64_t cols, char* acc,
                  int64_t acc_stride) noexcept {
    constexpr int64_t kPart = sizeof(T);
    if (cols == 1 || (col_stride == 2 * kPart && acc_stride == 2 * kPart)) {
        return Fold<SumReal<T>>::rows(in, row_stride, rows, kPart, 2 * cols, nullptr, 0, acc, kPart);
    }
    Fold<SumComplex<T>>::rows(in, row_stride, rows, col_stride, cols, nullptr, 0, acc, acc_stride);
}

constexpr uint64_t kZero = 0;
constexpr float kFloatZero = 0;
constexpr double kDoubleZero = 0;
constexpr Complex64 kComplex64Zero{0, 0};
constexpr Complex128 kComplex128Zero{0, 0};
constexpr float kFloatNeutral = -0.0f;
constexpr double kDoubleNeutral = -0.0;
constexpr Complex64 kComplex64Neutral{-0.0f, -0.0f};
constexpr Complex128 kComplex128Neutral{-0.0, -0.0};

template <class Op>
constexpr ReduceLoop integer(const char* signature, float cost) {
    return {"add", signature, fold_rows<Op>, Fold<Op>::combine, &kZero, &kZero, nullptr, cost};
}

constexpr ReduceLoop kLoops[] = {
    integer<SumBool>("?->l", 0.03f),
    integer<SumInteger<int8_t, int16_t, int32_t>>("b->l", 0.04f),
    integer<SumInteger<int16_t, int32_t, int32_t>>("h->l", 0.06f),
    integer<SumInteger<int32_t, int64_t, int64_t>>("i->l", 0.12f),
    integer<SumInteger<uint64_t, uint64_t, uint64_t>>("l->l", 0.15f),
    integer<SumInteger<uint8_t, uint16_t, uint32_t>>("B->L", 0.04f),
    integer<SumInteger<uint16_t, uint32_t, uint32_t>>("H->L", 0.06f),
    integer<SumInteger<uint32_t, uint64_t, uint64_t>>("I->L", 0.12f),
    integer<SumInteger<uint64_t, uint64_t, uint64_t>>("L->L", 0.15f),
    {"add", "e->f", fold_rows<SumHalf>, Fold<SumHalf>::combine, &kFloatZero, &kFloatNeutral, nullptr, 0.15f},
    {"add", "f->f", fold_rows<SumReal<float>>, Fold<SumReal<float>>::combine, &kFloatZero, &kFloatNeutral, nullptr,
     0.08f},
    {"add", "d->d", fold_rows<SumReal<double>>, Fold<SumReal<double>>::combine, &kDoubleZero, &kDoubleNeutral, nullptr,
     0.15f},
    {"add", "F->F", fold_complex<float>, Fold<SumComplex<float>>::combine, &kComplex64Zero, &kComplex64Neutral, nullptr,
     0.15f},
    {"add", "D->D", fold_complex<double>, Fold<SumComplex<double>>::combine, &kComplex128Zero, &kComplex128Neutral,
     nullptr, 0.3f},
};

}  // namespace

List<ReduceLoop> sum_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
