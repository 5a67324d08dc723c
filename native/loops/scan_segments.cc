#include "native/loops/scan_segments.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "native/loops/axes.h"
#include "native/loops/reduce_stage.h"

namespace strided {
namespace {

constexpr int64_t kTile = 512;   // columns folded together
constexpr int64_t kLanes = 512;  // elements of a line folded side by side
constexpr int64_t kLongLine = 64;
constexpr int64_t kScanned = 1024;  // elements that a scan goes over at a time

struct Segments {
    const SegmentsCall& call;
    const KernelTable& kernels;
    Axes axes;  // operand 0: in, 1: out, 2: mask; the folded axis left out
    int64_t length, in_step, out_step, mask_step;
    DType acc;
    bool by_line;  // columns are folded one by one, many elements at a time

    int64_t offset(int k, int last, int64_t number) const noexcept {
        int64_t bytes = 0;
        for (int i = last; i >= 0; i--) {
            bytes += number % axes.shape[i] * axes.strides[k][i];
            number /= axes.shape[i];
        }
        return bytes;
    }

    // `first` was checked, but may be in memory that JavaScript shares with other threads: looked at once more.
    void bounds(int64_t s, int64_t* first, int64_t* end) const noexcept {
        *first = 0;
        *end = length;
        if (call.starts == nullptr) return;
        *first = std::clamp<int64_t>(call.starts[s], 0, length - 1);
        *end = s + 1 < call.segments ? std::min(call.starts[s + 1], length) : length;
        if (*end <= *first) *end = *first + 1;
    }

    // Every line for itself, kTile segments at a time.
    void fold_lines(ThreadPool& pool) const noexcept {
        const int64_t blocks = (call.segments + kTile - 1) / kTile;
        const double elements = static_cast<double>(length) / static_cast<double>(blocks);
        const double each = call.fold != nullptr ? call.fold->cost : 1.0;
        const double cost = static_cast<double>(std::min(call.segments, kTile)) * 6 + elements * each;
        const int64_t grain = std::max<int64_t>(1, static_cast<int64_t>(kGrainNanoseconds / cost));
        pool.for_ranges(axes.size() * blocks, grain, [&](int64_t begin, int64_t end) {
            int64_t starts[kTile + 1];
            for (int64_t u = begin; u < end; u++) {
                const int64_t first = u % blocks * kTile;
                const int64_t n = std::min(kTile, call.segments - first);
                for (int64_t i = 0; i < n; i++) {
                    starts[i] = call.starts == nullptr ? 0 : std::clamp<int64_t>(call.starts[first + i], 0, length - 1);
                }
                const int64_t after = first + n;
                starts[n] = after < call.segments ? std::clamp<int64_t>(call.starts[after], 0, length) : length;
                const int64_t place = u / blocks;
                call.line->run(axes.data[1] + offset(1, axes.ndim - 1, place) + first * out_step, out_step, starts,
                               axes.data[0] + offset(0, axes.ndim - 1, place), in_step, n);
            }
        });
    }

    // Whether an element that is folded in is below zero.
    bool has_negative(int64_t s, const char* in, int64_t in_col, const char* mask, int64_t mask_col,
                      int64_t cols) const noexcept {
        const AnyNegativeFn any_negative = kernels.any_negative[static_cast<int>(acc)];
        if (any_negative == nullptr) return false;
        int64_t first, end;
        bounds(s, &first, &end);
        for (int64_t i = first + (call.seeded ? 0 : 1); i < end; i++) {
            const char* row = in + i * in_step;
            if (!call.masked) {
                if (any_negative(row, in_col, cols)) return true;
                continue;
            }
            const char* takes = mask + i * mask_step;
            for (int64_t j = 0; j < cols; j++) {
                if (takes[j * mask_col] != 0 && any_negative(row + j * in_col, 0, 1)) return true;
            }
        }
        return false;
    }

    void run(int64_t s, const char* in, int64_t in_col, char* out, int64_t out_col, const char* mask, int64_t mask_col,
             int64_t cols) const noexcept {
        int64_t first, end;
        bounds(s, &first, &end);
        in += first * in_step;
        out += s * out_step;
        if (call.fold != nullptr) {
            fold(in, in_col, end - first, out, out_col, cols);
        } else if (by_line) {
            for (int64_t j = 0; j < cols; j++) {
                if (call.associative && (call.scan == nullptr || end - first >= kLongLine)) {
                    fold_line(in + j * in_col, end - first, out + j * out_col);
                } else {
                    scan_line(in + j * in_col, end - first, out + j * out_col);
                }
            }
        } else {
            join(in, in_col, end - first, out, out_col, mask, mask_col, cols);
        }
    }

  private:
    void write(const char* values, char* out, int64_t out_col, int64_t cols) const noexcept {
        kernels.casts[static_cast<int>(acc)][static_cast<int>(call.out.dtype)](values, item_size(acc), out, out_col,
                                                                               cols);
    }

    void fold(const char* in, int64_t in_col, int64_t rows, char* out, int64_t out_col, int64_t cols) const noexcept {
        alignas(64) char values[kTile * kMaxItemSize];
        const int size = item_size(acc);
        fill_items(size, static_cast<const char*>(call.fold->neutral), values, cols);
        call.fold->fold_rows(in, in_step, rows, in_col, cols, values, size);
        write(values, out, out_col, cols);
    }

    // acc = step(acc, row), row after row.
    void join(const char* in, int64_t in_col, int64_t rows, char* out, int64_t out_col, const char* mask,
              int64_t mask_col, int64_t cols) const noexcept {
        alignas(64) char values[kTile * kMaxItemSize];
        alignas(64) char joined[kTile * kMaxItemSize];
        const int size = item_size(acc);
        const int64_t first = call.seeded ? 0 : 1;
        if (call.seeded) {
            kernels.casts[static_cast<int>(call.out.dtype)][static_cast<int>(acc)](out, out_col, values, size, cols);
        } else {
            kernels.casts[static_cast<int>(acc)][static_cast<int>(acc)](in, in_col, values, size, cols);
        }
        for (int64_t i = first; i < rows; i++) {
            char* const data[3] = {values, const_cast<char*>(in + i * in_step), call.masked ? joined : values};
            const int64_t strides[3] = {size, in_col, size};
            call.step->run(data, strides, cols);
            if (!call.masked) continue;
            const char* takes = mask + i * mask_step;
            for (int64_t j = 0; j < cols; j++) {
                if (takes[j * mask_col] != 0) {
                    std::memcpy(values + j * size, joined + j * size, static_cast<size_t>(size));
                }
            }
        }
        write(values, out, out_col, cols);
    }

    // One line of an associative operation: kLanes elements at a time, then halves of what is left.
    void fold_line(const char* in, int64_t n, char* out) const noexcept {
        const int size = item_size(acc);
        alignas(64) char values[kLanes * kMaxItemSize];
        int64_t width = std::min(n, kLanes);
        kernels.casts[static_cast<int>(acc)][static_cast<int>(acc)](in, in_step, values, size, width);
        for (int64_t i = width; i < n; i += width) apply(values, in + i * in_step, in_step, std::min(width, n - i));
        while (width > 1) {
            const int64_t half = (width + 1) / 2;
            apply(values, values + half * size, size, width - half);
            width = half;
        }
        if (call.seeded) {
            alignas(16) char seed[kMaxItemSize];
            kernels.casts[static_cast<int>(call.out.dtype)][static_cast<int>(acc)](out, 0, seed, size, 1);
            apply(seed, values, size, 1);
            return write(seed, out, size, 1);
        }
        write(values, out, size, 1);
    }

    // One line in the order of its elements: the last result of a running fold.
    void scan_line(const char* in, int64_t n, char* out) const noexcept {
        const int size = item_size(acc);
        const CastFn pack = kernels.casts[static_cast<int>(acc)][static_cast<int>(acc)];
        alignas(64) char values[kScanned * kMaxItemSize];
        alignas(64) char results[kScanned * kMaxItemSize];
        alignas(16) char carry[kMaxItemSize] = {};
        if (call.seeded) kernels.casts[static_cast<int>(call.out.dtype)][static_cast<int>(acc)](out, 0, carry, size, 1);
        for (int64_t i = 0; i < n; i += kScanned) {
            const int64_t m = std::min(kScanned, n - i);
            const char* from = in + i * in_step;
            if (in_step != size) {
                pack(from, in_step, values, size, m);
                from = values;
            }
            call.scan->run(from, results, m, carry, i == 0 && !call.seeded);
        }
        write(carry, out, size, 1);
    }

    void apply(char* values, const char* with, int64_t step, int64_t n) const noexcept {
        char* const data[3] = {values, const_cast<char*>(with), values};
        const int64_t strides[3] = {item_size(acc), step, item_size(acc)};
        call.step->run(data, strides, n);
    }
};

}  // namespace

int64_t find_bad_start(const int64_t* starts, int64_t segments, int64_t length) noexcept {
    for (int64_t s = 0; s < segments; s++) {
        if (starts[s] < 0 || starts[s] >= length) return s;
    }
    return -1;
}

Status run_segments(const KernelTable& kernels, ThreadPool& pool, const SegmentsCall& call) noexcept {
    Segments parts{call, kernels, {}, 0, 0, 0, 0, call.dtype, false};
    if (call.fold != nullptr) parts.acc = static_cast<DType>(dtype_of_letter(call.fold->signature[3]));
    parts.length = call.shape[call.axis];
    parts.in_step = call.in.strides[call.axis];
    parts.out_step = call.out.strides[call.axis];
    parts.mask_step = call.masked ? call.mask.strides[call.axis] : 0;
    Axes& axes = parts.axes;
    axes.operands = call.masked ? 3 : 2;
    axes.data[0] = call.in.data;
    axes.data[1] = call.out.data;
    axes.data[2] = call.mask.data;
    for (int i = 0; i < call.ndim; i++) {
        if (i == call.axis) continue;
        if (call.shape[i] == 0) return Status::ok;
        axes.shape[axes.ndim] = call.shape[i];
        axes.strides[0][axes.ndim] = call.in.strides[i];
        axes.strides[1][axes.ndim] = call.out.strides[i];
        if (call.masked) axes.strides[2][axes.ndim] = call.mask.strides[i];
        axes.ndim++;
    }
    if (call.segments == 0) return Status::ok;
    // A fold of no elements has no first one.
    if (parts.length == 0) return call.seeded ? Status::ok : Status::bad_argument;
    optimize_axes(axes, 0);
    const int last = axes.ndim - 1;
    const int64_t cols = axes.shape[last];
    const int64_t across = std::abs(axes.strides[0][last]);
    const bool long_lines = parts.length >= kLongLine && (cols == 1 || std::abs(parts.in_step) < across);
    const bool scanned = call.scan != nullptr && (long_lines || cols == 1);
    parts.by_line = call.fold == nullptr && !call.masked && (scanned || (call.associative && long_lines));
    if (call.line != nullptr && (cols == 1 || std::abs(parts.in_step) <= across)) {
        parts.fold_lines(pool);
        return Status::ok;
    }
    const int64_t width = across > 64 && call.fold == nullptr ? 64 : kTile;
    const int64_t tiles = (cols + width - 1) / width;
    const int64_t units = axes.size() / cols * tiles * call.segments;
    const double each = static_cast<double>(parts.length) / static_cast<double>(call.segments) + 1;
    const double cost = call.fold != nullptr ? call.fold->cost : call.step->cost + (cols == 1 ? 1.5 : 0.0);
    const double unit_cost = cost * each * static_cast<double>(std::min(cols, width)) + 20;
    const int64_t grain = std::max<int64_t>(1, static_cast<int64_t>(kGrainNanoseconds / unit_cost));
    const auto visit = [&](int64_t begin, int64_t end, const auto& body) {
        int64_t place = begin / call.segments;
        int64_t s = begin % call.segments;
        for (int64_t u = begin; u < end; place++, s = 0) {
            const int64_t first = place % tiles * width;
            const int64_t outer = place / tiles;
            const char* in = axes.data[0] + parts.offset(0, last - 1, outer) + first * axes.strides[0][last];
            char* out = axes.data[1] + parts.offset(1, last - 1, outer) + first * axes.strides[1][last];
            const char* mask = nullptr;
            if (call.masked) mask = axes.data[2] + parts.offset(2, last - 1, outer) + first * axes.strides[2][last];
            for (; s < call.segments && u < end; s++, u++) {
                if (!body(s, in, out, mask, std::min(width, cols - first))) return false;
            }
        }
        return true;
    };
    const int64_t in_col = axes.strides[0][last];
    const int64_t out_col = axes.strides[1][last];
    const int64_t mask_col = call.masked ? axes.strides[2][last] : 0;
    if (call.refuses_negative) {
        const bool fine = visit(0, units, [&](int64_t s, const char* in, char*, const char* mask, int64_t n) noexcept {
            return !parts.has_negative(s, in, in_col, mask, mask_col, n);
        });
        if (!fine) return Status::negative_power;
    }
    pool.for_ranges(units, grain, [&](int64_t begin, int64_t end) {
        visit(begin, end, [&](int64_t s, const char* in, char* out, const char* mask, int64_t n) noexcept {
            parts.run(s, in, in_col, out, out_col, mask, mask_col, n);
            return true;
        });
    });
    return Status::ok;
}

}  // namespace strided
