#pragma once
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

namespace strided_fuzz {

// Takes values off the fuzzer's bytes; past their end everything is 0.
class Input {
  public:
    Input(const uint8_t* data, size_t size) noexcept : next_(data), end_(data + size) {}

    size_t left() const noexcept { return static_cast<size_t>(end_ - next_); }
    template <class T>
    T take() noexcept {
        T value{};
        if (left() < sizeof(T)) {
            next_ = end_;
            return value;
        }
        std::memcpy(&value, next_, sizeof(T));
        next_ += sizeof(T);
        return value;
    }
    uint8_t byte() noexcept { return take<uint8_t>(); }
    bool flag() noexcept { return (byte() & 1) != 0; }
    // One of 0 … n − 1.
    int choice(int n) noexcept { return byte() % n; }
    // Up to n bytes as they stand.
    std::vector<uint8_t> bytes(size_t n) {
        const size_t taken = n < left() ? n : left();
        std::vector<uint8_t> list(next_, next_ + taken);
        next_ += taken;
        return list;
    }

  private:
    const uint8_t* next_;
    const uint8_t* end_;
};

// A heap block of exactly so many bytes: AddressSanitizer sees the first byte beyond either end.
class Exact {
  public:
    explicit Exact(size_t size) : data_(static_cast<char*>(std::malloc(size))), size_(size) {
        if (size > 0) std::memset(data_, 0, size);
    }
    explicit Exact(const std::vector<uint8_t>& bytes) : Exact(bytes.size()) {
        if (!bytes.empty()) std::memcpy(data_, bytes.data(), bytes.size());
    }
    ~Exact() { std::free(data_); }
    Exact(const Exact&) = delete;
    Exact& operator=(const Exact&) = delete;
    char* data() const noexcept { return data_; }
    size_t size() const noexcept { return size_; }
    const char* end() const noexcept { return data_ + size_; }

  private:
    char* data_;
    size_t size_;
};

}  // namespace strided_fuzz
