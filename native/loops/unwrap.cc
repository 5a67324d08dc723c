#include "native/loops/unwrap.h"

namespace strided {
namespace {

// About what an element takes.
constexpr double kNanoseconds = 3;
// Shorter lines are not worth a start each.
constexpr int64_t kLongEnough = 16;

int64_t distance(int64_t bytes) noexcept { return bytes < 0 ? -bytes : bytes; }

// The lines as a grid: `lines` of them side by side, and a place for each row of those.
struct Grid {
    UnwrapLines lines;
    int ndim = 0;
    int64_t rows = 1;
    int64_t shape[kMaxDims];
    int64_t in[kMaxDims];
    int64_t out[kMaxDims];
};

Grid grid_of(const UnwrapCall& call) noexcept {
    Grid grid;
    const auto axis = static_cast<size_t>(call.axis);
    grid.lines = {
        call.in.data, call.out.data, call.shape[axis], 1, false, call.in.strides[axis], call.out.strides[axis], 0, 0};
    bool is_taken[kMaxDims] = {};
    is_taken[axis] = true;
    // Side by side are the neighbours in memory, and all that go on as they begin.
    UnwrapLines& lines = grid.lines;
    for (;;) {
        int nearest = -1;
        for (int i = 0; i < call.ndim; i++) {
            if (is_taken[i] || call.shape[i] == 1) continue;
            if (nearest < 0 || distance(call.out.strides[i]) < distance(call.out.strides[nearest])) nearest = i;
        }
        if (nearest < 0) break;
        if (lines.lines == 1) {
            lines.in_beside = call.in.strides[nearest];
            lines.out_beside = call.out.strides[nearest];
        } else if (call.in.strides[nearest] != lines.in_beside * lines.lines ||
                   call.out.strides[nearest] != lines.out_beside * lines.lines) {
            break;
        }
        lines.lines *= call.shape[nearest];
        is_taken[nearest] = true;
    }
    for (int i = 0; i < call.ndim; i++) {
        if (is_taken[i] || call.shape[i] == 1) continue;
        grid.shape[grid.ndim] = call.shape[i];
        grid.in[grid.ndim] = call.in.strides[i];
        grid.out[grid.ndim++] = call.out.strides[i];
        grid.rows *= call.shape[i];
    }
    return grid;
}

}  // namespace

Status run_unwrap(const KernelTable& kernels, ThreadPool& pool, const UnwrapCall& call) noexcept {
    for (int i = 0; i < call.ndim; i++) {
        if (call.shape[i] == 0) return Status::ok;
    }
    const Grid grid = grid_of(call);
    const int64_t n = grid.lines.n;
    const int64_t width = grid.lines.lines;
    const bool is_beside =
        width > 1 && (distance(grid.lines.in_step) > distance(grid.lines.in_beside) || n < kLongEnough);
    // A part is what one thread takes at a time: as many lines as fill the cache lines that they share, or one.
    const int64_t part = is_beside ? kUnwrapLines : n < 1024 ? 1024 / n : 1;
    const int64_t parts = (width + part - 1) / part;
    const double cost = kNanoseconds * static_cast<double>(n) * static_cast<double>(part < width ? part : width);
    const auto grain = static_cast<int64_t>(kGrainNanoseconds / cost) + 1;
    pool.for_ranges(grid.rows * parts, grain, [&](int64_t begin, int64_t end) {
        for (int64_t k = begin; k < end; k++) {
            UnwrapLines lines = grid.lines;
            int64_t row = k / parts;
            for (int i = grid.ndim - 1; i >= 0; i--) {
                const int64_t index = row % grid.shape[i];
                row /= grid.shape[i];
                lines.in += index * grid.in[i];
                lines.out += index * grid.out[i];
            }
            const int64_t first = k % parts * part;
            lines.in += first * lines.in_beside;
            lines.out += first * lines.out_beside;
            lines.lines = width - first < part ? width - first : part;
            lines.is_beside = is_beside;
            kernels.statistics->unwrap(call.in.dtype, call.rule, lines);
        }
    });
    return Status::ok;
}

}  // namespace strided
