#pragma once
#include "native/kernels/fft_table.h"
#include "native/kernels/simd.h"

// Vectors of complex numbers, and where stages read them from and write them to.
namespace strided::STRIDED_LEVEL {

template <class D>
struct ComplexLanes {
    hn::Vec<D> re, im;
};

template <class D>
[[gnu::always_inline]] inline ComplexLanes<D> times(ComplexLanes<D> a, hn::Vec<D> re, hn::Vec<D> im) noexcept {
    return {hn::NegMulAdd(a.im, im, hn::Mul(a.re, re)), hn::MulAdd(a.im, re, hn::Mul(a.re, im))};
}

// Buffers whose rows lie powers of two apart would put the operands of a butterfly on the same lines of the first-level
// cache; they are spread by 64 bytes after every 4 kB.
template <class T>
struct SplitSide {
    T* re;
    T* im;
    int64_t row;
    int64_t spread;

    SplitSide(const FftSide& side, const FftScale&) noexcept
        : re(static_cast<T*>(side.re)), im(static_cast<T*>(side.im)), row(side.row), spread(side.spread) {}
    int64_t columns() const noexcept { return row; }

    [[gnu::always_inline]] int64_t place(int64_t r, int64_t c) const noexcept {
        const int64_t index = r * row + c;
        return index + ((index >> 6) & spread);
    }
    template <class D>
    [[gnu::always_inline]] ComplexLanes<D> load(D d, int64_t r, int64_t c) const noexcept {
        const int64_t at = place(r, c);
        return {hn::LoadU(d, re + at), hn::LoadU(d, im + at)};
    }
    template <class D>
    [[gnu::always_inline]] void store(D d, int64_t r, int64_t c, ComplexLanes<D> value) const noexcept {
        const int64_t at = place(r, c);
        hn::StoreU(value.re, d, re + at);
        hn::StoreU(value.im, d, im + at);
    }
};

template <class T>
struct InterleavedSide {
    T* data;
    int64_t row;
    T in, scale_re, scale_im;

    InterleavedSide(const FftSide& side, const FftScale& scale) noexcept
        : data(static_cast<T*>(side.re)),
          row(side.row),
          in(static_cast<T>(scale.in)),
          scale_re(static_cast<T>(scale.re)),
          scale_im(static_cast<T>(scale.im)) {}
    int64_t columns() const noexcept { return row / 2; }

    template <class D>
    [[gnu::always_inline]] ComplexLanes<D> load(D d, int64_t r, int64_t c) const noexcept {
        ComplexLanes<D> value;
        hn::LoadInterleaved2(d, data + r * row + 2 * c, value.re, value.im);
        value.im = hn::Mul(value.im, hn::Set(d, in));
        return value;
    }
    template <class D>
    [[gnu::always_inline]] void store(D d, int64_t r, int64_t c, ComplexLanes<D> value) const noexcept {
        hn::StoreInterleaved2(hn::Mul(value.re, hn::Set(d, scale_re)), hn::Mul(value.im, hn::Set(d, scale_im)), d,
                              data + r * row + 2 * c);
    }
};

// Either of the two, told apart at each access: for runs shorter than a vector.
template <class T>
struct AnySide {
    InterleavedSide<T> joined;
    SplitSide<T> split;
    bool interleaved;

    AnySide(const FftSide& side, const FftScale& scale) noexcept
        : joined(side, scale), split(side, scale), interleaved(side.im == nullptr) {}
    int64_t columns() const noexcept { return interleaved ? joined.columns() : split.columns(); }

    template <class D>
    [[gnu::always_inline]] ComplexLanes<D> load(D d, int64_t r, int64_t c) const noexcept {
        return interleaved ? joined.load(d, r, c) : split.load(d, r, c);
    }
    template <class D>
    [[gnu::always_inline]] void store(D d, int64_t r, int64_t c, ComplexLanes<D> value) const noexcept {
        if (interleaved) {
            joined.store(d, r, c, value);
        } else {
            split.store(d, r, c, value);
        }
    }
};

}  // namespace strided::STRIDED_LEVEL
