#pragma once
#include <cstdint>

namespace strided {

// memcpy, but for targets that stand less than a cache line behind their source in the low 12 bits of the address:
// there the string instructions that memcpy uses for long copies crawl (Zen: six times slower), while short ones do
// not. Inlined, never shared: kernels of several ISA levels include this.
[[gnu::always_inline]] static inline void copy_bytes(const char* from, char* to, int64_t bytes) noexcept {
    constexpr int64_t kShort = 1024;
    const uint64_t behind = (reinterpret_cast<uintptr_t>(to) - reinterpret_cast<uintptr_t>(from)) & 4095;
    if (behind != 0 && behind < 64) {
        for (; bytes > kShort; bytes -= kShort, from += kShort, to += kShort) __builtin_memcpy(to, from, kShort);
    }
    __builtin_memcpy(to, from, static_cast<uint64_t>(bytes));
}

}  // namespace strided
