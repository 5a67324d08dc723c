#include "native/text/separated.h"

namespace strided {
namespace {

bool is_blank(const char* p, const char* end) noexcept { return blank_length(p, end) == 1; }

const char* past_blanks(const char* p, const char* end) noexcept {
    while (p < end && is_blank(p, end)) p++;
    return p;
}

// Where the separator at p ends; nullptr where there is none. At the end of the text any part of it will do.
const char* past_separator(const char* p, const char* end, const std::string& separator) noexcept {
    const char* begin = p;
    for (const char wanted : separator) {
        if (wanted == ' ') {
            p = past_blanks(p, end);
            continue;
        }
        if (p == end) return p;
        if (*p != wanted) return nullptr;
        p++;
    }
    return p == begin && p < end ? nullptr : p;
}

}  // namespace

int64_t bound_separated(Span text, const std::string& separator) noexcept {
    char mark = ' ';
    for (const char c : separator) {
        if (c != ' ') mark = c;
    }
    int64_t count = 0;
    if (mark != ' ') {
        for (const char* p = text.begin; p < text.end; p++) count += *p == mark ? 1 : 0;
        return count + 1;
    }
    bool within = false;
    for (const char* p = text.begin; p < text.end; p++) {
        const bool blank = is_blank(p, text.end);
        count += !blank && !within ? 1 : 0;
        within = !blank;
    }
    return count;
}

SeparatedRead read_separated(Span text, const std::string& separator, DType dtype, int64_t most, char* out) noexcept {
    SeparatedRead read;
    const int64_t size = item_size(dtype);
    const char* p = text.begin;
    while (read.count < most) {
        const char* stop = parse_element(dtype, p, text.end, out + read.count * size);
        if (stop == nullptr) {
            read.complete = past_blanks(p, text.end) == text.end;
            read.position = p - text.begin;
            return read;
        }
        read.count++;
        p = past_separator(stop, text.end, separator);
        if (p == nullptr || p == text.end) {
            read.complete = p != nullptr;
            read.position = stop - text.begin;
            return read;
        }
    }
    read.complete = true;
    read.position = p - text.begin;
    return read;
}

}  // namespace strided
