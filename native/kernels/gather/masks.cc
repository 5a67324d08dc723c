#include "native/kernels/gather/families.h"
#include "native/kernels/simd.h"

namespace strided::STRIDED_LEVEL {
namespace {

struct Bytes16 {
    uint64_t parts[2];
};

template <class T>
[[gnu::always_inline]] inline T load(const char* at) noexcept {
    T value;
    __builtin_memcpy(&value, at, sizeof(T));
    return value;
}
template <class T>
[[gnu::always_inline]] inline void store(T value, char* at) noexcept {
    __builtin_memcpy(at, &value, sizeof(T));
}

// A vector's lanes of the mask; each byte is read once.
template <class D>
[[gnu::always_inline]] inline hn::Mask<D> mask_lanes(D d, const char* mask) noexcept {
    const hn::Rebind<uint8_t, D> bytes;
    const auto loaded = hn::LoadU(bytes, reinterpret_cast<const uint8_t*>(mask));
    if constexpr (sizeof(hn::TFromD<D>) == 1) {
        return hn::Ne(loaded, hn::Zero(d));
    } else if constexpr (sizeof(hn::TFromD<D>) == 8) {
        const hn::Rebind<uint32_t, D> words;
        return hn::Ne(hn::PromoteTo(d, hn::PromoteTo(words, loaded)), hn::Zero(d));
    } else {
        return hn::Ne(hn::PromoteTo(d, loaded), hn::Zero(d));
    }
}

int64_t count_true(const char* mask, int64_t n) noexcept {
    const hn::ScalableTag<uint8_t> d;
    const hn::Repartition<uint64_t, decltype(d)> d64;
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    int64_t i = 0;
    auto total = hn::Zero(d64);
    while (i + lanes <= n) {
        // A lane of 8 bits holds 255 of them.
        auto sums = hn::Zero(d);
        for (int64_t k = 0; k < 255 && i + lanes <= n; k++, i += lanes) {
            const auto bytes = hn::LoadU(d, reinterpret_cast<const uint8_t*>(mask + i));
            sums = hn::Sub(sums, hn::VecFromMask(d, hn::Ne(bytes, hn::Zero(d))));
        }
        total = hn::Add(total, hn::SumsOf8(sums));
    }
    int64_t count = static_cast<int64_t>(hn::GetLane(hn::SumOfLanes(d64, total)));
    for (; i < n; i++) count += mask[i] != 0;
    return count;
}

// The rest of a selection, one by one.
template <class T>
int64_t select_each(const char* mask, int64_t begin, int64_t n, const char* src, char* dst, int64_t chosen,
                    int64_t room) noexcept {
    int64_t i = begin;
    // Without branches: each item is written where the next chosen one belongs.
    for (; i < n && chosen < room; i++) {
        store<T>(load<T>(src + i * sizeof(T)), dst + chosen * sizeof(T));
        chosen += mask[i] != 0;
    }
    return chosen;
}

template <class T>
int64_t select_wide(const char* mask, int64_t n, const char* src, char* dst, int64_t room) noexcept {
    const hn::ScalableTag<T> d;
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    const T* from = reinterpret_cast<const T*>(src);
    T* to = reinterpret_cast<T*>(dst);
    int64_t i = 0;
    int64_t chosen = 0;
    // Whole vectors are stored; what is beyond the chosen ones is written over by the next.
    for (; i + lanes <= n && chosen + lanes <= room; i += lanes) {
        const auto lane = mask_lanes(d, mask + i);
        hn::StoreU(hn::Compress(hn::LoadU(d, from + i), lane), d, to + chosen);
        chosen += static_cast<int64_t>(hn::CountTrue(d, lane));
    }
    return select_each<T>(mask, i, n, src, dst, chosen, room);
}

// Items of one or two bytes through lanes of four.
template <class T>
int64_t select_narrow(const char* mask, int64_t n, const char* src, char* dst, int64_t room) noexcept {
    const hn::ScalableTag<uint32_t> d;
    const hn::Rebind<T, decltype(d)> items;
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    const T* from = reinterpret_cast<const T*>(src);
    T* to = reinterpret_cast<T*>(dst);
    int64_t i = 0;
    int64_t chosen = 0;
    for (; i + lanes <= n && chosen + lanes <= room; i += lanes) {
        const auto lane = mask_lanes(d, mask + i);
        const auto packed = hn::Compress(hn::PromoteTo(d, hn::LoadU(items, from + i)), lane);
        hn::StoreU(hn::TruncateTo(items, packed), items, to + chosen);
        chosen += static_cast<int64_t>(hn::CountTrue(d, lane));
    }
    return select_each<T>(mask, i, n, src, dst, chosen, room);
}

int64_t select_items(const char* mask, int64_t n, const char* src, char* dst, int64_t room, int64_t bytes) noexcept {
    switch (bytes) {
        case 1:
            return select_narrow<uint8_t>(mask, n, src, dst, room);
        case 2:
            return select_narrow<uint16_t>(mask, n, src, dst, room);
        case 4:
            return select_wide<uint32_t>(mask, n, src, dst, room);
        case 8:
            return select_wide<uint64_t>(mask, n, src, dst, room);
        default:
            return select_each<Bytes16>(mask, 0, n, src, dst, 0, room);
    }
}

template <class T>
int64_t expand_each(const char* mask, int64_t begin, int64_t n, const char* src, int64_t used, int64_t available,
                    char* dst) noexcept {
    for (int64_t i = begin; i < n && used < available; i++) {
        const bool chosen = mask[i] != 0;
        // Choosing an address costs less than a branch that nobody can foresee.
        const char* from = chosen ? src + used * sizeof(T) : dst + i * sizeof(T);
        store<T>(load<T>(from), dst + i * sizeof(T));
        used += chosen;
    }
    return used;
}

#if defined(__AVX512VL__) && defined(__AVX512BW__)
// Eight or sixteen items at a time: the values of the true ones are read and spread by one instruction.
template <class T>
int64_t expand_wide(const char* mask, int64_t n, const char* src, int64_t available, char* dst) noexcept {
    constexpr int64_t kLanes = 64 / sizeof(T);
    int64_t i = 0;
    int64_t used = 0;
    for (; i + kLanes <= n && used + kLanes <= available; i += kLanes) {
        const char* from = src + used * sizeof(T);
        char* to = dst + i * sizeof(T);
        if constexpr (sizeof(T) == 8) {
            const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(mask + i));
            const __mmask8 lane = static_cast<__mmask8>(_mm_test_epi8_mask(bytes, bytes));
            _mm512_mask_storeu_epi64(to, lane, _mm512_maskz_expand_epi64(lane, _mm512_loadu_si512(from)));
            used += __builtin_popcount(lane);
        } else {
            const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(mask + i));
            const __mmask16 lane = _mm_test_epi8_mask(bytes, bytes);
            _mm512_mask_storeu_epi32(to, lane, _mm512_maskz_expand_epi32(lane, _mm512_loadu_si512(from)));
            used += __builtin_popcount(lane);
        }
    }
    return expand_each<T>(mask, i, n, src, used, available, dst);
}
#else
template <class T>
int64_t expand_wide(const char* mask, int64_t n, const char* src, int64_t available, char* dst) noexcept {
    return expand_each<T>(mask, 0, n, src, 0, available, dst);
}
#endif

int64_t expand_items(const char* mask, int64_t n, const char* src, int64_t available, char* dst,
                     int64_t bytes) noexcept {
    switch (bytes) {
        case 1:
            return expand_each<uint8_t>(mask, 0, n, src, 0, available, dst);
        case 2:
            return expand_each<uint16_t>(mask, 0, n, src, 0, available, dst);
        case 4:
            return expand_wide<uint32_t>(mask, n, src, available, dst);
        case 8:
            return expand_wide<uint64_t>(mask, n, src, available, dst);
        default:
            return expand_each<Bytes16>(mask, 0, n, src, 0, available, dst);
    }
}

template <class T>
void fill_each(const char* mask, int64_t begin, int64_t n, T value, char* dst) noexcept {
    for (int64_t i = begin; i < n; i++) {
        if (mask[i] != 0) store<T>(value, dst + i * sizeof(T));
    }
}

template <class T>
void fill_wide(const char* mask, int64_t n, const char* value, char* dst) noexcept {
    const hn::ScalableTag<T> d;
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    const T item = load<T>(value);
    const auto items = hn::Set(d, item);
    T* to = reinterpret_cast<T*>(dst);
    int64_t i = 0;
    for (; i + lanes <= n; i += lanes) hn::BlendedStore(items, mask_lanes(d, mask + i), d, to + i);
    fill_each<T>(mask, i, n, item, dst);
}

void fill_items(const char* mask, int64_t n, const char* value, char* dst, int64_t bytes) noexcept {
    switch (bytes) {
        case 1:
            return fill_wide<uint8_t>(mask, n, value, dst);
        case 2:
            return fill_wide<uint16_t>(mask, n, value, dst);
        case 4:
            return fill_wide<uint32_t>(mask, n, value, dst);
        case 8:
            return fill_wide<uint64_t>(mask, n, value, dst);
        default: {
            const Bytes16 item = load<Bytes16>(value);
            for (int64_t i = 0; i < n; i++) {
                const Bytes16 old = load<Bytes16>(dst + i * 16);
                const bool chosen = mask[i] != 0;
                store<Bytes16>({{chosen ? item.parts[0] : old.parts[0], chosen ? item.parts[1] : old.parts[1]}},
                               dst + i * 16);
            }
        }
    }
}

int64_t mask_positions(const char* mask, int64_t n, int64_t first, int64_t* out, int64_t room) noexcept {
    const hn::ScalableTag<uint64_t> d;
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    uint64_t* to = reinterpret_cast<uint64_t*>(out);
    auto place = hn::Iota(d, static_cast<uint64_t>(first));
    const auto step = hn::Set(d, static_cast<uint64_t>(lanes));
    int64_t i = 0;
    int64_t found = 0;
    for (; i + lanes <= n && found + lanes <= room; i += lanes) {
        const auto lane = mask_lanes(d, mask + i);
        hn::StoreU(hn::Compress(place, lane), d, to + found);
        found += static_cast<int64_t>(hn::CountTrue(d, lane));
        place = hn::Add(place, step);
    }
    for (; i < n && found < room; i++) {
        out[found] = first + i;
        found += mask[i] != 0;
    }
    return found;
}

}  // namespace

MaskKernels mask_kernels() noexcept { return {count_true, select_items, expand_items, fill_items, mask_positions}; }

}  // namespace strided::STRIDED_LEVEL
