#pragma once
#include "native/kernels/elementwise/lanes.h"

// Greatest common divisors and least common multiples.
namespace strided::STRIDED_LEVEL {
namespace {

[[gnu::always_inline]] inline int trailing_zeros(uint32_t a) noexcept { return __builtin_ctz(a); }
[[gnu::always_inline]] inline int trailing_zeros(uint64_t a) noexcept { return __builtin_ctzll(a); }

// Stein's algorithm: halvings and differences. Without branches inside the loop, which no predictor could follow.
template <class U>
[[gnu::always_inline]] inline U common_divisor(U a, U b) noexcept {
    if (a == 0 || b == 0) return a | b;
    // Folds of many numbers soon come to 1 and stay there.
    if (a == 1 || b == 1) return 1;
    const int common = trailing_zeros(static_cast<U>(a | b));
    a >>= trailing_zeros(a);
    b >>= trailing_zeros(b);
    while (a != b) {
        const bool larger = a > b;
        const U difference = larger ? a - b : b - a;
        b = larger ? b : a;
        a = difference >> trailing_zeros(difference);
    }
    return a << common;
}

template <class T>
[[gnu::always_inline]] inline Wrap<T> magnitude(T a) noexcept {
    const Wrap<T> wide = static_cast<Wrap<T>>(a);
    if constexpr (kIsSigned<T>)
        return a < 0 ? Wrap<T>{0} - wide : wide;
    else
        return wide;
}

struct Gcd {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        return static_cast<T>(common_divisor(magnitude(a), magnitude(b)));
    }
};

// Wraps where it does not fit, as products do.
struct Lcm {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        const Wrap<T> x = magnitude(a);
        const Wrap<T> y = magnitude(b);
        const Wrap<T> divisor = common_divisor(x, y);
        return divisor == 0 ? T{0} : static_cast<T>(x / divisor * y);
    }
};

}  // namespace
}  // namespace strided::STRIDED_LEVEL
