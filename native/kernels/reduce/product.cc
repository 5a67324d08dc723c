#include "native/kernels/reduce/ordered_product.h"

namespace strided::STRIDED_LEVEL {
namespace {

struct Multiplying {
    static constexpr bool kShortCircuit = false;
    template <class T>
    static T neutral() noexcept {
        return T{1};
    }
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return a * b;
    }
};

// Element is lifted to 64 bits with its sign; products wrap.
template <class Element>
struct ProductInteger : SameTypes<uint64_t>, Multiplying {
    using In = Element;
    static uint64_t lift(Element x, Nothing) noexcept { return static_cast<uint64_t>(x); }
};

struct ProductBool : ProductInteger<uint8_t> {
    static uint64_t lift(uint8_t x, Nothing) noexcept { return x != 0; }
};

struct ProductHalf : SameTypes<float>, Multiplying {
    using In = Half;
    static float lift(Half x, Nothing) noexcept { return half_to_float(x); }
};

template <class T>
struct ProductComplex : SameTypes<Complex<T>> {
    static constexpr bool kShortCircuit = false;
    template <class>
    static Complex<T> neutral() noexcept {
        return {1, 0};
    }
    static Complex<T> join(Complex<T> a, Complex<T> b) noexcept {
        return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
    }
};

constexpr uint64_t kOne = 1;
constexpr float kFloatOne = 1;
constexpr double kDoubleOne = 1;
constexpr Complex64 kComplex64One{1, 0};
constexpr Complex128 kComplex128One{1, 0};

template <class Op>
constexpr ReduceLoop loop(const char* signature, const void* one, float cost) {
    return {"multiply", signature, fold_rows<Op>, Fold<Op>::combine, one, one, nullptr, cost};
}

template <class T>
constexpr ReduceLoop ordered(const char* signature, const void* one, float cost) {
    using Op = OrderedProduct<T, false>;
    return {"multiply", signature, Op::rows, Op::combine, one, one, nullptr, cost};
}

constexpr ReduceLoop kLoops[] = {
    loop<ProductBool>("?->l", &kOne, 0.4f),
    loop<ProductInteger<int8_t>>("b->l", &kOne, 0.4f),
    loop<ProductInteger<int16_t>>("h->l", &kOne, 0.4f),
    loop<ProductInteger<int32_t>>("i->l", &kOne, 0.4f),
    loop<ProductInteger<int64_t>>("l->l", &kOne, 0.4f),
    loop<ProductInteger<uint8_t>>("B->L", &kOne, 0.4f),
    loop<ProductInteger<uint16_t>>("H->L", &kOne, 0.4f),
    loop<ProductInteger<uint32_t>>("I->L", &kOne, 0.4f),
    loop<ProductInteger<uint64_t>>("L->L", &kOne, 0.4f),
    loop<ProductHalf>("e->f", &kFloatOne, 0.15f),
    ordered<float>("f->f", &kFloatOne, 0.15f),
    ordered<double>("d->d", &kDoubleOne, 0.3f),
    loop<ProductComplex<float>>("F->F", &kComplex64One, 0.8f),
    loop<ProductComplex<double>>("D->D", &kComplex128One, 0.8f),
};

}  // namespace

List<ReduceLoop> product_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
