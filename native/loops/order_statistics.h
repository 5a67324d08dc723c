#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/thread_pool.h"

namespace strided {

// How a quantile's place among n sorted elements is found: NumPy's methods, and the median's.
enum class QuantileMethod : uint8_t {
    InvertedCdf,
    AveragedInvertedCdf,
    ClosestObservation,
    InterpolatedInvertedCdf,
    Hazen,
    Weibull,
    Linear,
    MedianUnbiased,
    NormalUnbiased,
    Lower,
    Higher,
    Midpoint,
    Nearest,
    Median,
};
inline constexpr int kQuantileMethods = 14;

// The two elements a quantile lies between, and how far it is from the first to the second.
struct QuantilePlace {
    int64_t low;
    int64_t high;
    double gamma;
};
QuantilePlace quantile_place(QuantileMethod method, int64_t n, double q) noexcept;

// Of `lanes` runs of n ≥ 1 contiguous elements the elements around each quantile: low and high are contiguous
// [quantiles][lanes] of the input's dtype, gamma holds one number per quantile and, where NaN are skipped, lane.
// has_nan[lane] is 1 where the lane's answer is NaN: it holds one or, where they are skipped, nothing else.
struct OrderCall {
    const char* in;
    DType dtype;
    int64_t lanes;
    int64_t n;
    const double* q;
    int64_t quantiles;
    QuantileMethod method;
    bool skip_nan;
    const double* weights;  // [lanes][n], or nullptr; high and gamma are not written then
    char* low;
    char* high;
    double* gamma;
    uint8_t* has_nan;
};
// invalid_size: the weights of a lane sum to 0, or hold NaN or infinities.
Status run_order(const KernelTable& kernels, ThreadPool& pool, const OrderCall& call) noexcept;

}  // namespace strided
