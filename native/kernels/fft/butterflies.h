#pragma once
#include "native/kernels/fft/sides.h"

// Discrete Fourier transforms of a few complex numbers, in place in registers.
namespace strided::STRIDED_LEVEL {

// (re, im) · −i
template <class D>
[[gnu::always_inline]] inline ComplexLanes<D> quarter_back(ComplexLanes<D> a) noexcept {
    return {a.im, hn::Neg(a.re)};
}
template <class D>
[[gnu::always_inline]] inline ComplexLanes<D> plus(ComplexLanes<D> a, ComplexLanes<D> b) noexcept {
    return {hn::Add(a.re, b.re), hn::Add(a.im, b.im)};
}
template <class D>
[[gnu::always_inline]] inline ComplexLanes<D> minus(ComplexLanes<D> a, ComplexLanes<D> b) noexcept {
    return {hn::Sub(a.re, b.re), hn::Sub(a.im, b.im)};
}
// a − i·b and a + i·b
template <class D>
[[gnu::always_inline]] inline ComplexLanes<D> minus_i(ComplexLanes<D> a, ComplexLanes<D> b) noexcept {
    return {hn::Add(a.re, b.im), hn::Sub(a.im, b.re)};
}
template <class D>
[[gnu::always_inline]] inline ComplexLanes<D> plus_i(ComplexLanes<D> a, ComplexLanes<D> b) noexcept {
    return {hn::Sub(a.re, b.im), hn::Add(a.im, b.re)};
}

template <class D>
[[gnu::always_inline]] inline void transform_4(ComplexLanes<D>& a, ComplexLanes<D>& b, ComplexLanes<D>& c,
                                               ComplexLanes<D>& d) noexcept {
    const ComplexLanes<D> even = plus(a, c), rest = minus(a, c), odd = plus(b, d), turned = minus(b, d);
    a = plus(even, odd);
    b = minus_i(rest, turned);
    c = minus(even, odd);
    d = plus_i(rest, turned);
}

// cos and sin of 2πi / R for i = 1 … (R − 1) / 2.
template <int R>
struct OddRoots;

template <>
struct OddRoots<3> {
    static constexpr double kCos[] = {-0.5};
    static constexpr double kSin[] = {0.8660254037844386467637};
};

template <>
struct OddRoots<5> {
    static constexpr double kCos[] = {0.3090169943749474241023, -0.8090169943749474241023};
    static constexpr double kSin[] = {0.9510565162951535721164, 0.5877852522924731291687};
};

template <>
struct OddRoots<7> {
    static constexpr double kCos[] = {0.623489801858733530525, -0.2225209339563144042889, -0.9009688679024191262361};
    static constexpr double kSin[] = {0.7818314824680298087084, 0.9749279121818236070181, 0.4338837391175581204758};
};

template <>
struct OddRoots<11> {
    static constexpr double kCos[] = {0.8412535328311811688618, 0.4154150130018864255293, -0.1423148382732851404438,
                                      -0.6548607339452850640569, -0.9594929736144973898904};
    static constexpr double kSin[] = {0.5406408174555975821076, 0.9096319953545183714117, 0.9898214418809327323761,
                                      0.755749574354258283774, 0.2817325568414296977114};
};

template <>
struct OddRoots<13> {
    static constexpr double kCos[] = {0.8854560256532098959004,  0.5680647467311558025118,  0.1205366802553230533491,
                                      -0.3546048870425356259696, -0.7485107481711010986346, -0.970941817426052027157};
    static constexpr double kSin[] = {0.464723172043768545656,  0.8229838658936563945796, 0.9927088740980539928008,
                                      0.9350162426854148234398, 0.6631226582407952023768, 0.2393156642875577671488};
};

template <int R>
struct Butterfly {
    // Odd R: x[j] and x[R − j] share their cosines, and their sines up to the sign.
    template <class D>
    [[gnu::always_inline]] static void run(D d, ComplexLanes<D> (&x)[R]) noexcept {
        using T = hn::TFromD<D>;
        constexpr int kHalf = (R - 1) / 2;
        ComplexLanes<D> sum[kHalf], difference[kHalf];
        ComplexLanes<D> first = x[0];
#pragma GCC unroll 8
        for (int j = 0; j < kHalf; j++) {
            sum[j] = plus(x[j + 1], x[R - 1 - j]);
            difference[j] = minus(x[j + 1], x[R - 1 - j]);
            first = plus(first, sum[j]);
        }
#pragma GCC unroll 8
        for (int k = 1; k <= kHalf; k++) {
            ComplexLanes<D> u = x[0], v{hn::Zero(d), hn::Zero(d)};
#pragma GCC unroll 8
            for (int j = 1; j <= kHalf; j++) {
                const int turn = j * k % R;
                const int place = turn <= kHalf ? turn : R - turn;
                const double sine = OddRoots<R>::kSin[place - 1];
                const hn::Vec<D> cos = hn::Set(d, static_cast<T>(OddRoots<R>::kCos[place - 1]));
                const hn::Vec<D> sin = hn::Set(d, static_cast<T>(turn <= kHalf ? sine : -sine));
                u.re = hn::MulAdd(sum[j - 1].re, cos, u.re);
                u.im = hn::MulAdd(sum[j - 1].im, cos, u.im);
                v.re = j == 1 ? hn::Mul(difference[0].re, sin) : hn::MulAdd(difference[j - 1].re, sin, v.re);
                v.im = j == 1 ? hn::Mul(difference[0].im, sin) : hn::MulAdd(difference[j - 1].im, sin, v.im);
            }
            x[k] = minus_i(u, v);
            x[R - k] = plus_i(u, v);
        }
        x[0] = first;
    }
};

template <>
struct Butterfly<2> {
    template <class D>
    [[gnu::always_inline]] static void run(D, ComplexLanes<D> (&x)[2]) noexcept {
        const ComplexLanes<D> a = x[0];
        x[0] = plus(a, x[1]);
        x[1] = minus(a, x[1]);
    }
};

template <>
struct Butterfly<4> {
    template <class D>
    [[gnu::always_inline]] static void run(D, ComplexLanes<D> (&x)[4]) noexcept {
        transform_4(x[0], x[1], x[2], x[3]);
    }
};

template <>
struct Butterfly<8> {
    template <class D>
    [[gnu::always_inline]] static void run(D d, ComplexLanes<D> (&x)[8]) noexcept {
        transform_4(x[0], x[2], x[4], x[6]);
        transform_4(x[1], x[3], x[5], x[7]);
        const hn::Vec<D> half = hn::Set(d, static_cast<hn::TFromD<D>>(0.70710678118654752440));
        const ComplexLanes<D> b = x[3], c = x[5], e = x[7];
        const ComplexLanes<D> turned1{hn::Mul(hn::Add(b.re, b.im), half), hn::Mul(hn::Sub(b.im, b.re), half)};
        const ComplexLanes<D> turned3{hn::Mul(hn::Sub(e.im, e.re), half), hn::Mul(hn::Add(e.re, e.im), half)};
        const ComplexLanes<D> a0 = x[0], a1 = x[2], a2 = x[4], a3 = x[6], odd = x[1];
        x[0] = plus(a0, odd);
        x[4] = minus(a0, odd);
        x[1] = plus(a1, turned1);
        x[5] = minus(a1, turned1);
        x[2] = minus_i(a2, c);
        x[6] = plus_i(a2, c);
        // turned3 is −(im, re) of the rotation: its imaginary part enters with the other sign.
        x[3] = {hn::Add(a3.re, turned3.re), hn::Sub(a3.im, turned3.im)};
        x[7] = {hn::Sub(a3.re, turned3.re), hn::Add(a3.im, turned3.im)};
    }
};

// Any odd radix up to kFftMaxRadix, with its roots in a table: [cos | sin][R].
template <class D>
[[gnu::always_inline]] inline void transform_odd(D d, int R, const hn::TFromD<D>* roots, ComplexLanes<D>* x) noexcept {
    const int half = (R - 1) / 2;
    ComplexLanes<D> sum[kFftMaxRadix / 2], difference[kFftMaxRadix / 2];
    ComplexLanes<D> first = x[0];
    for (int j = 0; j < half; j++) {
        sum[j] = plus(x[j + 1], x[R - 1 - j]);
        difference[j] = minus(x[j + 1], x[R - 1 - j]);
        first = plus(first, sum[j]);
    }
    for (int k = 1; k <= half; k++) {
        ComplexLanes<D> u = x[0], v{hn::Zero(d), hn::Zero(d)};
        int turn = 0;
        for (int j = 0; j < half; j++) {
            turn += k;
            if (turn >= R) turn -= R;
            const hn::Vec<D> cos = hn::Set(d, roots[turn]);
            const hn::Vec<D> sin = hn::Set(d, roots[R + turn]);
            u.re = hn::MulAdd(sum[j].re, cos, u.re);
            u.im = hn::MulAdd(sum[j].im, cos, u.im);
            v.re = hn::MulAdd(difference[j].re, sin, v.re);
            v.im = hn::MulAdd(difference[j].im, sin, v.im);
        }
        x[k] = minus_i(u, v);
        x[R - k] = plus_i(u, v);
    }
    x[0] = first;
}

}  // namespace strided::STRIDED_LEVEL
