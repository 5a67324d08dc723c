#pragma once
#include "native/kernels/elementwise/lanes.h"
#include "native/kernels/elementwise/loops.h"
#include "native/kernels/families.h"

// Running folds (cumsum, maximum.accumulate) of one contiguous run.
//
// An Op names In, the stored element, and Acc, the stored result; a Value is what is carried in registers. It gives
// lift(In) → Value, load(Acc) → Value, store(Value) → Acc and join(Value, Value) → Value, and says by kSegmented how
// the run is walked. Not segmented: element by element, as NumPy does. Segmented: every kScanSegment elements are
// folded for themselves, eight segments at a time, as one chain of additions would wait four cycles for each; what
// stands before a segment is joined to its elements afterwards. Of associative operations the bits are the same. Of
// sums they are not: an error is that of kScanSegment + n / kScanSegment additions in place of n, and a run of elements
// that are not negative still never falls, as the last element of a segment is what the next one is joined to.
namespace strided::STRIDED_LEVEL {
namespace {

template <class Op>
struct Scan {
    using In = typename Op::In;
    using Acc = typename Op::Acc;
    using Value = typename Op::Value;

    static constexpr int64_t kSegment = kScanSegment;

    // Runs over n elements; `carry` is the result before the first (none where `begin`), and the last one afterwards.
    // The output may be the input.
    static void run(const char* in, char* out, int64_t n, char* carry, bool begin) noexcept {
        const In* from = reinterpret_cast<const In*>(in);
        Acc* to = reinterpret_cast<Acc*>(out);
        Acc& last = *reinterpret_cast<Acc*>(carry);
        if (n <= 0) return;
        if constexpr (Op::kSegmented) {
            while (n > 0) {
                const int64_t done = n >= 8 * kSegment   ? segments<8>(from, to, last, begin)
                                     : n >= 4 * kSegment ? segments<4>(from, to, last, begin)
                                     : n >= 2 * kSegment ? segments<2>(from, to, last, begin)
                                                         : one(from, to, n < kSegment ? n : kSegment, last, begin);
                from += done;
                to += done;
                n -= done;
                begin = false;
            }
        } else {
            Value value = begin ? Op::lift(from[0]) : Op::join(Op::load(last), Op::lift(from[0]));
            to[0] = Op::store(value);
#pragma GCC unroll 4
            for (int64_t i = 1; i < n; i++) {
                value = Op::join(value, Op::lift(from[i]));
                to[i] = Op::store(value);
            }
            last = to[n - 1];
        }
    }

    // The fold of each segment of n elements, n a multiple of the segment's length.
    static void totals(const char* in, int64_t n, char* out) noexcept {
        const In* from = reinterpret_cast<const In*>(in);
        Acc* to = reinterpret_cast<Acc*>(out);
        int64_t segment = 0;
        for (; (segment + 8) * kSegment <= n; segment += 8) fold<8>(from + segment * kSegment, to + segment);
        for (; segment * kSegment < n; segment++) fold<1>(from + segment * kSegment, to + segment);
    }

    // Joins the folds of segments to the carry.
    static void advance(const char* totals, int64_t segments, char* carry, bool begin) noexcept {
        const Acc* folds = reinterpret_cast<const Acc*>(totals);
        Acc& last = *reinterpret_cast<Acc*>(carry);
        for (int64_t i = 0; i < segments; i++) {
            last = begin && i == 0 ? folds[0] : Op::store(Op::join(Op::load(last), Op::load(folds[i])));
        }
    }

  private:
    // Elements of one cache line.
    static constexpr int64_t kStep = 64 / static_cast<int64_t>(sizeof(In));

    template <int kCount>
    [[gnu::always_inline]] static inline void fetch(const In* block, int64_t k) noexcept {
        const In* next = block + 2 * kCount * kSegment + k;
#pragma GCC unroll 8
        for (int c = 0; c < kCount; c++) __builtin_prefetch(next + c * kSegment);
    }

    template <int kCount>
    static int64_t segments(const In* from, Acc* to, Acc& last, bool begin) noexcept {
        alignas(64) Acc block[kCount * kSegment];
        Value values[kCount];
#pragma GCC unroll 8
        for (int c = 0; c < kCount; c++) {
            values[c] = Op::lift(from[c * kSegment]);
            block[c * kSegment] = Op::store(values[c]);
        }
        for (int64_t k = 1; k < kSegment; k++) {
            // Eight short streams are more than the prefetchers follow: the block after the next is asked for line by
            // line. A fetch past the end is harmless.
            if (k % kStep == 0) fetch<kCount>(from, k);
#pragma GCC unroll 8
            for (int c = 0; c < kCount; c++) {
                values[c] = Op::join(values[c], Op::lift(from[c * kSegment + k]));
                block[c * kSegment + k] = Op::store(values[c]);
            }
        }
        for (int c = 0; c < kCount; c++) {
            const Acc* segment = block + c * kSegment;
            Acc* target = to + c * kSegment;
            if (begin && c == 0) {
                for (int64_t k = 0; k < kSegment; k++) target[k] = segment[k];
            } else {
                const Value before = Op::load(last);
                for (int64_t k = 0; k < kSegment; k++) target[k] = Op::store(Op::join(before, Op::load(segment[k])));
            }
            last = target[kSegment - 1];
        }
        return kCount * kSegment;
    }

    static int64_t one(const In* from, Acc* to, int64_t n, Acc& last, bool begin) noexcept {
        Value value = Op::lift(from[0]);
        to[0] = Op::store(value);
        for (int64_t i = 1; i < n; i++) {
            value = Op::join(value, Op::lift(from[i]));
            to[i] = Op::store(value);
        }
        if (!begin) shift(to, n, last);
        last = to[n - 1];
        return n;
    }

    [[gnu::always_inline]] static inline void shift(Acc* to, int64_t n, Acc last) noexcept {
        const Value before = Op::load(last);
        STRIDED_INDEPENDENT
        for (int64_t i = 0; i < n; i++) to[i] = Op::store(Op::join(before, Op::load(to[i])));
    }

    template <int kCount>
    static void fold(const In* from, Acc* to) noexcept {
        Value values[kCount];
#pragma GCC unroll 8
        for (int c = 0; c < kCount; c++) values[c] = Op::lift(from[c * kSegment]);
        for (int64_t k = 1; k < kSegment; k++) {
            if (kCount > 1 && k % kStep == 0) fetch<kCount>(from, k);
#pragma GCC unroll 8
            for (int c = 0; c < kCount; c++) values[c] = Op::join(values[c], Op::lift(from[c * kSegment + k]));
        }
#pragma GCC unroll 8
        for (int c = 0; c < kCount; c++) to[c] = Op::store(values[c]);
    }
};

// An operation whose parts may be joined in any grouping can be spread over threads along one run.
template <class Op, bool kAssociative = true>
constexpr ScanLoop scan_loop(const char* op, const char* signature, float cost) noexcept {
    if constexpr (kAssociative) {
        return {op, signature, Scan<Op>::run, Scan<Op>::totals, Scan<Op>::advance, cost};
    } else {
        return {op, signature, Scan<Op>::run, nullptr, nullptr, cost};
    }
}

// In, Acc and Value one type.
template <class T>
struct ScanSame {
    using In = T;
    using Acc = T;
    using Value = T;
    [[gnu::always_inline]] static inline T lift(T x) noexcept { return x; }
    [[gnu::always_inline]] static inline T load(T x) noexcept { return x; }
    [[gnu::always_inline]] static inline T store(T x) noexcept { return x; }
};

}  // namespace
}  // namespace strided::STRIDED_LEVEL
