#include "native/kernels/simd.h"
#include "native/kernels/statistics/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

// Where pivots are looked for: well mixed, so that no order of the data is a bad one.
[[gnu::always_inline]] inline int64_t mixed_position(uint64_t& state, int64_t n) noexcept {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<int64_t>((static_cast<unsigned __int128>(state) * static_cast<uint64_t>(n)) >> 64);
}

template <class K>
[[gnu::always_inline]] inline K middle_of(K a, K b, K c) noexcept {
    const K low = a < b ? a : b;
    const K high = a < b ? b : a;
    return c < low ? low : (c > high ? high : c);
}

template <class K>
void insertion_sort(K* keys, int64_t n) noexcept {
    for (int64_t i = 1; i < n; i++) {
        const K key = keys[i];
        int64_t j = i;
        for (; j > 0 && keys[j - 1] > key; j--) keys[j] = keys[j - 1];
        keys[j] = key;
    }
}

// Moves keys below the pivot (kEqual: those equal to it too) to the front; gives their number. No branches on keys.
template <bool kEqual, class K>
int64_t part(K* keys, int64_t n, K pivot) noexcept {
    int64_t front = 0;
    for (int64_t i = 0; i < n; i++) {
        const K key = keys[i];
        keys[i] = keys[front];
        keys[front] = key;
        front += (kEqual ? key <= pivot : key < pivot) ? 1 : 0;
    }
    return front;
}

template <class K>
void select_key(K* keys, int64_t n, int64_t rank) noexcept {
    uint64_t state = 0x9e3779b97f4a7c15u ^ static_cast<uint64_t>(n);
    while (n > 24) {
        const K pivot =
            middle_of(keys[mixed_position(state, n)], keys[mixed_position(state, n)], keys[mixed_position(state, n)]);
        const int64_t below = part<false>(keys, n, pivot);
        if (rank < below) {
            n = below;
            continue;
        }
        keys += below;
        rank -= below;
        n -= below;
        // The pivot is among the rest: keys equal to it leave at once, or many of them would stay for many rounds.
        const int64_t equal = part<true>(keys, n, pivot);
        if (rank < equal) return;
        keys += equal;
        rank -= equal;
        n -= equal;
    }
    insertion_sort(keys, n);
}

template <class K>
int64_t sift_keys(const K* keys, int64_t n, K low, K high, K* between, int64_t* counts) noexcept {
    const hn::ScalableTag<K> d;
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    const auto lows = hn::Set(d, low);
    const auto highs = hn::Set(d, high);
    int64_t below = 0;
    int64_t at_low = 0;
    int64_t at_high = 0;
    int64_t kept = 0;
    int64_t i = 0;
    for (; i + lanes <= n; i += lanes) {
        const auto x = hn::LoadU(d, keys + i);
        below += static_cast<int64_t>(hn::CountTrue(d, hn::Lt(x, lows)));
        at_low += static_cast<int64_t>(hn::CountTrue(d, hn::Eq(x, lows)));
        at_high += static_cast<int64_t>(hn::CountTrue(d, hn::Eq(x, highs)));
        const auto inside = hn::And(hn::Gt(x, lows), hn::Lt(x, highs));
        kept += static_cast<int64_t>(hn::CompressStore(x, inside, d, between + kept));
    }
    for (; i < n; i++) {
        const K x = keys[i];
        below += x < low ? 1 : 0;
        at_low += x == low ? 1 : 0;
        at_high += x == high ? 1 : 0;
        if (x > low && x < high) between[kept++] = x;
    }
    counts[0] += below;
    counts[1] += at_low;
    counts[2] += kept;
    counts[3] += at_high;
    return kept;
}

}  // namespace

void select_int32(int32_t* keys, int64_t n, int64_t rank) noexcept { select_key(keys, n, rank); }
void select_int64(int64_t* keys, int64_t n, int64_t rank) noexcept { select_key(keys, n, rank); }
void select_int128(__int128* keys, int64_t n, int64_t rank) noexcept { select_key(keys, n, rank); }

int64_t sift_int32(const int32_t* keys, int64_t n, int32_t low, int32_t high, int32_t* between,
                   int64_t* counts) noexcept {
    return sift_keys(keys, n, low, high, between, counts);
}
int64_t sift_int64(const int64_t* keys, int64_t n, int64_t low, int64_t high, int64_t* between,
                   int64_t* counts) noexcept {
    return sift_keys(keys, n, low, high, between, counts);
}

}  // namespace strided::STRIDED_LEVEL
