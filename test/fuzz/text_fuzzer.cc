// The parsers and formatters of native/text under libFuzzer. The first bytes choose what is read and by which dialect,
// the rest is the text. Texts and outputs are heap blocks of their exact size.
#include <cstdlib>
#include <limits>
#include <string>

#include "native/core/limits.h"
#include "native/text/crc32.h"
#include "native/text/number_format.h"
#include "native/text/separated.h"
#include "native/text/table_read.h"
#include "test/fuzz/fuzz_input.h"

namespace {

using namespace strided;
using strided_fuzz::Exact;
using strided_fuzz::Input;

constexpr int64_t kMostBytes = 1 << 20;

ThreadPool& pool() {
    static ThreadPool one(1);
    return one;
}

[[noreturn]] void fail(const char* what) {
    std::fprintf(stderr, "text_fuzzer: %s\n", what);
    std::abort();
}

Span span_of(const Exact& block) noexcept { return {block.data(), block.end()}; }

std::string some_text(Input& input) {
    static const char* const kTexts[] = {",", ";", "#", "  ", "\t", "//", "::", "\xc2\xa0", "|", "nan", "%", "\"", "e"};
    const uint8_t which = input.byte();
    if (which < std::size(kTexts)) return kTexts[which];
    const std::vector<uint8_t> own = input.bytes(which % 5 + 1);
    return std::string(own.begin(), own.end());
}

Dialect dialect_of(Input& input) {
    Dialect dialect;
    dialect.split = static_cast<Dialect::Split>(input.choice(4));
    if (dialect.split == Dialect::Split::delimiter) dialect.delimiter = some_text(input);
    if (dialect.delimiter.empty() && dialect.split == Dialect::Split::delimiter) dialect.delimiter = ",";
    const bool widths = dialect.split == Dialect::Split::width || dialect.split == Dialect::Split::widths;
    for (int i = widths ? input.choice(4) + 1 : 0; i > 0; i--) {
        const int64_t width = input.take<int16_t>();
        dialect.widths.push_back(width > 0 ? width : (int64_t{1} << 52) + width);
    }
    for (int i = input.choice(3); i > 0; i--) {
        const std::string comment = some_text(input);
        if (!comment.empty()) dialect.comments.push_back(comment);
    }
    const uint8_t quote = input.byte();
    // As decode_plan has it, fields of fixed widths are not quoted.
    dialect.quote = quote < 128 || widths ? -1 : quote < 224 ? '"' : quote & 0x7f;
    const uint8_t flags = input.byte();
    dialect.strip_line = (flags & 1) != 0;
    dialect.strip_fields = (flags & 2) != 0;
    dialect.grammar = (flags & 4) != 0 ? Grammar::python : Grammar::table;
    return dialect;
}

// Lays the columns out behind one another; returns the bytes of a row.
int64_t add_columns(Input& input, TablePlan* plan) {
    int64_t row_bytes = 0;
    for (int i = input.choice(6); i > 0; i--) {
        Column column;
        column.source = static_cast<int8_t>(input.byte()) / 8;
        column.dtype = input.choice(kSpanColumn + 1);
        column.offset = row_bytes;
        row_bytes += column.size();
        const uint8_t flags = input.byte();
        column.has_fill = (flags & 1) != 0;
        if ((flags & 2) != 0) column.missing.push_back(some_text(input));
        plan->lowest = std::min(plan->lowest, column.source);
        plan->highest = std::max(plan->highest, column.source);
        plan->columns.push_back(column);
    }
    for (Column& column : plan->columns) column.stride = row_bytes;
    return row_bytes;
}

// Counts, classifies and reads a table.
void read_whole(const Exact& text, const TablePlan& plan, int64_t row_bytes, int64_t more_rows) {
    Exact checkpoints(3 * sizeof(Checkpoint)), ragged(2 * sizeof(RaggedLine)), masks(plan.columns.size());
    TableSize size;
    const std::span<Checkpoint> places(reinterpret_cast<Checkpoint*>(checkpoints.data()), 3);
    const std::span<RaggedLine> lines(reinterpret_cast<RaggedLine*>(ragged.data()), 2);
    if (measure_table(span_of(text), plan, places, lines, &size) != Status::ok) return;
    const auto bytes = static_cast<int64_t>(text.size());
    if (size.rows < 0 || size.rows > bytes + 1 || size.checkpoints < 0 || size.checkpoints > 3 || size.ragged < 0) {
        fail("measure_table counts what is not there");
    }
    const int64_t rows = size.rows + more_rows;
    (void)classify_table(span_of(text), plan, rows, reinterpret_cast<unsigned char*>(masks.data()));
    if (rows * row_bytes > kMostBytes) return;
    const Exact out(static_cast<size_t>(rows * row_bytes));
    TableError error;
    const std::span<const Checkpoint> found(places.data(), static_cast<size_t>(size.checkpoints));
    if (read_table(span_of(text), plan, found, rows, out.data(), pool(), &error) != Status::ok) return;
    if (error.begin < 0 || error.begin > error.end || error.end > bytes) fail("an error's field lies outside the text");
}

void fuzz_table(Input& input) {
    TablePlan plan;
    plan.dialect = dialect_of(input);
    const int64_t row_bytes = add_columns(input, &plan);
    const uint8_t flags = input.byte();
    plan.drops_ragged = (flags & 1) != 0;
    plan.loose = (flags & 2) != 0;
    plan.width = (flags & 4) != 0 ? input.choice(6) : -1;
    plan.max_rows = (flags & 8) != 0 ? input.choice(20) : -1;
    const int64_t begin = (flags & 16) != 0 ? input.byte() : 0;
    const Exact text(input.bytes(1 << 14));
    plan.begin = std::min<int64_t>(begin, static_cast<int64_t>(text.size()));
    read_whole(text, plan, row_bytes, (flags & 32) != 0 ? 2 : 0);
}

// A plan as JavaScript writes it, every number of it anything.
void fuzz_plan(Input& input) {
    static const double kSpecial[] = {-1,
                                      4503599627370496.0,
                                      4503599627370497.0,
                                      0.5,
                                      1e300,
                                      -1e300,
                                      -0.0,
                                      std::numeric_limits<double>::quiet_NaN(),
                                      std::numeric_limits<double>::infinity(),
                                      2147483648.0};
    std::vector<double> numbers;
    for (int i = input.byte(); i > 0; i--) {
        const uint8_t kind = input.byte();
        numbers.push_back(kind < 240 ? kind % 120 : kSpecial[(kind - 240) % std::size(kSpecial)]);
    }
    const Exact list(numbers.size() * sizeof(double));
    if (!numbers.empty()) std::memcpy(list.data(), numbers.data(), list.size());
    const auto* first = reinterpret_cast<const double*>(list.data());
    RowFormat format;
    (void)decode_format(first, static_cast<int64_t>(numbers.size()), &format);
    TablePlan plan;
    if (!decode_plan(first, static_cast<int64_t>(numbers.size()), &plan)) return;
    const Exact text(input.bytes(1 << 14));
    if (plan.begin > static_cast<int64_t>(text.size())) return;
    int64_t row_bytes = 0;
    for (Column& column : plan.columns) {
        column.offset = row_bytes;
        row_bytes += column.size();
    }
    for (Column& column : plan.columns) column.stride = row_bytes;
    read_whole(text, plan, row_bytes, 0);
}

void fuzz_separated(Input& input) {
    const auto dtype = static_cast<DType>(input.choice(kDTypeCount));
    const std::string separator = some_text(input);
    const int64_t most = input.byte();
    const Exact text(input.bytes(1 << 14));
    const int64_t bound = bound_separated(span_of(text), separator);
    if (bound < 0 || bound > static_cast<int64_t>(text.size()) + 1) fail("bound_separated counts too much");
    const int64_t room = most == 255 ? bound : most;
    const Exact out(static_cast<size_t>(room * item_size(dtype)));
    const SeparatedRead read = read_separated(span_of(text), separator, dtype, room, out.data());
    if (read.count < 0 || read.count > room || read.position < 0 || read.position > static_cast<int64_t>(text.size())) {
        fail("read_separated reports what is not there");
    }
}

void fuzz_numbers(Input& input) {
    const auto dtype = static_cast<DType>(input.choice(kDTypeCount));
    const Grammar grammar = input.flag() ? Grammar::python : Grammar::table;
    const Exact text(input.bytes(1 << 10));
    const Exact element(static_cast<size_t>(item_size(dtype)));
    (void)parse_field(dtype, span_of(text), grammar, element.data());
    const char* stop = parse_element(dtype, text.data(), text.end(), element.data());
    if (stop != nullptr && (stop < text.data() || stop > text.end())) fail("parse_element stops outside the text");
    double value;
    stop = parse_real(text.data(), text.end(), true, &value);
    if (stop != nullptr && (stop < text.data() || stop > text.end())) fail("parse_real stops outside the text");
    (void)crc32(0, text.data(), static_cast<int64_t>(text.size()));
}

void fuzz_format(Input& input) {
    static const char kTypes[] = "eEfFgGdiuxXocsra";
    const auto dtype = static_cast<DType>(input.choice(kDTypeCount));
    RowFormat format;
    format.merges_signs = input.flag();
    format.python_scalars = input.flag();
    const int elements = input.choice(4);
    const bool two = dtype >= DType::Complex64 && !format.python_scalars;
    for (int i = 0; i < (two ? 2 * elements : elements); i++) {
        Conversion conversion;
        const uint8_t flags = input.byte();
        conversion.type = kTypes[input.choice(sizeof(kTypes) - 1)];
        conversion.left = (flags & 1) != 0;
        conversion.plus = (flags & 2) != 0;
        conversion.space = (flags & 4) != 0;
        conversion.alternate = (flags & 8) != 0;
        conversion.zeros = (flags & 16) != 0;
        conversion.width = (flags & 32) != 0 ? input.take<uint16_t>() : 0;
        conversion.precision = (flags & 64) != 0 ? input.take<uint16_t>() % 4097 : -1;
        if ((flags & 128) != 0) conversion.before = some_text(input);
        format.conversions.push_back(conversion);
    }
    Exact row(input.bytes(static_cast<size_t>(elements * item_size(dtype))));
    if (static_cast<int64_t>(row.size()) < elements * item_size(dtype)) return;
    std::string text;
    (void)format_row(format, dtype, row.data(), item_size(dtype), &text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    Input input(data, size);
    switch (input.choice(8)) {
        case 0:
        case 1:
        case 2:
            fuzz_table(input);
            break;
        case 3:
            fuzz_plan(input);
            break;
        case 4:
        case 5:
            fuzz_separated(input);
            break;
        case 6:
            fuzz_numbers(input);
            break;
        default:
            fuzz_format(input);
    }
    return 0;
}
