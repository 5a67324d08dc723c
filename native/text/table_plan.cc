#include "native/text/table_plan.h"

#include <algorithm>

namespace strided {
namespace {

// Takes integers off a list of doubles; after the first that is none, or past the end, `good` is false.
class Numbers {
  public:
    Numbers(const double* numbers, int64_t count) noexcept : next_(numbers), end_(numbers + count) {}

    int64_t integer(int64_t low, int64_t high) noexcept {
        if (next_ == end_) {
            good = false;
            return low;
        }
        const double number = *next_++;
        if (!(number >= static_cast<double>(low) && number <= static_cast<double>(high)) ||
            static_cast<double>(static_cast<int64_t>(number)) != number) {
            good = false;
            return low;
        }
        return static_cast<int64_t>(number);
    }
    bool flag() noexcept { return integer(0, 1) == 1; }
    // A count of things that follow.
    int64_t count() noexcept { return integer(0, end_ - next_); }
    std::string text() {
        std::string text;
        const int64_t length = count();
        for (int64_t i = 0; i < length && good; i++) text.push_back(static_cast<char>(integer(0, 255)));
        return text;
    }

    bool good = true;

  private:
    const double* next_;
    const double* end_;
};

constexpr int64_t kMost = int64_t{1} << 52;

}  // namespace

bool decode_plan(const double* data, int64_t count, TablePlan* plan) {
    Numbers numbers(data, count);
    Dialect& dialect = plan->dialect;
    dialect.split = static_cast<Dialect::Split>(numbers.integer(0, 3));
    dialect.delimiter = numbers.text();
    const int64_t widths = numbers.count();
    for (int64_t i = 0; i < widths && numbers.good; i++) dialect.widths.push_back(numbers.integer(1, kMost));
    const int64_t comments = numbers.count();
    for (int64_t i = 0; i < comments && numbers.good; i++) dialect.comments.push_back(numbers.text());
    dialect.quote = static_cast<int>(numbers.integer(-1, 255));
    dialect.strip_line = numbers.flag();
    dialect.strip_fields = numbers.flag();
    dialect.grammar = numbers.flag() ? Grammar::python : Grammar::table;
    plan->begin = numbers.integer(0, kMost);
    plan->line = numbers.integer(0, kMost);
    plan->max_rows = numbers.integer(-1, kMost);
    plan->width = numbers.integer(-1, kMost);
    plan->drops_ragged = numbers.flag();
    plan->loose = numbers.flag();
    const int64_t columns = numbers.count();
    for (int64_t i = 0; i < columns && numbers.good; i++) {
        Column column;
        column.source = numbers.integer(-kMost, kMost);
        column.dtype = static_cast<int>(numbers.integer(0, kSpanColumn));
        column.offset = numbers.integer(0, kMost);
        column.stride = numbers.integer(0, kMost);
        for (unsigned char& byte : column.fill) byte = static_cast<unsigned char>(numbers.integer(0, 255));
        column.has_fill = numbers.flag();
        const int64_t missing = numbers.count();
        for (int64_t k = 0; k < missing && numbers.good; k++) column.missing.push_back(numbers.text());
        plan->lowest = std::min(plan->lowest, column.source);
        plan->highest = std::max(plan->highest, column.source);
        plan->columns.push_back(std::move(column));
    }
    const bool needs_delimiter = dialect.split == Dialect::Split::delimiter;
    const bool needs_widths = dialect.split == Dialect::Split::width || dialect.split == Dialect::Split::widths;
    for (const std::string& comment : dialect.comments) numbers.good = numbers.good && !comment.empty();
    // Fields of fixed widths are not quoted: nothing between them would say where a quote may stand.
    return numbers.good && (!needs_delimiter || !dialect.delimiter.empty()) &&
           (!needs_widths || (!dialect.widths.empty() && dialect.quote < 0));
}

}  // namespace strided
