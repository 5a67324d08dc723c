#include "native/kernels/scan/steps.h"

namespace strided::STRIDED_LEVEL {
namespace {

template <class T>
struct SumFloat : ScanSame<T> {
    static constexpr bool kSegmented = true;
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept { return a + b; }
};

template <class T>
struct SumComplex : ScanSame<Complex<T>> {
    static constexpr bool kSegmented = true;
    [[gnu::always_inline]] static inline Complex<T> join(Complex<T> a, Complex<T> b) noexcept {
        return {a.re + b.re, a.im + b.im};
    }
};

// Integers wrap. Total is the unsigned type of the result's width; elements are widened with their sign.
template <class Element, class Total, bool kSubtract = false>
struct SumInteger {
    static constexpr bool kSegmented = false;
    using In = Element;
    using Acc = Total;
    using Value = Wrap<Total>;
    [[gnu::always_inline]] static inline Value lift(In x) noexcept { return static_cast<Value>(x); }
    [[gnu::always_inline]] static inline Value load(Acc x) noexcept { return x; }
    [[gnu::always_inline]] static inline Acc store(Value x) noexcept { return static_cast<Acc>(x); }
    [[gnu::always_inline]] static inline Value join(Value a, Value b) noexcept { return kSubtract ? a - b : a + b; }
};

struct CountBool : SumInteger<uint8_t, uint64_t> {
    [[gnu::always_inline]] static inline uint64_t lift(uint8_t x) noexcept { return x != 0; }
};

// Rounded to float16 at every step, as NumPy's; kept as the float32 that a half is.
template <bool kSubtract>
struct SumHalf {
    static constexpr bool kSegmented = false;
    using In = Half;
    using Acc = Half;
    using Value = float;
    [[gnu::always_inline]] static inline float lift(Half x) noexcept { return half_to_float(x); }
    [[gnu::always_inline]] static inline float load(Half x) noexcept { return half_to_float(x); }
    [[gnu::always_inline]] static inline Half store(float x) noexcept { return float_to_half(x); }
    [[gnu::always_inline]] static inline float join(float a, float b) noexcept {
        return half_to_float(float_to_half(kSubtract ? a - b : a + b));
    }
};

template <class T>
struct DifferenceFloat : ScanSame<T> {
    static constexpr bool kSegmented = false;
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept { return a - b; }
};

template <class T>
struct DifferenceComplex : ScanSame<Complex<T>> {
    static constexpr bool kSegmented = false;
    [[gnu::always_inline]] static inline Complex<T> join(Complex<T> a, Complex<T> b) noexcept {
        return {a.re - b.re, a.im - b.im};
    }
};

template <class Element, class Total>
using Minus = SumInteger<Element, Total, true>;

constinit const ScanLoop kLoops[] = {
    scan_loop<CountBool>("add", "?->l", 0.4f),
    scan_loop<SumInteger<int8_t, uint64_t>>("add", "b->l", 0.4f),
    scan_loop<SumInteger<int16_t, uint64_t>>("add", "h->l", 0.4f),
    scan_loop<SumInteger<int32_t, uint64_t>>("add", "i->l", 0.4f),
    scan_loop<SumInteger<uint64_t, uint64_t>>("add", "l->l", 0.4f),
    scan_loop<SumInteger<uint8_t, uint64_t>>("add", "B->L", 0.4f),
    scan_loop<SumInteger<uint16_t, uint64_t>>("add", "H->L", 0.4f),
    scan_loop<SumInteger<uint32_t, uint64_t>>("add", "I->L", 0.4f),
    scan_loop<SumInteger<uint64_t, uint64_t>>("add", "L->L", 0.4f),
    scan_loop<SumInteger<uint8_t, uint8_t>>("add", "b->b", 0.4f),
    scan_loop<SumInteger<uint8_t, uint8_t>>("add", "B->B", 0.4f),
    scan_loop<SumInteger<uint16_t, uint16_t>>("add", "h->h", 0.4f),
    scan_loop<SumInteger<uint16_t, uint16_t>>("add", "H->H", 0.4f),
    scan_loop<SumInteger<uint32_t, uint32_t>>("add", "i->i", 0.4f),
    scan_loop<SumInteger<uint32_t, uint32_t>>("add", "I->I", 0.4f),
    scan_loop<SumHalf<false>, false>("add", "e->e", 6.0f),
    scan_loop<SumFloat<float>>("add", "f->f", 0.5f),
    scan_loop<SumFloat<double>>("add", "d->d", 0.5f),
    scan_loop<SumComplex<float>>("add", "F->F", 0.8f),
    scan_loop<SumComplex<double>>("add", "D->D", 0.9f),
    scan_loop<Minus<uint8_t, uint8_t>, false>("subtract", "b->b", 0.4f),
    scan_loop<Minus<uint8_t, uint8_t>, false>("subtract", "B->B", 0.4f),
    scan_loop<Minus<uint16_t, uint16_t>, false>("subtract", "h->h", 0.4f),
    scan_loop<Minus<uint16_t, uint16_t>, false>("subtract", "H->H", 0.4f),
    scan_loop<Minus<uint32_t, uint32_t>, false>("subtract", "i->i", 0.4f),
    scan_loop<Minus<uint32_t, uint32_t>, false>("subtract", "I->I", 0.4f),
    scan_loop<Minus<uint64_t, uint64_t>, false>("subtract", "l->l", 0.4f),
    scan_loop<Minus<uint64_t, uint64_t>, false>("subtract", "L->L", 0.4f),
    scan_loop<SumHalf<true>, false>("subtract", "e->e", 6.0f),
    scan_loop<DifferenceFloat<float>, false>("subtract", "f->f", 1.4f),
    scan_loop<DifferenceFloat<double>, false>("subtract", "d->d", 1.4f),
    scan_loop<DifferenceComplex<float>, false>("subtract", "F->F", 1.4f),
    scan_loop<DifferenceComplex<double>, false>("subtract", "D->D", 1.4f),
    scan_loop<Step<HypotStep, float>, false>("hypot", "f->f", 8.0f),
    scan_loop<Step<HypotStep, double>, false>("hypot", "d->d", 15.0f),
    scan_loop<Step<LogAddStep<false>, float>, false>("logaddexp", "f->f", 20.0f),
    scan_loop<Step<LogAddStep<false>, double>, false>("logaddexp", "d->d", 30.0f),
    scan_loop<Step<LogAddStep<true>, float>, false>("logaddexp2", "f->f", 20.0f),
    scan_loop<Step<LogAddStep<true>, double>, false>("logaddexp2", "d->d", 30.0f),
};

}  // namespace

List<ScanLoop> scan_sums() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
