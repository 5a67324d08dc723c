#include "native/loops/sort_lane.h"

#include <algorithm>
#include <cstring>

#include "native/memory/scratch.h"

namespace strided {
namespace {

// Parts of one run that threads work on by turns: each lies, with its buffers, in a core's own cache.
constexpr int64_t kChunkBytes = 1 << 17;
constexpr int64_t kMostChunks = 1024;

struct Chunks {
    int64_t n;
    int64_t length;
    int64_t count;

    Chunks(int64_t elements, int64_t size) noexcept
        : n(elements),
          length(std::max(kChunkBytes / size, (elements + kMostChunks - 1) / kMostChunks)),
          count((elements + length - 1) / length) {}
    int64_t begin(int64_t chunk) const noexcept { return chunk * length; }
    int64_t size(int64_t chunk) const noexcept { return std::min(length, n - chunk * length); }
};

// counts[chunk · buckets + b] elements of each chunk belong to bucket b: turns the counts into the places where they
// go, and writes where the buckets begin and the last one ends.
void place_buckets(const Chunks& chunks, int64_t buckets, int64_t* counts, int64_t* bounds) noexcept {
    int64_t place = 0;
    for (int64_t b = 0; b < buckets; b++) {
        bounds[b] = place;
        for (int64_t c = 0; c < chunks.count; c++) {
            const int64_t held = counts[c * buckets + b];
            counts[c * buckets + b] = place;
            place += held;
        }
    }
    bounds[buckets] = place;
}

// Moves every chunk's part of each bucket to its place.
void join_buckets(Workers workers, const Chunks& chunks, int64_t size, int64_t buckets, const int64_t* places,
                  const int64_t* bounds, const char* from, char* to) noexcept {
    workers.for_ranges(chunks.count, 1, [&](int64_t begin, int64_t end) {
        for (int64_t c = begin; c < end; c++) {
            int64_t at = chunks.begin(c);
            for (int64_t b = 0; b < buckets; b++) {
                const int64_t first = places[c * buckets + b];
                const int64_t last = c + 1 < chunks.count ? places[(c + 1) * buckets + b] : bounds[b + 1];
                std::memcpy(to + first * size, from + at * size, static_cast<size_t>((last - first) * size));
                at += last - first;
            }
        }
    });
}

// Scattering by digits is fast while keys and spare room lie in a core's own cache.
constexpr int64_t kPieceBytes = 1 << 20;

// Pieces are sorted on their own and merged in pairs: a power of two of them.
int64_t piece_count(Workers workers, int64_t n, int64_t size) noexcept {
    int64_t pieces = 1;
    while (size > 1 && n * size / pieces > kPieceBytes) pieces *= 2;
    while (n / pieces > kMostSortedKeys) pieces *= 2;
    while (pieces < workers.threads() && n / (2 * pieces) >= kKeyGrain) pieces *= 2;
    return pieces;
}

constexpr int kWords = 3;

bool is_shared(Workers workers, int64_t n) noexcept { return workers.threads() > 1 && n >= 2 * kKeyGrain; }

}  // namespace

void sort_elements(const VectorSort& kernel, Workers workers, int64_t size, const char* src, char* dst, char* spare,
                   int64_t n) noexcept {
    if (!is_shared(workers, n)) return kernel.sort(src, dst, spare, n);
    if (kernel.is_sorted(src, n)) {
        workers.for_ranges(n, kKeyGrain, [&](int64_t begin, int64_t end) {
            kernel.copy(src + begin * size, dst + begin * size, end - begin);
        });
        return;
    }
    // Several buckets for each thread: their sizes differ.
    int levels = 3;
    while (levels < kMostSplitLevels && (1 << levels) < 8 * workers.threads()) levels++;
    const int64_t buckets = int64_t{1} << levels;
    const Chunks chunks(n, size);
    Scratch memory;
    int64_t* const counts = reinterpret_cast<int64_t*>(memory.allocate(chunks.count * buckets * 8));
    if (counts == nullptr) return kernel.sort(src, dst, spare, n);
    alignas(8) char pivots[8 << kMostSplitLevels];
    kernel.sample(src, n, levels, pivots);
    workers.for_ranges(chunks.count, 1, [&](int64_t begin, int64_t end) {
        for (int64_t c = begin; c < end; c++) {
            const int64_t at = chunks.begin(c) * size;
            kernel.split(src + at, dst + at, spare + at, chunks.size(c), pivots, levels, counts + c * buckets);
        }
    });
    int64_t bounds[(1 << kMostSplitLevels) + 1];
    place_buckets(chunks, buckets, counts, bounds);
    char* const split = levels % 2 == 0 ? dst : spare;
    char* const joined = levels % 2 == 0 ? spare : dst;
    join_buckets(workers, chunks, size, buckets, counts, bounds, split, joined);
    workers.for_ranges(buckets, 1, [&](int64_t begin, int64_t end) {
        for (int64_t b = begin; b < end; b++) {
            const int64_t at = bounds[b] * size;
            kernel.sort_keys(joined + at, split + at, dst + at, bounds[b + 1] - bounds[b]);
        }
    });
}

void select_element(const VectorSort& kernel, Workers workers, int64_t size, const char* src, char* dst, char* spare,
                    int64_t n, int64_t k) noexcept {
    if (!is_shared(workers, n)) return kernel.select(src, dst, spare, n, k);
    constexpr int64_t kParts = 3;
    const Chunks chunks(n, size);
    int64_t counts[kParts * kMostChunks];
    alignas(8) char low[8];
    alignas(8) char high[8];
    kernel.bracket(src, n, k, low, high);
    workers.for_ranges(chunks.count, 1, [&](int64_t begin, int64_t end) {
        for (int64_t c = begin; c < end; c++) {
            const int64_t at = chunks.begin(c) * size;
            kernel.part(src + at, spare + at, dst + at, chunks.size(c), low, high, counts + c * kParts);
        }
    });
    int64_t bounds[kParts + 1];
    place_buckets(chunks, kParts, counts, bounds);
    join_buckets(workers, chunks, size, kParts, counts, bounds, spare, dst);
    for (int64_t p = 0; p < kParts; p++) {
        if (k < bounds[p] || k >= bounds[p + 1]) continue;
        const int64_t at = bounds[p] * size;
        kernel.select(dst + at, dst + at, spare + at, bounds[p + 1] - bounds[p], k - bounds[p]);
    }
}

char* sort_run(const SortKernels& kernels, Workers workers, int width, char* keys, char* spare, int64_t n) noexcept {
    if (width >= 2) {
        const DType dtype = width == 2 ? DType::UInt32 : DType::UInt64;
        sort_elements(*kernels.vectors.by_dtype[static_cast<int>(dtype)], workers, int64_t{1} << width, keys, keys,
                      spare, n);
        return keys;
    }
    const KeyKernels& kernel = kernels.keys[width];
    const int64_t size = int64_t{1} << width;
    const int64_t pieces = piece_count(workers, n, size);
    if (pieces == 1) {
        kernel.sort(keys, spare, n);
        return keys;
    }
    const auto bound = [=](int64_t piece) { return n / pieces * piece + (n % pieces) * piece / pieces; };
    workers.for_ranges(pieces, 1, [&](int64_t begin, int64_t end) {
        for (int64_t p = begin; p < end; p++) {
            const int64_t first = bound(p);
            kernel.sort(keys + first * size, spare + first * size, bound(p + 1) - first);
        }
    });
    for (int64_t merged = 1; merged < pieces; merged *= 2) {
        const int64_t pairs = pieces / merged / 2;
        const int64_t parts = pairs >= workers.threads() ? 1 : (workers.threads() + pairs - 1) / pairs;
        workers.for_ranges(pairs * parts, 1, [&](int64_t begin, int64_t end) {
            for (int64_t u = begin; u < end; u++) {
                const int64_t first = bound(u / parts * 2 * merged);
                const int64_t middle = bound((u / parts * 2 + 1) * merged);
                const int64_t last = bound((u / parts * 2 + 2) * merged);
                const char* a = keys + first * size;
                const char* b = keys + middle * size;
                const int64_t na = middle - first;
                const int64_t nb = last - middle;
                const int64_t part = u % parts;
                const int64_t from = (na + nb) / parts * part;
                const int64_t to = part + 1 == parts ? na + nb : (na + nb) / parts * (part + 1);
                const int64_t a_from = kernel.split_merge(a, na, b, nb, from);
                const int64_t a_to = kernel.split_merge(a, na, b, nb, to);
                kernel.merge(a + a_from * size, a_to - a_from, b + (from - a_from) * size,
                             (to - a_to) - (from - a_from), spare + (first + from) * size);
            }
        });
        char* const other = keys;
        keys = spare;
        spare = other;
    }
    return keys;
}

void argsort_run(const SortKernels& kernels, Workers workers, int width, const char* keys, char* words, char* spare,
                 int64_t n, int64_t* index) noexcept {
    if (n == 0) return;
    const KeyKernels& kernel = kernels.keys[width];
    WordLayout layout;
    uint64_t high;
    bool sorted;
    kernel.range(keys, n, &layout.low, &high, &sorted);
    if (sorted) {
        for (int64_t i = 0; i < n; i++) index[i] = i;
        return;
    }
    const auto bit_length = [](uint64_t value) { return value == 0 ? 0 : 64 - __builtin_clzll(value); };
    const int key_bits = bit_length(high - layout.low);
    layout.place_bits = bit_length(static_cast<uint64_t>(n - 1));
    layout.dropped = key_bits + layout.place_bits > 64 ? key_bits + layout.place_bits - 64 : 0;
    workers.for_ranges(n, kKeyGrain, [&](int64_t begin, int64_t end) {
        kernel.pack(keys, begin, end, layout, reinterpret_cast<uint64_t*>(words) + begin);
    });
    char* const result = sort_run(kernels, workers, kWords, words, spare, n);
    char* const free = result == words ? spare : words;
    const uint64_t* ordered = reinterpret_cast<const uint64_t*>(result);
    // Cut where the leading bits change, so that what is equal in them stays in one range.
    const auto cut = [&](int64_t at) {
        while (at > 0 && at < n && layout.dropped > 0 &&
               ordered[at] >> layout.place_bits == ordered[at - 1] >> layout.place_bits) {
            at++;
        }
        return at;
    };
    workers.for_ranges(n, kKeyGrain, [&](int64_t begin, int64_t end) {
        const int64_t first = cut(begin);
        const int64_t last = cut(end);
        if (first >= last) return;
        kernel.unpack(keys, reinterpret_cast<uint64_t*>(result) + first, last - first, layout,
                      reinterpret_cast<uint64_t*>(free) + first, index + first);
    });
}

}  // namespace strided
