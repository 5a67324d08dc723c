#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/kernels/fft_table.h"
#include "native/kernels/gather_table.h"
#include "native/kernels/sort/sort_kernels.h"

// What the loops layer knows of kernels: plain records of function pointers. One table exists per ISA
// level; all levels list the same kernels in the same order, so that an index names a kernel in each.
namespace strided {

// Runs n elements. data and strides (in bytes) hold the inputs, then the outputs. Inputs and outputs are
// aligned to their item and either do not overlap or are exactly the same elements in the same order.
using ElementwiseFn = void (*)(char* const* data, const int64_t* strides, int64_t n) noexcept;

struct ElementwiseLoop {
    const char* op;         // the operation's NumPy name, "floor_divide"
    const char* signature;  // NumPy's letters, "dd->d"
    ElementwiseFn run;
    float cost;  // rough ns per element in cache, from which the thread grain is computed
};

// Casts n elements as NumPy's astype(casting='unsafe') does; integer results of values out of range are
// defined: see kernels/cast.cc. Operands are aligned and do not overlap.
using CastFn = void (*)(const char* src, int64_t src_stride, char* dst, int64_t dst_stride, int64_t n) noexcept;

// Folds rows × cols elements, row i into acc[0..cols): acc[j] = op(acc[j], in[i][j]). The input is aligned, strides
// are any; one column is the fold of a run. acc holds earlier results or the neutral element.
using FoldFn = void (*)(const char* in, int64_t row_stride, int64_t rows, int64_t col_stride, int64_t cols, char* acc,
                        int64_t acc_stride) noexcept;

// acc[j] = op(acc[j], in[j]) for n contiguous accumulators of two parts of one reduction, `in` being the later part.
using CombineFn = void (*)(const char* in, char* acc, int64_t n) noexcept;

struct ReduceLoop {
    const char* op;         // "add", "maximum", "logical_or", …
    const char* signature;  // input and accumulator: "i->l", "e->f"
    FoldFn fold_rows;
    CombineFn combine;
    const void* identity;   // the result over no elements, or nullptr where NumPy has none (maximum)
    const void* neutral;    // what folds start from: changes no value it meets (−0.0 for sums, −inf for maximum)
    const void* absorbing;  // the accumulator that no element can change any more, or nullptr
    float cost;
};

// Adds |in[i][j] − mean[j]|² to acc[j]; otherwise as FoldFn. Signature: input, mean and accumulator, "FF->f".
using DeviationFn = void (*)(const char* in, int64_t row_stride, int64_t rows, int64_t col_stride, int64_t cols,
                             const char* mean, int64_t mean_stride, char* acc, int64_t acc_stride) noexcept;

struct DeviationLoop {
    const char* signature;
    DeviationFn fold_rows;
    CombineFn combine;
    float cost;
};

// Looks for the best element of each of cols columns. best[j] and index[j] (both contiguous) hold the best so far,
// index −1 standing for none; row i has the index first + i. The first of equal elements and the first NaN win.
using ArgFoldFn = void (*)(const char* in, int64_t row_stride, int64_t rows, int64_t col_stride, int64_t cols,
                           int64_t first, char* best, int64_t* index) noexcept;

struct ArgReduceLoop {
    const char* op;         // "argmax", "argmin"
    const char* signature;  // "d->l"
    ArgFoldFn fold_rows;
    float cost;
};

// A running fold of n contiguous elements: out[i] = op(out[i − 1], in[i]). `carry` holds the result before the first
// element (nothing where `begin`: out[0] is then the first element) and receives the last. Aligned; out may be in.
using ScanFn = void (*)(const char* in, char* out, int64_t n, char* carry, bool begin) noexcept;

// A long run in parts: the folds of n / kScanSegment segments, and the carry moved past so many of them. What ScanFn
// gives for a run is what it gives for its parts, where those begin at multiples of 8 segments.
inline constexpr int64_t kScanSegment = 128;
using ScanTotalsFn = void (*)(const char* in, int64_t n, char* totals) noexcept;
using ScanAdvanceFn = void (*)(const char* totals, int64_t segments, char* carry, bool begin) noexcept;

struct ScanLoop {
    const char* op;         // "add", "maximum", …
    const char* signature;  // input and result: "i->l"
    ScanFn run;
    ScanTotalsFn totals;  // nullptr where the operation depends on the order of its steps
    ScanAdvanceFn advance;
    float cost;
};

// a[index[i] · stride] = op(a[index[i] · stride], b[i · b_stride]) one after another; the indices have been checked.
using AtFn = void (*)(char* a, int64_t stride, const int64_t* index, const char* b, int64_t b_stride,
                      int64_t n) noexcept;

struct AtLoop {
    const char* op;
    const char* signature;  // "dd->d"
    AtFn run;
};

// Whether any of n signed integers is below zero (power refuses such exponents for integer loops).
using AnyNegativeFn = bool (*)(const char* data, int64_t stride, int64_t n) noexcept;

// Copies rows × cols elements of itemsize bytes (1, 2, 4, 8 or 16) into rows of contiguous elements:
// dst[i · dst_row_stride + j · itemsize] = src[i · src_row_stride + j · src_col_stride]. Made for sources that are
// contiguous along the other axis (src_row_stride == itemsize): those go through square tiles. No overlap; both sides
// aligned to what the item needs (complex to its parts).
using Copy2dFn = void (*)(const char* src, int64_t src_row_stride, int64_t src_col_stride, char* dst,
                          int64_t dst_row_stride, int64_t rows, int64_t cols, int64_t itemsize) noexcept;

// memcpy whose stores go past the caches, for results larger than the last one; ordered before later stores on return.
using StreamCopyFn = void (*)(const char* src, char* dst, int64_t n_bytes) noexcept;

// c = a · b for pairs of matrices, strides in bytes; operands at any address, c apart from both. `small` takes up to
// kSmallProduct rows, columns and depth, and conjugates complex a where asked; `row` takes m = 1; `tile` takes one pair
// with m and n up to a tile's and any k, with scratch_bytes of memory aligned to 64, and is nullptr for the dtypes that
// BLAS multiplies.
struct ProductShape {
    int64_t m, k, n;
    int64_t a_row, a_col, b_row, b_col, c_row, c_col;
};
// How many pairs, and the steps from each to the next.
struct ProductStack {
    int64_t count;
    int64_t a, b, c;
    bool conjugate;
};
using ProductFn = void (*)(const char* a, const char* b, char* c, const ProductShape& shape,
                           const ProductStack& stack) noexcept;
using ProductTileFn = void (*)(const char* a, const char* b, char* c, const ProductShape& shape,
                               char* scratch) noexcept;
inline constexpr int64_t kSmallProduct = 16;
inline constexpr int64_t kProductTileRows = 128;
inline constexpr int64_t kProductTileColumns = 256;

struct ProductKernels {
    ProductFn small;
    ProductFn row;
    ProductTileFn tile;
    int64_t scratch_bytes;
};

template <class T>
struct List {
    const T* items;
    int count;
};

struct FactorKernels;
struct StatisticsKernels;

struct KernelTable {
    const char* level;                         // "v2", "v3", "v4", "baseline"
    const List<ElementwiseLoop>* elementwise;  // one list per family
    int elementwise_families;
    const List<ReduceLoop>* reduce;
    int reduce_families;
    List<DeviationLoop> deviation;
    List<ArgReduceLoop> arg_reduce;
    List<ScanLoop> scans[3];
    List<AtLoop> at;
    CastFn casts[kDTypeCount][kDTypeCount];   // [from][to]
    AnyNegativeFn any_negative[kDTypeCount];  // nullptr for what is no signed integer
    ProductKernels products[kDTypeCount];
    SortKernels sort;
    FftKernels fft_float, fft_double;
    Copy2dFn copy_2d;
    StreamCopyFn stream_copy;
    const StatisticsKernels* statistics;  // statistics_table.h
    const FactorKernels* factors;         // factor_table.h
    GatherKernels gather;
};

}  // namespace strided
