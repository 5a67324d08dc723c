#include "native/kernels/factor_table.h"
#include "native/kernels/families.h"
#include "native/kernels/linalg/lu_panel.h"
#include "native/kernels/linalg/small_eigen.h"

// The kernels of factor_table.h.
namespace strided::STRIDED_LEVEL {
namespace {

bool small_eigen(int n, double* a, double* w, bool vectors) noexcept {
    if (n <= 0 || n > kSmallEigen) return n == 0;
    return SmallEigen(n, a, w, vectors).run();
}

}  // namespace

const FactorKernels& factor_kernels() noexcept {
    static constexpr FactorKernels kernels{LuPanel::factor, LuPanel::solve_unit_lower, LuPanel::subtract_product,
                                           LuPanel::exchange_rows, small_eigen};
    return kernels;
}

}  // namespace strided::STRIDED_LEVEL
