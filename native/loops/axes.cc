#include "native/loops/axes.h"

#include <utility>

namespace strided {
namespace {

int64_t magnitude(int64_t stride) noexcept { return stride < 0 ? -stride : stride; }

void drop_unit_axes(Axes& axes) noexcept {
    int kept = 0;
    for (int i = 0; i < axes.ndim; i++) {
        if (axes.shape[i] == 1) continue;
        axes.shape[kept] = axes.shape[i];
        for (int k = 0; k < axes.operands; k++) axes.strides[k][kept] = axes.strides[k][i];
        kept++;
    }
    axes.ndim = kept;
}

// An axis is turned when no operand walks it forwards and at least one walks it backwards.
void turn_backward_axes(Axes& axes) noexcept {
    for (int i = 0; i < axes.ndim; i++) {
        bool forwards = false;
        bool backwards = false;
        for (int k = 0; k < axes.operands; k++) {
            forwards |= axes.strides[k][i] > 0;
            backwards |= axes.strides[k][i] < 0;
        }
        if (forwards || !backwards) continue;
        for (int k = 0; k < axes.operands; k++) {
            axes.data[k] += axes.strides[k][i] * (axes.shape[i] - 1);
            axes.strides[k][i] = -axes.strides[k][i];
        }
    }
}

// Whether axis i should stand outside axis j: asked operand by operand, the first that has an opinion decides.
bool belongs_inside(const Axes& axes, int i, int j, int first) noexcept {
    for (int n = 0; n < axes.operands; n++) {
        const int k = (first + n) % axes.operands;
        const int64_t a = magnitude(axes.strides[k][i]);
        const int64_t b = magnitude(axes.strides[k][j]);
        if (a == 0 || b == 0 || a == b) continue;
        return a < b;
    }
    return false;
}

void sort_axes(Axes& axes, int first) noexcept {
    // Insertion sort: stable, and ranks are small.
    for (int i = 1; i < axes.ndim; i++) {
        for (int j = i; j > 0 && belongs_inside(axes, j - 1, j, first); j--) {
            std::swap(axes.shape[j - 1], axes.shape[j]);
            for (int k = 0; k < axes.operands; k++) std::swap(axes.strides[k][j - 1], axes.strides[k][j]);
        }
    }
}

void merge_axes(Axes& axes) noexcept {
    int last = 0;
    for (int i = 1; i < axes.ndim; i++) {
        bool one_run = true;
        for (int k = 0; k < axes.operands; k++) {
            one_run &= axes.strides[k][last] == axes.strides[k][i] * axes.shape[i];
        }
        if (one_run) {
            axes.shape[last] *= axes.shape[i];
        } else {
            last++;
            axes.shape[last] = axes.shape[i];
        }
        for (int k = 0; k < axes.operands; k++) axes.strides[k][last] = axes.strides[k][i];
    }
    axes.ndim = axes.ndim == 0 ? 0 : last + 1;
}

}  // namespace

void optimize_axes(Axes& axes, int first) noexcept {
    drop_unit_axes(axes);
    if (axes.ndim > 0) {
        turn_backward_axes(axes);
        sort_axes(axes, first);
        merge_axes(axes);
    }
    if (axes.ndim == 0) {
        axes.ndim = 1;
        axes.shape[0] = 1;
        for (int k = 0; k < axes.operands; k++) axes.strides[k][0] = 0;
    }
}

}  // namespace strided
