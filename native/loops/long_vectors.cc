#include "native/loops/long_vectors.h"

#include <algorithm>

#include "native/linalg/blas_product.h"
#include "native/loops/elementwise.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

constexpr int64_t kMostVectors = 4;
constexpr int64_t kLeastLength = 256;
// Elements: eight pieces of float64 fit into a second-level cache, and OpenBLAS keeps to one thread.
constexpr int64_t kPiece = 4096;

// The sum of every step-th item from `parts` on: one number, or two of a complex item.
template <class T>
void sum_pieces(const char* parts, int64_t pieces, int64_t step, int64_t numbers, char* to) noexcept {
    const T* values = reinterpret_cast<const T*>(parts);
    for (int64_t number = 0; number < numbers; number++) {
        double sum = 0;
        for (int64_t piece = 0; piece < pieces; piece++) sum += static_cast<double>(values[piece * step + number]);
        reinterpret_cast<T*>(to)[number] = static_cast<T>(sum);
    }
}

}  // namespace

bool is_long_vectors(const MatrixProductCall& call) noexcept {
    if (!is_blas_dtype(call.dtype)) return false;
    if (call.m > kMostVectors || call.n > kMostVectors || call.m * call.n == 1 || call.k < kLeastLength) return false;
    const int64_t size = item_size(call.dtype);
    if (call.a.col != size || call.b.row != size || call.a.row % size != 0 || call.b.col % size != 0) return false;
    const auto is_aligned = [&](const MatrixStack& stack) {
        const auto unit = static_cast<uintptr_t>(item_alignment(call.dtype));
        bool aligned = reinterpret_cast<uintptr_t>(stack.data) % unit == 0;
        for (int i = 0; i < call.ndim; i++) aligned = aligned && stack.strides[i] % static_cast<int64_t>(unit) == 0;
        return aligned;
    };
    return is_aligned(call.a) && is_aligned(call.b);
}

Status multiply_long_vectors(ThreadPool& pool, const MatrixProductCall& call, const char* a, const char* b,
                             char* c) noexcept {
    const int64_t size = item_size(call.dtype);
    const int64_t items = call.m * call.n;
    const int64_t pieces = (call.k + kPiece - 1) / kPiece;
    Scratch scratch;
    char* parts = scratch.allocate(pieces * items * size);
    if (parts == nullptr) return Status::out_of_memory;
    // A matrix times its own transpose is symmetric.
    const bool is_symmetric = a == b && call.m == call.n && call.a.row == call.b.col && !call.conjugate;
    const double each = 0.2 * static_cast<double>(std::min(kPiece, call.k) * items);
    pool.for_ranges(pieces, static_cast<int64_t>(kGrainNanoseconds / each) + 1, [&](int64_t begin, int64_t end) {
        for (int64_t piece = begin; piece < end; piece++) {
            const int64_t first = piece * kPiece;
            const int64_t length = std::min(kPiece, call.k - first);
            for (int64_t i = 0; i < call.m; i++) {
                for (int64_t j = is_symmetric ? i : 0; j < call.n; j++) {
                    multiply_vectors(call.dtype, a + i * call.a.row + first * size, size,
                                     b + j * call.b.col + first * size, size, length, call.conjugate,
                                     parts + (piece * items + i * call.n + j) * size);
                }
            }
        }
    });
    const bool is_complex = call.dtype >= DType::Complex64;
    const bool is_single = call.dtype == DType::Float32 || call.dtype == DType::Complex64;
    const int64_t numbers = is_complex ? 2 : 1;
    for (int64_t i = 0; i < call.m; i++) {
        for (int64_t j = 0; j < call.n; j++) {
            const int64_t item = is_symmetric && j < i ? j * call.n + i : i * call.n + j;
            const char* part = parts + item * size;
            char* to = c + i * call.c.row + j * call.c.col;
            (is_single ? sum_pieces<float> : sum_pieces<double>)(part, pieces, items * numbers, numbers, to);
        }
    }
    return Status::ok;
}

}  // namespace strided
