#include "native/kernels/elementwise/lanes.h"
#include "native/kernels/families.h"

// ufunc.at: one operation per index, one after another, as an index may come twice.
namespace strided::STRIDED_LEVEL {
namespace {

struct AddAt {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        if constexpr (kIsComplex<T>)
            return {a.re + b.re, a.im + b.im};
        else if constexpr (kIsInteger<T>)
            return static_cast<T>(static_cast<Wrap<T>>(a) + static_cast<Wrap<T>>(b));
        else
            return a + b;
    }
};
struct SubtractAt {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        if constexpr (kIsComplex<T>)
            return {a.re - b.re, a.im - b.im};
        else if constexpr (kIsInteger<T>)
            return static_cast<T>(static_cast<Wrap<T>>(a) - static_cast<Wrap<T>>(b));
        else
            return a - b;
    }
};
struct MultiplyAt {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        if constexpr (kIsInteger<T>)
            return static_cast<T>(static_cast<Wrap<T>>(a) * static_cast<Wrap<T>>(b));
        else
            return a * b;
    }
};
struct MaximumAt {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        const T best = a > b ? a : b;
        return a != a ? a : best;
    }
};
struct MinimumAt {
    template <class T>
    [[gnu::always_inline]] static inline T join(T a, T b) noexcept {
        const T best = a < b ? a : b;
        return a != a ? a : best;
    }
};

template <class Op, class T>
void at(char* a, int64_t stride, const int64_t* index, const char* b, int64_t b_stride, int64_t n) noexcept {
    const auto step = [](T& to, T value) { to = Stored<T>::from(Op::join(to_lane(to), to_lane(value))); };
    if (stride == sizeof(T) && b_stride == 0) {
        const T value = *reinterpret_cast<const T*>(b);
        T* to = reinterpret_cast<T*>(a);
        for (int64_t i = 0; i < n; i++) step(to[index[i]], value);
        return;
    }
    if (stride == sizeof(T)) {
        T* to = reinterpret_cast<T*>(a);
        for (int64_t i = 0; i < n; i++) step(to[index[i]], *reinterpret_cast<const T*>(b + i * b_stride));
        return;
    }
    for (int64_t i = 0; i < n; i++) {
        step(*reinterpret_cast<T*>(a + index[i] * stride), *reinterpret_cast<const T*>(b + i * b_stride));
    }
}

#define AT(op, letter, type) {STRIDED_OP, #letter #letter "->" #letter, at<op, type>},

// clang-format off
constinit const AtLoop kLoops[] = {
#define STRIDED_OP "add"
    STRIDED_INTEGERS(AT, AddAt)
    STRIDED_FLOATS(AT, AddAt)
    STRIDED_COMPLEXES(AT, AddAt)
#undef STRIDED_OP
#define STRIDED_OP "subtract"
    STRIDED_INTEGERS(AT, SubtractAt)
    STRIDED_FLOATS(AT, SubtractAt)
    STRIDED_COMPLEXES(AT, SubtractAt)
#undef STRIDED_OP
#define STRIDED_OP "multiply"
    STRIDED_INTEGERS(AT, MultiplyAt)
    STRIDED_FLOATS(AT, MultiplyAt)
#undef STRIDED_OP
#define STRIDED_OP "maximum"
    STRIDED_INTEGERS(AT, MaximumAt)
    AT(MaximumAt, f, float)
    AT(MaximumAt, d, double)
#undef STRIDED_OP
#define STRIDED_OP "minimum"
    STRIDED_INTEGERS(AT, MinimumAt)
    AT(MinimumAt, f, float)
    AT(MinimumAt, d, double)
#undef STRIDED_OP
};
// clang-format on

}  // namespace

List<AtLoop> at_loops() noexcept { return {kLoops, sizeof(kLoops) / sizeof(kLoops[0])}; }

}  // namespace strided::STRIDED_LEVEL
