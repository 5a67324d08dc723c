#include "native/random/weighted.h"

namespace strided {
namespace {

template <class Item>
void gather_items(const char* source, int64_t stride, const int64_t* index, int64_t count, char* out) noexcept {
    for (int64_t i = 0; i < count; i++) std::memcpy(out + i * sizeof(Item), source + index[i] * stride, sizeof(Item));
}

void gather_run(const GatherCall& call, const char* source, char* out) noexcept {
    switch (call.itemsize) {
        case 1:
            return gather_items<uint8_t>(source, call.stride, call.index, call.count, out);
        case 2:
            return gather_items<uint16_t>(source, call.stride, call.index, call.count, out);
        case 4:
            return gather_items<uint32_t>(source, call.stride, call.index, call.count, out);
        case 8:
            return gather_items<uint64_t>(source, call.stride, call.index, call.count, out);
        default:
            return gather_items<Wide>(source, call.stride, call.index, call.count, out);
    }
}

}  // namespace

void sum_weights(const double* p, int64_t n, double* sums) noexcept {
    double sum = 0;
    for (int64_t i = 0; i < n; i++) {
        sum += p[i];
        sums[i] = sum;
    }
    for (int64_t i = 0; i < n; i++) sums[i] /= sum;
}

void choose_weighted(StateBlock* block, const Sampler& sampler, const double* sums, int64_t n, int64_t size,
                     int64_t* out, ThreadPool& pool) noexcept {
    constexpr int64_t kPart = 512;
    double draws[kPart];
    for (int64_t done = 0; done < size; done += kPart) {
        DrawCall call{};
        call.out = reinterpret_cast<char*>(draws);
        call.size = std::min(kPart, size - done);
        call.scalar = true;
        sampler.draws[0].run(block, call, pool);
        for (int64_t i = 0; i < call.size; i++) {
            // Without branches: which half is taken is a coin toss.
            const double* first = sums;
            int64_t length = n;
            while (length > 1) {
                const int64_t half = length / 2;
                first += first[half - 1] <= draws[i] ? half : 0;
                length -= half;
            }
            out[done + i] = first - sums + (length == 1 && *first <= draws[i] ? 1 : 0);
        }
    }
}

void gather(const GatherCall& call) noexcept {
    char* out = call.out;
    int64_t inner_bytes = call.itemsize;
    int packed = 0;
    while (packed < call.inner.ndim && call.inner.strides[call.inner.ndim - 1 - packed] == inner_bytes) {
        inner_bytes *= call.inner.shape[call.inner.ndim - 1 - packed];
        packed++;
    }
    call.outer.for_each(0, [&](int64_t offset) {
        const char* source = call.source + offset;
        if (call.inner.ndim == 0) {
            gather_run(call, source, out);
            out += call.count * call.itemsize;
            return;
        }
        for (int64_t i = 0; i < call.count; i++) {
            const char* row = source + call.index[i] * call.stride;
            call.inner.for_each(packed, [&](int64_t at) {
                std::memcpy(out, row + at, static_cast<size_t>(inner_bytes));
                out += inner_bytes;
            });
        }
    });
}

}  // namespace strided
