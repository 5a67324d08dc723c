#pragma once
#include <algorithm>
#include <cstring>

#include "native/random/bounded.h"

namespace strided {

// Shuffles, and choices without replacement.

// The partner of position i in a Fisher-Yates shuffle.
template <bool Masked, class S>
[[gnu::always_inline]] inline int64_t partner(S& s, int64_t i) noexcept {
    const auto range = static_cast<uint64_t>(i);
    return static_cast<int64_t>(Masked ? masked_interval(s, range) : bounded64(s, range));
}

// The partners of positions from, from − 1 … Up to half of the masked draws are refused, at random: a refused one is
// overwritten by the next, so that no branch has to guess.
template <bool Masked, class S>
[[gnu::always_inline]] inline void find_partners(S& s, int64_t from, int count, int64_t* partners) noexcept {
    if (!Masked || from > 0xffffffff) {
        for (int k = 0; k < count; k++) partners[k] = partner<Masked>(s, from - k);
        return;
    }
    for (int k = 0; k < count;) {
        const auto range = static_cast<uint64_t>(from - k);
        const uint64_t mask = mask_of(range);
        // The mask serves down to half of it.
        const auto last = static_cast<int>(std::min<int64_t>(count, from - static_cast<int64_t>(mask / 2)));
        while (k < last) {
            const auto value = static_cast<int64_t>(s.next32() & mask);
            partners[k] = value;
            k += value <= from - k ? 1 : 0;
        }
    }
}

// Partners are drawn some steps ahead of the swaps, so that far elements are already on their way into the cache.
inline constexpr int kAhead = 32;

// From the last position down to `first`; swap(i, j) also where i = j.
template <bool Masked, class S, class Fetch, class Swap>
[[gnu::always_inline]] inline void shuffle_positions(S& s, int64_t n, int64_t first, const Fetch& fetch,
                                                     const Swap& swap) noexcept {
    int64_t partners[kAhead];
    for (int64_t i = n - 1; i >= first;) {
        const auto count = static_cast<int>(std::min<int64_t>(kAhead, i - first + 1));
        find_partners<Masked>(s, i, count, partners);
        for (int k = 0; k < count; k++) fetch(partners[k]);
        for (int k = 0; k < count; k++, i--) swap(i, partners[k]);
    }
}

template <class Item, bool Masked, class S>
void shuffle_items(S& s, char* data, int64_t n, int64_t stride, int64_t first) noexcept {
    shuffle_positions<Masked>(
        s, n, first, [&](int64_t j) { __builtin_prefetch(data + j * stride, 1); },
        [&](int64_t i, int64_t j) {
            Item x, y;
            std::memcpy(&x, data + i * stride, sizeof(Item));
            std::memcpy(&y, data + j * stride, sizeof(Item));
            std::memcpy(data + i * stride, &y, sizeof(Item));
            std::memcpy(data + j * stride, &x, sizeof(Item));
        });
}

// Elements of one axis.
template <bool Masked, class S>
void shuffle_run(S& s, char* data, int64_t n, int64_t stride, int itemsize) noexcept {
    switch (itemsize) {
        case 1:
            return shuffle_items<uint8_t, Masked>(s, data, n, stride, 1);
        case 2:
            return shuffle_items<uint16_t, Masked>(s, data, n, stride, 1);
        case 4:
            return shuffle_items<uint32_t, Masked>(s, data, n, stride, 1);
        case 8:
            return shuffle_items<uint64_t, Masked>(s, data, n, stride, 1);
        default:
            return shuffle_items<Wide, Masked>(s, data, n, stride, 1);
    }
}

// The elements of several axes; walked in C order.
struct Slab {
    int ndim = 0;
    int64_t shape[kMaxDims];
    int64_t strides[kMaxDims];

    // Calls f(byte offset) for each element of all axes but the last `inner`.
    template <class F>
    void for_each(int inner, const F& f) const noexcept {
        const int outer = ndim - inner;
        int64_t index[kMaxDims] = {};
        int64_t offset = 0;
        for (int i = 0; i < outer; i++) {
            if (shape[i] == 0) return;
        }
        for (;;) {
            f(offset);
            int axis = outer - 1;
            for (; axis >= 0; axis--) {
                offset += strides[axis];
                if (++index[axis] < shape[axis]) break;
                offset -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
            if (axis < 0) return;
        }
    }
};

// The two may overlap, where a view's rows do.
inline void swap_bytes(char* a, char* b, int64_t bytes) noexcept {
    char buffer[256];
    while (bytes > 0) {
        const auto part = static_cast<size_t>(std::min<int64_t>(bytes, sizeof(buffer)));
        std::memcpy(buffer, a, part);
        std::memmove(a, b, part);
        std::memcpy(b, buffer, part);
        a += part;
        b += part;
        bytes -= static_cast<int64_t>(part);
    }
}

// Slices along one axis; `slice` are the other axes.
template <bool Masked, class S>
void shuffle_slices(S& s, char* data, int64_t n, int64_t stride, int itemsize, const Slab& slice) noexcept {
    // The innermost axes that lie without gaps move as one run of bytes.
    int64_t bytes = itemsize;
    int inner = 0;
    while (inner < slice.ndim && slice.strides[slice.ndim - 1 - inner] == bytes) {
        bytes *= slice.shape[slice.ndim - 1 - inner];
        inner++;
    }
    for (int64_t i = n - 1; i >= 1; i--) {
        const int64_t j = partner<Masked>(s, i);
        if (i == j) continue;
        slice.for_each(
            inner, [&](int64_t offset) { swap_bytes(data + i * stride + offset, data + j * stride + offset, bytes); });
    }
}

// Floyd's sampling: `size` different positions below `population`, in a set of `mask` + 1 places.
template <class S>
void choose_floyd(S& s, int64_t population, int64_t size, uint64_t* set, uint64_t mask, int64_t* out) noexcept {
    constexpr uint64_t kFree = ~uint64_t(0);
    std::fill(set, set + mask + 1, kFree);
    for (int64_t j = population - size; j < population; j++) {
        const uint64_t value = bounded64(s, static_cast<uint64_t>(j));
        uint64_t place = value & mask;
        while (set[place] != kFree && set[place] != value) place = (place + 1) & mask;
        if (set[place] == kFree) {
            set[place] = value;
            *out++ = static_cast<int64_t>(value);
        } else {
            place = static_cast<uint64_t>(j) & mask;
            while (set[place] != kFree) place = (place + 1) & mask;
            set[place] = static_cast<uint64_t>(j);
            *out++ = j;
        }
    }
}

}  // namespace strided
