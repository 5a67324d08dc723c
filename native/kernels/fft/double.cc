#include "native/kernels/fft/families.h"
#include "native/kernels/fft/panels.h"
#include "native/kernels/fft/real.h"
#include "native/kernels/fft/stages.h"

namespace strided::STRIDED_LEVEL {

FftKernels fft_kernels_double() noexcept {
    FftKernels kernels{};
    kernels.lanes = static_cast<int>(hn::MaxLanes(hn::ScalableTag<double>()));
    kernels.run = run_stages<double>;
    kernels.gather = gather_rows<double>;
    kernels.scatter = scatter_rows<double>;
    kernels.real_forward = real_forward<double>;
    kernels.real_backward = real_backward<double>;
    kernels.multiply = multiply_runs<double>;
    return kernels;
}

}  // namespace strided::STRIDED_LEVEL
