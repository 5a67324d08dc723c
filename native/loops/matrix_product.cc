#include "native/loops/matrix_product.h"

#include <algorithm>
#include <atomic>
#include <cstring>

#include "native/kernels/small_product_limits.h"
#include "native/kernels/thin_product_limits.h"
#include "native/linalg/blas_product.h"
#include "native/linalg/blas_threads.h"
#include "native/loops/elementwise.h"
#include "native/loops/long_vectors.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

// Fewer rows are no loss to BLAS.
constexpr int64_t kThinRows = 32;
constexpr int64_t kTallRows = 2048;
constexpr int64_t kMostTallColumns = 64;

// A rough cost of one pair of matrices.
double nanoseconds_of(int64_t m, int64_t k, int64_t n) noexcept {
    return 0.1 * static_cast<double>(m) * static_cast<double>(k) * static_cast<double>(n);
}

struct Pair {
    char* a;
    char* b;
    char* c;
};

// Axes of length 1 go; neighbours that all operands walk as one axis become one.
void merge_stack(MatrixProductCall* call) noexcept {
    MatrixStack* const stacks[3] = {&call->a, &call->b, &call->c};
    int kept = 0;
    for (int i = 0; i < call->ndim; i++) {
        if (call->shape[i] == 1) continue;
        bool merges = kept > 0;
        for (MatrixStack* stack : stacks) {
            merges = merges && stack->strides[kept - 1] == stack->strides[i] * call->shape[i];
        }
        if (merges) {
            kept--;
            call->shape[kept] *= call->shape[i];
        } else {
            call->shape[kept] = call->shape[i];
        }
        for (MatrixStack* stack : stacks) stack->strides[kept] = stack->strides[i];
        kept++;
    }
    call->ndim = kept;
}

// A stack of matrices times one matrix is one tall product.
void join_rows(MatrixProductCall* call) noexcept {
    if (call->ndim != 1 || call->b.strides[0] != 0 || call->n == 1) return;
    const bool single = call->m == 1;
    // BLAS writes rows one after another.
    if (single && call->c.strides[0] < call->n * item_size(call->dtype)) return;
    if (!single && (call->a.strides[0] != call->m * call->a.row || call->c.strides[0] != call->m * call->c.row)) return;
    if (single) {
        call->a.row = call->a.strides[0];
        call->c.row = call->c.strides[0];
    }
    call->m *= call->shape[0];
    call->ndim = 0;
}

Pair pair_at(const MatrixProductCall& call, int64_t index) noexcept {
    Pair pair{call.a.data, call.b.data, call.c.data};
    for (int i = call.ndim - 1; i >= 0; i--) {
        const int64_t at = index % call.shape[i];
        index /= call.shape[i];
        pair.a += at * call.a.strides[i];
        pair.b += at * call.b.strides[i];
        pair.c += at * call.c.strides[i];
    }
    return pair;
}

void fill_zeros(const MatrixProductCall& call, int64_t batches) noexcept {
    const auto size = static_cast<size_t>(item_size(call.dtype));
    for (int64_t batch = 0; batch < batches; batch++) {
        char* c = pair_at(call, batch).c;
        for (int64_t i = 0; i < call.m; i++) {
            for (int64_t j = 0; j < call.n; j++) std::memset(c + i * call.c.row + j * call.c.col, 0, size);
        }
    }
}

template <class T>
void conjugate_all(char* data, int64_t n) noexcept {
    Complex<T>* values = reinterpret_cast<Complex<T>*>(data);
    for (int64_t i = 0; i < n; i++) values[i].im = -values[i].im;
}

// A contiguous copy of one matrix, conjugated where asked.
class MatrixCopy {
  public:
    Status make(const KernelTable& kernels, ThreadPool& pool, DType dtype, bool conjugate, Matrix* matrix) noexcept {
        const int size = item_size(dtype);
        int64_t bytes;
        if (!checked_mul(matrix->rows, matrix->cols, &bytes) || !checked_mul(bytes, size, &bytes)) {
            return Status::out_of_memory;
        }
        if (data_ == nullptr) data_ = scratch_.allocate(bytes);
        if (data_ == nullptr) return Status::out_of_memory;
        ElementwiseCall copy;
        copy.loop = nullptr;
        copy.nin = 1;
        copy.nout = 1;
        copy.masked = false;
        copy.ndim = 2;
        copy.shape[0] = matrix->rows;
        copy.shape[1] = matrix->cols;
        copy.operands[0] = {matrix->data, dtype, {matrix->row_stride, matrix->col_stride}};
        copy.operands[1] = {data_, dtype, {matrix->cols * size, size}};
        const Status status = run_elementwise(kernels, pool, copy);
        if (status != Status::ok) return status;
        if (conjugate) {
            const int64_t n = matrix->rows * matrix->cols;
            dtype == DType::Complex64 ? conjugate_all<float>(data_, n) : conjugate_all<double>(data_, n);
        }
        matrix->data = data_;
        matrix->row_stride = matrix->cols * size;
        matrix->col_stride = size;
        return Status::ok;
    }

  private:
    Scratch scratch_;
    char* data_ = nullptr;
};

// One pair of matrices through BLAS; the copies are kept for the next pair.
Status multiply_by_blas(const KernelTable& kernels, ThreadPool& pool, const MatrixProductCall& call, const Pair& pair,
                        MatrixCopy (&copies)[2]) noexcept {
    Matrix a{pair.a, call.m, call.k, call.a.row, call.a.col};
    Matrix b{pair.b, call.k, call.n, call.b.row, call.b.col};
    const Matrix c{pair.c, call.m, call.n, call.c.row, call.c.col};
    if (call.m == 1 && call.n == 1 && is_blas_vector(a.data, call.k, a.col_stride, call.dtype) &&
        is_blas_vector(b.data, call.k, b.row_stride, call.dtype)) {
        multiply_vectors(call.dtype, a.data, a.col_stride, b.data, b.row_stride, call.k, call.conjugate, c.data);
        return Status::ok;
    }
    const bool reads_a =
        call.m == 1 ? is_blas_vector(a.data, call.k, a.col_stride, call.dtype) : is_blas_readable(a, call.dtype);
    const bool reads_b =
        call.n == 1 ? is_blas_vector(b.data, call.k, b.row_stride, call.dtype) : is_blas_readable(b, call.dtype);
    if (!reads_a || call.conjugate) {
        const Status status = copies[0].make(kernels, pool, call.dtype, call.conjugate, &a);
        if (status != Status::ok) return status;
    }
    if (!reads_b) {
        const Status status = copies[1].make(kernels, pool, call.dtype, false, &b);
        if (status != Status::ok) return status;
    }
    if (call.m == 1 && call.n == 1) {
        multiply_vectors(call.dtype, a.data, a.col_stride, b.data, b.row_stride, call.k, false, c.data);
        return Status::ok;
    }
    return multiply_matrices(call.dtype, a, b, c);
}

class FirstError {
  public:
    void set(Status status) noexcept {
        int none = static_cast<int>(Status::ok);
        status_.compare_exchange_strong(none, static_cast<int>(status));
    }
    Status get() const noexcept { return static_cast<Status>(status_.load()); }

  private:
    std::atomic<int> status_{static_cast<int>(Status::ok)};
};

Status run_blas(const KernelTable& kernels, ThreadPool& pool, const MatrixProductCall& call, int64_t batches) noexcept {
    FirstError error;
    const auto range = [&](ThreadPool& copying, int64_t begin, int64_t end) {
        MatrixCopy copies[2];
        for (int64_t batch = begin; batch < end; batch++) {
            const Status status = multiply_by_blas(kernels, copying, call, pair_at(call, batch), copies);
            if (status != Status::ok) return error.set(status);
        }
    };
    const bool is_short = is_single_threaded_product(call.m, call.k, call.n);
    if (batches == 1 && is_short) {
        range(pool, 0, 1);
        return error.get();
    }
    if (batches == 1 && is_brief_product(call.m, call.k, call.n)) {
        const BlasUse use(BlasUse::By::pool);
        range(pool, 0, 1);
        return error.get();
    }
    // A few large products: threads within each. Many: one thread for each.
    if (!is_short && batches < 2 * pool.threads()) {
        const BlasUse use(BlasUse::By::one_thread);
        range(pool, 0, batches);
        return error.get();
    }
    const BlasUse use(BlasUse::By::pool);
    const double each = 200 + nanoseconds_of(call.m, call.k, call.n);
    pool.for_ranges(batches, static_cast<int64_t>(kGrainNanoseconds / each) + 1, [&](int64_t begin, int64_t end) {
        ThreadPool alone(1);
        range(alone, begin, end);
    });
    return error.get();
}

ProductShape shape_of(const MatrixProductCall& call) noexcept {
    return {call.m, call.k, call.n, call.a.row, call.a.col, call.b.row, call.b.col, call.c.row, call.c.col};
}

// The stack in runs along its last axis.
void run_kernel(ProductFn kernel, ThreadPool& pool, const MatrixProductCall& call, int64_t batches) noexcept {
    const ProductShape shape = shape_of(call);
    const double each = 2 + nanoseconds_of(call.m, call.k, call.n);
    const auto grain = static_cast<int64_t>(kGrainNanoseconds / each) + 1;
    ProductStack stack{1, 0, 0, 0, call.conjugate};
    int64_t length = 1;
    if (call.ndim > 0) {
        const int last = call.ndim - 1;
        length = call.shape[last];
        stack = {length, call.a.strides[last], call.b.strides[last], call.c.strides[last], call.conjugate};
    }
    pool.for_ranges(batches, grain, [&](int64_t begin, int64_t end) {
        ProductStack run = stack;
        for (int64_t first = begin; first < end; first += run.count) {
            const Pair pair = pair_at(call, first);
            run.count = std::min(end - first, length - first % length);
            kernel(pair.a, pair.b, pair.c, shape, run);
        }
    });
}

// One row times a matrix, its columns spread over the threads.
void run_rows(ProductFn kernel, ThreadPool& pool, const MatrixProductCall& call, int64_t batches) noexcept {
    const ProductShape shape = shape_of(call);
    const auto column = kGrainNanoseconds / (0.5 * static_cast<double>(call.k) + 1);
    for (int64_t batch = 0; batch < batches; batch++) {
        const Pair pair = pair_at(call, batch);
        pool.for_ranges(call.n, static_cast<int64_t>(column) + 8, [&](int64_t begin, int64_t end) {
            ProductShape part = shape;
            part.n = end - begin;
            kernel(pair.a, pair.b + begin * shape.b_col, pair.c + begin * shape.c_col, part, {1, 0, 0, 0, false});
        });
    }
}

Status run_tiles(const ProductKernels& kernels, ThreadPool& pool, const MatrixProductCall& call,
                 int64_t batches) noexcept {
    const int64_t down = (call.m + kProductTileRows - 1) / kProductTileRows;
    const int64_t across = (call.n + kProductTileColumns - 1) / kProductTileColumns;
    const double each =
        nanoseconds_of(std::min(call.m, kProductTileRows), call.k, std::min(call.n, kProductTileColumns));
    FirstError error;
    const auto grain = static_cast<int64_t>(kGrainNanoseconds / each) + 1;
    pool.for_ranges(batches * down * across, grain, [&](int64_t begin, int64_t end) {
        Scratch scratch;
        char* memory = scratch.allocate(kernels.scratch_bytes);
        if (memory == nullptr) return error.set(Status::out_of_memory);
        for (int64_t tile = begin; tile < end; tile++) {
            const int64_t i = tile / across % down * kProductTileRows;
            const int64_t j = tile % across * kProductTileColumns;
            const Pair pair = pair_at(call, tile / (down * across));
            ProductShape shape = shape_of(call);
            shape.m = std::min(kProductTileRows, call.m - i);
            shape.n = std::min(kProductTileColumns, call.n - j);
            kernels.tile(pair.a + i * shape.a_row, pair.b + j * shape.b_col, pair.c + i * shape.c_row + j * shape.c_col,
                         shape, memory);
        }
    });
    return error.get();
}

// Whether the kernels for small matrices take it; longer vectors are left to BLAS.
bool is_small(const MatrixProductCall& call) noexcept {
    const int64_t most = std::max({call.m, call.n, call.k});
    if (most <= kSmallProduct) return true;
    return call.dtype == DType::Float32 && most <= kSmallFloatSide && call.m > 1 && call.n > 1;
}

// Whether the right matrices are so narrow that packing the left ones, as BLAS does, would be most of the work.
bool is_thin(const MatrixProductCall& call) noexcept {
    if (call.dtype != DType::Float32 && call.dtype != DType::Float64) return false;
    if (call.n < 2 || call.n > kThinColumns || call.m < kThinRows || call.k < 2) return false;
    const int64_t size = item_size(call.dtype);
    bool is_aligned = reinterpret_cast<uintptr_t>(call.a.data) % static_cast<uintptr_t>(size) == 0;
    for (int i = 0; i < call.ndim; i++) is_aligned = is_aligned && call.a.strides[i] % size == 0;
    return is_aligned && call.a.col == size && call.a.row % size == 0;
}

// Whether many rows meet a small matrix of a dtype that BLAS does not know: tiles would be mostly empty.
bool is_tall(const MatrixProductCall& call) noexcept {
    return call.n <= kSmallProduct && call.k <= kSmallProduct && call.m > kSmallProduct && call.ndim < kMaxDims &&
           call.n > 1 && !is_blas_dtype(call.dtype);
}

// Whether BLAS, which shares columns out, has none to share: complex ones of many rows.
bool is_tall_complex(const MatrixProductCall& call) noexcept {
    return call.dtype >= DType::Complex64 && call.n <= kMostTallColumns && call.n > 1 && call.k <= kMostTallColumns &&
           call.m >= 4 * kTallRows && call.ndim < kMaxDims;
}

// A product of many rows as a stack of products of so many, and one of the rows that are left.
template <class Run>
Status run_by_rows(const MatrixProductCall& call, int64_t rows, int64_t batches, const Run& run) noexcept {
    MatrixProductCall slabs = call;
    slabs.m = rows;
    const int64_t count = call.m / rows;
    slabs.shape[call.ndim] = count;
    slabs.a.strides[call.ndim] = rows * call.a.row;
    slabs.b.strides[call.ndim] = 0;
    slabs.c.strides[call.ndim] = rows * call.c.row;
    slabs.ndim++;
    const Status status = run(slabs, batches * count);
    MatrixProductCall rest = call;
    rest.m = call.m % rows;
    if (status != Status::ok || rest.m == 0) return status;
    rest.a.data += count * rows * call.a.row;
    rest.c.data += count * rows * call.c.row;
    return run(rest, batches);
}

// A few pairs use the threads within each, many one thread for each.
Status run_long_vectors(ThreadPool& pool, const MatrixProductCall& call, int64_t batches) noexcept {
    FirstError error;
    const auto range = [&](ThreadPool& within, int64_t begin, int64_t end) {
        for (int64_t batch = begin; batch < end; batch++) {
            const Pair pair = pair_at(call, batch);
            const Status status = multiply_long_vectors(within, call, pair.a, pair.b, pair.c);
            if (status != Status::ok) return error.set(status);
        }
    };
    if (batches < 2 * pool.threads()) {
        range(pool, 0, batches);
        return error.get();
    }
    const double each = 200 + nanoseconds_of(call.m, call.k, call.n);
    pool.for_ranges(batches, static_cast<int64_t>(kGrainNanoseconds / each) + 1, [&](int64_t begin, int64_t end) {
        ThreadPool alone(1);
        range(alone, begin, end);
    });
    return error.get();
}

// c = bᵀ · aᵀ, transposed: where c is one column, a row times a matrix.
MatrixProductCall transposed(const MatrixProductCall& call) noexcept {
    MatrixProductCall swapped = call;
    swapped.m = call.n;
    swapped.n = call.m;
    swapped.a = call.b;
    swapped.b = call.a;
    std::swap(swapped.a.row, swapped.a.col);
    std::swap(swapped.b.row, swapped.b.col);
    std::swap(swapped.c.row, swapped.c.col);
    return swapped;
}

}  // namespace

Status run_matrix_product(const KernelTable& kernels, ThreadPool& pool, const MatrixProductCall& given) noexcept {
    MatrixProductCall call = given;
    int64_t batches = 1;
    for (int i = 0; i < call.ndim; i++) batches *= call.shape[i];
    if (batches == 0 || call.m == 0 || call.n == 0) return Status::ok;
    if (call.k == 0) {
        fill_zeros(call, batches);
        return Status::ok;
    }
    call.conjugate = call.conjugate && call.dtype >= DType::Complex64;
    merge_stack(&call);
    join_rows(&call);
    batches = 1;
    for (int i = 0; i < call.ndim; i++) batches *= call.shape[i];
    const ProductKernels& own = kernels.products[static_cast<int>(call.dtype)];
    if (is_small(call)) {
        run_kernel(own.small, pool, call, batches);
        return Status::ok;
    }
    if (is_thin(call)) return run_tiles(own, pool, call, batches);
    if (is_tall(call)) {
        return run_by_rows(call, kSmallProduct, batches, [&](const MatrixProductCall& part, int64_t count) {
            run_kernel(own.small, pool, part, count);
            return Status::ok;
        });
    }
    if (is_tall_complex(call)) {
        return run_by_rows(call, kTallRows, batches, [&](const MatrixProductCall& part, int64_t count) {
            return run_blas(kernels, pool, part, count);
        });
    }
    if (is_long_vectors(call)) return run_long_vectors(pool, call, batches);
    if (is_blas_dtype(call.dtype)) return run_blas(kernels, pool, call, batches);
    if (call.n == 1) call = transposed(call);
    if (call.m == 1) {
        if (batches >= 2 * pool.threads() || nanoseconds_of(1, call.k, call.n) < kGrainNanoseconds) {
            run_kernel(own.row, pool, call, batches);
        } else {
            run_rows(own.row, pool, call, batches);
        }
        return Status::ok;
    }
    return run_tiles(own, pool, call, batches);
}

}  // namespace strided
