#include <napi.h>

#include <cstdlib>
#include <string>

#include "native/binding/environment.h"
#include "native/kernels/dispatch.h"
#include "native/linalg/blas_threads.h"

#if defined(STRIDED_COVERAGE)
extern "C" void __gcov_dump();
#endif

namespace strided {
namespace {

#if defined(STRIDED_COVERAGE)
// writeCoverage(): how often each line ran. It is written as a process exits too, but not where it is killed.
napi_value call_write_coverage(napi_env, napi_callback_info) {
    __gcov_dump();
    return nullptr;
}
#endif

struct Bound {
    const char* name;
    napi_callback callback;
};

constexpr Bound kBound[] = {
    {"elementwise", call_elementwise},
    {"elementwiseRun", call_elementwise_run},
    {"elementwiseNamed", call_elementwise_named},
    {"copyPlane", call_copy_plane},
    {"reduce", call_reduce},
    {"variance", call_variance},
    {"argReduce", call_arg_reduce},
    {"scan", call_scan},
    {"reduceSegments", call_reduce_segments},
    {"operateAt", call_operate_at},
    {"gather", call_gather},
    {"gatherItems", call_gather_items},
    {"maskCount", call_mask_count},
    {"maskSelect", call_mask_select},
    {"maskAssign", call_mask_assign},
    {"maskPositions", call_mask_positions},
    {"ravelIndices", call_ravel_indices},
    {"unravelPlaces", call_unravel_places},
    {"join", call_join},
    {"repeatTotal", call_repeat_total},
    {"repeat", call_repeat},
    {"triangle", call_triangle},
    {"sort", call_sort},
    {"lexsort", call_lexsort},
    {"searchSorted", call_search},
    {"contains", call_contains},
    {"keepNeighbors", call_keep_neighbors},
    {"findNeighbors", call_find_neighbors},
    {"findFewDistinct", call_find_few_distinct},
    {"matmul", call_matmul},
    {"lapack", call_lapack},
    {"watchFloatErrors", call_watch_float_errors},
    {"fft", call_fft},
    {"fftWorkspace", call_fft_workspace},
    {"arange", call_arange},
    {"convolve", call_convolve},
    {"orderStatistics", call_order_statistics},
    {"bits", call_bits},
    {"bessel", call_bessel},
    {"unwrap", call_unwrap},
    {"locate", call_locate},
    {"histogram", call_histogram},
    {"tally", call_tally},
    {"interpolate", call_interpolate},
    {"randomDraw", call_random_draw},
    {"randomIntegers", call_random_integers},
    {"randomRaw", call_random_raw},
    {"randomMix", call_random_mix},
    {"randomExpand", call_random_expand},
    {"randomSeed", call_random_seed},
    {"randomAdvance", call_random_advance},
    {"randomShuffle", call_random_shuffle},
    {"randomChoose", call_random_choose},
    {"randomWeigh", call_random_weigh},
    {"randomRange", call_random_range},
    {"randomWeighted", call_random_weighted},
    {"randomRound", call_random_round},
    {"randomGather", call_random_gather},
    {"randomRows", call_random_rows},
    {"textMeasure", call_text_measure},
    {"textRead", call_text_read},
    {"textClassify", call_text_classify},
    {"textNumbers", call_text_numbers},
    {"textFormat", call_text_format},
    {"crc32", call_crc32},
    {"allocate", call_allocate},
    {"release", call_release},
    {"lend", call_lend},
    {"guard", call_guard},
    {"sweep", call_sweep},
    {"trim", call_trim},
    {"memoryCounts", call_memory_counts},
    {"setMemoryLimit", call_set_memory_limit},
    {"reportPressure", call_report_pressure},
    {"setThreads", call_set_threads},
#if defined(STRIDED_COVERAGE)
    {"writeCoverage", call_write_coverage},
#endif
};

Napi::Object layout(Napi::Env env) {
    Napi::Object object = Napi::Object::New(env);
    object.Set("ndim", BlockLayout::ndim);
    object.Set("parameters", BlockLayout::parameters);
    object.Set("operands", BlockLayout::operands);
    object.Set("shape", BlockLayout::shape);
    object.Set("strides", BlockLayout::strides);
    object.Set("scalars", BlockLayout::scalars);
    object.Set("results", BlockLayout::results);
    object.Set("run", BlockLayout::run);
    object.Set("plane", BlockLayout::plane);
    object.Set("named", BlockLayout::named);
    object.Set("maxDims", kMaxDims);
    return object;
}

// ["add bb->b", …]: a kernel's number is its place.
template <class Loop>
Napi::Array names(Napi::Env env, const std::vector<const Loop*>& loops) {
    Napi::Array array = Napi::Array::New(env, loops.size());
    for (uint32_t i = 0; i < loops.size(); i++) {
        array.Set(i, std::string(loops[i]->op) + " " + loops[i]->signature);
    }
    return array;
}

template <class Loop>
void flatten(const List<Loop>* families, int count, std::vector<const Loop*>* loops) {
    for (int f = 0; f < count; f++) {
        for (int i = 0; i < families[f].count; i++) loops->push_back(&families[f].items[i]);
    }
}

// "dd->d": the arrow stands behind the inputs, and the outputs end the text.
ElementwiseEntry entry_of(const ElementwiseLoop* loop) {
    ElementwiseEntry entry{loop, 0, 0, {}, false};
    const std::string signature = loop->signature;
    entry.nin = static_cast<int>(signature.find("->"));
    entry.nout = static_cast<int>(signature.size()) - entry.nin - 2;
    for (int k = 0; k < entry.nin + entry.nout; k++) {
        const char letter = signature[static_cast<size_t>(k < entry.nin ? k : k + 2)];
        entry.dtypes[k] = static_cast<DType>(dtype_of_letter(letter));
    }
    entry.refuses_negative_exponents =
        std::string(loop->op) == "power" && std::string("bhil").find(signature[0]) != std::string::npos;
    return entry;
}

Napi::Object init(Napi::Env env, Napi::Object exports) {
    const char* error = nullptr;
    const KernelTable* kernels = select_kernels(std::getenv("STRIDED_ISA"), &error);
    if (kernels == nullptr) {
        Napi::Error::New(env, error).ThrowAsJavaScriptException();
        return exports;
    }
    auto* environment = new Environment(*kernels);
    env.SetInstanceData<Environment>(environment);
    if (std::getenv("STRIDED_NUM_THREADS") != nullptr) set_blas_threads(environment->pool.threads());
    env.AddCleanupHook([raw = napi_env(env)](Environment* closing) { closing->registry.close(raw); }, environment);
    std::vector<const ElementwiseLoop*> elementwise;
    flatten(kernels->elementwise, kernels->elementwise_families, &elementwise);
    for (const ElementwiseLoop* loop : elementwise) environment->elementwise.push_back(entry_of(loop));
    flatten(kernels->reduce, kernels->reduce_families, &environment->reduce);
    flatten(kernels->scans, 3, &environment->scans);
    flatten(&kernels->at, 1, &environment->at);

    for (const Bound& bound : kBound) {
        napi_value function = nullptr;
        if (napi_create_function(env, bound.name, NAPI_AUTO_LENGTH, bound.callback, environment, &function) ==
            napi_ok) {
            exports.Set(bound.name, Napi::Value(env, function));
        }
    }
    napi_value block = nullptr;
    napi_create_external_arraybuffer(
        env, environment->block.slots(), BlockLayout::size * sizeof(double), [](napi_env, void*, void*) {}, nullptr,
        &block);
    exports.Set("block", Napi::Value(env, block));
    exports.Set("layout", layout(env));
    if (BlockPool::kGuardBytes > 0) exports.Set("guardBytes", Napi::Number::New(env, BlockPool::kGuardBytes));
    exports.Set("level", Napi::String::New(env, kernels->level));
    exports.Set("elementwiseLoops", names(env, elementwise));
    exports.Set("reduceLoops", names(env, environment->reduce));
    std::vector<const ArgReduceLoop*> arg_reduce;
    flatten(&kernels->arg_reduce, 1, &arg_reduce);
    exports.Set("argReduceLoops", names(env, arg_reduce));
    exports.Set("scanLoops", names(env, environment->scans));
    exports.Set("atLoops", names(env, environment->at));
    exports.Set("randomDraws", Napi::Value(env, random_draw_names(env)));
    Napi::Array dtypes = Napi::Array::New(env, kDTypeCount);
    for (uint32_t i = 0; i < kDTypeCount; i++) dtypes.Set(i, kDTypeNames[i]);
    exports.Set("dtypes", dtypes);
    return exports;
}

}  // namespace
}  // namespace strided

static Napi::Object strided_init(Napi::Env env, Napi::Object exports) { return strided::init(env, exports); }

NODE_API_MODULE(strided, strided_init)
