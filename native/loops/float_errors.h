#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/loops/elementwise.h"

namespace strided {

// What can go wrong in floating-point arithmetic; bits, in the order of lib/errstate.ts.
enum FloatError : int {
    kDivideByZero = 1,
    kOverflow = 2,
    kUnderflow = 4,
    kInvalid = 8,
};

// Which errors one environment looks for, and what it found. Results are looked at, not the processor's flags: vector
// code raises those where nothing is wrong.
struct FloatWatch {
    static constexpr int kMaxFindings = 64;

    int watched = 0;  // 0: nobody wants to know, and nothing is looked at
    int raised = 0;   // of these, which end the call with Status::floating_point
    struct Finding {
        const char* op;
        int error;
    };
    Finding findings[kMaxFindings];
    int count = 0;

    // Keeps what is new; gives the first error that is to be raised, or 0.
    int note(const char* op, int errors) noexcept;
};

// Runs the call as run_elementwise does, and gives the errors that its results tell of.
Status run_watched(const KernelTable& kernels, ThreadPool& pool, const ElementwiseCall& call, int* errors) noexcept;

// Of a reduction that has ended: out's strides are 0 on the axes that were folded; mask may be nullptr. An infinite
// result of finite elements overflowed, a NaN of none is invalid, a product that vanished of factors that are not zero
// underflowed, as does a small mean that is not exact.
int errors_of_reduction(const char* op, bool mean, int ndim, const int64_t* shape, const Operand& in,
                        const Operand& out, const Operand* mask) noexcept;

// The same of a variance or deviation: squares may overflow or vanish.
int errors_of_variance(int ndim, const int64_t* shape, const Operand& in, const Operand& out, const Operand* mask,
                       double ddof, bool skips_nan) noexcept;

// Of a running fold along an axis: each result against the one before and its element.
int errors_of_scan(const char* op, int ndim, const int64_t* shape, int axis, const Operand& in,
                   const Operand& out) noexcept;

// Of a fold of segments that is yet to be made with call.step: takes the steps one by one.
struct SegmentsCall;
int errors_of_steps(const KernelTable& kernels, const SegmentsCall& call) noexcept;

// Of ufunc.at, which this runs, one index after another; all indices were found inside before. False where memory
// lacked.
struct AtCall;
Status run_at_watched(const KernelTable& kernels, ThreadPool& pool, const AtCall& call, int* errors) noexcept;

// Of a matrix product: an infinite result of finite inputs overflowed, a NaN of inputs without NaN is invalid.
struct WatchedArray {
    const char* data;
    DType dtype;
    int ndim;
    const int64_t* shape;
    const int64_t* strides;
};
int errors_of_fold(const WatchedArray* inputs, int count, const WatchedArray& result) noexcept;

}  // namespace strided
