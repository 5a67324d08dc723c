#include "native/loops/modular_convolve.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>

#include "native/loops/overlap_blocks.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

// Primes of the form c · 2^44 + 1 just below 2^62, and a root of unity of order 2^44 of each.
struct Prime {
    uint64_t p;
    uint64_t root;
};
constexpr int kOrder = 44;
constexpr Prime kPrimes[3] = {{4611615649683210241u, 3259967110052518736u},
                              {4611105476287922177u, 837488502268630366u},
                              {4610999923171655681u, 3960828278778890524u}};

uint64_t high_product(uint64_t a, uint64_t b) noexcept {
    return static_cast<uint64_t>((static_cast<unsigned __int128>(a) * b) >> 64);
}
uint64_t multiply(uint64_t a, uint64_t b, uint64_t p) noexcept {
    return static_cast<uint64_t>(static_cast<unsigned __int128>(a) * b % p);
}
uint64_t power(uint64_t base, uint64_t exponent, uint64_t p) noexcept {
    uint64_t result = 1;
    for (; exponent > 0; exponent >>= 1, base = multiply(base, base, p)) {
        if ((exponent & 1) != 0) result = multiply(result, base, p);
    }
    return result;
}
uint64_t inverse(uint64_t a, uint64_t p) noexcept { return power(a, p - 2, p); }

// A factor that many numbers are multiplied by, with its quotient by p: no division is needed then.
struct Factor {
    uint64_t value;
    uint64_t quotient;

    Factor(uint64_t x, uint64_t p) noexcept
        : value(x), quotient(static_cast<uint64_t>((static_cast<unsigned __int128>(x) << 64) / p)) {}
    uint64_t times(uint64_t x, uint64_t p) const noexcept {
        const uint64_t product = value * x - high_product(quotient, x) * p;
        return product >= p ? product - p : product;
    }
};

// Transforms modulo one prime; the spectrum's order is whatever forward() leaves.
class Transform {
  public:
    Transform(const Prime& prime, int64_t n, Factor* memory) noexcept : p_(prime.p), n_(n), down_(0, p_) {
        int log = 0;
        while ((int64_t{1} << log) < n) log++;
        const Factor root(power(prime.root, uint64_t{1} << (kOrder - log), p_), p_);
        const Factor back(inverse(root.value, p_), p_);
        forward_ = memory;
        backward_ = memory + n / 2;
        uint64_t w = 1;
        uint64_t v = 1;
        for (int64_t k = 0; k < n / 2; k++) {
            forward_[k] = Factor(w, p_);
            backward_[k] = Factor(v, p_);
            w = root.times(w, p_);
            v = back.times(v, p_);
        }
        down_ = Factor(inverse(static_cast<uint64_t>(n), p_), p_);
    }

    uint64_t p() const noexcept { return p_; }
    const Factor& down() const noexcept { return down_; }

    void forward(uint64_t* x) const noexcept {
        for (int64_t half = n_ / 2, step = 1; half >= 1; half /= 2, step *= 2) {
            for (int64_t block = 0; block < n_; block += 2 * half) {
                for (int64_t k = 0; k < half; k++) {
                    const uint64_t a = x[block + k];
                    const uint64_t b = x[block + k + half];
                    const uint64_t sum = a + b;
                    x[block + k] = sum >= p_ ? sum - p_ : sum;
                    x[block + k + half] = forward_[k * step].times(a + p_ - b, p_);
                }
            }
        }
    }

    void backward(uint64_t* x) const noexcept {
        for (int64_t half = 1, step = n_ / 2; half < n_; half *= 2, step /= 2) {
            for (int64_t block = 0; block < n_; block += 2 * half) {
                for (int64_t k = 0; k < half; k++) {
                    const uint64_t a = x[block + k];
                    const uint64_t b = backward_[k * step].times(x[block + k + half], p_);
                    const uint64_t sum = a + b;
                    const uint64_t difference = a + p_ - b;
                    x[block + k] = sum >= p_ ? sum - p_ : sum;
                    x[block + k + half] = difference >= p_ ? difference - p_ : difference;
                }
            }
        }
    }

  private:
    uint64_t p_;
    int64_t n_;
    Factor* forward_;
    Factor* backward_;
    Factor down_;
};

// A signed integer modulo p.
uint64_t residue(uint64_t bits, uint64_t p) noexcept {
    const int64_t value = static_cast<int64_t>(bits);
    const uint64_t magnitude = value < 0 ? 0 - bits : bits;
    // p is just below 2^62, the magnitude at most 2^63.
    uint64_t rest = magnitude;
    while (rest >= p) rest -= p;
    return value < 0 && rest != 0 ? p - rest : rest;
}

// The integer of least magnitude with these residues, modulo 2^64.
class Garner {
  public:
    explicit Garner(int primes) noexcept
        : primes_(primes),
          inverse_2_(inverse(kPrimes[0].p % kPrimes[1].p, kPrimes[1].p)),
          inverse_3_(inverse(multiply(kPrimes[0].p % kPrimes[2].p, kPrimes[1].p % kPrimes[2].p, kPrimes[2].p),
                             kPrimes[2].p)) {}

    uint64_t join(const uint64_t* residues) const noexcept {
        const uint64_t p1 = kPrimes[0].p;
        const uint64_t p2 = kPrimes[1].p;
        const uint64_t p3 = kPrimes[2].p;
        const uint64_t x = residues[0];
        if (primes_ == 1) return x > p1 / 2 ? x - p1 : x;
        const uint64_t t2 = multiply((residues[1] + p2 - x % p2) % p2, inverse_2_, p2);
        if (primes_ == 2) return x + p1 * t2 - (t2 > p2 / 2 ? p1 * p2 : 0);
        const uint64_t below = (x % p3 + multiply(p1 % p3, t2 % p3, p3)) % p3;
        const uint64_t t3 = multiply((residues[2] + p3 - below) % p3, inverse_3_, p3);
        return x + p1 * (t2 + p2 * t3) - (t3 > p3 / 2 ? p1 * p2 * p3 : 0);
    }

  private:
    int primes_;
    uint64_t inverse_2_;
    uint64_t inverse_3_;
};

int primes_for(double bound) noexcept { return bound < 0x1p60 ? 1 : bound < 0x1p121 ? 2 : 3; }

}  // namespace

Status modular_convolve(ThreadPool& pool, const ModularCall& call) noexcept {
    const int primes = primes_for(call.bound);
    const OverlapBlocks blocks(call.m, call.count, 4096);
    const int64_t n = blocks.length;
    Scratch factor_memory;
    Scratch tap_memory;
    Factor* factors =
        reinterpret_cast<Factor*>(factor_memory.allocate(primes * n * static_cast<int64_t>(sizeof(Factor))));
    Factor* taps = reinterpret_cast<Factor*>(tap_memory.allocate(primes * n * static_cast<int64_t>(sizeof(Factor))));
    Scratch turned_memory;
    uint64_t* turned = reinterpret_cast<uint64_t*>(turned_memory.allocate(n * 8));
    if (turned == nullptr) return Status::out_of_memory;
    if (factors == nullptr || taps == nullptr) return Status::out_of_memory;
    const Transform transforms[3] = {
        Transform(kPrimes[0], n, factors),
        Transform(kPrimes[1], primes > 1 ? n : 1, factors + (primes > 1 ? n : 0)),
        Transform(kPrimes[2], primes > 2 ? n : 1, factors + (primes > 2 ? 2 * n : 0)),
    };
    for (int r = 0; r < primes; r++) {
        const uint64_t p = transforms[r].p();
        std::memset(turned, 0, static_cast<size_t>(n) * 8);
        // Turned round: the transform convolves.
        for (int64_t j = 0; j < call.m; j++) turned[call.m - 1 - j] = residue(call.taps[j], p);
        transforms[r].forward(turned);
        for (int64_t k = 0; k < n; k++) taps[r * n + k] = Factor(transforms[r].down().times(turned[k], p), p);
    }
    const Garner garner(primes);
    std::atomic<bool> enough{true};
    pool.for_ranges(blocks.count, 1, [&](int64_t begin, int64_t end) {
        Scratch memory;
        uint64_t* data = reinterpret_cast<uint64_t*>(memory.allocate(primes * n * 8));
        if (data == nullptr) {
            enough.store(false);
            return;
        }
        for (int64_t block = begin; block < end; block++) {
            const int64_t start = call.first + block * blocks.results;
            for (int r = 0; r < primes; r++) {
                const uint64_t p = transforms[r].p();
                uint64_t* own = data + r * n;
                for (int64_t i = 0; i < n; i++) {
                    const int64_t at = start + i;
                    own[i] = at >= 0 && at < call.n ? residue(call.a[at], p) : 0;
                }
                transforms[r].forward(own);
                for (int64_t k = 0; k < n; k++) own[k] = taps[r * n + k].times(own[k], p);
                transforms[r].backward(own);
            }
            const int64_t first = block * blocks.results;
            const int64_t results = std::min(blocks.results, call.count - first);
            for (int64_t i = 0; i < results; i++) {
                uint64_t residues[3] = {};
                for (int r = 0; r < primes; r++) residues[r] = data[r * n + call.m - 1 + i];
                call.out[first + i] = garner.join(residues);
            }
        }
    });
    return enough.load() ? Status::ok : Status::out_of_memory;
}

}  // namespace strided
