#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace strided {

// e^(-2πi·k / n) for any k, from two tables of about √n roots: a product of two in extended precision, rounded once by
// whoever stores it.
class Roots {
  public:
    struct Root {
        long double re, im;
    };

    explicit Roots(int64_t n);
    Root at(int64_t k) const noexcept {
        const int64_t place = k % n_;
        const Root& a = low_[static_cast<size_t>(place & mask_)];
        const Root& b = high_[static_cast<size_t>(place >> shift_)];
        return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
    }

  private:
    int64_t n_;
    int64_t mask_;
    int shift_;
    std::vector<Root> low_, high_;
};

}  // namespace strided
