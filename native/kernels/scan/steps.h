#pragma once
#include "native/kernels/elementwise/complex_math.h"
#include "native/kernels/elementwise/divisors.h"
#include "native/kernels/elementwise/float_division.h"
#include "native/kernels/elementwise/integer_division.h"
#include "native/kernels/elementwise/shifts.h"
#include "native/kernels/elementwise/trigonometric_math.h"
#include "native/kernels/scan/scan.h"

// Running folds of operations whose steps wait for one another: what counts is how long one step takes, not how many go
// side by side. So functions come from the C library here, whose branches lead to short ways, and not from this
// library's own, which are made for vectors.
namespace strided::STRIDED_LEVEL {
namespace {

template <class Op, class T>
struct Step : ScanSame<T> {
    static constexpr bool kSegmented = false;
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept { return Op::join(a, b); }
};

// Halves are rounded at every step, as NumPy's are.
template <class Op>
struct Step<Op, Half> {
    static constexpr bool kSegmented = false;
    using In = Half;
    using Acc = Half;
    using Value = float;
    [[gnu::always_inline]] static inline float lift(Half x) noexcept { return half_to_float(x); }
    [[gnu::always_inline]] static inline float load(Half x) noexcept { return half_to_float(x); }
    [[gnu::always_inline]] static inline Half store(float x) noexcept { return float_to_half(x); }
    [[gnu::always_inline]] static inline float join(float a, float b) noexcept {
        return half_to_float(float_to_half(Op::join(a, b)));
    }
};

struct QuotientStep {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        if constexpr (kIsComplex<T>)
            return complex_divide(a, b);
        else
            return a / b;
    }
};

struct FloorDivideStep {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        if constexpr (kIsInteger<T>) {
            return integer_floor_divide(a, b);
        } else {
            const QuickRemainder<T> quick = quick_remainder(a, b);
            if (!(magnitude_of(quick.quotient) < kQuickReach<T>)) return floor_division(a, b).quotient;
            return floor_from(a, b, quick.value).quotient;
        }
    }
};

struct RemainderStep {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        if constexpr (kIsInteger<T>) {
            return integer_remainder(a, b);
        } else {
            const QuickRemainder<T> quick = quick_remainder(a, b);
            if (!(magnitude_of(quick.quotient) < kQuickReach<T>)) return floor_division(a, b).remainder;
            return floor_from(a, b, quick.value).remainder;
        }
    }
};

// C's remainder: it has the dividend's sign.
struct FmodStep {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        if constexpr (kIsInteger<T>) {
            const T floored = integer_remainder(a, b);
            if constexpr (!kIsSigned<T>) return floored;
            const bool crossed = (floored != 0) & ((a < 0) != (b < 0));
            return crossed ? static_cast<T>(static_cast<Wrap<T>>(floored) - static_cast<Wrap<T>>(b)) : floored;
        } else {
            const QuickRemainder<T> quick = quick_remainder(a, b);
            if (!(magnitude_of(quick.quotient) < kQuickReach<T>)) return truncation_of(a, b);
            return with_sign(quick.value, a);
        }
    }
};

struct PowerStep {
    [[gnu::always_inline]] static inline float join(float a, float b) noexcept { return __builtin_powf(a, b); }
    [[gnu::always_inline]] static inline double join(double a, double b) noexcept { return __builtin_pow(a, b); }
    // Wraps around; negative exponents are refused before.
    template <class T>
    requires(kIsInteger<T>) [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        Wrap<T> factor = static_cast<Wrap<T>>(a);
        Wrap<T> result = 1;
        for (T exponent = b < 0 ? T{0} : b; exponent != 0; exponent = static_cast<T>(exponent >> 1)) {
            if ((exponent & 1) != 0) result *= factor;
            factor *= factor;
        }
        return static_cast<T>(result);
    }
};

struct Arctan2Step {
    [[gnu::always_inline]] static inline float join(float a, float b) noexcept { return __builtin_atan2f(a, b); }
    [[gnu::always_inline]] static inline double join(double a, double b) noexcept { return __builtin_atan2(a, b); }
};

struct HypotStep {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return real_hypot(a, b);
    }
};

// log(e^a + e^b), and the same to the base 2, from the larger one.
template <bool kBinary>
struct LogAddStep {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        const T more = a > b ? a : b;
        const T gap = a > b ? b - a : a - b;
        // Of two equal infinities there is no difference.
        if (gap != gap) return a == b ? more : a + b;
        return more + rise(gap);
    }

  private:
    static float rise(float gap) noexcept {
        if constexpr (kBinary) return 0x1.715476p+0f * __builtin_log1pf(__builtin_exp2f(gap));
        return __builtin_log1pf(__builtin_expf(gap));
    }
    static double rise(double gap) noexcept {
        if constexpr (kBinary) return 0x1.71547652b82fep+0 * __builtin_log1p(__builtin_exp2(gap));
        return __builtin_log1p(__builtin_exp(gap));
    }
};

struct GcdStep {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        // What most numbers end in.
        return a == 1 ? a : Gcd{}(a, b);
    }
};
struct LcmStep {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return a == 0 ? a : Lcm{}(a, b);
    }
};

struct LeftShiftStep {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return LeftShift{}(a, b);
    }
};
struct RightShiftStep {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return RightShift{}(a, b);
    }
};

}  // namespace
}  // namespace strided::STRIDED_LEVEL
