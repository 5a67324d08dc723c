#pragma once
#include "native/kernels/elementwise/lanes.h"
#include "native/kernels/elementwise/real_math.h"

// Floor division of integers: towards minus infinity, 0 for a divisor of 0, and INT_MIN / -1 wraps to INT_MIN.
namespace strided::STRIDED_LEVEL {

// Up to 32 bits through floats, which divide in vectors. The rounded quotient's floor is the true one: a quotient q
// that is no integer lies at least 1/|b| from the next, and rounding moves it by less.
template <class T>
[[gnu::always_inline]] inline T narrow_floor_divide(T a, T b) noexcept {
    if constexpr (sizeof(T) < 4) {
        const float q = __builtin_floorf(static_cast<float>(a) / static_cast<float>(b));
        const T whole = static_cast<T>(bits_of(q + kRoundF));
        return b == 0 ? T{0} : whole;
    } else {
        const double q = __builtin_floor(static_cast<double>(a) / static_cast<double>(b));
        const T whole = static_cast<T>(static_cast<uint32_t>(bits_of(q + kRound)));
        return b == 0 ? T{0} : whole;
    }
}

template <class T>
[[gnu::always_inline]] inline T integer_floor_divide(T a, T b) noexcept {
    if constexpr (sizeof(T) < 8) {
        return narrow_floor_divide(a, b);
    } else if constexpr (kIsSigned<T>) {
        if (b == 0) return 0;
        if (b == -1) return static_cast<T>(0 - static_cast<uint64_t>(a));
        const T quotient = a / b;
        return quotient - ((a % b != 0) & ((a < 0) != (b < 0)));
    } else {
        return b == 0 ? T{0} : a / b;
    }
}

template <class T>
[[gnu::always_inline]] inline T integer_remainder(T a, T b) noexcept {
    if constexpr (sizeof(T) < 8) {
        const Wrap<T> product = static_cast<Wrap<T>>(narrow_floor_divide(a, b)) * static_cast<Wrap<T>>(b);
        const T rest = static_cast<T>(static_cast<Wrap<T>>(a) - product);
        return b == 0 ? T{0} : rest;
    } else if constexpr (kIsSigned<T>) {
        if (b == 0 || b == -1) return 0;
        const T rest = a % b;
        return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
    } else {
        return b == 0 ? T{0} : a % b;
    }
}

// The unsigned type of a width, and one twice as wide.
template <int kBytes>
struct Widths;
template <>
struct Widths<1> {
    using Unsigned = uint8_t;
    using Double = uint16_t;
};
template <>
struct Widths<2> {
    using Unsigned = uint16_t;
    using Double = uint32_t;
};
template <>
struct Widths<4> {
    using Unsigned = uint32_t;
    using Double = uint64_t;
};
template <>
struct Widths<8> {
    using Unsigned = uint64_t;
    using Double = unsigned __int128;
};

// Floor division of many numbers by one that is not 0, as a multiplication by its reciprocal (Granlund, Montgomery).
template <class T>
struct FixedDivisor {
    using U = typename Widths<sizeof(T)>::Unsigned;
    using Double = typename Widths<sizeof(T)>::Double;
    static constexpr int kBits = 8 * sizeof(T);

    T divisor;
    U multiplier;  // of the reciprocal 2^kBits + multiplier, one bit longer than U
    int first_shift;
    int second_shift;
    U sign;  // all ones for a negative divisor
    // Of bytes, whose shifts have no vectors: 2^16 / |d| rounded up, and all ones for |d| = 1, where that is too long.
    uint16_t byte_multiplier;
    U is_one;

    explicit FixedDivisor(T d) noexcept : divisor(d), sign(static_cast<U>(d < 0 ? -1 : 0)) {
        const uint64_t magnitude = static_cast<U>((static_cast<U>(d) ^ sign) - sign);
        const int log = magnitude == 1 ? 0 : 64 - __builtin_clzll(magnitude - 1);
        const unsigned __int128 power = static_cast<unsigned __int128>(1) << log;
        multiplier = static_cast<U>(((power - magnitude) << kBits) / magnitude + 1);
        first_shift = log < 1 ? log : 1;
        second_shift = log < 1 ? 0 : log - 1;
        byte_multiplier = static_cast<uint16_t>(magnitude == 1 ? 0 : 65536 / magnitude + 1);
        is_one = static_cast<U>(magnitude == 1 ? -1 : 0);
    }

    [[gnu::always_inline]] U unsigned_quotient(U a) const noexcept {
        if constexpr (sizeof(T) == 1) {
            const uint16_t wide = a;
            const uint16_t high = static_cast<uint16_t>((static_cast<uint32_t>(wide) * byte_multiplier) >> 16);
            return static_cast<U>(static_cast<U>(high) | (a & is_one));
        }
        const U high = static_cast<U>((static_cast<Double>(multiplier) * a) >> kBits);
        return finish(a, high);
    }
    // From the high half of multiplier · a.
    [[gnu::always_inline]] U finish(U a, U high) const noexcept {
        const U rest = static_cast<U>(static_cast<U>(a - high) >> first_shift);
        return static_cast<U>(static_cast<U>(high + rest) >> second_shift);
    }

    // With a's sign made d's: for a negative dividend, floor(-m / |d|) = ~floor((m - 1) / |d|).
    [[gnu::always_inline]] T quotient(T a) const noexcept {
        if constexpr (kIsSigned<T>) {
            const U dividend = static_cast<U>((static_cast<U>(a) ^ sign) - sign);
            const U below = fold_of(dividend);
            return static_cast<T>(unsigned_quotient(static_cast<U>(dividend ^ below)) ^ below);
        } else {
            return unsigned_quotient(a);
        }
    }
    // All ones below zero. The smallest value negated stays itself, but then stands for a positive number.
    [[gnu::always_inline]] U fold_of(U dividend) const noexcept {
        const U below = static_cast<U>(static_cast<T>(dividend) >> (kBits - 1));
        const U smallest = static_cast<U>(U{1} << (kBits - 1));
        return dividend == smallest ? static_cast<U>(below & ~sign) : below;
    }
};

}  // namespace strided::STRIDED_LEVEL
