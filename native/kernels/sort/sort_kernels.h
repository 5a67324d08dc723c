#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/kernels/sort/vector_sort_table.h"

// Sorting works on keys: unsigned integers of the element's size in NumPy's order, every NaN being the greatest key.
// Complex numbers have no key of their own; their parts have.
namespace strided {

// The longest run a kernel is called for: counts inside fit 32 bits. Drivers cut longer ones and merge.
inline constexpr int64_t kMostSortedKeys = int64_t{1} << 30;

// Reads n elements, of any alignment, into keys. `zeros_equal`: −0 gets the key of +0.
using LoadKeysFn = void (*)(const char* src, int64_t stride, char* keys, int64_t n, bool zeros_equal) noexcept;

// Writes what the keys stand for; the greatest key of a floating-point dtype is the one NaN.
using StoreKeysFn = void (*)(const char* keys, char* dst, int64_t stride, int64_t n) noexcept;

// Sorts n keys in place; spare has room for as many.
using SortKeysFn = void (*)(char* keys, char* spare, int64_t n) noexcept;

// Merges two sorted runs; of equal keys those of `a` come first. dst overlaps neither.
using MergeKeysFn = void (*)(const char* a, int64_t na, const char* b, int64_t nb, char* dst) noexcept;

// How many of the first `count` keys of the merged runs come from a.
using SplitMergeFn = int64_t (*)(const char* a, int64_t na, const char* b, int64_t nb, int64_t count) noexcept;

// Moves keys so that keys[k] is what it would be if they were sorted, smaller ones before it, greater ones behind it.
using SelectKeyFn = void (*)(char* keys, char* spare, int64_t n, int64_t k) noexcept;

// The smallest and the greatest of n > 0 keys, and whether they are in order already.
using KeyRangeFn = void (*)(const char* keys, int64_t n, uint64_t* low, uint64_t* high, bool* sorted) noexcept;

// To sort places by their keys, both are packed into 64-bit words: the leading bits of (key − low), then the place.
struct WordLayout {
    uint64_t low;    // the smallest key
    int place_bits;  // what holds any place
    int dropped;     // low bits of (key − low) for which there is no room; at most place_bits
};
// words[i − begin] for the places begin ≤ i < end.
using PackWordsFn = void (*)(const char* keys, int64_t begin, int64_t end, const WordLayout& layout,
                             uint64_t* words) noexcept;
// The places of n sorted words, those of equal leading bits brought in order by their keys; spare holds n words.
using UnpackWordsFn = void (*)(const char* keys, uint64_t* words, int64_t n, const WordLayout& layout, uint64_t* spare,
                               int64_t* index) noexcept;

// Places of the keys below, equal to and above one key, in that order, each group in the order of the keys.
using ArgPartitionFn = void (*)(const char* keys, int64_t n, const char* pivot, int64_t* index) noexcept;

// For each of m needles the number of keys below it (`right`: not above it) in n sorted keys.
using SearchKeysFn = void (*)(const char* keys, int64_t n, const char* needles, int64_t m, bool right,
                              int64_t* found) noexcept;

// By the size of the key: 1, 2, 4, 8 bytes stand at 0 to 3.
struct KeyKernels {
    SortKeysFn sort;
    MergeKeysFn merge;
    SplitMergeFn split_merge;
    SelectKeyFn select;
    KeyRangeFn range;
    PackWordsFn pack;
    UnpackWordsFn unpack;
    ArgPartitionFn argpartition;
    SearchKeysFn search;
};

struct SortKernels {
    LoadKeysFn load[kDTypeCount];  // nullptr for complex dtypes
    StoreKeysFn store[kDTypeCount];
    KeyKernels keys[4];
    VectorSorts vectors;
};

// The place of a key size in SortKernels::keys.
constexpr int key_width(int size) noexcept { return size == 1 ? 0 : size == 2 ? 1 : size == 4 ? 2 : 3; }

}  // namespace strided
