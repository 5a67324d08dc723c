#pragma once
#include <cstdint>

#include "native/core/complex.h"
#include "native/core/half.h"
#include "native/kernels/half_float.h"

// How an element is read into the type it is computed in, and written back: float16 computes in float32.
namespace strided::STRIDED_LEVEL {

template <class T>
struct LaneOf {
    using Type = T;
};
template <>
struct LaneOf<Half> {
    using Type = float;
};
template <class T>
using Lane = typename LaneOf<T>::Type;

template <class T>
[[gnu::always_inline]] inline Lane<T> to_lane(T value) noexcept {
    return value;
}
template <>
[[gnu::always_inline]] inline float to_lane<Half>(Half value) noexcept {
    return half_to_float(value);
}

// From what an operation returns to what is stored.
template <class T>
struct Stored {
    template <class V>
    [[gnu::always_inline]] static T from(V value) noexcept {
        return static_cast<T>(value);
    }
};
template <>
struct Stored<Half> {
    [[gnu::always_inline]] static Half from(float value) noexcept { return float_to_half(value); }
    [[gnu::always_inline]] static Half from(Half value) noexcept { return value; }
};
template <class T>
struct Stored<Complex<T>> {
    [[gnu::always_inline]] static Complex<T> from(Complex<T> value) noexcept { return value; }
};

// The unsigned type in which arithmetic on T wraps: at least as wide as unsigned, since narrower types promote to int.
template <int kBytes>
struct WrapOfSize {
    using Type = uint32_t;
};
template <>
struct WrapOfSize<8> {
    using Type = uint64_t;
};
template <class T>
using Wrap = typename WrapOfSize<sizeof(T)>::Type;

template <class T>
inline constexpr bool kIsFloat = false;
template <>
inline constexpr bool kIsFloat<float> = true;
template <>
inline constexpr bool kIsFloat<double> = true;

template <class T>
inline constexpr bool kIsComplex = false;
template <class T>
inline constexpr bool kIsComplex<Complex<T>> = true;

template <class T>
inline constexpr bool kIsInteger = !kIsFloat<T> && !kIsComplex<T>;

template <class T>
inline constexpr bool kIsSigned = static_cast<T>(-1) < static_cast<T>(0);

template <class A, class B>
inline constexpr bool kSame = false;
template <class A>
inline constexpr bool kSame<A, A> = true;

}  // namespace strided::STRIDED_LEVEL

// Rows of a loop table: X(op, letter, type) for each type of a kind, in NumPy's order.
// bool is stored as uint8_t, of which any non-zero value is true; its signature is spelt so as to hold no trigraph.
#define STRIDED_BOOL_PAIR \
    "?"                   \
    "?->?"
#define STRIDED_SHORT_INTEGERS(X, op) \
    X(op, b, int8_t)                  \
    X(op, B, uint8_t)                 \
    X(op, h, int16_t)                 \
    X(op, H, uint16_t)                \
    X(op, i, int32_t)                 \
    X(op, I, uint32_t)
#define STRIDED_INTEGERS(X, op) STRIDED_SHORT_INTEGERS(X, op) X(op, l, int64_t) X(op, L, uint64_t)
#define STRIDED_FLOATS(X, op) X(op, e, Half) X(op, f, float) X(op, d, double)
#define STRIDED_COMPLEXES(X, op) X(op, F, Complex64) X(op, D, Complex128)
