#include "native/binding/environment.h"
#include "native/loops/lapack_stack.h"

namespace strided {
namespace {

// Block: shape = the stack's; parameters: the problem, m, n, k, an option, rcond (any double); operand strides over
// (…stack, rows, cols) of each operand. Results: the first place in the stack without an answer or −1, and LAPACK's
// info.
Status run(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    ArgumentBlock& block = environment.block;
    LapackStackCall stack;
    LapackCall& call = stack.call;
    Status status = block.shape(&stack.ndim, stack.shape);
    if (status != Status::ok) return status;
    int64_t problem, option, dtype;
    if (stack.ndim > kMaxDims - 2 || !block.integer(BlockLayout::parameters, 0, kLapackProblems - 1, &problem) ||
        !block.integer(BlockLayout::parameters + 1, 0, INT64_MAX, &call.m) ||
        !block.integer(BlockLayout::parameters + 2, 0, INT64_MAX, &call.n) ||
        !block.integer(BlockLayout::parameters + 3, 0, INT64_MAX, &call.k) ||
        !block.integer(BlockLayout::parameters + 4, 0, 1, &option) ||
        !block.integer(BlockLayout::operands + 1, static_cast<int>(DType::Float32), kDTypeCount - 1, &dtype)) {
        return Status::bad_argument;
    }
    if (call.m > INT32_MAX || call.n > INT32_MAX || call.k > INT32_MAX) return Status::invalid_size;
    call.problem = static_cast<LapackProblem>(problem);
    call.dtype = static_cast<DType>(dtype);
    call.option = static_cast<int>(option);
    call.rcond = block.slots()[BlockLayout::parameters + 5];
    if (!describe_operands(&call) || arguments.count < static_cast<size_t>(call.operands)) return Status::bad_argument;
    int64_t own[kMaxDims];
    for (int i = 0; i < stack.ndim; i++) own[i] = stack.shape[i];
    for (int o = 0; o < call.operands; o++) {
        LapackOperand& described = call.operand[o];
        own[stack.ndim] = described.rows;
        own[stack.ndim + 1] = described.cols;
        Operand operand;
        status = block.operand(env, arguments.values[o], o, stack.ndim + 2, own, &operand);
        if (status != Status::ok) return status;
        const auto alignment = static_cast<uintptr_t>(item_alignment(described.dtype));
        uintptr_t bits = reinterpret_cast<uintptr_t>(operand.data);
        for (int i = 0; i < stack.ndim + 2; i++) {
            if (own[i] > 1) bits |= static_cast<uintptr_t>(operand.strides[i]);
        }
        if (operand.dtype != described.dtype || bits % alignment != 0) return Status::bad_argument;
        stack.data[o] = operand.data;
        for (int i = 0; i < stack.ndim; i++) stack.strides[o][i] = stack.shape[i] == 1 ? 0 : operand.strides[i];
        described.row = operand.strides[stack.ndim];
        described.col = operand.strides[stack.ndim + 1];
    }
    int64_t failed = -1;
    int info = 0;
    status = run_lapack_stack(environment.kernels, environment.pool, stack, &failed, &info);
    block.slots()[BlockLayout::results] = static_cast<double>(failed);
    block.slots()[BlockLayout::results + 1] = static_cast<double>(info);
    return status;
}

}  // namespace

// lapack(...operands): inputs, then outputs.
napi_value call_lapack(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, run(env, arguments));
}

}  // namespace strided
