#pragma once
#include <cstdint>

#include "native/random/source.h"

namespace strided {

// Integers in [0, range], by Lemire's multiplication (2019) or, in the legacy functions, by masking and rejection.

constexpr uint64_t mask_of(uint64_t range) noexcept { return range == 0 ? 0 : ~uint64_t(0) >> __builtin_clzll(range); }

// Legacy; also where NumPy's newer code still calls it.
template <class S>
[[gnu::always_inline]] inline uint64_t masked_interval(S& s, uint64_t range) noexcept {
    if (range == 0) return 0;
    const uint64_t mask = mask_of(range);
    uint64_t value;
    if (range <= 0xffffffffu) {
        do {
            value = s.next32() & mask;
        } while (value > range);
    } else {
        do {
            value = s.next64() & mask;
        } while (value > range);
    }
    return value;
}

template <class S>
[[gnu::always_inline]] inline uint32_t lemire32(S& s, uint32_t range) noexcept {
    const uint32_t count = range + 1;
    uint64_t m = static_cast<uint64_t>(s.next32()) * count;
    if (__builtin_expect(static_cast<uint32_t>(m) < count, 0)) {
        const uint32_t threshold = (0xffffffffu - range) % count;
        while (static_cast<uint32_t>(m) < threshold) m = static_cast<uint64_t>(s.next32()) * count;
    }
    return static_cast<uint32_t>(m >> 32);
}

template <class S>
[[gnu::always_inline]] inline uint64_t lemire64(S& s, uint64_t range) noexcept {
    const uint64_t count = range + 1;
    Wide m = static_cast<Wide>(s.next64()) * count;
    if (__builtin_expect(static_cast<uint64_t>(m) < count, 0)) {
        const uint64_t threshold = (~uint64_t(0) - range) % count;
        while (static_cast<uint64_t>(m) < threshold) m = static_cast<Wide>(s.next64()) * count;
    }
    return static_cast<uint64_t>(m >> 64);
}

// One integer of up to 64 bits: 32-bit draws where they suffice.
template <class S>
[[gnu::always_inline]] inline uint64_t bounded64(S& s, uint64_t range) noexcept {
    if (range == 0) return 0;
    if (range < 0xffffffffu) return lemire32(s, static_cast<uint32_t>(range));
    if (range == 0xffffffffu) return s.next32();
    return range == ~uint64_t(0) ? s.next64() : lemire64(s, range);
}

// 32-bit draws handed out in parts of 16, 8 or 1 bits, lowest first. What is left over at the end of a call is lost.
template <class Part>
struct Parts {
    static constexpr int kBits = sizeof(Part) * 8;
    uint32_t buffer = 0;
    int left = 0;
    template <class S>
    [[gnu::always_inline]] Part next(S& s) noexcept {
        if (left == 0) {
            buffer = s.next32();
            left = 32 / kBits - 1;
        } else {
            buffer >>= kBits;
            left--;
        }
        return static_cast<Part>(buffer);
    }
};

struct Bits {
    uint32_t buffer = 0;
    int left = 0;
    template <class S>
    [[gnu::always_inline]] uint8_t next(S& s) noexcept {
        if (left == 0) {
            buffer = s.next32();
            left = 31;
        } else {
            buffer >>= 1;
            left--;
        }
        return buffer & 1;
    }
};

// An integer of 8 or 16 bits.
template <class Part, bool Masked, class S>
[[gnu::always_inline]] inline Part bounded_part(S& s, Parts<Part>& parts, Part range, Part mask) noexcept {
    constexpr auto kAll = static_cast<Part>(~Part(0));
    if (range == 0) return 0;
    if (range == kAll) return parts.next(s);
    if constexpr (Masked) {
        Part value;
        do {
            value = parts.next(s) & mask;
        } while (value > range);
        return value;
    } else {
        const auto count = static_cast<Part>(range + 1);
        uint32_t m = static_cast<uint32_t>(parts.next(s)) * count;
        if (static_cast<Part>(m) < count) {
            const Part threshold = static_cast<Part>(kAll - range) % count;
            while (static_cast<Part>(m) < threshold) m = static_cast<uint32_t>(parts.next(s)) * count;
        }
        return static_cast<Part>(m >> Parts<Part>::kBits);
    }
}

}  // namespace strided
