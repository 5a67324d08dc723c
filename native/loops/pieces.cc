#include "native/loops/pieces.h"

#include <algorithm>
#include <cstring>

#include "native/core/byte_copy.h"

namespace strided {
namespace {

// Bytes that one thread should have to copy before another one is worth waking.
constexpr int64_t kCopyGrain = 256 * 1024;
// From here on a result would only push other things out of the caches, so its stores go past them.
constexpr int64_t kStreamBytes = 32 * 1024 * 1024;
constexpr int64_t kStreamPiece = 4096;

// Copies the bytes [begin, end) of the result, counted without gaps between rows.
void copy_range(const KernelTable& kernels, const PiecesCall& call, bool stream, int64_t begin, int64_t end) noexcept {
    int64_t row = begin / call.row_bytes;
    int64_t skip = begin % call.row_bytes;
    int64_t left = end - begin;
    for (; left > 0; row++) {
        char* to = call.target + row * call.target_row_stride + skip;
        for (int k = 0; k < call.piece_count && left > 0; k++) {
            const Piece& piece = call.pieces[k];
            if (skip >= piece.bytes) {
                skip -= piece.bytes;
                continue;
            }
            const int64_t bytes = std::min(piece.bytes - skip, left);
            const char* from = piece.source + row * piece.row_stride + skip;
            if (stream && bytes >= kStreamPiece) {
                kernels.stream_copy(from, to, bytes);
            } else {
                copy_bytes(from, to, bytes);
            }
            to += bytes;
            left -= bytes;
            skip = 0;
        }
        skip = 0;
    }
}

// Pieces of one element each: a copy of a known size is a load and a store.
template <class T>
void copy_elements(const PiecesCall& call, int64_t begin, int64_t end) noexcept {
    const int count = call.piece_count;
    for (int64_t row = begin; row < end; row++) {
        char* to = call.target + row * call.target_row_stride;
        for (int k = 0; k < count; k++) {
            std::memcpy(to + k * static_cast<int64_t>(sizeof(T)),
                        call.pieces[k].source + row * call.pieces[k].row_stride, sizeof(T));
        }
    }
}

using ElementsFn = void (*)(const PiecesCall& call, int64_t begin, int64_t end) noexcept;

struct Bytes16 {
    uint64_t parts[2];
};

ElementsFn elements_of(const PiecesCall& call) noexcept {
    for (int k = 1; k < call.piece_count; k++) {
        if (call.pieces[k].bytes != call.pieces[0].bytes) return nullptr;
    }
    switch (call.pieces[0].bytes) {
        case 1:
            return copy_elements<uint8_t>;
        case 2:
            return copy_elements<uint16_t>;
        case 4:
            return copy_elements<uint32_t>;
        case 8:
            return copy_elements<uint64_t>;
        case 16:
            return copy_elements<Bytes16>;
        default:
            return nullptr;
    }
}

template <class T>
void repeat_items(const char* source, char* target, int64_t n, int64_t count) noexcept {
    if (count == 2) {
        for (int64_t j = 0; j < n; j++) {
            T item;
            std::memcpy(&item, source + j * static_cast<int64_t>(sizeof(T)), sizeof(T));
            std::memcpy(target, &item, sizeof(T));
            std::memcpy(target + sizeof(T), &item, sizeof(T));
            target += 2 * sizeof(T);
        }
        return;
    }
    for (int64_t j = 0; j < n; j++) {
        T item;
        std::memcpy(&item, source + j * static_cast<int64_t>(sizeof(T)), sizeof(T));
        for (int64_t i = 0; i < count; i++) {
            std::memcpy(target, &item, sizeof(T));
            target += sizeof(T);
        }
    }
}

// One chunk `count` times: what is written already is copied on, up to a length that stays in the first cache.
void repeat_one(const char* source, char* target, int64_t count, int64_t chunk) noexcept {
    constexpr int64_t kCached = 16 * 1024;
    const int64_t total = count * chunk;
    std::memcpy(target, source, static_cast<size_t>(chunk));
    int64_t written = chunk;
    while (written < total) {
        const int64_t whole = std::max(chunk, std::min(written, kCached / chunk * chunk));
        const int64_t bytes = std::min(whole, total - written);
        std::memcpy(target + written, target, static_cast<size_t>(bytes));
        written += bytes;
    }
}

void repeat_chunks(const char* source, char* target, int64_t n, int64_t count, int64_t chunk) noexcept {
    switch (chunk) {
        case 1:
            for (int64_t j = 0; j < n; j++) std::memset(target + j * count, source[j], static_cast<size_t>(count));
            return;
        case 2:
            return repeat_items<uint16_t>(source, target, n, count);
        case 4:
            return repeat_items<uint32_t>(source, target, n, count);
        case 8:
            return repeat_items<uint64_t>(source, target, n, count);
        case 16:
            return repeat_items<Bytes16>(source, target, n, count);
        default:
            for (int64_t j = 0; j < n; j++) repeat_one(source + j * chunk, target + j * count * chunk, count, chunk);
    }
}

// A count, read once whatever the compiler would like.
int64_t read_count(const int64_t* count) noexcept { return *static_cast<const volatile int64_t*>(count); }

// The room of one row, or of a part of it: counts may change while they are read, so that each is held against it.
struct Room {
    char* next;
    char* end;
    int64_t chunks(int64_t bytes) const noexcept { return (end - next) / bytes; }
};

template <class T>
void repeat_counted_items(const char* source, Room* room, int64_t n, const int64_t* counts) noexcept {
    constexpr int64_t kSize = sizeof(T);
    // Items are written so often whatever the count says, and over again by the next: counts that vary then cost no
    // branch that nobody can foresee.
    constexpr int64_t kUnrolled = 4;
    char* next = room->next;
    for (int64_t j = 0; j < n; j++) {
        T item;
        std::memcpy(&item, source + j * kSize, kSize);
        const int64_t left = (room->end - next) / kSize;
        int64_t count = read_count(counts + j);
        count = count < 0 ? 0 : count > left ? left : count;
        if (left >= kUnrolled) {
            for (int64_t i = 0; i < kUnrolled; i++) std::memcpy(next + i * kSize, &item, kSize);
            for (int64_t i = kUnrolled; i < count; i++) std::memcpy(next + i * kSize, &item, kSize);
        } else {
            for (int64_t i = 0; i < count; i++) std::memcpy(next + i * kSize, &item, kSize);
        }
        next += count * kSize;
    }
    room->next = next;
}

void repeat_counted(const char* source, Room* room, int64_t n, const int64_t* counts, int64_t chunk) noexcept {
    switch (chunk) {
        case 1:
            return repeat_counted_items<uint8_t>(source, room, n, counts);
        case 2:
            return repeat_counted_items<uint16_t>(source, room, n, counts);
        case 4:
            return repeat_counted_items<uint32_t>(source, room, n, counts);
        case 8:
            return repeat_counted_items<uint64_t>(source, room, n, counts);
        case 16:
            return repeat_counted_items<Bytes16>(source, room, n, counts);
        default:
            for (int64_t j = 0; j < n; j++) {
                const int64_t count = std::clamp<int64_t>(read_count(counts + j), 0, room->chunks(chunk));
                for (int64_t i = 0; i < count; i++, room->next += chunk)
                    copy_bytes(source + j * chunk, room->next, chunk);
            }
    }
}

// Fills the room to its end: counts that grew smaller meanwhile must not leave another's bytes there.
void repeat_into(const RepeatCall& call, int64_t row, int64_t begin, int64_t end, char* from, char* to) noexcept {
    Room room{from, to};
    repeat_counted(call.source + (row * call.n + begin) * call.chunk, &room, end - begin, call.counts + begin,
                   call.chunk);
    std::memset(room.next, 0, static_cast<size_t>(room.end - room.next));
}

// The sum of counts as far as the row has room for them.
int64_t sum_of(const int64_t* counts, int64_t n, int64_t room) noexcept {
    int64_t sum = 0;
    for (int64_t i = 0; i < n; i++) sum += std::clamp<int64_t>(read_count(counts + i), 0, room - sum);
    return sum;
}

// One long row, in parts that threads share: each begins where the counts before it say.
void repeat_row_in_parts(ThreadPool& pool, const RepeatCall& call, int64_t row) noexcept {
    constexpr int64_t kMostParts = 64;
    const int64_t made = call.row_chunks_out * call.chunk;
    const int64_t parts = std::min({kMostParts, call.n, int64_t{4} * pool.threads(), made / kCopyGrain});
    char* target = call.target + row * made;
    if (parts < 2 || pool.threads() == 1) {
        repeat_into(call, row, 0, call.n, target, target + made);
        return;
    }
    int64_t first[kMostParts + 1];
    const auto begin_of = [&](int64_t part) { return call.n * part / parts; };
    pool.for_ranges(parts, 1, [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; i++) {
            first[i] = sum_of(call.counts + begin_of(i), begin_of(i + 1) - begin_of(i), call.row_chunks_out);
        }
    });
    int64_t sum = 0;
    for (int64_t i = 0; i < parts; i++) {
        const int64_t own = std::min(first[i], call.row_chunks_out - sum);
        first[i] = sum;
        sum += own;
    }
    first[parts] = call.row_chunks_out;
    pool.for_ranges(parts, 1, [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; i++) {
            repeat_into(call, row, begin_of(i), begin_of(i + 1), target + first[i] * call.chunk,
                        target + first[i + 1] * call.chunk);
        }
    });
}

}  // namespace

void run_pieces(const KernelTable& kernels, ThreadPool& pool, const PiecesCall& call) noexcept {
    const int64_t total = call.rows * call.row_bytes;
    if (total == 0) return;
    const ElementsFn elements = call.rows > 1 ? elements_of(call) : nullptr;
    if (elements != nullptr) {
        const int64_t grain = std::max<int64_t>(1, kCopyGrain / call.row_bytes);
        pool.for_ranges(call.rows, grain, [&](int64_t begin, int64_t end) { elements(call, begin, end); });
        return;
    }
    const bool stream = total >= kStreamBytes;
    if (total <= kCopyGrain) {
        copy_range(kernels, call, stream, 0, total);
        return;
    }
    pool.for_ranges(total, kCopyGrain,
                    [&](int64_t begin, int64_t end) { copy_range(kernels, call, stream, begin, end); });
}

void run_repeat(ThreadPool& pool, const RepeatCall& call) noexcept {
    if (call.rows == 0 || call.n == 0 || call.chunk == 0 || call.row_chunks_out == 0) return;
    if (call.counts == nullptr) {
        const int64_t made = call.chunk * call.count;
        pool.for_ranges(call.rows * call.n, std::max<int64_t>(1, kCopyGrain / made), [&](int64_t begin, int64_t end) {
            repeat_chunks(call.source + begin * call.chunk, call.target + begin * made, end - begin, call.count,
                          call.chunk);
        });
        return;
    }
    const int64_t made = call.row_chunks_out * call.chunk;
    if (made >= 2 * kCopyGrain) {
        for (int64_t row = 0; row < call.rows; row++) repeat_row_in_parts(pool, call, row);
        return;
    }
    pool.for_ranges(call.rows, std::max<int64_t>(1, kCopyGrain / made), [&](int64_t begin, int64_t end) {
        for (int64_t row = begin; row < end; row++) {
            repeat_into(call, row, 0, call.n, call.target + row * made, call.target + (row + 1) * made);
        }
    });
}

void run_triangle(ThreadPool& pool, const TriangleCall& call) noexcept {
    const int64_t lines = call.matrices * call.rows;
    if (lines == 0 || call.columns == 0) return;
    const int64_t line_bytes = call.columns * call.itemsize;
    pool.for_ranges(lines, std::max<int64_t>(1, kCopyGrain / line_bytes), [&](int64_t begin, int64_t end) {
        for (int64_t line = begin; line < end; line++) {
            // Row i keeps columns up to i + k (lower), or from i + k on.
            const int64_t first = line % call.rows + call.k + (call.lower ? 1 : 0);
            const int64_t edge = std::clamp<int64_t>(first, 0, call.columns) * call.itemsize;
            char* to = call.target + line * line_bytes;
            const char* from = call.source + line * line_bytes;
            const int64_t kept = call.lower ? 0 : edge;
            const int64_t kept_bytes = call.lower ? edge : line_bytes - edge;
            const int64_t cleared = call.lower ? edge : 0;
            if (from != to) std::memcpy(to + kept, from + kept, static_cast<size_t>(kept_bytes));
            std::memset(to + cleared, 0, static_cast<size_t>(line_bytes - kept_bytes));
        }
    });
}

}  // namespace strided
