#pragma once

namespace strided {

// BLAS has one pool of its own for the process.
void set_blas_threads(int threads) noexcept;

}  // namespace strided
