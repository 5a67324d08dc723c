#pragma once
#include <node_api.h>

#include <vector>

#include "native/binding/argument_block.h"
#include "native/binding/block_registry.h"
#include "native/core/status.h"
#include "native/fft/plan.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/float_errors.h"
#include "native/loops/thread_pool.h"

namespace strided {

// An elementwise kernel and what its signature says, read once at load.
struct ElementwiseEntry {
    const ElementwiseLoop* loop;
    int nin;
    int nout;
    DType dtypes[kMaxOperands];
    bool refuses_negative_exponents;  // power of signed integers
};

// All that one napi_env (the main thread's, or a worker's) owns. Every bound function receives it as its data pointer.
struct Environment {
    explicit Environment(const KernelTable& table) : kernels(table), pool(default_threads()) {}

    const KernelTable& kernels;
    ArgumentBlock block;
    BlockRegistry registry;
    ThreadPool pool;
    FloatWatch float_watch;
    FftPlans fft_plans;
    // Kernels by the number JavaScript knows them by: their place in the exported list.
    std::vector<ElementwiseEntry> elementwise;
    std::vector<const ReduceLoop*> reduce;
    std::vector<const ScanLoop*> scans;
    std::vector<const AtLoop*> at;
};

// The arguments of one call. More than kMaxArguments are ignored, fewer read as undefined.
struct Arguments {
    static constexpr size_t kMaxArguments = 8;
    napi_value values[kMaxArguments];
    size_t count = kMaxArguments;
    Environment* environment = nullptr;

    Arguments(napi_env env, napi_callback_info info) noexcept {
        void* data = nullptr;
        napi_get_cb_info(env, info, &count, values, nullptr, &data);
        environment = static_cast<Environment*>(data);
    }
};

// What a bound function returns: undefined where all went well (which costs nothing), else the status as a number.
inline napi_value answer(napi_env env, Status status) noexcept {
    if (status == Status::ok) return nullptr;
    napi_value value = nullptr;
    napi_create_int32(env, static_cast<int32_t>(status), &value);
    return value;
}

inline int64_t integer_argument(napi_env env, napi_value value, int64_t otherwise) noexcept {
    double number = 0;
    if (napi_get_value_double(env, value, &number) != napi_ok) return otherwise;
    if (!(number >= -9007199254740992.0 && number <= 9007199254740992.0)) return otherwise;
    return static_cast<int64_t>(number);
}

// The bound functions, by file.
napi_value call_elementwise(napi_env env, napi_callback_info info);
napi_value call_elementwise_run(napi_env env, napi_callback_info info);
napi_value call_elementwise_named(napi_env env, napi_callback_info info);
napi_value call_copy_plane(napi_env env, napi_callback_info info);
napi_value call_reduce(napi_env env, napi_callback_info info);
napi_value call_variance(napi_env env, napi_callback_info info);
napi_value call_arg_reduce(napi_env env, napi_callback_info info);
napi_value call_scan(napi_env env, napi_callback_info info);
napi_value call_reduce_segments(napi_env env, napi_callback_info info);
napi_value call_operate_at(napi_env env, napi_callback_info info);
napi_value call_gather(napi_env env, napi_callback_info info);
napi_value call_gather_items(napi_env env, napi_callback_info info);
napi_value call_mask_count(napi_env env, napi_callback_info info);
napi_value call_mask_select(napi_env env, napi_callback_info info);
napi_value call_mask_assign(napi_env env, napi_callback_info info);
napi_value call_mask_positions(napi_env env, napi_callback_info info);
napi_value call_ravel_indices(napi_env env, napi_callback_info info);
napi_value call_unravel_places(napi_env env, napi_callback_info info);
napi_value call_join(napi_env env, napi_callback_info info);
napi_value call_repeat_total(napi_env env, napi_callback_info info);
napi_value call_repeat(napi_env env, napi_callback_info info);
napi_value call_triangle(napi_env env, napi_callback_info info);
napi_value call_watch_float_errors(napi_env env, napi_callback_info info);
napi_value call_lapack(napi_env env, napi_callback_info info);
napi_value call_sort(napi_env env, napi_callback_info info);
napi_value call_lexsort(napi_env env, napi_callback_info info);
napi_value call_search(napi_env env, napi_callback_info info);
napi_value call_contains(napi_env env, napi_callback_info info);
napi_value call_keep_neighbors(napi_env env, napi_callback_info info);
napi_value call_find_neighbors(napi_env env, napi_callback_info info);
napi_value call_find_few_distinct(napi_env env, napi_callback_info info);
napi_value call_matmul(napi_env env, napi_callback_info info);
napi_value call_convolve(napi_env env, napi_callback_info info);
napi_value call_order_statistics(napi_env env, napi_callback_info info);
napi_value call_bits(napi_env env, napi_callback_info info);
napi_value call_bessel(napi_env env, napi_callback_info info);
napi_value call_unwrap(napi_env env, napi_callback_info info);
napi_value call_locate(napi_env env, napi_callback_info info);
napi_value call_histogram(napi_env env, napi_callback_info info);
napi_value call_tally(napi_env env, napi_callback_info info);
napi_value call_interpolate(napi_env env, napi_callback_info info);
napi_value call_fft(napi_env env, napi_callback_info info);
napi_value call_fft_workspace(napi_env env, napi_callback_info info);
napi_value call_arange(napi_env env, napi_callback_info info);
napi_value call_random_draw(napi_env env, napi_callback_info info);
napi_value call_random_integers(napi_env env, napi_callback_info info);
napi_value call_random_raw(napi_env env, napi_callback_info info);
napi_value call_random_mix(napi_env env, napi_callback_info info);
napi_value call_random_expand(napi_env env, napi_callback_info info);
napi_value call_random_seed(napi_env env, napi_callback_info info);
napi_value call_random_advance(napi_env env, napi_callback_info info);
napi_value call_random_shuffle(napi_env env, napi_callback_info info);
napi_value call_random_choose(napi_env env, napi_callback_info info);
napi_value call_random_weigh(napi_env env, napi_callback_info info);
napi_value call_random_range(napi_env env, napi_callback_info info);
napi_value call_random_weighted(napi_env env, napi_callback_info info);
napi_value call_random_round(napi_env env, napi_callback_info info);
napi_value call_random_gather(napi_env env, napi_callback_info info);
napi_value call_random_rows(napi_env env, napi_callback_info info);
napi_value random_draw_names(napi_env env);
napi_value call_allocate(napi_env env, napi_callback_info info);
napi_value call_release(napi_env env, napi_callback_info info);
napi_value call_lend(napi_env env, napi_callback_info info);
napi_value call_guard(napi_env env, napi_callback_info info);
napi_value call_sweep(napi_env env, napi_callback_info info);
napi_value call_trim(napi_env env, napi_callback_info info);
napi_value call_memory_counts(napi_env env, napi_callback_info info);
napi_value call_set_memory_limit(napi_env env, napi_callback_info info);
napi_value call_report_pressure(napi_env env, napi_callback_info info);
napi_value call_text_measure(napi_env env, napi_callback_info info);
napi_value call_text_read(napi_env env, napi_callback_info info);
napi_value call_text_classify(napi_env env, napi_callback_info info);
napi_value call_text_numbers(napi_env env, napi_callback_info info);
napi_value call_text_format(napi_env env, napi_callback_info info);
napi_value call_crc32(napi_env env, napi_callback_info info);
napi_value call_set_threads(napi_env env, napi_callback_info info);

}  // namespace strided
