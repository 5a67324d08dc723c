#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "native/text/number_parser.h"

namespace strided {

// How lines are cut into fields.
struct Dialect {
    enum class Split : uint8_t { blanks, delimiter, width, widths };
    Split split = Split::blanks;
    std::string delimiter;
    std::vector<int64_t> widths;  // of bytes
    std::vector<std::string> comments;
    int quote = -1;           // the byte that opens and closes a field, or -1
    bool strip_line = false;  // genfromtxt: blanks at the ends of a line do not count
    bool strip_fields = false;
    Grammar grammar = Grammar::table;
};

// A field as it stands in the text, its quotes included.
struct Field {
    Span text;
    bool quoted = false;
};

// Walks over the lines of a text that hold data, comments cut off.
class TableCursor {
  public:
    TableCursor(Span text, int64_t offset, int64_t line, const Dialect& dialect) noexcept
        : text_(text), dialect_(dialect), next_(text.begin + offset), next_line_(line) {}

    // False at the end of the text.
    bool next();
    // Where the line found last begins, as an offset, and its number, from 0.
    int64_t offset() const noexcept { return start_ - text_.begin; }
    int64_t line() const noexcept { return line_; }
    void split(std::vector<Field>* fields) const;

  private:
    const char* quoted_line_end(const char* p) const noexcept;
    Span without_comment(Span line) const noexcept;
    void split_blanks(Span line, std::vector<Field>* fields) const;
    void split_delimiter(Span line, std::vector<Field>* fields) const;
    void split_widths(Span line, std::vector<Field>* fields) const;

    Span text_;
    const Dialect& dialect_;
    const char* start_ = nullptr;
    const char* next_;
    Span content_;
    int64_t line_ = 0;
    int64_t next_line_;
};

// The content of a field without its quotes; in `buffer` where there are any.
Span field_content(const Field& field, int quote, std::string* buffer);

}  // namespace strided
