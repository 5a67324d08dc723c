#pragma once
#include <cstddef>
#include <cstdint>

// Sorting of unsigned keys: a radix sort by the leading bits of the keys' range, from the least digit, and comparisons
// for what those bits do not tell apart. Short runs are merged.
namespace strided::STRIDED_LEVEL {

template <class K>
[[gnu::always_inline]] inline void order_pair(K& a, K& b) noexcept {
    const K low = a < b ? a : b;
    const K high = a < b ? b : a;
    a = low;
    b = high;
}

// Merges a[0..n/2) and a[n/2..n) into dst from both ends at once: two chains of dependent steps run side by side, and
// neither can leave its half.
template <class K>
struct HalvesMerge {
    const K* left;
    const K* right;
    const K* left_end;
    const K* right_end;
    K* out;
    K* out_end;

    HalvesMerge(const K* a, int64_t n, K* dst) noexcept
        : left(a), right(a + n / 2), left_end(a + n / 2 - 1), right_end(a + n - 1), out(dst), out_end(dst + n - 1) {}

    // n / 2 times.
    [[gnu::always_inline]] void step() noexcept {
        const K l = *left;
        const K r = *right;
        const bool take_right = r < l;
        *out++ = take_right ? r : l;
        right += take_right;
        left += !take_right;
        const K le = *left_end;
        const K re = *right_end;
        const bool take_left = re < le;
        *out_end-- = take_left ? le : re;
        left_end -= take_left;
        right_end -= !take_left;
    }
    // Where n is odd.
    void finish() noexcept { *out = left <= left_end ? *left : *right; }
};

template <class K>
inline void merge_halves(const K* a, int64_t n, K* dst) noexcept {
    HalvesMerge<K> merge(a, n, dst);
    for (int64_t i = 0; i < n / 2; i++) merge.step();
    if ((n & 1) != 0) merge.finish();
}

// Two at once: a[0..n) and a[n..n + m), where m is n or n + 1.
template <class K>
inline void merge_two_halves(const K* a, int64_t n, int64_t m, K* dst) noexcept {
    HalvesMerge<K> first(a, n, dst);
    HalvesMerge<K> second(a + n, m, dst + n);
    for (int64_t i = 0; i < n / 2; i++) {
        first.step();
        second.step();
    }
    if ((n & 1) != 0) first.finish();
    if (m / 2 > n / 2) second.step();
    if ((m & 1) != 0) second.finish();
}

// Sorts a[0..n) into a, or into spare.
template <class K>
inline void merge_sort(K* a, K* spare, int64_t n, bool into_spare) noexcept {
    if (n <= 4) {
        if (n == 4) {
            order_pair(a[0], a[1]);
            order_pair(a[2], a[3]);
            order_pair(a[0], a[2]);
            order_pair(a[1], a[3]);
            order_pair(a[1], a[2]);
        } else if (n == 3) {
            order_pair(a[0], a[1]);
            order_pair(a[1], a[2]);
            order_pair(a[0], a[1]);
        } else if (n == 2) {
            order_pair(a[0], a[1]);
        }
        if (into_spare) {
            for (int64_t i = 0; i < n; i++) spare[i] = a[i];
        }
        return;
    }
    const int64_t half = n / 2;
    if (n >= 16) {
        const int64_t rest = n - half;
        merge_sort(a, spare, half / 2, into_spare);
        merge_sort(a + half / 2, spare + half / 2, half - half / 2, into_spare);
        merge_sort(a + half, spare + half, rest / 2, into_spare);
        merge_sort(a + half + rest / 2, spare + half + rest / 2, rest - rest / 2, into_spare);
        if (into_spare) {
            merge_two_halves(spare, half, rest, a);
        } else {
            merge_two_halves(a, half, rest, spare);
        }
    } else {
        merge_sort(a, spare, half, !into_spare);
        merge_sort(a + half, spare + half, n - half, !into_spare);
    }
    if (into_spare) {
        merge_halves(a, n, spare);
    } else {
        merge_halves(spare, n, a);
    }
}

// The smallest and the greatest key, and whether the keys are in order.
template <class K>
struct KeyRange {
    K low;
    K high;
    bool sorted;
};

template <class K>
inline KeyRange<K> range_of(const K* keys, int64_t n) noexcept {
    K low = keys[0];
    K high = keys[0];
    int64_t i = 0;
    bool sorted = true;
    // The order is looked at in stretches, until it breaks.
    while (i < n && sorted) {
        const int64_t end = i + 1024 < n ? i + 1024 : n;
        bool descends = false;
        for (int64_t j = i == 0 ? 1 : i; j < end; j++) descends |= keys[j] < keys[j - 1];
        sorted = !descends;
        i = end;
    }
    if (sorted) return {keys[0], keys[n - 1], true};
    for (int64_t j = 0; j < n; j++) {
        low = keys[j] < low ? keys[j] : low;
        high = keys[j] > high ? keys[j] : high;
    }
    return {low, high, false};
}

inline int bit_length(uint64_t value) noexcept { return value == 0 ? 0 : 64 - __builtin_clzll(value); }

inline constexpr int64_t kMergedKeys = 256;
inline constexpr int kDigitBits = 11;
inline constexpr int kMostDigits = 4;

template <class K>
void sort_keys_in(K* keys, K* spare, int64_t n) noexcept;

template <class K>
inline void insertion_sort(K* keys, int64_t n) noexcept {
    for (int64_t i = 1; i < n; i++) {
        const K key = keys[i];
        int64_t j = i;
        for (; j > 0 && key < keys[j - 1]; j--) keys[j] = keys[j - 1];
        keys[j] = key;
    }
}

// The digits of (key − low) >> shift, from the least; each pass goes from one buffer to the other. Returns the buffer
// that holds the result.
template <class K, int kBits>
inline K* radix_passes(K* keys, K* spare, int64_t n, K low, int shift, int passes) noexcept {
    constexpr int kBuckets = 1 << kBits;
    constexpr uint32_t kMask = kBuckets - 1;
    uint32_t counts[kMostDigits][kBuckets];
    __builtin_memset(counts, 0, static_cast<size_t>(passes) * sizeof(counts[0]));
    switch (passes) {
        case 1:
            for (int64_t i = 0; i < n; i++) counts[0][static_cast<K>(keys[i] - low) >> shift & kMask]++;
            break;
        case 2:
            for (int64_t i = 0; i < n; i++) {
                const K digits = static_cast<K>(static_cast<K>(keys[i] - low) >> shift);
                counts[0][digits & kMask]++;
                counts[1][static_cast<uint64_t>(digits) >> kBits & kMask]++;
            }
            break;
        case 3:
            for (int64_t i = 0; i < n; i++) {
                const K digits = static_cast<K>(static_cast<K>(keys[i] - low) >> shift);
                counts[0][digits & kMask]++;
                counts[1][static_cast<uint64_t>(digits) >> kBits & kMask]++;
                counts[2][static_cast<uint64_t>(digits) >> (2 * kBits) & kMask]++;
            }
            break;
        default:
            for (int64_t i = 0; i < n; i++) {
                const K digits = static_cast<K>(static_cast<K>(keys[i] - low) >> shift);
                counts[0][digits & kMask]++;
                counts[1][static_cast<uint64_t>(digits) >> kBits & kMask]++;
                counts[2][static_cast<uint64_t>(digits) >> (2 * kBits) & kMask]++;
                counts[3][static_cast<uint64_t>(digits) >> (3 * kBits) & kMask]++;
            }
    }
    for (int pass = 0; pass < passes; pass++) {
        uint32_t* count = counts[pass];
        const int down = shift + pass * kBits;
        // One bucket holds all: nothing moves.
        if (count[static_cast<uint64_t>(static_cast<K>(keys[0] - low)) >> down & kMask] == n) continue;
        uint32_t place = 0;
        for (int b = 0; b < kBuckets; b++) {
            const uint32_t held = count[b];
            count[b] = place;
            place += held;
        }
        for (int64_t i = 0; i < n; i++) {
            const K key = keys[i];
            spare[count[static_cast<uint64_t>(static_cast<K>(key - low)) >> down & kMask]++] = key;
        }
        K* const other = keys;
        keys = spare;
        spare = other;
    }
    return keys;
}

// Sorts the runs of keys that agree in the bits from `shift` on; all others are in order.
template <class K>
inline void finish_runs(K* keys, K* spare, int64_t n, K low, int shift) noexcept {
    for (int64_t i = 1; i < n; i++) {
        if (!(keys[i] < keys[i - 1])) continue;
        const K prefix = static_cast<K>(static_cast<K>(keys[i] - low) >> shift);
        int64_t begin = i - 1;
        while (begin > 0 && static_cast<K>(static_cast<K>(keys[begin - 1] - low) >> shift) == prefix) begin--;
        int64_t end = i + 1;
        while (end < n && static_cast<K>(static_cast<K>(keys[end] - low) >> shift) == prefix) end++;
        if (end - begin <= 16) {
            insertion_sort(keys + begin, end - begin);
        } else {
            sort_keys_in(keys + begin, spare + begin, end - begin);
        }
        i = end;
    }
}

template <class K>
void sort_keys_in(K* keys, K* spare, int64_t n) noexcept {
    if (n <= kMergedKeys) {
        merge_sort(keys, spare, n, false);
        return;
    }
    const KeyRange<K> range = range_of(keys, n);
    if (range.sorted) return;
    const int bits = bit_length(static_cast<K>(range.high - range.low));
    // Twice the bits that number the keys tell most of them apart, where they are spread at random.
    const bool few = n <= 4096;
    const int digit = few ? 8 : kDigitBits;
    const int most = few ? 3 : n <= (int64_t{1} << 21) ? 3 : 4;
    int passes = (bits + digit - 1) / digit;
    passes = passes > most ? most : passes;
    const int shift = bits > passes * digit ? bits - passes * digit : 0;
    K* sorted = few ? radix_passes<K, 8>(keys, spare, n, range.low, shift, passes)
                    : radix_passes<K, kDigitBits>(keys, spare, n, range.low, shift, passes);
    if (sorted != keys) {
        __builtin_memcpy(keys, sorted, static_cast<size_t>(n) * sizeof(K));
    }
    if (shift > 0) finish_runs(keys, spare, n, range.low, shift);
}

// One byte: counting is all.
template <>
inline void sort_keys_in<uint8_t>(uint8_t* keys, uint8_t*, int64_t n) noexcept {
    uint32_t counts[4][256] = {};
    int64_t i = 0;
    for (; i + 4 <= n; i += 4) {
        counts[0][keys[i]]++;
        counts[1][keys[i + 1]]++;
        counts[2][keys[i + 2]]++;
        counts[3][keys[i + 3]]++;
    }
    for (; i < n; i++) counts[0][keys[i]]++;
    uint8_t* out = keys;
    for (int b = 0; b < 256; b++) {
        const uint32_t count = counts[0][b] + counts[1][b] + counts[2][b] + counts[3][b];
        __builtin_memset(out, b, count);
        out += count;
    }
}

}  // namespace strided::STRIDED_LEVEL
