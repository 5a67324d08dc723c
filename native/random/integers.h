#pragma once
#include <atomic>
#include <cstring>

#include "native/random/bounded.h"
#include "native/random/draw.h"
#include "native/random/streams.h"

namespace strided {

// Arrays of integers in [low, low + range]. `bits` is 1 for bool.
struct IntegersCall {
    char* out;
    int64_t size;
    int bits;
    bool masked;  // the legacy way
    bool scalar;
    uint64_t low;
    uint64_t range;
    // Where they are arrays: 64-bit, broadcast to the output's shape (DrawCall's parameters 0 and 1).
    DrawCall bounds;
};

// 32-bit draws by Lemire's method, two to a 64-bit draw. A rejection shifts all that follows, so a chunk is drawn as if
// there were none; where there was one, the chunk is drawn again one by one.
template <class Out, class S>
class LemireFill {
  public:
    LemireFill(S& source, Out* out, uint64_t low, uint32_t range) noexcept
        : s_(source), out_(out), low_(low), range_(range), count_(range + 1) {
        threshold_ = (0xffffffffu - range) % count_;
    }

    void fill(int64_t n, ThreadPool& pool) noexcept {
        int64_t done = 0;
        if constexpr (S::Core::kHas64) {
            // Draws between two rejections, on average.
            const double apart_ = 4294967296.0 / std::max(1u, threshold_);
            const int64_t chunk = apart_ > 8192 ? 2048 : 256;
            if (apart_ > 1024) {
                const auto window = static_cast<int64_t>(std::min(apart_ / 4, 9e15));
                while (n - done > 2) {
                    if (s_.has_half != 0) one(done++);
                    const int64_t pairs = (n - done) / 2;
                    if (kIsSeekable<typename S::Core> && pairs >= kParallelDraws && window >= 2 * kParallelDraws &&
                        pool.threads() > 1) {
                        const int64_t part = std::min(pairs, window / 2);
                        done += 2 * spread(done, part, pool);
                        // What is left up to the rejection goes the slow way, a chunk at a time.
                        if (pairs == part && n - done < 2) break;
                    }
                    const int64_t next = std::min(chunk, (n - done) / 2);
                    if (!try_chunk(done, next)) {
                        for (int64_t i = 0; i < 2 * next; i++) one(done + i);
                    }
                    done += 2 * next;
                }
            }
        }
        for (; done < n; done++) one(done);
    }

  private:
    void one(int64_t i) noexcept { out_[i] = static_cast<Out>(low_ + lemire32(s_, range_)); }

    template <class Core>
    bool pairs(Core& core, int64_t at, int64_t n, uint64_t* last) const noexcept {
        const uint64_t count = count_;
        const uint32_t threshold = threshold_;
        const uint64_t low = low_;
        Out* out = out_ + at;
        bool rejected = false;
        uint64_t latest = 0;
        each_draw(core, n, [&](int64_t i, uint64_t bits) {
            const uint64_t first = static_cast<uint32_t>(bits) * count;
            const uint64_t second = (bits >> 32) * count;
            rejected |= (static_cast<uint32_t>(first) < threshold) | (static_cast<uint32_t>(second) < threshold);
            out[2 * i] = static_cast<Out>(low + (first >> 32));
            out[2 * i + 1] = static_cast<Out>(low + (second >> 32));
            latest = bits;
        });
        *last = latest;
        return !rejected;
    }

    bool try_chunk(int64_t at, int64_t n) noexcept {
        if constexpr (S::Core::kHas64) {
            auto core = s_.core;
            uint64_t last = 0;
            if (!pairs(core, at, n, &last)) return false;
            s_.core = core;
            // Used up, but part of the state all the same.
            if (n > 0) s_.half = static_cast<uint32_t>(last >> 32);
        }
        return true;
    }

    // Draws in several threads; the answer is how many pairs are right.
    int64_t spread(int64_t at, int64_t n, ThreadPool& pool) noexcept {
        if constexpr (kIsSeekable<typename S::Core>) {
            std::atomic<int64_t> first_bad{n};
            const auto start = s_.core;
            pool.for_ranges(n, kPieceDraws, [&](int64_t begin, int64_t end) {
                auto core = start;
                skip(core, begin);
                uint64_t last;
                if (pairs(core, at + 2 * begin, end - begin, &last)) return;
                int64_t known = first_bad.load();
                while (begin < known && !first_bad.compare_exchange_weak(known, begin)) {
                }
            });
            const int64_t good = first_bad.load();
            if (good > 0) {
                skip(s_.core, good - 1);
                s_.half = static_cast<uint32_t>(s_.core.next64() >> 32);
            }
            return good;
        }
        return 0;
    }

    S& s_;
    Out* out_;
    uint64_t low_;
    uint32_t range_;
    uint32_t count_;
    uint32_t threshold_;
};

template <class Out, bool Masked, class S>
void fill_parts(S& s, const IntegersCall& call) noexcept {
    auto* out = reinterpret_cast<Out*>(call.out);
    const auto low = static_cast<Out>(call.low);
    const auto range = static_cast<Out>(call.range);
    const auto mask = static_cast<Out>(mask_of(range));
    Parts<Out> parts;
    for (int64_t i = 0; i < call.size; i++)
        out[i] = static_cast<Out>(low + bounded_part<Out, Masked>(s, parts, range, mask));
}

template <class Out, class S>
void fill_wide(S& s, const IntegersCall& call, ThreadPool& pool) noexcept {
    auto* out = reinterpret_cast<Out*>(call.out);
    const uint64_t low = call.low;
    const uint64_t range = call.range;
    const int64_t n = call.size;
    if (range == 0) {
        std::fill(out, out + n, static_cast<Out>(low));
    } else if (range == ~uint64_t(0)) {
        for (int64_t i = 0; i < n; i++) out[i] = static_cast<Out>(low + s.next64());
    } else if (range == 0xffffffffu) {
        for (int64_t i = 0; i < n; i++) out[i] = static_cast<Out>(low + s.next32());
    } else if (call.masked) {
        for (int64_t i = 0; i < n; i++) out[i] = static_cast<Out>(low + masked_interval(s, range));
    } else if (range < 0xffffffffu) {
        LemireFill<Out, S>(s, out, low, static_cast<uint32_t>(range)).fill(n, pool);
    } else {
        for (int64_t i = 0; i < n; i++) out[i] = static_cast<Out>(low + lemire64(s, range));
    }
}

// Bounds that are arrays: parameter 0 is low, 1 the range.
template <class Out, bool Masked, class S>
void fill_bounded(S& s, const IntegersCall& call) noexcept {
    auto* out = reinterpret_cast<Out*>(call.out);
    if constexpr (sizeof(Out) < 4) {
        Parts<Out> parts;
        for_each_values(call.bounds, [&](const Values& v, bool) {
            const auto range = static_cast<Out>(v[1].whole);
            const auto mask = static_cast<Out>(mask_of(range));
            *out++ = static_cast<Out>(static_cast<Out>(v[0].whole) + bounded_part<Out, Masked>(s, parts, range, mask));
        });
    } else {
        for_each_values(call.bounds, [&](const Values& v, bool) {
            const auto range = static_cast<uint64_t>(v[1].whole);
            uint64_t value;
            if (range == 0xffffffffu) {
                value = s.next32();
            } else if (range == ~uint64_t(0)) {
                value = s.next64();
            } else {
                value = Masked ? masked_interval(s, range) : bounded64(s, range);
            }
            *out++ = static_cast<Out>(static_cast<uint64_t>(v[0].whole) + value);
        });
    }
}

template <class S>
void fill_bools(S& s, const IntegersCall& call) noexcept {
    Bits bits;
    const auto draw_one = [&](uint64_t low, uint64_t range) {
        return static_cast<char>(range == 0 ? low : bits.next(s));
    };
    char* out = call.out;
    if (call.scalar) {
        for (int64_t i = 0; i < call.size; i++) out[i] = draw_one(call.low, call.range);
    } else {
        for_each_values(call.bounds, [&](const Values& v, bool) {
            *out++ = draw_one(static_cast<uint64_t>(v[0].whole) & 1, static_cast<uint64_t>(v[1].whole));
        });
    }
}

template <class S>
void fill_integers(StateBlock* block, const IntegersCall& call, ThreadPool& pool) noexcept {
    S s(block);
    switch (call.bits) {
        case 1:
            fill_bools(s, call);
            break;
        case 8:
            if (call.scalar) {
                call.masked ? fill_parts<uint8_t, true>(s, call) : fill_parts<uint8_t, false>(s, call);
            } else {
                call.masked ? fill_bounded<uint8_t, true>(s, call) : fill_bounded<uint8_t, false>(s, call);
            }
            break;
        case 16:
            if (call.scalar) {
                call.masked ? fill_parts<uint16_t, true>(s, call) : fill_parts<uint16_t, false>(s, call);
            } else {
                call.masked ? fill_bounded<uint16_t, true>(s, call) : fill_bounded<uint16_t, false>(s, call);
            }
            break;
        case 32:
            if (call.scalar) {
                fill_wide<uint32_t>(s, call, pool);
            } else {
                call.masked ? fill_bounded<uint32_t, true>(s, call) : fill_bounded<uint32_t, false>(s, call);
            }
            break;
        default:
            if (call.scalar) {
                fill_wide<uint64_t>(s, call, pool);
            } else {
                call.masked ? fill_bounded<uint64_t, true>(s, call) : fill_bounded<uint64_t, false>(s, call);
            }
    }
    s.store(block);
}

}  // namespace strided
