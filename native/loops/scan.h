#pragma once
#include <cstdint>

#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/elementwise.h"
#include "native/loops/thread_pool.h"

namespace strided {

// Running folds along one axis: out[…, i, …] = op(out[…, i − 1, …], in[…, i, …]), out[…, 0, …] = in[…, 0, …].
//
// Lines whose elements lie closer than their neighbours' go through the scan kernel, one line after another; otherwise
// whole rows are joined to the row before by the elementwise kernel. Both are spread over threads, and a long line
// too where the scan kernel has totals. Results do not depend on the number of threads.
struct ScanCall {
    const ScanLoop* scan;         // nullptr: there is none; rows alone
    const ElementwiseLoop* step;  // two operands and a result of `dtype`, the result's dtype of the scan kernel
    DType dtype;
    int ndim;
    int axis;
    int64_t shape[kMaxDims];
    Operand in;   // cast to what the kernels take
    Operand out;  // cast from `dtype`; is the input's elements one for one, or overlaps it nowhere
};
Status run_scan(const KernelTable& kernels, ThreadPool& pool, const ScanCall& call) noexcept;

}  // namespace strided
