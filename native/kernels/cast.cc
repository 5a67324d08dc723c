#include "native/core/byte_copy.h"
#include "native/kernels/elementwise/lanes.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/elementwise/real_math.h"
#include "native/kernels/families.h"

// Casts between all pairs of dtypes, as NumPy's astype(casting='unsafe') on x86-64 gives them. A float out of the
// integer's range (or NaN) becomes, the same at every level: for int32 and int64 their smallest value; for 8 and 16
// bits the low bits of the conversion to int32; for uint32 and uint64 the bits of the signed conversion, and 0 from
// their range's end on (from float16 0 already for NaN and infinities).
namespace strided::STRIDED_LEVEL {
namespace {

struct Bool {
    uint8_t value;
};

[[gnu::always_inline]] inline int32_t to_int32(float x) noexcept {
    return (x >= -0x1p31f) & (x < 0x1p31f) ? static_cast<int32_t>(x) : INT32_MIN;
}
[[gnu::always_inline]] inline int32_t to_int32(double x) noexcept {
    return (x > -0x1p31 - 1) & (x < 0x1p31) ? static_cast<int32_t>(x) : INT32_MIN;
}
template <class F>
[[gnu::always_inline]] inline int64_t to_int64(F x) noexcept {
    return (x >= static_cast<F>(-0x1p63)) & (x < static_cast<F>(0x1p63)) ? static_cast<int64_t>(x) : INT64_MIN;
}
template <class F>
[[gnu::always_inline]] inline uint64_t to_uint64(F x) noexcept {
    constexpr F kHalfRange = static_cast<F>(0x1p63);
    const bool high = x >= kHalfRange;
    const uint64_t bits = static_cast<uint64_t>(to_int64(high ? x - kHalfRange : x));
    return high ? bits ^ 0x8000000000000000u : bits;
}

// The integer sits in a float64's low bits after this addition, which has a vector form where the conversion has none.
[[gnu::always_inline]] inline uint32_t to_uint32(double x) noexcept {
    const uint32_t bits = static_cast<uint32_t>(bits_of(__builtin_trunc(x) + kRound));
    const uint32_t outside = x >= 0x1p32 ? 0 : 0x80000000u;
    return (x > -0x1p31 - 1) & (x < 0x1p32) ? bits : outside;
}
[[gnu::always_inline]] inline uint32_t to_uint32(float x) noexcept {
    constexpr float kHalfRange = 0x1p31f;
    const bool high = x >= kHalfRange;
    const uint32_t bits = static_cast<uint32_t>(to_int32(high ? x - kHalfRange : x));
    return high ? bits ^ 0x80000000u : bits;
}

template <class To, class F>
[[gnu::always_inline]] inline To integer_from_float(F x) noexcept {
    if constexpr (kSame<To, uint64_t>)
        return to_uint64(x);
    else if constexpr (kSame<To, int64_t>)
        return to_int64(x);
    else if constexpr (kSame<To, uint32_t>)
        return to_uint32(x);
    else
        return static_cast<To>(to_int32(x));
}

// Integers of 64 bits as float64, rounded once: the halves go into the low digits of 2^84 and 2^52, exactly, and the
// sum rounds. Before AVX-512 vectors have no such conversion.
[[gnu::always_inline]] inline double to_double(uint64_t x, double offset) noexcept {
    const double high = __builtin_bit_cast(double, (x >> 32) | 0x4530000000000000u);
    const double low = __builtin_bit_cast(double, (x & 0xffffffffu) | 0x4330000000000000u);
    return (high - offset) + low;
}
[[gnu::always_inline]] inline double to_double(uint64_t x) noexcept { return to_double(x, 0x1p84 + 0x1p52); }
[[gnu::always_inline]] inline double to_double(int64_t x) noexcept {
    return to_double(static_cast<uint64_t>(x) ^ 0x8000000000000000u, 0x1p84 + 0x1p63 + 0x1p52);
}

// From a value that is already in its lane (float16 as float32, bool as 0 or 1) and not complex.
template <class To, class V>
[[gnu::always_inline]] inline To convert_real(V value) noexcept {
    if constexpr (kSame<To, Bool>)
        return Bool{value != 0};
    else if constexpr (kSame<To, Half> && kSame<V, double>)
        return double_to_half(value);
    else if constexpr (kSame<To, Half>)
        return float_to_half(static_cast<float>(value));
    else if constexpr (kSame<To, Complex64>)
        return Complex64{static_cast<float>(value), 0};
    else if constexpr (kSame<To, Complex128>)
        return Complex128{static_cast<double>(value), 0};
#if defined(__x86_64__) && !defined(__AVX512DQ__)
    else if constexpr (kSame<To, double> && (kSame<V, int64_t> || kSame<V, uint64_t>))
        return to_double(value);
#endif
    else if constexpr (kIsFloat<V> && !kIsFloat<To>)
        return integer_from_float<To>(value);
    else
        return static_cast<To>(value);
}

template <class To, class From>
[[gnu::always_inline]] inline To convert(From value) noexcept {
    if constexpr (kSame<From, To>) {
        return value;
    } else if constexpr (kSame<From, Bool>) {
        // As a choice between two values, which vectorises for every To.
        return value.value != 0 ? convert_real<To>(uint8_t{1}) : convert_real<To>(uint8_t{0});
    } else if constexpr (kIsComplex<From> && kSame<To, Bool>) {
        return Bool{static_cast<uint8_t>((value.re != 0) | (value.im != 0))};
    } else if constexpr (kIsComplex<From> && kIsComplex<To>) {
        using Part = decltype(To{}.re);
        return To{static_cast<Part>(value.re), static_cast<Part>(value.im)};
    } else if constexpr (kIsComplex<From>) {
        return convert_real<To>(value.re);
    } else if constexpr (kSame<From, Half> && kSame<To, uint32_t>) {
        return static_cast<uint32_t>(to_int64(half_to_float(value)));
    } else {
        return convert_real<To>(to_lane(value));
    }
}

template <class From, class To>
void cast_run(const char* src, int64_t src_stride, char* dst, int64_t dst_stride, int64_t n) noexcept {
    const bool contiguous = src_stride == sizeof(From) && dst_stride == sizeof(To);
    if constexpr (kSame<From, To>) {
        if (contiguous) {
            copy_bytes(src, dst, n * static_cast<int64_t>(sizeof(From)));
            return;
        }
        // Backwards, a stride that the compiler knows: vectors turned in registers.
        if (src_stride == -static_cast<int64_t>(sizeof(From)) && dst_stride == sizeof(To)) {
            const From* from = reinterpret_cast<const From*>(src);
            To* to = reinterpret_cast<To*>(dst);
            STRIDED_INDEPENDENT
            for (int64_t i = 0; i < n; i++) to[i] = from[-i];
            return;
        }
    }
    if (contiguous) {
        const From* from = reinterpret_cast<const From*>(src);
        To* to = reinterpret_cast<To*>(dst);
        STRIDED_INDEPENDENT
        for (int64_t i = 0; i < n; i++) to[i] = convert<To>(from[i]);
        return;
    }
    if (src_stride == 0 && n > 0) {
        const To value = convert<To>(*reinterpret_cast<const From*>(src));
        if (dst_stride == sizeof(To)) {
            To* to = reinterpret_cast<To*>(dst);
            for (int64_t i = 0; i < n; i++) to[i] = value;
            return;
        }
    }
    STRIDED_INDEPENDENT
    for (int64_t i = 0; i < n; i++) {
        const From value = *reinterpret_cast<const From*>(src + i * src_stride);
        *reinterpret_cast<To*>(dst + i * dst_stride) = convert<To>(value);
    }
}

// In the order of DType.
#define ROW(From)                                                                                                 \
    {                                                                                                             \
        cast_run<From, Bool>, cast_run<From, int8_t>, cast_run<From, int16_t>, cast_run<From, int32_t>,           \
            cast_run<From, int64_t>, cast_run<From, uint8_t>, cast_run<From, uint16_t>, cast_run<From, uint32_t>, \
            cast_run<From, uint64_t>, cast_run<From, Half>, cast_run<From, float>, cast_run<From, double>,        \
            cast_run<From, Complex64>, cast_run<From, Complex128>                                                 \
    }

constinit const CastFn kCasts[kDTypeCount][kDTypeCount] = {
    ROW(Bool),     ROW(int8_t),   ROW(int16_t), ROW(int32_t), ROW(int64_t), ROW(uint8_t),   ROW(uint16_t),
    ROW(uint32_t), ROW(uint64_t), ROW(Half),    ROW(float),   ROW(double),  ROW(Complex64), ROW(Complex128),
};

}  // namespace

CastFn cast_kernel(DType from, DType to) noexcept { return kCasts[static_cast<int>(from)][static_cast<int>(to)]; }

}  // namespace strided::STRIDED_LEVEL
