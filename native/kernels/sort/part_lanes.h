#pragma once
#include "native/kernels/sort/key_lanes.h"

// One vector parted by a mask: its marked lanes first, the others last.
namespace strided::STRIDED_LEVEL {

// The bytes (of 16) or lanes of 32 or 64 bits (of 8) that part kLanes lanes of one size, for every mask of them.
template <int kLanes, int kUnits>
struct PartTable {
    alignas(64) uint8_t units[1 << kLanes][kUnits];
};

template <int kLanes, int kUnits>
constexpr PartTable<kLanes, kUnits> make_part_table() noexcept {
    PartTable<kLanes, kUnits> table{};
    constexpr int kPerLane = kUnits / kLanes;
    for (int mask = 0; mask < 1 << kLanes; mask++) {
        int at = 0;
        for (int marked = 1; marked >= 0; marked--) {
            for (int lane = 0; lane < kLanes; lane++) {
                if ((mask >> lane & 1) != marked) continue;
                for (int unit = 0; unit < kPerLane; unit++) {
                    table.units[mask][at++] = static_cast<uint8_t>(lane * kPerLane + unit);
                }
            }
        }
    }
    return table;
}

template <int kLanes, int kUnits>
inline constexpr PartTable<kLanes, kUnits> kPartTable = make_part_table<kLanes, kUnits>();

// Sixteen lanes are parted by AVX-512's own compression: a table of all their masks would be too large.
template <class K>
inline constexpr bool kCompressed = HWY_STATIC_TARGET <= HWY_AVX3 && sizeof(K) == 4;

// The parted vector (where it is compressed: its marked lanes first, the others anywhere), and how many lanes are
// marked.
template <class V>
struct PartedLanes {
    V lanes;
    int64_t marked;
};

template <class V, class M>
[[gnu::always_inline]] inline PartedLanes<V> parted_lanes(V v, M marked) noexcept {
    using K = hn::TFromV<V>;
    constexpr int kLanes = static_cast<int>(hn::MaxLanes(hn::DFromV<V>()));
    const hn::DFromV<V> tag;
    if constexpr (kCompressed<K>) {
        return {hn::Compress(v, marked), static_cast<int64_t>(hn::CountTrue(tag, marked))};
    } else {
        uint8_t bits[8] = {};
        hn::StoreMaskBits(tag, marked, bits);
        V parted;
        if constexpr (kLanes * sizeof(K) == 16) {
            const hn::Repartition<uint8_t, hn::DFromV<V>> bytes;
            const auto order = hn::Load(bytes, kPartTable<kLanes, 16>.units[bits[0]]);
            parted = hn::BitCast(tag, hn::TableLookupBytes(hn::BitCast(bytes, v), order));
        } else if constexpr (kLanes * sizeof(K) == 64) {
            const hn::Repartition<int64_t, hn::DFromV<V>> words;
            const hn::Rebind<uint8_t, decltype(words)> bytes;
            const hn::Rebind<int32_t, decltype(words)> halves;
            const auto units = hn::Load(bytes, kPartTable<kLanes, 8>.units[bits[0]]);
            const auto order = hn::PromoteTo(words, hn::PromoteTo(halves, units));
            parted = hn::BitCast(tag, hn::TableLookupLanes(hn::BitCast(words, v), hn::IndicesFromVec(words, order)));
        } else {
            static_assert(kLanes * sizeof(K) == 32);
            const hn::Repartition<int32_t, hn::DFromV<V>> words;
            const hn::Rebind<uint8_t, decltype(words)> bytes;
            const auto order = hn::PromoteTo(words, hn::Load(bytes, kPartTable<kLanes, 8>.units[bits[0]]));
            parted = hn::BitCast(tag, hn::TableLookupLanes(hn::BitCast(words, v), hn::IndicesFromVec(words, order)));
        }
        return {parted, __builtin_popcount(bits[0])};
    }
}

// Writes the marked lanes from `low` on; a whole vector is written there. Returns their number.
template <class V, class M>
[[gnu::always_inline]] inline int64_t store_first(V v, M marked, hn::TFromV<V>* low) noexcept {
    const auto parted = parted_lanes(v, marked);
    hn::StoreU(parted.lanes, hn::DFromV<V>(), low);
    return parted.marked;
}

// Writes the unmarked lanes so that they end at `high`; so may be a whole vector. Returns their number.
template <class V, class M>
[[gnu::always_inline]] inline int64_t store_last(V v, M marked, hn::TFromV<V>* high) noexcept {
    constexpr int64_t kLanes = static_cast<int64_t>(hn::MaxLanes(hn::DFromV<V>()));
    const hn::DFromV<V> tag;
    if constexpr (kCompressed<hn::TFromV<V>>) {
        const int64_t unmarked = kLanes - static_cast<int64_t>(hn::CountTrue(tag, marked));
        hn::CompressBlendedStore(v, hn::Not(marked), tag, high - unmarked);
        return unmarked;
    } else {
        const auto parted = parted_lanes(v, marked);
        hn::StoreU(parted.lanes, tag, high - kLanes);
        return kLanes - parted.marked;
    }
}

// Both.
template <class V, class M>
[[gnu::always_inline]] inline int64_t store_parted(V v, M marked, hn::TFromV<V>* low, hn::TFromV<V>* high) noexcept {
    if constexpr (kCompressed<hn::TFromV<V>>) {
        const int64_t count = store_first(v, marked, low);
        store_last(v, marked, high);
        return count;
    } else {
        const auto parted = parted_lanes(v, marked);
        hn::StoreU(parted.lanes, hn::DFromV<V>(), low);
        hn::StoreU(parted.lanes, hn::DFromV<V>(), high - static_cast<int64_t>(hn::MaxLanes(hn::DFromV<V>())));
        return parted.marked;
    }
}

}  // namespace strided::STRIDED_LEVEL
