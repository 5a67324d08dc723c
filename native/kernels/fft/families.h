#pragma once
#include "native/kernels/fft_table.h"

namespace strided::STRIDED_LEVEL {

FftKernels fft_kernels_float() noexcept;   // single.cc
FftKernels fft_kernels_double() noexcept;  // double.cc

}  // namespace strided::STRIDED_LEVEL
