#include "native/binding/argument_block.h"

namespace strided {
Status buffer_of(napi_env env, napi_value value, Buffer* buffer) noexcept {
    void* data = nullptr;
    size_t length = 0;
    if (napi_get_arraybuffer_info(env, value, &data, &length) == napi_ok) {
        *buffer = {static_cast<char*>(data), static_cast<int64_t>(length)};
        return Status::ok;
    }
    bool is_typed_array = false;
    napi_typedarray_type type;
    if (napi_is_typedarray(env, value, &is_typed_array) != napi_ok || !is_typed_array) return Status::wrong_buffer;
    if (napi_get_typedarray_info(env, value, &type, &length, &data, nullptr, nullptr) != napi_ok ||
        type != napi_uint8_array) {
        return Status::wrong_buffer;
    }
    *buffer = {static_cast<char*>(data), static_cast<int64_t>(length)};
    return Status::ok;
}

Status ArgumentBlock::shape(int* ndim, int64_t* shape) const noexcept {
    int64_t count;
    if (!integer(BlockLayout::ndim, 0, kMaxDims, &count)) return Status::bad_argument;
    int64_t bytes = kMaxItemSize;
    for (int64_t i = 0; i < count; i++) {
        if (!integer(BlockLayout::shape + static_cast<int>(i), 0, INT64_MAX, &shape[i])) return Status::bad_argument;
        if (!checked_mul(bytes, shape[i] == 0 ? 1 : shape[i], &bytes)) return Status::bad_argument;
    }
    *ndim = static_cast<int>(count);
    return Status::ok;
}

Status ArgumentBlock::operand(napi_env env, napi_value value, int k, int ndim, const int64_t* shape,
                              Operand* operand) const noexcept {
    int64_t dtype;
    if (!integer(BlockLayout::operands + 2 * k + 1, 0, kDTypeCount - 1, &dtype)) return Status::bad_argument;
    operand->dtype = static_cast<DType>(dtype);
    Buffer buffer;
    const Status status = buffer_of(env, value, &buffer);
    if (status != Status::ok) return status;
    return operand_in(buffer, BlockLayout::operands + 2 * k, BlockLayout::strides + kMaxDims * k, ndim, shape, operand);
}

Status ArgumentBlock::operand_in(const Buffer& buffer, int offset_slot, int strides_slot, int ndim,
                                 const int64_t* shape, Operand* operand) const noexcept {
    int64_t offset;
    if (!integer(offset_slot, &offset)) return Status::bad_argument;

    int64_t low = offset;
    int64_t high = offset + item_size(operand->dtype);
    bool empty = false;
    for (int i = 0; i < ndim; i++) {
        int64_t& stride = operand->strides[i];
        if (!integer(strides_slot + i, &stride)) return Status::bad_argument;
        if (shape[i] == 0) {
            empty = true;
            continue;
        }
        int64_t reach;
        if (!checked_mul(stride, shape[i] - 1, &reach)) return Status::buffer_bounds;
        if (!checked_add(reach < 0 ? low : high, reach, reach < 0 ? &low : &high)) return Status::buffer_bounds;
    }
    if (!empty && (low < 0 || high > buffer.length)) return Status::buffer_bounds;
    // A detached or empty buffer may have no address; nothing is read through the operand of an empty shape.
    operand->data = empty ? buffer.data : buffer.data + offset;
    return Status::ok;
}

}  // namespace strided
