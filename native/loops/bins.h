#pragma once
#include <cstdint>

#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/kernels/statistics_table.h"
#include "native/loops/run_reader.h"
#include "native/loops/thread_pool.h"
#include "native/memory/scratch.h"

namespace strided {

// One operand of one axis, as a caller describes it.
struct ElementRun {
    const char* data;
    DType dtype;
    int64_t stride;
    int64_t count;
};

// Ascending edges, prepared for searches in `kind`: float64, int64 or uint64, to which values and edges are cast.
class Edges {
  public:
    Status prepare(const KernelTable& kernels, const ElementRun& edges, DType kind) noexcept;

    int64_t count() const noexcept { return count_; }
    DType kind() const noexcept { return kind_; }
    const double* values() const noexcept { return values_; }

    // How many edges stand before each of at most RunReader::kPart values (contiguous, of `kind`): see LocateFn.
    void locate(const void* values, int64_t n, bool inclusive, int64_t* places) const noexcept;
    // The same, inclusive, with values on the last edge counted into the bin before it.
    void locate_bins(const void* values, int64_t n, int64_t* places) const noexcept;

  private:
    const int64_t* keys_of(const void* values, int64_t n, int64_t* buffer) const noexcept;

    const StatisticsKernels* kernels_ = nullptr;
    DType kind_ = DType::Float64;
    int64_t count_ = 0;
    const double* values_ = nullptr;  // of float64 edges
    const int64_t* keys_ = nullptr;
    EvenEdges even_{};
    bool is_even_ = false;
    Scratch values_memory_;
    Scratch keys_memory_;
};

// out[i] (contiguous int64) = places of the values, or with `descending` the number of edges less it.
struct LocateCall {
    ElementRun values;
    ElementRun edges;
    DType kind;
    bool inclusive;
    bool descending;
    int64_t* out;
};
Status run_locate(const KernelTable& kernels, ThreadPool& pool, const LocateCall& call) noexcept;

// The counts (int64) or the sums of the weights (float64) of bins between the edges, each bin with its lower edge, the
// last one with both. Weights add up as NumPy's do: within 65536 values, and these sums one after the other.
struct HistogramCall {
    ElementRun values;
    ElementRun edges;
    DType kind;
    const ElementRun* weights;  // nullptr: counts
    char* out;                  // edges.count − 1 contiguous elements
};
Status run_histogram(const KernelTable& kernels, ThreadPool& pool, const HistogramCall& call) noexcept;

// out[x] = how often x is among the values, or the sum of the weights there, in order. A value that is not in
// [0, size) makes the answer invalid_size, with `out` undefined.
struct TallyCall {
    ElementRun values;
    const ElementRun* weights;
    char* out;
    int64_t size;
};
// Of 1,024 values and fewer it finds the largest too (-1 where there are none or only negative ones).
Status run_tally(const KernelTable& kernels, ThreadPool& pool, const TallyCall& call, int64_t* largest) noexcept;

// out (float64, or complex128 of which one part is written) = the function through the samples at the values.
struct InterpolateCall {
    ElementRun values;
    ElementRun x;
    Samples samples;  // y, left, right and what kind; x and slopes are filled in
    double* out;
    int64_t out_step;
};
Status run_interpolate(const KernelTable& kernels, ThreadPool& pool, const InterpolateCall& call) noexcept;

}  // namespace strided
