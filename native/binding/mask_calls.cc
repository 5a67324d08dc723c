#include "native/binding/environment.h"
#include "native/loops/masks.h"

namespace strided {
namespace {

constexpr int kFirst = BlockLayout::parameters;

// Parameters of all calls: 0 = the elements of the mask, 1 = its byte offset, 2 = bytes per item, 3 and 4 = byte offset
// and number of items of the first further operand, 5 and 6 = of the second.
struct MaskCall {
    int64_t n;
    const char* mask;
    int64_t itemsize;
};

// `count` items of a buffer; nothing is read through the address of none.
Status run_of(napi_env env, const ArgumentBlock& block, napi_value value, int slot, int64_t itemsize, int64_t* count,
              char** data) noexcept {
    Buffer buffer;
    const Status status = buffer_of(env, value, &buffer);
    if (status != Status::ok) return status;
    int64_t offset, bytes;
    if (!block.integer(slot, 0, INT64_MAX, &offset) || !block.integer(slot + 1, 0, INT64_MAX, count)) {
        return Status::bad_argument;
    }
    if (!checked_mul(*count, itemsize, &bytes)) return Status::buffer_bounds;
    if (bytes > buffer.length || offset > buffer.length - bytes) {
        if (*count > 0) return Status::buffer_bounds;
        offset = 0;
    }
    *data = buffer.data + offset;
    return Status::ok;
}

Status mask_of(napi_env env, const ArgumentBlock& block, napi_value value, MaskCall* call) noexcept {
    Buffer buffer;
    const Status status = buffer_of(env, value, &buffer);
    if (status != Status::ok) return status;
    int64_t offset;
    if (!block.integer(kFirst, 0, INT64_MAX, &call->n) || !block.integer(kFirst + 1, 0, INT64_MAX, &offset)) {
        return Status::bad_argument;
    }
    if (call->n > 0 && (call->n > buffer.length || offset > buffer.length - call->n)) return Status::buffer_bounds;
    call->mask = buffer.data + (call->n > 0 ? offset : 0);
    return Status::ok;
}

// The mask and the size of the items that it chooses from.
Status items_of(napi_env env, const ArgumentBlock& block, napi_value value, MaskCall* call) noexcept {
    const Status status = mask_of(env, block, value, call);
    if (status != Status::ok) return status;
    if (!block.integer(kFirst + 2, 1, kMaxItemSize, &call->itemsize) || (call->itemsize & (call->itemsize - 1)) != 0) {
        return Status::bad_argument;
    }
    return Status::ok;
}

void tell(Environment& environment, int64_t number) noexcept {
    environment.block.slots()[BlockLayout::results] = static_cast<double>(number);
}

Status count(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    MaskCall call;
    if (arguments.count < 1) return Status::bad_argument;
    const Status status = mask_of(env, environment.block, arguments.values[0], &call);
    if (status != Status::ok) return status;
    tell(environment, count_mask(environment.kernels, environment.pool, call.mask, call.n));
    return Status::ok;
}

Status select(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    MaskCall call;
    if (arguments.count < 3) return Status::bad_argument;
    Status status = items_of(env, block, arguments.values[0], &call);
    if (status != Status::ok) return status;
    int64_t n, room, chosen;
    char *src, *dst;
    status = run_of(env, block, arguments.values[1], kFirst + 3, call.itemsize, &n, &src);
    if (status != Status::ok) return status;
    status = run_of(env, block, arguments.values[2], kFirst + 5, call.itemsize, &room, &dst);
    if (status != Status::ok) return status;
    if (n < call.n) return Status::buffer_bounds;
    status = select_by_mask(environment.kernels, environment.pool, call.mask, call.n, src, dst, room, call.itemsize,
                            &chosen);
    tell(environment, chosen);
    return status;
}

// The array, then the values; one value alone goes into every chosen item.
Status assign(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    MaskCall call;
    if (arguments.count < 3) return Status::bad_argument;
    Status status = items_of(env, block, arguments.values[0], &call);
    if (status != Status::ok) return status;
    int64_t n, available;
    char *dst, *values;
    status = run_of(env, block, arguments.values[1], kFirst + 3, call.itemsize, &n, &dst);
    if (status != Status::ok) return status;
    status = run_of(env, block, arguments.values[2], kFirst + 5, call.itemsize, &available, &values);
    if (status != Status::ok) return status;
    if (n < call.n) return Status::buffer_bounds;
    if (available == 1) {
        fill_by_mask(environment.kernels, environment.pool, call.mask, call.n, values, dst, call.itemsize);
        return Status::ok;
    }
    return expand_by_mask(environment.kernels, environment.pool, call.mask, call.n, values, available, dst,
                          call.itemsize);
}

// The block's shape is the mask's. Parameters 3 = byte offset and 4 = number of int64s of the result, 5 = steps from
// one place to the next, 6 = from one axis to the next, 7 = the number of places.
Status positions(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    MaskCall mask;
    if (arguments.count < 2) return Status::bad_argument;
    Status status = mask_of(env, block, arguments.values[0], &mask);
    if (status != Status::ok) return status;
    PositionsCall call;
    int64_t shape[kMaxDims];
    status = block.shape(&call.ndim, shape);
    if (status != Status::ok) return status;
    int64_t n = 1;
    for (int i = 0; i < call.ndim; i++) n *= shape[i];
    int64_t length, places, axes;
    char* out;
    status = run_of(env, block, arguments.values[1], kFirst + 3, sizeof(int64_t), &length, &out);
    if (status != Status::ok) return status;
    if (n != mask.n || !block.integer(kFirst + 5, 1, kMaxDims, &call.place_step) ||
        !block.integer(kFirst + 6, 0, INT64_MAX, &call.axis_step) ||
        !block.integer(kFirst + 7, 0, INT64_MAX, &call.room)) {
        return Status::bad_argument;
    }
    if (call.room > 0 && call.ndim > 0) {
        if (!checked_mul(call.room - 1, call.place_step, &places) ||
            !checked_mul(call.ndim - 1, call.axis_step, &axes) || !checked_add(places, axes, &places) ||
            places >= length) {
            return Status::buffer_bounds;
        }
    }
    if (reinterpret_cast<uintptr_t>(out) % sizeof(int64_t) != 0) return Status::bad_argument;
    call.mask = mask.mask;
    call.n = n;
    call.shape = shape;
    call.out = reinterpret_cast<int64_t*>(out);
    int64_t found;
    status = find_positions(environment.kernels, environment.pool, call, &found);
    tell(environment, found);
    return status;
}

}  // namespace

// maskCount(mask)
napi_value call_mask_count(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, count(env, arguments));
}

// maskSelect(mask, a, out)
napi_value call_mask_select(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, select(env, arguments));
}

// maskAssign(mask, a, values)
napi_value call_mask_assign(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, assign(env, arguments));
}

// maskPositions(mask, out)
napi_value call_mask_positions(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, positions(env, arguments));
}

}  // namespace strided
