#pragma once
#include "native/linalg/lapack_workspace.h"
#include "native/linalg/large_eigen.h"

// Tasks over eigenvalues and singular values.
namespace strided::lapack {

template <class T>
bool all_finite(const T* values, int64_t n) noexcept {
    using R = Real<T>;
    const R* parts = reinterpret_cast<const R*>(values);
    const int64_t count = n * static_cast<int64_t>(sizeof(T) / sizeof(R));
    R sum = 0;
    // Anything that is not finite makes its product with zero NaN, and the sum with it.
    for (int64_t i = 0; i < count; i++) sum += parts[i] * R(0);
    return sum == 0;
}

template <class T>
bool has_nan(const T* values, int64_t n) noexcept {
    using R = Real<T>;
    const R* parts = reinterpret_cast<const R*>(values);
    const int64_t count = n * static_cast<int64_t>(sizeof(T) / sizeof(R));
    return std::any_of(parts, parts + count, [](R part) { return std::isnan(part); });
}

template <class T>
class HermitianTask : public LapackTask {
    using R = Real<T>;

  public:
    HermitianTask(const LapackCall& call, const LapackTools& tools) noexcept
        : call_(call), copy_(tools.copy), tools_(tools) {}

    bool prepare() noexcept {
        bool ok = true;
        n_ = as_int(call_.n);
        job_ = call_.problem == LapackProblem::hermitian ? 'V' : 'N';
        uplo_ = call_.option == 1 ? 'U' : 'L';
        a_ = items<T>(&memory_[0], call_.n * call_.n, &ok);
        w_ = items<R>(&memory_[1], call_.n, &ok);
        T best{};
        R best_real{};
        int best_int = 1;
        heevd(job_, uplo_, n_, a_, at_least_one(n_), w_, &best, -1, &best_real, -1, &best_int, -1);
        lwork_ = length_of(best);
        lrwork_ = kIsComplex<T> ? length_of(best_real) : 1;
        liwork_ = std::max(1, best_int);
        work_ = items<T>(&memory_[2], lwork_, &ok);
        rwork_ = items<R>(&memory_[3], lrwork_, &ok);
        iwork_ = items<int>(&memory_[4], liwork_, &ok);
        if (is_large() && !large_.prepare(n_)) ok = false;
        return ok;
    }

    int run(char* const* data) noexcept override {
        const LapackOperand* o = call_.operand;
        gather(copy_, o[0], data[0], a_, n_);
        // With NaN in what is read the iteration may not end.
        if (!is_triangle_finite()) {
            fill_not_a_number<R>(o[1], data[1]);
            if (job_ == 'V') fill_not_a_number<T>(o[2], data[2]);
            return 0;
        }
        int info = 0;
        if (n_ > 0 && !solve_small(data[0])) {
            if constexpr (!kIsComplex<T>) {
                if (is_large() && large_.takes(uplo_, a_)) return run_large(data);
            }
            info = heevd(job_, uplo_, n_, a_, n_, w_, work_, lwork_, rwork_, lrwork_, iwork_, liwork_);
        }
        if (info != 0) {
            fill_not_a_number<R>(o[1], data[1]);
            if (job_ == 'V') fill_not_a_number<T>(o[2], data[2]);
            return info;
        }
        scatter(copy_, o[1], w_, at_least_one(n_), data[1]);
        if (job_ == 'V') scatter(copy_, o[2], a_, n_, data[2]);
        return 0;
    }

  private:
    bool is_triangle_finite() const noexcept {
        const int64_t n = n_;
        for (int64_t j = 0; j < n; j++) {
            const bool upper = uplo_ == 'U';
            const T* column = a_ + j * n + (upper ? 0 : j);
            if (!all_finite(column, upper ? j + 1 : n - j)) return false;
        }
        return true;
    }

    bool is_large() const noexcept {
        return !kIsComplex<T> && job_ == 'V' && n_ >= kLargeEigen && tools_.teams.threads() > 1;
    }

    // False where LAPACK has to do it; `a` is then as it was.
    bool solve_small(const char* from) noexcept {
        if constexpr (kIsComplex<T>) {
            return false;
        } else {
            if (n_ > kSmallEigen) return false;
            for (int j = 0; j < n_; j++) {
                for (int i = j + 1; i < n_; i++) {
                    T& low = a_[i + j * n_];
                    T& high = a_[j + i * n_];
                    uplo_ == 'U' ? low = high : high = low;
                }
            }
            if (tools_.factors.small_eigen(n_, a_, w_, job_ == 'V')) return true;
            gather(copy_, call_.operand[0], from, a_, n_);
            return false;
        }
    }

    int run_large(char* const* data) noexcept {
        const LapackOperand* o = call_.operand;
        int info = 0;
        tools_.teams.lead([&](Workers& workers) { info = large_.solve(workers, uplo_, a_, w_); });
        if (info != 0) {
            fill_not_a_number<R>(o[1], data[1]);
            fill_not_a_number<T>(o[2], data[2]);
            return info;
        }
        scatter(copy_, o[1], w_, at_least_one(n_), data[1]);
        tools_.teams.lead([&](Workers& workers) {
            workers.for_ranges(n_, kLargeEigen / 2, [&](int64_t begin, int64_t end) {
                large_.vectors(begin, end, a_);
                LapackOperand part = o[2];
                part.cols = end - begin;
                scatter(copy_, part, a_ + begin * n_, n_, data[2] + begin * o[2].col);
            });
        });
        return 0;
    }

    LapackCall call_;
    Copy2dFn copy_;
    LapackTools tools_;
    Scratch memory_[5];
    LargeEigen large_;
    int n_ = 0;
    int lwork_ = 1;
    int lrwork_ = 1;
    int liwork_ = 1;
    char job_ = 'N';
    char uplo_ = 'L';
    T* a_ = nullptr;
    R* w_ = nullptr;
    T* work_ = nullptr;
    R* rwork_ = nullptr;
    int* iwork_ = nullptr;
};

// Singular values of a Hermitian matrix are the magnitudes of its eigenvalues, the largest first.
template <class T>
class HermitianSingularTask : public LapackTask {
    using R = Real<T>;

  public:
    HermitianSingularTask(const LapackCall& call, const LapackTools& tools) noexcept
        : call_(call), copy_(tools.copy), inner_(eigen_call(call), tools) {}

    bool prepare() noexcept {
        bool ok = inner_.prepare();
        n_ = call_.n;
        w_ = items<R>(&memory_[0], n_, &ok);
        order_ = items<int64_t>(&memory_[1], n_, &ok);
        u_ = items<T>(&memory_[2], has_vectors() ? n_ * n_ : 1, &ok);
        sorted_ = items<T>(&memory_[3], has_vectors() ? n_ * n_ : 1, &ok);
        s_ = items<R>(&memory_[4], n_, &ok);
        return ok;
    }

    int run(char* const* data) noexcept override {
        const LapackOperand* o = call_.operand;
        char* own[3] = {data[0], reinterpret_cast<char*>(w_), reinterpret_cast<char*>(u_)};
        const int info = inner_.run(own);
        for (int64_t i = 0; i < n_; i++) order_[i] = i;
        std::sort(order_, order_ + n_, [&](int64_t a, int64_t b) {
            const R x = std::fabs(w_[a]);
            const R y = std::fabs(w_[b]);
            return x != y ? x > y : a > b;
        });
        for (int64_t i = 0; i < n_; i++) s_[i] = std::fabs(w_[order_[i]]);
        const int s_at = has_vectors() ? 2 : 1;
        scatter(copy_, o[s_at], s_, at_least_one(n_), data[s_at]);
        if (!has_vectors()) return info;
        for (int64_t j = 0; j < n_; j++) {
            for (int64_t i = 0; i < n_; i++) sorted_[i + j * n_] = u_[i + order_[j] * n_];
        }
        scatter(copy_, o[1], sorted_, n_, data[1]);
        // vh: the same vectors, conjugated, as rows, with the signs of the eigenvalues.
        for (int64_t j = 0; j < n_; j++) {
            const R sign = std::signbit(w_[order_[j]]) ? R(-1) : R(1);
            for (int64_t i = 0; i < n_; i++) u_[j + i * n_] = scaled_conjugate(sorted_[i + j * n_], sign);
        }
        scatter(copy_, o[3], u_, n_, data[3]);
        return info;
    }

  private:
    bool has_vectors() const noexcept { return call_.problem == LapackProblem::hermitian_singular; }

    // The eigenvalue problem, its results contiguous in work space.
    static LapackCall eigen_call(const LapackCall& call) noexcept {
        LapackCall inner = call;
        const bool vectors = call.problem == LapackProblem::hermitian_singular;
        inner.problem = vectors ? LapackProblem::hermitian : LapackProblem::hermitian_values;
        inner.option = 0;
        describe_operands(&inner);
        inner.operand[0] = call.operand[0];
        inner.operand[1].row = sizeof(R);
        inner.operand[1].col = sizeof(R);
        // Column-major.
        inner.operand[2].row = sizeof(T);
        inner.operand[2].col = call.n * static_cast<int64_t>(sizeof(T));
        return inner;
    }

    static T scaled_conjugate(T value, R sign) noexcept {
        if constexpr (kIsComplex<T>) {
            return {value.re * sign, -value.im * sign};
        } else {
            return value * sign;
        }
    }

    LapackCall call_;
    Copy2dFn copy_;
    HermitianTask<T> inner_;
    Scratch memory_[5];
    int64_t n_ = 0;
    R* w_ = nullptr;
    int64_t* order_ = nullptr;
    T* u_ = nullptr;
    T* sorted_ = nullptr;
    R* s_ = nullptr;
};

template <class T>
class EigenTask : public LapackTask {
    using R = Real<T>;
    using C = Complex<R>;

  public:
    EigenTask(const LapackCall& call, const LapackTools& tools) noexcept : call_(call), copy_(tools.copy) {}

    bool prepare() noexcept {
        bool ok = true;
        n_ = as_int(call_.n);
        job_ = call_.problem == LapackProblem::eigen ? 'V' : 'N';
        a_ = items<T>(&memory_[0], call_.n * call_.n, &ok);
        w_ = items<C>(&memory_[1], call_.n, &ok);
        parts_ = items<R>(&memory_[2], 2 * call_.n, &ok);
        v_ = items<T>(&memory_[3], job_ == 'V' ? call_.n * call_.n : 1, &ok);
        if (!kIsComplex<T> && job_ == 'V') vectors_ = items<C>(&memory_[4], call_.n * call_.n, &ok);
        T best{};
        decompose(&best, -1);
        lwork_ = length_of(best);
        work_ = items<T>(&memory_[5], lwork_, &ok);
        return ok;
    }

    int run(char* const* data) noexcept override {
        const LapackOperand* o = call_.operand;
        gather(copy_, o[0], data[0], a_, n_);
        if (n_ == 0) return 0;
        int info = all_finite(a_, call_.n * call_.n) ? decompose(work_, lwork_) : kNotFinite;
        if (info != 0) {
            fill_not_a_number<C>(o[1], data[1]);
            if (job_ == 'V') fill_not_a_number<C>(o[2], data[2]);
            return info;
        }
        if constexpr (!kIsComplex<T>) {
            for (int i = 0; i < n_; i++) w_[i] = {parts_[i], parts_[n_ + i]};
            if (job_ == 'V') pair_vectors();
        }
        scatter(copy_, o[1], w_, n_, data[1]);
        if (job_ != 'V') return 0;
        if constexpr (kIsComplex<T>) {
            scatter(copy_, o[2], v_, n_, data[2]);
        } else {
            scatter(copy_, o[2], vectors_, n_, data[2]);
        }
        return 0;
    }

  private:
    static constexpr int kNotFinite = -1000;

    int decompose(T* work, int lwork) noexcept {
        if constexpr (kIsComplex<T>) {
            return geev(job_, n_, a_, at_least_one(n_), w_, v_, at_least_one(n_), work, lwork, parts_);
        } else {
            return geev(job_, n_, a_, at_least_one(n_), parts_, parts_ + n_, v_, at_least_one(n_), work, lwork);
        }
    }

    // Of a pair of conjugate eigenvalues LAPACK gives the vectors' real parts in one column, the imaginary in the next.
    void pair_vectors() noexcept {
        if constexpr (!kIsComplex<T>) {
            const int64_t n = n_;
            for (int64_t j = 0; j < n; j++) {
                const T* column = v_ + j * n;
                C* to = vectors_ + j * n;
                if (parts_[n + j] == 0 || j + 1 == n) {
                    for (int64_t i = 0; i < n; i++) to[i] = {column[i], 0};
                    continue;
                }
                for (int64_t i = 0; i < n; i++) {
                    to[i] = {column[i], column[n + i]};
                    to[n + i] = {column[i], -column[n + i]};
                }
                j++;
            }
        }
    }

    LapackCall call_;
    Copy2dFn copy_;
    Scratch memory_[6];
    int n_ = 0;
    int lwork_ = 1;
    char job_ = 'N';
    T* a_ = nullptr;
    C* w_ = nullptr;
    R* parts_ = nullptr;
    T* v_ = nullptr;
    C* vectors_ = nullptr;
    T* work_ = nullptr;
};

template <class T>
class SingularTask : public LapackTask {
    using R = Real<T>;

  public:
    SingularTask(const LapackCall& call, const LapackTools& tools) noexcept : call_(call), copy_(tools.copy) {}

    bool prepare() noexcept {
        bool ok = true;
        m_ = as_int(call_.m);
        n_ = as_int(call_.n);
        const int64_t least = std::min(call_.m, call_.n);
        const int64_t most = std::max(call_.m, call_.n);
        const bool has_vectors = call_.problem == LapackProblem::singular;
        job_ = !has_vectors ? 'N' : call_.option == 1 ? 'A' : 'S';
        u_columns_ = !has_vectors ? 0 : call_.option == 1 ? call_.m : least;
        v_rows_ = !has_vectors ? 0 : call_.option == 1 ? call_.n : least;
        a_ = items<T>(&memory_[0], call_.m * call_.n, &ok);
        s_ = items<R>(&memory_[1], least, &ok);
        u_ = items<T>(&memory_[2], call_.m * u_columns_, &ok);
        v_ = items<T>(&memory_[3], v_rows_ * call_.n, &ok);
        // What LAPACK's documentation asks for, the largest of its versions.
        const int64_t real_work = !kIsComplex<T> ? 1
                                  : !has_vectors ? 7 * least
                                                 : least * std::max(5 * least + 7, 2 * most + 2 * least + 1);
        rwork_ = items<R>(&memory_[4], real_work, &ok);
        iwork_ = items<int>(&memory_[5], 8 * least, &ok);
        T best{};
        decompose(&best, -1);
        lwork_ = length_of(best);
        work_ = items<T>(&memory_[6], lwork_, &ok);
        return ok;
    }

    int run(char* const* data) noexcept override {
        const LapackOperand* o = call_.operand;
        const bool has_vectors = job_ != 'N';
        const int s_at = has_vectors ? 2 : 1;
        gather(copy_, o[0], data[0], a_, m_);
        int info = 0;
        if (m_ == 0 || n_ == 0) {
            write_identities(data);
            return 0;
        }
        const bool finite = all_finite(a_, call_.m * call_.n);
        if (finite) {
            info = decompose(work_, lwork_);
        } else if (has_nan(a_, call_.m * call_.n)) {
            info = 1;
        }
        // Of infinities alone LAPACK makes NaN without complaint.
        if (info != 0 || !finite) {
            fill_not_a_number<R>(o[s_at], data[s_at]);
            if (has_vectors) {
                fill_not_a_number<T>(o[1], data[1]);
                fill_not_a_number<T>(o[3], data[3]);
            }
            return info;
        }
        scatter(copy_, o[s_at], s_, std::min(m_, n_), data[s_at]);
        if (has_vectors) {
            scatter(copy_, o[1], u_, m_, data[1]);
            scatter(copy_, o[3], v_, v_rows_, data[3]);
        }
        return 0;
    }

  private:
    int decompose(T* work, int lwork) noexcept {
        return gesdd(job_, m_, n_, a_, at_least_one(m_), s_, u_, at_least_one(m_), v_, at_least_one(v_rows_), work,
                     lwork, rwork_, iwork_);
    }

    // A matrix without elements has unit vectors.
    void write_identities(char* const* data) const noexcept {
        if (job_ == 'N') return;
        for (const int at : {1, 3}) {
            const LapackOperand& o = call_.operand[at];
            for (int64_t i = 0; i < o.rows; i++) {
                for (int64_t j = 0; j < o.cols; j++) {
                    char* to = data[at] + i * o.row + j * o.col;
                    std::memset(to, 0, sizeof(T));
                    const R one = i == j ? 1 : 0;
                    std::memcpy(to, &one, sizeof(one));
                }
            }
        }
    }

    LapackCall call_;
    Copy2dFn copy_;
    Scratch memory_[7];
    int m_ = 0;
    int n_ = 0;
    int lwork_ = 1;
    char job_ = 'N';
    int64_t u_columns_ = 0;
    int64_t v_rows_ = 0;
    T* a_ = nullptr;
    R* s_ = nullptr;
    T* u_ = nullptr;
    T* v_ = nullptr;
    T* work_ = nullptr;
    R* rwork_ = nullptr;
    int* iwork_ = nullptr;
};

template <class T>
class LeastSquaresTask : public LapackTask {
    using R = Real<T>;

  public:
    LeastSquaresTask(const LapackCall& call, const LapackTools& tools) noexcept : call_(call), copy_(tools.copy) {}

    bool prepare() noexcept {
        bool ok = true;
        m_ = as_int(call_.m);
        n_ = as_int(call_.n);
        k_ = as_int(call_.k);
        most_ = std::max(m_, n_);
        a_ = items<T>(&memory_[0], call_.m * call_.n, &ok);
        b_ = items<T>(&memory_[1], most_ * call_.k, &ok);
        s_ = items<R>(&memory_[2], std::min(m_, n_), &ok);
        T best{};
        R best_real{};
        int best_int = 1;
        int rank = 0;
        gelsd(m_, n_, k_, a_, at_least_one(m_), b_, at_least_one(most_), s_, static_cast<R>(call_.rcond), &rank, &best,
              -1, &best_real, &best_int);
        lwork_ = length_of(best);
        work_ = items<T>(&memory_[3], lwork_, &ok);
        rwork_ = items<R>(&memory_[4], kIsComplex<T> ? length_of(best_real) : 1, &ok);
        iwork_ = items<int>(&memory_[5], std::max(1, best_int), &ok);
        return ok;
    }

    int run(char* const* data) noexcept override {
        const LapackOperand* o = call_.operand;
        gather(copy_, o[0], data[0], a_, m_);
        for (int64_t i = 0; i < most_ * call_.k; i++) b_[i] = T{};
        gather(copy_, o[1], data[1], b_, most_);
        int rank = 0;
        int info = 0;
        if (m_ > 0 && n_ > 0) {
            const bool finite = all_finite(a_, call_.m * call_.n) && all_finite(b_, most_ * call_.k);
            info = finite ? gelsd(m_, n_, k_, a_, m_, b_, at_least_one(most_), s_, static_cast<R>(call_.rcond), &rank,
                                  work_, lwork_, rwork_, iwork_)
                          : 1;
        }
        const int64_t found = rank;
        std::memcpy(data[4], &found, sizeof(found));
        scatter(copy_, o[3], s_, at_least_one(std::min(m_, n_)), data[3]);
        scatter(copy_, o[2], b_, most_, data[2]);
        return info;
    }

  private:
    LapackCall call_;
    Copy2dFn copy_;
    Scratch memory_[6];
    int m_ = 0;
    int n_ = 0;
    int k_ = 0;
    int64_t most_ = 0;
    int lwork_ = 1;
    T* a_ = nullptr;
    T* b_ = nullptr;
    R* s_ = nullptr;
    T* work_ = nullptr;
    R* rwork_ = nullptr;
    int* iwork_ = nullptr;
};

}  // namespace strided::lapack
