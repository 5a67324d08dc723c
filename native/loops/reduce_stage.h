#pragma once
#include <cstdint>

#include "native/core/dtype.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/reduce_plan.h"

namespace strided {

bool is_aligned(const char* data, int ndim, const int64_t* strides, DType dtype) noexcept;

// Copies n items that may stand at any address.
void copy_items(int size, const char* src, int64_t src_stride, char* dst, int64_t dst_stride, int64_t n) noexcept;

// Sets n contiguous items to the one at `value`.
void fill_items(int size, const char* value, char* dst, int64_t n) noexcept;

// Brings elements into the form that a kernel takes: aligned, of its input dtype, and with a fill value where the
// mask is false.
struct ReduceStage {
    static constexpr int64_t kElements = 1024;

    const KernelTable* kernels;
    DType from;
    DType to;
    bool aligned;
    bool masked;

    bool needed() const noexcept { return from != to || !aligned || masked; }

    // Calls fold(staged block) for the parts of a block. Column j of the block is filled with the item at
    // fill + j · fill_step.
    template <class Fold>
    bool run(const ReduceBlock& block, const char* fill, int64_t fill_step, const Fold& fold) const noexcept {
        alignas(64) char buffer[kElements * kMaxItemSize];
        const int size = item_size(to);
        const int64_t row_reach = block.row_stride < 0 ? -block.row_stride : block.row_stride;
        const int64_t col_reach = block.col_stride < 0 ? -block.col_stride : block.col_stride;
        const bool by_row = block.cols > 1 && (block.rows == 1 || col_reach <= row_reach);
        const int64_t lines = by_row ? block.rows : block.cols;
        const int64_t length = by_row ? block.cols : block.rows;
        const int64_t width = length < kElements ? length : kElements;
        const int64_t height = kElements / width;
        for (int64_t x = 0; x < length; x += width) {
            const int64_t n = length - x < width ? length - x : width;
            for (int64_t y = 0; y < lines; y += height) {
                const int64_t m = lines - y < height ? lines - y : height;
                const int64_t row = by_row ? y : x;
                const int64_t col = by_row ? x : y;
                ReduceBlock part = block;
                part.in += row * block.row_stride + col * block.col_stride;
                part.mask += row * block.mask_row_stride + col * block.mask_col_stride;
                part.rows = by_row ? m : n;
                part.cols = by_row ? n : m;
                part.acc += col * block.acc_step;
                part.position += row;
                const char* fills = fill + col * fill_step;
                for (int64_t i = 0; i < m; i++) {
                    char* line = buffer + i * n * size;
                    const char* src = part.in + i * (by_row ? block.row_stride : block.col_stride);
                    load(src, by_row ? block.col_stride : block.row_stride, line, n);
                    if (!masked) continue;
                    const char* mask = part.mask + i * (by_row ? block.mask_row_stride : block.mask_col_stride);
                    blank(line, mask, by_row ? block.mask_col_stride : block.mask_row_stride,
                          by_row ? fills : fills + i * fill_step, by_row ? fill_step : 0, n);
                }
                part.in = buffer;
                part.row_stride = by_row ? n * size : size;
                part.col_stride = by_row ? size : n * size;
                if (!fold(part)) return false;
            }
        }
        return true;
    }

  private:
    void load(const char* src, int64_t stride, char* line, int64_t n) const noexcept;
    void blank(char* line, const char* mask, int64_t mask_stride, const char* fill, int64_t fill_step,
               int64_t n) const noexcept;
};

}  // namespace strided
