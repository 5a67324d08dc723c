#pragma once
#include <cstdint>

#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/elementwise.h"
#include "native/loops/thread_pool.h"

namespace strided {

enum class SortTask { values, places, partition, partition_places };

// Sorts every run along the last axis, of any dtype, stride and alignment. NaN comes last; complex numbers are ordered
// by their real parts, then by the imaginary ones, those with NaN behind all others. Values go to an output of the
// input's dtype, which may be the input itself; places to one of int64.
// Partitions put at each of the places in `kth` (ascending, each within the run) what sorting would put there.
struct SortCall {
    SortTask task;
    bool stable;  // zeros of both signs keep their order; equal places always do
    int ndim;     // at least 1
    int64_t shape[kMaxDims];
    Operand in;
    Operand out;
    const int64_t* kth = nullptr;
    int64_t kth_count = 0;
    // Memory the sort may use, 64-byte aligned, apart from all operands; it allocates where this is too little.
    char* scratch = nullptr;
    int64_t scratch_bytes = 0;
};
Status run_sort(const KernelTable& kernels, ThreadPool& pool, const SortCall& call) noexcept;

// The same order for several keys: operand `in` has shape (keys, …), the last key being the first that counts. `shape`
// is the output's; the keys' axis is one more in front of it, walked by key_stride.
struct LexSortCall {
    int ndim;
    int64_t shape[kMaxDims];
    int64_t key_count;
    int64_t key_stride;
    Operand in;
    Operand out;
};
Status run_lexsort(const KernelTable& kernels, ThreadPool& pool, const LexSortCall& call) noexcept;

}  // namespace strided
