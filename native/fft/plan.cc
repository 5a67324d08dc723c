#include "native/fft/plan.h"

#include <algorithm>
#include <new>

#include "native/fft/roots.h"
#include "native/fft/transform.h"

namespace strided {
namespace {

// A transform up to this many bytes (interleaved) stays in the second-level cache with its buffers.
constexpr int64_t kInCacheBytes = int64_t{16384} * 16;

// Prime factors in rising order.
std::vector<int64_t> prime_factors(int64_t n) {
    std::vector<int64_t> factors;
    for (int64_t p = 2; p * p <= n; p += p == 2 ? 1 : 2) {
        for (; n % p == 0; n /= p) factors.push_back(p);
    }
    if (n > 1) factors.push_back(n);
    return factors;
}

// Radices in the order of the stages: one that fills the vectors comes first, the rest of a power of two next.
std::vector<int> radices_of(int64_t n, int lanes) {
    std::vector<int> radices;
    int twos = 0;
    for (; n % 2 == 0; n /= 2) twos++;
    for (; twos >= 5 || twos == 3; twos -= 3) radices.push_back(8);
    for (; twos >= 2; twos -= 2) radices.push_back(4);
    if (twos == 1) radices.push_back(2);
    // With vectors of four lanes a radix of four is enough to begin with, and cheaper to turn.
    if (lanes <= 4) std::sort(radices.begin(), radices.end(), [](int a, int b) { return (a == 4) > (b == 4); });
    for (const int64_t p : prime_factors(n)) radices.push_back(static_cast<int>(p));
    return radices;
}

template <class T>
class PlanMaker {
  public:
    PlanMaker(const FftKernels& kernels, FftPlan& plan) : kernels_(kernels), plan_(plan) {}

    T* room(int64_t count) {
        const size_t bytes = static_cast<size_t>(count) * sizeof(T);
        // Vectors begin at multiples of 16; tables are read unaligned.
        plan_.memory.emplace_back(std::max<size_t>(bytes, 1));
        plan_.bytes += static_cast<int64_t>(bytes);
        return reinterpret_cast<T*>(plan_.memory.back().data());
    }

    void stages(int64_t n, FftStages* stages) {
        *stages = {};
        stages->n = n;
        const Roots roots(n);
        int64_t s = 1, m = n;
        for (const int radix : radices_of(n, kernels_.lanes)) {
            m /= radix;
            FftStage& stage = stages->stages[stages->count++];
            stage = {radix, m, s, nullptr, nullptr};
            if (m > 1) {
                T* w = room(2 * m * (radix - 1));
                stage.twiddle = w;
                for (int64_t p = 0; p < m; p++) {
                    for (int64_t j = 1; j < radix; j++, w += 2) put(w, 1, roots.at(p * j * s));
                }
                if (s == 1) {
                    T* lead = room(2 * m * (radix - 1));
                    stages->lead = lead;
                    for (int64_t j = 1; j < radix; j++, lead += 2 * m) {
                        for (int64_t p = 0; p < m; p++) put(lead + p, m, roots.at(p * j));
                    }
                }
            }
            if (radix > 13) {
                T* table = room(2 * radix);
                stage.roots = table;
                const Roots own(radix);
                for (int64_t i = 0; i < radix; i++) {
                    const Roots::Root root = own.at(i);
                    table[i] = static_cast<T>(root.re);
                    table[radix + i] = static_cast<T>(-root.im);
                }
            }
            s *= radix;
        }
        if (stages->count == 0) stages->stages[stages->count++] = {1, 1, 1, nullptr, nullptr};
    }

    void split(int64_t n, int64_t first) {
        plan_.way = FftPlan::Way::split;
        plan_.first = first;
        plan_.second = n / first;
        stages(first, &plan_.stages);
        stages(plan_.second, &plan_.row_stages);
        constexpr int64_t kTile = kFftTile<T>;
        const Roots roots(n);
        T* lanes = room(plan_.second * 2 * kTile);
        plan_.twist_lanes = lanes;
        for (int64_t i = 0; i < plan_.second; i++) {
            for (int64_t r = 0; r < kTile; r++) put(lanes + i * 2 * kTile + r, kTile, roots.at(i * r));
        }
        const int64_t tiles = (first + kTile - 1) / kTile;
        T* steps = room(tiles * plan_.second * 2);
        plan_.twist_steps = steps;
        for (int64_t tile = 0; tile < tiles; tile++) {
            for (int64_t i = 0; i < plan_.second; i++, steps += 2) put(steps, 1, roots.at(tile * kTile * i));
        }
    }

    void real_twiddle(int64_t n) {
        const Roots roots(2 * n);
        const int64_t count = n / 2 + 1;
        T* w = room(2 * count);
        plan_.real_twiddle = w;
        for (int64_t k = 0; k < count; k++) put(w + k, count, roots.at(k));
    }

    // e^(-πi·k² / n), k² taken modulo 2n in integers; and the spectrum of its conjugate.
    void chirp(int64_t n) {
        const Roots roots(2 * n);
        const FftPlan& convolution = *plan_.convolution;
        const int64_t m = convolution.n;
        T* w = room(2 * n);
        std::vector<T> mirrored(static_cast<size_t>(2 * m));
        int64_t square = 0;
        for (int64_t k = 0; k < n; k++, w += 2) {
            put(w, 1, roots.at(square));
            square = (square + 2 * k + 1) % (2 * n);
            for (const int64_t place : {k, k == 0 ? 0 : m - k}) {
                mirrored[static_cast<size_t>(2 * place)] = w[0];
                mirrored[static_cast<size_t>(2 * place + 1)] = -w[1];
            }
        }
        plan_.chirp = w - 2 * n;
        T* spectrum = room(2 * m);
        plan_.spectrum = spectrum;
        std::vector<char> work(static_cast<size_t>(fft_work_bytes(convolution, sizeof(T))));
        const double share = 1.0 / static_cast<double>(m);
        if (!transform_run(kernels_, nullptr, convolution, sizeof(T), reinterpret_cast<const char*>(mirrored.data()),
                           reinterpret_cast<char*>(spectrum), {1, share, share}, work.data())) {
            throw std::bad_alloc();
        }
    }

  private:
    static void put(T* at, int64_t apart, const Roots::Root& root) noexcept {
        at[0] = static_cast<T>(root.re);
        at[apart] = static_cast<T>(root.im);
    }

    const FftKernels& kernels_;
    FftPlan& plan_;
};

// The factor nearest to the root that divides n, both parts having small primes only.
int64_t balanced_factor(int64_t n) {
    int64_t best = 1;
    std::vector<int64_t> divisors{1};
    for (const int64_t p : prime_factors(n)) {
        const size_t count = divisors.size();
        for (size_t i = 0; i < count; i++) {
            const int64_t divisor = divisors[i] * p;
            if (divisor <= n / divisor &&
                std::find(divisors.begin() + static_cast<int64_t>(count), divisors.end(), divisor) == divisors.end()) {
                divisors.push_back(divisor);
                best = std::max(best, divisor);
            }
        }
        std::sort(divisors.begin(), divisors.end());
        divisors.erase(std::unique(divisors.begin(), divisors.end()), divisors.end());
    }
    return best;
}

// The least length from `least` on that is made of 2, 3 and 5, and of at least 16.
int64_t convolution_length(int64_t least) {
    int64_t best = 16;
    while (best < least) best *= 2;
    for (int64_t fives = 1; fives < best; fives *= 5) {
        for (int64_t threes = fives; threes < best; threes *= 3) {
            int64_t length = threes * 16;
            while (length < least) length *= 2;
            if (length < best) best = length;
        }
    }
    return best;
}

template <class T>
void make(FftPlans& plans, const FftKernels& kernels, int64_t n, bool real, FftPlan& plan) {
    PlanMaker<T> maker(kernels, plan);
    plan.n = n;
    if (real) maker.real_twiddle(n);
    const std::vector<int64_t> factors = prime_factors(n);
    const bool smooth = factors.empty() || factors.back() <= kFftMaxRadix;
    if (!smooth) {
        plan.way = FftPlan::Way::chirp;
        plan.convolution = plans.get(kernels, convolution_length(2 * n - 1), sizeof(T) == sizeof(double), false);
        maker.chirp(n);
        return;
    }
    if (n * static_cast<int64_t>(2 * sizeof(T)) <= kInCacheBytes) {
        maker.stages(n, &plan.stages);
    } else {
        maker.split(n, balanced_factor(n));
    }
}

}  // namespace

std::shared_ptr<const FftPlan> FftPlans::get(const FftKernels& kernels, int64_t n, bool is_double, bool real) {
    for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
        if (entry->n == n && entry->is_double == is_double && entry->real == real) {
            if (entry != entries_.begin()) entries_.splice(entries_.begin(), entries_, entry);
            return entry->plan;
        }
    }
    auto plan = std::make_shared<FftPlan>();
    if (is_double) {
        make<double>(*this, kernels, n, real, *plan);
    } else {
        make<float>(*this, kernels, n, real, *plan);
    }
    entries_.push_front({n, is_double, real, plan});
    bytes_ += plan->bytes;
    while (entries_.size() > 1 && (entries_.size() > kMaxPlans || bytes_ > kMaxBytes)) {
        bytes_ -= entries_.back().plan->bytes;
        entries_.pop_back();
    }
    return plan;
}

}  // namespace strided
