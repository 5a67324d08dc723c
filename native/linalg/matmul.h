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

// Whether BLAS can read the matrix where it stands, plain or transposed.
bool is_blas_readable(const Matrix& matrix, int item_size) noexcept;

// c = a · b for float32 and float64; c is C-contiguous in its columns and overlaps neither operand; a and b are
// readable by BLAS. Sizes over 32 bits are refused (invalid_size): BLAS counts in int.
Status multiply_matrices(DType dtype, const Matrix& a, const Matrix& b, const Matrix& c) noexcept;

}  // namespace strided
