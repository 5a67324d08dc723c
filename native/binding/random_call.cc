#include "native/binding/environment.h"
#include "native/binding/random_state.h"
#include "native/random/seeding.h"

namespace strided {
namespace {

constexpr int kFirst = BlockLayout::parameters;

bool is_aligned_to(const char* data, uintptr_t bytes) noexcept {
    return reinterpret_cast<uintptr_t>(data) % bytes == 0;
}

DType dtype_of(char letter) noexcept { return static_cast<DType>(dtype_of_letter(letter)); }

// Parameter 0: the parameters are scalars and stand in the block. Operands: out (C-contiguous), then arrays of
// parameters.
Status draw_values(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    StateBlock* state;
    Status status = state_of(env, arguments.values[0], &state);
    if (status != Status::ok) return status;
    const Sampler& sampler = sampler_of(state->kind);
    int32_t number;
    if (arguments.count < 3 || napi_get_value_int32(env, arguments.values[1], &number) != napi_ok || number < 0 ||
        number >= sampler.draw_count) {
        return Status::bad_argument;
    }
    const DrawEntry& entry = sampler.draws[number];
    const char* signature = std::strchr(entry.name, ' ') + 1;
    const char* result = std::strchr(signature, '>') + 1;
    DrawCall call;
    call.parameters = static_cast<int>(result - 2 - signature);
    Status read = block.shape(&call.ndim, call.shape);
    if (read != Status::ok) return read;
    Operand out;
    read = block.operand(env, arguments.values[2], 0, call.ndim, call.shape, &out);
    if (read != Status::ok) return read;
    if (out.dtype != dtype_of(*result) || !is_packed(out, call.ndim, call.shape, &call.size)) {
        return Status::bad_argument;
    }
    call.out = out.data;
    int64_t scalar;
    if (!block.integer(kFirst, 0, 1, &scalar)) return Status::bad_argument;
    call.scalar = scalar == 1;
    std::memset(&call.values, 0, sizeof(call.values));
    for (int k = 0; k < call.parameters; k++) {
        if (call.scalar) {
            std::memcpy(&call.values.items[k], environment.block.slots() + BlockLayout::scalars + 2 * k, sizeof(Value));
            continue;
        }
        if (arguments.count < static_cast<size_t>(4 + k)) return Status::bad_argument;
        Operand parameter;
        read = block.operand(env, arguments.values[3 + k], 1 + k, call.ndim, call.shape, &parameter);
        if (read != Status::ok) return read;
        if (parameter.dtype != dtype_of(signature[k])) return Status::bad_argument;
        call.data[k] = parameter.data;
        std::copy(parameter.strides, parameter.strides + call.ndim, call.strides[k]);
    }
    if (call.size > 0) entry.run(state, call, environment.pool);
    return Status::ok;
}

// Parameters: 0 = bits (1, 8 …), 1 = the legacy way, 2 = scalars (low and range as 64-bit integers). Operands: out
// (C-contiguous), low and range (int64 or uint64).
Status draw_integers(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    StateBlock* state;
    Status status = state_of(env, arguments.values[0], &state);
    if (status != Status::ok) return status;
    IntegersCall call;
    DrawCall& bounds = call.bounds;
    status = block.shape(&bounds.ndim, bounds.shape);
    if (status != Status::ok) return status;
    Operand out;
    status = block.operand(env, arguments.values[1], 0, bounds.ndim, bounds.shape, &out);
    if (status != Status::ok) return status;
    int64_t bits, masked, scalar;
    if (arguments.count < 2 || !block.integer(kFirst, 1, 64, &bits) || !block.integer(kFirst + 1, 0, 1, &masked) ||
        !block.integer(kFirst + 2, 0, 1, &scalar) || !is_packed(out, bounds.ndim, bounds.shape, &call.size) ||
        item_size(out.dtype) != std::max<int64_t>(1, bits / 8) ||
        (bits != 1 && bits != 8 && bits != 16 && bits != 32 && bits != 64)) {
        return Status::bad_argument;
    }
    call.out = out.data;
    call.bits = static_cast<int>(bits);
    call.masked = masked == 1;
    call.scalar = scalar == 1;
    if (call.scalar) {
        const double* scalars = environment.block.slots() + BlockLayout::scalars;
        std::memcpy(&call.low, scalars, 8);
        std::memcpy(&call.range, scalars + 2, 8);
    } else {
        if (arguments.count < 4) return Status::bad_argument;
        bounds.parameters = 2;
        bounds.size = call.size;
        for (int k = 0; k < 2; k++) {
            Operand bound;
            status = block.operand(env, arguments.values[2 + k], 1 + k, bounds.ndim, bounds.shape, &bound);
            if (status != Status::ok) return status;
            if (item_size(bound.dtype) != 8) return Status::bad_argument;
            bounds.data[k] = bound.data;
            std::copy(bound.strides, bound.strides + bounds.ndim, bounds.strides[k]);
        }
    }
    if (call.size > 0) sampler_of(state->kind).integers(state, call, environment.pool);
    return Status::ok;
}

// A run of T in a whole buffer.
template <class T>
Status words_of(napi_env env, napi_value value, T** words, int64_t* count) noexcept {
    Buffer buffer;
    const Status status = buffer_of(env, value, &buffer);
    if (status != Status::ok) return status;
    if (!is_aligned_to(buffer.data, alignof(T))) return Status::bad_argument;
    *words = reinterpret_cast<T*>(buffer.data);
    *count = buffer.length / static_cast<int64_t>(sizeof(T));
    return Status::ok;
}

Status raw(napi_env env, const Arguments& arguments) noexcept {
    StateBlock* state;
    Status status = state_of(env, arguments.values[0], &state);
    if (status != Status::ok) return status;
    int ndim;
    int64_t shape[kMaxDims], size;
    Operand out;
    const ArgumentBlock& block = arguments.environment->block;
    status = block.shape(&ndim, shape);
    if (status != Status::ok) return status;
    status = block.operand(env, arguments.values[1], 0, ndim, shape, &out);
    if (status != Status::ok) return status;
    if (out.dtype != DType::UInt64 || !is_packed(out, ndim, shape, &size)) return Status::bad_argument;
    if (size > 0) sampler_of(state->kind).raw(state, reinterpret_cast<uint64_t*>(out.data), size);
    return Status::ok;
}

// Arguments: entropy, pool. Both are 32-bit words.
Status mix(napi_env env, const Arguments& arguments) noexcept {
    uint32_t *entropy, *pool;
    int64_t count, size;
    Status status = words_of(env, arguments.values[0], &entropy, &count);
    if (status != Status::ok) return status;
    status = words_of(env, arguments.values[1], &pool, &size);
    if (status != Status::ok) return status;
    mix_entropy(entropy, count, pool, size);
    return Status::ok;
}

Status expand(napi_env env, const Arguments& arguments) noexcept {
    uint32_t *pool, *words;
    int64_t size, count;
    Status status = words_of(env, arguments.values[0], &pool, &size);
    if (status != Status::ok) return status;
    status = words_of(env, arguments.values[1], &words, &count);
    if (status != Status::ok) return status;
    if (size == 0) return Status::bad_argument;
    expand_pool(pool, size, words, count);
    return Status::ok;
}

// How the words given are read: a SeedSequence's, or a legacy key of MT19937 (one word is an integer seed).
enum class SeedForm : int32_t { Words, Integer, Key };

Status seed(napi_env env, const Arguments& arguments) noexcept {
    StateBlock* state;
    Status status = state_of(env, arguments.values[0], &state);
    if (status != Status::ok) return status;
    int32_t form;
    if (arguments.count < 3 || napi_get_value_int32(env, arguments.values[2], &form) != napi_ok) {
        return Status::bad_argument;
    }
    if (form == static_cast<int32_t>(SeedForm::Words)) {
        uint64_t* words;
        int64_t count;
        status = words_of(env, arguments.values[1], &words, &count);
        if (status != Status::ok) return status;
        if (count < seed_words(state->kind)) return Status::bad_argument;
        seed_core(state, words);
        return Status::ok;
    }
    uint32_t* words;
    int64_t count;
    status = words_of(env, arguments.values[1], &words, &count);
    if (status != Status::ok) return status;
    if (count < 1 || state->kind != CoreKind::Mt19937) return Status::bad_argument;
    if (form == static_cast<int32_t>(SeedForm::Integer)) {
        seed_twister(state, words[0]);
    } else {
        seed_twister(state, words, count);
    }
    return Status::ok;
}

// Arguments: state, 32 bytes of steps; without the latter MT19937 jumps.
Status advance(napi_env env, const Arguments& arguments) noexcept {
    StateBlock* state;
    Status status = state_of(env, arguments.values[0], &state);
    if (status != Status::ok) return status;
    if (state->kind == CoreKind::Mt19937) {
        jump_twister(state);
        return Status::ok;
    }
    uint64_t* steps;
    int64_t count;
    status = words_of(env, arguments.values[1], &steps, &count);
    if (status != Status::ok) return status;
    return count == 4 && advance_core(state, steps) ? Status::ok : Status::bad_argument;
}

template <Status (*kRun)(napi_env, const Arguments&) noexcept>
napi_value answer_of(napi_env env, napi_callback_info info) noexcept {
    const Arguments arguments(env, info);
    return answer(env, kRun(env, arguments));
}

}  // namespace

napi_value call_random_draw(napi_env env, napi_callback_info info) { return answer_of<draw_values>(env, info); }
napi_value call_random_integers(napi_env env, napi_callback_info info) { return answer_of<draw_integers>(env, info); }
napi_value call_random_raw(napi_env env, napi_callback_info info) { return answer_of<raw>(env, info); }
napi_value call_random_mix(napi_env env, napi_callback_info info) { return answer_of<mix>(env, info); }
napi_value call_random_expand(napi_env env, napi_callback_info info) { return answer_of<expand>(env, info); }
napi_value call_random_seed(napi_env env, napi_callback_info info) { return answer_of<seed>(env, info); }
napi_value call_random_advance(napi_env env, napi_callback_info info) { return answer_of<advance>(env, info); }

// The names of the distributions; a distribution's number is its place.
napi_value random_draw_names(napi_env env) {
    const Sampler& sampler = sampler_of(CoreKind::Pcg64);
    napi_value names = nullptr;
    napi_create_array_with_length(env, static_cast<size_t>(sampler.draw_count), &names);
    for (int i = 0; i < sampler.draw_count; i++) {
        napi_value name = nullptr;
        napi_create_string_utf8(env, sampler.draws[i].name, NAPI_AUTO_LENGTH, &name);
        napi_set_element(env, names, static_cast<uint32_t>(i), name);
    }
    return names;
}

}  // namespace strided
