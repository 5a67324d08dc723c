#pragma once
#include "native/binding/environment.h"
#include "native/loops/float_errors.h"

namespace strided {

// Notes what a call found; the bit of an error to be raised stands in the first result slot.
inline Status note_errors(Environment& environment, const char* op, int errors) noexcept {
    const int raised = environment.float_watch.note(op, errors);
    if (raised == 0) return Status::ok;
    environment.block.slots()[BlockLayout::results] = raised;
    return Status::floating_point;
}

// An elementwise call; where somebody watches floating-point errors, its results are looked at.
inline Status run_elementwise_watching(Environment& environment, const ElementwiseCall& call) noexcept {
    if (environment.float_watch.watched == 0) return run_elementwise(environment.kernels, environment.pool, call);
    int errors = 0;
    const Status status = run_watched(environment.kernels, environment.pool, call, &errors);
    if (status != Status::ok) return status;
    return note_errors(environment, call.loop == nullptr ? "cast" : call.loop->op, errors);
}

// The same of a fold that has ended; axes that the result walks in steps of 0 are the folded ones.
inline Status watch_fold(Environment& environment, const char* op, bool mean, int ndim, const int64_t* shape,
                         const Operand& in, const Operand& out, const Operand* mask) noexcept {
    if (environment.float_watch.watched == 0) return Status::ok;
    return note_errors(environment, op, errors_of_reduction(op, mean, ndim, shape, in, out, mask));
}

}  // namespace strided
