#pragma once
#include <sched.h>

#include <atomic>
#include <cstdint>

namespace strided {

// Threads that a problem of linear algebra may use by itself. Its pieces make BLAS calls, each on its own thread.
class Workers {
  public:
    virtual ~Workers() = default;
    virtual int threads() const noexcept = 0;

    // Calls body(piece) for each piece in [0, pieces), begun in this order, and returns when all are done. Pieces are
    // no more than kMostPieces, and start no pieces themselves.
    template <class F>
    void for_each(int64_t pieces, const F& body) noexcept {
        run(pieces, &body, [](const void* object, int64_t piece) { (*static_cast<const F*>(object))(piece); });
    }

    // The same over ranges that cover [0, n), each of `least` items or more where n is.
    template <class F>
    void for_ranges(int64_t n, int64_t least, const F& body) noexcept {
        int64_t pieces = n / least;
        if (pieces > threads()) pieces = threads();
        if (pieces < 2) {
            if (n > 0) body(int64_t{0}, n);
            return;
        }
        for_each(pieces, [&](int64_t piece) { body(n * piece / pieces, n * (piece + 1) / pieces); });
    }

    static constexpr int64_t kMostPieces = 1 << 16;

  protected:
    using Piece = void (*)(const void* object, int64_t piece);
    virtual void run(int64_t pieces, const void* object, Piece piece) noexcept = 0;
};

// The caller's thread alone.
class NoWorkers final : public Workers {
  public:
    int threads() const noexcept override { return 1; }

  protected:
    void run(int64_t pieces, const void* object, Piece piece) noexcept override {
        for (int64_t i = 0; i < pieces; i++) piece(object, i);
    }
};

// Threads that stay between one for_each and the next, and wait for it spinning: for steps so short that waking a
// thread for each would take longer. The leader depends on no one: what no helper takes it does itself.
class Team final : public Workers {
  public:
    explicit Team(int threads) noexcept : threads_(threads) {}
    int threads() const noexcept override { return threads_; }

    // What a helping thread runs, until the leader calls dismiss().
    void help() noexcept {
        for (int spins = 0; !dismissed_.load(std::memory_order_acquire);) {
            if (take()) {
                spins = 0;
            } else {
                wait(&spins);
            }
        }
    }
    void dismiss() noexcept { dismissed_.store(true, std::memory_order_release); }

  protected:
    void run(int64_t pieces, const void* object, Piece piece) noexcept override {
        if (pieces <= 0) return;
        object_ = object;
        piece_ = piece;
        done_.store(0, std::memory_order_relaxed);
        round_++;
        state_.store(state_of(round_, static_cast<uint64_t>(pieces), 0), std::memory_order_release);
        while (take()) continue;
        for (int spins = 0; done_.load(std::memory_order_acquire) < pieces;) wait(&spins);
    }

  private:
    // The round, how many pieces it has, and the next one, in one number: who raises it has the piece, and the round
    // cannot end before that is done.
    static constexpr int kBits = 20;
    static constexpr uint64_t kMask = (uint64_t{1} << kBits) - 1;
    static uint64_t state_of(uint64_t round, uint64_t pieces, uint64_t next) noexcept {
        return round << (2 * kBits) | pieces << kBits | next;
    }

    bool take() noexcept {
        uint64_t state = state_.load(std::memory_order_acquire);
        while ((state & kMask) < (state >> kBits & kMask)) {
            if (state_.compare_exchange_weak(state, state + 1, std::memory_order_acq_rel)) {
                piece_(object_, static_cast<int64_t>(state & kMask));
                done_.fetch_add(1, std::memory_order_release);
                return true;
            }
        }
        return false;
    }

    // Some tens of microseconds at full speed, then the core is offered to others.
    static void wait(int* spins) noexcept {
        if (++*spins > 1000) {
            sched_yield();
            return;
        }
#if defined(__x86_64__)
        __builtin_ia32_pause();
#elif defined(__aarch64__)
        asm volatile("yield");
#endif
    }

    int threads_;
    uint64_t round_ = 0;
    const void* object_ = nullptr;
    Piece piece_ = nullptr;
    alignas(64) std::atomic<uint64_t> state_{0};
    alignas(64) std::atomic<int64_t> done_{0};
    std::atomic<bool> dismissed_{false};
};

// Lends a team.
class TeamLender {
  public:
    virtual ~TeamLender() = default;
    virtual int threads() const noexcept = 0;

    // Calls leader(workers) once, on one of the threads; the others help until it returns.
    template <class F>
    void lead(const F& leader) noexcept {
        run(&leader, [](const void* object, Workers& workers) { (*static_cast<const F*>(object))(workers); });
    }

  protected:
    using Leader = void (*)(const void* object, Workers& workers);
    virtual void run(const void* object, Leader leader) noexcept = 0;
};

class NoTeam final : public TeamLender {
  public:
    int threads() const noexcept override { return 1; }

  protected:
    void run(const void* object, Leader leader) noexcept override {
        NoWorkers alone;
        leader(object, alone);
    }
};

}  // namespace strided
