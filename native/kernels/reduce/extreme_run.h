#pragma once
#include "native/kernels/reduce/extremum.h"
#include "native/kernels/simd.h"

// Extremes of contiguous runs in whole vectors: no result depends on how often an element is looked at, so the last
// vector may overlap the one before.
namespace strided::STRIDED_LEVEL {
namespace {

constexpr int64_t kRunLeast = 16;         // shorter runs are not worth the way here
constexpr int64_t kRunFetchAhead = 2048;  // bytes; a fetch past the end is harmless

template <bool kMax, class V>
[[gnu::always_inline]] inline V better_of(V a, V b) noexcept {
    if constexpr (kMax) {
        return hn::Max(a, b);
    } else {
        return hn::Min(a, b);
    }
}

// NaN among the lanes; integers have none. (Highway's Ne is false of NaN.)
template <class V>
[[gnu::always_inline]] inline auto is_odd(V x) noexcept {
    using T = hn::TFromV<V>;
    if constexpr (kIsFloat<T>) {
        return hn::IsNaN(x);
    } else {
        return hn::Ne(x, x);
    }
}

// Of n >= 1 elements; NaN where there is one.
template <class T, bool kMax>
[[gnu::noinline]] T extreme_run(const T* from, int64_t n) noexcept {
    const hn::ScalableTag<T> d;
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    if (n < lanes) {
        T best = from[0];
        for (int64_t i = 1; i < n; i++) best = Extreme<kMax>::join(best, from[i]);
        return best;
    }
    auto first = hn::LoadU(d, from);
    auto second = first;
    auto third = first;
    auto fourth = first;
    auto odd = is_odd(first);
    const auto meet = [&](auto& best, int64_t at) __attribute__((always_inline)) {
        const auto x = hn::LoadU(d, from + at);
        best = better_of<kMax>(best, x);
        if constexpr (kIsFloat<T>) odd = hn::Or(odd, is_odd(x));
    };
    int64_t i = 0;
    for (; i + 4 * lanes <= n; i += 4 * lanes) {
        const char* ahead = reinterpret_cast<const char*>(from + i) + kRunFetchAhead;
        __builtin_prefetch(ahead);
        __builtin_prefetch(ahead + 64);
        meet(first, i);
        meet(second, i + lanes);
        meet(third, i + 2 * lanes);
        meet(fourth, i + 3 * lanes);
    }
    for (; i + lanes <= n; i += lanes) meet(first, i);
    if (i < n) meet(first, n - lanes);
    if constexpr (kIsFloat<T>) {
        if (!hn::AllFalse(d, odd)) return static_cast<T>(__builtin_nan(""));
    }
    alignas(64) T values[64 / sizeof(T)];
    hn::Store(better_of<kMax>(better_of<kMax>(first, second), better_of<kMax>(third, fourth)), d, values);
    T best = values[0];
    for (int64_t k = 1; k < lanes; k++) best = Extreme<kMax>::join(best, values[k]);
    return best;
}

// Of n >= 1 floats, NaN left out; NaN where there is nothing else.
template <class T, bool kMax>
[[gnu::noinline]] T number_run(const T* from, int64_t n) noexcept {
    constexpr T kWorst = worst_value<T, kMax>();
    const hn::ScalableTag<T> d;
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    T best = kWorst;
    int64_t i = 0;
    if (n >= lanes) {
        auto first = hn::Set(d, kWorst);
        auto second = first;
        auto third = first;
        auto fourth = first;
        const auto meet = [&](auto& held, int64_t at) __attribute__((always_inline)) {
            const auto x = hn::LoadU(d, from + at);
            held = hn::IfThenElse(kMax ? hn::Gt(x, held) : hn::Lt(x, held), x, held);
        };
        for (; i + 4 * lanes <= n; i += 4 * lanes) {
            const char* ahead = reinterpret_cast<const char*>(from + i) + kRunFetchAhead;
            __builtin_prefetch(ahead);
            __builtin_prefetch(ahead + 64);
            meet(first, i);
            meet(second, i + lanes);
            meet(third, i + 2 * lanes);
            meet(fourth, i + 3 * lanes);
        }
        for (; i + lanes <= n; i += lanes) meet(first, i);
        alignas(64) T values[64 / sizeof(T)];
        hn::Store(better_of<kMax>(better_of<kMax>(first, second), better_of<kMax>(third, fourth)), d, values);
        for (int64_t k = 0; k < lanes; k++) best = Extreme<kMax>::join(best, values[k]);
    }
    for (; i < n; i++) best = (kMax ? from[i] > best : from[i] < best) ? from[i] : best;
    if (best != kWorst) return best;
    for (int64_t k = 0; k < n; k++) {
        if (from[k] == from[k]) return kWorst;
    }
    return static_cast<T>(__builtin_nan(""));
}

// Where the first of the best stands among n >= 1 complex numbers: the first NaN, else the first of the largest
// (smallest) real part and, among those, imaginary part. Real parts of whole blocks are looked at first; only a block
// that reaches the best so far is looked at again. Searches end with the block, whatever other threads write meanwhile.
template <class T, bool kMax>
[[gnu::noinline]] int64_t complex_extreme_place(const Complex<T>* from, int64_t n) noexcept {
    constexpr int64_t kBlock = 512;
    const hn::ScalableTag<T> d;
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    const auto is_beyond = [](T x, T y) __attribute__((always_inline)) { return kMax ? x > y : x < y; };
    Complex<T> best = from[0];
    int64_t place = -1;
    for (int64_t start = 0; start < n; start += kBlock) {
        const int64_t size = n - start < kBlock ? n - start : kBlock;
        const Complex<T>* block = from + start;
        T top = block[0].re;
        bool has_nan = false;
        int64_t i = 0;
        if (2 * size >= 2 * lanes) {
            // Vectors of real and imaginary parts by turns; what the latter give is not used.
            const T* parts = &block->re;
            auto first = hn::LoadU(d, parts);
            auto second = hn::LoadU(d, parts + lanes);
            auto odd = hn::Or(hn::IsNaN(first), hn::IsNaN(second));
            for (i = 2 * lanes; i + 2 * lanes <= 2 * size; i += 2 * lanes) {
                const auto x = hn::LoadU(d, parts + i);
                const auto y = hn::LoadU(d, parts + i + lanes);
                __builtin_prefetch(reinterpret_cast<const char*>(parts + i) + kRunFetchAhead);
                first = better_of<kMax>(first, x);
                second = better_of<kMax>(second, y);
                odd = hn::Or(odd, hn::Or(hn::IsNaN(x), hn::IsNaN(y)));
            }
            has_nan = !hn::AllFalse(d, odd);
            alignas(64) T values[64 / sizeof(T)];
            hn::Store(better_of<kMax>(first, second), d, values);
            for (int64_t k = 0; k < lanes; k += 2) top = Extreme<kMax>::join(top, values[k]);
        }
        for (int64_t k = i / 2; k < size; k++) {
            has_nan |= is_nan(block[k]);
            top = Extreme<kMax>::join(top, block[k].re);
        }
        if (has_nan) {
            int64_t k = 0;
            while (k + 1 < size && !is_nan(block[k])) k++;
            return start + k;
        }
        if (place >= 0 && is_beyond(best.re, top)) continue;
        T side = worst_value<T, kMax>();
        for (int64_t k = 0; k < size; k++) {
            side = (block[k].re == top) & is_beyond(block[k].im, side) ? block[k].im : side;
        }
        if (place >= 0 && top == best.re && !is_beyond(side, best.im)) continue;
        int64_t k = 0;
        while (k + 1 < size && !(block[k].re == top && block[k].im == side)) k++;
        best = block[k];
        place = start + k;
    }
    return place;
}

}  // namespace
}  // namespace strided::STRIDED_LEVEL
