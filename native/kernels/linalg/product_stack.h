#pragma once
#include "native/kernels/linalg/small_product.h"
#include "native/kernels/linalg/tile_product.h"

// Stacks of tiny matrices and of short vectors: a call for each pair would take several times as long as its few
// products. Every sum runs over k in order, by the same steps as in the kernels for larger matrices, so that an
// element's bits depend neither on its place in the stack nor on the strides.
namespace strided::STRIDED_LEVEL {

inline constexpr int64_t kTinySide = 4;

// (m, kDepth) by (kDepth, kColumns): the right matrix stays in registers.
template <class Lanes, int kDepth, int kColumns>
void tiny_products(const char* a, const char* b, char* c, const ProductShape& s, const ProductStack& stack) noexcept {
    using Sum = typename Lanes::Sum;
    const LeftReader<Lanes> read_left(stack.conjugate);
    const ProductShape at = s;
    const ProductStack step = stack;
    for (int64_t pair = 0; pair < step.count; pair++) {
        Sum right[kDepth][kColumns];
#pragma GCC unroll 4
        for (int p = 0; p < kDepth; p++) {
#pragma GCC unroll 4
            for (int j = 0; j < kColumns; j++) right[p][j] = Lanes::read(b + p * at.b_row + j * at.b_col);
        }
        const char* row = a;
        char* to = c;
        for (int64_t i = 0; i < at.m; i++) {
            Sum left[kDepth];
#pragma GCC unroll 4
            for (int p = 0; p < kDepth; p++) left[p] = read_left(row + p * at.a_col);
            Sum sums[kColumns];
#pragma GCC unroll 4
            for (int j = 0; j < kColumns; j++) {
                sums[j] = Sum{};
#pragma GCC unroll 4
                for (int p = 0; p < kDepth; p++) sums[j] = Lanes::multiply_add(sums[j], left[p], right[p][j]);
            }
#pragma GCC unroll 4
            for (int j = 0; j < kColumns; j++) Lanes::write(to + j * at.c_col, sums[j]);
            row += at.a_row;
            to += at.c_row;
        }
        a += step.a;
        b += step.b;
        c += step.c;
    }
}

// A run of pairs of vectors, each `a` and `b` from the one before; strides along the vectors are a_col and b_row.
struct VectorRun {
    int64_t count;
    int64_t a, b, c;
};

template <class Lanes>
void vector_products(const char* a, const char* b, char* c, const ProductShape& s, const VectorRun& run,
                     const LeftReader<Lanes>& read_left) noexcept {
    using Sum = typename Lanes::Sum;
    // Sums that do not wait for each other.
    constexpr int kPairs = 4;
    const int64_t k = s.k;
    const int64_t a_col = s.a_col;
    const int64_t b_row = s.b_row;
    int64_t pair = 0;
    for (; pair + kPairs <= run.count; pair += kPairs) {
        Sum sums[kPairs] = {};
        const char* x = a;
        const char* y = b;
        for (int64_t p = 0; p < k; p++) {
#pragma GCC unroll 4
            for (int i = 0; i < kPairs; i++) {
                sums[i] = Lanes::multiply_add(sums[i], read_left(x + i * run.a), Lanes::read(y + i * run.b));
            }
            x += a_col;
            y += b_row;
        }
#pragma GCC unroll 4
        for (int i = 0; i < kPairs; i++) Lanes::write(c + i * run.c, sums[i]);
        a += kPairs * run.a;
        b += kPairs * run.b;
        c += kPairs * run.c;
    }
    for (; pair < run.count; pair++) {
        Sum sum{};
        for (int64_t p = 0; p < k; p++) {
            sum = Lanes::multiply_add(sum, read_left(a + p * a_col), Lanes::read(b + p * b_row));
        }
        Lanes::write(c, sum);
        a += run.a;
        b += run.b;
        c += run.c;
    }
}

// What is a vector on one side, a few on the other: the longer of the stack and the other side is the run.
template <class Lanes>
void vector_stack(const char* a, const char* b, char* c, const ProductShape& s, const ProductStack& stack) noexcept {
    const LeftReader<Lanes> read_left(stack.conjugate);
    const VectorRun along_stack{stack.count, stack.a, stack.b, stack.c};
    const VectorRun along_rows{s.m, s.a_row, 0, s.c_row};
    const VectorRun along_columns{s.n, 0, s.b_col, s.c_col};
    const VectorRun& side = s.n == 1 ? along_rows : along_columns;
    const bool is_long = side.count < stack.count && side.count < 8;
    const VectorRun& outer = is_long ? side : along_stack;
    const VectorRun& inner = is_long ? along_stack : side;
    for (int64_t i = 0; i < outer.count; i++) {
        vector_products<Lanes>(a, b, c, s, inner, read_left);
        a += outer.a;
        b += outer.b;
        c += outer.c;
    }
}

template <class Lanes>
struct TinyTable {
    template <int kDepth>
    static constexpr ProductFn row[kTinySide] = {tiny_products<Lanes, kDepth, 1>, tiny_products<Lanes, kDepth, 2>,
                                                 tiny_products<Lanes, kDepth, 3>, tiny_products<Lanes, kDepth, 4>};
    static constexpr const ProductFn* kernels[kTinySide] = {row<1>, row<2>, row<3>, row<4>};
};

template <class Lanes>
[[gnu::always_inline]] inline void multiply_small(const char* a, const char* b, char* c, const ProductShape& s,
                                                  const LeftReader<Lanes>&) noexcept {
    small_product<Lanes>(a, b, c, s);
}
template <class T>
[[gnu::always_inline]] inline void multiply_small(const char* a, const char* b, char* c, const ProductShape& s,
                                                  const LeftReader<ComplexLanes<T>>& read_left) noexcept {
    small_complex_product<T>(a, b, c, s, read_left);
}

template <class Lanes>
void small_products(const char* a, const char* b, char* c, const ProductShape& s, const ProductStack& stack) noexcept {
    if (s.k <= kTinySide && s.n <= kTinySide) {
        TinyTable<Lanes>::kernels[s.k - 1][s.n - 1](a, b, c, s, stack);
        return;
    }
    if (s.n == 1 || (s.m == 1 && s.n <= kTinySide)) {
        vector_stack<Lanes>(a, b, c, s, stack);
        return;
    }
    const LeftReader<Lanes> read_left(stack.conjugate);
    for (int64_t pair = 0; pair < stack.count; pair++) {
        multiply_small(a, b, c, s, read_left);
        a += stack.a;
        b += stack.b;
        c += stack.c;
    }
}

template <class Lanes>
void row_products(const char* a, const char* b, char* c, const ProductShape& s, const ProductStack& stack) noexcept {
    for (int64_t pair = 0; pair < stack.count; pair++) {
        row_product<Lanes>(a, b, c, s);
        a += stack.a;
        b += stack.b;
        c += stack.c;
    }
}

}  // namespace strided::STRIDED_LEVEL
