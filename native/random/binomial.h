#pragma once
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "native/random/draw.h"

namespace strided {

// Inversion where n·p ≤ 30, BTPE (Kachitvichyanukul and Schmeiser 1988) above.
struct BinomialLaw {
    int64_t n;
    double p;
    bool flipped;  // the other outcome is counted, whose probability is at most ½
    bool inverts;
    // Inversion.
    double q = 0, none = 0;
    int64_t bound = 0;
    // BTPE.
    double r = 0, p1 = 0, p2 = 0, p3 = 0, p4 = 0, xm = 0, xl = 0, xr = 0, c = 0, laml = 0, lamr = 0, nrq = 0;
    int64_t m = 0;

    BinomialLaw(int64_t n_, double p_) noexcept : n(n_), flipped(p_ > 0.5) {
        p = flipped ? 1.0 - p_ : p_;
        inverts = p * static_cast<double>(n) <= 30.0;
        if (inverts) {
            set_inversion();
        } else {
            set_btpe();
        }
    }
    // Whether a draw is 0 whatever the bits are.
    bool is_zero() const noexcept { return n == 0 || (p == 0.0 && !flipped); }

    // The probability of x from that of x − 1.
    double term(int64_t x, double before) const noexcept {
        return (static_cast<double>(n - x + 1) * p * before) / (static_cast<double>(x) * q);
    }

    // The probability of y as a part of that of m, by products.
    double near(int64_t y) const noexcept {
        const double s = r / q;
        const double a = s * static_cast<double>(n + 1);
        double f = 1.0;
        for (int64_t i = m + 1; i <= y; i++) f *= a / static_cast<double>(i) - s;
        for (int64_t i = y + 1; i <= m; i++) f /= a / static_cast<double>(i) - s;
        return f;
    }

    template <class S>
    int64_t inversion(S& s) const noexcept {
        int64_t x = 0;
        double px = none;
        double u = s.next_double();
        while (u > px) {
            x++;
            if (x > bound) {
                x = 0;
                px = none;
                u = s.next_double();
            } else {
                u -= px;
                px = term(x, px);
            }
        }
        return x;
    }

    // `near_(y)` is near, computed or looked up.
    template <class S, class Near>
    int64_t btpe(S& s, const Near& near_) const noexcept {
        for (;;) {
            const double u = s.next_double() * p4;
            double v = s.next_double();
            if (u <= p1) return static_cast<int64_t>(std::floor(xm - p1 * v + u));
            int64_t y;
            if (u <= p2) {
                const double x = xl + (u - p1) / c;
                v = v * c + 1.0 - std::fabs(static_cast<double>(m) - x + 0.5) / p1;
                if (v > 1.0) continue;
                y = static_cast<int64_t>(std::floor(x));
            } else if (u <= p3) {
                // A height of 0 is refused before its logarithm becomes an integer.
                if (v == 0.0) continue;
                y = static_cast<int64_t>(std::floor(xl + std::log(v) / laml));
                if (y < 0) continue;
                v = v * (u - p2) * laml;
            } else {
                if (v == 0.0) continue;
                y = static_cast<int64_t>(std::floor(xr - std::log(v) / lamr));
                if (y > n) continue;
                v = v * (u - p3) * lamr;
            }
            if (accepts(y, v, near_)) return y;
        }
    }

  private:
    void set_inversion() noexcept {
        const auto count = static_cast<double>(n);
        q = 1.0 - p;
        none = std::exp(count * std::log(q));
        const double np = count * p;
        bound = static_cast<int64_t>(std::min(count, np + 10.0 * std::sqrt(np * q + 1)));
    }

    void set_btpe() noexcept {
        const auto count = static_cast<double>(n);
        r = std::min(p, 1.0 - p);
        q = 1.0 - r;
        const double fm = count * r + r;
        m = static_cast<int64_t>(std::floor(fm));
        p1 = std::floor(2.195 * std::sqrt(count * r * q) - 4.6 * q) + 0.5;
        xm = static_cast<double>(m) + 0.5;
        xl = xm - p1;
        xr = xm + p1;
        c = 0.134 + 20.5 / (15.3 + static_cast<double>(m));
        double a = (fm - xl) / (fm - xl * r);
        laml = a * (1.0 + a / 2.0);
        a = (xr - fm) / (xr * q);
        lamr = a * (1.0 + a / 2.0);
        p2 = p1 * (1.0 + 2.0 * c);
        p3 = p2 + c / laml;
        p4 = p3 + c / lamr;
        nrq = count * r * q;
    }

    // Whether the height v over y lies under the histogram.
    template <class Near>
    [[gnu::always_inline]] bool accepts(int64_t y, double v, const Near& near) const noexcept {
        const int64_t k = std::llabs(y - m);
        const auto count = static_cast<double>(n);
        if (!(k > 20 && static_cast<double>(k) < nrq / 2.0 - 1)) {
            return v <= near(y);
        }
        const auto far = static_cast<double>(k);
        const double rho = (far / nrq) * ((far * (far / 3.0 + 0.625) + 0.16666666666666666) / nrq + 0.5);
        const double t = static_cast<double>(-k * k) / (2 * nrq);
        const double height = std::log(v);
        if (height < t - rho) return true;
        if (height > t + rho) return false;
        const auto x1 = static_cast<double>(y + 1);
        const auto f1 = static_cast<double>(m + 1);
        const auto z = static_cast<double>(n + 1 - m);
        const auto w = static_cast<double>(n - y + 1);
        const auto rest = [](double x) {
            const double x2 = x * x;
            return (13680.0 - (462.0 - (132.0 - (99.0 - 140.0 / x2) / x2) / x2) / x2) / x / 166320.0;
        };
        const double limit = xm * std::log(f1 / x1) + (count - static_cast<double>(m) + 0.5) * std::log(z / w) +
                             static_cast<double>(y - m) * std::log(w * r / (x1 * q)) + rest(f1) + rest(z) + rest(x1) +
                             rest(w);
        return height <= limit;
    }
};

// Keeps the terms of an inversion, and the probabilities around the mode that were met.
struct BinomialTables {
    static constexpr int64_t kTerms = 96;
    static constexpr int64_t kReach = 20;
    double terms[kTerms];
    double nears[2 * kReach + 1];
    bool has_terms;

    explicit BinomialTables(const BinomialLaw& law) noexcept : has_terms(law.inverts && law.bound < kTerms) {
        if (!has_terms) {
            std::fill(nears, nears + 2 * kReach + 1, std::numeric_limits<double>::quiet_NaN());
            return;
        }
        terms[0] = law.none;
        for (int64_t x = 1; x <= law.bound; x++) terms[x] = law.term(x, terms[x - 1]);
    }

    // Without the divisions that each step of the search would wait for.
    template <class S>
    int64_t inversion(S& s, const BinomialLaw& law) const noexcept {
        if (!has_terms) return law.inversion(s);
        int64_t x = 0;
        double u = s.next_double();
        while (u > terms[x]) {
            if (x < law.bound) {
                u -= terms[x++];
            } else {
                x = 0;
                u = s.next_double();
            }
        }
        return x;
    }

    double near(int64_t y, const BinomialLaw& law) noexcept {
        const int64_t place = y - law.m + kReach;
        if (place < 0 || place > 2 * kReach) return law.near(y);
        if (std::isnan(nears[place])) nears[place] = law.near(y);
        return nears[place];
    }
};

template <bool Always>
struct TabledBinomial {
    using Out = int64_t;
    BinomialLaw law;
    mutable BinomialTables tables;
    explicit TabledBinomial(const Values& v) noexcept : law(v[0].whole, v[1].real), tables(law) {}
    template <class S>
    int64_t operator()(S& s) const noexcept {
        if (!Always && law.is_zero()) return 0;
        const int64_t count =
            law.inverts ? tables.inversion(s, law) : law.btpe(s, [this](int64_t y) { return tables.near(y, law); });
        return law.flipped ? law.n - count : count;
    }
};

// n, p; `Always`, as RandomState, draws also where the answer is known.
template <bool Always>
struct BinomialOf {
    using Out = int64_t;
    using Tabled = TabledBinomial<Always>;
    BinomialLaw law;
    BinomialOf(int64_t n, double p) noexcept : law(n, p) {}
    explicit BinomialOf(const Values& v) noexcept : law(v[0].whole, v[1].real) {}
    template <class S>
    int64_t operator()(S& s) const noexcept {
        if (!Always && law.is_zero()) return 0;
        const int64_t count = law.inverts ? law.inversion(s) : law.btpe(s, [this](int64_t y) { return law.near(y); });
        return law.flipped ? law.n - count : count;
    }
};
using Binomial = BinomialOf<false>;
using LegacyBinomial = BinomialOf<true>;

}  // namespace strided
