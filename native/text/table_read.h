#pragma once
#include <cstdint>
#include <span>

#include "native/core/status.h"
#include "native/loops/thread_pool.h"
#include "native/text/table_plan.h"

namespace strided {

// A place from which rows can be read without those before it: lines are found one after another, fields are not.
struct Checkpoint {
    double offset;
    double line;
    double row;
};

// A line that has not the fields it should have.
struct RaggedLine {
    double line;
    double row;  // among all lines of data, those left out included
    double fields;
};

struct TableSize {
    int64_t rows = 0;
    int64_t fields = 0;  // of the first line
    int64_t checkpoints = 0;
    int64_t ragged = 0;  // all of them; only as many as there was room for are listed
};

// Counts the rows. Lines are cut into fields only where the plan leaves out ragged ones.
Status measure_table(Span text, const TablePlan& plan, std::span<Checkpoint> checkpoints, std::span<RaggedLine> ragged,
                     TableSize* size) noexcept;

struct TableError {
    enum class Kind : uint8_t { none, changed_width, no_such_column, malformed, out_of_range, changed_text };
    Kind kind = Kind::none;
    int64_t row = 0;
    int64_t line = 0;
    int64_t column = 0;
    int64_t fields = 0;
    int64_t begin = 0;  // the field, as offsets into the text
    int64_t end = 0;
};

// Parses `rows` rows into `out`, whose bounds the caller has checked for every column. `error` is the first one's.
Status read_table(Span text, const TablePlan& plan, std::span<const Checkpoint> checkpoints, int64_t rows, char* out,
                  ThreadPool& pool, TableError* error) noexcept;

// For each column the dtypes that all its fields are read as: bit 0 bool, 1 int64, 2 float64, 3 complex128.
Status classify_table(Span text, const TablePlan& plan, int64_t rows, unsigned char* masks) noexcept;

}  // namespace strided
