#include "native/loops/masks.h"

#include <algorithm>
#include <atomic>
#include <cstring>

#include "native/memory/scratch.h"

namespace strided {
namespace {

// Elements of a mask that one thread takes at a time.
constexpr int64_t kPiece = 32768;

bool is_small(const ThreadPool& pool, int64_t n) noexcept { return pool.threads() == 1 || n < 4 * kPiece; }

// Where the chosen items of each piece begin.
class Starts {
  public:
    [[nodiscard]] bool count(const MaskKernels& kernels, ThreadPool& pool, const char* mask, int64_t n) noexcept {
        pieces_ = (n + kPiece - 1) / kPiece;
        starts_ = reinterpret_cast<int64_t*>(memory_.allocate((pieces_ + 1) * static_cast<int64_t>(sizeof(int64_t))));
        if (starts_ == nullptr) return false;
        pool.for_ranges(pieces_, 2, [&](int64_t begin, int64_t end) {
            for (int64_t i = begin; i < end; i++) {
                starts_[i] = kernels.count(mask + i * kPiece, std::min(kPiece, n - i * kPiece));
            }
        });
        int64_t sum = 0;
        for (int64_t i = 0; i < pieces_; i++) {
            const int64_t count = starts_[i];
            starts_[i] = sum;
            sum += count;
        }
        starts_[pieces_] = sum;
        return true;
    }
    int64_t pieces() const noexcept { return pieces_; }
    int64_t total() const noexcept { return starts_[pieces_]; }
    // Of `room` places, those that piece i may use.
    int64_t first(int64_t i, int64_t room) const noexcept { return std::min(starts_[i], room); }
    int64_t count(int64_t i, int64_t room) const noexcept { return first(i + 1, room) - first(i, room); }

  private:
    Scratch memory_;
    int64_t* starts_ = nullptr;
    int64_t pieces_ = 0;
};

// Turns places of a C-ordered array, ascending, into indices per axis.
class Unraveller {
  public:
    explicit Unraveller(const PositionsCall& call) noexcept : call_(call), columns_(call.shape[call.ndim - 1]) {}

    void write(const int64_t* places, int64_t n, int64_t* out) noexcept {
        const int last = call_.ndim - 1;
        for (int64_t k = 0; k < n; k++, out += call_.place_step) {
            const int64_t place = places[k];
            if (place - row_start_ >= columns_) move_to(place);
            for (int i = 0; i < last; i++) out[i * call_.axis_step] = row_[i];
            out[last * call_.axis_step] = place - row_start_;
        }
    }

    void move_to(int64_t place) noexcept {
        int64_t rest = place / columns_;
        row_start_ = rest * columns_;
        for (int i = call_.ndim - 2; i >= 0; i--) {
            row_[i] = rest % call_.shape[i];
            rest /= call_.shape[i];
        }
    }

  private:
    const PositionsCall& call_;
    int64_t columns_;
    int64_t row_start_ = 0;
    int64_t row_[kMaxDims] = {};
};

// The indices of one part of the mask, elements `begin` up to `end`, into the places from `at` on.
int64_t find_part(const MaskKernels& kernels, const PositionsCall& call, int64_t begin, int64_t end, int64_t at,
                  int64_t room) noexcept {
    if (call.ndim == 1 && call.place_step == 1) {
        return kernels.positions(call.mask + begin, end - begin, begin, call.out + at, room);
    }
    constexpr int64_t kBlock = 1024;
    int64_t places[kBlock];
    Unraveller unraveller(call);
    unraveller.move_to(begin);
    int64_t found = 0;
    for (int64_t i = begin; i < end && found < room; i += kBlock) {
        const int64_t n =
            kernels.positions(call.mask + i, std::min(kBlock, end - i), i, places, std::min(kBlock, room - found));
        unraveller.write(places, n, call.out + (at + found) * call.place_step);
        found += n;
    }
    return found;
}

}  // namespace

int64_t count_mask(const KernelTable& kernels, ThreadPool& pool, const char* mask, int64_t n) noexcept {
    const MaskKernels& masks = kernels.gather.mask;
    if (is_small(pool, n)) return masks.count(mask, n);
    std::atomic<int64_t> count{0};
    pool.for_ranges(n, 4 * kPiece, [&](int64_t begin, int64_t end) {
        count.fetch_add(masks.count(mask + begin, end - begin), std::memory_order_relaxed);
    });
    return count.load();
}

Status select_by_mask(const KernelTable& kernels, ThreadPool& pool, const char* mask, int64_t n, const char* src,
                      char* dst, int64_t room, int64_t itemsize, int64_t* chosen) noexcept {
    const MaskKernels& masks = kernels.gather.mask;
    if (is_small(pool, n)) {
        *chosen = masks.select(mask, n, src, dst, room, itemsize);
        if (*chosen < room) std::memset(dst + *chosen * itemsize, 0, static_cast<size_t>((room - *chosen) * itemsize));
        return Status::ok;
    }
    Starts starts;
    if (!starts.count(masks, pool, mask, n)) return Status::out_of_memory;
    pool.for_ranges(starts.pieces(), 1, [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; i++) {
            const int64_t from = i * kPiece;
            const int64_t places = starts.count(i, room);
            char* to = dst + starts.first(i, room) * itemsize;
            const int64_t written =
                masks.select(mask + from, std::min(kPiece, n - from), src + from * itemsize, to, places, itemsize);
            std::memset(to + written * itemsize, 0, static_cast<size_t>((places - written) * itemsize));
        }
    });
    *chosen = std::min(starts.total(), room);
    std::memset(dst + *chosen * itemsize, 0, static_cast<size_t>((room - *chosen) * itemsize));
    return Status::ok;
}

Status expand_by_mask(const KernelTable& kernels, ThreadPool& pool, const char* mask, int64_t n, const char* values,
                      int64_t available, char* dst, int64_t itemsize) noexcept {
    const MaskKernels& masks = kernels.gather.mask;
    if (is_small(pool, n)) {
        masks.expand(mask, n, values, available, dst, itemsize);
        return Status::ok;
    }
    Starts starts;
    if (!starts.count(masks, pool, mask, n)) return Status::out_of_memory;
    pool.for_ranges(starts.pieces(), 1, [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; i++) {
            const int64_t from = i * kPiece;
            masks.expand(mask + from, std::min(kPiece, n - from), values + starts.first(i, available) * itemsize,
                         starts.count(i, available), dst + from * itemsize, itemsize);
        }
    });
    return Status::ok;
}

void fill_by_mask(const KernelTable& kernels, ThreadPool& pool, const char* mask, int64_t n, const char* value,
                  char* dst, int64_t itemsize) noexcept {
    pool.for_ranges(n, 2 * kPiece, [&](int64_t begin, int64_t end) {
        kernels.gather.mask.fill(mask + begin, end - begin, value, dst + begin * itemsize, itemsize);
    });
}

Status find_positions(const KernelTable& kernels, ThreadPool& pool, const PositionsCall& call,
                      int64_t* found) noexcept {
    *found = 0;
    const MaskKernels& masks = kernels.gather.mask;
    const auto clear = [&](int64_t from, int64_t to) {
        for (int64_t k = from; k < to; k++) {
            for (int i = 0; i < call.ndim; i++) call.out[k * call.place_step + i * call.axis_step] = 0;
        }
    };
    if (call.n == 0 || call.ndim == 0) {
        clear(0, call.room);
        return Status::ok;
    }
    if (is_small(pool, call.n)) {
        *found = find_part(masks, call, 0, call.n, 0, call.room);
        clear(*found, call.room);
        return Status::ok;
    }
    Starts starts;
    if (!starts.count(masks, pool, call.mask, call.n)) return Status::out_of_memory;
    pool.for_ranges(starts.pieces(), 1, [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end; i++) {
            const int64_t first = starts.first(i, call.room);
            const int64_t places = starts.count(i, call.room);
            const int64_t stop = std::min(call.n, (i + 1) * kPiece);
            clear(first + find_part(masks, call, i * kPiece, stop, first, places), first + places);
        }
    });
    *found = std::min(starts.total(), call.room);
    clear(*found, call.room);
    return Status::ok;
}

}  // namespace strided
