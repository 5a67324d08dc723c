#pragma once
#include "native/kernels/linalg/product_lanes.h"

// LU factors of tall panels of float64, with partial pivoting. Halves of a panel are factored one after the other, down
// to a few columns, so that most of the work is products whose sums stay in registers.
namespace strided::STRIDED_LEVEL {

struct LuPanel {
    using Lanes = FloatLanes<double>;
    using Vector = Lanes::Vector;
    static constexpr int kLanes = VectorOf<double>::kLanes;
    static constexpr int64_t kNarrow = 8;
    typedef int64_t Mask __attribute__((vector_size(kVectorBytes)));

    [[gnu::always_inline]] static Vector load(const double* from) noexcept {
        Vector value;
        __builtin_memcpy(&value, from, sizeof(value));
        return value;
    }
    [[gnu::always_inline]] static void store(double* to, Vector value) noexcept {
        __builtin_memcpy(to, &value, sizeof(value));
    }
    [[gnu::always_inline]] static Vector magnitude(Vector value) noexcept { return (Vector)((Mask)value & INT64_MAX); }

    // The first of the largest magnitudes among n ≥ 1; NaN is chosen only where it comes first.
    static int64_t find_pivot(const double* x, int64_t n) noexcept {
        double largest = __builtin_fabs(x[0]);
        int64_t i = 1;
        if (n > 2 * kLanes) {
            Vector most = Vector{} + largest;
            for (; i + kLanes <= n; i += kLanes) {
                const Vector size = magnitude(load(x + i));
                most = size > most ? size : most;
            }
            for (int lane = 0; lane < kLanes; lane++) largest = most[lane] > largest ? most[lane] : largest;
        }
        for (; i < n; i++) largest = __builtin_fabs(x[i]) > largest ? __builtin_fabs(x[i]) : largest;
        for (i = 0; i < n; i++) {
            if (__builtin_fabs(x[i]) == largest) return i;
        }
        return 0;
    }

    template <int kVectors, int kColumns>
    [[gnu::always_inline]] static void subtract_block(int64_t k, const double* a, int64_t lda, const double* b,
                                                      int64_t ldb, double* c, int64_t ldc) noexcept {
        Vector sums[kColumns][kVectors];
#pragma GCC unroll 4
        for (int j = 0; j < kColumns; j++) {
#pragma GCC unroll 2
            for (int v = 0; v < kVectors; v++) sums[j][v] = load(c + j * ldc + v * kLanes);
        }
        for (int64_t p = 0; p < k; p++) {
            Vector column[kVectors];
#pragma GCC unroll 2
            for (int v = 0; v < kVectors; v++) column[v] = load(a + p * lda + v * kLanes);
#pragma GCC unroll 4
            for (int j = 0; j < kColumns; j++) {
                const double factor = -b[p + j * ldb];
#pragma GCC unroll 2
                for (int v = 0; v < kVectors; v++) sums[j][v] = Lanes::multiply_add(sums[j][v], factor, column[v]);
            }
        }
#pragma GCC unroll 4
        for (int j = 0; j < kColumns; j++) {
#pragma GCC unroll 2
            for (int v = 0; v < kVectors; v++) store(c + j * ldc + v * kLanes, sums[j][v]);
        }
    }

    template <int kColumns>
    static void subtract_columns(int64_t m, int64_t k, const double* a, int64_t lda, const double* b, int64_t ldb,
                                 double* c, int64_t ldc) noexcept {
        int64_t i = 0;
        for (; i + 2 * kLanes <= m; i += 2 * kLanes) subtract_block<2, kColumns>(k, a + i, lda, b, ldb, c + i, ldc);
        for (; i + kLanes <= m; i += kLanes) subtract_block<1, kColumns>(k, a + i, lda, b, ldb, c + i, ldc);
        for (; i < m; i++) {
            for (int j = 0; j < kColumns; j++) {
                double sum = c[i + j * ldc];
                for (int64_t p = 0; p < k; p++) sum -= a[i + p * lda] * b[p + j * ldb];
                c[i + j * ldc] = sum;
            }
        }
    }

    static void subtract_product(int64_t m, int64_t n, int64_t k, const double* a, int64_t lda, const double* b,
                                 int64_t ldb, double* c, int64_t ldc) noexcept {
        int64_t j = 0;
        for (; j + 4 <= n; j += 4) subtract_columns<4>(m, k, a, lda, b + j * ldb, ldb, c + j * ldc, ldc);
        for (; j < n; j++) subtract_columns<1>(m, k, a, lda, b + j * ldb, ldb, c + j * ldc, ldc);
    }

    static void solve_unit_lower(int64_t n, int64_t k, const double* a, int64_t lda, double* b, int64_t ldb) noexcept {
        if (n > kNarrow) {
            const int64_t half = half_of(n);
            solve_unit_lower(half, k, a, lda, b, ldb);
            subtract_product(n - half, k, half, a + half, lda, b, ldb, b + half, ldb);
            solve_unit_lower(n - half, k, a + half + half * lda, lda, b + half, ldb);
            return;
        }
        for (int64_t c = 0; c < k; c++) {
            double* const x = b + c * ldb;
            for (int64_t j = 0; j < n; j++) {
                const double factor = x[j];
                const double* const column = a + j * lda;
                for (int64_t i = j + 1; i < n; i++) x[i] -= column[i] * factor;
            }
        }
    }

    static void exchange_rows(int64_t n, double* a, int64_t lda, int64_t first, int64_t last,
                              const int* pivots) noexcept {
        for (int64_t c = 0; c < n; c++) {
            double* const x = a + c * lda;
            for (int64_t i = first; i < last; i++) {
                const double value = x[i];
                x[i] = x[pivots[i]];
                x[pivots[i]] = value;
            }
        }
    }

    static int factor_narrow(int64_t m, int64_t n, double* a, int64_t lda, int* pivots) noexcept {
        int info = 0;
        for (int64_t j = 0; j < n; j++) {
            double* const column = a + j * lda;
            const int64_t pivot = j + find_pivot(column + j, m - j);
            pivots[j] = static_cast<int>(pivot);
            if (column[pivot] == 0) {
                if (info == 0) info = static_cast<int>(j) + 1;
                continue;
            }
            if (pivot != j) {
                for (int64_t c = 0; c < n; c++) {
                    const double value = a[j + c * lda];
                    a[j + c * lda] = a[pivot + c * lda];
                    a[pivot + c * lda] = value;
                }
            }
            const double divisor = column[j];
            for (int64_t i = j + 1; i < m; i++) column[i] /= divisor;
            subtract_product(m - j - 1, n - j - 1, 1, column + j + 1, lda, column + j + lda, lda, column + j + 1 + lda,
                             lda);
        }
        return info;
    }

    static int64_t half_of(int64_t n) noexcept { return (n / 2 + 3) / 4 * 4; }

    static int factor(int64_t m, int64_t n, double* a, int64_t lda, int* pivots) noexcept {
        if (n <= kNarrow) return factor_narrow(m, n, a, lda, pivots);
        const int64_t half = half_of(n);
        double* const right = a + half * lda;
        const int first = factor(m, half, a, lda, pivots);
        exchange_rows(n - half, right, lda, 0, half, pivots);
        solve_unit_lower(half, n - half, a, lda, right, lda);
        subtract_product(m - half, n - half, half, a + half, lda, right, lda, right + half, lda);
        const int second = factor(m - half, n - half, right + half, lda, pivots + half);
        for (int64_t i = half; i < n; i++) pivots[i] += static_cast<int>(half);
        exchange_rows(half, a, lda, half, n, pivots);
        if (first != 0) return first;
        return second == 0 ? 0 : second + static_cast<int>(half);
    }
};

}  // namespace strided::STRIDED_LEVEL
