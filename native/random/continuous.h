#pragma once
#include <cmath>

#include "native/random/draw.h"
#include "native/random/ziggurat.h"

namespace strided {

// Continuous distributions. Each is a struct that is made from its parameters, once where they are scalars, and then
// called per draw. Draws are taken in NumPy's order, which the streams depend on. Where Generator and RandomState
// differ only in how normal and exponential values are made, the struct takes that as its `From`.

struct Ziggurats {
    template <class S>
    [[gnu::always_inline]] static double normal(S& s) noexcept {
        return standard_normal(s);
    }
    template <class S>
    [[gnu::always_inline]] static double exponential(S& s) noexcept {
        return standard_exponential(s);
    }
};

// RandomState's: the polar method, which makes two normal values at a time, and the inverse of the exponential.
struct Polar {
    template <class S>
    [[gnu::always_inline]] static double normal(S& s) noexcept {
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
    [[gnu::always_inline]] static double exponential(S& s) noexcept {
        return -std::log(1.0 - s.next_double());
    }
};

// low, range
struct Uniform {
    using Out = double;
    double low, range;
    explicit Uniform(const Values& p) noexcept : low(p[0].real), range(p[1].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        return low + range * s.next_double();
    }
};

template <class From>
struct StandardNormal {
    using Out = double;
    explicit StandardNormal(const Values&) noexcept {}
    template <class S>
    double operator()(S& s) const noexcept {
        return From::normal(s);
    }
};

struct StandardNormalFloat {
    using Out = float;
    explicit StandardNormalFloat(const Values&) noexcept {}
    template <class S>
    float operator()(S& s) const noexcept {
        return standard_normal_float(s);
    }
};

template <class From>
struct Normal {
    using Out = double;
    double mean, scale;
    explicit Normal(const Values& p) noexcept : mean(p[0].real), scale(p[1].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        return mean + scale * From::normal(s);
    }
};

template <class From>
struct LogNormal {
    using Out = double;
    Normal<From> normal;
    explicit LogNormal(const Values& p) noexcept : normal(p) {}
    template <class S>
    double operator()(S& s) const noexcept {
        return std::exp(normal(s));
    }
};

template <class From>
struct StandardExponential {
    using Out = double;
    explicit StandardExponential(const Values&) noexcept {}
    template <class S>
    double operator()(S& s) const noexcept {
        return From::exponential(s);
    }
};

struct StandardExponentialFloat {
    using Out = float;
    explicit StandardExponentialFloat(const Values&) noexcept {}
    template <class S>
    float operator()(S& s) const noexcept {
        return standard_exponential_float(s);
    }
};

// By inversion of the distribution function.
struct InverseExponential {
    using Out = double;
    explicit InverseExponential(const Values&) noexcept {}
    template <class S>
    double operator()(S& s) const noexcept {
        return -std::log1p(-s.next_double());
    }
};

struct InverseExponentialFloat {
    using Out = float;
    explicit InverseExponentialFloat(const Values&) noexcept {}
    template <class S>
    float operator()(S& s) const noexcept {
        return static_cast<float>(-std::log1p(-static_cast<double>(s.next_float())));
    }
};

template <class From>
struct Exponential {
    using Out = double;
    double scale;
    explicit Exponential(const Values& p) noexcept : scale(p[0].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        return scale * From::exponential(s);
    }
};

// Marsaglia and Tsang (2000); below 1 the rejection of Ahrens and Dieter.
template <class From>
struct StandardGamma {
    using Out = double;
    double shape, b, c;
    explicit StandardGamma(double k) noexcept : shape(k), b(k - 1.0 / 3.0), c(1.0 / std::sqrt(9 * b)) {}
    explicit StandardGamma(const Values& p) noexcept : StandardGamma(p[0].real) {}

    template <class S>
    double operator()(S& s) const noexcept {
        if (shape > 1.0) return large(s);
        if (shape == 1.0) return From::exponential(s);
        if (shape == 0.0) return 0.0;
        return shape < 1.0 ? small(s) : large(s);
    }

  private:
    template <class S>
    double large(S& s) const noexcept {
        for (;;) {
            double x, v;
            do {
                x = From::normal(s);
                v = 1.0 + c * x;
            } while (v <= 0.0);
            v = v * v * v;
            const double u = s.next_double();
            if (u < 1.0 - 0.0331 * (x * x) * (x * x)) return b * v;
            if (std::log(u) < 0.5 * x * x + b * (1.0 - v + std::log(v))) return b * v;
        }
    }
    template <class S>
    double small(S& s) const noexcept {
        for (;;) {
            const double u = s.next_double();
            const double v = From::exponential(s);
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
};

struct StandardGammaFloat {
    using Out = float;
    float shape, b, c;
    explicit StandardGammaFloat(const Values& p) noexcept
        : shape(static_cast<float>(p[0].real)), b(shape - 1.0f / 3.0f), c(1.0f / sqrtf(9.0f * b)) {}

    template <class S>
    float operator()(S& s) const noexcept {
        if (shape == 1.0f) return standard_exponential_float(s);
        if (shape == 0.0f) return 0.0f;
        return shape < 1.0f ? small(s) : large(s);
    }

  private:
    template <class S>
    float large(S& s) const noexcept {
        for (;;) {
            float x, v;
            do {
                x = standard_normal_float(s);
                v = 1.0f + c * x;
            } while (v <= 0.0f);
            v = v * v * v;
            const float u = s.next_float();
            if (u < 1.0f - 0.0331f * (x * x) * (x * x)) return b * v;
            if (logf(u) < 0.5f * x * x + b * (1.0f - v + logf(v))) return b * v;
        }
    }
    template <class S>
    float small(S& s) const noexcept {
        for (;;) {
            const float u = s.next_float();
            const float v = standard_exponential_float(s);
            if (u <= 1.0f - shape) {
                const float x = powf(u, 1.0f / shape);
                if (x <= v) return x;
            } else {
                const float y = -logf((1.0f - u) / shape);
                const float x = powf(1.0f - shape + shape * y, 1.0f / shape);
                if (x <= v + y) return x;
            }
        }
    }
};

// shape, scale
template <class From>
struct Gamma {
    using Out = double;
    StandardGamma<From> gamma;
    double scale;
    explicit Gamma(const Values& p) noexcept : gamma(p), scale(p[1].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        return scale * gamma(s);
    }
};

struct Beta {
    using Out = double;
    double a, b;
    StandardGamma<Ziggurats> gamma_a, gamma_b;
    Beta(double a_, double b_) noexcept : a(a_), b(b_), gamma_a(a), gamma_b(b) {}
    explicit Beta(const Values& p) noexcept : Beta(p[0].real, p[1].real) {}

    template <class S>
    double operator()(S& s) const noexcept {
        if (a <= 1.0 && b <= 1.0) return johnk(s);
        const double x = gamma_a(s);
        const double y = gamma_b(s);
        return x / (x + y);
    }

  private:
    // Below this any draw but 0 and 1 is out of a double's reach.
    static constexpr double kTiny = 3e-103;

    template <class S>
    double johnk(S& s) const noexcept {
        if (a < kTiny && b < kTiny) {
            const double u = s.next_double();
            return (a + b) * u < a ? 1.0 : 0.0;
        }
        for (;;) {
            const double u = s.next_double();
            const double v = s.next_double();
            const double x = std::pow(u, 1.0 / a);
            const double y = std::pow(v, 1.0 / b);
            const double sum = x + y;
            if (sum <= 1.0 && u + v > 0.0) {
                if (x > 0 && y > 0) return x / sum;
                // One of them underflowed: the same ratio through logarithms.
                const double difference = std::log(u) / a - std::log(v) / b;
                if (difference > 0) return std::exp(-std::log1p(std::exp(-difference)));
                return std::exp(difference - std::log1p(std::exp(difference)));
            }
        }
    }
};

template <class From>
struct ChiSquare {
    using Out = double;
    StandardGamma<From> gamma;
    explicit ChiSquare(double degrees) noexcept : gamma(degrees / 2.0) {}
    explicit ChiSquare(const Values& p) noexcept : ChiSquare(p[0].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        return 2.0 * gamma(s);
    }
};

template <class From>
struct FRatio {
    using Out = double;
    double above, below;
    ChiSquare<From> first, second;
    explicit FRatio(const Values& p) noexcept : above(p[0].real), below(p[1].real), first(above), second(below) {}
    template <class S>
    double operator()(S& s) const noexcept {
        const double numerator = first(s) * below;
        return numerator / (second(s) * above);
    }
};

template <class From>
struct StandardCauchy {
    using Out = double;
    explicit StandardCauchy(const Values&) noexcept {}
    template <class S>
    double operator()(S& s) const noexcept {
        const double x = From::normal(s);
        return x / From::normal(s);
    }
};

template <class From>
struct StandardT {
    using Out = double;
    double degrees;
    StandardGamma<From> gamma;
    explicit StandardT(const Values& p) noexcept : degrees(p[0].real), gamma(degrees / 2) {}
    template <class S>
    double operator()(S& s) const noexcept {
        const double x = From::normal(s);
        const double g = gamma(s);
        return std::sqrt(degrees / 2) * x / std::sqrt(g);
    }
};

struct Pareto {
    using Out = double;
    double a;
    explicit Pareto(const Values& p) noexcept : a(p[0].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        return std::expm1(standard_exponential(s) / a);
    }
};

template <class From>
struct Weibull {
    using Out = double;
    double a;
    explicit Weibull(const Values& p) noexcept : a(p[0].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        return a == 0.0 ? 0.0 : std::pow(From::exponential(s), 1.0 / a);
    }
};

struct Power {
    using Out = double;
    double a;
    explicit Power(const Values& p) noexcept : a(p[0].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        return std::pow(-std::expm1(-standard_exponential(s)), 1.0 / a);
    }
};

// Location and scale of the next three.
struct Laplace {
    using Out = double;
    double loc, scale;
    explicit Laplace(const Values& p) noexcept : loc(p[0].real), scale(p[1].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        for (;;) {
            const double u = s.next_double();
            if (u >= 0.5) return loc - scale * std::log(2.0 - u - u);
            if (u > 0.0) return loc + scale * std::log(u + u);
        }
    }
};

struct Gumbel {
    using Out = double;
    double loc, scale;
    explicit Gumbel(const Values& p) noexcept : loc(p[0].real), scale(p[1].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        for (;;) {
            const double u = 1.0 - s.next_double();
            if (u < 1.0) return loc - scale * std::log(-std::log(u));
        }
    }
};

struct Logistic {
    using Out = double;
    double loc, scale;
    explicit Logistic(const Values& p) noexcept : loc(p[0].real), scale(p[1].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        for (;;) {
            const double u = s.next_double();
            if (u > 0.0) return loc + scale * std::log(u / (1.0 - u));
        }
    }
};

struct Rayleigh {
    using Out = double;
    double mode;
    explicit Rayleigh(const Values& p) noexcept : mode(p[0].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        return mode * std::sqrt(2.0 * standard_exponential(s));
    }
};

struct Wald {
    using Out = double;
    double mean, scale;
    explicit Wald(const Values& p) noexcept : mean(p[0].real), scale(p[1].real) {}
    template <class S>
    double operator()(S& s) const noexcept {
        const double normal = standard_normal(s);
        const double y = mean * normal * normal;
        const double d = 1 + std::sqrt(1 + 4 * scale / y);
        const double x = mean * (1 - 2 / d);
        const double u = s.next_double();
        return u <= mean / (mean + x) ? x : mean * mean / x;
    }
};

// left, mode, right
struct Triangular {
    using Out = double;
    double left, right, ratio, left_product, right_product;
    explicit Triangular(const Values& p) noexcept : left(p[0].real), right(p[2].real) {
        const double base = right - left;
        const double left_base = p[1].real - left;
        ratio = left_base / base;
        left_product = left_base * base;
        right_product = (right - p[1].real) * base;
    }
    template <class S>
    double operator()(S& s) const noexcept {
        const double u = s.next_double();
        return u <= ratio ? left + std::sqrt(u * left_product) : right - std::sqrt((1.0 - u) * right_product);
    }
};

// Best and Fisher (1979); nearly uniform and nearly normal at the ends.
struct VonMises {
    using Out = double;
    static constexpr double kPi = 3.141592653589793;
    double mu, kappa, spread;
    explicit VonMises(const Values& p, double near_normal = 1e6) noexcept : mu(p[0].real), kappa(p[1].real) {
        spread = -1;
        if (kappa < 1e-5) {
            spread = 1.0 / kappa + kappa;
        } else if (kappa <= near_normal) {
            const double r = 1 + std::sqrt(1 + 4 * kappa * kappa);
            const double rho = (r - std::sqrt(2 * r)) / (2 * kappa);
            spread = (1 + rho * rho) / (2 * rho);
        }
    }
    template <class S>
    double operator()(S& s) const noexcept {
        if (std::isnan(kappa)) return kappa;
        if (kappa < 1e-8) return kPi * (2 * s.next_double() - 1);
        if (spread < 0) {
            const double x = mu + std::sqrt(1.0 / kappa) * standard_normal(s);
            return x < -kPi ? x + 2 * kPi : x > kPi ? x - 2 * kPi : x;
        }
        double w;
        for (;;) {
            const double z = std::cos(kPi * s.next_double());
            w = (1 + spread * z) / (spread + z);
            const double y = kappa * (spread - w);
            const double v = s.next_double();
            if (y * (2 - y) - v >= 0 || std::log(y / v) + 1 - y >= 0) break;
        }
        const double u = s.next_double();
        double angle = std::acos(w);
        if (u < 0.5) angle = -angle;
        angle += mu;
        const double folded = std::fmod(std::fabs(angle) + kPi, 2 * kPi) - kPi;
        return angle < 0 ? -folded : folded;
    }
};

}  // namespace strided
