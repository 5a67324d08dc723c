#pragma once
#include "native/kernels/reduce/fold.h"

// The largest or the smallest of elements, with NumPy's rule that NaN beats every number.
namespace strided::STRIDED_LEVEL {
namespace {

template <class T>
inline constexpr bool kIsFloat = kSame<T, float> || kSame<T, double>;

template <class T, bool kMax>
constexpr T worst_value() noexcept {
    if constexpr (kSame<T, float>) {
        return kMax ? -__builtin_inff() : __builtin_inff();
    } else if constexpr (kSame<T, double>) {
        return kMax ? -__builtin_inf() : __builtin_inf();
    } else {
        constexpr T kAllOnes = static_cast<T>(~T{0});
        constexpr bool kSigned = kAllOnes < T{0};
        constexpr T kLeast = kSigned ? static_cast<T>(T{1} << (sizeof(T) * 8 - 1)) : T{0};
        return kMax ? kLeast : static_cast<T>(~kLeast);
    }
}

template <bool kMax>
struct Extreme {
    static constexpr bool kShortCircuit = false;
    template <class T>
    static T neutral() noexcept {
        return worst_value<T, kMax>();
    }
    // Written so that it becomes one maxps and, for NaN in a, a choice; NaN in b comes through by itself.
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        if constexpr (kIsFloat<T>) {
            const T best = (kMax ? a > b : a < b) ? a : b;
            return a != a ? a : best;
        } else {
            return (kMax ? a >= b : a <= b) ? a : b;
        }
    }
};

template <class T, bool kMax>
struct ExtremeReal : SameTypes<T>, Extreme<kMax> {
    // Eight floats with NaN looked for in pairs: half the work of eight joins.
    [[gnu::always_inline]] static inline T join_eight(T a, T b, T c, T d, T e, T f, T g, T h) noexcept
        requires(kIsFloat<T>) {
        const T best = larger(larger(larger(a, b), larger(c, d)), larger(larger(e, f), larger(g, h)));
        const bool nan = __builtin_isunordered(a, b) | __builtin_isunordered(c, d) | __builtin_isunordered(e, f) |
                         __builtin_isunordered(g, h);
        // Added, as a choice here would be merged with the next join's into longer code; −0 changes nothing.
        return best + (nan ? static_cast<T>(__builtin_nan("")) : static_cast<T>(-0.0));
    }

  private:
    [[gnu::always_inline]] static inline T larger(T a, T b) noexcept { return (kMax ? a > b : a < b) ? a : b; }
};

template <bool kMax>
struct ExtremeBool : SameTypes<uint8_t>, Extreme<kMax> {
    static uint8_t lift(uint8_t x, Nothing) noexcept { return x != 0; }
};

// Halves as integers in the same order; every NaN becomes the integer that wins.
template <bool kMax>
struct ExtremeHalf : Extreme<kMax> {
    using In = Half;
    using Part = int16_t;
    using Lane = int16_t;
    using Total = int16_t;
    using Acc = Half;
    using Centre = Nothing;
    static constexpr int16_t kNan = kMax ? 0x7fff : -0x8000;
    static int16_t load(Half x) noexcept {
        const int16_t bits = static_cast<int16_t>(x.bits);
        const int16_t key = static_cast<int16_t>(bits ^ ((bits >> 15) & 0x7fff));
        return static_cast<int16_t>(x.bits & 0x7fff) > 0x7c00 ? kNan : key;
    }
    static int16_t lift(Half x, Nothing) noexcept { return load(x); }
    static Half store(int16_t key) noexcept {
        const uint16_t bits = static_cast<uint16_t>(key ^ ((key >> 15) & 0x7fff));
        return Half{key == kNan ? static_cast<uint16_t>(0x7e00) : bits};
    }
    static bool finished(Half) noexcept { return false; }
};

template <class T>
bool is_nan(Complex<T> x) noexcept {
    return x.re != x.re || x.im != x.im;
}

// Real parts decide, then imaginary parts; neither operand holds NaN.
template <class T, bool kMax>
bool beats(Complex<T> x, Complex<T> y) noexcept {
    return kMax ? x.re > y.re || (x.re == y.re && x.im > y.im) : x.re < y.re || (x.re == y.re && x.im < y.im);
}

}  // namespace
}  // namespace strided::STRIDED_LEVEL
