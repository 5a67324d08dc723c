#include "native/loops/reduce.h"

#include <atomic>
#include <cstring>

#include "native/loops/reduce_finish.h"
#include "native/loops/reduce_in_order.h"
#include "native/loops/reduce_plan.h"
#include "native/loops/reduce_repeat.h"
#include "native/loops/reduce_stage.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

constexpr int64_t kTileBytes = ReducePlan::kMostTileOutputs * kMaxItemSize;
constexpr int64_t kLookElements = 32768;  // all() and any() look this often whether another thread has the answer
constexpr int64_t kCacheBytes = 256 * 1024;

DType input_of(const ReduceLoop& loop) noexcept { return static_cast<DType>(dtype_of_letter(loop.signature[0])); }
DType output_of(const ReduceLoop& loop) noexcept { return static_cast<DType>(dtype_of_letter(loop.signature[3])); }

// Whether what an output has met so far decides how it goes on (kernels/reduce/ordered_product.h).
bool depends_on_prefix(const ReduceLoop& loop) noexcept {
    const bool is_product = std::strcmp(loop.op, "multiply") == 0 || std::strcmp(loop.op, "nan_multiply") == 0;
    return is_product && (loop.signature[0] == 'f' || loop.signature[0] == 'd');
}

// Combines the chunks' accumulators [chunk][output] of a tile pairwise into those of chunk 0.
void combine_chunks(CombineFn combine, char* partial, int64_t chunks, int64_t outputs, const ReduceTile& tile,
                    int size) noexcept {
    for (int64_t step = 1; step < chunks; step *= 2) {
        for (int64_t c = 0; c + step < chunks; c += 2 * step) {
            combine(partial + ((c + step) * outputs + tile.first) * size, partial + (c * outputs + tile.first) * size,
                    tile.count);
        }
    }
}

// The sums, extrema, … of one call, per tile and chunk.
struct Folding {
    const ReducePlan& plan;
    const ReducePlan& in_order;  // the same with axes in their own directions
    const ReduceLoop& loop;
    const ReduceStage& stage;
    const char* start;           // accumulators of chunk 0 start from this, those of others from the neutral element
    const char* fill;            // stands for elements where the mask is false
    std::atomic<bool>* decided;  // set once a single output cannot change any more, or nullptr

    void run(const ReduceTile& tile, int64_t chunk, char* acc) const noexcept {
        const int size = item_size(output_of(loop));
        fill_items(size, chunk == 0 ? start : static_cast<const char*>(loop.neutral), acc, tile.count);
        if (plan.empty()) return;
        const auto fold = [&](const ReduceBlock& b) {
            loop.fold_rows(b.in, b.row_stride, b.rows, b.col_stride, b.cols, acc + b.acc * size, b.acc_step * size);
            return true;
        };
        walk_reduction(plan, tile, chunk, false, [&](const ReduceBlock& block) {
            if (decided != nullptr) return fold_until_decided(block, acc, fold);
            return stage.needed() ? stage.run(block, fill, 0, fold) : fold(block);
        });
    }

    // Results that depend on the order of the elements.
    void mend(const ReduceTile& tile, char* acc) const noexcept {
        if (!plan.empty()) mend_in_order(loop, in_order, stage, tile, start, fill, acc);
    }

  private:
    template <class Fold>
    bool fold_until_decided(const ReduceBlock& block, char* acc, const Fold& fold) const noexcept {
        ReduceBlock part = block;
        for (int64_t row = 0; row < block.rows; row += kLookElements) {
            if (decided->load(std::memory_order_relaxed)) return false;
            part.in = block.in + row * block.row_stride;
            part.mask = block.mask + row * block.mask_row_stride;
            part.rows = block.rows - row < kLookElements ? block.rows - row : kLookElements;
            stage.needed() ? stage.run(part, fill, 0, fold) : fold(part);
            if (std::memcmp(acc, loop.absorbing, static_cast<size_t>(item_size(output_of(loop)))) == 0) {
                decided->store(true, std::memory_order_relaxed);
                return false;
            }
        }
        return true;
    }
};

// Counts, per output, the elements whose mask is true (with op "count_numbers": those that are not NaN), into int64
// values at plan order of `strides`.
Status count_elements(const KernelTable& kernels, ThreadPool& pool, const char* op, int ndim, const int64_t* shape,
                      const Operand& mask, const int64_t* out_strides, Scratch& memory, char** counts,
                      int64_t* count_strides) noexcept {
    ReduceCall call;
    const char signature[] = {kDTypeLetters[static_cast<int>(mask.dtype)], '-', '>', 'l', '\0'};
    call.loop = find_reduce_loop(kernels, op, signature);
    if (call.loop == nullptr) return Status::bad_argument;
    call.mean = false;
    call.masked = false;
    call.initial = nullptr;
    call.ndim = ndim;
    int64_t outputs = 1;
    for (int i = ndim - 1; i >= 0; i--) {
        call.shape[i] = shape[i];
        call.in.strides[i] = mask.strides[i];
        const bool kept = out_strides[i] != 0;
        count_strides[i] = kept ? outputs * static_cast<int64_t>(sizeof(int64_t)) : 0;
        call.out.strides[i] = count_strides[i];
        if (kept) outputs *= shape[i];
    }
    *counts = memory.allocate(outputs * static_cast<int64_t>(sizeof(int64_t)));
    if (*counts == nullptr) return Status::out_of_memory;
    call.in.data = mask.data;
    call.in.dtype = mask.dtype;
    call.out.data = *counts;
    call.out.dtype = DType::Int64;
    return run_reduce(kernels, pool, call);
}

}  // namespace

const ReduceLoop* find_reduce_loop(const KernelTable& kernels, const char* op, const char* signature) noexcept {
    for (int f = 0; f < kernels.reduce_families; f++) {
        const List<ReduceLoop>& family = kernels.reduce[f];
        for (int i = 0; i < family.count; i++) {
            const ReduceLoop& loop = family.items[i];
            if (std::strcmp(loop.op, op) == 0 && std::strcmp(loop.signature, signature) == 0) return &loop;
        }
    }
    return nullptr;
}

Status run_reduce(const KernelTable& kernels, ThreadPool& pool, const ReduceCall& call) noexcept {
    const RepeatedAxes repeated(call.ndim, call.shape, call.in, call.masked ? &call.mask : nullptr, call.out);
    if (repeated.count > 0) {
        ReduceCall once = call;
        repeated.leave_out(once.shape);
        const Status status = run_reduce(kernels, pool, once);
        return status == Status::ok ? repeated.fill(kernels, pool, call.ndim, call.shape, call.out) : status;
    }
    const ReduceLoop& loop = *call.loop;
    const DType in = input_of(loop);
    const DType acc = output_of(loop);
    const int size = item_size(acc);

    ReducePlan plan;
    Scratch count_memory;
    char* counts = nullptr;
    int64_t count_strides[kMaxDims];
    const bool counted = call.mean && call.masked;
    if (counted) {
        const Status status = count_elements(kernels, pool, "add", call.ndim, call.shape, call.mask, call.out.strides,
                                             count_memory, &counts, count_strides);
        if (status != Status::ok) return status;
    }
    plan.data[kReduceIn] = call.in.data;
    plan.data[kReduceMask] = call.masked ? call.mask.data : nullptr;
    plan.data[kReduceOut] = call.out.data;
    plan.data[kReduceCount] = counts;
    const ReduceStrides strides{call.in.strides, call.masked ? call.mask.strides : nullptr, call.out.strides,
                                counted ? count_strides : nullptr};
    plan_reduction(plan, call.ndim, call.shape, strides, false, item_size(call.in.dtype), 0, depends_on_prefix(loop));
    if (plan.outputs == 0) return Status::ok;
    bool backwards = false;
    for (int i = 0; i < call.ndim; i++) backwards |= call.in.strides[i] < 0 && call.out.strides[i] == 0;
    ReducePlan turned;
    if (backwards) {
        turned = plan;
        keep_directions(turned, call.ndim, call.shape, strides);
    }

    const ReduceStage stage{&kernels, call.in.dtype, in,
                            is_aligned(call.in.data, call.ndim, call.in.strides, call.in.dtype), call.masked};
    alignas(16) char start[kMaxItemSize];
    alignas(16) char fill[kMaxItemSize];
    const void* first = loop.identity != nullptr ? loop.identity : loop.neutral;
    std::memcpy(start, first, static_cast<size_t>(size));
    if (call.initial != nullptr) {
        alignas(16) char initial[kMaxItemSize];
        std::memcpy(initial, call.initial, static_cast<size_t>(item_size(call.out.dtype)));
        kernels.casts[static_cast<int>(call.out.dtype)][static_cast<int>(acc)](initial, 0, start, size, 1);
    }
    kernels.casts[static_cast<int>(acc)][static_cast<int>(in)](static_cast<const char*>(loop.neutral), 0, fill,
                                                               item_size(in), 1);
    std::atomic<bool> decided{false};
    const bool may_decide = loop.absorbing != nullptr && plan.outputs == 1;
    const Folding folding{plan, backwards ? turned : plan, loop, stage, start, fill, may_decide ? &decided : nullptr};
    const ReduceFinish finish{
        &kernels, acc,     call.out.dtype,   call.mean ? ReduceFinish::Step::mean : ReduceFinish::Step::none,
        0,        counted, plan.reduced_size};

    if (plan.chunks == 1) {
        pool.for_ranges(plan.tiles, 1, [&](int64_t begin, int64_t end) {
            alignas(64) char values[kTileBytes];
            for (int64_t t = begin; t < end; t++) {
                const ReduceTile tile = plan.tile(t);
                folding.run(tile, 0, values);
                folding.mend(tile, values);
                finish.write(plan, tile, values);
            }
        });
        return Status::ok;
    }
    Scratch memory;
    char* partial = memory.allocate(plan.chunks * plan.outputs * size);
    if (partial == nullptr) return Status::out_of_memory;
    pool.for_ranges(plan.units(), 1, [&](int64_t begin, int64_t end) {
        for (int64_t u = begin; u < end; u++) {
            const ReduceTile tile = plan.tile(u % plan.tiles);
            const int64_t chunk = u / plan.tiles;
            folding.run(tile, chunk, partial + (chunk * plan.outputs + tile.first) * size);
        }
    });
    for (int64_t t = 0; t < plan.tiles; t++) {
        const ReduceTile tile = plan.tile(t);
        combine_chunks(loop.combine, partial, plan.chunks, plan.outputs, tile, size);
        folding.mend(tile, partial + tile.first * size);
        finish.write(plan, tile, partial + tile.first * size);
    }
    return Status::ok;
}

namespace {

struct VarianceLoops {
    const ReduceLoop* sum = nullptr;
    const DeviationLoop* deviation = nullptr;
};

VarianceLoops variance_loops(const KernelTable& kernels, DType compute, bool skips_nan) noexcept {
    VarianceLoops loops;
    const char letter = kDTypeLetters[static_cast<int>(compute)];
    for (int i = 0; i < kernels.deviation.count; i++) {
        // "dd->dn" leaves NaN out.
        const char* signature = kernels.deviation.items[i].signature;
        if (signature[0] == letter && (signature[5] == 'n') == skips_nan) loops.deviation = &kernels.deviation.items[i];
    }
    if (loops.deviation == nullptr) return loops;
    const char signature[] = {letter, '-', '>', loops.deviation->signature[1], '\0'};
    loops.sum = find_reduce_loop(kernels, skips_nan ? "nan_add" : "add", signature);
    return loops;
}

}  // namespace

Status run_variance(const KernelTable& kernels, ThreadPool& pool, const VarianceCall& call) noexcept {
    const RepeatedAxes repeated(call.ndim, call.shape, call.in, call.masked ? &call.mask : nullptr, call.out);
    if (repeated.count > 0) {
        VarianceCall once = call;
        repeated.leave_out(once.shape);
        const Status status = run_variance(kernels, pool, once);
        return status == Status::ok ? repeated.fill(kernels, pool, call.ndim, call.shape, call.out) : status;
    }
    // A mean cannot stand in for masked elements in float16.
    const DType compute = call.compute == DType::Float16 && call.masked ? DType::Float32 : call.compute;
    const VarianceLoops loops = variance_loops(kernels, compute, call.skips_nan);
    if (loops.sum == nullptr) return Status::bad_argument;
    const DType mean_type = output_of(*loops.sum);
    const DType acc = static_cast<DType>(dtype_of_letter(loops.deviation->signature[4]));
    const int mean_size = item_size(mean_type);
    const int size = item_size(acc);

    ReducePlan plan;
    Scratch count_memory;
    char* counts = nullptr;
    int64_t count_strides[kMaxDims];
    const bool counted = call.masked || call.skips_nan;
    if (counted) {
        const Status status =
            count_elements(kernels, pool, call.masked ? "add" : "count_numbers", call.ndim, call.shape,
                           call.masked ? call.mask : call.in, call.out.strides, count_memory, &counts, count_strides);
        if (status != Status::ok) return status;
    }
    plan.data[kReduceIn] = call.in.data;
    plan.data[kReduceMask] = call.masked ? call.mask.data : nullptr;
    plan.data[kReduceOut] = call.out.data;
    plan.data[kReduceCount] = counts;
    plan_reduction(plan, call.ndim, call.shape,
                   {call.in.strides, call.masked ? call.mask.strides : nullptr, call.out.strides,
                    counted ? count_strides : nullptr},
                   false, item_size(call.in.dtype), kCacheBytes);
    if (plan.outputs == 0) return Status::ok;

    const ReduceStage stage{&kernels, call.in.dtype, compute,
                            is_aligned(call.in.data, call.ndim, call.in.strides, call.in.dtype), call.masked};
    alignas(16) const char zero[kMaxItemSize] = {};
    const Folding folding{plan, plan, *loops.sum, stage, zero, zero, nullptr};
    const ReduceFinish mean{&kernels, mean_type, mean_type, ReduceFinish::Step::mean, 0, counted, plan.reduced_size};
    const ReduceFinish finish{
        &kernels,  acc,     call.out.dtype,   call.root ? ReduceFinish::Step::deviation : ReduceFinish::Step::variance,
        call.ddof, counted, plan.reduced_size};
    const auto fold_deviations = [&](const ReduceTile& tile, int64_t chunk, const char* means, char* values) {
        fill_items(size, zero, values, tile.count);
        if (plan.empty()) return;
        const auto fold = [&](const ReduceBlock& b) {
            loops.deviation->fold_rows(b.in, b.row_stride, b.rows, b.col_stride, b.cols, means + b.acc * mean_size,
                                       b.acc_step * mean_size, values + b.acc * size, b.acc_step * size);
            return true;
        };
        walk_reduction(plan, tile, chunk, false, [&](const ReduceBlock& b) {
            return stage.needed() ? stage.run(b, means + b.acc * mean_size, b.acc_step * mean_size, fold) : fold(b);
        });
    };

    if (plan.chunks == 1) {
        pool.for_ranges(plan.tiles, 1, [&](int64_t begin, int64_t end) {
            alignas(64) char means[kTileBytes];
            alignas(64) char values[kTileBytes];
            for (int64_t t = begin; t < end; t++) {
                const ReduceTile tile = plan.tile(t);
                folding.run(tile, 0, means);
                mean.divide(plan, tile, means);
                fold_deviations(tile, 0, means, values);
                finish.write(plan, tile, values);
            }
        });
        return Status::ok;
    }
    Scratch mean_memory;
    Scratch memory;
    char* means = mean_memory.allocate(plan.chunks * plan.outputs * mean_size);
    char* partial = memory.allocate(plan.chunks * plan.outputs * size);
    if (means == nullptr || partial == nullptr) return Status::out_of_memory;
    pool.for_ranges(plan.units(), 1, [&](int64_t begin, int64_t end) {
        for (int64_t u = begin; u < end; u++) {
            const ReduceTile tile = plan.tile(u % plan.tiles);
            const int64_t chunk = u / plan.tiles;
            folding.run(tile, chunk, means + (chunk * plan.outputs + tile.first) * mean_size);
        }
    });
    for (int64_t t = 0; t < plan.tiles; t++) {
        const ReduceTile tile = plan.tile(t);
        combine_chunks(loops.sum->combine, means, plan.chunks, plan.outputs, tile, mean_size);
        mean.divide(plan, tile, means + tile.first * mean_size);
    }
    pool.for_ranges(plan.units(), 1, [&](int64_t begin, int64_t end) {
        for (int64_t u = begin; u < end; u++) {
            const ReduceTile tile = plan.tile(u % plan.tiles);
            const int64_t chunk = u / plan.tiles;
            fold_deviations(tile, chunk, means + tile.first * mean_size,
                            partial + (chunk * plan.outputs + tile.first) * size);
        }
    });
    for (int64_t t = 0; t < plan.tiles; t++) {
        const ReduceTile tile = plan.tile(t);
        combine_chunks(loops.deviation->combine, partial, plan.chunks, plan.outputs, tile, size);
        finish.write(plan, tile, partial + tile.first * size);
    }
    return Status::ok;
}

}  // namespace strided
