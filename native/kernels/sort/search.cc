#include "native/kernels/sort/sort_families.h"

namespace strided::STRIDED_LEVEL {
namespace {

// Several searches go side by side, so that one waits for memory while others work.
constexpr int kLanes = 16;

template <class K, bool kRight, int kCount>
[[gnu::always_inline]] inline void search_lanes(const K* keys, int64_t n, const K* needles, int64_t* found) noexcept {
    int64_t base[kCount];
    for (int j = 0; j < kCount; j++) base[j] = 0;
    for (int64_t length = n; length > 1;) {
        const int64_t half = length / 2;
        for (int j = 0; j < kCount; j++) {
            const K key = keys[base[j] + half - 1];
            const bool goes_on = kRight ? !(needles[j] < key) : key < needles[j];
            base[j] += goes_on ? half : 0;
        }
        length -= half;
    }
    for (int j = 0; j < kCount; j++) {
        const K key = keys[base[j]];
        found[j] = base[j] + (kRight ? !(needles[j] < key) : key < needles[j]);
    }
}

template <class K, bool kRight>
void search_side(const K* keys, int64_t n, const K* needles, int64_t m, int64_t* found) noexcept {
    if (n == 0) {
        for (int64_t i = 0; i < m; i++) found[i] = 0;
        return;
    }
    int64_t i = 0;
    for (; i + kLanes <= m; i += kLanes) search_lanes<K, kRight, kLanes>(keys, n, needles + i, found + i);
    for (; i < m; i++) search_lanes<K, kRight, 1>(keys, n, needles + i, found + i);
}

template <class K>
void search_keys(const char* keys, int64_t n, const char* needles, int64_t m, bool right, int64_t* found) noexcept {
    const K* in = reinterpret_cast<const K*>(keys);
    const K* wanted = reinterpret_cast<const K*>(needles);
    if (right) {
        search_side<K, true>(in, n, wanted, m, found);
    } else {
        search_side<K, false>(in, n, wanted, m, found);
    }
}

}  // namespace

void add_search_kernels(KeyKernels* by_width) noexcept {
    by_width[0].search = search_keys<uint8_t>;
    by_width[1].search = search_keys<uint16_t>;
    by_width[2].search = search_keys<uint32_t>;
    by_width[3].search = search_keys<uint64_t>;
}

}  // namespace strided::STRIDED_LEVEL
