#pragma once
#include <cstdint>

#include "native/core/dtype.h"

namespace strided {

// More distinct elements than this are left to sorting.
inline constexpr int64_t kFewDistinct = 1024;

// Whether find_few_distinct knows the dtype: items of four and eight bytes, complex ones not.
bool can_find_few_distinct(DType dtype) noexcept;

// The distinct elements of n that stand `stride` bytes apart, in the order in which they occur, each as it occurs
// first: −0 equals 0, NaN equals NaN. Both outputs have room for kFewDistinct. Returns their number; −1 where there are
// more, and where NaN is met that does not equal NaN.
int64_t find_few_distinct(DType dtype, const char* data, int64_t stride, int64_t n, bool nan_equal, char* distinct,
                          int64_t* counts) noexcept;

}  // namespace strided
