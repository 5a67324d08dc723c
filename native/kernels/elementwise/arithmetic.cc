#include "native/kernels/elementwise/complex_parts.h"
#include "native/kernels/elementwise/complex_product.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

// Integers wrap around in all of these; products of narrow types are made in an unsigned type that cannot overflow.

struct Add {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        if constexpr (kIsInteger<T>)
            return static_cast<T>(static_cast<Wrap<T>>(a) + static_cast<Wrap<T>>(b));
        else
            return a + b;
    }
};

struct Subtract {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        if constexpr (kIsInteger<T>)
            return static_cast<T>(static_cast<Wrap<T>>(a) - static_cast<Wrap<T>>(b));
        else
            return a - b;
    }
};

struct Multiply {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        if constexpr (kIsInteger<T>)
            return static_cast<T>(static_cast<Wrap<T>>(a) * static_cast<Wrap<T>>(b));
        else
            return a * b;
    }
};

struct BoolOr {
    [[gnu::always_inline]] uint8_t operator()(uint8_t a, uint8_t b) const noexcept { return (a | b) != 0; }
};

struct BoolAnd {
    [[gnu::always_inline]] uint8_t operator()(uint8_t a, uint8_t b) const noexcept { return (a != 0) & (b != 0); }
};

struct Negative {
    template <class T>
    [[gnu::always_inline]] T operator()(T a) const noexcept {
        if constexpr (kIsInteger<T>)
            return static_cast<T>(Wrap<T>{0} - static_cast<Wrap<T>>(a));
        else
            return -a;
    }
};

struct Positive {
    template <class T>
    [[gnu::always_inline]] T operator()(T a) const noexcept {
        return a;
    }
};

struct BoolValue {
    [[gnu::always_inline]] uint8_t operator()(uint8_t a) const noexcept { return a != 0; }
};

// Two's complement by the sign's mask; the smallest value stays itself.
template <class T>
[[gnu::always_inline]] inline T flip_negative(T a) noexcept {
    const T mask = static_cast<T>(a >> (8 * sizeof(T) - 1));
    return static_cast<T>(static_cast<Wrap<T>>(a ^ mask) - static_cast<Wrap<T>>(mask));
}

struct Absolute {
    template <class T>
    [[gnu::always_inline]] auto operator()(T a) const noexcept {
        if constexpr (kSame<T, float>)
            return __builtin_fabsf(a);
        else if constexpr (kSame<T, double>)
            return __builtin_fabs(a);
        else if constexpr (!kIsSigned<T>)
            return a;
        else
            return flip_negative(a);
    }
};

struct ComplexAbsolute {
    static constexpr bool kHeavy = true;
    template <class T>
    [[gnu::always_inline]] T operator()(Complex<T> a) const noexcept {
        return complex_absolute(a);
    }
};

struct Square {
    template <class T>
    [[gnu::always_inline]] T operator()(T a) const noexcept {
        return Multiply{}(a, a);
    }
};

struct Sqrt {
    static constexpr bool kHeavy = true;
    [[gnu::always_inline]] float operator()(float a) const noexcept { return __builtin_sqrtf(a); }
    [[gnu::always_inline]] double operator()(double a) const noexcept { return __builtin_sqrt(a); }
};
// The part that does not cancel is the root of half of |re| + |z|, the other im over twice that.
[[gnu::always_inline]] inline Parts sqrt_of(double re, double im) noexcept {
    const double length = __builtin_sqrt(re * re + im * im);
    const double root = __builtin_sqrt(0.5 * (__builtin_fabs(re) + length));
    const double other = im / (2.0 * root);
    const bool negative = re < 0.0;
    return {choose(negative, __builtin_fabs(other), root), choose(negative, with_sign(root, im), other)};
}
STRIDED_BY_PARTS(ComplexSqrt, is_square(re, im), sqrt_of(re, im), complex_sqrt(a))

// float16's sign needs no arithmetic.
void negative_half(char* const* data, const int64_t* strides, int64_t n) noexcept {
    unary_loop<uint16_t, uint16_t>(data, strides, n, [](uint16_t a) { return static_cast<uint16_t>(a ^ 0x8000u); });
}
void absolute_half(char* const* data, const int64_t* strides, int64_t n) noexcept {
    unary_loop<uint16_t, uint16_t>(data, strides, n, [](uint16_t a) { return static_cast<uint16_t>(a & 0x7fffu); });
}

template <class T>
constexpr float cost_of() noexcept {
    return kSame<T, Half> ? 0.8f : 0.03f * sizeof(T);
}

#define UNARY(op, letter, type) {STRIDED_OP, #letter "->" #letter, unary_kernel<op, type, type>, cost_of<type>()},
#define BINARY(op, letter, type) \
    {STRIDED_OP, #letter #letter "->" #letter, binary_kernel<op, type, type, type>, cost_of<type>()},

// clang-format off
constinit const ElementwiseLoop kLoops[] = {
#define STRIDED_OP "add"
    {STRIDED_OP, STRIDED_BOOL_PAIR, binary_kernel<BoolOr, uint8_t, uint8_t, uint8_t>, 0.03f},
    STRIDED_INTEGERS(BINARY, Add)
    STRIDED_FLOATS(BINARY, Add)
    {STRIDED_OP, "FF->F", binary_parts_kernel<Add, float>, 0.3f},
    {STRIDED_OP, "DD->D", binary_parts_kernel<Add, double>, 0.5f},
#undef STRIDED_OP
#define STRIDED_OP "subtract"
    STRIDED_INTEGERS(BINARY, Subtract)
    STRIDED_FLOATS(BINARY, Subtract)
    {STRIDED_OP, "FF->F", binary_parts_kernel<Subtract, float>, 0.3f},
    {STRIDED_OP, "DD->D", binary_parts_kernel<Subtract, double>, 0.5f},
#undef STRIDED_OP
#define STRIDED_OP "multiply"
    {STRIDED_OP, STRIDED_BOOL_PAIR, binary_kernel<BoolAnd, uint8_t, uint8_t, uint8_t>, 0.03f},
    STRIDED_INTEGERS(BINARY, Multiply)
    STRIDED_FLOATS(BINARY, Multiply)
    {STRIDED_OP, "FF->F", complex_multiply_kernel<float>, 0.3f},
    {STRIDED_OP, "DD->D", complex_multiply_kernel<double>, 0.6f},
#undef STRIDED_OP
#define STRIDED_OP "negative"
    STRIDED_INTEGERS(UNARY, Negative)
    {STRIDED_OP, "e->e", negative_half, 0.06f},
    UNARY(Negative, f, float)
    UNARY(Negative, d, double)
    {STRIDED_OP, "F->F", unary_parts_kernel<Negative, float>, 0.2f},
    {STRIDED_OP, "D->D", unary_parts_kernel<Negative, double>, 0.4f},
#undef STRIDED_OP
#define STRIDED_OP "positive"
    STRIDED_INTEGERS(UNARY, Positive)
    {STRIDED_OP, "e->e", unary_kernel<Positive, uint16_t, uint16_t>, 0.06f},
    UNARY(Positive, f, float)
    UNARY(Positive, d, double)
    {STRIDED_OP, "F->F", unary_parts_kernel<Positive, float>, 0.2f},
    {STRIDED_OP, "D->D", unary_parts_kernel<Positive, double>, 0.4f},
#undef STRIDED_OP
#define STRIDED_OP "absolute"
    {STRIDED_OP, "?->?", unary_kernel<BoolValue, uint8_t, uint8_t>, 0.03f},
    STRIDED_INTEGERS(UNARY, Absolute)
    {STRIDED_OP, "e->e", absolute_half, 0.06f},
    UNARY(Absolute, f, float)
    UNARY(Absolute, d, double)
    {STRIDED_OP, "F->f", unary_kernel<ComplexAbsolute, Complex64, float>, 0.9f},
    {STRIDED_OP, "D->d", unary_kernel<ComplexAbsolute, Complex128, double>, 1.5f},
#undef STRIDED_OP
#define STRIDED_OP "square"
    STRIDED_INTEGERS(UNARY, Square)
    STRIDED_FLOATS(UNARY, Square)
    {STRIDED_OP, "F->F", complex_square_kernel<float>, 0.3f},
    {STRIDED_OP, "D->D", complex_square_kernel<double>, 0.6f},
#undef STRIDED_OP
#define STRIDED_OP "sqrt"
    {STRIDED_OP, "e->e", unary_kernel<Sqrt, Half, Half>, 1.0f},
    {STRIDED_OP, "f->f", unary_kernel<Sqrt, float, float>, 0.2f},
    {STRIDED_OP, "d->d", unary_kernel<Sqrt, double, double>, 0.7f},
    STRIDED_PARTS(STRIDED_OP, ComplexSqrt, 5.0f)
#undef STRIDED_OP
#define STRIDED_OP "conjugate"
    STRIDED_INTEGERS(UNARY, Positive)
    {STRIDED_OP, "e->e", unary_kernel<Positive, uint16_t, uint16_t>, 0.06f},
    UNARY(Positive, f, float)
    UNARY(Positive, d, double)
    {STRIDED_OP, "F->F", complex_conjugate_kernel<float>, 0.2f},
    {STRIDED_OP, "D->D", complex_conjugate_kernel<double>, 0.4f},
#undef STRIDED_OP
};
// clang-format on

}  // namespace

List<ElementwiseLoop> arithmetic_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
