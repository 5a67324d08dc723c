#include "native/kernels/sort/radix.h"
#include "native/kernels/sort/sort_families.h"

namespace strided::STRIDED_LEVEL {
namespace {

// A word is the leading bits of (key − low), then the place of the key: words sort as keys do, equal keys by place.
template <class K>
void pack_words(const char* keys, int64_t begin, int64_t end, const WordLayout& layout, uint64_t* words) noexcept {
    const K* in = reinterpret_cast<const K*>(keys);
    const uint64_t low = layout.low;
    const int dropped = layout.dropped;
    const int place_bits = layout.place_bits;
    for (int64_t i = begin; i < end; i++) {
        words[i - begin] = (static_cast<uint64_t>(in[i]) - low) >> dropped << place_bits | static_cast<uint64_t>(i);
    }
}

// Words begin..end agree in all that they hold of their keys: orders them by the bits that were dropped.
void order_dropped_bits(const uint64_t* keys, uint64_t* words, int64_t n, const WordLayout& layout, uint64_t* spare,
                        int64_t* index) noexcept {
    const uint64_t places = (uint64_t{1} << layout.place_bits) - 1;
    const uint64_t dropped = (uint64_t{1} << layout.dropped) - 1;
    bool sorted = true;
    for (int64_t i = 1; i < n && sorted; i++) sorted = !(keys[words[i] & places] < keys[words[i - 1] & places]);
    if (sorted) {
        for (int64_t i = 0; i < n; i++) index[i] = static_cast<int64_t>(words[i] & places);
        return;
    }
    // There are at most as many dropped bits as place bits, so both fit one word.
    const int rank_bits = bit_length(static_cast<uint64_t>(n - 1));
    for (int64_t i = 0; i < n; i++) {
        const uint64_t rest = (keys[words[i] & places] - layout.low) & dropped;
        spare[i] = rest << rank_bits | static_cast<uint64_t>(i);
    }
    sort_keys_in(spare, reinterpret_cast<uint64_t*>(index), n);
    const uint64_t ranks = (uint64_t{1} << rank_bits) - 1;
    for (int64_t i = 0; i < n; i++) index[i] = static_cast<int64_t>(words[spare[i] & ranks] & places);
}

template <class K>
void unpack_words(const char* keys, uint64_t* words, int64_t n, const WordLayout& layout, uint64_t* spare,
                  int64_t* index) noexcept {
    const uint64_t places = (uint64_t{1} << layout.place_bits) - 1;
    if (sizeof(K) < 8 || layout.dropped == 0) {
        for (int64_t i = 0; i < n; i++) index[i] = static_cast<int64_t>(words[i] & places);
        return;
    }
    const int place_bits = layout.place_bits;
    for (int64_t begin = 0; begin < n;) {
        const uint64_t prefix = words[begin] >> place_bits;
        int64_t end = begin + 1;
        while (end < n && words[end] >> place_bits == prefix) end++;
        if (end - begin == 1) {
            index[begin] = static_cast<int64_t>(words[begin] & places);
        } else {
            order_dropped_bits(reinterpret_cast<const uint64_t*>(keys), words + begin, end - begin, layout,
                               spare + begin, index + begin);
        }
        begin = end;
    }
}

template <class K>
void argpartition_keys(const char* data, int64_t n, const char* pivot_data, int64_t* index) noexcept {
    const K* keys = reinterpret_cast<const K*>(data);
    const K pivot = *reinterpret_cast<const K*>(pivot_data);
    int64_t below = 0;
    int64_t equal = 0;
    for (int64_t i = 0; i < n; i++) {
        below += keys[i] < pivot;
        equal += keys[i] == pivot;
    }
    int64_t place[3] = {0, below, below + equal};
    for (int64_t i = 0; i < n; i++) index[place[(keys[i] >= pivot) + (keys[i] > pivot)]++] = i;
}

template <class K>
void add(KeyKernels* kernels) noexcept {
    kernels->pack = pack_words<K>;
    kernels->unpack = unpack_words<K>;
    kernels->argpartition = argpartition_keys<K>;
}

}  // namespace

void add_argsort_kernels(KeyKernels* by_width) noexcept {
    add<uint8_t>(by_width);
    add<uint16_t>(by_width + 1);
    add<uint32_t>(by_width + 2);
    add<uint64_t>(by_width + 3);
}

}  // namespace strided::STRIDED_LEVEL
