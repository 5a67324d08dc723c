#include "native/text/table.h"

#include <algorithm>
#include <cstring>

namespace strided {
namespace {

const char* find(const char* p, const char* end, const std::string& wanted) noexcept {
    if (p >= end) return end;
    const auto length = static_cast<size_t>(end - p);
    const void* found =
        wanted.size() == 1 ? std::memchr(p, wanted[0], length) : memmem(p, length, wanted.data(), wanted.size());
    return found == nullptr ? end : static_cast<const char*>(found);
}

Span stripped_of(Span line, const char* characters) noexcept {
    const auto strips = [&](char c) noexcept { return c != 0 && std::strchr(characters, c) != nullptr; };
    while (!line.empty() && strips(*line.begin)) line.begin++;
    while (!line.empty() && strips(line.end[-1])) line.end--;
    return line;
}

bool starts_with(const char* p, const char* end, const std::string& wanted) noexcept {
    return static_cast<size_t>(end - p) >= wanted.size() && std::memcmp(p, wanted.data(), wanted.size()) == 0;
}

}  // namespace

// The end of a line in which quoted fields may hold line ends, delimiters and comments.
const char* TableCursor::quoted_line_end(const char* p) const noexcept {
    const char* end = text_.end;
    const bool blanks = dialect_.split == Dialect::Split::blanks;
    bool field_begins = true;
    while (p < end && *p != '\n' && *p != '\r') {
        if (field_begins && static_cast<unsigned char>(*p) == dialect_.quote) {
            for (p++; p < end; p++) {
                if (static_cast<unsigned char>(*p) != dialect_.quote) continue;
                if (p + 1 < end && static_cast<unsigned char>(p[1]) == dialect_.quote) {
                    p++;
                    continue;
                }
                break;
            }
            if (p < end) p++;
            field_begins = false;
            continue;
        }
        for (const std::string& comment : dialect_.comments) {
            if (!starts_with(p, end, comment)) continue;
            const char* newline = std::find_if(p, end, [](char c) { return c == '\n' || c == '\r'; });
            return newline;
        }
        if (blanks) {
            field_begins = blank_length(p, end) != 0;
            p++;
        } else if (starts_with(p, end, dialect_.delimiter)) {
            p += dialect_.delimiter.size();
            field_begins = true;
        } else {
            p++;
            field_begins = false;
        }
    }
    return p;
}

Span TableCursor::without_comment(Span line) const noexcept {
    for (const std::string& comment : dialect_.comments) line.end = find(line.begin, line.end, comment);
    return line;
}

bool TableCursor::next() {
    while (next_ < text_.end) {
        start_ = next_;
        line_ = next_line_;
        const char* stop;
        if (dialect_.quote >= 0) {
            stop = quoted_line_end(start_);
            next_line_ += std::count(start_, stop, '\n');
        } else {
            const auto length = static_cast<size_t>(text_.end - start_);
            const void* newline = std::memchr(start_, '\n', length);
            stop = newline == nullptr ? text_.end : static_cast<const char*>(newline);
            const void* carriage = std::memchr(start_, '\r', static_cast<size_t>(stop - start_));
            if (carriage != nullptr) stop = static_cast<const char*>(carriage);
        }
        next_ = stop;
        if (next_ < text_.end && *next_ == '\r') next_++;
        if (next_ < text_.end && *next_ == '\n' && (next_ == stop || next_[-1] == '\r')) next_++;
        next_line_++;
        content_ = {start_, stop};
        if (dialect_.quote < 0) content_ = without_comment(content_);
        if (dialect_.strip_line) {
            const bool fixed = dialect_.split == Dialect::Split::width;
            if (dialect_.split != Dialect::Split::widths) content_ = stripped_of(content_, fixed ? "\r\n" : " \r\n");
        }
        const bool blanks = dialect_.split == Dialect::Split::blanks;
        if (!(blanks ? trimmed(content_) : content_).empty()) {
            if (dialect_.quote < 0 || dialect_.comments.empty()) return true;
            // A comment alone: what stands before it is no field.
            std::vector<Field> fields;
            split(&fields);
            if (!fields.empty()) return true;
        }
    }
    return false;
}

void TableCursor::split_blanks(Span line, std::vector<Field>* fields) const {
    const char* p = line.begin;
    const auto blank = [&](const char* at) noexcept {
        // Printable ASCII at once.
        const auto c = static_cast<unsigned char>(*at);
        return c > ' ' && c < 0x80 ? 0 : blank_length(at, line.end);
    };
    while (p < line.end) {
        if (const int length = blank(p)) {
            p += length;
            continue;
        }
        Field field{{p, p}, false};
        if (static_cast<unsigned char>(*p) == dialect_.quote) {
            field.quoted = true;
            for (p++; p < line.end; p++) {
                if (static_cast<unsigned char>(*p) != dialect_.quote) continue;
                if (p + 1 == line.end || static_cast<unsigned char>(p[1]) != dialect_.quote) break;
                p++;
            }
            if (p < line.end) p++;
        }
        while (p < line.end && blank(p) == 0) {
            if (dialect_.quote >= 0 && !dialect_.comments.empty() && starts_with(p, line.end, dialect_.comments[0])) {
                line.end = p;
                break;
            }
            p++;
        }
        field.text.end = p;
        if (field.text.begin < p) fields->push_back(field);
    }
}

void TableCursor::split_delimiter(Span line, std::vector<Field>* fields) const {
    const std::string& delimiter = dialect_.delimiter;
    const char* p = line.begin;
    bool ended = false;
    while (!ended) {
        Field field{{p, p}, false};
        if (p < line.end && static_cast<unsigned char>(*p) == dialect_.quote) {
            field.quoted = true;
            for (p++; p < line.end; p++) {
                if (static_cast<unsigned char>(*p) != dialect_.quote) continue;
                if (p + 1 == line.end || static_cast<unsigned char>(p[1]) != dialect_.quote) break;
                p++;
            }
            if (p < line.end) p++;
        }
        const char* stop = find(p, line.end, delimiter);
        if (dialect_.quote >= 0 && !dialect_.comments.empty()) {
            const char* comment = find(p, stop, dialect_.comments[0]);
            if (comment < stop) line.end = stop = comment;
        }
        field.text.end = stop;
        ended = stop >= line.end;
        p = stop + delimiter.size();
        fields->push_back(field);
    }
    if (fields->size() == 1 && fields->front().text.empty()) fields->clear();
}

void TableCursor::split_widths(Span line, std::vector<Field>* fields) const {
    const int64_t length = line.size();
    const bool fixed = dialect_.split == Dialect::Split::width;
    int64_t at = 0;
    for (size_t i = 0; fixed ? at < length : i < dialect_.widths.size(); i++) {
        const int64_t width = dialect_.widths[fixed ? 0 : i];
        const int64_t from = std::min(at, length);
        const int64_t to = width > length - from ? length : from + width;
        fields->push_back({{line.begin + from, line.begin + to}, false});
        at = to;
    }
}

void TableCursor::split(std::vector<Field>* fields) const {
    fields->clear();
    if (dialect_.split == Dialect::Split::blanks) {
        split_blanks(content_, fields);
    } else if (dialect_.split == Dialect::Split::delimiter) {
        split_delimiter(content_, fields);
    } else {
        split_widths(content_, fields);
    }
    if (dialect_.strip_fields) {
        for (Field& field : *fields) field.text = trimmed(field.text);
    }
}

Span field_content(const Field& field, int quote, std::string* buffer) {
    if (!field.quoted) return field.text;
    buffer->clear();
    const char* p = field.text.begin + 1;
    for (; p < field.text.end; p++) {
        if (static_cast<unsigned char>(*p) == quote) {
            if (p + 1 == field.text.end || static_cast<unsigned char>(p[1]) != quote) break;
            p++;
        }
        buffer->push_back(*p);
    }
    if (p < field.text.end) buffer->append(p + 1, field.text.end);
    return {buffer->data(), buffer->data() + buffer->size()};
}

}  // namespace strided
