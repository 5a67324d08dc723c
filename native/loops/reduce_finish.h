#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/reduce_plan.h"

namespace strided {

// What is done with the accumulators of a tile once all elements are folded.
struct ReduceFinish {
    enum class Step { none, mean, variance, deviation };

    const KernelTable* kernels;
    DType acc;
    DType out;
    Step step;
    double ddof;
    bool counted;  // elements are counted per output (kReduceCount), otherwise there are `size` for each
    int64_t size;

    // The mean of n accumulators, in place where they are floats; integer accumulators become float64 in place.
    void divide(const ReducePlan& plan, const ReduceTile& tile, char* values) const noexcept;

    // Divides as `step` says, casts to the output's dtype, and writes the output.
    void write(const ReducePlan& plan, const ReduceTile& tile, char* values) const noexcept;
};

}  // namespace strided
