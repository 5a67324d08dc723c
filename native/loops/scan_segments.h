#pragma once
#include <cstdint>

#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/elementwise.h"
#include "native/loops/thread_pool.h"

namespace strided {

// Folds of parts of one axis (reduceat; with one part, reduce): out[…, s, …] is the fold of in[…, first … end − 1, …],
// where first = starts[s] and end = starts[s + 1], or the axis's end for the last; where that holds no element, it is
// in[…, first, …].
struct SegmentsCall {
    const ReduceLoop* fold;       // nullptr: elements are joined one after another by `step`
    const ElementwiseLoop* step;  // two operands and a result of `dtype`
    const AtLoop* line;           // folds segments of a line into elements of the output, or nullptr (not seeded)
    const ScanLoop* scan;         // the same operation over a run, of `dtype` throughout, or nullptr
    DType dtype;                  // of `step`
    bool associative;             // `step` may be applied in any order
    bool refuses_negative;        // no element but the first of a part may be below zero (integer powers)
    bool seeded;                  // the output holds what is folded in first (`step` alone)
    bool masked;                  // elements whose mask is false are left out (`step` and seeded alone)
    int ndim;
    int axis;
    int64_t shape[kMaxDims];  // of the input
    const int64_t* starts;    // nullptr: one part, the whole axis
    int64_t segments;
    Operand in;    // aligned, of the kernel's input dtype
    Operand out;   // aligned, of any dtype; the axis is as long as there are segments; overlaps no input
    Operand mask;  // bool; read only if masked
};
Status run_segments(const KernelTable& kernels, ThreadPool& pool, const SegmentsCall& call) noexcept;

// Whether every start is a position on an axis of this length; the first that is not, or −1.
int64_t find_bad_start(const int64_t* starts, int64_t segments, int64_t length) noexcept;

}  // namespace strided
