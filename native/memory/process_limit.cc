#include "native/memory/process_limit.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>

namespace strided {
namespace {

std::atomic<int64_t> held_bytes{0};
std::atomic<int64_t> limit_bytes{0};  // 0: not looked up yet

// A file that holds one number, or "max"; -1 where there is none.
int64_t read_number(const char* path) noexcept {
    std::FILE* file = std::fopen(path, "re");
    if (file == nullptr) return -1;
    long long value = -1;
    if (std::fscanf(file, "%lld", &value) != 1) value = -1;
    std::fclose(file);
    return value;
}

}  // namespace

int64_t default_process_limit() noexcept {
    int64_t available = INT64_MAX;
    const int64_t pages = sysconf(_SC_PHYS_PAGES);
    const int64_t page_size = sysconf(_SC_PAGESIZE);
    if (pages > 0 && page_size > 0) available = pages * page_size;
    for (const char* path : {"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"}) {
        const int64_t cgroup = read_number(path);
        if (cgroup > 0) available = std::min(available, cgroup);
    }
    return available / 10 * 9;
}

int64_t process_limit() noexcept {
    int64_t limit = limit_bytes.load(std::memory_order_relaxed);
    if (limit == 0) {
        const int64_t found = default_process_limit();
        limit = limit_bytes.compare_exchange_strong(limit, found) ? found : limit;
    }
    return limit;
}

void set_process_limit(int64_t bytes) noexcept { limit_bytes.store(std::max<int64_t>(1, bytes)); }

int64_t process_bytes() noexcept { return held_bytes.load(std::memory_order_relaxed); }

bool reserve_process_bytes(int64_t bytes) noexcept {
    const int64_t limit = process_limit();
    int64_t held = held_bytes.load(std::memory_order_relaxed);
    do {
        if (bytes > limit || held > limit - bytes) return false;
    } while (!held_bytes.compare_exchange_weak(held, held + bytes, std::memory_order_relaxed));
    return true;
}

void return_process_bytes(int64_t bytes) noexcept { held_bytes.fetch_sub(bytes, std::memory_order_relaxed); }

}  // namespace strided
