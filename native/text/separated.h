#pragma once
#include <cstdint>
#include <string>

#include "native/text/number_parser.h"

namespace strided {

// At most how many numbers a text can hold whose separator is `separator`. A blank in a separator stands for any
// blanks, or none.
int64_t bound_separated(Span text, const std::string& separator) noexcept;

struct SeparatedRead {
    int64_t count = 0;
    bool complete = false;  // the text was read to its end, or as many numbers as were asked for
    int64_t position = 0;   // where reading stopped
};

// Reads up to `most` numbers into `out`, one behind the other.
SeparatedRead read_separated(Span text, const std::string& separator, DType dtype, int64_t most, char* out) noexcept;

}  // namespace strided
