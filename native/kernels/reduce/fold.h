#pragma once
#include <cstdint>

#include "native/core/complex.h"
#include "native/core/half.h"
#include "native/kernels/families.h"
#include "native/kernels/half_float.h"

// The one shape of every fold: eight elements are joined in a tree before they meet an accumulator, runs are folded
// as matrices of kLanes columns, and blocks are joined pairwise. So accumulators are loaded and stored once per eight
// elements, sums keep pairwise accuracy, and all inner loops are plain column loops that vectorise.
//
// An Op names the types an element passes through, each wide enough for what it holds:
//   In     the stored element                  Part   eight elements joined
//   Lane   kBlock · kLanes elements joined     Total  any number joined
//   Acc    the stored accumulator              Centre a value per column that lift() takes too (Nothing for most)
// and gives lift(In, Centre) → Part, join(T, T) → T, neutral<T>(), load(Acc) → Total, store(Total) → Acc, and
// finished(Acc), true where no further element can change the accumulator. An Op with a member kScalar is not
// vectorised.
namespace strided::STRIDED_LEVEL {
namespace {

struct Nothing {};

template <class A, class B>
inline constexpr bool kSame = false;
template <class A>
inline constexpr bool kSame<A, A> = true;

template <class T>
[[gnu::always_inline]] inline const T& item(const char* p) noexcept {
    return *reinterpret_cast<const T*>(p);
}

// Defaults that most operations share.
template <class T>
struct SameTypes {
    using In = T;
    using Part = T;
    using Lane = T;
    using Total = T;
    using Acc = T;
    using Centre = Nothing;
    static T lift(T x, Nothing) noexcept { return x; }
    static T load(T acc) noexcept { return acc; }
    static T store(T total) noexcept { return total; }
    static bool finished(T) noexcept { return false; }
};

template <class Op>
struct Fold {
    using In = typename Op::In;
    using Part = typename Op::Part;
    using Lane = typename Op::Lane;
    using Total = typename Op::Total;
    using Acc = typename Op::Acc;
    using Centre = typename Op::Centre;

    static constexpr int64_t kLanes = sizeof(In) >= 8 ? 16 : sizeof(In) == 4 ? 32 : 64;
    static constexpr int64_t kBlock = 4096;        // elements of a contiguous block
    static constexpr int64_t kStridedBlock = 256;  // elements of a strided one: its chain of joins is longer
    static constexpr int64_t kFetchAhead = 2048;   // bytes
    static constexpr int64_t kNarrow = 64;         // fewer columns than this are widened
    static constexpr int64_t kWidened = 256;       // to at most this many

    // The fold of rows × cols elements, row i into acc[0..cols): any strides.
    static void rows(const char* in, int64_t row_stride, int64_t rows, int64_t col_stride, int64_t cols,
                     const char* centre, int64_t centre_stride, char* acc, int64_t acc_stride) noexcept {
        if (rows <= 0 || cols <= 0) return;
        const bool packed_acc =
            acc_stride == sizeof(Acc) && (kSame<Centre, Nothing> || centre_stride == sizeof(Centre));
        const bool packed_row = col_stride == sizeof(In);
        if (cols > 1 && packed_row && packed_acc) {
            if (cols >= kNarrow) return tiles(in, row_stride, rows, cols, centre, acc);
            if (row_stride == cols * static_cast<int64_t>(sizeof(In)) && rows * cols >= 4 * kWidened) {
                return narrow(in, rows, cols, centre, acc);
            }
            if (cols >= 8 || rows < 8) return tiles(in, row_stride, rows, cols, centre, acc);
        }
        if (cols > 1 && rows <= 8)
            return short_columns(in, row_stride, rows, col_stride, cols, centre, centre_stride, acc, acc_stride);
        if (cols >= 8 && (col_stride < 0 ? -col_stride : col_stride) < (row_stride < 0 ? -row_stride : row_stride)) {
            // Neighbouring columns share cache lines: eight rows at a time go over all columns of a tile.
            for (int64_t j = 0; j < cols; j += kStridedBlock) {
                const int64_t width = cols - j < kStridedBlock ? cols - j : kStridedBlock;
                for (int64_t i = 0; i < rows; i += 8) {
                    short_columns(in + i * row_stride + j * col_stride, row_stride, rows - i < 8 ? rows - i : 8,
                                  col_stride, width, centre + j * centre_stride, centre_stride, acc + j * acc_stride,
                                  acc_stride);
                }
            }
            return;
        }
        for (int64_t j = 0; j < cols; j++) {
            run(in + j * col_stride, row_stride, rows, centre_at(centre + j * centre_stride),
                *reinterpret_cast<Acc*>(acc + j * acc_stride));
        }
    }

    // The join of n elements, NaN and order of joins as in rows().
    static Total block(const char* in, int64_t n, Centre centre) noexcept {
        alignas(64) Lane lanes[kLanes];
        for (int64_t j = 0; j < kLanes; j++) lanes[j] = Op::template neutral<Lane>();
        Centre centres[kSame<Centre, Nothing> ? 1 : kLanes];
        if constexpr (!kSame<Centre, Nothing>) {
            for (int64_t j = 0; j < kLanes; j++) centres[j] = centre;
        }
        const int64_t whole = n / kLanes;
        wide<InLane, kLanes>(in, kLanes * sizeof(In), whole, kLanes, reinterpret_cast<const char*>(centres),
                             reinterpret_cast<char*>(lanes));
        const In* tail = reinterpret_cast<const In*>(in) + whole * kLanes;
        const int64_t left = n - whole * kLanes;
        for (int64_t j = 0; j < left; j++) {
            lanes[j] = Op::join(lanes[j], static_cast<Lane>(Op::lift(tail[j], centre)));
        }
        for (int64_t w = kLanes / 2; w > 0; w /= 2) {
            for (int64_t j = 0; j < w; j++) lanes[j] = Op::join(lanes[j], lanes[j + w]);
        }
        return static_cast<Total>(lanes[0]);
    }

    // acc[j] = op(acc[j], in[j]) for accumulators of two parts of one reduction.
    static void combine(const char* in, char* acc, int64_t n) noexcept {
        const Acc* from = reinterpret_cast<const Acc*>(in);
        Acc* to = reinterpret_cast<Acc*>(acc);
        for (int64_t j = 0; j < n; j++) to[j] = Op::store(Op::join(Op::load(to[j]), Op::load(from[j])));
    }

  private:
    // Where wide() adds: lanes on the stack, or the caller's accumulators.
    struct InLane {
        using Stored = Lane;
        static void add(Lane& lane, Part part) noexcept { lane = Op::join(lane, static_cast<Lane>(part)); }
    };
    struct InAcc {
        using Stored = Acc;
        static void add(Acc& acc, Part part) noexcept {
            acc = Op::store(Op::join(Op::load(acc), static_cast<Total>(part)));
        }
    };

    static Centre centre_at(const char* p) noexcept {
        if constexpr (kSame<Centre, Nothing>) {
            return {};
        } else {
            return item<Centre>(p);
        }
    }
    static Centre centre_of(const char* centres, int64_t j) noexcept {
        return centre_at(centres + j * static_cast<int64_t>(sizeof(Centre)));
    }

    // kRows rows that lie row_stride apart, joined in a tree.
    template <int kRows>
    [[gnu::always_inline]] static inline Part tree(const char* in, int64_t row_stride, Centre centre) noexcept {
        if constexpr (kRows == 8 && requires(In x) { Op::join_eight(x, x, x, x, x, x, x, x); }) {
            const auto x = [&](int i) { return item<In>(in + i * row_stride); };
            return Op::join_eight(x(0), x(1), x(2), x(3), x(4), x(5), x(6), x(7));
        } else if constexpr (kRows == 1) {
            return static_cast<Part>(Op::lift(item<In>(in), centre));
        } else {
            constexpr int kHalf = kRows > 4 ? 4 : kRows > 2 ? 2 : 1;
            return Op::join(tree<kHalf>(in, row_stride, centre),
                            tree<kRows - kHalf>(in + kHalf * row_stride, row_stride, centre));
        }
    }

    template <class Target, int kRows, int64_t kCols>
    [[gnu::always_inline]] static inline void pass(const char* __restrict in, int64_t row_stride, int64_t cols,
                                                   const char* __restrict centre, char* __restrict acc) noexcept {
        if (kCols > 0) cols = kCols;
        auto* __restrict to = reinterpret_cast<typename Target::Stored*>(acc);
        // Accumulators never overlap the input; said once more because inlining forgets it.
#pragma GCC ivdep
        for (int64_t j = 0; j < cols; j++) {
            Target::add(to[j],
                        tree<kRows>(in + j * static_cast<int64_t>(sizeof(In)), row_stride, centre_of(centre, j)));
        }
    }

    // Rows of contiguous columns, eight at a time.
    template <class Target, int64_t kCols = 0>
    static void wide(const char* in, int64_t row_stride, int64_t rows, int64_t cols, const char* centre,
                     char* acc) noexcept {
        for (; rows >= 8; rows -= 8, in += 8 * row_stride) {
            // Lanes fold one packed run. Its lines are fetched ahead: folds heavier than a sum do not reach the
            // bandwidth of the third-level cache otherwise. A fetch past the end is harmless.
            if constexpr (kSame<Target, InLane>) {
                for (int64_t k = 0; k < 8 * row_stride; k += 64) __builtin_prefetch(in + kFetchAhead + k);
            }
            pass<Target, 8, kCols>(in, row_stride, cols, centre, acc);
        }
        if (kSame<Target, InAcc> && rows >= 4) {
            pass<Target, 4, kCols>(in, row_stride, cols, centre, acc);
            rows -= 4;
            in += 4 * row_stride;
        }
        for (; rows > 0; rows--, in += row_stride) pass<Target, 1, kCols>(in, row_stride, cols, centre, acc);
    }

    // Columns in tiles whose accumulators stay in the first-level cache.
    [[gnu::noinline]] static void tiles(const char* in, int64_t row_stride, int64_t rows, int64_t cols,
                                        const char* centre, char* acc) noexcept {
        constexpr int64_t kTile = 2048;
        for (int64_t j = 0; j < cols; j += kTile) {
            const int64_t width = cols - j < kTile ? cols - j : kTile;
            wide<InAcc>(in + j * sizeof(In), row_stride, rows, width, centre + j * sizeof(Centre),
                        acc + j * sizeof(Acc));
        }
    }

    // A packed matrix of few columns is one of `group` times as many columns and as many times fewer rows.
    [[gnu::noinline]] static void narrow(const char* in, int64_t rows, int64_t cols, const char* centre,
                                         char* acc) noexcept {
        alignas(64) Lane lanes[kWidened];
        Centre centres[kSame<Centre, Nothing> ? 1 : kWidened];
        const int64_t group = kWidened / cols;
        const int64_t width = group * cols;
        if constexpr (!kSame<Centre, Nothing>) {
            for (int64_t j = 0; j < width; j++) centres[j] = centre_of(centre, j % cols);
        }
        const int64_t step = width * static_cast<int64_t>(sizeof(In));
        while (rows >= group) {
            const int64_t most = rows / group;
            const int64_t wide_rows = most < kBlock ? most : kBlock;
            for (int64_t j = 0; j < width; j++) lanes[j] = Op::template neutral<Lane>();
            wide<InLane>(in, step, wide_rows, width, reinterpret_cast<const char*>(centres),
                         reinterpret_cast<char*>(lanes));
            for (int64_t left = group; left > 1;) {
                const int64_t half = (left + 1) / 2;
                for (int64_t j = 0; j < (left - half) * cols; j++)
                    lanes[j] = Op::join(lanes[j], lanes[j + half * cols]);
                left = half;
            }
            Acc* to = reinterpret_cast<Acc*>(acc);
            for (int64_t j = 0; j < cols; j++) {
                to[j] = Op::store(Op::join(Op::load(to[j]), static_cast<Total>(lanes[j])));
            }
            in += wide_rows * step;
            rows -= wide_rows * group;
        }
        tiles(in, cols * static_cast<int64_t>(sizeof(In)), rows, cols, centre, acc);
    }

    // Gathering strided elements into vectors costs more than it saves, and code: this keeps a loop as it is written.
    [[gnu::always_inline]] static inline void keep_scalar(const char*& in) noexcept { asm("" : "+r"(in)); }

    template <int kRows>
    static void columns_of(const char* in, int64_t row_stride, int64_t col_stride, int64_t cols, const char* centre,
                           int64_t centre_stride, char* acc, int64_t acc_stride) noexcept {
        for (int64_t j = 0; j < cols; j++) {
            keep_scalar(in);
            InAcc::add(*reinterpret_cast<Acc*>(acc + j * acc_stride),
                       tree<kRows>(in + j * col_stride, row_stride, centre_at(centre + j * centre_stride)));
        }
    }

    // At most eight rows of any strides: each column in one step.
    static void short_columns(const char* in, int64_t row_stride, int64_t rows, int64_t col_stride, int64_t cols,
                              const char* centre, int64_t centre_stride, char* acc, int64_t acc_stride) noexcept {
        switch (rows) {
            case 1:
                return columns_of<1>(in, row_stride, col_stride, cols, centre, centre_stride, acc, acc_stride);
            case 2:
                return columns_of<2>(in, row_stride, col_stride, cols, centre, centre_stride, acc, acc_stride);
            case 3:
                return columns_of<3>(in, row_stride, col_stride, cols, centre, centre_stride, acc, acc_stride);
            case 4:
                return columns_of<4>(in, row_stride, col_stride, cols, centre, centre_stride, acc, acc_stride);
            case 5:
                return columns_of<5>(in, row_stride, col_stride, cols, centre, centre_stride, acc, acc_stride);
            case 6:
                return columns_of<6>(in, row_stride, col_stride, cols, centre, centre_stride, acc, acc_stride);
            case 7:
                return columns_of<7>(in, row_stride, col_stride, cols, centre, centre_stride, acc, acc_stride);
            default:
                return columns_of<8>(in, row_stride, col_stride, cols, centre, centre_stride, acc, acc_stride);
        }
    }

    static Total strided_block(const char* in, int64_t stride, int64_t n, Centre centre) noexcept {
        Total total = Op::template neutral<Total>();
        for (; n >= 8; n -= 8, in += 8 * stride) {
            keep_scalar(in);
            total = Op::join(total, static_cast<Total>(tree<8>(in, stride, centre)));
        }
        for (; n > 0; n--, in += stride) total = Op::join(total, static_cast<Total>(tree<1>(in, stride, centre)));
        return total;
    }

    [[gnu::noinline]] static Total pairwise(const char* in, int64_t stride, int64_t n, Centre centre) noexcept {
        const bool contiguous = stride == sizeof(In) && n >= 4 * kLanes;
        const int64_t most = contiguous ? kBlock : kStridedBlock;
        if (n <= most) return contiguous ? block(in, n, centre) : strided_block(in, stride, n, centre);
        const int64_t half = (n / 2 + most - 1) / most * most;
        const Total first = pairwise(in, stride, half, centre);
        return Op::join(first, pairwise(in + half * stride, stride, n - half, centre));
    }

    static void run(const char* in, int64_t stride, int64_t n, Centre centre, Acc& acc) noexcept {
        if constexpr (Op::kShortCircuit) {
            for (; n > 0 && !Op::finished(acc); n -= kBlock, in += kBlock * stride) {
                acc = Op::store(Op::join(Op::load(acc), pairwise(in, stride, n < kBlock ? n : kBlock, centre)));
            }
        } else {
            acc = Op::store(Op::join(Op::load(acc), pairwise(in, stride, n, centre)));
        }
    }
};

template <class Op>
void fold_rows(const char* in, int64_t row_stride, int64_t rows, int64_t col_stride, int64_t cols, char* acc,
               int64_t acc_stride) noexcept {
    Fold<Op>::rows(in, row_stride, rows, col_stride, cols, nullptr, 0, acc, acc_stride);
}

}  // namespace
}  // namespace strided::STRIDED_LEVEL
