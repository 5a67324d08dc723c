#pragma once
#include <cstdint>

namespace strided {

inline constexpr int kMaxDims = 64;
// Two inputs and two outputs are NumPy's widest elementwise operations.
inline constexpr int kMaxOperands = 4;

// Every multiplication of sizes that come from a caller goes through these; they return false on overflow.
[[nodiscard]] inline bool checked_mul(int64_t a, int64_t b, int64_t* out) noexcept {
    return !__builtin_mul_overflow(a, b, out);
}
[[nodiscard]] inline bool checked_add(int64_t a, int64_t b, int64_t* out) noexcept {
    return !__builtin_add_overflow(a, b, out);
}

}  // namespace strided
