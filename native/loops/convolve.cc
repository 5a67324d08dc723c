#include "native/loops/convolve.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "native/kernels/statistics_table.h"
#include "native/loops/fourier_convolve.h"
#include "native/loops/modular_convolve.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

// From how many taps (and results) on transforms are faster; measured.
constexpr int64_t kFourierTaps = 384;
constexpr int64_t kModularTaps32 = 1500;
constexpr int64_t kModularTaps64 = 500;
constexpr double kGrainProducts = 60000;

template <class T>
struct Slides {
    SlideFn<T> slide;
    SlideEdgeFn<T> edge;
};

// Where the taps hang over an end of `a`, and between. `a` has a_n numbers, `step` apart for each element.
template <class T>
void slide_all(const Slides<T>& slides, ThreadPool& pool, const T* a, int64_t a_n, const T* taps, int64_t m,
               int64_t step, int64_t first, int64_t count, T* out) noexcept {
    const int64_t reach = (m - 1) * step;
    const int64_t inner_begin = std::clamp<int64_t>(-first, 0, count);
    const int64_t inner_end = std::clamp<int64_t>(a_n - reach - first, inner_begin, count);
    if (inner_begin > 0) slides.edge(a, a_n, taps, m, step, first, inner_begin, out);
    if (inner_end < count) {
        slides.edge(a, a_n, taps, m, step, first + inner_end, count - inner_end, out + inner_end);
    }
    const int64_t grain = std::max<int64_t>(256, static_cast<int64_t>(kGrainProducts / static_cast<double>(m)));
    pool.for_ranges(inner_end - inner_begin, grain, [&](int64_t begin, int64_t end) {
        const int64_t at = inner_begin + begin;
        slides.slide(a + first + at, taps, m, step, end - begin, out + at);
    });
}

// Complex taps one part after the other over the interleaved parts of `a`.
template <class T>
Status slide_complex(const Slides<T>& slides, ThreadPool& pool, const ConvolveCall& call) noexcept {
    Scratch memory;
    T* taps = reinterpret_cast<T*>(memory.allocate((2 * call.m + 2 * call.count) * static_cast<int64_t>(sizeof(T))));
    if (taps == nullptr) return Status::out_of_memory;
    T* turned = taps + 2 * call.m;
    const T* given = reinterpret_cast<const T*>(call.taps);
    for (int64_t j = 0; j < call.m; j++) {
        taps[j] = given[2 * j];
        taps[call.m + j] = given[2 * j + 1];
    }
    const T* a = reinterpret_cast<const T*>(call.a);
    T* out = reinterpret_cast<T*>(call.out);
    slide_all(slides, pool, a, 2 * call.n, taps, call.m, 2, 2 * call.first, 2 * call.count, out);
    slide_all(slides, pool, a, 2 * call.n, taps + call.m, call.m, 2, 2 * call.first, 2 * call.count, turned);
    for (int64_t k = 0; k < call.count; k++) {
        out[2 * k] -= turned[2 * k + 1];
        out[2 * k + 1] += turned[2 * k];
    }
    return Status::ok;
}

template <class T>
bool all_finite(const T* values, int64_t n) noexcept {
    T sum = 0;
    for (int64_t i = 0; i < n; i++) sum += values[i] * 0;
    return sum == 0;
}

// Floats through doubles; false where something is not finite, which a transform would spread everywhere.
template <class T>
bool by_fourier(const KernelTable& kernels, ThreadPool& pool, const ConvolveCall& call, bool complex,
                Status* status) noexcept {
    const int parts = complex ? 2 : 1;
    const T* a = reinterpret_cast<const T*>(call.a);
    const T* taps = reinterpret_cast<const T*>(call.taps);
    if (!all_finite(a, call.n * parts) || !all_finite(taps, call.m * parts)) return false;
    if constexpr (sizeof(T) == sizeof(double)) {
        *status = fourier_convolve(
            kernels, pool,
            {a, call.n, taps, call.m, call.first, call.count, complex, reinterpret_cast<double*>(call.out)});
    } else {
        Scratch memory;
        double* wide = reinterpret_cast<double*>(memory.allocate((call.n + call.m + call.count) * parts * 8));
        if (wide == nullptr) {
            *status = Status::out_of_memory;
            return true;
        }
        double* wide_taps = wide + call.n * parts;
        double* wide_out = wide_taps + call.m * parts;
        std::copy(a, a + call.n * parts, wide);
        std::copy(taps, taps + call.m * parts, wide_taps);
        *status = fourier_convolve(kernels, pool,
                                   {wide, call.n, wide_taps, call.m, call.first, call.count, complex, wide_out});
        T* out = reinterpret_cast<T*>(call.out);
        for (int64_t k = 0; k < call.count * parts; k++) out[k] = static_cast<T>(wide_out[k]);
    }
    return true;
}

template <class Signed, class T>
double largest_magnitude(const T* values, int64_t n) noexcept {
    Signed low = 0;
    Signed high = 0;
    for (int64_t i = 0; i < n; i++) {
        const Signed value = static_cast<Signed>(values[i]);
        low = std::min(low, value);
        high = std::max(high, value);
    }
    return std::max(-static_cast<double>(low), static_cast<double>(high));
}

template <class Signed, class T>
Status by_primes(ThreadPool& pool, const ConvolveCall& call) noexcept {
    const T* a = reinterpret_cast<const T*>(call.a);
    const T* taps = reinterpret_cast<const T*>(call.taps);
    const double bound =
        largest_magnitude<Signed>(a, call.n) * largest_magnitude<Signed>(taps, call.m) * static_cast<double>(call.m);
    if constexpr (sizeof(T) == 8) {
        return modular_convolve(
            pool, {a, call.n, taps, call.m, call.first, call.count, bound, reinterpret_cast<T*>(call.out)});
    } else {
        Scratch memory;
        uint64_t* wide = reinterpret_cast<uint64_t*>(memory.allocate((call.n + call.m + call.count) * 8));
        if (wide == nullptr) return Status::out_of_memory;
        uint64_t* wide_taps = wide + call.n;
        uint64_t* wide_out = wide_taps + call.m;
        const auto widen = [](T x) { return static_cast<uint64_t>(static_cast<int64_t>(static_cast<Signed>(x))); };
        for (int64_t i = 0; i < call.n; i++) wide[i] = widen(a[i]);
        for (int64_t j = 0; j < call.m; j++) wide_taps[j] = widen(taps[j]);
        const Status status =
            modular_convolve(pool, {wide, call.n, wide_taps, call.m, call.first, call.count, bound, wide_out});
        T* out = reinterpret_cast<T*>(call.out);
        for (int64_t k = 0; k < call.count; k++) out[k] = static_cast<T>(wide_out[k]);
        return status;
    }
}

template <class T>
Status slide_real(const Slides<T>& slides, ThreadPool& pool, const ConvolveCall& call) noexcept {
    slide_all(slides, pool, reinterpret_cast<const T*>(call.a), call.n, reinterpret_cast<const T*>(call.taps), call.m,
              1, call.first, call.count, reinterpret_cast<T*>(call.out));
    return Status::ok;
}

}  // namespace

Status run_convolve(const KernelTable& kernels, ThreadPool& pool, const ConvolveCall& call) noexcept {
    const StatisticsKernels& k = *kernels.statistics;
    const int64_t shorter = std::min(call.m, call.count);
    Status status = Status::ok;
    switch (call.dtype) {
        case DType::UInt32:
            if (shorter >= kModularTaps32) return by_primes<int32_t, uint32_t>(pool, call);
            return slide_real<uint32_t>({k.slide_uint32, k.slide_edge_uint32}, pool, call);
        case DType::UInt64:
            if (shorter >= kModularTaps64) return by_primes<int64_t, uint64_t>(pool, call);
            return slide_real<uint64_t>({k.slide_uint64, k.slide_edge_uint64}, pool, call);
        case DType::Float32:
            if (shorter >= kFourierTaps && by_fourier<float>(kernels, pool, call, false, &status)) return status;
            return slide_real<float>({k.slide_float32, k.slide_edge_float32}, pool, call);
        case DType::Float64:
            if (shorter >= kFourierTaps && by_fourier<double>(kernels, pool, call, false, &status)) return status;
            return slide_real<double>({k.slide_float64, k.slide_edge_float64}, pool, call);
        case DType::Complex64:
            if (shorter >= kFourierTaps && by_fourier<float>(kernels, pool, call, true, &status)) return status;
            return slide_complex<float>({k.slide_float32, k.slide_edge_float32}, pool, call);
        case DType::Complex128:
            if (shorter >= kFourierTaps && by_fourier<double>(kernels, pool, call, true, &status)) return status;
            return slide_complex<double>({k.slide_float64, k.slide_edge_float64}, pool, call);
        default:
            return Status::bad_argument;
    }
}

}  // namespace strided
