#include "native/kernels/scan/steps.h"

// Running extremes and running logic; which of two equal values is taken, and how NaN wins, is as in
// elementwise/extrema.cc.
namespace strided::STRIDED_LEVEL {
namespace {

template <class T, bool kLargest>
struct ExtremeInteger : ScanSame<T> {
    static constexpr bool kSegmented = false;
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept { return (kLargest ? a > b : a < b) ? a : b; }
};

template <class T, bool kLargest>
struct ExtremeFloat : ScanSame<T> {
    static constexpr bool kSegmented = true;
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        const T best = (kLargest ? a > b : a < b) ? a : b;
        return a != a ? a : best;
    }
};

// The other value where one is NaN.
template <class T, bool kLargest>
struct NumberFloat : ScanSame<T> {
    static constexpr bool kSegmented = true;
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        const T best = (kLargest ? a >= b : a <= b) ? a : b;
        return b != b ? a : best;
    }
};

template <class T, bool kLargest>
struct ExtremeComplex : ScanSame<T> {
    static constexpr bool kSegmented = false;
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        const bool ordered = (a.im == a.im) & (b.im == b.im);
        const bool beyond = kLargest ? a.re > b.re : a.re < b.re;
        const bool aside = kLargest ? a.im >= b.im : a.im <= b.im;
        const bool first = (beyond & ordered) | ((a.re == b.re) & aside);
        return first | (a.re != a.re) | (a.im != a.im) ? a : b;
    }
};

// Halves as integers in their order; a NaN becomes the integer that wins and is turned back to itself by the first
// one met: NumPy keeps that one's bits. So the value carried is the stored half, and order is found per step.
template <bool kLargest>
struct ExtremeHalf : ScanSame<uint16_t> {
    static constexpr bool kSegmented = true;
    [[gnu::always_inline]] static inline int16_t key(uint16_t bits) noexcept {
        const int16_t value = static_cast<int16_t>(bits);
        const int16_t mask = static_cast<int16_t>(value >> 15);
        // Both zeros are equal: −0 counts from the same place as +0.
        return static_cast<int16_t>((value ^ (mask & 0x7fff)) - mask);
    }
    [[gnu::always_inline]] static inline uint16_t join(uint16_t a, uint16_t b) noexcept {
        const bool first = kLargest ? key(a) >= key(b) : key(a) <= key(b);
        const bool nan = (a & 0x7fffu) > 0x7c00u;
        const bool other = (b & 0x7fffu) > 0x7c00u;
        return nan | (first & !other) ? a : b;
    }
};

// 1 for true; Or and And of truth, and of bits.
struct TruthOr : ScanSame<uint8_t> {
    static constexpr bool kSegmented = false;
    [[gnu::always_inline]] static inline uint8_t lift(uint8_t x) noexcept { return x != 0; }
    [[gnu::always_inline]] static inline uint8_t join(uint8_t a, uint8_t b) noexcept { return a | b; }
};
struct TruthAnd : TruthOr {
    [[gnu::always_inline]] static inline uint8_t join(uint8_t a, uint8_t b) noexcept { return a & b; }
};
struct TruthXor : TruthOr {
    [[gnu::always_inline]] static inline uint8_t join(uint8_t a, uint8_t b) noexcept { return a ^ b; }
};
template <class T>
struct BitsOr : ScanSame<T> {
    static constexpr bool kSegmented = false;
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept { return static_cast<T>(a | b); }
};
template <class T>
struct BitsAnd : ScanSame<T> {
    static constexpr bool kSegmented = false;
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept { return static_cast<T>(a & b); }
};
template <class T>
struct BitsXor : ScanSame<T> {
    static constexpr bool kSegmented = false;
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept { return static_cast<T>(a ^ b); }
};

#define EXTREME(op, letter, type) scan_loop<op<type, STRIDED_LARGEST>>(STRIDED_OP, #letter "->" #letter, 0.5f),
#define STEP(op, letter, type) scan_loop<Step<op, type>, false>(STRIDED_OP, #letter "->" #letter, 1.0f),
#define BITS(op, letter, type) scan_loop<op<type>>(STRIDED_OP, #letter "->" #letter, 0.4f),
#define TRUTH(op) scan_loop<op>(STRIDED_OP, "?->?", 0.4f),

// clang-format off
constinit const ScanLoop kLoops[] = {
#define STRIDED_OP "maximum"
#define STRIDED_LARGEST true
    TRUTH(TruthOr)
    STRIDED_INTEGERS(EXTREME, ExtremeInteger)
    scan_loop<ExtremeHalf<true>>(STRIDED_OP, "e->e", 0.8f),
    EXTREME(ExtremeFloat, f, float)
    EXTREME(ExtremeFloat, d, double)
    EXTREME(ExtremeComplex, F, Complex64)
    EXTREME(ExtremeComplex, D, Complex128)
#undef STRIDED_OP
#undef STRIDED_LARGEST
#define STRIDED_OP "minimum"
#define STRIDED_LARGEST false
    TRUTH(TruthAnd)
    STRIDED_INTEGERS(EXTREME, ExtremeInteger)
    scan_loop<ExtremeHalf<false>>(STRIDED_OP, "e->e", 0.8f),
    EXTREME(ExtremeFloat, f, float)
    EXTREME(ExtremeFloat, d, double)
    EXTREME(ExtremeComplex, F, Complex64)
    EXTREME(ExtremeComplex, D, Complex128)
#undef STRIDED_OP
#undef STRIDED_LARGEST
#define STRIDED_OP "fmax"
#define STRIDED_LARGEST true
    TRUTH(TruthOr)
    STRIDED_INTEGERS(EXTREME, ExtremeInteger)
    EXTREME(NumberFloat, f, float)
    EXTREME(NumberFloat, d, double)
#undef STRIDED_OP
#undef STRIDED_LARGEST
#define STRIDED_OP "fmin"
#define STRIDED_LARGEST false
    TRUTH(TruthAnd)
    STRIDED_INTEGERS(EXTREME, ExtremeInteger)
    EXTREME(NumberFloat, f, float)
    EXTREME(NumberFloat, d, double)
#undef STRIDED_OP
#undef STRIDED_LARGEST
#define STRIDED_OP "left_shift"
    STRIDED_INTEGERS(STEP, LeftShiftStep)
#undef STRIDED_OP
#define STRIDED_OP "right_shift"
    STRIDED_INTEGERS(STEP, RightShiftStep)
#undef STRIDED_OP
#define STRIDED_OP "logical_or"
    TRUTH(TruthOr)
#undef STRIDED_OP
#define STRIDED_OP "logical_and"
    TRUTH(TruthAnd)
#undef STRIDED_OP
#define STRIDED_OP "logical_xor"
    TRUTH(TruthXor)
#undef STRIDED_OP
#define STRIDED_OP "bitwise_or"
    TRUTH(TruthOr)
    STRIDED_INTEGERS(BITS, BitsOr)
#undef STRIDED_OP
#define STRIDED_OP "bitwise_and"
    TRUTH(TruthAnd)
    STRIDED_INTEGERS(BITS, BitsAnd)
#undef STRIDED_OP
#define STRIDED_OP "bitwise_xor"
    TRUTH(TruthXor)
    STRIDED_INTEGERS(BITS, BitsXor)
#undef STRIDED_OP
};
// clang-format on

}  // namespace

List<ScanLoop> scan_extremes() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
