#pragma once
#include <cstdint>

namespace strided {

// Threads that a problem of linear algebra may use by itself. Its pieces make BLAS calls, each on its own thread.
class Workers {
  public:
    virtual ~Workers() = default;
    virtual int threads() const noexcept = 0;

    // Calls body(piece) for each piece in [0, pieces), and returns when all are done.
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

}  // namespace strided
