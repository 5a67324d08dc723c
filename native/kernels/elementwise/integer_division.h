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

// Division of many 64-bit numbers by one that is not 0, as a multiplication by its reciprocal (Granlund, Montgomery).
template <class T>
struct FixedDivisor;

template <>
struct FixedDivisor<uint64_t> {
    uint64_t divisor;
    uint64_t multiplier;  // of the 65-bit reciprocal 2^64 + multiplier
    int first_shift;
    int second_shift;

    explicit FixedDivisor(uint64_t d) noexcept : divisor(d) {
        const int log = d == 1 ? 0 : 64 - __builtin_clzll(d - 1);
        const unsigned __int128 power = static_cast<unsigned __int128>(1) << log;
        multiplier = static_cast<uint64_t>(((power - d) << 64) / d + 1);
        first_shift = log < 1 ? log : 1;
        second_shift = log < 1 ? 0 : log - 1;
    }
    [[gnu::always_inline]] uint64_t quotient(uint64_t a) const noexcept {
        const uint64_t high = static_cast<uint64_t>((static_cast<unsigned __int128>(multiplier) * a) >> 64);
        return (high + ((a - high) >> first_shift)) >> second_shift;
    }
};

template <>
struct FixedDivisor<int64_t> {
    int64_t divisor;
    FixedDivisor<uint64_t> magnitude;
    uint64_t sign;  // all ones for a negative divisor

    explicit FixedDivisor(int64_t d) noexcept
        : divisor(d),
          magnitude(d < 0 ? 0 - static_cast<uint64_t>(d) : static_cast<uint64_t>(d)),
          sign(d < 0 ? ~uint64_t{0} : 0) {}
    // floor(a / d) with a's sign made d's: for a negative dividend floor(-m / |d|) = ~floor((m - 1) / |d|).
    [[gnu::always_inline]] int64_t quotient(int64_t a) const noexcept {
        const uint64_t dividend = (static_cast<uint64_t>(a) ^ sign) - sign;
        // INT_MIN negated stays itself, but stands for +2^63 then: it is not below zero.
        const bool wrapped = (sign != 0) & (dividend == 0x8000000000000000);
        const uint64_t below = wrapped ? 0 : static_cast<uint64_t>(static_cast<int64_t>(dividend) >> 63);
        return static_cast<int64_t>(magnitude.quotient(dividend ^ below) ^ below);
    }
};

}  // namespace strided::STRIDED_LEVEL
