#pragma once
#include <cstdint>

#include "native/core/limits.h"
#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/thread_pool.h"

// Selections by masks of n bytes. All operands are contiguous; a mask that others change meanwhile gives any selection,
// within the bounds of the operands.
namespace strided {

int64_t count_mask(const KernelTable& kernels, ThreadPool& pool, const char* mask, int64_t n) noexcept;

// The items where the mask is true. `room` items are written at most; what was not is zero. *chosen is their number.
Status select_by_mask(const KernelTable& kernels, ThreadPool& pool, const char* mask, int64_t n, const char* src,
                      char* dst, int64_t room, int64_t itemsize, int64_t* chosen) noexcept;

// values[0], values[1], … into the items where the mask is true, as far as there are any.
Status expand_by_mask(const KernelTable& kernels, ThreadPool& pool, const char* mask, int64_t n, const char* values,
                      int64_t available, char* dst, int64_t itemsize) noexcept;

void fill_by_mask(const KernelTable& kernels, ThreadPool& pool, const char* mask, int64_t n, const char* value,
                  char* dst, int64_t itemsize) noexcept;

// The indices of the true elements of a mask of this shape, in C order, at most `room`: for the k-th one, index i goes
// to out[k · place_step + i · axis_step], steps counting int64s. What was not found is zero.
struct PositionsCall {
    const char* mask;
    int ndim;
    const int64_t* shape;
    int64_t n;
    int64_t* out;
    int64_t place_step;
    int64_t axis_step;
    int64_t room;
};
Status find_positions(const KernelTable& kernels, ThreadPool& pool, const PositionsCall& call, int64_t* found) noexcept;

}  // namespace strided
