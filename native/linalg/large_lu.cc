#include "native/linalg/large_lu.h"

#include <cblas.h>

#include <algorithm>
#include <cstring>

#include "native/linalg/blas_threads.h"
#include "native/linalg/lapack.h"

namespace strided::lapack {
namespace {

// Columns of one panel; wider ones make the products with what is left of the matrix faster, and the panels slower.
constexpr int64_t kPanel = 64;
constexpr int64_t kWidePanel = 128;
constexpr int64_t kWideFrom = 1536;
// Columns that a thread takes at least.
constexpr int64_t kColumns = 48;
// Right sides that a thread takes at least.
constexpr int64_t kSides = 8;

}  // namespace

int large_getrf(const FactorKernels& kernels, TeamLender& teams, int n, double* a, int* pivots) noexcept {
    const BlasUse use(BlasUse::By::pool);
    const int64_t order = n;
    const int64_t width = order >= kWideFrom ? kWidePanel : kPanel;
    int info = 0;
    const auto factor_panel = [&](int64_t first, int64_t end) {
        const int found =
            kernels.lu_panel(order - first, end - first, a + first + first * order, order, pivots + first);
        if (info == 0 && found != 0) info = found + static_cast<int>(first);
        for (int64_t i = first; i < end; i++) pivots[i] += static_cast<int>(first);
    };
    // Takes panel first … end off columns begin … stop.
    const auto update = [&](int64_t first, int64_t end, int64_t begin, int64_t stop) {
        const double* const panel = a + first + first * order;
        double* const right = a + begin * order;
        kernels.exchange_rows(stop - begin, right, order, first, end, pivots);
        kernels.solve_unit_lower(end - first, stop - begin, panel, order, right + first, order);
        cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, static_cast<int>(order - end),
                    static_cast<int>(stop - begin), static_cast<int>(end - first), -1, panel + (end - first), n,
                    right + first, n, 1, right + end, n);
    };
    teams.lead([&](Workers& workers) {
        factor_panel(0, std::min(width, order));
        for (int64_t first = 0; first + width < order; first += width) {
            const int64_t end = first + width;
            const int64_t next = std::min(end + width, order);
            // The next panel comes first, so that it is factored while others update what is right of it.
            const int64_t rest = order - next;
            const int64_t parts = std::min<int64_t>((rest + kColumns - 1) / kColumns, 4 * workers.threads());
            workers.for_each(parts + 1, [&](int64_t piece) {
                if (piece == 0) {
                    update(first, end, end, next);
                    factor_panel(end, next);
                } else {
                    update(first, end, next + rest * (piece - 1) / parts, next + rest * piece / parts);
                }
            });
        }
        // What lies left of a panel takes its exchanges last, each column once.
        workers.for_ranges(order, kColumns, [&](int64_t begin, int64_t stop) {
            for (int64_t j = begin; j < stop;) {
                const int64_t end = (j / width + 1) * width;
                const int64_t next = std::min(end, stop);
                kernels.exchange_rows(next - j, a + j * order, order, std::min(end, order), order, pivots);
                j = next;
            }
        });
    });
    for (int64_t i = 0; i < order; i++) pivots[i]++;
    return info;
}

void large_getrs(TeamLender& teams, int n, int k, const double* lu, const int* pivots, double* x) noexcept {
    const BlasUse use(BlasUse::By::pool);
    const auto part = [&](int64_t begin, int64_t end) {
        getrs(n, static_cast<int>(end - begin), lu, n, pivots, x + begin * n, n);
    };
    if (k < 2 * kSides) return part(0, k);
    teams.lead([&](Workers& workers) { workers.for_ranges(k, kSides, part); });
}

void large_inverse(TeamLender& teams, int n, const double* lu, const int* pivots, double* x) noexcept {
    const BlasUse use(BlasUse::By::pool);
    const int64_t order = n;
    // More pieces than threads: the first ones are the longest.
    const int64_t pieces = std::max<int64_t>(1, std::min<int64_t>(order / kColumns, 4 * teams.threads()));
    const auto columns_of = [&](int64_t piece) {
        const int64_t begin = order * piece / pieces;
        const int64_t end = order * (piece + 1) / pieces;
        const int columns = static_cast<int>(end - begin);
        double* const part = x + begin * order;
        std::memset(part, 0, static_cast<size_t>(order * columns) * sizeof(double));
        for (int64_t j = begin; j < end; j++) x[j + j * order] = 1;
        // Above their ones the columns stay zero while L is taken off.
        cblas_dtrsm(CblasColMajor, CblasLeft, CblasLower, CblasNoTrans, CblasUnit, static_cast<int>(order - begin),
                    columns, 1, lu + begin + begin * order, n, part + begin, n);
        cblas_dtrsm(CblasColMajor, CblasLeft, CblasUpper, CblasNoTrans, CblasNonUnit, n, columns, 1, lu, n, part, n);
    };
    teams.lead([&](Workers& workers) { workers.for_each(pieces, columns_of); });
    // The exchanges of rows are those of the inverse's columns, in the opposite order.
    for (int64_t j = order - 1; j >= 0; j--) {
        const int64_t other = pivots[j] - 1;
        if (other != j) std::swap_ranges(x + j * order, x + (j + 1) * order, x + other * order);
    }
}

}  // namespace strided::lapack
