#include "native/binding/environment.h"
#include "native/binding/float_watch.h"
#include "native/loops/elementwise.h"

namespace strided {
namespace {

// The kernel of a call; nullptr for a number that names none. -1 is the copy.
const ElementwiseEntry* entry_of(const Environment& environment, int64_t loop) noexcept {
    static constexpr ElementwiseEntry kCopy{nullptr, 1, 1, {}, false};
    const auto& entries = environment.elementwise;
    if (loop == -1) return &kCopy;
    if (loop < 0 || static_cast<size_t>(loop) >= entries.size()) return nullptr;
    return &entries[static_cast<size_t>(loop)];
}

const ElementwiseEntry* entry_argument(napi_env env, const Arguments& arguments) noexcept {
    int32_t loop = -2;
    if (arguments.count < 1 || napi_get_value_int32(env, arguments.values[0], &loop) != napi_ok) return nullptr;
    return entry_of(*arguments.environment, loop);
}

Buffer argument_memory(Environment& environment) noexcept {
    return {reinterpret_cast<char*>(environment.block.slots()),
            BlockLayout::size * static_cast<int64_t>(sizeof(double))};
}

// Parameter 0 in the block: 1 where a mask operand follows the others.
Status run_general(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    const ElementwiseEntry* entry = entry_argument(env, arguments);
    int64_t masked;
    if (entry == nullptr || !block.integer(BlockLayout::parameters, 0, 1, &masked)) return Status::bad_argument;
    ElementwiseCall call;
    call.loop = entry->loop;
    call.loop_dtypes = entry->dtypes;
    call.nin = entry->nin;
    call.nout = entry->nout;
    call.refuses_negative_exponents = entry->refuses_negative_exponents;
    call.masked = masked == 1;
    Status status = block.shape(&call.ndim, call.shape);
    if (status != Status::ok) return status;
    const int operands = call.nin + call.nout + (call.masked ? 1 : 0);
    if (arguments.count < static_cast<size_t>(operands) + 1) return Status::bad_argument;
    for (int k = 0; k < operands; k++) {
        status = block.operand(env, arguments.values[k + 1], k, call.ndim, call.shape, &call.operands[k]);
        if (status != Status::ok) return status;
    }
    if (call.masked && call.operands[operands - 1].dtype != DType::Bool) return Status::bad_argument;
    return run_elementwise_watching(environment, call);
}

// Operands that are one run of elements, or one element: five slots instead of dozens. Slots: the length, the operands'
// dtypes in five bits each (the fifth set for one element, which is repeated), and a byte offset each. buffer_at(k,
// &buffer) finds the memory of operand k.
template <class BufferAt>
[[gnu::always_inline]] inline Status run_one_axis(Environment& environment, const ElementwiseEntry* entry,
                                                  const BufferAt& buffer_at) noexcept {
    const ArgumentBlock& block = environment.block;
    const int operands = entry->nin + entry->nout;
    int64_t n, packed;
    if (!block.integer(BlockLayout::run, 0, INT64_MAX, &n) ||
        !block.integer(BlockLayout::run + 1, 0, (1 << (5 * kMaxOperands)) - 1, &packed)) {
        return Status::bad_argument;
    }
    ElementwiseCall call;
    char* data[kMaxOperands];
    int64_t strides[kMaxOperands];
    int64_t lengths[kMaxOperands];
    // Nothing to cast, align or copy first, and too little work for a second thread: the kernel can run at once.
    bool plain = environment.float_watch.watched == 0 && entry->loop != nullptr && !entry->refuses_negative_exponents &&
                 is_small(*entry->loop, n);
    for (int k = 0; k < operands; k++) {
        const int code = static_cast<int>(packed >> (5 * k)) & 15;
        const bool one = (packed >> (5 * k) & 16) != 0;
        int64_t offset;
        if (code >= kDTypeCount || (one && k >= entry->nin && n > 1) ||
            !block.integer(BlockLayout::run + 2 + k, 0, INT64_MAX, &offset)) {
            return Status::bad_argument;
        }
        const int size = kItemSizes[code];
        Buffer buffer;
        const Status status = buffer_at(k, &buffer);
        if (status != Status::ok) return status;
        // Without elements there is nothing to reach; a disposed array is refused all the same.
        if (n == 0) continue;
        if (!checked_mul(one ? 1 : n, size, &lengths[k]) || lengths[k] > buffer.length ||
            offset > buffer.length - lengths[k]) {
            return Status::buffer_bounds;
        }
        const auto dtype = static_cast<DType>(code);
        data[k] = buffer.data + offset;
        strides[k] = one ? 0 : size;
        call.operands[k].dtype = dtype;
        plain = plain && dtype == entry->dtypes[k] &&
                reinterpret_cast<uintptr_t>(data[k]) % static_cast<uintptr_t>(item_alignment(dtype)) == 0;
        for (int i = 0; k >= entry->nin && i < entry->nin; i++) {
            const bool apart = data[i] + lengths[i] <= data[k] || data[k] + lengths[k] <= data[i];
            plain = plain && (apart || (data[i] == data[k] && strides[i] == strides[k]));
        }
    }
    if (n == 0) return Status::ok;
    if (plain) {
        entry->loop->run(data, strides, n);
        return Status::ok;
    }
    for (int k = 0; k < operands; k++) {
        call.operands[k].data = data[k];
        call.operands[k].strides[0] = strides[k];
    }
    call.loop = entry->loop;
    call.loop_dtypes = entry->dtypes;
    call.nin = entry->nin;
    call.nout = entry->nout;
    call.refuses_negative_exponents = entry->refuses_negative_exponents;
    call.masked = false;
    call.ndim = 1;
    call.shape[0] = n;
    return run_elementwise_watching(environment, call);
}

Status run_buffers(napi_env env, const Arguments& arguments) noexcept {
    const ElementwiseEntry* entry = entry_argument(env, arguments);
    if (entry == nullptr || arguments.count < static_cast<size_t>(entry->nin + entry->nout) + 1) {
        return Status::bad_argument;
    }
    return run_one_axis(*arguments.environment, entry,
                        [&](int k, Buffer* buffer) { return buffer_of(env, arguments.values[k + 1], buffer); });
}

// Finding an ArrayBuffer's memory takes as long as adding a few numbers, so blocks of our own come by number: slots for
// the kernel and each operand's block, -1 for the argument block.
Status run_named(Environment& environment) noexcept {
    ArgumentBlock& block = environment.block;
    int64_t loop;
    if (!block.integer(BlockLayout::named, &loop)) return Status::bad_argument;
    const ElementwiseEntry* entry = entry_of(environment, loop);
    if (entry == nullptr) return Status::bad_argument;
    return run_one_axis(environment, entry, [&](int k, Buffer* buffer) {
        int64_t id;
        if (!block.integer(BlockLayout::named + 1 + k, &id)) return Status::bad_argument;
        if (id == -1 && k < entry->nin) {
            *buffer = argument_memory(environment);
            return Status::ok;
        }
        return environment.registry.memory_of(id, &buffer->data, &buffer->length) ? Status::ok : Status::wrong_buffer;
    });
}

// A copy of up to two axes, the most frequent call with strides, by a dozen slots: rows, columns, both dtypes in five
// bits each; then offset, row stride and column stride of the source and of the target.
// Without arguments the operands are blocks by number, as in run_named; -1 is a source in the argument block.
Status run_plane(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    constexpr int kFirst = BlockLayout::plane;
    ElementwiseCall call;
    int64_t packed;
    const bool named = arguments.count == 0;
    if (arguments.count == 1 || !block.integer(kFirst, 0, INT64_MAX, &call.shape[0]) ||
        !block.integer(kFirst + 1, 0, INT64_MAX, &call.shape[1]) ||
        !block.integer(kFirst + 2, 0, (1 << 10) - 1, &packed)) {
        return Status::bad_argument;
    }
    // Strides may be 0 along both axes: the buffers' lengths do not bound the count of elements then.
    int64_t bytes;
    if (!checked_mul(call.shape[0], call.shape[1], &bytes) || !checked_mul(bytes, kMaxItemSize, &bytes)) {
        return Status::bad_argument;
    }
    call.ndim = 2;
    for (int k = 0; k < 2; k++) {
        const int code = static_cast<int>(packed >> (5 * k)) & 31;
        if (code >= kDTypeCount) return Status::bad_argument;
        call.operands[k].dtype = static_cast<DType>(code);
        Buffer buffer;
        if (named) {
            int64_t id;
            if (!block.integer(BlockLayout::named + 1 + k, &id)) return Status::bad_argument;
            if (id == -1 && k == 0) {
                buffer = argument_memory(environment);
            } else if (!environment.registry.memory_of(id, &buffer.data, &buffer.length)) {
                return Status::wrong_buffer;
            }
        } else {
            const Status found = buffer_of(env, arguments.values[k], &buffer);
            if (found != Status::ok) return found;
        }
        const int slot = kFirst + 3 + 3 * k;
        const Status status = block.operand_in(buffer, slot, slot + 1, call.ndim, call.shape, &call.operands[k]);
        if (status != Status::ok) return status;
    }
    if (bytes == 0 || copy_small_plane(environment.kernels, call)) return Status::ok;
    call.loop = nullptr;
    call.nin = 1;
    call.nout = 1;
    call.masked = false;
    return run_elementwise_watching(environment, call);
}

}  // namespace

// elementwise(loop, ...buffers): loop -1 copies and casts.
napi_value call_elementwise(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, run_general(env, arguments));
}

// elementwiseRun(loop, ...buffers): contiguous operands and scalars.
napi_value call_elementwise_run(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, run_buffers(env, arguments));
}

// elementwiseNamed(): the same of blocks that arrays alone know, and scalars.
napi_value call_elementwise_named(napi_env env, napi_callback_info info) {
    void* environment = nullptr;
    napi_get_cb_info(env, info, nullptr, nullptr, nullptr, &environment);
    return answer(env, run_named(*static_cast<Environment*>(environment)));
}

// copyPlane(from, to), or copyPlane() of blocks by number: a copy or cast of up to two axes.
napi_value call_copy_plane(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, run_plane(env, arguments));
}

}  // namespace strided
