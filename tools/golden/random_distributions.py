"""Writes test/golden/random_distributions.json.gz: what draws must look like, from SciPy.

Of continuous distributions the quantiles at 1/128 … 127/128; of discrete ones bins with their probabilities and the
chi-square that one run in 10^5 passes; of both mean, variance and excess kurtosis where they are finite.

Run with SciPy: python3 tools/golden/random_distributions.py
"""

import gzip
import json
import math
from pathlib import Path

import numpy as np
from scipy import stats

OUT = Path(__file__).resolve().parents[2] / "test" / "golden" / "random_distributions.json.gz"
DRAWS = 50_000

# Method, parameters as NumPy takes them, the distribution. Regions stand on both sides of each algorithm's switches.
CONTINUOUS = [
    ("uniform", [-3, 5.5], stats.uniform(-3, 8.5)),
    ("normal", [5, 0.1], stats.norm(5, 0.1)),
    ("lognormal", [1, 0.25], stats.lognorm(0.25, scale=math.e)),
    ("laplace", [1, 3], stats.laplace(1, 3)),
    ("gumbel", [1, 3], stats.gumbel_r(1, 3)),
    ("logistic", [1, 3], stats.logistic(1, 3)),
    ("exponential", [7.5], stats.expon(scale=7.5)),
    ("rayleigh", [2], stats.rayleigh(scale=2)),
    *[("standardGamma", [k], stats.gamma(k)) for k in (0.1, 0.7, 1, 1.5, 100)],
    ("gamma", [0.5, 2], stats.gamma(0.5, scale=2)),
    ("gamma", [9, 0.5], stats.gamma(9, scale=0.5)),
    *[("beta", [a, b], stats.beta(a, b)) for a, b in ((0.5, 0.5), (1, 1), (2, 3), (0.3, 20))],
    *[("chisquare", [k], stats.chi2(k)) for k in (1, 2, 10)],
    ("f", [3, 17], stats.f(3, 17)),
    ("standardT", [30], stats.t(30)),
    ("standardT", [1.5], stats.t(1.5)),
    ("pareto", [9], stats.lomax(9)),
    ("weibull", [0.8], stats.weibull_min(0.8)),
    ("weibull", [5], stats.weibull_min(5)),
    ("power", [0.5], stats.powerlaw(0.5)),
    ("power", [5], stats.powerlaw(5)),
    *[("wald", [m, s], stats.invgauss(m / s, scale=s)) for m, s in ((1, 1), (0.01, 5), (3, 0.5))],
    *[("vonmises", [0, k], stats.vonmises(k)) for k in (1e-9, 0.5, 4)],
    ("vonmises", [0, 1e4], stats.norm(0, 0.01)),
    ("triangular", [-1, 0.5, 2], stats.triang(0.5, -1, 3)),
    ("triangular", [0, 0, 1], stats.triang(0, 0, 1)),
    ("noncentralChisquare", [3, 2], stats.ncx2(3, 2)),
    ("noncentralChisquare", [0.5, 3], stats.ncx2(0.5, 3)),
    ("noncentralF", [3, 20, 1.5], stats.ncf(3, 20, 1.5)),
    ("standardCauchy", [], stats.cauchy()),
    ("standardNormal", [], stats.norm()),
    ("standardExponential", [], stats.expon()),
]
# Of one of the two kinds of generators: its name, and options.
ALONE = [
    ("Generator", "random", [], {}, stats.uniform()),
    ("Generator", "random", [], {"dtype": "float32"}, stats.uniform()),
    ("Generator", "standardNormal", [], {"dtype": "float32"}, stats.norm()),
    ("Generator", "standardExponential", [], {"dtype": "float32"}, stats.expon()),
    ("Generator", "standardExponential", [], {"method": "inv"}, stats.expon()),
    ("Generator", "standardExponential", [], {"method": "inv", "dtype": "float32"}, stats.expon()),
    ("Generator", "standardGamma", [0.5], {"dtype": "float32"}, stats.gamma(0.5)),
    ("Generator", "standardGamma", [3], {"dtype": "float32"}, stats.gamma(3)),
    ("Generator", "vonmises", [0, 1e7], {}, stats.norm(0, 1e7**-0.5)),
    ("RandomState", "randomSample", [], {}, stats.uniform()),
    ("RandomState", "random", [], {}, stats.uniform()),
]
DISCRETE = [
    *[("poisson", [m], stats.poisson(m)) for m in (0.1, 3, 9.99, 10, 60, 1e4)],
    *[("binomial", [n, p], stats.binom(n, p))
      for n, p in ((10, 0.5), (60, 0.5), (62, 0.5), (100, 0.1), (100, 0.9), (10_000, 0.3), (500, 0.97))],
    *[("negativeBinomial", [n, p], stats.nbinom(n, p)) for n, p in ((3, 0.4), (0.5, 0.9), (100, 0.1))],
    *[("geometric", [p], stats.geom(p)) for p in (0.9, 0.34, 0.33, 0.01)],
    *[("logseries", [p], stats.logser(p)) for p in (0.1, 0.9, 0.99)],
    *[("zipf", [a], stats.zipf(a)) for a in (1.5, 3, 7)],
    *[("hypergeometric", [g, b, n], stats.hypergeom(g + b, g, n))
      for g, b, n in ((10, 5, 3), (100, 200, 50), (1000, 5000, 3000), (15, 15, 12), (30, 3, 25))],
]
INTEGERS = [("Generator", "integers"), ("RandomState", "randint")]
for kind, name in INTEGERS:
    for dtype, low, high in (("int64", 0, 10), ("int64", -5, 200), ("int32", 0, 6), ("int16", -100, 100),
                             ("int8", -128, 128), ("uint8", 0, 7), ("uint32", 0, 300), ("bool", 0, 2)):
        ALONE.append((kind, name, [low, high], {"dtype": dtype}, stats.randint(low, high)))


def figures(law):
    mean, variance, kurtosis = (float(x) for x in law.stats(moments="mvk"))
    return {"mean": mean if math.isfinite(mean) else None,
            "variance": variance if math.isfinite(mean + variance) and math.isfinite(kurtosis) else None,
            "kurtosis": kurtosis if math.isfinite(kurtosis) else None}


def continuous(law):
    return {**figures(law), "quantiles": [float(x) for x in law.ppf(np.arange(1, 128) / 128)]}


def discrete(law):
    """Bins up to and including `upTo`, each of which some 50 draws fall into at least; the last has no end."""
    up_to, parts, start = [], [], 0.0
    low = int(law.support()[0])
    if math.isfinite(law.std()):
        low = max(low, math.floor(law.mean() - 6 * law.std()))
    values = np.arange(low, low + 1500)
    for k, end in zip(values.tolist(), np.asarray(law.cdf(values)).tolist()):
        if (end - start) * DRAWS >= 50 and (1 - end) * DRAWS >= 50:
            up_to.append(k)
            parts.append(end - start)
            start = end
    # Some dozens are enough.
    step = max(1, len(parts) // 60)
    grouped = [sum(parts[i:i + step]) for i in range(0, len(parts), step)]
    ends = [up_to[min(i + step, len(parts)) - 1] for i in range(0, len(parts), step)]
    rest = 1 - sum(grouped)
    return {**figures(law), "upTo": ends, "parts": [*grouped, rest], "most": float(stats.chi2.isf(1e-5, len(ends)))}


def main():
    cases = []
    for kind in ("Generator", "RandomState"):
        for method, args, law in CONTINUOUS:
            cases.append({"kind": kind, "method": method, "args": args, "options": {}, **continuous(law)})
        for method, args, law in DISCRETE:
            cases.append({"kind": kind, "method": method, "args": args, "options": {}, **discrete(law)})
    for kind, method, args, options, law in ALONE:
        shape = discrete(law) if hasattr(law.dist, "pmf") else continuous(law)
        cases.append({"kind": kind, "method": method, "args": args, "options": options, **shape})
    text = json.dumps({"draws": DRAWS, "cases": cases}, separators=(",", ":"))
    OUT.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(len(cases), OUT.stat().st_size)


if __name__ == "__main__":
    main()
