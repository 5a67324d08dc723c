#pragma once
#include <algorithm>
#include <atomic>

#include "native/loops/thread_pool.h"
#include "native/random/source.h"

namespace strided {

// Fast ways through streams whose position can be computed: several lanes of the same stream side by side, since one
// step waits for the one before; and pieces of it in several threads. The bits are those of one draw after another.

// Below this many draws threads cost more than they bring.
inline constexpr int64_t kParallelDraws = 1 << 16;
inline constexpr int64_t kPieceDraws = 1 << 14;

template <class Core>
inline constexpr bool kIsSeekable = Core::kIsCongruential || Core::kKind == CoreKind::Philox;

// Calls emit(i, draw) for the next n 64-bit draws.
template <class Core, class Emit>
[[gnu::always_inline]] inline void each_draw(Core& core, int64_t n, const Emit& emit) noexcept {
    int64_t i = 0;
    if constexpr (Core::kIsCongruential) {
        const Congruence step = core.congruence();
        const Congruence four = step.power(4);
        Wide a = core.first();
        Wide b = step(a);
        Wide c = step(b);
        Wide d = step(c);
        for (; i + 4 <= n; i += 4) {
            emit(i, Core::output(a));
            emit(i + 1, Core::output(b));
            emit(i + 2, Core::output(c));
            emit(i + 3, Core::output(d));
            a = four(a);
            b = four(b);
            c = four(c);
            d = four(d);
        }
        core.seek(a);
    } else if constexpr (Core::kKind == CoreKind::Philox) {
        for (; i < n && core.place < 4; i++) emit(i, core.next64());
        for (; i + 4 <= n; i += 4) {
            core.count(1);
            core.rounds(core.buffer);
            for (int k = 0; k < 4; k++) emit(i + k, core.buffer[k]);
        }
    }
    for (; i < n; i++) emit(i, core.next64());
}

// The core `draws` further on.
template <class Core>
void skip(Core& core, int64_t draws) noexcept {
    if constexpr (Core::kIsCongruential) {
        core.advance(static_cast<Wide>(draws));
    } else if constexpr (Core::kKind == CoreKind::Philox) {
        const auto waiting = static_cast<int64_t>(4 - core.place);
        if (draws <= waiting) {
            core.place += static_cast<uint64_t>(draws);
            return;
        }
        const int64_t beyond = draws - waiting;
        core.count(static_cast<uint64_t>((beyond + 3) / 4));
        core.rounds(core.buffer);
        core.place = static_cast<uint64_t>((beyond + 3) % 4 + 1);
    }
}

// Calls emit(i, draw) for the next n draws, in several threads where that pays.
template <class Core, class Emit>
void spread_draws(Core& core, int64_t n, ThreadPool& pool, const Emit& emit) noexcept {
    if constexpr (kIsSeekable<Core>) {
        if (n >= kParallelDraws && pool.threads() > 1) {
            const Core start = core;
            pool.for_ranges(n, kPieceDraws, [&](int64_t begin, int64_t end) {
                Core own = start;
                skip(own, begin);
                each_draw(own, end - begin, [&](int64_t i, uint64_t bits) { emit(begin + i, bits); });
            });
            skip(core, n);
            return;
        }
    }
    each_draw(core, n, emit);
}

}  // namespace strided
