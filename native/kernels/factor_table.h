#pragma once
#include <cstdint>

// Kernels that factor matrices of float64, column-major with leading dimension lda: what LAPACK does in small steps, or
// for matrices too small for its blocks.
namespace strided {

// a (m × n, m ≥ n) = P · L · U in place. Row j was exchanged with row pivots[j] ≥ j, counted from 0. Returns the first
// column without pivot, counted from 1, or 0.
using LuPanelFn = int (*)(int64_t m, int64_t n, double* a, int64_t lda, int* pivots) noexcept;

// b (n × k) = L⁻¹ · b for the lower triangle of `a` with ones on its diagonal.
using SolveUnitLowerFn = void (*)(int64_t n, int64_t k, const double* a, int64_t lda, double* b, int64_t ldb) noexcept;

// c (m × n) −= a (m × k) · b (k × n).
using SubtractProductFn = void (*)(int64_t m, int64_t n, int64_t k, const double* a, int64_t lda, const double* b,
                                   int64_t ldb, double* c, int64_t ldc) noexcept;

// Row i exchanged with row pivots[i] for i in [first, last), in n columns.
using ExchangeRowsFn = void (*)(int64_t n, double* a, int64_t lda, int64_t first, int64_t last,
                                const int* pivots) noexcept;

// Ascending eigenvalues w of a symmetric matrix a (n × n, dense, n ≤ kSmallEigen), of which both triangles are read,
// and with `vectors` its eigenvectors in a's columns. False where the numbers are out of the range in which squares
// neither overflow nor vanish, or the iteration does not end: a is then lost.
using SmallEigenFn = bool (*)(int n, double* a, double* w, bool vectors) noexcept;
inline constexpr int kSmallEigen = 24;

struct FactorKernels {
    LuPanelFn lu_panel;
    SolveUnitLowerFn solve_unit_lower;
    SubtractProductFn subtract_product;
    ExchangeRowsFn exchange_rows;
    SmallEigenFn small_eigen;
};

}  // namespace strided
