#include "native/text/table_read.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <new>

namespace strided {
namespace {

constexpr int64_t kCheckpointBytes = 64 << 10;

bool is_missing(const Column& column, Span content) {
    content = trimmed(content);
    const auto size = static_cast<size_t>(content.size());
    return std::any_of(column.missing.begin(), column.missing.end(), [&](const std::string& text) {
        return text.size() == size && std::memcmp(text.data(), content.begin, size) == 0;
    });
}

// Reads rows one after another; one per thread.
class RowReader {
  public:
    RowReader(Span text, const TablePlan& plan, char* out) noexcept : text_(text), plan_(plan), out_(out) {}

    // False at the first error, which it writes.
    bool read(const Checkpoint& from, int64_t end_row, TableError* error) {
        TableCursor cursor(text_, static_cast<int64_t>(from.offset), static_cast<int64_t>(from.line), plan_.dialect);
        for (int64_t row = static_cast<int64_t>(from.row); row < end_row;) {
            if (!cursor.next()) {
                error->kind = TableError::Kind::changed_text;
                error->row = row;
                return false;
            }
            cursor.split(&fields_);
            const auto count = static_cast<int64_t>(fields_.size());
            if (!plan_.fits(count)) {
                if (plan_.drops_ragged) continue;
                report_width(row, cursor.line(), count, error);
                return false;
            }
            if (!read_fields(row, cursor.line(), error)) return false;
            row++;
        }
        return true;
    }

  private:
    void report_width(int64_t row, int64_t line, int64_t count, TableError* error) const noexcept {
        error->kind = plan_.width >= 0 ? TableError::Kind::changed_width : TableError::Kind::no_such_column;
        error->row = row;
        error->line = line;
        error->fields = count;
        for (const Column& column : plan_.columns) {
            if (column.source < count && -column.source <= count) continue;
            error->column = column.source;
            return;
        }
    }

    bool read_fields(int64_t row, int64_t line, TableError* error) {
        const auto count = static_cast<int64_t>(fields_.size());
        for (const Column& column : plan_.columns) {
            const int64_t source = column.source < 0 ? column.source + count : column.source;
            // Where every line has the same width, columns past it are the plan's mistake.
            if (source < 0 || source >= count) {
                report_width(row, line, count, error);
                error->kind = TableError::Kind::no_such_column;
                error->column = column.source;
                return false;
            }
            const Field& field = fields_[static_cast<size_t>(source)];
            char* cell = out_ + column.offset + row * column.stride;
            if (column.dtype == kSpanColumn) {
                const double span[2] = {static_cast<double>(field.text.begin - text_.begin),
                                        static_cast<double>(field.text.end - text_.begin)};
                std::memcpy(cell, span, sizeof(span));
                continue;
            }
            const Span content = field_content(field, plan_.dialect.quote, &buffer_);
            const Parsed parsed = parse_field(static_cast<DType>(column.dtype), content, plan_.dialect.grammar, cell);
            if (parsed == Parsed::ok) continue;
            if (parsed == Parsed::malformed && column.has_fill && (plan_.loose || is_missing(column, content))) {
                std::memcpy(cell, column.fill, static_cast<size_t>(column.size()));
                continue;
            }
            error->kind = parsed == Parsed::malformed ? TableError::Kind::malformed : TableError::Kind::out_of_range;
            error->row = row;
            error->line = line;
            error->column = source;
            error->begin = field.text.begin - text_.begin;
            error->end = field.text.end - text_.begin;
            return false;
        }
        return true;
    }

    Span text_;
    const TablePlan& plan_;
    char* out_;
    std::vector<Field> fields_;
    std::string buffer_;
};

}  // namespace

Status measure_table(Span text, const TablePlan& plan, std::span<Checkpoint> checkpoints, std::span<RaggedLine> ragged,
                     TableSize* size) noexcept {
    try {
        TableCursor cursor(text, plan.begin, plan.line, plan.dialect);
        std::vector<Field> fields;
        int64_t next_checkpoint = plan.begin;
        int64_t row = 0;
        while ((plan.max_rows < 0 || size->rows < plan.max_rows) && cursor.next()) {
            if (row == 0 || plan.drops_ragged) {
                cursor.split(&fields);
                if (row == 0) size->fields = static_cast<int64_t>(fields.size());
            }
            if (plan.drops_ragged && !plan.fits(static_cast<int64_t>(fields.size()))) {
                if (size->ragged < static_cast<int64_t>(ragged.size())) {
                    ragged[static_cast<size_t>(size->ragged)] = {static_cast<double>(cursor.line()),
                                                                 static_cast<double>(row),
                                                                 static_cast<double>(fields.size())};
                }
                size->ragged++;
                row++;
                continue;
            }
            if (cursor.offset() >= next_checkpoint && size->checkpoints < static_cast<int64_t>(checkpoints.size())) {
                checkpoints[static_cast<size_t>(size->checkpoints++)] = {static_cast<double>(cursor.offset()),
                                                                         static_cast<double>(cursor.line()),
                                                                         static_cast<double>(size->rows)};
                next_checkpoint = cursor.offset() + kCheckpointBytes;
            }
            size->rows++;
            row++;
        }
        return Status::ok;
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
}

Status read_table(Span text, const TablePlan& plan, std::span<const Checkpoint> checkpoints, int64_t rows, char* out,
                  ThreadPool& pool, TableError* error) noexcept {
    std::mutex guard;
    bool no_memory = false;
    const auto count = static_cast<int64_t>(checkpoints.size());
    pool.for_ranges(count, 1, [&](int64_t begin, int64_t end) {
        try {
            RowReader reader(text, plan, out);
            for (int64_t i = begin; i < end; i++) {
                const Checkpoint& from = checkpoints[static_cast<size_t>(i)];
                const int64_t last =
                    i + 1 < count ? static_cast<int64_t>(checkpoints[static_cast<size_t>(i) + 1].row) : rows;
                if (from.row >= static_cast<double>(rows)) break;
                TableError found;
                if (reader.read(from, std::min(last, rows), &found)) continue;
                const std::lock_guard<std::mutex> lock(guard);
                if (error->kind == TableError::Kind::none || found.row < error->row) *error = found;
                break;
            }
        } catch (const std::bad_alloc&) {
            const std::lock_guard<std::mutex> lock(guard);
            no_memory = true;
        }
    });
    return no_memory ? Status::out_of_memory : Status::ok;
}

Status classify_table(Span text, const TablePlan& plan, int64_t rows, unsigned char* masks) noexcept {
    try {
        constexpr DType kinds[] = {DType::Bool, DType::Int64, DType::Float64, DType::Complex128};
        TableCursor cursor(text, plan.begin, plan.line, plan.dialect);
        std::vector<Field> fields;
        std::string buffer;
        std::fill(masks, masks + plan.columns.size(), static_cast<unsigned char>(15));
        for (int64_t row = 0; row < rows && cursor.next();) {
            cursor.split(&fields);
            const auto count = static_cast<int64_t>(fields.size());
            if (!plan.fits(count)) continue;
            for (size_t i = 0; i < plan.columns.size(); i++) {
                const Column& column = plan.columns[i];
                const int64_t source = column.source < 0 ? column.source + count : column.source;
                if (source < 0 || source >= count || masks[i] == 0) continue;
                const Span content = field_content(fields[static_cast<size_t>(source)], plan.dialect.quote, &buffer);
                if (is_missing(column, content)) continue;
                for (int k = 0; k < 4; k++) {
                    alignas(8) char element[kMaxItemSize];
                    if ((masks[i] >> k & 1) == 0) continue;
                    if (parse_field(kinds[k], content, plan.dialect.grammar, element) != Parsed::ok) {
                        masks[i] = static_cast<unsigned char>(masks[i] & ~(1 << k));
                        continue;
                    }
                    // What is an integer is a float and a complex number too.
                    if (k >= 1) break;
                }
            }
            row++;
        }
        return Status::ok;
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
}

}  // namespace strided
