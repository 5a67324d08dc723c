#include "native/kernels/statistics/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

#if defined(__AVX512F__)
constexpr int kVectorBytes = 64;
#elif defined(__AVX2__)
constexpr int kVectorBytes = 32;
#else
constexpr int kVectorBytes = 16;
#endif

// Sums of products are kept in runs of this many before they join the others: long ones stay accurate.
constexpr int64_t kRun = 64;

template <class T>
void slide_all(const T* a, const T* taps, int64_t m, int64_t step, int64_t count, T* out) noexcept {
    typedef T Vector __attribute__((vector_size(kVectorBytes), aligned(sizeof(T)), may_alias));
    constexpr int64_t kLanes = kVectorBytes / sizeof(T);
    constexpr int64_t kBlock = 4 * kLanes;
    int64_t i = 0;
    for (; i + kBlock <= count; i += kBlock) {
        Vector total[4] = {};
        for (int64_t start = 0; start < m; start += kRun) {
            const int64_t end = start + kRun < m ? start + kRun : m;
            Vector part[4] = {};
            for (int64_t j = start; j < end; j++) {
                const T* from = a + i + j * step;
                const Vector tap = taps[j] - Vector{};
#pragma GCC unroll 4
                for (int v = 0; v < 4; v++) part[v] += tap * *reinterpret_cast<const Vector*>(from + v * kLanes);
            }
#pragma GCC unroll 4
            for (int v = 0; v < 4; v++) total[v] += part[v];
        }
#pragma GCC unroll 4
        for (int v = 0; v < 4; v++) *reinterpret_cast<Vector*>(out + i + v * kLanes) = total[v];
    }
    for (; i < count; i++) {
        T total = 0;
        for (int64_t start = 0; start < m; start += kRun) {
            const int64_t end = start + kRun < m ? start + kRun : m;
            T part = 0;
            for (int64_t j = start; j < end; j++) part += taps[j] * a[i + j * step];
            total += part;
        }
        out[i] = total;
    }
}

template <class T>
void slide_edge_all(const T* a, int64_t n, const T* taps, int64_t m, int64_t step, int64_t first, int64_t count,
                    T* out) noexcept {
    for (int64_t k = 0; k < count; k++) out[k] = 0;
    for (int64_t j = 0; j < m; j++) {
        const int64_t at = first + j * step;
        const int64_t low = at < 0 ? -at : 0;
        const int64_t high = n - at < count ? n - at : count;
        const T tap = taps[j];
        for (int64_t k = low; k < high; k++) out[k] += tap * a[at + k];
    }
}

}  // namespace

#define STRIDED_SLIDE(T, name)                                                                              \
    void slide_##name(const T* a, const T* taps, int64_t m, int64_t step, int64_t count, T* out) noexcept { \
        slide_all(a, taps, m, step, count, out);                                                            \
    }                                                                                                       \
    void slide_edge_##name(const T* a, int64_t n, const T* taps, int64_t m, int64_t step, int64_t first,    \
                           int64_t count, T* out) noexcept {                                                \
        slide_edge_all(a, n, taps, m, step, first, count, out);                                             \
    }
STRIDED_SLIDE(uint32_t, uint32)
STRIDED_SLIDE(uint64_t, uint64)
STRIDED_SLIDE(float, float32)
STRIDED_SLIDE(double, float64)
#undef STRIDED_SLIDE

}  // namespace strided::STRIDED_LEVEL
