#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/core/status.h"
#include "native/kernels/sort/sort_kernels.h"

namespace strided {

// Which elements of a sorted list are kept: the first of equal ones, each that equals its successor, each that equals
// no neighbour.
enum class Neighbors { first, repeated, single };

// What counts as equal: −0 and 0, and NaN with NaN where nan_equal says so.
struct NeighborRule {
    DType dtype;
    Neighbors kept;
    bool nan_equal;
};

// Moves the kept ones of n contiguous, sorted elements to the front; returns their number.
int64_t keep_neighbors(const SortKernels& kernels, const NeighborRule& rule, char* data, int64_t n) noexcept;

// The same for a[places[0]], a[places[1]], …: writes which of the places are kept (as positions in `places`), and for
// each element the number of its group where `group` is given. Places outside 0 … n − 1 are refused.
Status find_neighbors(const NeighborRule& rule, const char* a, const int64_t* places, int64_t n, int64_t* kept,
                      int64_t* group, int64_t* count) noexcept;

}  // namespace strided
