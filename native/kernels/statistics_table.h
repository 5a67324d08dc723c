#pragma once
#include <cstdint>

#include "native/core/complex.h"

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
};
using SlopesFn = void (*)(const Samples& samples, double* slopes) noexcept;
// out[i · out_step] = the function at values[i], which has places[i] points at or before it.
using InterpolateFn = void (*)(const Samples& samples, const double* values, const int64_t* places, int64_t n,
                               double* out, int64_t out_step) noexcept;

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
};

}  // namespace strided
