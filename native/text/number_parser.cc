#include "native/text/number_parser.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include "native/text/half_value.h"

namespace strided {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Whether `word` (in lower case) stands at p, in either case.
bool has_word(const char* p, const char* end, const char* word) noexcept {
    for (; *word != 0; p++, word++) {
        if (p == end || lower(*p) != *word) return false;
    }
    return true;
}

// What a number too large or too small for a double rounds to: the place of its first digit decides.
double beyond_range(const char* p, const char* end) noexcept {
    int64_t place = 0;
    bool point = false;
    bool found = false;
    for (; p < end && (is_digit(*p) || *p == '.'); p++) {
        if (*p == '.') {
            point = true;
        } else if (found || *p != '0') {
            found = true;
            if (!point) place++;
        } else if (point) {
            place--;
        }
    }
    int64_t exponent = 0;
    if (p < end && lower(*p) == 'e') {
        p++;
        const bool negative = p < end && *p == '-';
        if (p < end && (*p == '-' || *p == '+')) p++;
        for (; p < end && is_digit(*p); p++) exponent = exponent < 100000000000 ? exponent * 10 + (*p - '0') : exponent;
        if (negative) exponent = -exponent;
    }
    return place + exponent > 0 ? HUGE_VAL : 0.0;
}

const char* parse_magnitude(const char* p, const char* end, bool payload, double* value) noexcept {
    if (p == end) return nullptr;
    if (is_digit(*p) || *p == '.') {
        const auto [stop, error] = std::from_chars(p, end, *value);
        if (error == std::errc::invalid_argument) return nullptr;
        if (error == std::errc::result_out_of_range) *value = beyond_range(p, stop);
        return stop;
    }
    if (has_word(p, end, "nan")) {
        *value = std::numeric_limits<double>::quiet_NaN();
        p += 3;
        if (payload && p < end && *p == '(') {
            const char* q = p + 1;
            while (q < end && (is_digit(*q) || (lower(*q) >= 'a' && lower(*q) <= 'z') || *q == '_')) q++;
            if (q < end && *q == ')') p = q + 1;
        }
        return p;
    }
    if (has_word(p, end, "inf")) {
        *value = HUGE_VAL;
        return p + (has_word(p + 3, end, "inity") ? 8 : 3);
    }
    return nullptr;
}

// The digits of an integer as magnitude and sign.
struct Whole {
    uint64_t magnitude = 0;
    bool negative = false;
    bool overflow = false;
};

const char* parse_whole(const char* p, const char* end, Whole* whole) noexcept {
    if (p < end && (*p == '-' || *p == '+')) whole->negative = *p++ == '-';
    const char* begin = p;
    for (; p < end && is_digit(*p); p++) {
        const uint64_t digit = static_cast<uint64_t>(*p - '0');
        whole->overflow |= __builtin_mul_overflow(whole->magnitude, 10u, &whole->magnitude);
        whole->overflow |= __builtin_add_overflow(whole->magnitude, digit, &whole->magnitude);
    }
    return p == begin ? nullptr : p;
}

template <class T>
void store(void* element, T value) noexcept {
    std::memcpy(element, &value, sizeof(T));
}

// Writes an integer if the dtype has it.
bool store_whole(DType dtype, const Whole& whole, void* element) noexcept {
    if (whole.overflow) return false;
    const uint64_t m = whole.magnitude;
    if (dtype >= DType::UInt8 && dtype <= DType::UInt64) {
        if (whole.negative && m != 0) return false;
        const int bits = 8 * item_size(dtype);
        if (bits < 64 && m >> bits != 0) return false;
        std::memcpy(element, &m, static_cast<size_t>(item_size(dtype)));
        return true;
    }
    const uint64_t most = uint64_t{1} << (8 * item_size(dtype) - 1);
    if (m > (whole.negative ? most : most - 1)) return false;
    const uint64_t bits = whole.negative ? ~m + 1 : m;
    std::memcpy(element, &bits, static_cast<size_t>(item_size(dtype)));
    return true;
}

void store_real(DType dtype, double value, void* element) noexcept {
    if (dtype == DType::Float64) {
        store(element, value);
    } else if (dtype == DType::Float32) {
        store(element, static_cast<float>(value));
    } else {
        store(element, half_of(value));
    }
}

void store_complex(DType dtype, double re, double im, void* element) noexcept {
    if (dtype == DType::Complex128) {
        store(element, Complex128{re, im});
    } else {
        store(element, Complex64{static_cast<float>(re), static_cast<float>(im)});
    }
}

// "1+2j", "2j", "(1+2j)"; a bare j is Python's alone, a sign after the plus NumPy's.
bool parse_complex_text(Span field, Grammar grammar, double* re, double* im) noexcept {
    if (!field.empty() && *field.begin == '(') {
        if (field.size() < 2 || field.end[-1] != ')') return false;
        field = trimmed({field.begin + 1, field.end - 1});
    }
    const bool python = grammar == Grammar::python;
    const char* p = field.begin;
    // A sign and a j alone.
    const auto bare = [&](const char* at, double* value) noexcept -> const char* {
        if (!python) return nullptr;
        const double sign = at < field.end && *at == '-' ? -1 : 1;
        if (at < field.end && (*at == '-' || *at == '+')) at++;
        if (at >= field.end || lower(*at) != 'j') return nullptr;
        *value = sign;
        return at;
    };
    const auto is_unit = [&](const char* at) noexcept {
        return at < field.end && (*at == 'j' || (python && *at == 'J'));
    };
    double first;
    const char* next = parse_real(p, field.end, false, &first);
    if (next == nullptr) next = bare(p, &first);
    if (next == nullptr) return false;
    *re = first;
    *im = 0;
    if (next == field.end) return true;
    if (is_unit(next)) {
        *re = 0;
        *im = first;
        return next + 1 == field.end;
    }
    if (*next != '+' && *next != '-') return false;
    p = next;
    if (!python && *p == '+') p++;
    next = parse_real(p, field.end, false, im);
    if (next == nullptr) next = bare(p, im);
    return next != nullptr && is_unit(next) && next + 1 == field.end;
}

constexpr int kLongestGrouped = 512;

// Python allows an underscore between two digits: the field without them, in `buffer`, or false.
bool without_underscores(Span field, char* buffer, Span* plain) noexcept {
    if (field.size() > kLongestGrouped) return false;
    char* out = buffer;
    for (const char* p = field.begin; p < field.end; p++) {
        if (*p != '_') {
            *out++ = *p;
        } else if (p == field.begin || p + 1 == field.end || !is_digit(p[-1]) || !is_digit(p[1])) {
            return false;
        }
    }
    *plain = {buffer, out};
    return true;
}

bool whole_real(Span field, double* value) noexcept {
    return parse_real(field.begin, field.end, false, value) == field.end && !field.empty();
}

Parsed parse_integer_field(DType dtype, Span field, Grammar grammar, void* element) noexcept {
    Whole whole;
    if (grammar == Grammar::python && dtype != DType::Int64 && dtype != DType::UInt64) {
        // genfromtxt reads the smaller ones as int(float(text)).
        double value;
        if (!whole_real(field, &value) || std::isnan(value)) return Parsed::malformed;
        value = std::trunc(value);
        if (!(std::fabs(value) < 0x1p63)) return Parsed::out_of_range;
        whole.negative = value < 0;
        whole.magnitude = static_cast<uint64_t>(std::fabs(value));
        return store_whole(dtype, whole, element) ? Parsed::ok : Parsed::out_of_range;
    }
    if (field.empty() || parse_whole(field.begin, field.end, &whole) != field.end) return Parsed::malformed;
    // loadtxt knows no minus before unsigned integers, not even in -0.
    if (grammar == Grammar::table && whole.negative && dtype >= DType::UInt8) return Parsed::malformed;
    return store_whole(dtype, whole, element) ? Parsed::ok : Parsed::out_of_range;
}

Parsed parse_bool_field(Span field, Grammar grammar, void* element) noexcept {
    if (grammar == Grammar::python) {
        const bool is_true = field.size() == 4 && has_word(field.begin, field.end, "true");
        if (!is_true && !(field.size() == 5 && has_word(field.begin, field.end, "false"))) return Parsed::malformed;
        store(element, static_cast<uint8_t>(is_true));
        return Parsed::ok;
    }
    int64_t value;
    const Parsed parsed = parse_integer_field(DType::Int64, trimmed(field), grammar, &value);
    if (parsed == Parsed::ok) store(element, static_cast<uint8_t>(value != 0));
    return parsed;
}

}  // namespace

int blank_length(const char* p, const char* end) noexcept {
    const auto c = static_cast<unsigned char>(*p);
    if (c <= ' ') return c == ' ' || (c >= 9 && c <= 13) || c >= 28 ? 1 : 0;
    if (c < 0xc2) return 0;
    const auto second = end - p > 1 ? static_cast<unsigned char>(p[1]) : 0;
    if (c == 0xc2) return second == 0x85 || second == 0xa0 ? 2 : 0;
    const auto third = end - p > 2 ? static_cast<unsigned char>(p[2]) : 0;
    const bool wide = (c == 0xe1 && second == 0x9a && third == 0x80) ||
                      (c == 0xe2 && second == 0x80 &&
                       ((third >= 0x80 && third <= 0x8a) || third == 0xa8 || third == 0xa9 || third == 0xaf)) ||
                      (c == 0xe2 && second == 0x81 && third == 0x9f) || (c == 0xe3 && second == 0x80 && third == 0x80);
    return wide ? 3 : 0;
}

Span trimmed(Span field) noexcept {
    while (!field.empty()) {
        const int blank = blank_length(field.begin, field.end);
        if (blank == 0) break;
        field.begin += blank;
    }
    while (!field.empty()) {
        int blank = 0;
        for (int length = 1; length <= 3 && length <= field.size() && blank == 0; length++) {
            if (blank_length(field.end - length, field.end) == length) blank = length;
        }
        if (blank == 0) break;
        field.end -= blank;
    }
    return field;
}

const char* parse_real(const char* p, const char* end, bool payload, double* value) noexcept {
    bool negative = false;
    if (p < end && (*p == '-' || *p == '+')) negative = *p++ == '-';
    const char* stop = parse_magnitude(p, end, payload, value);
    if (stop != nullptr && negative) *value = -*value;
    return stop;
}

Parsed parse_field(DType dtype, Span field, Grammar grammar, void* element) noexcept {
    if (dtype == DType::Bool) return parse_bool_field(field, grammar, element);
    field = trimmed(field);
    char buffer[kLongestGrouped];
    // loadtxt reads float16 by way of Python's float().
    const bool groups = grammar == Grammar::python || dtype == DType::Float16;
    if (groups && !field.empty() && std::memchr(field.begin, '_', static_cast<size_t>(field.size())) != nullptr &&
        !without_underscores(field, buffer, &field)) {
        return Parsed::malformed;
    }
    if (dtype <= DType::UInt64) return parse_integer_field(dtype, field, grammar, element);
    if (dtype <= DType::Float64) {
        double value;
        if (!whole_real(field, &value)) return Parsed::malformed;
        store_real(dtype, value, element);
        return Parsed::ok;
    }
    double re, im;
    if (!parse_complex_text(field, grammar, &re, &im)) return Parsed::malformed;
    store_complex(dtype, re, im, element);
    return Parsed::ok;
}

const char* parse_element(DType dtype, const char* p, const char* end, void* element) noexcept {
    while (p < end && blank_length(p, end) == 1) p++;
    if (dtype >= DType::Int8 && dtype <= DType::UInt64) {
        const bool is_unsigned = dtype >= DType::UInt8;
        // As NumPy: unsigned integers have no sign, not even a plus.
        if (is_unsigned && p < end && !is_digit(*p)) return nullptr;
        Whole whole;
        const char* stop = parse_whole(p, end, &whole);
        if (stop == nullptr) return nullptr;
        constexpr uint64_t kMost = uint64_t{1} << 63;
        uint64_t bits = whole.negative ? ~whole.magnitude + 1 : whole.magnitude;
        if (is_unsigned) {
            if (whole.overflow) bits = UINT64_MAX;
        } else if (whole.overflow || whole.magnitude > (whole.negative ? kMost : kMost - 1)) {
            bits = kMost - 1;
        }
        std::memcpy(element, &bits, static_cast<size_t>(item_size(dtype)));
        return stop;
    }
    double value;
    const char* stop = parse_real(p, end, true, &value);
    if (stop == nullptr) return nullptr;
    if (dtype == DType::Bool) {
        store(element, static_cast<uint8_t>(value != 0));
    } else if (dtype <= DType::Float64) {
        store_real(dtype, value, element);
    } else if (stop < end && *stop == 'j') {
        store_complex(dtype, 0, value, element);
        stop++;
    } else {
        double im = 0;
        const char* rest = stop < end && (*stop == '+' || *stop == '-') ? parse_real(stop, end, true, &im) : nullptr;
        // An imaginary part without its j is left for the separator to stumble over.
        if (rest != nullptr && rest < end && *rest == 'j') {
            stop = rest + 1;
        } else {
            im = 0;
        }
        store_complex(dtype, value, im, element);
    }
    return stop;
}

}  // namespace strided
