#include "native/kernels/elementwise/real_math.h"
#include "native/kernels/elementwise/wide_loops.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

// Neighbours of a float are neighbours as integers: nextafter and spacing work on bits.
template <class U>
inline constexpr U kInfBits = U{0x7c00};
template <>
inline constexpr uint32_t kInfBits<uint32_t> = 0x7f800000;
template <>
inline constexpr uint64_t kInfBits<uint64_t> = 0x7ff0000000000000;

// The bits of the first where the condition holds; without branches, so that loops vectorise.
template <class U>
[[gnu::always_inline]] inline U pick(bool condition, U a, U b) noexcept {
    const U mask = static_cast<U>(U{0} - static_cast<U>(condition));
    return static_cast<U>((a & mask) | (b & ~mask));
}

struct NextAfter {
    template <class U>
    [[gnu::always_inline]] U operator()(U from, U to) const noexcept {
        constexpr U kSign = static_cast<U>(U{1} << (8 * sizeof(U) - 1));
        constexpr U kHalfInf = kInfBits<U> / 2;
        constexpr U kQuiet = static_cast<U>(kInfBits<U> | kHalfInf);
        const U size = from & static_cast<U>(~kSign);
        const U size_to = to & static_cast<U>(~kSign);
        const bool inward = (((from ^ to) & kSign) != 0) | (size > size_to);
        U next = static_cast<U>(from + pick<U>(inward, static_cast<U>(-1), 1));
        next = pick<U>(size == 0, static_cast<U>((to & kSign) | 1), next);
        // Equal ones: the second, which shows with zeros; of float16 NumPy takes the first.
        const bool equal = (from == to) | ((size | size_to) == 0);
        next = pick<U>(equal, sizeof(U) == 2 ? from : to, next);
        return pick<U>((size > kInfBits<U>) | (size_to > kInfBits<U>), kQuiet, next);
    }
};

// The distance to the neighbour further from zero, with the value's sign.
struct Spacing {
    [[gnu::always_inline]] double operator()(uint64_t bits) const noexcept {
        const uint64_t size = bits & 0x7fffffffffffffff;
        const double gap = double_of(size + 1) - double_of(size);
        const double signed_gap = choose((bits >> 63 != 0) & (size != 0), -gap, gap);
        return choose(size >= kInfBits<uint64_t>, __builtin_nan(""), signed_gap);
    }
    [[gnu::always_inline]] float operator()(uint32_t bits) const noexcept {
        const uint32_t size = bits & 0x7fffffff;
        const float gap = float_of(size + 1) - float_of(size);
        const float signed_gap = choose((bits >> 31 != 0) & (size != 0), -gap, gap);
        return choose(size >= kInfBits<uint32_t>, __builtin_nanf(""), signed_gap);
    }
};
// Of float16 NumPy takes the neighbour above, and no sign.
struct HalfSpacing {
    [[gnu::always_inline]] Half operator()(uint16_t bits) const noexcept {
        const uint16_t size = bits & 0x7fff;
        const bool down = (bits != size) & (size != 0);
        const uint16_t next = static_cast<uint16_t>(down ? size - 1 : size + 1);
        const float gap = half_to_float(Half{next}) - half_to_float(Half{size});
        return float_to_half(size >= 0x7c00 ? __builtin_nanf("") : __builtin_fabsf(gap));
    }
};

// A float as mantissa · 2^exponent, mantissa in [1/2, 1); zeros, infinities and NaN stay, with exponent 0.
struct Frexp {
    [[gnu::always_inline]] Results<double, int32_t> operator()(double a) const noexcept {
        const double size = magnitude_of(a);
        const bool tiny = size < 0x1p-1022;
        const uint64_t bits = bits_of(choose(tiny, a * 0x1p54, a));
        const int32_t biased = static_cast<int32_t>((bits >> 52) & 0x7ff) - (tiny ? 1022 + 54 : 1022);
        const double mantissa = double_of((bits & 0x800fffffffffffff) | 0x3fe0000000000000);
        const bool ordinary = (size < __builtin_inf()) & (size > 0);
        return {choose(ordinary, mantissa, a), ordinary ? biased : 0};
    }
    [[gnu::always_inline]] Results<float, int32_t> operator()(float a) const noexcept {
        const float size = magnitude_of(a);
        const bool tiny = size < 0x1p-126f;
        const uint32_t bits = bits_of(choose(tiny, a * 0x1p25f, a));
        const int32_t biased = static_cast<int32_t>((bits >> 23) & 0xff) - (tiny ? 126 + 25 : 126);
        const float mantissa = float_of((bits & 0x807fffff) | 0x3f000000);
        const bool ordinary = (size < __builtin_inff()) & (size > 0);
        return {choose(ordinary, mantissa, a), ordinary ? biased : 0};
    }
};

// The value is split first, so that a result below the normal range rounds once.
struct Ldexp {
    template <class I>
    [[gnu::always_inline]] double operator()(double a, I exponent) const noexcept {
        const I bounded = exponent < -2200 ? -2200 : exponent > 2200 ? 2200 : exponent;
        const auto [mantissa, own] = Frexp{}(a);
        int32_t total = own + static_cast<int32_t>(bounded);
        total = total < -1100 ? -1100 : total > 1100 ? 1100 : total;
        const int32_t half = total >> 1;
        const double first = double_of(static_cast<uint64_t>(half + 1023) << 52);
        const double second = double_of(static_cast<uint64_t>(total - half + 1023) << 52);
        return mantissa * first * second;
    }
    template <class I>
    [[gnu::always_inline]] float operator()(float a, I exponent) const noexcept {
        const I bounded = exponent < -400 ? -400 : exponent > 400 ? 400 : exponent;
        const auto [mantissa, own] = Frexp{}(a);
        int32_t total = own + static_cast<int32_t>(bounded);
        total = total < -200 ? -200 : total > 200 ? 200 : total;
        const int32_t half = total >> 1;
        const float first = float_of(static_cast<uint32_t>(half + 127) << 23);
        const float second = float_of(static_cast<uint32_t>(total - half + 127) << 23);
        return mantissa * first * second;
    }
};

// Fraction and whole part, each with the value's sign.
struct Modf {
    template <class T>
    [[gnu::always_inline]] Results<T, T> operator()(T a) const noexcept {
        const T whole = sizeof(T) == 8 ? static_cast<T>(__builtin_trunc(a)) : static_cast<T>(__builtin_truncf(a));
        const bool infinite = magnitude_of(a) == static_cast<T>(__builtin_inf());
        return {with_sign(choose(infinite, T{0}, a - whole), a), whole};
    }
};

// clang-format off
constinit const ElementwiseLoop kLoops[] = {
    {"nextafter", "ee->e", binary_kernel<NextAfter, uint16_t, uint16_t, uint16_t>, 0.1f},
    {"nextafter", "ff->f", binary_kernel<NextAfter, uint32_t, uint32_t, uint32_t>, 0.2f},
    {"nextafter", "dd->d", binary_kernel<NextAfter, uint64_t, uint64_t, uint64_t>, 0.4f},
    {"spacing", "e->e", unary_kernel<HalfSpacing, uint16_t, Half>, 0.8f},
    {"spacing", "f->f", unary_kernel<Spacing, uint32_t, float>, 0.15f},
    {"spacing", "d->d", unary_kernel<Spacing, uint64_t, double>, 0.3f},
    {"modf", "e->ee", unary_pair_kernel<Modf, Half, Half, Half>, 1.2f},
    {"modf", "f->ff", unary_pair_kernel<Modf, float, float, float>, 0.25f},
    {"modf", "d->dd", unary_pair_kernel<Modf, double, double, double>, 0.5f},
    {"frexp", "e->ei", unary_pair_kernel<Frexp, Half, Half, int32_t>, 1.0f},
    {"frexp", "f->fi", unary_pair_kernel<Frexp, float, float, int32_t>, 0.3f},
    {"frexp", "d->di", unary_pair_kernel<Frexp, double, double, int32_t>, 0.5f},
    {"ldexp", "ei->e", binary_blocks_kernel<Ldexp, Half, int32_t, Half>, 1.5f},
    {"ldexp", "fi->f", binary_blocks_kernel<Ldexp, float, int32_t, float>, 0.4f},
    {"ldexp", "el->e", binary_blocks_kernel<Ldexp, Half, int64_t, Half>, 1.8f},
    {"ldexp", "fl->f", binary_blocks_kernel<Ldexp, float, int64_t, float>, 0.6f},
    {"ldexp", "di->d", binary_blocks_kernel<Ldexp, double, int32_t, double>, 0.7f},
    {"ldexp", "dl->d", binary_blocks_kernel<Ldexp, double, int64_t, double>, 0.8f},
};
// clang-format on

}  // namespace

List<ElementwiseLoop> float_parts_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
