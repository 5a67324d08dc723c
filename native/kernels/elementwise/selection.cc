#include "native/kernels/elementwise/complex_math.h"
#include "native/kernels/elementwise/real_math.h"
#include "native/kernels/elementwise/wide_loops.h"
#include "native/kernels/families.h"

namespace strided::STRIDED_LEVEL {
namespace {

template <class T>
[[gnu::always_inline]] inline bool is_nan(T a) noexcept {
    if constexpr (kIsComplex<T>)
        return (a.re != a.re) | (a.im != a.im);
    else
        return a != a;
}
template <class T>
[[gnu::always_inline]] inline bool is_less(T a, T b) noexcept {
    // Unlike in maximum, a NaN beside a real part does not matter.
    if constexpr (kIsComplex<T>) {
        return (a.re < b.re) | ((a.re == b.re) & (a.im < b.im));
    } else {
        return a < b;
    }
}

// a or b, without a branch: no predictor could follow the elements.
template <class T>
[[gnu::always_inline]] inline T either(bool first, T a, T b) noexcept {
    if constexpr (kIsComplex<T>)
        return {choose(first, a.re, b.re), choose(first, a.im, b.im)};
    else if constexpr (kIsFloat<T>)
        return choose(first, a, b);
    else
        return first ? a : b;
}

// The smaller of upper and the larger of a and lower; NaN wins over all, a's before the bounds'.
struct Clip {
    template <class T>
    [[gnu::always_inline]] T operator()(T a, T lower, T upper) const noexcept {
        const T raised = either(is_nan(a) | is_less(lower, a), a, lower);
        return either(is_nan(raised) | is_less(raised, upper), raised, upper);
    }
};
struct ClipTruth {
    [[gnu::always_inline]] uint8_t operator()(uint8_t a, uint8_t lower, uint8_t upper) const noexcept {
        return ((a | lower) != 0) & (upper != 0);
    }
};
// Takes the stored values, so that a NaN keeps its bits.
struct ClipHalf {
    [[gnu::always_inline]] uint16_t operator()(uint16_t a, uint16_t lower, uint16_t upper) const noexcept {
        const float value = half_to_float(Half{a});
        const float low = half_to_float(Half{lower});
        const float high = half_to_float(Half{upper});
        const bool keeps = (value != value) | (low < value);
        const float raised = choose(keeps, value, low);
        return masked((raised != raised) | (raised < high), masked(keeps, a, lower), upper);
    }

  private:
    [[gnu::always_inline]] static uint16_t masked(bool first, uint16_t a, uint16_t b) noexcept {
        const uint16_t mask = static_cast<uint16_t>(0 - static_cast<int>(first));
        return static_cast<uint16_t>((a & mask) | (b & ~mask));
    }
};

template <class Op, class T>
void clip_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    bounded_loop<2, T, T>(data, strides, n, Op{});
}

// NaN and infinities give way to given values.
template <class U>
struct Replace {
    [[gnu::always_inline]] U operator()(U a, U nan, U above, U below) const noexcept {
        constexpr U kInf =
            sizeof(U) == 2 ? U{0x7c00} : static_cast<U>(sizeof(U) == 4 ? 0x7f800000 : 0x7ff0000000000000);
        constexpr U kSign = static_cast<U>(U{1} << (8 * sizeof(U) - 1));
        const U size = a & static_cast<U>(~kSign);
        U result = a == kInf ? above : a;
        result = a == static_cast<U>(kInf | kSign) ? below : result;
        return size > kInf ? nan : result;
    }
};
template <class U>
void replace_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    bounded_loop<3, U, U>(data, strides, n, Replace<U>{});
}

// One infinity by its bits.
template <class U, U kBits>
struct IsBits {
    [[gnu::always_inline]] bool operator()(U a) const noexcept { return a == kBits; }
};

// ---- where(condition, x, y) ----

// A complex number, which is aligned as its parts are.
template <class U>
struct Parts {
    U re;
    U im;
};

template <class T>
[[gnu::always_inline]] inline T pick(bool condition, T x, T y) noexcept {
    return condition ? x : y;
}
template <class U>
[[gnu::always_inline]] inline Parts<U> pick(bool condition, Parts<U> x, Parts<U> y) noexcept {
    const U mask = U{0} - static_cast<U>(condition);
    return {(x.re & mask) | (y.re & ~mask), (x.im & mask) | (y.im & ~mask)};
}

template <bool kScalarX, bool kScalarY, class T>
[[gnu::always_inline]] inline void pick_run(const uint8_t* condition, const T* x, const T* y, T* r,
                                            int64_t n) noexcept {
    const T one_x = *x;
    const T one_y = *y;
    STRIDED_INDEPENDENT
    for (int64_t i = 0; i < n; i++) r[i] = pick(condition[i] != 0, kScalarX ? one_x : x[i], kScalarY ? one_y : y[i]);
}

template <class T>
void where_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    if (n == 0) return;
    // Scalars stay scalars; anything but runs of elements is gathered.
    const bool scalar_x = strides[1] == 0;
    const bool scalar_y = strides[2] == 0;
    const bool contiguous = strides[0] == 1 && (scalar_x || strides[1] == sizeof(T)) &&
                            (scalar_y || strides[2] == sizeof(T)) && strides[3] == sizeof(T);
    const int64_t block = contiguous ? n : kGatherBlock;
    alignas(64) uint8_t conditions[kGatherBlock];
    alignas(64) T left[kGatherBlock];
    alignas(64) T right[kGatherBlock];
    alignas(64) T out[kGatherBlock];
    for (int64_t start = 0; start < n; start += block) {
        const int64_t count = n - start < block ? n - start : block;
        const uint8_t* condition = gathered<uint8_t>(data[0] + start * strides[0], strides[0], conditions, count);
        const char* from_x = data[1] + start * strides[1];
        const char* from_y = data[2] + start * strides[2];
        const T* x = scalar_x ? reinterpret_cast<const T*>(from_x) : gathered<T>(from_x, strides[1], left, count);
        const T* y = scalar_y ? reinterpret_cast<const T*>(from_y) : gathered<T>(from_y, strides[2], right, count);
        char* const to = data[3] + start * strides[3];
        T* r = block_or(to, strides[3], out);
        if (scalar_x && scalar_y)
            pick_run<true, true>(condition, x, y, r, count);
        else if (scalar_x)
            pick_run<true, false>(condition, x, y, r, count);
        else if (scalar_y)
            pick_run<false, true>(condition, x, y, r, count);
        else
            pick_run<false, false>(condition, x, y, r, count);
        finish_block(out, to, strides[3], count);
    }
}

// ---- isclose(x, y, rtol, atol) ----

// float16 stores, and so rounds, every step.
template <class T, class V>
[[gnu::always_inline]] inline V step(V a) noexcept {
    if constexpr (kSame<T, Half>)
        return half_to_float(float_to_half(a));
    else
        return a;
}

template <class T, class V>
[[gnu::always_inline]] inline bool is_close(Lane<T> x, Lane<T> y, V rtol, V atol, bool equal_nan) noexcept {
    constexpr V kInf = static_cast<V>(__builtin_inf());
    const bool both_nan = equal_nan & is_nan(x) & is_nan(y);
    if constexpr (kIsComplex<T>) {
        const V limit = atol + rtol * complex_absolute(y);
        const bool finite = (magnitude_of(y.re) < kInf) & (magnitude_of(y.im) < kInf);
        const bool near = complex_absolute(T{x.re - y.re, x.im - y.im}) <= limit;
        return (near & finite) | ((x.re == y.re) & (x.im == y.im)) | both_nan;
    } else {
        const V limit = step<T>(atol + step<T>(rtol * magnitude_of(y)));
        const bool near = magnitude_of(step<T>(x - y)) <= limit;
        return (near & (magnitude_of(y) < kInf)) | (x == y) | both_nan;
    }
}

// V is the type of the tolerances: T's own, or that of its parts.
template <class T, class V>
[[gnu::noinline]] void close_loop(char* const* data, const int64_t* strides, int64_t n, bool equal_nan) noexcept {
    if (n == 0) return;
    alignas(64) T left[kGatherBlock];
    alignas(64) T right[kGatherBlock];
    alignas(64) V relative[kGatherBlock];
    alignas(64) V absolute[kGatherBlock];
    alignas(64) uint8_t out[kGatherBlock];
    const bool fixed = strides[2] == 0 && strides[3] == 0;
    const bool scalar_y = strides[1] == 0;
    const auto rtol = to_lane(*reinterpret_cast<const V*>(data[2]));
    const auto atol = to_lane(*reinterpret_cast<const V*>(data[3]));
    if (scalar_y) gather(data[1], 0, right, n < kGatherBlock ? n : kGatherBlock);
    for (int64_t start = 0; start < n; start += kGatherBlock) {
        const int64_t count = n - start < kGatherBlock ? n - start : kGatherBlock;
        const T* x = gathered<T>(data[0] + start * strides[0], strides[0], left, count);
        const T* y = scalar_y ? right : gathered<T>(data[1] + start * strides[1], strides[1], right, count);
        char* const to = data[4] + start * strides[4];
        uint8_t* r = block_or(to, strides[4], out);
        if (fixed) {
            STRIDED_INDEPENDENT
            for (int64_t i = 0; i < count; i++) {
                r[i] = is_close<T>(to_lane(x[i]), to_lane(y[i]), rtol, atol, equal_nan);
            }
        } else {
            const V* b = gathered<V>(data[2] + start * strides[2], strides[2], relative, count);
            const V* c = gathered<V>(data[3] + start * strides[3], strides[3], absolute, count);
            STRIDED_INDEPENDENT
            for (int64_t i = 0; i < count; i++) {
                r[i] = is_close<T>(to_lane(x[i]), to_lane(y[i]), to_lane(b[i]), to_lane(c[i]), equal_nan);
            }
        }
        finish_block(out, to, strides[4], count);
    }
}

template <class T, class V, bool kEqualNan>
void close_kernel(char* const* data, const int64_t* strides, int64_t n) noexcept {
    close_loop<T, V>(data, strides, n, kEqualNan);
}

// clang-format off
#define CLIP(op, letter, type) \
    {"clip", #letter #letter #letter "->" #letter, clip_kernel<op, type>, 0.05f * sizeof(type)},
// Question marks stand alone, lest they be read as a trigraph.
#define WHERE(letter, width) {"where", "?" #letter #letter "->" #letter, where_kernel<width>, 0.05f * sizeof(width)},
#define CLOSE(name, equal_nan)                                                              \
    {name, "eeee->?", close_kernel<Half, Half, equal_nan>, 2.0f},                           \
    {name, "ffff->?", close_kernel<float, float, equal_nan>, 0.3f},                         \
    {name, "dddd->?", close_kernel<double, double, equal_nan>, 0.6f},                       \
    {name, "FFff->?", close_kernel<Complex64, float, equal_nan>, 2.0f},                     \
    {name, "DDdd->?", close_kernel<Complex128, double, equal_nan>, 4.0f},

constinit const ElementwiseLoop kLoops[] = {
    {"clip", "?" "?" "?" "->?", clip_kernel<ClipTruth, uint8_t>, 0.05f},
    STRIDED_INTEGERS(CLIP, Clip)
    {"clip", "eee->e", clip_kernel<ClipHalf, uint16_t>, 1.2f},
    CLIP(Clip, f, float)
    CLIP(Clip, d, double)
    STRIDED_COMPLEXES(CLIP, Clip)
    {"where", "?" "?" "?" "->?", where_kernel<uint8_t>, 0.05f},
    WHERE(b, uint8_t)
    WHERE(B, uint8_t)
    WHERE(h, uint16_t)
    WHERE(H, uint16_t)
    WHERE(i, uint32_t)
    WHERE(I, uint32_t)
    WHERE(l, uint64_t)
    WHERE(L, uint64_t)
    WHERE(e, uint16_t)
    WHERE(f, uint32_t)
    WHERE(d, uint64_t)
    WHERE(F, Parts<uint32_t>)
    WHERE(D, Parts<uint64_t>)
    CLOSE("isclose", false)
    CLOSE("isclose_equal_nan", true)
    {"nan_to_num", "eeee->e", replace_kernel<uint16_t>, 0.1f},
    {"nan_to_num", "ffff->f", replace_kernel<uint32_t>, 0.2f},
    {"nan_to_num", "dddd->d", replace_kernel<uint64_t>, 0.4f},
    {"isposinf", "e->?", unary_kernel<IsBits<uint16_t, 0x7c00>, uint16_t, uint8_t>, 0.06f},
    {"isposinf", "f->?", unary_kernel<IsBits<uint32_t, 0x7f800000>, uint32_t, uint8_t>, 0.12f},
    {"isposinf", "d->?", unary_kernel<IsBits<uint64_t, 0x7ff0000000000000>, uint64_t, uint8_t>, 0.24f},
    {"isneginf", "e->?", unary_kernel<IsBits<uint16_t, 0xfc00>, uint16_t, uint8_t>, 0.06f},
    {"isneginf", "f->?", unary_kernel<IsBits<uint32_t, 0xff800000>, uint32_t, uint8_t>, 0.12f},
    {"isneginf", "d->?", unary_kernel<IsBits<uint64_t, 0xfff0000000000000>, uint64_t, uint8_t>, 0.24f},
};
// clang-format on

}  // namespace

List<ElementwiseLoop> selection_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
