#include "native/kernels/sort/key_map.h"
#include "native/kernels/sort/radix.h"
#include "native/kernels/sort/sort_families.h"

namespace strided::STRIDED_LEVEL {
namespace {

template <class K>
void sort_keys(char* keys, char* spare, int64_t n) noexcept {
    sort_keys_in(reinterpret_cast<K*>(keys), reinterpret_cast<K*>(spare), n);
}

template <class K>
int64_t split_merge(const char* first, int64_t na, const char* second, int64_t nb, int64_t count) noexcept {
    const K* a = reinterpret_cast<const K*>(first);
    const K* b = reinterpret_cast<const K*>(second);
    int64_t low = count > nb ? count - nb : 0;
    int64_t high = count < na ? count : na;
    // The least number taken from a for which the last key of b that is taken belongs before the next of a.
    while (low < high) {
        const int64_t from_a = low + (high - low) / 2;
        const int64_t from_b = count - from_a;
        if (from_b > 0 && !(b[from_b - 1] < a[from_a])) {
            low = from_a + 1;
        } else {
            high = from_a;
        }
    }
    return low;
}

// Two sorted runs on their way into one.
template <class K>
struct RunMerge {
    const K* a;
    const K* b;
    K* out;
    const K* a_end;
    const K* b_end;

    // So many steps empty neither run.
    int64_t safe() const noexcept { return a_end - a < b_end - b ? a_end - a : b_end - b; }
    [[gnu::always_inline]] void step() noexcept {
        const K l = *a;
        const K r = *b;
        const bool take_b = r < l;
        *out++ = take_b ? r : l;
        b += take_b;
        a += !take_b;
    }
    void finish() noexcept {
        for (int64_t steps = safe(); steps > 0; steps = safe()) {
            for (int64_t i = 0; i < steps; i++) step();
        }
        if (a < a_end) __builtin_memcpy(out, a, static_cast<size_t>(a_end - a) * sizeof(K));
        if (b < b_end) __builtin_memcpy(out, b, static_cast<size_t>(b_end - b) * sizeof(K));
    }
};

// The lower and the upper half of the result are made side by side: the steps of one merge wait for one another.
template <class K>
void merge_keys(const char* first, int64_t na, const char* second, int64_t nb, char* dst) noexcept {
    const K* a = reinterpret_cast<const K*>(first);
    const K* b = reinterpret_cast<const K*>(second);
    K* const out = reinterpret_cast<K*>(dst);
    const int64_t half = (na + nb) / 2;
    const int64_t a_half = split_merge<K>(first, na, second, nb, half);
    RunMerge<K> low{a, b, out, a + a_half, b + (half - a_half)};
    RunMerge<K> high{a + a_half, b + (half - a_half), out + half, a + na, b + nb};
    for (;;) {
        const int64_t steps = low.safe() < high.safe() ? low.safe() : high.safe();
        if (steps <= 0) break;
        for (int64_t i = 0; i < steps; i++) {
            low.step();
            high.step();
        }
    }
    low.finish();
    high.finish();
}

template <class K>
void key_range(const char* keys, int64_t n, uint64_t* low, uint64_t* high, bool* sorted) noexcept {
    const KeyRange<K> range = range_of(reinterpret_cast<const K*>(keys), n);
    *low = range.low;
    *high = range.high;
    *sorted = range.sorted;
}

template <class K>
void add(KeyKernels* kernels) noexcept {
    kernels->sort = sort_keys<K>;
    kernels->merge = merge_keys<K>;
    kernels->split_merge = split_merge<K>;
}

}  // namespace

void add_sort_kernels(KeyKernels* by_width) noexcept {
    add<uint8_t>(by_width);
    add<uint16_t>(by_width + 1);
    by_width[0].range = key_range<uint8_t>;
    by_width[1].range = key_range<uint16_t>;
    by_width[2].range = key_range<uint32_t>;
    by_width[3].range = key_range<uint64_t>;
}

}  // namespace strided::STRIDED_LEVEL
