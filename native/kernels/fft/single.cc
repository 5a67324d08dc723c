#include "native/kernels/fft/families.h"
#include "native/kernels/fft/panels.h"
#include "native/kernels/fft/real.h"
#include "native/kernels/fft/stages.h"

namespace strided::STRIDED_LEVEL {

FftKernels fft_kernels_float() noexcept {
    FftKernels kernels{};
    kernels.lanes = static_cast<int>(hn::MaxLanes(hn::ScalableTag<float>()));
    kernels.run = run_stages<float>;
    kernels.gather = gather_rows<float>;
    kernels.scatter = scatter_rows<float>;
    kernels.real_forward = real_forward<float>;
    kernels.real_backward = real_backward<float>;
    kernels.multiply = multiply_runs<float>;
    return kernels;
}

}  // namespace strided::STRIDED_LEVEL
