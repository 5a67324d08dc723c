#pragma once
#include <cstdint>

#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/kernels/statistics_table.h"
#include "native/loops/elementwise.h"
#include "native/loops/thread_pool.h"

namespace strided {

// Unwraps every line along the axis. The output overlaps the input nowhere; its dtype is what the rule makes of the
// input's, which is neither bool nor complex.
struct UnwrapCall {
    UnwrapRule rule;
    int ndim;
    int axis;
    int64_t shape[kMaxDims];
    Operand in;
    Operand out;
};
Status run_unwrap(const KernelTable& kernels, ThreadPool& pool, const UnwrapCall& call) noexcept;

}  // namespace strided
