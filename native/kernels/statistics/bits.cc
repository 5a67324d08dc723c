#include "native/kernels/statistics/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

[[gnu::always_inline]] inline uint64_t load_eight(const uint8_t* p) noexcept {
    uint64_t word;
    __builtin_memcpy(&word, p, 8);
    return word;
}

// A byte of eight truths, each 0 or not: its first is the highest bit, or the lowest.
template <bool kBig>
[[gnu::always_inline]] inline uint8_t pack_eight(uint64_t word) noexcept {
    // Every byte to its lowest bit: what is not 0 carries into the highest one.
    const uint64_t low = word & 0x7f7f7f7f7f7f7f7fu;
    const uint64_t marks = (((low + 0x7f7f7f7f7f7f7f7fu) | word) >> 7) & 0x0101010101010101u;
    return static_cast<uint8_t>((marks * (kBig ? 0x8040201008040201u : 0x0102040810204080u)) >> 56);
}

template <bool kBig>
void pack_row(const uint8_t* in, int64_t n, uint8_t* out) noexcept {
    int64_t i = 0;
    for (; i + 8 <= n; i += 8) *out++ = pack_eight<kBig>(load_eight(in + i));
    if (i == n) return;
    uint64_t word = 0;
    __builtin_memcpy(&word, in + i, static_cast<uint64_t>(n - i));
    *out = pack_eight<kBig>(word);
}

// Rows of `width` neighbours, eight rows to a byte each.
template <bool kBig>
void pack_columns(const uint8_t* in, int64_t n, int64_t width, uint8_t* out) noexcept {
    for (int64_t i = 0; i < n; i += 8, out += width) {
        const int64_t rows = n - i < 8 ? n - i : 8;
        for (int64_t j = 0; j < width; j++) out[j] = 0;
        for (int64_t r = 0; r < rows; r++) {
            const int shift = static_cast<int>(kBig ? 7 - r : r);
            const uint8_t* row = in + (i + r) * width;
            for (int64_t j = 0; j < width; j++) {
                out[j] = static_cast<uint8_t>(out[j] | ((row[j] != 0 ? 1 : 0) << shift));
            }
        }
    }
}

template <bool kBig>
void unpack_row(const uint8_t* in, int64_t n, uint8_t* out) noexcept {
    int64_t i = 0;
    for (; i + 8 <= n; i += 8, in++) {
        for (int b = 0; b < 8; b++) out[i + b] = static_cast<uint8_t>((*in >> (kBig ? 7 - b : b)) & 1);
    }
    for (int b = 0; i + b < n; b++) out[i + b] = static_cast<uint8_t>((*in >> (kBig ? 7 - b : b)) & 1);
}

template <bool kBig>
void unpack_columns(const uint8_t* in, int64_t n, int64_t width, uint8_t* out) noexcept {
    for (int64_t i = 0; i < n; i++, out += width) {
        const int shift = static_cast<int>(kBig ? 7 - i % 8 : i % 8);
        const uint8_t* row = in + i / 8 * width;
        for (int64_t j = 0; j < width; j++) out[j] = static_cast<uint8_t>((row[j] >> shift) & 1);
    }
}

}  // namespace

void pack_bits(const uint8_t* in, int64_t n, int64_t width, bool big, uint8_t* out) noexcept {
    if (width == 1) return big ? pack_row<true>(in, n, out) : pack_row<false>(in, n, out);
    return big ? pack_columns<true>(in, n, width, out) : pack_columns<false>(in, n, width, out);
}

void unpack_bits(const uint8_t* in, int64_t n, int64_t width, bool big, uint8_t* out) noexcept {
    if (width == 1) return big ? unpack_row<true>(in, n, out) : unpack_row<false>(in, n, out);
    return big ? unpack_columns<true>(in, n, width, out) : unpack_columns<false>(in, n, width, out);
}

}  // namespace strided::STRIDED_LEVEL
