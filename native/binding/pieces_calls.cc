#include "native/binding/environment.h"
#include "native/loops/pieces.h"

namespace strided {
namespace {

constexpr int kFirst = BlockLayout::parameters;
constexpr int kPieceSlots = 4;

// The `rows` runs of `bytes` that begin at `offset`, `row_stride` apart, lie in the buffer.
[[nodiscard]] bool rows_fit(const Buffer& buffer, int64_t offset, int64_t rows, int64_t row_stride,
                            int64_t bytes) noexcept {
    if (rows == 0 || bytes == 0) return true;
    int64_t reach, end;
    return checked_mul(rows - 1, row_stride, &reach) && checked_add(offset, reach, &end) &&
           checked_add(end, bytes, &end) && end <= buffer.length;
}

// Parameters: 0 = rows, 1 = the number of pieces, 2 = the target's offset, 3 = its bytes from row to row. Per piece,
// where the strides stand otherwise: its argument, offset, bytes from row to row, bytes. join(target, ...sources)
Status join(napi_env env, napi_callback_info info) noexcept {
    constexpr size_t kMost = PiecesCall::kMaxPieces + 1;
    napi_value values[kMost];
    size_t count = kMost;
    void* data = nullptr;
    if (napi_get_cb_info(env, info, &count, values, nullptr, &data) != napi_ok) return Status::bad_argument;
    Environment& environment = *static_cast<Environment*>(data);
    const ArgumentBlock& block = environment.block;
    PiecesCall call;
    int64_t pieces, offset;
    if (count < 1 || count > kMost || !block.integer(kFirst, 0, INT64_MAX, &call.rows) ||
        !block.integer(kFirst + 1, 1, PiecesCall::kMaxPieces, &pieces) ||
        !block.integer(kFirst + 2, 0, INT64_MAX, &offset) ||
        !block.integer(kFirst + 3, 0, INT64_MAX, &call.target_row_stride)) {
        return Status::bad_argument;
    }
    Buffer target, source;
    Status status = buffer_of(env, values[0], &target);
    if (status != Status::ok) return status;
    int64_t held = 0;
    call.row_bytes = 0;
    call.piece_count = static_cast<int>(pieces);
    for (int k = 0; k < call.piece_count; k++) {
        const int slot = BlockLayout::strides + kPieceSlots * k;
        Piece& piece = call.pieces[k];
        int64_t argument, from;
        if (!block.integer(slot, 1, static_cast<int64_t>(count) - 1, &argument) ||
            !block.integer(slot + 1, 0, INT64_MAX, &from) ||
            !block.integer(slot + 2, 0, INT64_MAX, &piece.row_stride) ||
            !block.integer(slot + 3, 0, INT64_MAX, &piece.bytes) ||
            !checked_add(call.row_bytes, piece.bytes, &call.row_bytes)) {
            return Status::bad_argument;
        }
        if (argument != held) {
            status = buffer_of(env, values[argument], &source);
            if (status != Status::ok) return status;
            held = argument;
        }
        if (!rows_fit(source, from, call.rows, piece.row_stride, piece.bytes)) return Status::buffer_bounds;
        piece.source = source.data + (call.rows == 0 || piece.bytes == 0 ? 0 : from);
    }
    if (!rows_fit(target, offset, call.rows, call.target_row_stride, call.row_bytes)) return Status::buffer_bounds;
    int64_t total;
    // Rows apart from each other, or threads would write one another's.
    if (call.rows > 1 && call.target_row_stride < call.row_bytes) return Status::bad_argument;
    if (!checked_mul(call.rows, call.row_bytes, &total)) return Status::bad_argument;
    if (total == 0) return Status::ok;
    call.target = target.data + offset;
    run_pieces(environment.kernels, environment.pool, call);
    return Status::ok;
}

// A contiguous run of `bytes` from the offset in `slot` on.
Status run_of(napi_env env, const Arguments& arguments, size_t argument, int slot, int64_t bytes,
              char** data) noexcept {
    int64_t offset;
    if (!arguments.environment->block.integer(slot, 0, INT64_MAX, &offset)) return Status::bad_argument;
    Buffer buffer;
    const Status status = buffer_of(env, arguments.values[argument], &buffer);
    if (status != Status::ok) return status;
    if (bytes != 0 && (offset > buffer.length || bytes > buffer.length - offset)) return Status::buffer_bounds;
    *data = buffer.data + (bytes == 0 ? 0 : offset);
    return Status::ok;
}

// Parameter 0 = the number of counts, 1 = their offset. The first result slot receives their sum.
Status repeat_total(napi_env env, const Arguments& arguments) noexcept {
    ArgumentBlock& block = arguments.environment->block;
    int64_t n;
    if (arguments.count < 1 || !block.integer(kFirst, 0, INT64_MAX / 8, &n)) return Status::bad_argument;
    char* data;
    const Status status = run_of(env, arguments, 0, kFirst + 1, n * 8, &data);
    if (status != Status::ok) return status;
    if (reinterpret_cast<uintptr_t>(data) % alignof(int64_t) != 0) return Status::bad_argument;
    const auto* counts = reinterpret_cast<const int64_t*>(data);
    int64_t total = 0;
    for (int64_t i = 0; i < n; i++) {
        if (counts[i] < 0) {
            block.slots()[BlockLayout::results] = static_cast<double>(counts[i]);
            return Status::bad_index;
        }
        if (!checked_add(total, counts[i], &total)) return Status::bad_argument;
    }
    block.slots()[BlockLayout::results] = static_cast<double>(total);
    return Status::ok;
}

// Parameters: 0 = rows, 1 = chunks in a row, 2 = bytes of a chunk, 3 = how often each (where no counts are given), then
// the offsets of source, target and counts, and 7 = the sum of the counts. repeat(source, target, counts?)
Status repeat(napi_env env, const Arguments& arguments) noexcept {
    const ArgumentBlock& block = arguments.environment->block;
    RepeatCall call;
    int64_t chunks, made;
    if (arguments.count < 2 || !block.integer(kFirst, 0, INT64_MAX, &call.rows) ||
        !block.integer(kFirst + 1, 0, INT64_MAX / 8, &call.n) ||
        !block.integer(kFirst + 2, 0, INT64_MAX, &call.chunk) ||
        !block.integer(kFirst + 3, 0, INT64_MAX, &call.count) || !checked_mul(call.rows, call.n, &chunks) ||
        !checked_mul(chunks, call.chunk, &chunks)) {
        return Status::bad_argument;
    }
    call.counts = nullptr;
    if (arguments.count > 2) {
        char* data;
        const Status status = run_of(env, arguments, 2, kFirst + 6, call.n * 8, &data);
        if (status != Status::ok) return status;
        if (reinterpret_cast<uintptr_t>(data) % alignof(int64_t) != 0 ||
            !block.integer(kFirst + 7, 0, INT64_MAX, &call.row_chunks_out)) {
            return Status::bad_argument;
        }
        call.counts = reinterpret_cast<const int64_t*>(data);
    } else if (!checked_mul(call.n, call.count, &call.row_chunks_out)) {
        return Status::bad_argument;
    }
    if (!checked_mul(call.rows, call.row_chunks_out, &made) || !checked_mul(made, call.chunk, &made)) {
        return Status::bad_argument;
    }
    char* source;
    Status status = run_of(env, arguments, 0, kFirst + 4, chunks, &source);
    if (status != Status::ok) return status;
    call.source = source;
    status = run_of(env, arguments, 1, kFirst + 5, made, &call.target);
    if (status != Status::ok) return status;
    run_repeat(arguments.environment->pool, call);
    return Status::ok;
}

// Parameters: 0 = matrices, 1 = rows, 2 = columns, 3 = k, 4 = lower, 5 = itemsize, then the offsets of source and
// target. triangle(source, target): the same twice where the target already holds the elements.
Status triangle(napi_env env, const Arguments& arguments) noexcept {
    const ArgumentBlock& block = arguments.environment->block;
    TriangleCall call;
    int64_t lower, bytes;
    if (arguments.count < 2 || !block.integer(kFirst, 0, INT64_MAX, &call.matrices) ||
        !block.integer(kFirst + 1, 0, INT64_MAX, &call.rows) ||
        !block.integer(kFirst + 2, 0, INT64_MAX, &call.columns) || !block.integer(kFirst + 3, &call.k) ||
        !block.integer(kFirst + 4, 0, 1, &lower) || !block.integer(kFirst + 5, 1, kMaxItemSize, &call.itemsize) ||
        !checked_mul(call.matrices, call.rows, &bytes) || !checked_mul(bytes, call.columns, &bytes) ||
        !checked_mul(bytes, call.itemsize, &bytes)) {
        return Status::bad_argument;
    }
    call.lower = lower == 1;
    char* source;
    Status status = run_of(env, arguments, 0, kFirst + 6, bytes, &source);
    if (status != Status::ok) return status;
    call.source = source;
    status = run_of(env, arguments, 1, kFirst + 7, bytes, &call.target);
    if (status != Status::ok) return status;
    if (bytes == 0) return Status::ok;
    // In place, or apart: rows are copied as pieces that must not overlap.
    if (source != call.target && source < call.target + bytes && call.target < source + bytes) {
        return Status::bad_argument;
    }
    run_triangle(arguments.environment->pool, call);
    return Status::ok;
}

}  // namespace

napi_value call_join(napi_env env, napi_callback_info info) { return answer(env, join(env, info)); }

napi_value call_repeat_total(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, repeat_total(env, arguments));
}

napi_value call_repeat(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, repeat(env, arguments));
}

napi_value call_triangle(napi_env env, napi_callback_info info) {
    const Arguments arguments(env, info);
    return answer(env, triangle(env, arguments));
}

}  // namespace strided
