#pragma once
#include "native/kernels/elementwise/complex_math.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/simd.h"

namespace strided::STRIDED_LEVEL {

// -x by its bits: where the compiler may choose between a negation and a fused multiply-subtract, NaNs come out with
// either sign.
[[gnu::always_inline]] inline double flipped(double x) noexcept { return double_of(bits_of(x) ^ (uint64_t{1} << 63)); }
[[gnu::always_inline]] inline float flipped(float x) noexcept { return float_of(bits_of(x) ^ (uint32_t{1} << 31)); }

// One product of each part is fused, as in NumPy's vector loops: it shows where parts cancel or overflow.
template <class T>
[[gnu::always_inline]] inline Complex<T> complex_multiply(Complex<T> a, Complex<T> b) noexcept {
    return {fused(a.re, b.re, flipped(a.im * b.im)), fused(a.re, b.im, a.im * b.re)};
}

// Complex multiplication of contiguous operands in vectors of interleaved parts, the same operations as
// complex_multiply.
template <class T>
struct ProductVectors {
    using D = hn::ScalableTag<T>;
    using V = hn::Vec<D>;

    // Elements per vector.
    static int64_t width() noexcept { return static_cast<int64_t>(hn::Lanes(D())) / 2; }

    static V load(const Complex<T>* from) noexcept { return hn::LoadU(D(), reinterpret_cast<const T*>(from)); }
    static V spread(Complex<T> value) noexcept { return hn::OddEven(hn::Set(D(), value.im), hn::Set(D(), value.re)); }
    static void store(V value, Complex<T>* to) noexcept { hn::StoreU(value, D(), reinterpret_cast<T*>(to)); }

    static V multiply(V a, V b) noexcept {
        const D d;
        const V minus_even = hn::OddEven(hn::Zero(d), hn::Set(d, static_cast<T>(-0.0)));
        const V crossed = hn::Mul(hn::DupOdd(a), hn::Reverse2(d, b));
        return hn::MulAdd(hn::DupEven(a), b, hn::Xor(crossed, minus_even));
    }
    static V conjugate(V a) noexcept {
        const D d;
        return hn::Xor(a, hn::OddEven(hn::Set(d, static_cast<T>(-0.0)), hn::Zero(d)));
    }
};

// Without FMA the vectors would round differently from complex_multiply: the plain loop does all there.
template <class T>
void complex_multiply_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    using Vectors = ProductVectors<T>;
    constexpr int64_t kItem = sizeof(Complex<T>);
    const bool steps_fit = (strides[0] == kItem || strides[0] == 0) && (strides[1] == kItem || strides[1] == 0);
    int64_t done = 0;
    if (kHasFma && steps_fit && strides[2] == kItem && n >= Vectors::width()) {
        const Complex<T>* a = reinterpret_cast<const Complex<T>*>(data[0]);
        const Complex<T>* b = reinterpret_cast<const Complex<T>*>(data[1]);
        Complex<T>* r = reinterpret_cast<Complex<T>*>(data[2]);
        const int64_t width = Vectors::width();
        if (strides[0] == 0) {
            const auto left = Vectors::spread(*a);
            for (; done + width <= n; done += width) {
                const auto right = strides[1] == 0 ? Vectors::spread(*b) : Vectors::load(b + done);
                Vectors::store(Vectors::multiply(left, right), r + done);
            }
        } else if (strides[1] == 0) {
            const auto right = Vectors::spread(*b);
            for (; done + width <= n; done += width) {
                Vectors::store(Vectors::multiply(Vectors::load(a + done), right), r + done);
            }
        } else {
            for (; done + width <= n; done += width) {
                Vectors::store(Vectors::multiply(Vectors::load(a + done), Vectors::load(b + done)), r + done);
            }
        }
    }
    char* const rest[3] = {data[0] + done * strides[0], data[1] + done * strides[1], data[2] + done * strides[2]};
    binary_loop<Complex<T>, Complex<T>, Complex<T>>(rest, strides, n - done,
                                                    [](Complex<T> a, Complex<T> b) { return complex_multiply(a, b); });
}

template <class T>
void complex_square_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    char* const twice[3] = {data[0], data[0], data[1]};
    const int64_t steps[3] = {strides[0], strides[0], strides[1]};
    complex_multiply_kernel<T>(twice, steps, n);
}

template <class T>
void complex_conjugate_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    using Vectors = ProductVectors<T>;
    int64_t done = 0;
    if (strides[0] == sizeof(Complex<T>) && strides[1] == sizeof(Complex<T>)) {
        const Complex<T>* a = reinterpret_cast<const Complex<T>*>(data[0]);
        Complex<T>* r = reinterpret_cast<Complex<T>*>(data[1]);
        const int64_t width = Vectors::width();
        for (; done + width <= n; done += width) Vectors::store(Vectors::conjugate(Vectors::load(a + done)), r + done);
    }
    char* const rest[2] = {data[0] + done * strides[0], data[1] + done * strides[1]};
    unary_loop<Complex<T>, Complex<T>>(rest, strides, n - done, [](Complex<T> a) { return Complex<T>{a.re, -a.im}; });
}

}  // namespace strided::STRIDED_LEVEL
