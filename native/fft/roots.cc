#include "native/fft/roots.h"

#include <cmath>

namespace strided {
namespace {

// The angle is brought into the first eighth of the circle in integers, where sine and cosine lose nothing.
Roots::Root exact_root(int64_t k, int64_t n) noexcept {
    const long double turn = 6.283185307179586476925286766559005768L;
    int64_t eighths = 8 * k;
    const int64_t octant = eighths / n;
    eighths -= octant * n;
    // In odd octants the angle is counted from the other end.
    const int64_t rest = octant % 2 == 0 ? eighths : n - eighths;
    const long double angle = turn * static_cast<long double>(rest) / (8 * static_cast<long double>(n));
    const long double c = std::cos(angle), s = std::sin(angle);
    switch (octant) {
        case 0:
            return {c, -s};
        case 1:
            return {s, -c};
        case 2:
            return {-s, -c};
        case 3:
            return {-c, -s};
        case 4:
            return {-c, s};
        case 5:
            return {-s, c};
        case 6:
            return {s, c};
        default:
            return {c, s};
    }
}

}  // namespace

Roots::Roots(int64_t n) : n_(n), mask_(0), shift_(0) {
    while ((int64_t{1} << (2 * shift_)) < n) shift_++;
    mask_ = (int64_t{1} << shift_) - 1;
    low_.reserve(static_cast<size_t>(mask_) + 1);
    for (int64_t k = 0; k <= mask_ && k < n; k++) low_.push_back(exact_root(k, n));
    for (int64_t k = 0; k < n; k += mask_ + 1) high_.push_back(exact_root(k, n));
}

}  // namespace strided
