#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/kernels/half_float.h"
#include "native/kernels/simd.h"

// How matrix products read, multiply, add and write elements, whatever the dtype: integers wrap, bool is "or" over
// "and", float16 sums in float32 and rounds once. Vectors are the compiler's own, of the level's register width.
namespace strided::STRIDED_LEVEL {

#if defined(__AVX512F__)
inline constexpr int kVectorBytes = 64;
inline constexpr int kRegisterRows = 8;
#elif defined(__AVX2__)
inline constexpr int kVectorBytes = 32;
inline constexpr int kRegisterRows = 4;
#else
inline constexpr int kVectorBytes = 16;
inline constexpr int kRegisterRows = 4;
#endif

template <class C>
struct VectorOf {
    typedef C Type __attribute__((vector_size(kVectorBytes)));
    static constexpr int kLanes = kVectorBytes / static_cast<int>(sizeof(C));
};

// Elements may lie at any address.
template <class T>
[[gnu::always_inline]] inline T load_item(const char* from) noexcept {
    T value;
    __builtin_memcpy(&value, from, sizeof(T));
    return value;
}
template <class T>
[[gnu::always_inline]] inline void store_item(char* to, T value) noexcept {
    __builtin_memcpy(to, &value, sizeof(T));
}

// The unsigned type whose arithmetic never promotes to int.
template <int kBytes>
struct ScalarWrap {
    using Type = uint32_t;
};
template <>
struct ScalarWrap<8> {
    using Type = uint64_t;
};

// T as stored, C as computed in; both unsigned: wrap-around does not know of signs.
template <class T, class C>
struct WrappingLanes {
    using Item = T;
    using Sum = C;
    using Vector = typename VectorOf<C>::Type;
    static C read(const char* from) noexcept { return static_cast<C>(load_item<T>(from)); }
    static void write(char* to, C value) noexcept { store_item(to, static_cast<T>(value)); }
    static C multiply_add(C sum, C a, C b) noexcept {
        using W = typename ScalarWrap<sizeof(C)>::Type;
        return static_cast<C>(static_cast<W>(sum) + static_cast<W>(a) * static_cast<W>(b));
    }
    [[gnu::always_inline]] static Vector multiply_add(Vector sum, C a, Vector b) noexcept { return sum + b * a; }
    [[gnu::always_inline]] static Vector add(Vector a, Vector b) noexcept { return a + b; }
};

struct TruthLanes {
    using Item = uint8_t;
    using Sum = uint8_t;
    using Vector = VectorOf<uint8_t>::Type;
    static uint8_t read(const char* from) noexcept { return *from != 0 ? 1 : 0; }
    static void write(char* to, uint8_t value) noexcept { *to = static_cast<char>(value); }
    static uint8_t multiply_add(uint8_t sum, uint8_t a, uint8_t b) noexcept {
        return static_cast<uint8_t>(sum | (a & b));
    }
    [[gnu::always_inline]] static Vector multiply_add(Vector sum, uint8_t a, Vector b) noexcept {
        return sum | (b & a);
    }
    [[gnu::always_inline]] static Vector add(Vector a, Vector b) noexcept { return a | b; }
};

// One rounding where the level has fused multiply-adds, as BLAS does it; of one element as of a vector.
template <class T>
[[gnu::always_inline]] inline T fused(T sum, T a, T b) noexcept {
#if defined(__FMA__) || defined(__aarch64__)
    if constexpr (sizeof(T) == sizeof(double)) return __builtin_fma(a, b, sum);
    return __builtin_fmaf(a, b, sum);
#else
    return sum + a * b;
#endif
}

template <class T>
struct FloatLanes {
    using Item = T;
    using Sum = T;
    using Vector = typename VectorOf<T>::Type;
    static T read(const char* from) noexcept { return load_item<T>(from); }
    static void write(char* to, T value) noexcept { store_item(to, value); }
    [[gnu::always_inline]] static T multiply_add(T sum, T a, T b) noexcept { return fused(sum, a, b); }
    [[gnu::always_inline]] static Vector multiply_add(Vector sum, T a, Vector b) noexcept {
        using Tag = hn::ScalableTag<T>;
        static_assert(sizeof(hn::Vec<Tag>) == sizeof(Vector));
        hn::Vec<Tag> x;
        hn::Vec<Tag> y;
        __builtin_memcpy(static_cast<void*>(&x), &b, sizeof(b));
        __builtin_memcpy(static_cast<void*>(&y), &sum, sizeof(sum));
        y = hn::MulAdd(hn::Set(Tag(), a), x, y);
        __builtin_memcpy(&sum, &y, sizeof(sum));
        return sum;
    }
    [[gnu::always_inline]] static Vector add(Vector a, Vector b) noexcept { return a + b; }
};

struct HalfLanes : FloatLanes<float> {
    using Item = Half;
    static float read(const char* from) noexcept { return half_to_float(load_item<Half>(from)); }
    static void write(char* to, float value) noexcept { store_item(to, float_to_half(value)); }
};

template <class T>
struct ComplexLanes {
    using Item = Complex<T>;
    using Sum = Complex<T>;
    static Complex<T> read(const char* from) noexcept { return load_item<Complex<T>>(from); }
    static void write(char* to, Complex<T> value) noexcept { store_item(to, value); }
    // Fused by name: GCC fuses some products of parts by itself, whatever -ffp-contract says, in vectors but not
    // beside.
    [[gnu::always_inline]] static Complex<T> multiply_add(Complex<T> sum, Complex<T> a, Complex<T> b) noexcept {
        return {fused(fused(sum.re, a.re, b.re), -a.im, b.im), fused(fused(sum.im, a.re, b.im), a.im, b.re)};
    }
};

// Elements of the left operand, conjugated where asked.
template <class Lanes>
struct LeftReader {
    explicit LeftReader(bool) noexcept {}
    [[gnu::always_inline]] typename Lanes::Sum operator()(const char* from) const noexcept { return Lanes::read(from); }
};
template <class T>
struct LeftReader<ComplexLanes<T>> {
    explicit LeftReader(bool conjugate) noexcept : sign(conjugate ? T(-1) : T(1)) {}
    [[gnu::always_inline]] Complex<T> operator()(const char* from) const noexcept {
        const Complex<T> value = ComplexLanes<T>::read(from);
        return {value.re, value.im * sign};
    }
    T sign;
};

// Whether memory can be read as sums at once.
template <class Lanes>
inline constexpr bool kReadsDirectly = false;
template <class T>
inline constexpr bool kReadsDirectly<WrappingLanes<T, T>> = true;
template <class T>
inline constexpr bool kReadsDirectly<FloatLanes<T>> = true;

}  // namespace strided::STRIDED_LEVEL
