#include "native/loops/fourier_convolve.h"

#include <atomic>
#include <cmath>
#include <cstring>
#include <numbers>

#include "native/kernels/statistics_table.h"
#include "native/loops/overlap_blocks.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

// See FourierFn. One table of w^k, k < n, serves all passes.
void fill_twiddles(int64_t n, double* circle, double* twiddles) noexcept {
    for (int64_t k = 0; k < n; k++) {
        const double angle = -2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(n);
        circle[2 * k] = std::cos(angle);
        circle[2 * k + 1] = std::sin(angle);
    }
    for (int64_t q = n / 4; q >= 1; q /= 4) {
        const int64_t step = n / (4 * q);
        for (int64_t power = 1; power <= 3; power++) {
            for (int64_t k = 0; k < q; k++) {
                twiddles[(2 * power - 2) * q + k] = circle[2 * power * k * step];
                twiddles[(2 * power - 1) * q + k] = circle[2 * power * k * step + 1];
            }
        }
        twiddles += 6 * q;
        if (q == 2) break;
    }
}

double largest_part(const double* values, int64_t n) noexcept {
    double largest = 0;
    for (int64_t i = 0; i < n; i++) largest = std::fmax(largest, std::fabs(values[i]));
    return largest;
}

// The power of two that brings the largest part near 1; products of scaled numbers cannot overflow.
int scale_of(double largest) noexcept {
    int exponent = 0;
    if (largest > 0) std::frexp(largest, &exponent);
    return exponent;
}

// Multiplies by 2^exponent, through std::ldexp where no double is that.
class PowerOfTwo {
  public:
    explicit PowerOfTwo(int exponent) noexcept
        : exponent_(exponent),
          plain_(exponent >= -1022 && exponent <= 1023),
          factor_(plain_ ? std::ldexp(1.0, exponent) : 0) {}
    double times(double x) const noexcept { return plain_ ? x * factor_ : std::ldexp(x, exponent_); }

  private:
    int exponent_;
    bool plain_;
    double factor_;
};

}  // namespace

Status fourier_convolve(const KernelTable& kernels, ThreadPool& pool, const FourierCall& call) noexcept {
    const StatisticsKernels& k = *kernels.statistics;
    const int parts = call.complex ? 2 : 1;
    const OverlapBlocks blocks(call.m, call.count, 4096);
    const int64_t n = blocks.length;
    Scratch table_memory;
    double* tables = reinterpret_cast<double*>(table_memory.allocate((2 * n + 2 * n + 2 * n) * 8));
    if (tables == nullptr) return Status::out_of_memory;
    double* twiddles = tables;
    double* taps_re = tables + 2 * n;
    double* taps_im = tables + 3 * n;
    fill_twiddles(n, tables + 4 * n, twiddles);

    const int a_scale = scale_of(largest_part(call.a, call.n * parts));
    const int taps_scale = scale_of(largest_part(call.taps, call.m * parts));
    // Taps turned round: the transform convolves.
    std::memset(taps_re, 0, static_cast<size_t>(2 * n) * 8);
    for (int64_t j = 0; j < call.m; j++) {
        taps_re[call.m - 1 - j] = std::ldexp(call.taps[j * parts], -taps_scale);
        if (call.complex) taps_im[call.m - 1 - j] = std::ldexp(call.taps[j * parts + 1], -taps_scale);
    }
    k.fourier_forward(taps_re, taps_im, n, twiddles);

    // Two blocks of reals are the parts of one of complex numbers.
    const int64_t together = call.complex ? 1 : 2;
    const int64_t rounds = (blocks.count + together - 1) / together;
    const PowerOfTwo down(-a_scale);
    const PowerOfTwo up(a_scale + taps_scale);
    std::atomic<bool> enough{true};
    pool.for_ranges(rounds, 1, [&](int64_t begin, int64_t end) {
        Scratch memory;
        double* re = reinterpret_cast<double*>(memory.allocate(2 * n * 8));
        if (re == nullptr) {
            enough.store(false);
            return;
        }
        double* im = re + n;
        const auto load = [&](int64_t block, int part, double* to) {
            const int64_t start = call.first + block * blocks.results;
            for (int64_t i = 0; i < n; i++) {
                const int64_t at = start + i;
                to[i] = at >= 0 && at < call.n ? down.times(call.a[at * parts + part]) : 0;
            }
        };
        const auto store = [&](int64_t block, int part, const double* from) {
            const int64_t start = block * blocks.results;
            const int64_t results = std::min(blocks.results, call.count - start);
            for (int64_t i = 0; i < results; i++) {
                call.out[(start + i) * parts + part] = up.times(from[call.m - 1 + i]);
            }
        };
        for (int64_t round = begin; round < end; round++) {
            const int64_t block = round * together;
            const bool second = !call.complex && block + 1 < blocks.count;
            load(block, 0, re);
            if (call.complex) {
                load(block, 1, im);
            } else if (second) {
                load(block + 1, 0, im);
            } else {
                std::memset(im, 0, static_cast<size_t>(n) * 8);
            }
            k.fourier_forward(re, im, n, twiddles);
            k.multiply_spectra(re, im, taps_re, taps_im, 1.0 / static_cast<double>(n), n);
            k.fourier_inverse(re, im, n, twiddles);
            store(block, 0, re);
            if (call.complex) {
                store(block, 1, im);
            } else if (second) {
                store(block + 1, 0, im);
            }
        }
    });
    return enough.load() ? Status::ok : Status::out_of_memory;
}

}  // namespace strided
