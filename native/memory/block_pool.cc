#include "native/memory/block_pool.h"

#include <sys/mman.h>

#include <cstdlib>
#include <cstring>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "native/memory/process_limit.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define STRIDED_POISON(data, bytes) ASAN_POISON_MEMORY_REGION(data, bytes)
#define STRIDED_UNPOISON(data, bytes) ASAN_UNPOISON_MEMORY_REGION(data, bytes)
#else
#define STRIDED_POISON(data, bytes) ((void)0)
#define STRIDED_UNPOISON(data, bytes) ((void)0)
#endif

namespace strided {
namespace {

constexpr int64_t kHugePage = 2 << 20;
constexpr int64_t kSmallestBlock = 4096;
// A result of 80 MB stays hot. More than this lies idle only until the next release; what JavaScript keeps to use again
// (lib/memory/storage.ts) comes on top.
constexpr int64_t kIdleBound = 96 << 20;

// Blocks from here on are mapped on their own, as malloc would at first; later it would carve them out of its heap, and
// what goes back from there leaves holes: 40 MB in use held 700 MB.
constexpr int64_t kSmallestMapping = 128 << 10;
constexpr int64_t kAlignment = 64;

// From the size of a huge page up, aligned to it and advised to use huge pages.
char* map_block(int64_t capacity) noexcept {
    const bool huge = capacity >= kHugePage;
    const size_t span = static_cast<size_t>(huge ? capacity + kHugePage : capacity);
    void* mapped = mmap(nullptr, span, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) return nullptr;
    char* start = static_cast<char*>(mapped);
    if (!huge) return start;
    const uintptr_t address = reinterpret_cast<uintptr_t>(start);
    char* aligned = start + ((kHugePage - address % kHugePage) % kHugePage);
    if (aligned > start) munmap(start, static_cast<size_t>(aligned - start));
    char* end = start + span;
    if (end > aligned + capacity) munmap(aligned + capacity, static_cast<size_t>(end - (aligned + capacity)));
#ifdef MADV_HUGEPAGE
    madvise(aligned, static_cast<size_t>(capacity), MADV_HUGEPAGE);
#endif
    return aligned;
}

// glibc before 2.38 does not find memory again that aligned_alloc gave and free took: so plain malloc, aligned here,
// with malloc's own pointer in front of the block.
char* carve_block(int64_t capacity) noexcept {
    char* start = static_cast<char*>(std::malloc(static_cast<size_t>(capacity + kAlignment)));
    if (start == nullptr) return nullptr;
    // malloc aligns to two pointers at least, so there is room for one in front.
    char* aligned = start + (kAlignment - reinterpret_cast<uintptr_t>(start) % kAlignment);
    std::memcpy(aligned - sizeof start, &start, sizeof start);
    STRIDED_POISON(start, static_cast<size_t>(aligned - start));
    return aligned;
}

void give_back(char* data, int64_t capacity) noexcept {
    STRIDED_UNPOISON(data, static_cast<size_t>(capacity));
    if (capacity >= kSmallestMapping) {
        munmap(data, static_cast<size_t>(capacity));
    } else {
        char* start;
        STRIDED_UNPOISON(data - sizeof start, sizeof start);
        std::memcpy(&start, data - sizeof start, sizeof start);
        std::free(start);
    }
    return_process_bytes(capacity);
}

}  // namespace

int64_t BlockPool::capacity_for(int64_t bytes) noexcept {
    bytes += kGuardBytes;
    if (bytes <= kSmallestBlock) return kSmallestBlock;
    if (bytes > INT64_MAX / 2) return bytes;
    // Four classes to each power of two: at most a quarter is unused, and untouched pages are never resident.
    int64_t power = kSmallestBlock;
    while (power * 2 < bytes) power *= 2;
    const int64_t step = power / 4;
    const int64_t capacity = (bytes + step - 1) / step * step;
    return capacity < kHugePage ? capacity : (capacity + kHugePage - 1) / kHugePage * kHugePage;
}

BlockPool::~BlockPool() { trim(0); }

void BlockPool::poison([[maybe_unused]] char* data, [[maybe_unused]] int64_t capacity) noexcept {
    STRIDED_POISON(data, static_cast<size_t>(capacity));
}

void BlockPool::unpoison([[maybe_unused]] char* data, [[maybe_unused]] int64_t bytes,
                         [[maybe_unused]] int64_t capacity) noexcept {
    STRIDED_UNPOISON(data, static_cast<size_t>(capacity));
    STRIDED_POISON(data + bytes, static_cast<size_t>(capacity - bytes));
}

Status BlockPool::acquire(int64_t bytes, Memory* memory) noexcept {
    if (bytes < 0 || bytes > (int64_t{1} << 47)) return Status::out_of_memory;
    const int64_t capacity = capacity_for(bytes);
    // A block of the next class is better than fresh memory.
    for (auto found = idle_.lower_bound(capacity); found != idle_.end(); ++found) {
        const int64_t held = found->first;
        if (held > capacity + capacity / 4) break;
        if (found->second.empty()) continue;
        char* data = found->second.back();
        found->second.pop_back();
        idle_bytes_ -= held;
        used_bytes_ += held;
        unpoison(data, bytes, held);
        *memory = {data, held, false};
        return Status::ok;
    }
    if (!reserve_process_bytes(capacity)) {
        trim(0);
        if (!reserve_process_bytes(capacity)) return Status::memory_limit;
    }
    const bool mapped = capacity >= kSmallestMapping;
    char* data = mapped ? map_block(capacity) : carve_block(capacity);
    if (data == nullptr) {
        return_process_bytes(capacity);
        return Status::out_of_memory;
    }
    used_bytes_ += capacity;
    STRIDED_POISON(data + bytes, static_cast<size_t>(capacity - bytes));
    *memory = {data, capacity, mapped};
    return Status::ok;
}

void BlockPool::release(char* data, int64_t capacity) noexcept {
    used_bytes_ -= capacity;
    try {
        idle_[capacity].push_back(data);
    } catch (...) {
        give_back(data, capacity);
        return;
    }
    STRIDED_POISON(data, static_cast<size_t>(capacity));
    idle_bytes_ += capacity;
    if (idle_bytes_ > kIdleBound) trim(kIdleBound / 2 > capacity ? kIdleBound / 2 : kIdleBound);
}

int64_t BlockPool::trim(int64_t keep) noexcept {
    int64_t returned = 0;
    // Largest first: few calls free the most.
    for (auto entry = idle_.rbegin(); entry != idle_.rend() && idle_bytes_ > keep; ++entry) {
        while (!entry->second.empty() && idle_bytes_ > keep) {
            give_back(entry->second.back(), entry->first);
            entry->second.pop_back();
            idle_bytes_ -= entry->first;
            returned += entry->first;
        }
    }
    return returned;
}

int64_t BlockPool::trim_all() noexcept {
    const int64_t returned = trim(0);
#ifdef __GLIBC__
    // What free took stays in malloc's heap otherwise.
    malloc_trim(0);
#endif
    return returned;
}

}  // namespace strided
