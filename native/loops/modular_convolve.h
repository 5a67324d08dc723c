#pragma once
#include <cstdint>

#include "native/core/status.h"
#include "native/loops/thread_pool.h"

namespace strided {

// As ConvolveCall, of signed or unsigned 64-bit integers, exact modulo 2^64. `bound` is no less than the magnitude of
// any sum of products (infinity where that is not known): it decides how many primes are needed.
struct ModularCall {
    const uint64_t* a;
    int64_t n;
    const uint64_t* taps;
    int64_t m;
    int64_t first;
    int64_t count;
    double bound;
    uint64_t* out;
};
Status modular_convolve(ThreadPool& pool, const ModularCall& call) noexcept;

}  // namespace strided
