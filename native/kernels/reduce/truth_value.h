#pragma once
#include <cstdint>

#include "native/core/complex.h"
#include "native/core/half.h"

namespace strided::STRIDED_LEVEL {
namespace {

// False is zero of either sign; NaN is true.
template <class T>
[[gnu::always_inline]] inline bool is_true(T x) noexcept {
    return x != 0;
}
[[gnu::always_inline]] inline bool is_true(Half x) noexcept { return (x.bits & 0x7fffu) != 0; }
// Both parts at once, less their signs.
[[gnu::always_inline]] inline bool is_true(Complex64 x) noexcept {
    return (__builtin_bit_cast(uint64_t, x) & 0x7fffffff7fffffffu) != 0;
}
[[gnu::always_inline]] inline bool is_true(Complex128 x) noexcept { return (x.re != 0) | (x.im != 0); }

}  // namespace
}  // namespace strided::STRIDED_LEVEL
