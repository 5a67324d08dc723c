#pragma once
#include "native/random/discrete.h"

namespace strided {

// Distributions of NumPy's RandomState whose streams differ from the Generator's.

// The polar method, which makes two values at a time.
template <class S>
[[gnu::always_inline]] inline double legacy_gauss(S& s) noexcept {
    if (s.has_gauss) {
        s.has_gauss = false;
        const double waiting = s.gauss;
        s.gauss = 0.0;
        return waiting;
    }
    double x, y, square;
    do {
        x = 2.0 * s.next_double() - 1.0;
        y = 2.0 * s.next_double() - 1.0;
        square = x * x + y * y;
    } while (square >= 1.0 || square == 0.0);
    const double f = std::sqrt(-2.0 * std::log(square) / square);
    s.gauss = f * x;
    s.has_gauss = true;
    return f * y;
}

template <class S>
double legacy_exponential(S& s) noexcept {
    return -std::log(1.0 - s.next_double());
}

template <class S>
double legacy_gamma(S& s, double shape) noexcept {
    if (shape == 1.0) return legacy_exponential(s);
    if (shape == 0.0) return 0.0;
    if (shape < 1.0) {
        for (;;) {
            const double u = s.next_double();
            const double v = legacy_exponential(s);
            if (u <= 1.0 - shape) {
                const double x = std::pow(u, 1.0 / shape);
                if (x <= v) return x;
            } else {
                const double y = -std::log((1 - u) / shape);
                const double x = std::pow(1.0 - shape + shape * y, 1.0 / shape);
                if (x <= v + y) return x;
            }
        }
    }
    const double b = shape - 1.0 / 3.0;
    const double c = 1.0 / std::sqrt(9 * b);
    for (;;) {
        double x, v;
        do {
            x = legacy_gauss(s);
            v = 1.0 + c * x;
        } while (v <= 0.0);
        v = v * v * v;
        const double u = s.next_double();
        if (u < 1.0 - 0.0331 * (x * x) * (x * x)) return b * v;
        if (std::log(u) < 0.5 * x * x + b * (1.0 - v + std::log(v))) return b * v;
    }
}

template <class S>
double legacy_chisquare(S& s, double degrees) noexcept {
    return 2.0 * legacy_gamma(s, degrees / 2.0);
}

// A distribution that is one expression of the source `s` and its parameters a, b, c.
#define STRIDED_LEGACY(NAME, OUT, EXPRESSION)                                                 \
    struct NAME {                                                                             \
        using Out = OUT;                                                                      \
        double a, b, c;                                                                       \
        explicit NAME(const Values& p) noexcept : a(p[0].real), b(p[1].real), c(p[2].real) {} \
        template <class S>                                                                    \
        OUT operator()(S& s) const noexcept {                                                 \
            return EXPRESSION;                                                                \
        }                                                                                     \
    }

STRIDED_LEGACY(LegacyGauss, double, legacy_gauss(s));
STRIDED_LEGACY(LegacyNormal, double, a + b * legacy_gauss(s));
STRIDED_LEGACY(LegacyLogNormal, double, std::exp(a + b * legacy_gauss(s)));
STRIDED_LEGACY(LegacyStandardExponential, double, legacy_exponential(s));
STRIDED_LEGACY(LegacyExponential, double, a* legacy_exponential(s));
STRIDED_LEGACY(LegacyStandardGamma, double, legacy_gamma(s, a));
STRIDED_LEGACY(LegacyGamma, double, b* legacy_gamma(s, a));
STRIDED_LEGACY(LegacyChiSquare, double, legacy_chisquare(s, a));
STRIDED_LEGACY(LegacyPareto, double, std::exp(legacy_exponential(s) / a) - 1);
STRIDED_LEGACY(LegacyWeibull, double, a == 0.0 ? 0.0 : std::pow(legacy_exponential(s), 1.0 / a));
STRIDED_LEGACY(LegacyPower, double, std::pow(1 - std::exp(-legacy_exponential(s)), 1.0 / a));
STRIDED_LEGACY(LegacyRayleigh, double, a* std::sqrt(-2.0 * std::log1p(-s.next_double())));
STRIDED_LEGACY(LegacyNegativeBinomial, int64_t, Poisson((1 - b) / b * legacy_gamma(s, a))(s));
#undef STRIDED_LEGACY

struct LegacyF {
    using Out = double;
    double above, below;
    explicit LegacyF(const Values& p) noexcept : above(p[0].real), below(p[1].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        const double numerator = legacy_chisquare(s, above) * below;
        return numerator / (legacy_chisquare(s, below) * above);
    }
};

struct LegacyStandardCauchy {
    using Out = double;
    explicit LegacyStandardCauchy(const Values&) noexcept {}
    template <class S>
    double operator()(S& s) const noexcept {
        const double x = legacy_gauss(s);
        return x / legacy_gauss(s);
    }
};

struct LegacyStandardT {
    using Out = double;
    double degrees;
    explicit LegacyStandardT(const Values& p) noexcept : degrees(p[0].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        const double x = legacy_gauss(s);
        const double g = legacy_gamma(s, degrees / 2);
        return std::sqrt(degrees / 2) * x / std::sqrt(g);
    }
};

struct LegacyBeta {
    using Out = double;
    double a, b;
    explicit LegacyBeta(const Values& p) noexcept : a(p[0].real), b(p[1].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        if (!(a <= 1.0 && b <= 1.0)) {
            const double x = legacy_gamma(s, a);
            const double y = legacy_gamma(s, b);
            return x / (x + y);
        }
        for (;;) {
            const double u = s.next_double();
            const double v = s.next_double();
            const double x = std::pow(u, 1.0 / a);
            const double y = std::pow(v, 1.0 / b);
            const double sum = x + y;
            if (sum <= 1.0 && u + v > 0.0) {
                if (sum > 0) return x / sum;
                double log_x = std::log(u) / a;
                double log_y = std::log(v) / b;
                const double most = log_x > log_y ? log_x : log_y;
                log_x -= most;
                log_y -= most;
                return std::exp(log_x - std::log(std::exp(log_x) + std::exp(log_y)));
            }
        }
    }
};

struct LegacyNoncentralChiSquare {
    using Out = double;
    double degrees, noncentrality;
    explicit LegacyNoncentralChiSquare(const Values& p) noexcept : degrees(p[0].real), noncentrality(p[1].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        if (noncentrality == 0) return legacy_chisquare(s, degrees);
        if (degrees > 1) {
            const double chi = legacy_chisquare(s, degrees - 1);
            const double x = legacy_gauss(s) + std::sqrt(noncentrality);
            return chi + x * x;
        }
        const auto i = static_cast<double>(Poisson(noncentrality / 2.0)(s));
        const double result = legacy_chisquare(s, degrees + 2 * i);
        return std::isnan(noncentrality) ? noncentrality : result;
    }
};

struct LegacyNoncentralF {
    using Out = double;
    double above, below, noncentrality;
    explicit LegacyNoncentralF(const Values& p) noexcept
        : above(p[0].real), below(p[1].real), noncentrality(p[2].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        const Values values{{{.real = above}, {.real = noncentrality}, {.real = 0}}};
        const double t = LegacyNoncentralChiSquare(values)(s) * below;
        return t / (legacy_chisquare(s, below) * above);
    }
};

struct LegacyWald {
    using Out = double;
    double mean, scale;
    explicit LegacyWald(const Values& p) noexcept : mean(p[0].real), scale(p[1].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        const double half_ratio = mean / (2 * scale);
        const double normal = legacy_gauss(s);
        const double y = mean * normal * normal;
        const double x = mean + half_ratio * (y - std::sqrt(4 * scale * y + y * y));
        const double u = s.next_double();
        return u <= mean / (mean + x) ? x : mean * mean / x;
    }
};

// The legacy functions have no limit from which von Mises draws become normal ones.
struct LegacyVonMises {
    using Out = double;
    VonMises law;
    explicit LegacyVonMises(const Values& p) noexcept : law(p, HUGE_VAL) {}
    template <class S>
    double operator()(S& s) const noexcept {
        return law(s);
    }
};

struct LegacyGeometric {
    using Out = int64_t;
    double p;
    explicit LegacyGeometric(const Values& v) noexcept : p(v[0].real) {}
    template <class S>
    int64_t operator()(S& s) const noexcept {
        if (p >= kGeometricSwitch) return geometric_search(s, p);
        const double x = std::ceil(std::log1p(-s.next_double()) / std::log(1 - p));
        return x >= 9.223372036854776e+18 ? INT64_MIN : static_cast<int64_t>(x);
    }
};

struct LegacyBinomial {
    using Out = int64_t;
    Binomial law;
    explicit LegacyBinomial(const Values& v) noexcept : law(v) {}
    template <class S>
    int64_t operator()(S& s) const noexcept {
        return law.always(s);
    }
};

using LegacyZipf = ZipfLaw<false>;

struct LegacyHypergeometric {
    using Out = int64_t;
    int64_t good, bad, sample;
    explicit LegacyHypergeometric(const Values& v) noexcept : good(v[0].whole), bad(v[1].whole), sample(v[2].whole) {}
    template <class S>
    int64_t operator()(S& s) const noexcept {
        if (sample > 10) return ratio(s);
        return sample > 0 ? one_by_one(s) : 0;
    }

  private:
    template <class S>
    int64_t one_by_one(S& s) const noexcept {
        const auto d1 = static_cast<double>(bad + good - sample);
        const auto d2 = static_cast<double>(std::min(bad, good));
        double y = d2;
        int64_t k = sample;
        while (y > 0.0) {
            const double u = s.next_double();
            y -= std::floor(u + y / (d1 + static_cast<double>(k)));
            k--;
            if (k == 0) break;
        }
        const auto z = static_cast<int64_t>(d2 - y);
        return good > bad ? sample - z : z;
    }

    template <class S>
    int64_t ratio(S& s) const noexcept {
        const int64_t fewer = std::min(good, bad);
        const int64_t more = std::max(good, bad);
        const int64_t total = good + bad;
        const int64_t m = std::min(sample, total - sample);
        const double d4 = static_cast<double>(fewer) / static_cast<double>(total);
        const double d5 = 1.0 - d4;
        const double d6 = static_cast<double>(m) * d4 + 0.5;
        const double d7 = std::sqrt(static_cast<double>(total - m) * static_cast<double>(sample) * d4 * d5 /
                                        static_cast<double>(total - 1) +
                                    0.5);
        const double d8 = 1.7155277699214135 * d7 + 0.8989161620588988;
        const auto d9 = static_cast<int64_t>(
            std::floor(static_cast<double>(m + 1) * static_cast<double>(fewer + 1) / static_cast<double>(total + 2)));
        const auto weight = [&](int64_t k) {
            return log_gamma(static_cast<double>(k + 1)) + log_gamma(static_cast<double>(fewer - k + 1)) +
                   log_gamma(static_cast<double>(m - k + 1)) + log_gamma(static_cast<double>(more - m + k + 1));
        };
        const double d10 = weight(d9);
        const double d11 = std::min(static_cast<double>(std::min(m, fewer)) + 1.0, std::floor(d6 + 16 * d7));
        int64_t z;
        for (;;) {
            const double x = s.next_double();
            const double y = s.next_double();
            const double w = d6 + d8 * (y - 0.5) / x;
            if (!(w >= 0.0 && w < d11)) continue;
            z = static_cast<int64_t>(std::floor(w));
            const double t = d10 - weight(z);
            if (x * (4.0 - x) - 3.0 <= t) break;
            if (x * (x - t) >= 1) continue;
            if (2.0 * std::log(x) <= t) break;
        }
        if (good > bad) z = m - z;
        return m < sample ? good - z : z;
    }
};

}  // namespace strided
