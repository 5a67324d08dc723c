#pragma once
#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "native/random/binomial.h"
#include "native/random/bounded.h"
#include "native/random/continuous.h"
#include "native/random/log_factorial_table.h"

namespace strided {

// Discrete distributions; see continuous.h.

// log Γ(x) by Stirling's series, as NumPy's rejection tests need it to the bit.
inline double log_gamma(double x) noexcept {
    static constexpr double kTerms[10] = {8.333333333333333e-02,  -2.777777777777778e-03, 7.936507936507937e-04,
                                          -5.952380952380952e-04, 8.417508417508418e-04,  -1.917526917526918e-03,
                                          6.410256410256410e-03,  -2.955065359477124e-02, 1.796443723688307e-01,
                                          -1.39243221690590e+00};
    if (x == 1.0 || x == 2.0) return 0.0;
    const int64_t n = x < 7.0 ? static_cast<int64_t>(7 - x) : 0;
    double shifted = x + static_cast<double>(n);
    const double square = (1.0 / shifted) * (1.0 / shifted);
    double series = kTerms[9];
    for (int k = 8; k >= 0; k--) {
        series *= square;
        series += kTerms[k];
    }
    double result = series / shifted + 0.5 * 1.8378770664093453 + (shifted - 0.5) * std::log(shifted) - shifted;
    if (x < 7.0) {
        for (int64_t k = 1; k <= n; k++) {
            result -= std::log(shifted - 1.0);
            shifted -= 1.0;
        }
    }
    return result;
}

inline double log_factorial(int64_t k) noexcept {
    if (k < 126) return kLogFactorial[k];
    const auto x = static_cast<double>(k);
    return (x + 0.5) * std::log(x) - x + (0.9189385332046728 + (1.0 / x) * (1 / 12.0 - 1 / (360.0 * x * x)));
}

// PTRS (Hörmann 1993) from 10 on, products of uniforms below.
struct PoissonLaw {
    double lam, floor_probability, log_lam, a, b, log_inverse_alpha, v_r;
    explicit PoissonLaw(double lam_) noexcept : lam(lam_) {
        floor_probability = std::exp(-lam);
        b = 0.931 + 2.53 * std::sqrt(lam);
        a = -0.059 + 0.02483 * b;
        log_lam = std::log(lam);
        log_inverse_alpha = std::log(1.1239 + 1.1328 / (b - 3.4));
        v_r = 0.9277 - 3.6224 / (b - 2);
    }

    double log_probability(int64_t k) const noexcept {
        const auto x = static_cast<double>(k);
        return -lam + x * log_lam - log_gamma(x + 1);
    }

    // `height(k)` is log_probability, computed or looked up.
    template <class S, class Height>
    [[gnu::always_inline]] int64_t draw(S& s, const Height& height) const noexcept {
        // Means that no integer reaches, or NaN: no candidate below would ever be taken.
        if (!(lam < 0x1p63)) return INT64_MAX;
        if (lam >= 10) return transformed(s, height);
        if (lam == 0) return 0;
        int64_t count = 0;
        for (double product = s.next_double(); product > floor_probability; product *= s.next_double()) count++;
        return count;
    }

  private:
    template <class S, class Height>
    [[gnu::always_inline]] int64_t transformed(S& s, const Height& height) const noexcept {
        for (;;) {
            const double u = s.next_double() - 0.5;
            const double v = s.next_double();
            const double us = 0.5 - std::fabs(u);
            const double candidate = std::floor((2 * a / us + b) * u + lam + 0.43);
            if (!(std::fabs(candidate) < 0x1p63)) continue;
            const auto k = static_cast<int64_t>(candidate);
            if (us >= 0.07 && v <= v_r) return k;
            if (k < 0 || (us < 0.013 && v > us)) continue;
            if (std::log(v) + log_inverse_alpha - std::log(a / (us * us) + b) <= height(k)) return k;
        }
    }
};

// Keeps the heights around the mean that were met.
struct TabledPoisson {
    using Out = int64_t;
    static constexpr int64_t kHeights = 256;
    PoissonLaw law;
    int64_t first = 0;
    mutable double heights[kHeights];

    explicit TabledPoisson(const Values& p) noexcept : law(p[0].real) {
        if (law.lam < 1e15) first = std::max<int64_t>(0, static_cast<int64_t>(law.lam) - kHeights / 2);
        std::fill(heights, heights + kHeights, std::numeric_limits<double>::quiet_NaN());
    }
    template <class S>
    int64_t operator()(S& s) const noexcept {
        return law.draw(s, [this](int64_t k) {
            const auto place = static_cast<uint64_t>(k) - static_cast<uint64_t>(first);
            if (place >= static_cast<uint64_t>(kHeights)) return law.log_probability(k);
            if (std::isnan(heights[place])) heights[place] = law.log_probability(k);
            return heights[place];
        });
    }
};

struct Poisson {
    using Out = int64_t;
    using Tabled = TabledPoisson;
    PoissonLaw law;
    explicit Poisson(double lam) noexcept : law(lam) {}
    explicit Poisson(const Values& p) noexcept : law(p[0].real) {}
    template <class S>
    int64_t operator()(S& s) const noexcept {
        return law.draw(s, [this](int64_t k) { return law.log_probability(k); });
    }
};

// n, p
template <class From>
struct NegativeBinomial {
    using Out = int64_t;
    StandardGamma<From> gamma;
    double scale;
    explicit NegativeBinomial(const Values& p) noexcept : gamma(p[0].real), scale((1 - p[1].real) / p[1].real) {}
    template <class S>
    int64_t operator()(S& s) const noexcept {
        return Poisson(scale * gamma(s))(s);
    }
};

// A search from 1 up; `p` is at least ⅓.
template <class S>
int64_t geometric_search(S& s, double p) noexcept {
    int64_t x = 1;
    double sum = p, product = p;
    const double q = 1.0 - p;
    const double u = s.next_double();
    while (u > sum) {
        product *= q;
        sum += product;
        x++;
    }
    return x;
}

inline constexpr double kGeometricSwitch = 0.333333333333333333333333;

struct Geometric {
    using Out = int64_t;
    double p, log_q;
    explicit Geometric(const Values& v) noexcept : p(v[0].real), log_q(std::log1p(-p)) {}
    template <class S>
    int64_t operator()(S& s) const noexcept {
        if (p >= kGeometricSwitch) return geometric_search(s, p);
        const double z = std::ceil(-standard_exponential(s) / log_q);
        return z >= 9.223372036854776e+18 ? INT64_MAX : static_cast<int64_t>(z);
    }
};

struct LogSeries {
    using Out = int64_t;
    double p, r;
    explicit LogSeries(const Values& v) noexcept : p(v[0].real), r(std::log1p(-p)) {}
    template <class S>
    int64_t operator()(S& s) const noexcept {
        for (;;) {
            const double v = s.next_double();
            if (v >= p) return 1;
            const double q = -std::expm1(r * s.next_double());
            if (v <= q * q) {
                if (v == 0.0) continue;
                const double x = std::floor(1 + std::log(v) / std::log(q));
                if (!(x >= 1)) continue;
                return x >= 9.223372036854776e+18 ? INT64_MIN : static_cast<int64_t>(x);
            }
            return v >= q ? 1 : 2;
        }
    }
};

// Devroye (1986); `Modern` draws from above the least probability that an int64 can answer to.
template <bool Modern>
struct ZipfLaw {
    using Out = int64_t;
    double a, am1, b, u_min;
    explicit ZipfLaw(const Values& v) noexcept : a(v[0].real), am1(a - 1.0) {
        b = std::pow(2.0, am1);
        u_min = std::pow(static_cast<double>(INT64_MAX), -am1);
    }
    template <class S>
    int64_t operator()(S& s) const noexcept {
        if (Modern && a >= 1025) return 1;
        for (;;) {
            const double u01 = s.next_double();
            const double u = Modern ? u01 * u_min + (1 - u01) : 1.0 - u01;
            const double v = s.next_double();
            const double x = std::floor(std::pow(u, -1.0 / am1));
            if (!(x < 9.223372036854776e+18) || x < 1.0) continue;
            const double t = std::pow(1.0 + 1.0 / x, am1);
            if (v * x * (t - 1.0) / (b - 1.0) <= t / b) return static_cast<int64_t>(x);
        }
    }
};
using Zipf = ZipfLaw<true>;

// Draws without replacement for small samples, HRUA (Stadlober 1990) for others. good, bad, sample
struct Hypergeometric {
    using Out = int64_t;
    int64_t good, bad, sample;
    bool by_ratio;
    int64_t drawn, fewer, more;
    double a, b, h, g;

    Hypergeometric(int64_t good_, int64_t bad_, int64_t sample_) noexcept : good(good_), bad(bad_), sample(sample_) {
        const int64_t total = good + bad;
        by_ratio = sample >= 10 && sample <= total - 10;
        if (!by_ratio) return;
        drawn = std::min(sample, total - sample);
        fewer = std::min(good, bad);
        more = std::max(good, bad);
        const auto population = static_cast<double>(total);
        const double p = static_cast<double>(fewer) / population;
        const double q = static_cast<double>(more) / population;
        a = static_cast<double>(drawn) * p + 0.5;
        const double variance =
            static_cast<double>(total - drawn) * static_cast<double>(drawn) * p * q / static_cast<double>(total - 1);
        const double c = std::sqrt(variance + 0.5);
        // 2·√(2/e) and 3 − 2·√(3/e)
        h = 1.7155277699214135 * c + 0.8989161620588988;
        const auto m = static_cast<int64_t>(std::floor(static_cast<double>(drawn + 1) * static_cast<double>(fewer + 1) /
                                                       static_cast<double>(total + 2)));
        g = log_weight(m);
        b = std::min(static_cast<double>(std::min(drawn, fewer) + 1), std::floor(a + 16 * c));
    }
    explicit Hypergeometric(const Values& v) noexcept : Hypergeometric(v[0].whole, v[1].whole, v[2].whole) {}

    template <class S>
    int64_t operator()(S& s) const noexcept {
        return by_ratio ? ratio(s) : one_by_one(s);
    }

  private:
    double log_weight(int64_t k) const noexcept {
        return log_factorial(k) + log_factorial(fewer - k) + log_factorial(drawn - k) + log_factorial(more - drawn + k);
    }

    template <class S>
    int64_t one_by_one(S& s) const noexcept {
        const int64_t total = good + bad;
        int64_t left = sample > total / 2 ? total - sample : sample;
        int64_t remaining = total;
        int64_t remaining_good = good;
        while (left > 0 && remaining_good > 0 && remaining > remaining_good) {
            remaining--;
            if (static_cast<int64_t>(masked_interval(s, static_cast<uint64_t>(remaining))) < remaining_good) {
                remaining_good--;
            }
            left--;
        }
        if (remaining == remaining_good) remaining_good -= left;
        return sample > total / 2 ? remaining_good : good - remaining_good;
    }

    template <class S>
    int64_t ratio(S& s) const noexcept {
        int64_t k;
        for (;;) {
            const double u = s.next_double();
            const double v = s.next_double();
            const double x = a + h * (v - 0.5) / u;
            if (!(x >= 0.0 && x < b)) continue;
            k = static_cast<int64_t>(std::floor(x));
            const double t = g - log_weight(k);
            if (u * (4.0 - u) - 3.0 <= t) break;
            if (u * (u - t) >= 1) continue;
            if (2.0 * std::log(u) <= t) break;
        }
        if (good > bad) k = drawn - k;
        return drawn < sample ? good - k : k;
    }
};

// degrees, noncentrality
template <class From>
struct NoncentralChiSquare {
    using Out = double;
    double degrees, noncentrality;
    NoncentralChiSquare(double degrees_, double noncentrality_) noexcept
        : degrees(degrees_), noncentrality(noncentrality_) {}
    explicit NoncentralChiSquare(const Values& p) noexcept : NoncentralChiSquare(p[0].real, p[1].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        // RandomState draws for a NaN too.
        constexpr bool kDrawsForNaN = std::is_same_v<From, Polar>;
        if (!kDrawsForNaN && std::isnan(noncentrality)) return noncentrality;
        if (noncentrality == 0) return ChiSquare<From>(degrees)(s);
        if (degrees > 1) {
            const double chi = ChiSquare<From>(degrees - 1)(s);
            const double x = From::normal(s) + std::sqrt(noncentrality);
            return chi + x * x;
        }
        const auto i = static_cast<double>(Poisson(noncentrality / 2.0)(s));
        const double chi = ChiSquare<From>(degrees + 2 * i)(s);
        return std::isnan(noncentrality) ? noncentrality : chi;
    }
};

// dfnum, dfden, noncentrality
template <class From>
struct NoncentralF {
    using Out = double;
    double above, below, noncentrality;
    explicit NoncentralF(const Values& p) noexcept : above(p[0].real), below(p[1].real), noncentrality(p[2].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        const double t = NoncentralChiSquare<From>(above, noncentrality)(s) * below;
        return t / (ChiSquare<From>(below)(s) * above);
    }
};

}  // namespace strided
