#pragma once
#include <cstdint>

namespace strided {

inline constexpr int kMaxDims = 64;
// isclose has four inputs and one output. A mask may follow four operands at most (the argument block has room for
// five).
inline constexpr int kMaxOperands = 5;

// Every multiplication of sizes that come from a caller goes through these; they return false on overflow.
[[nodiscard]] inline bool checked_mul(int64_t a, int64_t b, int64_t* out) noexcept {
    return !__builtin_mul_overflow(a, b, out);
}
[[nodiscard]] inline bool checked_add(int64_t a, int64_t b, int64_t* out) noexcept {
    return !__builtin_add_overflow(a, b, out);
}

}  // namespace strided
