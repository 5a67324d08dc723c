#include "native/kernels/elementwise/complex_math.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/elementwise/real_math.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

// One bit of every exponent: where it is set, the factor (base to the power of the bit's weight) goes into the result.
// The unset ones multiply by 1, chosen by bits so that the loop vectorises.
template <class T>
[[gnu::noinline]] void power_step(T* result, T* factor, T* exponent, int64_t count) noexcept {
    STRIDED_INDEPENDENT
    for (int64_t i = 0; i < count; i++) {
        const T value = factor[i];
        const T mask = static_cast<T>(-(exponent[i] & 1));
        const T used = static_cast<T>(((value ^ 1) & mask) ^ 1);
        result[i] = static_cast<T>(static_cast<Wrap<T>>(result[i]) * static_cast<Wrap<T>>(used));
        factor[i] = static_cast<T>(static_cast<Wrap<T>>(value) * static_cast<Wrap<T>>(value));
        exponent[i] = static_cast<T>(exponent[i] >> 1);
    }
}

// Squares the results, and multiplies by the base where the exponent's next bit is set.
template <class T, bool kMultiply>
[[gnu::noinline]] void next_bit(T* result, const T* base, int64_t count) noexcept {
    STRIDED_INDEPENDENT
    for (int64_t i = 0; i < count; i++) {
        const Wrap<T> square = static_cast<Wrap<T>>(result[i]) * static_cast<Wrap<T>>(result[i]);
        result[i] = static_cast<T>(kMultiply ? square * static_cast<Wrap<T>>(base[i]) : square);
    }
}

// One exponent, at least 1, for all: its bits lead, from the highest.
template <class T>
void fixed_power(char* const* data, const int64_t* strides, int64_t n, T exponent) noexcept {
    constexpr int64_t kBlock = 256;
    T base[kBlock];
    T result[kBlock];
    const int highest = 63 - __builtin_clzll(static_cast<uint64_t>(exponent));
    for (int64_t start = 0; start < n; start += kBlock) {
        const int64_t count = n - start < kBlock ? n - start : kBlock;
        const char* in = data[0] + start * strides[0];
        char* out = data[2] + start * strides[2];
        for (int64_t i = 0; i < count; i++) base[i] = *reinterpret_cast<const T*>(in + i * strides[0]);
        __builtin_memcpy(result, base, static_cast<uint64_t>(count) * sizeof(T));
        for (int bit = highest - 1; bit >= 0; bit--) {
            if ((exponent >> bit) & 1)
                next_bit<T, true>(result, base, count);
            else
                next_bit<T, false>(result, base, count);
        }
        for (int64_t i = 0; i < count; i++) *reinterpret_cast<T*>(out + i * strides[2]) = result[i];
    }
}

// Repeated squaring of blocks, so that each step vectorises. Wraps around; negative exponents are refused before
// (KernelTable::any_negative) and count as 0 here.
template <class T>
void integer_power_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    if (strides[1] == 0 && n > 0) {
        const T fixed = *reinterpret_cast<const T*>(data[1]);
        if (fixed == 2) {
            char* const one_input[2] = {data[0], data[2]};
            const int64_t steps[2] = {strides[0], strides[2]};
            unary_loop<T, T>(one_input, steps, n,
                             [](T a) { return static_cast<T>(static_cast<Wrap<T>>(a) * static_cast<Wrap<T>>(a)); });
            return;
        }
        if (fixed > 0) {
            fixed_power(data, strides, n, fixed);
            return;
        }
    }
    constexpr int64_t kBlock = 128;
    T factor[kBlock];
    T exponent[kBlock];
    T result[kBlock];
    for (int64_t start = 0; start < n; start += kBlock) {
        const int64_t count = n - start < kBlock ? n - start : kBlock;
        const char* bases = data[0] + start * strides[0];
        const char* exponents = data[1] + start * strides[1];
        T largest = 0;
        for (int64_t i = 0; i < count; i++) factor[i] = *reinterpret_cast<const T*>(bases + i * strides[0]);
        for (int64_t i = 0; i < count; i++) {
            const T value = *reinterpret_cast<const T*>(exponents + i * strides[1]);
            exponent[i] = value < 0 ? T{0} : value;
            result[i] = 1;
        }
        for (int64_t i = 0; i < count; i++) largest = exponent[i] > largest ? exponent[i] : largest;
        for (; largest > 0; largest = static_cast<T>(largest >> 1)) power_step(result, factor, exponent, count);
        char* out = data[2] + start * strides[2];
        for (int64_t i = 0; i < count; i++) *reinterpret_cast<T*>(out + i * strides[2]) = result[i];
    }
}

struct FloatPower {
    static constexpr bool kHeavy = true;
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        return real_pow(a, b);
    }
};

struct ComplexPower {
    template <class T>
    Complex<T> operator()(Complex<T> a, Complex<T> b) const noexcept {
        return complex_power(a, b);
    }
};

// complex_power to the second, without its branches.
template <class T>
[[gnu::always_inline]] inline Complex<T> complex_second_power(Complex<T> a) noexcept {
    const Complex<T> product = complex_multiply_unfused(a, a);
    const bool zero = (a.re == 0) & (a.im == 0);
    return {choose(zero, T{0}, product.re), choose(zero, T{0}, product.im)};
}

template <class T>
void complex_power_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    if (strides[1] == 0 && n > 0) {
        const Complex<T> exponent = *reinterpret_cast<const Complex<T>*>(data[1]);
        if (exponent.re == 2 && exponent.im == 0) {
            char* const one_input[2] = {data[0], data[2]};
            const int64_t steps[2] = {strides[0], strides[2]};
            unary_loop<Complex<T>, Complex<T>>(one_input, steps, n,
                                               [](Complex<T> a) { return complex_second_power(a); });
            return;
        }
    }
    binary_loop<Complex<T>, Complex<T>, Complex<T>>(data, strides, n, ComplexPower{});
}

// Exponents for which one operation gives the correctly rounded power.
template <class T>
void float_power_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    using V = Lane<T>;
    if (strides[1] == 0 && n > 0) {
        char* const one_input[2] = {data[0], data[2]};
        const int64_t steps[2] = {strides[0], strides[2]};
        const V exponent = to_lane(*reinterpret_cast<const T*>(data[1]));
        if (exponent == 2) {
            unary_loop<T, T>(one_input, steps, n, [](V a) { return a * a; });
            return;
        }
        if (exponent == 1) {
            unary_loop<T, T>(one_input, steps, n, [](V a) { return a; });
            return;
        }
        if (exponent == -1) {
            unary_loop<T, T>(one_input, steps, n, [](V a) { return V{1} / a; });
            return;
        }
        // NumPy's shortcut, which float16 lacks: it keeps -0 and makes -inf NaN, where pow would not.
        if (!kSame<T, Half> && exponent == static_cast<V>(0.5)) {
            unary_loop<T, T>(one_input, steps, n, [](V a) {
                if constexpr (kSame<V, float>)
                    return __builtin_sqrtf(a);
                else
                    return __builtin_sqrt(a);
            });
            return;
        }
    }
    binary_loop<T, T, T>(data, strides, n, FloatPower{});
}

template <class T>
bool any_negative(const char* data, int64_t stride, int64_t n) noexcept {
    uint8_t found = 0;
    if (stride == sizeof(T)) {
        const T* values = reinterpret_cast<const T*>(data);
        for (int64_t i = 0; i < n; i++) found |= values[i] < 0;
    } else {
        for (int64_t i = 0; i < n; i++) found |= *reinterpret_cast<const T*>(data + i * stride) < 0;
    }
    return found != 0;
}

#define INTEGER(op, letter, type) {"power", #letter #letter "->" #letter, integer_power_kernel<type>, 3.0f},

// clang-format off
constinit const ElementwiseLoop kLoops[] = {
    STRIDED_INTEGERS(INTEGER, IntegerPower)
    {"power", "ee->e", float_power_kernel<Half>, 5.0f},
    {"power", "ff->f", float_power_kernel<float>, 3.4f},
    {"power", "dd->d", float_power_kernel<double>, 8.0f},
    {"power", "FF->F", complex_power_kernel<float>, 200.0f},
    {"power", "DD->D", complex_power_kernel<double>, 250.0f},
    {"float_power", "dd->d", binary_kernel<FloatPower, double, double, double>, 8.0f},
    {"float_power", "DD->D", complex_power_kernel<double>, 250.0f},
};
// clang-format on

}  // namespace

List<ElementwiseLoop> power_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

AnyNegativeFn any_negative_kernel(DType dtype) noexcept {
    switch (dtype) {
        case DType::Int8:
            return any_negative<int8_t>;
        case DType::Int16:
            return any_negative<int16_t>;
        case DType::Int32:
            return any_negative<int32_t>;
        case DType::Int64:
            return any_negative<int64_t>;
        default:
            return nullptr;
    }
}

}  // namespace strided::STRIDED_LEVEL
