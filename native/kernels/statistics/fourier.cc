#include "native/kernels/statistics/families.h"

// Fourier transforms of 2^k complex numbers for convolutions: real and imaginary parts in lists of their own, in place.
// The spectrum's order is whatever the forward transform leaves; the inverse one takes it back.
namespace strided::STRIDED_LEVEL {
namespace {

struct Value {
    double re;
    double im;
};
[[gnu::always_inline]] inline Value times(Value a, double re, double im) noexcept {
    return {a.re * re - a.im * im, a.re * im + a.im * re};
}
[[gnu::always_inline]] inline Value times_conjugate(Value a, double re, double im) noexcept {
    return {a.re * re + a.im * im, a.im * re - a.re * im};
}

// One radix-4 pass over a block of 4 · q. Twiddles: six lists of q, the parts of w^k, w^2k and w^3k.
template <bool kInverse>
[[gnu::always_inline]] inline void quarter_pass(double* re, double* im, int64_t q, const double* w) noexcept {
    double* __restrict r = re;
    double* __restrict i = im;
#pragma GCC ivdep
    for (int64_t k = 0; k < q; k++) {
        Value a{r[k], i[k]};
        Value b{r[k + q], i[k + q]};
        Value c{r[k + 2 * q], i[k + 2 * q]};
        Value d{r[k + 3 * q], i[k + 3 * q]};
        if constexpr (kInverse) {
            b = times_conjugate(b, w[k], w[q + k]);
            c = times_conjugate(c, w[2 * q + k], w[3 * q + k]);
            d = times_conjugate(d, w[4 * q + k], w[5 * q + k]);
        }
        const Value even_sum{a.re + c.re, a.im + c.im};
        const Value even_difference{a.re - c.re, a.im - c.im};
        const Value odd_sum{b.re + d.re, b.im + d.im};
        // (b − d) times −i, or i for the inverse.
        const Value odd_difference = kInverse ? Value{d.im - b.im, b.re - d.re} : Value{b.im - d.im, d.re - b.re};
        const Value y0{even_sum.re + odd_sum.re, even_sum.im + odd_sum.im};
        Value y1{even_difference.re + odd_difference.re, even_difference.im + odd_difference.im};
        Value y2{even_sum.re - odd_sum.re, even_sum.im - odd_sum.im};
        Value y3{even_difference.re - odd_difference.re, even_difference.im - odd_difference.im};
        if constexpr (!kInverse) {
            y1 = times(y1, w[k], w[q + k]);
            y2 = times(y2, w[2 * q + k], w[3 * q + k]);
            y3 = times(y3, w[4 * q + k], w[5 * q + k]);
        }
        r[k] = y0.re;
        i[k] = y0.im;
        r[k + q] = y1.re;
        i[k + q] = y1.im;
        r[k + 2 * q] = y2.re;
        i[k + 2 * q] = y2.im;
        r[k + 3 * q] = y3.re;
        i[k + 3 * q] = y3.im;
    }
}

// Pairs half of n apart, of every block of two: the pass that an odd power of two needs besides.
void pair_pass(double* re, double* im, int64_t n) noexcept {
    for (int64_t k = 0; k < n; k += 2) {
        const Value a{re[k], im[k]};
        const Value b{re[k + 1], im[k + 1]};
        re[k] = a.re + b.re;
        im[k] = a.im + b.im;
        re[k + 1] = a.re - b.re;
        im[k + 1] = a.im - b.im;
    }
}

template <bool kInverse>
void pass(double* re, double* im, int64_t n, int64_t q, const double* twiddles) noexcept {
    for (int64_t block = 0; block < n; block += 4 * q) quarter_pass<kInverse>(re + block, im + block, q, twiddles);
}

}  // namespace

// Twiddles stand for q = n/4, n/16, … one after the other.
void fourier_forward(double* re, double* im, int64_t n, const double* twiddles) noexcept {
    int64_t q = n / 4;
    for (; q >= 1; q /= 4) {
        pass<false>(re, im, n, q, twiddles);
        twiddles += 6 * q;
        if (q == 2) {
            pair_pass(re, im, n);
            break;
        }
    }
}

void fourier_inverse(double* re, double* im, int64_t n, const double* twiddles) noexcept {
    int64_t q = n / 4;
    int64_t all = 0;
    for (int64_t s = q; s >= 1; s /= 4) {
        all += 6 * s;
        if (s == 2) break;
    }
    const double* end = twiddles + all;
    int64_t least = q;
    while (least > 2) least /= 4;
    if (least == 2) pair_pass(re, im, n);
    for (int64_t s = least; s <= q; s *= 4) {
        end -= 6 * s;
        pass<true>(re, im, n, s, end);
    }
}

void multiply_spectra(double* re, double* im, const double* by_re, const double* by_im, double scale,
                      int64_t n) noexcept {
    for (int64_t k = 0; k < n; k++) {
        const Value y = times({re[k], im[k]}, by_re[k], by_im[k]);
        re[k] = y.re * scale;
        im[k] = y.im * scale;
    }
}

}  // namespace strided::STRIDED_LEVEL
