#pragma once
#include <cstdint>

#include "native/core/limits.h"

namespace strided {

inline constexpr int kMaxIterated = kMaxOperands + 1;  // and a mask

// The axes of several operands that are walked together.
struct Axes {
    int ndim = 0;
    int operands = 0;
    int64_t shape[kMaxDims];
    char* data[kMaxIterated];
    int64_t strides[kMaxIterated][kMaxDims];  // bytes

    int64_t size() const noexcept {
        int64_t n = 1;
        for (int i = 0; i < ndim; i++) n *= shape[i];
        return n;
    }
};

// Rewrites the axes for the fastest walk that touches the same elements: drops axes of length 1, turns axes that run
// backwards everywhere, orders them so that the last has the smallest strides, and merges those that are one run.
// Only for operations that do not depend on the order of the elements. `first` is the operand asked first about order.
void optimize_axes(Axes& axes, int first) noexcept;

// The bytes an operand can touch: [low, high).
struct Extent {
    const char* low;
    const char* high;
    bool overlaps(const Extent& other) const noexcept { return low < other.high && other.low < high; }
};
inline Extent extent_of(const char* data, int ndim, const int64_t* shape, const int64_t* strides,
                        int item_size) noexcept {
    Extent extent{data, data + item_size};
    for (int i = 0; i < ndim; i++) {
        if (shape[i] == 0) return {data, data};
        const int64_t reach = strides[i] * (shape[i] - 1);
        if (reach < 0) {
            extent.low += reach;
        } else {
            extent.high += reach;
        }
    }
    return extent;
}

}  // namespace strided
