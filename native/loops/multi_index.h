#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/core/limits.h"
#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/gather.h"
#include "native/loops/thread_pool.h"

namespace strided {

// Index arrays that one call takes.
inline constexpr int kMostRavelled = 4;

// out[p] = Σ index_k[p] · step_k (added to what is there with `accumulate`): places in an array from indices per axis.
// `out` is contiguous in the shape's C order. An index of mode `raise` is negative only where it counts `from_end`.
struct RavelCall {
    int ndim;
    const int64_t* shape;
    bool accumulate;
    int64_t* out;
    int count;
    IndexArray indices[kMostRavelled];
    bool from_end[kMostRavelled];
};
Status ravel_indices(const KernelTable& kernels, ThreadPool& pool, const RavelCall& call, BadIndex* bad) noexcept;

// An axis of the counted array, and the row of the result that receives its indices.
struct UnravelAxis {
    int64_t length;
    int64_t* out;
};

// Indices per axis from places in an array; `axes` from the fastest to the slowest. Rows are contiguous in the shape's
// C order; places must be in [0, size).
struct UnravelCall {
    int ndim;
    const int64_t* shape;
    IndexArray places;
    int64_t size;
    int axis_count;
    UnravelAxis axes[kMaxDims];
};
Status unravel_places(const KernelTable& kernels, ThreadPool& pool, const UnravelCall& call, BadIndex* bad) noexcept;

}  // namespace strided
