#include "native/binding/environment.h"
#include "native/loops/axes.h"
#include "native/loops/distinct.h"
#include "native/loops/sort.h"
#include "native/loops/sort_search.h"
#include "native/loops/sort_sets.h"

namespace strided {
namespace {

// Reads operand k as one axis of n elements.
Status read_axis(napi_env env, const Arguments& arguments, int k, int64_t n, Operand* operand) noexcept {
    if (arguments.count <= static_cast<size_t>(k)) return Status::bad_argument;
    return arguments.environment->block.operand(env, arguments.values[k], k, 1, &n, operand);
}

// What a call with lengths in its parameters can count at most.
constexpr int64_t kMostElements = INT64_MAX / 16;

bool is_dense(const Operand& operand, int64_t n) noexcept {
    return (n < 2 || operand.strides[0] == item_size(operand.dtype)) &&
           reinterpret_cast<uintptr_t>(operand.data) % static_cast<uintptr_t>(item_alignment(operand.dtype)) == 0;
}

// Operands: 0 = input, 1 = output, 2 = places of a partition (int64, contiguous). The runs lie along the last axis.
// 3 = scratch memory (uint8). Parameters: 0 = SortTask, 1 = stable, 2 = how many places, 3 = bytes of scratch.
Status sort(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    int64_t task, stable, kth_count;
    if (!block.integer(BlockLayout::parameters, 0, 3, &task) ||
        !block.integer(BlockLayout::parameters + 1, 0, 1, &stable) ||
        !block.integer(BlockLayout::parameters + 2, 0, INT64_MAX / 8, &kth_count)) {
        return Status::bad_argument;
    }
    SortCall call;
    call.task = static_cast<SortTask>(task);
    call.stable = stable == 1;
    Status status = block.shape(&call.ndim, call.shape);
    if (status != Status::ok) return status;
    if (call.ndim < 1 || arguments.count < 2) return Status::bad_argument;
    status = block.operand(env, arguments.values[0], 0, call.ndim, call.shape, &call.in);
    if (status != Status::ok) return status;
    status = block.operand(env, arguments.values[1], 1, call.ndim, call.shape, &call.out);
    if (status != Status::ok) return status;
    if (kth_count > 0) {
        if (arguments.count < 3) return Status::bad_argument;
        Operand kth;
        status = block.operand(env, arguments.values[2], 2, 1, &kth_count, &kth);
        if (status != Status::ok) return status;
        if (kth.dtype != DType::Int64 || (kth.strides[0] != 8 && kth_count > 1) ||
            reinterpret_cast<uintptr_t>(kth.data) % 8 != 0) {
            return Status::bad_argument;
        }
        call.kth = reinterpret_cast<const int64_t*>(kth.data);
        call.kth_count = kth_count;
    }
    int64_t scratch_bytes;
    if (!block.integer(BlockLayout::parameters + 3, 0, kMostElements, &scratch_bytes)) return Status::bad_argument;
    if (scratch_bytes > 0) {
        Operand scratch;
        status = read_axis(env, arguments, 3, scratch_bytes, &scratch);
        if (status != Status::ok) return status;
        if (scratch.dtype != DType::UInt8 || !is_dense(scratch, scratch_bytes)) return Status::bad_argument;
        const Extent room{scratch.data, scratch.data + scratch_bytes};
        const auto extent = [&](const Operand& operand) {
            return extent_of(operand.data, call.ndim, call.shape, operand.strides, item_size(operand.dtype));
        };
        if (room.overlaps(extent(call.in)) || room.overlaps(extent(call.out))) return Status::bad_argument;
        if (reinterpret_cast<uintptr_t>(scratch.data) % 64 == 0) {
            call.scratch = scratch.data;
            call.scratch_bytes = scratch_bytes;
        }
    }
    return run_sort(environment.kernels, environment.pool, call);
}

// Operands: 0 = the keys, their own axis first, 1 = output, which has no such axis (its stride there is 0).
Status lexsort(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    int ndim;
    int64_t shape[kMaxDims];
    Status status = block.shape(&ndim, shape);
    if (status != Status::ok) return status;
    if (ndim < 2 || shape[0] < 1 || arguments.count < 2) return Status::bad_argument;
    Operand keys;
    status = block.operand(env, arguments.values[0], 0, ndim, shape, &keys);
    if (status != Status::ok) return status;
    LexSortCall call;
    call.key_count = shape[0];
    call.key_stride = keys.strides[0];
    shape[0] = 1;
    Operand places;
    status = block.operand(env, arguments.values[1], 1, ndim, shape, &places);
    if (status != Status::ok) return status;
    call.ndim = ndim - 1;
    call.in.data = keys.data;
    call.in.dtype = keys.dtype;
    call.out.data = places.data;
    call.out.dtype = places.dtype;
    for (int i = 0; i < call.ndim; i++) {
        call.shape[i] = shape[i + 1];
        call.in.strides[i] = keys.strides[i + 1];
        call.out.strides[i] = places.strides[i + 1];
    }
    return run_lexsort(environment.kernels, environment.pool, call);
}

// Operands: 0 = sorted elements, 1 = needles of the same dtype, 2 = found (int64), 3 = sorter (int64).
// Parameters: 0, 1 = how many elements and needles, 2 = right, 3 = a sorter is there. Result: 1 for a wrong sorter.
Status search(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    ArgumentBlock& block = environment.block;
    int64_t n, m, right, has_sorter;
    if (!block.integer(BlockLayout::parameters, 0, kMostElements, &n) ||
        !block.integer(BlockLayout::parameters + 1, 0, kMostElements, &m) ||
        !block.integer(BlockLayout::parameters + 2, 0, 1, &right) ||
        !block.integer(BlockLayout::parameters + 3, 0, 1, &has_sorter)) {
        return Status::bad_argument;
    }
    Operand a, needles, found, sorter{nullptr, DType::Int64, {}};
    Status status = read_axis(env, arguments, 0, n, &a);
    if (status == Status::ok) status = read_axis(env, arguments, 1, m, &needles);
    if (status == Status::ok) status = read_axis(env, arguments, 2, m, &found);
    if (status == Status::ok && has_sorter == 1) status = read_axis(env, arguments, 3, n, &sorter);
    if (status != Status::ok) return status;
    if (a.dtype != needles.dtype || found.dtype != DType::Int64 || sorter.dtype != DType::Int64) {
        return Status::bad_argument;
    }
    const SearchCall call{a.dtype,
                          {a.data, a.strides[0], n},
                          {has_sorter == 1 ? sorter.data : nullptr, sorter.strides[0], n},
                          {needles.data, needles.strides[0], m},
                          right == 1,
                          found.data,
                          found.strides[0]};
    bool wrong_place = false;
    status = run_search(environment.kernels, environment.pool, call, &wrong_place);
    block.slots()[BlockLayout::results] = wrong_place ? 1 : 0;
    return status;
}

// Operands: 0 = elements, 1 = those among which is looked, 2 = out (bool). Parameters: 0, 1 = how many, 2 = invert.
Status contains(napi_env env, const Arguments& arguments) noexcept {
    Environment& environment = *arguments.environment;
    const ArgumentBlock& block = environment.block;
    int64_t m, n, invert;
    if (!block.integer(BlockLayout::parameters, 0, kMostElements, &m) ||
        !block.integer(BlockLayout::parameters + 1, 0, kMostElements, &n) ||
        !block.integer(BlockLayout::parameters + 2, 0, 1, &invert)) {
        return Status::bad_argument;
    }
    Operand elements, among, out;
    Status status = read_axis(env, arguments, 0, m, &elements);
    if (status == Status::ok) status = read_axis(env, arguments, 1, n, &among);
    if (status == Status::ok) status = read_axis(env, arguments, 2, m, &out);
    if (status != Status::ok) return status;
    if (elements.dtype != among.dtype || out.dtype != DType::Bool) return Status::bad_argument;
    const ContainsCall call{elements.dtype,
                            {elements.data, elements.strides[0], m},
                            {among.data, among.strides[0], n},
                            invert == 1,
                            out.data,
                            out.strides[0]};
    return run_contains(environment.kernels, environment.pool, call);
}

bool read_neighbor_rule(const ArgumentBlock& block, int64_t* n, NeighborRule* rule) noexcept {
    int64_t kept, nan_equal;
    if (!block.integer(BlockLayout::parameters, 0, kMostElements, n) ||
        !block.integer(BlockLayout::parameters + 1, 0, 2, &kept) ||
        !block.integer(BlockLayout::parameters + 2, 0, 1, &nan_equal)) {
        return false;
    }
    rule->kept = static_cast<Neighbors>(kept);
    rule->nan_equal = nan_equal == 1;
    return true;
}

// Operand 0 = sorted elements, contiguous, changed in place. Parameters: 0 = how many, 1 = Neighbors, 2 = NaN equals
// NaN. Result: how many are kept.
Status keep(napi_env env, const Arguments& arguments) noexcept {
    ArgumentBlock& block = arguments.environment->block;
    int64_t n;
    NeighborRule rule;
    if (!read_neighbor_rule(block, &n, &rule)) return Status::bad_argument;
    Operand a;
    const Status status = read_axis(env, arguments, 0, n, &a);
    if (status != Status::ok) return status;
    if (!is_dense(a, n)) return Status::bad_argument;
    rule.dtype = a.dtype;
    block.slots()[BlockLayout::results] =
        static_cast<double>(keep_neighbors(arguments.environment->kernels.sort, rule, a.data, n));
    return Status::ok;
}

// Operands: 0 = elements, 1 = their places in order, 2 = kept, 3 = groups; all contiguous, int64 but for the first.
// Parameters as keep's, 3 = groups are wanted. Result: how many are kept.
Status find(napi_env env, const Arguments& arguments) noexcept {
    ArgumentBlock& block = arguments.environment->block;
    int64_t n, grouped;
    NeighborRule rule;
    if (!read_neighbor_rule(block, &n, &rule) || !block.integer(BlockLayout::parameters + 3, 0, 1, &grouped)) {
        return Status::bad_argument;
    }
    Operand a, places, kept, group{nullptr, DType::Int64, {}};
    Status status = read_axis(env, arguments, 0, n, &a);
    if (status == Status::ok) status = read_axis(env, arguments, 1, n, &places);
    if (status == Status::ok) status = read_axis(env, arguments, 2, n, &kept);
    if (status == Status::ok && grouped == 1) status = read_axis(env, arguments, 3, n, &group);
    if (status != Status::ok) return status;
    if (places.dtype != DType::Int64 || kept.dtype != DType::Int64 || group.dtype != DType::Int64 || !is_dense(a, n) ||
        !is_dense(places, n) || !is_dense(kept, n) || (grouped == 1 && !is_dense(group, n))) {
        return Status::bad_argument;
    }
    rule.dtype = a.dtype;
    int64_t count = 0;
    status = find_neighbors(rule, a.data, reinterpret_cast<const int64_t*>(places.data), n,
                            reinterpret_cast<int64_t*>(kept.data),
                            grouped == 1 ? reinterpret_cast<int64_t*>(group.data) : nullptr, &count);
    block.slots()[BlockLayout::results] = static_cast<double>(count);
    return status;
}

// Operands: 0 = elements, 1 = distinct ones of the same dtype, 2 = how often each occurs (int64); both contiguous, with
// room for kFewDistinct. Parameters: 0 = how many, 1 = NaN equals NaN. Result: how many there are, −1 for too many.
Status distinct(napi_env env, const Arguments& arguments) noexcept {
    ArgumentBlock& block = arguments.environment->block;
    int64_t n, nan_equal;
    if (!block.integer(BlockLayout::parameters, 0, kMostElements, &n) ||
        !block.integer(BlockLayout::parameters + 1, 0, 1, &nan_equal)) {
        return Status::bad_argument;
    }
    Operand a, distinct, counts;
    Status status = read_axis(env, arguments, 0, n, &a);
    if (status == Status::ok) status = read_axis(env, arguments, 1, kFewDistinct, &distinct);
    if (status == Status::ok) status = read_axis(env, arguments, 2, kFewDistinct, &counts);
    if (status != Status::ok) return status;
    if (distinct.dtype != a.dtype || counts.dtype != DType::Int64 || !can_find_few_distinct(a.dtype) ||
        !is_dense(distinct, kFewDistinct) || !is_dense(counts, kFewDistinct)) {
        return Status::bad_argument;
    }
    block.slots()[BlockLayout::results] = static_cast<double>(find_few_distinct(
        a.dtype, a.data, a.strides[0], n, nan_equal == 1, distinct.data, reinterpret_cast<int64_t*>(counts.data)));
    return Status::ok;
}

}  // namespace

// searchSorted(a, needles, found, sorter?)
napi_value call_search(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, search(env, arguments));
}

// contains(elements, among, out)
napi_value call_contains(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, contains(env, arguments));
}

// keepNeighbors(a)
napi_value call_keep_neighbors(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, keep(env, arguments));
}

// findNeighbors(a, places, kept, group?)
napi_value call_find_neighbors(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, find(env, arguments));
}

// sort(in, out, kth?, scratch?)
napi_value call_sort(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, sort(env, arguments));
}

// lexsort(keys, out)
napi_value call_lexsort(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, lexsort(env, arguments));
}

// findFewDistinct(a, distinct, counts)
napi_value call_find_few_distinct(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, distinct(env, arguments));
}

}  // namespace strided
