#pragma once
#include "native/kernels/kernel_table.h"
#include "native/kernels/linalg/product_lanes.h"
#include "native/kernels/thin_product_limits.h"

// Rows times a matrix of few columns: BLAS would pack the left matrix, which costs as much as the product. Each row is
// read once where it lies, and the few columns stay in the first cache.
namespace strided::STRIDED_LEVEL {

template <class T>
struct ThinProduct {
    using Lanes = FloatLanes<T>;
    using Vector = typename Lanes::Vector;
    static constexpr int kLanes = VectorOf<T>::kLanes;
    static constexpr int64_t kColumns = 2 * kLanes;
    static constexpr int64_t kWidth = (kThinColumns + kColumns - 1) / kColumns * kColumns;
    static constexpr int64_t kDepth = 512;
    static constexpr int64_t kScratchBytes = kDepth * kWidth * static_cast<int64_t>(sizeof(T));

    struct Block {
        const T* a;
        int64_t a_row;
        const T* b;
        int64_t b_row;  // both in items
        int64_t depth;
        char* c;
        int64_t c_row, c_col;
        int64_t columns;  // that count
        bool adds;        // to what c holds from the rows of b before
    };

    template <int kRows, int kVectors>
    static void multiply(const Block& s) noexcept {
        Vector sums[kRows][kVectors];
        const bool is_whole = s.columns == kVectors * kLanes && s.c_col == sizeof(T);
#pragma GCC unroll 8
        for (int i = 0; i < kRows; i++) {
#pragma GCC unroll 2
            for (int v = 0; v < kVectors; v++) sums[i][v] = Vector{};
        }
        if (s.adds) {
            for (int i = 0; i < kRows; i++) {
                T values[kVectors * kLanes] = {};
                for (int64_t j = 0; j < s.columns; j++) values[j] = Lanes::read(s.c + i * s.c_row + j * s.c_col);
                for (int v = 0; v < kVectors; v++) __builtin_memcpy(&sums[i][v], values + v * kLanes, sizeof(Vector));
            }
        }
        for (int64_t p = 0; p < s.depth; p++) {
            Vector b[kVectors];
#pragma GCC unroll 2
            for (int v = 0; v < kVectors; v++) __builtin_memcpy(&b[v], s.b + p * s.b_row + v * kLanes, sizeof(Vector));
#pragma GCC unroll 8
            for (int i = 0; i < kRows; i++) {
                const T factor = s.a[i * s.a_row + p];
#pragma GCC unroll 2
                for (int v = 0; v < kVectors; v++) sums[i][v] = Lanes::multiply_add(sums[i][v], factor, b[v]);
            }
        }
        for (int i = 0; i < kRows; i++) {
            char* to = s.c + i * s.c_row;
            T values[kVectors * kLanes];
            for (int v = 0; v < kVectors; v++) {
                char* const place = is_whole ? to + v * kVectorBytes : reinterpret_cast<char*>(values + v * kLanes);
                __builtin_memcpy(place, &sums[i][v], sizeof(Vector));
            }
            if (is_whole) continue;
            for (int64_t j = 0; j < s.columns; j++) Lanes::write(to + j * s.c_col, values[j]);
        }
    }

    // As many rows at once as keep the multipliers busy.
    template <int kVectors>
    static void multiply_all(Block s, int64_t m) noexcept {
        constexpr int kRows = kVectors == 1 ? 8 : 4;
        int64_t i = 0;
        const auto advance = [&](int64_t rows) {
            i += rows;
            s.a += rows * s.a_row;
            s.c += rows * s.c_row;
        };
        while (i + kRows <= m) {
            multiply<kRows, kVectors>(s);
            advance(kRows);
        }
        while (i < m) {
            multiply<1, kVectors>(s);
            advance(1);
        }
    }

    // `depth` rows of b side by side, what is missing to whole vectors as zeros.
    static void pack(const char* b, const ProductShape& s, int64_t depth, int64_t width, T* to) noexcept {
        for (int64_t p = 0; p < depth; p++) {
            const char* row = b + p * s.b_row;
            for (int64_t j = 0; j < s.n; j++) to[p * width + j] = Lanes::read(row + j * s.b_col);
            for (int64_t j = s.n; j < width; j++) to[p * width + j] = 0;
        }
    }

    static void run(const char* a, const char* b, char* c, const ProductShape& s, char* scratch) noexcept {
        constexpr int64_t kItem = sizeof(T);
        T* const packed = reinterpret_cast<T*>(scratch);
        const int64_t width = (s.n + kLanes - 1) / kLanes * kLanes;
        Block block;
        block.a_row = s.a_row / kItem;
        block.b_row = width;
        block.c_row = s.c_row;
        block.c_col = s.c_col;
        for (int64_t first = 0; first < s.k; first += kDepth) {
            block.depth = s.k - first < kDepth ? s.k - first : kDepth;
            block.adds = first > 0;
            pack(b + first * s.b_row, s, block.depth, width, packed);
            block.a = reinterpret_cast<const T*>(a) + first;
            for (int64_t j = 0; j < s.n; j += kColumns) {
                block.b = packed + j;
                block.c = c + j * s.c_col;
                block.columns = s.n - j < kColumns ? s.n - j : kColumns;
                if (block.columns > kLanes) {
                    multiply_all<2>(block, s.m);
                } else {
                    multiply_all<1>(block, s.m);
                }
            }
        }
    }
};

}  // namespace strided::STRIDED_LEVEL
