#include "native/kernels/reduce/fold.h"
#include "native/kernels/reduce/truth_value.h"

namespace strided::STRIDED_LEVEL {
namespace {

[[gnu::always_inline]] inline bool is_number(float x) noexcept { return x == x; }
[[gnu::always_inline]] inline bool is_number(double x) noexcept { return x == x; }
template <class T>
[[gnu::always_inline]] inline bool is_number(Complex<T> x) noexcept {
    return (x.re == x.re) & (x.im == x.im);
}

// How many elements are true, or no NaN. Eight marks are added in a word as wide as the element.
template <class Element, class Word, class Wide, bool kNumbers>
struct Count {
    using In = Element;
    using Part = Word;
    using Lane = Wide;
    using Total = uint64_t;
    using Acc = uint64_t;
    using Centre = Nothing;
    static constexpr bool kShortCircuit = false;
    template <class T>
    static T neutral() noexcept {
        return 0;
    }
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return static_cast<T>(a + b);
    }
    static Word lift(Element x, Nothing) noexcept {
        if constexpr (kSame<Element, Half>) {
            // Without comparisons: g++ 12 widens the negative masks of such sums as if they were counts.
            const uint16_t magnitude = static_cast<uint16_t>(x.bits & 0x7fffu);
            const uint16_t mark = static_cast<uint16_t>(kNumbers ? 0x7c00u - magnitude : magnitude + 0x7fffu);
            return static_cast<Word>((mark >> 15) ^ (kNumbers ? 1 : 0));
        } else if constexpr (kNumbers) {
            return is_number(x) ? 1 : 0;
        } else {
            return is_true(x) ? 1 : 0;
        }
    }
    static uint64_t load(uint64_t acc) noexcept { return acc; }
    static uint64_t store(uint64_t total) noexcept { return total; }
    static bool finished(uint64_t) noexcept { return false; }
};

constexpr uint64_t kZero = 0;

template <class Element, class Word, class Wide, bool kNumbers = false>
constexpr ReduceLoop loop(const char* signature, float cost) {
    using Op = Count<Element, Word, Wide, kNumbers>;
    return {kNumbers ? "count_numbers" : "count_nonzero",
            signature,
            fold_rows<Op>,
            Fold<Op>::combine,
            &kZero,
            &kZero,
            nullptr,
            cost};
}

// Integers of one width are counted alike, whatever their sign.
constexpr ReduceLoop kLoops[] = {
    loop<uint8_t, uint8_t, uint32_t>("?->l", 0.03f),          loop<uint8_t, uint8_t, uint32_t>("b->l", 0.03f),
    loop<uint16_t, uint16_t, uint32_t>("h->l", 0.05f),        loop<uint32_t, uint32_t, uint32_t>("i->l", 0.08f),
    loop<uint64_t, uint64_t, uint64_t>("l->l", 0.15f),        loop<uint8_t, uint8_t, uint32_t>("B->l", 0.03f),
    loop<uint16_t, uint16_t, uint32_t>("H->l", 0.05f),        loop<uint32_t, uint32_t, uint32_t>("I->l", 0.08f),
    loop<uint64_t, uint64_t, uint64_t>("L->l", 0.15f),        loop<Half, uint16_t, uint32_t>("e->l", 0.05f),
    loop<float, uint32_t, uint32_t>("f->l", 0.08f),           loop<double, uint64_t, uint64_t>("d->l", 0.15f),
    loop<Complex64, uint64_t, uint64_t>("F->l", 0.2f),        loop<Complex128, uint64_t, uint64_t>("D->l", 0.4f),
    loop<Half, uint16_t, uint32_t, true>("e->l", 0.05f),      loop<float, uint32_t, uint32_t, true>("f->l", 0.08f),
    loop<double, uint64_t, uint64_t, true>("d->l", 0.15f),    loop<Complex64, uint64_t, uint64_t, true>("F->l", 0.2f),
    loop<Complex128, uint64_t, uint64_t, true>("D->l", 0.4f),
};

}  // namespace

List<ReduceLoop> count_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
