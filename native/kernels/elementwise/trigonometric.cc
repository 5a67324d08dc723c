#include "native/kernels/elementwise/complex_inverses.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

// Of arguments beyond kReducible, float32 too, `slow` is the function.
#define PERIODIC_FUNCTION(Name, library)                                                     \
    struct Name {                                                                            \
        static constexpr bool kHeavy = true;                                                 \
        template <class T>                                                                   \
        [[gnu::always_inline]] T operator()(T a) const noexcept {                            \
            return real_##library(a);                                                        \
        }                                                                                    \
        [[gnu::noinline]] static double slow(double a) noexcept {                            \
            return magnitude_of(a) < __builtin_inf() ? library##_of(reduce_huge(a)) : a - a; \
        }                                                                                    \
    };
PERIODIC_FUNCTION(Sin, sin)
PERIODIC_FUNCTION(Cos, cos)
PERIODIC_FUNCTION(Tan, tan)

STRIDED_REAL(Arcsin, real_asin)
STRIDED_REAL(Arccos, real_acos)
STRIDED_REAL(Arctan, real_atan)

STRIDED_BY_PARTS(ComplexSin, is_exponential(im, re), swapped(sinh_of(im, re)), complex_sin(a))
STRIDED_BY_PARTS(ComplexCos, is_exponential(im, re), cosh_of(-im, re), complex_cos(a))
STRIDED_BY_PARTS(ComplexTan, is_tangent(im, re), swapped(tanh_of(im, re)), complex_tan(a))
STRIDED_BY_PARTS(ComplexArcsin, is_elliptic(re, im), arcsin_of(re, im), complex_asin(a))
STRIDED_BY_PARTS(ComplexArccos, is_elliptic(re, im), arccos_of(re, im), complex_acos(a))
STRIDED_BY_PARTS(ComplexArctan, is_off_pole(im, re), swapped(arctanh_of(im, re)), complex_atan(a))

struct Arctan2 {
    static constexpr bool kHeavy = true;
    template <class T>
    [[gnu::always_inline]] T operator()(T y, T x) const noexcept {
        return real_atan2(y, x);
    }
};
struct Hypot {
    static constexpr bool kHeavy = true;
    template <class T>
    [[gnu::always_inline]] T operator()(T x, T y) const noexcept {
        return real_hypot(x, y);
    }
};

struct Radians {
    double operator()(double a) const noexcept { return a * (__builtin_acos(-1.0) / 180.0); }
    float operator()(float a) const noexcept { return a * (static_cast<float>(__builtin_acos(-1.0)) / 180.0f); }
};
struct Degrees {
    double operator()(double a) const noexcept { return a * (180.0 / __builtin_acos(-1.0)); }
    float operator()(float a) const noexcept { return a * (180.0f / static_cast<float>(__builtin_acos(-1.0))); }
};

template <class T>
[[gnu::always_inline]] inline bool beyond(T a) noexcept {
    return magnitude_of(a) > static_cast<T>(kReducible);
}

template <class T>
[[gnu::noinline]] bool any_beyond(const T* a, int64_t n) noexcept {
    uint32_t found = 0;
    for (int64_t i = 0; i < n; i++) found |= beyond(a[i]) ? 1u : 0u;
    return found != 0;
}

// The vector function, then the elements too large for it one by one: whichever stand beside them, each goes the same
// way.
template <class Op, class T>
void periodic_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    alignas(64) T in[kGatherBlock];
    alignas(64) T out[kGatherBlock];
    for (int64_t start = 0; start < n; start += kGatherBlock) {
        const int64_t count = n - start < kGatherBlock ? n - start : kGatherBlock;
        const T* a = gathered<T>(data[0] + start * strides[0], strides[0], in, count);
        char* to = data[1] + start * strides[1];
        T* r = strides[1] == sizeof(T) ? reinterpret_cast<T*>(to) : out;
        const bool some_beyond = any_beyond(a, count);
        if (some_beyond && a != in) {
            // The result may lie over the operand.
            __builtin_memcpy(in, a, static_cast<uint64_t>(count) * sizeof(T));
            a = in;
        }
        unary_contiguous(a, r, count, Op{});
        if (some_beyond) {
            for (int64_t i = 0; i < count; i++) {
                if (beyond(a[i])) r[i] = static_cast<T>(Op::slow(a[i]));
            }
        }
        if (r == out) scatter(out, to, strides[1], count);
    }
}

// clang-format off
#define PERIODIC(name, op, half, single, full)               \
    {name, "e->e", unary_kernel<op, Half, Half>, half},      \
    {name, "f->f", periodic_kernel<op, float>, single},      \
    {name, "d->d", periodic_kernel<op, double>, full},       \
    STRIDED_PARTS(name, Complex##op, 10.0f)
#define REAL(name, op, half, single, full)                   \
    {name, "e->e", unary_kernel<op, Half, Half>, half},      \
    {name, "f->f", unary_kernel<op, float, float>, single},  \
    {name, "d->d", unary_kernel<op, double, double>, full},
#define PAIRS(name, op, half, single, full)                           \
    {name, "ee->e", binary_kernel<op, Half, Half, Half>, half},       \
    {name, "ff->f", binary_kernel<op, float, float, float>, single},  \
    {name, "dd->d", binary_kernel<op, double, double, double>, full},

constinit const ElementwiseLoop kLoops[] = {
    PERIODIC("sin", Sin, 2.0f, 1.0f, 1.5f)
    PERIODIC("cos", Cos, 2.0f, 1.0f, 1.5f)
    PERIODIC("tan", Tan, 3.0f, 2.0f, 3.0f)
    REAL("arcsin", Arcsin, 3.0f, 2.0f, 3.0f) STRIDED_PARTS("arcsin", ComplexArcsin, 16.0f)
    REAL("arccos", Arccos, 3.0f, 2.0f, 3.0f) STRIDED_PARTS("arccos", ComplexArccos, 16.0f)
    REAL("arctan", Arctan, 3.0f, 2.0f, 3.0f) STRIDED_PARTS("arctan", ComplexArctan, 12.0f)
    PAIRS("arctan2", Arctan2, 4.0f, 3.0f, 5.0f)
    PAIRS("hypot", Hypot, 2.0f, 1.0f, 2.0f)
    REAL("deg2rad", Radians, 1.0f, 0.2f, 0.4f)
    REAL("radians", Radians, 1.0f, 0.2f, 0.4f)
    REAL("rad2deg", Degrees, 1.0f, 0.2f, 0.4f)
    REAL("degrees", Degrees, 1.0f, 0.2f, 0.4f)
};
// clang-format on

}  // namespace

List<ElementwiseLoop> trigonometric_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
