#pragma once
#include <cstdint>

#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/thread_pool.h"

namespace strided {

// Bytes of one source that stand in a row of a result: `bytes` from `source` on, `row_stride` further in the next row.
struct Piece {
    const char* source;
    int64_t row_stride;
    int64_t bytes;
};

// Fills `rows` rows of `target`, each with all pieces one behind another. Sources and target do not overlap.
struct PiecesCall {
    static constexpr int kMaxPieces = 64;
    int64_t rows;
    int64_t row_bytes;  // of all pieces together
    char* target;
    int64_t target_row_stride;
    int piece_count;
    Piece pieces[kMaxPieces];
};
void run_pieces(const KernelTable& kernels, ThreadPool& pool, const PiecesCall& call) noexcept;

// rows × n chunks of `chunk` bytes, chunk j of a row `count` times, or counts[j] times. Contiguous, no overlap. Counts
// are held against the row's room as they are read: another thread may write shared memory meanwhile.
struct RepeatCall {
    int64_t rows;
    int64_t n;
    int64_t chunk;
    int64_t count;
    const int64_t* counts;   // nullptr: `count` for all
    int64_t row_chunks_out;  // chunks in a row of the target
    const char* source;
    char* target;
};
void run_repeat(ThreadPool& pool, const RepeatCall& call) noexcept;

// Contiguous matrices: what stands above the k-th diagonal (`lower`), or below it, becomes zero, the rest is copied
// from `source`, or stays as it is where that is the target.
struct TriangleCall {
    int64_t matrices;
    int64_t rows;
    int64_t columns;
    int64_t k;
    bool lower;
    int64_t itemsize;
    const char* source;
    char* target;
};
void run_triangle(ThreadPool& pool, const TriangleCall& call) noexcept;

}  // namespace strided
