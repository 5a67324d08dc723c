#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/core/limits.h"
#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/thread_pool.h"

namespace strided {

// One operand as a caller describes it; strides count bytes, one per axis of the call, 0 where it is broadcast.
struct Operand {
    char* data;
    DType dtype;
    int64_t strides[kMaxDims];
};

// A thread is worth waking for about this much work.
inline constexpr double kGrainNanoseconds = 9000;

struct ElementwiseCall {
    const ElementwiseLoop* loop;         // nullptr: copy (and cast) operand 0 into operand 1
    const DType* loop_dtypes = nullptr;  // the loop's own types, inputs then outputs; unused by copies
    int nin;
    int nout;
    bool refuses_negative_exponents = false;  // integer powers: operand 1 is looked through first
    bool masked;  // operands[nin + nout] is a bool operand; elements where it is false are left as they are
    int ndim;
    int64_t shape[kMaxDims];
    Operand operands[kMaxOperands + 1];
};

// Whether n elements are too little work for a second thread.
inline bool is_small(const ElementwiseLoop& loop, int64_t n) noexcept {
    return static_cast<double>(n) * loop.cost < 2 * kGrainNanoseconds;
}

// Runs one operation over broadcast operands of any dtype, stride and alignment. Inputs are cast to the loop's
// types in buffers, outputs from them. An input that shares memory with an output other than element for element
// is copied first. Every operand must lie inside its buffer: the binding has checked that.
Status run_elementwise(const KernelTable& kernels, ThreadPool& pool, const ElementwiseCall& call) noexcept;

// The short way of a copy (loop nullptr, two axes of which none is empty) that needs nothing but moving a few elements;
// false where it does, and nothing was done.
[[nodiscard]] bool copy_small_plane(const KernelTable& kernels, const ElementwiseCall& call) noexcept;

}  // namespace strided
