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

// For each byte of eight truths: the places of the true ones, then of the others (compress), and for each place the
// number of true ones before it (expand). Own tables: Highway 1.0's are copied to the stack at every use by GCC 12.
struct Tables {
    alignas(64) uint8_t compress[256][8];
    alignas(64) uint8_t expand[256][8];
    constexpr Tables() : compress{}, expand{} {
        for (int bits = 0; bits < 256; bits++) {
            int chosen = 0;
            for (int i = 0; i < 8; i++) {
                expand[bits][i] = static_cast<uint8_t>(chosen);
                if ((bits >> i & 1) != 0) compress[bits][chosen++] = static_cast<uint8_t>(i);
            }
            for (int i = 0; i < 8; i++) {
                if ((bits >> i & 1) == 0) compress[bits][chosen++] = static_cast<uint8_t>(i);
            }
        }
    }
};
constexpr Tables kTables;

#if defined(__AVX2__)
// Eight truths as bits; their bytes are read once.
[[gnu::always_inline]] inline unsigned truth_bits(const char* mask) noexcept {
    const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(mask));
    return ~static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_setzero_si128()))) & 0xffu;
}
[[gnu::always_inline]] inline __m128i table_row(const uint8_t* row) noexcept {
    return _mm_loadl_epi64(reinterpret_cast<const __m128i*>(row));
}
[[gnu::always_inline]] inline __m256i load256(const char* at) noexcept {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
}
[[gnu::always_inline]] inline void store256(__m256i value, char* at) noexcept {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(at), value);
}
// Four places among four 64-bit lanes as places of their 32-bit halves.
[[gnu::always_inline]] inline __m256i halves_of(__m256i places) noexcept {
    const __m256i even = _mm256_slli_epi64(places, 1);
    return _mm256_or_si256(even, _mm256_slli_epi64(_mm256_or_si256(even, _mm256_set1_epi64x(1)), 32));
}

// Eight truths for items of 16 bytes, of which a vector holds two.
struct Lanes16 {
    __m128i halves[4];
    unsigned bits;

    explicit Lanes16(const char* mask) noexcept {
        const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(mask));
        const __m128i chosen = _mm_xor_si128(_mm_cmpeq_epi8(bytes, _mm_setzero_si128()), _mm_set1_epi8(-1));
        bits = static_cast<unsigned>(_mm_movemask_epi8(chosen)) & 0xffu;
        halves[0] = _mm_unpacklo_epi8(chosen, chosen);
        halves[1] = _mm_srli_si128(halves[0], 4);
        halves[2] = _mm_srli_si128(halves[0], 8);
        halves[3] = _mm_srli_si128(halves[0], 12);
    }
    // Items 2k and 2k + 1 of eight at `to`, where they are chosen.
    void store(int k, __m256i two, char* to) const noexcept {
        _mm256_maskstore_epi64(reinterpret_cast<long long*>(to + 32 * k), _mm256_cvtepi8_epi64(halves[k]), two);
    }
};

// The chosen of eight items to the front of dst, which has room for eight.
template <class T>
[[gnu::always_inline]] inline void compress_eight(unsigned bits, const char* src, char* dst) noexcept {
    const __m128i row = table_row(kTables.compress[bits]);
    if constexpr (sizeof(T) == 1) {
        const __m128i items = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(src));
        _mm_storel_epi64(reinterpret_cast<__m128i*>(dst), _mm_shuffle_epi8(items, row));
    } else if constexpr (sizeof(T) == 2) {
        const __m128i items = _mm_loadu_si128(reinterpret_cast<const __m128i*>(src));
        const __m128i even = _mm_add_epi8(row, row);
        const __m128i pairs = _mm_unpacklo_epi8(even, _mm_add_epi8(even, _mm_set1_epi8(1)));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(dst), _mm_shuffle_epi8(items, pairs));
    } else if constexpr (sizeof(T) == 4) {
        store256(_mm256_permutevar8x32_epi32(load256(src), _mm256_cvtepu8_epi32(row)), dst);
    } else {
        // Each half by itself; the second is stored behind what the first has chosen.
        const __m128i low = table_row(kTables.compress[bits & 15u]);
        const __m128i high = table_row(kTables.compress[bits >> 4]);
        store256(_mm256_permutevar8x32_epi32(load256(src), halves_of(_mm256_cvtepu8_epi64(low))), dst);
        store256(_mm256_permutevar8x32_epi32(load256(src + 32), halves_of(_mm256_cvtepu8_epi64(high))),
                 dst + 8 * __builtin_popcount(bits & 15u));
    }
}
#endif

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

// Where few are chosen, whole groups are passed over.
constexpr int64_t kGroup = 32;
[[gnu::always_inline]] inline bool none_chosen(const char* mask) noexcept {
    uint64_t words[kGroup / 8];
    __builtin_memcpy(words, mask, sizeof(words));
    return (words[0] | words[1] | words[2] | words[3]) == 0;
}

template <class T>
[[gnu::always_inline]] inline T either(bool first, T a, T b) noexcept {
    if constexpr (sizeof(T) == 16) {
        const uint64_t all = 0 - static_cast<uint64_t>(first);
        return {{(a.parts[0] & all) | (b.parts[0] & ~all), (a.parts[1] & all) | (b.parts[1] & ~all)}};
    } else {
        const T all = static_cast<T>(0 - static_cast<T>(first));
        return static_cast<T>((a & all) | (b & static_cast<T>(~all)));
    }
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
int64_t select_many(const char* mask, int64_t n, const char* src, char* dst, int64_t room) noexcept {
    int64_t i = 0;
    int64_t chosen = 0;
#if defined(__AVX2__)
    // Eight places are stored; what is beyond the chosen ones is written over by the next.
    for (; i + 8 <= n && chosen + 8 <= room; i += 8) {
        while (i % kGroup == 0 && i + kGroup + 8 <= n && none_chosen(mask + i)) i += kGroup;
        const unsigned bits = truth_bits(mask + i);
        compress_eight<T>(bits, src + i * static_cast<int64_t>(sizeof(T)),
                          dst + chosen * static_cast<int64_t>(sizeof(T)));
        chosen += __builtin_popcount(bits);
    }
#endif
    return select_each<T>(mask, i, n, src, dst, chosen, room);
}

int64_t select_items(const char* mask, int64_t n, const char* src, char* dst, int64_t room, int64_t bytes) noexcept {
    switch (bytes) {
        case 1:
            return select_many<uint8_t>(mask, n, src, dst, room);
        case 2:
            return select_many<uint16_t>(mask, n, src, dst, room);
        case 4:
            return select_many<uint32_t>(mask, n, src, dst, room);
        case 8:
            return select_many<uint64_t>(mask, n, src, dst, room);
        default:
            return select_each<Bytes16>(mask, 0, n, src, dst, 0, room);
    }
}

template <class T>
int64_t expand_each(const char* mask, int64_t begin, int64_t n, const char* src, int64_t used, int64_t available,
                    char* dst) noexcept {
    for (int64_t i = begin; i < n && used < available; i++) {
        // Both are read: choosing between them costs less than a branch that nobody can foresee.
        const T value = load<T>(src + used * sizeof(T));
        const T old = load<T>(dst + i * sizeof(T));
        const bool chosen = mask[i] != 0;
        store<T>(either(chosen, value, old), dst + i * sizeof(T));
        used += chosen;
    }
    return used;
}

#if defined(__AVX2__)
// Eight items of one or two bytes: the values in the order of their places, beside what stays.
template <class T>
int64_t expand_narrow(const char* mask, int64_t n, const char* src, int64_t available, char* dst) noexcept {
    int64_t i = 0;
    int64_t used = 0;
    for (; i + 8 <= n && used + 8 <= available; i += 8) {
        while (i % kGroup == 0 && i + kGroup + 8 <= n && none_chosen(mask + i)) i += kGroup;
        const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(mask + i));
        const __m128i stays = _mm_cmpeq_epi8(bytes, _mm_setzero_si128());
        const unsigned bits = ~static_cast<unsigned>(_mm_movemask_epi8(stays)) & 0xffu;
        const __m128i row = table_row(kTables.expand[bits]);
        const auto* from = reinterpret_cast<const __m128i*>(src + used * static_cast<int64_t>(sizeof(T)));
        auto* to = reinterpret_cast<__m128i*>(dst + i * static_cast<int64_t>(sizeof(T)));
        if constexpr (sizeof(T) == 1) {
            const __m128i values = _mm_shuffle_epi8(_mm_loadl_epi64(from), row);
            _mm_storel_epi64(to, _mm_blendv_epi8(values, _mm_loadl_epi64(to), stays));
        } else {
            const __m128i even = _mm_add_epi8(row, row);
            const __m128i pairs = _mm_unpacklo_epi8(even, _mm_add_epi8(even, _mm_set1_epi8(1)));
            const __m128i values = _mm_shuffle_epi8(_mm_loadu_si128(from), pairs);
            const __m128i both = _mm_unpacklo_epi8(stays, stays);
            _mm_storeu_si128(to, _mm_blendv_epi8(values, _mm_loadu_si128(to), both));
        }
        used += __builtin_popcount(bits);
    }
    return expand_each<T>(mask, i, n, src, used, available, dst);
}

int64_t expand_pairs(const char* mask, int64_t n, const char* src, int64_t available, char* dst) noexcept {
    int64_t i = 0;
    int64_t used = 0;
    for (; i + 8 <= n && used + 8 <= available; i += 8) {
        while (i % kGroup == 0 && i + kGroup + 8 <= n && none_chosen(mask + i)) i += kGroup;
        const Lanes16 lanes(mask + i);
        for (int k = 0; k < 4; k++) {
            const char* from = src + used * 16;
            const unsigned two = lanes.bits >> (2 * k);
            const __m128i first = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
            const __m128i second = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from + 16 * (two & 1u)));
            lanes.store(k, _mm256_set_m128i(second, first), dst + i * 16);
            used += (two & 1u) + (two >> 1 & 1u);
        }
    }
    return expand_each<Bytes16>(mask, i, n, src, used, available, dst);
}
#else
int64_t expand_pairs(const char* mask, int64_t n, const char* src, int64_t available, char* dst) noexcept {
    return expand_each<Bytes16>(mask, 0, n, src, 0, available, dst);
}
template <class T>
int64_t expand_narrow(const char* mask, int64_t n, const char* src, int64_t available, char* dst) noexcept {
    return expand_each<T>(mask, 0, n, src, 0, available, dst);
}
#endif

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
#elif defined(__AVX2__)
// Eight items at a time: the values in the order of their places, stored where the mask is true.
template <class T>
int64_t expand_wide(const char* mask, int64_t n, const char* src, int64_t available, char* dst) noexcept {
    int64_t i = 0;
    int64_t used = 0;
    for (; i + 8 <= n && used + 8 <= available; i += 8) {
        while (i % kGroup == 0 && i + kGroup + 8 <= n && none_chosen(mask + i)) i += kGroup;
        const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(mask + i));
        const __m128i none = _mm_cmpeq_epi8(bytes, _mm_setzero_si128());
        const __m128i lanes = _mm_xor_si128(none, _mm_set1_epi8(-1));
        const unsigned bits = static_cast<unsigned>(_mm_movemask_epi8(lanes)) & 0xffu;
        const char* from = src + used * sizeof(T);
        if constexpr (sizeof(T) == 4) {
            const __m256i places = _mm256_cvtepu8_epi32(table_row(kTables.expand[bits]));
            _mm256_maskstore_epi32(reinterpret_cast<int*>(dst + i * 4), _mm256_cvtepi8_epi32(lanes),
                                   _mm256_permutevar8x32_epi32(load256(from), places));
        } else {
            const __m256i low = halves_of(_mm256_cvtepu8_epi64(table_row(kTables.expand[bits & 15u])));
            const __m256i high = halves_of(_mm256_cvtepu8_epi64(table_row(kTables.expand[bits >> 4])));
            const char* next = from + 8 * __builtin_popcount(bits & 15u);
            auto* to = reinterpret_cast<long long*>(dst + i * 8);
            _mm256_maskstore_epi64(to, _mm256_cvtepi8_epi64(lanes), _mm256_permutevar8x32_epi32(load256(from), low));
            _mm256_maskstore_epi64(to + 4, _mm256_cvtepi8_epi64(_mm_srli_si128(lanes, 4)),
                                   _mm256_permutevar8x32_epi32(load256(next), high));
        }
        used += __builtin_popcount(bits);
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
            return expand_narrow<uint8_t>(mask, n, src, available, dst);
        case 2:
            return expand_narrow<uint16_t>(mask, n, src, available, dst);
        case 4:
            return expand_wide<uint32_t>(mask, n, src, available, dst);
        case 8:
            return expand_wide<uint64_t>(mask, n, src, available, dst);
        default:
            return expand_pairs(mask, n, src, available, dst);
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
    const int64_t group = lanes > kGroup ? lanes : kGroup;
    for (; i + group <= n; i += group) {
        if (none_chosen(mask + i) && group == kGroup) continue;
        for (int64_t k = i; k < i + group; k += lanes) {
            const auto chosen = mask_lanes(d, mask + k);
            if constexpr (sizeof(T) < 4) {
                // Of such lanes x86 before AVX-512 stores no part.
                hn::StoreU(hn::IfThenElse(chosen, items, hn::LoadU(d, to + k)), d, to + k);
            } else {
                hn::BlendedStore(items, chosen, d, to + k);
            }
        }
    }
    fill_each<T>(mask, i, n, item, dst);
}

void fill_pairs(const char* mask, int64_t n, const char* value, char* dst) noexcept {
    const Bytes16 item = load<Bytes16>(value);
    int64_t i = 0;
#if defined(__AVX2__)
    const __m256i items = _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(value)));
    for (; i + 8 <= n; i += 8) {
        while (i % kGroup == 0 && i + kGroup + 8 <= n && none_chosen(mask + i)) i += kGroup;
        const Lanes16 lanes(mask + i);
        for (int k = 0; k < 4; k++) lanes.store(k, items, dst + i * 16);
    }
#endif
    fill_each<Bytes16>(mask, i, n, item, dst);
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
        default:
            return fill_pairs(mask, n, value, dst);
    }
}

int64_t mask_positions(const char* mask, int64_t n, int64_t first, int64_t* out, int64_t room) noexcept {
    int64_t i = 0;
    int64_t found = 0;
#if defined(__AVX2__)
    for (; i + 8 <= n && found + 8 <= room; i += 8) {
        while (i % kGroup == 0 && i + kGroup + 8 <= n && none_chosen(mask + i)) i += kGroup;
        const unsigned bits = truth_bits(mask + i);
        const __m128i row = table_row(kTables.compress[bits]);
        const __m256i begin = _mm256_set1_epi64x(first + i);
        char* to = reinterpret_cast<char*>(out + found);
        store256(_mm256_add_epi64(_mm256_cvtepu8_epi64(row), begin), to);
        store256(_mm256_add_epi64(_mm256_cvtepu8_epi64(_mm_srli_si128(row, 4)), begin), to + 32);
        found += __builtin_popcount(bits);
    }
#endif
    for (; i < n && found < room; i++) {
        out[found] = first + i;
        found += mask[i] != 0;
    }
    return found;
}

}  // namespace

MaskKernels mask_kernels() noexcept { return {count_true, select_items, expand_items, fill_items, mask_positions}; }

}  // namespace strided::STRIDED_LEVEL
