#include "native/linalg/blas_product.h"

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
    const bool is_plain = m.col_stride == item_size || m.cols <= 1;
    const bool is_column = m.cols <= 1 && m.rows > 1 && m.row_stride == item_size;
    if (is_plain && !is_column) {
        const int64_t leading = m.rows <= 1 ? m.cols : m.row_stride / item_size;
        return {CblasNoTrans, static_cast<blasint>(std::max<int64_t>({1, m.cols, leading}))};
    }
    const int64_t leading = m.cols <= 1 ? m.rows : m.col_stride / item_size;
    return {CblasTrans, static_cast<blasint>(std::max<int64_t>({1, m.rows, leading}))};
}

bool fits(int64_t n) noexcept { return n <= INT_MAX; }

constexpr float kOne32[2] = {1, 0};
constexpr float kZero32[2] = {0, 0};
constexpr double kOne64[2] = {1, 0};
constexpr double kZero64[2] = {0, 0};

template <class T>
T* as(char* data) noexcept {
    return reinterpret_cast<T*>(data);
}
template <class T>
const T* as(const char* data) noexcept {
    return reinterpret_cast<const T*>(data);
}

void gemm(DType dtype, const BlasView& va, const BlasView& vb, blasint m, blasint n, blasint k, const char* a,
          const char* b, char* c, blasint ldc) noexcept {
    switch (dtype) {
        case DType::Float32:
            cblas_sgemm(CblasRowMajor, va.transpose, vb.transpose, m, n, k, 1, as<float>(a), va.leading, as<float>(b),
                        vb.leading, 0, as<float>(c), ldc);
            break;
        case DType::Float64:
            cblas_dgemm(CblasRowMajor, va.transpose, vb.transpose, m, n, k, 1, as<double>(a), va.leading, as<double>(b),
                        vb.leading, 0, as<double>(c), ldc);
            break;
        case DType::Complex64:
            cblas_cgemm(CblasRowMajor, va.transpose, vb.transpose, m, n, k, kOne32, a, va.leading, b, vb.leading,
                        kZero32, c, ldc);
            break;
        default:
            cblas_zgemm(CblasRowMajor, va.transpose, vb.transpose, m, n, k, kOne64, a, va.leading, b, vb.leading,
                        kZero64, c, ldc);
    }
}

// y = op(matrix) · x, y and x of steps in items.
void gemv(DType dtype, CBLAS_TRANSPOSE transpose, blasint rows, blasint cols, const char* matrix, blasint leading,
          const char* x, blasint x_step, char* y, blasint y_step) noexcept {
    switch (dtype) {
        case DType::Float32:
            cblas_sgemv(CblasRowMajor, transpose, rows, cols, 1, as<float>(matrix), leading, as<float>(x), x_step, 0,
                        as<float>(y), y_step);
            break;
        case DType::Float64:
            cblas_dgemv(CblasRowMajor, transpose, rows, cols, 1, as<double>(matrix), leading, as<double>(x), x_step, 0,
                        as<double>(y), y_step);
            break;
        case DType::Complex64:
            cblas_cgemv(CblasRowMajor, transpose, rows, cols, kOne32, matrix, leading, x, x_step, kZero32, y, y_step);
            break;
        default:
            cblas_zgemv(CblasRowMajor, transpose, rows, cols, kOne64, matrix, leading, x, x_step, kZero64, y, y_step);
    }
}

// The upper triangle of op(matrix) · op(matrix)ᵀ.
void syrk(DType dtype, CBLAS_TRANSPOSE transpose, blasint n, blasint k, const char* matrix, blasint leading, char* c,
          blasint ldc) noexcept {
    switch (dtype) {
        case DType::Float32:
            cblas_ssyrk(CblasRowMajor, CblasUpper, transpose, n, k, 1, as<float>(matrix), leading, 0, as<float>(c),
                        ldc);
            break;
        case DType::Float64:
            cblas_dsyrk(CblasRowMajor, CblasUpper, transpose, n, k, 1, as<double>(matrix), leading, 0, as<double>(c),
                        ldc);
            break;
        case DType::Complex64:
            cblas_csyrk(CblasRowMajor, CblasUpper, transpose, n, k, kOne32, matrix, leading, kZero32, c, ldc);
            break;
        default:
            cblas_zsyrk(CblasRowMajor, CblasUpper, transpose, n, k, kOne64, matrix, leading, kZero64, c, ldc);
    }
}

template <class T>
void mirror_upper(char* data, int64_t n, int64_t row_stride) noexcept {
    constexpr int64_t kBlock = 32;
    for (int64_t ib = 0; ib < n; ib += kBlock) {
        for (int64_t jb = 0; jb <= ib; jb += kBlock) {
            for (int64_t i = ib; i < std::min(n, ib + kBlock); i++) {
                T* row = as<T>(data + i * row_stride);
                for (int64_t j = jb; j < std::min(i, jb + kBlock); j++) row[j] = as<T>(data + j * row_stride)[i];
            }
        }
    }
}

// BLAS counts a vector that runs backwards from its lowest address.
const char* lowest(const char* data, int64_t n, int64_t stride) noexcept {
    return stride < 0 ? data + (n - 1) * stride : data;
}

template <class T>
void add_product(const char* a, const char* b, bool conjugate, double (&sum)[2]) noexcept {
    T x[2];
    T y[2];
    std::memcpy(x, a, sizeof(x));
    std::memcpy(y, b, sizeof(y));
    const double re = static_cast<double>(x[0]);
    const double im = conjugate ? -static_cast<double>(x[1]) : static_cast<double>(x[1]);
    sum[0] += re * static_cast<double>(y[0]) - im * static_cast<double>(y[1]);
    sum[1] += re * static_cast<double>(y[1]) + im * static_cast<double>(y[0]);
}

}  // namespace

bool is_blas_readable(const Matrix& m, DType dtype) noexcept {
    const int size = item_size(dtype);
    if (reinterpret_cast<uintptr_t>(m.data) % static_cast<uintptr_t>(item_alignment(dtype)) != 0) return false;
    const auto leads = [&](int64_t unit, int64_t unit_length, int64_t other, int64_t other_length) {
        if (unit_length > 1 && unit != size) return false;
        if (other_length <= 1) return true;
        return other % size == 0 && other / size >= std::max<int64_t>(1, unit_length) && fits(other / size);
    };
    return leads(m.col_stride, m.cols, m.row_stride, m.rows) || leads(m.row_stride, m.rows, m.col_stride, m.cols);
}

bool is_blas_vector(const char* data, int64_t n, int64_t stride, DType dtype) noexcept {
    const int size = item_size(dtype);
    if (reinterpret_cast<uintptr_t>(data) % static_cast<uintptr_t>(item_alignment(dtype)) != 0) return false;
    return n <= 1 || (stride != 0 && stride % size == 0 && fits(std::max(stride, -stride) / size));
}

Status multiply_matrices(DType dtype, const Matrix& a, const Matrix& b, const Matrix& c) noexcept {
    const int64_t m = c.rows;
    const int64_t n = c.cols;
    const int64_t k = a.cols;
    const int size = item_size(dtype);
    if (!fits(m) || !fits(n) || !fits(k)) return Status::invalid_size;
    const auto bm = static_cast<blasint>(m);
    const auto bn = static_cast<blasint>(n);
    const auto bk = static_cast<blasint>(k);
    if (n == 1) {
        const BlasView va = view_of(a, size);
        const bool plain = va.transpose == CblasNoTrans;
        const int64_t step = k > 1 ? b.row_stride : size;
        gemv(dtype, va.transpose, plain ? bm : bk, plain ? bk : bm, a.data, va.leading, lowest(b.data, k, step),
             static_cast<blasint>(step / size), c.data, static_cast<blasint>(m > 1 ? c.row_stride / size : 1));
        return Status::ok;
    }
    const BlasView vb = view_of(b, size);
    if (m == 1) {
        const bool plain = vb.transpose == CblasNoTrans;
        const int64_t step = k > 1 ? a.col_stride : size;
        gemv(dtype, plain ? CblasTrans : CblasNoTrans, plain ? bk : bn, plain ? bn : bk, b.data, vb.leading,
             lowest(a.data, k, step), static_cast<blasint>(step / size), c.data, 1);
        return Status::ok;
    }
    const BlasView va = view_of(a, size);
    const auto ldc = static_cast<blasint>(std::max<int64_t>(n, c.row_stride / size));
    const bool own_transpose =
        a.data == b.data && m == n && k > 1 && a.row_stride == b.col_stride && a.col_stride == b.row_stride;
    if (!own_transpose) {
        gemm(dtype, va, vb, bm, bn, bk, a.data, b.data, c.data, ldc);
        return Status::ok;
    }
    syrk(dtype, va.transpose, bm, bk, a.data, va.leading, c.data, ldc);
    switch (dtype) {
        case DType::Float32:
            mirror_upper<float>(c.data, m, c.row_stride);
            break;
        case DType::Float64:
            mirror_upper<double>(c.data, m, c.row_stride);
            break;
        case DType::Complex64:
            mirror_upper<Complex64>(c.data, m, c.row_stride);
            break;
        default:
            mirror_upper<Complex128>(c.data, m, c.row_stride);
    }
    return Status::ok;
}

void multiply_vectors(DType dtype, const char* a, int64_t a_stride, const char* b, int64_t b_stride, int64_t n,
                      bool conjugate, char* to) noexcept {
    const int size = item_size(dtype);
    constexpr int64_t kChunk = int64_t{1} << 30;
    if (n <= 1) a_stride = b_stride = size;
    // OpenBLAS reads one complex element behind the last of a strided vector, so that it is given all but the last.
    const bool is_overread = dtype >= DType::Complex64 && (a_stride != size || b_stride != size);
    if (is_overread) n--;
    const auto step_a = static_cast<blasint>(a_stride / size);
    const auto step_b = static_cast<blasint>(b_stride / size);
    double sum[2] = {0, 0};
    for (int64_t first = 0; first < n; first += kChunk) {
        const int64_t count = std::min(kChunk, n - first);
        const auto length = static_cast<blasint>(count);
        const char* x = lowest(a + first * a_stride, count, a_stride);
        const char* y = lowest(b + first * b_stride, count, b_stride);
        double part64[2] = {0, 0};
        float part32[2] = {0, 0};
        switch (dtype) {
            case DType::Float32:
                part64[0] = cblas_sdot(length, as<float>(x), step_a, as<float>(y), step_b);
                break;
            case DType::Float64:
                part64[0] = cblas_ddot(length, as<double>(x), step_a, as<double>(y), step_b);
                break;
            case DType::Complex64:
                (conjugate ? cblas_cdotc_sub : cblas_cdotu_sub)(length, x, step_a, y, step_b, part32);
                part64[0] = part32[0];
                part64[1] = part32[1];
                break;
            default:
                (conjugate ? cblas_zdotc_sub : cblas_zdotu_sub)(length, x, step_a, y, step_b, part64);
        }
        sum[0] += part64[0];
        sum[1] += part64[1];
    }
    if (is_overread) {
        const auto add = dtype == DType::Complex64 ? add_product<float> : add_product<double>;
        add(a + n * a_stride, b + n * b_stride, conjugate, sum);
    }
    const float narrow[2] = {static_cast<float>(sum[0]), static_cast<float>(sum[1])};
    const bool is_narrow = dtype == DType::Float32 || dtype == DType::Complex64;
    std::memcpy(to, is_narrow ? static_cast<const void*>(narrow) : sum, static_cast<size_t>(size));
}

}  // namespace strided
