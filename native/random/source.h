#pragma once
#include "native/random/cores.h"

namespace strided {

// A core with what stands between it and the distributions: 32-bit halves, and floats. A plain value: rare paths work
// on a copy, so that the address of the one in use is never taken and it stays in registers.
template <class Core_>
struct Source {
    using Core = Core_;
    Core core;
    uint32_t has_half;
    uint32_t half;
    bool has_gauss;
    double gauss;

    explicit Source(StateBlock* from) noexcept
        : has_half(from->has_half), half(from->half), has_gauss(from->has_gauss != 0), gauss(from->gauss) {
        core.load(*from);
    }
    void store(StateBlock* to) const noexcept {
        core.store(to);
        to->has_half = has_half != 0 ? 1 : 0;
        to->half = half;
        to->has_gauss = has_gauss ? 1 : 0;
        to->gauss = gauss;
    }

    [[gnu::always_inline]] uint64_t next64() noexcept {
        if constexpr (Core::kHas64) {
            return core.next64();
        } else {
            const uint64_t high = core.next32();
            return (high << 32) | core.next32();
        }
    }
    [[gnu::always_inline]] uint32_t next32() noexcept {
        if constexpr (Core::kHas64) {
            if (has_half != 0) {
                has_half = 0;
                return half;
            }
            const uint64_t both = core.next64();
            has_half = 1;
            half = static_cast<uint32_t>(both >> 32);
            return static_cast<uint32_t>(both);
        } else {
            return core.next32();
        }
    }
    static double to_double(uint64_t bits) noexcept {
        return static_cast<double>(static_cast<int64_t>(bits >> 11)) * 0x1p-53;
    }
    static float to_float(uint32_t bits) noexcept {
        return static_cast<float>(static_cast<int32_t>(bits >> 8)) * 0x1p-24f;
    }
    // In [0, 1).
    [[gnu::always_inline]] double next_double() noexcept {
        if constexpr (Core::kHas64) {
            return to_double(core.next64());
        } else {
            const uint32_t high = core.next32() >> 5;
            const uint32_t low = core.next32() >> 6;
            return (high * 67108864.0 + low) / 9007199254740992.0;
        }
    }
    [[gnu::always_inline]] float next_float() noexcept { return to_float(next32()); }
    // What the bit generator itself calls one draw.
    [[gnu::always_inline]] uint64_t next_raw() noexcept {
        if constexpr (Core::kHas64) return core.next64();
        return next32();
    }
};

// Calls f on a copy of the source, and takes the copy's state over.
template <class S, class F>
[[gnu::always_inline]] inline auto apart(S& s, const F& f) noexcept {
    S copy = s;
    const auto result = f(copy);
    s = copy;
    return result;
}

}  // namespace strided
