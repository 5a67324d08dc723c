#pragma once
#include <cstdint>

#include "native/core/dtype.h"

namespace strided {

// out[i] = start + i * delta, contiguous, rounded as NumPy's arange does: in the dtype's own arithmetic, integers
// wrapping. Floating dtypes take start and delta as doubles, integers (and bool) as 64-bit patterns. Complex values get
// a zero imaginary part.
struct RampValues {
    double start, delta;
    int64_t integer_start, integer_delta;
};
void fill_ramp(DType dtype, char* out, int64_t n, const RampValues& values) noexcept;

}  // namespace strided
