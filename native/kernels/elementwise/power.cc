#include "native/kernels/elementwise/complex_math.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/elementwise/real_math.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

// Wraps around; a negative exponent is refused before (KernelTable::any_negative) and counts as 0 here.
struct IntegerPower {
    template <class T>
    [[gnu::always_inline]] T operator()(T base, T exponent) const noexcept {
        Wrap<T> result = 1;
        Wrap<T> factor = static_cast<Wrap<T>>(base);
        while (exponent > 0) {
            if (exponent & 1) result *= factor;
            exponent = static_cast<T>(exponent >> 1);
            factor *= factor;
        }
        return static_cast<T>(result);
    }
};

// One exponent for all: its bits lead, and each step is a loop over a block that vectorises.
template <class T>
void integer_power_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    if (strides[1] != 0 || n < 4) {
        binary_loop<T, T, T>(data, strides, n, IntegerPower{});
        return;
    }
    constexpr int64_t kBlock = 256;
    T factor[kBlock];
    T result[kBlock];
    const T exponent = *reinterpret_cast<const T*>(data[1]);
    for (int64_t start = 0; start < n; start += kBlock) {
        const int64_t count = n - start < kBlock ? n - start : kBlock;
        const char* in = data[0] + start * strides[0];
        char* out = data[2] + start * strides[2];
        for (int64_t i = 0; i < count; i++) factor[i] = *reinterpret_cast<const T*>(in + i * strides[0]);
        for (int64_t i = 0; i < count; i++) result[i] = 1;
        for (T rest = exponent; rest > 0; rest = static_cast<T>(rest >> 1)) {
            if (rest & 1) {
                for (int64_t i = 0; i < count; i++) {
                    result[i] = static_cast<T>(static_cast<Wrap<T>>(result[i]) * static_cast<Wrap<T>>(factor[i]));
                }
            }
            for (int64_t i = 0; i < count; i++) {
                factor[i] = static_cast<T>(static_cast<Wrap<T>>(factor[i]) * static_cast<Wrap<T>>(factor[i]));
            }
        }
        for (int64_t i = 0; i < count; i++) *reinterpret_cast<T*>(out + i * strides[2]) = result[i];
    }
}

struct FloatPower {
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

constinit const ElementwiseLoop kLoops[] = {
    STRIDED_INTEGERS(INTEGER, IntegerPower){"power", "ee->e", float_power_kernel<Half>, 5.0f},
    {"power", "ff->f", float_power_kernel<float>, 5.0f},
    {"power", "dd->d", float_power_kernel<double>, 8.0f},
    {"power", "FF->F", binary_kernel<ComplexPower, Complex64, Complex64, Complex64>, 60.0f},
    {"power", "DD->D", binary_kernel<ComplexPower, Complex128, Complex128, Complex128>, 80.0f},
};

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
