#include "native/loops/sort.h"

#include <algorithm>
#include <cstring>

#include "native/loops/sort_lane.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

bool is_complex(DType dtype) noexcept { return dtype == DType::Complex64 || dtype == DType::Complex128; }
DType part_of(DType dtype) noexcept { return dtype == DType::Complex64 ? DType::Float32 : DType::Float64; }

int64_t padded(int64_t bytes) noexcept { return (bytes + 63) / 64 * 64; }

// Buffers for one run of n elements: one allocation cut into parts.
struct Lane {
    char* keys = nullptr;
    char* spare = nullptr;  // as keys, at least
    char* words = nullptr;  // n 64-bit words each
    char* words2 = nullptr;
    int64_t* index = nullptr;
    int64_t* order = nullptr;  // a second list of places
    char* items = nullptr;     // the run itself, contiguous
    char* imaginary = nullptr;
};

// Which parts a task needs.
struct LaneNeeds {
    int64_t n;
    int key_size;
    int item_size;
    bool keys;
    bool places;
    bool complex;
};

bool is_dense(const char* data, int64_t stride, int64_t size, int64_t n) noexcept {
    return (n < 2 || stride == size) && reinterpret_cast<uintptr_t>(data) % static_cast<uintptr_t>(size) == 0;
}

bool has_dense_runs(const SortCall& call, const Operand& operand) noexcept {
    const int64_t size = item_size(operand.dtype);
    for (int i = 0; i + 1 < call.ndim; i++) {
        if (operand.strides[i] % size != 0) return false;
    }
    return is_dense(operand.data, operand.strides[call.ndim - 1], size, call.shape[call.ndim - 1]);
}

LaneNeeds needs_of(const SortCall& call) noexcept {
    const DType dtype = call.in.dtype;
    LaneNeeds needs;
    needs.n = call.shape[call.ndim - 1];
    needs.complex = is_complex(dtype);
    needs.key_size = needs.complex ? item_size(dtype) / 2 : item_size(dtype);
    needs.item_size = item_size(dtype);
    const bool gives_values = call.task == SortTask::values || call.task == SortTask::partition;
    // Vectors sort such runs from operand to operand.
    needs.keys = needs.complex || needs.item_size < 4 || !gives_values || !has_dense_runs(call, call.in) ||
                 !has_dense_runs(call, call.out);
    needs.places = needs.complex || call.task == SortTask::places || call.task == SortTask::partition_places;
    return needs;
}

int64_t cut_lane(const LaneNeeds& needs, char* memory, Lane* lane) noexcept {
    int64_t at = 0;
    const auto take = [&](int64_t bytes) {
        char* const part = memory == nullptr ? nullptr : memory + at;
        at += padded(bytes);
        return part;
    };
    if (needs.keys) lane->keys = take(needs.n * needs.key_size);
    lane->spare = take(needs.n * needs.key_size);
    if (needs.places) {
        lane->words = take(needs.n * 8);
        lane->words2 = take(needs.n * 8);
        lane->index = reinterpret_cast<int64_t*>(take(needs.n * 8));
    }
    if (needs.complex) {
        lane->order = reinterpret_cast<int64_t*>(take(needs.n * 8));
        lane->items = take(needs.n * needs.item_size);
        lane->imaginary = take(needs.n * needs.key_size);
    }
    return at;
}

void load(const SortKernels& kernels, Workers workers, DType dtype, const char* src, int64_t stride, char* keys,
          int64_t n, bool zeros_equal) noexcept {
    const LoadKeysFn load_keys = kernels.load[static_cast<int>(dtype)];
    const int64_t size = item_size(dtype);
    workers.for_ranges(n, kKeyGrain, [&](int64_t begin, int64_t end) {
        load_keys(src + begin * stride, stride, keys + begin * size, end - begin, zeros_equal);
    });
}

void store(const SortKernels& kernels, Workers workers, DType dtype, const char* keys, char* dst, int64_t stride,
           int64_t n) noexcept {
    const StoreKeysFn store_keys = kernels.store[static_cast<int>(dtype)];
    const int64_t size = item_size(dtype);
    workers.for_ranges(n, kKeyGrain, [&](int64_t begin, int64_t end) {
        store_keys(keys + begin * size, dst + begin * stride, stride, end - begin);
    });
}

template <class K>
void gather_keys(const char* keys, const int64_t* index, char* out, int64_t n) noexcept {
    const K* in = reinterpret_cast<const K*>(keys);
    K* to = reinterpret_cast<K*>(out);
    for (int64_t i = 0; i < n; i++) to[i] = in[index[i]];
}

void gather(int width, const char* keys, const int64_t* index, char* out, int64_t n) noexcept {
    switch (width) {
        case 0:
            return gather_keys<uint8_t>(keys, index, out, n);
        case 1:
            return gather_keys<uint16_t>(keys, index, out, n);
        case 2:
            return gather_keys<uint32_t>(keys, index, out, n);
        default:
            return gather_keys<uint64_t>(keys, index, out, n);
    }
}

template <class K>
bool any_greatest(const char* keys, int64_t n) noexcept {
    const K* in = reinterpret_cast<const K*>(keys);
    bool any = false;
    for (int64_t i = 0; i < n; i++) any |= in[i] == static_cast<K>(~K(0));
    return any;
}

bool any_nan(int width, const char* keys, int64_t n) noexcept {
    return width == 2 ? any_greatest<uint32_t>(keys, n) : any_greatest<uint64_t>(keys, n);
}

// Places sorted so far by lesser keys, in `index`: sorts them by `keys`, what is equal keeping its order.
// spare holds as many keys; `order` and `index` change places.
void refine_places(const SortKernels& kernels, Workers workers, int width, const char* keys, Lane& lane, int64_t n,
                   char* gathered) noexcept {
    gather(width, keys, lane.index, gathered, n);
    argsort_run(kernels, workers, width, gathered, lane.words, lane.words2, n, lane.order);
    int64_t* const composed = reinterpret_cast<int64_t*>(lane.words);
    for (int64_t i = 0; i < n; i++) composed[i] = lane.index[lane.order[i]];
    std::memcpy(lane.index, composed, static_cast<size_t>(n) * 8);
}

// The places of a contiguous run of complex numbers.
void argsort_complex(const SortKernels& kernels, Workers workers, DType dtype, const char* items, Lane& lane,
                     int64_t n) noexcept {
    const DType part = part_of(dtype);
    const int64_t size = item_size(part);
    const int width = key_width(static_cast<int>(size));
    load(kernels, workers, part, items, 2 * size, lane.keys, n, true);
    load(kernels, workers, part, items + size, 2 * size, lane.imaginary, n, true);
    const bool nan = any_nan(width, lane.keys, n) || any_nan(width, lane.imaginary, n);
    argsort_run(kernels, workers, width, lane.imaginary, lane.words, lane.words2, n, lane.index);
    refine_places(kernels, workers, width, lane.keys, lane, n, lane.spare);
    if (!nan) return;
    // Without NaN, NaN in the imaginary part, in the real one, in both.
    uint8_t* const kind = reinterpret_cast<uint8_t*>(lane.spare);
    const auto is_nan = [=](const char* keys, int64_t i) {
        return width == 2 ? reinterpret_cast<const uint32_t*>(keys)[i] == ~uint32_t{0}
                          : reinterpret_cast<const uint64_t*>(keys)[i] == ~uint64_t{0};
    };
    for (int64_t i = 0; i < n; i++) {
        kind[i] = static_cast<uint8_t>(2 * is_nan(lane.keys, i) + is_nan(lane.imaginary, i));
    }
    refine_places(kernels, workers, 0, lane.spare, lane, n, lane.imaginary);
}

void copy_run(int64_t size, const char* src, int64_t src_stride, char* dst, int64_t dst_stride, int64_t n) noexcept {
    if (src_stride == size && dst_stride == size) {
        std::memcpy(dst, src, static_cast<size_t>(n * size));
    } else {
        for (int64_t i = 0; i < n; i++) {
            std::memcpy(dst + i * dst_stride, src + i * src_stride, static_cast<size_t>(size));
        }
    }
}

void store_places(Workers workers, const int64_t* index, char* dst, int64_t stride, int64_t n) noexcept {
    workers.for_ranges(n, kKeyGrain, [&](int64_t begin, int64_t end) {
        copy_run(8, reinterpret_cast<const char*>(index + begin), 8, dst + begin * stride, stride, end - begin);
    });
}

// Calls select(what is settled, k behind that) for the places of a partition.
template <class Select>
void for_places(const SortCall& call, Select&& select) noexcept {
    int64_t done = 0;
    for (int64_t i = 0; i < call.kth_count; i++) {
        const int64_t k = call.kth[i];
        if (k < done) continue;
        select(done, k - done);
        done = k + 1;
    }
}

// The zeros of a run in their order, of which there are some.
template <class T>
bool collect_zeros(const T* items, int64_t n, Scratch* memory, const T** zeros, int64_t* count) noexcept {
    int64_t found = 0;
    for (int64_t i = 0; i < n; i++) found += items[i] == 0;
    T* const list = reinterpret_cast<T*>(memory->allocate(found * static_cast<int64_t>(sizeof(T))));
    if (list == nullptr) return false;
    int64_t taken = 0;
    for (int64_t i = 0; i < n && taken < found; i++) {
        if (items[i] == 0) list[taken++] = items[i];
    }
    *zeros = list;
    *count = taken;
    return true;
}

// Zeros of both signs, which sorting tells apart, go back to the order they came in.
template <class T>
void restore_zeros(T* sorted, int64_t n, const T* zeros, int64_t count) noexcept {
    int64_t low = 0;
    int64_t high = n;
    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        if (sorted[middle] < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    // The memory may be another thread's too.
    std::memcpy(sorted + low, zeros, static_cast<size_t>(std::min(count, n - low)) * sizeof(T));
}

template <class T>
bool sort_stably(const VectorSort& kernel, Workers workers, const char* from, char* to, char* spare,
                 int64_t n) noexcept {
    Scratch memory;
    const T* zeros = nullptr;
    int64_t count = 0;
    if (!collect_zeros(reinterpret_cast<const T*>(from), n, &memory, &zeros, &count)) return false;
    sort_elements(kernel, workers, sizeof(T), from, to, spare, n);
    restore_zeros(reinterpret_cast<T*>(to), n, zeros, count);
    return true;
}

// Values or a partition of one run by vectors; false where memory is missing.
bool sort_by_vectors(const VectorSort& kernel, Workers workers, const SortCall& call, Lane& lane, const char* src,
                     char* dst) noexcept {
    const DType dtype = call.in.dtype;
    const int64_t size = item_size(dtype);
    const int64_t n = call.shape[call.ndim - 1];
    const int64_t in_stride = call.in.strides[call.ndim - 1];
    const int64_t out_stride = call.out.strides[call.ndim - 1];
    char* const to = is_dense(dst, out_stride, size, n) ? dst : lane.keys;
    const char* from = src;
    if (!is_dense(src, in_stride, size, n)) {
        copy_run(size, src, in_stride, to, size, n);
        from = to;
    }
    if (call.task == SortTask::partition) {
        for_places(call, [&](int64_t done, int64_t k) {
            const char* rest = done == 0 ? from : to;
            select_element(kernel, workers, size, rest + done * size, to + done * size, lane.spare, n - done, k);
        });
    } else if (call.stable && kernel.any_negative_zero(from, n)) {
        const bool done = dtype == DType::Float32 ? sort_stably<float>(kernel, workers, from, to, lane.spare, n)
                                                  : sort_stably<double>(kernel, workers, from, to, lane.spare, n);
        if (!done) return false;
    } else {
        sort_elements(kernel, workers, size, from, to, lane.spare, n);
    }
    if (to != dst) copy_run(size, to, size, dst, out_stride, n);
    return true;
}

// Halves, by their keys.
bool sort_halves_stably(const SortKernels& kernels, Workers workers, const SortCall& call, Lane& lane, char* dst,
                        int64_t n) noexcept {
    constexpr uint16_t kNegativeZero = 0x7fff;
    uint16_t* const keys = reinterpret_cast<uint16_t*>(lane.keys);
    Scratch memory;
    uint16_t* const zeros = reinterpret_cast<uint16_t*>(memory.allocate(n * 2));
    if (zeros == nullptr) return false;
    int64_t count = 0;
    for (int64_t i = 0; i < n; i++) {
        zeros[count] = keys[i];
        count += keys[i] == kNegativeZero || keys[i] == kNegativeZero + 1;
    }
    char* const sorted = sort_run(kernels, workers, 1, lane.keys, lane.spare, n);
    const uint16_t* const ordered = reinterpret_cast<const uint16_t*>(sorted);
    int64_t place = 0;
    while (count > 0 && place < n && ordered[place] < kNegativeZero) place++;
    std::memcpy(sorted + place * 2, zeros, static_cast<size_t>(std::min(count, n - place)) * 2);
    store(kernels, workers, DType::Float16, sorted, dst, call.out.strides[call.ndim - 1], n);
    return true;
}

// One run; false where memory is missing.
bool sort_one(const SortKernels& kernels, Workers workers, const SortCall& call, Lane& lane, const char* src,
              char* dst) noexcept {
    const DType dtype = call.in.dtype;
    const int64_t n = call.shape[call.ndim - 1];
    const int64_t in_stride = call.in.strides[call.ndim - 1];
    const int64_t out_stride = call.out.strides[call.ndim - 1];
    const bool places = call.task == SortTask::places || call.task == SortTask::partition_places;
    if (is_complex(dtype)) {
        const int64_t size = item_size(dtype);
        copy_run(size, src, in_stride, lane.items, size, n);
        argsort_complex(kernels, workers, dtype, lane.items, lane, n);
        if (places) {
            store_places(workers, lane.index, dst, out_stride, n);
        } else {
            for (int64_t i = 0; i < n; i++) {
                std::memcpy(dst + i * out_stride, lane.items + lane.index[i] * size, static_cast<size_t>(size));
            }
        }
        return true;
    }
    const int size = item_size(dtype);
    const int width = key_width(size);
    const KeyKernels& kernel = kernels.keys[width];
    const VectorSort* const vectors = kernels.vectors.by_dtype[static_cast<int>(dtype)];
    if (vectors != nullptr && !places) return sort_by_vectors(*vectors, workers, call, lane, src, dst);
    load(kernels, workers, dtype, src, in_stride, lane.keys, n, places);
    if (call.task == SortTask::partition) {
        for_places(call,
                   [&](int64_t done, int64_t k) { kernel.select(lane.keys + done * size, lane.spare, n - done, k); });
        store(kernels, workers, dtype, lane.keys, dst, out_stride, n);
        return true;
    }
    if (call.task == SortTask::values) {
        if (call.stable && dtype == DType::Float16) return sort_halves_stably(kernels, workers, call, lane, dst, n);
        char* const sorted = sort_run(kernels, workers, width, lane.keys, lane.spare, n);
        store(kernels, workers, dtype, sorted, dst, out_stride, n);
        return true;
    }
    const bool direct = out_stride == 8 && reinterpret_cast<uintptr_t>(dst) % 8 == 0;
    int64_t* const index = direct ? reinterpret_cast<int64_t*>(dst) : lane.index;
    if (call.task == SortTask::partition_places && call.kth_count == 1) {
        const int64_t k = call.kth[0];
        if (size >= 4) {
            const DType as = size == 4 ? DType::UInt32 : DType::UInt64;
            select_element(*kernels.vectors.by_dtype[static_cast<int>(as)], workers, size, lane.keys, lane.words,
                           lane.words2, n, k);
        } else {
            std::memcpy(lane.words, lane.keys, static_cast<size_t>(n * size));
            kernel.select(lane.words, lane.spare, n, k);
        }
        char pivot[8];
        std::memcpy(pivot, lane.words + k * size, static_cast<size_t>(size));
        std::memcpy(lane.words2, pivot, static_cast<size_t>(size));
        kernel.argpartition(lane.keys, n, lane.words2, index);
    } else {
        argsort_run(kernels, workers, width, lane.keys, lane.words, lane.words2, n, index);
    }
    if (index == lane.index) store_places(workers, index, dst, out_stride, n);
    return true;
}

// Calls f(input offset, output offset) for the runs begin ≤ i < end.
template <class F>
void for_lanes(int ndim, const int64_t* shape, const int64_t* in_strides, const int64_t* out_strides, int64_t begin,
               int64_t end, F&& f) noexcept {
    const int outer = ndim - 1;
    int64_t at[kMaxDims];
    int64_t in = 0;
    int64_t out = 0;
    int64_t rest = begin;
    for (int i = outer - 1; i >= 0; i--) {
        at[i] = rest % shape[i];
        rest /= shape[i];
        in += at[i] * in_strides[i];
        out += at[i] * out_strides[i];
    }
    for (int64_t lane = begin; lane < end; lane++) {
        f(in, out);
        for (int i = outer - 1; i >= 0; i--) {
            in += in_strides[i];
            out += out_strides[i];
            if (++at[i] < shape[i]) break;
            in -= shape[i] * in_strides[i];
            out -= shape[i] * out_strides[i];
            at[i] = 0;
        }
    }
}

}  // namespace

Status run_sort(const KernelTable& kernels, ThreadPool& pool, const SortCall& given) noexcept {
    const int64_t n = given.shape[given.ndim - 1];
    int64_t lanes = 1;
    for (int i = 0; i + 1 < given.ndim; i++) lanes *= given.shape[i];
    if (n == 0 || lanes == 0) return Status::ok;
    const bool places = given.task == SortTask::places || given.task == SortTask::partition_places;
    if (given.out.dtype != (places ? DType::Int64 : given.in.dtype)) return Status::bad_argument;
    // A copy: the list lies in memory that others, the output too, may write to.
    Scratch kth_memory;
    int64_t small_kth[16];
    int64_t* kth = small_kth;
    if (given.kth_count > 16) {
        kth = reinterpret_cast<int64_t*>(kth_memory.allocate(given.kth_count * 8));
        if (kth == nullptr) return Status::out_of_memory;
    }
    for (int64_t i = 0; i < given.kth_count; i++) {
        kth[i] = given.kth[i];
        if (kth[i] < (i == 0 ? 0 : kth[i - 1]) || kth[i] >= n) return Status::bad_argument;
    }
    SortCall call = given;
    call.kth = kth;
    const SortKernels& sort = kernels.sort;
    const LaneNeeds needs = needs_of(call);
    Lane sizes;
    const int64_t bytes = cut_lane(needs, nullptr, &sizes);
    const bool inside = lanes < pool.threads() && n >= 2 * kKeyGrain;
    // A run of some hundred elements takes microseconds.
    const int64_t grain = 1 + 2048 / n;
    bool failed = false;
    const auto body = [&](int64_t begin, int64_t end) {
        constexpr int64_t kStackBytes = 8192;
        alignas(64) char stack[kStackBytes];
        Scratch memory;
        const bool given_memory = begin == 0 && end == lanes && bytes <= call.scratch_bytes;
        char* const start = bytes <= kStackBytes ? stack : given_memory ? call.scratch : memory.allocate(bytes);
        if (start == nullptr) {
            __atomic_store_n(&failed, true, __ATOMIC_RELAXED);
            return;
        }
        Lane lane;
        cut_lane(needs, start, &lane);
        const Workers workers{inside ? &pool : nullptr};
        for_lanes(call.ndim, call.shape, call.in.strides, call.out.strides, begin, end, [&](int64_t in, int64_t out) {
            if (!sort_one(sort, workers, call, lane, call.in.data + in, call.out.data + out)) {
                __atomic_store_n(&failed, true, __ATOMIC_RELAXED);
            }
        });
    };
    if (inside || lanes == 1) {
        body(0, lanes);
    } else {
        pool.for_ranges(lanes, grain, body);
    }
    return failed ? Status::out_of_memory : Status::ok;
}

Status run_lexsort(const KernelTable& kernels, ThreadPool& pool, const LexSortCall& call) noexcept {
    const int64_t n = call.shape[call.ndim - 1];
    int64_t lanes = 1;
    for (int i = 0; i + 1 < call.ndim; i++) lanes *= call.shape[i];
    if (n == 0 || lanes == 0) return Status::ok;
    if (call.out.dtype != DType::Int64 || call.key_count < 1) return Status::bad_argument;
    SortCall one;
    one.task = SortTask::places;
    one.ndim = call.ndim;
    for (int i = 0; i < call.ndim; i++) one.shape[i] = call.shape[i];
    one.in = call.in;
    LaneNeeds needs = needs_of(one);
    Scratch memory;
    Scratch places;
    Lane lane;
    char* const start = memory.allocate(cut_lane(needs, nullptr, &lane));
    int64_t* const total = reinterpret_cast<int64_t*>(places.allocate(n * 8));
    if (start == nullptr || total == nullptr) return Status::out_of_memory;
    cut_lane(needs, start, &lane);
    const Workers workers{&pool};
    const DType dtype = call.in.dtype;
    const int64_t size = item_size(dtype);
    const int64_t in_stride = call.in.strides[call.ndim - 1];
    for_lanes(call.ndim, call.shape, call.in.strides, call.out.strides, 0, lanes, [&](int64_t in, int64_t out) {
        for (int64_t k = 0; k < call.key_count; k++) {
            const char* src = call.in.data + in + k * call.key_stride;
            if (needs.complex) {
                for (int64_t i = 0; i < n; i++) {
                    const int64_t from = k == 0 ? i : total[i];
                    std::memcpy(lane.items + i * size, src + from * in_stride, static_cast<size_t>(size));
                }
                argsort_complex(kernels.sort, workers, dtype, lane.items, lane, n);
            } else {
                const int width = key_width(static_cast<int>(size));
                load(kernels.sort, workers, dtype, src, in_stride, lane.keys, n, true);
                const char* keys = lane.keys;
                if (k > 0) {
                    gather(width, lane.keys, total, lane.spare, n);
                    keys = lane.spare;
                }
                argsort_run(kernels.sort, workers, width, keys, lane.words, lane.words2, n, lane.index);
            }
            if (k == 0) {
                std::memcpy(total, lane.index, static_cast<size_t>(n) * 8);
            } else {
                int64_t* const composed = reinterpret_cast<int64_t*>(lane.words);
                for (int64_t i = 0; i < n; i++) composed[i] = total[lane.index[i]];
                std::memcpy(total, composed, static_cast<size_t>(n) * 8);
            }
        }
        store_places(workers, total, call.out.data + out, call.out.strides[call.ndim - 1], n);
    });
    return Status::ok;
}

}  // namespace strided
