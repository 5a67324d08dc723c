#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/core/status.h"
#include "native/kernels/factor_table.h"
#include "native/kernels/kernel_table.h"
#include "native/linalg/workers.h"

namespace strided {

// The problems that LAPACK solves here, by the number JavaScript knows them by. Operands are inputs, then outputs.
enum class LapackProblem : int {
    solve = 0,             // a (n, n), b (n, k) → x (n, k)
    inverse = 1,           // a (n, n) → x (n, n)
    determinant = 2,       // a (n, n) → det ()
    log_determinant = 3,   // a (n, n) → sign (), logarithm () real
    cholesky = 4,          // a (n, n) → factor (n, n); option 1: the upper one
    qr = 5,                // a (m, n) → q (m, k), r (k, n); k is min(m, n) or m
    qr_triangle = 6,       // a (m, n) → r (min(m, n), n)
    qr_raw = 7,            // a (m, n) → h (n, m), tau (min(m, n))
    hermitian = 8,         // a (n, n) → w (n) real, v (n, n); option 1: the upper triangle is read
    hermitian_values = 9,  // a (n, n) → w (n) real
    eigen = 10,            // a (n, n) → w (n) complex, v (n, n) complex
    eigen_values = 11,     // a (n, n) → w (n) complex
    singular = 12,  // a (m, n) → u (m, k), s (min(m, n)) real, vh (l, n); option 1: k = m, l = n, else both min(m, n)
    singular_values = 13,            // a (m, n) → s (min(m, n)) real
    least_squares = 14,              // a (m, n), b (m, k) → x (max(m, n), k), s (min(m, n)) real, rank () int64
    hermitian_singular = 15,         // a (n, n) → u (n, n), s (n) real, vh (n, n); the lower triangle is read
    hermitian_singular_values = 16,  // a (n, n) → s (n) real
};
inline constexpr int kLapackProblems = 17;
inline constexpr int kLapackOperands = 5;

// One operand of one problem of a stack: rows × cols elements in steps of bytes.
struct LapackOperand {
    DType dtype;
    int64_t rows, cols;
    int64_t row, col;
};

struct LapackCall {
    LapackProblem problem;
    DType dtype;  // of the input: float64 or complex128; NumPy computes in no other
    int64_t m, n, k;
    int option;
    double rcond;  // least_squares: singular values below this part of the largest count as 0
    int inputs;
    int operands;
    LapackOperand operand[kLapackOperands];
};

// Fills in inputs, operands, and each operand's dtype, rows and cols from the problem, dtype, sizes and option. False
// for sizes that the problem does not have.
bool describe_operands(LapackCall* call) noexcept;

// Solves problems of one kind and size, one after another, in work space of its own.
class LapackTask {
  public:
    virtual ~LapackTask() = default;
    // data holds a pointer per operand. Returns LAPACK's info: 0 where all went well, else what the caller tells as
    // singular or not convergent. The outputs are written in any case, as NaN where there is no answer.
    virtual int run(char* const* data) noexcept = 0;
};

// What a task works with: the level's 2-D copy and kernels, and the threads that one problem may use by itself.
struct LapackTools {
    Copy2dFn copy;
    const FactorKernels& factors;
    TeamLender& teams;
};

// Makes the task; out_of_memory where there is no room for its work space. The tools outlive it.
Status make_lapack_task(const LapackCall& call, const LapackTools& tools, LapackTask** task) noexcept;

// A rough count of operations of one problem.
double lapack_work(const LapackCall& call) noexcept;

}  // namespace strided
