#pragma once
#include "native/kernels/elementwise/real_math.h"
#include "native/kernels/reduce/fold.h"
#include "native/kernels/simd.h"

namespace strided::STRIDED_LEVEL {

template <class T>
struct FloatBits;
template <>
struct FloatBits<float> {
    using Word = uint32_t;
    static constexpr Word kExponent = 0x7f800000;
    static constexpr float kLeast = 0x1p-124f;
    static constexpr float kMost = 0x1p126f;
};
template <>
struct FloatBits<double> {
    using Word = uint64_t;
    static constexpr Word kExponent = 0x7ff0000000000000;
    static constexpr double kLeast = 0x1p-1018;
    static constexpr double kMost = 0x1p1020;
};

// Products of float32 and float64. NumPy multiplies element by element, and what its product passes through on the way
// (infinity, zero, numbers too small for all their digits) shows in the result. So a block is multiplied in lanes only
// where no product on the way can leave the normal range: the factors above 1 and those below 1 are multiplied apart,
// which bounds all partial products. Other blocks are multiplied in order. NaN may be left out, as a factor of 1.
template <class T, bool kSkipsNan>
struct OrderedProduct {
    using Bits = FloatBits<T>;
    using Word = typename Bits::Word;
    static constexpr int64_t kSize = sizeof(T);

    static void rows(const char* in, int64_t row_stride, int64_t rows, int64_t col_stride, int64_t cols, char* acc,
                     int64_t acc_stride) noexcept {
        const int64_t across = col_stride < 0 ? -col_stride : col_stride;
        if (cols == 1 || (rows > 1 && across >= (row_stride < 0 ? -row_stride : row_stride))) {
            for (int64_t j = 0; j < cols; j++) {
                T& to = *reinterpret_cast<T*>(acc + j * acc_stride);
                to = run(to, in + j * col_stride, row_stride, rows);
            }
            return;
        }
        constexpr int64_t kTile = 2048;
        for (int64_t j = 0; j < cols; j += kTile) {
            const int64_t width = cols - j < kTile ? cols - j : kTile;
            const char* from = in + j * col_stride;
            char* to = acc + j * acc_stride;
            int64_t i = 0;
            const bool packed = col_stride == kSize && acc_stride == kSize;
            for (; packed && i + 8 <= rows; i += 8) eight_rows(from + i * row_stride, row_stride, width, to);
            for (; i < rows; i++) one_row(from + i * row_stride, col_stride, width, to, acc_stride);
        }
    }

    // Products of parts, in which NaN stays.
    static void combine(const char* in, char* acc, int64_t n) noexcept {
        OrderedProduct<T, false>::one_row(in, kSize, n, acc, kSize);
    }

  private:
    friend struct OrderedProduct<T, true>;

    [[gnu::always_inline]] static inline T factor(T x) noexcept { return kSkipsNan ? choose(x == x, x, T{1}) : x; }

    // The rows after these are fetched ahead: rows are as far apart as pages, where the processor's own fetching ends.
    static void eight_rows(const char* in, int64_t row_stride, int64_t cols, char* acc) noexcept {
        const T* rows[8];
        for (int i = 0; i < 8; i++) rows[i] = reinterpret_cast<const T*>(in + i * row_stride);
        T* to = reinterpret_cast<T*>(acc);
        constexpr int64_t kLine = 64 / kSize;
        for (int64_t j = 0; j < cols; j += kLine) {
            const int64_t end = j + kLine < cols ? j + kLine : cols;
            for (int i = 0; i < 8; i++) {
                __builtin_prefetch(reinterpret_cast<const char*>(rows[i] + j) + 8 * row_stride);
            }
#pragma GCC ivdep
            for (int64_t k = j; k < end; k++) {
                const T left =
                    to[k] * factor(rows[0][k]) * factor(rows[1][k]) * factor(rows[2][k]) * factor(rows[3][k]);
                to[k] = left * factor(rows[4][k]) * factor(rows[5][k]) * factor(rows[6][k]) * factor(rows[7][k]);
            }
        }
    }

    static void one_row(const char* in, int64_t col_stride, int64_t cols, char* acc, int64_t acc_stride) noexcept {
        if (col_stride == kSize && acc_stride == kSize) {
            const T* from = reinterpret_cast<const T*>(in);
            T* to = reinterpret_cast<T*>(acc);
#pragma GCC ivdep
            for (int64_t j = 0; j < cols; j++) to[j] *= factor(from[j]);
            return;
        }
        for (int64_t j = 0; j < cols; j++) {
            *reinterpret_cast<T*>(acc + j * acc_stride) *= factor(item<T>(in + j * col_stride));
        }
    }

    static T in_order(T value, const T* from, int64_t n) noexcept {
        for (int64_t i = 0; i < n; i++) value *= factor(from[i]);
        return value;
    }

    static T run(T value, const char* in, int64_t stride, int64_t n) noexcept {
        if (n < 32) {
            for (int64_t i = 0; i < n; i++) value *= factor(item<T>(in + i * stride));
            return value;
        }
        alignas(64) T buffer[kBlock];
        for (int64_t i = 0; i < n; i += kBlock) {
            if (value == 0 || (bits_of(value) & Bits::kExponent) == Bits::kExponent) {
                return settled(value, in + i * stride, stride, n - i);
            }
            const int64_t size = n - i < kBlock ? n - i : kBlock;
            const T* from = reinterpret_cast<const T*>(in + i * stride);
            if (stride != kSize) {
                for (int64_t k = 0; k < size; k++) buffer[k] = item<T>(in + (i + k) * stride);
                from = buffer;
            }
            // The smallest number of all is what many a product ends in: factors between a half and one and a half
            // leave it as it is.
            const bool is_last = (bits_of(value) << 1) == 2;
            value = is_last && keeps_last(from, size) ? turned(value, from, size) : block(value, from, size);
        }
        return value;
    }

    static bool keeps_last(const T* from, int64_t n) noexcept {
        Word leaves = 0;
        for (int64_t i = 0; i < n; i++) {
            const T x = factor(from[i]);
            const T size = x < 0 ? -x : x;
            leaves |= static_cast<Word>(!((size > static_cast<T>(0.5)) & (size < static_cast<T>(1.5))));
        }
        return leaves == 0;
    }

    // With the sign that the factors give it.
    static T turned(T value, const T* from, int64_t n) noexcept {
        Word signs = 0;
        for (int64_t i = 0; i < n; i++) signs ^= bits_of(factor(from[i]));
        return (signs >> (8 * sizeof(T) - 1)) != 0 ? -value : value;
    }

    // The product of `value`, which is zero, infinite or NaN, and more: only signs, and what makes NaN, still count.
    static T settled(T value, const char* in, int64_t stride, int64_t n) noexcept {
        if (value != value) return value;
        Word signs = 0;
        Word spoils = 0;
        const bool is_zero = value == 0;
        const auto look = [&](T element) __attribute__((always_inline)) {
            const T x = factor(element);
            const Word exponent = bits_of(x) & Bits::kExponent;
            signs ^= bits_of(x);
            // Zero times infinity, or NaN.
            const bool is_odd = exponent == Bits::kExponent;
            spoils |= static_cast<Word>(is_zero ? is_odd : (x == 0) | (x != x));
        };
        if (stride == kSize) {
            const T* from = reinterpret_cast<const T*>(in);
            for (int64_t i = 0; i < n; i++) look(from[i]);
        } else {
            for (int64_t i = 0; i < n; i++) look(item<T>(in + i * stride));
        }
        if (spoils != 0) return static_cast<T>(__builtin_nan(""));
        constexpr int kTop = 8 * sizeof(T) - 1;
        return (signs >> kTop) != 0 ? -value : value;
    }

    template <class V>
    static V factors(V x) noexcept {
        if constexpr (kSkipsNan) return hn::IfThenElse(hn::IsNaN(x), hn::Set(hn::DFromV<V>(), T{1}), x);
        return x;
    }

    // By halves: one multiplication after another would take as long as the loop before it.
    template <class V>
    static T product_of_lanes(V lanes) noexcept {
        const hn::DFromV<V> d;
        alignas(64) T parts[64 / sizeof(T)];
        hn::Store(lanes, d, parts);
        for (int64_t width = static_cast<int64_t>(hn::Lanes(d)) / 2; width > 0; width /= 2) {
            for (int64_t k = 0; k < width; k++) parts[k] *= parts[k + width];
        }
        return parts[0];
    }

    [[gnu::noinline]] static T block(T value, const T* from, int64_t n) noexcept {
        const hn::ScalableTag<T> d;
        const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
        const auto one = hn::Set(d, T{1});
        auto above0 = one;
        auto above1 = one;
        auto below0 = one;
        auto below1 = one;
        auto signs = hn::Zero(d);
        int64_t i = 0;
        for (; i + 2 * lanes <= n; i += 2 * lanes) {
            __builtin_prefetch(reinterpret_cast<const char*>(from + i) + kFetchAhead);
            const auto x = factors(hn::LoadU(d, from + i));
            const auto y = factors(hn::LoadU(d, from + i + lanes));
            const auto size_x = hn::Abs(x);
            const auto size_y = hn::Abs(y);
            signs = hn::Xor(signs, hn::Xor(x, y));
            // Where either operand is NaN, x86 takes the second, other processors NaN: it stays.
            above0 = hn::Mul(above0, hn::Max(one, size_x));
            above1 = hn::Mul(above1, hn::Max(one, size_y));
            below0 = hn::Mul(below0, hn::Min(one, size_x));
            below1 = hn::Mul(below1, hn::Min(one, size_y));
        }
        const T above = product_of_lanes(hn::Mul(above0, above1));
        const T below = product_of_lanes(hn::Mul(below0, below1));
        const T size = value < 0 ? -value : value;
        const bool is_safe = size * above <= Bits::kMost && size * below >= Bits::kLeast && below >= Bits::kLeast;
        if (!is_safe) {
            if (n < 2 * kLeastBlock) return in_order(value, from, n);
            const int64_t half = n / 2;
            return block(block(value, from, half), from + half, n - half);
        }
        alignas(64) T parts[64 / sizeof(T)];
        hn::Store(signs, d, parts);
        Word sign = 0;
        for (int64_t k = 0; k < lanes; k++) sign ^= bits_of(parts[k]);
        const T product = value * above * below;
        value = (sign >> (8 * sizeof(T) - 1)) != 0 ? -product : product;
        return in_order(value, from + i, n - i);
    }

    static constexpr int64_t kBlock = 256;
    static constexpr int64_t kLeastBlock = 32;    // not worth lanes
    static constexpr int64_t kFetchAhead = 2048;  // bytes; a fetch past the end is harmless
};

}  // namespace strided::STRIDED_LEVEL
