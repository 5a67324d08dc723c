#pragma once
#include "native/core/limits.h"
#include "native/linalg/lapack_task.h"
#include "native/loops/thread_pool.h"

namespace strided {

// Problems of one kind over a stack; strides in bytes.
struct LapackStackCall {
    LapackCall call;
    int ndim;
    int64_t shape[kMaxDims];
    char* data[kLapackOperands];
    int64_t strides[kLapackOperands][kMaxDims];
};

// Solves all of them; where some have no answer, `failed` is the first one's place in the stack (−1 where all have) and
// `info` what LAPACK said. Outputs overlap nothing. Small problems are spread over the threads, large ones are left to
// BLAS and its own.
Status run_lapack_stack(const KernelTable& kernels, ThreadPool& pool, const LapackStackCall& stack, int64_t* failed,
                        int* info) noexcept;

}  // namespace strided
