#include "native/kernels/reduce/extremum.h"

// Folds that leave NaN out: sums, products, extremes. A complex number with NaN in either part is left out whole.
namespace strided::STRIDED_LEVEL {
namespace {

template <class T>
struct Sum {
    static constexpr bool kShortCircuit = false;
    static constexpr T kSkipped = 0;
    template <class U>
    static U neutral() noexcept {
        return static_cast<U>(-0.0);
    }
    template <class U>
    [[gnu::always_inline]] static inline U join(U a, U b) noexcept {
        return a + b;
    }
};

template <class T>
struct Product {
    static constexpr bool kShortCircuit = false;
    static constexpr T kSkipped = 1;
    template <class U>
    static U neutral() noexcept {
        return 1;
    }
    template <class U>
    [[gnu::always_inline]] static inline U join(U a, U b) noexcept {
        return a * b;
    }
};

template <class Operation, class T, class Element>
struct Skipping : SameTypes<T>, Operation {
    using In = Element;
    static T lift(T x, Nothing) noexcept { return x == x ? x : Operation::kSkipped; }
    static T lift(Half x, Nothing) noexcept { return lift(half_to_float(x), Nothing{}); }
};

template <class T>
struct SumComplex : SameTypes<Complex<T>> {
    using C = Complex<T>;
    static constexpr bool kShortCircuit = false;
    template <class>
    static C neutral() noexcept {
        return {static_cast<T>(-0.0), static_cast<T>(-0.0)};
    }
    static C lift(C x, Nothing) noexcept {
        const bool whole = (x.re == x.re) & (x.im == x.im);
        return {whole ? x.re : 0, whole ? x.im : 0};
    }
    static C join(C a, C b) noexcept { return {a.re + b.re, a.im + b.im}; }
};

template <class T>
struct ProductComplex : SameTypes<Complex<T>> {
    using C = Complex<T>;
    static constexpr bool kShortCircuit = false;
    template <class>
    static C neutral() noexcept {
        return {1, 0};
    }
    static C lift(C x, Nothing) noexcept {
        const bool whole = (x.re == x.re) & (x.im == x.im);
        return {whole ? x.re : 1, whole ? x.im : 0};
    }
    static C join(C a, C b) noexcept { return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }
};

// NaN loses against every number and stands for no number at all.
template <class T, bool kMax>
struct Best : SameTypes<T> {
    static constexpr bool kShortCircuit = false;
    template <class>
    static T neutral() noexcept {
        return static_cast<T>(__builtin_nan(""));
    }
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        return ((kMax ? b > a : b < a) | (a != a)) ? b : a;
    }
};

// As integers in the order of the halves; the key that loses against all others is NaN.
template <bool kMax>
struct BestHalf {
    using In = Half;
    using Part = int16_t;
    using Lane = int16_t;
    using Total = int16_t;
    using Acc = Half;
    using Centre = Nothing;
    static constexpr bool kShortCircuit = false;
    static constexpr int16_t kNan = kMax ? -0x8000 : 0x7fff;
    template <class>
    static int16_t neutral() noexcept {
        return kNan;
    }
    static int16_t join(int16_t a, int16_t b) noexcept { return (kMax ? b > a : b < a) ? b : a; }
    static int16_t load(Half x) noexcept {
        const int16_t bits = static_cast<int16_t>(x.bits);
        const int16_t key = static_cast<int16_t>(bits ^ ((bits >> 15) & 0x7fff));
        return static_cast<int16_t>(x.bits & 0x7fff) > 0x7c00 ? kNan : key;
    }
    static int16_t lift(Half x, Nothing) noexcept { return load(x); }
    static Half store(int16_t key) noexcept {
        const uint16_t bits = static_cast<uint16_t>(key ^ ((key >> 15) & 0x7fff));
        return Half{key == kNan ? static_cast<uint16_t>(0x7e00) : bits};
    }
    static bool finished(Half) noexcept { return false; }
};

template <class T, bool kMax>
struct BestComplex : SameTypes<Complex<T>> {
    using C = Complex<T>;
    static constexpr bool kShortCircuit = false;
    template <class>
    static C neutral() noexcept {
        return {static_cast<T>(__builtin_nan("")), static_cast<T>(__builtin_nan(""))};
    }
    static C join(C a, C b) noexcept { return is_nan(a) || (!is_nan(b) && beats<T, kMax>(b, a)) ? b : a; }
};

template <class T>
constexpr T kZero = 0;
template <class T>
constexpr T kNegativeZero = static_cast<T>(-0.0);
template <class T>
constexpr T kOne = 1;
template <class T>
constexpr T kNan = static_cast<T>(__builtin_nan(""));
template <class T>
constexpr Complex<T> kComplexZero{0, 0};
template <class T>
constexpr Complex<T> kComplexNegativeZero{static_cast<T>(-0.0), static_cast<T>(-0.0)};
template <class T>
constexpr Complex<T> kComplexOne{1, 0};
template <class T>
constexpr Complex<T> kComplexNan{kNan<T>, kNan<T>};
constexpr Half kHalfNan{0x7e00};

template <class Op>
constexpr ReduceLoop loop(const char* op, const char* signature, const void* identity, const void* neutral,
                          float cost) {
    return {op, signature, fold_rows<Op>, Fold<Op>::combine, identity, neutral, nullptr, cost};
}

#define STRIDED_EXTREMES(op, kMax)                                                   \
    loop<BestHalf<kMax>>(op, "e->e", nullptr, &kHalfNan, 0.06f),                     \
        loop<Best<float, kMax>>(op, "f->f", nullptr, &kNan<float>, 0.1f),            \
        loop<Best<double, kMax>>(op, "d->d", nullptr, &kNan<double>, 0.2f),          \
        loop<BestComplex<float, kMax>>(op, "F->F", nullptr, &kComplexNan<float>, 1), \
        loop<BestComplex<double, kMax>>(op, "D->D", nullptr, &kComplexNan<double>, 1)

constexpr ReduceLoop kLoops[] = {
    loop<Skipping<Sum<float>, float, Half>>("nan_add", "e->f", &kZero<float>, &kNegativeZero<float>, 0.15f),
    loop<Skipping<Sum<float>, float, float>>("nan_add", "f->f", &kZero<float>, &kNegativeZero<float>, 0.1f),
    loop<Skipping<Sum<double>, double, double>>("nan_add", "d->d", &kZero<double>, &kNegativeZero<double>, 0.2f),
    loop<SumComplex<float>>("nan_add", "F->F", &kComplexZero<float>, &kComplexNegativeZero<float>, 0.4f),
    loop<SumComplex<double>>("nan_add", "D->D", &kComplexZero<double>, &kComplexNegativeZero<double>, 0.4f),
    loop<Skipping<Product<float>, float, Half>>("nan_multiply", "e->f", &kOne<float>, &kOne<float>, 0.15f),
    loop<Skipping<Product<float>, float, float>>("nan_multiply", "f->f", &kOne<float>, &kOne<float>, 0.1f),
    loop<Skipping<Product<double>, double, double>>("nan_multiply", "d->d", &kOne<double>, &kOne<double>, 0.2f),
    loop<ProductComplex<float>>("nan_multiply", "F->F", &kComplexOne<float>, &kComplexOne<float>, 0.8f),
    loop<ProductComplex<double>>("nan_multiply", "D->D", &kComplexOne<double>, &kComplexOne<double>, 0.8f),
    STRIDED_EXTREMES("fmax", true),
    STRIDED_EXTREMES("fmin", false),
};

}  // namespace

List<ReduceLoop> nan_fold_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
