#pragma once
#include "native/kernels/fft/butterflies.h"

// Stockham's autosort transform: each stage reads one side and writes another, and the order of the result comes by
// itself. Runs of columns are walked in vectors; the last vector of a run may overlap the one before.
namespace strided::STRIDED_LEVEL {

// Rows and the columns of each that lie together: whole runs of s where both sides are packed.
struct Runs {
    int64_t rows, columns;
};

template <class Source, class Target>
inline Runs runs_of(const FftStage& stage, int64_t columns, const Source& in, const Target& out) noexcept {
    if (in.columns() == columns && out.columns() == columns) return {1, stage.s * columns};
    return {stage.s, columns};
}

template <int R, class D, class Source, class Target>
void run_stage(D d, const FftStage& stage, const Source& in, const Target& out, int64_t columns) noexcept {
    using T = hn::TFromD<D>;
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    const int64_t m = stage.m, s = stage.s;
    const Runs runs = runs_of(stage, columns, in, out);
    const T* twiddle = static_cast<const T*>(stage.twiddle);
    for (int64_t p = 0; p < m; p++) {
        for (int64_t u = 0; u < runs.rows; u++) {
            const int64_t from = u + s * p, to = u + s * R * p;
            for (int64_t c = 0; c < runs.columns; c += lanes) {
                if (c + lanes > runs.columns) c = runs.columns - lanes;
                ComplexLanes<D> x[R];
#pragma GCC unroll 16
                for (int k = 0; k < R; k++) x[k] = in.load(d, from + s * m * k, c);
                Butterfly<R>::run(d, x);
                out.store(d, to, c, x[0]);
                if (twiddle == nullptr) {
#pragma GCC unroll 16
                    for (int j = 1; j < R; j++) out.store(d, to + s * j, c, x[j]);
                } else {
#pragma GCC unroll 16
                    for (int j = 1; j < R; j++) {
                        const T* w = twiddle + 2 * ((R - 1) * p + j - 1);
                        out.store(d, to + s * j, c, times(x[j], hn::Set(d, w[0]), hn::Set(d, w[1])));
                    }
                }
            }
        }
    }
}

template <class D, class Source, class Target>
void run_odd_stage(D d, const FftStage& stage, const Source& in, const Target& out, int64_t columns) noexcept {
    using T = hn::TFromD<D>;
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    const int R = stage.radix;
    const int64_t m = stage.m, s = stage.s;
    const Runs runs = runs_of(stage, columns, in, out);
    const T* twiddle = static_cast<const T*>(stage.twiddle);
    for (int64_t p = 0; p < m; p++) {
        for (int64_t u = 0; u < runs.rows; u++) {
            const int64_t from = u + s * p, to = u + s * R * p;
            for (int64_t c = 0; c < runs.columns; c += lanes) {
                if (c + lanes > runs.columns) c = runs.columns - lanes;
                ComplexLanes<D> x[kFftMaxRadix];
                x[0] = in.load(d, from, c);
                for (int k = 1; k < R; k++) x[k] = in.load(d, from + s * m * k, c);
                transform_odd(d, R, static_cast<const T*>(stage.roots), x);
                out.store(d, to, c, x[0]);
                for (int j = 1; j < R; j++) {
                    if (twiddle != nullptr) {
                        const T* w = twiddle + 2 * ((R - 1) * p + j - 1);
                        x[j] = times(x[j], hn::Set(d, w[0]), hn::Set(d, w[1]));
                    }
                    out.store(d, to + s * j, c, x[j]);
                }
            }
        }
    }
}

// A radix that is known where code is compiled.
template <int R>
struct Radix {
    static constexpr int kValue = R;
};

// Calls body with the radix, where there is a butterfly of its own for it.
template <class Body>
[[gnu::always_inline]] inline bool with_radix(int radix, const Body& body) noexcept {
    switch (radix) {
        case 2:
            body(Radix<2>());
            return true;
        case 3:
            body(Radix<3>());
            return true;
        case 4:
            body(Radix<4>());
            return true;
        case 5:
            body(Radix<5>());
            return true;
        case 7:
            body(Radix<7>());
            return true;
        case 8:
            body(Radix<8>());
            return true;
        case 11:
            body(Radix<11>());
            return true;
        case 13:
            body(Radix<13>());
            return true;
        default:
            return false;
    }
}

template <class D, class Source, class Target>
void dispatch_stage(D d, const FftStage& stage, const Source& in, const Target& out, int64_t columns) noexcept {
    const bool is_known = with_radix(
        stage.radix, [&](auto radix) noexcept { run_stage<decltype(radix)::kValue>(d, stage, in, out, columns); });
    if (!is_known) run_odd_stage(d, stage, in, out, columns);
}

// Runs shorter than the level's vectors go in shorter ones.
template <class T, int kLanes>
void narrow_stage(const FftStage& stage, const AnySide<T>& in, const AnySide<T>& out, int64_t columns,
                  int64_t run) noexcept {
    if constexpr (kLanes > 1) {
        if (run < kLanes) return narrow_stage<T, kLanes / 2>(stage, in, out, columns, run);
    }
    dispatch_stage(hn::CappedTag<T, kLanes>(), stage, in, out, columns);
}

// dst[R·l + j] = lane l of x[j]
template <int R, class D>
[[gnu::always_inline]] inline void store_turned(D d, hn::Vec<D> (&x)[R], hn::TFromD<D>* dst) noexcept {
    using T = hn::TFromD<D>;
    constexpr int64_t kLanes = static_cast<int64_t>(hn::MaxLanes(D()));
    if constexpr (R == 2) {
        hn::StoreInterleaved2(x[0], x[1], d, dst);
    } else if constexpr (R == 4) {
        hn::StoreInterleaved4(x[0], x[1], x[2], x[3], d, dst);
    } else if constexpr (R == 8) {
        const hn::CappedTag<T, 4> quarter;
        alignas(64) T low[4 * kLanes], high[4 * kLanes];
        hn::StoreInterleaved4(x[0], x[1], x[2], x[3], d, low);
        hn::StoreInterleaved4(x[4], x[5], x[6], x[7], d, high);
        for (int64_t l = 0; l < kLanes; l++) {
            for (int64_t part = 0; part < 4; part += static_cast<int64_t>(hn::MaxLanes(quarter))) {
                hn::StoreU(hn::LoadU(quarter, low + 4 * l + part), quarter, dst + 8 * l + part);
                hn::StoreU(hn::LoadU(quarter, high + 4 * l + part), quarter, dst + 8 * l + 4 + part);
            }
        }
    } else {
        alignas(64) T turned[R][kLanes];
        for (int j = 0; j < R; j++) hn::Store(x[j], d, turned[j]);
        for (int64_t l = 0; l < kLanes; l++) {
            for (int j = 0; j < R; j++) dst[R * l + j] = turned[j][l];
        }
    }
}

// The first stage of a single column: vectors run over p, and are turned as they are stored.
template <int R, class D, class Source, class T>
void run_lead(D d, const FftStage& stage, const void* lead, const Source& in, const SplitSide<T>& out) noexcept {
    const int64_t lanes = static_cast<int64_t>(hn::Lanes(d));
    const int64_t m = stage.m;
    const T* twiddle = static_cast<const T*>(lead);
    for (int64_t p = 0; p < m; p += lanes) {
        if (p + lanes > m) p = m - lanes;
        ComplexLanes<D> x[R];
#pragma GCC unroll 16
        for (int k = 0; k < R; k++) x[k] = in.load(d, 0, p + m * k);
        Butterfly<R>::run(d, x);
        hn::Vec<D> re[R], im[R];
        re[0] = x[0].re;
        im[0] = x[0].im;
#pragma GCC unroll 16
        for (int j = 1; j < R; j++) {
            const T* w = twiddle + 2 * m * (j - 1) + p;
            const ComplexLanes<D> y = times(x[j], hn::LoadU(d, w), hn::LoadU(d, w + m));
            re[j] = y.re;
            im[j] = y.im;
        }
        const int64_t at = out.place(R * p, 0);
        store_turned<R>(d, re, out.re + at);
        store_turned<R>(d, im, out.im + at);
    }
}

template <class D, class Source, class T>
bool dispatch_lead(D d, const FftStage& stage, const void* lead, const Source& in, const SplitSide<T>& out) noexcept {
    if (stage.m < static_cast<int64_t>(hn::Lanes(d)) || lead == nullptr) return false;
    return with_radix(stage.radix,
                      [&](auto radix) noexcept { run_lead<decltype(radix)::kValue>(d, stage, lead, in, out); });
}

template <class T>
void run_stages(const FftStages& stages, const FftSide& source, const FftSide& target, int64_t columns,
                const FftScale& scale, void* scratch) noexcept {
    const hn::ScalableTag<T> d;
    constexpr int kLanes = static_cast<int>(hn::MaxLanes(hn::ScalableTag<T>()));
    const int64_t size = fft_buffer_parts(stages.n, columns);
    T* const memory = static_cast<T*>(scratch);
    // Powers of two only: their runs never cross a multiple of 4 kB, wherever vectors of a run begin.
    const int64_t parts = stages.n * columns;
    const int64_t spread = (parts & (parts - 1)) == 0 ? ~(64 / static_cast<int64_t>(sizeof(T)) - 1) : 0;
    const FftSide buffers[2] = {{memory, memory + size, columns, spread},
                                {memory + 2 * size, memory + 3 * size, columns, spread}};
    FftSide from = source;
    for (int i = 0; i < stages.count; i++) {
        const FftStage& stage = stages.stages[i];
        const FftSide to = i == stages.count - 1 ? target : buffers[i & 1];
        const bool in_joined = from.im == nullptr, out_joined = to.im == nullptr;
        const FftSide here = from;
        from = to;
        // A single column whose rows follow one another: vectors run along it.
        if (i == 0 && columns == 1 && !out_joined && here.row == (in_joined ? 2 : 1)) {
            const SplitSide<T> split(to, scale);
            if (in_joined) {
                if (dispatch_lead(d, stage, stages.lead, InterleavedSide<T>(here, scale), split)) continue;
            } else if (dispatch_lead(d, stage, stages.lead, SplitSide<T>(here, scale), split)) {
                continue;
            }
        }
        const int64_t in_columns = in_joined ? here.row / 2 : here.row, out_columns = out_joined ? to.row / 2 : to.row;
        const int64_t run = in_columns == columns && out_columns == columns ? stage.s * columns : columns;
        if (run < kLanes) {
            narrow_stage<T, kLanes / 2>(stage, AnySide<T>(here, scale), AnySide<T>(to, scale), columns, run);
        } else if (in_joined && out_joined) {
            dispatch_stage(d, stage, InterleavedSide<T>(here, scale), InterleavedSide<T>(to, scale), columns);
        } else if (in_joined) {
            dispatch_stage(d, stage, InterleavedSide<T>(here, scale), SplitSide<T>(to, scale), columns);
        } else if (out_joined) {
            dispatch_stage(d, stage, SplitSide<T>(here, scale), InterleavedSide<T>(to, scale), columns);
        } else {
            dispatch_stage(d, stage, SplitSide<T>(here, scale), SplitSide<T>(to, scale), columns);
        }
    }
}

}  // namespace strided::STRIDED_LEVEL
