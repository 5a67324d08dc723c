#pragma once
#include <cstdint>

// The one fact that environments share: how much memory the process's arrays hold, and how much they may. A container
// counts the process, not the worker, so this is the library's only process-wide mutable state; it is atomic.
namespace strided {

// Reserves bytes under the limit; false where that would pass it.
[[nodiscard]] bool reserve_process_bytes(int64_t bytes) noexcept;
void return_process_bytes(int64_t bytes) noexcept;

int64_t process_bytes() noexcept;
int64_t process_limit() noexcept;
void set_process_limit(int64_t bytes) noexcept;

// 90 % of what the container or the machine has.
int64_t default_process_limit() noexcept;

}  // namespace strided
