#include <new>
#include <span>
#include <string>

#include "native/binding/environment.h"
#include "native/text/crc32.h"
#include "native/text/number_format.h"
#include "native/text/separated.h"
#include "native/text/table_read.h"

namespace strided {
namespace {

Status bytes_argument(napi_env env, const Arguments& arguments, size_t k, Buffer* buffer) noexcept {
    return arguments.count > k ? buffer_of(env, arguments.values[k], buffer) : Status::bad_argument;
}

// An argument as a list of T, whose members are doubles.
template <class T>
Status list_argument(napi_env env, const Arguments& arguments, size_t k, std::span<T>* list) noexcept {
    Buffer buffer;
    const Status status = bytes_argument(env, arguments, k, &buffer);
    if (status != Status::ok) return status;
    if (reinterpret_cast<uintptr_t>(buffer.data) % alignof(double) != 0) return Status::bad_argument;
    *list = {reinterpret_cast<T*>(buffer.data), static_cast<size_t>(buffer.length) / sizeof(T)};
    return Status::ok;
}

Span span_of(const Buffer& buffer) noexcept { return {buffer.data, buffer.data + buffer.length}; }

// Arguments 0 and 1 of every call on a table: its text and its plan.
Status table_arguments(napi_env env, const Arguments& arguments, Span* text, TablePlan* plan) {
    Buffer buffer;
    Status status = bytes_argument(env, arguments, 0, &buffer);
    if (status != Status::ok) return status;
    std::span<double> numbers;
    status = list_argument(env, arguments, 1, &numbers);
    if (status != Status::ok) return status;
    *text = span_of(buffer);
    const bool good = decode_plan(numbers.data(), static_cast<int64_t>(numbers.size()), plan);
    return good && plan->begin <= buffer.length ? Status::ok : Status::bad_argument;
}

// Arguments: text, plan, checkpoints, ragged lines. Results: rows, fields, checkpoints, ragged lines.
Status measure(napi_env env, const Arguments& arguments) {
    Span text;
    TablePlan plan;
    Status status = table_arguments(env, arguments, &text, &plan);
    if (status != Status::ok) return status;
    std::span<Checkpoint> checkpoints;
    status = list_argument(env, arguments, 2, &checkpoints);
    if (status != Status::ok) return status;
    std::span<RaggedLine> ragged;
    status = list_argument(env, arguments, 3, &ragged);
    if (status != Status::ok) return status;
    TableSize size;
    status = measure_table(text, plan, checkpoints, ragged, &size);
    double* results = arguments.environment->block.slots() + BlockLayout::results;
    results[0] = static_cast<double>(size.rows);
    results[1] = static_cast<double>(size.fields);
    results[2] = static_cast<double>(size.checkpoints);
    results[3] = static_cast<double>(size.ragged);
    return status;
}

bool good_checkpoint(const Checkpoint& at, int64_t length, int64_t rows) noexcept {
    const auto whole = [](double number, int64_t most) noexcept {
        return number >= 0 && number <= static_cast<double>(most) &&
               static_cast<double>(static_cast<int64_t>(number)) == number;
    };
    return whole(at.offset, length) && whole(at.line, length) && whole(at.row, rows);
}

// Whether every cell of the column lies within `length` bytes.
bool column_fits(const Column& column, int64_t rows, int64_t length) noexcept {
    if (rows == 0) return true;
    int64_t reach;
    return checked_mul(column.stride, rows - 1, &reach) && checked_add(reach, column.offset, &reach) &&
           checked_add(reach, column.size(), &reach) && reach <= length;
}

// Parameters: 0 = rows, 1 = where the output begins. Arguments: text, plan, checkpoints, output. Results: kind of
// error, row, line, column, fields, begin and end of the field.
Status read(napi_env env, const Arguments& arguments) {
    Environment& environment = *arguments.environment;
    ArgumentBlock& block = environment.block;
    int64_t rows, start;
    if (!block.integer(BlockLayout::parameters, 0, INT64_MAX, &rows)) return Status::bad_argument;
    if (!block.integer(BlockLayout::parameters + 1, 0, INT64_MAX, &start)) return Status::bad_argument;
    Span text;
    TablePlan plan;
    Status status = table_arguments(env, arguments, &text, &plan);
    if (status != Status::ok) return status;
    std::span<Checkpoint> listed;
    status = list_argument(env, arguments, 2, &listed);
    if (status != Status::ok) return status;
    Buffer out;
    status = bytes_argument(env, arguments, 3, &out);
    if (status != Status::ok) return status;
    if (start > out.length) return Status::buffer_bounds;
    for (const Column& column : plan.columns) {
        if (!column_fits(column, rows, out.length - start)) return Status::buffer_bounds;
    }
    // A copy: the list may be shared with other threads.
    const std::vector<Checkpoint> checkpoints(listed.begin(), listed.end());
    double row = 0;
    for (const Checkpoint& at : checkpoints) {
        if (!good_checkpoint(at, text.size(), rows) || at.row < row) return Status::bad_argument;
        row = at.row;
    }
    TableError error;
    status = read_table(text, plan, checkpoints, rows, out.data + start, environment.pool, &error);
    const double found[] = {static_cast<double>(error.kind),   static_cast<double>(error.row),
                            static_cast<double>(error.line),   static_cast<double>(error.column),
                            static_cast<double>(error.fields), static_cast<double>(error.begin),
                            static_cast<double>(error.end)};
    std::copy(std::begin(found), std::end(found), block.slots() + BlockLayout::results);
    return status;
}

// Parameters: 0 = rows. Arguments: text, plan, a byte per column.
Status classify(napi_env env, const Arguments& arguments) {
    int64_t rows;
    if (!arguments.environment->block.integer(BlockLayout::parameters, 0, INT64_MAX, &rows)) {
        return Status::bad_argument;
    }
    Span text;
    TablePlan plan;
    Status status = table_arguments(env, arguments, &text, &plan);
    if (status != Status::ok) return status;
    Buffer masks;
    status = bytes_argument(env, arguments, 2, &masks);
    if (status != Status::ok) return status;
    if (masks.length < static_cast<int64_t>(plan.columns.size())) return Status::buffer_bounds;
    return classify_table(text, plan, rows, reinterpret_cast<unsigned char*>(masks.data));
}

// Parameters: 0 = dtype, 1 = at most so many, 2 = where the output begins. Arguments: text, separator, output?. Without
// an output the first result is a bound on the count; with one, the results are count, completeness and position.
Status numbers(napi_env env, const Arguments& arguments) {
    ArgumentBlock& block = arguments.environment->block;
    int64_t dtype, most, start;
    if (!block.integer(BlockLayout::parameters, 0, kDTypeCount - 1, &dtype)) return Status::bad_argument;
    if (!block.integer(BlockLayout::parameters + 1, 0, INT64_MAX / kMaxItemSize, &most)) return Status::bad_argument;
    if (!block.integer(BlockLayout::parameters + 2, 0, INT64_MAX, &start)) return Status::bad_argument;
    Buffer text, separator;
    Status status = bytes_argument(env, arguments, 0, &text);
    if (status != Status::ok) return status;
    status = bytes_argument(env, arguments, 1, &separator);
    if (status != Status::ok) return status;
    const std::string mark(separator.data, static_cast<size_t>(separator.length));
    double* results = block.slots() + BlockLayout::results;
    if (arguments.count < 3) {
        results[0] = static_cast<double>(bound_separated(span_of(text), mark));
        return Status::ok;
    }
    Buffer out;
    status = bytes_argument(env, arguments, 2, &out);
    if (status != Status::ok) return status;
    const auto type = static_cast<DType>(dtype);
    if (start > out.length || most > (out.length - start) / item_size(type)) return Status::buffer_bounds;
    const SeparatedRead read = read_separated(span_of(text), mark, type, most, out.data + start);
    results[0] = static_cast<double>(read.count);
    results[1] = read.complete ? 1 : 0;
    results[2] = static_cast<double>(read.position);
    return Status::ok;
}

// Parameters: 0 = first row. Operand 0: two axes. Arguments: a, format, output bytes. Writes as many whole rows as
// there is room for. Results: rows, bytes, error, row of the error.
Status format(napi_env env, const Arguments& arguments) {
    ArgumentBlock& block = arguments.environment->block;
    int ndim;
    int64_t shape[kMaxDims];
    Status status = block.shape(&ndim, shape);
    if (status != Status::ok) return status;
    int64_t row;
    if (ndim != 2 || arguments.count < 3 || !block.integer(BlockLayout::parameters, 0, shape[0], &row)) {
        return Status::bad_argument;
    }
    Operand a;
    status = block.operand(env, arguments.values[0], 0, ndim, shape, &a);
    if (status != Status::ok) return status;
    std::span<double> list;
    status = list_argument(env, arguments, 1, &list);
    if (status != Status::ok) return status;
    Buffer out;
    status = bytes_argument(env, arguments, 2, &out);
    if (status != Status::ok) return status;
    RowFormat row_format;
    if (!decode_format(list.data(), static_cast<int64_t>(list.size()), &row_format)) return Status::bad_argument;
    const bool complex = a.dtype >= DType::Complex64;
    const int64_t parts = complex && !row_format.python_scalars ? 2 * shape[1] : shape[1];
    if (static_cast<int64_t>(row_format.conversions.size()) != parts) return Status::bad_argument;

    const int64_t first = row;
    int64_t written = 0;
    FormatError error = FormatError::none;
    std::string text;
    for (; row < shape[0]; row++) {
        text.clear();
        error = format_row(row_format, a.dtype, a.data + row * a.strides[0], a.strides[1], &text);
        if (error != FormatError::none) break;
        const auto length = static_cast<int64_t>(text.size());
        if (length > out.length - written) break;
        std::copy(text.begin(), text.end(), out.data + written);
        written += length;
    }
    double* results = block.slots() + BlockLayout::results;
    results[0] = static_cast<double>(row - first);
    results[1] = static_cast<double>(written);
    results[2] = static_cast<double>(error);
    results[3] = static_cast<double>(text.size());
    return Status::ok;
}

// Parameters: 0 = the checksum so far. Argument: bytes. Result: the checksum.
Status checksum(napi_env env, const Arguments& arguments) {
    ArgumentBlock& block = arguments.environment->block;
    int64_t crc;
    if (!block.integer(BlockLayout::parameters, 0, UINT32_MAX, &crc)) return Status::bad_argument;
    Buffer bytes;
    const Status status = bytes_argument(env, arguments, 0, &bytes);
    if (status != Status::ok) return status;
    block.slots()[BlockLayout::results] = crc32(static_cast<uint32_t>(crc), bytes.data, bytes.length);
    return Status::ok;
}

template <Status (*call)(napi_env, const Arguments&)>
napi_value answer_of(napi_env env, napi_callback_info info) noexcept {
    const Arguments arguments(env, info);
    try {
        return answer(env, call(env, arguments));
    } catch (const std::bad_alloc&) {
        return answer(env, Status::out_of_memory);
    }
}

}  // namespace

napi_value call_text_measure(napi_env env, napi_callback_info info) { return answer_of<measure>(env, info); }
napi_value call_text_read(napi_env env, napi_callback_info info) { return answer_of<read>(env, info); }
napi_value call_text_classify(napi_env env, napi_callback_info info) { return answer_of<classify>(env, info); }
napi_value call_text_numbers(napi_env env, napi_callback_info info) { return answer_of<numbers>(env, info); }
napi_value call_text_format(napi_env env, napi_callback_info info) { return answer_of<format>(env, info); }
napi_value call_crc32(napi_env env, napi_callback_info info) { return answer_of<checksum>(env, info); }

}  // namespace strided
