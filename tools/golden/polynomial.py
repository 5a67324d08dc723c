"""Writes test/golden/polynomial.json.gz: NumPy's polynomials and series.

Run with NumPy 2.4.6: python3 tools/golden/polynomial.py
"""

import gzip
import json
import warnings
from pathlib import Path

import numpy as np
from numpy.polynomial import Chebyshev, Hermite, HermiteE, Laguerre, Legendre, Polynomial

OUT = Path(__file__).parents[2] / "test" / "golden" / "polynomial.json.gz"
KINDS = [Polynomial, Chebyshev, Legendre, Laguerre, Hermite, HermiteE]
SERIES = [[2.0], [1.0, 2.0, 3.0], [0.5, -1.0, 0.0, 2.0], [1.0, 0.0, -2.0, 0.25, 1.5]]
POINTS = [-1.0, -0.5, 0.0, 0.3, 1.0, 2.5]


def plain(x):
    """Arrays as {d, s, v}, complex numbers as pairs."""
    x = np.asarray(x)
    flat = x.ravel()
    values = [[float(v.real), float(v.imag)] for v in flat] if x.dtype.kind == "c" else flat.tolist()
    return {"d": x.dtype.name, "s": list(x.shape), "v": values}


def series(p):
    return {"coef": plain(p.coef), "domain": plain(p.domain), "window": plain(p.window)}


def operand(x):
    return plain(np.asarray(x)) if not isinstance(x, (int, float)) else x


def functions():
    rng = np.random.default_rng(5)
    lists = [[1, 2, 3], [0, 0, 4, 1], [2.5], [1, -3, 2, 0, 0], [1.5, 0.0, -2.0, 4.0]]
    typed = [np.array([1, 2, 3], np.int32), np.array([1.5, -2], np.float32), np.array([1 + 2j, 0, 3]),
             np.array([3, 1], np.uint8), np.array([0.5, 1.5, 2.5])]
    everything = [np.asarray(x) for x in lists] + typed
    for name in ("polyadd", "polysub", "polymul", "polydiv"):
        for a in everything:
            for b in everything:
                if name == "polydiv" and b.ravel()[0] == 0:
                    continue
                if name == "polysub" and a.dtype == b.dtype == bool:
                    continue
                result = getattr(np, name)(a, b)
                yield {"f": name, "a": [plain(a), plain(b)],
                       "r": [plain(x) for x in result] if name == "polydiv" else plain(result)}
    for a in everything:
        for m in (0, 1, 2, 3):
            yield {"f": "polyder", "a": [plain(a)], "o": {"m": m}, "r": plain(np.polyder(a, m))}
            yield {"f": "polyint", "a": [plain(a)], "o": {"m": m, "k": 2.5}, "r": plain(np.polyint(a, m, 2.5))}
        yield {"f": "polyint", "a": [plain(a)], "o": {"m": 2, "k": [1.0, 4.0]}, "r": plain(np.polyint(a, 2, [1.0, 4.0]))}
        for x in (np.array([0.5, 2.0, -3.0]), np.array([[1, 2], [3, 4]]), np.array([1 + 1j, -2j]),
                  np.array([1.5, 2], np.float32)):
            yield {"f": "polyval", "a": [plain(a), plain(x)], "r": plain(np.polyval(a, x))}
        yield {"f": "roots", "a": [plain(a)], "sorted": True, "r": plain(np.sort(np.roots(a)))}
        yield {"f": "poly", "a": [plain(a)], "r": plain(np.poly(a))}
    yield {"f": "poly", "a": [plain(np.array([[2.0, 1.0], [1.0, 3.0]]))], "r": plain(np.poly([[2.0, 1.0], [1.0, 3.0]]))}
    yield {"f": "poly", "a": [plain(np.array([1j, -1j]))], "r": plain(np.poly([1j, -1j]))}
    x = np.linspace(-2, 3, 12)
    for y in (np.sin(x), np.stack([np.sin(x), np.cos(x)], 1), x**3 - 1 + 0j):
        for deg in (0, 1, 3, 5):
            yield {"f": "polyfit", "a": [plain(x), plain(y), deg], "close": 1e-9, "r": plain(np.polyfit(x, y, deg))}
            w = rng.uniform(0.5, 2, 12)
            yield {"f": "polyfit", "a": [plain(x), plain(y), deg], "o": {"w": w.tolist()}, "close": 1e-9,
                   "r": plain(np.polyfit(x, y, deg, w=w))}
            if y.dtype.kind == "f":
                for cov in (True, "unscaled"):
                    yield {"f": "polyfit", "a": [plain(x), plain(y), deg], "o": {"cov": cov}, "close": 1e-7,
                           "r": [plain(r) for r in np.polyfit(x, y, deg, cov=cov)]}


def classes():
    for kind in KINDS:
        name = kind.__name__
        for coef in SERIES:
            for domain in (None, [0.0, 4.0]):
                p = kind(coef, domain)
                base = {"k": name, "c": coef, "d": domain}
                yield {**base, "m": "call", "a": [POINTS], "r": plain(p(np.array(POINTS)))}
                yield {**base, "m": "mapparms", "a": [], "r": [plain(v) for v in p.mapparms()]}
                for other in SERIES:
                    q = kind(other, domain)
                    yield {**base, "m": "add", "q": other, "s": series(p + q)}
                    yield {**base, "m": "subtract", "q": other, "s": series(p - q)}
                    yield {**base, "m": "multiply", "q": other, "s": series(p * q)}
                    quotient, rest = divmod(p, q)
                    yield {**base, "m": "divmod", "q": other, "s2": [series(quotient), series(rest)]}
                yield {**base, "m": "divide", "a": [4.0], "s": series(p / 4.0)}
                yield {**base, "m": "negative", "a": [], "s": series(-p)}
                for n in (0, 1, 2, 3):
                    yield {**base, "m": "power", "a": [n], "s": series(p**n)}
                    yield {**base, "m": "deriv", "a": [n], "s": series(p.deriv(n))}
                    yield {**base, "m": "integ", "a": [n], "s": series(p.integ(n))}
                yield {**base, "m": "integ", "a": [2, {"k": [1.0, -2.0], "lbnd": 0.5}],
                       "s": series(p.integ(2, [1.0, -2.0], 0.5))}
                yield {**base, "m": "truncate", "a": [2], "s": series(p.truncate(2))}
                yield {**base, "m": "cutdeg", "a": [1], "s": series(p.cutdeg(1))}
                yield {**base, "m": "trim", "a": [1.6], "s": series(p.trim(1.6))}
                yield {**base, "m": "roots", "a": [], "r": plain(p.roots())}
                x, y = p.linspace(5)
                yield {**base, "m": "linspace", "a": [5], "r": [plain(x), plain(y)]}
                for target in KINDS:
                    yield {**base, "m": "convert", "kind": target.__name__, "s": series(p.convert(kind=target))}
        yield {"k": name, "static": "basis", "a": [3], "s": series(kind.basis(3))}
        yield {"k": name, "static": "identity", "a": [], "s": series(kind.identity())}
        yield {"k": name, "static": "identity", "a": [{"domain": [1.0, 5.0]}], "s": series(kind.identity([1.0, 5.0]))}
        yield {"k": name, "static": "fromroots", "a": [[1.0, 2.0, -0.5]], "s": series(kind.fromroots([1.0, 2.0, -0.5]))}
        yield {"k": name, "static": "fromroots", "a": [[1.0, 2.0, -0.5], {"domain": None}],
               "s": series(kind.fromroots([1.0, 2.0, -0.5], None))}
        x = np.linspace(-1.5, 2, 15)
        y = np.exp(x)
        for deg in (0, 2, 4, [1, 3]):
            yield {"k": name, "static": "fit", "a": [x.tolist(), y.tolist(), deg], "close": 1e-8,
                   "s": series(kind.fit(x, y, deg))}
            yield {"k": name, "static": "fit", "a": [x.tolist(), y.tolist(), deg, {"w": (y + 1).tolist()}], "close": 1e-8,
                   "s": series(kind.fit(x, y, deg, w=y + 1))}


def main():
    warnings.simplefilter("ignore")
    data = {"functions": list(functions()), "classes": list(classes())}
    with gzip.GzipFile(OUT, "wb", 9, mtime=0) as file:
        file.write((json.dumps(data, separators=(",", ":")) + "\n").encode())
    print({key: len(value) for key, value in data.items()}, OUT.stat().st_size)


if __name__ == "__main__":
    main()
