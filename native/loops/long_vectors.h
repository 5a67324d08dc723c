#pragma once
#include "native/loops/matrix_product.h"

namespace strided {

// Whether a few long rows meet a few long columns, as in a covariance of a few variables: BLAS' product of matrices
// copies both for a kernel that has no work to do then.
bool is_long_vectors(const MatrixProductCall& call) noexcept;

// Each row times each column, piece by piece: a piece of all vectors stays in the cache. Pieces are summed in order, so
// that the result does not depend on the threads.
Status multiply_long_vectors(ThreadPool& pool, const MatrixProductCall& call, const char* a, const char* b,
                             char* c) noexcept;

}  // namespace strided
