#pragma once
#include <cstdint>

#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/elementwise.h"
#include "native/loops/thread_pool.h"

namespace strided {

// out = the index, counted in C order over the reduced axes, of the first best element (of the first NaN, if there is
// one). Operands are as for run_reduce; the input has the loop's dtype, the output is int64. The reduced axes hold at
// least one element, or the output is 0.
struct ArgReduceCall {
    const ArgReduceLoop* loop;
    int ndim;
    int64_t shape[kMaxDims];
    Operand in;
    Operand out;
};
Status run_arg_reduce(const KernelTable& kernels, ThreadPool& pool, const ArgReduceCall& call) noexcept;

}  // namespace strided
