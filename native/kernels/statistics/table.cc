#include "native/kernels/statistics/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

constexpr StatisticsKernels kKernels = {
    .order_float64 = order_float64,
    .order_uint64 = order_uint64,
    .locate = locate,
    .locate_evenly = locate_evenly,
    .close_last_bin = close_last_bin,
    .close_last_key = close_last_key,
    .places_fit = places_fit,
    .tally = tally,
    .weigh = weigh,
    .slopes = slopes,
    .interpolate = interpolate,
    .keys_from = keys_from,
    .keys_to = keys_to,
    .select_int32 = select_int32,
    .select_int64 = select_int64,
    .select_int128 = select_int128,
    .sift_int32 = sift_int32,
    .sift_int64 = sift_int64,
    .sift_float = sift_float,
    .sift_double = sift_double,
    .pack_bits = pack_bits,
    .unpack_bits = unpack_bits,
    .slide_uint32 = slide_uint32,
    .slide_uint64 = slide_uint64,
    .slide_float32 = slide_float32,
    .slide_float64 = slide_float64,
    .slide_edge_uint32 = slide_edge_uint32,
    .slide_edge_uint64 = slide_edge_uint64,
    .slide_edge_float32 = slide_edge_float32,
    .slide_edge_float64 = slide_edge_float64,
    .fourier_forward = fourier_forward,
    .fourier_inverse = fourier_inverse,
    .multiply_spectra = multiply_spectra,
    .bessel_scaled = bessel_scaled,
    .unwrap = unwrap,
};

}  // namespace

const StatisticsKernels& statistics_kernels() noexcept { return kKernels; }

}  // namespace strided::STRIDED_LEVEL
