#pragma once
#include "native/kernels/factor_table.h"

// Eigenvalues and eigenvectors of symmetric matrices of a few rows: reflections to a tridiagonal matrix, then implicit
// QL steps on it. The matrix is scaled by a power of two to a largest magnitude near 1.
namespace strided::STRIDED_LEVEL {

class SmallEigen {
  public:
    SmallEigen(int n, double* a, double* w, bool vectors) noexcept : n_(n), a_(a), d_(w), vectors_(vectors) {}

    bool run() noexcept {
        double largest = 0;
        for (int i = 0; i < n_ * n_; i++) largest = __builtin_fabs(a_[i]) > largest ? __builtin_fabs(a_[i]) : largest;
        if (largest > 0 && (largest < 0x1p-900 || largest > 0x1p900)) return false;
        int power = 0;
        if (largest > 0) __builtin_frexp(largest, &power);
        const double scale = __builtin_ldexp(1.0, -power);
        for (int i = 0; i < n_ * n_; i++) a_[i] *= scale;
        if (!reduce()) return false;
        if (vectors_) accumulate();
        if (!iterate()) return false;
        sort();
        const double back = __builtin_ldexp(1.0, power);
        for (int i = 0; i < n_; i++) d_[i] *= back;
        return true;
    }

  private:
    static constexpr double kEpsilon = 0x1p-53;
    static constexpr double kLeast = 0x1p-1022;
    // Sums of squares below are not exact to the last bits.
    static constexpr double kVanishing = 0x1p-950;

    double* column(int j) noexcept { return a_ + j * n_; }

    // Leaves reflection k, 1 − beta_k · v · vᵀ, in rows k + 1 … of column k, the matrix's diagonal in d and what stands
    // beside it in e.
    bool reduce() noexcept {
        double p[kSmallEigen];
        for (int k = 0; k + 1 < n_; k++) {
            double* const v = column(k);
            d_[k] = v[k];
            double rest = 0;
            bool is_zero = true;
            for (int i = k + 2; i < n_; i++) {
                rest += v[i] * v[i];
                is_zero = is_zero && v[i] == 0;
            }
            beta_[k] = 0;
            e_[k] = v[k + 1];
            if (is_zero) continue;
            if (rest < kVanishing) return false;
            const double norm = __builtin_copysign(__builtin_sqrt(v[k + 1] * v[k + 1] + rest), v[k + 1]);
            v[k + 1] += norm;
            e_[k] = -norm;
            const double beta = 1 / (norm * v[k + 1]);
            beta_[k] = beta;
            for (int i = k + 1; i < n_; i++) p[i] = 0;
            for (int j = k + 1; j < n_; j++) {
                const double* const from = column(j);
                const double factor = v[j];
                for (int i = k + 1; i < n_; i++) p[i] += from[i] * factor;
            }
            double along = 0;
            for (int i = k + 1; i < n_; i++) along += p[i] * v[i];
            along *= 0.5 * beta * beta;
            for (int i = k + 1; i < n_; i++) p[i] = beta * p[i] - along * v[i];
            for (int j = k + 1; j < n_; j++) {
                double* const to = column(j);
                const double by_v = p[j];
                const double by_p = v[j];
                for (int i = k + 1; i < n_; i++) to[i] -= v[i] * by_v + p[i] * by_p;
            }
        }
        d_[n_ - 1] = column(n_ - 1)[n_ - 1];
        return true;
    }

    // The product of the reflections, in place of them: from the last to the first, each on what lies right of it.
    void accumulate() noexcept {
        double* const last = column(n_ - 1);
        for (int i = 0; i < n_ - 1; i++) last[i] = 0;
        last[n_ - 1] = 1;
        for (int k = n_ - 2; k >= 0; k--) {
            // Column k + 1 takes the vector's place in the end; until then it is a unit vector's.
            double v[kSmallEigen];
            for (int i = k + 1; i < n_; i++) v[i] = column(k)[i];
            const double beta = beta_[k];
            for (int j = k + 1; j < n_; j++) {
                double* const to = column(j);
                to[k] = 0;
                if (beta == 0) continue;
                double along = 0;
                for (int i = k + 1; i < n_; i++) along += v[i] * to[i];
                along *= beta;
                for (int i = k + 1; i < n_; i++) to[i] -= along * v[i];
            }
            double* const own = column(k);
            for (int i = k; i < n_; i++) own[i] = 0;
            own[k] = 1;
        }
    }

    bool is_negligible(int i) const noexcept {
        return e_[i] * e_[i] <= kEpsilon * kEpsilon * __builtin_fabs(d_[i]) * __builtin_fabs(d_[i + 1]) + kLeast;
    }

    bool iterate() noexcept {
        int steps = 30 * n_;
        for (int first = 0; first < n_;) {
            int end = first;
            while (end + 1 < n_ && !is_negligible(end)) end++;
            // The steps turn up small eigenvalues first, so the small end comes first.
            if (__builtin_fabs(d_[end]) < __builtin_fabs(d_[first])) turn(first, end);
            for (int low = first; low < end;) {
                int at = low;
                while (at < end && !is_negligible(at)) at++;
                if (at == low) {
                    low++;
                    continue;
                }
                if (steps-- == 0) return false;
                if (!step(low, at)) return false;
            }
            first = end + 1;
        }
        return true;
    }

    // Rows and columns first … end in the opposite order.
    void turn(int first, int end) noexcept {
        for (int i = first, j = end; i < j; i++, j--) exchange(i, j);
        for (int i = first, j = end - 1; i < j; i++, j--) {
            const double value = e_[i];
            e_[i] = e_[j];
            e_[j] = value;
        }
    }

    void exchange(int i, int j) noexcept {
        const double value = d_[i];
        d_[i] = d_[j];
        d_[j] = value;
        if (!vectors_) return;
        double* const x = column(i);
        double* const y = column(j);
        for (int k = 0; k < n_; k++) {
            const double element = x[k];
            x[k] = y[k];
            y[k] = element;
        }
    }

    // One implicit QL step on rows low … end, shifted by the eigenvalue of the first two rows nearer to the first.
    bool step(int low, int end) noexcept {
        double cosines[kSmallEigen];
        double sines[kSmallEigen];
        const double ratio = (d_[low + 1] - d_[low]) / (2 * e_[low]);
        const double root = __builtin_fabs(ratio) > 0x1p500 ? __builtin_fabs(ratio) : __builtin_sqrt(ratio * ratio + 1);
        double g = d_[end] - d_[low] + e_[low] / (ratio + __builtin_copysign(root, ratio));
        double sine = 1;
        double cosine = 1;
        double shift = 0;
        for (int i = end - 1; i >= low; i--) {
            const double f = sine * e_[i];
            const double b = cosine * e_[i];
            double r = __builtin_fabs(g);
            if (f == 0) {
                cosine = 1;
                sine = 0;
                r = g;
            } else {
                const double square = f * f + g * g;
                if (square < kVanishing) return false;
                r = __builtin_sqrt(square);
                cosine = g / r;
                sine = f / r;
            }
            if (i + 1 < end) e_[i + 1] = r;
            g = d_[i + 1] - shift;
            r = (d_[i] - g) * sine + 2 * cosine * b;
            shift = sine * r;
            d_[i + 1] = g + shift;
            g = cosine * r - b;
            cosines[i] = cosine;
            sines[i] = sine;
        }
        d_[low] -= shift;
        e_[low] = g;
        if (!vectors_) return true;
        for (int i = end - 1; i >= low; i--) {
            double* const x = column(i);
            double* const y = column(i + 1);
            const double c = cosines[i];
            const double s = sines[i];
            for (int k = 0; k < n_; k++) {
                const double f = y[k];
                y[k] = s * x[k] + c * f;
                x[k] = c * x[k] - s * f;
            }
        }
        return true;
    }

    void sort() noexcept {
        for (int i = 0; i + 1 < n_; i++) {
            int least = i;
            for (int j = i + 1; j < n_; j++) {
                if (d_[j] < d_[least]) least = j;
            }
            if (least != i) exchange(i, least);
        }
    }

    int n_;
    double* a_;
    double* d_;
    bool vectors_;
    double e_[kSmallEigen];
    double beta_[kSmallEigen];
};

}  // namespace strided::STRIDED_LEVEL
