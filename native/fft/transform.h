#pragma once
#include <cstdint>

#include "native/fft/plan.h"
#include "native/loops/thread_pool.h"

namespace strided {

// Bytes that one transform works in besides its input and output; multiples of 64.
int64_t fft_work_bytes(const FftPlan& plan, int64_t part_size) noexcept;

// Whether one transform is large enough to be cut over threads by itself.
bool is_large(const FftPlan& plan) noexcept;

// One transform of interleaved neighbours; out may be in. `pool` may be nullptr: the caller's thread alone. False where
// the system has no memory for the threads' buffers.
[[nodiscard]] bool transform_run(const FftKernels& kernels, ThreadPool* pool, const FftPlan& plan, int64_t part_size,
                                 const char* in, char* out, const FftScale& scale, char* work) noexcept;

}  // namespace strided
