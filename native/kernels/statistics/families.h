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

// rank_keys.cc
void keys_from(DType dtype, const void* values, int64_t n, void* keys) noexcept;
void keys_to(DType dtype, const void* keys, int64_t n, void* values) noexcept;
// select.cc
void select_int32(int32_t* keys, int64_t n, int64_t rank) noexcept;
void select_int64(int64_t* keys, int64_t n, int64_t rank) noexcept;
void select_int128(__int128* keys, int64_t n, int64_t rank) noexcept;
void sift_int32(const int32_t* values, int64_t n, int32_t low, int32_t high, int32_t* between,
                int64_t* counts) noexcept;
void sift_int64(const int64_t* values, int64_t n, int64_t low, int64_t high, int64_t* between,
                int64_t* counts) noexcept;
void sift_float(const float* values, int64_t n, float low, float high, float* between, int64_t* counts) noexcept;
void sift_double(const double* values, int64_t n, double low, double high, double* between, int64_t* counts) noexcept;

// bits.cc
void pack_bits(const uint8_t* in, int64_t n, int64_t width, bool big, uint8_t* out) noexcept;
void unpack_bits(const uint8_t* in, int64_t n, int64_t width, bool big, uint8_t* out) noexcept;
// slide.cc
void slide_uint32(const uint32_t* a, const uint32_t* taps, int64_t m, int64_t step, int64_t count,
                  uint32_t* out) noexcept;
void slide_edge_uint32(const uint32_t* a, int64_t n, const uint32_t* taps, int64_t m, int64_t step, int64_t first,
                       int64_t count, uint32_t* out) noexcept;
void slide_uint64(const uint64_t* a, const uint64_t* taps, int64_t m, int64_t step, int64_t count,
                  uint64_t* out) noexcept;
void slide_edge_uint64(const uint64_t* a, int64_t n, const uint64_t* taps, int64_t m, int64_t step, int64_t first,
                       int64_t count, uint64_t* out) noexcept;
void slide_float32(const float* a, const float* taps, int64_t m, int64_t step, int64_t count, float* out) noexcept;
void slide_edge_float32(const float* a, int64_t n, const float* taps, int64_t m, int64_t step, int64_t first,
                        int64_t count, float* out) noexcept;
void slide_float64(const double* a, const double* taps, int64_t m, int64_t step, int64_t count, double* out) noexcept;
void slide_edge_float64(const double* a, int64_t n, const double* taps, int64_t m, int64_t step, int64_t first,
                        int64_t count, double* out) noexcept;
// fourier.cc
void fourier_forward(double* re, double* im, int64_t n, const double* twiddles) noexcept;
void fourier_inverse(double* re, double* im, int64_t n, const double* twiddles) noexcept;
void multiply_spectra(double* re, double* im, const double* by_re, const double* by_im, double scale,
                      int64_t n) noexcept;

// bessel.cc
void bessel_scaled(const double* x, int64_t n, double* out) noexcept;
// unwrap.cc
void unwrap(DType dtype, const UnwrapRule& rule, const UnwrapLines& lines) noexcept;

const StatisticsKernels& statistics_kernels() noexcept;

}  // namespace strided::STRIDED_LEVEL
