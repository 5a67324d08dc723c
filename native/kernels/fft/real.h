#pragma once
#include "native/kernels/fft/sides.h"

// Between transforms of 2h real numbers and of h complex ones; and products of runs.
namespace strided::STRIDED_LEVEL {

// Places k and h − k together: X[k] = E + W·O and X[h − k] = conj(E − W·O), where E and −i·O are half the sum and half
// the difference of Z[k] and conj Z[h − k].
template <class D, class T>
[[gnu::always_inline]] inline void unpack(D d, const T* in, T* out, int64_t h, const T* twiddle, int64_t k) noexcept {
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    ComplexLanes<D> a, b;
    const int64_t back = h - k - lanes + 1;
    hn::LoadInterleaved2(d, in + 2 * k, a.re, a.im);
    hn::LoadInterleaved2(d, in + 2 * back, b.re, b.im);
    b = {hn::Reverse(d, b.re), hn::Reverse(d, b.im)};
    const hn::Vec<D> half = hn::Set(d, static_cast<T>(0.5));
    const ComplexLanes<D> even{hn::Mul(hn::Add(a.re, b.re), half), hn::Mul(hn::Sub(a.im, b.im), half)};
    const ComplexLanes<D> odd{hn::Mul(hn::Add(a.im, b.im), half), hn::Mul(hn::Sub(b.re, a.re), half)};
    const ComplexLanes<D> turned = times(odd, hn::LoadU(d, twiddle + k), hn::LoadU(d, twiddle + h / 2 + 1 + k));
    hn::StoreInterleaved2(hn::Add(even.re, turned.re), hn::Add(even.im, turned.im), d, out + 2 * k);
    hn::StoreInterleaved2(hn::Reverse(d, hn::Sub(even.re, turned.re)), hn::Reverse(d, hn::Sub(turned.im, even.im)), d,
                          out + 2 * back);
}

// The way back, without the halves: Z[k] = E + i·O and Z[h − k] = conj E + i·conj O, where E = X[k] + conj X[h − k] and
// O = (X[k] − conj X[h − k])·conj W.
template <class D, class T>
[[gnu::always_inline]] inline void pack(D d, const T* in, T* out, int64_t h, const T* twiddle, int64_t k) noexcept {
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    ComplexLanes<D> a, b;
    const int64_t back = h - k - lanes + 1;
    hn::LoadInterleaved2(d, in + 2 * k, a.re, a.im);
    hn::LoadInterleaved2(d, in + 2 * back, b.re, b.im);
    b = {hn::Reverse(d, b.re), hn::Reverse(d, b.im)};
    const ComplexLanes<D> even{hn::Add(a.re, b.re), hn::Sub(a.im, b.im)};
    const ComplexLanes<D> difference{hn::Sub(a.re, b.re), hn::Add(a.im, b.im)};
    const ComplexLanes<D> odd =
        times(difference, hn::LoadU(d, twiddle + k), hn::Neg(hn::LoadU(d, twiddle + h / 2 + 1 + k)));
    hn::StoreInterleaved2(hn::Sub(even.re, odd.im), hn::Add(even.im, odd.re), d, out + 2 * k);
    hn::StoreInterleaved2(hn::Reverse(d, hn::Add(even.re, odd.im)), hn::Reverse(d, hn::Sub(odd.re, even.im)), d,
                          out + 2 * back);
}

// Vectors of both directions must not meet: near the middle the pairs go one by one.
template <class T, class Step>
[[gnu::always_inline]] inline void pairs(int64_t h, int64_t begin, int64_t end, const Step& step) noexcept {
    const hn::ScalableTag<T> d;
    const hn::CappedTag<T, 1> one;
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    int64_t k = begin < 1 ? 1 : begin;
    for (; k + lanes <= end && k + lanes - 1 < h - k - lanes + 1; k += lanes) step(d, k);
    for (; k < end; k++) step(one, k);
}

template <class T>
void real_forward(const void* source, void* target, int64_t h, const void* table, int64_t begin, int64_t end) noexcept {
    const T* const in = static_cast<const T*>(source);
    T* const out = static_cast<T*>(target);
    if (begin == 0) {
        const T re = in[0], im = in[1];
        out[0] = re + im;
        out[1] = 0;
        out[2 * h] = re - im;
        out[2 * h + 1] = 0;
    }
    pairs<T>(h, begin, end, [&](auto d, int64_t k) { unpack(d, in, out, h, static_cast<const T*>(table), k); });
}

template <class T>
void real_backward(const void* source, void* target, int64_t h, const void* table, int64_t begin,
                   int64_t end) noexcept {
    const T* const in = static_cast<const T*>(source);
    T* const out = static_cast<T*>(target);
    if (begin == 0) {
        const T first = in[0], last = in[2 * h];
        out[0] = first + last;
        out[1] = first - last;
    }
    pairs<T>(h, begin, end, [&](auto d, int64_t k) { pack(d, in, out, h, static_cast<const T*>(table), k); });
}

template <class T>
void multiply_runs(const void* left, const void* right, void* target, int64_t n, const FftScale& scale) noexcept {
    const T* const a = static_cast<const T*>(left);
    const T* const b = static_cast<const T*>(right);
    T* const out = static_cast<T*>(target);
    const auto some = [&](auto d, int64_t i) {
        ComplexLanes<decltype(d)> x, y;
        hn::LoadInterleaved2(d, a + 2 * i, x.re, x.im);
        hn::LoadInterleaved2(d, b + 2 * i, y.re, y.im);
        x.im = hn::Mul(x.im, hn::Set(d, static_cast<T>(scale.in)));
        const auto product = times(x, y.re, y.im);
        hn::StoreInterleaved2(hn::Mul(product.re, hn::Set(d, static_cast<T>(scale.re))),
                              hn::Mul(product.im, hn::Set(d, static_cast<T>(scale.im))), d, out + 2 * i);
    };
    const hn::ScalableTag<T> d;
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    int64_t i = 0;
    for (; i + lanes <= n; i += lanes) some(d, i);
    for (; i < n; i++) some(hn::CappedTag<T, 1>(), i);
}

}  // namespace strided::STRIDED_LEVEL
