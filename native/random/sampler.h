#pragma once
#include "native/core/status.h"
#include "native/loops/thread_pool.h"
#include "native/random/draw.h"
#include "native/random/integers.h"
#include "native/random/order.h"

namespace strided {

// All that can be drawn from one kind of bit generator. The binding finds distributions by their place in `draws`; the
// list is the same for every kind.
struct DrawEntry {
    // "normal dd->d": parameters are d (double) or l (int64), results d, f (float) or l.
    const char* name;
    void (*run)(StateBlock*, const DrawCall&, ThreadPool&) noexcept;
};

enum class Rows { Multinomial, Marginals, Balls, Dirichlet, LegacyDirichlet, Stick };

// Vectors of d entries, one per element of `shape`; weights and counts are broadcast to it.
struct RowsCall {
    Rows law;
    int ndim;
    int64_t shape[kMaxDims];
    char* out;  // int64 or double, packed, zero where the law asks for it
    int64_t d;
    const char* weights;  // packed rows; p and alpha: double; colors: int64
    int64_t weight_strides[kMaxDims];
    const double* tails;  // of a stick
    const char* counts;   // the number of trials or of drawn balls
    int64_t count_strides[kMaxDims];
    int64_t total;   // balls in all
    int64_t* balls;  // their colors

    // Calls f(row, offset of its weights, its count) in C order.
    template <class F>
    void for_each(const F& f) const noexcept {
        int64_t index[kMaxDims] = {};
        int64_t weight_at = 0, count_at = 0;
        for (int i = 0; i < ndim; i++) {
            if (shape[i] == 0) return;
        }
        for (int64_t row = 0;; row++) {
            int64_t count = 0;
            if (counts != nullptr) std::memcpy(&count, counts + count_at, sizeof(count));
            f(row, weight_at, count);
            int axis = ndim - 1;
            for (; axis >= 0; axis--) {
                weight_at += weight_strides[axis];
                count_at += count_strides[axis];
                if (++index[axis] < shape[axis]) break;
                weight_at -= weight_strides[axis] * shape[axis];
                count_at -= count_strides[axis] * shape[axis];
                index[axis] = 0;
            }
            if (axis < 0) return;
        }
    }
};

struct ShuffleCall {
    char* data;
    int64_t n;
    int64_t stride;
    int itemsize;
    bool masked;
    bool each;     // every run along the axis by itself (permuted)
    bool counted;  // packed int64 that becomes 0 … n − 1 first
    Slab slice;
};

struct Sampler {
    const DrawEntry* draws;
    int draw_count;
    void (*integers)(StateBlock*, const IntegersCall&, ThreadPool&) noexcept;
    void (*raw)(StateBlock*, uint64_t* out, int64_t n) noexcept;
    void (*shuffle)(StateBlock*, const ShuffleCall&) noexcept;
    // The last `size` of 0 … population − 1 in `index` after as many steps of a shuffle.
    void (*shuffle_tail)(StateBlock*, int64_t* index, int64_t population, int64_t size) noexcept;
    void (*floyd)(StateBlock*, int64_t population, int64_t size, uint64_t* set, uint64_t mask, int64_t* out) noexcept;
    void (*rows)(StateBlock*, const RowsCall&) noexcept;
};

const Sampler& pcg64_sampler() noexcept;
const Sampler& pcg64_dxsm_sampler() noexcept;
const Sampler& philox_sampler() noexcept;
const Sampler& sfc64_sampler() noexcept;
const Sampler& mt19937_sampler() noexcept;

inline const Sampler& sampler_of(CoreKind kind) noexcept {
    switch (kind) {
        case CoreKind::Pcg64:
            return pcg64_sampler();
        case CoreKind::Pcg64Dxsm:
            return pcg64_dxsm_sampler();
        case CoreKind::Philox:
            return philox_sampler();
        case CoreKind::Sfc64:
            return sfc64_sampler();
        default:
            return mt19937_sampler();
    }
}

}  // namespace strided
