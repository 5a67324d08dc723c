#pragma once
#include "native/random/legacy.h"
#include "native/random/multivariate.h"
#include "native/random/sampler.h"

namespace strided {

// What one kind of bit generator instantiates; included by one unit per kind.

// Uniform doubles: their place in the stream is known beforehand.
template <class S, class Map>
void fill_doubles(StateBlock* block, double* out, int64_t n, ThreadPool& pool, const Map& map) noexcept {
    S s(block);
    if constexpr (S::Core::kHas64) {
        spread_draws(s.core, n, pool, [&](int64_t i, uint64_t bits) { out[i] = map(S::to_double(bits)); });
    } else {
        for (int64_t i = 0; i < n; i++) out[i] = map(s.next_double());
    }
    s.store(block);
}

template <class S>
void draw_random(StateBlock* block, const DrawCall& call, ThreadPool& pool) noexcept {
    fill_doubles<S>(block, reinterpret_cast<double*>(call.out), call.size, pool, [](double u) { return u; });
}

template <class S>
void draw_uniform(StateBlock* block, const DrawCall& call, ThreadPool& pool) noexcept {
    if (!call.scalar) return draw<Uniform, S>(block, call, pool);
    const double low = call.values[0].real;
    const double range = call.values[1].real;
    fill_doubles<S>(block, reinterpret_cast<double*>(call.out), call.size, pool,
                    [=](double u) { return low + range * u; });
}

// Two floats to a 64-bit draw, but for a half that waits.
template <class S>
void draw_random_float(StateBlock* block, const DrawCall& call, ThreadPool& pool) noexcept {
    auto* out = reinterpret_cast<float*>(call.out);
    int64_t n = call.size;
    S s(block);
    if constexpr (S::Core::kHas64) {
        if (n > 0 && s.has_half != 0) {
            *out++ = s.next_float();
            n--;
        }
        if (n >= 4) {
            const int64_t pairs = n / 2 - 1;
            spread_draws(s.core, pairs, pool, [&](int64_t i, uint64_t bits) {
                out[2 * i] = S::to_float(static_cast<uint32_t>(bits));
                out[2 * i + 1] = S::to_float(static_cast<uint32_t>(bits >> 32));
            });
            out += 2 * pairs;
            n -= 2 * pairs;
        }
    }
    // The last pair leaves its half in the state.
    for (int64_t i = 0; i < n; i++) out[i] = s.next_float();
    s.store(block);
}

template <class S>
void fill_raw(StateBlock* block, uint64_t* out, int64_t n) noexcept {
    S s(block);
    for (int64_t i = 0; i < n; i++) out[i] = s.next_raw();
    s.store(block);
}

template <bool Masked, class S>
void shuffle_with(S& s, const ShuffleCall& call) noexcept {
    if (call.each) {
        call.slice.for_each(
            0, [&](int64_t offset) { shuffle_run<Masked>(s, call.data + offset, call.n, call.stride, call.itemsize); });
    } else if (call.slice.ndim == 0) {
        shuffle_run<Masked>(s, call.data, call.n, call.stride, call.itemsize);
    } else {
        shuffle_slices<Masked>(s, call.data, call.n, call.stride, call.itemsize, call.slice);
    }
}

template <class S>
void shuffle_array(StateBlock* block, const ShuffleCall& call) noexcept {
    S s(block);
    if (call.counted) {
        auto* index = reinterpret_cast<int64_t*>(call.data);
        for (int64_t i = 0; i < call.n; i++) index[i] = i;
    }
    call.masked ? shuffle_with<true>(s, call) : shuffle_with<false>(s, call);
    s.store(block);
}

template <class S>
void shuffle_tail(StateBlock* block, int64_t* index, int64_t population, int64_t size) noexcept {
    S s(block);
    for (int64_t i = 0; i < population; i++) index[i] = i;
    shuffle_items<int64_t, false>(s, reinterpret_cast<char*>(index), population, sizeof(int64_t),
                                  std::max<int64_t>(population - size, 1));
    s.store(block);
}

template <class S>
void floyd(StateBlock* block, int64_t population, int64_t size, uint64_t* set, uint64_t mask, int64_t* out) noexcept {
    S s(block);
    choose_floyd(s, population, size, set, mask, out);
    s.store(block);
}

template <class S>
void draw_rows(StateBlock* block, const RowsCall& call) noexcept {
    S s(block);
    call.for_each([&](int64_t i, int64_t offset, int64_t n) {
        const auto* reals = reinterpret_cast<const double*>(call.weights + offset);
        const auto* colors = reinterpret_cast<const int64_t*>(call.weights + offset);
        auto* counts = reinterpret_cast<int64_t*>(call.out) + i * call.d;
        auto* parts = reinterpret_cast<double*>(call.out) + i * call.d;
        switch (call.law) {
            case Rows::Multinomial:
                draw_multinomial(s, n, reals, call.d, counts);
                break;
            case Rows::Marginals:
                draw_marginals(s, colors, call.d, call.total, n, counts);
                break;
            case Rows::Balls:
                draw_balls(s, colors, call.d, call.total, n, call.balls, counts);
                break;
            case Rows::Dirichlet:
                draw_dirichlet<Ziggurats>(s, reals, call.d, parts);
                break;
            case Rows::LegacyDirichlet:
                draw_dirichlet<Polar>(s, reals, call.d, parts);
                break;
            case Rows::Stick:
                draw_stick(s, reals, call.tails, call.d, parts);
                break;
        }
    });
    s.store(block);
}

template <class Core>
const Sampler& make_sampler() noexcept {
    using S = Source<Core>;
    static constexpr DrawEntry kDraws[] = {
        {"random ->d", draw_random<S>},
        {"random ->f", draw_random_float<S>},
        {"uniform dd->d", draw_uniform<S>},
        {"standardNormal ->d", draw<StandardNormal<Ziggurats>, S>},
        {"standardNormal ->f", draw<StandardNormalFloat, S>},
        {"normal dd->d", draw<Normal<Ziggurats>, S>},
        {"lognormal dd->d", draw<LogNormal<Ziggurats>, S>},
        {"standardExponential ->d", draw<StandardExponential<Ziggurats>, S>},
        {"standardExponential ->f", draw<StandardExponentialFloat, S>},
        {"inverseExponential ->d", draw<InverseExponential, S>},
        {"inverseExponential ->f", draw<InverseExponentialFloat, S>},
        {"exponential d->d", draw<Exponential<Ziggurats>, S>},
        {"standardGamma d->d", draw<StandardGamma<Ziggurats>, S>},
        {"standardGamma d->f", draw<StandardGammaFloat, S>},
        {"gamma dd->d", draw<Gamma<Ziggurats>, S>},
        {"beta dd->d", draw<Beta, S>},
        {"chisquare d->d", draw<ChiSquare<Ziggurats>, S>},
        {"f dd->d", draw<FRatio<Ziggurats>, S>},
        {"standardCauchy ->d", draw<StandardCauchy<Ziggurats>, S>},
        {"standardT d->d", draw<StandardT<Ziggurats>, S>},
        {"pareto d->d", draw<Pareto, S>},
        {"weibull d->d", draw<Weibull<Ziggurats>, S>},
        {"power d->d", draw<Power, S>},
        {"laplace dd->d", draw<Laplace, S>},
        {"gumbel dd->d", draw<Gumbel, S>},
        {"logistic dd->d", draw<Logistic, S>},
        {"rayleigh d->d", draw<Rayleigh, S>},
        {"wald dd->d", draw<Wald, S>},
        {"triangular ddd->d", draw<Triangular, S>},
        {"vonmises dd->d", draw<VonMises, S>},
        {"noncentralChisquare dd->d", draw<NoncentralChiSquare<Ziggurats>, S>},
        {"noncentralF ddd->d", draw<NoncentralF<Ziggurats>, S>},
        {"poisson d->l", draw<Poisson, S>},
        {"binomial ld->l", draw<Binomial, S>},
        {"negativeBinomial dd->l", draw<NegativeBinomial<Ziggurats>, S>},
        {"geometric d->l", draw<Geometric, S>},
        {"logseries d->l", draw<LogSeries, S>},
        {"zipf d->l", draw<Zipf, S>},
        {"hypergeometric lll->l", draw<Hypergeometric, S>},
        {"legacyStandardNormal ->d", draw<StandardNormal<Polar>, S>},
        {"legacyNormal dd->d", draw<Normal<Polar>, S>},
        {"legacyLognormal dd->d", draw<LogNormal<Polar>, S>},
        {"legacyStandardExponential ->d", draw<StandardExponential<Polar>, S>},
        {"legacyExponential d->d", draw<Exponential<Polar>, S>},
        {"legacyStandardGamma d->d", draw<StandardGamma<Polar>, S>},
        {"legacyGamma dd->d", draw<Gamma<Polar>, S>},
        {"legacyBeta dd->d", draw<LegacyBeta, S>},
        {"legacyChisquare d->d", draw<ChiSquare<Polar>, S>},
        {"legacyF dd->d", draw<FRatio<Polar>, S>},
        {"legacyStandardCauchy ->d", draw<StandardCauchy<Polar>, S>},
        {"legacyStandardT d->d", draw<StandardT<Polar>, S>},
        {"legacyPareto d->d", draw<LegacyPareto, S>},
        {"legacyWeibull d->d", draw<Weibull<Polar>, S>},
        {"legacyPower d->d", draw<LegacyPower, S>},
        {"legacyRayleigh d->d", draw<LegacyRayleigh, S>},
        {"legacyWald dd->d", draw<LegacyWald, S>},
        {"legacyVonmises dd->d", draw<LegacyVonMises, S>},
        {"legacyNoncentralChisquare dd->d", draw<NoncentralChiSquare<Polar>, S>},
        {"legacyNoncentralF ddd->d", draw<NoncentralF<Polar>, S>},
        {"legacyBinomial ld->l", draw<LegacyBinomial, S>},
        {"legacyNegativeBinomial dd->l", draw<NegativeBinomial<Polar>, S>},
        {"legacyGeometric d->l", draw<LegacyGeometric, S>},
        {"legacyZipf d->l", draw<LegacyZipf, S>},
        {"legacyHypergeometric lll->l", draw<LegacyHypergeometric, S>},
    };
    static constexpr Sampler kSampler = {
        kDraws,           sizeof(kDraws) / sizeof(kDraws[0]),
        fill_integers<S>, fill_raw<S>,
        shuffle_array<S>, shuffle_tail<S>,
        floyd<S>,         draw_rows<S>,
    };
    return kSampler;
}

}  // namespace strided
