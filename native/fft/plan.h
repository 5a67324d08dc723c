#pragma once
#include <cstdint>
#include <list>
#include <memory>
#include <vector>

#include "native/kernels/fft_table.h"

namespace strided {

// What one length needs: roots, and the way to take. Never changed once made; shared by all threads of a call.
struct FftPlan {
    enum class Way : uint8_t {
        stages,  // one Stockham transform, in cache
        split,   // n = first · second: columns, twiddles, rows
        chirp,   // a convolution of a length that splits well (Bluestein)
    };

    Way way = Way::stages;
    int64_t n = 0;
    int64_t bytes = 0;

    FftStages stages{};  // of n, or of the columns (length `first`) of a split one
    // Way::split
    int64_t first = 0, second = 0;
    FftStages row_stages{};
    std::vector<std::vector<char>> memory;  // what the pointers above and below point into
    const void* twist_lanes = nullptr;      // FftTwist's, for rows of a tile
    const void* twist_steps = nullptr;      // [tile][second], interleaved
    // Way::chirp
    std::shared_ptr<const FftPlan> convolution;
    const void* chirp = nullptr;     // n complex numbers
    const void* spectrum = nullptr;  // convolution->n of them, divided by that length
    // Real transforms of length 2n
    const void* real_twiddle = nullptr;
};

// Plans by length, precision and use; the least recently used go first when there are too many, or too much in them.
class FftPlans {
  public:
    // Throws std::bad_alloc where the system has no more memory. `real`: of the real transform of length 2n.
    std::shared_ptr<const FftPlan> get(const FftKernels& kernels, int64_t n, bool is_double, bool real);

  private:
    struct Entry {
        int64_t n;
        bool is_double, real;
        std::shared_ptr<const FftPlan> plan;
    };
    static constexpr size_t kMaxPlans = 64;
    static constexpr int64_t kMaxBytes = int64_t{96} << 20;

    std::list<Entry> entries_;  // most recently used first
    int64_t bytes_ = 0;
};

}  // namespace strided
