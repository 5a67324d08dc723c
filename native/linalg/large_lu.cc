#include "native/linalg/large_lu.h"

#include <cblas.h>

#include <algorithm>

#include "native/linalg/blas_threads.h"

namespace strided::lapack {
namespace {

// Columns of one panel; wider ones make the products with what is left of the matrix faster, and the panels slower.
constexpr int64_t kPanel = 64;
constexpr int64_t kWidePanel = 128;
constexpr int64_t kWideFrom = 1536;
// Columns that a thread takes at least.
constexpr int64_t kColumns = 48;

}  // namespace

int large_getrf(const FactorKernels& kernels, Workers& workers, int n, double* a, int* pivots) noexcept {
    const BlasUse use(BlasUse::By::pool);
    const int64_t order = n;
    const int64_t width = order >= kWideFrom ? kWidePanel : kPanel;
    int info = 0;
    for (int64_t first = 0; first < order; first += width) {
        const int64_t end = std::min(first + width, order);
        double* const panel = a + first + first * order;
        const int found = kernels.lu_panel(order - first, end - first, panel, order, pivots + first);
        if (info == 0 && found != 0) info = found + static_cast<int>(first);
        for (int64_t i = first; i < end; i++) pivots[i] += static_cast<int>(first);
        workers.for_ranges(order - end, kColumns, [&](int64_t begin, int64_t stop) {
            double* const right = a + (end + begin) * order;
            kernels.exchange_rows(stop - begin, right, order, first, end, pivots);
            kernels.solve_unit_lower(end - first, stop - begin, panel, order, right + first, order);
            cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, static_cast<int>(order - end),
                        static_cast<int>(stop - begin), static_cast<int>(end - first), -1, panel + (end - first), n,
                        right + first, n, 1, right + end, n);
        });
    }
    // What lies left of a panel takes its exchanges last, each column once.
    workers.for_ranges(order, kColumns, [&](int64_t begin, int64_t stop) {
        for (int64_t j = begin; j < stop;) {
            const int64_t next = std::min((j / width + 1) * width, stop);
            kernels.exchange_rows(next - j, a + j * order, order, std::min((j / width + 1) * width, order), order,
                                  pivots);
            j = next;
        }
    });
    for (int64_t i = 0; i < order; i++) pivots[i]++;
    return info;
}

}  // namespace strided::lapack
