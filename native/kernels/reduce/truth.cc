#include "native/kernels/reduce/fold.h"
#include "native/kernels/reduce/truth_value.h"

namespace strided::STRIDED_LEVEL {
namespace {

// Joins with | the marks of the elements that decide: of true ones for any(), of false ones for all(). A mark is as
// wide as the element, as comparisons make it.
template <class Element, class Word, bool kAll>
struct Truth {
    using In = Element;
    using Part = Word;
    using Lane = Word;
    using Total = Word;
    using Acc = uint8_t;
    using Centre = Nothing;
    static constexpr bool kShortCircuit = true;
    template <class T>
    static T neutral() noexcept {
        return 0;
    }
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return static_cast<T>(a | b);
    }
    static Word lift(Element x, Nothing) noexcept { return is_true(x) != kAll ? static_cast<Word>(~Word{0}) : Word{0}; }
    static Word load(uint8_t acc) noexcept { return kAll ? acc == 0 : acc != 0; }
    static uint8_t store(Word total) noexcept { return kAll ? total == 0 : total != 0; }
    static bool finished(uint8_t acc) noexcept { return kAll ? acc == 0 : acc != 0; }
};

constexpr uint8_t kFalse = 0;
constexpr uint8_t kTrue = 1;

template <class Element, class Word, bool kAll>
constexpr ReduceLoop loop(const char* signature, float cost) {
    using Op = Truth<Element, Word, kAll>;
    return {kAll ? "logical_and" : "logical_or",
            signature,
            fold_rows<Op>,
            Fold<Op>::combine,
            kAll ? &kTrue : &kFalse,
            kAll ? &kTrue : &kFalse,
            kAll ? &kFalse : &kTrue,
            cost};
}

#define STRIDED_TRUTH(kAll)                                                                           \
    loop<uint8_t, uint8_t, kAll>("?->?", 0.02f), loop<uint8_t, uint8_t, kAll>("b->?", 0.02f),         \
        loop<uint16_t, uint16_t, kAll>("h->?", 0.04f), loop<uint32_t, uint32_t, kAll>("i->?", 0.08f), \
        loop<uint64_t, uint64_t, kAll>("l->?", 0.15f), loop<uint8_t, uint8_t, kAll>("B->?", 0.02f),   \
        loop<uint16_t, uint16_t, kAll>("H->?", 0.04f), loop<uint32_t, uint32_t, kAll>("I->?", 0.08f), \
        loop<uint64_t, uint64_t, kAll>("L->?", 0.15f), loop<Half, uint16_t, kAll>("e->?", 0.04f),     \
        loop<float, uint32_t, kAll>("f->?", 0.08f), loop<double, uint64_t, kAll>("d->?", 0.15f),      \
        loop<Complex64, uint64_t, kAll>("F->?", 0.2f), loop<Complex128, uint64_t, kAll>("D->?", 0.4f)

constexpr ReduceLoop kLoops[] = {STRIDED_TRUTH(true), STRIDED_TRUTH(false)};

}  // namespace

List<ReduceLoop> truth_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
