#include "native/loops/multi_index.h"

#include <algorithm>
#include <mutex>

namespace strided {
namespace {

constexpr int64_t kGrain = 16384;
// An axis that no index array reaches the end of: the kernels then let all integers pass, negative ones moved by it.
constexpr int64_t kEndless = int64_t{1} << 62;

// Blocks of places along the last axis, after axes were merged that all arrays walk as one.
class Blocks {
  public:
    Blocks(int ndim, const int64_t* shape, const IndexArray* arrays, int count) noexcept
        : arrays_(arrays), count_(count) {
        for (int i = 0; i < ndim; i++) {
            if (shape[i] == 1) continue;
            if (axes_ > 0 && continues(axis_[axes_ - 1], i, shape[i])) {
                lengths_[axes_ - 1] *= shape[i];
                axis_[axes_ - 1] = i;
            } else {
                lengths_[axes_] = shape[i];
                axis_[axes_++] = i;
            }
        }
        inner_ = axes_ > 0 ? lengths_[axes_ - 1] : 1;
        per_row_ = (inner_ + kIndexBlock - 1) / kIndexBlock;
        total_ = per_row_;
        for (int i = 0; i + 1 < axes_; i++) total_ *= lengths_[i];
    }

    int64_t total() const noexcept { return total_; }
    int64_t grain() const noexcept { return std::max<int64_t>(1, kGrain / std::max<int64_t>(1, inner_)); }
    // The place of a block's first index in C order, and how many there are.
    int64_t first(int64_t number) const noexcept {
        return number / per_row_ * inner_ + number % per_row_ * kIndexBlock;
    }
    int64_t size(int64_t number) const noexcept {
        return std::min(kIndexBlock, inner_ - number % per_row_ * kIndexBlock);
    }
    int64_t step(int k) const noexcept { return axes_ > 0 ? arrays_[k].strides[axis_[axes_ - 1]] : 0; }
    const char* data(int k, int64_t number) const noexcept {
        const IndexArray& array = arrays_[k];
        const char* data = array.data + number % per_row_ * kIndexBlock * step(k);
        int64_t rest = number / per_row_;
        for (int i = axes_ - 2; i >= 0; i--) {
            data += rest % lengths_[i] * array.strides[axis_[i]];
            rest /= lengths_[i];
        }
        return data;
    }

  private:
    bool continues(int axis, int next, int64_t length) const noexcept {
        for (int k = 0; k < count_; k++) {
            if (arrays_[k].strides[axis] != arrays_[k].strides[next] * length) return false;
        }
        return true;
    }

    const IndexArray* arrays_;
    int count_;
    int axes_ = 0;
    int64_t lengths_[kMaxDims];
    int axis_[kMaxDims];  // whose strides a merged axis has
    int64_t inner_;
    int64_t per_row_;
    int64_t total_;
};

// The first bad index of all threads.
class First {
  public:
    void note(const BadIndex& bad) noexcept {
        const std::lock_guard<std::mutex> lock(mutex_);
        if (!met_ || bad.place < bad_.place) bad_ = bad;
        met_ = true;
    }
    Status status(BadIndex* bad) const noexcept {
        if (!met_) return Status::ok;
        *bad = bad_;
        return Status::bad_index;
    }

  private:
    std::mutex mutex_;
    bool met_ = false;
    BadIndex bad_{};
};

// Reads n indices that must be in [0, length); what is bad is told with its place among them.
bool read_places(const KernelTable& kernels, const IndexArray& array, const char* data, int64_t step, int64_t n,
                 int64_t length, int64_t* places, BadIndex* bad) noexcept {
    std::fill(places, places + n, 0);
    const IndexAxis endless{kEndless, 1, IndexMode::raise};
    double value;
    const int64_t at = kernels.gather.indices[static_cast<int>(array.dtype)](data, step, n, endless, places, &value);
    if (at >= 0) {
        bad->place = at;
        bad->value = value;
        return false;
    }
    bool outside = false;
    for (int64_t i = 0; i < n; i++) outside |= places[i] >= length;
    if (!outside) return true;
    for (int64_t i = 0; i < n; i++) {
        if (places[i] < length) continue;
        bad->place = i;
        // A negative one comes out near the far end.
        bad->value = static_cast<double>(places[i] >= kEndless / 2 ? places[i] - kEndless : places[i]);
        break;
    }
    return false;
}

// Quotient and rest by a number that stays the same: the product with its inverse is the quotient, or one less.
class Divider {
  public:
    explicit Divider(int64_t by) noexcept : by_(static_cast<uint64_t>(by)), inverse_(by_ < 2 ? 0 : UINT64_MAX / by_) {}
    uint64_t divide(uint64_t value, uint64_t* rest) const noexcept {
        if (by_ < 2) {
            *rest = 0;
            return value;
        }
        const uint64_t low = static_cast<uint64_t>((static_cast<unsigned __int128>(value) * inverse_) >> 64);
        const uint64_t left = value - low * by_;
        const bool more = left >= by_;
        *rest = more ? left - by_ : left;
        return low + more;
    }

  private:
    uint64_t by_;
    uint64_t inverse_;
};

}  // namespace

Status ravel_indices(const KernelTable& kernels, ThreadPool& pool, const RavelCall& call, BadIndex* bad) noexcept {
    const Blocks blocks(call.ndim, call.shape, call.indices, call.count);
    First first;
    pool.for_ranges(blocks.total(), blocks.grain(), [&](int64_t begin, int64_t end) {
        int64_t places[kIndexBlock];
        for (int64_t number = begin; number < end; number++) {
            const int64_t n = blocks.size(number);
            int64_t* out = call.out + blocks.first(number);
            if (!call.accumulate) std::fill(out, out + n, 0);
            for (int k = 0; k < call.count; k++) {
                const IndexArray& array = call.indices[k];
                const char* data = blocks.data(k, number);
                BadIndex found{k, 0, 0};
                bool good;
                if (array.axis.mode == IndexMode::raise && !call.from_end[k]) {
                    good = read_places(kernels, array, data, blocks.step(k), n, array.axis.length, places, &found);
                    const int64_t step = array.axis.step;
                    for (int64_t i = 0; good && i < n; i++) out[i] += places[i] * step;
                } else {
                    found.place = kernels.gather.indices[static_cast<int>(array.dtype)](data, blocks.step(k), n,
                                                                                        array.axis, out, &found.value);
                    good = found.place < 0;
                }
                if (good) continue;
                found.place += blocks.first(number);
                first.note(found);
                return;
            }
        }
    });
    return first.status(bad);
}

Status unravel_places(const KernelTable& kernels, ThreadPool& pool, const UnravelCall& call, BadIndex* bad) noexcept {
    const Blocks blocks(call.ndim, call.shape, &call.places, 1);
    First first;
    pool.for_ranges(blocks.total(), blocks.grain(), [&](int64_t begin, int64_t end) {
        int64_t places[kIndexBlock];
        for (int64_t number = begin; number < end; number++) {
            const int64_t n = blocks.size(number);
            const int64_t at = blocks.first(number);
            BadIndex found{0, 0, 0};
            if (!read_places(kernels, call.places, blocks.data(0, number), blocks.step(0), n, call.size, places,
                             &found)) {
                found.place += at;
                first.note(found);
                return;
            }
            for (int axis = 0; axis < call.axis_count; axis++) {
                int64_t* out = call.axes[axis].out + at;
                if (axis + 1 == call.axis_count) {
                    std::copy(places, places + n, out);
                    break;
                }
                const Divider divider(call.axes[axis].length);
                for (int64_t i = 0; i < n; i++) {
                    uint64_t rest;
                    places[i] = static_cast<int64_t>(divider.divide(static_cast<uint64_t>(places[i]), &rest));
                    out[i] = static_cast<int64_t>(rest);
                }
            }
        }
    });
    return first.status(bad);
}

}  // namespace strided
