#pragma once
#include <algorithm>
#include <cstring>

#include "native/binding/argument_block.h"
#include "native/random/sampler.h"

namespace strided {

// The state block in an ArrayBuffer; checked for its length and kind, all else in it may be anything.
inline Status state_of(napi_env env, napi_value value, StateBlock** state) noexcept {
    Buffer buffer;
    const Status status = buffer_of(env, value, &buffer);
    if (status != Status::ok) return status;
    if (buffer.length < StateBlock::kSmallBytes) return Status::buffer_bounds;
    if (reinterpret_cast<uintptr_t>(buffer.data) % alignof(StateBlock) != 0) return Status::bad_argument;
    auto* block = reinterpret_cast<StateBlock*>(buffer.data);
    if (static_cast<uint32_t>(block->kind) >= kCoreCount) return Status::bad_argument;
    if (block->kind == CoreKind::Mt19937 && buffer.length < static_cast<int64_t>(sizeof(StateBlock))) {
        return Status::buffer_bounds;
    }
    *state = block;
    return Status::ok;
}

// Whether an operand is C-contiguous and aligned; counts its elements.
inline bool is_packed(const Operand& operand, int ndim, const int64_t* shape, int64_t* size) noexcept {
    int64_t expected = item_size(operand.dtype);
    int64_t count = 1;
    bool packed = true;
    for (int i = ndim - 1; i >= 0; i--) {
        if (shape[i] != 1 && operand.strides[i] != expected) packed = false;
        expected *= shape[i];
        count *= shape[i];
    }
    *size = count;
    if (count == 0) return true;
    return packed &&
           reinterpret_cast<uintptr_t>(operand.data) % static_cast<uintptr_t>(item_alignment(operand.dtype)) == 0;
}

}  // namespace strided
