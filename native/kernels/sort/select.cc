#include "native/kernels/sort/radix.h"
#include "native/kernels/sort/sort_families.h"

namespace strided::STRIDED_LEVEL {
namespace {

// Below low, between, above high: counts of each. Those below end up in front of keys, the rest behind them.
struct Parts {
    int64_t below;
    int64_t between;
};

template <class K>
Parts part(K* keys, K* spare, int64_t n, K low, K high) noexcept {
    int64_t below = 0;
    int64_t between = 0;
    int64_t above = n - 1;
    // Each key is written to all three places, and counts at one. `between` passes `above` never: when they meet, one
    // place is left for one key.
    for (int64_t i = 0; i < n; i++) {
        const K key = keys[i];
        keys[below] = key;
        spare[between] = key;
        spare[above] = key;
        const bool is_below = key < low;
        const bool is_above = key > high;
        below += is_below;
        above -= is_above;
        between += !is_below & !is_above;
    }
    __builtin_memcpy(keys + below, spare, static_cast<size_t>(between) * sizeof(K));
    __builtin_memcpy(keys + below + between, spare + above + 1, static_cast<size_t>(n - 1 - above) * sizeof(K));
    return {below, between};
}

// Pivots from a sorted sample, so near the place looked for that little lies between, and rarely is it elsewhere.
template <class K>
void select_keys_in(K* keys, K* spare, int64_t n, int64_t k) noexcept {
    constexpr int64_t kSample = 256;
    bool one_pivot = false;
    for (int round = 0; n > kMergedKeys; round++) {
        // Samples that mislead so often come from keys made for it.
        if (round == 24) {
            sort_keys_in(keys, spare, n);
            return;
        }
        K sample[kSample];
        K room[kSample];
        uint64_t state = static_cast<uint64_t>(n) * 0x9e3779b97f4a7c15u + static_cast<uint64_t>(round);
        for (int64_t i = 0; i < kSample; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            const int64_t from = n / kSample * i;
            const int64_t length = n / kSample;
            sample[i] = keys[from + static_cast<int64_t>((state >> 33) % static_cast<uint64_t>(length))];
        }
        merge_sort(sample, room, kSample, false);
        const int64_t near = static_cast<int64_t>(static_cast<double>(k) / static_cast<double>(n) * kSample);
        // About three standard deviations of a sample's rank at the middle.
        constexpr int64_t kMargin = 24;
        K low = near - kMargin >= 0 ? sample[near - kMargin] : K(0);
        K high = near + kMargin < kSample ? sample[near + kMargin] : static_cast<K>(~K(0));
        // Many equal keys: what equals one of them is set apart for good.
        if (one_pivot) low = high = sample[near];
        const int64_t before = n;
        const Parts parts = part(keys, spare, n, low, high);
        if (k < parts.below) {
            n = parts.below;
        } else if (k < parts.below + parts.between) {
            if (low == high) return;
            keys += parts.below;
            k -= parts.below;
            n = parts.between;
        } else {
            const int64_t passed = parts.below + parts.between;
            keys += passed;
            k -= passed;
            n -= passed;
        }
        one_pivot = n > before / 2;
    }
    if (n > 1) merge_sort(keys, spare, n, false);
}

template <class K>
void select_key(char* keys, char* spare, int64_t n, int64_t k) noexcept {
    select_keys_in(reinterpret_cast<K*>(keys), reinterpret_cast<K*>(spare), n, k);
}

// Counting sorts bytes faster than anything finds one of them.
void select_byte(char* keys, char* spare, int64_t n, int64_t) noexcept {
    sort_keys_in(reinterpret_cast<uint8_t*>(keys), reinterpret_cast<uint8_t*>(spare), n);
}

}  // namespace

void add_select_kernels(KeyKernels* by_width) noexcept {
    by_width[0].select = select_byte;
    by_width[1].select = select_key<uint16_t>;
}

}  // namespace strided::STRIDED_LEVEL
