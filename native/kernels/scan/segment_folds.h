#pragma once
#include "native/kernels/elementwise/lanes.h"

// Folds of many short segments of one line (reduceat). Each begins with its first element, to which the fold of the
// others is joined: up to eight one after another, more in eight chains that are joined in pairs, and in halves above
// 128, which is NumPy's order for sums.
namespace strided::STRIDED_LEVEL {
namespace {

struct SumOf {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        if constexpr (kIsInteger<T>)
            return static_cast<T>(static_cast<Wrap<T>>(a) + static_cast<Wrap<T>>(b));
        else
            return a + b;
    }
};

template <bool kLargest>
struct ExtremeOf {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        const T best = (kLargest ? a > b : a < b) ? a : b;
        return a != a ? a : best;
    }
};

template <class Op, class In, class Acc>
struct SegmentFold {
    [[gnu::always_inline]] static inline Acc at(const char* in, int64_t step, int64_t i) noexcept {
        return static_cast<Acc>(*reinterpret_cast<const In*>(in + i * step));
    }

    [[gnu::always_inline]] static inline Acc fold(const char* in, int64_t step, int64_t n) noexcept {
        if (n < 8) {
            Acc value = at(in, step, 0);
            for (int64_t i = 1; i < n; i++) value = Op::join(value, at(in, step, i));
            return value;
        }
        Acc chains[8];
        for (int j = 0; j < 8; j++) chains[j] = at(in, step, j);
        int64_t i = 8;
        for (; i + 8 <= n; i += 8) {
            for (int j = 0; j < 8; j++) chains[j] = Op::join(chains[j], at(in, step, i + j));
        }
        Acc value = Op::join(Op::join(Op::join(chains[0], chains[1]), Op::join(chains[2], chains[3])),
                             Op::join(Op::join(chains[4], chains[5]), Op::join(chains[6], chains[7])));
        for (; i < n; i++) value = Op::join(value, at(in, step, i));
        return value;
    }

    [[gnu::noinline]] static Acc halves(const char* in, int64_t step, int64_t n) noexcept {
        if (n <= 128) return step == sizeof(In) ? fold(in, sizeof(In), n) : fold(in, step, n);
        const int64_t half = n / 2 / 8 * 8;
        const Acc first = halves(in, step, half);
        return Op::join(first, halves(in + half * step, step, n - half));
    }

    // Segment i reaches from index[i] to index[i + 1]; where that holds nothing, it is the element at index[i].
    static void run(char* out, int64_t out_step, const int64_t* index, const char* in, int64_t step,
                    int64_t n) noexcept {
        for (int64_t i = 0; i < n; i++) {
            const char* first = in + index[i] * step;
            const int64_t rest = index[i + 1] - index[i] - 1;
            Acc value = at(first, step, 0);
            if (rest > 0) value = Op::join(value, halves(first + step, step, rest));
            *reinterpret_cast<Acc*>(out + i * out_step) = value;
        }
    }
};

}  // namespace
}  // namespace strided::STRIDED_LEVEL
