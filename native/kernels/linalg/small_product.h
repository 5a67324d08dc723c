#pragma once
#include "native/kernels/kernel_table.h"
#include "native/kernels/linalg/product_lanes.h"
#include "native/kernels/small_product_limits.h"

// Products of matrices of at most kSmallProduct rows and columns, of float32 kSmallFloatSide: no packing, all in
// registers. A library call would cost more than the work.
namespace strided::STRIDED_LEVEL {

template <class Lanes>
inline constexpr int64_t kSmallSide = kSmallProduct;
template <>
inline constexpr int64_t kSmallSide<FloatLanes<float>> = kSmallFloatSide;

// rows[p] points at the columns of row p of the right matrix. Sums of kRows × kVectors vectors, each over all of k.
template <class Lanes, int kRows, int kVectors>
[[gnu::always_inline]] inline void multiply_rows(const typename Lanes::Sum* a, int64_t a_row, int64_t a_col,
                                                 const typename Lanes::Sum* const* rows, int64_t k,
                                                 typename Lanes::Vector (&sums)[kRows][kVectors]) noexcept {
    using Vector = typename Lanes::Vector;
    constexpr int kLanes = VectorOf<typename Lanes::Sum>::kLanes;
#pragma GCC unroll 8
    for (int i = 0; i < kRows; i++) {
#pragma GCC unroll 4
        for (int v = 0; v < kVectors; v++) sums[i][v] = Vector{};
    }
    for (int64_t p = 0; p < k; p++) {
        Vector b[kVectors];
#pragma GCC unroll 4
        for (int v = 0; v < kVectors; v++) __builtin_memcpy(&b[v], rows[p] + v * kLanes, sizeof(Vector));
#pragma GCC unroll 8
        for (int i = 0; i < kRows; i++) {
            const auto factor = a[i * a_row + p * a_col];
#pragma GCC unroll 4
            for (int v = 0; v < kVectors; v++) sums[i][v] = Lanes::multiply_add(sums[i][v], factor, b[v]);
        }
    }
}

template <class Lanes>
struct SmallBlock {
    using Sum = typename Lanes::Sum;
    const Sum* a;
    int64_t a_row, a_col;  // in sums
    const Sum* rows[kSmallSide<Lanes>];
    int64_t k;
    char* c;
    const char* c_end;
    int64_t c_row, c_col;
    int64_t columns;  // of this block that count
    bool may_spill;   // a vector written over the end of a row lands in rows that are written later

    template <int kRows, int kVectors>
    void run(int64_t first) const noexcept {
        constexpr int kLanes = VectorOf<Sum>::kLanes;
        typename Lanes::Vector sums[kRows][kVectors];
        multiply_rows<Lanes, kRows, kVectors>(a + first * a_row, a_row, a_col, rows, k, sums);
        for (int i = 0; i < kRows; i++) {
            char* row = c + (first + i) * c_row;
            for (int v = 0; v < kVectors; v++) {
                char* to = row + v * kLanes * c_col;
                const int64_t count = columns - v * kLanes;
                if constexpr (kReadsDirectly<Lanes>) {
                    if (c_col == sizeof(Sum) && (count >= kLanes || (may_spill && to + kVectorBytes <= c_end))) {
                        __builtin_memcpy(to, &sums[i][v], sizeof(sums[i][v]));
                        continue;
                    }
                }
                Sum values[kLanes];
                __builtin_memcpy(values, &sums[i][v], sizeof(values));
                for (int64_t j = 0; j < count && j < kLanes; j++) Lanes::write(to + j * c_col, values[j]);
            }
        }
    }

    template <int kVectors>
    void run_all(int64_t m) const noexcept {
        int64_t i = 0;
        for (; i + 4 <= m; i += 4) run<4, kVectors>(i);
        if (m - i == 3) run<3, kVectors>(i);
        if (m - i == 2) run<2, kVectors>(i);
        if (m - i == 1) run<1, kVectors>(i);
    }
};

template <class Lanes>
void small_product(const char* a, const char* b, char* c, const ProductShape& s) noexcept {
    using Sum = typename Lanes::Sum;
    constexpr int64_t kItem = sizeof(typename Lanes::Item);
    constexpr int kLanes = VectorOf<Sum>::kLanes;
    SmallBlock<Lanes> block;
    Sum a_copy[kSmallSide<Lanes> * kSmallSide<Lanes>];
    bool a_direct = false;
    if constexpr (kReadsDirectly<Lanes>) {
        a_direct = s.a_row % kItem == 0 && s.a_col % kItem == 0 && reinterpret_cast<uintptr_t>(a) % kItem == 0;
    }
    if (a_direct) {
        block.a = reinterpret_cast<const Sum*>(a);
        block.a_row = s.a_row / kItem;
        block.a_col = s.a_col / kItem;
    } else {
        for (int64_t i = 0; i < s.m; i++) {
            for (int64_t p = 0; p < s.k; p++) a_copy[i * s.k + p] = Lanes::read(a + i * s.a_row + p * s.a_col);
        }
        block.a = a_copy;
        block.a_row = s.k;
        block.a_col = 1;
    }
    const bool b_direct = kReadsDirectly<Lanes> && s.b_col == kItem && reinterpret_cast<uintptr_t>(b) % kItem == 0 &&
                          s.b_row % kItem == 0 && s.b_row >= 0;
    const char* b_end = b + (s.k - 1) * s.b_row + s.n * kItem;
    block.k = s.k;
    block.c_row = s.c_row;
    block.c_col = s.c_col;
    block.may_spill = s.c_row == s.n * kItem && s.n <= 2 * kLanes;
    block.c_end = c + (s.m - 1) * s.c_row + s.n * kItem;
    Sum pad[kSmallSide<Lanes>][2 * kLanes];
    for (int64_t j = 0; j < s.n; j += 2 * kLanes) {
        const int64_t columns = s.n - j < 2 * kLanes ? s.n - j : 2 * kLanes;
        const bool wide = columns > kLanes;
        const int64_t reach = (wide ? 2 : 1) * kVectorBytes;
        for (int64_t p = 0; p < s.k; p++) {
            const char* row = b + p * s.b_row + j * s.b_col;
            if (b_direct && b_end - row >= reach) {
                block.rows[p] = reinterpret_cast<const Sum*>(row);
                continue;
            }
            // What stands behind the last column is computed with, so it must be defined; nothing reads the result.
            for (int64_t x = 0; x < (wide ? 2 : 1) * kLanes; x++) {
                pad[p][x] = x < columns ? Lanes::read(row + x * s.b_col) : Sum{};
            }
            block.rows[p] = pad[p];
        }
        block.c = c + j * s.c_col;
        block.columns = columns;
        if (wide) {
            block.template run_all<2>(s.m);
        } else {
            block.template run_all<1>(s.m);
        }
    }
}

// Real and imaginary parts of a block of columns of the right matrix, apart.
template <class T>
struct ComplexColumns {
    using Lanes = FloatLanes<T>;
    using Vector = typename Lanes::Vector;
    static constexpr int kLanes = VectorOf<T>::kLanes;
    static constexpr int kWidth = kLanes < 8 ? 8 : kLanes;
    static constexpr int kVectors = kWidth / kLanes;
    T re[kSmallProduct][kWidth];
    T im[kSmallProduct][kWidth];

    void read(const char* b, const ProductShape& s, int64_t columns) noexcept {
        for (int64_t p = 0; p < s.k; p++) {
            for (int64_t x = 0; x < kWidth; x++) {
                const Complex<T> value =
                    x < columns ? ComplexLanes<T>::read(b + p * s.b_row + x * s.b_col) : Complex<T>{0, 0};
                re[p][x] = value.re;
                im[p][x] = value.im;
            }
        }
    }

    // The steps of ComplexLanes' multiply_add, so that the bits are the same.
    template <int kRows>
    void multiply(const char* a, char* c, const ProductShape& s, int64_t columns,
                  const LeftReader<ComplexLanes<T>>& read_left) const noexcept {
        Vector sums_re[kRows][kVectors] = {};
        Vector sums_im[kRows][kVectors] = {};
        for (int64_t p = 0; p < s.k; p++) {
#pragma GCC unroll 4
            for (int v = 0; v < kVectors; v++) {
                Vector b_re;
                Vector b_im;
                __builtin_memcpy(&b_re, re[p] + v * kLanes, sizeof(Vector));
                __builtin_memcpy(&b_im, im[p] + v * kLanes, sizeof(Vector));
#pragma GCC unroll 2
                for (int i = 0; i < kRows; i++) {
                    const Complex<T> factor = read_left(a + i * s.a_row + p * s.a_col);
                    Vector& sum_re = sums_re[i][v];
                    Vector& sum_im = sums_im[i][v];
                    sum_re = Lanes::multiply_add(Lanes::multiply_add(sum_re, factor.re, b_re), -factor.im, b_im);
                    sum_im = Lanes::multiply_add(Lanes::multiply_add(sum_im, factor.re, b_im), factor.im, b_re);
                }
            }
        }
        for (int i = 0; i < kRows; i++) {
            T row_re[kWidth];
            T row_im[kWidth];
            __builtin_memcpy(row_re, sums_re[i], sizeof(row_re));
            __builtin_memcpy(row_im, sums_im[i], sizeof(row_im));
            for (int64_t x = 0; x < columns; x++) {
                ComplexLanes<T>::write(c + i * s.c_row + x * s.c_col, Complex<T>{row_re[x], row_im[x]});
            }
        }
    }
};

template <class T>
void small_complex_product(const char* a, const char* b, char* c, const ProductShape& s,
                           const LeftReader<ComplexLanes<T>>& read_left) noexcept {
    using Columns = ComplexColumns<T>;
    Columns columns;
    for (int64_t j = 0; j < s.n; j += Columns::kWidth) {
        const int64_t count = s.n - j < Columns::kWidth ? s.n - j : Columns::kWidth;
        columns.read(b + j * s.b_col, s, count);
        char* to = c + j * s.c_col;
        int64_t i = 0;
        for (; i + 2 <= s.m; i += 2)
            columns.template multiply<2>(a + i * s.a_row, to + i * s.c_row, s, count, read_left);
        if (i < s.m) columns.template multiply<1>(a + i * s.a_row, to + i * s.c_row, s, count, read_left);
    }
}

}  // namespace strided::STRIDED_LEVEL
