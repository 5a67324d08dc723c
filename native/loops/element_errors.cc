#include "native/loops/element_errors.h"

#include <cstring>

#include "native/loops/float_errors.h"

namespace strided {
namespace {

double half_value(uint16_t bits) noexcept {
    const int exponent = (bits >> 10) & 31;
    const int fraction = bits & 1023;
    const double sign = (bits & 0x8000) != 0 ? -1 : 1;
    if (exponent == 31) return fraction == 0 ? sign * INFINITY : NAN;
    return exponent == 0 ? sign * std::ldexp(fraction, -24) : sign * std::ldexp(1024 + fraction, exponent - 25);
}

template <class T>
T item(const char* data) noexcept {
    T value;
    std::memcpy(&value, data, sizeof(T));
    return value;
}

}  // namespace

Value value_at(const char* data, DType dtype) noexcept {
    switch (dtype) {
        case DType::Bool:
        case DType::UInt8:
            return {{static_cast<double>(item<uint8_t>(data))}, 1};
        case DType::Int8:
            return {{static_cast<double>(item<int8_t>(data))}, 1};
        case DType::Int16:
            return {{static_cast<double>(item<int16_t>(data))}, 1};
        case DType::Int32:
            return {{static_cast<double>(item<int32_t>(data))}, 1};
        case DType::Int64:
            return {{static_cast<double>(item<int64_t>(data))}, 1};
        case DType::UInt16:
            return {{static_cast<double>(item<uint16_t>(data))}, 1};
        case DType::UInt32:
            return {{static_cast<double>(item<uint32_t>(data))}, 1};
        case DType::UInt64:
            return {{static_cast<double>(item<uint64_t>(data))}, 1};
        case DType::Float16:
            return {{half_value(item<uint16_t>(data))}, 1};
        case DType::Float32:
            return {{static_cast<double>(item<float>(data))}, 1};
        case DType::Float64:
            return {{item<double>(data)}, 1};
        case DType::Complex64:
            return {{static_cast<double>(item<float>(data)), static_cast<double>(item<float>(data + 4))}, 2};
        case DType::Complex128:
            return {{item<double>(data), item<double>(data + 8)}, 2};
    }
    return {{0}, 1};
}

bool is_one_of(const char* op, const char* const* names, size_t count) noexcept {
    for (size_t i = 0; i < count; i++) {
        if (std::strcmp(op, names[i]) == 0) return true;
    }
    return false;
}

Nature nature_of(const char* op) noexcept {
    Nature nature{};
    nature.divides =
        STRIDED_IS_ONE_OF(op, "divide", "true_divide", "floor_divide", "remainder", "fmod", "divmod", "reciprocal");
    nature.is_power = STRIDED_IS_ONE_OF(op, "power", "float_power");
    nature.has_poles = STRIDED_IS_ONE_OF(op, "log", "log2", "log10", "log1p", "arctanh");
    nature.floors = STRIDED_IS_ONE_OF(op, "floor_divide", "divmod");
    nature.is_spacing = std::strcmp(op, "spacing") == 0;
    nature.steps_beyond = std::strcmp(op, "nextafter") == 0;
    nature.multiplies = STRIDED_IS_ONE_OF(op, "multiply", "square");
    nature.is_quotient = STRIDED_IS_ONE_OF(op, "divide", "true_divide", "reciprocal");
    nature.flagged = flagged_operation(op);
    return nature;
}

bool is_exact_product(double x, double y, double value) noexcept {
    if (x == 0 || y == 0 || value == 0) return (x == 0 || y == 0) == (value == 0);
    int x_exponent = 0;
    int y_exponent = 0;
    int value_exponent = 0;
    const double x_digits = std::frexp(x, &x_exponent);
    const double y_digits = std::frexp(y, &y_exponent);
    const double digits = std::frexp(value, &value_exponent);
    const double product = x_digits * y_digits;
    if (std::fma(x_digits, y_digits, -product) != 0) return false;
    return product == std::ldexp(digits, value_exponent - x_exponent - y_exponent);
}

namespace {

// Whether a real result below the normal range has lost digits, of operands that are finite.
bool has_underflowed(const Nature& nature, const Value* in, int nin, const Value& out, DType dtype) noexcept {
    const double x = in[0].parts[0];
    const double y = nin > 1 ? in[1].parts[0] : x;
    const double value = out.parts[0];
    if (nature.multiplies) return !is_exact_product(x, y, value);
    if (nature.is_quotient) {
        const double dividend = nin > 1 ? x : 1;
        return y != 0 && !is_exact_product(value, y, dividend);
    }
    if (nature.is_spacing) return dtype != DType::Float16 && x != 0 && std::fabs(x) < smallest_normal(dtype);
    if (nature.flagged == nullptr || nature.flagged->real64 == nullptr || nature.floors) return false;
    if (dtype == DType::Float64) return (flags_of(nature.flagged->real64, x, y) & kUnderflow) != 0;
    float exact = 0;
    const int flags = flags_of(nature.flagged->real32, static_cast<float>(x), static_cast<float>(y), &exact);
    if (dtype == DType::Float32) return (flags & kUnderflow) != 0;
    // float16 is computed in float32, and what is tiny before it is rounded has underflowed if that changes it.
    const double before = exact;
    return !nature.steps_beyond &&
           ((flags & kUnderflow) != 0 || (std::fabs(before) < smallest_normal(dtype) && before != value));
}

// The processor's word on a complex result or a floored quotient; −1 where it is not asked.
int errors_by_flags(const Nature& nature, const Value* in, int nin, const Value& out, DType dtype) noexcept {
    if (nature.flagged == nullptr) return -1;
    const FlaggedOperation& operation = *nature.flagged;
    if (dtype == DType::Complex128 && operation.complex64 != nullptr) {
        return flags_of(operation.complex64, in[0].parts, in[nin - 1].parts);
    }
    if (dtype == DType::Complex64 && operation.complex32 != nullptr) {
        return flags_of(operation.complex32, in[0].parts, in[nin - 1].parts);
    }
    if (!nature.floors || in[nin - 1].is_zero() || std::isnan(out.parts[0])) return -1;
    const double x = in[0].parts[0];
    const double y = in[1].parts[0];
    if (dtype == DType::Float64) return flags_of(operation.real64, x, y);
    float quotient = 0;
    return dtype == DType::Float32 ? flags_of(operation.real32, static_cast<float>(x), static_cast<float>(y), &quotient)
                                   : -1;
}

int errors_of_integers(const Nature& nature, const Value* in, int nin, const Value& out) noexcept {
    const bool by_zero = nature.divides && in[nin - 1].is_zero();
    // 1 / 0 is no integer either.
    if (by_zero) return nin == 1 ? kDivideByZero | kInvalid : kDivideByZero;
    // The smallest integer by −1 is itself.
    const bool passes = nature.floors && in[0].parts[0] < 0 && in[1].parts[0] == -1 && out.parts[0] < 0;
    return passes ? kOverflow : 0;
}

}  // namespace

int errors_of(const Nature& nature, const Value* in, int nin, const Value& out, DType dtype) noexcept {
    if (!is_inexact(dtype)) return errors_of_integers(nature, in, nin, out);
    const int flags = errors_by_flags(nature, in, nin, out, dtype);
    if (flags >= 0) return flags;
    bool has_nan = false;
    bool has_infinite = false;
    for (int i = 0; i < nin; i++) {
        has_nan = has_nan || in[i].is_nan();
        has_infinite = has_infinite || in[i].is_infinite();
    }
    if (nature.is_spacing && !std::isfinite(in[0].parts[0])) return dtype == DType::Float16 ? kInvalid : 0;
    if (has_nan) return 0;
    if (out.is_nan()) return kInvalid;
    if (out.is_infinite()) {
        const bool by_zero = nature.divides && in[nin - 1].is_zero();
        if (by_zero) return has_infinite ? 0 : kDivideByZero;
        if (nature.steps_beyond) return std::isinf(in[0].parts[0]) ? 0 : kOverflow;
        if (has_infinite) return 0;
        const bool is_pole = nature.has_poles || (nature.is_power && in[0].is_zero());
        return is_pole ? kDivideByZero : kOverflow;
    }
    const double magnitude = std::fabs(out.parts[0]);
    const double least = smallest_normal(dtype);
    const bool is_tiny = out.count == 1 && (magnitude < least || (dtype == DType::Float16 && magnitude == least));
    return is_tiny && (!has_infinite || nature.steps_beyond) && has_underflowed(nature, in, nin, out, dtype)
               ? kUnderflow
               : 0;
}

// A cast to a narrower float overflows or loses digits; to an integer, what has no such value is invalid.
int errors_of_cast(const Value& in, const Value& out, DType from, DType to) noexcept {
    if (to == DType::Bool) return 0;
    if (is_inexact(to)) {
        int errors = 0;
        for (int k = 0; k < out.count && k < in.count; k++) {
            const double value = in.parts[k];
            if (!std::isfinite(value)) continue;
            if (std::isinf(out.parts[k])) errors |= kOverflow;
            if (to == DType::Float16) {
                if (std::fabs(value) < smallest_normal(to) && value != out.parts[k]) errors |= kUnderflow;
            } else if (item_size(to) / out.count == 4 && is_inexact(from)) {
                errors |= flags_of_narrowing(value) & kUnderflow;
            }
        }
        return errors;
    }
    if (!is_inexact(from)) return 0;
    // As processors convert: small integers by way of int32, uint32 by way of int64.
    const double whole = std::trunc(in.parts[0]);
    const bool is_wide = to == DType::UInt32 || item_size(to) == 8;
    const double low = -std::ldexp(1.0, is_wide ? 63 : 31);
    const double top = std::ldexp(1.0, to == DType::UInt64 ? 64 : is_wide ? 63 : 31);
    return whole >= low && whole < top ? 0 : kInvalid;
}

}  // namespace strided
