#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "native/core/dtype.h"
#include "native/core/status.h"

namespace strided {

// One conversion of a row's format, as Python's % has them, and the text before it.
struct Conversion {
    std::string before;
    char type = 'e';
    bool left = false;       // '-'
    bool plus = false;       // '+'
    bool space = false;      // ' '
    bool alternate = false;  // '#'
    bool zeros = false;      // '0'
    int width = 0;
    int precision = -1;
};

struct RowFormat {
    std::vector<Conversion> conversions;  // one per number of a row; a complex element has two numbers
    std::string after;
    // Complex rows: "+-" becomes "-".
    bool merges_signs = false;
    // What %s shows: a NumPy scalar (float32 by its own digits), or the Python number that tofile makes of it.
    bool python_scalars = false;
};

enum class FormatError : uint8_t { none, not_finite, no_conversion, no_character };

// Appends one row of numbers, `stride` bytes from one element to the next.
FormatError format_row(const RowFormat& format, DType dtype, const char* row, int64_t stride, std::string* out);

// False for anything that is no format.
[[nodiscard]] bool decode_format(const double* numbers, int64_t count, RowFormat* format);

}  // namespace strided
