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

// Whether one element costs enough (divisions, polynomials, conversions from float16) that strided operands are worth
// gathering into blocks for the vector loop; other operations are done where they lie. Operations that are
// heavy say so by a member kHeavy.
template <class Op, class T>
inline constexpr bool kIsHeavy = kSame<T, Half> || requires {
    Op::kHeavy;
};

// Short enough to stay in the first-level cache with three operands of any type.
inline constexpr int64_t kGatherBlock = 256;
inline constexpr int64_t kGatherLeast = 8;

// Every second element comes in vectors: the compiler takes them apart by shuffles.
template <class T>
[[gnu::noinline]] void gather(const char* __restrict from, int64_t step, T* __restrict to, int64_t n) noexcept {
    if (step == 2 * sizeof(T)) {
        const T* pairs = reinterpret_cast<const T*>(from);
        for (int64_t i = 0; i < n; i++) to[i] = pairs[2 * i];
        return;
    }
    for (int64_t i = 0; i < n; i++) to[i] = *reinterpret_cast<const T*>(from + i * step);
}

template <class T>
[[gnu::noinline]] void repeat(T* to, int64_t n) noexcept {
    const T value = to[0];
    for (int64_t i = 1; i < n; i++) to[i] = value;
}

template <class T>
[[gnu::noinline]] void scatter(const T* from, char* to, int64_t step, int64_t n) noexcept {
    for (int64_t i = 0; i < n; i++) *reinterpret_cast<T*>(to + i * step) = from[i];
}

// A block of a strided operand as a contiguous one.
template <class T>
[[gnu::always_inline]] inline const T* gathered(const char* from, int64_t step, T* buffer, int64_t n) noexcept {
    if (step == sizeof(T)) return reinterpret_cast<const T*>(from);
    gather(from, step, buffer, n);
    return buffer;
}

// Keeps a loop over any strides scalar: vectors built and taken apart element by element are slower.
[[gnu::always_inline]] inline void keep_scalar() noexcept { asm volatile(""); }

template <class A, class R, class F>
[[gnu::always_inline]] inline void unary_contiguous(const A* a, R* r, int64_t n, F f) noexcept {
    STRIDED_INDEPENDENT
    for (int64_t i = 0; i < n; i++) r[i] = Stored<R>::from(f(to_lane(a[i])));
}

template <class A, class R, class F>
[[gnu::always_inline]] inline void unary_loop(char* const* data, const int64_t* strides, int64_t n, F f) noexcept {
    const int64_t step_a = strides[0];
    const int64_t step_r = strides[1];
    const bool packed = step_r == sizeof(R);
    const bool same = packed && step_a == 0;
    const bool whole = same || (packed && step_a == sizeof(A));
    if (kIsHeavy<F, A> || whole || (packed && step_a == 2 * sizeof(A))) {
        // One loop for all layouts: a contiguous run is a single block, and so is an element that repeats.
        const int64_t different = same && n > 1 ? 1 : n;
        const int64_t block = whole ? different : kGatherBlock;
        alignas(64) A in[kGatherBlock];
        alignas(64) R out[kGatherBlock];
        for (int64_t start = 0; start < different; start += block) {
            const int64_t count = different - start < block ? different - start : block;
            const char* from = data[0] + start * step_a;
            const A* a = whole ? reinterpret_cast<const A*>(from) : gathered<A>(from, step_a, in, count);
            char* to = data[1] + start * step_r;
            unary_contiguous(a, packed ? reinterpret_cast<R*>(to) : out, count, f);
            if (kIsHeavy<F, A> && !packed) scatter(out, to, step_r, count);
        }
        if (same && n > 1) repeat(reinterpret_cast<R*>(data[1]), n);
        return;
    }
    const char* a = data[0];
    char* r = data[1];
#pragma GCC unroll 4
    for (int64_t i = 0; i < n; i++) {
        const A value = *reinterpret_cast<const A*>(a + i * step_a);
        *reinterpret_cast<R*>(r + i * step_r) = Stored<R>::from(f(to_lane(value)));
        keep_scalar();
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
    if constexpr (kIsHeavy<F, A>) {
        if (n >= kGatherLeast) {
            alignas(64) A left[kGatherBlock];
            alignas(64) B right[kGatherBlock];
            alignas(64) R out[kGatherBlock];
            for (int64_t start = 0; start < n; start += kGatherBlock) {
                const int64_t count = n - start < kGatherBlock ? n - start : kGatherBlock;
                const A* a = gathered<A>(data[0] + start * step_a, step_a, left, count);
                const B* b = gathered<B>(data[1] + start * step_b, step_b, right, count);
                char* to = data[2] + start * step_r;
                R* r = step_r == sizeof(R) ? reinterpret_cast<R*>(to) : out;
                STRIDED_INDEPENDENT
                for (int64_t i = 0; i < count; i++) r[i] = Stored<R>::from(f(to_lane(a[i]), to_lane(b[i])));
                if (step_r != sizeof(R)) scatter(out, to, step_r, count);
            }
            return;
        }
    }
    const char* a = data[0];
    const char* b = data[1];
    char* r = data[2];
#pragma GCC unroll 4
    for (int64_t i = 0; i < n; i++) {
        const A left = *reinterpret_cast<const A*>(a + i * step_a);
        const B right = *reinterpret_cast<const B*>(b + i * step_b);
        *reinterpret_cast<R*>(r + i * step_r) = Stored<R>::from(f(to_lane(left), to_lane(right)));
        keep_scalar();
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
