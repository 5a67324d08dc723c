#pragma once
#include <cmath>

#include "native/linalg/lapack.h"

// Cholesky factors of matrices so small that LAPACK's calls cost more than the work.
namespace strided::lapack {

inline double squared(double a) noexcept { return a * a; }
template <class R>
inline R squared(Complex<R> a) noexcept {
    return a.re * a.re + a.im * a.im;
}
inline double real_part(double a) noexcept { return a; }
template <class R>
inline R real_part(Complex<R> a) noexcept {
    return a.re;
}
// sum − a · conj(b)
inline double minus_conjugate_product(double sum, double a, double b) noexcept { return sum - a * b; }
template <class R>
inline Complex<R> minus_conjugate_product(Complex<R> sum, Complex<R> a, Complex<R> b) noexcept {
    return {sum.re - (a.re * b.re + a.im * b.im), sum.im - (a.im * b.re - a.re * b.im)};
}
inline double divided(double a, double b) noexcept { return a / b; }
template <class R>
inline Complex<R> divided(Complex<R> a, R b) noexcept {
    return {a.re / b, a.im / b};
}
inline void set_real(double* to, double value) noexcept { *to = value; }
template <class R>
inline void set_real(Complex<R>* to, R value) noexcept {
    *to = {value, 0};
}

// The factor in place of the lower triangle of n rows, which lie one after another; returns the first row whose leading
// minor is not positive, from 1 on, or 0. NaN goes through, as it does in OpenBLAS.
template <class T>
int small_cholesky(int n, T* a) noexcept {
    using R = Real<T>;
    for (int i = 0; i < n; i++) {
        T* const row = a + i * n;
        R rest = real_part(row[i]);
        for (int j = 0; j < i; j++) {
            const T* const other = a + j * n;
            T sum = row[j];
            for (int k = 0; k < j; k++) sum = minus_conjugate_product(sum, row[k], other[k]);
            row[j] = divided(sum, real_part(other[j]));
            rest -= squared(row[j]);
        }
        if (rest <= 0) return i + 1;
        set_real(&row[i], std::sqrt(rest));
    }
    return 0;
}

}  // namespace strided::lapack
