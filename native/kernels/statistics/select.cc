#include "native/kernels/simd.h"
#include "native/kernels/sort/part_lanes.h"
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

// Numbers of T's width that count lanes of a mask.
template <int kBytes>
struct CounterOf {
    using Type = int64_t;
};
template <>
struct CounterOf<4> {
    using Type = int32_t;
};

template <class T>
inline constexpr bool kMayBeNan = false;
template <>
inline constexpr bool kMayBeNan<float> = true;
template <>
inline constexpr bool kMayBeNan<double> = true;

// How many lanes of many masks were true.
template <class T>
class LaneCount {
  public:
    using Counter = typename CounterOf<sizeof(T)>::Type;

    template <class Mask>
    [[gnu::always_inline]] void add(Mask mask) noexcept {
        const hn::ScalableTag<T> d;
        const hn::ScalableTag<Counter> counters;
        lanes_ = hn::Sub(lanes_, hn::BitCast(counters, hn::VecFromMask(d, mask)));
    }
    [[gnu::always_inline]] int64_t sum() const noexcept {
        const hn::ScalableTag<Counter> counters;
        alignas(64) Counter values[64 / sizeof(Counter)];
        hn::Store(lanes_, counters, values);
        int64_t total = 0;
        for (int64_t i = 0; i < static_cast<int64_t>(hn::Lanes(counters)); i++) total += values[i];
        return total;
    }

  private:
    hn::Vec<hn::ScalableTag<Counter>> lanes_ = hn::Zero(hn::ScalableTag<Counter>{});
};

template <class T>
[[gnu::always_inline]] inline void sift(const T* values, int64_t n, T low, T high, T* between,
                                        int64_t* counts) noexcept {
    const hn::ScalableTag<T> d;
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    const auto lows = hn::Set(d, low);
    const auto highs = hn::Set(d, high);
    LaneCount<T> before, beyond, inside, behind, nans;
    int64_t kept = 0;
    int64_t i = 0;
    for (; i + lanes <= n; i += lanes) {
        const auto x = hn::LoadU(d, values + i);
        const auto over_low = hn::Gt(x, lows);
        const auto under_high = hn::Lt(x, highs);
        const auto takes = hn::And(over_low, under_high);
        before.add(hn::Lt(x, lows));
        beyond.add(over_low);
        inside.add(under_high);
        behind.add(hn::Gt(x, highs));
        if constexpr (kMayBeNan<T>) nans.add(hn::IsNaN(x));
        // Whole vectors are stored: what lies past the kept ones is overwritten, or room that is left.
        kept += store_first(x, takes, between + kept);
    }
    int64_t less = before.sum();
    int64_t more = beyond.sum();
    int64_t under = inside.sum();
    int64_t above = behind.sum();
    int64_t odd = nans.sum();
    for (; i < n; i++) {
        const T x = values[i];
        less += x < low ? 1 : 0;
        more += x > low ? 1 : 0;
        under += x < high ? 1 : 0;
        above += x > high ? 1 : 0;
        odd += x != x ? 1 : 0;
        if (x > low && x < high) between[kept++] = x;
    }
    counts[0] += less;
    counts[1] += n - odd - less - more;
    counts[2] += kept;
    counts[3] += n - odd - under - above;
    counts[4] += odd;
}

}  // namespace

void select_int32(int32_t* keys, int64_t n, int64_t rank) noexcept { select_key(keys, n, rank); }
void select_int64(int64_t* keys, int64_t n, int64_t rank) noexcept { select_key(keys, n, rank); }
void select_int128(__int128* keys, int64_t n, int64_t rank) noexcept { select_key(keys, n, rank); }

void sift_int32(const int32_t* values, int64_t n, int32_t low, int32_t high, int32_t* between,
                int64_t* counts) noexcept {
    sift(values, n, low, high, between, counts);
}
void sift_int64(const int64_t* values, int64_t n, int64_t low, int64_t high, int64_t* between,
                int64_t* counts) noexcept {
    sift(values, n, low, high, between, counts);
}
void sift_float(const float* values, int64_t n, float low, float high, float* between, int64_t* counts) noexcept {
    sift(values, n, low, high, between, counts);
}
void sift_double(const double* values, int64_t n, double low, double high, double* between, int64_t* counts) noexcept {
    sift(values, n, low, high, between, counts);
}

}  // namespace strided::STRIDED_LEVEL
