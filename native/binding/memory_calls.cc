#include "native/binding/environment.h"
#include "native/memory/process_limit.h"

namespace strided {

// allocate(bytes, zero, slab, holder): an ArrayBuffer, its block's id and capacity in results; a status where there is
// no memory. The block comes back once the holder was collected.
napi_value call_allocate(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    Environment& environment = *arguments.environment;
    const int64_t bytes = integer_argument(env, arguments.values[0], -1);
    bool zero = false;
    bool slab = false;
    napi_get_value_bool(env, arguments.values[1], &zero);
    napi_get_value_bool(env, arguments.values[2], &slab);
    if (bytes < 0) return answer(env, Status::bad_argument);
    napi_value buffer = nullptr;
    int64_t id = -1;
    int64_t capacity = 0;
    const Status status =
        environment.registry.allocate(env, bytes, zero, slab, arguments.values[3], &buffer, &id, &capacity);
    if (status != Status::ok) return answer(env, status);
    double* results = environment.block.slots() + BlockLayout::results;
    results[0] = static_cast<double>(id);
    results[1] = static_cast<double>(capacity);
    return buffer;
}

// release(id): the caller has dropped the ArrayBuffer, or keeps it where no one can use it.
napi_value call_release(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    arguments.environment->registry.release(env, integer_argument(env, arguments.values[0], -1));
    return nullptr;
}

napi_value call_lend(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    arguments.environment->registry.lend(env, integer_argument(env, arguments.values[0], -1));
    return nullptr;
}

// guard(id, start, bytes, room): marks for a sanitizer what of a slab's room an array may touch.
napi_value call_guard(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    int64_t numbers[4];
    for (int i = 0; i < 4; i++) numbers[i] = integer_argument(env, arguments.values[i], -1);
    arguments.environment->registry.guard(numbers[0], numbers[1], numbers[2], numbers[3]);
    return nullptr;
}

// sweep(all): takes back what was collected; the bytes come in results[0].
napi_value call_sweep(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    bool all = false;
    napi_get_value_bool(env, arguments.values[0], &all);
    const int64_t bytes = arguments.environment->registry.sweep(env, all);
    arguments.environment->block.slots()[BlockLayout::results] = static_cast<double>(bytes);
    return nullptr;
}

napi_value call_trim(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    const int64_t bytes = arguments.environment->registry.trim(env);
    arguments.environment->block.slots()[BlockLayout::results] = static_cast<double>(bytes);
    return nullptr;
}

// memoryCounts(): live blocks, live bytes, lent bytes, idle bytes, the process's bytes and its limit, slabs' bytes, in
// results.
napi_value call_memory_counts(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    const BlockRegistry::Counts counts = arguments.environment->registry.counts();
    double* results = arguments.environment->block.slots() + BlockLayout::results;
    results[0] = static_cast<double>(counts.live_blocks);
    results[1] = static_cast<double>(counts.live_bytes);
    results[2] = static_cast<double>(counts.lent_bytes);
    results[3] = static_cast<double>(counts.idle_bytes);
    results[4] = static_cast<double>(counts.held_bytes);
    results[5] = static_cast<double>(process_limit());
    results[6] = static_cast<double>(counts.slab_bytes);
    return nullptr;
}

// setMemoryLimit(bytes): not positive means the default.
napi_value call_set_memory_limit(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    const int64_t bytes = integer_argument(env, arguments.values[0], 0);
    set_process_limit(bytes > 0 ? bytes : default_process_limit());
    return nullptr;
}

napi_value call_report_pressure(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    bool reports = false;
    napi_get_value_bool(env, arguments.values[0], &reports);
    arguments.environment->registry.set_reports_pressure(env, reports);
    return nullptr;
}

}  // namespace strided
