#include "native/loops/order_statistics.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

#include "native/kernels/statistics_table.h"
#include "native/loops/order_keys.h"
#include "native/loops/run_reader.h"
#include "native/loops/weighted_order.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

constexpr int64_t kPart = RunReader::kPart;
constexpr int64_t kSiftedLane = 4096;  // lanes this long are sifted
constexpr int64_t kMostSampled = 4096;
constexpr int64_t kMostGroups = 6;  // more ranks apart than this are found in a copy

template <class K>
constexpr K kLast = static_cast<K>(~(static_cast<K>(1) << (8 * sizeof(K) - 1)));

// The last key of either part, of keys that are pairs.
template <class K>
bool is_nan_key(K key, bool pair) noexcept {
    if (!pair) return key == kLast<K>;
    if constexpr (sizeof(K) == 16) {
        return static_cast<int64_t>(key >> 64) == INT64_MAX || static_cast<uint64_t>(key) == UINT64_MAX;
    } else if constexpr (sizeof(K) == 8) {
        return static_cast<int32_t>(key >> 32) == INT32_MAX || static_cast<uint32_t>(key) == UINT32_MAX;
    } else {
        return false;
    }
}

template <class K>
struct Selection;
template <>
struct Selection<int32_t> {
    static auto select(const StatisticsKernels& k) noexcept { return k.select_int32; }
};
template <>
struct Selection<int64_t> {
    static auto select(const StatisticsKernels& k) noexcept { return k.select_int64; }
};
template <>
struct Selection<__int128> {
    static auto select(const StatisticsKernels& k) noexcept { return k.select_int128; }
};

SiftFn<int32_t> sift_of(const StatisticsKernels& k, int32_t) noexcept { return k.sift_int32; }
SiftFn<int64_t> sift_of(const StatisticsKernels& k, int64_t) noexcept { return k.sift_int64; }
SiftFn<float> sift_of(const StatisticsKernels& k, float) noexcept { return k.sift_float; }
SiftFn<double> sift_of(const StatisticsKernels& k, double) noexcept { return k.sift_double; }

// What sifting counts, in the order of SiftFn.
enum SiftCount : int { kBelow, kAtLow, kBetween, kAtHigh, kNans, kSiftCounts };

// Puts the keys of ascending ranks in [begin, end) at their places; all of them lie in keys[first .. first + n).
template <class K>
void select_ranks(const StatisticsKernels& kernels, K* keys, int64_t first, int64_t n, const int64_t* begin,
                  const int64_t* end) noexcept {
    while (begin != end) {
        const int64_t* middle = begin + (end - begin) / 2;
        const int64_t rank = *middle - first;
        Selection<K>::select(kernels)(keys + first, n, rank);
        const int64_t* after = middle + 1;
        int64_t behind = rank + 1;
        // The rank next to it is the least of what stands behind.
        if (after != end && *after == *middle + 1) {
            K* rest = keys + first + behind;
            K* least = std::min_element(rest, keys + first + n);
            std::swap(*rest, *least);
            after++;
            behind++;
        }
        select_ranks(kernels, keys, first, rank, begin, middle);
        first += behind;
        n -= behind;
        begin = after;
    }
}

// One call for one kind of keys.
template <class K>
class Order {
  public:
    Order(const KernelTable& kernels, ThreadPool& pool, const OrderCall& call) noexcept
        : kernels_(kernels),
          pool_(pool),
          call_(call),
          staged_(staged_type(call.dtype)),
          pair_(call.dtype >= DType::Complex64) {}

    Status run() noexcept {
        const int64_t most_ranks = 2 * call_.quantiles;
        if (call_.lanes == 1) {
            Scratch ranks;
            Scratch found;
            int64_t* rank_list = reinterpret_cast<int64_t*>(ranks.allocate(most_ranks * 8));
            K* found_keys = reinterpret_cast<K*>(found.allocate(most_ranks * static_cast<int64_t>(sizeof(K))));
            if (rank_list == nullptr || found_keys == nullptr) return Status::out_of_memory;
            return long_lane(rank_list, found_keys);
        }
        std::atomic<bool> enough{true};
        pool_.for_ranges(call_.lanes, std::max<int64_t>(1, kOrderGrain / call_.n), [&](int64_t begin, int64_t end) {
            Scratch memory;
            Scratch ranks;
            Scratch found;
            K* keys = reinterpret_cast<K*>(memory.allocate(call_.n * static_cast<int64_t>(sizeof(K))));
            int64_t* rank_list = reinterpret_cast<int64_t*>(ranks.allocate(most_ranks * 8));
            K* found_keys = reinterpret_cast<K*>(found.allocate(most_ranks * static_cast<int64_t>(sizeof(K))));
            if (keys == nullptr || rank_list == nullptr || found_keys == nullptr) {
                enough.store(false);
                return;
            }
            for (int64_t lane = begin; lane < end; lane++) {
                load(lane, 0, call_.n, keys);
                const int64_t nans = count_nans(keys, call_.n);
                find(lane, keys, nans, rank_list, found_keys);
            }
        });
        return enough.load() ? Status::ok : Status::out_of_memory;
    }

  private:
    // The keys of n elements of a lane.
    void load(int64_t lane, int64_t first, int64_t n, K* keys) const noexcept {
        const int size = item_size(call_.dtype);
        const RunReader reader(kernels_, call_.in + (lane * call_.n + first) * size, size, call_.dtype, staged_);
        alignas(64) char buffer[kPart * kMaxItemSize];
        for (int64_t i = 0; i < n; i += kPart) {
            const int64_t m = std::min(kPart, n - i);
            kernels_.statistics->keys_from(staged_, reader.read(i, m, buffer), m, keys + i);
        }
    }

    int64_t count_nans(const K* keys, int64_t n) const noexcept {
        if (!may_be_nan(call_.dtype)) return 0;
        int64_t nans = 0;
        if (pair_) {
            for (int64_t i = 0; i < n; i++) nans += is_nan_key(keys[i], true) ? 1 : 0;
        } else {
            for (int64_t i = 0; i < n; i++) nans += keys[i] == kLast<K> ? 1 : 0;
        }
        return nans;
    }

    // Ascending, each once.
    int64_t list_ranks(int64_t n, int64_t* ranks) const noexcept {
        for (int64_t k = 0; k < call_.quantiles; k++) {
            const QuantilePlace place = quantile_place(call_.method, n, call_.q[k]);
            ranks[2 * k] = place.low;
            ranks[2 * k + 1] = place.high;
        }
        std::sort(ranks, ranks + 2 * call_.quantiles);
        return std::unique(ranks, ranks + 2 * call_.quantiles) - ranks;
    }

    bool is_blank(int64_t lane, int64_t nans) const noexcept {
        const bool blank = call_.skip_nan ? nans == call_.n : nans > 0;
        call_.has_nan[lane] = blank ? 1 : 0;
        return blank;
    }

    // From a lane's keys in memory, which are reordered.
    void find(int64_t lane, K* keys, int64_t nans, int64_t* ranks, K* found) const noexcept {
        const bool blank = is_blank(lane, nans);
        if (call_.skip_nan && pair_ && nans > 0) {
            std::partition(keys, keys + call_.n, [](K key) { return !is_nan_key(key, true); });
        }
        const int64_t n = blank ? call_.n : call_.n - nans;
        const int64_t count = list_ranks(n, ranks);
        // NaN have the largest keys: they stay behind, wherever they stand now.
        select_ranks(*kernels_.statistics, keys, 0, pair_ ? n : call_.n, ranks, ranks + count);
        for (int64_t r = 0; r < count; r++) found[r] = keys[ranks[r]];
        write(lane, n, ranks, count, found);
    }

    void write(int64_t lane, int64_t n, const int64_t* ranks, int64_t count, const K* found) const noexcept {
        const int size = item_size(call_.dtype);
        const auto put = [&](char* to, int64_t k, int64_t rank) {
            const K key = found[std::lower_bound(ranks, ranks + count, rank) - ranks];
            alignas(16) char value[kMaxItemSize];
            kernels_.statistics->keys_to(staged_, &key, 1, value);
            alignas(16) char item[kMaxItemSize];
            kernels_.casts[static_cast<int>(staged_)][static_cast<int>(call_.dtype)](value, size, item, size, 1);
            std::memcpy(to + (k * call_.lanes + lane) * size, item, static_cast<size_t>(size));
        };
        for (int64_t k = 0; k < call_.quantiles; k++) {
            const QuantilePlace place = quantile_place(call_.method, n, call_.q[k]);
            put(call_.low, k, place.low);
            put(call_.high, k, place.high);
            if (call_.skip_nan) {
                call_.gamma[k * call_.lanes + lane] = place.gamma;
            } else if (lane == 0) {
                // The same for all lanes, which other threads are at.
                call_.gamma[k] = place.gamma;
            }
        }
    }

    Status long_lane(int64_t* ranks, K* found) noexcept {
        if constexpr (sizeof(K) <= 8) {
            if (call_.n >= kSiftedLane && !pair_) {
                int64_t nans = 0;
                // Which ranks are wanted depends on how many elements are left.
                if (call_.skip_nan && may_be_nan(call_.dtype)) nans = count_nans_in_parts();
                const bool all_nan = nans == call_.n;
                const int64_t n = all_nan ? call_.n : call_.n - nans;
                const int64_t count = list_ranks(n, ranks);
                if (!all_nan && sift(ranks, count, n, found, &nans)) {
                    is_blank(0, nans);
                    write(0, n, ranks, count, found);
                    return Status::ok;
                }
            }
        }
        Scratch memory;
        K* keys = reinterpret_cast<K*>(memory.allocate(call_.n * static_cast<int64_t>(sizeof(K))));
        if (keys == nullptr) return Status::out_of_memory;
        pool_.for_ranges(call_.n, kOrderGrain,
                         [&](int64_t begin, int64_t end) { load(0, begin, end - begin, keys + begin); });
        find(0, keys, count_nans(keys, call_.n), ranks, found);
        return Status::ok;
    }

    template <class Body>
    void for_key_parts(int64_t begin, int64_t end, const Body& body) const noexcept {
        alignas(64) K keys[kPart];
        for (int64_t i = begin; i < end; i += kPart) {
            const int64_t m = std::min(kPart, end - i);
            load(0, i, m, keys);
            body(keys, m);
        }
    }

    int64_t count_nans_in_parts() const noexcept {
        std::atomic<int64_t> nans{0};
        pool_.for_ranges(call_.n, kOrderGrain, [&](int64_t begin, int64_t end) {
            int64_t own = 0;
            for_key_parts(begin, end, [&](const K* keys, int64_t m) { own += count_nans(keys, m); });
            nans += own;
        });
        return nans.load();
    }

    // Two values that most probably have the ranks first … last between them.
    template <class T>
    struct Bracket {
        int64_t first;
        int64_t last;
        T low;
        T high;
    };

    bool sift(const int64_t* ranks, int64_t count, int64_t n, K* found, int64_t* nans) noexcept {
        // Floats are compared as they are; their keys are made of those that are kept alone.
        if constexpr (sizeof(K) == 4) {
            if (staged_ == DType::Float32) return sift_as<float>(ranks, count, n, found, nans);
        } else {
            if (staged_ == DType::Float64) return sift_as<double>(ranks, count, n, found, nans);
        }
        return sift_as<K>(ranks, count, n, found, nans);
    }

    template <class T>
    K key_of(T value) const noexcept {
        if constexpr (std::is_same_v<T, K>) return value;
        K key;
        kernels_.statistics->keys_from(staged_, &value, 1, &key);
        return key;
    }
    template <class T>
    T value_of(K key) const noexcept {
        if constexpr (std::is_same_v<T, K>) return key;
        T value;
        kernels_.statistics->keys_to(staged_, &key, 1, &value);
        return value;
    }

    // Finds ranks by looking at all elements once: of each group of near ranks, those between two elements of a sample
    // are kept. False where the sample misled, or there are too many groups.
    template <class T>
    bool sift_as(const int64_t* ranks, int64_t count, int64_t n, K* found, int64_t* nans) noexcept {
        Bracket<T> brackets[kMostGroups];
        const int groups = make_brackets(ranks, count, n, brackets);
        if (groups == 0) return false;
        const int64_t parts = std::clamp<int64_t>(call_.n / kOrderGrain, 1, 4 * static_cast<int64_t>(pool_.threads()));
        const int64_t ranges = pool_.threads() == 1 ? 1 : parts;
        const int64_t length = (call_.n + ranges - 1) / ranges;
        const int64_t room = length / 4 + 4 * kPart;
        Scratch memory;
        T* kept = reinterpret_cast<T*>(memory.allocate(ranges * groups * room * static_cast<int64_t>(sizeof(T))));
        Scratch count_memory;
        int64_t* counts = reinterpret_cast<int64_t*>(count_memory.allocate(ranges * groups * kSiftCounts * 8));
        if (kept == nullptr || counts == nullptr) return false;
        std::memset(counts, 0, static_cast<size_t>(ranges * groups) * kSiftCounts * 8);
        const int size = item_size(call_.dtype);
        const RunReader reader(kernels_, call_.in, size, call_.dtype, staged_);
        const SiftFn<T> sift_part = sift_of(*kernels_.statistics, T{});
        std::atomic<bool> fits{true};
        pool_.for_ranges(ranges, 1, [&](int64_t begin, int64_t end) {
            alignas(64) T values[kPart];
            for (int64_t r = begin; r < end; r++) {
                const int64_t last = std::min(call_.n, (r + 1) * length);
                for (int64_t i = r * length; i < last; i += kPart) {
                    const int64_t m = std::min(kPart, last - i);
                    const T* from = values;
                    if (staged_ == DType::UInt64) {
                        load(0, i, m, reinterpret_cast<K*>(values));
                    } else {
                        from = static_cast<const T*>(reader.read(i, m, values));
                    }
                    for (int g = 0; g < groups; g++) {
                        int64_t* own = counts + (r * groups + g) * kSiftCounts;
                        if (own[kBetween] + 2 * kPart > room) {
                            fits.store(false, std::memory_order_relaxed);
                            return;
                        }
                        T* to = kept + (r * groups + g) * room + own[kBetween];
                        sift_part(from, m, brackets[g].low, brackets[g].high, to, own);
                    }
                }
            }
        });
        if (!fits.load()) return false;
        if (!call_.skip_nan) {
            *nans = 0;
            for (int64_t r = 0; r < ranges; r++) *nans += counts[r * groups * kSiftCounts + kNans];
        }
        for (int g = 0; g < groups; g++) {
            if (!settle(brackets[g], g, groups, ranges, room, kept, counts, ranks, found)) return false;
        }
        return true;
    }

    template <class T>
    int make_brackets(const int64_t* ranks, int64_t count, int64_t n, Bracket<T>* brackets) const noexcept {
        int groups = 0;
        for (int64_t r = 0; r < count;) {
            if (groups == kMostGroups) return 0;
            int64_t last = r;
            while (last + 1 < count && ranks[last + 1] - ranks[r] <= n / 256) last++;
            brackets[groups++] = {r, last, T{}, T{}};
            r = last + 1;
        }
        const int64_t sampled = std::clamp<int64_t>(call_.n / 16, kPart / 4, kMostSampled);
        alignas(64) char items[kMostSampled * 8];
        const int size = item_size(call_.dtype);
        uint64_t state = 0x2545f4914f6cdd1du;
        for (int64_t i = 0; i < sampled; i++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            const auto wide = static_cast<unsigned __int128>(state) * static_cast<uint64_t>(call_.n);
            std::memcpy(items + i * size, call_.in + static_cast<int64_t>(wide >> 64) * size,
                        static_cast<size_t>(size));
        }
        K sample[kMostSampled];
        const RunReader reader(kernels_, items, size, call_.dtype, staged_);
        alignas(64) char buffer[kPart * kMaxItemSize];
        for (int64_t i = 0; i < sampled; i += kPart) {
            const int64_t m = std::min(kPart, sampled - i);
            kernels_.statistics->keys_from(staged_, reader.read(i, m, buffer), m, sample + i);
        }
        // Ranks count among all elements; skipped NaN are the last of them.
        const double all = static_cast<double>(call_.n);
        const double size_of_sample = static_cast<double>(sampled);
        int64_t places[2 * kMostGroups];
        for (int g = 0; g < groups; g++) {
            const auto place = [&](int64_t rank, int side) {
                const double share = (static_cast<double>(rank) + 0.5) / all;
                const double error = 3 * std::sqrt(size_of_sample * share * (1 - share)) + 4;
                return static_cast<int64_t>(std::floor(share * size_of_sample + side * error));
            };
            places[2 * g] = place(ranks[brackets[g].first], -1);
            places[2 * g + 1] = place(ranks[brackets[g].last], 1);
        }
        int64_t inside[2 * kMostGroups];
        for (int k = 0; k < 2 * groups; k++) inside[k] = std::clamp<int64_t>(places[k], 0, sampled - 1);
        std::sort(inside, inside + 2 * groups);
        int64_t* end = std::unique(inside, inside + 2 * groups);
        select_ranks(*kernels_.statistics, sample, 0, sampled, inside, end);
        constexpr T kHighest =
            std::numeric_limits<T>::has_infinity ? std::numeric_limits<T>::infinity() : std::numeric_limits<T>::max();
        constexpr T kLowest =
            std::numeric_limits<T>::has_infinity ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::min();
        for (int g = 0; g < groups; g++) {
            const int64_t low = places[2 * g];
            const int64_t high = places[2 * g + 1];
            brackets[g].low = low < 0 ? kLowest : value_of<T>(sample[low]);
            brackets[g].high = high >= sampled ? kHighest : value_of<T>(sample[high]);
            if (brackets[g].low != brackets[g].low) return 0;
            if (brackets[g].high != brackets[g].high) brackets[g].high = kHighest;
        }
        return groups;
    }

    // The found keys of one group, from all ranges.
    template <class T>
    bool settle(const Bracket<T>& bracket, int g, int groups, int64_t ranges, int64_t room, const T* kept,
                const int64_t* counts, const int64_t* ranks, K* found) const noexcept {
        int64_t total[kSiftCounts] = {};
        for (int64_t r = 0; r < ranges; r++) {
            for (int i = 0; i < kSiftCounts; i++) total[i] += counts[(r * groups + g) * kSiftCounts + i];
        }
        if (bracket.low == bracket.high) total[kAtHigh] = 0;  // counted twice
        Scratch memory;
        K* keys = reinterpret_cast<K*>(memory.allocate(total[kBetween] * static_cast<int64_t>(sizeof(K))));
        if (keys == nullptr) return false;
        int64_t at = 0;
        for (int64_t r = 0; r < ranges; r++) {
            const int64_t own = counts[(r * groups + g) * kSiftCounts + kBetween];
            const T* from = kept + (r * groups + g) * room;
            if constexpr (std::is_same_v<T, K>) {
                std::memcpy(keys + at, from, static_cast<size_t>(own) * sizeof(K));
            } else {
                kernels_.statistics->keys_from(staged_, from, own, keys + at);
            }
            at += own;
        }
        const int64_t before = total[kBelow] + total[kAtLow];
        const int64_t between = total[kBetween];
        Scratch rank_memory;
        int64_t* inside = reinterpret_cast<int64_t*>(rank_memory.allocate((bracket.last - bracket.first + 1) * 8));
        if (inside == nullptr) return false;
        int64_t wanted = 0;
        for (int64_t r = bracket.first; r <= bracket.last; r++) {
            const int64_t rank = ranks[r];
            if (rank < total[kBelow] || rank >= before + between + total[kAtHigh]) return false;
            if (rank >= before && rank < before + between) inside[wanted++] = rank - before;
        }
        select_ranks(*kernels_.statistics, keys, 0, between, inside, inside + wanted);
        for (int64_t r = bracket.first; r <= bracket.last; r++) {
            const int64_t rank = ranks[r];
            if (rank < before) {
                found[r] = key_of(bracket.low);
            } else if (rank >= before + between) {
                found[r] = key_of(bracket.high);
            } else {
                found[r] = keys[rank - before];
            }
        }
        return true;
    }

    const KernelTable& kernels_;
    ThreadPool& pool_;
    const OrderCall& call_;
    DType staged_;
    bool pair_;
};

}  // namespace

Status run_order(const KernelTable& kernels, ThreadPool& pool, const OrderCall& call) noexcept {
    if (call.lanes == 0 || call.quantiles == 0) return Status::ok;
    if (call.n < 1) return Status::bad_argument;
    if (call.weights != nullptr) return run_weighted_order(kernels, pool, call);
    switch (staged_type(call.dtype)) {
        case DType::Int32:
        case DType::Float32:
            return Order<int32_t>(kernels, pool, call).run();
        case DType::Complex128:
            return Order<__int128>(kernels, pool, call).run();
        default:
            return Order<int64_t>(kernels, pool, call).run();
    }
}

}  // namespace strided
