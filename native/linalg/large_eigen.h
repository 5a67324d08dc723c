#pragma once
#include "native/linalg/workers.h"
#include "native/memory/scratch.h"

namespace strided::lapack {

// Fewer rows gain nothing from threads.
inline constexpr int kLargeEigen = 160;

// Eigenvalues and eigenvectors of one large symmetric matrix of float64 on several threads: LAPACK's own steps, of
// which its library spreads only the products.
class LargeEigen {
  public:
    [[nodiscard]] bool prepare(int n) noexcept;

    // Whether squares of the elements of the triangle neither overflow nor vanish.
    bool takes(char triangle, const double* a) const noexcept;

    // Overwrites a (n × n, column-major) and fills w, ascending. Returns LAPACK's info.
    int solve(Workers& workers, char triangle, double* a, double* w) noexcept;

    // Vectors begin … end - 1 as columns of `to` (n × n).
    void vectors(int64_t begin, int64_t end, double* to) const noexcept;

  private:
    int n_ = 0;
    Scratch memory_[4];
    double* z_ = nullptr;
    double* work_ = nullptr;
    double* numbers_ = nullptr;  // e, tau, eigenvalues in their own order
    int* order_ = nullptr;
    int* integers_ = nullptr;
    int64_t length_ = 0;
};

}  // namespace strided::lapack
