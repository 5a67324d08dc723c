#include <cstring>

#include <cmath>

#include "native/binding/float_watch.h"
#include "native/binding/run_argument.h"
#include "native/loops/convolve.h"
#include "native/loops/order_statistics.h"
#include "native/loops/unwrap.h"

namespace strided {
namespace {

char* writable(const ElementRun& run) noexcept { return const_cast<char*>(run.data); }

// Parameters: 0 = elements, 1 = taps, 2 = results, 3 = the element under the first tap of the first result.
// Operands: a, taps, out: contiguous and of one dtype.
Status convolve(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    ConvolveCall call;
    int64_t dtype;
    if (!environment.block.integer(BlockLayout::operands + 1, 0, kDTypeCount - 1, &dtype)) return Status::bad_argument;
    call.dtype = static_cast<DType>(dtype);
    ElementRun a, taps, out;
    Status status = output_argument(env, arguments, 0, 0, 0, call.dtype, &a);
    if (status != Status::ok) return status;
    status = output_argument(env, arguments, 1, 1, 1, call.dtype, &taps);
    if (status != Status::ok) return status;
    status = output_argument(env, arguments, 2, 2, 2, call.dtype, &out);
    if (status != Status::ok) return status;
    int64_t first;
    if (!environment.block.integer(BlockLayout::parameters + 3, -taps.count, a.count, &first)) {
        return Status::bad_argument;
    }
    // The last result lies over the last element at the furthest.
    if (taps.count < 1 || a.count < taps.count || out.count > a.count - first) return Status::bad_argument;
    call.a = a.data;
    call.n = a.count;
    call.taps = taps.data;
    call.m = taps.count;
    call.first = first;
    call.count = out.count;
    call.out = writable(out);
    return run_convolve(environment.kernels, environment.pool, call);
}

// Parameters: 0 = all elements, 1 = lanes, 2 = quantiles, 3 = results, 4 = gammas, 5 = method, 6 = skip NaN.
// Operands: in (contiguous), q (float64), low and high (in's dtype, `results` each), gamma (float64); with six
// arguments behind them: has_nan (bool) stands fifth; weights (float64, as many as elements) sixth.
Status order(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    OrderCall call;
    int64_t dtype, method, skips;
    if (!block.integer(BlockLayout::operands + 1, 0, kDTypeCount - 1, &dtype) ||
        !block.integer(BlockLayout::parameters + 1, 0, INT64_MAX, &call.lanes) ||
        !block.integer(BlockLayout::parameters + 5, 0, kQuantileMethods - 1, &method) ||
        !block.integer(BlockLayout::parameters + 6, 0, 1, &skips)) {
        return Status::bad_argument;
    }
    call.dtype = static_cast<DType>(dtype);
    call.method = static_cast<QuantileMethod>(method);
    call.skip_nan = skips == 1;
    ElementRun in, q, places, gamma, has_nan;
    Status status = output_argument(env, arguments, 0, 0, 0, call.dtype, &in);
    if (status != Status::ok) return status;
    status = output_argument(env, arguments, 1, 1, 2, DType::Float64, &q);
    if (status != Status::ok) return status;
    status = output_argument(env, arguments, 2, 2, 3, call.dtype, &places);
    if (status != Status::ok) return status;
    status = output_argument(env, arguments, 3, 3, 4, DType::Float64, &gamma);
    if (status != Status::ok) return status;
    status = output_argument(env, arguments, 4, 4, 1, DType::Bool, &has_nan);
    if (status != Status::ok) return status;
    int64_t results, both;
    if (!checked_mul(q.count, call.lanes, &results) || !checked_mul(results, 2, &both)) return Status::bad_argument;
    if (places.count != both || gamma.count != (call.skip_nan ? results : q.count)) return Status::bad_argument;
    if (call.lanes == 0) return Status::ok;
    if (in.count < call.lanes || in.count % call.lanes != 0) return Status::bad_argument;
    for (int64_t k = 0; k < q.count; k++) {
        const double value = reinterpret_cast<const double*>(q.data)[k];
        if (!(value >= 0 && value <= 1)) return Status::bad_argument;
    }
    call.in = in.data;
    call.n = in.count / call.lanes;
    call.q = reinterpret_cast<const double*>(q.data);
    call.quantiles = q.count;
    call.low = writable(places);
    call.high = call.low + results * item_size(call.dtype);
    call.gamma = reinterpret_cast<double*>(writable(gamma));
    call.has_nan = reinterpret_cast<uint8_t*>(writable(has_nan));
    call.weights = nullptr;
    if (arguments.count > 5) {
        Buffer weights;
        status = buffer_of(env, arguments.values[5], &weights);
        if (status != Status::ok) return status;
        int64_t offset;
        if (!block.integer(BlockLayout::parameters + 7, 0, INT64_MAX, &offset) || offset % 8 != 0) {
            return Status::bad_argument;
        }
        if (in.count > (weights.length - offset) / 8) return Status::buffer_bounds;
        if (call.dtype >= DType::Complex64) return Status::bad_argument;
        call.weights = reinterpret_cast<const double*>(weights.data + offset);
    }
    return run_order(environment.kernels, environment.pool, call);
}

// Parameters: 0 = bytes in, 1 = bytes out, 2 = outer length, 3 = truths along the axis, 4 = width, 5 = big, 6 = unpack.
// Operands: in and out, contiguous, bool or uint8.
Status bits(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    int64_t outer, n, width, big, unpack;
    constexpr int64_t kMost = int64_t{1} << 53;
    if (!block.integer(BlockLayout::parameters + 2, 0, kMost, &outer) ||
        !block.integer(BlockLayout::parameters + 3, 0, kMost, &n) ||
        !block.integer(BlockLayout::parameters + 4, 0, kMost, &width) ||
        !block.integer(BlockLayout::parameters + 5, 0, 1, &big) ||
        !block.integer(BlockLayout::parameters + 6, 0, 1, &unpack)) {
        return Status::bad_argument;
    }
    ElementRun in, out;
    Status status = run_argument(env, arguments, 0, 0, 0, &in);
    if (status != Status::ok) return status;
    status = run_argument(env, arguments, 1, 1, 1, &out);
    if (status != Status::ok) return status;
    const int64_t bytes = (n + 7) / 8;
    int64_t truths, packed;
    if (!checked_mul(outer, n, &truths) || !checked_mul(truths, width, &truths) ||
        !checked_mul(outer, bytes, &packed) || !checked_mul(packed, width, &packed)) {
        return Status::bad_argument;
    }
    const bool is_fit =
        unpack == 1 ? in.count >= packed && out.count == truths : in.count == truths && out.count == packed;
    const bool is_packed = (in.count < 2 || in.stride == 1) && (out.count < 2 || out.stride == 1);
    if (!is_fit || !is_packed || item_size(in.dtype) != 1 || item_size(out.dtype) != 1) return Status::bad_argument;
    const StatisticsKernels& kernels = *environment.kernels.statistics;
    const auto* from = reinterpret_cast<const uint8_t*>(in.data);
    auto* to = reinterpret_cast<uint8_t*>(writable(out));
    // The packed axis of the input may be longer than what is unpacked of it.
    const int64_t in_step = unpack == 1 && outer > 0 ? in.count / outer : n * width;
    const int64_t out_step = unpack == 1 ? n * width : bytes * width;
    if (outer == 1 && width == 1) {
        environment.pool.for_ranges(bytes, 1 << 15, [&](int64_t begin, int64_t end) {
            const int64_t first = 8 * begin;
            const int64_t count = end == bytes ? n - first : 8 * (end - begin);
            if (unpack == 1) {
                kernels.unpack_bits(from + begin, count, 1, big == 1, to + first);
            } else {
                kernels.pack_bits(from + first, count, 1, big == 1, to + begin);
            }
        });
        return Status::ok;
    }
    for (int64_t o = 0; o < outer; o++) {
        const auto run = unpack == 1 ? kernels.unpack_bits : kernels.pack_bits;
        run(from + o * in_step, n, width, big == 1, to + o * out_step);
    }
    return Status::ok;
}

// Parameters: 0 = elements. Operands: x and out, contiguous float64; they may be one.
Status bessel(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    ElementRun x, out;
    Status status = output_argument(env, arguments, 0, 0, 0, DType::Float64, &x);
    if (status != Status::ok) return status;
    status = output_argument(env, arguments, 1, 1, 0, DType::Float64, &out);
    if (status != Status::ok) return status;
    const double* from = reinterpret_cast<const double*>(x.data);
    double* to = reinterpret_cast<double*>(writable(out));
    environment.pool.for_ranges(x.count, 2048, [&](int64_t begin, int64_t end) {
        environment.kernels.statistics->bessel_scaled(from + begin, end - begin, to + begin);
    });
    return Status::ok;
}

// Whether a number is a value of an integer dtype.
bool is_whole_value(double value, DType dtype) noexcept {
    const int bits = 8 * item_size(dtype);
    const double low = dtype >= DType::UInt8 ? 0 : -std::ldexp(1.0, bits - 1);
    const double top = std::ldexp(1.0, dtype >= DType::UInt8 ? bits : bits - 1);
    return value >= low && value < top && value == std::trunc(value);
}

// Parameters: 0 = the axis, 1 = ambiguous, 2 = whole period. Scalars: the period, half of it, the discontinuity.
// Operands: in and out, of one shape.
Status unwrap(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    ArgumentBlock& block = environment.block;
    UnwrapCall call;
    Status status = block.shape(&call.ndim, call.shape);
    if (status != Status::ok) return status;
    int64_t axis, ambiguous, whole;
    if (arguments.count < 2 || !block.integer(BlockLayout::parameters, 0, call.ndim - 1, &axis) ||
        !block.integer(BlockLayout::parameters + 1, 0, 1, &ambiguous) ||
        !block.integer(BlockLayout::parameters + 2, 0, 1, &whole)) {
        return Status::bad_argument;
    }
    call.axis = static_cast<int>(axis);
    const double* scalars = block.slots() + BlockLayout::scalars;
    call.rule = {scalars[0], scalars[1], scalars[2], ambiguous == 1, whole == 1};
    status = block.operand(env, arguments.values[0], 0, call.ndim, call.shape, &call.in);
    if (status != Status::ok) return status;
    status = block.operand(env, arguments.values[1], 1, call.ndim, call.shape, &call.out);
    if (status != Status::ok) return status;
    const DType dtype = call.in.dtype;
    if (dtype == DType::Bool || dtype >= DType::Complex64) return Status::bad_argument;
    const bool is_integer = dtype < DType::Float16;
    if (whole == 1) {
        if (!is_integer || !is_whole_value(call.rule.period, dtype) || !is_whole_value(call.rule.high, dtype)) {
            return Status::bad_argument;
        }
        call.rule.discont = std::ceil(call.rule.discont);
    }
    if (call.out.dtype != (is_integer && whole == 0 ? DType::Float64 : dtype)) return Status::bad_argument;
    status = run_unwrap(environment.kernels, environment.pool, call);
    if (status != Status::ok || environment.float_watch.watched == 0) return status;
    if (whole == 1) return note_errors(environment, "remainder", call.rule.period == 0 ? kDivideByZero : 0);
    const WatchedArray given{call.in.data, dtype, call.ndim, call.shape, call.in.strides};
    const WatchedArray result{call.out.data, call.out.dtype, call.ndim, call.shape, call.out.strides};
    return note_errors(environment, "unwrap", errors_of_fold(&given, 1, result));
}

}  // namespace

// convolve(a, taps, out)
napi_value call_convolve(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, convolve(env, arguments));
}

// orderStatistics(in, q, lowAndHigh, gamma, hasNan, weights?)
napi_value call_order_statistics(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, order(env, arguments));
}

// bits(in, out)
napi_value call_bits(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, bits(env, arguments));
}

// bessel(x, out)
napi_value call_bessel(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, bessel(env, arguments));
}

// unwrap(in, out)
napi_value call_unwrap(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, unwrap(env, arguments));
}

}  // namespace strided
