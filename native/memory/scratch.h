#pragma once
#include <cstdint>
#include <cstdlib>

namespace strided {

// Memory that lives for one call: a temporary copy of an operand, a buffer of partial results.
class Scratch {
  public:
    Scratch() noexcept = default;
    ~Scratch() { std::free(data_); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    // Returns nullptr where the system has no more; called once per object.
    [[nodiscard]] char* allocate(int64_t bytes) noexcept {
        if (bytes < 0 || bytes > INT64_MAX - 64) return nullptr;
#if defined(__SANITIZE_ADDRESS__)
        // To the byte, so that the sanitizer sees what is touched beyond.
        if (posix_memalign(&data_, 64, static_cast<size_t>(bytes)) != 0) data_ = nullptr;
#else
        const size_t rounded = (static_cast<size_t>(bytes) + 63) / 64 * 64;
        data_ = std::aligned_alloc(64, rounded == 0 ? 64 : rounded);
#endif
        return static_cast<char*>(data_);
    }

  private:
    void* data_ = nullptr;
};

}  // namespace strided
