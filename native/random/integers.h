#pragma once
#include <atomic>
#include <cstring>
#include <type_traits>

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

// Integers by Lemire's method from words of 32 bits, two to a draw, or 64. A rejection shifts all that follows, so a
// chunk is drawn as if there were none; where there was one, the chunk is drawn again one by one.
template <class Word, class Out, class S>
class LemireFill {
  public:
    LemireFill(S& source, Out* out, uint64_t low, Word range) noexcept
        : s_(source), out_(out), low_(low), range_(range), count_(range + 1) {
        threshold_ = static_cast<Word>(~Word(0) - range) % count_;
    }

    void fill(int64_t n, ThreadPool& pool) noexcept {
        int64_t done = 0;
        if constexpr (S::Core::kHas64) {
            // Words between two rejections, on average.
            const double apart = (kPaired ? 0x1p32 : 0x1p64) / static_cast<double>(std::max<Word>(1, threshold_));
            const int64_t chunk = apart > 8192 ? 2048 : 256;
            if (apart > 1024) {
                const auto window = static_cast<int64_t>(std::min(apart / 4, 9e15));
                while (n - done > 2) {
                    if (kPaired && s_.has_half != 0) one(done++);
                    const int64_t draws = (n - done) / kWords;
                    if (kIsSeekable<typename S::Core> && draws >= kParallelDraws && window >= 2 * kParallelDraws &&
                        pool.threads() > 1) {
                        const int64_t part = std::min(draws, window / kWords);
                        done += kWords * spread(done, part, pool);
                        // What is left up to the rejection goes the slow way, a chunk at a time.
                        if (draws == part && n - done < 2) break;
                    }
                    const int64_t next = std::min(chunk, (n - done) / kWords);
                    if (!try_chunk(done, next)) {
                        for (int64_t i = 0; i < kWords * next; i++) one(done + i);
                    }
                    done += kWords * next;
                }
            }
        }
        for (; done < n; done++) one(done);
    }

  private:
    static constexpr bool kPaired = sizeof(Word) == 4;
    static constexpr int64_t kWords = kPaired ? 2 : 1;
    using Product = std::conditional_t<kPaired, uint64_t, Wide>;

    void one(int64_t i) noexcept {
        if constexpr (kPaired) {
            out_[i] = static_cast<Out>(low_ + lemire32(s_, range_));
        } else {
            out_[i] = static_cast<Out>(low_ + lemire64(s_, range_));
        }
    }

    // Whether none was rejected; `last` is the last draw.
    template <class Core>
    bool words(Core& core, int64_t at, int64_t draws, uint64_t* last) const noexcept {
        constexpr int kBits = 8 * sizeof(Word);
        const Product count = count_;
        const Word threshold = threshold_;
        const uint64_t low = low_;
        Out* out = out_ + at;
        bool rejected = false;
        uint64_t latest = 0;
        each_draw(core, draws, [&](int64_t i, uint64_t bits) {
            const Product first = static_cast<Word>(bits) * count;
            rejected |= static_cast<Word>(first) < threshold;
            out[kWords * i] = static_cast<Out>(low + static_cast<uint64_t>(first >> kBits));
            if constexpr (kPaired) {
                const Product second = (bits >> 32) * count;
                rejected |= static_cast<Word>(second) < threshold;
                out[2 * i + 1] = static_cast<Out>(low + (second >> 32));
            }
            latest = bits;
        });
        *last = latest;
        return !rejected;
    }

    bool try_chunk(int64_t at, int64_t draws) noexcept {
        if constexpr (S::Core::kHas64) {
            auto core = s_.core;
            uint64_t last = 0;
            if (!words(core, at, draws, &last)) return false;
            s_.core = core;
            // Used up, but part of the state all the same.
            if (kPaired && draws > 0) s_.half = static_cast<uint32_t>(last >> 32);
        }
        return true;
    }

    // Draws in several threads; the answer is how many draws are right.
    int64_t spread(int64_t at, int64_t draws, ThreadPool& pool) noexcept {
        if constexpr (kIsSeekable<typename S::Core>) {
            std::atomic<int64_t> first_bad{draws};
            const auto start = s_.core;
            pool.for_ranges(draws, kPieceDraws, [&](int64_t begin, int64_t end) {
                auto core = start;
                skip(core, begin);
                uint64_t last;
                if (words(core, at + kWords * begin, end - begin, &last)) return;
                int64_t known = first_bad.load();
                while (begin < known && !first_bad.compare_exchange_weak(known, begin)) {
                }
            });
            const int64_t good = first_bad.load();
            if (good > 0) {
                skip(s_.core, good - 1);
                const uint64_t last = s_.core.next64();
                if (kPaired) s_.half = static_cast<uint32_t>(last >> 32);
            }
            return good;
        }
        return 0;
    }

    S& s_;
    Out* out_;
    uint64_t low_;
    Word range_;
    Word count_;
    Word threshold_;
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
        LemireFill<uint32_t, Out, S>(s, out, low, static_cast<uint32_t>(range)).fill(n, pool);
    } else {
        LemireFill<uint64_t, Out, S>(s, out, low, range).fill(n, pool);
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
