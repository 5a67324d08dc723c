#include "native/kernels/elementwise/wide_loops.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

struct Floor {
    [[gnu::always_inline]] float operator()(float a) const noexcept { return __builtin_floorf(a); }
    [[gnu::always_inline]] double operator()(double a) const noexcept { return __builtin_floor(a); }
};
struct Ceil {
    [[gnu::always_inline]] float operator()(float a) const noexcept { return __builtin_ceilf(a); }
    [[gnu::always_inline]] double operator()(double a) const noexcept { return __builtin_ceil(a); }
};
struct Trunc {
    [[gnu::always_inline]] float operator()(float a) const noexcept { return __builtin_truncf(a); }
    [[gnu::always_inline]] double operator()(double a) const noexcept { return __builtin_trunc(a); }
};
// To the nearest integer, halves to the even one.
struct Rint {
    [[gnu::always_inline]] float operator()(float a) const noexcept { return __builtin_rintf(a); }
    [[gnu::always_inline]] double operator()(double a) const noexcept { return __builtin_rint(a); }
};

// Integers are whole as they are; the width is all that counts.
struct Same {
    template <class T>
    [[gnu::always_inline]] T operator()(T a) const noexcept {
        return a;
    }
};
struct Truth {
    [[gnu::always_inline]] uint8_t operator()(uint8_t a) const noexcept { return a != 0; }
};

// What a step of several leaves behind when every step is stored in the operands' type.
[[gnu::always_inline]] inline float stored_half(float a) noexcept { return half_to_float(float_to_half(a)); }

// round(a, decimals), the power of ten given.
template <bool kTens>
struct RoundAt {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T power) const noexcept {
        const T scaled = Rint{}(kTens ? a / power : a * power);
        return kTens ? scaled * power : scaled / power;
    }
};
template <bool kTens>
struct RoundHalfAt {
    [[gnu::always_inline]] Half operator()(uint16_t a, uint16_t b) const noexcept {
        const float power = half_to_float(Half{b});
        const float x = half_to_float(Half{a});
        const float scaled = Rint{}(stored_half(kTens ? x / power : x * power));
        return float_to_half(kTens ? scaled * power : scaled / power);
    }
};

// clang-format off
#define UNARY(op, letter, type) {STRIDED_OP, #letter "->" #letter, unary_kernel<op, type, type>, 0.03f * sizeof(type)},

#define WHOLE(op)                                             \
    {STRIDED_OP, "?->?", unary_kernel<Truth, uint8_t, uint8_t>, 0.03f}, \
    UNARY(Same, b, uint8_t)                                   \
    UNARY(Same, B, uint8_t)                                   \
    UNARY(Same, h, uint16_t)                                  \
    UNARY(Same, H, uint16_t)                                  \
    UNARY(Same, i, uint32_t)                                  \
    UNARY(Same, I, uint32_t)                                  \
    UNARY(Same, l, uint64_t)                                  \
    UNARY(Same, L, uint64_t)                                  \
    {STRIDED_OP, "e->e", unary_kernel<op, Half, Half>, 0.6f}, \
    UNARY(op, f, float)                                       \
    UNARY(op, d, double)

#define ROUND_AT(tens)                                                                   \
    {STRIDED_OP, "ee->e", binary_blocks_kernel<RoundHalfAt<tens>, uint16_t, uint16_t, Half>, 2.0f},                                \
    {STRIDED_OP, "ff->f", binary_blocks_kernel<RoundAt<tens>, float, float, float>, 0.2f},      \
    {STRIDED_OP, "dd->d", binary_blocks_kernel<RoundAt<tens>, double, double, double>, 0.5f},

constinit const ElementwiseLoop kLoops[] = {
#define STRIDED_OP "floor"
    WHOLE(Floor)
#undef STRIDED_OP
#define STRIDED_OP "ceil"
    WHOLE(Ceil)
#undef STRIDED_OP
#define STRIDED_OP "trunc"
    WHOLE(Trunc)
#undef STRIDED_OP
#define STRIDED_OP "rint"
    {STRIDED_OP, "e->e", unary_kernel<Rint, Half, Half>, 0.6f},
    UNARY(Rint, f, float)
    UNARY(Rint, d, double)
    {STRIDED_OP, "F->F", unary_parts_kernel<Rint, float>, 0.2f},
    {STRIDED_OP, "D->D", unary_parts_kernel<Rint, double>, 0.4f},
#undef STRIDED_OP
#define STRIDED_OP "round_decimals"
    ROUND_AT(false)
#undef STRIDED_OP
#define STRIDED_OP "round_tens"
    ROUND_AT(true)
#undef STRIDED_OP
};
// clang-format on

}  // namespace

List<ElementwiseLoop> rounding_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
