#pragma once
#include "native/binding/environment.h"
#include "native/loops/bins.h"

namespace strided {

// Operand k as `count` elements along one axis, where the block's parameter `parameter` holds the count.
inline Status run_argument(napi_env env, const Arguments& arguments, size_t argument, int k, int parameter,
                           ElementRun* run) noexcept {
    const ArgumentBlock& block = arguments.environment->block;
    int64_t count;
    if (arguments.count <= argument) return Status::bad_argument;
    if (!block.integer(BlockLayout::parameters + parameter, 0, INT64_MAX / kMaxItemSize, &count)) {
        return Status::bad_argument;
    }
    Operand operand;
    const Status status = block.operand(env, arguments.values[argument], k, 1, &count, &operand);
    if (status != Status::ok) return status;
    *run = {operand.data, operand.dtype, operand.strides[0], count};
    return Status::ok;
}

// The same for an output: contiguous, aligned, of the dtype that the call writes.
inline Status output_argument(napi_env env, const Arguments& arguments, size_t argument, int k, int parameter,
                              DType dtype, ElementRun* run) noexcept {
    const Status status = run_argument(env, arguments, argument, k, parameter, run);
    if (status != Status::ok) return status;
    const int size = item_size(dtype);
    const bool aligned = reinterpret_cast<uintptr_t>(run->data) % static_cast<uintptr_t>(item_alignment(dtype)) == 0;
    const bool packed = run->count < 2 || run->stride == size;
    return run->dtype == dtype && packed && (aligned || run->count == 0) ? Status::ok : Status::bad_argument;
}

}  // namespace strided
