#pragma once
#include <cstdint>

#include "native/core/limits.h"

namespace strided {

// The operands a reduction walks, by their place in ReduceAxis::stride.
enum ReduceOperand : int { kReduceIn, kReduceMask, kReduceOut, kReduceCount, kReduceOperands };

struct ReduceAxis {
    int64_t n;
    int64_t stride[kReduceOperands];  // bytes
};

// A part of the outputs: `length` indices of the plan's tile axis, and all of the kept axes inside it.
struct ReduceTile {
    int64_t first;  // number of its first output, counted in the plan's order
    int64_t count;  // outputs
    int64_t length;
    int64_t offset[kReduceOperands];
};

// How a reduction is walked. Axes that are kept and axes that are reduced are turned forwards (the latter where no
// order shows), ordered by the stride of the input (largest first) and merged, each kind for itself. Outputs are cut
// into tiles whose accumulators stay in cache, and the reduced elements into chunks whose results are combined
// afterwards. Both cuts depend on shapes and strides alone, never on the number of threads: results are the same for
// any.
struct ReducePlan {
    static constexpr int64_t kMostTileOutputs = 2048;

    char* data[kReduceOperands];
    ReduceAxis kept[kMaxDims];
    ReduceAxis reduced[kMaxDims];
    int kept_axes = 0;
    int reduced_axes = 0;
    bool whole = false;  // as given to plan_reduction
    int64_t outputs = 1;
    int64_t reduced_size = 1;  // elements that are folded into each output

    int tile_axis = 0;
    int64_t tile_length = 1;
    int64_t tiles_along = 1;  // tiles on the tile axis
    int64_t tiles = 1;
    int chunk_axis = 0;
    int64_t chunk_length = 1;
    int64_t chunks = 1;

    ReduceTile tile(int64_t number) const noexcept;
    int64_t units() const noexcept { return tiles * chunks; }
    bool empty() const noexcept { return outputs == 0 || reduced_size == 0; }
};

struct ReduceStrides {
    const int64_t* in;
    const int64_t* mask;   // nullptr: none
    const int64_t* out;    // 0 on reduced axes
    const int64_t* count;  // nullptr: none
};

// ordered: elements must be met in C order, as their position is the result: reduced axes keep their order and
// direction. cache_bytes: what a tile's input should fit in where possible (it is read twice), or 0. whole: the
// elements of an output are met in NumPy's order (axes of larger strides outside, in their own direction; where input
// and mask disagree on that, in C order) and not cut into chunks, as what comes before them counts.
void plan_reduction(ReducePlan& plan, int ndim, const int64_t* shape, const ReduceStrides& strides, bool ordered,
                    int64_t item_bytes, int64_t cache_bytes, bool whole = false) noexcept;

// The same outputs, with their reduced axes as `whole` has them.
void keep_directions(ReducePlan& plan, int ndim, const int64_t* shape, const ReduceStrides& strides) noexcept;

// One call of a kernel: rows are reduced, columns kept.
struct ReduceBlock {
    const char* in;
    const char* mask;
    int64_t rows, cols;
    int64_t row_stride, col_stride;
    int64_t mask_row_stride, mask_col_stride;
    int64_t acc;       // accumulator of the first column, counted from the tile's first
    int64_t acc_step;  // accumulators from one column to the next
    int64_t position;  // of the first row among the reduced elements in C order (ordered plans only)
};

class ReduceBlockBody {
  public:
    template <class F>
    ReduceBlockBody(const F& f) noexcept
        : object_(&f),
          call_([](const void* object, const ReduceBlock& block) { return (*static_cast<const F*>(object))(block); }) {}
    bool operator()(const ReduceBlock& block) const { return call_(object_, block); }

  private:
    const void* object_;
    bool (*call_)(const void*, const ReduceBlock&);
};

// Calls body for blocks that cover one chunk of one tile, until it returns false.
void walk_reduction(const ReducePlan& plan, const ReduceTile& tile, int64_t chunk, bool ordered,
                    ReduceBlockBody body) noexcept;

// Calls body(acc, offset of the operand, its stride, n) for the runs of a tile's outputs.
template <class Body>
void walk_outputs(const ReducePlan& plan, const ReduceTile& tile, ReduceOperand operand, const Body& body) noexcept {
    const int last = plan.kept_axes - 1;
    int64_t index[kMaxDims];
    for (int i = plan.tile_axis; i <= last; i++) index[i] = 0;
    const int64_t run = last == plan.tile_axis ? tile.length : plan.kept[last].n;
    int64_t offset = tile.offset[operand];
    for (int64_t acc = 0; acc < tile.count; acc += run) {
        body(acc, offset, plan.kept[last].stride[operand], run);
        for (int i = last - 1; i >= plan.tile_axis; i--) {
            const int64_t n = i == plan.tile_axis ? tile.length : plan.kept[i].n;
            offset += plan.kept[i].stride[operand];
            if (++index[i] < n) break;
            offset -= n * plan.kept[i].stride[operand];
            index[i] = 0;
        }
    }
}

}  // namespace strided
