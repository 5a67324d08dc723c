#pragma once
#include <cstdint>

#include "native/core/dtype.h"

// Kernels of statistics and signals: searches among edges, counts, interpolation, convolution, order statistics, bits.
namespace strided {

// Turns n numbers into int64 keys of the same order; NaN comes last, zeros of either sign are equal.
using OrderKeysFn = void (*)(const void* values, int64_t n, int64_t* keys) noexcept;

// places[i] = how many of the ascending edges (one at least) stand before keys[i]: those below it, with `inclusive`
// those equal to it too.
using LocateFn = void (*)(const int64_t* keys, int64_t n, const int64_t* edges, int64_t edge_count, bool inclusive,
                          int64_t* places) noexcept;

// Two floats at least, edge k no further than a quarter of 1 / per_step from first + k / per_step.
struct EvenEdges {
    const double* edges;
    int64_t count;
    double first;
    double per_step;
};
// As LocateFn, with one look at the edges.
using LocateEvenlyFn = void (*)(const double* values, int64_t n, const EvenEdges& edges, bool inclusive,
                                int64_t* places) noexcept;

// Takes values on the last edge into the bin before it: places[i] -= 1 where values[i] == last.
using CloseLastBinFn = void (*)(const double* values, double last, int64_t n, int64_t* places) noexcept;
using CloseLastKeyFn = void (*)(const int64_t* keys, int64_t last, int64_t n, int64_t* places) noexcept;

// Whether all places are in [0, count).
using PlacesFitFn = bool (*)(const int64_t* places, int64_t n, int64_t count) noexcept;

// Counts places that fit, in kTallyLanes tables `lane` counts apart (0: all in one).
inline constexpr int kTallyLanes = 4;
using TallyFn = void (*)(const int64_t* places, int64_t n, int64_t* counts, int64_t lane) noexcept;
// sums[places[i]] += weights[i], in order.
using WeighFn = void (*)(const int64_t* places, const double* weights, int64_t n, double* sums) noexcept;

// A function given at ascending points; a complex one is two of them, its parts.
struct Samples {
    const double* x;
    const double* y;
    int64_t y_step;  // in doubles
    int64_t count;
    const double* slopes;  // count − 1, or nullptr
    bool complex;
    double left;
    double right;
    double of_nan;  // the value at NaN
};
using SlopesFn = void (*)(const Samples& samples, double* slopes) noexcept;
// out[i · out_step] = the function at values[i], which has places[i] points at or before it.
using InterpolateFn = void (*)(const Samples& samples, const double* values, const int64_t* places, int64_t n,
                               double* out, int64_t out_step) noexcept;

// Numbers of one of the types that order statistics are found in (int32, int64, uint64, float32, float64, complex) as
// integer keys of the same order, and back. NaN becomes the largest key, zeros keep their sign. Keys are int32 for
// types of 4 bytes, __int128 for complex128, else int64.
using KeysFn = void (*)(DType dtype, const void* from, int64_t n, void* to) noexcept;

// Reorders n keys so that the one at `rank` stands where sorting would put it, with none above it before it.
template <class K>
using SelectFn = void (*)(K* keys, int64_t n, int64_t rank) noexcept;

// Writes the values between low and high to `between` (room for n + a vector); adds to counts how many are below low,
// equal to it, between, equal to high, NaN. Zeros of both signs are equal.
template <class T>
using SiftFn = void (*)(const T* values, int64_t n, T low, T high, T* between, int64_t* counts) noexcept;

// Bytes of eight truths (0 or not) each along an axis of n, for `width` neighbours at a time; the last byte is filled
// up with zeros. The first truth is the highest bit where `big`, else the lowest.
using PackBitsFn = void (*)(const uint8_t* in, int64_t n, int64_t width, bool big, uint8_t* out) noexcept;
// The reverse: n truths, 0 or 1, along the axis.
using UnpackBitsFn = void (*)(const uint8_t* in, int64_t n, int64_t width, bool big, uint8_t* out) noexcept;

// out[i] = Σ taps[j] · a[i + j · step], for i in [0, count); all elements read are there.
template <class T>
using SlideFn = void (*)(const T* a, const T* taps, int64_t m, int64_t step, int64_t count, T* out) noexcept;
// out[k] = Σ taps[j] · a[first + k + j · step] over the elements that a has: 0 … n − 1.
template <class T>
using SlideEdgeFn = void (*)(const T* a, int64_t n, const T* taps, int64_t m, int64_t step, int64_t first,
                             int64_t count, T* out) noexcept;

// In place, of n = 2^k ≥ 4 numbers whose parts stand in two lists. Twiddles: for q = n/4, n/16, … down to 2 or 1 the
// parts of w^k, w^2k and w^3k, w = exp(−2πi / 4q), in six lists of q.
using FourierFn = void (*)(double* re, double* im, int64_t n, const double* twiddles) noexcept;
using MultiplySpectraFn = void (*)(double* re, double* im, const double* by_re, const double* by_im, double scale,
                                   int64_t n) noexcept;

// out[i] = exp(−x) · I0(x) for x ≥ 0, I0 the modified Bessel function of order 0.
using BesselFn = void (*)(const double* x, int64_t n, double* out) noexcept;

// What unwrapping goes by. Floats stay what they are; integers do by whole periods, and become float64 by others.
struct UnwrapRule {
    double period;
    double high;           // half the period, rounded down for whole ones
    double discont;        // smaller steps stay; by whole periods a whole number or infinite
    bool is_ambiguous;     // half the period is a whole number: a step of it may go either way
    bool is_whole_period;  // of integers: the period, and half of it, are values of their dtype
};
// Lines of n ≥ 1 elements; all steps count bytes, and nothing need be aligned. They are walked one after another, or
// kUnwrapLines side by side.
inline constexpr int64_t kUnwrapLines = 128;
struct UnwrapLines {
    const char* in;
    char* out;
    int64_t n;
    int64_t lines;
    bool is_beside;
    int64_t in_step;  // to the next element of a line
    int64_t out_step;
    int64_t in_beside;  // to the next line
    int64_t out_beside;
};
using UnwrapFn = void (*)(DType dtype, const UnwrapRule& rule, const UnwrapLines& lines) noexcept;

struct StatisticsKernels {
    OrderKeysFn order_float64;
    OrderKeysFn order_uint64;
    LocateFn locate;
    LocateEvenlyFn locate_evenly;
    CloseLastBinFn close_last_bin;
    CloseLastKeyFn close_last_key;
    PlacesFitFn places_fit;
    TallyFn tally;
    WeighFn weigh;
    SlopesFn slopes;
    InterpolateFn interpolate;
    KeysFn keys_from;
    KeysFn keys_to;
    SelectFn<int32_t> select_int32;
    SelectFn<int64_t> select_int64;
    SelectFn<__int128> select_int128;
    SiftFn<int32_t> sift_int32;
    SiftFn<int64_t> sift_int64;
    SiftFn<float> sift_float;
    SiftFn<double> sift_double;
    PackBitsFn pack_bits;
    UnpackBitsFn unpack_bits;
    SlideFn<uint32_t> slide_uint32;
    SlideFn<uint64_t> slide_uint64;
    SlideFn<float> slide_float32;
    SlideFn<double> slide_float64;
    SlideEdgeFn<uint32_t> slide_edge_uint32;
    SlideEdgeFn<uint64_t> slide_edge_uint64;
    SlideEdgeFn<float> slide_edge_float32;
    SlideEdgeFn<double> slide_edge_float64;
    FourierFn fourier_forward;
    FourierFn fourier_inverse;
    MultiplySpectraFn multiply_spectra;
    BesselFn bessel_scaled;
    UnwrapFn unwrap;
};

}  // namespace strided
