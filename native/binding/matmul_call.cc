#include "native/binding/environment.h"
#include "native/binding/float_watch.h"
#include "native/loops/matrix_product.h"

namespace strided {
namespace {

// A stack of matrices as one array.
struct WatchedStack {
    WatchedStack(const MatrixProductCall& call, const MatrixStack& stack, int64_t rows, int64_t cols) noexcept {
        for (int i = 0; i < call.ndim; i++) {
            shape[i] = call.shape[i];
            strides[i] = stack.strides[i];
        }
        shape[call.ndim] = rows;
        shape[call.ndim + 1] = cols;
        strides[call.ndim] = stack.row;
        strides[call.ndim + 1] = stack.col;
        array = {stack.data, call.dtype, call.ndim + 2, shape, strides};
    }
    int64_t shape[kMaxDims];
    int64_t strides[kMaxDims];
    WatchedArray array;
};

Status watch(Environment& environment, const MatrixProductCall& call) noexcept {
    const WatchedStack a(call, call.a, call.m, call.k);
    const WatchedStack b(call, call.b, call.k, call.n);
    const WatchedStack c(call, call.c, call.m, call.n);
    const WatchedArray inputs[2] = {a.array, b.array};
    return note_errors(environment, "matmul", errors_of_fold(inputs, 2, c.array));
}

// Block: shape = the stack's; parameters: m, k, n, whether a is conjugated; operand strides: a on (…stack, m, k), b on
// (…stack, k, n), c on (…stack, m, n). All operands have one dtype and c overlaps neither input.
Status run(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    MatrixProductCall call;
    Status status = block.shape(&call.ndim, call.shape);
    if (status != Status::ok) return status;
    int64_t conjugate;
    if (call.ndim > kMaxDims - 2 || arguments.count < 3 ||
        !block.integer(BlockLayout::parameters, 0, INT64_MAX, &call.m) ||
        !block.integer(BlockLayout::parameters + 1, 0, INT64_MAX, &call.k) ||
        !block.integer(BlockLayout::parameters + 2, 0, INT64_MAX, &call.n) ||
        !block.integer(BlockLayout::parameters + 3, 0, 1, &conjugate)) {
        return Status::bad_argument;
    }
    call.conjugate = conjugate == 1;
    const int64_t tails[3][2] = {{call.m, call.k}, {call.k, call.n}, {call.m, call.n}};
    MatrixStack* const stacks[3] = {&call.a, &call.b, &call.c};
    int64_t own[kMaxDims];
    for (int i = 0; i < call.ndim; i++) own[i] = call.shape[i];
    for (int o = 0; o < 3; o++) {
        Operand operand;
        own[call.ndim] = tails[o][0];
        own[call.ndim + 1] = tails[o][1];
        status = block.operand(env, arguments.values[o], o, call.ndim + 2, own, &operand);
        if (status != Status::ok) return status;
        if (o == 0) call.dtype = operand.dtype;
        if (operand.dtype != call.dtype) return Status::bad_argument;
        MatrixStack& stack = *stacks[o];
        stack.data = operand.data;
        for (int i = 0; i < call.ndim; i++) stack.strides[i] = call.shape[i] == 1 ? 0 : operand.strides[i];
        stack.row = operand.strides[call.ndim];
        stack.col = operand.strides[call.ndim + 1];
    }
    // Results have columns without gaps, and items where BLAS can write them.
    const int size = item_size(call.dtype);
    if ((call.n > 1 && call.c.col != size) || (call.m > 1 && call.c.row % size != 0) ||
        reinterpret_cast<uintptr_t>(call.c.data) % static_cast<uintptr_t>(item_alignment(call.dtype)) != 0) {
        return Status::bad_argument;
    }
    if (call.m > 1 && call.n > 1 && call.c.row < call.n * size) return Status::bad_argument;
    if (call.m > 1 && call.c.row <= 0) return Status::bad_argument;
    status = run_matrix_product(environment.kernels, environment.pool, call);
    if (status != Status::ok || environment.float_watch.watched == 0) return status;
    return watch(environment, call);
}

}  // namespace

// matmul(a, b, c)
napi_value call_matmul(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, run(env, arguments));
}

}  // namespace strided
