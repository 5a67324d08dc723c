#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/thread_pool.h"

namespace strided {

// out[k] = Σ taps[j] · a[first + k + j] over the elements that a has, for k in [0, count): a correlation, or, with the
// taps turned round, a convolution. All three are contiguous and of one of uint32, uint64 (wrapping), float32, float64,
// complex64 and complex128, and n ≥ m ≥ 1. Integers are exact (modulo 2^32 or 2^64). Many taps go through transforms,
// whose cost grows with n · log m: floats then err by some units in the last place of the largest products.
struct ConvolveCall {
    DType dtype;
    const char* a;
    int64_t n;
    const char* taps;
    int64_t m;
    int64_t first;
    int64_t count;
    char* out;
};
Status run_convolve(const KernelTable& kernels, ThreadPool& pool, const ConvolveCall& call) noexcept;

}  // namespace strided
