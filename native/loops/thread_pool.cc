#include "native/loops/thread_pool.h"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

#if defined(__SANITIZE_THREAD__)
// TBB's library is not instrumented: the sanitizer is told that tasks begin after the call and end before it returns.
extern "C" void __tsan_acquire(void* address);
extern "C" void __tsan_release(void* address);
#define STRIDED_ACQUIRE(address) __tsan_acquire(address)
#define STRIDED_RELEASE(address) __tsan_release(address)
#else
#define STRIDED_ACQUIRE(address) ((void)0)
#define STRIDED_RELEASE(address) ((void)0)
#endif

namespace strided {

struct ThreadPool::Arena {
    explicit Arena(int threads) : arena(threads) {
        // More threads than cores were asked for: without this TBB ignores it, and says so on stderr.
        if (threads > tbb::info::default_concurrency()) {
            more.emplace(tbb::global_control::max_allowed_parallelism, static_cast<size_t>(threads));
        }
    }
    std::optional<tbb::global_control> more;
    tbb::task_arena arena;
};

ThreadPool::ThreadPool(int threads) : threads_(1) { set_threads(threads); }
ThreadPool::~ThreadPool() = default;

void ThreadPool::set_threads(int threads) noexcept {
    threads_ = std::max(1, threads);
    arena_.reset();  // made at the first parallel call: an environment that never needs threads starts none
}

void ThreadPool::for_ranges(int64_t n, int64_t grain, RangeBody body) noexcept {
    grain = std::max<int64_t>(grain, 1);
    if (n <= 0) return;
    if (threads_ == 1 || n < 2 * grain) {
        body(0, n);
        return;
    }
    const int64_t wanted = std::max<int64_t>(8, 4 * static_cast<int64_t>(threads_));
    int64_t pieces = std::min(wanted, n / grain);
    // Few pieces are as many for each thread: of three, one of two threads would take two.
    if (pieces > threads_) pieces -= pieces % threads_;
    const auto start_of = [&](int64_t piece) { return n / pieces * piece + std::min(piece, n % pieces); };
    try {
        if (!arena_) arena_ = std::make_unique<Arena>(threads_);
        [[maybe_unused]] char begun = 0;
        [[maybe_unused]] char ended = 0;
        STRIDED_RELEASE(&begun);
        arena_->arena.execute([&] {
            tbb::parallel_for(
                tbb::blocked_range<int64_t>(0, pieces, 1),
                [&](const tbb::blocked_range<int64_t>& range) {
                    STRIDED_ACQUIRE(&begun);
                    for (int64_t i = range.begin(); i < range.end(); i++) {
                        body(start_of(i), start_of(i + 1));
                    }
                    STRIDED_RELEASE(&ended);
                },
                tbb::simple_partitioner());
        });
        STRIDED_ACQUIRE(&ended);
    } catch (...) {
        // TBB throws before it starts any task (no memory for the arena); the work is then all ours.
        body(0, n);
    }
}

int default_threads() noexcept {
    if (const char* text = std::getenv("STRIDED_NUM_THREADS")) {
        const int wanted = std::atoi(text);
        if (wanted >= 1) return std::min(wanted, 1024);
    }
    return std::max(1, static_cast<int>(tbb::info::default_concurrency()));
}

}  // namespace strided
