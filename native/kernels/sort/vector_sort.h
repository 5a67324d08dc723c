#pragma once
#include "native/kernels/sort/quick.h"
#include "native/kernels/sort/sort_families.h"
#include "native/kernels/sort/vector_sort_table.h"

// One dtype's functions of VectorSort. Units that make them for a size of element each share the compiler's time.
namespace strided::STRIDED_LEVEL {
namespace {

template <class T>
using KeyFor = typename SignedKey<T>::Type;

template <class T>
bool is_sorted(const char* src, int64_t n) noexcept {
    using K = KeyFor<T>;
    const K* const items = reinterpret_cast<const K*>(src);
    // In stretches, until the order breaks.
    for (int64_t begin = 1; begin < n; begin += 512) {
        const int64_t end = begin + 512 < n ? begin + 512 : n;
        K descends = 0;
        for (int64_t i = begin; i < end; i++) {
            descends |= static_cast<K>(KeyCode<T>::encode(items[i]) < KeyCode<T>::encode(items[i - 1]));
        }
        if (descends != 0) return false;
    }
    return true;
}

template <class T>
void copy(const char* src, char* dst, int64_t n) noexcept {
    const KeyFor<T>* const in = reinterpret_cast<const KeyFor<T>*>(src);
    KeyFor<T>* const out = reinterpret_cast<KeyFor<T>*>(dst);
    for (int64_t i = 0; i < n; i++) out[i] = KeyCode<T>::decode(KeyCode<T>::encode(in[i]));
}

template <class T>
void sort(const char* src, char* dst, char* spare, int64_t n) noexcept {
    using K = KeyFor<T>;
    const K* const in = reinterpret_cast<const K*>(src);
    K* const out = reinterpret_cast<K*>(dst);
    K* const other = reinterpret_cast<K*>(spare);
    if (n <= kNetworkKeys<K>) {
        if (n > 0) sort_few<KeyCode<T>, KeyCode<T>>(in, out, n);
        return;
    }
    if (is_sorted<T>(src, n)) return copy<T>(src, dst, n);
    uint64_t state = static_cast<uint64_t>(n);
    const K pivot = middle_key<KeyCode<T>>(in, n, &state);
    const int64_t below = partition_keys<KeyCode<T>>(in, other, n, pivot);
    const int partitions = most_partitions(n);
    quick_sort<KeyCode<T>>(other, out, out, below, partitions, &state);
    quick_sort<KeyCode<T>>(other + below, out + below, out + below, n - below, partitions, &state);
}

template <class T>
void sort_keys(char* keys, char* other, char* out, int64_t n) noexcept {
    using K = KeyFor<T>;
    uint64_t state = static_cast<uint64_t>(n);
    quick_sort<KeyCode<T>>(reinterpret_cast<K*>(keys), reinterpret_cast<K*>(other), reinterpret_cast<K*>(out), n,
                           most_partitions(n + 1), &state);
}

// The keys of elements from all over src, sorted.
constexpr int64_t kSample = 1024;
template <class T>
void take_sample(const char* src, int64_t n, KeyFor<T>* sample) noexcept {
    using K = KeyFor<T>;
    const K* const in = reinterpret_cast<const K*>(src);
    K other[kSample];
    uint64_t state = static_cast<uint64_t>(n) * 0x9e3779b97f4a7c15u;
    const int64_t part = n / kSample;
    for (int64_t i = 0; i < kSample; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        const int64_t at = part > 0 ? part * i + static_cast<int64_t>((state >> 33) % static_cast<uint64_t>(part))
                                    : static_cast<int64_t>((state >> 33) % static_cast<uint64_t>(n));
        sample[i] = KeyCode<T>::encode(in[at]);
    }
    quick_sort<PlainKey<K>>(sample, other, sample, kSample, most_partitions(kSample), &state);
}

template <class T>
void sample(const char* src, int64_t n, int levels, char* pivots) noexcept {
    KeyFor<T> sorted[kSample];
    take_sample<T>(src, n, sorted);
    KeyFor<T>* const out = reinterpret_cast<KeyFor<T>*>(pivots);
    const int64_t buckets = int64_t{1} << levels;
    for (int64_t b = 1; b < buckets; b++) out[b - 1] = sorted[kSample / buckets * b];
}

// Keys that pass none but pivots[−(2^levels − 1) …] to [… 2^levels − 1) around the middle one.
template <class K>
void split_keys(K* keys, K* other, int64_t n, const K* pivots, int levels, int64_t* counts) noexcept {
    if (levels == 0) {
        *counts = n;
        return;
    }
    const int64_t half = int64_t{1} << (levels - 1);
    const int64_t below = partition_keys<PlainKey<K>>(keys, other, n, pivots[half - 1]);
    split_keys(other, keys, below, pivots, levels - 1, counts);
    split_keys(other + below, keys + below, n - below, pivots + half, levels - 1, counts + half);
}

template <class T>
void split(const char* src, char* dst, char* spare, int64_t n, const char* pivot_data, int levels,
           int64_t* counts) noexcept {
    using K = KeyFor<T>;
    const K* const pivots = reinterpret_cast<const K*>(pivot_data);
    K* const keys = reinterpret_cast<K*>(spare);
    K* const other = reinterpret_cast<K*>(dst);
    const int64_t half = int64_t{1} << (levels - 1);
    const int64_t below = partition_keys<KeyCode<T>>(reinterpret_cast<const K*>(src), keys, n, pivots[half - 1]);
    split_keys(keys, other, below, pivots, levels - 1, counts);
    split_keys(keys + below, other + below, n - below, pivots + half, levels - 1, counts + half);
}

template <class K>
void copy_back(const K* from, K* to, int64_t n) noexcept {
    if (from != to) __builtin_memcpy(to, from, static_cast<size_t>(n) * sizeof(K));
}

// Selects among what lies in `items`; what is settled goes to `out`, which is `items` or `other`.
template <class T, class K>
void select_items(K* items, K* other, K* out, int64_t n, int64_t k) noexcept {
    using Code = KeyCode<T>;
    uint64_t state = static_cast<uint64_t>(n);
    for (int partitions = most_partitions(n); n > kNetworkKeys<K>; partitions--) {
        if (partitions == 0) {
            for (int64_t i = 0; i < n; i++) items[i] = Code::encode(items[i]);
            heap_sort(items, n);
            for (int64_t i = 0; i < n; i++) out[i] = Code::decode(items[i]);
            return;
        }
        const K pivot = middle_key<Code>(items, n, &state);
        int64_t below = partition_keys<Code, true>(items, other, n, pivot);
        bool equal = false;
        if (below == 0) {
            // The pivot is the least key: what equals it is set apart.
            equal = true;
            below =
                pivot == kGreatestKey<K> ? n : partition_keys<Code, true>(items, other, n, static_cast<K>(pivot + 1));
        }
        K* const free = items;
        if (k < below) {
            copy_back(other + below, out + below, n - below);
            n = below;
            items = other;
            other = free;
            if (equal) {
                copy_back(items, out, n);
                return;
            }
        } else {
            copy_back(other, out, below);
            items = other + below;
            other = free + below;
            out += below;
            n -= below;
            k -= below;
        }
    }
    if (n > 0) sort_few<Code, Code>(items, out, n);
}

template <class T>
void select(const char* src, char* dst, char* spare, int64_t n, int64_t k) noexcept {
    using K = KeyFor<T>;
    const K* const in = reinterpret_cast<const K*>(src);
    K* const out = reinterpret_cast<K*>(dst);
    K* const other = reinterpret_cast<K*>(spare);
    if (n <= kNetworkKeys<K>) {
        if (n > 0) sort_few<KeyCode<T>, KeyCode<T>>(in, out, n);
        return;
    }
    uint64_t state = static_cast<uint64_t>(n);
    const K pivot = middle_key<KeyCode<T>>(in, n, &state);
    const int64_t below = partition_keys<KeyCode<T>, true>(in, other, n, pivot);
    if (k < below) {
        copy_back(other + below, out + below, n - below);
        select_items<T>(other, out, out, below, k);
    } else {
        copy_back(other, out, below);
        select_items<T>(other + below, out + below, out + below, n - below, k - below);
    }
}

template <class T>
void bracket(const char* src, int64_t n, int64_t k, char* low, char* high) noexcept {
    using K = KeyFor<T>;
    K sorted[kSample];
    take_sample<T>(src, n, sorted);
    const int64_t near = static_cast<int64_t>(static_cast<double>(k) / static_cast<double>(n) * kSample);
    // Three standard deviations of a sample's rank at the middle.
    constexpr int64_t kMargin = 48;
    const K first = near >= kMargin ? sorted[near - kMargin] : kLeastKey<K>;
    const K last = near + kMargin < kSample ? sorted[near + kMargin] : kGreatestKey<K>;
    __builtin_memcpy(low, &first, sizeof(K));
    __builtin_memcpy(high, &last, sizeof(K));
}

template <class T>
void part(const char* src, char* dst, char* spare, int64_t n, const char* low_data, const char* high_data,
          int64_t* counts) noexcept {
    using K = KeyFor<T>;
    using Code = KeyCode<T>;
    constexpr int64_t kLanes = kKeyLanes<K>;
    const KeyTag<K> tag;
    const K* const in = reinterpret_cast<const K*>(src);
    K least;
    K greatest;
    __builtin_memcpy(&least, low_data, sizeof(K));
    __builtin_memcpy(&greatest, high_data, sizeof(K));
    const auto from = hn::Set(tag, least);
    const auto to = hn::Set(tag, greatest);
    K* low = reinterpret_cast<K*>(dst);
    K* high = low + n;
    K* const between = reinterpret_cast<K*>(spare);
    int64_t count = 0;
    int64_t i = 0;
    // As partition_keys; keys in between go to a third place, whose vectors never pass what has been read.
    for (; i + 2 * kLanes <= n; i += kLanes) {
        const auto item = hn::LoadU(tag, in + i);
        const auto key = Code::encode(item);
        const auto below = hn::Lt(key, from);
        const auto rest = hn::Lt(key, to);
        const int64_t low_count = store_first(item, below, low);
        const int64_t rest_count = store_last(item, rest, high);
        count += store_first(item, hn::AndNot(below, rest), between + count);
        low += low_count;
        high -= rest_count;
    }
    for (; i < n; i++) {
        const K key = Code::encode(in[i]);
        const bool below = key < least;
        const bool above = !(key < greatest);
        *low = in[i];
        high[-1] = in[i];
        between[count] = in[i];
        low += below;
        high -= above;
        count += !below & !above;
    }
    counts[0] = low - reinterpret_cast<K*>(dst);
    counts[1] = count;
    counts[2] = n - counts[0] - count;
    __builtin_memcpy(low, between, static_cast<size_t>(count) * sizeof(K));
}

template <class T>
int64_t keep_first(char* data, int64_t n, bool nan_equal) noexcept {
    using K = KeyFor<T>;
    constexpr int64_t kLanes = kKeyLanes<K>;
    const hn::ScalableTag<T> tag;
    if (n == 0) return 0;
    T* const items = reinterpret_cast<T*>(data);
    // What was read last is kept in registers: the places it came from may have been written to.
    T before = items[0];
    int64_t count = 1;
    int64_t i = 1;
    if (i + 2 * kLanes <= n) {
        const auto nan_counts = hn::Eq(hn::Set(tag, T(nan_equal ? 1 : 0)), hn::Set(tag, T(1)));
        auto last = hn::LoadU(tag, items);
        for (; i + 2 * kLanes <= n; i += kLanes) {
            const auto here = hn::LoadU(tag, items + i);
            const auto next = hn::LoadU(tag, items + i + kLanes - 1);
            auto same = hn::Eq(here, last);
            if constexpr (KeyCode<T>::kFloat) {
                same = hn::Or(same, hn::And(nan_counts, hn::And(hn::IsNaN(here), hn::IsNaN(last))));
            }
            count += store_first(here, hn::Not(same), items + count);
            last = next;
        }
        before = hn::GetLane(last);
    }
    for (; i < n; i++) {
        const T here = items[i];
        const bool same = here == before || (nan_equal && here != here && before != before);
        items[count] = here;
        count += !same;
        before = here;
    }
    return count;
}

template <class T>
bool any_negative_zero(const char* src, int64_t n) noexcept {
    using K = KeyFor<T>;
    if constexpr (!KeyCode<T>::kFloat) return false;
    const K* const items = reinterpret_cast<const K*>(src);
    for (int64_t begin = 0; begin < n; begin += 4096) {
        const int64_t end = begin + 4096 < n ? begin + 4096 : n;
        K any = 0;
        for (int64_t i = begin; i < end; i++) any |= static_cast<K>(items[i] == kLeastKey<K>);
        if (any != 0) return true;
    }
    return false;
}

template <class T>
constexpr VectorSort kVectorSort = {
    sort<T>,    is_sorted<T>, copy<T>,       sample<T>,           split<T>, sort_keys<T>, select<T>,
    bracket<T>, part<T>,      keep_first<T>, any_negative_zero<T>};

}  // namespace
}  // namespace strided::STRIDED_LEVEL
