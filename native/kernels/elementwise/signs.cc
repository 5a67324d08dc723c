#include "native/kernels/elementwise/complex_math.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/elementwise/real_math.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

inline constexpr uint16_t kHalfOne = 0x3c00;
inline constexpr uint16_t kHalfInf = 0x7c00;
inline constexpr uint16_t kHalfSign = 0x8000;

struct Sign {
    template <class T>
    [[gnu::always_inline]] T operator()(T a) const noexcept {
        if constexpr (kIsFloat<T>) {
            const T sign = choose(a > 0, T{1}, choose(a < 0, T{-1}, T{0}));
            return choose(a != a, a, sign);
        } else if constexpr (kIsSigned<T>) {
            return static_cast<T>(static_cast<T>(a >> (8 * sizeof(T) - 1)) | static_cast<T>(a != 0));
        } else {
            return static_cast<T>(a != 0);
        }
    }
};

// z / |z|. Where |z| is infinite, the axis of the infinite part decides; two infinite parts have no direction.
struct ComplexSign {
    static constexpr bool kHeavy = true;
    template <class T>
    [[gnu::always_inline]] Complex<T> operator()(Complex<T> a) const noexcept {
        constexpr T kInf = static_cast<T>(__builtin_inf());
        constexpr T kNan = static_cast<T>(__builtin_nan(""));
        const T length = complex_absolute(a);
        const bool infinite_re = magnitude_of(a.re) == kInf;
        const bool infinite_im = magnitude_of(a.im) == kInf;
        Complex<T> sign{a.re / length, a.im / length};
        if (length == 0) sign = {T{0}, T{0}};
        if (length == kInf) {
            const Complex<T> along =
                infinite_re ? Complex<T>{with_sign(T{1}, a.re), T{0}} : Complex<T>{T{0}, a.im > 0 ? T{1} : T{-1}};
            sign = infinite_re & infinite_im ? Complex<T>{kNan, kNan} : along;
        }
        if (length != length) sign = {kNan, kNan};
        return sign;
    }
};

struct HalfSign {
    [[gnu::always_inline]] uint16_t operator()(uint16_t a) const noexcept {
        const uint16_t size = a & 0x7fff;
        const uint16_t one = static_cast<uint16_t>((a & kHalfSign) | kHalfOne);
        const uint16_t finite = size == 0 ? uint16_t{0} : one;
        return size > kHalfInf ? a : finite;
    }
};

struct Heaviside {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T at_zero) const noexcept {
        const T step = choose(a < 0, T{0}, T{1});
        return choose(a != a, a, choose(a == 0, at_zero, step));
    }
};
struct HalfHeaviside {
    [[gnu::always_inline]] uint16_t operator()(uint16_t a, uint16_t at_zero) const noexcept {
        const uint16_t size = a & 0x7fff;
        const uint16_t step = a >= kHalfSign ? uint16_t{0} : kHalfOne;
        const uint16_t finite = size == 0 ? at_zero : step;
        return size > kHalfInf ? a : finite;
    }
};

struct Fabs {
    template <class T>
    [[gnu::always_inline]] T operator()(T a) const noexcept {
        return magnitude_of(a);
    }
};
struct HalfFabs {
    [[gnu::always_inline]] uint16_t operator()(uint16_t a) const noexcept { return a & 0x7fff; }
};

struct CopySign {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T b) const noexcept {
        return with_sign(magnitude_of(a), b);
    }
};
struct HalfCopySign {
    [[gnu::always_inline]] uint16_t operator()(uint16_t a, uint16_t b) const noexcept {
        return static_cast<uint16_t>((a & 0x7fff) | (b & kHalfSign));
    }
};

// Integers: 1 / a truncated, where only 1 and -1 leave something; 1 / 0 is NumPy's cast of infinity.
struct Reciprocal {
    template <class T>
    [[gnu::always_inline]] T operator()(T a) const noexcept {
        if constexpr (kIsFloat<T>) {
            return 1 / a;
        } else if constexpr (kIsSigned<T> && sizeof(T) >= 4) {
            const T least = static_cast<T>(Wrap<T>{1} << (8 * sizeof(T) - 1));
            const T unit = (a == 1) | (a == -1) ? a : T{0};
            return a == 0 ? least : unit;
        } else if constexpr (kIsSigned<T>) {
            return (a == 1) | (a == -1) ? a : T{0};
        } else {
            return static_cast<T>(a == 1);
        }
    }
};

// Smith's, scaled by the larger part.
struct ComplexReciprocal {
    static constexpr bool kHeavy = true;
    template <class T>
    [[gnu::always_inline]] Complex<T> operator()(Complex<T> a) const noexcept {
        const bool in_order = magnitude_of(a.im) <= magnitude_of(a.re);
        const T larger = choose(in_order, a.re, a.im);
        const T smaller = choose(in_order, a.im, a.re);
        const T ratio = smaller / larger;
        const T scale = larger + smaller * ratio;
        return {choose(in_order, T{1}, ratio) / scale, choose(in_order, -ratio, T{-1}) / scale};
    }
};

// clang-format off
#define UNARY(op, letter, type) {STRIDED_OP, #letter "->" #letter, unary_kernel<op, type, type>, 0.03f * sizeof(type)},
#define BINARY(op, letter, type) \
    {STRIDED_OP, #letter #letter "->" #letter, binary_kernel<op, type, type, type>, 0.03f * sizeof(type)},

constinit const ElementwiseLoop kLoops[] = {
#define STRIDED_OP "sign"
    STRIDED_INTEGERS(UNARY, Sign)
    {STRIDED_OP, "e->e", unary_kernel<HalfSign, uint16_t, uint16_t>, 0.06f},
    UNARY(Sign, f, float)
    UNARY(Sign, d, double)
    {STRIDED_OP, "F->F", unary_kernel<ComplexSign, Complex64, Complex64>, 2.0f},
    {STRIDED_OP, "D->D", unary_kernel<ComplexSign, Complex128, Complex128>, 4.0f},
#undef STRIDED_OP
#define STRIDED_OP "heaviside"
    {STRIDED_OP, "ee->e", binary_kernel<HalfHeaviside, uint16_t, uint16_t, uint16_t>, 0.06f},
    BINARY(Heaviside, f, float)
    BINARY(Heaviside, d, double)
#undef STRIDED_OP
#define STRIDED_OP "fabs"
    {STRIDED_OP, "e->e", unary_kernel<HalfFabs, uint16_t, uint16_t>, 0.06f},
    UNARY(Fabs, f, float)
    UNARY(Fabs, d, double)
#undef STRIDED_OP
#define STRIDED_OP "copysign"
    {STRIDED_OP, "ee->e", binary_kernel<HalfCopySign, uint16_t, uint16_t, uint16_t>, 0.06f},
    BINARY(CopySign, f, float)
    BINARY(CopySign, d, double)
#undef STRIDED_OP
#define STRIDED_OP "reciprocal"
    STRIDED_INTEGERS(UNARY, Reciprocal)
    {STRIDED_OP, "e->e", unary_kernel<Reciprocal, Half, Half>, 1.0f},
    UNARY(Reciprocal, f, float)
    {STRIDED_OP, "d->d", unary_kernel<Reciprocal, double, double>, 0.35f},
    {STRIDED_OP, "F->F", unary_kernel<ComplexReciprocal, Complex64, Complex64>, 1.3f},
    {STRIDED_OP, "D->D", unary_kernel<ComplexReciprocal, Complex128, Complex128>, 2.5f},
#undef STRIDED_OP
};
// clang-format on

}  // namespace

List<ElementwiseLoop> signs_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
