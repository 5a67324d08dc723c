#include "native/fft/transform.h"

#include <atomic>
#include <cstring>

#include "native/memory/scratch.h"

namespace strided {
namespace {

int64_t rounded(int64_t bytes) noexcept { return (bytes + 63) / 64 * 64; }

FftSide joined(const char* data, int64_t row) noexcept { return {const_cast<char*>(data), nullptr, row}; }

void over(ThreadPool* pool, int64_t n, int64_t grain, RangeBody body) noexcept {
    if (pool != nullptr) {
        pool->for_ranges(n, grain, body);
    } else {
        body(0, n);
    }
}

// Columns, twiddles, rows (the four-step transform): every access to the arrays runs along tiles of 128 bytes.
bool run_split(const FftKernels& kernels, ThreadPool* pool, const FftPlan& plan, int64_t part, const char* in,
               char* out, const FftScale& scale, char* work) noexcept {
    const int64_t first = plan.first, second = plan.second, item = 2 * part;
    const int64_t tile = 128 / item;
    // Columns are read in longer pieces, as far as the second-level cache allows.
    const int64_t wide = first <= 1024 ? 2 * tile : tile;
    std::atomic<bool> fine{true};
    over(pool, (second + wide - 1) / wide, 1, [&](int64_t begin, int64_t end) {
        Scratch memory;
        char* const scratch = memory.allocate(4 * fft_buffer_parts(first, wide) * part);
        if (scratch == nullptr) {
            fine = false;
            return;
        }
        for (int64_t t = begin; t < end; t++) {
            const int64_t c = t * wide, columns = second - c < wide ? second - c : wide;
            kernels.run(plan.stages, joined(in + c * item, 2 * second), joined(work + c * item, 2 * second), columns,
                        {scale.in, 1, 1}, scratch);
        }
    });
    if (!fine) return false;
    over(pool, (first + tile - 1) / tile, 1, [&](int64_t begin, int64_t end) {
        Scratch memory;
        char* const scratch = memory.allocate(4 * fft_buffer_parts(second, tile) * part);
        if (scratch == nullptr) {
            fine = false;
            return;
        }
        for (int64_t t = begin; t < end; t++) {
            const int64_t r = t * tile, rows = first - r < tile ? first - r : tile;
            // The second pair of buffers is not written before the first stage has read all.
            const int64_t buffer = fft_buffer_parts(second, rows) * part;
            char* const re = scratch + 2 * buffer;
            char* const im = re + buffer;
            const FftTwist twist{plan.twist_lanes, static_cast<const char*>(plan.twist_steps) + t * second * item};
            kernels.gather(work + r * second * item, 2 * second, rows, second, &twist, re, im, rows, 1);
            kernels.run(plan.row_stages, {re, im, rows}, joined(out + r * item, 2 * first), rows,
                        {1, scale.re, scale.im}, scratch);
        }
    });
    return fine;
}

// A convolution with a chirp, as a product of spectra (Bluestein).
bool run_chirp(const FftKernels& kernels, ThreadPool* pool, const FftPlan& plan, int64_t part, const char* in,
               char* out, const FftScale& scale, char* work) noexcept {
    constexpr int64_t kGrain = 8192;
    const FftPlan& convolution = *plan.convolution;
    const int64_t n = plan.n, m = convolution.n, item = 2 * part;
    char* const a = work;
    char* const b = a + rounded(m * item);
    char* const rest = b + rounded(m * item);
    const char* const chirp = static_cast<const char*>(plan.chirp);
    const char* const spectrum = static_cast<const char*>(plan.spectrum);
    over(pool, n, kGrain, [&](int64_t begin, int64_t end) {
        kernels.multiply(in + begin * item, chirp + begin * item, a + begin * item, end - begin, {scale.in, 1, 1});
    });
    std::memset(a + n * item, 0, static_cast<size_t>((m - n) * item));
    if (!transform_run(kernels, pool, convolution, part, a, b, {1, 1, 1}, rest)) return false;
    over(pool, m, kGrain, [&](int64_t begin, int64_t end) {
        kernels.multiply(b + begin * item, spectrum + begin * item, a + begin * item, end - begin, {1, 1, -1});
    });
    if (!transform_run(kernels, pool, convolution, part, a, b, {1, 1, 1}, rest)) return false;
    over(pool, n, kGrain, [&](int64_t begin, int64_t end) {
        kernels.multiply(b + begin * item, chirp + begin * item, out + begin * item, end - begin,
                         {-1, scale.re, scale.im});
    });
    return true;
}

}  // namespace

int64_t fft_work_bytes(const FftPlan& plan, int64_t part_size) noexcept {
    switch (plan.way) {
        case FftPlan::Way::stages:
            return rounded(4 * fft_buffer_parts(plan.n, 1) * part_size);
        case FftPlan::Way::split:
            return rounded(2 * plan.n * part_size);
        case FftPlan::Way::chirp:
            break;
    }
    return 2 * rounded(2 * plan.convolution->n * part_size) + fft_work_bytes(*plan.convolution, part_size);
}

bool is_large(const FftPlan& plan) noexcept {
    const FftPlan& inner = plan.way == FftPlan::Way::chirp ? *plan.convolution : plan;
    return inner.way == FftPlan::Way::split;
}

bool transform_run(const FftKernels& kernels, ThreadPool* pool, const FftPlan& plan, int64_t part_size, const char* in,
                   char* out, const FftScale& scale, char* work) noexcept {
    switch (plan.way) {
        case FftPlan::Way::stages:
            break;
        case FftPlan::Way::split:
            return run_split(kernels, pool, plan, part_size, in, out, scale, work);
        case FftPlan::Way::chirp:
            return run_chirp(kernels, pool, plan, part_size, in, out, scale, work);
    }
    kernels.run(plan.stages, joined(in, 2), joined(out, 2), 1, scale, work);
    return true;
}

}  // namespace strided
