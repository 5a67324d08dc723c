#include "native/binding/environment.h"
#include "native/binding/float_watch.h"
#include "native/loops/arg_reduce.h"
#include "native/loops/reduce.h"

namespace strided {
namespace {

// All reductions: operand 0 = input, 1 = output (stride 0 on reduced axes), 2 = mask where there is one.
template <class Call>
Status read_operands(napi_env env, const Arguments& arguments, size_t first, bool masked, Call* call) noexcept {
    const ArgumentBlock& block = arguments.environment->block;
    Status status = block.shape(&call->ndim, call->shape);
    if (status != Status::ok) return status;
    if (arguments.count < first + (masked ? 3 : 2)) return Status::bad_argument;
    status = block.operand(env, arguments.values[first], 0, call->ndim, call->shape, &call->in);
    if (status != Status::ok) return status;
    // Reduced axes of the output have stride 0, so that an empty input still leaves an output to write: its bounds are
    // those of the shape without them.
    int64_t out_shape[kMaxDims];
    for (int i = 0; i < call->ndim; i++) {
        int64_t stride;
        if (!block.integer(BlockLayout::strides + kMaxDims + i, &stride)) return Status::bad_argument;
        out_shape[i] = stride == 0 ? 1 : call->shape[i];
    }
    return block.operand(env, arguments.values[first + 1], 1, call->ndim, out_shape, &call->out);
}

template <class Call>
Status read_mask(napi_env env, const Arguments& arguments, size_t first, Call* call) noexcept {
    if (!call->masked) return Status::ok;
    const ArgumentBlock& block = arguments.environment->block;
    const Status status = block.operand(env, arguments.values[first + 2], 2, call->ndim, call->shape, &call->mask);
    if (status != Status::ok) return status;
    return call->mask.dtype == DType::Bool ? Status::ok : Status::bad_argument;
}

int32_t loop_argument(napi_env env, const Arguments& arguments) noexcept {
    int32_t loop = -1;
    if (arguments.count < 1 || napi_get_value_int32(env, arguments.values[0], &loop) != napi_ok) return -1;
    return loop;
}

// Parameters: 0 = mean, 1 = masked, 2 = an initial value of the output's dtype stands in the first scalar.
Status reduce(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    ArgumentBlock& block = environment.block;
    const int32_t loop = loop_argument(env, arguments);
    if (loop < 0 || static_cast<size_t>(loop) >= environment.reduce.size()) return Status::bad_argument;
    int64_t mean, masked, initial;
    if (!block.integer(BlockLayout::parameters, 0, 1, &mean) ||
        !block.integer(BlockLayout::parameters + 1, 0, 1, &masked) ||
        !block.integer(BlockLayout::parameters + 2, 0, 1, &initial)) {
        return Status::bad_argument;
    }
    ReduceCall call;
    call.loop = environment.reduce[static_cast<size_t>(loop)];
    call.mean = mean == 1;
    call.masked = masked == 1;
    call.initial = initial == 1 ? reinterpret_cast<const char*>(block.slots() + BlockLayout::scalars) : nullptr;
    Status status = read_operands(env, arguments, 1, call.masked, &call);
    if (status != Status::ok) return status;
    status = read_mask(env, arguments, 1, &call);
    if (status != Status::ok) return status;
    status = run_reduce(environment.kernels, environment.pool, call);
    if (status != Status::ok) return status;
    return watch_fold(environment, call.loop->op, call.mean, call.ndim, call.shape, call.in, call.out,
                      call.masked ? &call.mask : nullptr);
}

// Parameters: 0 = the dtype to compute in, 1 = masked, 2 = root, 3 = ddof (any double), 4 = NaN are left out.
Status variance(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    ArgumentBlock& block = environment.block;
    int64_t compute, masked, root, skips;
    if (!block.integer(BlockLayout::parameters, static_cast<int>(DType::Float16), kDTypeCount - 1, &compute) ||
        !block.integer(BlockLayout::parameters + 1, 0, 1, &masked) ||
        !block.integer(BlockLayout::parameters + 2, 0, 1, &root) ||
        !block.integer(BlockLayout::parameters + 4, 0, 1, &skips)) {
        return Status::bad_argument;
    }
    VarianceCall call;
    call.skips_nan = skips == 1;
    call.compute = static_cast<DType>(compute);
    call.root = root == 1;
    call.masked = masked == 1;
    call.ddof = block.slots()[BlockLayout::parameters + 3];
    Status status = read_operands(env, arguments, 0, call.masked, &call);
    if (status != Status::ok) return status;
    status = read_mask(env, arguments, 0, &call);
    if (status != Status::ok) return status;
    if (call.skips_nan && (call.masked || call.in.dtype < DType::Float16)) return Status::bad_argument;
    status = run_variance(environment.kernels, environment.pool, call);
    if (status != Status::ok || environment.float_watch.watched == 0) return status;
    const int errors = errors_of_variance(call.ndim, call.shape, call.in, call.out, call.masked ? &call.mask : nullptr,
                                          call.ddof, call.skips_nan);
    return note_errors(environment, call.root ? "std" : "var", errors);
}

Status arg_reduce(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const List<ArgReduceLoop>& loops = environment.kernels.arg_reduce;
    const int32_t loop = loop_argument(env, arguments);
    if (loop < 0 || loop >= loops.count) return Status::bad_argument;
    ArgReduceCall call;
    call.loop = &loops.items[loop];
    const Status status = read_operands(env, arguments, 1, false, &call);
    if (status != Status::ok) return status;
    if (dtype_of_letter(call.loop->signature[0]) != static_cast<int>(call.in.dtype) || call.out.dtype != DType::Int64) {
        return Status::bad_argument;
    }
    return run_arg_reduce(environment.kernels, environment.pool, call);
}

}  // namespace

// reduce(loop, in, out, mask?)
napi_value call_reduce(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, reduce(env, arguments));
}

// variance(in, out, mask?)
napi_value call_variance(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, variance(env, arguments));
}

// argReduce(loop, in, out)
napi_value call_arg_reduce(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, arg_reduce(env, arguments));
}

}  // namespace strided
