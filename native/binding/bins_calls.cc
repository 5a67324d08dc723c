#include "native/binding/run_argument.h"

namespace strided {
namespace {

// The dtype that values and edges are compared in.
bool kind_argument(const ArgumentBlock& block, int parameter, DType* kind) noexcept {
    int64_t code;
    if (!block.integer(BlockLayout::parameters + parameter, 0, kDTypeCount - 1, &code)) return false;
    *kind = static_cast<DType>(code);
    return *kind == DType::Float64 || *kind == DType::Int64 || *kind == DType::UInt64;
}

bool is_complex(DType dtype) noexcept { return dtype == DType::Complex64 || dtype == DType::Complex128; }

// Parameters: 0 = values, 1 = edges, 2 = kind, 3 = inclusive, 4 = descending. Operands: values, edges, out.
Status locate(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    LocateCall call;
    int64_t inclusive, descending;
    if (!kind_argument(block, 2, &call.kind) || !block.integer(BlockLayout::parameters + 3, 0, 1, &inclusive) ||
        !block.integer(BlockLayout::parameters + 4, 0, 1, &descending)) {
        return Status::bad_argument;
    }
    call.inclusive = inclusive == 1;
    call.descending = descending == 1;
    Status status = run_argument(env, arguments, 0, 0, 0, &call.values);
    if (status != Status::ok) return status;
    status = run_argument(env, arguments, 1, 1, 1, &call.edges);
    if (status != Status::ok) return status;
    ElementRun out;
    status = output_argument(env, arguments, 2, 2, 0, DType::Int64, &out);
    if (status != Status::ok) return status;
    if (is_complex(call.values.dtype) || is_complex(call.edges.dtype)) return Status::bad_argument;
    call.out = reinterpret_cast<int64_t*>(const_cast<char*>(out.data));
    return run_locate(environment.kernels, environment.pool, call);
}

// Parameters: 0 = values and weights, 1 = edges, 2 = kind, 3 = bins. Operands: values, edges, out, weights?.
Status histogram(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    HistogramCall call;
    if (!kind_argument(environment.block, 2, &call.kind)) return Status::bad_argument;
    Status status = run_argument(env, arguments, 0, 0, 0, &call.values);
    if (status != Status::ok) return status;
    status = run_argument(env, arguments, 1, 1, 1, &call.edges);
    if (status != Status::ok) return status;
    const bool weighted = arguments.count > 3;
    ElementRun out;
    status = output_argument(env, arguments, 2, 2, 3, weighted ? DType::Float64 : DType::Int64, &out);
    if (status != Status::ok) return status;
    ElementRun weights;
    if (weighted) {
        status = run_argument(env, arguments, 3, 3, 0, &weights);
        if (status != Status::ok) return status;
        if (is_complex(weights.dtype)) return Status::bad_argument;
    }
    if (call.edges.count < 2 || out.count != call.edges.count - 1 || is_complex(call.values.dtype) ||
        is_complex(call.edges.dtype)) {
        return Status::bad_argument;
    }
    call.weights = weighted ? &weights : nullptr;
    call.out = const_cast<char*>(out.data);
    return run_histogram(environment.kernels, environment.pool, call);
}

// Parameters: 0 = values and weights, 1 = size. Operands: values (integers), out, weights?. Results: 0 = the largest of
// few values.
Status tally(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    TallyCall call;
    Status status = run_argument(env, arguments, 0, 0, 0, &call.values);
    if (status != Status::ok) return status;
    const bool weighted = arguments.count > 2;
    ElementRun out;
    status = output_argument(env, arguments, 1, 1, 1, weighted ? DType::Float64 : DType::Int64, &out);
    if (status != Status::ok) return status;
    ElementRun weights;
    if (weighted) {
        status = run_argument(env, arguments, 2, 2, 0, &weights);
        if (status != Status::ok) return status;
        if (is_complex(weights.dtype)) return Status::bad_argument;
    }
    if (call.values.dtype > DType::UInt64) return Status::bad_argument;
    call.weights = weighted ? &weights : nullptr;
    call.out = const_cast<char*>(out.data);
    call.size = out.count;
    int64_t largest = -1;
    status = run_tally(environment.kernels, environment.pool, call, &largest);
    environment.block.slots()[BlockLayout::results] = static_cast<double>(largest);
    return status;
}

// Parameters: 0 = values and out, 1 = points, 2 = complex; scalars: left and right, a part each. Operands: values, x, y
// (contiguous float64 or complex128), out (the same dtype as y).
Status interpolate(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    ArgumentBlock& block = environment.block;
    int64_t complex;
    if (!block.integer(BlockLayout::parameters + 2, 0, 1, &complex)) return Status::bad_argument;
    const DType dtype = complex == 1 ? DType::Complex128 : DType::Float64;
    InterpolateCall call;
    Status status = run_argument(env, arguments, 0, 0, 0, &call.values);
    if (status != Status::ok) return status;
    status = run_argument(env, arguments, 1, 1, 1, &call.x);
    if (status != Status::ok) return status;
    ElementRun y;
    status = output_argument(env, arguments, 2, 2, 1, dtype, &y);
    if (status != Status::ok) return status;
    ElementRun out;
    status = output_argument(env, arguments, 3, 3, 0, dtype, &out);
    if (status != Status::ok) return status;
    if (call.x.count < 1 || is_complex(call.x.dtype) || is_complex(call.values.dtype)) return Status::bad_argument;
    const double* scalars = block.slots() + BlockLayout::scalars;
    const double ends[4] = {scalars[0], scalars[1], scalars[2], scalars[3]};
    for (int part = 0; part <= complex; part++) {
        call.samples = {};
        call.samples.y = reinterpret_cast<const double*>(y.data) + part;
        call.samples.y_step = 1 + complex;
        call.samples.complex = complex == 1;
        call.samples.left = ends[part];
        call.samples.right = ends[2 + part];
        // Of complex values the real part alone.
        call.samples.of_nan = part == 0 ? __builtin_nan("") : 0;
        call.out = reinterpret_cast<double*>(const_cast<char*>(out.data)) + part;
        call.out_step = 1 + complex;
        status = run_interpolate(environment.kernels, environment.pool, call);
        if (status != Status::ok) return status;
    }
    return Status::ok;
}

}  // namespace

// locate(values, edges, out)
napi_value call_locate(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, locate(env, arguments));
}

// histogram(values, edges, out, weights?)
napi_value call_histogram(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, histogram(env, arguments));
}

// tally(values, out, weights?)
napi_value call_tally(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, tally(env, arguments));
}

// interpolate(values, x, y, out)
napi_value call_interpolate(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, interpolate(env, arguments));
}

}  // namespace strided
