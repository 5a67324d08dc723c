#pragma once
#include <cstdint>

#include "native/core/status.h"
#include "native/kernels/kernel_table.h"
#include "native/loops/elementwise.h"

namespace strided {

// a[index[i]] = op(a[index[i]], b[i]) for i = 0, 1, … one after another (ufunc.at): an index that comes twice is
// operated on twice.
struct AtCall {
    const AtLoop* fast;           // nullptr: `step` on one element after another
    const ElementwiseLoop* step;  // one operand or two, one result
    int nin;
    const DType* dtypes;  // of `step`: operands, then the result
    DType dtype;          // of the array
    char* a;              // address of index 0
    int64_t stride;       // bytes from one index to the next
    int64_t length;       // indices −length … length − 1 are inside
    const int64_t* index;
    bool stable;    // the indices cannot change during the call
    const char* b;  // of dtypes[1], aligned; unread for one operand
    int64_t b_stride;
    int64_t n;
};

// Returns −1, or the place of the first index that is outside; nothing is written then.
int64_t run_at(const KernelTable& kernels, const AtCall& call) noexcept;

}  // namespace strided
