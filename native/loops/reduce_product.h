#pragma once
#include <cstdint>

#include "native/kernels/kernel_table.h"
#include "native/loops/reduce_plan.h"
#include "native/loops/reduce_stage.h"

namespace strided {

// Products are folded in lanes, whose parts may overflow or vanish where the product of the elements in their order
// does not (1e200, 1e-200, 1e200, …). So a product of floats that is no normal number is made again, one element
// after another, as NumPy's is.

// Whether the fold is one of floats or complex numbers, and one of these products is zero, subnormal, infinite or NaN.
bool has_odd_product(const ReduceLoop& loop, const char* products, int64_t count) noexcept;

// Folds all chunks of a tile into its products, which hold what the fold starts from.
void multiply_in_order(const ReduceLoop& loop, const ReducePlan& plan, const ReduceStage& stage, const ReduceTile& tile,
                       const char* fill, char* products) noexcept;

}  // namespace strided
