#include "native/loops/float_flags.h"

#include <cfenv>
#include <cmath>
#include <complex>
#include <cstring>

#include "native/loops/float_errors.h"

namespace strided {
namespace {

// Through volatile memory: neither the compiler's own arithmetic nor a vector with lanes to spare.
template <class T>
T sum(T a, T b) {
    volatile T x = a, y = b;
    volatile T result = x + y;
    return result;
}
template <class T>
T difference(T a, T b) {
    volatile T x = a, y = b;
    volatile T result = x - y;
    return result;
}
template <class T>
T product(T a, T b) {
    volatile T x = a, y = b;
    volatile T result = x * y;
    return result;
}
template <class T>
T quotient(T a, T b) {
    volatile T x = a, y = b;
    volatile T result = x / y;
    return result;
}
// False for NaN, which is an invalid comparison to the processor.
template <class T>
bool reaches(T a, T b) {
    volatile T x = a, y = b;
    volatile bool result = x >= y;
    return result;
}

template <class T>
T floor_divide(T a, T b) {
    if (b == 0) return quotient(a, b);
    T rest = std::fmod(a, b);
    T whole = quotient(difference(a, rest), b);
    if (rest != 0 && (b < 0) != (rest < 0)) whole = difference(whole, T{1});
    if (whole == 0) return quotient(a, b);
    return sum(std::floor(whole), difference(whole, std::floor(whole)));
}

template <class T>
T radians(T x, T) {
    return product(x, static_cast<T>(0.017453292519943295));
}
template <class T>
T degrees(T x, T) {
    return product(x, static_cast<T>(57.29577951308232));
}
template <class T>
T scaled(T x, T exponent) {
    // Further than any float goes, and an int.
    constexpr T kFar = 100000;
    return std::ldexp(x, static_cast<int>(exponent < -kFar ? -kFar : exponent > kFar ? kFar : exponent));
}

template <class T>
void add(const T* x, const T* y, T* out) {
    out[0] = sum(x[0], y[0]);
    out[1] = sum(x[1], y[1]);
}
template <class T>
void subtract(const T* x, const T* y, T* out) {
    out[0] = difference(x[0], y[0]);
    out[1] = difference(x[1], y[1]);
}
// Two products fused with the sums: these neither overflow nor underflow for themselves.
template <class T>
void multiply(const T* x, const T* y, T* out) {
    out[0] = std::fma(x[0], y[0], -product(x[1], y[1]));
    out[1] = std::fma(x[0], y[1], product(x[1], y[0]));
}
template <class T>
void square(const T* x, const T*, T* out) {
    multiply(x, x, out);
}
// Smith's way.
template <class T>
void divide(const T* x, const T* y, T* out) {
    if (reaches(std::fabs(y[0]), std::fabs(y[1]))) {
        if (y[0] == 0 && y[1] == 0) {
            out[0] = quotient(x[0], std::fabs(y[0]));
            out[1] = quotient(x[1], std::fabs(y[0]));
            return;
        }
        const T ratio = quotient(y[1], y[0]);
        const T scale = quotient(T{1}, sum(y[0], product(y[1], ratio)));
        out[0] = product(sum(x[0], product(x[1], ratio)), scale);
        out[1] = product(difference(x[1], product(x[0], ratio)), scale);
    } else {
        const T ratio = quotient(y[0], y[1]);
        const T scale = quotient(T{1}, sum(y[1], product(y[0], ratio)));
        out[0] = product(sum(product(x[0], ratio), x[1]), scale);
        out[1] = product(difference(product(x[1], ratio), x[0]), scale);
    }
}
template <class T>
void reciprocal(const T* x, const T*, T* out) {
    if (reaches(std::fabs(x[0]), std::fabs(x[1]))) {
        const T ratio = quotient(x[1], x[0]);
        const T divisor = sum(x[0], product(x[1], ratio));
        out[0] = quotient(T{1}, divisor);
        out[1] = quotient(-ratio, divisor);
    } else {
        const T ratio = quotient(x[0], x[1]);
        const T divisor = sum(product(x[0], ratio), x[1]);
        out[0] = quotient(ratio, divisor);
        out[1] = quotient(T{-1}, divisor);
    }
}

template <class T>
void put(const std::complex<T>& value, T* out) {
    out[0] = value.real();
    out[1] = value.imag();
}
template <class T>
void exp2(const T* x, const T*, T* out) {
    const T base = static_cast<T>(0.6931471805599453);
    put(std::exp(std::complex<T>(product(x[0], base), product(x[1], base))), out);
}
template <class T>
void expm1(const T* x, const T*, T* out) {
    const T half = std::sin(quotient(x[1], T{2}));
    out[0] = difference(product(std::expm1(x[0]), std::cos(x[1])), product(product(T{2}, half), half));
    out[1] = product(std::exp(x[0]), std::sin(x[1]));
}
template <class T>
void log1p(const T* x, const T*, T* out) {
    const T real = sum(x[0], T{1});
    out[0] = std::log(std::hypot(real, x[1]));
    out[1] = std::atan2(x[1], real);
}
template <class T>
void log2(const T* x, const T*, T* out) {
    put(std::log(std::complex<T>(x[0], x[1])), out);
    out[0] = product(out[0], static_cast<T>(1.4426950408889634));
    out[1] = product(out[1], static_cast<T>(1.4426950408889634));
}
template <class T>
void log10(const T* x, const T*, T* out) {
    put(std::log(std::complex<T>(x[0], x[1])), out);
    out[0] = product(out[0], static_cast<T>(0.4342944819032518));
    out[1] = product(out[1], static_cast<T>(0.4342944819032518));
}

// A function of the C library, of one and of two real operands, and of a complex one.
#define STRIDED_UNARY(function) \
    [](float x, float) { return std::function(x); }, [](double x, double) { return std::function(x); }
#define STRIDED_BINARY(function) \
    [](float x, float y) { return std::function(x, y); }, [](double x, double y) { return std::function(x, y); }
#define STRIDED_COMPLEX(function)                                                                               \
    [](const float* x, const float*, float* out) { put(std::function(std::complex<float>(x[0], x[1])), out); }, \
        [](const double* x, const double*, double* out) { put(std::function(std::complex<double>(x[0], x[1])), out); }
#define STRIDED_REAL(function) function<float>, function<double>
#define STRIDED_NONE nullptr, nullptr

constexpr FlaggedOperation kOperations[] = {
    {"add", STRIDED_NONE, STRIDED_REAL(add)},
    {"subtract", STRIDED_NONE, STRIDED_REAL(subtract)},
    {"multiply", STRIDED_NONE, STRIDED_REAL(multiply)},
    {"square", STRIDED_NONE, STRIDED_REAL(square)},
    {"divide", STRIDED_NONE, STRIDED_REAL(divide)},
    {"true_divide", STRIDED_NONE, STRIDED_REAL(divide)},
    {"reciprocal", STRIDED_NONE, STRIDED_REAL(reciprocal)},
    {"floor_divide", STRIDED_REAL(floor_divide), STRIDED_NONE},
    {"divmod", STRIDED_REAL(floor_divide), STRIDED_NONE},
    {"exp", STRIDED_UNARY(exp), STRIDED_COMPLEX(exp)},
    {"exp2", STRIDED_UNARY(exp2), STRIDED_REAL(exp2)},
    {"expm1", STRIDED_UNARY(expm1), STRIDED_REAL(expm1)},
    {"log", STRIDED_NONE, STRIDED_COMPLEX(log)},
    {"log2", STRIDED_NONE, STRIDED_REAL(log2)},
    {"log10", STRIDED_NONE, STRIDED_REAL(log10)},
    {"log1p", STRIDED_UNARY(log1p), STRIDED_REAL(log1p)},
    {"sqrt", STRIDED_NONE, STRIDED_COMPLEX(sqrt)},
    {"sin", STRIDED_UNARY(sin), STRIDED_COMPLEX(sin)},
    {"cos", STRIDED_NONE, STRIDED_COMPLEX(cos)},
    {"tan", STRIDED_UNARY(tan), STRIDED_COMPLEX(tan)},
    {"sinh", STRIDED_UNARY(sinh), STRIDED_COMPLEX(sinh)},
    {"cosh", STRIDED_NONE, STRIDED_COMPLEX(cosh)},
    {"tanh", STRIDED_NONE, STRIDED_COMPLEX(tanh)},
    {"arcsin", STRIDED_UNARY(asin), STRIDED_COMPLEX(asin)},
    {"arccos", STRIDED_NONE, STRIDED_COMPLEX(acos)},
    {"arctan", STRIDED_UNARY(atan), STRIDED_COMPLEX(atan)},
    {"arcsinh", STRIDED_UNARY(asinh), STRIDED_COMPLEX(asinh)},
    {"arccosh", STRIDED_NONE, STRIDED_COMPLEX(acosh)},
    {"arctanh", STRIDED_UNARY(atanh), STRIDED_COMPLEX(atanh)},
    {"arctan2", STRIDED_BINARY(atan2), STRIDED_NONE},
    {"hypot", STRIDED_BINARY(hypot), STRIDED_NONE},
    {"power", STRIDED_BINARY(pow), STRIDED_NONE},
    {"float_power", STRIDED_BINARY(pow), STRIDED_NONE},
    {"ldexp", STRIDED_REAL(scaled), STRIDED_NONE},
    {"nextafter", STRIDED_BINARY(nextafter), STRIDED_NONE},
    {"deg2rad", STRIDED_REAL(radians), STRIDED_NONE},
    {"radians", STRIDED_REAL(radians), STRIDED_NONE},
    {"rad2deg", STRIDED_REAL(degrees), STRIDED_NONE},
    {"degrees", STRIDED_REAL(degrees), STRIDED_NONE},
};

int raised() noexcept {
    const int flags = std::fetestexcept(FE_ALL_EXCEPT);
    return ((flags & FE_DIVBYZERO) != 0 ? kDivideByZero : 0) | ((flags & FE_OVERFLOW) != 0 ? kOverflow : 0) |
           ((flags & FE_UNDERFLOW) != 0 ? kUnderflow : 0) | ((flags & FE_INVALID) != 0 ? kInvalid : 0);
}

template <class T>
int complex_flags(void (*operation)(const T*, const T*, T*), const double* x, const double* y) noexcept {
    const T a[2] = {static_cast<T>(x[0]), static_cast<T>(x[1])};
    const T b[2] = {static_cast<T>(y[0]), static_cast<T>(y[1])};
    T out[2];
    std::feclearexcept(FE_ALL_EXCEPT);
    operation(a, b, out);
    [[maybe_unused]] volatile T real = out[0];
    [[maybe_unused]] volatile T imaginary = out[1];
    return raised();
}

}  // namespace

const FlaggedOperation* flagged_operation(const char* op) noexcept {
    for (const FlaggedOperation& operation : kOperations) {
        if (std::strcmp(operation.op, op) == 0) return &operation;
    }
    return nullptr;
}

int flags_of(float (*operation)(float, float), float x, float y, float* result) noexcept {
    std::feclearexcept(FE_ALL_EXCEPT);
    volatile float kept = operation(x, y);
    const int errors = raised();
    *result = kept;
    return errors;
}

int flags_of(double (*operation)(double, double), double x, double y) noexcept {
    std::feclearexcept(FE_ALL_EXCEPT);
    [[maybe_unused]] volatile double kept = operation(x, y);
    return raised();
}

int flags_of(void (*operation)(const float*, const float*, float*), const double* x, const double* y) noexcept {
    return complex_flags(operation, x, y);
}

int flags_of(void (*operation)(const double*, const double*, double*), const double* x, const double* y) noexcept {
    return complex_flags(operation, x, y);
}

int flags_of_narrowing(double value) noexcept {
    volatile double wide = value;
    std::feclearexcept(FE_ALL_EXCEPT);
    [[maybe_unused]] volatile float kept = static_cast<float>(wide);
    return raised();
}

}  // namespace strided
