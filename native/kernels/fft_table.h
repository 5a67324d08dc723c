#pragma once
#include <cstdint>

// What the transforms of native/fft know of their kernels. Complex numbers lie interleaved in arrays, and split into
// runs of real and of imaginary parts in between, where vectors then hold neighbours of one kind.
namespace strided {

inline constexpr int kFftMaxStages = 40;
// Larger prime factors go through a convolution.
inline constexpr int kFftMaxRadix = 61;

// A Stockham step: m butterflies of `radix` over runs of s columns, s being the product of the radices before.
struct FftStage {
    int radix;
    int64_t m;
    int64_t s;
    const void* twiddle;  // [p][j - 1], interleaved: e^(-2πi·p·j / (radix·m)); nullptr where m is 1
    const void* roots;    // cos and sin of 2πi / radix, i < radix, one after the other; nullptr where they are known
};

struct FftStages {
    int64_t n;
    int count;
    FftStage stages[kFftMaxStages];
    // The first stage's twiddles once more, as runs over p: [j - 1][real | imaginary][p].
    const void* lead;
};

// n rows of complex numbers, `row` elements of the part's type apart; im is nullptr where parts are interleaved.
struct FftSide {
    void* re;
    void* im;
    int64_t row;
    int64_t spread = 0;  // of split sides: see kernels/fft/sides.h
};

// The inverse is the conjugate of the transform of the conjugate: `conjugate` is −1 for it, 1 else.
struct FftScale {
    double in;  // factor of imaginary parts read from interleaved sides
    double re;  // factors of parts written to interleaved sides
    double im;
};

// The parts that each of the four buffers of a transform takes.
constexpr int64_t fft_buffer_parts(int64_t n, int64_t columns) noexcept { return n * columns / 64 * 65 + 104; }

// Transforms `columns` neighbouring columns of n rows. Scratch: 4 · fft_buffer_parts(n, columns) parts. Out may be in
// where there are two stages or more.
using FftRunFn = void (*)(const FftStages& stages, const FftSide& in, const FftSide& out, int64_t columns,
                          const FftScale& scale, void* scratch) noexcept;

// A panel of `rows` interleaved rows of n as n split rows of `rows` columns, for rows up to the lanes of a tile. With
// twiddles, element (r, i) is multiplied by lanes[i][r] · steps[i]; lanes: [n][real | imaginary][kFftTile].
struct FftTwist {
    const void* lanes;
    const void* steps;
};
using FftGatherFn = void (*)(const void* in, int64_t row, int64_t rows, int64_t n, const FftTwist* twist, void* re,
                             void* im, int64_t columns, double factor) noexcept;
using FftScatterFn = void (*)(const void* re, const void* im, int64_t columns, int64_t rows, int64_t n, void* out,
                              int64_t row, const FftScale& scale) noexcept;

// Real transforms of even length 2h through complex ones of length h, over 0 ≤ k ≤ h / 2 in [begin, end). `twiddle`:
// h / 2 + 1 real parts, then as many imaginary ones, of e^(-2πi·k / 2h). Forward works in place.
using FftRealFn = void (*)(const void* in, void* out, int64_t h, const void* twiddle, int64_t begin,
                           int64_t end) noexcept;

// out[i] = a[i] · b[i], the imaginary part of a multiplied by `in`, the parts of the product by the factors.
using FftMultiplyFn = void (*)(const void* a, const void* b, void* out, int64_t n, const FftScale& scale) noexcept;

struct FftKernels {
    int lanes;  // of the level's vectors
    FftRunFn run;
    FftGatherFn gather;
    FftScatterFn scatter;
    FftRealFn real_forward;
    FftRealFn real_backward;
    FftMultiplyFn multiply;
};

// The columns of a tile: 128 bytes of interleaved numbers.
template <class T>
inline constexpr int64_t kFftTile = 128 / (2 * static_cast<int64_t>(sizeof(T)));

}  // namespace strided
