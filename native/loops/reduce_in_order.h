#pragma once
#include <cstdint>

#include "native/kernels/kernel_table.h"
#include "native/loops/reduce_plan.h"
#include "native/loops/reduce_stage.h"

namespace strided {

// Folds take elements in lanes and chunks. Where the order shows in the result, a tile's results are made again, from
// the elements in NumPy's order (axes of larger strides outside, each in its own direction):
// - products of complex numbers and of float16, if zero, subnormal, infinite or NaN: parts of them may overflow or
//   vanish where the product in order does not (1e200, 1e-200, 1e200, …); other floats' kernels keep the order;
// - extremes of float16 that are zero, of complex numbers that are NaN: of equal ones the first is the result.
// `plan` is what keep_directions makes. `acc` holds the tile's results, `start` what each began with, `fill` what
// stands for masked elements.
void mend_in_order(const ReduceLoop& loop, const ReducePlan& plan, const ReduceStage& stage, const ReduceTile& tile,
                   const char* start, const char* fill, char* acc) noexcept;

}  // namespace strided
