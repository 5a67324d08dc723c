#include "native/kernels/reduce/extreme_run.h"

namespace strided::STRIDED_LEVEL {
namespace {

// Complex numbers one after the other: which of several NaN is the result depends on their order.
template <class T, bool kMax>
struct ExtremeComplex {
    using C = Complex<T>;

    static C join(C acc, C x) noexcept { return is_nan(acc) || (!is_nan(x) && !beats<T, kMax>(x, acc)) ? acc : x; }

    static void rows(const char* in, int64_t row_stride, int64_t rows, int64_t col_stride, int64_t cols, char* acc,
                     int64_t acc_stride) noexcept {
        if (cols > 1 && (col_stride < 0 ? -col_stride : col_stride) < (row_stride < 0 ? -row_stride : row_stride)) {
            for (int64_t i = 0; i < rows; i++) {
                for (int64_t j = 0; j < cols; j++) {
                    C& to = *reinterpret_cast<C*>(acc + j * acc_stride);
                    to = join(to, item<C>(in + i * row_stride + j * col_stride));
                }
            }
            return;
        }
        // An element that repeats counts once.
        if (row_stride == 0 && rows > 1) rows = 1;
        for (int64_t j = 0; j < cols; j++) {
            C& to = *reinterpret_cast<C*>(acc + j * acc_stride);
            const char* run = in + j * col_stride;
            if (row_stride == sizeof(C) && rows >= kRunLeast) {
                const C* from = reinterpret_cast<const C*>(run);
                to = join(to, from[complex_extreme_place<T, kMax>(from, rows)]);
                continue;
            }
            C best = to;
            for (int64_t i = 0; i < rows; i++) best = join(best, item<C>(run + i * row_stride));
            to = best;
        }
    }

    static void combine(const char* in, char* acc, int64_t n) noexcept { rows(in, 0, 1, sizeof(C), n, acc, sizeof(C)); }
};

// Contiguous runs by whole vectors, all else by the fold.
template <class T, bool kMax>
void extreme_rows(const char* in, int64_t row_stride, int64_t rows, int64_t col_stride, int64_t cols, char* acc,
                  int64_t acc_stride) noexcept {
    // An element that repeats counts once.
    if (row_stride == 0 && rows > 1) rows = 1;
    if (row_stride != sizeof(T) || rows < kRunLeast) {
        return fold_rows<ExtremeReal<T, kMax>>(in, row_stride, rows, col_stride, cols, acc, acc_stride);
    }
    for (int64_t j = 0; j < cols; j++) {
        T& to = *reinterpret_cast<T*>(acc + j * acc_stride);
        to = Extreme<kMax>::join(to, extreme_run<T, kMax>(reinterpret_cast<const T*>(in + j * col_stride), rows));
    }
}

template <class T, bool kMax>
constexpr T kWorst = worst_value<T, kMax>();
template <class T, bool kMax>
constexpr Complex<T> kWorstComplex{worst_value<T, kMax>(), worst_value<T, kMax>()};
template <bool kMax>
constexpr uint8_t kWorstBool = kMax ? 0 : 1;
template <bool kMax>
constexpr Half kWorstHalf{kMax ? uint16_t{0xfc00} : uint16_t{0x7c00}};

template <bool kMax>
constexpr const char* kOp = kMax ? "maximum" : "minimum";

template <class T, bool kMax>
constexpr ReduceLoop real(const char* signature, float cost) {
    using Op = ExtremeReal<T, kMax>;
    return {kOp<kMax>, signature, extreme_rows<T, kMax>, Fold<Op>::combine, nullptr, &kWorst<T, kMax>, nullptr, cost};
}

template <class T, bool kMax>
constexpr ReduceLoop complex(const char* signature) {
    using Op = ExtremeComplex<T, kMax>;
    return {kOp<kMax>, signature, Op::rows, Op::combine, nullptr, &kWorstComplex<T, kMax>, nullptr, 1.5f};
}

// The same rows for both operations.
#define STRIDED_EXTREMA(kMax)                                                                                       \
    {kOp<kMax>, "?->?", fold_rows<ExtremeBool<kMax>>, Fold<ExtremeBool<kMax>>::combine, nullptr, &kWorstBool<kMax>, \
     nullptr,   0.03f},                                                                                             \
        real<int8_t, kMax>("b->b", 0.02f), real<int16_t, kMax>("h->h", 0.04f), real<int32_t, kMax>("i->i", 0.08f),  \
        real<int64_t, kMax>("l->l", 0.2f), real<uint8_t, kMax>("B->B", 0.02f), real<uint16_t, kMax>("H->H", 0.04f), \
        real<uint32_t, kMax>("I->I", 0.08f), real<uint64_t, kMax>("L->L", 0.2f), {kOp<kMax>,                        \
                                                                                  "e->e",                           \
                                                                                  fold_rows<ExtremeHalf<kMax>>,     \
                                                                                  Fold<ExtremeHalf<kMax>>::combine, \
                                                                                  nullptr,                          \
                                                                                  &kWorstHalf<kMax>,                \
                                                                                  nullptr,                          \
                                                                                  0.05f},                           \
        real<float, kMax>("f->f", 0.08f), real<double, kMax>("d->d", 0.15f), complex<float, kMax>("F->F"),          \
        complex<double, kMax>("D->D")

constexpr ReduceLoop kLoops[] = {STRIDED_EXTREMA(true), STRIDED_EXTREMA(false)};

}  // namespace

List<ReduceLoop> minmax_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
