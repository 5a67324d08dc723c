#pragma once
#include "native/random/discrete.h"

namespace strided {

// Distributions of RandomState that differ from the Generator's by more than their normal and exponential values.

struct LegacyPareto {
    using Out = double;
    double a;
    explicit LegacyPareto(const Values& p) noexcept : a(p[0].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        return std::exp(Polar::exponential(s) / a) - 1;
    }
};

struct LegacyPower {
    using Out = double;
    double a;
    explicit LegacyPower(const Values& p) noexcept : a(p[0].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        return std::pow(1 - std::exp(-Polar::exponential(s)), 1.0 / a);
    }
};

struct LegacyRayleigh {
    using Out = double;
    double mode;
    explicit LegacyRayleigh(const Values& p) noexcept : mode(p[0].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        return mode * std::sqrt(-2.0 * std::log1p(-s.next_double()));
    }
};

struct LegacyBeta {
    using Out = double;
    double a, b;
    StandardGamma<Polar> gamma_a, gamma_b;
    explicit LegacyBeta(const Values& p) noexcept : a(p[0].real), b(p[1].real), gamma_a(a), gamma_b(b) {}
    template <class S>
    double operator()(S& s) const noexcept {
        if (!(a <= 1.0 && b <= 1.0)) {
            const double x = gamma_a(s);
            const double y = gamma_b(s);
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

struct LegacyWald {
    using Out = double;
    double mean, scale;
    explicit LegacyWald(const Values& p) noexcept : mean(p[0].real), scale(p[1].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        const double half_ratio = mean / (2 * scale);
        const double normal = Polar::normal(s);
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
