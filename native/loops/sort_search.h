#pragma once
#include <cstdint>

#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/thread_pool.h"

namespace strided {

// Elements along one axis, of any alignment.
struct Run {
    const char* data;
    int64_t stride;
    int64_t n;
};

// found[i] = how many elements of the sorted run `a` are below needle i (`right`: not above it), NaN being the
// greatest. Needles have the dtype of a. `sorter`, where its data is given, holds the places (int64) that bring a in
// order.
struct SearchCall {
    DType dtype;
    Run a;
    Run sorter;
    Run needles;
    bool right;
    char* found;
    int64_t found_stride;
};
// *wrong_place: the sorter names a place outside a; nothing was searched then.
Status run_search(const KernelTable& kernels, ThreadPool& pool, const SearchCall& call, bool* wrong_place) noexcept;

// out[i] (bool) = whether element i equals one of `among`. NaN equals nothing. Complex numbers among which is looked
// must be sorted.
struct ContainsCall {
    DType dtype;
    Run elements;
    Run among;
    bool invert;
    char* out;
    int64_t out_stride;
};
Status run_contains(const KernelTable& kernels, ThreadPool& pool, const ContainsCall& call) noexcept;

}  // namespace strided
