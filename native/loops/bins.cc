#include "native/loops/bins.h"

#include <atomic>
#include <cmath>
#include <cstring>

namespace strided {
namespace {

constexpr int64_t kPart = RunReader::kPart;
constexpr int64_t kGrain = 16384;         // values worth a thread
constexpr int64_t kWeighedBlock = 65536;  // NumPy's, whose sums these are
constexpr int64_t kMostTableBytes = 32 << 20;
constexpr int64_t kMostLanes = 4096;  // counts of a table that is kept several times

// Whether edges stand as LocateEvenlyFn needs them.
bool find_even(const double* edges, int64_t count, EvenEdges* even) noexcept {
    if (count < 2) return false;
    const double first = edges[0];
    const double step = (edges[count - 1] - first) / static_cast<double>(count - 1);
    if (!std::isfinite(step) || !(step > 0)) return false;
    const double per_step = 1 / step;
    if (!std::isfinite(per_step)) return false;
    for (int64_t k = 0; k < count; k++) {
        const double expected = static_cast<double>(k);
        if (!(std::fabs((edges[k] - first) * per_step - expected) <= 0.25)) return false;
    }
    *even = {edges, count, first, per_step};
    return true;
}

template <class Body>
void for_parts(int64_t begin, int64_t end, const Body& body) {
    for (int64_t i = begin; i < end; i += kPart) body(i, end - i < kPart ? end - i : kPart);
}

}  // namespace

const int64_t* Edges::keys_of(const void* values, int64_t n, int64_t* buffer) const noexcept {
    if (kind_ == DType::Int64) return static_cast<const int64_t*>(values);
    (kind_ == DType::Float64 ? kernels_->order_float64 : kernels_->order_uint64)(values, n, buffer);
    return buffer;
}

Status Edges::prepare(const KernelTable& kernels, const ElementRun& edges, DType kind) noexcept {
    kernels_ = kernels.statistics;
    kind_ = kind;
    count_ = edges.count;
    const int64_t bytes = count_ * static_cast<int64_t>(sizeof(double));
    char* values = values_memory_.allocate(bytes);
    char* keys = keys_memory_.allocate(bytes);
    if (values == nullptr || keys == nullptr) return Status::out_of_memory;
    const RunReader reader(kernels, edges.data, edges.stride, edges.dtype, kind);
    for_parts(0, count_, [&](int64_t i, int64_t n) { reader.copy(i, n, values + i * 8); });
    if (kind == DType::Float64) {
        values_ = reinterpret_cast<const double*>(values);
        is_even_ = find_even(values_, count_, &even_);
    }
    int64_t* own = reinterpret_cast<int64_t*>(keys);
    const int64_t* made = keys_of(values, count_, own);
    if (made != own) std::memcpy(own, made, static_cast<size_t>(bytes));
    keys_ = own;
    return Status::ok;
}

void Edges::locate(const void* values, int64_t n, bool inclusive, int64_t* places) const noexcept {
    if (is_even_) {
        kernels_->locate_evenly(static_cast<const double*>(values), n, even_, inclusive, places);
        return;
    }
    if (count_ == 0) {
        std::memset(places, 0, static_cast<size_t>(n) * sizeof(int64_t));
        return;
    }
    alignas(64) int64_t buffer[kPart];
    kernels_->locate(keys_of(values, n, buffer), n, keys_, count_, inclusive, places);
}

void Edges::locate_bins(const void* values, int64_t n, int64_t* places) const noexcept {
    if (is_even_) {
        const double* floats = static_cast<const double*>(values);
        kernels_->locate_evenly(floats, n, even_, true, places);
        kernels_->close_last_bin(floats, values_[count_ - 1], n, places);
        return;
    }
    alignas(64) int64_t buffer[kPart];
    const int64_t* keys = keys_of(values, n, buffer);
    kernels_->locate(keys, n, keys_, count_, true, places);
    // NaN is no value on an edge, even where the last edge is NaN.
    if (kind_ == DType::Float64 && keys_[count_ - 1] == INT64_MAX) return;
    kernels_->close_last_key(keys, keys_[count_ - 1], n, places);
}

Status run_locate(const KernelTable& kernels, ThreadPool& pool, const LocateCall& call) noexcept {
    Edges edges;
    const Status status = edges.prepare(kernels, call.edges, call.kind);
    if (status != Status::ok) return status;
    const RunReader reader(kernels, call.values.data, call.values.stride, call.values.dtype, call.kind);
    pool.for_ranges(call.values.count, kGrain, [&](int64_t begin, int64_t end) {
        alignas(64) char buffer[kPart * 8];
        for_parts(begin, end, [&](int64_t i, int64_t n) {
            int64_t* out = call.out + i;
            edges.locate(reader.read(i, n, buffer), n, call.inclusive, out);
            if (!call.descending) return;
            for (int64_t k = 0; k < n; k++) out[k] = call.edges.count - out[k];
        });
    });
    return Status::ok;
}

namespace {

// Tables of counts, one set per range of values; `places` fills a part's places and says how many.
class Tables {
  public:
    // Slots of one table.
    Tables(const StatisticsKernels& kernels, int64_t slots) noexcept
        : kernels_(kernels), slots_(slots), lane_(slots <= kMostLanes ? (slots + 7) / 8 * 8 : 0) {}

    int64_t bytes() const noexcept { return (lane_ == 0 ? slots_ + 1 : lane_ * kTallyLanes) * 8; }

    void add(int64_t* table, const int64_t* places, int64_t n) const noexcept {
        kernels_.tally(places, n, table, lane_);
    }

    // Adds the table's counts of slots first … first + n − 1.
    void collect(const int64_t* table, int64_t first, int64_t n, int64_t* out) const noexcept {
        for (int lane = 0; lane < (lane_ == 0 ? 1 : kTallyLanes); lane++) {
            const int64_t* from = table + lane * lane_ + first;
            for (int64_t k = 0; k < n; k++) out[k] += from[k];
        }
    }

  private:
    const StatisticsKernels& kernels_;
    int64_t slots_;
    int64_t lane_;
};

// Counts n values into slots and adds slots first … first + n_out − 1 to the zeroed output. place(i, n, places) finds
// the places of a part, all in range, or says false.
template <class Place>
Status count_places(const KernelTable& kernels, ThreadPool& pool, int64_t n, int64_t slots, int64_t first,
                    int64_t n_out, int64_t* out, const Place& place) noexcept {
    const Tables tables(*kernels.statistics, slots);
    const int64_t most = kMostTableBytes / tables.bytes();
    const int64_t wanted = n / (2 * kGrain) + 1;
    const int64_t limit = pool.threads() == 1 ? 1 : 4 * pool.threads();
    int64_t ranges = wanted < limit ? wanted : limit;
    if (ranges > most) ranges = most;
    // Merging must not cost more than counting.
    if (ranges > 1 && slots * ranges > n) ranges = n / slots;
    if (ranges < 1) ranges = 1;
    Scratch memory;
    char* data = memory.allocate(ranges * tables.bytes());
    if (data == nullptr) return Status::out_of_memory;
    const int64_t length = (n + ranges - 1) / ranges;
    std::atomic<bool> fits{true};
    pool.for_ranges(ranges, 1, [&](int64_t begin, int64_t end) {
        alignas(64) int64_t places[kPart];
        for (int64_t r = begin; r < end; r++) {
            int64_t* table = reinterpret_cast<int64_t*>(data + r * tables.bytes());
            std::memset(table, 0, static_cast<size_t>(tables.bytes()));
            const int64_t stop = (r + 1) * length < n ? (r + 1) * length : n;
            for_parts(r * length, stop, [&](int64_t i, int64_t count) {
                if (!fits.load(std::memory_order_relaxed)) return;
                if (place(i, count, places)) {
                    tables.add(table, places, count);
                } else {
                    fits.store(false, std::memory_order_relaxed);
                }
            });
        }
    });
    if (!fits.load()) return Status::invalid_size;
    std::memset(out, 0, static_cast<size_t>(n_out) * 8);
    for (int64_t r = 0; r < ranges; r++) {
        tables.collect(reinterpret_cast<const int64_t*>(data + r * tables.bytes()), first, n_out, out);
    }
    return Status::ok;
}

}  // namespace

Status run_histogram(const KernelTable& kernels, ThreadPool& pool, const HistogramCall& call) noexcept {
    if (call.edges.count < 2) return Status::bad_argument;
    Edges edges;
    const Status status = edges.prepare(kernels, call.edges, call.kind);
    if (status != Status::ok) return status;
    const int64_t n = call.values.count;
    const int64_t bins = call.edges.count - 1;
    const int64_t slots = bins + 2;  // the first and the last hold what lies outside of the edges
    const RunReader reader(kernels, call.values.data, call.values.stride, call.values.dtype, call.kind);
    const auto place = [&](int64_t i, int64_t count, int64_t* places) {
        alignas(64) char buffer[kPart * 8];
        edges.locate_bins(reader.read(i, count, buffer), count, places);
        return true;
    };
    if (call.weights == nullptr) {
        return count_places(kernels, pool, n, slots, 1, bins, reinterpret_cast<int64_t*>(call.out), place);
    }
    const RunReader weights(kernels, call.weights->data, call.weights->stride, call.weights->dtype, DType::Float64);
    double* out = reinterpret_cast<double*>(call.out);
    const int64_t blocks = (n + kWeighedBlock - 1) / kWeighedBlock;
    const int64_t most = kMostTableBytes / (slots * 8);
    const int64_t together = most < 1 ? 1 : most < blocks ? most : blocks;
    Scratch memory;
    double* sums = reinterpret_cast<double*>(memory.allocate((together < 1 ? 1 : together) * slots * 8));
    if (sums == nullptr) return Status::out_of_memory;
    std::memset(out, 0, static_cast<size_t>(bins) * 8);
    for (int64_t first = 0; first < blocks; first += together) {
        const int64_t now = blocks - first < together ? blocks - first : together;
        pool.for_ranges(now, 1, [&](int64_t begin, int64_t end) {
            alignas(64) int64_t places[kPart];
            alignas(64) double buffer[kPart];
            for (int64_t b = begin; b < end; b++) {
                double* own = sums + b * slots;
                std::memset(own, 0, static_cast<size_t>(slots) * 8);
                const int64_t start = (first + b) * kWeighedBlock;
                const int64_t stop = start + kWeighedBlock < n ? start + kWeighedBlock : n;
                for_parts(start, stop, [&](int64_t i, int64_t count) {
                    place(i, count, places);
                    const void* heavy = weights.read(i, count, buffer);
                    kernels.statistics->weigh(places, static_cast<const double*>(heavy), count, own);
                });
            }
        });
        for (int64_t b = 0; b < now; b++) {
            for (int64_t k = 0; k < bins; k++) out[k] += sums[b * slots + 1 + k];
        }
    }
    return Status::ok;
}

Status run_tally(const KernelTable& kernels, ThreadPool& pool, const TallyCall& call, int64_t* largest) noexcept {
    const RunReader reader(kernels, call.values.data, call.values.stride, call.values.dtype, DType::Int64);
    const auto place = [&](int64_t i, int64_t count, int64_t* places) {
        reader.copy(i, count, places);
        return kernels.statistics->places_fit(places, count, call.size);
    };
    if (call.weights == nullptr) {
        int64_t* counts = reinterpret_cast<int64_t*>(call.out);
        const int64_t n = call.values.count;
        if (n > kPart) return count_places(kernels, pool, n, call.size, 0, call.size, counts, place);
        // Few values are counted where the result is: tables would cost more.
        alignas(64) int64_t places[kPart];
        reader.copy(0, n, places);
        int64_t most = -1;
        int64_t least = 0;
        for (int64_t i = 0; i < n; i++) {
            most = places[i] > most ? places[i] : most;
            least = places[i] < least ? places[i] : least;
        }
        *largest = most;
        if (least < 0 || most >= call.size) return Status::invalid_size;
        std::memset(counts, 0, static_cast<size_t>(call.size) * 8);
        kernels.statistics->tally(places, n, counts, 0);
        return Status::ok;
    }
    const RunReader weights(kernels, call.weights->data, call.weights->stride, call.weights->dtype, DType::Float64);
    double* out = reinterpret_cast<double*>(call.out);
    std::memset(out, 0, static_cast<size_t>(call.size) * 8);
    alignas(64) int64_t places[kPart];
    alignas(64) double buffer[kPart];
    for (int64_t i = 0; i < call.values.count; i += kPart) {
        const int64_t n = call.values.count - i < kPart ? call.values.count - i : kPart;
        if (!place(i, n, places)) return Status::invalid_size;
        kernels.statistics->weigh(places, static_cast<const double*>(weights.read(i, n, buffer)), n, out);
    }
    return Status::ok;
}

Status run_interpolate(const KernelTable& kernels, ThreadPool& pool, const InterpolateCall& call) noexcept {
    Edges points;
    const Status status = points.prepare(kernels, call.x, DType::Float64);
    if (status != Status::ok) return status;
    const int64_t n = call.values.count;
    Samples samples = call.samples;
    samples.x = points.values();
    samples.count = call.x.count;
    samples.slopes = nullptr;
    Scratch memory;
    // As NumPy: slopes are kept where there are no more of them than values.
    if (samples.count <= n && samples.count > 1) {
        double* slopes = reinterpret_cast<double*>(memory.allocate((samples.count - 1) * 8));
        if (slopes == nullptr) return Status::out_of_memory;
        kernels.statistics->slopes(samples, slopes);
        samples.slopes = slopes;
    }
    const RunReader reader(kernels, call.values.data, call.values.stride, call.values.dtype, DType::Float64);
    pool.for_ranges(n, kGrain, [&](int64_t begin, int64_t end) {
        alignas(64) double buffer[kPart];
        alignas(64) int64_t places[kPart];
        for_parts(begin, end, [&](int64_t i, int64_t count) {
            const double* values = static_cast<const double*>(reader.read(i, count, buffer));
            points.locate(values, count, true, places);
            kernels.statistics->interpolate(samples, values, places, count, call.out + i * call.out_step,
                                            call.out_step);
        });
    });
    return Status::ok;
}

}  // namespace strided
