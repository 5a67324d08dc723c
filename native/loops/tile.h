#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/core/limits.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/axes.h"
#include "native/memory/scratch.h"

namespace strided {

// Buffers of this many elements keep three operands of 8 bytes in a 32 kB first-level cache.
inline constexpr int64_t kTileElements = 1024;

// A transposed operand is gathered in panels of this size: their rows are long enough for the other operands to be
// fetched ahead, and the panel stays in the second-level cache.
inline constexpr int64_t kPanelBytes = 128 << 10;

// What is the same for all tiles of one call. Operands: inputs, outputs, then the mask.
struct TilePlan {
    const KernelTable* kernels;
    const ElementwiseLoop* loop;  // nullptr: copy
    int nin;
    int nout;
    bool masked;
    bool merge_rows;  // every operand is buffered or its rows follow one another: one kernel call per tile
    int outer_axes;
    int64_t rows, cols, tile_rows, tile_cols;
    char* data[kMaxIterated];
    int64_t row_stride[kMaxIterated];
    int64_t col_stride[kMaxIterated];
    DType dtype[kMaxIterated];
    DType loop_dtype[kMaxIterated];
    bool aligned[kMaxIterated];
    bool buffered[kMaxIterated];
};

struct TilePosition {
    int64_t row, col, rows, cols;
    int64_t offset[kMaxIterated];  // of the outer axes, in bytes
};

// Runs the kernel on operands where they stand, one call per row (or per tile, where rows follow one another).
class DirectTiles {
  public:
    explicit DirectTiles(const TilePlan& plan) noexcept : plan_(plan) {}
    void run(const TilePosition& at) noexcept;

  private:
    const TilePlan& plan_;
};

// Gathers operands into buffers of the loop's types, runs the kernel there, and scatters the results.
class BufferedTiles {
  public:
    explicit BufferedTiles(const TilePlan& plan) noexcept;
    // False where the system had no memory for the buffers; run must not be called then.
    bool ready() const noexcept { return staging_ != nullptr; }
    void run(const TilePosition& at) noexcept;

  private:
    void gather(int k, const char* source, const TilePosition& at) noexcept;
    void scatter(int k, char* target, const TilePosition& at, const char* mask, int64_t mask_row_stride,
                 int64_t mask_col_stride) noexcept;

    struct Gathered {
        const char* source = nullptr;
        int64_t rows = 0;
        int64_t cols = 0;
    };

    const TilePlan& plan_;
    Gathered gathered_[kMaxIterated];  // what each buffer holds: a broadcast row is gathered once, not per tile
    char* buffers_[kMaxIterated];
    char* staging_;
    Scratch panels_;  // where tiles are larger than the buffers here
    alignas(64) char own_[kMaxIterated + 1][kTileElements * kMaxItemSize];
};

}  // namespace strided
