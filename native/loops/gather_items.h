#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/loops/thread_pool.h"

namespace strided {

// n items of one axis by one array of indices: dense[i] = a[index[i]], or the other way round. Index and item go
// through one loop, without a list of offsets between them.
struct ItemsCall {
    bool scatter;
    DType index_dtype;  // Int64 or Int32
    const char* index;  // contiguous and aligned
    int64_t n;
    char* a;
    int64_t length;  // of the axis, at least 1
    int64_t step;    // bytes from one item of it to the next
    char* dense;
    int64_t dense_step;
    int64_t itemsize;  // 1, 2, 4, 8 or 16
};

// False where an index is outside of the axis: nothing was written then by a scatter, anything into the dense operand
// by a gather. An index that another thread changes meanwhile moves nothing from or to outside of the array.
[[nodiscard]] bool move_items(ThreadPool& pool, const ItemsCall& call) noexcept;

}  // namespace strided
