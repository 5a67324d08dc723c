#include "native/loops/elementwise.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>

#include "native/loops/axes.h"
#include "native/loops/tile.h"
#include "native/memory/scratch.h"

// The way of an elementwise operation:
//   1. inputs that overlap an output other than element for element are copied;
//   2. scalars are cast to the loop's type once;
//   3. axes are ordered and merged (axes.h);
//   4. the last two axes are cut into tiles, the tiles spread over threads;
//   5. per tile, operands the kernel can read where they stand are passed as they are, others go through
//      buffers (tile.h): casts, misaligned, transposed or very short rows, masks.
namespace strided {
namespace {

// Below this row length one kernel call per row costs more than gathering rows into a buffer; a little work that
// gathers each row once gains by it later only.
constexpr int64_t kShortRow = 24;
constexpr int64_t kVeryShortRow = 6;
constexpr int64_t kDirectTile = 1 << 13;

bool same_elements(const ElementwiseCall& call, const Operand& a, const Operand& b) noexcept {
    if (a.data != b.data || item_size(a.dtype) != item_size(b.dtype)) return false;
    for (int i = 0; i < call.ndim; i++) {
        if (call.shape[i] > 1 && a.strides[i] != b.strides[i]) return false;
    }
    return true;
}

// Whether two elements of an operand may share bytes. Axes in order of their strides, each must step past all that the
// smaller ones reach; that is enough for no overlap, and true of every layout but windows and repeated elements.
bool may_overlap_itself(const ElementwiseCall& call, const Operand& operand) noexcept {
    int order[kMaxDims];
    int axes = 0;
    for (int i = 0; i < call.ndim; i++) {
        if (call.shape[i] > 1) order[axes++] = i;
    }
    const auto step = [&](int axis) { return std::abs(operand.strides[axis]); };
    for (int i = 1; i < axes; i++) {
        for (int j = i; j > 0 && step(order[j]) < step(order[j - 1]); j--) std::swap(order[j], order[j - 1]);
    }
    int64_t reach = item_size(operand.dtype);
    for (int i = 0; i < axes; i++) {
        if (step(order[i]) < reach) return true;
        reach += step(order[i]) * (call.shape[order[i]] - 1);
    }
    return false;
}

bool any_output_overlaps_itself(const ElementwiseCall& call) noexcept {
    for (int k = call.nin; k < call.nin + call.nout; k++) {
        if (may_overlap_itself(call, call.operands[k])) return true;
    }
    return false;
}

bool is_scalar(const ElementwiseCall& call, const Operand& operand) noexcept {
    for (int i = 0; i < call.ndim; i++) {
        if (call.shape[i] > 1 && operand.strides[i] != 0) return false;
    }
    return true;
}

bool is_aligned(const Operand& operand, int ndim, const int64_t* shape) noexcept {
    const int64_t mask = item_alignment(operand.dtype) - 1;
    int64_t bits = reinterpret_cast<intptr_t>(operand.data);
    for (int i = 0; i < ndim; i++) {
        if (shape[i] > 1) bits |= operand.strides[i];
    }
    return (bits & mask) == 0;
}

DType loop_dtype(const ElementwiseCall& call, int k) noexcept {
    if (call.loop == nullptr) return call.operands[k].dtype;
    return call.loop_dtypes[k];
}

// Replaces operand k by a copy in another dtype or the same; its broadcast axes stay broadcast.
Status copy_operand(const KernelTable& kernels, ThreadPool& pool, ElementwiseCall& call, int k, DType to,
                    Scratch& scratch) noexcept {
    ElementwiseCall copy;
    copy.loop = nullptr;
    copy.nin = 1;
    copy.nout = 1;
    copy.masked = false;
    copy.ndim = call.ndim;
    Operand& operand = call.operands[k];
    copy.operands[0] = operand;
    copy.operands[1].dtype = to;
    int64_t bytes = item_size(to);
    for (int i = call.ndim - 1; i >= 0; i--) {
        const bool broadcast = operand.strides[i] == 0;
        copy.shape[i] = broadcast ? 1 : call.shape[i];
        copy.operands[1].strides[i] = broadcast ? 0 : bytes;
        if (!checked_mul(bytes, copy.shape[i], &bytes)) return Status::out_of_memory;
    }
    copy.operands[1].data = scratch.allocate(bytes);
    if (copy.operands[1].data == nullptr) return Status::out_of_memory;
    const Status status = run_elementwise(kernels, pool, copy);
    operand = copy.operands[1];
    return status;
}

// Whether an input shares memory with an output other than element for element.
bool has_overlap(const ElementwiseCall& call) noexcept {
    const int total = call.nin + call.nout + (call.masked ? 1 : 0);
    for (int o = call.nin; o < call.nin + call.nout; o++) {
        const Operand& out = call.operands[o];
        const Extent target = extent_of(out.data, call.ndim, call.shape, out.strides, item_size(out.dtype));
        for (int k = 0; k < total; k++) {
            if (k >= call.nin && k < call.nin + call.nout) continue;
            const Operand& in = call.operands[k];
            const Extent source = extent_of(in.data, call.ndim, call.shape, in.strides, item_size(in.dtype));
            if (!source.overlaps(target)) continue;
            if (!same_elements(call, in, out) || may_overlap_itself(call, out)) return true;
        }
    }
    return false;
}

Status copy_overlapping_inputs(const KernelTable& kernels, ThreadPool& pool, ElementwiseCall& call,
                               Scratch* scratches) noexcept {
    const int total = call.nin + call.nout + (call.masked ? 1 : 0);
    for (int o = call.nin; o < call.nin + call.nout; o++) {
        const Operand& out = call.operands[o];
        const Extent target = extent_of(out.data, call.ndim, call.shape, out.strides, item_size(out.dtype));
        for (int k = 0; k < total; k++) {
            if (k >= call.nin && k < call.nin + call.nout) continue;
            const Operand& in = call.operands[k];
            const Extent source = extent_of(in.data, call.ndim, call.shape, in.strides, item_size(in.dtype));
            if (!source.overlaps(target) || (same_elements(call, in, out) && !may_overlap_itself(call, out))) continue;
            const Status status = copy_operand(kernels, pool, call, k, in.dtype, scratches[k]);
            if (status != Status::ok) return status;
        }
    }
    return Status::ok;
}

// Where one operand has its short strides along another axis than the last, that axis becomes the tile's rows.
void choose_tile_rows(Axes& axes, const int* sizes) noexcept {
    if (axes.ndim < 3) return;
    const int last = axes.ndim - 1;
    for (int k = 0; k < axes.operands; k++) {
        const int64_t along = std::abs(axes.strides[k][last]);
        if (along == 0 || along == sizes[k]) continue;
        int best = last - 1;
        for (int i = 0; i < last; i++) {
            const int64_t stride = std::abs(axes.strides[k][i]);
            if (stride != 0 && stride < along &&
                (axes.strides[k][best] == 0 || stride < std::abs(axes.strides[k][best])))
                best = i;
        }
        if (best == last - 1) continue;
        std::swap(axes.shape[best], axes.shape[last - 1]);
        for (int n = 0; n < axes.operands; n++) std::swap(axes.strides[n][best], axes.strides[n][last - 1]);
        return;
    }
}

// Integers have no value for a negative power, and NumPy refuses it; elements that the mask leaves out do not count.
bool has_negative_exponent(const KernelTable& kernels, const ElementwiseCall& call) noexcept {
    const Operand& exponent = call.operands[1];
    const AnyNegativeFn any_negative = kernels.any_negative[static_cast<int>(exponent.dtype)];
    if (any_negative == nullptr) return false;
    Axes axes;
    axes.ndim = call.ndim;
    axes.operands = call.masked ? 2 : 1;
    axes.data[0] = exponent.data;
    std::copy_n(exponent.strides, call.ndim, axes.strides[0]);
    std::copy_n(call.shape, call.ndim, axes.shape);
    if (call.masked) {
        const Operand& mask = call.operands[call.nin + call.nout];
        axes.data[1] = mask.data;
        std::copy_n(mask.strides, call.ndim, axes.strides[1]);
    } else {
        for (int i = 0; i < call.ndim; i++) {
            if (axes.strides[0][i] == 0) axes.shape[i] = 1;
        }
    }
    optimize_axes(axes, 0);
    const bool aligned = is_aligned(exponent, call.ndim, call.shape);
    const int last = axes.ndim - 1;
    const int64_t runs = axes.size() / axes.shape[last];
    for (int64_t run = 0; run < runs; run++) {
        const char* data[2] = {axes.data[0], call.masked ? axes.data[1] : nullptr};
        int64_t rest = run;
        for (int i = last - 1; i >= 0; i--) {
            for (int k = 0; k < axes.operands; k++) data[k] += rest % axes.shape[i] * axes.strides[k][i];
            rest /= axes.shape[i];
        }
        if (!call.masked && aligned) {
            if (any_negative(data[0], axes.strides[0][last], axes.shape[last])) return true;
            continue;
        }
        for (int64_t i = 0; i < axes.shape[last]; i++) {
            if (call.masked && data[1][i * axes.strides[1][last]] == 0) continue;
            // The sign is the highest bit of the last byte, whatever the alignment.
            const char* item = data[0] + i * axes.strides[0][last];
            if (static_cast<signed char>(item[item_size(exponent.dtype) - 1]) < 0) return true;
        }
    }
    return false;
}

Status run_tiles(const KernelTable& kernels, ThreadPool& pool, const ElementwiseCall& call) noexcept {
    TilePlan plan;
    plan.kernels = &kernels;
    plan.loop = call.loop;
    plan.nin = call.nin;
    plan.nout = call.nout;
    plan.masked = call.masked;

    Axes axes;
    axes.ndim = call.ndim;
    axes.operands = call.nin + call.nout + (call.masked ? 1 : 0);
    alignas(16) char scalars[kMaxOperands][kMaxItemSize];
    int sizes[kMaxIterated];
    bool buffered = call.masked;
    for (int k = 0; k < axes.operands; k++) {
        Operand operand = call.operands[k];
        const bool is_mask = k == call.nin + call.nout;
        const DType wanted = is_mask ? DType::Bool : loop_dtype(call, k);
        if (k < call.nin && call.loop != nullptr && is_scalar(call, operand)) {
            alignas(16) char value[kMaxItemSize];
            std::memcpy(value, operand.data, item_size(operand.dtype));
            kernels.casts[static_cast<int>(operand.dtype)][static_cast<int>(wanted)](value, 0, scalars[k], 0, 1);
            operand.data = scalars[k];
            operand.dtype = wanted;
        }
        plan.dtype[k] = operand.dtype;
        plan.loop_dtype[k] = wanted;
        plan.aligned[k] = is_aligned(operand, call.ndim, call.shape);
        plan.buffered[k] = operand.dtype != wanted || !plan.aligned[k] || (call.masked && k >= call.nin && !is_mask);
        buffered |= plan.buffered[k];
        sizes[k] = item_size(operand.dtype);
        axes.data[k] = operand.data;
        std::copy_n(operand.strides, call.ndim, axes.strides[k]);
    }
    std::copy_n(call.shape, call.ndim, axes.shape);
    optimize_axes(axes, call.nin);
    choose_tile_rows(axes, sizes);

    const int last = axes.ndim - 1;
    plan.cols = axes.shape[last];
    plan.rows = axes.ndim > 1 ? axes.shape[last - 1] : 1;
    const int64_t short_row = axes.size() <= 2 * kTileElements ? kVeryShortRow : kShortRow;
    const bool short_rows = axes.ndim > 1 && plan.cols < short_row;
    bool transposed = false;
    for (int k = 0; k < axes.operands; k++) {
        plan.data[k] = axes.data[k];
        plan.col_stride[k] = axes.strides[k][last];
        plan.row_stride[k] = axes.ndim > 1 ? axes.strides[k][last - 1] : 0;
        const int64_t across = std::abs(plan.row_stride[k]);
        if (plan.rows >= 4 && across != 0 && across < std::abs(plan.col_stride[k])) {
            plan.buffered[k] = true;
            transposed = true;
        }
        // Rows that follow on another, and scalars, need no gathering however short they are.
        const bool one_run = plan.row_stride[k] == plan.col_stride[k] * plan.cols;
        if (short_rows && !one_run) plan.buffered[k] = true;
        buffered |= plan.buffered[k];
    }
    plan.merge_rows = short_rows;
    if (!buffered) {
        plan.tile_cols = std::min(plan.cols, kDirectTile);
        plan.tile_rows = std::max<int64_t>(1, std::min(plan.rows, kDirectTile / plan.tile_cols));
    } else if (transposed && !short_rows) {
        // Whole cache lines of the transposed operand, and rows of the others long enough to be fetched ahead.
        int64_t item = 1;
        for (int k = 0; k < axes.operands; k++) item = std::max<int64_t>(item, item_size(plan.loop_dtype[k]));
        plan.tile_rows = std::min<int64_t>(plan.rows, std::max<int64_t>(16, 64 / item));
        plan.tile_cols = std::min(plan.cols, std::max<int64_t>(1, kPanelBytes / item / plan.tile_rows));
    } else {
        plan.tile_cols = std::min<int64_t>(plan.cols, kTileElements);
        plan.tile_rows = std::max<int64_t>(1, std::min(plan.rows, kTileElements / plan.tile_cols));
    }
    plan.outer_axes = std::max(0, axes.ndim - 2);
    const int64_t tiles_per_row = (plan.cols + plan.tile_cols - 1) / plan.tile_cols;
    const int64_t tiles_per_plane = tiles_per_row * ((plan.rows + plan.tile_rows - 1) / plan.tile_rows);
    int64_t tiles = tiles_per_plane;
    for (int i = 0; i < plan.outer_axes; i++) tiles *= axes.shape[i];

    const double cost = (call.loop != nullptr ? call.loop->cost : 0.25) + (buffered ? 0.5 : 0.0);
    const double tile_cost = cost * static_cast<double>(plan.tile_rows * plan.tile_cols);
    int64_t grain = std::max<int64_t>(1, static_cast<int64_t>(kGrainNanoseconds / tile_cost));
    // Two threads must not write the same element.
    if (any_output_overlaps_itself(call)) grain = tiles;

    const bool with_buffers = buffered;
    std::atomic<bool> starved{false};
    pool.for_ranges(tiles, grain, [&](int64_t begin, int64_t end) {
        const auto walk = [&](auto& runner) {
            for (int64_t t = begin; t < end; t++) {
                int64_t plane = t / tiles_per_plane;
                const int64_t in_plane = t % tiles_per_plane;
                TilePosition at;
                at.row = in_plane / tiles_per_row * plan.tile_rows;
                at.col = in_plane % tiles_per_row * plan.tile_cols;
                at.rows = std::min(plan.tile_rows, plan.rows - at.row);
                at.cols = std::min(plan.tile_cols, plan.cols - at.col);
                for (int k = 0; k < axes.operands; k++) at.offset[k] = 0;
                for (int i = plan.outer_axes - 1; i >= 0; i--) {
                    const int64_t index = plane % axes.shape[i];
                    plane /= axes.shape[i];
                    for (int k = 0; k < axes.operands; k++) at.offset[k] += index * axes.strides[k][i];
                }
                runner.run(at);
            }
        };
        if (with_buffers) {
            BufferedTiles runner(plan);
            if (runner.ready()) {
                walk(runner);
            } else {
                starved.store(true, std::memory_order_relaxed);
            }
        } else {
            DirectTiles runner(plan);
            walk(runner);
        }
    });
    return starved.load() ? Status::out_of_memory : Status::ok;
}

// Copies and casts of so many elements go at once, by rows or by planes: merging and ordering their axes would cost
// more.
constexpr int64_t kSmallCopy = 1024;

// Calls copy(source, target) at the beginning of every row or plane that the outer axes count.
template <class Copy>
void walk_outer(const ElementwiseCall& call, int outer, const Copy& copy) noexcept {
    const Operand& from = call.operands[0];
    const Operand& to = call.operands[1];
    const char* source = from.data;
    char* target = to.data;
    int64_t at[kMaxDims];
    for (int i = 0; i < outer; i++) at[i] = 0;
    for (;;) {
        copy(source, target);
        int i = outer - 1;
        for (; i >= 0; i--) {
            source += from.strides[i];
            target += to.strides[i];
            if (++at[i] < call.shape[i]) break;
            at[i] = 0;
            source -= from.strides[i] * call.shape[i];
            target -= to.strides[i] * call.shape[i];
        }
        if (i < 0) return;
    }
}

// Whether that was done.
bool copy_small(const KernelTable& kernels, const ElementwiseCall& call) noexcept {
    if (call.loop != nullptr || call.masked) return false;
    const int last = call.ndim - 1;
    int64_t size = 1;
    for (int i = 0; i <= last; i++) {
        if (call.shape[i] > kSmallCopy) return false;
        size *= call.shape[i];
        if (size > kSmallCopy) return false;
    }
    const Operand& from = call.operands[0];
    const Operand& to = call.operands[1];
    if (!is_aligned(from, call.ndim, call.shape) || !is_aligned(to, call.ndim, call.shape)) return false;
    if (last > 0 && from.dtype == to.dtype) {
        const int64_t item = item_size(to.dtype);
        // The rows of a plane are the target's, whichever of the last two axes they lie along; where rows overlap, the
        // later of them must be written later.
        const int along = to.strides[last] == item ? last : last - 1;
        const int across = 2 * last - 1 - along;
        if (to.strides[along] == item && std::abs(to.strides[across]) >= item * call.shape[along]) {
            walk_outer(call, last - 1, [&](const char* source, char* target) {
                kernels.copy_2d(source, from.strides[across], from.strides[along], target, to.strides[across],
                                call.shape[across], call.shape[along], item);
            });
            return true;
        }
    }
    const CastFn cast = kernels.casts[static_cast<int>(from.dtype)][static_cast<int>(to.dtype)];
    const int64_t n = last < 0 ? 1 : call.shape[last];
    const int64_t from_stride = last < 0 ? 0 : from.strides[last];
    const int64_t to_stride = last < 0 ? 0 : to.strides[last];
    walk_outer(call, last, [&](const char* source, char* target) { cast(source, from_stride, target, to_stride, n); });
    return true;
}

}  // namespace

bool copy_small_plane(const KernelTable& kernels, const ElementwiseCall& call) noexcept {
    const Operand& from = call.operands[0];
    const Operand& to = call.operands[1];
    const int64_t rows = call.shape[0];
    const int64_t cols = call.shape[1];
    // Bounded one by one: their product is then a number.
    if (from.dtype != to.dtype || rows > kSmallCopy || cols > kSmallCopy || rows * cols > kSmallCopy) return false;
    const int64_t item = item_size(to.dtype);
    const int along = to.strides[1] == item ? 1 : 0;
    const int across = 1 - along;
    if (to.strides[along] != item || std::abs(to.strides[across]) < item * call.shape[along]) return false;
    if (!is_aligned(from, 2, call.shape) || !is_aligned(to, 2, call.shape)) return false;
    const Extent source = extent_of(from.data, 2, call.shape, from.strides, static_cast<int>(item));
    const Extent target = extent_of(to.data, 2, call.shape, to.strides, static_cast<int>(item));
    if (source.overlaps(target)) return false;
    kernels.copy_2d(from.data, from.strides[across], from.strides[along], to.data, to.strides[across],
                    call.shape[across], call.shape[along], item);
    return true;
}

Status run_elementwise(const KernelTable& kernels, ThreadPool& pool, const ElementwiseCall& call) noexcept {
    for (int i = 0; i < call.ndim; i++) {
        if (call.shape[i] == 0) return Status::ok;
    }
    if (call.refuses_negative_exponents) {
        // The sign that counts is the one the kernel sees.
        if (call.operands[1].dtype != call.loop_dtypes[1]) {
            Scratch scratch;
            ElementwiseCall own = call;
            const Status status = copy_operand(kernels, pool, own, 1, call.loop_dtypes[1], scratch);
            return status == Status::ok ? run_elementwise(kernels, pool, own) : status;
        }
        if (has_negative_exponent(kernels, call)) return Status::negative_power;
    }
    const bool overlap = has_overlap(call);
    // The short way of small operands that need nothing: one axis, aligned, of the loop's own types.
    if (!overlap && call.ndim <= 1 && !call.masked && call.loop != nullptr) {
        const int64_t n = call.ndim == 0 ? 1 : call.shape[0];
        bool plain = is_small(*call.loop, n);
        char* data[kMaxOperands];
        int64_t strides[kMaxOperands];
        for (int k = 0; k < call.nin + call.nout; k++) {
            const Operand& operand = call.operands[k];
            plain = plain && operand.dtype == loop_dtype(call, k) && is_aligned(operand, call.ndim, call.shape);
            data[k] = operand.data;
            strides[k] = call.ndim == 0 ? 0 : operand.strides[0];
        }
        if (plain) {
            call.loop->run(data, strides, n);
            return Status::ok;
        }
    }
    if (!overlap) return copy_small(kernels, call) ? Status::ok : run_tiles(kernels, pool, call);
    Scratch scratches[kMaxOperands + 1];
    ElementwiseCall own = call;
    const Status status = copy_overlapping_inputs(kernels, pool, own, scratches);
    return status == Status::ok ? run_tiles(kernels, pool, own) : status;
}

}  // namespace strided
