#include "native/kernels/elementwise/complex_math.h"
#include "native/kernels/elementwise/float_division.h"
#include "native/kernels/elementwise/integer_division.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

struct Divide {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        if constexpr (kIsComplex<T>)
            return complex_divide(a, b);
        else
            return a / b;
    }
};

struct IntegerFloorDivide {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        return integer_floor_divide(a, b);
    }
    template <class T>
    [[gnu::always_inline]] T operator()(T a, const FixedDivisor<T>& divisor) const noexcept {
        return divisor.quotient(a);
    }
};

struct IntegerRemainder {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        return integer_remainder(a, b);
    }
    template <class T>
    [[gnu::always_inline]] T operator()(T a, const FixedDivisor<T>& divisor) const noexcept {
        return static_cast<T>(static_cast<Wrap<T>>(a) -
                              static_cast<Wrap<T>>(divisor.quotient(a)) * static_cast<Wrap<T>>(divisor.divisor));
    }
};

// 64-bit division is slow in every processor and has no vector form: one divisor for all elements is worth preparing.
template <class Op, class T>
void wide_integer_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    const T divisor = n > 0 ? *reinterpret_cast<const T*>(data[1]) : T{0};
    if (strides[1] != 0 || n < 4 || divisor == 0) {
        binary_loop<T, T, T>(data, strides, n, Op{});
        return;
    }
    const FixedDivisor<T> fixed(divisor);
    char* const one_input[2] = {data[0], data[2]};
    const int64_t steps[2] = {strides[0], strides[2]};
    unary_loop<T, T>(one_input, steps, n, [&fixed](T a) { return Op{}(a, fixed); });
}

// Blocks are computed without branches; one that holds a quotient out of the quick way's reach is done again.
template <class T, bool kQuotient>
void float_division_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    using V = Lane<T>;
    constexpr int64_t kBlock = 128;
    V left[kBlock];
    V right[kBlock];
    V result[kBlock];
    for (int64_t start = 0; start < n; start += kBlock) {
        const int64_t count = n - start < kBlock ? n - start : kBlock;
        const char* a = data[0] + start * strides[0];
        const char* b = data[1] + start * strides[1];
        for (int64_t i = 0; i < count; i++) left[i] = to_lane(*reinterpret_cast<const T*>(a + i * strides[0]));
        for (int64_t i = 0; i < count; i++) right[i] = to_lane(*reinterpret_cast<const T*>(b + i * strides[1]));
        int32_t slow = 0;
        for (int64_t i = 0; i < count; i++) {
            const QuickRemainder<V> quick = quick_remainder(left[i], right[i]);
            slow += quick.exact ? 0 : 1;
            const Division<V> division = floor_from(left[i], right[i], quick.value);
            result[i] = kQuotient ? division.quotient : division.remainder;
        }
        if (slow != 0) {
            for (int64_t i = 0; i < count; i++) {
                const Division<V> division = floor_division(left[i], right[i]);
                result[i] = kQuotient ? division.quotient : division.remainder;
            }
        }
        char* out = data[2] + start * strides[2];
        for (int64_t i = 0; i < count; i++) {
            *reinterpret_cast<T*>(out + i * strides[2]) = Stored<T>::from(result[i]);
        }
    }
}

#define NARROW(op, letter, type) \
    {STRIDED_OP, #letter #letter "->" #letter, binary_kernel<op, type, type, type>, 0.2f * sizeof(type)},
#define WIDE(op, letter, type) {STRIDED_OP, #letter #letter "->" #letter, wide_integer_kernel<op, type>, 4.0f},
#define INTEGERS(op)        \
    NARROW(op, b, int8_t)   \
    NARROW(op, B, uint8_t)  \
    NARROW(op, h, int16_t)  \
    NARROW(op, H, uint16_t) \
    NARROW(op, i, int32_t)  \
    NARROW(op, I, uint32_t) \
    WIDE(op, l, int64_t)    \
    WIDE(op, L, uint64_t)

constinit const ElementwiseLoop kLoops[] = {
    {"divide", "ee->e", binary_kernel<Divide, Half, Half, Half>, 1.0f},
    {"divide", "ff->f", binary_kernel<Divide, float, float, float>, 0.4f},
    {"divide", "dd->d", binary_kernel<Divide, double, double, double>, 0.9f},
    {"divide", "FF->F", binary_kernel<Divide, Complex64, Complex64, Complex64>, 4.0f},
    {"divide", "DD->D", binary_kernel<Divide, Complex128, Complex128, Complex128>, 5.0f},
#define STRIDED_OP "floor_divide"
    INTEGERS(IntegerFloorDivide){STRIDED_OP, "ee->e", float_division_kernel<Half, true>, 4.0f},
    {STRIDED_OP, "ff->f", float_division_kernel<float, true>, 3.0f},
    {STRIDED_OP, "dd->d", float_division_kernel<double, true>, 4.0f},
#undef STRIDED_OP
#define STRIDED_OP "remainder"
    INTEGERS(IntegerRemainder){STRIDED_OP, "ee->e", float_division_kernel<Half, false>, 3.0f},
    {STRIDED_OP, "ff->f", float_division_kernel<float, false>, 2.0f},
    {STRIDED_OP, "dd->d", float_division_kernel<double, false>, 3.0f},
#undef STRIDED_OP
};

}  // namespace

List<ElementwiseLoop> division_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
