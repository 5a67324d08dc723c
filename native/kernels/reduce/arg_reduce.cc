#include "native/kernels/reduce/extreme_run.h"

namespace strided::STRIDED_LEVEL {
namespace {

// How an element is compared: Key is what is kept as the best, Word an unsigned integer of its size.
template <class T>
struct RealKey {
    using Key = T;
    static T key(T x) noexcept { return x; }
};
struct BoolKey {
    using Key = uint8_t;
    static uint8_t key(uint8_t x) noexcept { return x != 0; }
};
struct HalfKey {
    using Key = float;
    static float key(Half x) noexcept { return half_to_float(x); }
};

template <int kSize>
struct WordOf;
template <>
struct WordOf<1> {
    using Type = uint8_t;
};
template <>
struct WordOf<2> {
    using Type = uint16_t;
};
template <>
struct WordOf<4> {
    using Type = uint32_t;
};
template <>
struct WordOf<8> {
    using Type = uint64_t;
};

template <class Key, bool kMax>
[[gnu::always_inline]] inline bool is_better(Key x, Key best) noexcept {
    const bool beyond = kMax ? x > best : x < best;
    if constexpr (kIsFloat<Key>) {
        return beyond | ((x != x) & (best == best));
    } else {
        return beyond;
    }
}

// The fold that finds the best key of a block.
template <class Element, class Keys, bool kMax>
struct ArgFold : SameTypes<typename Keys::Key>, Extreme<kMax> {
    using In = Element;
    static typename Keys::Key lift(Element x, Nothing) noexcept { return Keys::key(x); }
};

// In: what is stored; the best value is stored as an element, too.
template <class In, class Keys, bool kMax>
struct ArgExtreme {
    using Key = typename Keys::Key;
    using Word = typename WordOf<sizeof(Key)>::Type;

    using Op = ArgFold<In, Keys, kMax>;

    static void rows(const char* in, int64_t row_stride, int64_t rows, int64_t col_stride, int64_t cols, int64_t first,
                     char* best, int64_t* index) noexcept {
        if (rows <= 0) return;
        // Of an element that repeats the first is meant.
        if (row_stride == 0) rows = 1;
        In* values = reinterpret_cast<In*>(best);
        if (cols >= 8 && col_stride == sizeof(In)) {
            for (int64_t j = 0; j < cols; j += kTile) {
                tile(in + j * col_stride, row_stride, rows, cols - j < kTile ? cols - j : kTile, first, values + j,
                     index + j);
            }
            return;
        }
        for (int64_t j = 0; j < cols; j++) run(in + j * col_stride, row_stride, rows, first, values[j], index[j]);
    }

  private:
    static constexpr int64_t kTile = 256;
    static constexpr int64_t kBlock = 8192 / static_cast<int64_t>(sizeof(In));
    static constexpr int64_t kProbe = 64;

    // Row by row over packed columns. Positions are counted in words of the key's size, so that comparing and
    // choosing take the same number of lanes.
    static void tile(const char* in, int64_t row_stride, int64_t rows, int64_t cols, int64_t first, In* values,
                     int64_t* index) noexcept {
        constexpr Word kNone = static_cast<Word>(~Word{0});
        constexpr int64_t kMost = sizeof(Word) == 8 ? INT64_MAX : static_cast<int64_t>(kNone);
        alignas(64) Key best[kTile];
        alignas(64) Word place[kTile];
        for (int64_t j = 0; j < cols; j++) {
            if (index[j] < 0) {
                values[j] = reinterpret_cast<const In*>(in)[j];
                index[j] = first;
            }
            best[j] = Keys::key(values[j]);
        }
        while (rows > 0) {
            const int64_t block = rows < kMost ? rows : kMost;
            for (int64_t j = 0; j < cols; j++) place[j] = kNone;
            for (int64_t i = 0; i < block; i++) {
                const In* row = reinterpret_cast<const In*>(in + i * row_stride);
                const Word at = static_cast<Word>(i);
                for (int64_t j = 0; j < cols; j++) {
                    const Key x = Keys::key(row[j]);
                    const bool better = is_better<Key, kMax>(x, best[j]);
                    best[j] = better ? x : best[j];
                    place[j] = better ? at : place[j];
                }
            }
            for (int64_t j = 0; j < cols; j++) {
                if (place[j] == kNone) continue;
                const int64_t i = static_cast<int64_t>(place[j]);
                values[j] = reinterpret_cast<const In*>(in + i * row_stride)[j];
                index[j] = first + i;
            }
            in += block * row_stride;
            first += block;
            rows -= block;
        }
    }

    // Whether nothing can be better; of floats NaN still can.
    static bool is_last(Key best) noexcept {
        if constexpr (kIsFloat<Key>) {
            return false;
        } else {
            constexpr Key kBest = kSame<Keys, BoolKey> ? Key{kMax ? 1 : 0} : worst_value<Key, !kMax>();
            return best == kBest;
        }
    }

    static Key top_of(const In* from, int64_t size) noexcept {
        if constexpr (kSame<In, Half>) {
            return Fold<Op>::block(reinterpret_cast<const char*>(from), size, {});
        } else {
            return Keys::key(extreme_run<In, kMax>(from, size));
        }
    }

    static bool is_top(Key x, Key top) noexcept { return (x == top) | ((x != x) & (top != top)); }

    // Where the block's best key, which is in it unless another thread writes there, stands first.
    static int64_t find(const In* from, int64_t size, Key top) noexcept {
        int64_t at = 0;
        for (; at + kProbe <= size; at += kProbe) {
            Word hit = 0;
            for (int64_t k = 0; k < kProbe; k++) {
                hit = static_cast<Word>(hit | (is_top(Keys::key(from[at + k]), top) ? Word{1} : Word{0}));
            }
            if (hit != 0) break;
        }
        while (at + 1 < size && !is_top(Keys::key(from[at]), top)) at++;
        return at;
    }

    static void run(const char* in, int64_t stride, int64_t n, int64_t first, In& value, int64_t& index) noexcept {
        int64_t at = index < 0 ? 0 : -1;
        Key best = Keys::key(index < 0 ? item<In>(in) : value);
        int64_t i = is_last(best) ? n : 0;
        if (stride == sizeof(In)) {
            // The best of each block first; where it stands is looked for once, in the first block that has it.
            int64_t found = -1;
            int64_t found_size = 0;
            for (; n - i >= kProbe && best == best; i += kBlock) {
                const int64_t size = n - i < kBlock ? n - i : kBlock;
                const Key top = top_of(reinterpret_cast<const In*>(in) + i, size);
                if (!is_better<Key, kMax>(top, best)) continue;
                best = top;
                found = i;
                found_size = size;
                if (is_last(best)) {
                    i = n;
                    break;
                }
            }
            if (found >= 0) at = found + find(reinterpret_cast<const In*>(in) + found, found_size, best);
        }
        // Without branches on the data: which of a few elements is the best cannot be predicted.
        if (best != best) i = n;
        for (; i < n; i++) {
            const Key x = Keys::key(item<In>(in + i * stride));
            const bool better = is_better<Key, kMax>(x, best);
            best = better ? x : best;
            at = better ? i : at;
        }
        if (at >= 0) {
            value = item<In>(in + at * stride);
            index = first + at;
        }
    }
};

template <class T, bool kMax>
struct ArgExtremeComplex {
    using C = Complex<T>;

    static void rows(const char* in, int64_t row_stride, int64_t rows, int64_t col_stride, int64_t cols, int64_t first,
                     char* best, int64_t* index) noexcept {
        C* values = reinterpret_cast<C*>(best);
        if (row_stride == sizeof(C) && rows >= kRunLeast) {
            for (int64_t j = 0; j < cols; j++) {
                const C* from = reinterpret_cast<const C*>(in + j * col_stride);
                const int64_t place = complex_extreme_place<T, kMax>(from, rows);
                take(from[place], first + place, values[j], index[j]);
            }
            return;
        }
        for (int64_t i = 0; i < rows; i++) {
            for (int64_t j = 0; j < cols; j++) {
                take(item<C>(in + i * row_stride + j * col_stride), first + i, values[j], index[j]);
            }
        }
    }

  private:
    static void take(C x, int64_t place, C& value, int64_t& index) noexcept {
        if (index >= 0 && (is_nan(value) || (!is_nan(x) && !beats<T, kMax>(x, value)))) return;
        value = x;
        index = place;
    }
};

template <bool kMax>
constexpr const char* kOp = kMax ? "argmax" : "argmin";

template <class In, class Keys, bool kMax>
constexpr ArgReduceLoop loop(const char* signature, float cost) {
    return {kOp<kMax>, signature, ArgExtreme<In, Keys, kMax>::rows, cost};
}

#define STRIDED_ARG(kMax)                                                                                             \
    loop<uint8_t, BoolKey, kMax>("?->l", 0.05f), loop<int8_t, RealKey<int8_t>, kMax>("b->l", 0.05f),                  \
        loop<int16_t, RealKey<int16_t>, kMax>("h->l", 0.1f), loop<int32_t, RealKey<int32_t>, kMax>("i->l", 0.2f),     \
        loop<int64_t, RealKey<int64_t>, kMax>("l->l", 0.4f), loop<uint8_t, RealKey<uint8_t>, kMax>("B->l", 0.05f),    \
        loop<uint16_t, RealKey<uint16_t>, kMax>("H->l", 0.1f), loop<uint32_t, RealKey<uint32_t>, kMax>("I->l", 0.2f), \
        loop<uint64_t, RealKey<uint64_t>, kMax>("L->l", 0.4f), loop<Half, HalfKey, kMax>("e->l", 0.3f),               \
        loop<float, RealKey<float>, kMax>("f->l", 0.2f), loop<double, RealKey<double>, kMax>("d->l", 0.4f),           \
        ArgReduceLoop{kOp<kMax>, "F->l", ArgExtremeComplex<float, kMax>::rows, 1.5f}, ArgReduceLoop {                 \
        kOp<kMax>, "D->l", ArgExtremeComplex<double, kMax>::rows, 1.5f                                                \
    }

constexpr ArgReduceLoop kLoops[] = {STRIDED_ARG(true), STRIDED_ARG(false)};

}  // namespace

List<ArgReduceLoop> arg_reduce_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
