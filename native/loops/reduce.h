#pragma once
#include <cstdint>

#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/elementwise.h"
#include "native/loops/thread_pool.h"

namespace strided {

// All operands have ndim strides over the shape of the input. The output's are 0 on every axis that is reduced and on
// no other axis, but for those of one element, which count as either. (So a kept axis without elements has a stride
// too; a call without outputs need not be made.) Every operand lies inside its buffer and the output overlaps no
// input: the caller has seen to that. Operands may be misaligned, broadcast, run backwards.

// out = loop's fold of the input, or their mean. The input is cast to the loop's input dtype and the accumulator to the
// output's, both as astype does. Elements where the mask is false are left out. Where there is no element, the output
// is `initial`, or the identity (the neutral element where there is no identity), and a mean NaN.
// For the mean of integers name the loop d->d; of integers up to 32 bits also the integer loop, which is as exact
// and faster. Its input must have fewer than 2^31 elements.
struct ReduceCall {
    const ReduceLoop* loop;
    bool mean;
    bool masked;
    const char* initial;  // one element of the output's dtype that is folded in first, or nullptr
    int ndim;
    int64_t shape[kMaxDims];
    Operand in;
    Operand out;
    Operand mask;  // bool; read only if masked
};
Status run_reduce(const KernelTable& kernels, ThreadPool& pool, const ReduceCall& call) noexcept;

// out = Σ|x − mean(x)|² / max(n − ddof, 0), or its square root; computed in `compute`, one of float16 (whose mean and
// deviations are float32), float32, float64, complex64, complex128, to which the input is cast.
struct VarianceCall {
    DType compute;
    bool root;
    bool masked;
    bool skips_nan;  // NaN are left out; the input is float or complex, and not masked then
    double ddof;
    int ndim;
    int64_t shape[kMaxDims];
    Operand in;
    Operand out;
    Operand mask;
};
Status run_variance(const KernelTable& kernels, ThreadPool& pool, const VarianceCall& call) noexcept;

// The kernel with this signature, or nullptr.
const ReduceLoop* find_reduce_loop(const KernelTable& kernels, const char* op, const char* signature) noexcept;

}  // namespace strided
