#include <cmath>

#include "native/binding/environment.h"
#include "native/binding/random_state.h"
#include "native/memory/scratch.h"
#include "native/random/weighted.h"

namespace strided {
namespace {

constexpr int kFirst = BlockLayout::parameters;

// Operand k, whose shape stands in the block.
struct Shaped {
    int ndim;
    int64_t shape[kMaxDims];
    Operand operand;
};

Status shaped(napi_env env, const ArgumentBlock& block, napi_value value, Shaped* a) noexcept {
    const Status status = block.shape(&a->ndim, a->shape);
    return status != Status::ok ? status : block.operand(env, value, 0, a->ndim, a->shape, &a->operand);
}

// A packed run of n elements of one dtype; operand k's offset, the shape of its own.
Status packed_run(napi_env env, const ArgumentBlock& block, napi_value value, int k, DType dtype, int64_t n,
                  char** data) noexcept {
    Buffer buffer;
    const Status status = buffer_of(env, value, &buffer);
    if (status != Status::ok) return status;
    int64_t offset, kind, bytes;
    if (!block.integer(BlockLayout::operands + 2 * k, 0, INT64_MAX, &offset) ||
        !block.integer(BlockLayout::operands + 2 * k + 1, 0, kDTypeCount - 1, &kind) ||
        static_cast<DType>(kind) != dtype || n < 0 || !checked_mul(n, item_size(dtype), &bytes)) {
        return Status::bad_argument;
    }
    if (bytes > buffer.length || offset > buffer.length - bytes) return Status::buffer_bounds;
    *data = buffer.data + offset;
    const auto alignment = static_cast<uintptr_t>(item_alignment(dtype));
    return n == 0 || reinterpret_cast<uintptr_t>(*data) % alignment == 0 ? Status::ok : Status::bad_argument;
}

Slab slab_of(const Shaped& a, int begin, int end) noexcept {
    Slab slab;
    for (int i = begin; i < end; i++) {
        slab.shape[slab.ndim] = a.shape[i];
        slab.strides[slab.ndim++] = a.operand.strides[i];
    }
    return slab;
}

// Parameters: 0 = axis, 1 = by masks, 2 = each run along the axis by itself, 3 = 0 … n − 1 are shuffled, whatever is
// there (int64, packed, one axis). Operand: the array.
Status shuffle(napi_env env, const Arguments& arguments) noexcept {
    const ArgumentBlock& block = arguments.environment->block;
    StateBlock* state;
    Status status = state_of(env, arguments.values[0], &state);
    if (status != Status::ok) return status;
    Shaped a;
    status = shaped(env, block, arguments.values[1], &a);
    if (status != Status::ok) return status;
    int64_t axis, masked, each, counted, size;
    if (a.ndim < 1 || !block.integer(kFirst, 0, a.ndim - 1, &axis) || !block.integer(kFirst + 1, 0, 1, &masked) ||
        !block.integer(kFirst + 2, 0, 1, &each) || !block.integer(kFirst + 3, 0, 1, &counted) ||
        (counted == 1 &&
         (a.ndim != 1 || a.operand.dtype != DType::Int64 || !is_packed(a.operand, a.ndim, a.shape, &size)))) {
        return Status::bad_argument;
    }
    for (int i = 0; i < a.ndim; i++) {
        if (a.shape[i] == 0) return Status::ok;
    }
    ShuffleCall call;
    call.data = a.operand.data;
    call.n = a.shape[axis];
    call.stride = a.operand.strides[axis];
    call.itemsize = item_size(a.operand.dtype);
    call.masked = masked == 1;
    call.each = each == 1;
    call.counted = counted == 1;
    for (int i = 0; i < a.ndim; i++) {
        if (i == axis) continue;
        call.slice.shape[call.slice.ndim] = a.shape[i];
        call.slice.strides[call.slice.ndim++] = a.operand.strides[i];
    }
    sampler_of(state->kind).shuffle(state, call);
    return Status::ok;
}

// Different positions below a population. Parameters: 0 = population, 1 = size, 2 = by the tail of a shuffle. Operand
// 0: int64, of the population's length for the tail, of the size for Floyd's way.
Status choose(napi_env env, const Arguments& arguments) noexcept {
    const ArgumentBlock& block = arguments.environment->block;
    StateBlock* state;
    Status status = state_of(env, arguments.values[0], &state);
    if (status != Status::ok) return status;
    int64_t population, size, by_tail;
    if (!block.integer(kFirst, 0, INT64_MAX, &population) || !block.integer(kFirst + 1, 0, population, &size) ||
        !block.integer(kFirst + 2, 0, 1, &by_tail)) {
        return Status::bad_argument;
    }
    char* data;
    status = packed_run(env, block, arguments.values[1], 0, DType::Int64, by_tail == 1 ? population : size, &data);
    if (status != Status::ok) return status;
    auto* out = reinterpret_cast<int64_t*>(data);
    const Sampler& sampler = sampler_of(state->kind);
    if (by_tail == 1) {
        sampler.shuffle_tail(state, out, population, size);
        return Status::ok;
    }
    // At least a sixth of the set stays free.
    const uint64_t mask = mask_of(static_cast<uint64_t>(1.2 * static_cast<double>(size)));
    Scratch scratch;
    int64_t bytes;
    if (!checked_mul(static_cast<int64_t>(mask) + 1, static_cast<int64_t>(sizeof(uint64_t)), &bytes)) {
        return Status::out_of_memory;
    }
    auto* set = reinterpret_cast<uint64_t*>(scratch.allocate(bytes));
    if (set == nullptr) return Status::out_of_memory;
    sampler.floyd(state, population, size, set, mask, out);
    return Status::ok;
}

// Parameters: 0 = n, 1 = size. Operands: probabilities (double, n), sums (double, n), out (int64, size).
Status weighted(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    StateBlock* state;
    Status status = state_of(env, arguments.values[0], &state);
    if (status != Status::ok) return status;
    int64_t n, size;
    if (arguments.count < 4 || !block.integer(kFirst, 1, INT64_MAX, &n) ||
        !block.integer(kFirst + 1, 0, INT64_MAX, &size)) {
        return Status::bad_argument;
    }
    char *p, *sums, *out;
    status = packed_run(env, block, arguments.values[1], 0, DType::Float64, n, &p);
    if (status != Status::ok) return status;
    status = packed_run(env, block, arguments.values[2], 1, DType::Float64, n, &sums);
    if (status != Status::ok) return status;
    status = packed_run(env, block, arguments.values[3], 2, DType::Int64, size, &out);
    if (status != Status::ok) return status;
    sum_weights(reinterpret_cast<const double*>(p), n, reinterpret_cast<double*>(sums));
    choose_weighted(state, sampler_of(state->kind), reinterpret_cast<const double*>(sums), n, size,
                    reinterpret_cast<int64_t*>(out), environment.pool);
    return Status::ok;
}

// Parameters: 0 = rows, 1 = n, 2 = how many of each row count in its sum. Operand 0: probabilities (double, rows × n).
// Results: 0 = the greatest sum of a row, compensated as Kahan's; 1 = how many are greater than 0; 2 = one is NaN; 3 =
// one is negative; 4 = one is greater than 1.
Status weigh(napi_env env, const Arguments& arguments) noexcept {
    ArgumentBlock& block = arguments.environment->block;
    int64_t rows, n, summed, size;
    if (!block.integer(kFirst, 0, INT64_MAX, &rows) || !block.integer(kFirst + 1, 0, INT64_MAX, &n) ||
        !block.integer(kFirst + 2, 0, n, &summed) || !checked_mul(rows, n, &size)) {
        return Status::bad_argument;
    }
    char* data;
    const Status status = packed_run(env, block, arguments.values[0], 0, DType::Float64, size, &data);
    if (status != Status::ok) return status;
    double greatest = -HUGE_VAL;
    for (int64_t row = 0; row < rows && n > 0; row++) {
        const auto* p = reinterpret_cast<const double*>(data) + row * n;
        double sum = summed > 0 ? p[0] : 0;
        double lost = 0;
        for (int64_t i = 1; i < summed; i++) {
            const double y = p[i] - lost;
            const double t = sum + y;
            lost = (t - sum) - y;
            sum = t;
        }
        greatest = std::max(greatest, sum);
    }
    const auto* p = reinterpret_cast<const double*>(data);
    int64_t positive = 0;
    bool has_nan = false, has_negative = false, has_more = false;
    for (int64_t i = 0; i < size; i++) {
        positive += p[i] > 0 ? 1 : 0;
        has_nan |= std::isnan(p[i]);
        has_negative |= p[i] < 0;
        has_more |= p[i] > 1;
    }
    double* results = block.slots() + BlockLayout::results;
    results[0] = size > 0 ? greatest : 0;
    results[1] = static_cast<double>(positive);
    results[2] = has_nan ? 1 : 0;
    results[3] = has_negative ? 1 : 0;
    results[4] = has_more ? 1 : 0;
    return Status::ok;
}

// Operand: parameters (double or int64). Results: 0, 1 = the extremes of all that is no NaN, 2 = there is a NaN, 3 = a
// number has a minus sign.
Status value_range(napi_env env, const Arguments& arguments) noexcept {
    ArgumentBlock& block = arguments.environment->block;
    Shaped a;
    const Status status = shaped(env, block, arguments.values[0], &a);
    if (status != Status::ok) return status;
    const bool real = a.operand.dtype == DType::Float64;
    if (!real && a.operand.dtype != DType::Int64) return Status::bad_argument;
    double least = HUGE_VAL, most = -HUGE_VAL;
    bool has_nan = false, has_sign = false;
    slab_of(a, 0, a.ndim).for_each(0, [&](int64_t offset) {
        Value value;
        std::memcpy(&value, a.operand.data + offset, sizeof(value));
        const double x = real ? value.real : static_cast<double>(value.whole);
        if (std::isnan(x)) {
            has_nan = true;
            return;
        }
        has_sign |= std::signbit(x);
        least = std::min(least, x);
        most = std::max(most, x);
    });
    double* results = block.slots() + BlockLayout::results;
    results[0] = least;
    results[1] = most;
    results[2] = has_nan ? 1 : 0;
    results[3] = has_sign ? 1 : 0;
    return Status::ok;
}

// Weighted choice without replacement: one round. Parameters: 0 = n, 1 = size, 2 = how many were found before.
// Operands: probabilities (double, n; those found become 0), sums (double, n), found (int64, size). Result 0: how many
// are found now.
Status weighted_round(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    ArgumentBlock& block = environment.block;
    StateBlock* state;
    Status status = state_of(env, arguments.values[0], &state);
    if (status != Status::ok) return status;
    int64_t n, size, before;
    if (arguments.count < 4 || !block.integer(kFirst, 1, INT64_MAX, &n) ||
        !block.integer(kFirst + 1, 0, INT64_MAX, &size) || !block.integer(kFirst + 2, 0, size, &before)) {
        return Status::bad_argument;
    }
    char *weights, *scratch, *data;
    status = packed_run(env, block, arguments.values[1], 0, DType::Float64, n, &weights);
    if (status != Status::ok) return status;
    status = packed_run(env, block, arguments.values[2], 1, DType::Float64, n, &scratch);
    if (status != Status::ok) return status;
    status = packed_run(env, block, arguments.values[3], 2, DType::Int64, size, &data);
    if (status != Status::ok) return status;
    auto* p = reinterpret_cast<double*>(weights);
    auto* sums = reinterpret_cast<double*>(scratch);
    auto* found = reinterpret_cast<int64_t*>(data);
    for (int64_t i = 0; i < before; i++) {
        if (found[i] < 0 || found[i] >= n) return Status::bad_argument;
        p[found[i]] = 0;
    }
    sum_weights(p, n, sums);
    choose_weighted(state, sampler_of(state->kind), sums, n, size - before, found + before, environment.pool);
    // The first of each, in the order drawn; a sum below 0 marks what has been seen.
    int64_t count = before;
    for (int64_t i = before; i < size; i++) {
        const int64_t position = found[i];
        if (position < 0 || position >= n || sums[position] < 0) continue;
        sums[position] = -1;
        found[count++] = position;
    }
    block.slots()[BlockLayout::results] = static_cast<double>(count);
    return Status::ok;
}

// Parameters: 0 = axis, 1 = the number of positions. Operands: the array, positions (int64), out (C-contiguous).
Status gather_rows(napi_env env, const Arguments& arguments) noexcept {
    const ArgumentBlock& block = arguments.environment->block;
    Shaped a;
    Status status = shaped(env, block, arguments.values[0], &a);
    if (status != Status::ok) return status;
    int64_t axis, count;
    if (arguments.count < 3 || a.ndim < 1 || !block.integer(kFirst, 0, a.ndim - 1, &axis) ||
        !block.integer(kFirst + 1, 0, INT64_MAX, &count)) {
        return Status::bad_argument;
    }
    char* index;
    status = packed_run(env, block, arguments.values[1], 1, DType::Int64, count, &index);
    if (status != Status::ok) return status;
    int64_t total = count;
    for (int i = 0; i < a.ndim; i++) {
        if (i != axis && !checked_mul(total, a.shape[i], &total)) return Status::bad_argument;
    }
    char* out;
    status = packed_run(env, block, arguments.values[2], 2, a.operand.dtype, total, &out);
    if (status != Status::ok) return status;
    const auto* positions = reinterpret_cast<const int64_t*>(index);
    for (int64_t i = 0; i < count; i++) {
        if (positions[i] < 0 || positions[i] >= a.shape[axis]) return Status::bad_index;
    }
    if (total == 0) return Status::ok;
    const int place = static_cast<int>(axis);
    gather({a.operand.data, slab_of(a, 0, place), slab_of(a, place + 1, a.ndim), a.operand.strides[place], positions,
            count, item_size(a.operand.dtype), out});
    return Status::ok;
}

// The balls of an urn, and whether each draw's number of balls is in it.
Status fill_urn(RowsCall* call, Scratch* scratch) noexcept {
    const auto* color = reinterpret_cast<const int64_t*>(call->weights);
    int64_t sum = 0;
    for (int64_t j = 0; j < call->d; j++) {
        if (color[j] < 0 || !checked_add(sum, color[j], &sum)) return Status::bad_argument;
    }
    bool fits = sum == call->total;
    call->for_each([&](int64_t, int64_t offset, int64_t n) { fits = fits && offset == 0 && n >= 0 && n <= sum; });
    if (!fits) return Status::bad_argument;
    if (call->law != Rows::Balls) return Status::ok;
    int64_t bytes;
    if (!checked_mul(sum, static_cast<int64_t>(sizeof(int64_t)), &bytes)) return Status::out_of_memory;
    call->balls = reinterpret_cast<int64_t*>(scratch->allocate(bytes));
    if (call->balls == nullptr) return Status::out_of_memory;
    int64_t* ball = call->balls;
    for (int64_t j = 0; j < call->d; j++) ball = std::fill_n(ball, color[j], j);
    return Status::ok;
}

// The shape is that of the result, (…, d). Parameters: 0 = law, 1 = balls in all. Operands: out (packed); weights,
// broadcast, whose rows are packed; counts (int64, broadcast, one a row), or the tails of a stick (double, d).
Status draw_vectors(napi_env env, const Arguments& arguments) noexcept {
    const ArgumentBlock& block = arguments.environment->block;
    StateBlock* state;
    Status status = state_of(env, arguments.values[0], &state);
    if (status != Status::ok) return status;
    int64_t law, total, size;
    if (arguments.count < 4 || !block.integer(kFirst, 0, static_cast<int>(Rows::Stick), &law) ||
        !block.integer(kFirst + 1, 0, INT64_MAX, &total)) {
        return Status::bad_argument;
    }
    RowsCall call{};
    call.law = static_cast<Rows>(law);
    call.total = total;
    const bool counts = call.law == Rows::Multinomial || call.law == Rows::Marginals || call.law == Rows::Balls;
    const bool colors = call.law == Rows::Marginals || call.law == Rows::Balls;
    int ndim;
    status = block.shape(&ndim, call.shape);
    if (status != Status::ok) return status;
    Operand out, weights, more;
    status = block.operand(env, arguments.values[1], 0, ndim, call.shape, &out);
    if (status != Status::ok) return status;
    status = block.operand(env, arguments.values[2], 1, ndim, call.shape, &weights);
    if (status != Status::ok) return status;
    if (ndim < 1 || out.dtype != (counts ? DType::Int64 : DType::Float64) ||
        weights.dtype != (colors ? DType::Int64 : DType::Float64) || !is_packed(out, ndim, call.shape, &size)) {
        return Status::bad_argument;
    }
    call.ndim = ndim - 1;
    call.d = call.shape[call.ndim];
    if (size == 0) return Status::ok;
    if (call.d > 1 && weights.strides[call.ndim] != 8) return Status::bad_argument;
    auto misaligned = reinterpret_cast<uintptr_t>(weights.data) % 8;
    for (int i = 0; i < call.ndim; i++) misaligned |= static_cast<uintptr_t>(weights.strides[i]) % 8;
    if (misaligned != 0) return Status::bad_argument;
    call.out = out.data;
    call.weights = weights.data;
    std::copy(weights.strides, weights.strides + call.ndim, call.weight_strides);
    if (counts) {
        status = block.operand(env, arguments.values[3], 2, ndim, call.shape, &more);
        if (status != Status::ok) return status;
        if (more.dtype != DType::Int64) return Status::bad_argument;
        call.counts = more.data;
        std::copy(more.strides, more.strides + call.ndim, call.count_strides);
    } else if (call.law == Rows::Stick) {
        char* tails;
        status = packed_run(env, block, arguments.values[3], 2, DType::Float64, call.d, &tails);
        if (status != Status::ok) return status;
        call.tails = reinterpret_cast<const double*>(tails);
    }
    Scratch scratch;
    if (colors) {
        status = fill_urn(&call, &scratch);
        if (status != Status::ok) return status;
    }
    sampler_of(state->kind).rows(state, call);
    return Status::ok;
}

template <Status (*kRun)(napi_env, const Arguments&) noexcept>
napi_value answer_of(napi_env env, napi_callback_info info) noexcept {
    const Arguments arguments(env, info);
    return answer(env, kRun(env, arguments));
}

}  // namespace

napi_value call_random_shuffle(napi_env env, napi_callback_info info) { return answer_of<shuffle>(env, info); }
napi_value call_random_choose(napi_env env, napi_callback_info info) { return answer_of<choose>(env, info); }
napi_value call_random_weigh(napi_env env, napi_callback_info info) { return answer_of<weigh>(env, info); }
napi_value call_random_range(napi_env env, napi_callback_info info) { return answer_of<value_range>(env, info); }
napi_value call_random_weighted(napi_env env, napi_callback_info info) { return answer_of<weighted>(env, info); }
napi_value call_random_round(napi_env env, napi_callback_info info) { return answer_of<weighted_round>(env, info); }
napi_value call_random_gather(napi_env env, napi_callback_info info) { return answer_of<gather_rows>(env, info); }
napi_value call_random_rows(napi_env env, napi_callback_info info) { return answer_of<draw_vectors>(env, info); }

}  // namespace strided
