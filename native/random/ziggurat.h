#pragma once
#include <cmath>

#include "native/random/source.h"
#include "native/random/ziggurat_tables.h"
#include "native/random/ziggurat_tables_float.h"

namespace strided {

// Standard normal and exponential draws by the ziggurat method. The first draw is accepted about 99 times of 100; the
// rest is kept out of line.

inline constexpr double kNormalTail = 3.6541528853610087963519472518;
inline constexpr double kNormalTailInverse = 0.27366123732975827203338247596;
inline constexpr double kExponentialTail = 7.6971174701310497140446280481;

template <class S>
[[gnu::noinline]] double normal_tail(S& s, bool negative) noexcept {
    for (;;) {
        const double x = -kNormalTailInverse * std::log1p(-s.next_double());
        const double y = -std::log1p(-s.next_double());
        if (y + y > x * x) return negative ? -(kNormalTail + x) : kNormalTail + x;
    }
}

// Whether a point outside the inner box of its layer lies under the curve.
template <class S>
[[gnu::noinline]] bool normal_wedge(S& s, unsigned layer, double x) noexcept {
    const double height = kNormalDensity[layer - 1] - kNormalDensity[layer];
    return height * s.next_double() + kNormalDensity[layer] < std::exp(-0.5 * x * x);
}

template <class S>
[[gnu::always_inline]] inline double standard_normal(S& s) noexcept {
    for (;;) {
        const uint64_t bits = s.next64();
        const auto layer = static_cast<unsigned>(bits & 0xff);
        const uint64_t magnitude = (bits >> 9) & 0x000fffffffffffffu;
        // The sign goes in by its bit: a branch on it is wrong half of the time.
        const double scaled = static_cast<double>(static_cast<int64_t>(magnitude)) * kNormalWidth[layer];
        const double x = __builtin_bit_cast(double, __builtin_bit_cast(uint64_t, scaled) ^ ((bits & 0x100) << 55));
        if (__builtin_expect(magnitude < kNormalAccept[layer], 1)) return x;
        if (layer == 0) return apart(s, [&](S& t) { return normal_tail(t, ((magnitude >> 8) & 1) != 0); });
        if (apart(s, [&](S& t) { return normal_wedge(t, layer, x); })) return x;
    }
}

template <class S>
[[gnu::noinline]] float normal_tail_float(S& s, bool negative) noexcept {
    for (;;) {
        const float x = -static_cast<float>(kNormalTailInverse) * log1pf(-s.next_float());
        const float y = -log1pf(-s.next_float());
        if (y + y > x * x) {
            const float tail = static_cast<float>(kNormalTail);
            return negative ? -(tail + x) : tail + x;
        }
    }
}

template <class S>
[[gnu::noinline]] bool normal_wedge_float(S& s, unsigned layer, float x) noexcept {
    const float height = kNormalDensityFloat[layer - 1] - kNormalDensityFloat[layer];
    return height * s.next_float() + kNormalDensityFloat[layer] < std::exp(-0.5 * x * x);
}

template <class S>
[[gnu::always_inline]] inline float standard_normal_float(S& s) noexcept {
    for (;;) {
        const uint32_t bits = s.next32();
        const unsigned layer = bits & 0xff;
        const uint32_t magnitude = bits >> 9;
        const float scaled = static_cast<float>(static_cast<int32_t>(magnitude)) * kNormalWidthFloat[layer];
        const float x = __builtin_bit_cast(float, __builtin_bit_cast(uint32_t, scaled) ^ ((bits & 0x100) << 23));
        if (__builtin_expect(magnitude < kNormalAcceptFloat[layer], 1)) return x;
        if (layer == 0) return apart(s, [&](S& t) { return normal_tail_float(t, ((magnitude >> 8) & 1) != 0); });
        if (apart(s, [&](S& t) { return normal_wedge_float(t, layer, x); })) return x;
    }
}

template <class S>
[[gnu::noinline]] bool exponential_wedge(S& s, unsigned layer, double x) noexcept {
    const double height = kExponentialDensity[layer - 1] - kExponentialDensity[layer];
    return height * s.next_double() + kExponentialDensity[layer] < std::exp(-x);
}

template <class S>
[[gnu::noinline]] double exponential_tail(S& s) noexcept {
    return kExponentialTail - std::log1p(-s.next_double());
}

template <class S>
[[gnu::always_inline]] inline double standard_exponential(S& s) noexcept {
    for (;;) {
        const uint64_t bits = s.next64() >> 3;
        const auto layer = static_cast<unsigned>(bits & 0xff);
        const uint64_t magnitude = bits >> 8;
        const double x = static_cast<double>(static_cast<int64_t>(magnitude)) * kExponentialWidth[layer];
        if (__builtin_expect(magnitude < kExponentialAccept[layer], 1)) return x;
        if (layer == 0) return apart(s, [&](S& t) { return exponential_tail(t); });
        if (apart(s, [&](S& t) { return exponential_wedge(t, layer, x); })) return x;
    }
}

template <class S>
[[gnu::noinline]] bool exponential_wedge_float(S& s, unsigned layer, float x) noexcept {
    const float height = kExponentialDensityFloat[layer - 1] - kExponentialDensityFloat[layer];
    return height * s.next_float() + kExponentialDensityFloat[layer] < expf(-x);
}

template <class S>
[[gnu::noinline]] float exponential_tail_float(S& s) noexcept {
    return static_cast<float>(kExponentialTail) - log1pf(-s.next_float());
}

template <class S>
[[gnu::always_inline]] inline float standard_exponential_float(S& s) noexcept {
    for (;;) {
        const uint32_t bits = s.next32() >> 1;
        const unsigned layer = bits & 0xff;
        const uint32_t magnitude = bits >> 8;
        const float x = static_cast<float>(static_cast<int32_t>(magnitude)) * kExponentialWidthFloat[layer];
        if (__builtin_expect(magnitude < kExponentialAcceptFloat[layer], 1)) return x;
        if (layer == 0) return apart(s, [](S& t) { return exponential_tail_float(t); });
        if (apart(s, [&](S& t) { return exponential_wedge_float(t, layer, x); })) return x;
    }
}

}  // namespace strided
