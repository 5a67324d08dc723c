#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/core/status.h"

namespace strided {

// A matrix as BLAS can read it: one of the two axes has stride one item.
struct Matrix {
    char* data;
    int64_t rows, cols;
    int64_t row_stride, col_stride;  // bytes
};

// float32, float64 and their complex types.
constexpr bool is_blas_dtype(DType dtype) noexcept { return dtype >= DType::Float32; }

// Whether BLAS can read the matrix where it stands, plain or transposed.
bool is_blas_readable(const Matrix& matrix, DType dtype) noexcept;
// Whether BLAS can read n elements in steps of `stride` bytes: backwards too, but not one element again and again.
bool is_blas_vector(const char* data, int64_t n, int64_t stride, DType dtype) noexcept;

// c = a · b; c has columns without gaps and overlaps neither operand; a and b are readable by BLAS, and as vectors
// where they are a row or a column. The product of a matrix with its own transpose is made at half the work. Sizes over
// 32 bits are refused (invalid_size): BLAS counts in int.
Status multiply_matrices(DType dtype, const Matrix& a, const Matrix& b, const Matrix& c) noexcept;

// to = Σ a[i] · b[i] (conjugate: of conj(a[i]) · b[i]) over vectors that is_blas_vector holds for, of any length.
void multiply_vectors(DType dtype, const char* a, int64_t a_stride, const char* b, int64_t b_stride, int64_t n,
                      bool conjugate, char* to) noexcept;

// Whether BLAS keeps a product of this size on one thread, so that several may run side by side.
constexpr bool is_single_threaded_product(int64_t m, int64_t k, int64_t n) noexcept {
    const double products = static_cast<double>(m) * static_cast<double>(k) * static_cast<double>(n);
    return products <= (m == 1 || n == 1 ? 9216.0 : 262144.0);
}

// Whether one thread should do a product that BLAS would spread: waking a thread takes as long as the product.
constexpr bool is_brief_product(int64_t m, int64_t k, int64_t n) noexcept {
    const double products = static_cast<double>(m) * static_cast<double>(k) * static_cast<double>(n);
    return products <= (m == 1 || n == 1 ? 40000.0 : 600000.0);
}

}  // namespace strided
