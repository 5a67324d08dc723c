#pragma once
#include "native/kernels/elementwise/loops.h"

// Loops of operations with two results or more than two operands. Whatever is not contiguous (or one scalar where that
// is usual) is gathered into blocks, so that each operation is one or two vector loops.
namespace strided::STRIDED_LEVEL {

template <class A, class B>
struct Results {
    A first;
    B second;
};

template <class T>
[[gnu::always_inline]] inline T* block_or(char* to, int64_t step, T* buffer) noexcept {
    return step == sizeof(T) ? reinterpret_cast<T*>(to) : buffer;
}
template <class T>
[[gnu::always_inline]] inline void finish_block(const T* buffer, char* to, int64_t step, int64_t n) noexcept {
    if (step != sizeof(T)) scatter(buffer, to, step, n);
}

// One loop for all layouts, where an element costs more than reading a scalar again; a scalar fills its block once.
template <class Op, class A, class B, class R>
void binary_blocks_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    alignas(64) A left[kGatherBlock];
    alignas(64) B right[kGatherBlock];
    alignas(64) R out[kGatherBlock];
    const bool scalar_a = strides[0] == 0;
    const bool scalar_b = strides[1] == 0;
    const int64_t filled = n < kGatherBlock ? n : kGatherBlock;
    if (scalar_a) gather(data[0], 0, left, filled);
    if (scalar_b) gather(data[1], 0, right, filled);
    const bool contiguous = strides[0] == sizeof(A) && strides[1] == sizeof(B) && strides[2] == sizeof(R);
    const int64_t block = contiguous ? n : kGatherBlock;
    for (int64_t start = 0; start < n; start += block) {
        const int64_t count = n - start < block ? n - start : block;
        const A* a = scalar_a ? left : gathered<A>(data[0] + start * strides[0], strides[0], left, count);
        const B* b = scalar_b ? right : gathered<B>(data[1] + start * strides[1], strides[1], right, count);
        char* const to = data[2] + start * strides[2];
        R* r = block_or(to, strides[2], out);
        STRIDED_INDEPENDENT
        for (int64_t i = 0; i < count; i++) r[i] = Stored<R>::from(Op{}(to_lane(a[i]), to_lane(b[i])));
        finish_block(out, to, strides[2], count);
    }
}

// f gives Results of lanes.
template <class A, class R, class S, class F>
[[gnu::always_inline]] inline void unary_pair_loop(char* const* data, const int64_t* strides, int64_t n, F f) noexcept {
    alignas(64) A in[kGatherBlock];
    alignas(64) R first[kGatherBlock];
    alignas(64) S second[kGatherBlock];
    const bool contiguous = strides[0] == sizeof(A) && strides[1] == sizeof(R) && strides[2] == sizeof(S);
    const int64_t block = contiguous ? n : kGatherBlock;
    for (int64_t start = 0; start < n; start += block) {
        const int64_t count = n - start < block ? n - start : block;
        const A* a = gathered<A>(data[0] + start * strides[0], strides[0], in, count);
        char* const to_first = data[1] + start * strides[1];
        char* const to_second = data[2] + start * strides[2];
        R* r = block_or(to_first, strides[1], first);
        S* s = block_or(to_second, strides[2], second);
        STRIDED_INDEPENDENT
        for (int64_t i = 0; i < count; i++) {
            const auto results = f(to_lane(a[i]));
            r[i] = Stored<R>::from(results.first);
            s[i] = Stored<S>::from(results.second);
        }
        finish_block(first, to_first, strides[1], count);
        finish_block(second, to_second, strides[2], count);
    }
}

template <class Op, class A, class R, class S>
void unary_pair_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    unary_pair_loop<A, R, S>(data, strides, n, Op{});
}

template <class A, class B, class R, class F>
[[gnu::always_inline]] inline void binary_pair_loop(char* const* data, const int64_t* strides, int64_t n,
                                                    F f) noexcept {
    alignas(64) A left[kGatherBlock];
    alignas(64) B right[kGatherBlock];
    alignas(64) R first[kGatherBlock];
    alignas(64) R second[kGatherBlock];
    for (int64_t start = 0; start < n; start += kGatherBlock) {
        const int64_t count = n - start < kGatherBlock ? n - start : kGatherBlock;
        const A* a = gathered<A>(data[0] + start * strides[0], strides[0], left, count);
        const B* b = gathered<B>(data[1] + start * strides[1], strides[1], right, count);
        char* const to_first = data[2] + start * strides[2];
        char* const to_second = data[3] + start * strides[3];
        R* r = block_or(to_first, strides[2], first);
        R* s = block_or(to_second, strides[3], second);
        STRIDED_INDEPENDENT
        for (int64_t i = 0; i < count; i++) {
            const auto results = f(to_lane(a[i]), to_lane(b[i]));
            r[i] = Stored<R>::from(results.first);
            s[i] = Stored<R>::from(results.second);
        }
        finish_block(first, to_first, strides[2], count);
        finish_block(second, to_second, strides[3], count);
    }
}

// One operand and further ones that are usually scalars (bounds, tolerances). f takes the values of operands 0 and
// 1 to kExtra, all of type T.
template <int kExtra, class T, class R, class F>
[[gnu::always_inline]] inline void bounded_loop(char* const* data, const int64_t* strides, int64_t n, F f) noexcept {
    if (n == 0) return;
    bool scalars = true;
    for (int k = 1; k <= kExtra; k++) scalars &= strides[k] == 0;
    alignas(64) T in[kExtra + 1][kGatherBlock];
    alignas(64) R out[kGatherBlock];
    const int64_t step_r = strides[kExtra + 1];
    const bool contiguous = scalars && strides[0] == sizeof(T) && step_r == sizeof(R);
    const int64_t block = contiguous ? n : kGatherBlock;
    Lane<T> fixed[kExtra];
    for (int k = 0; k < kExtra; k++) fixed[k] = to_lane(*reinterpret_cast<const T*>(data[k + 1]));
    for (int64_t start = 0; start < n; start += block) {
        const int64_t count = n - start < block ? n - start : block;
        char* const to = data[kExtra + 1] + start * step_r;
        R* r = block_or(to, step_r, out);
        const T* a = gathered<T>(data[0] + start * strides[0], strides[0], in[0], count);
        if (scalars) {
            if constexpr (kExtra == 2) {
                const Lane<T> x = fixed[0];
                const Lane<T> y = fixed[1];
                STRIDED_INDEPENDENT
                for (int64_t i = 0; i < count; i++) r[i] = Stored<R>::from(f(to_lane(a[i]), x, y));
            } else {
                const Lane<T> x = fixed[0];
                const Lane<T> y = fixed[1];
                const Lane<T> z = fixed[2];
                STRIDED_INDEPENDENT
                for (int64_t i = 0; i < count; i++) r[i] = Stored<R>::from(f(to_lane(a[i]), x, y, z));
            }
        } else {
            const T* more[kExtra];
            for (int k = 0; k < kExtra; k++) {
                more[k] = gathered<T>(data[k + 1] + start * strides[k + 1], strides[k + 1], in[k + 1], count);
            }
            const T* x = more[0];
            const T* y = more[1];
            if constexpr (kExtra == 2) {
                STRIDED_INDEPENDENT
                for (int64_t i = 0; i < count; i++) {
                    r[i] = Stored<R>::from(f(to_lane(a[i]), to_lane(x[i]), to_lane(y[i])));
                }
            } else {
                const T* z = more[2];
                STRIDED_INDEPENDENT
                for (int64_t i = 0; i < count; i++) {
                    r[i] = Stored<R>::from(f(to_lane(a[i]), to_lane(x[i]), to_lane(y[i]), to_lane(z[i])));
                }
            }
        }
        finish_block(out, to, step_r, count);
    }
}

}  // namespace strided::STRIDED_LEVEL
