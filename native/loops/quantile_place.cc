#include <cmath>

#include "native/loops/order_statistics.h"

namespace strided {
namespace {

// The index of an element: `at` rounded up, or where `exact` says so down.
QuantilePlace element_at(double at, bool even_only) noexcept {
    const double low = std::floor(at);
    const bool odd = low - 2 * std::floor(low / 2) == 1;
    const bool stays = at == low && (!even_only || odd);
    const int64_t index = static_cast<int64_t>(stays ? low : low + 1);
    return {index < 0 ? 0 : index, index < 0 ? 0 : index, 0};
}

QuantilePlace between(double at, int64_t n) noexcept {
    if (at >= static_cast<double>(n - 1)) return {n - 1, n - 1, at + 1};  // as NumPy, which counts from the end
    if (at < 0) return {0, 0, at};
    const double low = std::floor(at);
    return {static_cast<int64_t>(low), static_cast<int64_t>(low) + 1, at - low};
}

double virtual_index(double n, double q, double alpha, double beta) noexcept {
    return n * q + (alpha + q * (1 - alpha - beta)) - 1;
}

}  // namespace

QuantilePlace quantile_place(QuantileMethod method, int64_t count, double q) noexcept {
    const double n = static_cast<double>(count);
    const double linear = (n - 1) * q;
    const auto whole = [](double index) {
        return QuantilePlace{static_cast<int64_t>(index), static_cast<int64_t>(index), 0};
    };
    switch (method) {
        case QuantileMethod::InvertedCdf:
            return element_at(n * q - 1, false);
        case QuantileMethod::AveragedInvertedCdf: {
            QuantilePlace place = between(n * q - 1, count);
            place.gamma = place.gamma == 0 ? 0.5 : 1;
            return place;
        }
        case QuantileMethod::ClosestObservation:
            return element_at(n * q - 1 - 0.5, true);
        case QuantileMethod::InterpolatedInvertedCdf:
            return between(virtual_index(n, q, 0, 1), count);
        case QuantileMethod::Hazen:
            return between(virtual_index(n, q, 0.5, 0.5), count);
        case QuantileMethod::Weibull:
            return between(virtual_index(n, q, 0, 0), count);
        case QuantileMethod::Linear:
            return between(linear, count);
        case QuantileMethod::MedianUnbiased:
            return between(virtual_index(n, q, 1 / 3.0, 1 / 3.0), count);
        case QuantileMethod::NormalUnbiased:
            return between(virtual_index(n, q, 3 / 8.0, 3 / 8.0), count);
        case QuantileMethod::Lower:
            return whole(std::floor(linear));
        case QuantileMethod::Higher:
            return whole(std::ceil(linear));
        case QuantileMethod::Midpoint: {
            const double index = 0.5 * (std::floor(linear) + std::ceil(linear));
            QuantilePlace place = between(index, count);
            place.gamma = index == std::floor(index) ? 0 : 0.5;
            return place;
        }
        case QuantileMethod::Nearest:
            return whole(std::nearbyint(linear));
        case QuantileMethod::Median:
            break;
    }
    return {(count - 1) / 2, count / 2, count % 2 == 0 ? 0.5 : 0};
}

}  // namespace strided
