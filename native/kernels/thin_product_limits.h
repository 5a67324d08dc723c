#pragma once
#include <cstdint>

namespace strided {

// Matrices of at most so many columns are multiplied without packing what stands left of them.
inline constexpr int64_t kThinColumns = 16;

}  // namespace strided
