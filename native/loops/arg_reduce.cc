#include "native/loops/arg_reduce.h"

#include "native/loops/reduce_plan.h"
#include "native/loops/reduce_repeat.h"
#include "native/loops/reduce_stage.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

constexpr int64_t kNone = -1;

struct Search {
    const ReducePlan& plan;
    const ArgReduceLoop& loop;
    const ReduceStage& stage;
    int size;

    // The best elements and their indices for one chunk of a tile.
    void run(const ReduceTile& tile, int64_t chunk, char* best, int64_t* index) const noexcept {
        fill_items(sizeof(int64_t), reinterpret_cast<const char*>(&kNone), reinterpret_cast<char*>(index), tile.count);
        if (plan.empty()) return;
        const auto fold = [&](const ReduceBlock& b) {
            if (b.acc_step == 1 || b.cols == 1) {
                loop.fold_rows(b.in, b.row_stride, b.rows, b.col_stride, b.cols, b.position, best + b.acc * size,
                               index + b.acc);
                return true;
            }
            for (int64_t j = 0; j < b.cols; j++) {
                const int64_t acc = b.acc + j * b.acc_step;
                loop.fold_rows(b.in + j * b.col_stride, b.row_stride, b.rows, 0, 1, b.position, best + acc * size,
                               index + acc);
            }
            return true;
        };
        walk_reduction(plan, tile, chunk, true, [&](const ReduceBlock& block) {
            return stage.needed() ? stage.run(block, nullptr, 0, fold) : fold(block);
        });
    }
};

void write_indices(const ReducePlan& plan, const ReduceTile& tile, int64_t* index) noexcept {
    for (int64_t i = 0; i < tile.count; i++) index[i] = index[i] < 0 ? 0 : index[i];
    walk_outputs(plan, tile, kReduceOut, [&](int64_t first, int64_t offset, int64_t stride, int64_t n) {
        copy_items(sizeof(int64_t), reinterpret_cast<const char*>(index + first), sizeof(int64_t),
                   plan.data[kReduceOut] + offset, stride, n);
    });
}

}  // namespace

Status run_arg_reduce(const KernelTable& kernels, ThreadPool& pool, const ArgReduceCall& call) noexcept {
    const DType dtype = static_cast<DType>(dtype_of_letter(call.loop->signature[0]));
    if (call.in.dtype != dtype || call.out.dtype != DType::Int64) return Status::bad_argument;
    const RepeatedAxes repeated(call.ndim, call.shape, call.in, nullptr, call.out);
    if (repeated.count > 0) {
        ArgReduceCall once = call;
        repeated.leave_out(once.shape);
        const Status status = run_arg_reduce(kernels, pool, once);
        return status == Status::ok ? repeated.fill(kernels, pool, call.ndim, call.shape, call.out) : status;
    }
    const int size = item_size(dtype);
    ReducePlan plan;
    plan.data[kReduceIn] = call.in.data;
    plan.data[kReduceMask] = nullptr;
    plan.data[kReduceOut] = call.out.data;
    plan.data[kReduceCount] = nullptr;
    plan_reduction(plan, call.ndim, call.shape, {call.in.strides, nullptr, call.out.strides, nullptr}, true, size, 0);
    if (plan.outputs == 0) return Status::ok;
    const ReduceStage stage{&kernels, dtype, dtype, is_aligned(call.in.data, call.ndim, call.in.strides, dtype), false};
    const Search search{plan, *call.loop, stage, size};

    if (plan.chunks == 1) {
        pool.for_ranges(plan.tiles, 1, [&](int64_t begin, int64_t end) {
            alignas(64) char best[ReducePlan::kMostTileOutputs * kMaxItemSize];
            int64_t index[ReducePlan::kMostTileOutputs];
            for (int64_t t = begin; t < end; t++) {
                const ReduceTile tile = plan.tile(t);
                search.run(tile, 0, best, index);
                write_indices(plan, tile, index);
            }
        });
        return Status::ok;
    }
    Scratch best_memory;
    Scratch index_memory;
    char* best = best_memory.allocate(plan.chunks * plan.outputs * size);
    char* index_bytes = index_memory.allocate(plan.chunks * plan.outputs * static_cast<int64_t>(sizeof(int64_t)));
    if (best == nullptr || index_bytes == nullptr) return Status::out_of_memory;
    int64_t* index = reinterpret_cast<int64_t*>(index_bytes);
    pool.for_ranges(plan.units(), 1, [&](int64_t begin, int64_t end) {
        for (int64_t u = begin; u < end; u++) {
            const ReduceTile tile = plan.tile(u % plan.tiles);
            const int64_t at = u / plan.tiles * plan.outputs + tile.first;
            search.run(tile, u / plan.tiles, best + at * size, index + at);
        }
    });
    // Later chunks are met as one more row each, in order; only a better element replaces what an earlier one found.
    for (int64_t i = 0; i < plan.outputs; i++) {
        for (int64_t c = 1; c < plan.chunks; c++) {
            const int64_t at = c * plan.outputs + i;
            call.loop->fold_rows(best + at * size, 0, 1, 0, 1, index[at], best + i * size, index + i);
        }
    }
    for (int64_t t = 0; t < plan.tiles; t++) {
        const ReduceTile tile = plan.tile(t);
        write_indices(plan, tile, index + tile.first);
    }
    return Status::ok;
}

}  // namespace strided
