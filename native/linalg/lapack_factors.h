#pragma once
#include "native/linalg/lapack_workspace.h"
#include "native/linalg/large_lu.h"
#include "native/linalg/small_cholesky.h"
#include "native/linalg/small_lu.h"

// Tasks over triangular factors: solve, inverse, determinants, Cholesky, QR.
namespace strided::lapack {

template <class T>
class LuTask : public LapackTask {
  public:
    LuTask(const LapackCall& call, const LapackTools& tools) noexcept : call_(call), copy_(tools.copy), tools_(tools) {}

    bool prepare() noexcept {
        bool ok = true;
        n_ = as_int(call_.n);
        k_ = call_.problem == LapackProblem::solve ? as_int(call_.k) : 0;
        a_ = items<T>(&memory_[0], call_.n * call_.n, &ok);
        pivots_ = items<int>(&memory_[1], call_.n, &ok);
        const bool is_small = n_ <= kSmallOrder;
        if (call_.problem == LapackProblem::solve) {
            b_ = items<T>(&memory_[2], call_.n * call_.k, &ok);
        } else if (call_.problem == LapackProblem::inverse && (is_small || is_large())) {
            b_ = items<T>(&memory_[2], call_.n * call_.n, &ok);
        } else if (call_.problem == LapackProblem::inverse) {
            T best{};
            getri(n_, a_, at_least_one(n_), pivots_, &best, -1);
            lwork_ = std::max(length_of(best), n_);
            b_ = items<T>(&memory_[2], lwork_, &ok);
        }
        return ok;
    }

    int run(char* const* data) noexcept override {
        const LapackOperand* o = call_.operand;
        gather(copy_, o[0], data[0], a_, n_);
        int info = 0;
        if (n_ > 0) info = factor();
        switch (call_.problem) {
            case LapackProblem::solve:
                return solve(info, data);
            case LapackProblem::inverse:
                return invert(info, data);
            case LapackProblem::determinant:
                determinant_to(info, data[1]);
                return 0;
            default:
                log_determinant(info, data);
                return 0;
        }
    }

  private:
    int factor() noexcept {
        if (n_ <= kSmallOrder) return small_getrf(n_, a_, pivots_);
        if constexpr (!kIsComplex<T>) {
            if (is_large()) return large_getrf(tools_.factors, tools_.teams, n_, a_, pivots_);
        }
        return getrf(n_, n_, a_, n_, pivots_);
    }

    void solve_sides() noexcept {
        if constexpr (!kIsComplex<T>) {
            if (is_large()) return large_getrs(tools_.teams, n_, k_, a_, pivots_, b_);
        }
        getrs(n_, k_, a_, n_, pivots_, b_, n_);
    }

    // Whether it is spread over threads by other means than BLAS' own.
    bool is_large() const noexcept { return !kIsComplex<T> && n_ >= kLargeLu && tools_.teams.threads() > 1; }

    int solve(int info, char* const* data) noexcept {
        const LapackOperand* o = call_.operand;
        if (info != 0) {
            fill_not_a_number<T>(o[2], data[2]);
            return info;
        }
        gather(copy_, o[1], data[1], b_, n_);
        if (n_ <= kSmallOrder) {
            small_getrs(n_, k_, a_, pivots_, b_);
        } else if (k_ > 0) {
            solve_sides();
        }
        scatter(copy_, o[2], b_, n_, data[2]);
        return 0;
    }

    int invert(int info, char* const* data) noexcept {
        const LapackOperand* o = call_.operand;
        if (info == 0 && n_ <= kSmallOrder) {
            small_inverse(n_, a_, pivots_, one(), b_);
            // Its rows lie as columns do elsewhere.
            scatter(copy_, turned(o[1]), b_, n_, data[1]);
            return 0;
        }
        if constexpr (!kIsComplex<T>) {
            if (info == 0 && is_large()) {
                large_inverse(tools_.teams, n_, a_, pivots_, b_);
                scatter(copy_, o[1], b_, n_, data[1]);
                return 0;
            }
        }
        if (info == 0) {
            info = getri(n_, a_, n_, pivots_, b_, lwork_);
        }
        if (info != 0) {
            fill_not_a_number<T>(o[1], data[1]);
            return info;
        }
        scatter(copy_, o[1], a_, n_, data[1]);
        return 0;
    }

    static T one() noexcept {
        if constexpr (kIsComplex<T>) {
            return {1, 0};
        } else {
            return 1;
        }
    }

    bool is_odd() const noexcept {
        bool odd = false;
        for (int i = 0; i < n_; i++) odd ^= pivots_[i] != i + 1;
        return odd;
    }

    void determinant_to(int info, char* to) const noexcept {
        const T value = determinant(info);
        std::memcpy(to, &value, sizeof(T));
    }

    // The product of the diagonal, its magnitude kept apart as a power of two: no part of it overflows on the way.
    T determinant(int info) const noexcept {
        if (info > 0) return T{};
        int64_t exponent = 0;
        T product = is_odd() ? negated(one()) : one();
        for (int i = 0; i < n_; i++) {
            product = times(product, a_[i + i * n_]);
            const Real<T> size = pivot_size(product);
            if (!(size > 0) || !std::isfinite(size)) continue;
            int power;
            std::frexp(size, &power);
            scale(&product, -power);
            exponent += power;
        }
        scale(&product, static_cast<int>(std::clamp<int64_t>(exponent, -100000, 100000)));
        return product;
    }

    static T negated(T a) noexcept {
        if constexpr (kIsComplex<T>) {
            return {-a.re, -a.im};
        } else {
            return -a;
        }
    }

    static T times(T a, T b) noexcept {
        if constexpr (kIsComplex<T>) {
            return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
        } else {
            return a * b;
        }
    }

    static void scale(T* value, int power) noexcept {
        if constexpr (kIsComplex<T>) {
            value->re = std::ldexp(value->re, power);
            value->im = std::ldexp(value->im, power);
        } else {
            *value = std::ldexp(*value, power);
        }
    }

    void log_determinant(int info, char* const* data) const noexcept {
        T sign = one();
        Real<T> logarithm = 0;
        if (info > 0) {
            sign = T{};
            logarithm = -std::numeric_limits<Real<T>>::infinity();
        } else {
            if (is_odd()) sign = negated(sign);
            for (int i = 0; i < n_; i++) add_element(a_[i + i * n_], &sign, &logarithm);
        }
        std::memcpy(data[1], &sign, sizeof(T));
        std::memcpy(data[2], &logarithm, sizeof(logarithm));
    }

    static void add_element(T element, T* sign, Real<T>* logarithm) noexcept {
        if constexpr (kIsComplex<T>) {
            const Real<T> size = std::hypot(element.re, element.im);
            const T unit{element.re / size, element.im / size};
            *sign = times(*sign, unit);
            *logarithm += std::log(size);
        } else {
            if (element < 0) *sign = -*sign;
            *logarithm += std::log(std::fabs(element));
        }
    }

    LapackCall call_;
    Copy2dFn copy_;
    LapackTools tools_;
    Scratch memory_[3];
    int n_ = 0;
    int k_ = 0;
    int lwork_ = 0;
    T* a_ = nullptr;
    T* b_ = nullptr;
    int* pivots_ = nullptr;
};

template <class T>
class CholeskyTask : public LapackTask {
  public:
    CholeskyTask(const LapackCall& call, const LapackTools& tools) noexcept : call_(call), copy_(tools.copy) {}

    bool prepare() noexcept {
        bool ok = true;
        to_ = call_.option == 0 ? turned(call_.operand[1]) : call_.operand[1];
        constexpr int64_t kItem = sizeof(T);
        is_in_place_ = to_.row == kItem && to_.col == call_.n * kItem;
        if (!is_in_place_) a_ = items<T>(&memory_, call_.n * call_.n, &ok);
        return ok;
    }

    // Rows one after another hold the lower factor, which LAPACK takes for the upper one of columns; the upper factor
    // is the same turned.
    int run(char* const* data) noexcept override {
        const int n = as_int(call_.n);
        T* const a = is_in_place_ ? reinterpret_cast<T*>(data[1]) : a_;
        gather(copy_, call_.option == 0 ? turned(call_.operand[0]) : call_.operand[0], data[0], a, n);
        const int info = n <= kSmallOrder ? small_cholesky(n, a) : potrf('U', n, a, n);
        if (info != 0) {
            fill_not_a_number<T>(to_, data[1]);
            return info;
        }
        for (int64_t i = 0; i < n; i++) {
            for (int64_t j = i + 1; j < n; j++) a[i * n + j] = T{};
        }
        if (!is_in_place_) scatter(copy_, to_, a, n, data[1]);
        return 0;
    }

  private:
    LapackCall call_;
    Copy2dFn copy_;
    LapackOperand to_;
    bool is_in_place_ = false;
    Scratch memory_;
    T* a_ = nullptr;
};

template <class T>
class QrTask : public LapackTask {
  public:
    QrTask(const LapackCall& call, const LapackTools& tools) noexcept : call_(call), copy_(tools.copy) {}

    bool prepare() noexcept {
        bool ok = true;
        m_ = as_int(call_.m);
        n_ = as_int(call_.n);
        least_ = std::min(m_, n_);
        const bool has_q = call_.problem == LapackProblem::qr;
        columns_ = has_q ? as_int(call_.k) : 0;
        leading_ = at_least_one(m_);
        a_ = items<T>(&memory_[0], call_.m * std::max<int64_t>(n_, columns_), &ok);
        tau_ = items<T>(&memory_[1], least_, &ok);
        T best{};
        geqrf(m_, n_, a_, leading_, tau_, &best, -1);
        lwork_ = std::max(length_of(best), std::max(1, n_));
        if (has_q) {
            orgqr(m_, columns_, least_, a_, leading_, tau_, &best, -1);
            lwork_ = std::max({lwork_, length_of(best), columns_});
        }
        work_ = items<T>(&memory_[2], lwork_, &ok);
        return ok;
    }

    int run(char* const* data) noexcept override {
        const LapackOperand* o = call_.operand;
        gather(copy_, o[0], data[0], a_, leading_);
        int info = least_ == 0 ? 0 : geqrf(m_, n_, a_, leading_, tau_, work_, lwork_);
        if (call_.problem == LapackProblem::qr_raw) {
            // h is the factored matrix transposed.
            LapackOperand turned = o[1];
            std::swap(turned.rows, turned.cols);
            std::swap(turned.row, turned.col);
            scatter(copy_, turned, a_, leading_, data[1]);
            scatter(copy_, o[2], tau_, at_least_one(least_), data[2]);
            return info;
        }
        const bool has_q = call_.problem == LapackProblem::qr;
        write_triangle(o[has_q ? 2 : 1], data[has_q ? 2 : 1]);
        if (!has_q || columns_ == 0) return info;
        if (m_ > 0) {
            const int more = orgqr(m_, columns_, least_, a_, leading_, tau_, work_, lwork_);
            if (info == 0) info = more;
        }
        scatter(copy_, o[1], a_, leading_, data[1]);
        return info;
    }

  private:
    void write_triangle(const LapackOperand& o, char* to) const noexcept {
        const T zero{};
        for (int64_t i = 0; i < o.rows; i++) {
            char* row = to + i * o.row;
            for (int64_t j = 0; j < o.cols; j++) {
                const T* from = j >= i ? a_ + i + j * leading_ : &zero;
                std::memcpy(row + j * o.col, from, sizeof(T));
            }
        }
    }

    LapackCall call_;
    Copy2dFn copy_;
    Scratch memory_[3];
    int m_ = 0;
    int n_ = 0;
    int least_ = 0;
    int columns_ = 0;
    int leading_ = 1;
    int lwork_ = 0;
    T* a_ = nullptr;
    T* tau_ = nullptr;
    T* work_ = nullptr;
};

}  // namespace strided::lapack
