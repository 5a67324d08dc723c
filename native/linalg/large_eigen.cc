#include "native/linalg/large_eigen.h"

#include <algorithm>
#include <climits>
#include <cmath>
#include <cstring>

#include "native/core/limits.h"
#include "native/linalg/blas_threads.h"
#include "native/linalg/lapack.h"
#include "native/linalg/tridiagonal.h"

namespace strided::lapack {
namespace {

constexpr double kLeastElement = 1e-140;
constexpr double kGreatestElement = 1e140;
// Columns of the vectors that a thread takes at least; with these LAPACK's step has room enough in the work space.
constexpr int64_t kColumns = 64;

int capped(int64_t length) noexcept { return static_cast<int>(std::min<int64_t>(length, INT_MAX)); }

}  // namespace

bool LargeEigen::prepare(int n) noexcept {
    n_ = n;
    int64_t square;
    if (!checked_mul(n, int64_t{n} * 3 * int64_t{sizeof(double)}, &square)) return false;
    length_ = tridiagonal_doubles(n);
    z_ = reinterpret_cast<double*>(memory_[0].allocate(int64_t{n} * n * int64_t{sizeof(double)}));
    work_ = reinterpret_cast<double*>(memory_[1].allocate(length_ * int64_t{sizeof(double)}));
    numbers_ = reinterpret_cast<double*>(memory_[2].allocate(3 * int64_t{n} * int64_t{sizeof(double)}));
    integers_ = reinterpret_cast<int*>(memory_[3].allocate((tridiagonal_integers(n) + n + 3) * int64_t{sizeof(int)}));
    order_ = integers_ == nullptr ? nullptr : integers_ + tridiagonal_integers(n) + 3;
    return z_ != nullptr && work_ != nullptr && numbers_ != nullptr && integers_ != nullptr;
}

bool LargeEigen::takes(char triangle, const double* a) const noexcept {
    double largest = 0;
    for (int64_t j = 0; j < n_; j++) {
        const int64_t begin = triangle == 'U' ? 0 : j;
        const int64_t end = triangle == 'U' ? j + 1 : n_;
        for (int64_t i = begin; i < end; i++) largest = std::max(largest, std::fabs(a[i + j * n_]));
    }
    return largest == 0 || (largest >= kLeastElement && largest <= kGreatestElement);
}

int LargeEigen::solve(Workers& workers, char triangle, double* a, double* w) noexcept {
    double* const e = numbers_;
    double* const tau = numbers_ + n_;
    double* const d = numbers_ + 2 * int64_t{n_};
    int lwork = capped(length_);
    int info = 0;
    // BLAS' own threads gain next to nothing here, and go on spinning for a while when they are done.
    const BlasUse use(BlasUse::By::pool);
    dsytrd_(&triangle, &n_, a, &n_, d, e, tau, work_, &lwork, &info, 1);
    if (info != 0) return info;
    info = tridiagonal_eigen(workers, n_, d, e, z_, order_, work_, integers_);
    if (info < 0) {
        int liwork = capped(tridiagonal_integers(n_) + 3);
        dstedc_("I", &n_, d, e, z_, &n_, work_, &lwork, integers_, &liwork, &info, 1);
        for (int i = 0; i < n_; i++) order_[i] = i;
    }
    if (info != 0) return info;
    for (int i = 0; i < n_; i++) w[i] = d[order_[i]];
    workers.for_ranges(n_, kColumns, [&](int64_t begin, int64_t end) {
        const int columns = static_cast<int>(end - begin);
        const int length = capped(2 * int64_t{n_} * columns);
        int failed = 0;
        dormtr_("L", &triangle, "N", &n_, &columns, a, &n_, tau, z_ + begin * n_, &n_, work_ + 2 * begin * n_, &length,
                &failed, 1, 1, 1);
    });
    return 0;
}

void LargeEigen::vectors(int64_t begin, int64_t end, double* to) const noexcept {
    for (int64_t k = begin; k < end; k++) {
        std::memcpy(to + k * n_, z_ + int64_t{order_[k]} * n_, static_cast<size_t>(n_) * sizeof(double));
    }
}

}  // namespace strided::lapack
