#include "native/loops/tile.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "native/loops/reduce_stage.h"

namespace strided {
namespace {

void call_kernel(const TilePlan& plan, char* const* data, const int64_t* strides, int64_t n) noexcept {
    if (plan.loop != nullptr) {
        plan.loop->run(data, strides, n);
        return;
    }
    const CastFn cast = plan.kernels->casts[static_cast<int>(plan.dtype[0])][static_cast<int>(plan.dtype[1])];
    cast(data[0], strides[0], data[1], strides[1], n);
}

template <int kSize>
void copy_where(const char* src, char* dst, int64_t dst_stride, const char* mask, int64_t mask_stride,
                int64_t n) noexcept {
    for (int64_t i = 0; i < n; i++) {
        if (mask[i * mask_stride] != 0) std::memcpy(dst + i * dst_stride, src + i * kSize, kSize);
    }
}

void copy_masked(int size, const char* src, char* dst, int64_t dst_stride, const char* mask, int64_t mask_stride,
                 int64_t n) noexcept {
    switch (size) {
        case 1:
            return copy_where<1>(src, dst, dst_stride, mask, mask_stride, n);
        case 2:
            return copy_where<2>(src, dst, dst_stride, mask, mask_stride, n);
        case 4:
            return copy_where<4>(src, dst, dst_stride, mask, mask_stride, n);
        case 8:
            return copy_where<8>(src, dst, dst_stride, mask, mask_stride, n);
        default:
            return copy_where<16>(src, dst, dst_stride, mask, mask_stride, n);
    }
}

}  // namespace

void DirectTiles::run(const TilePosition& at) noexcept {
    const int operands = plan_.nin + plan_.nout;
    char* data[kMaxIterated];
    bool one_run = true;
    for (int k = 0; k < operands; k++) {
        data[k] = plan_.data[k] + at.offset[k] + at.row * plan_.row_stride[k] + at.col * plan_.col_stride[k];
        one_run &= plan_.row_stride[k] == plan_.col_stride[k] * at.cols;
    }
    if (at.rows == 1 || one_run) {
        call_kernel(plan_, data, plan_.col_stride, at.rows * at.cols);
        return;
    }
    for (int64_t r = 0; r < at.rows; r++) {
        call_kernel(plan_, data, plan_.col_stride, at.cols);
        for (int k = 0; k < operands; k++) data[k] += plan_.row_stride[k];
    }
}

BufferedTiles::BufferedTiles(const TilePlan& plan) noexcept : plan_(plan) {
    int64_t bytes = 0;
    for (int k = 0; k < plan.nin + plan.nout; k++) {
        bytes = std::max<int64_t>({bytes, item_size(plan.dtype[k]), item_size(plan.loop_dtype[k])});
    }
    bytes *= plan.tile_rows * plan.tile_cols;
    const bool fits = bytes <= kTileElements * kMaxItemSize;
    const int64_t step = (bytes + 63) / 64 * 64;
    char* panels = fits ? nullptr : panels_.allocate(step * (kMaxIterated + 1));
    for (int k = 0; k < kMaxIterated; k++) buffers_[k] = fits ? own_[k] : panels + k * step;
    staging_ = fits ? own_[kMaxIterated] : (panels == nullptr ? nullptr : panels + kMaxIterated * step);
}

void BufferedTiles::gather(int k, const char* source, const TilePosition& at) noexcept {
    Gathered& held = gathered_[k];
    if (plan_.row_stride[k] == 0 && held.source == source && held.cols == at.cols && held.rows >= at.rows) return;
    held = {source, at.rows, at.cols};

    const int from = static_cast<int>(plan_.dtype[k]);
    const int to = static_cast<int>(plan_.loop_dtype[k]);
    const int size = item_size(plan_.dtype[k]);
    const int64_t row_stride = plan_.row_stride[k];
    const int64_t col_stride = plan_.col_stride[k];
    const int64_t n = at.rows * at.cols;
    char* buffer = buffers_[k];
    char* copied = from == to ? buffer : staging_;
    if (!plan_.aligned[k]) {
        for (int64_t r = 0; r < at.rows; r++) {
            copy_items(size, source + r * row_stride, col_stride, copied + r * at.cols * size, size, at.cols);
        }
    } else if (from == to || (row_stride != 0 && std::abs(row_stride) < std::abs(col_stride))) {
        plan_.kernels->copy_2d(source, row_stride, col_stride, copied, at.cols * size, at.rows, at.cols, size);
    } else {
        const CastFn cast = plan_.kernels->casts[from][to];
        const int to_size = item_size(plan_.loop_dtype[k]);
        if (at.rows == 1 || row_stride == col_stride * at.cols) {
            cast(source, col_stride, buffer, to_size, n);
        } else {
            for (int64_t r = 0; r < at.rows; r++) {
                cast(source + r * row_stride, col_stride, buffer + r * at.cols * to_size, to_size, at.cols);
            }
        }
        return;
    }
    if (row_stride == size && at.rows * size >= 64) {
        // The lines that follow in each column are the next panel's, and no prefetcher sees that coming.
        const char* next = source + at.rows * size;
        for (int64_t c = 0; c < at.cols; c++) {
            for (int64_t byte = 0; byte < at.rows * size; byte += 64) __builtin_prefetch(next + c * col_stride + byte);
        }
    }
    if (from != to) plan_.kernels->casts[from][to](copied, size, buffer, item_size(plan_.loop_dtype[k]), n);
}

void BufferedTiles::scatter(int k, char* target, const TilePosition& at, const char* mask, int64_t mask_row_stride,
                            int64_t mask_col_stride) noexcept {
    const int from = static_cast<int>(plan_.loop_dtype[k]);
    const int to = static_cast<int>(plan_.dtype[k]);
    const int size = item_size(plan_.dtype[k]);
    const int64_t row_stride = plan_.row_stride[k];
    const int64_t col_stride = plan_.col_stride[k];
    const bool staged = from != to && (mask != nullptr || !plan_.aligned[k]);
    const char* result = buffers_[k];
    if (staged) {
        plan_.kernels->casts[from][to](result, item_size(plan_.loop_dtype[k]), staging_, size, at.rows * at.cols);
        result = staging_;
    }
    const int result_size = staged ? size : item_size(plan_.loop_dtype[k]);
    for (int64_t r = 0; r < at.rows; r++) {
        char* row = target + r * row_stride;
        const char* values = result + r * at.cols * result_size;
        if (mask != nullptr) {
            copy_masked(size, values, row, col_stride, mask + r * mask_row_stride, mask_col_stride, at.cols);
        } else if (!plan_.aligned[k]) {
            copy_items(size, values, size, row, col_stride, at.cols);
        } else {
            plan_.kernels->casts[from][to](values, result_size, row, col_stride, at.cols);
        }
    }
}

void BufferedTiles::run(const TilePosition& at) noexcept {
    const int operands = plan_.nin + plan_.nout;
    char* place[kMaxIterated];
    char* data[kMaxIterated];
    int64_t row_stride[kMaxIterated];
    int64_t col_stride[kMaxIterated];
    for (int k = 0; k < operands + (plan_.masked ? 1 : 0); k++) {
        place[k] = plan_.data[k] + at.offset[k] + at.row * plan_.row_stride[k] + at.col * plan_.col_stride[k];
    }
    const int size = item_size(plan_.dtype[0]);
    if (plan_.loop == nullptr && !plan_.masked && plan_.dtype[0] == plan_.dtype[1] && plan_.aligned[0] &&
        plan_.aligned[1] && plan_.col_stride[1] == size) {
        plan_.kernels->copy_2d(place[0], plan_.row_stride[0], plan_.col_stride[0], place[1], plan_.row_stride[1],
                               at.rows, at.cols, size);
        return;
    }
    bool one_run = true;
    for (int k = 0; k < operands + (plan_.masked ? 1 : 0); k++) {
        if (plan_.buffered[k]) {
            if (k < plan_.nin) gather(k, place[k], at);
            data[k] = buffers_[k];
            col_stride[k] = item_size(plan_.loop_dtype[k]);
            row_stride[k] = col_stride[k] * at.cols;
        } else {
            data[k] = place[k];
            col_stride[k] = plan_.col_stride[k];
            row_stride[k] = plan_.row_stride[k];
        }
        if (k < operands) one_run &= row_stride[k] == col_stride[k] * at.cols;
    }
    if (at.rows == 1 || one_run) {
        call_kernel(plan_, data, col_stride, at.rows * at.cols);
    } else {
        char* row[kMaxIterated];
        for (int k = 0; k < operands; k++) row[k] = data[k];
        for (int64_t r = 0; r < at.rows; r++) {
            call_kernel(plan_, row, col_stride, at.cols);
            for (int k = 0; k < operands; k++) row[k] += row_stride[k];
        }
    }
    const int m = operands;
    for (int k = plan_.nin; k < operands; k++) {
        if (!plan_.buffered[k]) continue;
        if (plan_.masked) {
            scatter(k, place[k], at, place[m], plan_.row_stride[m], plan_.col_stride[m]);
        } else {
            scatter(k, place[k], at, nullptr, 0, 0);
        }
    }
}

}  // namespace strided
