#include "native/binding/environment.h"
#include "native/loops/gather.h"
#include "native/loops/gather_items.h"

namespace strided {
namespace {

constexpr int kFirst = BlockLayout::parameters;
// Index arrays as operands of their own; more are stacked in one.
constexpr int kSeparate = 3;

// Slot of the length of the axis that index array k counts along, and of the bytes per place.
int length_slot(bool stacked, int k) noexcept {
    return stacked ? BlockLayout::strides + 3 * kMaxDims + k : kFirst + 5 + 2 * k;
}
int step_slot(bool stacked, int k) noexcept {
    return stacked ? BlockLayout::strides + 4 * kMaxDims + k : kFirst + 6 + 2 * k;
}

// The bytes that an operand of the call's shape can reach from its first element, [*low, *high).
[[nodiscard]] bool reach_of(int ndim, const int64_t* shape, const int64_t* strides, int64_t* low,
                            int64_t* high) noexcept {
    for (int i = 0; i < ndim; i++) {
        int64_t reach;
        if (shape[i] == 0) continue;
        if (!checked_mul(strides[i], shape[i] - 1, &reach)) return false;
        if (!checked_add(reach < 0 ? *low : *high, reach, reach < 0 ? low : high)) return false;
    }
    return true;
}

// The array: its own strides reach from the first place of each indexed axis, indices from there.
Status array_of(napi_env env, napi_value value, const ArgumentBlock& block, GatherCall* call,
                const IndexArray* indices) noexcept {
    Buffer buffer;
    const Status status = buffer_of(env, value, &buffer);
    if (status != Status::ok) return status;
    int64_t offset, dtype;
    if (!block.integer(BlockLayout::operands, 0, INT64_MAX, &offset) ||
        !block.integer(BlockLayout::operands + 1, 0, kDTypeCount - 1, &dtype)) {
        return Status::bad_argument;
    }
    call->itemsize = item_size(static_cast<DType>(dtype));
    for (int i = 0; i < call->ndim; i++) {
        if (!block.integer(BlockLayout::strides + i, &call->a_strides[i])) return Status::bad_argument;
    }
    int64_t low = offset;
    int64_t high = offset + call->itemsize;
    if (!reach_of(call->ndim, call->shape, call->a_strides, &low, &high)) return Status::buffer_bounds;
    bool empty = false;
    for (int k = 0; k < call->index_count; k++) {
        const IndexAxis& axis = indices[k].axis;
        if (axis.length == 0) empty = true;
        if (!reach_of(1, &axis.length, &axis.step, &low, &high)) return Status::buffer_bounds;
    }
    for (int i = 0; i < call->ndim; i++) empty |= call->shape[i] == 0;
    if (!empty && (low < 0 || high > buffer.length)) return Status::buffer_bounds;
    call->a = empty ? buffer.data : buffer.data + offset;
    return Status::ok;
}

// Parameters: 0 = scatter, 1 = mode, 2 = the number of indexed axes, 3 = the number of index arrays, 4 = bytes from one
// stacked index array to the next, 0 where they are operands of their own. Operands: the array, the dense one, indices.
Status run(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    ArgumentBlock& block = environment.block;
    GatherCall call;
    Status status = block.shape(&call.ndim, call.shape);
    if (status != Status::ok) return status;
    int64_t scatter, mode, indexed, count, plane;
    if (arguments.count < 3 || !block.integer(kFirst, 0, 1, &scatter) || !block.integer(kFirst + 1, 0, 2, &mode) ||
        !block.integer(kFirst + 2, 0, call.ndim, &indexed) || !block.integer(kFirst + 3, 1, kMaxDims, &count) ||
        !block.integer(kFirst + 4, 0, INT64_MAX, &plane)) {
        return Status::bad_argument;
    }
    const bool stacked = plane != 0;
    if (!stacked && (count > kSeparate || arguments.count < static_cast<size_t>(2 + count))) {
        return Status::bad_argument;
    }
    call.scatter = scatter == 1;
    call.indexed = static_cast<int>(indexed);
    call.index_count = static_cast<int>(count);
    IndexArray indices[kMaxDims];
    Operand operands[kSeparate];
    // Indices are read, and checked, where the array's own axes are empty too.
    int64_t index_shape[kMaxDims];
    for (int i = 0; i < call.ndim; i++) index_shape[i] = i < indexed ? call.shape[i] : 1;
    for (int k = 0; k < call.index_count; k++) {
        IndexArray& index = indices[k];
        index.axis.mode = static_cast<IndexMode>(mode);
        if (!block.integer(length_slot(stacked, k), 0, INT64_MAX, &index.axis.length) ||
            !block.integer(step_slot(stacked, k), &index.axis.step)) {
            return Status::bad_argument;
        }
        Operand& operand = operands[stacked ? 0 : k];
        if (!stacked || k == 0) {
            status = block.operand(env, arguments.values[2 + k], 2 + k, call.ndim, index_shape, &operand);
            if (status != Status::ok) return status;
        }
        if (environment.kernels.gather.indices[static_cast<int>(operand.dtype)] == nullptr) return Status::bad_argument;
        index.data = operand.data + (stacked ? k * plane : 0);
        index.dtype = operand.dtype;
        index.strides = operand.strides;
        // Axes behind the indexed ones are the array's alone.
        for (int i = call.indexed; i < call.ndim; i++) {
            if (operand.strides[i] != 0) return Status::bad_argument;
        }
    }
    if (stacked) {
        Buffer buffer;
        status = buffer_of(env, arguments.values[2], &buffer);
        if (status != Status::ok) return status;
        int64_t low = 0, high = item_size(operands[0].dtype), all, offset;
        if (!reach_of(call.ndim, index_shape, operands[0].strides, &low, &high) || low < 0 || high > plane ||
            !block.integer(BlockLayout::operands + 4, 0, INT64_MAX, &offset) || !checked_mul(count, plane, &all) ||
            offset > buffer.length || all > buffer.length - offset) {
            return Status::buffer_bounds;
        }
    }
    call.indices = indices;
    Operand dense;
    status = block.operand(env, arguments.values[1], 1, call.ndim, call.shape, &dense);
    if (status != Status::ok) return status;
    call.dense = dense.data;
    for (int i = 0; i < call.ndim; i++) call.dense_strides[i] = dense.strides[i];
    status = array_of(env, arguments.values[0], block, &call, indices);
    if (status != Status::ok) return status;
    if (item_size(dense.dtype) != call.itemsize) return Status::bad_argument;
    BadIndex bad;
    status = run_gather(environment.kernels, environment.pool, call, &bad);
    if (status == Status::bad_index) {
        double* results = block.slots() + BlockLayout::results;
        results[0] = bad.array;
        results[1] = static_cast<double>(bad.place);
        results[2] = bad.value;
    }
    return status;
}

// `count` items, `step` bytes apart, that begin at `offset`, lie in the buffer.
[[nodiscard]] bool items_fit(const Buffer& buffer, int64_t offset, int64_t count, int64_t step,
                             int64_t itemsize) noexcept {
    int64_t low = offset, high = offset + itemsize;
    return reach_of(1, &count, &step, &low, &high) && low >= 0 && high <= buffer.length;
}

// Slots of the run: 0 = scatter, 1 = items, 2 = bytes per item, 3 = offset of the indices, 4 = their dtype (int64 or
// int32), then offset, length and step of the array, and offset and step of the dense operand.
Status run_items(napi_env env, const Arguments& arguments) noexcept {
    constexpr int kRun = BlockLayout::run;
    constexpr int64_t kFarthest = int64_t{1} << 53;
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    ItemsCall call;
    int64_t scatter, index_at, dtype, a_at, dense_at, bytes;
    if (arguments.count < 3 || !block.integer(kRun, 0, 1, &scatter) ||
        !block.integer(kRun + 1, 0, kFarthest, &call.n) || !block.integer(kRun + 2, 1, kMaxItemSize, &call.itemsize) ||
        (call.itemsize & (call.itemsize - 1)) != 0 || !block.integer(kRun + 3, 0, kFarthest, &index_at) ||
        !block.integer(kRun + 4, 0, kDTypeCount - 1, &dtype) || !block.integer(kRun + 5, 0, kFarthest, &a_at) ||
        !block.integer(kRun + 6, 1, kFarthest, &call.length) || !block.integer(kRun + 7, &call.step) ||
        !block.integer(kRun + 8, 0, kFarthest, &dense_at) || !block.integer(kRun + 9, &call.dense_step)) {
        return Status::bad_argument;
    }
    if (call.n == 0) return Status::ok;
    call.scatter = scatter == 1;
    call.index_dtype = static_cast<DType>(dtype);
    if (call.index_dtype != DType::Int64 && call.index_dtype != DType::Int32) return Status::bad_argument;
    const int64_t index_size = item_size(call.index_dtype);
    Buffer a, dense, index;
    Status status = buffer_of(env, arguments.values[0], &a);
    if (status == Status::ok) status = buffer_of(env, arguments.values[1], &dense);
    if (status == Status::ok) status = buffer_of(env, arguments.values[2], &index);
    if (status != Status::ok) return status;
    if (!checked_mul(call.n, index_size, &bytes) || bytes > index.length || index_at > index.length - bytes ||
        !items_fit(a, a_at, call.length, call.step, call.itemsize) ||
        !items_fit(dense, dense_at, call.n, call.dense_step, call.itemsize)) {
        return Status::buffer_bounds;
    }
    call.index = index.data + index_at;
    call.a = a.data + a_at;
    call.dense = dense.data + dense_at;
    if (reinterpret_cast<uintptr_t>(call.index) % static_cast<uintptr_t>(index_size) != 0) return Status::bad_argument;
    return move_items(environment.pool, call) ? Status::ok : Status::bad_index;
}

}  // namespace

// gatherItems(a, dense, index): one axis by one contiguous array of indices. A bad index is not reported further.
napi_value call_gather_items(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, run_items(env, arguments));
}

// gather(a, dense, ...indices)
napi_value call_gather(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, run(env, arguments));
}

}  // namespace strided
