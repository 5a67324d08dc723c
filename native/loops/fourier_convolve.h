#pragma once
#include <cstdint>

#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/thread_pool.h"

namespace strided {

// As ConvolveCall, of finite doubles, or pairs of them.
struct FourierCall {
    const double* a;
    int64_t n;
    const double* taps;
    int64_t m;
    int64_t first;
    int64_t count;
    bool complex;
    double* out;
};
Status fourier_convolve(const KernelTable& kernels, ThreadPool& pool, const FourierCall& call) noexcept;

}  // namespace strided
