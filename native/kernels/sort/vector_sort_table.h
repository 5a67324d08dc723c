#pragma once
#include <cstdint>

#include "native/core/dtype.h"

// Sorting of elements of 4 and 8 bytes, contiguous and aligned, by vectors. A key is a signed integer of the element's
// size; keys stand in the order of their elements, every NaN having one key, above infinity.
namespace strided {

// The most buckets a split makes, as a power of two.
inline constexpr int kMostSplitLevels = 6;

struct VectorSort {
    // Sorts n elements of src into dst, which is src or apart from it; spare has room for as many.
    void (*sort)(const char* src, char* dst, char* spare, int64_t n) noexcept;
    bool (*is_sorted)(const char* src, int64_t n) noexcept;
    // Copies elements, each NaN as the one that sorting gives.
    void (*copy)(const char* src, char* dst, int64_t n) noexcept;

    // Sorting in parts: 2^levels − 1 keys near the quantiles of n > 0 elements, in ascending order;
    void (*sample)(const char* src, int64_t n, int levels, char* pivots) noexcept;
    // the keys of n elements, ordered by which pivots they pass: counts[b] keys fall into bucket b. They end in dst if
    // levels are even, else in spare; dst may be src;
    void (*split)(const char* src, char* dst, char* spare, int64_t n, const char* pivots, int levels,
                  int64_t* counts) noexcept;
    // and the elements of n keys in order, in `out`, which is `keys` or `other`; both are used.
    void (*sort_keys)(char* keys, char* other, char* out, int64_t n) noexcept;

    // Selection: as sort, but so that the element of rank k is at place k, none above it before it, none below it
    // behind.
    void (*select)(const char* src, char* dst, char* spare, int64_t n, int64_t k) noexcept;
    // In parts: two keys that rank k of n > 0 elements most likely lies between;
    void (*bracket)(const char* src, int64_t n, int64_t k, char* low, char* high) noexcept;
    // elements whose keys are below low, then those in between, then those not below high: counts[3]. dst is apart from
    // src, which spare may be.
    void (*part)(const char* src, char* dst, char* spare, int64_t n, const char* low, const char* high,
                 int64_t* counts) noexcept;

    // Moves the first of each run of equal elements to the front, −0 being equal to 0, and NaN to NaN where nan_equal
    // says so. Returns their number.
    int64_t (*keep_first)(char* data, int64_t n, bool nan_equal) noexcept;

    // Whether −0 is among n floating-point numbers; false for integers.
    bool (*any_negative_zero)(const char* src, int64_t n) noexcept;
};

// By dtype; nullptr for elements of 1 and 2 bytes and for complex numbers.
struct VectorSorts {
    const VectorSort* by_dtype[kDTypeCount];
};

}  // namespace strided
