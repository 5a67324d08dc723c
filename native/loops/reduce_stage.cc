#include "native/loops/reduce_stage.h"

#include <cstring>

namespace strided {
namespace {

template <int kSize>
void copy_sized(const char* src, int64_t src_stride, char* dst, int64_t dst_stride, int64_t n) noexcept {
    if (src_stride == kSize && dst_stride == kSize) {
        std::memcpy(dst, src, static_cast<size_t>(n * kSize));
        return;
    }
    for (int64_t i = 0; i < n; i++) std::memcpy(dst + i * dst_stride, src + i * src_stride, kSize);
}

template <int kSize>
void blank_sized(char* line, const char* mask, int64_t mask_stride, const char* fill, int64_t fill_step,
                 int64_t n) noexcept {
    for (int64_t i = 0; i < n; i++) {
        const char* chosen = mask[i * mask_stride] != 0 ? line + i * kSize : fill + i * fill_step;
        std::memmove(line + i * kSize, chosen, kSize);
    }
}

}  // namespace

bool is_aligned(const char* data, int ndim, const int64_t* strides, DType dtype) noexcept {
    uint64_t bits = reinterpret_cast<uintptr_t>(data);
    for (int i = 0; i < ndim; i++) bits |= static_cast<uint64_t>(strides[i]);
    return bits % static_cast<uint64_t>(item_alignment(dtype)) == 0;
}

void copy_items(int size, const char* src, int64_t src_stride, char* dst, int64_t dst_stride, int64_t n) noexcept {
    switch (size) {
        case 1:
            return copy_sized<1>(src, src_stride, dst, dst_stride, n);
        case 2:
            return copy_sized<2>(src, src_stride, dst, dst_stride, n);
        case 4:
            return copy_sized<4>(src, src_stride, dst, dst_stride, n);
        case 8:
            return copy_sized<8>(src, src_stride, dst, dst_stride, n);
        default:
            return copy_sized<16>(src, src_stride, dst, dst_stride, n);
    }
}

void fill_items(int size, const char* value, char* dst, int64_t n) noexcept {
    copy_items(size, value, 0, dst, size, n);
}

void ReduceStage::load(const char* src, int64_t stride, char* line, int64_t n) const noexcept {
    const int size = item_size(from);
    const CastFn cast = kernels->casts[static_cast<int>(from)][static_cast<int>(to)];
    if (from == to) {
        copy_items(size, src, stride, line, size, n);
    } else if (aligned) {
        cast(src, stride, line, item_size(to), n);
    } else {
        alignas(64) char copied[kElements * kMaxItemSize];
        copy_items(size, src, stride, copied, size, n);
        cast(copied, size, line, item_size(to), n);
    }
}

void ReduceStage::blank(char* line, const char* mask, int64_t mask_stride, const char* fill, int64_t fill_step,
                        int64_t n) const noexcept {
    switch (item_size(to)) {
        case 1:
            return blank_sized<1>(line, mask, mask_stride, fill, fill_step, n);
        case 2:
            return blank_sized<2>(line, mask, mask_stride, fill, fill_step, n);
        case 4:
            return blank_sized<4>(line, mask, mask_stride, fill, fill_step, n);
        case 8:
            return blank_sized<8>(line, mask, mask_stride, fill, fill_step, n);
        default:
            return blank_sized<16>(line, mask, mask_stride, fill, fill_step, n);
    }
}

}  // namespace strided
