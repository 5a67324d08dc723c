#pragma once
#include "native/kernels/factor_table.h"
#include "native/linalg/workers.h"

namespace strided::lapack {

// Fewer rows gain nothing from threads.
inline constexpr int kLargeLu = 192;

// a (n × n, column-major) = P · L · U in place, as LAPACK's getrf: rows counted from 1 in `pivots`; returns the first
// column without pivot, or 0.
int large_getrf(const FactorKernels& kernels, Workers& workers, int n, double* a, int* pivots) noexcept;

}  // namespace strided::lapack
