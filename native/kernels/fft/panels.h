#pragma once
#include "native/kernels/fft/sides.h"

// Interleaved rows turned into split columns and back, through squares in registers.
namespace strided::STRIDED_LEVEL {

// Four vectors of four lanes, or two of two, as rows and columns of a square that change places.
template <class T>
using SquareTag = hn::CappedTag<T, 4>;
template <class T>
inline constexpr int kSquare = static_cast<int>(hn::MaxLanes(SquareTag<T>()));

template <class T>
[[gnu::always_inline]] inline void turn(hn::Vec<SquareTag<T>> (&x)[kSquare<T>]) noexcept {
    const SquareTag<T> d;
    if constexpr (kSquare<T> == 2) {
        const auto low = hn::InterleaveLower(d, x[0], x[1]);
        x[1] = hn::InterleaveUpper(d, x[0], x[1]);
        x[0] = low;
    } else {
        const auto a = hn::InterleaveLower(d, x[0], x[1]), b = hn::InterleaveUpper(d, x[0], x[1]);
        const auto c = hn::InterleaveLower(d, x[2], x[3]), e = hn::InterleaveUpper(d, x[2], x[3]);
        // Registers of more than 16 bytes interleave within each half.
        if constexpr (sizeof(T) == 8) {
            x[0] = hn::ConcatLowerLower(d, c, a);
            x[1] = hn::ConcatLowerLower(d, e, b);
            x[2] = hn::ConcatUpperUpper(d, c, a);
            x[3] = hn::ConcatUpperUpper(d, e, b);
        } else {
            x[0] = hn::ConcatLowerLower(d, c, a);
            x[1] = hn::ConcatUpperUpper(d, c, a);
            x[2] = hn::ConcatLowerLower(d, e, b);
            x[3] = hn::ConcatUpperUpper(d, e, b);
        }
    }
}

// As FftGatherFn says.
template <class T>
void gather_rows(const void* source, int64_t row, int64_t rows, int64_t n, const FftTwist* twist, void* real,
                 void* imaginary, int64_t columns, double factor) noexcept {
    constexpr int kSize = kSquare<T>;
    const SquareTag<T> d;
    using V = hn::Vec<SquareTag<T>>;
    const T* const in = static_cast<const T*>(source);
    T* const re = static_cast<T*>(real);
    T* const im = static_cast<T*>(imaginary);
    const T sign = static_cast<T>(factor);
    const T* const lanes = twist == nullptr ? nullptr : static_cast<const T*>(twist->lanes);
    const T* const steps = twist == nullptr ? nullptr : static_cast<const T*>(twist->steps);
    const int64_t whole_rows = rows / kSize * kSize, whole = n / kSize * kSize;
    for (int64_t i = 0; i < whole; i += kSize) {
        for (int64_t r = 0; r < whole_rows; r += kSize) {
            V x[kSize], y[kSize];
#pragma GCC unroll 4
            for (int k = 0; k < kSize; k++) {
                hn::LoadInterleaved2(d, in + (r + k) * row + 2 * i, x[k], y[k]);
            }
            turn<T>(x);
            turn<T>(y);
#pragma GCC unroll 4
            for (int k = 0; k < kSize; k++) {
                ComplexLanes<SquareTag<T>> value{x[k], hn::Mul(y[k], hn::Set(d, sign))};
                if (twist != nullptr) {
                    const T* const lane = lanes + (i + k) * 2 * kFftTile<T> + r;
                    value = times(value, hn::LoadU(d, lane), hn::LoadU(d, lane + kFftTile<T>));
                    value = times(value, hn::Set(d, steps[2 * (i + k)]), hn::Set(d, steps[2 * (i + k) + 1]));
                }
                hn::StoreU(value.re, d, re + (i + k) * columns + r);
                hn::StoreU(value.im, d, im + (i + k) * columns + r);
            }
        }
    }
    const hn::CappedTag<T, 1> one;
    for (int64_t r = 0; r < rows; r++) {
        for (int64_t i = r < whole_rows ? whole : 0; i < n; i++) {
            ComplexLanes<hn::CappedTag<T, 1>> value{hn::Set(one, in[r * row + 2 * i]),
                                                    hn::Set(one, in[r * row + 2 * i + 1] * sign)};
            if (twist != nullptr) {
                const T* const lane = lanes + i * 2 * kFftTile<T> + r;
                value = times(value, hn::Set(one, lane[0]), hn::Set(one, lane[kFftTile<T>]));
                value = times(value, hn::Set(one, steps[2 * i]), hn::Set(one, steps[2 * i + 1]));
            }
            re[i * columns + r] = hn::GetLane(value.re);
            im[i * columns + r] = hn::GetLane(value.im);
        }
    }
}

// As FftScatterFn says.
template <class T>
void scatter_rows(const void* real, const void* imaginary, int64_t columns, int64_t rows, int64_t n, void* target,
                  int64_t row, const FftScale& scale) noexcept {
    constexpr int kSize = kSquare<T>;
    const SquareTag<T> d;
    using V = hn::Vec<SquareTag<T>>;
    const T* const re = static_cast<const T*>(real);
    const T* const im = static_cast<const T*>(imaginary);
    T* const out = static_cast<T*>(target);
    const T by_re = static_cast<T>(scale.re), by_im = static_cast<T>(scale.im);
    const int64_t whole_rows = rows / kSize * kSize, whole = n / kSize * kSize;
    for (int64_t i = 0; i < whole; i += kSize) {
        for (int64_t r = 0; r < whole_rows; r += kSize) {
            V x[kSize], y[kSize];
#pragma GCC unroll 4
            for (int k = 0; k < kSize; k++) {
                x[k] = hn::Mul(hn::LoadU(d, re + (i + k) * columns + r), hn::Set(d, by_re));
                y[k] = hn::Mul(hn::LoadU(d, im + (i + k) * columns + r), hn::Set(d, by_im));
            }
            turn<T>(x);
            turn<T>(y);
#pragma GCC unroll 4
            for (int k = 0; k < kSize; k++) hn::StoreInterleaved2(x[k], y[k], d, out + (r + k) * row + 2 * i);
        }
    }
    for (int64_t r = 0; r < rows; r++) {
        for (int64_t i = r < whole_rows ? whole : 0; i < n; i++) {
            out[r * row + 2 * i] = re[i * columns + r] * by_re;
            out[r * row + 2 * i + 1] = im[i * columns + r] * by_im;
        }
    }
}

}  // namespace strided::STRIDED_LEVEL
