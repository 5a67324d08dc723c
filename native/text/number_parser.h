#pragma once
#include <cstdint>

#include "native/core/dtype.h"

namespace strided {

// Bytes of a text.
struct Span {
    const char* begin = nullptr;
    const char* end = nullptr;
    int64_t size() const noexcept { return end - begin; }
    bool empty() const noexcept { return begin == end; }
};

// Whose rules a field is read by: loadtxt's own, or those of Python's int(), float() and complex(), which genfromtxt
// uses.
enum class Grammar : uint8_t { table, python };

enum class Parsed : uint8_t { ok, malformed, out_of_range };

// The length in bytes of the blank (Unicode's too) that begins at p, or 0.
int blank_length(const char* p, const char* end) noexcept;
Span trimmed(Span field) noexcept;

// Reads the number that begins at p, correctly rounded; nullptr where none does, else where it ends. With `payload`,
// "nan(…)" is read to its bracket.
const char* parse_real(const char* p, const char* end, bool payload, double* value) noexcept;

// Reads a whole field as one element of the dtype, blanks around it aside.
Parsed parse_field(DType dtype, Span field, Grammar grammar, void* element) noexcept;

// Reads the element that begins at p as C's strtod and strtol do, whatever follows; nullptr where none begins.
// As in NumPy integers beyond 64 bits become the greatest ones, whatever their sign, and smaller dtypes wrap around.
const char* parse_element(DType dtype, const char* p, const char* end, void* element) noexcept;

}  // namespace strided
