#include "native/loops/gather.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>

#include "native/loops/gather_items.h"

namespace strided {
namespace {

// Items (or as many bytes) that are worth a thread.
constexpr int64_t kGrainItems = 16384;

struct Dim {
    int64_t length;
    int64_t a;
    int64_t dense;
};

// The call with its axes merged: indexed ones in C order, free ones from the outermost to the innermost, and at the
// innermost a run of bytes that is contiguous on both sides.
struct Plan {
    const GatherCall& call;
    int indexed = 0;
    int64_t lengths[kMaxDims];
    int source_axis[kMaxDims];  // the call's axis whose strides the merged one has
    int free = 0;
    Dim dims[kMaxDims];
    int64_t run;
    int64_t outer = 1;   // indexed places outside of the last indexed axis
    int64_t inner = 1;   // the last indexed axis
    int64_t blocks = 1;  // of the inner one
    int64_t rows = 1;    // free places per indexed place
    bool empty = false;  // nothing to copy, but indices to check

    explicit Plan(const GatherCall& whole) noexcept : call(whole), run(whole.itemsize) {
        for (int i = 0; i < call.indexed; i++) add_indexed(i);
        for (int i = call.indexed; i < call.ndim; i++) {
            if (call.shape[i] == 0) empty = true;
            if (call.shape[i] != 1) dims[free++] = {call.shape[i], call.a_strides[i], call.dense_strides[i]};
        }
        order_free();
        if (indexed > 0) inner = lengths[indexed - 1];
        for (int i = 0; i + 1 < indexed; i++) outer *= lengths[i];
        blocks = (inner + kIndexBlock - 1) / kIndexBlock;
        for (int i = 0; i < free; i++) rows *= dims[i].length;
    }

  private:
    // Whether the call's axis `next` goes on where `axis` ends, `length` being the merged length of next.
    bool continues(int axis, int next, int64_t length) const noexcept {
        if (call.a_strides[axis] != call.a_strides[next] * length) return false;
        if (call.dense_strides[axis] != call.dense_strides[next] * length) return false;
        for (int k = 0; k < call.index_count; k++) {
            const int64_t* strides = call.indices[k].strides;
            if (strides[axis] != strides[next] * length) return false;
        }
        return true;
    }

    void add_indexed(int axis) noexcept {
        if (call.shape[axis] == 1) return;
        if (indexed > 0 && continues(source_axis[indexed - 1], axis, call.shape[axis])) {
            lengths[indexed - 1] *= call.shape[axis];
            source_axis[indexed - 1] = axis;
            return;
        }
        lengths[indexed] = call.shape[axis];
        source_axis[indexed++] = axis;
    }

    // Free axes never meet an element twice, so that any order of them is as good; the smallest steps go inside.
    void order_free() noexcept {
        for (int i = 1; i < free; i++) {
            const Dim moved = dims[i];
            int place = i;
            const auto step = [](const Dim& dim) { return std::abs(dim.dense) + std::abs(dim.a); };
            for (; place > 0 && step(dims[place - 1]) < step(moved); place--) dims[place] = dims[place - 1];
            dims[place] = moved;
        }
        int kept = 0;
        for (int i = 0; i < free; i++) {
            Dim* last = kept > 0 ? &dims[kept - 1] : nullptr;
            if (last != nullptr && last->a == dims[i].a * dims[i].length &&
                last->dense == dims[i].dense * dims[i].length) {
                *last = {last->length * dims[i].length, dims[i].a, dims[i].dense};
            } else {
                dims[kept++] = dims[i];
            }
        }
        free = kept;
        if (free > 0 && dims[free - 1].a == call.itemsize && dims[free - 1].dense == call.itemsize) {
            run = dims[--free].length * call.itemsize;
        }
    }
};

// Reports the first bad index of all threads.
class Trouble {
  public:
    void note(int array, int64_t place, double value) noexcept {
        const std::lock_guard<std::mutex> lock(mutex_);
        if (place >= first_.load(std::memory_order_relaxed)) return;
        bad_ = {array, place, value};
        first_.store(place, std::memory_order_relaxed);
    }
    bool met() const noexcept { return before(INT64_MAX); }
    // Whether one is known at a place before this: what follows need not be looked at.
    bool before(int64_t place) const noexcept { return first_.load(std::memory_order_relaxed) < place; }
    const BadIndex& bad() const noexcept { return bad_; }

  private:
    std::atomic<int64_t> first_{INT64_MAX};
    std::mutex mutex_;
    BadIndex bad_{};
};

class Walk {
  public:
    Walk(const KernelTable& kernels, const GatherCall& call) noexcept
        : kernels_(kernels.gather), call_(call), plan_(call) {}

    const Plan& plan() const noexcept { return plan_; }
    Trouble& trouble() noexcept { return trouble_; }

    // Block `number` of the indexed places, all free places or those in [first, last).
    struct Block {
        int64_t offsets[kIndexBlock];
        int64_t n;
        char* dense;
        int64_t dense_stride;
    };

    // The place of a block's first index among all of them.
    int64_t first(int64_t number) const noexcept {
        return number / plan_.blocks * plan_.inner + number % plan_.blocks * kIndexBlock;
    }

    // Reads the block's indices; false where one is bad.
    bool read(int64_t number, Block* block) noexcept {
        const int64_t begin = number % plan_.blocks * kIndexBlock;
        int64_t rest = number / plan_.blocks;
        block->n = std::min(kIndexBlock, plan_.inner - begin);
        int64_t a = 0;
        int64_t dense = 0;
        int64_t at[kMaxDims];
        for (int i = plan_.indexed - 2; i >= 0; i--) {
            at[i] = rest % plan_.lengths[i];
            rest /= plan_.lengths[i];
            a += at[i] * call_.a_strides[plan_.source_axis[i]];
            dense += at[i] * call_.dense_strides[plan_.source_axis[i]];
        }
        const int last = plan_.indexed > 0 ? plan_.source_axis[plan_.indexed - 1] : -1;
        const int64_t a_step = last < 0 ? 0 : call_.a_strides[last];
        block->dense_stride = last < 0 ? 0 : call_.dense_strides[last];
        block->dense = call_.dense + dense + begin * block->dense_stride;
        a += begin * a_step;
        if (a_step == 0) {
            std::fill(block->offsets, block->offsets + block->n, a);
        } else {
            for (int64_t i = 0; i < block->n; i++) block->offsets[i] = a + i * a_step;
        }
        for (int k = 0; k < call_.index_count; k++) {
            const IndexArray& index = call_.indices[k];
            const int64_t step = last < 0 ? 0 : index.strides[last];
            const char* data = index.data + begin * step;
            for (int i = 0; i + 1 < plan_.indexed; i++) data += at[i] * index.strides[plan_.source_axis[i]];
            double value = 0;
            const int64_t bad = kernels_.indices[static_cast<int>(index.dtype)](data, step, block->n, index.axis,
                                                                                block->offsets, &value);
            if (bad < 0) continue;
            trouble_.note(k, first(number) + bad, value);
            return false;
        }
        return true;
    }

    void copy(const Block& block, int64_t first, int64_t last) const noexcept {
        copy(block, first, last, 0, plan_.run);
    }

    // Of each run the bytes [begin, end).
    void copy(const Block& block, int64_t first, int64_t last, int64_t begin, int64_t end) const noexcept {
        int64_t at[kMaxDims];
        int64_t a = begin;
        int64_t dense = begin;
        int64_t rest = first;
        for (int i = plan_.free - 1; i >= 0; i--) {
            const Dim& dim = plan_.dims[i];
            at[i] = rest % dim.length;
            rest /= dim.length;
            a += at[i] * dim.a;
            dense += at[i] * dim.dense;
        }
        for (int64_t row = first; row < last; row++) {
            if (call_.scatter) {
                kernels_.scatter(block.dense + dense, block.offsets, block.n, call_.a + a, block.dense_stride,
                                 end - begin);
            } else {
                kernels_.gather(call_.a + a, block.offsets, block.n, block.dense + dense, block.dense_stride,
                                end - begin);
            }
            for (int i = plan_.free - 1; i >= 0; i--) {
                const Dim& dim = plan_.dims[i];
                a += dim.a;
                dense += dim.dense;
                if (++at[i] < dim.length) break;
                at[i] = 0;
                a -= dim.a * dim.length;
                dense -= dim.dense * dim.length;
            }
        }
    }

  private:
    const GatherKernels& kernels_;
    const GatherCall& call_;
    Plan plan_;
    Trouble trouble_;
};

// One index array along one axis, and items alone: whether `items` was filled.
bool is_items(const GatherCall& call, const Plan& plan, ItemsCall* items) noexcept {
    if (call.index_count != 1 || plan.free > 0 || plan.indexed != 1 || plan.run != call.itemsize || plan.empty) {
        return false;
    }
    const IndexArray& index = call.indices[0];
    const int axis = plan.source_axis[0];
    const bool is_known = index.dtype == DType::Int64 || index.dtype == DType::Int32;
    const int64_t size = item_size(index.dtype);
    if (!is_known || index.axis.mode != IndexMode::raise || index.axis.length == 0 || index.strides[axis] != size ||
        reinterpret_cast<uintptr_t>(index.data) % static_cast<uintptr_t>(size) != 0 || call.a_strides[axis] != 0) {
        return false;
    }
    *items = {call.scatter,    index.dtype, index.data,
              plan.inner,      call.a,      index.axis.length,
              index.axis.step, call.dense,  call.dense_strides[axis],
              call.itemsize};
    return true;
}

// Runs of so many bytes are shared by threads, each having its part of all of them.
constexpr int64_t kSharedRun = 1024;

}  // namespace

Status run_gather(const KernelTable& kernels, ThreadPool& pool, const GatherCall& call, BadIndex* bad) noexcept {
    Walk walk(kernels, call);
    const Plan& plan = walk.plan();
    const int64_t total = plan.outer * plan.blocks;
    if (plan.outer == 0 || plan.inner == 0) return Status::ok;
    ItemsCall items;
    // Where an index is bad, what follows finds and reports it.
    if (is_items(call, plan, &items) && move_items(pool, items)) return Status::ok;
    // Copying is bound by bytes where runs are long, by items where they are not.
    const int64_t item_cost = std::max<int64_t>(1, plan.run / 32);
    const int64_t block_cost = std::max<int64_t>(1, std::min(plan.inner, kIndexBlock) * item_cost * plan.rows);
    const auto check = [&](int64_t begin, int64_t end) {
        Walk::Block block;
        for (int64_t number = begin; number < end && !walk.trouble().before(walk.first(number)); number++) {
            if (!walk.read(number, &block)) return;
        }
    };
    const bool one_block = total == 1;
    if (plan.empty || (call.scatter && !one_block)) {
        pool.for_ranges(total, std::max<int64_t>(1, kGrainItems / std::min(plan.inner, kIndexBlock)), check);
    }
    const bool in_blocks = !call.scatter && total >= 2 * static_cast<int64_t>(pool.threads());
    if (!plan.empty && !walk.trouble().met()) {
        if (in_blocks) {
            pool.for_ranges(total, std::max<int64_t>(1, kGrainItems / block_cost), [&](int64_t begin, int64_t end) {
                Walk::Block block;
                for (int64_t number = begin; number < end && !walk.trouble().before(walk.first(number)); number++) {
                    if (!walk.read(number, &block)) return;
                    walk.copy(block, 0, plan.rows);
                }
            });
        } else {
            Walk::Block block;
            const int64_t row_grain = std::max<int64_t>(1, kGrainItems * plan.rows / block_cost);
            for (int64_t number = 0; number < total; number++) {
                if (!walk.read(number, &block)) break;
                if (plan.rows == 1 && plan.run >= kSharedRun) {
                    constexpr int64_t kLine = 64;
                    const int64_t lines = (plan.run + kLine - 1) / kLine;
                    const int64_t line_grain = kGrainItems * 16 / (kLine * block.n);
                    pool.for_ranges(lines, line_grain, [&](int64_t begin, int64_t end) {
                        walk.copy(block, 0, 1, begin * kLine, std::min(end * kLine, plan.run));
                    });
                } else if (plan.rows < 2 * row_grain) {
                    walk.copy(block, 0, plan.rows);
                } else {
                    pool.for_ranges(plan.rows, row_grain,
                                    [&](int64_t begin, int64_t end) { walk.copy(block, begin, end); });
                }
            }
        }
    }
    if (!walk.trouble().met()) return Status::ok;
    *bad = walk.trouble().bad();
    return Status::bad_index;
}

}  // namespace strided
