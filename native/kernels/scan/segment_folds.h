#pragma once
#include "native/kernels/elementwise/lanes.h"
#include "native/kernels/reduce/extreme_run.h"

// Folds of many short segments of one line (reduceat). Each begins with its first element, to which the fold of the
// others is joined: of floats up to eight one after another, more in eight chains that are joined in pairs, and in
// halves above 128, which is NumPy's order for sums.
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

struct ProductOf {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return static_cast<T>(static_cast<Wrap<T>>(a) * static_cast<Wrap<T>>(b));
    }
};
struct AndOf {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return static_cast<T>(a & b);
    }
};
struct OrOf {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return static_cast<T>(a | b);
    }
};
struct XorOf {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return static_cast<T>(a ^ b);
    }
};

// Steps whose order counts.
struct DifferenceOf {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return a - b;
    }
};
struct QuotientOf {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return a / b;
    }
};
struct FloatProductOf {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return a * b;
    }
};

// Segment i reaches from index[i] to index[i + 1]; where that holds nothing, it is the element at index[i]. `fold` gets
// the first element's address and the number of elements.
template <class Acc, class Fold>
[[gnu::always_inline]] inline void each_segment(char* out, int64_t out_step, const int64_t* index, const char* in,
                                                int64_t step, int64_t n, const Fold& fold) noexcept {
    for (int64_t i = 0; i < n; i++) {
        const int64_t length = index[i + 1] - index[i];
        *reinterpret_cast<Acc*>(out + i * out_step) = fold(in + index[i] * step, length < 1 ? 1 : length);
    }
}

// One element after another. Four segments of one length go side by side, as one chain of steps waits for each.
template <class Op, class T>
struct SegmentChain {
    static void run(char* out, int64_t out_step, const int64_t* index, const char* in, int64_t step,
                    int64_t n) noexcept {
        int64_t i = 0;
        for (; i + 4 <= n; i += 4) {
            const int64_t length = index[i + 1] - index[i];
            const bool alike = length >= 1 && index[i + 2] - index[i + 1] == length &&
                               index[i + 3] - index[i + 2] == length && index[i + 4] - index[i + 3] == length;
            if (!alike) {
                each(out + i * out_step, out_step, index + i, in, step, 4);
                continue;
            }
            const char* from = in + index[i] * step;
            const int64_t apart = length * step;
            T a = item<T>(from);
            T b = item<T>(from + apart);
            T c = item<T>(from + 2 * apart);
            T d = item<T>(from + 3 * apart);
            for (int64_t k = 1; k < length; k++) {
                from += step;
                a = Op::join(a, item<T>(from));
                b = Op::join(b, item<T>(from + apart));
                c = Op::join(c, item<T>(from + 2 * apart));
                d = Op::join(d, item<T>(from + 3 * apart));
            }
            char* to = out + i * out_step;
            *reinterpret_cast<T*>(to) = a;
            *reinterpret_cast<T*>(to + out_step) = b;
            *reinterpret_cast<T*>(to + 2 * out_step) = c;
            *reinterpret_cast<T*>(to + 3 * out_step) = d;
        }
        each(out + i * out_step, out_step, index + i, in, step, n - i);
    }

  private:
    static void each(char* out, int64_t out_step, const int64_t* index, const char* in, int64_t step,
                     int64_t n) noexcept {
        each_segment<T>(out, out_step, index, in, step, n, [step](const char* from, int64_t length) {
            T value = item<T>(from);
            for (int64_t k = 1; k < length; k++) value = Op::join(value, item<T>(from + k * step));
            return value;
        });
    }
};

template <class Op, class In, class Acc>
struct SegmentFold {
    [[gnu::always_inline]] static inline Acc at(const char* in, int64_t step, int64_t i) noexcept {
        return static_cast<Acc>(*reinterpret_cast<const In*>(in + i * step));
    }

    [[gnu::always_inline]] static inline Acc fold(const char* in, int64_t step, int64_t n) noexcept {
        // Of integers the order does not show, and the compiler makes vectors of the plain loop by itself. Of the
        // chains below GCC 12 makes wrong ones for them: with AVX-512 half of an int32 segment was lost.
        if (kIsInteger<Acc> || n < 8) {
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

    static void run(char* out, int64_t out_step, const int64_t* index, const char* in, int64_t step,
                    int64_t n) noexcept {
        each_segment<Acc>(out, out_step, index, in, step, n, [step](const char* from, int64_t length) {
            const Acc value = at(from, step, 0);
            return length > 1 ? Op::join(value, halves(from + step, step, length - 1)) : value;
        });
    }
};

// The first element less the sum of the others, which wraps. For unsigned types, which serve the signed ones: GCC 12
// makes wrong vectors of sums that are cut to signed types of 8 or 16 bits.
template <class T>
struct SegmentDifference {
    static void run(char* out, int64_t out_step, const int64_t* index, const char* in, int64_t step,
                    int64_t n) noexcept {
        each_segment<T>(out, out_step, index, in, step, n, [step](const char* from, int64_t length) {
            const T value = item<T>(from);
            if (length == 1) return value;
            const T rest = SegmentFold<SumOf, T, T>::halves(from + step, step, length - 1);
            return static_cast<T>(static_cast<Wrap<T>>(value) - static_cast<Wrap<T>>(rest));
        });
    }
};

// Extremes: longer contiguous segments by whole vectors.
template <class T, bool kLargest>
struct SegmentExtreme {
    static void run(char* out, int64_t out_step, const int64_t* index, const char* in, int64_t step,
                    int64_t n) noexcept {
        each_segment<T>(out, out_step, index, in, step, n, [step](const char* from, int64_t length) {
            if (step == sizeof(T) && length >= kRunLeast) {
                return extreme_run<T, kLargest>(reinterpret_cast<const T*>(from), length);
            }
            return SegmentFold<ExtremeOf<kLargest>, T, T>::halves(from, step, length);
        });
    }
};

// The same without NaN.
template <class T, bool kLargest>
struct SegmentNumber {
    static void run(char* out, int64_t out_step, const int64_t* index, const char* in, int64_t step,
                    int64_t n) noexcept {
        each_segment<T>(out, out_step, index, in, step, n, [step](const char* from, int64_t length) {
            if (step == sizeof(T) && length >= kRunLeast) {
                return number_run<T, kLargest>(reinterpret_cast<const T*>(from), length);
            }
            T value = item<T>(from);
            for (int64_t k = 1; k < length; k++) {
                const T x = item<T>(from + k * step);
                const T best = (kLargest ? value >= x : value <= x) ? value : x;
                value = x != x ? value : best;
            }
            return value;
        });
    }
};

}  // namespace
}  // namespace strided::STRIDED_LEVEL
