#include <cmath>

#include "native/binding/environment.h"
#include "native/fft/call.h"
#include "native/loops/reduce_stage.h"

namespace strided {
namespace {

constexpr int64_t kMaxLength = INT64_MAX / 4096;

DType part_of(bool is_double) noexcept { return is_double ? DType::Float64 : DType::Float32; }
DType whole_of(bool is_double) noexcept { return is_double ? DType::Complex128 : DType::Complex64; }

// Block: shape = the operands', the axis' entry apart; parameters: 0 = kind, 1 = axis, 2 = n, 3 = factor. Operands:
// input, output, and where the length asks for it the memory to work in.
Status transform(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    ArgumentBlock& block = environment.block;
    constexpr int kFirst = BlockLayout::parameters;
    FftCall call;
    Status status = block.shape(&call.ndim, call.shape);
    if (status != Status::ok) return status;
    int64_t kind, axis;
    if (arguments.count < 2 || call.ndim < 1 || !block.integer(kFirst, 0, 3, &kind) ||
        !block.integer(kFirst + 1, 0, call.ndim - 1, &axis) || !block.integer(kFirst + 2, 1, kMaxLength, &call.n)) {
        return Status::bad_argument;
    }
    call.factor = block.slots()[kFirst + 3];
    if (!std::isfinite(call.factor)) return Status::bad_argument;
    call.kind = static_cast<FftKind>(kind);
    call.axis = static_cast<int>(axis);
    const int64_t half = call.n / 2 + 1;
    Operand in, out;
    call.shape[axis] = call.kind == FftKind::real_backward ? half : call.n;
    status = block.operand(env, arguments.values[0], 0, call.ndim, call.shape, &in);
    if (status != Status::ok) return status;
    const bool in_fits = is_aligned(in.data, call.ndim, in.strides, in.dtype);
    call.shape[axis] = call.kind == FftKind::real_forward ? half : call.n;
    status = block.operand(env, arguments.values[1], 1, call.ndim, call.shape, &out);
    if (status != Status::ok) return status;
    if (!in_fits || !is_aligned(out.data, call.ndim, out.strides, out.dtype)) return Status::bad_argument;
    const DType complex_side = call.kind == FftKind::real_backward ? in.dtype : out.dtype;
    call.is_double = complex_side == DType::Complex128;
    const DType whole = whole_of(call.is_double), part = part_of(call.is_double);
    if (in.dtype != (call.kind == FftKind::real_forward ? part : whole) ||
        out.dtype != (call.kind == FftKind::real_backward ? part : whole)) {
        return Status::bad_argument;
    }
    call.in = in.data;
    call.out = out.data;
    for (int i = 0; i < call.ndim; i++) {
        call.in_strides[i] = in.strides[i];
        call.out_strides[i] = out.strides[i];
    }
    Buffer work;
    if (arguments.count > 2) {
        status = buffer_of(env, arguments.values[2], &work);
        if (status != Status::ok) return status;
        int64_t offset;
        if (!block.integer(BlockLayout::operands + 4, 0, work.length, &offset) || offset % 64 != 0) {
            return Status::bad_argument;
        }
        work.data += offset;
        work.length -= offset;
    }
    call.work = work.data;
    call.work_bytes = work.length;
    return run_fft(environment.kernels, environment.pool, environment.fft_plans, call);
}

Status workspace(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const int64_t kind = integer_argument(env, arguments.values[0], -1);
    const int64_t n = integer_argument(env, arguments.values[2], 0);
    bool is_double = false;
    if (arguments.count < 3 || kind < 0 || kind > 3 || n < 1 || n > kMaxLength ||
        napi_get_value_bool(env, arguments.values[1], &is_double) != napi_ok) {
        return Status::bad_argument;
    }
    int64_t bytes = 0;
    const Status status =
        fft_workspace(environment.kernels, environment.fft_plans, static_cast<FftKind>(kind), is_double, n, &bytes);
    environment.block.slots()[BlockLayout::results] = static_cast<double>(bytes);
    return status;
}

}  // namespace

// fft(in, out, work?)
napi_value call_fft(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, transform(env, arguments));
}

// fftWorkspace(kind, isDouble, n)
napi_value call_fft_workspace(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, workspace(env, arguments));
}

}  // namespace strided
