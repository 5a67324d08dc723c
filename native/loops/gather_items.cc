#include "native/loops/gather_items.h"

#include <algorithm>
#include <atomic>
#include <cstring>

namespace strided {
namespace {

// Items that are worth a thread.
constexpr int64_t kGrain = 32768;

struct Bytes16 {
    uint64_t parts[2];
};

// Whether all indices lie in [-length, length): the sign bit of one of the two differences tells of one that does not.
template <class I>
bool all_inside(const I* index, int64_t n, int64_t length) noexcept {
    uint64_t signs = 0;
    const uint64_t size = static_cast<uint64_t>(length);
    for (int64_t i = 0; i < n; i++) {
        const uint64_t value = static_cast<uint64_t>(static_cast<int64_t>(index[i]));
        signs |= (value + size) | (size - 1 - value);
    }
    return static_cast<int64_t>(signs) >= 0;
}

// An index counted from the begin; it is read once, so that what is checked is what is used.
template <class I>
[[gnu::always_inline]] inline uint64_t counted(const I* index, int64_t length) noexcept {
    const int64_t value = *static_cast<const volatile I*>(index);
    return static_cast<uint64_t>(value + (value < 0 ? length : 0));
}

template <class T>
[[gnu::always_inline]] inline void copy_item(const char* from, char* to) noexcept {
    T item;
    std::memcpy(&item, from, sizeof(T));
    std::memcpy(to, &item, sizeof(T));
}

template <class I, class T>
bool gather_part(const ItemsCall& call, int64_t begin, int64_t end) noexcept {
    const I* index = reinterpret_cast<const I*>(call.index);
    const uint64_t length = static_cast<uint64_t>(call.length);
    const int64_t step = call.step;
    const char* a = call.a;
    char* to = call.dense + begin * call.dense_step;
    bool outside = false;
    for (int64_t i = begin; i < end; i++, to += call.dense_step) {
        uint64_t place = counted(index + i, call.length);
        const bool bad = place >= length;
        outside |= bad;
        place = bad ? 0 : place;
        copy_item<T>(a + static_cast<int64_t>(place) * step, to);
    }
    return !outside;
}

template <class I, class T>
void scatter_all(const ItemsCall& call, int64_t begin, int64_t end) noexcept {
    const I* index = reinterpret_cast<const I*>(call.index);
    const uint64_t length = static_cast<uint64_t>(call.length);
    const int64_t step = call.step;
    const int64_t dense_step = call.dense_step;
    char* a = call.a;
    const char* from = call.dense + begin * dense_step;
    for (int64_t i = begin; i < end; i++, from += dense_step) {
        const uint64_t place = counted(index + i, call.length);
        if (place < length) copy_item<T>(from, a + static_cast<int64_t>(place) * step);
    }
}

template <class I, class T>
bool move_of(ThreadPool& pool, const ItemsCall& call) noexcept {
    std::atomic<bool> inside{true};
    if (!call.scatter) {
        pool.for_ranges(call.n, kGrain, [&](int64_t begin, int64_t end) {
            if (!gather_part<I, T>(call, begin, end)) inside.store(false, std::memory_order_relaxed);
        });
        return inside.load();
    }
    pool.for_ranges(call.n, 4 * kGrain, [&](int64_t begin, int64_t end) {
        const I* index = reinterpret_cast<const I*>(call.index);
        if (!all_inside(index + begin, end - begin, call.length)) inside.store(false, std::memory_order_relaxed);
    });
    if (!inside.load()) return false;
    // In order, since the last of several values for an item has to stay.
    scatter_all<I, T>(call, 0, call.n);
    return true;
}

template <class I>
bool move_indexed(ThreadPool& pool, const ItemsCall& call) noexcept {
    switch (call.itemsize) {
        case 1:
            return move_of<I, uint8_t>(pool, call);
        case 2:
            return move_of<I, uint16_t>(pool, call);
        case 4:
            return move_of<I, uint32_t>(pool, call);
        case 8:
            return move_of<I, uint64_t>(pool, call);
        default:
            return move_of<I, Bytes16>(pool, call);
    }
}

}  // namespace

bool move_items(ThreadPool& pool, const ItemsCall& call) noexcept {
    return call.index_dtype == DType::Int32 ? move_indexed<int32_t>(pool, call) : move_indexed<int64_t>(pool, call);
}

}  // namespace strided
