#include "native/binding/environment.h"
#include "native/linalg/matmul.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

// Block: shape = (…stack, m, k, n); operand strides: a on (…stack, m, k), b on (…stack, k, n), c on (…stack, m, n),
// each written over ndim - 1 axes. All operands have one dtype and c overlaps neither input.
Status run(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    int ndim;
    int64_t shape[kMaxDims];
    Status status = block.shape(&ndim, shape);
    if (status != Status::ok) return status;
    if (ndim < 3 || arguments.count < 3) return Status::bad_argument;
    const int stack = ndim - 3;
    const int64_t m = shape[stack];
    const int64_t k = shape[stack + 1];
    const int64_t n = shape[stack + 2];
    const int64_t tails[3][2] = {{m, k}, {k, n}, {m, n}};
    Operand operands[3];
    for (int o = 0; o < 3; o++) {
        int64_t own[kMaxDims];
        for (int i = 0; i < stack; i++) own[i] = shape[i];
        own[stack] = tails[o][0];
        own[stack + 1] = tails[o][1];
        status = block.operand(env, arguments.values[o], o, stack + 2, own, &operands[o]);
        if (status != Status::ok) return status;
        if (operands[o].dtype != operands[0].dtype) return Status::bad_argument;
    }
    const int size = item_size(operands[0].dtype);
    int64_t batches = 1;
    for (int i = 0; i < stack; i++) batches *= shape[i];
    Scratch scratches[2];
    char* copies[2] = {nullptr, nullptr};
    for (int64_t batch = 0; batch < batches; batch++) {
        Matrix matrices[3];
        for (int o = 0; o < 3; o++) {
            int64_t rest = batch;
            char* data = operands[o].data;
            for (int i = stack - 1; i >= 0; i--) {
                data += rest % shape[i] * operands[o].strides[i];
                rest /= shape[i];
            }
            matrices[o] = {data, tails[o][0], tails[o][1], operands[o].strides[stack], operands[o].strides[stack + 1]};
        }
        if (!is_blas_readable(matrices[2], size) || (n > 1 && matrices[2].col_stride != size)) {
            return Status::bad_argument;
        }
        for (int o = 0; o < 2; o++) {
            Matrix& matrix = matrices[o];
            if (matrix.rows == 0 || matrix.cols == 0 || is_blas_readable(matrix, size)) continue;
            if (copies[o] == nullptr) copies[o] = scratches[o].allocate(matrix.rows * matrix.cols * size);
            if (copies[o] == nullptr) return Status::out_of_memory;
            ElementwiseCall copy;
            copy.loop = nullptr;
            copy.nin = 1;
            copy.nout = 1;
            copy.masked = false;
            copy.ndim = 2;
            copy.shape[0] = matrix.rows;
            copy.shape[1] = matrix.cols;
            copy.operands[0] = {matrix.data, operands[o].dtype, {matrix.row_stride, matrix.col_stride}};
            copy.operands[1] = {copies[o], operands[o].dtype, {matrix.cols * size, size}};
            status = run_elementwise(environment.kernels, environment.pool, copy);
            if (status != Status::ok) return status;
            matrix.data = copies[o];
            matrix.row_stride = matrix.cols * size;
            matrix.col_stride = size;
        }
        status = multiply_matrices(operands[0].dtype, matrices[0], matrices[1], matrices[2]);
        if (status != Status::ok) return status;
    }
    return Status::ok;
}

}  // namespace

// matmul(a, b, c)
napi_value call_matmul(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, run(env, arguments));
}

}  // namespace strided
