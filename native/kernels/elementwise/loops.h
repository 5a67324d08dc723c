#pragma once
#include <cstdint>

#include "native/kernels/elementwise/lanes.h"

// The drivers of elementwise kernels: an operation on one element becomes a loop over n, in variants that the compiler
// vectorises: contiguous, one operand scalar (stride 0), any stride.
// An output may be exactly an input, so pointers are not restrict; "ivdep" says that no iteration
// reads what another wrote, which is all the contract of ElementwiseFn promises.
#if defined(__clang__)
#define STRIDED_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define STRIDED_INDEPENDENT _Pragma("GCC ivdep")
#endif

namespace strided::STRIDED_LEVEL {

template <class A, class R, class F>
[[gnu::always_inline]] inline void unary_loop(char* const* data, const int64_t* strides, int64_t n, F f) noexcept {
    const int64_t step_a = strides[0];
    const int64_t step_r = strides[1];
    if (step_r == sizeof(R) && step_a == sizeof(A)) {
        const A* a = reinterpret_cast<const A*>(data[0]);
        R* r = reinterpret_cast<R*>(data[1]);
        STRIDED_INDEPENDENT
        for (int64_t i = 0; i < n; i++) r[i] = Stored<R>::from(f(to_lane(a[i])));
        return;
    }
    const char* a = data[0];
    char* r = data[1];
    STRIDED_INDEPENDENT
    for (int64_t i = 0; i < n; i++) {
        const A value = *reinterpret_cast<const A*>(a + i * step_a);
        *reinterpret_cast<R*>(r + i * step_r) = Stored<R>::from(f(to_lane(value)));
    }
}

template <class A, class B, class R, class F>
[[gnu::always_inline]] inline void binary_loop(char* const* data, const int64_t* strides, int64_t n, F f) noexcept {
    const int64_t step_a = strides[0];
    const int64_t step_b = strides[1];
    const int64_t step_r = strides[2];
    if (step_r == sizeof(R)) {
        const A* a = reinterpret_cast<const A*>(data[0]);
        const B* b = reinterpret_cast<const B*>(data[1]);
        R* r = reinterpret_cast<R*>(data[2]);
        if (step_a == sizeof(A) && step_b == sizeof(B)) {
            STRIDED_INDEPENDENT
            for (int64_t i = 0; i < n; i++) r[i] = Stored<R>::from(f(to_lane(a[i]), to_lane(b[i])));
            return;
        }
        if (step_a == 0 && step_b == sizeof(B) && n > 0) {
            const auto scalar = to_lane(*a);
            STRIDED_INDEPENDENT
            for (int64_t i = 0; i < n; i++) r[i] = Stored<R>::from(f(scalar, to_lane(b[i])));
            return;
        }
        if (step_b == 0 && step_a == sizeof(A) && n > 0) {
            const auto scalar = to_lane(*b);
            STRIDED_INDEPENDENT
            for (int64_t i = 0; i < n; i++) r[i] = Stored<R>::from(f(to_lane(a[i]), scalar));
            return;
        }
    }
    const char* a = data[0];
    const char* b = data[1];
    char* r = data[2];
    STRIDED_INDEPENDENT
    for (int64_t i = 0; i < n; i++) {
        const A left = *reinterpret_cast<const A*>(a + i * step_a);
        const B right = *reinterpret_cast<const B*>(b + i * step_b);
        *reinterpret_cast<R*>(r + i * step_r) = Stored<R>::from(f(to_lane(left), to_lane(right)));
    }
}

// The same as kernels: one function per operation (a stateless functor) and types.
template <class Op, class A, class R>
void unary_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    unary_loop<A, R>(data, strides, n, Op{});
}

template <class Op, class A, class B, class R>
void binary_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    binary_loop<A, B, R>(data, strides, n, Op{});
}

// Complex operations that act on both parts alike run as real ones over twice the elements where that is contiguous.
template <class Op, class T>
void unary_parts_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    if (strides[0] == sizeof(Complex<T>) && strides[1] == sizeof(Complex<T>)) {
        const int64_t parts[2] = {sizeof(T), sizeof(T)};
        unary_loop<T, T>(data, parts, 2 * n, Op{});
        return;
    }
    unary_loop<Complex<T>, Complex<T>>(data, strides, n, [](Complex<T> a) {
        return Complex<T>{Op{}(a.re), Op{}(a.im)};
    });
}

template <class Op, class T>
void binary_parts_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    constexpr int64_t kItem = sizeof(Complex<T>);
    if (strides[0] == kItem && strides[1] == kItem && strides[2] == kItem) {
        const int64_t parts[3] = {sizeof(T), sizeof(T), sizeof(T)};
        binary_loop<T, T, T>(data, parts, 2 * n, Op{});
        return;
    }
    binary_loop<Complex<T>, Complex<T>, Complex<T>>(data, strides, n, [](Complex<T> a, Complex<T> b) {
        return Complex<T>{Op{}(a.re, b.re), Op{}(a.im, b.im)};
    });
}

}  // namespace strided::STRIDED_LEVEL
