#include "native/kernels/elementwise/float_division.h"
#include "native/kernels/elementwise/integer_division.h"
#include "native/kernels/statistics/families.h"

// Unwrapping of angles: every step between neighbours that is not small is brought into half a period around 0 by whole
// periods, and what that changed is summed along the line. Steps are rounded where NumPy's are.
namespace strided::STRIDED_LEVEL {
namespace {

template <class T>
[[gnu::always_inline]] inline T load(const char* p) noexcept {
    T value;
    __builtin_memcpy(&value, p, sizeof(T));
    return value;
}

template <class T>
[[gnu::always_inline]] inline void store(char* p, T value) noexcept {
    __builtin_memcpy(p, &value, sizeof(T));
}

// C's remainder brought to the divisor's side of 0.
template <class T>
[[gnu::always_inline]] inline T floored_remainder(T a, T b) noexcept {
    const QuickRemainder<T> quick = quick_remainder(a, b);
    if (b != 0 && __builtin_fabs(quick.quotient) < kQuickReach<T>) [[likely]] {
        return floor_from(a, b, quick.value).remainder;
    }
    return floor_division(a, b).remainder;
}

// Floats of type T, elements of which are stored as E: float16 is computed in float32 and rounded at every step.
template <class T, class E>
struct FloatSteps {
    using In = E;
    using Out = E;
    using Step = T;
    using Value = T;

    T period;
    T high;
    T discont;

    [[gnu::always_inline]] static T rounded(T value) noexcept { return to_lane(Stored<E>::from(value)); }

    explicit FloatSteps(const UnwrapRule& rule) noexcept
        : period(narrowed(rule.period)), high(narrowed(rule.high)), discont(narrowed(rule.discont)) {}
    static T narrowed(double value) noexcept {
        if constexpr (kSame<E, Half>) {
            return half_to_float(double_to_half(value));
        } else {
            return static_cast<T>(value);
        }
    }

    // What 0 is to a sum: negative zeros stay.
    static constexpr T kNothing = static_cast<T>(-0.0);
    [[gnu::always_inline]] static T step(In from, In to) noexcept { return rounded(to_lane(to) - to_lane(from)); }
    [[gnu::always_inline]] T correction(T step) const noexcept {
        if (__builtin_fabs(step) < discont) return 0;
        T wrapped = rounded(floored_remainder(rounded(step + high), period));
        wrapped = rounded(wrapped - high);
        wrapped = (wrapped == -high) & (step > 0) ? high : wrapped;
        return rounded(wrapped - step);
    }
    [[gnu::always_inline]] static T join(T a, T b) noexcept { return rounded(a + b); }
    [[gnu::always_inline]] static Out first(In x) noexcept { return x; }
    [[gnu::always_inline]] static Out result(In x, T sum) noexcept { return Stored<E>::from(to_lane(x) + sum); }
};

// Integers by a period that is none: steps wrap in their own dtype, everything else is float64.
template <class T>
struct MixedSteps {
    using In = T;
    using Out = double;
    using Step = T;
    using Value = double;

    FloatSteps<double, double> rule;

    explicit MixedSteps(const UnwrapRule& given) noexcept : rule(given) {}

    static constexpr double kNothing = -0.0;
    [[gnu::always_inline]] static T step(T from, T to) noexcept {
        return static_cast<T>(static_cast<Wrap<T>>(to) - static_cast<Wrap<T>>(from));
    }
    // The smallest integer is its own negative.
    [[gnu::always_inline]] static T magnitude(T step) noexcept {
        return step < 0 ? static_cast<T>(0 - static_cast<Wrap<T>>(step)) : step;
    }
    [[gnu::always_inline]] double correction(T step) const noexcept {
        if (static_cast<double>(magnitude(step)) < rule.discont) return 0;
        const double wide = static_cast<double>(step);
        double wrapped = floored_remainder(wide + rule.high, rule.period) - rule.high;
        wrapped = (wrapped == -rule.high) & (step > 0) ? rule.high : wrapped;
        return wrapped - wide;
    }
    [[gnu::always_inline]] static double join(double a, double b) noexcept { return a + b; }
    [[gnu::always_inline]] static double first(T x) noexcept { return static_cast<double>(x); }
    [[gnu::always_inline]] static double result(T x, double sum) noexcept { return static_cast<double>(x) + sum; }
};

// Integers by a whole period: everything wraps in their own dtype.
template <class T>
struct WholeSteps {
    using In = T;
    using Out = T;
    using Step = T;
    using Value = T;

    T period;
    T high;
    T discont;
    bool are_all_small;
    bool is_ambiguous;

    explicit WholeSteps(const UnwrapRule& rule) noexcept
        : period(static_cast<T>(rule.period)), high(static_cast<T>(rule.high)), is_ambiguous(rule.is_ambiguous) {
        // The powers of two around the dtype, as doubles.
        const double top = static_cast<double>(uint64_t{1} << (8 * sizeof(T) - 1)) * (kIsSigned<T> ? 1 : 2);
        const double low = kIsSigned<T> ? -top : 0;
        are_all_small = rule.discont >= top;
        const bool is_within = rule.discont > low && rule.discont < top;
        discont = is_within ? static_cast<T>(rule.discont) : static_cast<T>(low);
    }

    static constexpr T kNothing = 0;
    [[gnu::always_inline]] static T step(T from, T to) noexcept { return MixedSteps<T>::step(from, to); }
    [[gnu::always_inline]] T correction(T step) const noexcept {
        using W = Wrap<T>;
        if (are_all_small || MixedSteps<T>::magnitude(step) < discont) return 0;
        const T raised = static_cast<T>(static_cast<W>(step) + static_cast<W>(high));
        T wrapped = static_cast<T>(static_cast<W>(integer_remainder(raised, period)) - static_cast<W>(high));
        if constexpr (kIsSigned<T>) {
            const bool is_low = wrapped == static_cast<T>(0 - static_cast<W>(high));
            wrapped = is_ambiguous & is_low & (step > 0) ? high : wrapped;
        }
        return static_cast<T>(static_cast<W>(wrapped) - static_cast<W>(step));
    }
    [[gnu::always_inline]] static T join(T a, T b) noexcept {
        return static_cast<T>(static_cast<Wrap<T>>(a) + static_cast<Wrap<T>>(b));
    }
    [[gnu::always_inline]] static T first(T x) noexcept { return x; }
    [[gnu::always_inline]] static T result(T x, T sum) noexcept { return join(x, sum); }
};

template <class Rule>
void one_line(const Rule& rule, const char* in, char* out, int64_t n, int64_t in_step, int64_t out_step) noexcept {
    using In = typename Rule::In;
    In before = load<In>(in);
    store(out, Rule::first(before));
    typename Rule::Value sum = Rule::kNothing;
    for (int64_t i = 1; i < n; i++) {
        in += in_step;
        out += out_step;
        const In x = load<In>(in);
        sum = Rule::join(sum, rule.correction(Rule::step(before, x)));
        store(out, Rule::result(x, sum));
        before = x;
    }
}

template <class Rule>
void lines_beside(const Rule& rule, const UnwrapLines& lines, int64_t first, int64_t count) noexcept {
    using In = typename Rule::In;
    typename Rule::Value sums[kUnwrapLines];
    const char* in = lines.in + first * lines.in_beside;
    char* out = lines.out + first * lines.out_beside;
    for (int64_t j = 0; j < count; j++) {
        sums[j] = Rule::kNothing;
        store(out + j * lines.out_beside, Rule::first(load<In>(in + j * lines.in_beside)));
    }
    for (int64_t i = 1; i < lines.n; i++) {
        const char* before = in;
        in += lines.in_step;
        out += lines.out_step;
        for (int64_t j = 0; j < count; j++) {
            const In x = load<In>(in + j * lines.in_beside);
            sums[j] = Rule::join(sums[j], rule.correction(Rule::step(load<In>(before + j * lines.in_beside), x)));
            store(out + j * lines.out_beside, Rule::result(x, sums[j]));
        }
    }
}

template <class Rule>
void all_lines(const UnwrapRule& given, const UnwrapLines& lines) noexcept {
    const Rule rule(given);
    if (!lines.is_beside) {
        for (int64_t j = 0; j < lines.lines; j++) {
            one_line(rule, lines.in + j * lines.in_beside, lines.out + j * lines.out_beside, lines.n, lines.in_step,
                     lines.out_step);
        }
        return;
    }
    for (int64_t j = 0; j < lines.lines; j += kUnwrapLines) {
        lines_beside(rule, lines, j, lines.lines - j < kUnwrapLines ? lines.lines - j : kUnwrapLines);
    }
}

template <class T>
void integer_lines(const UnwrapRule& rule, const UnwrapLines& lines) noexcept {
    if (rule.is_whole_period) return all_lines<WholeSteps<T>>(rule, lines);
    all_lines<MixedSteps<T>>(rule, lines);
}

}  // namespace

void unwrap(DType dtype, const UnwrapRule& rule, const UnwrapLines& lines) noexcept {
    switch (dtype) {
        case DType::Int8:
            return integer_lines<int8_t>(rule, lines);
        case DType::Int16:
            return integer_lines<int16_t>(rule, lines);
        case DType::Int32:
            return integer_lines<int32_t>(rule, lines);
        case DType::Int64:
            return integer_lines<int64_t>(rule, lines);
        case DType::UInt8:
            return integer_lines<uint8_t>(rule, lines);
        case DType::UInt16:
            return integer_lines<uint16_t>(rule, lines);
        case DType::UInt32:
            return integer_lines<uint32_t>(rule, lines);
        case DType::UInt64:
            return integer_lines<uint64_t>(rule, lines);
        case DType::Float16:
            return all_lines<FloatSteps<float, Half>>(rule, lines);
        case DType::Float32:
            return all_lines<FloatSteps<float, float>>(rule, lines);
        case DType::Float64:
            return all_lines<FloatSteps<double, double>>(rule, lines);
        default:
            return;
    }
}

}  // namespace strided::STRIDED_LEVEL
