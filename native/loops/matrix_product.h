#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/core/limits.h"
#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/thread_pool.h"

namespace strided {

// A stack of matrices; strides in bytes.
struct MatrixStack {
    char* data;
    int64_t strides[kMaxDims];  // over the stack's axes, 0 where it is broadcast
    int64_t row, col;
};

// c = a · b for each pair of (m, k) and (k, n) matrices of two stacks of one dtype.
struct MatrixProductCall {
    DType dtype;
    bool conjugate;  // the elements of a
    int ndim;        // of the stack
    int64_t shape[kMaxDims];
    int64_t m, k, n;
    MatrixStack a, b, c;
};

// c overlaps neither operand. Small matrices go to kernels of our own, large ones to BLAS or, where BLAS does not know
// the dtype, tile by tile to a kernel; the stack or the tiles are spread over the threads.
Status run_matrix_product(const KernelTable& kernels, ThreadPool& pool, const MatrixProductCall& call) noexcept;

}  // namespace strided
