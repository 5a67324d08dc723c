#include "native/linalg/blas_threads.h"

#include <cblas.h>

namespace strided {

void set_blas_threads(int threads) noexcept { openblas_set_num_threads(threads); }

}  // namespace strided
