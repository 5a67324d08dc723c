#include "native/loops/scan.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <thread>

#include "native/loops/axes.h"
#include "native/loops/reduce_stage.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

constexpr int64_t kBlock = 8 * kScanSegment;  // elements that are buffered at a time
constexpr int64_t kRowTile = 1024;            // columns whose last row stays in the first-level cache
constexpr int64_t kLineChunk = 16 * kBlock;   // elements of a long line that a thread takes at a time
constexpr int64_t kFewSteps = 8;              // lines shorter than this are cheaper as rows
constexpr int64_t kFewColumns = 8;

// The axes beside the scanned one, and the scanned one.
struct ScanPlan {
    const KernelTable* kernels;
    const ScanLoop* scan;
    const ElementwiseLoop* step;
    DType dtype;
    DType scan_in;
    DType in_dtype, out_dtype;
    bool in_aligned, out_aligned;
    int64_t length, in_stride, out_stride;
    Axes axes;  // operand 0: in, 1: out

    const char* in_at(int64_t line) const noexcept { return axes.data[0] + offset(0, axes.ndim - 1, line); }
    char* out_at(int64_t line) const noexcept { return axes.data[1] + offset(1, axes.ndim - 1, line); }
    // Of place `number` among the axes 0..last in C order.
    int64_t offset(int k, int last, int64_t number) const noexcept {
        int64_t bytes = 0;
        for (int i = last; i >= 0; i--) {
            bytes += number % axes.shape[i] * axes.strides[k][i];
            number /= axes.shape[i];
        }
        return bytes;
    }
};

// Reads items of any alignment and stride as packed ones of another dtype.
void load(const KernelTable& kernels, DType from, bool aligned, const char* src, int64_t stride, DType to, char* dst,
          int64_t n) noexcept {
    const CastFn cast = kernels.casts[static_cast<int>(from)][static_cast<int>(to)];
    if (aligned) return cast(src, stride, dst, item_size(to), n);
    alignas(64) char items[kBlock * kMaxItemSize];
    for (int64_t i = 0; i < n; i += kBlock) {
        const int64_t m = std::min(kBlock, n - i);
        copy_items(item_size(from), src + i * stride, stride, items, item_size(from), m);
        cast(items, item_size(from), dst + i * item_size(to), item_size(to), m);
    }
}

void save(const KernelTable& kernels, DType from, const char* src, DType to, bool aligned, char* dst, int64_t stride,
          int64_t n) noexcept {
    const CastFn cast = kernels.casts[static_cast<int>(from)][static_cast<int>(to)];
    if (aligned) return cast(src, item_size(from), dst, stride, n);
    alignas(64) char items[kBlock * kMaxItemSize];
    for (int64_t i = 0; i < n; i += kBlock) {
        const int64_t m = std::min(kBlock, n - i);
        cast(src + i * item_size(from), item_size(from), items, item_size(to), m);
        copy_items(item_size(to), items, item_size(to), dst + i * stride, stride, m);
    }
}

// A part of one line. A whole number of blocks stands before it.
struct LineScan {
    const ScanPlan& plan;
    bool direct_in, direct_out;

    explicit LineScan(const ScanPlan& p) noexcept
        : plan(p),
          direct_in(p.in_dtype == p.scan_in && p.in_aligned && (p.in_stride == item_size(p.scan_in) || p.length == 1)),
          direct_out(p.out_dtype == p.dtype && p.out_aligned && (p.out_stride == item_size(p.dtype) || p.length == 1)) {
    }

    void run(const char* in, char* out, int64_t n, char* carry, bool begin) const noexcept {
        if (direct_in && direct_out) return plan.scan->run(in, out, n, carry, begin);
        alignas(64) char source[kBlock * kMaxItemSize];
        alignas(64) char target[kBlock * kMaxItemSize];
        for (int64_t i = 0; i < n; i += kBlock) {
            const int64_t m = std::min(kBlock, n - i);
            const char* from = packed(in + i * plan.in_stride, m, source);
            char* to = out + i * plan.out_stride;
            plan.scan->run(from, direct_out ? to : target, m, carry, begin && i == 0);
            if (!direct_out) {
                save(*plan.kernels, plan.dtype, target, plan.out_dtype, plan.out_aligned, to, plan.out_stride, m);
            }
        }
    }

    void totals(const char* in, int64_t n, char* folds) const noexcept {
        if (direct_in) return plan.scan->totals(in, n, folds);
        alignas(64) char source[kBlock * kMaxItemSize];
        for (int64_t i = 0; i < n; i += kBlock) {
            const char* from = packed(in + i * plan.in_stride, kBlock, source);
            plan.scan->totals(from, kBlock, folds + i / kScanSegment * item_size(plan.dtype));
        }
    }

  private:
    const char* packed(const char* in, int64_t n, char* buffer) const noexcept {
        if (direct_in) return in;
        load(*plan.kernels, plan.in_dtype, plan.in_aligned, in, plan.in_stride, plan.scan_in, buffer, n);
        return buffer;
    }
};

// One long line over threads, chunk by chunk: a thread folds the segments of the next chunk that nobody has taken,
// waits for the result before it (which is there as soon as the chunks before were folded), tells the one after it, and
// scans the chunk, which is in its cache by then.
Status scan_long_line(ThreadPool& pool, const ScanPlan& plan, const char* in, char* out) noexcept {
    const LineScan line(plan);
    const int size = item_size(plan.dtype);
    const int64_t chunk = kLineChunk;
    const int64_t chunks = (plan.length + chunk - 1) / chunk;
    const int64_t segments = chunk / kScanSegment;
    Scratch folds_memory, carries_memory;
    char* folds = folds_memory.allocate(chunks * segments * size);
    char* carries = carries_memory.allocate(chunks * kMaxItemSize);
    if (folds == nullptr || carries == nullptr) return Status::out_of_memory;
    std::atomic<int64_t> taken{0};
    std::atomic<int64_t> known{0};  // chunks whose carry is told
    pool.for_ranges(pool.threads(), 1, [&](int64_t, int64_t) {
        for (int64_t c = taken.fetch_add(1); c < chunks; c = taken.fetch_add(1)) {
            const int64_t first = c * chunk;
            char* own = folds + c * segments * size;
            char* carry = carries + c * kMaxItemSize;
            if (c + 1 < chunks) line.totals(in + first * plan.in_stride, chunk, own);
            while (known.load(std::memory_order_acquire) < c) std::this_thread::yield();
            if (c + 1 < chunks) {
                char* after = carry + kMaxItemSize;
                if (c > 0) std::memcpy(after, carry, kMaxItemSize);
                plan.scan->advance(own, segments, after, c == 0);
                known.store(c + 1, std::memory_order_release);
            }
            line.run(in + first * plan.in_stride, out + first * plan.out_stride, std::min(chunk, plan.length - first),
                     carry, c == 0);
        }
    });
    return Status::ok;
}

Status scan_lines(ThreadPool& pool, const ScanPlan& plan) noexcept {
    const int64_t lines = plan.axes.size();
    const double cost = plan.scan->cost + (LineScan(plan).direct_in ? 0.0 : 0.5);
    const double line_cost = cost * static_cast<double>(plan.length) + 10;
    if (plan.scan->totals != nullptr && pool.threads() > 1 && lines < 2 * pool.threads() &&
        line_cost > 4 * kGrainNanoseconds && plan.length >= 32 * kBlock) {
        for (int64_t i = 0; i < lines; i++) {
            const Status status = scan_long_line(pool, plan, plan.in_at(i), plan.out_at(i));
            if (status != Status::ok) return status;
        }
        return Status::ok;
    }
    const int64_t grain = std::max<int64_t>(1, static_cast<int64_t>(kGrainNanoseconds / line_cost));
    pool.for_ranges(lines, grain, [&](int64_t begin, int64_t end) {
        const LineScan line(plan);
        alignas(16) char carry[kMaxItemSize] = {};
        for (int64_t i = begin; i < end; i++) line.run(plan.in_at(i), plan.out_at(i), plan.length, carry, true);
    });
    return Status::ok;
}

// Rows of at most kRowTile columns, each from the one before.
void scan_rows_of(const ScanPlan& plan, const char* in, int64_t in_col, char* out, int64_t out_col,
                  int64_t cols) noexcept {
    const int size = item_size(plan.dtype);
    const bool direct_in = plan.in_dtype == plan.dtype && plan.in_aligned;
    const bool direct_out = plan.out_dtype == plan.dtype && plan.out_aligned;
    alignas(64) char source[kRowTile * kMaxItemSize];
    alignas(64) char row[kRowTile * kMaxItemSize];
    const char* before = row;
    for (int64_t i = 0; i < plan.length; i++, in += plan.in_stride, out += plan.out_stride) {
        char* to = direct_out ? out : row;
        if (i == 0) {
            // An input that is the output stands there already.
            if (!(direct_in && direct_out && in == out)) {
                load(*plan.kernels, plan.in_dtype, plan.in_aligned, in, in_col, plan.dtype, row, cols);
                if (direct_out) save(*plan.kernels, plan.dtype, row, plan.dtype, true, out, out_col, cols);
            }
        } else {
            if (!direct_in) load(*plan.kernels, plan.in_dtype, plan.in_aligned, in, in_col, plan.dtype, source, cols);
            char* const data[3] = {const_cast<char*>(before), direct_in ? const_cast<char*>(in) : source, to};
            const int64_t strides[3] = {direct_out ? out_col : size, direct_in ? in_col : size,
                                        direct_out ? out_col : size};
            plan.step->run(data, strides, cols);
        }
        if (!direct_out) save(*plan.kernels, plan.dtype, row, plan.out_dtype, plan.out_aligned, out, out_col, cols);
        before = to;
    }
}

void scan_rows(ThreadPool& pool, const ScanPlan& plan) noexcept {
    const Axes& axes = plan.axes;
    const int last = axes.ndim - 1;
    const int64_t cols = axes.shape[last];
    // Columns that lie apart take a cache line each.
    const int64_t reach = std::max(std::abs(axes.strides[0][last]), std::abs(axes.strides[1][last]));
    const int64_t width = reach > 64 ? 128 : kRowTile;
    const int64_t tiles = (cols + width - 1) / width;
    const int64_t units = axes.size() / cols * tiles;
    const double tile_cost =
        (plan.step->cost + 0.5) * static_cast<double>(plan.length) * static_cast<double>(std::min(cols, width));
    const int64_t grain = std::max<int64_t>(1, static_cast<int64_t>(kGrainNanoseconds / (tile_cost + 10)));
    pool.for_ranges(units, grain, [&](int64_t begin, int64_t end) {
        for (int64_t u = begin; u < end; u++) {
            const int64_t first = u % tiles * width;
            const int64_t outer = u / tiles;
            const char* in = axes.data[0] + plan.offset(0, last - 1, outer) + first * axes.strides[0][last];
            char* out = axes.data[1] + plan.offset(1, last - 1, outer) + first * axes.strides[1][last];
            scan_rows_of(plan, in, axes.strides[0][last], out, axes.strides[1][last], std::min(width, cols - first));
        }
    });
}

}  // namespace

Status run_scan(const KernelTable& kernels, ThreadPool& pool, const ScanCall& call) noexcept {
    ScanPlan plan;
    plan.kernels = &kernels;
    plan.scan = call.scan;
    plan.step = call.step;
    plan.dtype = call.dtype;
    plan.scan_in = call.scan == nullptr ? call.dtype : static_cast<DType>(dtype_of_letter(call.scan->signature[0]));
    plan.in_dtype = call.in.dtype;
    plan.out_dtype = call.out.dtype;
    plan.length = call.shape[call.axis];
    plan.in_stride = call.in.strides[call.axis];
    plan.out_stride = call.out.strides[call.axis];
    plan.in_aligned = is_aligned(call.in.data, call.ndim, call.in.strides, call.in.dtype);
    plan.out_aligned = is_aligned(call.out.data, call.ndim, call.out.strides, call.out.dtype);
    Axes& axes = plan.axes;
    axes.operands = 2;
    axes.data[0] = call.in.data;
    axes.data[1] = call.out.data;
    for (int i = 0; i < call.ndim; i++) {
        if (call.shape[i] == 0) return Status::ok;
        if (i == call.axis) continue;
        axes.shape[axes.ndim] = call.shape[i];
        axes.strides[0][axes.ndim] = call.in.strides[i];
        axes.strides[1][axes.ndim] = call.out.strides[i];
        axes.ndim++;
    }
    optimize_axes(axes, 0);
    const int last = axes.ndim - 1;
    const int64_t cols = axes.shape[last];
    const int64_t across = std::abs(axes.strides[0][last]);
    const bool closer = across < std::abs(plan.in_stride) || plan.length < kFewSteps;
    if (call.scan == nullptr || (cols >= kFewColumns && closer)) {
        scan_rows(pool, plan);
        return Status::ok;
    }
    return scan_lines(pool, plan);
}

}  // namespace strided
