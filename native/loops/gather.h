#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/core/limits.h"
#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/thread_pool.h"

namespace strided {

// An array of indices, broadcast to the call's shape, and the axis of the array that they count along.
struct IndexArray {
    const char* data;
    DType dtype;
    const int64_t* strides;  // bytes, one per axis of the call
    IndexAxis axis;
};

// Elements at indices, into a dense operand (gather) or from it (scatter):
//   dense[p] = a[Σ p·a_strides + Σ index_k[p]·step_k] for every p in shape, or the other way round.
// The first `indexed` axes are those that index arrays are walked along; the rest belong to the array alone.
struct GatherCall {
    bool scatter;
    int ndim;
    int indexed;
    int64_t shape[kMaxDims];
    int itemsize;
    char* a;
    int64_t a_strides[kMaxDims];
    char* dense;
    int64_t dense_strides[kMaxDims];
    int index_count;
    const IndexArray* indices;
};

// The first index that is none: which array, its place in the indexed axes (C order), its value.
struct BadIndex {
    int array;
    int64_t place;
    double value;
};

// Scatter writes nothing where an index is bad, and of several values for one element the last in C order. The operands
// do not overlap; the binding has checked that all that indices within their axes reach lies in the array's buffer.
// Returns bad_index with *bad set, or ok.
Status run_gather(const KernelTable& kernels, ThreadPool& pool, const GatherCall& call, BadIndex* bad) noexcept;

}  // namespace strided
