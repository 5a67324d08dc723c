#pragma once
#include <cstdint>
#include <memory>

#include "native/fft/call.h"

namespace strided {

// One transform of neighbours, of any kind. Real ones of even length go through complex ones of half the length, real
// ones of odd length two at a time as the parts of complex ones.
struct FftRow {
    FftKind kind;
    bool is_double;
    int64_t n;
    int64_t part;  // bytes
    int64_t in_item, out_item, in_count, out_count;
    FftScale scale;
    const FftKernels* kernels;
    std::shared_ptr<const FftPlan> plan;

    // Throws std::bad_alloc.
    void make(const FftKernels& table, FftPlans& plans, FftKind what, bool doubles, int64_t length, double factor);

    bool is_real() const noexcept { return kind == FftKind::real_forward || kind == FftKind::real_backward; }
    bool pairs() const noexcept { return is_real() && n % 2 == 1; }
    int64_t work_bytes() const noexcept;

    // The second row may be nullptr; it is given for pairs() only. False where the system has no memory for buffers.
    [[nodiscard]] bool run(ThreadPool* pool, const char* in, const char* in2, char* out, char* out2,
                           char* work) const noexcept;

  private:
    template <class T>
    bool run_pair(ThreadPool* pool, const char* in, const char* in2, char* out, char* out2, char* work) const noexcept;
};

}  // namespace strided
