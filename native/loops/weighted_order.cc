#include "native/loops/weighted_order.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>

#include "native/kernels/statistics_table.h"
#include "native/loops/order_keys.h"
#include "native/loops/run_reader.h"
#include "native/memory/scratch.h"

namespace strided {
namespace {

constexpr int64_t kPart = RunReader::kPart;

}  // namespace

Status run_weighted_order(const KernelTable& kernels, ThreadPool& pool, const OrderCall& call) noexcept {
    const DType staged = staged_type(call.dtype);
    const int size = item_size(call.dtype);
    const bool narrow = item_size(staged) == 4;
    struct Entry {
        int64_t key;
        double weight;
        int64_t place;
    };
    std::atomic<bool> enough{true};
    std::atomic<bool> valid{true};
    pool.for_ranges(call.lanes, std::max<int64_t>(1, kOrderGrain / call.n / 8), [&](int64_t begin, int64_t end) {
        Scratch memory;
        Entry* entries = reinterpret_cast<Entry*>(memory.allocate(call.n * static_cast<int64_t>(sizeof(Entry))));
        if (entries == nullptr) {
            enough.store(false);
            return;
        }
        for (int64_t lane = begin; lane < end; lane++) {
            const char* in = call.in + lane * call.n * size;
            const RunReader reader(kernels, in, size, call.dtype, staged);
            const double* weights = call.weights + lane * call.n;
            int64_t n = 0;
            int64_t nans = 0;
            for (int64_t i = 0; i < call.n; i += kPart) {
                alignas(64) char buffer[kPart * 8];
                alignas(64) int64_t keys[kPart];
                const int64_t m = std::min(kPart, call.n - i);
                kernels.statistics->keys_from(staged, reader.read(i, m, buffer), m, keys);
                for (int64_t j = 0; j < m; j++) {
                    const int64_t key = narrow ? reinterpret_cast<const int32_t*>(keys)[j] : keys[j];
                    const bool is_nan = may_be_nan(call.dtype) && key == (narrow ? INT32_MAX : INT64_MAX);
                    nans += is_nan ? 1 : 0;
                    if (is_nan && call.skip_nan) continue;
                    entries[n] = {key, weights[i + j], i + j};
                    n++;
                }
            }
            const bool blank = call.skip_nan ? n == 0 : nans > 0;
            call.has_nan[lane] = blank ? 1 : 0;
            if (n == 0) {
                for (int64_t k = 0; k < call.quantiles; k++) {
                    std::memcpy(call.low + (k * call.lanes + lane) * size, in, static_cast<size_t>(size));
                }
                continue;
            }
            std::stable_sort(entries, entries + n, [](const Entry& a, const Entry& b) { return a.key < b.key; });
            double sum = 0;
            for (int64_t i = 0; i < n; i++) {
                sum += entries[i].weight;
                entries[i].weight = sum;
            }
            if (!std::isfinite(sum) || sum == 0) {
                valid.store(false);
                return;
            }
            for (int64_t k = 0; k < call.quantiles; k++) {
                // Elements before which nothing weighs are no answer, whatever q is.
                int64_t i = 0;
                while (i < n - 1 && (entries[i].weight / sum < call.q[k] || entries[i].weight == 0)) i++;
                std::memcpy(call.low + (k * call.lanes + lane) * size, in + entries[i].place * size,
                            static_cast<size_t>(size));
            }
        }
    });
    if (!enough.load()) return Status::out_of_memory;
    return valid.load() ? Status::ok : Status::invalid_size;
}

}  // namespace strided
