#pragma once
#include "native/kernels/kernel_table.h"
#include "native/kernels/linalg/small_product.h"

// One tile of a product of matrices of any size, for the dtypes that BLAS does not know. Blocks of both operands are
// packed so that the inner loop reads contiguous memory; sums of the tile stay in the computed type to the end.
namespace strided::STRIDED_LEVEL {

template <class Lanes>
struct TileProduct {
    using Sum = typename Lanes::Sum;
    using Vector = typename Lanes::Vector;
    static constexpr int kLanes = VectorOf<Sum>::kLanes;
    static constexpr int kRows = kRegisterRows;
    static constexpr int kColumns = 2 * kLanes;
    static constexpr int64_t kDepth = sizeof(Sum) == 8 ? 128 : 256;
    static constexpr int64_t kTileColumns = (kProductTileColumns + kColumns - 1) / kColumns * kColumns;
    static constexpr int64_t kPackedA = kProductTileRows * kDepth;
    static constexpr int64_t kPackedB = kTileColumns * kDepth;
    static constexpr int64_t kSums = kProductTileRows * kTileColumns;
    static constexpr int64_t kScratchBytes = (kPackedA + kPackedB + kSums) * static_cast<int64_t>(sizeof(Sum));
    static_assert(kProductTileRows % kRows == 0);

    // Panels of kRows rows: [panel][p][row], rows that are not there as zeros.
    static void pack_a(const char* a, int64_t row, int64_t col, int64_t m, int64_t depth, Sum* to) noexcept {
        for (int64_t i = 0; i < m; i += kRows) {
            const int64_t rows = m - i < kRows ? m - i : kRows;
            for (int64_t r = 0; r < kRows; r++) {
                const char* from = a + (i + r) * row;
                for (int64_t p = 0; p < depth; p++) to[p * kRows + r] = r < rows ? Lanes::read(from + p * col) : Sum{};
            }
            to += depth * kRows;
        }
    }

    static void pack_b(const char* b, int64_t row, int64_t col, int64_t n, int64_t depth, Sum* to) noexcept {
        constexpr int64_t kItem = sizeof(typename Lanes::Item);
        for (int64_t j = 0; j < n; j += kColumns) {
            const int64_t columns = n - j < kColumns ? n - j : kColumns;
            if (columns == kColumns && col == kItem) {
                for (int64_t p = 0; p < depth; p++) {
                    const char* from = b + p * row + j * kItem;
                    for (int64_t x = 0; x < kColumns; x++) to[p * kColumns + x] = Lanes::read(from + x * kItem);
                }
            } else {
                for (int64_t x = 0; x < kColumns; x++) {
                    const char* from = b + (j + x) * col;
                    for (int64_t p = 0; p < depth; p++) {
                        to[p * kColumns + x] = x < columns ? Lanes::read(from + p * row) : Sum{};
                    }
                }
            }
            to += depth * kColumns;
        }
    }

    static void multiply_panels(const Sum* a, const Sum* b, int64_t depth, Sum* sums) noexcept {
        Vector held[kRows][2];
#pragma GCC unroll 8
        for (int i = 0; i < kRows; i++) {
            __builtin_memcpy(&held[i][0], sums + i * kTileColumns, sizeof(Vector));
            __builtin_memcpy(&held[i][1], sums + i * kTileColumns + kLanes, sizeof(Vector));
        }
        for (int64_t p = 0; p < depth; p++) {
            Vector b0, b1;
            __builtin_memcpy(&b0, b + p * kColumns, sizeof(Vector));
            __builtin_memcpy(&b1, b + p * kColumns + kLanes, sizeof(Vector));
#pragma GCC unroll 8
            for (int i = 0; i < kRows; i++) {
                const Sum factor = a[p * kRows + i];
                held[i][0] = Lanes::multiply_add(held[i][0], factor, b0);
                held[i][1] = Lanes::multiply_add(held[i][1], factor, b1);
            }
        }
#pragma GCC unroll 8
        for (int i = 0; i < kRows; i++) {
            __builtin_memcpy(sums + i * kTileColumns, &held[i][0], sizeof(Vector));
            __builtin_memcpy(sums + i * kTileColumns + kLanes, &held[i][1], sizeof(Vector));
        }
    }

    static void run(const char* a, const char* b, char* c, const ProductShape& s, char* scratch) noexcept {
        Sum* packed_a = reinterpret_cast<Sum*>(scratch);
        Sum* packed_b = packed_a + kPackedA;
        Sum* sums = packed_b + kPackedB;
        const int64_t rows = (s.m + kRows - 1) / kRows * kRows;
        for (int64_t x = 0; x < rows * kTileColumns; x++) sums[x] = Sum{};
        for (int64_t p = 0; p < s.k; p += kDepth) {
            const int64_t depth = s.k - p < kDepth ? s.k - p : kDepth;
            pack_a(a + p * s.a_col, s.a_row, s.a_col, s.m, depth, packed_a);
            pack_b(b + p * s.b_row, s.b_row, s.b_col, s.n, depth, packed_b);
            for (int64_t j = 0; j < s.n; j += kColumns) {
                for (int64_t i = 0; i < s.m; i += kRows) {
                    multiply_panels(packed_a + i * depth, packed_b + j * depth, depth, sums + i * kTileColumns + j);
                }
            }
        }
        for (int64_t i = 0; i < s.m; i++) {
            for (int64_t j = 0; j < s.n; j++) Lanes::write(c + i * s.c_row + j * s.c_col, sums[i * kTileColumns + j]);
        }
    }
};

// One row times a matrix: m is 1. Along contiguous columns whole rows are added, else each column is summed by itself.
template <class Lanes>
void row_product(const char* a, const char* b, char* c, const ProductShape& s) noexcept {
    using Sum = typename Lanes::Sum;
    constexpr int64_t kItem = sizeof(typename Lanes::Item);
    constexpr int64_t kWidth = 1024;
    if (s.b_col == kItem && s.n >= 8) {
        Sum sums[kWidth];
        for (int64_t j = 0; j < s.n; j += kWidth) {
            const int64_t columns = s.n - j < kWidth ? s.n - j : kWidth;
            for (int64_t x = 0; x < columns; x++) sums[x] = Sum{};
            for (int64_t p = 0; p < s.k; p++) {
                const Sum factor = Lanes::read(a + p * s.a_col);
                const char* row = b + p * s.b_row + j * kItem;
                for (int64_t x = 0; x < columns; x++) {
                    sums[x] = Lanes::multiply_add(sums[x], factor, Lanes::read(row + x * kItem));
                }
            }
            for (int64_t x = 0; x < columns; x++) Lanes::write(c + (j + x) * s.c_col, sums[x]);
        }
        return;
    }
    for (int64_t j = 0; j < s.n; j++) {
        const char* column = b + j * s.b_col;
        Sum sum{};
        if (s.a_col == kItem && s.b_row == kItem) {
            for (int64_t p = 0; p < s.k; p++) {
                sum = Lanes::multiply_add(sum, Lanes::read(a + p * kItem), Lanes::read(column + p * kItem));
            }
        } else {
            for (int64_t p = 0; p < s.k; p++) {
                sum = Lanes::multiply_add(sum, Lanes::read(a + p * s.a_col), Lanes::read(column + p * s.b_row));
            }
        }
        Lanes::write(c + j * s.c_col, sum);
    }
}

}  // namespace strided::STRIDED_LEVEL
