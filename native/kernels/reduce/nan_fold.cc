#include "native/kernels/reduce/extreme_run.h"
#include "native/kernels/reduce/ordered_product.h"

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

template <class T>
struct KeyOf;
template <>
struct KeyOf<Half> {
    using Type = int16_t;
    static constexpr Type kInfinity = 0x7c00;
};
template <>
struct KeyOf<float> {
    using Type = int32_t;
    static constexpr Type kInfinity = 0x7f800000;
};
template <>
struct KeyOf<double> {
    using Type = int64_t;
    static constexpr Type kInfinity = 0x7ff0000000000000;
};

// As integers in the order of the floats; the integer that loses against all others is NaN.
template <class T, bool kMax>
struct Best {
    using Key = typename KeyOf<T>::Type;
    using In = T;
    using Part = Key;
    using Lane = Key;
    using Total = Key;
    using Acc = T;
    using Centre = Nothing;
    static constexpr bool kShortCircuit = false;
    static constexpr int kTop = 8 * sizeof(Key) - 1;
    static constexpr Key kMask = static_cast<Key>(~(Key{1} << kTop));
    static constexpr Key kNan = kMax ? static_cast<Key>(~kMask) : kMask;
    template <class>
    static Key neutral() noexcept {
        return kNan;
    }
    static Key join(Key a, Key b) noexcept { return (kMax ? b > a : b < a) ? b : a; }
    static Key load(T x) noexcept {
        const Key bits = __builtin_bit_cast(Key, x);
        const Key key = static_cast<Key>(bits ^ ((bits >> kTop) & kMask));
        return static_cast<Key>(bits & kMask) > KeyOf<T>::kInfinity ? kNan : key;
    }
    static Key lift(T x, Nothing) noexcept { return load(x); }
    static T store(Key key) noexcept {
        const Key bits = static_cast<Key>(key ^ ((key >> kTop) & kMask));
        const Key quiet = static_cast<Key>(KeyOf<T>::kInfinity | (KeyOf<T>::kInfinity >> 1));
        return __builtin_bit_cast(T, key == kNan ? quiet : bits);
    }
    static bool finished(T) noexcept { return false; }
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

// Contiguous runs by whole vectors, all else by the fold.
template <class T, bool kMax>
void number_rows(const char* in, int64_t row_stride, int64_t rows, int64_t col_stride, int64_t cols, char* acc,
                 int64_t acc_stride) noexcept {
    using Op = Best<T, kMax>;
    // An element that repeats counts once.
    if (row_stride == 0 && rows > 1) rows = 1;
    if (row_stride != sizeof(T) || rows < kRunLeast) {
        return fold_rows<Op>(in, row_stride, rows, col_stride, cols, acc, acc_stride);
    }
    for (int64_t j = 0; j < cols; j++) {
        T& to = *reinterpret_cast<T*>(acc + j * acc_stride);
        const T best = number_run<T, kMax>(reinterpret_cast<const T*>(in + j * col_stride), rows);
        to = Op::store(Op::join(Op::load(to), Op::load(best)));
    }
}

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

template <class T, bool kMax>
constexpr ReduceLoop number_loop(const char* op, const char* signature, float cost) {
    return {op, signature, number_rows<T, kMax>, Fold<Best<T, kMax>>::combine, nullptr, &kNan<T>, nullptr, cost};
}

template <class T>
constexpr ReduceLoop product_loop(const char* signature, float cost) {
    using Op = OrderedProduct<T, true>;
    return {"nan_multiply", signature, Op::rows, Op::combine, &kOne<T>, &kOne<T>, nullptr, cost};
}

#define STRIDED_EXTREMES(op, kMax)                                                                             \
    loop<Best<Half, kMax>>(op, "e->e", nullptr, &kHalfNan, 0.06f), number_loop<float, kMax>(op, "f->f", 0.1f), \
        number_loop<double, kMax>(op, "d->d", 0.2f),                                                           \
        loop<BestComplex<float, kMax>>(op, "F->F", nullptr, &kComplexNan<float>, 1),                           \
        loop<BestComplex<double, kMax>>(op, "D->D", nullptr, &kComplexNan<double>, 1)

constexpr ReduceLoop kLoops[] = {
    loop<Skipping<Sum<float>, float, Half>>("nan_add", "e->f", &kZero<float>, &kNegativeZero<float>, 0.15f),
    loop<Skipping<Sum<float>, float, float>>("nan_add", "f->f", &kZero<float>, &kNegativeZero<float>, 0.1f),
    loop<Skipping<Sum<double>, double, double>>("nan_add", "d->d", &kZero<double>, &kNegativeZero<double>, 0.2f),
    loop<SumComplex<float>>("nan_add", "F->F", &kComplexZero<float>, &kComplexNegativeZero<float>, 0.4f),
    loop<SumComplex<double>>("nan_add", "D->D", &kComplexZero<double>, &kComplexNegativeZero<double>, 0.4f),
    loop<Skipping<Product<float>, float, Half>>("nan_multiply", "e->f", &kOne<float>, &kOne<float>, 0.15f),
    product_loop<float>("f->f", 0.15f),
    product_loop<double>("d->d", 0.3f),
    loop<ProductComplex<float>>("nan_multiply", "F->F", &kComplexOne<float>, &kComplexOne<float>, 0.8f),
    loop<ProductComplex<double>>("nan_multiply", "D->D", &kComplexOne<double>, &kComplexOne<double>, 0.8f),
    STRIDED_EXTREMES("fmax", true),
    STRIDED_EXTREMES("fmin", false),
};

}  // namespace

List<ReduceLoop> nan_fold_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
