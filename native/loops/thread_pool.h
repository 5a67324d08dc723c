#pragma once
#include <cstdint>
#include <memory>

namespace strided {

// A non-owning reference to a callable (begin, end); the callable outlives the call it is passed to.
class RangeBody {
  public:
    template <class F>
    RangeBody(const F& f) noexcept
        : object_(&f),
          call_([](const void* object, int64_t begin, int64_t end) { (*static_cast<const F*>(object))(begin, end); }) {}
    void operator()(int64_t begin, int64_t end) const { call_(object_, begin, end); }

  private:
    const void* object_;
    void (*call_)(const void*, int64_t, int64_t);
};

// One environment's share of the process's worker threads. The caller always takes part in the work.
class ThreadPool {
  public:
    explicit ThreadPool(int threads);
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    int threads() const noexcept { return threads_; }
    void set_threads(int threads) noexcept;

    // Calls body over disjoint ranges that cover [0, n), of lengths that differ by one at most and not below grain;
    // inline where n < 2 · grain or there is one thread. Work that allows it is cut into more pieces than threads, so
    // that a busy core delays one piece only.
    void for_ranges(int64_t n, int64_t grain, RangeBody body) noexcept;

  private:
    struct Arena;
    std::unique_ptr<Arena> arena_;
    int threads_;
};

// Cores this process may use (its affinity mask), or STRIDED_NUM_THREADS where that is set.
int default_threads() noexcept;

}  // namespace strided
