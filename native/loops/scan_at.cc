#include "native/loops/scan_at.h"

#include <algorithm>
#include <cstring>

namespace strided {
namespace {

constexpr int64_t kBlock = 512;

// Counts from the front; false where one of them is outside.
bool wrap(const int64_t* from, int64_t n, int64_t length, int64_t* to) noexcept {
    bool inside = true;
    for (int64_t i = 0; i < n; i++) {
        const int64_t index = from[i];
        const int64_t counted = index + (index < 0 ? length : 0);
        inside &= static_cast<uint64_t>(counted) < static_cast<uint64_t>(length);
        to[i] = counted;
    }
    return inside;
}

// Whether all indices count from the front and are inside.
bool all_inside(const int64_t* index, int64_t n, int64_t length) noexcept {
    uint64_t outside = 0;
    for (int64_t i = 0; i < n; i++) {
        outside |= static_cast<uint64_t>(static_cast<uint64_t>(index[i]) >= static_cast<uint64_t>(length));
    }
    return outside == 0;
}

// One element through the casts, at any alignment.
void step_each(const KernelTable& kernels, const AtCall& call, const int64_t* index, const char* b,
               int64_t n) noexcept {
    const DType first = call.dtypes[0];
    const DType result = call.dtypes[call.nin];
    const CastFn in = kernels.casts[static_cast<int>(call.dtype)][static_cast<int>(first)];
    const CastFn out = kernels.casts[static_cast<int>(result)][static_cast<int>(call.dtype)];
    const auto size = static_cast<size_t>(item_size(call.dtype));
    const uint64_t place = reinterpret_cast<uintptr_t>(call.a) | static_cast<uint64_t>(call.stride);
    const bool aligned = place % static_cast<uint64_t>(item_alignment(call.dtype)) == 0;
    if (aligned && first == call.dtype && result == call.dtype) {
        const int64_t strides[3] = {};
        for (int64_t i = 0; i < n; i++) {
            char* const to = call.a + index[i] * call.stride;
            char* const binary[3] = {to, const_cast<char*>(b + i * call.b_stride), to};
            char* const unary[2] = {to, to};
            call.step->run(call.nin == 2 ? binary : unary, strides, 1);
        }
        return;
    }
    alignas(16) char item[kMaxItemSize];
    alignas(16) char left[kMaxItemSize];
    alignas(16) char answer[kMaxItemSize];
    const int64_t strides[3] = {};
    for (int64_t i = 0; i < n; i++) {
        char* to = call.a + index[i] * call.stride;
        std::memcpy(item, to, size);
        in(item, item_size(call.dtype), left, item_size(first), 1);
        char* const binary[3] = {left, const_cast<char*>(b + i * call.b_stride), answer};
        char* const unary[2] = {left, answer};
        call.step->run(call.nin == 2 ? binary : unary, strides, 1);
        out(answer, item_size(result), item, item_size(call.dtype), 1);
        std::memcpy(to, item, size);
    }
}

}  // namespace

int64_t run_at(const KernelTable& kernels, const AtCall& call) noexcept {
    const auto run = [&](const int64_t* index, const char* b, int64_t n) {
        if (call.fast != nullptr) {
            call.fast->run(call.a, call.stride, index, b, call.b_stride, n);
        } else {
            step_each(kernels, call, index, b, n);
        }
    };
    if (call.stable && all_inside(call.index, call.n, call.length)) {
        run(call.index, call.b, call.n);
        return -1;
    }
    int64_t index[kBlock];
    // All are looked at before anything is written, and each again when it is used: other threads may write to them.
    for (int64_t i = 0; i < call.n; i += kBlock) {
        const int64_t m = std::min(kBlock, call.n - i);
        if (wrap(call.index + i, m, call.length, index)) continue;
        for (int64_t k = 0; k < m; k++) {
            if (call.index[i + k] < -call.length || call.index[i + k] >= call.length) return i + k;
        }
        return i;
    }
    for (int64_t i = 0; i < call.n; i += kBlock) {
        const int64_t m = std::min(kBlock, call.n - i);
        if (!wrap(call.index + i, m, call.length, index)) return i;
        run(index, call.b + i * call.b_stride, m);
    }
    return -1;
}

}  // namespace strided
