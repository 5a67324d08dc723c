#include "native/loops/reduce_repeat.h"

#include <algorithm>

namespace strided {

RepeatedAxes::RepeatedAxes(int ndim, const int64_t* shape, const Operand& in, const Operand* mask,
                           const Operand& out) noexcept {
    for (int i = 0; i < ndim; i++) {
        const bool repeats = in.strides[i] == 0 && (mask == nullptr || mask->strides[i] == 0);
        if (shape[i] > 1 && repeats && out.strides[i] != 0) axes[count++] = i;
    }
}

void RepeatedAxes::leave_out(int64_t* shape) const noexcept {
    for (int k = 0; k < count; k++) shape[axes[k]] = 1;
}

Status RepeatedAxes::fill(const KernelTable& kernels, ThreadPool& pool, int ndim, const int64_t* shape,
                          const Operand& out) const noexcept {
    int64_t filled[kMaxDims];
    for (int i = 0; i < ndim; i++) {
        if (shape[i] == 0 && out.strides[i] != 0) return Status::ok;
        // A reduced axis has one place, be it empty or not.
        filled[i] = out.strides[i] == 0 ? 1 : shape[i];
    }
    leave_out(filled);
    for (int k = 0; k < count; k++) {
        const int axis = axes[k];
        ElementwiseCall copy;
        copy.loop = nullptr;
        copy.nin = 1;
        copy.nout = 1;
        copy.masked = false;
        copy.ndim = ndim;
        std::copy_n(filled, ndim, copy.shape);
        copy.shape[axis] = shape[axis] - 1;
        copy.operands[0] = out;
        copy.operands[0].strides[axis] = 0;
        copy.operands[1] = out;
        copy.operands[1].data = out.data + out.strides[axis];
        const Status status = run_elementwise(kernels, pool, copy);
        if (status != Status::ok) return status;
        filled[axis] = shape[axis];
    }
    return Status::ok;
}

}  // namespace strided
