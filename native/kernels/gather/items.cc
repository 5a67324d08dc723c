#include "native/kernels/gather/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

struct Bytes16 {
    uint64_t parts[2];
};
struct Bytes32 {
    uint64_t parts[4];
};

template <class T>
[[gnu::always_inline]] inline void copy(const char* src, char* dst) noexcept {
    T item;
    __builtin_memcpy(&item, src, sizeof(T));
    __builtin_memcpy(dst, &item, sizeof(T));
}

// Rows of more bytes are memcpy's.
constexpr int64_t kLongRow = 512;

// Between 1 and 2 times T, or any number of Ts and a rest: the last one overlaps the one before.
template <class T>
[[gnu::always_inline]] inline void copy_row(const char* src, char* dst, int64_t bytes) noexcept {
    constexpr int64_t kStep = sizeof(T);
    for (int64_t at = 0; at + kStep <= bytes; at += kStep) copy<T>(src + at, dst + at);
    copy<T>(src + bytes - kStep, dst + bytes - kStep);
}

// Where to and where from, by the direction.
template <bool kGather>
struct Ends {
    const char* from;
    char* to;
    [[gnu::always_inline]] Ends(const char* src, char* dst, int64_t offset, int64_t dense) noexcept
        : from(src + (kGather ? offset : dense)), to(dst + (kGather ? dense : offset)) {}
};

template <class T, bool kGather>
void move_items(const char* src, const int64_t* offsets, int64_t n, char* dst, int64_t stride) noexcept {
    if (stride == static_cast<int64_t>(sizeof(T))) {
        for (int64_t i = 0; i < n; i++) {
            const Ends<kGather> ends(src, dst, offsets[i], i * static_cast<int64_t>(sizeof(T)));
            copy<T>(ends.from, ends.to);
        }
        return;
    }
    for (int64_t i = 0; i < n; i++) {
        const Ends<kGather> ends(src, dst, offsets[i], i * stride);
        copy<T>(ends.from, ends.to);
    }
}

template <class T, bool kGather>
void move_rows(const char* src, const int64_t* offsets, int64_t n, char* dst, int64_t stride, int64_t bytes) noexcept {
    for (int64_t i = 0; i < n; i++) {
        const Ends<kGather> ends(src, dst, offsets[i], i * stride);
        copy_row<T>(ends.from, ends.to, bytes);
    }
}

template <bool kGather>
void move(const char* src, const int64_t* offsets, int64_t n, char* dst, int64_t stride, int64_t bytes) noexcept {
    switch (bytes) {
        case 1:
            return move_items<uint8_t, kGather>(src, offsets, n, dst, stride);
        case 2:
            return move_items<uint16_t, kGather>(src, offsets, n, dst, stride);
        case 4:
            return move_items<uint32_t, kGather>(src, offsets, n, dst, stride);
        case 8:
            return move_items<uint64_t, kGather>(src, offsets, n, dst, stride);
        case 16:
            return move_items<Bytes16, kGather>(src, offsets, n, dst, stride);
        case 32:
            return move_items<Bytes32, kGather>(src, offsets, n, dst, stride);
        default:
            break;
    }
    if (bytes < 4) return move_rows<uint16_t, kGather>(src, offsets, n, dst, stride, bytes);
    if (bytes < 8) return move_rows<uint32_t, kGather>(src, offsets, n, dst, stride, bytes);
    if (bytes < 16) return move_rows<uint64_t, kGather>(src, offsets, n, dst, stride, bytes);
    if (bytes < 32) return move_rows<Bytes16, kGather>(src, offsets, n, dst, stride, bytes);
    if (bytes <= kLongRow) return move_rows<Bytes32, kGather>(src, offsets, n, dst, stride, bytes);
    for (int64_t i = 0; i < n; i++) {
        const Ends<kGather> ends(src, dst, offsets[i], i * stride);
        __builtin_memcpy(ends.to, ends.from, static_cast<uint64_t>(bytes));
    }
}

}  // namespace

void gather_items(const char* src, const int64_t* offsets, int64_t n, char* dst, int64_t stride,
                  int64_t bytes) noexcept {
    move<true>(src, offsets, n, dst, stride, bytes);
}

void scatter_items(const char* src, const int64_t* offsets, int64_t n, char* dst, int64_t stride,
                   int64_t bytes) noexcept {
    move<false>(src, offsets, n, dst, stride, bytes);
}

}  // namespace strided::STRIDED_LEVEL
