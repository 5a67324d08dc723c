#pragma once
#include <cstdint>

// The kernels of indexing: index values read and checked, items and rows moved by offset, masks.
namespace strided {

// What an index outside its axis means.
enum class IndexMode : int { raise = 0, wrap = 1, clip = 2 };

// The axis that indices count along, and the bytes from one place on it to the next.
struct IndexAxis {
    int64_t length;
    int64_t step;
    IndexMode mode;
};

// Indices are taken in blocks of at most so many.
inline constexpr int64_t kIndexBlock = 1024;

// Adds the place of each of n ≤ kIndexBlock indices, in bytes, to offsets. Every index is read once and then checked,
// so that no change of its memory by others matters. Returns −1, or the place of the first that is no index, in *bad
// its value. Indices are at any address.
using IndexFn = int64_t (*)(const char* index, int64_t stride, int64_t n, const IndexAxis& axis, int64_t* offsets,
                            double* bad) noexcept;

// gather: dst[i · stride] = src[offsets[i]]; scatter: dst[offsets[i]] = src[i · stride], in order. Items of `bytes`
// bytes at any address; source and destination do not overlap.
using MoveFn = void (*)(const char* src, const int64_t* offsets, int64_t n, char* dst, int64_t stride,
                        int64_t bytes) noexcept;

// Masks are n bytes, any but 0 being true, and may change while they are read: each kernel holds to its own bounds.
// Items are contiguous, of 1, 2, 4, 8 or 16 bytes, at any address.
struct MaskKernels {
    int64_t (*count)(const char* mask, int64_t n) noexcept;
    // The items where the mask is true, one after another, at most `room`; returns how many.
    int64_t (*select)(const char* mask, int64_t n, const char* src, char* dst, int64_t room, int64_t bytes) noexcept;
    // The next of at most `available` values into each item where the mask is true; returns how many were used.
    int64_t (*expand)(const char* mask, int64_t n, const char* src, int64_t available, char* dst,
                      int64_t bytes) noexcept;
    // One value into each item where the mask is true.
    void (*fill)(const char* mask, int64_t n, const char* value, char* dst, int64_t bytes) noexcept;
    // first + i for each true mask[i], at most `room`; returns how many.
    int64_t (*positions)(const char* mask, int64_t n, int64_t first, int64_t* out, int64_t room) noexcept;
};

struct GatherKernels {
    IndexFn indices[14];  // by dtype; nullptr for bool and complex
    MoveFn gather;
    MoveFn scatter;
    MaskKernels mask;
};

}  // namespace strided
