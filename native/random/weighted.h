#pragma once
#include "native/random/sampler.h"

namespace strided {

// Running sums of n probabilities, divided by the last.
void sum_weights(const double* p, int64_t n, double* sums) noexcept;

// For each of `size` uniform draws the first position whose sum is greater.
void choose_weighted(StateBlock* block, const Sampler& sampler, const double* sums, int64_t n, int64_t size,
                     int64_t* out, ThreadPool& pool) noexcept;

// Rows of `source` at positions of one axis, into a C-contiguous output. The layout is that of one axis in the middle:
// outer × axis × inner.
struct GatherCall {
    const char* source;
    Slab outer;
    Slab inner;
    int64_t stride;  // along the axis
    const int64_t* index;
    int64_t count;
    int itemsize;
    char* out;
};
void gather(const GatherCall& call) noexcept;

}  // namespace strided
