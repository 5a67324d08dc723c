#pragma once
#include <cmath>
#include <utility>

#include "native/linalg/lapack.h"

// LU factors of matrices so small that LAPACK's blocking costs more than the work; the same pivots as LAPACK's.
namespace strided::lapack {

inline constexpr int kSmallOrder = 24;

inline float sub_product(float a, float b, float c) noexcept { return a - b * c; }
inline double sub_product(double a, double b, double c) noexcept { return a - b * c; }
template <class R>
inline Complex<R> sub_product(Complex<R> a, Complex<R> b, Complex<R> c) noexcept {
    return {a.re - (b.re * c.re - b.im * c.im), a.im - (b.re * c.im + b.im * c.re)};
}

template <class T>
inline Real<T> pivot_size(T value) noexcept {
    if constexpr (kIsComplex<T>) {
        return std::fabs(value.re) + std::fabs(value.im);
    } else {
        return std::fabs(value);
    }
}

inline float quotient(float a, float b) noexcept { return a / b; }
inline double quotient(double a, double b) noexcept { return a / b; }
// Scaled by the larger part of the divisor, so that squares neither overflow nor vanish.
template <class R>
inline Complex<R> quotient(Complex<R> a, Complex<R> b) noexcept {
    if (std::fabs(b.re) >= std::fabs(b.im)) {
        const R ratio = b.im / b.re;
        const R scale = b.re + b.im * ratio;
        return {(a.re + a.im * ratio) / scale, (a.im - a.re * ratio) / scale};
    }
    const R ratio = b.re / b.im;
    const R scale = b.re * ratio + b.im;
    return {(a.re * ratio + a.im) / scale, (a.im * ratio - a.re) / scale};
}

// a = P · L · U in place, column-major, rows counted from 1 in `pivots`. Returns the first column without pivot, or 0.
template <class T>
int small_getrf(int n, T* a, int* pivots) noexcept {
    int info = 0;
    for (int j = 0; j < n; j++) {
        T* column = a + j * n;
        int pivot = j;
        Real<T> largest = pivot_size(column[j]);
        for (int i = j + 1; i < n; i++) {
            const Real<T> size = pivot_size(column[i]);
            if (size > largest) {
                largest = size;
                pivot = i;
            }
        }
        pivots[j] = pivot + 1;
        if (largest == 0) {
            if (info == 0) info = j + 1;
            continue;
        }
        if (pivot != j) {
            for (int c = 0; c < n; c++) std::swap(a[j + c * n], a[pivot + c * n]);
        }
        const T divisor = column[j];
        for (int i = j + 1; i < n; i++) column[i] = quotient(column[i], divisor);
        for (int c = j + 1; c < n; c++) {
            T* target = a + c * n;
            const T factor = target[j];
            for (int i = j + 1; i < n; i++) target[i] = sub_product(target[i], column[i], factor);
        }
    }
    return info;
}

// b = A⁻¹ · b for k columns, from the factors.
template <class T>
void small_getrs(int n, int k, const T* lu, const int* pivots, T* b) noexcept {
    for (int c = 0; c < k; c++) {
        T* x = b + c * n;
        for (int i = 0; i < n; i++) {
            if (pivots[i] != i + 1) std::swap(x[i], x[pivots[i] - 1]);
        }
        for (int j = 0; j < n; j++) {
            const T factor = x[j];
            for (int i = j + 1; i < n; i++) x[i] = sub_product(x[i], lu[i + j * n], factor);
        }
        for (int j = n - 1; j >= 0; j--) {
            x[j] = quotient(x[j], lu[j + j * n]);
            const T factor = x[j];
            for (int i = 0; i < j; i++) x[i] = sub_product(x[i], lu[i + j * n], factor);
        }
    }
}

// x = A⁻¹ from the factors, rows of x one after another: each step is on whole rows, which vectors do side by side.
template <class T>
void small_inverse(int n, const T* lu, const int* pivots, T one, T* x) noexcept {
    for (int i = 0; i < n * n; i++) x[i] = T{};
    for (int i = 0; i < n; i++) x[i * n + i] = one;
    for (int i = 0; i < n; i++) {
        const int other = pivots[i] - 1;
        if (other == i) continue;
        for (int c = 0; c < n; c++) std::swap(x[i * n + c], x[other * n + c]);
    }
    for (int j = 0; j < n; j++) {
        const T* row = x + j * n;
        for (int i = j + 1; i < n; i++) {
            const T factor = lu[i + j * n];
            T* target = x + i * n;
            for (int c = 0; c < n; c++) target[c] = sub_product(target[c], factor, row[c]);
        }
    }
    for (int j = n - 1; j >= 0; j--) {
        T* row = x + j * n;
        const T divisor = lu[j + j * n];
        for (int c = 0; c < n; c++) row[c] = quotient(row[c], divisor);
        for (int i = 0; i < j; i++) {
            const T factor = lu[i + j * n];
            T* target = x + i * n;
            for (int c = 0; c < n; c++) target[c] = sub_product(target[c], factor, row[c]);
        }
    }
}

}  // namespace strided::lapack
