#pragma once
#include "native/loops/elementwise.h"

namespace strided {

// Kept axes along which the input (and its mask) is one element that repeats: all results along them are the same. They
// are reduced once and copied.
struct RepeatedAxes {
    int axes[kMaxDims];
    int count = 0;

    // mask may be nullptr.
    RepeatedAxes(int ndim, const int64_t* shape, const Operand& in, const Operand* mask, const Operand& out) noexcept;

    // Makes them axes of one element.
    void leave_out(int64_t* shape) const noexcept;

    // Copies the results of the first place along them to all others; `shape` is the input's.
    Status fill(const KernelTable& kernels, ThreadPool& pool, int ndim, const int64_t* shape,
                const Operand& out) const noexcept;
};

}  // namespace strided
