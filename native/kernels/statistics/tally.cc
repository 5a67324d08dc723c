#include "native/kernels/statistics/families.h"

namespace strided::STRIDED_LEVEL {

void close_last_bin(const double* values, double last, int64_t n, int64_t* places) noexcept {
    for (int64_t i = 0; i < n; i++) places[i] -= values[i] == last ? 1 : 0;
}

void close_last_key(const int64_t* keys, int64_t last, int64_t n, int64_t* places) noexcept {
    for (int64_t i = 0; i < n; i++) places[i] -= keys[i] == last ? 1 : 0;
}

bool places_fit(const int64_t* places, int64_t n, int64_t count) noexcept {
    // Negative places are the largest unsigned ones.
    int64_t misfits = 0;
    const uint64_t end = static_cast<uint64_t>(count);
    for (int64_t i = 0; i < n; i++) misfits += static_cast<uint64_t>(places[i]) >= end ? 1 : 0;
    return misfits == 0;
}

// Neighbours count in different tables: a count that was just written would hold up the next one of the same place.
void tally(const int64_t* places, int64_t n, int64_t* counts, int64_t lane) noexcept {
    int64_t* second = counts + lane;
    int64_t* third = second + lane;
    int64_t* fourth = third + lane;
    int64_t i = 0;
    for (; i + kTallyLanes <= n; i += kTallyLanes) {
        counts[places[i]]++;
        second[places[i + 1]]++;
        third[places[i + 2]]++;
        fourth[places[i + 3]]++;
    }
    for (; i < n; i++) counts[places[i]]++;
}

void weigh(const int64_t* places, const double* weights, int64_t n, double* sums) noexcept {
    for (int64_t i = 0; i < n; i++) sums[places[i]] += weights[i];
}

}  // namespace strided::STRIDED_LEVEL
