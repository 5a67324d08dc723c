#pragma once
#include <cstdint>

#include "native/kernels/simd.h"

// Vectors of signed keys, which stand in the order of the elements they are made from; every NaN has the key of one
// positive NaN, above infinity. −0 comes before 0.
namespace strided::STRIDED_LEVEL {

template <class T>
struct SignedKey;
template <>
struct SignedKey<int32_t> {
    using Type = int32_t;
};
template <>
struct SignedKey<uint32_t> {
    using Type = int32_t;
};
template <>
struct SignedKey<float> {
    using Type = int32_t;
};
template <>
struct SignedKey<int64_t> {
    using Type = int64_t;
};
template <>
struct SignedKey<uint64_t> {
    using Type = int64_t;
};
template <>
struct SignedKey<double> {
    using Type = int64_t;
};

template <class K>
inline constexpr int kKeyBits = 8 * static_cast<int>(sizeof(K));
template <class K>
inline constexpr K kLeastKey = static_cast<K>(uint64_t{1} << (kKeyBits<K> - 1));
template <class K>
inline constexpr K kGreatestKey = static_cast<K>(~kLeastKey<K>);

template <class K>
using KeyTag = hn::ScalableTag<K>;
template <class K>
using KeyVector = hn::Vec<KeyTag<K>>;
template <class K>
inline constexpr int64_t kKeyLanes = static_cast<int64_t>(hn::MaxLanes(KeyTag<K>()));

// Keys from the bits of elements of T, and back; `void` stands for what is a key already.
template <class T>
struct KeyCode {
    using K = typename SignedKey<T>::Type;
    using Tag = KeyTag<K>;
    using V = KeyVector<K>;
    static constexpr bool kFloat = T(1) / T(2) != T(0);
    static constexpr K kInfinity = sizeof(K) == 4 ? K(0x7f800000) : static_cast<K>(0x7ff0000000000000);
    static constexpr K kNan = sizeof(K) == 4 ? K(0x7fc00000) : static_cast<K>(0x7ff8000000000000);

    // Flips what is below the sign where that is set: its own inverse.
    [[gnu::always_inline]] static V flipped(V bits) noexcept {
        const Tag tag;
        const hn::RebindToUnsigned<Tag> whole;
        const auto sign = hn::BitCast(whole, hn::BroadcastSignBit(bits));
        return hn::Xor(bits, hn::BitCast(tag, hn::ShiftRight<1>(sign)));
    }
    [[gnu::always_inline]] static V encode(V bits) noexcept {
        const Tag tag;
        if constexpr (kFloat) {
            const auto nan = hn::Gt(hn::And(bits, hn::Set(tag, kGreatestKey<K>)), hn::Set(tag, kInfinity));
            return hn::IfThenElse(nan, hn::Set(tag, kNan), flipped(bits));
        } else {
            return decode(bits);
        }
    }
    [[gnu::always_inline]] static V decode(V key) noexcept {
        if constexpr (kFloat) {
            return flipped(key);
        } else if constexpr (T(-1) < T(0)) {
            return key;
        } else {
            return hn::Xor(key, hn::Set(Tag(), kLeastKey<K>));
        }
    }
    [[gnu::always_inline]] static K encode(K bits) noexcept {
        if constexpr (kFloat) {
            return (bits & kGreatestKey<K>) > kInfinity ? kNan : decode(bits);
        } else {
            return decode(bits);
        }
    }
    [[gnu::always_inline]] static K decode(K key) noexcept {
        if constexpr (kFloat) {
            return key < 0 ? static_cast<K>(key ^ kGreatestKey<K>) : key;
        } else if constexpr (T(-1) < T(0)) {
            return key;
        } else {
            return static_cast<K>(key ^ kLeastKey<K>);
        }
    }
};

// What is a key already.
template <class Key>
struct PlainKey {
    using K = Key;
    using V = KeyVector<K>;
    [[gnu::always_inline]] static V encode(V key) noexcept { return key; }
    [[gnu::always_inline]] static V decode(V key) noexcept { return key; }
    [[gnu::always_inline]] static K encode(K key) noexcept { return key; }
    [[gnu::always_inline]] static K decode(K key) noexcept { return key; }
};

// The first `count` of a vector's lanes from memory, the others 0; nothing else is read. Where Highway has no loads
// and stores by mask (it reads and writes whole vectors), lanes go one by one.
template <class K>
[[gnu::always_inline]] inline KeyVector<K> load_lanes(const K* from, int64_t count) noexcept {
    const KeyTag<K> tag;
    if constexpr (HWY_STATIC_TARGET <= HWY_AVX2) {
        const auto inside = hn::FirstN(tag, static_cast<size_t>(count < 0 ? 0 : count));
        return hn::MaskedLoad(inside, tag, from);
    } else {
        alignas(64) K lanes[kKeyLanes<K>];
        for (int64_t i = 0; i < kKeyLanes<K>; i++) lanes[i] = i < count ? from[i] : K(0);
        return hn::Load(tag, lanes);
    }
}

// Writes the first `count` lanes and nothing else.
template <class V>
[[gnu::always_inline]] inline void store_lanes(V v, hn::TFromV<V>* to, int64_t count) noexcept {
    using K = hn::TFromV<V>;
    const KeyTag<K> tag;
    if (count >= kKeyLanes<K>) {
        hn::StoreU(v, tag, to);
    } else if (count > 0) {
        if constexpr (HWY_STATIC_TARGET <= HWY_AVX2) {
            hn::BlendedStore(v, hn::FirstN(tag, static_cast<size_t>(count)), tag, to);
        } else {
            alignas(64) K lanes[kKeyLanes<K>];
            hn::Store(v, tag, lanes);
            for (int64_t i = 0; i < count; i++) to[i] = lanes[i];
        }
    }
}

// The lesser keys into a, the greater into b.
template <class V>
[[gnu::always_inline]] inline void order_lanes(V& a, V& b) noexcept {
    if constexpr (sizeof(hn::TFromV<V>) == 4 || HWY_STATIC_TARGET <= HWY_AVX3) {
        const V low = hn::Min(a, b);
        b = hn::Max(a, b);
        a = low;
    } else {
        // One comparison for both.
        const auto swap = hn::Gt(a, b);
        const V low = hn::IfThenElse(swap, b, a);
        b = hn::IfThenElse(swap, a, b);
        a = low;
    }
}

// Lanes in reverse within groups of kGroup.
template <int kGroup, class V>
[[gnu::always_inline]] inline V reversed_groups(V v) noexcept {
    const hn::DFromV<V> tag;
    if constexpr (kGroup == 2) {
        return hn::Reverse2(tag, v);
    } else if constexpr (kGroup == static_cast<int>(hn::MaxLanes(hn::DFromV<V>()))) {
        return hn::Reverse(tag, v);
    } else if constexpr (kGroup == 4) {
        return hn::Reverse4(tag, v);
    } else {
        return hn::Reverse8(tag, v);
    }
}

// Lanes kDistance apart change places.
template <int kDistance, class V>
[[gnu::always_inline]] inline V swapped_lanes(V v) noexcept {
    constexpr int kBytes = kDistance * static_cast<int>(sizeof(hn::TFromV<V>));
    const hn::DFromV<V> tag;
    if constexpr (kDistance == 1) {
        return hn::Reverse2(tag, v);
    } else if constexpr (kBytes == 8) {
        return hn::Shuffle1032(v);
    } else {
        static_assert(kBytes == 16);
        return hn::SwapAdjacentBlocks(v);
    }
}

// The lanes of `low` and `high` by turns, kLanes of each.
template <int kLanes, class V>
[[gnu::always_inline]] inline V alternated(V low, V high) noexcept {
    constexpr int kBytes = kLanes * static_cast<int>(sizeof(hn::TFromV<V>));
    const hn::DFromV<V> tag;
    if constexpr (kLanes == 1) {
        return hn::OddEven(high, low);
    } else if constexpr (kBytes == 8) {
        const hn::Repartition<int64_t, hn::DFromV<V>> wide;
        return hn::BitCast(tag, hn::OddEven(hn::BitCast(wide, high), hn::BitCast(wide, low)));
    } else if constexpr (kBytes == 16) {
        return hn::OddEvenBlocks(high, low);
    } else {
        return hn::ConcatUpperLower(tag, high, low);
    }
}

}  // namespace strided::STRIDED_LEVEL
