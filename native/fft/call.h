#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/core/limits.h"
#include "native/core/status.h"
#include "native/fft/plan.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/thread_pool.h"

namespace strided {

enum class FftKind : uint8_t { forward, inverse, real_forward, real_backward };

// Transforms of length n along one axis. Along it the input has n numbers (real_backward: n / 2 + 1 complex ones), the
// output n (real_forward: n / 2 + 1). Both are aligned and of the dtypes the kind asks for; out may be exactly in, and
// shares no memory with it else. The binding has checked that all lies inside the buffers.
struct FftCall {
    FftKind kind;
    bool is_double;
    int64_t n;
    double factor;
    int axis;
    int ndim;
    int64_t shape[kMaxDims];  // the axis' entry is not read
    const char* in;
    char* out;
    int64_t in_strides[kMaxDims];
    int64_t out_strides[kMaxDims];
    char* work;  // fft_workspace bytes
    int64_t work_bytes;
};

// What a call of this kind and length works in at most, apart from small buffers.
Status fft_workspace(const KernelTable& kernels, FftPlans& plans, FftKind kind, bool is_double, int64_t n,
                     int64_t* bytes) noexcept;

Status run_fft(const KernelTable& kernels, ThreadPool& pool, FftPlans& plans, const FftCall& call) noexcept;

}  // namespace strided
