#include "native/loops/sort_search.h"

#include <atomic>
#include <cstring>

#include "native/loops/sort_lane.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

constexpr int64_t kNeedleGrain = 2048;
constexpr int64_t kBlock = 512;

bool is_complex(DType dtype) noexcept { return dtype == DType::Complex64 || dtype == DType::Complex128; }
bool is_float(DType dtype) noexcept { return dtype >= DType::Float16 && dtype <= DType::Float64; }

// A key of any dtype, compared part by part: complex numbers without NaN come before those with NaN in the imaginary
// part, in the real one, in both.
struct AnyKey {
    uint64_t kind = 0;
    uint64_t re = 0;
    uint64_t im = 0;

    bool operator<(const AnyKey& other) const noexcept {
        if (kind != other.kind) return kind < other.kind;
        if (re != other.re) return re < other.re;
        return im < other.im;
    }
    bool operator==(const AnyKey& other) const noexcept {
        return kind == other.kind && re == other.re && im == other.im;
    }
};

// Reads one element's key.
struct KeyReader {
    const SortKernels& kernels;
    DType dtype;

    uint64_t part(DType of, const char* data, bool* nan) const noexcept {
        alignas(8) char bytes[8];
        kernels.load[static_cast<int>(of)](data, item_size(of), bytes, 1, true);
        uint64_t key = 0;
        std::memcpy(&key, bytes, static_cast<size_t>(item_size(of)));
        const int bits = 8 * item_size(of);
        *nan = (is_float(of)) && key == (bits == 64 ? ~uint64_t{0} : (uint64_t{1} << bits) - 1);
        return key;
    }

    AnyKey read(const char* data) const noexcept {
        AnyKey key;
        bool nan = false;
        if (!is_complex(dtype)) {
            key.re = part(dtype, data, &nan);
            return key;
        }
        const DType half = dtype == DType::Complex64 ? DType::Float32 : DType::Float64;
        bool nan_im = false;
        key.re = part(half, data, &nan);
        key.im = part(half, data + item_size(half), &nan_im);
        key.kind = static_cast<uint64_t>(2 * nan + nan_im);
        return key;
    }
};

int64_t place_at(const Run& sorter, int64_t i) noexcept {
    int64_t place;
    std::memcpy(&place, sorter.data + i * sorter.stride, 8);
    return place;
}

// One search that reads the elements where they are.
int64_t search_elements(const KeyReader& reader, const Run& a, const Run& sorter, const AnyKey& needle, bool right,
                        std::atomic<bool>* wrong_place) noexcept {
    int64_t low = 0;
    int64_t high = a.n;
    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        int64_t place = middle;
        if (sorter.data != nullptr) {
            place = place_at(sorter, middle);
            if (place < 0 || place >= a.n) {
                wrong_place->store(true, std::memory_order_relaxed);
                return 0;
            }
        }
        const AnyKey key = reader.read(a.data + place * a.stride);
        if (right ? !(needle < key) : key < needle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

// The keys of a in the sorter's order; false where a place lies outside.
bool load_sorted(const SortKernels& kernels, const SearchCall& call, char* keys, int64_t size, int64_t begin,
                 int64_t end) noexcept {
    const LoadKeysFn load = kernels.load[static_cast<int>(call.dtype)];
    if (call.sorter.data == nullptr) {
        load(call.a.data + begin * call.a.stride, call.a.stride, keys + begin * size, end - begin, true);
        return true;
    }
    for (int64_t i = begin; i < end; i++) {
        const int64_t place = place_at(call.sorter, i);
        if (place < 0 || place >= call.a.n) return false;
        load(call.a.data + place * call.a.stride, call.a.stride, keys + i * size, 1, true);
    }
    return true;
}

}  // namespace

Status run_search(const KernelTable& kernels, ThreadPool& pool, const SearchCall& call, bool* wrong_place) noexcept {
    const SortKernels& sort = kernels.sort;
    const int64_t size = item_size(call.dtype);
    const int64_t n = call.a.n;
    const int64_t m = call.needles.n;
    std::atomic<bool> wrong{false};
    *wrong_place = false;
    const KeyReader reader{sort, call.dtype};
    // Keys are made for all elements where there are many needles.
    if (is_complex(call.dtype) || m < n / 16) {
        pool.for_ranges(m, kNeedleGrain / 16, [&](int64_t begin, int64_t end) {
            for (int64_t i = begin; i < end; i++) {
                const AnyKey needle = reader.read(call.needles.data + i * call.needles.stride);
                const int64_t at = search_elements(reader, call.a, call.sorter, needle, call.right, &wrong);
                std::memcpy(call.found + i * call.found_stride, &at, 8);
            }
        });
        *wrong_place = wrong.load(std::memory_order_relaxed);
        return Status::ok;
    }
    alignas(64) char small[4096];
    Scratch memory;
    char* const keys = n * size <= 4096 ? small : memory.allocate(n * size);
    if (keys == nullptr) return Status::out_of_memory;
    pool.for_ranges(n, kKeyGrain, [&](int64_t begin, int64_t end) {
        if (!load_sorted(sort, call, keys, size, begin, end)) wrong.store(true, std::memory_order_relaxed);
    });
    if (wrong.load(std::memory_order_relaxed)) {
        *wrong_place = true;
        return Status::ok;
    }
    const KeyKernels& kernel = sort.keys[key_width(static_cast<int>(size))];
    const LoadKeysFn load = sort.load[static_cast<int>(call.dtype)];
    pool.for_ranges(m, kNeedleGrain, [&](int64_t begin, int64_t end) {
        alignas(64) char needles[kBlock * 8];
        int64_t found[kBlock];
        for (int64_t i = begin; i < end; i += kBlock) {
            const int64_t count = end - i < kBlock ? end - i : kBlock;
            load(call.needles.data + i * call.needles.stride, call.needles.stride, needles, count, true);
            kernel.search(keys, n, needles, count, call.right, found);
            if (call.found_stride == 8) {
                std::memcpy(call.found + i * 8, found, static_cast<size_t>(count) * 8);
            } else {
                for (int64_t j = 0; j < count; j++) std::memcpy(call.found + (i + j) * call.found_stride, &found[j], 8);
            }
        }
    });
    return Status::ok;
}

namespace {

template <class K>
void look_up_table(const ContainsCall& call, LoadKeysFn load, const uint8_t* table, uint64_t low, uint64_t high,
                   bool invert, int64_t begin, int64_t end) noexcept {
    alignas(64) K keys[kBlock];
    for (int64_t i = begin; i < end; i += kBlock) {
        const int64_t count = end - i < kBlock ? end - i : kBlock;
        load(call.elements.data + i * call.elements.stride, call.elements.stride, reinterpret_cast<char*>(keys), count,
             true);
        for (int64_t j = 0; j < count; j++) {
            const uint64_t key = keys[j];
            const bool inside = key >= low && key <= high;
            const bool found = inside && table[inside ? key - low : 0] != 0;
            call.out[(i + j) * call.out_stride] = static_cast<char>(found != invert);
        }
    }
}

template <class K>
void look_up_sorted(const ContainsCall& call, const KeyKernels& kernel, LoadKeysFn load, const char* sorted,
                    bool nan_key, int64_t begin, int64_t end) noexcept {
    alignas(64) K keys[kBlock];
    int64_t found[kBlock];
    const K* among = reinterpret_cast<const K*>(sorted);
    const int64_t n = call.among.n;
    for (int64_t i = begin; i < end; i += kBlock) {
        const int64_t count = end - i < kBlock ? end - i : kBlock;
        load(call.elements.data + i * call.elements.stride, call.elements.stride, reinterpret_cast<char*>(keys), count,
             true);
        kernel.search(sorted, n, reinterpret_cast<const char*>(keys), count, false, found);
        for (int64_t j = 0; j < count; j++) {
            const bool nan = nan_key && keys[j] == static_cast<K>(~K(0));
            const bool is_there = found[j] < n && among[found[j] < n ? found[j] : 0] == keys[j] && !nan;
            call.out[(i + j) * call.out_stride] = static_cast<char>(is_there != call.invert);
        }
    }
}

template <class K>
void mark(const char* keys, int64_t n, uint64_t low, uint8_t* table) noexcept {
    const K* in = reinterpret_cast<const K*>(keys);
    for (int64_t i = 0; i < n; i++) table[in[i] - low] = 1;
}

template <class K>
Status contains_keys(const KernelTable& kernels, ThreadPool& pool, const ContainsCall& call) noexcept {
    const SortKernels& sort = kernels.sort;
    const KeyKernels& kernel = sort.keys[key_width(sizeof(K))];
    const LoadKeysFn load = sort.load[static_cast<int>(call.dtype)];
    const int64_t size = sizeof(K);
    const int64_t n = call.among.n;
    const int64_t m = call.elements.n;
    Scratch key_memory;
    Scratch spare_memory;
    char* const keys = key_memory.allocate(n * size);
    if (keys == nullptr) return Status::out_of_memory;
    pool.for_ranges(n, kKeyGrain, [&](int64_t begin, int64_t end) {
        load(call.among.data + begin * call.among.stride, call.among.stride, keys + begin * size, end - begin, true);
    });
    uint64_t low;
    uint64_t high;
    bool sorted;
    kernel.range(keys, n, &low, &high, &sorted);
    // A table of bytes, where the range is not much longer than the lists.
    if (!is_float(call.dtype) && high - low <= 8 * static_cast<uint64_t>(n + m) + 256) {
        Scratch table_memory;
        const int64_t length = static_cast<int64_t>(high - low) + 1;
        uint8_t* const table = reinterpret_cast<uint8_t*>(table_memory.allocate(length));
        if (table == nullptr) return Status::out_of_memory;
        std::memset(table, 0, static_cast<size_t>(length));
        mark<K>(keys, n, low, table);
        pool.for_ranges(m, 4 * kNeedleGrain, [&](int64_t begin, int64_t end) {
            look_up_table<K>(call, load, table, low, high, call.invert, begin, end);
        });
        return Status::ok;
    }
    const char* ordered = keys;
    if (!sorted) {
        char* const spare = spare_memory.allocate(n * size);
        if (spare == nullptr) return Status::out_of_memory;
        ordered = sort_run(sort, Workers{&pool}, key_width(sizeof(K)), keys, spare, n);
    }
    pool.for_ranges(m, kNeedleGrain, [&](int64_t begin, int64_t end) {
        look_up_sorted<K>(call, kernel, load, ordered, is_float(call.dtype), begin, end);
    });
    return Status::ok;
}

}  // namespace

Status run_contains(const KernelTable& kernels, ThreadPool& pool, const ContainsCall& call) noexcept {
    if (call.among.n == 0) {
        for (int64_t i = 0; i < call.elements.n; i++) call.out[i * call.out_stride] = call.invert;
        return Status::ok;
    }
    if (is_complex(call.dtype)) {
        const KeyReader reader{kernels.sort, call.dtype};
        std::atomic<bool> wrong{false};
        pool.for_ranges(call.elements.n, kNeedleGrain / 16, [&](int64_t begin, int64_t end) {
            for (int64_t i = begin; i < end; i++) {
                const AnyKey key = reader.read(call.elements.data + i * call.elements.stride);
                const int64_t at = search_elements(reader, call.among, Run{nullptr, 0, 0}, key, false, &wrong);
                const bool found =
                    key.kind == 0 && at < call.among.n && reader.read(call.among.data + at * call.among.stride) == key;
                call.out[i * call.out_stride] = static_cast<char>(found != call.invert);
            }
        });
        return Status::ok;
    }
    switch (item_size(call.dtype)) {
        case 1:
            return contains_keys<uint8_t>(kernels, pool, call);
        case 2:
            return contains_keys<uint16_t>(kernels, pool, call);
        case 4:
            return contains_keys<uint32_t>(kernels, pool, call);
        default:
            return contains_keys<uint64_t>(kernels, pool, call);
    }
}

}  // namespace strided
