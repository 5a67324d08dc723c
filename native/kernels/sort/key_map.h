#pragma once
#include <cstdint>

#include "native/core/half.h"

// The key of an element: see sort_kernels.h.
namespace strided::STRIDED_LEVEL {

template <int kSize>
struct KeyOfSize;
template <>
struct KeyOfSize<1> {
    using Type = uint8_t;
};
template <>
struct KeyOfSize<2> {
    using Type = uint16_t;
};
template <>
struct KeyOfSize<4> {
    using Type = uint32_t;
};
template <>
struct KeyOfSize<8> {
    using Type = uint64_t;
};

template <class T>
using KeyOf = typename KeyOfSize<sizeof(T)>::Type;

template <class T>
inline constexpr bool kIsFloatKey = false;
template <>
inline constexpr bool kIsFloatKey<Half> = true;
template <>
inline constexpr bool kIsFloatKey<float> = true;
template <>
inline constexpr bool kIsFloatKey<double> = true;

// The bits of infinity, above which those of NaN lie.
template <class T>
inline constexpr uint64_t kInfinityBits = sizeof(T) == 2   ? 0x7c00u
                                          : sizeof(T) == 4 ? 0x7f800000u
                                                           : 0x7ff0000000000000u;
template <class T>
inline constexpr uint64_t kNanBits = sizeof(T) == 2   ? 0x7e00u
                                     : sizeof(T) == 4 ? 0x7fc00000u
                                                      : 0x7ff8000000000000u;

template <class T>
[[gnu::always_inline]] inline KeyOf<T> key_of_bits(KeyOf<T> bits, bool zeros_equal) noexcept {
    using K = KeyOf<T>;
    constexpr K kSign = static_cast<K>(K(1) << (8 * sizeof(K) - 1));
    if constexpr (kIsFloatKey<T>) {
        const K magnitude = static_cast<K>(bits & static_cast<K>(~kSign));
        if (zeros_equal) bits = magnitude == 0 ? K(0) : bits;
        const K flip = (bits & kSign) != 0 ? static_cast<K>(~K(0)) : kSign;
        const K key = static_cast<K>(bits ^ flip);
        return magnitude > static_cast<K>(kInfinityBits<T>) ? static_cast<K>(~K(0)) : key;
    } else if constexpr (T(-1) < T(0)) {
        return static_cast<K>(bits ^ kSign);
    } else {
        return bits;
    }
}

template <class T>
[[gnu::always_inline]] inline KeyOf<T> bits_of_key(KeyOf<T> key) noexcept {
    using K = KeyOf<T>;
    constexpr K kSign = static_cast<K>(K(1) << (8 * sizeof(K) - 1));
    if constexpr (kIsFloatKey<T>) {
        const K flip = (key & kSign) != 0 ? kSign : static_cast<K>(~K(0));
        return key == static_cast<K>(~K(0)) ? static_cast<K>(kNanBits<T>) : static_cast<K>(key ^ flip);
    } else if constexpr (T(-1) < T(0)) {
        return static_cast<K>(key ^ kSign);
    } else {
        return key;
    }
}

}  // namespace strided::STRIDED_LEVEL
