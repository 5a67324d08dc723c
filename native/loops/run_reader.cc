#include "native/loops/run_reader.h"

#include <cstring>

#include "native/loops/reduce_stage.h"

namespace strided {

RunReader::RunReader(const KernelTable& kernels, const char* data, int64_t stride, DType from, DType to) noexcept
    : data_(data),
      stride_(stride),
      from_size_(item_size(from)),
      to_size_(item_size(to)),
      aligned_(is_aligned(data, 1, &stride, from)),
      in_place_(from == to && aligned_ && stride == from_size_),
      cast_(kernels.casts[static_cast<int>(from)][static_cast<int>(to)]) {}

void RunReader::copy(int64_t first, int64_t n, void* buffer) const noexcept {
    const char* from = data_ + first * stride_;
    char* to = static_cast<char*>(buffer);
    if (in_place_) {
        std::memcpy(to, from, static_cast<size_t>(n * to_size_));
    } else if (aligned_) {
        cast_(from, stride_, to, to_size_, n);
    } else {
        alignas(64) char items[kPart * kMaxItemSize];
        copy_items(from_size_, from, stride_, items, from_size_, n);
        cast_(items, from_size_, to, to_size_, n);
    }
}

const void* RunReader::read(int64_t first, int64_t n, void* buffer) const noexcept {
    if (in_place_) return data_ + first * stride_;
    copy(first, n, buffer);
    return buffer;
}

}  // namespace strided
