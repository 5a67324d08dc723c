#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "native/core/dtype.h"
#include "native/text/table.h"

namespace strided {

// Beside the dtypes: a column whose cells are (begin, end) offsets into the text, as two doubles.
inline constexpr int kSpanColumn = kDTypeCount;

struct Column {
    int64_t source = 0;  // its place in a line; negative ones count from the end
    int dtype = 0;
    int64_t offset = 0;  // bytes from the output's begin to the first row, and from row to row
    int64_t stride = 0;
    alignas(8) unsigned char fill[kMaxItemSize] = {};
    bool has_fill = false;
    std::vector<std::string> missing;  // fields that stand for `fill`
    int64_t size() const noexcept { return dtype == kSpanColumn ? 16 : item_size(static_cast<DType>(dtype)); }
};

// What a call does with a text, as JavaScript wrote it down (lib/io/table_plan.ts).
struct TablePlan {
    Dialect dialect;
    int64_t begin = 0;  // where the table begins: offset and line
    int64_t line = 0;
    int64_t max_rows = -1;      // -1 for all
    int64_t width = -1;         // the fields each line must have; -1 for any number
    bool drops_ragged = false;  // lines that do not fit are left out, not reported
    bool loose = false;         // a malformed field becomes the column's fill
    std::vector<Column> columns;

    // Whether a line of so many fields has all columns.
    bool fits(int64_t fields) const noexcept {
        if (width >= 0) return fields == width;
        return fields > highest && -lowest <= fields;
    }
    int64_t lowest = 0;  // of the columns' sources
    int64_t highest = -1;
};

// False for anything that is no plan.
[[nodiscard]] bool decode_plan(const double* numbers, int64_t count, TablePlan* plan);

}  // namespace strided
