#include "native/kernels/statistics/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

// Searches of neighbours go on side by side: one step of a search waits for the memory that it looks at.
constexpr int64_t kTogether = 16;

template <bool kInclusive>
void locate_block(const int64_t* keys, int64_t n, const int64_t* edges, int64_t edge_count, int64_t* places) noexcept {
    int64_t key[kTogether];
    int64_t base[kTogether];
    for (int64_t j = 0; j < kTogether; j++) {
        key[j] = keys[j < n ? j : 0];
        base[j] = 0;
    }
    for (int64_t left = edge_count; left > 1;) {
        const int64_t half = left / 2;
        for (int64_t j = 0; j < kTogether; j++) {
            const int64_t edge = edges[base[j] + half - 1];
            base[j] += (kInclusive ? edge <= key[j] : edge < key[j]) ? half : 0;
        }
        left -= half;
    }
    for (int64_t j = 0; j < kTogether; j++) {
        const int64_t edge = edges[base[j]];
        base[j] += (kInclusive ? edge <= key[j] : edge < key[j]) ? 1 : 0;
    }
    for (int64_t j = 0; j < n; j++) places[j] = base[j];
}

template <bool kInclusive>
void locate_all(const int64_t* keys, int64_t n, const int64_t* edges, int64_t edge_count, int64_t* places) noexcept {
    int64_t i = 0;
    for (; i + kTogether <= n; i += kTogether) {
        locate_block<kInclusive>(keys + i, kTogether, edges, edge_count, places + i);
    }
    if (i < n) locate_block<kInclusive>(keys + i, n - i, edges, edge_count, places + i);
}

template <bool kInclusive>
void locate_evenly_all(const double* values, int64_t n, const EvenEdges& even, int64_t* places) noexcept {
    const double* edges = even.edges;
    const int64_t count = even.count;
    const double first = even.first;
    const double per_step = even.per_step;
    const double most = static_cast<double>(count - 2);
    for (int64_t i = 0; i < n; i++) {
        const double x = values[i];
        double guess = (x - first) * per_step;
        guess = guess > 0 ? guess : 0;  // NaN too
        guess = guess < most ? guess : most;
        const int64_t k = static_cast<int64_t>(guess);
        const double low = edges[k];
        const double high = edges[k + 1];
        const int64_t place = k + (kInclusive ? x >= low : x > low) + (kInclusive ? x >= high : x > high);
        places[i] = x == x ? place : count;
    }
}

}  // namespace

void order_float64(const void* values, int64_t n, int64_t* keys) noexcept {
    const double* from = static_cast<const double*>(values);
    for (int64_t i = 0; i < n; i++) {
        const double x = from[i] + 0.0;  // −0 becomes 0
        const int64_t bits = __builtin_bit_cast(int64_t, x);
        const int64_t key = bits ^ ((bits >> 63) & INT64_MAX);
        keys[i] = x == x ? key : INT64_MAX;
    }
}

void order_uint64(const void* values, int64_t n, int64_t* keys) noexcept {
    const uint64_t* from = static_cast<const uint64_t*>(values);
    for (int64_t i = 0; i < n; i++) keys[i] = static_cast<int64_t>(from[i] ^ (uint64_t{1} << 63));
}

void locate(const int64_t* keys, int64_t n, const int64_t* edges, int64_t edge_count, bool inclusive,
            int64_t* places) noexcept {
    if (inclusive) {
        locate_all<true>(keys, n, edges, edge_count, places);
    } else {
        locate_all<false>(keys, n, edges, edge_count, places);
    }
}

void locate_evenly(const double* values, int64_t n, const EvenEdges& edges, bool inclusive, int64_t* places) noexcept {
    if (inclusive) {
        locate_evenly_all<true>(values, n, edges, places);
    } else {
        locate_evenly_all<false>(values, n, edges, places);
    }
}

}  // namespace strided::STRIDED_LEVEL
