#include <cstring>

#include "native/binding/environment.h"
#include "native/loops/ramp.h"

namespace strided {
namespace {

// Block: shape = (n), operand 0 = out (contiguous, not float16); scalars: start and delta as doubles in the first two
// slots, as int64 in the next two.
Status run(napi_env env, const Arguments& arguments) noexcept {
    ArgumentBlock& block = arguments.environment->block;
    int ndim;
    int64_t shape[kMaxDims];
    Status status = block.shape(&ndim, shape);
    if (status != Status::ok) return status;
    Operand out;
    status = block.operand(env, arguments.values[0], 0, ndim, shape, &out);
    if (status != Status::ok) return status;
    if (ndim != 1 || out.dtype == DType::Float16) return Status::bad_argument;
    if (shape[0] == 0) return Status::ok;
    const int size = item_size(out.dtype);
    if (shape[0] > 1 && out.strides[0] != size) return Status::bad_argument;
    if (reinterpret_cast<uintptr_t>(out.data) % static_cast<uintptr_t>(item_alignment(out.dtype)) != 0) {
        return Status::bad_argument;
    }
    const double* scalars = block.slots() + BlockLayout::scalars;
    RampValues values{scalars[0], scalars[1], 0, 0};
    std::memcpy(&values.integer_start, scalars + 2, 8);
    std::memcpy(&values.integer_delta, scalars + 3, 8);
    fill_ramp(out.dtype, out.data, shape[0], values);
    return Status::ok;
}

}  // namespace

napi_value call_arange(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, run(env, arguments));
}

}  // namespace strided
