#include "native/binding/environment.h"
#include "native/loops/elementwise.h"

namespace strided {
namespace {

// Parameters in the block: 0 = inputs, 1 = outputs, 2 = 1 where a mask operand follows.
Status run(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    ElementwiseCall call;
    int32_t loop = -1;
    if (arguments.count < 1 || napi_get_value_int32(env, arguments.values[0], &loop) != napi_ok) {
        return Status::bad_argument;
    }
    int64_t nin, nout, masked;
    if (!block.integer(BlockLayout::parameters, 1, kMaxOperands - 1, &nin) ||
        !block.integer(BlockLayout::parameters + 1, 1, 2, &nout) ||
        !block.integer(BlockLayout::parameters + 2, 0, 1, &masked) || nin + nout > kMaxOperands) {
        return Status::bad_argument;
    }
    call.nin = static_cast<int>(nin);
    call.nout = static_cast<int>(nout);
    call.masked = masked == 1;
    if (loop == -1) {
        if (nin != 1 || nout != 1) return Status::bad_argument;
        call.loop = nullptr;
    } else {
        if (loop < 0 || static_cast<size_t>(loop) >= environment.elementwise.size()) return Status::bad_argument;
        call.loop = environment.elementwise[static_cast<size_t>(loop)];
        const char* signature = call.loop->signature;
        // "dd->d": the arrow stands behind the inputs, and the outputs end the text.
        for (int k = 0; k < nin; k++) {
            if (signature[k] == '-' || signature[k] == '\0') return Status::bad_argument;
        }
        if (signature[nin] != '-' || signature[nin + 2] == '\0' || (signature[nin + 3] != '\0') != (nout == 2)) {
            return Status::bad_argument;
        }
    }
    Status status = block.shape(&call.ndim, call.shape);
    if (status != Status::ok) return status;
    const int operands = call.nin + call.nout + (call.masked ? 1 : 0);
    if (arguments.count < static_cast<size_t>(operands) + 1) return Status::bad_argument;
    for (int k = 0; k < operands; k++) {
        status = block.operand(env, arguments.values[k + 1], k, call.ndim, call.shape, &call.operands[k]);
        if (status != Status::ok) return status;
    }
    if (call.masked && call.operands[operands - 1].dtype != DType::Bool) return Status::bad_argument;
    return run_elementwise(environment.kernels, environment.pool, call);
}

}  // namespace

// elementwise(loop, ...buffers): loop -1 copies and casts.
napi_value call_elementwise(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, run(env, arguments));
}

}  // namespace strided
