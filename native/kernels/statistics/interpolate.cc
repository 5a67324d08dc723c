#include "native/kernels/statistics/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

// NumPy's slopes: complex ones are multiplied by the reciprocal.
template <bool kComplex>
[[gnu::always_inline]] inline double slope(double x0, double x1, double y0, double y1) noexcept {
    if constexpr (kComplex) {
        return (y1 - y0) * (1.0 / (x1 - x0));
    } else {
        return (y1 - y0) / (x1 - x0);
    }
}

template <bool kComplex>
void slopes_of(const Samples& s, double* to) noexcept {
    for (int64_t k = 0; k + 1 < s.count; k++) {
        to[k] = slope<kComplex>(s.x[k], s.x[k + 1], s.y[k * s.y_step], s.y[(k + 1) * s.y_step]);
    }
}

template <bool kComplex>
void interpolate_of(const Samples& s, const double* values, const int64_t* places, int64_t n, double* out,
                    int64_t out_step) noexcept {
    const double* xs = s.x;
    const double* ys = s.y;
    const double* known = s.slopes;
    const int64_t step = s.y_step;
    const int64_t last = s.count - 1;
    for (int64_t i = 0; i < n; i++) {
        const double x = values[i];
        const int64_t place = places[i];
        int64_t k = place - 1;
        k = k > 0 ? k : 0;
        k = k < last - 1 ? k : last - 1;
        const double x0 = xs[k];
        const double x1 = xs[k + 1];
        const double y0 = ys[k * step];
        const double y1 = ys[(k + 1) * step];
        const double rise = known != nullptr ? known[k] : slope<kComplex>(x0, x1, y0, y1);
        double y = rise * (x - x0) + y0;
        // Infinite neighbours: from the other side, or on the level between equal ones.
        const double back = rise * (x - x1) + y1;
        const double level = y0 == y1 ? y0 : back;
        y = y == y ? y : (back == back ? back : level);
        y = x == x0 ? y0 : y;
        y = x == x1 ? y1 : y;
        y = place <= 0 ? s.left : y;
        y = x > xs[last] ? s.right : y;
        out[i * out_step] = x == x ? y : s.of_nan;
    }
}

}  // namespace

void slopes(const Samples& samples, double* to) noexcept {
    if (samples.complex) {
        slopes_of<true>(samples, to);
    } else {
        slopes_of<false>(samples, to);
    }
}

void interpolate(const Samples& samples, const double* values, const int64_t* places, int64_t n, double* out,
                 int64_t out_step) noexcept {
    if (samples.count == 1) {
        const double x0 = samples.x[0];
        for (int64_t i = 0; i < n; i++) {
            const double x = values[i];
            const double y = x < x0 ? samples.left : x > x0 ? samples.right : samples.y[0];
            out[i * out_step] = y;
        }
    } else if (samples.complex) {
        interpolate_of<true>(samples, values, places, n, out, out_step);
    } else {
        interpolate_of<false>(samples, values, places, n, out, out_step);
    }
}

}  // namespace strided::STRIDED_LEVEL
