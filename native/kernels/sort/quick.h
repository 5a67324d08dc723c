#pragma once
#include "native/kernels/sort/network.h"
#include "native/kernels/sort/part_lanes.h"

// Quicksort by vectors. Partitions go from one buffer to another: no key waits for room, and no branch depends on one.
namespace strided::STRIDED_LEVEL {

// Moves n keys from src to dst: those below the pivot to the front, the others behind. Returns how many are below.
// `In` makes keys; `kRaw`: what is moved are the elements themselves.
template <class In, bool kRaw = false, class K>
inline int64_t partition_keys(const K* src, K* dst, int64_t n, K pivot) noexcept {
    constexpr int64_t kLanes = kKeyLanes<K>;
    const KeyTag<K> tag;
    const auto bound = hn::Set(tag, pivot);
    K* low = dst;
    K* high = dst + n;
    // Between low and high is room for what is left of src. While that is two vectors, a vector written at either end
    // spoils nothing: keys below the pivot lie first in it, the others last.
    const auto load = [&](int64_t at) __attribute__((always_inline)) {
        const auto v = hn::LoadU(tag, src + at);
        if constexpr (kRaw)
            return v;
        else
            return In::encode(v);
    };
    const auto is_below = [&](KeyVector<K> v) __attribute__((always_inline)) {
        if constexpr (kRaw)
            return hn::Lt(In::encode(v), bound);
        else
            return hn::Lt(v, bound);
    };
    const auto put = [&](KeyVector<K> v, auto below) __attribute__((always_inline)) {
        const int64_t count = store_parted(v, below, low, high);
        low += count;
        high -= kLanes - count;
    };
    int64_t i = 0;
    for (; i + 5 * kLanes <= n; i += 4 * kLanes) {
        const auto a = load(i);
        const auto b = load(i + kLanes);
        const auto c = load(i + 2 * kLanes);
        const auto e = load(i + 3 * kLanes);
        const auto below_a = is_below(a);
        const auto below_b = is_below(b);
        const auto below_c = is_below(c);
        const auto below_e = is_below(e);
        put(a, below_a);
        put(b, below_b);
        put(c, below_c);
        put(e, below_e);
    }
    for (; i + 2 * kLanes <= n; i += kLanes) {
        const auto a = load(i);
        put(a, is_below(a));
    }
    for (; i < n; i++) {
        const K key = In::encode(src[i]);
        const K item = kRaw ? src[i] : key;
        const bool below = key < pivot;
        *low = item;
        high[-1] = item;
        low += below;
        high -= !below;
    }
    return low - dst;
}

// Near the median of n ≥ kNetworkKeys keys: the medians of eight keys each, taken from eight places.
template <class In, class K>
inline K middle_key(const K* keys, int64_t n, uint64_t* state) noexcept {
    constexpr int64_t kLanes = kKeyLanes<K>;
    const KeyTag<K> tag;
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    const int64_t part = n / 8;
    const int64_t room = part - kLanes;  // part ≥ 2 · kLanes
    const int64_t first = static_cast<int64_t>((*state >> 40) * static_cast<uint64_t>(room) >> 24);
    KeyVector<K> v[8];
    unrolled<0, 8>([&](auto row) __attribute__((always_inline)) {
        v[row] = In::encode(hn::LoadU(tag, keys + row * part + first));
    });
    sort_columns<8>(v);
    merge_columns<2, 1>(v + 4);
    return hn::ExtractLane(v[4], static_cast<size_t>(kLanes / 2));
}

template <class Out, class K>
inline void fill_keys(K* out, int64_t n, K key) noexcept {
    const K value = Out::decode(key);
    for (int64_t i = 0; i < n; i++) out[i] = value;
}

// For keys whose samples mislead again and again.
template <class K>
[[gnu::noinline]] void heap_sort(K* keys, int64_t n) noexcept {
    const auto sift = [keys](int64_t root, int64_t end) {
        const K key = keys[root];
        for (int64_t child = 2 * root + 1; child < end; child = 2 * root + 1) {
            if (child + 1 < end && keys[child] < keys[child + 1]) child++;
            if (!(key < keys[child])) break;
            keys[root] = keys[child];
            root = child;
        }
        keys[root] = key;
    };
    for (int64_t i = n / 2 - 1; i >= 0; i--) sift(i, n);
    for (int64_t end = n - 1; end > 0; end--) {
        const K greatest = keys[0];
        keys[0] = keys[end];
        keys[end] = greatest;
        sift(0, end);
    }
}

inline int most_partitions(int64_t n) noexcept { return 2 * (64 - __builtin_clzll(static_cast<uint64_t>(n))) + 4; }

template <class K>
[[gnu::always_inline]] inline void key_extremes(const K* keys, int64_t n, K* least, K* greatest) noexcept {
    K low = keys[0];
    K high = keys[0];
    for (int64_t i = 1; i < n; i++) {
        low = keys[i] < low ? keys[i] : low;
        high = keys[i] > high ? keys[i] : high;
    }
    *least = low;
    *greatest = high;
}

template <class Out, class K>
void quick_sort(K* keys, K* other, K* out, int64_t n, int partitions, uint64_t* state) noexcept;

// Partitions of four lanes cost more than counting does, while keys and bins lie in a core's own cache.
template <class K>
inline constexpr bool kBinned = kKeyLanes<K> <= 4;
inline constexpr int64_t kLeastBinned = 512;
inline constexpr int64_t kMostBinned = 1 << 15;
inline constexpr int kMostBinBits = 11;
inline constexpr int64_t kBinKeys = 32;

// Spreads keys evenly over bins by their leading bits, so that most bins fit a network.
template <class Out, class K>
[[gnu::noinline]] void sort_by_bins(K* keys, K* other, K* out, int64_t n, int partitions, uint64_t* state) noexcept {
    K least;
    K greatest;
    key_extremes(keys, n, &least, &greatest);
    if (least == greatest) return fill_keys<Out>(out, n, least);
    const uint64_t low = static_cast<uint64_t>(least);
    const int bits = 64 - __builtin_clzll(static_cast<uint64_t>(greatest) - low);
    const int wanted = 64 - __builtin_clzll(static_cast<uint64_t>(n / kBinKeys));
    const int bin_bits = wanted < kMostBinBits ? wanted : kMostBinBits;
    const int shift = bits > bin_bits ? bits - bin_bits : 0;
    // Keys may lie in memory that others write to meanwhile: what is read anew is held to the tables and to n.
    const uint64_t mask = (uint64_t{1} << bin_bits) - 1;
    uint32_t places[1 << kMostBinBits];
    uint32_t ends[1 << kMostBinBits];
    const int64_t bins = static_cast<int64_t>(((static_cast<uint64_t>(greatest) - low) >> shift) & mask) + 1;
    __builtin_memset(places, 0, (mask + 1) * sizeof(uint32_t));
    for (int64_t i = 0; i < n; i++) places[((static_cast<uint64_t>(keys[i]) - low) >> shift) & mask]++;
    uint32_t place = 0;
    for (int64_t b = 0; b < bins; b++) {
        const uint32_t held = places[b];
        places[b] = place;
        place += held;
        ends[b] = place;
    }
    const uint32_t last = static_cast<uint32_t>(n - 1);
    for (int64_t i = 0; i < n; i++) {
        const K key = keys[i];
        const uint32_t at = places[((static_cast<uint64_t>(key) - low) >> shift) & mask]++;
        other[at < last ? at : last] = key;
    }
    int64_t begin = 0;
    for (int64_t b = 0; b < bins; b++) {
        const int64_t end = b + 1 < bins ? ends[b] : n;
        if (end - begin > kNetworkKeys<K>) {
            quick_sort<Out>(other + begin, keys + begin, out + begin, end - begin, partitions, state);
        } else if (end > begin) {
            sort_few<PlainKey<K>, Out>(other + begin, out + begin, end - begin);
        }
        begin = end;
    }
}

// Sorts n keys into out, which is `keys` or `other`; both are used.
template <class Out, class K>
void quick_sort(K* keys, K* other, K* out, int64_t n, int partitions, uint64_t* state) noexcept {
    while (n > kNetworkKeys<K>) {
        if (kBinned<K> && n >= kLeastBinned && n <= kMostBinned && partitions > 0) {
            return sort_by_bins<Out>(keys, other, out, n, partitions - 1, state);
        }
        if (partitions-- <= 0) {
            heap_sort(keys, n);
            for (int64_t i = 0; i < n; i++) out[i] = Out::decode(keys[i]);
            return;
        }
        const K pivot = middle_key<PlainKey<K>>(keys, n, state);
        int64_t below = partition_keys<PlainKey<K>>(keys, other, n, pivot);
        if (below > 0) {
            quick_sort<Out>(other, keys, out, below, partitions, state);
        } else {
            // The pivot is the least key: what equals it is in place.
            below =
                pivot == kGreatestKey<K> ? n : partition_keys<PlainKey<K>>(keys, other, n, static_cast<K>(pivot + 1));
            fill_keys<Out>(out, below, pivot);
        }
        K* const rest = other + below;
        other = keys + below;
        keys = rest;
        out += below;
        n -= below;
    }
    if (n > 0) sort_few<PlainKey<K>, Out>(keys, out, n);
}

}  // namespace strided::STRIDED_LEVEL
