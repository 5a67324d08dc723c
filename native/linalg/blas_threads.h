#pragma once

namespace strided {

// OpenBLAS has one pool of threads for the process, and threads of a call wait for each other spinning: two calls on
// many threads at once, or one beside a loop on all cores, take tens of times as long as one after the other.

// The threads of a call that runs alone.
void set_blas_threads(int threads) noexcept;

// Who is about to make BLAS calls. One user on one thread has all of BLAS' threads; as soon as there are several, or
// where the user is a pool of threads, each call stays on its caller's thread.
class BlasUse {
  public:
    enum class By { one_thread, pool };
    explicit BlasUse(By by) noexcept;
    ~BlasUse();
    BlasUse(const BlasUse&) = delete;
    BlasUse& operator=(const BlasUse&) = delete;

  private:
    int users_;
};

}  // namespace strided
