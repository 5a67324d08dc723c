#pragma once
#include <cstdint>

#include "native/linalg/workers.h"

namespace strided::lapack {

// Doubles and integers of work space for a matrix of n rows.
int64_t tridiagonal_doubles(int n) noexcept;
int64_t tridiagonal_integers(int n) noexcept;

// Eigenvalues and eigenvectors of the symmetric tridiagonal matrix with diagonal d and e beside it, by dividing it in
// halves and joining their solutions. d receives the eigenvalues and z (n × n, column-major) the vectors, in the order
// of `order`: the k-th smallest is at order[k], counted from 0. Returns LAPACK's info; −1 where an element beside the
// diagonal is next to nothing, so that the matrix falls apart, which is left to LAPACK: d and e are then unchanged.
int tridiagonal_eigen(Workers& workers, int n, double* d, double* e, double* z, int* order, double* work,
                      int* integers) noexcept;

}  // namespace strided::lapack
