#include "native/kernels/elementwise/complex_math.h"
#include "native/kernels/elementwise/float_division.h"
#include "native/kernels/elementwise/integer_division.h"
#include "native/kernels/elementwise/wide_loops.h"
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

// C's remainder: it has the dividend's sign.
struct IntegerFmod {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        return turned(a, b, integer_remainder(a, b));
    }
    template <class T>
    [[gnu::always_inline]] T operator()(T a, const FixedDivisor<T>& divisor) const noexcept {
        return turned(a, divisor.divisor, IntegerRemainder{}(a, divisor));
    }

  private:
    template <class T>
    [[gnu::always_inline]] static T turned(T a, T b, T floored) noexcept {
        if constexpr (!kIsSigned<T>) return floored;
        const bool crossed = (floored != 0) & ((a < 0) != (b < 0));
        const Wrap<T> other = static_cast<Wrap<T>>(floored) - static_cast<Wrap<T>>(b);
        return crossed ? static_cast<T>(other) : floored;
    }
};

// One divisor for all elements is worth preparing: multiplications have vector forms, and are faster anyway.
template <class Op, class T>
void integer_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    const T divisor = n > 0 ? *reinterpret_cast<const T*>(data[1]) : T{0};
    if (strides[1] != 0 || n < 8 || divisor == 0) {
        if constexpr (kSame<Op, IntegerFmod>)
            binary_blocks_kernel<Op, T, T, T>(data, strides, n);
        else
            binary_loop<T, T, T>(data, strides, n, Op{});
        return;
    }
    const FixedDivisor<T> fixed(divisor);
    char* const one_input[2] = {data[0], data[2]};
    const int64_t steps[2] = {strides[0], strides[2]};
    unary_loop<T, T>(one_input, steps, n, [fixed](T a) { return Op{}(a, fixed); });
}

template <class T>
void integer_divmod_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    const auto finish = [](T a, T b, T quotient) {
        const Wrap<T> product = static_cast<Wrap<T>>(quotient) * static_cast<Wrap<T>>(b);
        const T rest = static_cast<T>(static_cast<Wrap<T>>(a) - product);
        return Results<T, T>{quotient, b == 0 ? T{0} : rest};
    };
    const T divisor = n > 0 ? *reinterpret_cast<const T*>(data[1]) : T{0};
    if (strides[1] != 0 || n < 8 || divisor == 0) {
        binary_pair_loop<T, T, T>(data, strides, n,
                                  [finish](T a, T b) { return finish(a, b, integer_floor_divide(a, b)); });
        return;
    }
    const FixedDivisor<T> fixed(divisor);
    char* const others[3] = {data[0], data[2], data[3]};
    const int64_t steps[3] = {strides[0], strides[2], strides[3]};
    unary_pair_loop<T, T, T>(others, steps, n,
                             [finish, fixed](T a) { return finish(a, fixed.divisor, fixed.quotient(a)); });
}

// What is asked of a division of floats.
enum class Part { Quotient, Remainder, Truncated, Both };

// A block of divisions without branches. False where a quotient is out of the quick way's reach.
template <class V, Part kPart>
[[gnu::noinline]] bool quick_block(const V* left, const V* right, V* result, V* second, int64_t count) noexcept {
    int32_t slow = 0;
    for (int64_t i = 0; i < count; i++) {
        const QuickRemainder<V> quick = quick_remainder(left[i], right[i]);
        if constexpr (kPart == Part::Truncated) {
            result[i] = with_sign(quick.value, left[i]);
        } else {
            const Division<V> division = floor_from(left[i], right[i], quick.value);
            result[i] = kPart == Part::Remainder ? division.remainder : division.quotient;
            if constexpr (kPart == Part::Both) second[i] = division.remainder;
        }
        slow |= static_cast<int32_t>(!(magnitude_of(quick.quotient) < kQuickReach<V>));
    }
    return slow == 0;
}

template <class V, Part kPart>
[[gnu::noinline]] void slow_block(const V* left, const V* right, V* result, V* second, int64_t count) noexcept {
    for (int64_t i = 0; i < count; i++) {
        if constexpr (kPart == Part::Truncated) {
            result[i] = truncation_of(left[i], right[i]);
        } else {
            const Division<V> division = floor_division(left[i], right[i]);
            result[i] = kPart == Part::Remainder ? division.remainder : division.quotient;
            if constexpr (kPart == Part::Both) second[i] = division.remainder;
        }
    }
}

template <class T, Part kPart>
void float_division_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    using V = Lane<T>;
    constexpr int64_t kBlock = 128;
    constexpr int kOutputs = kPart == Part::Both ? 2 : 1;
    V left[kBlock];
    V right[kBlock];
    V result[kOutputs][kBlock];
    for (int64_t start = 0; start < n; start += kBlock) {
        const int64_t count = n - start < kBlock ? n - start : kBlock;
        const char* a = data[0] + start * strides[0];
        const char* b = data[1] + start * strides[1];
        for (int64_t i = 0; i < count; i++) left[i] = to_lane(*reinterpret_cast<const T*>(a + i * strides[0]));
        for (int64_t i = 0; i < count; i++) right[i] = to_lane(*reinterpret_cast<const T*>(b + i * strides[1]));
        if (!quick_block<V, kPart>(left, right, result[0], result[kOutputs - 1], count)) {
            slow_block<V, kPart>(left, right, result[0], result[kOutputs - 1], count);
        }
        for (int k = 0; k < kOutputs; k++) {
            const int64_t step = strides[2 + k];
            char* out = data[2 + k] + start * step;
            for (int64_t i = 0; i < count; i++) *reinterpret_cast<T*>(out + i * step) = Stored<T>::from(result[k][i]);
        }
    }
}

template <class T>
constexpr float cost_of() noexcept {
    return sizeof(T) == 8 ? 3.0f : 0.15f * sizeof(T);
}

#define INTEGER(op, letter, type) {STRIDED_OP, #letter #letter "->" #letter, integer_kernel<op, type>, cost_of<type>()},

#define DIVMOD(op, letter, type) \
    {"divmod", #letter #letter "->" #letter #letter, integer_divmod_kernel<type>, cost_of<type>()},

// clang-format off
constinit const ElementwiseLoop kLoops[] = {
    {"divide", "ee->e", binary_kernel<Divide, Half, Half, Half>, 1.4f},
    {"divide", "ff->f", binary_kernel<Divide, float, float, float>, 0.15f},
    {"divide", "dd->d", binary_kernel<Divide, double, double, double>, 0.35f},
    {"divide", "FF->F", binary_kernel<Divide, Complex64, Complex64, Complex64>, 1.3f},
    {"divide", "DD->D", binary_kernel<Divide, Complex128, Complex128, Complex128>, 2.7f},
#define STRIDED_OP "floor_divide"
    STRIDED_INTEGERS(INTEGER, IntegerFloorDivide)
    {STRIDED_OP, "ee->e", float_division_kernel<Half, Part::Quotient>, 4.4f},
    {STRIDED_OP, "ff->f", float_division_kernel<float, Part::Quotient>, 3.5f},
    {STRIDED_OP, "dd->d", float_division_kernel<double, Part::Quotient>, 3.0f},
#undef STRIDED_OP
#define STRIDED_OP "remainder"
    STRIDED_INTEGERS(INTEGER, IntegerRemainder)
    {STRIDED_OP, "ee->e", float_division_kernel<Half, Part::Remainder>, 4.2f},
    {STRIDED_OP, "ff->f", float_division_kernel<float, Part::Remainder>, 3.4f},
    {STRIDED_OP, "dd->d", float_division_kernel<double, Part::Remainder>, 2.5f},
#undef STRIDED_OP
#define STRIDED_OP "fmod"
    STRIDED_INTEGERS(INTEGER, IntegerFmod)
    {STRIDED_OP, "ee->e", float_division_kernel<Half, Part::Truncated>, 4.0f},
    {STRIDED_OP, "ff->f", float_division_kernel<float, Part::Truncated>, 3.0f},
    {STRIDED_OP, "dd->d", float_division_kernel<double, Part::Truncated>, 2.0f},
#undef STRIDED_OP
    STRIDED_INTEGERS(DIVMOD, )
    {"divmod", "ee->ee", float_division_kernel<Half, Part::Both>, 4.8f},
    {"divmod", "ff->ff", float_division_kernel<float, Part::Both>, 3.8f},
    {"divmod", "dd->dd", float_division_kernel<double, Part::Both>, 3.2f},
};
// clang-format on

}  // namespace

List<ElementwiseLoop> division_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
