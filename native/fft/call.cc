#include "native/fft/call.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <new>

#include "native/fft/rows.h"
#include "native/fft/transform.h"
#include "native/loops/elementwise.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

// Transforms of this length or less go through tiles of many rows at once.
constexpr int64_t kShort = 48;

const FftKernels& kernels_of(const KernelTable& kernels, bool is_double) noexcept {
    return is_double ? kernels.fft_double : kernels.fft_float;
}

// The axes besides the transformed one: the last is the one whose neighbours lie closest; others that continue it are
// merged into it.
struct Batch {
    int ndim = 0;
    int64_t count = 1;
    int64_t length[kMaxDims], in[kMaxDims], out[kMaxDims];

    explicit Batch(const FftCall& call) noexcept {
        for (int i = 0; i < call.ndim; i++) {
            if (i == call.axis || call.shape[i] == 1) continue;
            int place = ndim++;
            const int64_t step = std::abs(call.out_strides[i]);
            for (; place > 0 && std::abs(out[place - 1]) < step; place--) move(place - 1, place);
            length[place] = call.shape[i];
            in[place] = call.in_strides[i];
            out[place] = call.out_strides[i];
            count *= call.shape[i];
        }
        int kept = 0;
        for (int i = 0; i < ndim; i++) {
            if (kept > 0 && in[kept - 1] == in[i] * length[i] && out[kept - 1] == out[i] * length[i]) {
                length[kept - 1] *= length[i];
                in[kept - 1] = in[i];
                out[kept - 1] = out[i];
            } else {
                move(i, kept++);
            }
        }
        ndim = kept;
        if (ndim == 0) {
            ndim = 1;
            length[0] = 1;
            in[0] = out[0] = 0;
        }
    }
    void move(int from, int to) noexcept {
        length[to] = length[from];
        in[to] = in[from];
        out[to] = out[from];
    }
    int64_t last() const noexcept { return length[ndim - 1]; }
    int64_t last_in() const noexcept { return in[ndim - 1]; }
    int64_t last_out() const noexcept { return out[ndim - 1]; }

    // Byte offsets of an index over all axes but the last.
    void offsets(int64_t index, int64_t* from, int64_t* to) const noexcept {
        *from = *to = 0;
        for (int i = ndim - 2; i >= 0; i--) {
            const int64_t place = index % length[i];
            index /= length[i];
            *from += place * in[i];
            *to += place * out[i];
        }
    }
};

// Runs body(in, out, rows) over groups of up to `group` neighbours on the last batch axis.
template <class Body>
bool over_groups(ThreadPool& pool, const Batch& batch, const FftCall& call, int64_t group, double cost, int64_t scratch,
                 const Body& body) noexcept {
    const int64_t per_run = (batch.last() + group - 1) / group;
    const int64_t groups = batch.count / batch.last() * per_run;
    const int64_t grain = std::max<int64_t>(1, static_cast<int64_t>(2 * kGrainNanoseconds / cost));
    std::atomic<bool> fine{true};
    pool.for_ranges(groups, grain, [&](int64_t begin, int64_t end) {
        constexpr int64_t kOwn = 48 << 10;
        alignas(64) char own[kOwn];
        Scratch memory;
        char* const work = scratch <= kOwn ? own : memory.allocate(scratch);
        if (work == nullptr) {
            fine = false;
            return;
        }
        for (int64_t i = begin; i < end; i++) {
            int64_t from, to;
            batch.offsets(i / per_run, &from, &to);
            const int64_t first = i % per_run * group;
            const int64_t rows = std::min(group, batch.last() - first);
            body(call.in + from + first * batch.last_in(), call.out + to + first * batch.last_out(), rows, work);
        }
    });
    return fine;
}

double cost_of(const FftRow& row) noexcept {
    const double n = static_cast<double>(row.plan->way == FftPlan::Way::chirp ? 6 * row.n : row.n);
    return 20 + n * std::log2(n + 1) * (row.is_double ? 0.3 : 0.18);
}

// Neighbouring columns of complex numbers, where they stand.
bool run_columns(const FftKernels& kernels, ThreadPool& pool, const Batch& batch, const FftCall& call,
                 const FftRow& row) noexcept {
    const int64_t item = 2 * row.part, n = call.n;
    // Rows of a tile as long as the second-level cache allows: memory is read in long pieces.
    const int64_t group = (n <= 512 ? 512 : n <= 1024 ? 256 : 128) / item;
    const int64_t in_row = call.in_strides[call.axis], out_row = call.out_strides[call.axis];
    // A single stage would read what it has written where the last vectors of a row overlap.
    const bool copies = row.plan->stages.count < 2 && call.in == call.out;
    const int64_t buffers = 4 * fft_buffer_parts(n, group) * row.part;
    return over_groups(
        pool, batch, call, group, cost_of(row) * static_cast<double>(group), buffers + (copies ? n * group * item : 0),
        [&](const char* in, char* out, int64_t columns, char* work) {
            FftSide source{const_cast<char*>(in), nullptr, in_row / row.part};
            if (copies) {
                char* const copy = work + buffers;
                for (int64_t i = 0; i < n; i++) {
                    std::memcpy(copy + i * columns * item, in + i * in_row, static_cast<size_t>(columns * item));
                }
                source = {copy, nullptr, 2 * columns};
            }
            kernels.run(row.plan->stages, source, {out, nullptr, out_row / row.part}, columns, row.scale, work);
        });
}

// Many short rows: turned into columns and back.
bool run_short(const FftKernels& kernels, ThreadPool& pool, const Batch& batch, const FftCall& call,
               const FftRow& row) noexcept {
    const int64_t item = 2 * row.part, n = call.n, group = 128 / item;
    const int64_t whole = fft_buffer_parts(n, group) * row.part;
    return over_groups(
        pool, batch, call, group, cost_of(row) * static_cast<double>(group), 6 * whole,
        [&](const char* in, char* out, int64_t rows, char* work) {
            // The second pair of buffers is not written before the first stage has read all.
            const int64_t size = fft_buffer_parts(n, rows) * row.part;
            char* const re = work + 2 * size;
            char* const end = work + 4 * whole;
            kernels.gather(in, batch.last_in() / row.part, rows, n, nullptr, re, re + size, rows, row.scale.in);
            kernels.run(row.plan->stages, {re, re + size, rows}, {end, end + size, rows}, rows, {1, 1, 1}, work);
            kernels.scatter(end, end + size, rows, rows, n, out, batch.last_out() / row.part, row.scale);
        });
}

// out[i][j] = in[i][j] of one size.
template <class Unit>
void copy_strided(const char* in, int64_t in_row, int64_t in_col, char* out, int64_t out_row, int64_t out_col,
                  int64_t rows, int64_t cols) noexcept {
    for (int64_t i = 0; i < rows; i++) {
        for (int64_t j = 0; j < cols; j++) {
            std::memcpy(out + i * out_row + j * out_col, in + i * in_row + j * in_col, sizeof(Unit));
        }
    }
}
void copy_items(int64_t item, const char* in, int64_t in_row, int64_t in_col, char* out, int64_t out_row,
                int64_t out_col, int64_t rows, int64_t cols) noexcept {
    if (item == 16) {
        copy_strided<char[16]>(in, in_row, in_col, out, out_row, out_col, rows, cols);
    } else if (item == 8) {
        copy_strided<char[8]>(in, in_row, in_col, out, out_row, out_col, rows, cols);
    } else {
        copy_strided<char[4]>(in, in_row, in_col, out, out_row, out_col, rows, cols);
    }
}

}  // namespace

Status fft_workspace(const KernelTable& kernels, FftPlans& plans, FftKind kind, bool is_double, int64_t n,
                     int64_t* bytes) noexcept {
    try {
        FftRow row;
        row.make(kernels_of(kernels, is_double), plans, kind, is_double, n, 1);
        *bytes = is_large(*row.plan) ? row.work_bytes() : 0;
        return Status::ok;
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
}

Status run_fft(const KernelTable& table, ThreadPool& pool, FftPlans& plans, const FftCall& call) noexcept {
    for (int i = 0; i < call.ndim; i++) {
        if (i != call.axis && call.shape[i] == 0) return Status::ok;
    }
    const FftKernels& kernels = kernels_of(table, call.is_double);
    FftRow row;
    try {
        row.make(kernels, plans, call.kind, call.is_double, call.n, call.factor);
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
    const Batch batch(call);
    const int64_t in_step = call.in_strides[call.axis], out_step = call.out_strides[call.axis];
    const bool in_packed = in_step == row.in_item || row.in_count == 1;
    const bool out_packed = out_step == row.out_item || row.out_count == 1;
    const bool is_complex = call.kind == FftKind::forward || call.kind == FftKind::inverse;
    const bool in_stages = is_complex && row.plan->way == FftPlan::Way::stages;
    const bool wide = batch.last() > 1 && in_stages;
    const bool whole_steps =
        (in_step | out_step | batch.last_in() | batch.last_out()) % row.part == 0;  // what sides count in
    if (wide && whole_steps && !(in_packed && out_packed && call.n > 1) && batch.last_in() == row.in_item &&
        batch.last_out() == row.out_item) {
        return run_columns(kernels, pool, batch, call, row) ? Status::ok : Status::out_of_memory;
    }
    if (wide && whole_steps && in_packed && out_packed && call.n <= kShort && batch.last() >= 4) {
        return run_short(kernels, pool, batch, call, row) ? Status::ok : Status::out_of_memory;
    }
    const bool packed = in_packed && out_packed;
    const int64_t in_bytes = (row.in_count * row.in_item + 63) / 64 * 64;
    const int64_t out_bytes = (row.out_count * row.out_item + 63) / 64 * 64;
    if (is_large(*row.plan)) {
        if (call.work_bytes < row.work_bytes()) return Status::bad_argument;
        Scratch copies;
        char* const own = packed ? nullptr : copies.allocate(in_bytes + out_bytes);
        if (!packed && own == nullptr) return Status::out_of_memory;
        for (int64_t i = 0; i < batch.count; i++) {
            int64_t from, to;
            batch.offsets(i / batch.last(), &from, &to);
            const char* in = call.in + from + i % batch.last() * batch.last_in();
            char* out = call.out + to + i % batch.last() * batch.last_out();
            if (packed) {
                if (!row.run(&pool, in, nullptr, out, nullptr, call.work)) return Status::out_of_memory;
                continue;
            }
            copy_items(row.in_item, in, 0, in_step, own, 0, row.in_item, 1, row.in_count);
            if (!row.run(&pool, own, nullptr, own + in_bytes, nullptr, call.work)) return Status::out_of_memory;
            copy_items(row.out_item, own + in_bytes, 0, row.out_item, out, 0, out_step, 1, row.out_count);
        }
        return Status::ok;
    }
    const int64_t work_bytes = row.work_bytes();
    if (packed) {
        // Real transforms of odd length go two at a time.
        const int64_t group = row.pairs() ? 2 : 1;
        const bool fine = over_groups(pool, batch, call, group, cost_of(row) * static_cast<double>(group), work_bytes,
                                      [&](const char* in, char* out, int64_t rows, char* work) {
                                          (void)row.run(nullptr, in, rows > 1 ? in + batch.last_in() : nullptr, out,
                                                        rows > 1 ? out + batch.last_out() : nullptr, work);
                                      });
        return fine ? Status::ok : Status::out_of_memory;
    }
    const int64_t group = 8;
    const bool fine = over_groups(
        pool, batch, call, group, 2 * cost_of(row) * static_cast<double>(group),
        work_bytes + group * (in_bytes + out_bytes), [&](const char* in, char* out, int64_t rows, char* work) {
            char* const ins = work + work_bytes;
            char* const outs = ins + group * in_bytes;
            // Along the axis last: the neighbours of a group lie together, if any do.
            copy_items(row.in_item, in, in_step, batch.last_in(), ins, row.in_item, in_bytes, row.in_count, rows);
            const int64_t step = row.pairs() ? 2 : 1;
            for (int64_t i = 0; i < rows; i += step) {
                const bool two = step == 2 && i + 1 < rows;
                (void)row.run(nullptr, ins + i * in_bytes, two ? ins + (i + 1) * in_bytes : nullptr,
                              outs + i * out_bytes, two ? outs + (i + 1) * out_bytes : nullptr, work);
            }
            copy_items(row.out_item, outs, row.out_item, out_bytes, out, out_step, batch.last_out(), row.out_count,
                       rows);
        });
    return fine ? Status::ok : Status::out_of_memory;
}

}  // namespace strided
