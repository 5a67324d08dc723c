#include "native/binding/environment.h"
#include "native/loops/multi_index.h"

namespace strided {
namespace {

constexpr int kFirst = BlockLayout::parameters;

void tell(ArgumentBlock& block, const BadIndex& bad) noexcept {
    double* results = block.slots() + BlockLayout::results;
    results[0] = bad.array;
    results[1] = static_cast<double>(bad.place);
    results[2] = bad.value;
}

// `count` int64s from the offset in `slot` on.
Status places_of(napi_env env, const ArgumentBlock& block, napi_value value, int slot, int64_t count,
                 int64_t** out) noexcept {
    Buffer buffer;
    const Status status = buffer_of(env, value, &buffer);
    if (status != Status::ok) return status;
    int64_t offset, bytes;
    if (!block.integer(slot, 0, INT64_MAX, &offset)) return Status::bad_argument;
    if (!checked_mul(count, int64_t{8}, &bytes)) return Status::buffer_bounds;
    if (bytes != 0 && (bytes > buffer.length || offset > buffer.length - bytes)) return Status::buffer_bounds;
    char* data = buffer.data + (bytes == 0 ? 0 : offset);
    if (reinterpret_cast<uintptr_t>(data) % alignof(int64_t) != 0) return Status::bad_argument;
    *out = reinterpret_cast<int64_t*>(data);
    return Status::ok;
}

int64_t count_of(int ndim, const int64_t* shape) noexcept {
    int64_t n = 1;
    for (int i = 0; i < ndim; i++) n *= shape[i];
    return n;
}

// A mode of this call alone: `raise` with negative indices counted from the end.
constexpr int64_t kFromEnd = 3;

// Operand 0 is the result; then the index arrays, broadcast to the block's shape. Parameters: 0 = how many, 1 = whether
// they are added to what the result holds, then per array the axis's length, its step per index, and the mode.
Status ravel(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    ArgumentBlock& block = environment.block;
    RavelCall call;
    int64_t shape[kMaxDims], count, accumulate;
    Status status = block.shape(&call.ndim, shape);
    if (status != Status::ok) return status;
    call.shape = shape;
    if (!block.integer(kFirst, 1, kMostRavelled, &count) || !block.integer(kFirst + 1, 0, 1, &accumulate) ||
        arguments.count < static_cast<size_t>(1 + count)) {
        return Status::bad_argument;
    }
    call.count = static_cast<int>(count);
    call.accumulate = accumulate == 1;
    Operand operands[kMostRavelled];
    for (int k = 0; k < call.count; k++) {
        IndexArray& index = call.indices[k];
        int64_t mode;
        if (!block.integer(kFirst + 2 + 3 * k, 0, INT64_MAX, &index.axis.length) ||
            !block.integer(kFirst + 3 + 3 * k, &index.axis.step) ||
            !block.integer(kFirst + 4 + 3 * k, 0, kFromEnd, &mode)) {
            return Status::bad_argument;
        }
        call.from_end[k] = mode == kFromEnd;
        index.axis.mode = call.from_end[k] ? IndexMode::raise : static_cast<IndexMode>(mode);
        status = block.operand(env, arguments.values[1 + k], 1 + k, call.ndim, shape, &operands[k]);
        if (status != Status::ok) return status;
        if (environment.kernels.gather.indices[static_cast<int>(operands[k].dtype)] == nullptr) {
            return Status::bad_argument;
        }
        index.data = operands[k].data;
        index.dtype = operands[k].dtype;
        index.strides = operands[k].strides;
    }
    const int64_t n = count_of(call.ndim, shape);
    status = places_of(env, block, arguments.values[0], BlockLayout::operands, n, &call.out);
    if (status != Status::ok || n == 0) return status;
    BadIndex bad;
    status = ravel_indices(environment.kernels, environment.pool, call, &bad);
    if (status == Status::bad_index) tell(block, bad);
    return status;
}

// Slots of an axis, from the fastest to the slowest: its length, and its row of the result.
constexpr int kLengths = BlockLayout::strides + 2 * kMaxDims;
constexpr int kRows = BlockLayout::strides + 3 * kMaxDims;

// Operand 0 is the result, a row of places for each axis; 1 holds the places, broadcast to the block's shape.
// Parameters: 0 = the number of axes, 1 = the number of elements of the array that is counted.
Status unravel(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    ArgumentBlock& block = environment.block;
    UnravelCall call;
    int64_t shape[kMaxDims], axes, rows, all;
    Status status = block.shape(&call.ndim, shape);
    if (status != Status::ok) return status;
    call.shape = shape;
    if (arguments.count < 2 || !block.integer(kFirst, 0, kMaxDims, &axes) ||
        !block.integer(kFirst + 1, 0, INT64_MAX, &call.size)) {
        return Status::bad_argument;
    }
    call.axis_count = static_cast<int>(axes);
    Operand places;
    status = block.operand(env, arguments.values[1], 1, call.ndim, shape, &places);
    if (status != Status::ok) return status;
    if (environment.kernels.gather.indices[static_cast<int>(places.dtype)] == nullptr) return Status::bad_argument;
    call.places = {places.data, places.dtype, places.strides, {}};
    const int64_t n = count_of(call.ndim, shape);
    if (!checked_mul(n, axes, &all)) return Status::bad_argument;
    int64_t* out;
    status = places_of(env, block, arguments.values[0], BlockLayout::operands, all, &out);
    if (status != Status::ok || n == 0) return status;
    for (int i = 0; i < call.axis_count; i++) {
        if (!block.integer(kLengths + i, 0, INT64_MAX, &call.axes[i].length) ||
            !block.integer(kRows + i, 0, axes - 1, &rows)) {
            return Status::bad_argument;
        }
        call.axes[i].out = out + rows * n;
    }
    BadIndex bad;
    status = unravel_places(environment.kernels, environment.pool, call, &bad);
    if (status == Status::bad_index) tell(block, bad);
    return status;
}

}  // namespace

// ravelIndices(out, ...indices)
napi_value call_ravel_indices(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, ravel(env, arguments));
}

// unravelPlaces(out, places)
napi_value call_unravel_places(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, unravel(env, arguments));
}

}  // namespace strided
