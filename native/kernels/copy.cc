#include "native/core/byte_copy.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/families.h"
#include "native/kernels/simd.h"

namespace strided::STRIDED_LEVEL {
namespace {

// A square of T through registers: lanes vectors are read along the source's contiguous axis, and rounds of perfect
// shuffles turn them. may_alias: elements are moved as bits, whatever their type is.
template <class T, int kLanes>
struct Tile {
    typedef T Vector __attribute__((vector_size(sizeof(T) * kLanes), aligned(sizeof(T)), may_alias));

    // Of two vectors' lanes in turn (a0 b0 a1 b1 …), the first and the second half.
    template <int... kIndex>
    [[gnu::always_inline]] static void interleave(Vector a, Vector b, Vector& low, Vector& high) noexcept {
        if constexpr (kLanes == 2) {
            low = __builtin_shufflevector(a, b, 0, 2);
            high = __builtin_shufflevector(a, b, 1, 3);
        } else if constexpr (kLanes == 4) {
            low = __builtin_shufflevector(a, b, 0, 4, 1, 5);
            high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
        } else if constexpr (kLanes == 8) {
            low = __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
            high = __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
        } else {
            low = __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
            high = __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        }
    }

    [[gnu::always_inline]] static void copy(const char* src, int64_t src_col_stride, char* dst,
                                            int64_t dst_row_stride) noexcept {
        Vector v[kLanes];
        Vector w[kLanes];
#pragma GCC unroll 16
        for (int j = 0; j < kLanes; j++) v[j] = *reinterpret_cast<const Vector*>(src + j * src_col_stride);
#pragma GCC unroll 4
        for (int round = 1; round < kLanes; round *= 2) {
#pragma GCC unroll 16
            for (int j = 0; j < kLanes / 2; j++) interleave(v[j], v[j + kLanes / 2], w[2 * j], w[2 * j + 1]);
#pragma GCC unroll 16
            for (int j = 0; j < kLanes; j++) v[j] = w[j];
        }
#pragma GCC unroll 16
        for (int i = 0; i < kLanes; i++) *reinterpret_cast<Vector*>(dst + i * dst_row_stride) = v[i];
    }
};

struct Bytes16 {
    uint64_t parts[2];
};

// Elements of 16 bytes fill a register each: nothing to turn, but whole cache lines of four are used at once.
template <>
struct Tile<Bytes16, 4> {
    typedef uint64_t Vector __attribute__((vector_size(16), aligned(8), may_alias));

    [[gnu::always_inline]] static void copy(const char* src, int64_t src_col_stride, char* dst,
                                            int64_t dst_row_stride) noexcept {
#pragma GCC unroll 4
        for (int j = 0; j < 4; j++) {
#pragma GCC unroll 4
            for (int i = 0; i < 4; i++) {
                *reinterpret_cast<Vector*>(dst + i * dst_row_stride + j * 16) =
                    *reinterpret_cast<const Vector*>(src + i * 16 + j * src_col_stride);
            }
        }
    }
};

#if defined(__AVX2__)
constexpr int kLanes8 = 4;
#else
constexpr int kLanes8 = 2;
#endif

template <class T>
[[gnu::always_inline]] inline void copy_element(const char* src, char* dst) noexcept {
    __builtin_memcpy(dst, src, sizeof(T));
}

// Both axes are walked in blocks of two cache lines, so that a line is used whole while it is near (measured: 16 × 16
// float64 best or close to it at 1000 and at 1024 rows, where longer blocks fall into the same cache sets).
constexpr int64_t kBlockBytes = 128;

template <class T, int kLanes>
void copy_transposed(const char* src, int64_t src_col_stride, char* dst, int64_t dst_row_stride, int64_t rows,
                     int64_t cols) noexcept {
    if (rows < kLanes || cols < kLanes) {
        for (int64_t i = 0; i < rows; i++) {
            for (int64_t j = 0; j < cols; j++) {
                copy_element<T>(src + i * sizeof(T) + j * src_col_stride, dst + i * dst_row_stride + j * sizeof(T));
            }
        }
        return;
    }
    constexpr int64_t kBlock = sizeof(T) == 16 ? 16 : kBlockBytes / sizeof(T);
    for (int64_t row_start = 0; row_start < rows; row_start += kBlock) {
        const int64_t row_end = row_start + kBlock < rows ? row_start + kBlock : rows;
        for (int64_t col_start = 0; col_start < cols; col_start += kBlock) {
            const int64_t col_end = col_start + kBlock < cols ? col_start + kBlock : cols;
            // The last square of a block ends with it, and may write elements of the one before once more: that is
            // quicker than a remainder element by element.
            for (int64_t row = row_start; row < row_end; row += kLanes) {
                const int64_t i = row + kLanes <= row_end ? row : row_end - kLanes;
                for (int64_t col = col_start; col < col_end; col += kLanes) {
                    const int64_t j = col + kLanes <= col_end ? col : col_end - kLanes;
                    Tile<T, kLanes>::copy(src + i * sizeof(T) + j * src_col_stride, src_col_stride,
                                          dst + i * dst_row_stride + j * sizeof(T), dst_row_stride);
                }
            }
        }
    }
}

template <class T>
void copy_general(const char* src, int64_t src_row_stride, int64_t src_col_stride, char* dst, int64_t dst_row_stride,
                  int64_t rows, int64_t cols) noexcept {
    constexpr int64_t kBlock = 64;
    for (int64_t col_start = 0; col_start < cols; col_start += kBlock) {
        const int64_t col_end = col_start + kBlock < cols ? col_start + kBlock : cols;
        for (int64_t i = 0; i < rows; i++) {
            for (int64_t j = col_start; j < col_end; j++) {
                copy_element<T>(src + i * src_row_stride + j * src_col_stride,
                                dst + i * dst_row_stride + j * sizeof(T));
            }
        }
    }
}

template <class T, int kLanes>
void copy_2d_of(const char* src, int64_t src_row_stride, int64_t src_col_stride, char* dst, int64_t dst_row_stride,
                int64_t rows, int64_t cols) noexcept {
    if (src_col_stride == sizeof(T)) {
        for (int64_t i = 0; i < rows; i++) {
            copy_bytes(src + i * src_row_stride, dst + i * dst_row_stride, cols * static_cast<int64_t>(sizeof(T)));
        }
        return;
    }
    if (src_row_stride == sizeof(T)) {
        copy_transposed<T, kLanes>(src, src_col_stride, dst, dst_row_stride, rows, cols);
        return;
    }
    copy_general<T>(src, src_row_stride, src_col_stride, dst, dst_row_stride, rows, cols);
}

}  // namespace

void copy_2d(const char* src, int64_t src_row_stride, int64_t src_col_stride, char* dst, int64_t dst_row_stride,
             int64_t rows, int64_t cols, int64_t itemsize) noexcept {
    switch (itemsize) {
        case 1:
            copy_2d_of<uint8_t, 16>(src, src_row_stride, src_col_stride, dst, dst_row_stride, rows, cols);
            break;
        case 2:
            copy_2d_of<uint16_t, 8>(src, src_row_stride, src_col_stride, dst, dst_row_stride, rows, cols);
            break;
        case 4:
            copy_2d_of<uint32_t, 4>(src, src_row_stride, src_col_stride, dst, dst_row_stride, rows, cols);
            break;
        case 8:
            copy_2d_of<uint64_t, kLanes8>(src, src_row_stride, src_col_stride, dst, dst_row_stride, rows, cols);
            break;
        default:
            copy_2d_of<Bytes16, 4>(src, src_row_stride, src_col_stride, dst, dst_row_stride, rows, cols);
            break;
    }
}

void stream_copy(const char* src, char* dst, int64_t n_bytes) noexcept {
    const hn::ScalableTag<uint8_t> d;
    const int64_t step = static_cast<int64_t>(hn::Lanes(d));
    int64_t i = 0;
    const int64_t misaligned = static_cast<int64_t>(reinterpret_cast<uintptr_t>(dst) % step);
    if (misaligned != 0) {
        i = step - misaligned < n_bytes ? step - misaligned : n_bytes;
        __builtin_memcpy(dst, src, static_cast<uint64_t>(i));
    }
    const uint8_t* from = reinterpret_cast<const uint8_t*>(src);
    uint8_t* to = reinterpret_cast<uint8_t*>(dst);
    for (; i + step <= n_bytes; i += step) hn::Stream(hn::LoadU(d, from + i), d, to + i);
    __builtin_memcpy(to + i, from + i, static_cast<uint64_t>(n_bytes - i));
    hwy::FlushStream();
}

}  // namespace strided::STRIDED_LEVEL
