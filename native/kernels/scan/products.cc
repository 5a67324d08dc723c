#include "native/kernels/scan/steps.h"

namespace strided::STRIDED_LEVEL {
namespace {

// Products of floats in any other order than NumPy's could overflow where its own do not: element by element.
template <class T>
struct ProductFloat : ScanSame<T> {
    static constexpr bool kSegmented = false;
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept { return a * b; }
};

template <class T>
struct ProductComplex : ScanSame<Complex<T>> {
    static constexpr bool kSegmented = false;
    [[gnu::always_inline]] static inline Complex<T> join(Complex<T> a, Complex<T> b) noexcept {
        return complex_multiply_unfused(a, b);
    }
};

template <class Element, class Total>
struct ProductInteger {
    static constexpr bool kSegmented = false;
    using In = Element;
    using Acc = Total;
    using Value = Wrap<Total>;
    [[gnu::always_inline]] static inline Value lift(In x) noexcept { return static_cast<Value>(x); }
    [[gnu::always_inline]] static inline Value load(Acc x) noexcept { return x; }
    [[gnu::always_inline]] static inline Acc store(Value x) noexcept { return static_cast<Acc>(x); }
    [[gnu::always_inline]] static inline Value join(Value a, Value b) noexcept { return a * b; }
};

struct ProductBool : ProductInteger<uint8_t, uint64_t> {
    [[gnu::always_inline]] static inline uint64_t lift(uint8_t x) noexcept { return x != 0; }
};

struct ProductHalf {
    static constexpr bool kSegmented = false;
    using In = Half;
    using Acc = Half;
    using Value = float;
    [[gnu::always_inline]] static inline float lift(Half x) noexcept { return half_to_float(x); }
    [[gnu::always_inline]] static inline float load(Half x) noexcept { return half_to_float(x); }
    [[gnu::always_inline]] static inline Half store(float x) noexcept { return float_to_half(x); }
    [[gnu::always_inline]] static inline float join(float a, float b) noexcept {
        return half_to_float(float_to_half(a * b));
    }
};

// By letter: an operation of which one step waits for the one before.
#define STEP(op, letter, type) scan_loop<Step<op, type>, false>(STRIDED_OP, #letter "->" #letter, STRIDED_COST),

// clang-format off
constinit const ScanLoop kLoops[] = {
    scan_loop<ProductBool>("multiply", "?->l", 0.6f),
    scan_loop<ProductInteger<int8_t, uint64_t>>("multiply", "b->l", 0.6f),
    scan_loop<ProductInteger<int16_t, uint64_t>>("multiply", "h->l", 0.6f),
    scan_loop<ProductInteger<int32_t, uint64_t>>("multiply", "i->l", 0.6f),
    scan_loop<ProductInteger<uint64_t, uint64_t>>("multiply", "l->l", 0.6f),
    scan_loop<ProductInteger<uint8_t, uint64_t>>("multiply", "B->L", 0.6f),
    scan_loop<ProductInteger<uint16_t, uint64_t>>("multiply", "H->L", 0.6f),
    scan_loop<ProductInteger<uint32_t, uint64_t>>("multiply", "I->L", 0.6f),
    scan_loop<ProductInteger<uint64_t, uint64_t>>("multiply", "L->L", 0.6f),
    scan_loop<ProductInteger<uint8_t, uint8_t>>("multiply", "b->b", 0.6f),
    scan_loop<ProductInteger<uint8_t, uint8_t>>("multiply", "B->B", 0.6f),
    scan_loop<ProductInteger<uint16_t, uint16_t>>("multiply", "h->h", 0.6f),
    scan_loop<ProductInteger<uint16_t, uint16_t>>("multiply", "H->H", 0.6f),
    scan_loop<ProductInteger<uint32_t, uint32_t>>("multiply", "i->i", 0.6f),
    scan_loop<ProductInteger<uint32_t, uint32_t>>("multiply", "I->I", 0.6f),
    scan_loop<ProductHalf, false>("multiply", "e->e", 6.0f),
    scan_loop<ProductFloat<float>, false>("multiply", "f->f", 1.4f),
    scan_loop<ProductFloat<double>, false>("multiply", "d->d", 1.4f),
    scan_loop<ProductComplex<float>, false>("multiply", "F->F", 2.8f),
    scan_loop<ProductComplex<double>, false>("multiply", "D->D", 2.8f),
#define STRIDED_OP "divide"
#define STRIDED_COST 5.0f
    STRIDED_FLOATS(STEP, QuotientStep)
    STRIDED_COMPLEXES(STEP, QuotientStep)
#undef STRIDED_OP
#undef STRIDED_COST
#define STRIDED_OP "floor_divide"
#define STRIDED_COST 15.0f
    STRIDED_INTEGERS(STEP, FloorDivideStep)
    STEP(FloorDivideStep, f, float)
    STEP(FloorDivideStep, d, double)
#undef STRIDED_OP
#undef STRIDED_COST
#define STRIDED_OP "remainder"
#define STRIDED_COST 15.0f
    STRIDED_INTEGERS(STEP, RemainderStep)
    STEP(RemainderStep, f, float)
    STEP(RemainderStep, d, double)
#undef STRIDED_OP
#undef STRIDED_COST
#define STRIDED_OP "fmod"
#define STRIDED_COST 15.0f
    STRIDED_INTEGERS(STEP, FmodStep)
    STEP(FmodStep, f, float)
    STEP(FmodStep, d, double)
#undef STRIDED_OP
#undef STRIDED_COST
#define STRIDED_OP "power"
#define STRIDED_COST 20.0f
    STRIDED_INTEGERS(STEP, PowerStep)
    STEP(PowerStep, f, float)
    STEP(PowerStep, d, double)
#undef STRIDED_OP
#undef STRIDED_COST
#define STRIDED_OP "float_power"
#define STRIDED_COST 20.0f
    STEP(PowerStep, d, double)
#undef STRIDED_OP
#undef STRIDED_COST
#define STRIDED_OP "gcd"
#define STRIDED_COST 10.0f
    STRIDED_INTEGERS(STEP, GcdStep)
#undef STRIDED_OP
#undef STRIDED_COST
#define STRIDED_OP "lcm"
#define STRIDED_COST 20.0f
    STRIDED_INTEGERS(STEP, LcmStep)
#undef STRIDED_OP
#undef STRIDED_COST
#define STRIDED_OP "arctan2"
#define STRIDED_COST 20.0f
    STEP(Arctan2Step, f, float)
    STEP(Arctan2Step, d, double)
#undef STRIDED_OP
#undef STRIDED_COST
};
// clang-format on

}  // namespace

List<ScanLoop> scan_products() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
