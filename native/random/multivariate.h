#pragma once
#include "native/random/legacy.h"

namespace strided {

// Draws that are whole vectors.

// One row of d counts that add to n; the row is zero before.
template <class S>
void draw_multinomial(S& s, int64_t n, const double* p, int64_t d, int64_t* row) noexcept {
    double remaining = 1.0;
    int64_t left = n;
    for (int64_t j = 0; j < d - 1; j++) {
        row[j] = Binomial(left, p[j] / remaining)(s);
        left -= row[j];
        if (left <= 0) return;
        remaining -= p[j];
    }
    if (left > 0) row[d - 1] = left;
}

// One row per draw from `colors` (their sum is `total`), by the marginal distributions; rows are zero before.
template <class S>
void draw_marginals(S& s, const int64_t* colors, int64_t d, int64_t total, int64_t sample, int64_t* row) noexcept {
    const bool more_than_half = sample > total / 2;
    int64_t left = more_than_half ? total - sample : sample;
    int64_t remaining = total;
    for (int64_t j = 0; left > 0 && j + 1 < d; j++) {
        remaining -= colors[j];
        row[j] = Hypergeometric(colors[j], remaining, left)(s);
        left -= row[j];
    }
    if (left > 0) row[d - 1] = left;
    if (more_than_half) {
        for (int64_t j = 0; j < d; j++) row[j] = colors[j] - row[j];
    }
}

// The same by drawing balls: `balls` holds the color of each, in any order.
template <class S>
void draw_balls(S& s, const int64_t* colors, int64_t d, int64_t total, int64_t sample, int64_t* balls,
                int64_t* row) noexcept {
    const bool more_than_half = sample > total / 2;
    const int64_t count = more_than_half ? total - sample : sample;
    for (int64_t j = 0; j < count; j++) {
        const auto k = j + static_cast<int64_t>(masked_interval(s, static_cast<uint64_t>(total - j - 1)));
        std::swap(balls[k], balls[j]);
        row[balls[j]]++;
    }
    if (more_than_half) {
        for (int64_t j = 0; j < d; j++) row[j] = colors[j] - row[j];
    }
}

// One row of d proportions from gamma draws.
template <class From, class S>
void draw_dirichlet(S& s, const double* alpha, int64_t d, double* row) noexcept {
    double sum = 0.0;
    for (int64_t j = 0; j < d; j++) {
        row[j] = StandardGamma<From>(alpha[j])(s);
        sum += row[j];
    }
    const double inverse = 1 / sum;
    for (int64_t j = 0; j < d; j++) row[j] *= inverse;
}

// The same where every alpha is small, by breaking a stick; `tails[j]` is the sum of alpha from j on, rows are zero
// before.
template <class S>
void draw_stick(S& s, const double* alpha, const double* tails, int64_t d, double* row) noexcept {
    double rest = 1.0;
    for (int64_t j = 0; j < d - 1; j++) {
        const double part = Beta(alpha[j], tails[j + 1])(s);
        row[j] = rest * part;
        rest *= 1.0 - part;
        if (tails[j + 1] == 0) break;
    }
    row[d - 1] = rest;
}

}  // namespace strided
