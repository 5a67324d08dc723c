#include "native/text/number_format.h"

#include <charconv>
#include <cmath>
#include <cstring>

#include "native/text/half_value.h"

namespace strided {
namespace {

// A number of a row: an integer as sign and magnitude, or a float with the precision it was stored in.
struct Number {
    enum class Kind : uint8_t { boolean, integer, real };
    Kind kind = Kind::real;
    bool negative = false;
    uint64_t magnitude = 0;
    double real = 0;
    DType precision = DType::Float64;
};

template <class T>
T load(const char* p) noexcept {
    T value;
    std::memcpy(&value, p, sizeof(T));
    return value;
}

template <class T>
Number integer(const char* p) noexcept {
    const T value = load<T>(p);
    Number number;
    number.kind = Number::Kind::integer;
    number.negative = value < 0;
    number.magnitude = number.negative ? ~static_cast<uint64_t>(value) + 1 : static_cast<uint64_t>(value);
    return number;
}

Number real(double value, DType precision) noexcept {
    Number number;
    number.real = value;
    number.precision = precision;
    return number;
}

Number number_at(DType dtype, const char* p, int part) noexcept {
    switch (dtype) {
        case DType::Bool: {
            Number number;
            number.kind = Number::Kind::boolean;
            number.magnitude = *p != 0 ? 1 : 0;
            return number;
        }
        case DType::Int8:
            return integer<int8_t>(p);
        case DType::Int16:
            return integer<int16_t>(p);
        case DType::Int32:
            return integer<int32_t>(p);
        case DType::Int64:
            return integer<int64_t>(p);
        case DType::UInt8:
            return integer<uint8_t>(p);
        case DType::UInt16:
            return integer<uint16_t>(p);
        case DType::UInt32:
            return integer<uint32_t>(p);
        case DType::UInt64:
            return integer<uint64_t>(p);
        case DType::Float16:
            return real(value_of(load<Half>(p)), dtype);
        case DType::Float32:
            return real(load<float>(p), dtype);
        case DType::Float64:
            return real(load<double>(p), dtype);
        case DType::Complex64:
            return real(load<float>(p + 4 * part), DType::Float32);
        default:
            return real(load<double>(p + 8 * part), DType::Float64);
    }
}

// Room for any double in fixed notation, behind which digits are counted by the precision.
constexpr int kWholeDigits = 330;

std::string to_text(double value, std::chars_format style, int precision) {
    std::string text(static_cast<size_t>(kWholeDigits + precision), '\0');
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value, style, precision);
    text.resize(error == std::errc() ? static_cast<size_t>(end - text.data()) : 0);
    return text;
}

void to_upper(std::string* text) {
    for (char& c : *text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}

// ---- the fewest digits that identify a value ----

// d.dddde±xx of a positive finite value.
std::string shortest_scientific(double value, DType precision) {
    char text[64];
    if (precision == DType::Float64) {
        const auto result = std::to_chars(text, text + sizeof(text), value, std::chars_format::scientific);
        return std::string(text, result.ptr);
    }
    if (precision == DType::Float32) {
        const auto result =
            std::to_chars(text, text + sizeof(text), static_cast<float>(value), std::chars_format::scientific);
        return std::string(text, result.ptr);
    }
    for (int digits = 0;; digits++) {
        const auto result = std::to_chars(text, text + sizeof(text), value, std::chars_format::scientific, digits);
        double back = 0;
        std::from_chars(text, result.ptr, back);
        if (digits == 6 || half_of(back).bits == half_of(value).bits) return std::string(text, result.ptr);
    }
}

// From where on str() writes an exponent.
double large(DType precision) noexcept {
    if (precision == DType::Float16) return 1e3;
    return precision == DType::Float32 ? 1e6 : 1e16;
}

// As str(np.float64(x)); as Python's own where `python`, without its ".0" where `bare`.
std::string float_text(double value, DType precision, bool bare) {
    if (std::isnan(value)) return "nan";
    std::string text = std::signbit(value) ? "-" : "";
    if (std::isinf(value)) return text + "inf";
    const double magnitude = std::fabs(value);
    if (magnitude == 0) return text + (bare ? "0" : "0.0");
    const std::string scientific = shortest_scientific(magnitude, precision);
    const size_t mark = scientific.find('e');
    if (magnitude >= large(precision) || magnitude < 1e-4) return text + scientific;
    std::string digits = scientific.substr(0, 1);
    if (mark > 1) digits += scientific.substr(2, mark - 2);
    int exponent = 0;
    std::from_chars(scientific.data() + mark + (scientific[mark + 1] == '+' ? 2 : 1),
                    scientific.data() + scientific.size(), exponent);
    const int count = static_cast<int>(digits.size());
    if (exponent < 0) return text + "0." + std::string(static_cast<size_t>(-exponent - 1), '0') + digits;
    if (count <= exponent + 1) {
        return text + digits + std::string(static_cast<size_t>(exponent + 1 - count), '0') + (bare ? "" : ".0");
    }
    return text + digits.substr(0, static_cast<size_t>(exponent) + 1) + "." +
           digits.substr(static_cast<size_t>(exponent) + 1);
}

// ---- conversions ----

void append_padded(const Conversion& conversion, const std::string& sign, const std::string& body, bool zeros,
                   std::string* out) {
    const size_t length = sign.size() + body.size();
    const auto width = static_cast<size_t>(conversion.width);
    const size_t padding = width > length ? width - length : 0;
    if (conversion.left) {
        out->append(sign).append(body).append(padding, ' ');
    } else if (zeros) {
        out->append(sign).append(padding, '0').append(body);
    } else {
        out->append(padding, ' ').append(sign).append(body);
    }
}

std::string sign_of(const Conversion& conversion, bool negative) {
    if (negative) return "-";
    return conversion.plus ? "+" : conversion.space ? " " : "";
}

// %g keeps trailing zeros with '#', which to_chars does not know.
std::string general_text(double magnitude, int precision, bool alternate) {
    if (!alternate) return to_text(magnitude, std::chars_format::general, precision);
    const int digits = precision == 0 ? 1 : precision;
    std::string text = to_text(magnitude, std::chars_format::scientific, digits - 1);
    const size_t mark = text.find('e');
    int exponent = 0;
    std::from_chars(text.data() + mark + (text[mark + 1] == '+' ? 2 : 1), text.data() + text.size(), exponent);
    if (exponent >= -4 && exponent < digits) {
        text = to_text(magnitude, std::chars_format::fixed, digits - 1 - exponent);
    }
    return text;
}

void append_real(const Conversion& conversion, const Number& number, std::string* out) {
    double value = number.real;
    if (number.kind != Number::Kind::real) {
        value = static_cast<double>(number.magnitude);
        if (number.negative) value = -value;
    }
    const char type = conversion.type;
    const bool upper = type == 'E' || type == 'F' || type == 'G';
    const std::string sign = sign_of(conversion, std::signbit(value) && !std::isnan(value));
    const double magnitude = std::fabs(value);
    std::string body;
    if (!std::isfinite(value)) {
        body = std::isnan(value) ? "nan" : "inf";
    } else {
        const int precision = conversion.precision < 0 ? 6 : conversion.precision;
        if (type == 'g' || type == 'G') {
            body = general_text(magnitude, precision, conversion.alternate);
        } else {
            const bool fixed = type == 'f' || type == 'F';
            body = to_text(magnitude, fixed ? std::chars_format::fixed : std::chars_format::scientific, precision);
        }
        if (conversion.alternate && body.find('.') == std::string::npos) {
            const size_t mark = body.find('e');
            body.insert(mark == std::string::npos ? body.size() : mark, ".");
        }
    }
    if (upper) to_upper(&body);
    append_padded(conversion, sign, body, conversion.zeros, out);
}

std::string digits_of(uint64_t magnitude, int base) {
    char text[72];
    const auto result = std::to_chars(text, text + sizeof(text), magnitude, base);
    return std::string(text, result.ptr);
}

FormatError append_integer(const Conversion& conversion, const Number& number, std::string* out) {
    const char type = conversion.type;
    const bool decimal = type == 'd' || type == 'i' || type == 'u';
    std::string body;
    bool negative = number.negative;
    if (number.kind == Number::Kind::real) {
        if (!decimal) return FormatError::no_conversion;
        if (!std::isfinite(number.real)) return FormatError::not_finite;
        const double whole = std::trunc(number.real);
        negative = whole < 0;
        body = to_text(std::fabs(whole), std::chars_format::fixed, 0);
    } else {
        if (!decimal && number.kind == Number::Kind::boolean) return FormatError::no_conversion;
        body = digits_of(number.magnitude, decimal ? 10 : type == 'o' ? 8 : 16);
    }
    if (conversion.precision > static_cast<int>(body.size())) {
        body.insert(0, static_cast<size_t>(conversion.precision) - body.size(), '0');
    }
    std::string sign = sign_of(conversion, negative);
    if (conversion.alternate && !decimal) sign += type == 'o' ? "0o" : "0x";
    if (type == 'X') {
        to_upper(&body);
        to_upper(&sign);
    }
    append_padded(conversion, sign, body, conversion.zeros, out);
    return FormatError::none;
}

// At most `precision` characters; what it holds is ASCII.
void append_text(const Conversion& conversion, std::string text, std::string* out) {
    if (conversion.precision >= 0 && static_cast<size_t>(conversion.precision) < text.size()) {
        text.resize(static_cast<size_t>(conversion.precision));
    }
    append_padded(conversion, "", text, false, out);
}

const char* name_of(DType dtype) noexcept { return kDTypeNames[static_cast<int>(dtype)]; }

std::string number_text(const Number& number, DType dtype, const RowFormat& format, char type) {
    const bool shows_type = type != 's' && !format.python_scalars;
    std::string text;
    if (number.kind == Number::Kind::boolean) {
        return std::string(shows_type ? "np." : "") + (number.magnitude != 0 ? "True" : "False");
    }
    if (number.kind == Number::Kind::integer) {
        if (number.negative) text = '-';
        text += digits_of(number.magnitude, 10);
    } else {
        const DType precision = format.python_scalars ? DType::Float64 : number.precision;
        text = float_text(number.real, precision, false);
        dtype = number.precision;
    }
    return shows_type ? std::string("np.") + name_of(dtype) + "(" + text + ")" : text;
}

FormatError append_character(const Conversion& conversion, const Number& number, std::string* out) {
    if (number.kind != Number::Kind::integer) return FormatError::no_conversion;
    if (number.negative || number.magnitude > 0x10ffff) return FormatError::no_character;
    const auto code = static_cast<uint32_t>(number.magnitude);
    std::string text;
    const auto add = [&](uint32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        add(code);
    } else if (code < 0x800) {
        add(0xc0 | code >> 6);
        add(0x80 | (code & 63));
    } else if (code < 0x10000) {
        add(0xe0 | code >> 12);
        add(0x80 | (code >> 6 & 63));
        add(0x80 | (code & 63));
    } else {
        add(0xf0 | code >> 18);
        add(0x80 | (code >> 12 & 63));
        add(0x80 | (code >> 6 & 63));
        add(0x80 | (code & 63));
    }
    // The width counts characters.
    Conversion padded = conversion;
    if (padded.width > 0) padded.width += static_cast<int>(text.size()) - 1;
    append_padded(padded, "", text, false, out);
    return FormatError::none;
}

// As str(complex): "(1+2j)", or "2j" where the real part is 0.
std::string python_complex(double re, double im) {
    const std::string imaginary = float_text(im, DType::Float64, true);
    if (re == 0 && !std::signbit(re)) return imaginary + "j";
    std::string text = "(";
    text += float_text(re, DType::Float64, true);
    if (imaginary[0] != '-') text += '+';
    text += imaginary;
    return text += "j)";
}

FormatError append_number(const RowFormat& format, const Conversion& conversion, DType dtype, const Number& number,
                          std::string* out) {
    switch (conversion.type) {
        case 'e':
        case 'E':
        case 'f':
        case 'F':
        case 'g':
        case 'G':
            append_real(conversion, number, out);
            return FormatError::none;
        case 'c':
            return append_character(conversion, number, out);
        case 's':
        case 'r':
        case 'a':
            append_text(conversion, number_text(number, dtype, format, conversion.type), out);
            return FormatError::none;
        default:
            return append_integer(conversion, number, out);
    }
}

// "+-" becomes "-" from `begin` on.
void merge_signs(std::string* out, size_t begin) {
    size_t to = begin;
    for (size_t from = begin; from < out->size(); from++) {
        if ((*out)[from] == '+' && from + 1 < out->size() && (*out)[from + 1] == '-') continue;
        (*out)[to++] = (*out)[from];
    }
    out->resize(to);
}

}  // namespace

FormatError format_row(const RowFormat& format, DType dtype, const char* row, int64_t stride, std::string* out) {
    const size_t begin = out->size();
    const bool complex = dtype >= DType::Complex64;
    size_t part = 0;
    for (const Conversion& conversion : format.conversions) {
        out->append(conversion.before);
        const char* element = row + static_cast<int64_t>(complex ? part / 2 : part) * stride;
        if (complex && format.python_scalars) {
            append_text(conversion, python_complex(number_at(dtype, row, 0).real, number_at(dtype, row, 1).real), out);
            continue;
        }
        const Number number = number_at(dtype, element, static_cast<int>(part % 2));
        const FormatError error = append_number(format, conversion, dtype, number, out);
        if (error != FormatError::none) return error;
        part++;
    }
    out->append(format.after);
    if (format.merges_signs) merge_signs(out, begin);
    return FormatError::none;
}

bool decode_format(const double* numbers, int64_t count, RowFormat* format) {
    const double* end = numbers + count;
    bool good = true;
    const auto take = [&](int low, int high) {
        if (numbers == end || !(*numbers >= low && *numbers <= high)) {
            good = false;
            return low;
        }
        return static_cast<int>(*numbers++);
    };
    const auto text = [&](std::string* into) {
        const int length = take(0, 1 << 24);
        for (int i = 0; i < length && good; i++) into->push_back(static_cast<char>(take(0, 255)));
    };
    const std::string types = "eEfFgGdiuxXocsra";
    format->merges_signs = take(0, 1) == 1;
    format->python_scalars = take(0, 1) == 1;
    text(&format->after);
    const int conversions = take(0, 1 << 24);
    for (int i = 0; i < conversions && good; i++) {
        Conversion conversion;
        text(&conversion.before);
        conversion.type = static_cast<char>(take(0, 127));
        good = good && types.find(conversion.type) != std::string::npos;
        conversion.left = take(0, 1) == 1;
        conversion.plus = take(0, 1) == 1;
        conversion.space = take(0, 1) == 1;
        conversion.alternate = take(0, 1) == 1;
        conversion.zeros = take(0, 1) == 1;
        conversion.width = take(0, 1 << 16);
        conversion.precision = take(-1, 1 << 12);
        format->conversions.push_back(conversion);
    }
    return good && numbers == end;
}

}  // namespace strided
