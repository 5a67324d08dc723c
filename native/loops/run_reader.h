#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/kernels/kernel_table.h"

namespace strided {

// Elements along one axis, read in parts: contiguous, aligned and of the dtype a kernel takes.
class RunReader {
  public:
    static constexpr int64_t kPart = 1024;

    RunReader(const KernelTable& kernels, const char* data, int64_t stride, DType from, DType to) noexcept;

    // Elements first … first + n − 1 (n ≤ kPart); in the buffer, which holds kPart elements, or where they stand.
    const void* read(int64_t first, int64_t n, void* buffer) const noexcept;
    // The same, always in the buffer: values that are read twice must not change in between.
    void copy(int64_t first, int64_t n, void* buffer) const noexcept;

  private:
    const char* data_;
    int64_t stride_;
    int from_size_;
    int to_size_;
    bool aligned_;
    bool in_place_;
    CastFn cast_;
};

}  // namespace strided
