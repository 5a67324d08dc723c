#pragma once
#include "native/kernels/factor_table.h"
#include "native/linalg/workers.h"

namespace strided::lapack {

// Fewer rows gain nothing from threads.
inline constexpr int kLargeLu = 192;

// a (n × n, column-major) = P · L · U in place, as LAPACK's getrf: rows counted from 1 in `pivots`; returns the first
// column without pivot, or 0.
int large_getrf(const FactorKernels& kernels, TeamLender& teams, int n, double* a, int* pivots) noexcept;

// x (n × k) = A⁻¹ · x from the factors.
void large_getrs(TeamLender& teams, int n, int k, const double* lu, const int* pivots, double* x) noexcept;

// x (n × n) = A⁻¹ from the factors.
void large_inverse(TeamLender& teams, int n, const double* lu, const int* pivots, double* x) noexcept;

}  // namespace strided::lapack
