#include "native/linalg/matmul.h"

#include <cblas.h>

#include <algorithm>
#include <climits>
#include <cstring>

namespace strided {
namespace {

struct BlasView {
    CBLAS_TRANSPOSE transpose;
    blasint leading;
};

// Row-major with its leading dimension, or the transpose of such a matrix.
BlasView view_of(const Matrix& m, int item_size) noexcept {
    if (m.col_stride == item_size || m.cols <= 1) {
        const int64_t leading = m.rows <= 1 ? m.cols : m.row_stride / item_size;
        if (m.cols <= 1 && m.rows > 1 && m.row_stride == item_size) {
            return {CblasTrans, static_cast<blasint>(std::max<int64_t>(1, m.rows))};
        }
        return {CblasNoTrans, static_cast<blasint>(std::max<int64_t>({1, m.cols, leading}))};
    }
    const int64_t leading = m.cols <= 1 ? m.rows : m.col_stride / item_size;
    return {CblasTrans, static_cast<blasint>(std::max<int64_t>({1, m.rows, leading}))};
}

bool fits(int64_t n) noexcept { return n <= INT_MAX; }

}  // namespace

bool is_blas_readable(const Matrix& m, int item_size) noexcept {
    if (reinterpret_cast<uintptr_t>(m.data) % static_cast<uintptr_t>(item_size) != 0) return false;
    const auto leads = [&](int64_t unit, int64_t unit_length, int64_t other, int64_t other_length) {
        if (unit_length > 1 && unit != item_size) return false;
        if (other_length <= 1) return true;
        return other % item_size == 0 && other / item_size >= std::max<int64_t>(1, unit_length) &&
               fits(other / item_size);
    };
    return leads(m.col_stride, m.cols, m.row_stride, m.rows) || leads(m.row_stride, m.rows, m.col_stride, m.cols);
}

Status multiply_matrices(DType dtype, const Matrix& a, const Matrix& b, const Matrix& c) noexcept {
    const int64_t m = c.rows;
    const int64_t n = c.cols;
    const int64_t k = a.cols;
    const int size = item_size(dtype);
    if (!fits(m) || !fits(n) || !fits(k)) return Status::invalid_size;
    if (m == 0 || n == 0) return Status::ok;
    if (k == 0) {
        for (int64_t i = 0; i < m; i++) std::memset(c.data + i * c.row_stride, 0, static_cast<size_t>(n * size));
        return Status::ok;
    }
    const BlasView va = view_of(a, size);
    const BlasView vb = view_of(b, size);
    const auto ldc = static_cast<blasint>(std::max<int64_t>({1, n, m > 1 ? c.row_stride / size : n}));
    const auto bm = static_cast<blasint>(m);
    const auto bn = static_cast<blasint>(n);
    const auto bk = static_cast<blasint>(k);
    if (dtype == DType::Float32) {
        cblas_sgemm(CblasRowMajor, va.transpose, vb.transpose, bm, bn, bk, 1.0F, reinterpret_cast<const float*>(a.data),
                    va.leading, reinterpret_cast<const float*>(b.data), vb.leading, 0.0F,
                    reinterpret_cast<float*>(c.data), ldc);
    } else if (dtype == DType::Float64) {
        cblas_dgemm(CblasRowMajor, va.transpose, vb.transpose, bm, bn, bk, 1.0, reinterpret_cast<const double*>(a.data),
                    va.leading, reinterpret_cast<const double*>(b.data), vb.leading, 0.0,
                    reinterpret_cast<double*>(c.data), ldc);
    } else {
        return Status::bad_argument;
    }
    return Status::ok;
}

}  // namespace strided
