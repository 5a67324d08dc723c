#include "native/kernels/statistics/families.h"

namespace strided::STRIDED_LEVEL {

StatisticsKernels statistics_kernels() noexcept {
    StatisticsKernels kernels{};
    kernels.order_float64 = order_float64;
    kernels.order_uint64 = order_uint64;
    kernels.locate = locate;
    kernels.locate_evenly = locate_evenly;
    kernels.close_last_bin = close_last_bin;
    kernels.close_last_key = close_last_key;
    kernels.places_fit = places_fit;
    kernels.tally = tally;
    kernels.weigh = weigh;
    kernels.slopes = slopes;
    kernels.interpolate = interpolate;
    return kernels;
}

}  // namespace strided::STRIDED_LEVEL
