#include "native/loops/reduce_plan.h"

#include <algorithm>

namespace strided {
namespace {

constexpr int64_t kUnitElements = 32768;  // work worth a piece of its own: some 5 µs
constexpr int64_t kMostUnits = 128;
constexpr int64_t kLeastColumns = 64;
constexpr int64_t kChunkRows = 32;  // combining chunks must stay small beside folding them

int64_t magnitude(int64_t stride) noexcept { return stride < 0 ? -stride : stride; }

// Broadcast axes can make products of lengths larger than any memory; they stand for "very many" alone.
int64_t saturated_product(int64_t a, int64_t b) noexcept {
    int64_t product;
    return checked_mul(a, b, &product) ? product : INT64_MAX;
}

ReduceAxis axis_of(int i, const int64_t* shape, const ReduceStrides& strides) noexcept {
    return {shape[i],
            {strides.in[i], strides.mask != nullptr ? strides.mask[i] : 0, strides.out[i],
             strides.count != nullptr ? strides.count[i] : 0}};
}

void turn_forwards(ReducePlan& plan, ReduceAxis& axis) noexcept {
    if (axis.stride[kReduceIn] >= 0) return;
    for (int k = 0; k < kReduceOperands; k++) {
        plan.data[k] += axis.stride[k] * (axis.n - 1);
        axis.stride[k] = -axis.stride[k];
    }
}

bool belongs_inside(const ReduceAxis& a, const ReduceAxis& b) noexcept {
    for (const ReduceOperand k : {kReduceIn, kReduceOut, kReduceMask}) {
        const int64_t left = magnitude(a.stride[k]);
        const int64_t right = magnitude(b.stride[k]);
        if (left != right) return left < right;
    }
    return false;
}

void sort_axes(ReduceAxis* axes, int count) noexcept {
    for (int i = 1; i < count; i++) {
        for (int j = i; j > 0 && belongs_inside(axes[j - 1], axes[j]); j--) std::swap(axes[j - 1], axes[j]);
    }
}

// Whether NumPy's iterator walks `outer` inside `inner`: where an operand takes smaller steps along it and none larger
// or equal ones. 1: it does, 0: it does not, -1: no operand moves along both.
int passes(const ReduceAxis& outer, const ReduceAxis& inner) noexcept {
    int answer = -1;
    for (const ReduceOperand k : {kReduceIn, kReduceMask}) {
        const int64_t x = magnitude(outer.stride[k]);
        const int64_t y = magnitude(inner.stride[k]);
        if (x == 0 || y == 0) continue;
        if (x >= y) return 0;
        answer = 1;
    }
    return answer;
}

// Reduced axes in C order as NumPy's iterator orders them: where input and mask disagree, C order stays.
void sort_as_numpy(ReduceAxis* axes, int count) noexcept {
    for (int i = count - 2; i >= 0; i--) {
        int place = i;
        for (int j = i + 1; j < count; j++) {
            const int answer = passes(axes[i], axes[j]);
            if (answer == 0) break;
            if (answer == 1) place = j;
        }
        std::rotate(axes + i, axes + i + 1, axes + place + 1);
    }
}

int merge_axes(ReduceAxis* axes, int count) noexcept {
    int last = 0;
    for (int i = 1; i < count; i++) {
        bool one_run = true;
        for (int k = 0; k < kReduceOperands; k++) one_run &= axes[last].stride[k] == axes[i].stride[k] * axes[i].n;
        if (one_run) axes[i].n *= axes[last].n;
        if (!one_run) last++;
        axes[last] = axes[i];
    }
    return last + 1;
}

void cut_tiles(ReducePlan& plan, int64_t most) noexcept {
    int axis = plan.kept_axes - 1;
    int64_t inside = 1;
    while (axis > 0 && inside * plan.kept[axis].n <= most) inside *= plan.kept[axis--].n;
    plan.tile_axis = axis;
    plan.tile_length = std::clamp<int64_t>(most / inside, 1, plan.kept[axis].n);
    plan.tiles_along = (plan.kept[axis].n + plan.tile_length - 1) / plan.tile_length;
    plan.tiles = plan.tiles_along;
    for (int i = 0; i < axis; i++) plan.tiles *= plan.kept[i].n;
}

void cut_chunks(ReducePlan& plan, int64_t wanted, bool ordered) noexcept {
    int axis = 0;
    if (!ordered) {
        // The outermost axis, whose chunks lie one after the other, unless it is too short to be cut.
        for (int i = 1; i < plan.reduced_axes && plan.reduced[axis].n < std::min<int64_t>(wanted, 16); i++) {
            if (plan.reduced[i].n > plan.reduced[axis].n) axis = i;
        }
    }
    const int64_t n = plan.reduced[axis].n;
    const int64_t columns = std::min(plan.outputs, ReducePlan::kMostTileOutputs);
    const int64_t each = columns < 64 ? 1 : kChunkRows * n / std::max(plan.reduced_size, n);
    const int64_t chunks = std::clamp<int64_t>(wanted, 1, std::max<int64_t>(1, n / std::max<int64_t>(each, 1)));
    plan.chunk_axis = axis;
    plan.chunk_length = (n + chunks - 1) / chunks;
    plan.chunks = (n + plan.chunk_length - 1) / plan.chunk_length;
}

}  // namespace

ReduceTile ReducePlan::tile(int64_t number) const noexcept {
    ReduceTile tile{};
    int64_t outer = tiles == 1 ? 0 : number / tiles_along;
    const int64_t along = tiles == 1 ? 0 : number % tiles_along * tile_length;
    tile.length = std::min(tile_length, kept[tile_axis].n - along);
    int64_t inside = 1;
    for (int i = tile_axis + 1; i < kept_axes; i++) inside *= kept[i].n;
    tile.count = tile.length * inside;
    tile.first = (outer * kept[tile_axis].n + along) * inside;
    for (int k = 0; k < kReduceOperands; k++) tile.offset[k] = along * kept[tile_axis].stride[k];
    for (int i = tile_axis - 1; i >= 0; i--) {
        const int64_t at = outer % kept[i].n;
        outer /= kept[i].n;
        for (int k = 0; k < kReduceOperands; k++) tile.offset[k] += at * kept[i].stride[k];
    }
    return tile;
}

void plan_reduction(ReducePlan& plan, int ndim, const int64_t* shape, const ReduceStrides& strides, bool ordered,
                    int64_t item_bytes, int64_t cache_bytes, bool whole) noexcept {
    plan.whole = whole;
    for (int i = 0; i < ndim; i++) {
        // What is empty is not walked; what it gives is one element per output.
        const bool reduced = strides.out[i] == 0;
        int64_t& size = reduced ? plan.reduced_size : plan.outputs;
        size = saturated_product(size, shape[i]);
        if (shape[i] <= 1) continue;
        ReduceAxis axis = axis_of(i, shape, strides);
        if (!reduced || !(ordered || whole)) turn_forwards(plan, axis);
        (reduced ? plan.reduced[plan.reduced_axes++] : plan.kept[plan.kept_axes++]) = axis;
    }
    if (plan.kept_axes == 0) plan.kept[plan.kept_axes++] = ReduceAxis{1, {}};
    if (plan.reduced_axes == 0) plan.reduced[plan.reduced_axes++] = ReduceAxis{1, {}};
    if (plan.outputs == 0) {
        plan.tiles = 0;
        return;
    }
    sort_axes(plan.kept, plan.kept_axes);
    if (whole) {
        sort_as_numpy(plan.reduced, plan.reduced_axes);
    } else if (!ordered) {
        sort_axes(plan.reduced, plan.reduced_axes);
    }
    plan.kept_axes = merge_axes(plan.kept, plan.kept_axes);
    plan.reduced_axes = merge_axes(plan.reduced, plan.reduced_axes);
    plan.chunk_length = plan.reduced[0].n;

    const int64_t reduced_size = std::max<int64_t>(plan.reduced_size, 1);
    const int64_t total = saturated_product(plan.outputs, reduced_size);
    const int64_t units = std::clamp<int64_t>(total / kUnitElements, 1, kMostUnits);
    int64_t most = ReducePlan::kMostTileOutputs;
    const bool kept_outside = magnitude(plan.kept[0].stride[kReduceIn]) >= magnitude(plan.reduced[0].stride[kReduceIn]);
    if (kept_outside && (units > 1 || cache_bytes > 0)) {
        const int64_t least = std::max<int64_t>(1, 4096 / reduced_size);
        int64_t wanted = plan.outputs / units;
        if (cache_bytes > 0) wanted = std::min(wanted, cache_bytes / saturated_product(reduced_size, item_bytes));
        most = std::clamp(wanted, std::min(least, most), most);
    } else if (whole && units > 1) {
        // Columns alone are left to be spread over threads: some lines of the cache wide.
        most = std::clamp((plan.outputs + 7) / 8, std::min<int64_t>(kLeastColumns, most), most);
    }
    cut_tiles(plan, std::max<int64_t>(most, 1));
    if (!whole && plan.tiles < 8 && units > plan.tiles && !plan.empty()) cut_chunks(plan, units / plan.tiles, ordered);
}

void keep_directions(ReducePlan& plan, int ndim, const int64_t* shape, const ReduceStrides& strides) noexcept {
    plan.reduced_axes = 0;
    for (int i = 0; i < ndim; i++) {
        if (strides.out[i] != 0 || shape[i] <= 1) continue;
        ReduceAxis& axis = plan.reduced[plan.reduced_axes++];
        axis = axis_of(i, shape, strides);
        if (axis.stride[kReduceIn] >= 0 || plan.whole) continue;
        for (int k = 0; k < kReduceOperands; k++) plan.data[k] -= axis.stride[k] * (axis.n - 1);
    }
    if (plan.reduced_axes == 0) plan.reduced[plan.reduced_axes++] = ReduceAxis{1, {}};
    sort_as_numpy(plan.reduced, plan.reduced_axes);
    plan.reduced_axes = merge_axes(plan.reduced, plan.reduced_axes);
}

void walk_reduction(const ReducePlan& plan, const ReduceTile& tile, int64_t chunk, bool ordered,
                    ReduceBlockBody body) noexcept {
    struct LoopAxis {
        int64_t n, in, mask, acc, position;
    };
    LoopAxis axes[2 * kMaxDims];
    const int kept = plan.kept_axes - plan.tile_axis;
    const int reduced = plan.reduced_axes;
    int64_t step = 1;
    for (int i = plan.kept_axes - 1; i >= plan.tile_axis; i--) {
        const ReduceAxis& axis = plan.kept[i];
        const int64_t n = i == plan.tile_axis ? tile.length : axis.n;
        axes[i - plan.tile_axis] = {n, axis.stride[kReduceIn], axis.stride[kReduceMask], step, 0};
        step *= n;
    }
    ReduceBlock block{};
    block.in = plan.data[kReduceIn] + tile.offset[kReduceIn];
    block.mask = plan.data[kReduceMask] + tile.offset[kReduceMask];
    step = 1;
    for (int i = reduced - 1; i >= 0; i--) {
        const ReduceAxis& axis = plan.reduced[i];
        LoopAxis& to = axes[kept + i];
        to = {axis.n, axis.stride[kReduceIn], axis.stride[kReduceMask], 0, step};
        step *= axis.n;
        if (i != plan.chunk_axis) continue;
        const int64_t begin = chunk * plan.chunk_length;
        to.n = std::min(plan.chunk_length, axis.n - begin);
        block.in += begin * to.in;
        block.mask += begin * to.mask;
        block.position = begin * to.position;
    }
    // The kernel walks the innermost axis of each kind, or the longest where those make too small a block.
    int row = kept + reduced - 1;
    int col = kept - 1;
    if (axes[row].n * axes[col].n < 64) {
        for (int i = 0; i < kept; i++) col = axes[i].n > axes[col].n ? i : col;
        for (int i = kept; i < kept + reduced && !ordered && !plan.whole; i++) row = axes[i].n > axes[row].n ? i : row;
    }
    block.rows = axes[row].n;
    block.row_stride = axes[row].in;
    block.mask_row_stride = axes[row].mask;
    block.cols = axes[col].n;
    block.col_stride = axes[col].in;
    block.mask_col_stride = axes[col].mask;
    block.acc_step = axes[col].acc;
    int count = 0;
    for (int i = 0; i < kept + reduced; i++) {
        if (i == row || i == col || axes[i].n == 1) continue;
        const LoopAxis axis = axes[i];
        int j = count++;
        // In an ordered walk reduced axes stand in C order; kept ones go outside of them. In a whole one reduced axes,
        // which move no accumulator, keep their order.
        for (; j > 0 && !ordered && magnitude(axes[j - 1].in) < magnitude(axis.in); j--) {
            if (plan.whole && axes[j - 1].acc == 0 && axis.acc == 0) break;
            axes[j] = axes[j - 1];
        }
        axes[j] = axis;
    }
    int64_t index[2 * kMaxDims];
    for (int i = 0; i < count; i++) index[i] = 0;
    for (;;) {
        if (!body(block)) return;
        int i = count - 1;
        for (; i >= 0; i--) {
            const LoopAxis& axis = axes[i];
            block.in += axis.in;
            block.mask += axis.mask;
            block.acc += axis.acc;
            block.position += axis.position;
            if (++index[i] < axis.n) break;
            block.in -= axis.n * axis.in;
            block.mask -= axis.n * axis.mask;
            block.acc -= axis.n * axis.acc;
            block.position -= axis.n * axis.position;
            index[i] = 0;
        }
        if (i < 0) return;
    }
}

}  // namespace strided
