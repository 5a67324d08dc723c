#include "native/loops/sort_lane.h"

namespace strided {
namespace {

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

}  // namespace

char* sort_run(const SortKernels& kernels, Workers workers, int width, char* keys, char* spare, int64_t n) noexcept {
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
