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

// One divisor for all elements is worth preparing: multiplications have vector forms, and are faster anyway.
template <class Op, class T>
void integer_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    const T divisor = n > 0 ? *reinterpret_cast<const T*>(data[1]) : T{0};
    if (strides[1] != 0 || n < 8 || divisor == 0) {
        binary_loop<T, T, T>(data, strides, n, Op{});
        return;
    }
    const FixedDivisor<T> fixed(divisor);
    char* const one_input[2] = {data[0], data[2]};
    const int64_t steps[2] = {strides[0], strides[2]};
    unary_loop<T, T>(one_input, steps, n, [fixed](T a) { return Op{}(a, fixed); });
}

// Floor division of a block into result, without branches. False where a quotient is out of the quick way's reach.
template <class V, bool kQuotient>
[[gnu::noinline]] bool quick_block(const V* left, const V* right, V* result, int64_t count) noexcept {
    int32_t slow = 0;
    for (int64_t i = 0; i < count; i++) {
        const QuickRemainder<V> quick = quick_remainder(left[i], right[i]);
        const Division<V> division = floor_from(left[i], right[i], quick.value);
        result[i] = kQuotient ? division.quotient : division.remainder;
        slow |= static_cast<int32_t>(!(magnitude_of(quick.quotient) < kQuickReach<V>));
    }
    return slow == 0;
}

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
        if (!quick_block<V, kQuotient>(left, right, result, count)) {
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

template <class T>
constexpr float cost_of() noexcept {
    return sizeof(T) == 8 ? 3.0f : 0.15f * sizeof(T);
}

#define INTEGER(op, letter, type) {STRIDED_OP, #letter #letter "->" #letter, integer_kernel<op, type>, cost_of<type>()},

// clang-format off
constinit const ElementwiseLoop kLoops[] = {
    {"divide", "ee->e", binary_kernel<Divide, Half, Half, Half>, 1.4f},
    {"divide", "ff->f", binary_kernel<Divide, float, float, float>, 0.15f},
    {"divide", "dd->d", binary_kernel<Divide, double, double, double>, 0.35f},
    {"divide", "FF->F", binary_kernel<Divide, Complex64, Complex64, Complex64>, 1.3f},
    {"divide", "DD->D", binary_kernel<Divide, Complex128, Complex128, Complex128>, 2.7f},
#define STRIDED_OP "floor_divide"
    STRIDED_INTEGERS(INTEGER, IntegerFloorDivide)
    {STRIDED_OP, "ee->e", float_division_kernel<Half, true>, 4.4f},
    {STRIDED_OP, "ff->f", float_division_kernel<float, true>, 3.5f},
    {STRIDED_OP, "dd->d", float_division_kernel<double, true>, 3.0f},
#undef STRIDED_OP
#define STRIDED_OP "remainder"
    STRIDED_INTEGERS(INTEGER, IntegerRemainder)
    {STRIDED_OP, "ee->e", float_division_kernel<Half, false>, 4.2f},
    {STRIDED_OP, "ff->f", float_division_kernel<float, false>, 3.4f},
    {STRIDED_OP, "dd->d", float_division_kernel<double, false>, 2.5f},
#undef STRIDED_OP
};
// clang-format on

}  // namespace

List<ElementwiseLoop> division_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
