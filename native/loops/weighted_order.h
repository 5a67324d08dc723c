#pragma once
#include "native/loops/order_statistics.h"

namespace strided {

// run_order for a call with weights: elements by value, weights with them; the first whose share of all weights reaches
// q. Status::invalid_size where the weights of a lane are not finite or add up to 0.
Status run_weighted_order(const KernelTable& kernels, ThreadPool& pool, const OrderCall& call) noexcept;

}  // namespace strided
