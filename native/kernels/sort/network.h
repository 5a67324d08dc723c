#pragma once
#include "native/kernels/sort/key_lanes.h"

// Sorting networks in registers: columns first, then merges of neighbouring columns into rows.
namespace strided::STRIDED_LEVEL {

template <int kValue>
struct Constant {
    constexpr operator int() const noexcept { return kValue; }
};

template <int kFrom, int kTo, class F>
[[gnu::always_inline]] inline void unrolled(F&& f) noexcept {
    if constexpr (kFrom < kTo) {
        f(Constant<kFrom>());
        unrolled<kFrom + 1, kTo>(f);
    }
}

// The columns of 1, 2, 4, 8 or 16 rows: the networks with the fewest comparators that are known.
template <int kRows, class V>
[[gnu::always_inline]] inline void sort_columns(V* v) noexcept {
    const auto order = [v](int a, int b) __attribute__((always_inline)) { order_lanes(v[a], v[b]); };
    if constexpr (kRows == 2) {
        order(0, 1);
    } else if constexpr (kRows == 4) {
        order(0, 2), order(1, 3);
        order(0, 1), order(2, 3);
        order(1, 2);
    } else if constexpr (kRows == 8) {
        order(0, 2), order(1, 3), order(4, 6), order(5, 7);
        order(0, 4), order(1, 5), order(2, 6), order(3, 7);
        order(0, 1), order(2, 3), order(4, 5), order(6, 7);
        order(2, 4), order(3, 5);
        order(1, 4), order(3, 6);
        order(1, 2), order(3, 4), order(5, 6);
    } else if constexpr (kRows == 16) {
        order(0, 1), order(2, 3), order(4, 5), order(6, 7), order(8, 9), order(10, 11), order(12, 13), order(14, 15);
        order(0, 2), order(1, 3), order(4, 6), order(5, 7), order(8, 10), order(9, 11), order(12, 14), order(13, 15);
        order(0, 4), order(1, 5), order(2, 6), order(3, 7), order(8, 12), order(9, 13), order(10, 14), order(11, 15);
        order(0, 8), order(1, 9), order(2, 10), order(3, 11), order(4, 12), order(5, 13), order(6, 14), order(7, 15);
        order(5, 10), order(6, 9), order(3, 12), order(13, 14), order(4, 8), order(7, 11), order(1, 2);
        order(1, 4), order(7, 13), order(2, 8), order(11, 14);
        order(2, 4), order(5, 6), order(9, 10), order(11, 13), order(3, 8), order(7, 12);
        order(6, 8), order(10, 12), order(3, 5), order(7, 9);
        order(3, 4), order(5, 6), order(7, 8), order(9, 10), order(11, 12);
        order(6, 7), order(8, 9);
    }
}

// Compares lanes with those kDistance further, then with nearer ones: each row's groups of 2 · kDistance are bitonic.
template <int kDistance, int kRows, class V>
[[gnu::always_inline]] inline void merge_lanes(V* v) noexcept {
    if constexpr (kDistance >= 1) {
        unrolled<0, kRows>([v](auto row) __attribute__((always_inline)) {
            V low = v[row];
            V high = swapped_lanes<kDistance>(v[row]);
            order_lanes(low, high);
            v[row] = alternated<kDistance>(low, high);
        });
        merge_lanes<kDistance / 2, kRows>(v);
    }
}

// Rows r and kBlock − 1 − r of each block of kBlock rows, the latter with its groups of lanes reversed: the lower rows
// keep the lesser halves of the bitonic sequences, the upper ones the greater.
template <int kWidth, int kBlock, int kRows, class V>
[[gnu::always_inline]] inline void merge_rows(V* v) noexcept {
    if constexpr (kBlock >= 2) {
        unrolled<0, kRows / 2>([v](auto pair) __attribute__((always_inline)) {
            constexpr int kHalf = kBlock / 2;
            constexpr int kFirst = pair / kHalf * kBlock + pair % kHalf;
            constexpr int kLast = pair / kHalf * kBlock + kBlock - 1 - pair % kHalf;
            v[kLast] = reversed_groups<kWidth>(v[kLast]);
            order_lanes(v[kFirst], v[kLast]);
        });
        merge_rows<kWidth, kBlock / 2, kRows>(v);
    }
}

// Merges sorted groups of kWidth / 2 columns, until the columns that hold keys are one group.
template <int kWidth, int kRows, class V>
[[gnu::always_inline]] inline void merge_columns(V* v) noexcept {
    if constexpr (kWidth <= static_cast<int>(hn::MaxLanes(hn::DFromV<V>()))) {
        merge_rows<kWidth, kRows, kRows>(v);
        unrolled<0, kRows>([v](auto row) __attribute__((always_inline)) {
            V low = v[row];
            V high = reversed_groups<kWidth>(v[row]);
            order_lanes(low, high);
            v[row] = alternated<kWidth / 2>(low, high);
        });
        merge_lanes<kWidth / 4, kRows>(v);
        merge_columns<2 * kWidth, kRows>(v);
    }
}

// Sorts n keys, more than fill the first half of kRows rows but for one row, into out.
template <class In, class Out, int kRows, class K>
[[gnu::always_inline]] inline void sort_rows(const K* keys, K* out, int64_t n) noexcept {
    constexpr int64_t kLanes = kKeyLanes<K>;
    constexpr int kSure = kRows / 2;
    const KeyTag<K> tag;
    KeyVector<K> v[kRows];
    unrolled<0, kRows>([&](auto row) __attribute__((always_inline)) {
        if constexpr (row < kSure) {
            v[row] = In::encode(hn::LoadU(tag, keys + row * kLanes));
        } else {
            // What is filled up has to come last: the greatest key, whatever an element of these bits would have.
            const int64_t rest = n - row * kLanes;
            const auto items = load_lanes(keys + row * kLanes, rest);
            const auto inside = hn::FirstN(tag, static_cast<size_t>(rest < 0 ? 0 : rest));
            v[row] = hn::IfThenElse(inside, In::encode(items), hn::Set(tag, kGreatestKey<K>));
        }
    });
    sort_columns<kRows>(v);
    merge_columns<2, kRows>(v);
    unrolled<0, kRows>([&](auto row) __attribute__((always_inline)) {
        if constexpr (row < kSure) {
            hn::StoreU(Out::decode(v[row]), tag, out + row * kLanes);
        } else {
            store_lanes(Out::decode(v[row]), out + row * kLanes, n - row * kLanes);
        }
    });
}

// So many keys fit into registers.
template <class K>
inline constexpr int64_t kNetworkKeys = 16 * kKeyLanes<K>;

// Sorts up to kNetworkKeys keys into out, which may be the same memory.
template <class In, class Out, class K>
[[gnu::noinline]] void sort_few(const K* keys, K* out, int64_t n) noexcept {
    constexpr int64_t kLanes = kKeyLanes<K>;
    if (n > 8 * kLanes) {
        sort_rows<In, Out, 16>(keys, out, n);
    } else if (n > 4 * kLanes) {
        sort_rows<In, Out, 8>(keys, out, n);
    } else if (n > 2 * kLanes) {
        sort_rows<In, Out, 4>(keys, out, n);
    } else if (n > kLanes) {
        sort_rows<In, Out, 2>(keys, out, n);
    } else {
        sort_rows<In, Out, 1>(keys, out, n);
    }
}

}  // namespace strided::STRIDED_LEVEL
