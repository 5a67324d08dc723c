#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "native/core/status.h"

namespace strided {

// The memory behind arrays: 64-byte-aligned blocks in size classes. A released block is kept for the next request of
// its class or the one below, because fresh memory costs a page fault per 4 kB; idle memory beyond a bound goes back to
// the system. Each environment has its own pool; only the byte count is shared (process_limit.h).
class BlockPool {
  public:
#if defined(__SANITIZE_ADDRESS__)
    // Bytes behind every block, and behind every array in one, that no one may touch.
    static constexpr int64_t kGuardBytes = 64;
#else
    static constexpr int64_t kGuardBytes = 0;
#endif

    struct Memory {
        char* data = nullptr;
        int64_t capacity = 0;  // the size class, at least what was asked for
        bool zeroed = false;   // known to be all zero
    };

    BlockPool() = default;
    ~BlockPool();
    BlockPool(const BlockPool&) = delete;
    BlockPool& operator=(const BlockPool&) = delete;

    Status acquire(int64_t bytes, Memory* memory) noexcept;
    void release(char* data, int64_t capacity) noexcept;

    // Gives idle memory back to the system until at most keep bytes remain; returns the bytes given back.
    int64_t trim(int64_t keep) noexcept;
    // All of it, and what malloc keeps of it.
    int64_t trim_all() noexcept;

    int64_t idle_bytes() const noexcept { return idle_bytes_; }
    int64_t used_bytes() const noexcept { return used_bytes_; }

    // For memory that rests elsewhere: under a sanitizer, touching it is an error; from unpoison on, all but the first
    // bytes of it.
    static void poison(char* data, int64_t capacity) noexcept;
    static void unpoison(char* data, int64_t bytes, int64_t capacity) noexcept;

    static int64_t capacity_for(int64_t bytes) noexcept;

  private:
    std::map<int64_t, std::vector<char*>> idle_;
    int64_t idle_bytes_ = 0;
    int64_t used_bytes_ = 0;
};

}  // namespace strided
