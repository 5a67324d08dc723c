#pragma once
#include <cfloat>
#include <cmath>

#include "native/core/dtype.h"
#include "native/loops/float_flags.h"

// Which floating-point errors one element tells of, by its operands and its result.
namespace strided {

inline bool is_inexact(DType dtype) noexcept { return dtype >= DType::Float16; }

// An element as parts in double precision; real ones have one part.
struct Value {
    double parts[2];
    int count;

    bool is_nan() const noexcept { return std::isnan(parts[0]) || (count == 2 && std::isnan(parts[1])); }
    bool is_infinite() const noexcept {
        return !is_nan() && (std::isinf(parts[0]) || (count == 2 && std::isinf(parts[1])));
    }
    bool is_zero() const noexcept { return parts[0] == 0 && (count == 1 || parts[1] == 0); }
};

Value value_at(const char* data, DType dtype) noexcept;

inline double smallest_normal(DType dtype) noexcept {
    if (dtype == DType::Float16) return 0x1p-14;
    return dtype == DType::Float32 || dtype == DType::Complex64 ? static_cast<double>(FLT_MIN) : DBL_MIN;
}

// What an operation can meet besides an infinite result and NaN.
struct Nature {
    bool divides;      // by its last operand, integers too
    bool is_power;     // of a base to an exponent
    bool has_poles;    // infinite at finite arguments, and nowhere else
    bool multiplies;   // exact but for its rounding
    bool is_quotient;  // the same, of a division
    bool floors;       // a quotient of integers may pass their largest
    bool is_spacing;
    bool steps_beyond;  // from the largest number to infinity
    // Asked for all results of complex numbers, and for tiny ones of real numbers.
    const FlaggedOperation* flagged;
};

Nature nature_of(const char* op) noexcept;
bool is_one_of(const char* op, const char* const* names, size_t count) noexcept;
#define STRIDED_IS_ONE_OF(op, ...)                                          \
    [](const char* name) noexcept {                                         \
        static constexpr const char* kNames[] = {__VA_ARGS__};              \
        return is_one_of(name, kNames, sizeof(kNames) / sizeof(kNames[0])); \
    }(op)

// Whether x * y is the value to the last digit. The significands are multiplied alone, where nothing underflows.
bool is_exact_product(double x, double y, double value) noexcept;

// The errors, bits of FloatError, of an operation or a cast on one element.
int errors_of(const Nature& nature, const Value* in, int nin, const Value& out, DType dtype) noexcept;
int errors_of_cast(const Value& in, const Value& out, DType from, DType to) noexcept;

}  // namespace strided
