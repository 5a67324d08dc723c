#pragma once
#include "native/kernels/kernel_table.h"

// Every kernel unit is compiled once per ISA level with STRIDED_LEVEL set to the level's name, and keeps all it defines
// in the namespace of that name: two levels must never share a function (the linker would keep one copy, possibly one
// the CPU cannot run). Units instantiate no std:: template and have no dynamic initialiser.

// The families; each is a file elementwise/NAME.cc or reduce/NAME.cc that defines NAME_loops().
// Two runs of clang-format over this list give two results.
// clang-format off
#define STRIDED_ELEMENTWISE_FAMILIES(X) \
    X(arithmetic) X(division) X(power) X(comparison) X(extrema) X(logical) X(exponential) X(logarithm) \
    X(trigonometric) X(hyperbolic) X(bitwise) X(divisors) X(rounding) X(signs) X(float_parts) X(selection)
// clang-format on
#define STRIDED_REDUCE_FAMILIES(X) X(sum) X(product) X(minmax) X(truth) X(count) X(nan_fold)

namespace strided::STRIDED_LEVEL {

#define STRIDED_DECLARE(name) List<ElementwiseLoop> name##_loops() noexcept;
STRIDED_ELEMENTWISE_FAMILIES(STRIDED_DECLARE)
#undef STRIDED_DECLARE
#define STRIDED_DECLARE(name) List<ReduceLoop> name##_loops() noexcept;
STRIDED_REDUCE_FAMILIES(STRIDED_DECLARE)
#undef STRIDED_DECLARE
List<DeviationLoop> deviation_loops() noexcept;   // reduce/deviation.cc
List<ArgReduceLoop> arg_reduce_loops() noexcept;  // reduce/arg_reduce.cc
List<ScanLoop> scan_sums() noexcept;              // scan/sums.cc
List<ScanLoop> scan_products() noexcept;          // scan/products.cc
List<ScanLoop> scan_extremes() noexcept;          // scan/extremes.cc
List<AtLoop> at_loops() noexcept;                 // scan/at.cc

CastFn cast_kernel(DType from, DType to) noexcept;
ProductKernels product_kernels(DType dtype) noexcept;  // linalg/product.cc
const FactorKernels& factor_kernels() noexcept;        // linalg/factors.cc
AnyNegativeFn any_negative_kernel(DType dtype) noexcept;
void copy_2d(const char* src, int64_t src_row_stride, int64_t src_col_stride, char* dst, int64_t dst_row_stride,
             int64_t rows, int64_t cols, int64_t itemsize) noexcept;
void stream_copy(const char* src, char* dst, int64_t n_bytes) noexcept;

const KernelTable& kernel_table() noexcept;

}  // namespace strided::STRIDED_LEVEL
