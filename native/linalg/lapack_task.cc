#include "native/linalg/lapack_task.h"

#include <climits>
#include <new>

#include "native/linalg/lapack_factors.h"
#include "native/linalg/lapack_spectra.h"

namespace strided {
namespace {

// Adds one operand after another.
class Describer {
  public:
    explicit Describer(LapackCall* call) noexcept : call_(call) { call_->operands = 0; }
    Describer& add(DType dtype, int64_t rows, int64_t cols = 1) noexcept {
        LapackOperand& operand = call_->operand[call_->operands++];
        operand.dtype = dtype;
        operand.rows = rows;
        operand.cols = cols;
        return *this;
    }
    void inputs_end() noexcept { call_->inputs = call_->operands; }

  private:
    LapackCall* call_;
};

template <template <class> class Task, class T>
Status make(const LapackCall& call, const LapackTools& tools, LapackTask** to) noexcept {
    auto* task = new (std::nothrow) Task<T>(call, tools);
    if (task == nullptr) return Status::out_of_memory;
    if (!task->prepare()) {
        delete task;
        return Status::out_of_memory;
    }
    *to = task;
    return Status::ok;
}

template <template <class> class Task>
Status make_for(const LapackCall& call, const LapackTools& tools, LapackTask** to) noexcept {
    switch (call.dtype) {
        case DType::Float64:
            return make<Task, double>(call, tools, to);
        case DType::Complex128:
            return make<Task, Complex128>(call, tools, to);
        default:
            return Status::bad_argument;
    }
}

}  // namespace

bool describe_operands(LapackCall* call) noexcept {
    const int64_t m = call->m;
    const int64_t n = call->n;
    const int64_t k = call->k;
    const int64_t least = std::min(m, n);
    const DType dtype = call->dtype;
    const DType real = DType::Float64;
    Describer operands(call);
    const auto input = [&](int64_t rows, int64_t cols) { operands.add(dtype, rows, cols).inputs_end(); };
    const bool is_square = m == n;
    switch (call->problem) {
        case LapackProblem::solve:
            input(n, n);
            input(n, k);
            operands.add(dtype, n, k);
            return is_square;
        case LapackProblem::inverse:
        case LapackProblem::cholesky:
            input(n, n);
            operands.add(dtype, n, n);
            return is_square;
        case LapackProblem::determinant:
            input(n, n);
            operands.add(dtype, 1);
            return is_square;
        case LapackProblem::log_determinant:
            input(n, n);
            operands.add(dtype, 1).add(real, 1);
            return is_square;
        case LapackProblem::qr:
            input(m, n);
            operands.add(dtype, m, k).add(dtype, k, n);
            return k == m || k == least;
        case LapackProblem::qr_triangle:
            input(m, n);
            operands.add(dtype, least, n);
            return true;
        case LapackProblem::qr_raw:
            input(m, n);
            operands.add(dtype, n, m).add(dtype, least);
            return true;
        case LapackProblem::hermitian:
            input(n, n);
            operands.add(real, n).add(dtype, n, n);
            return is_square;
        case LapackProblem::hermitian_values:
            input(n, n);
            operands.add(real, n);
            return is_square;
        case LapackProblem::eigen:
            input(n, n);
            operands.add(DType::Complex128, n).add(DType::Complex128, n, n);
            return is_square;
        case LapackProblem::eigen_values:
            input(n, n);
            operands.add(DType::Complex128, n);
            return is_square;
        case LapackProblem::singular:
            input(m, n);
            operands.add(dtype, m, call->option == 1 ? m : least)
                .add(real, least)
                .add(dtype, call->option == 1 ? n : least, n);
            return true;
        case LapackProblem::singular_values:
            input(m, n);
            operands.add(real, least);
            return true;
        case LapackProblem::hermitian_singular:
            input(n, n);
            operands.add(dtype, n, n).add(real, n).add(dtype, n, n);
            return is_square;
        case LapackProblem::hermitian_singular_values:
            input(n, n);
            operands.add(real, n);
            return is_square;
        case LapackProblem::least_squares:
            input(m, n);
            input(m, k);
            operands.add(dtype, std::max(m, n), k).add(real, least).add(DType::Int64, 1);
            return true;
    }
    return false;
}

Status make_lapack_task(const LapackCall& call, const LapackTools& tools, LapackTask** task) noexcept {
    if (call.m > INT_MAX || call.n > INT_MAX || call.k > INT_MAX) return Status::invalid_size;
    switch (call.problem) {
        case LapackProblem::solve:
        case LapackProblem::inverse:
        case LapackProblem::determinant:
        case LapackProblem::log_determinant:
            return make_for<lapack::LuTask>(call, tools, task);
        case LapackProblem::cholesky:
            return make_for<lapack::CholeskyTask>(call, tools, task);
        case LapackProblem::qr:
        case LapackProblem::qr_triangle:
        case LapackProblem::qr_raw:
            return make_for<lapack::QrTask>(call, tools, task);
        case LapackProblem::hermitian:
        case LapackProblem::hermitian_values:
            return make_for<lapack::HermitianTask>(call, tools, task);
        case LapackProblem::eigen:
        case LapackProblem::eigen_values:
            return make_for<lapack::EigenTask>(call, tools, task);
        case LapackProblem::singular:
        case LapackProblem::singular_values:
            return make_for<lapack::SingularTask>(call, tools, task);
        case LapackProblem::hermitian_singular:
        case LapackProblem::hermitian_singular_values:
            return make_for<lapack::HermitianSingularTask>(call, tools, task);
        case LapackProblem::least_squares:
            return make_for<lapack::LeastSquaresTask>(call, tools, task);
    }
    return Status::bad_argument;
}

double lapack_work(const LapackCall& call) noexcept {
    const auto m = static_cast<double>(call.m);
    const auto n = static_cast<double>(call.n);
    const auto k = static_cast<double>(call.k);
    return m * n * (m < n ? m : n) + n * n * k;
}

}  // namespace strided
