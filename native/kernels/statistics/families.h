#pragma once
#include "native/kernels/statistics_table.h"

namespace strided::STRIDED_LEVEL {

// locate.cc
void order_float64(const void* values, int64_t n, int64_t* keys) noexcept;
void order_uint64(const void* values, int64_t n, int64_t* keys) noexcept;
void locate(const int64_t* keys, int64_t n, const int64_t* edges, int64_t edge_count, bool inclusive,
            int64_t* places) noexcept;
void locate_evenly(const double* values, int64_t n, const EvenEdges& edges, bool inclusive, int64_t* places) noexcept;
// tally.cc
void close_last_bin(const double* values, double last, int64_t n, int64_t* places) noexcept;
void close_last_key(const int64_t* keys, int64_t last, int64_t n, int64_t* places) noexcept;
bool places_fit(const int64_t* places, int64_t n, int64_t count) noexcept;
void tally(const int64_t* places, int64_t n, int64_t* counts, int64_t lane) noexcept;
void weigh(const int64_t* places, const double* weights, int64_t n, double* sums) noexcept;
// interpolate.cc
void slopes(const Samples& samples, double* slopes) noexcept;
void interpolate(const Samples& samples, const double* values, const int64_t* places, int64_t n, double* out,
                 int64_t out_step) noexcept;

StatisticsKernels statistics_kernels() noexcept;

}  // namespace strided::STRIDED_LEVEL
