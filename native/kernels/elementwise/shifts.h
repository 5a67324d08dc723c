#pragma once
#include "native/kernels/elementwise/lanes.h"

namespace strided::STRIDED_LEVEL {
namespace {

// Counts past the width, and negative ones (which are huge as unsigned numbers), shift everything out.
struct LeftShift {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T count) const noexcept {
        constexpr Wrap<T> kBits = 8 * sizeof(T);
        const T shifted = static_cast<T>(static_cast<Wrap<T>>(a) << (static_cast<Wrap<T>>(count) & (kBits - 1)));
        return static_cast<Wrap<T>>(count) < kBits ? shifted : T{0};
    }
};
struct RightShift {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T count) const noexcept {
        constexpr Wrap<T> kBits = 8 * sizeof(T);
        const Wrap<T> wide = static_cast<Wrap<T>>(count);
        if constexpr (kIsSigned<T>) {
            // Shifting the sign's copies in leaves -1 or 0 behind.
            return static_cast<T>(a >> (wide < kBits ? wide : kBits - 1));
        } else {
            const T shifted = static_cast<T>(static_cast<Wrap<T>>(a) >> (wide & (kBits - 1)));
            return wide < kBits ? shifted : T{0};
        }
    }
};

}  // namespace
}  // namespace strided::STRIDED_LEVEL
