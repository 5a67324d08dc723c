"""Writes test/golden/random.json.gz: draws of every method, and the state after them.

Run with NumPy 2.4.6: python3 tools/golden/random_draws.py

A case is a call on a fresh generator. Results that no libm touches are kept as a hash; of others all values of the first
seed, and four of the rest. The state after the call is a hash always: the stream must stay in step.
"""

import base64
import gzip
import hashlib
import json
import warnings
from pathlib import Path

import numpy as np

SEEDS = [0, 1, 42, 12345, 2**70 + 17]
LEGACY_SEEDS = [0, 1, 42, 12345, 2**32 - 1]
KINDS = ["PCG64", "PCG64DXSM", "Philox", "SFC64", "MT19937"]
DRAWS = 200
OUT = Path(__file__).resolve().parents[2] / "test" / "golden" / "random.json.gz"

warnings.simplefilter("ignore")


def snake(name):
    return "".join("_" + c.lower() if c.isupper() else c for c in name)


def digest(data):
    return hashlib.sha256(data).hexdigest()[:12]


def state_text(bits, legacy=None):
    s = bits.state
    inner = s["state"]
    if s["bit_generator"] == "MT19937":
        parts = [*inner["key"].tolist(), inner["pos"]]
        if legacy is not None:
            full = legacy.get_state(legacy=False)
            parts += [full["has_gauss"], full["gauss"].hex() if full["has_gauss"] else "0"]
            if full["has_gauss"]:
                parts[-1] = digest(np.float64(full["gauss"]).tobytes())
    elif s["bit_generator"] == "Philox":
        parts = [*inner["counter"].tolist(), *inner["key"].tolist(), *s["buffer"].tolist(), s["buffer_pos"]]
    elif s["bit_generator"] == "SFC64":
        parts = inner["state"].tolist()
    else:
        parts = [inner["state"], inner["inc"]]
    if s["bit_generator"] != "MT19937":
        parts += [s["has_uint32"], s["uinteger"]]
    return digest(",".join(map(str, parts)).encode())


# Parameter regions of the distributions that both kinds of generator have.
REGIONS = {
    "uniform": [[], [-3, 5.5]],
    "normal": [[], [5, 0.1]],
    "lognormal": [[], [1, 0.25]],
    "laplace": [[], [1, 3]],
    "gumbel": [[], [1, 3]],
    "logistic": [[], [1, 3]],
    "exponential": [[], [7.5]],
    "rayleigh": [[], [2]],
    "standardExponential": [[]],
    "standardNormal": [[]],
    "standardCauchy": [[]],
    "standardGamma": [[0], [0.01], [0.5], [1], [1.5], [100]],
    "gamma": [[0.5, 2], [9, 0.5]],
    "beta": [[0.5, 0.5], [1, 1], [2, 3], [1e-3, 1e-3], [0.3, 20]],
    "chisquare": [[1], [2], [10]],
    "f": [[3, 7], [1, 1]],
    "standardT": [[1], [30]],
    "pareto": [[3]],
    "weibull": [[0], [0.5], [5]],
    "power": [[0.5], [5]],
    "wald": [[1, 1], [1e3, 0.1], [0.01, 5]],
    "vonmises": [[0, 0], [1, 1e-6], [0.5, 4], [3, 1000]],
    "triangular": [[-1, 0.5, 2], [0, 0, 1]],
    "noncentralChisquare": [[3, 2], [0.5, 3], [2, 0]],
    "noncentralF": [[3, 4, 1.5], [1, 5, 0]],
    "poisson": [[], [0], [0.1], [9.99], [10], [100], [1e9]],
    "binomial": [[10, 0.5], [60, 0.5], [62, 0.5], [100, 0.1], [100, 0.9], [1000000, 0.3], [500, 0.97], [5, 0], [5, 1]],
    "negativeBinomial": [[3, 0.4], [0.5, 0.9], [100, 0.01]],
    "geometric": [[0.9], [0.34], [0.33], [1e-4], [1]],
    "logseries": [[0.1], [0.9], [0.9999]],
    "zipf": [[1.1], [2], [10]],
    "hypergeometric": [[10, 5, 3], [100, 200, 50], [1000, 5000, 3000], [15, 15, 12], [30, 3, 25], [5000, 100, 20]],
}
INTEGRAL = {"poisson", "binomial", "negativeBinomial", "geometric", "logseries", "zipf", "hypergeometric", "integers",
            "randint", "choice", "permutation", "permuted", "shuffle", "multinomial", "multivariateHypergeometric",
            "bytes", "random", "randomSample", "uniform", "rand", "tomaxint", "triangular"}
GENERATOR_ONLY = [
    ("random", [], {}), ("random", [], {"dtype": "float32"}), ("standardNormal", [], {"dtype": "float32"}),
    ("standardExponential", [], {"dtype": "float32"}), ("standardExponential", [], {"method": "inv"}),
    ("standardExponential", [], {"method": "inv", "dtype": "float32"}), ("standardGamma", [0.5], {"dtype": "float32"}),
    ("standardGamma", [3], {"dtype": "float32"}), ("vonmises", [0.5, 1e7], {}), ("zipf", [1100], {}),
    ("beta", [1e-110, 1e-110], {}),
]


def calls():
    """(legacy, method, positional arguments, keywords)"""
    for legacy in (False, True):
        for name, regions in REGIONS.items():
            for region in regions:
                yield legacy, name, region, {"size": DRAWS}
        arrays = [("normal", [[0.0, 100.0], [[1.0], [2.0]]], {}), ("normal", [[0.0, 100.0], 1], {"size": [100, 2]}),
                  ("binomial", [[5, 100, 1000], 0.4], {"size": [70, 3]}), ("poisson", [[0.5, 20.0]], {"size": [100, 2]}),
                  ("standardGamma", [[0.5, 2.0]], {"size": [100, 2]}), ("uniform", [[0.0, 1.0], [1.0, 5.0]], {}),
                  ("hypergeometric", [[10, 100], 20, [[5], [15]]], {}), ("triangular", [0, [0.5, 1.0], 1], {})]
        for name, args, options in arrays:
            yield legacy, name, args, options
        integers = "randint" if legacy else "integers"
        for dtype, bounds in [("int64", [(0, 10), (-5, 7), (0, 2**31), (0, 2**32), (0, 2**32 + 5), (0, 3 * 10**9),
                                         (0, 2**53), (-(2**63), 2**63)]),
                              ("uint64", [(0, 2**64), (5, 2**63)]), ("int32", [(0, 10), (-(2**31), 2**31)]),
                              ("uint32", [(0, 2**32), (7, 3 * 10**9)]), ("int16", [(-300, 500), (-32768, 32768)]),
                              ("uint16", [(0, 65536), (0, 40000)]), ("int8", [(-128, 128), (-3, 100)]),
                              ("uint8", [(0, 256), (0, 6), (3, 4)]), ("bool", [(0, 2), (0, 1), (1, 2)])]:
            for low, high in bounds:
                yield legacy, integers, [low, high], {"size": DRAWS + 3, "dtype": dtype}
        yield legacy, integers, [[0, 5, 9], [[10], [2**40]]], {}
        yield legacy, integers, [0, [3, 300, 2**32]], {"size": [70, 3]}
        yield legacy, integers, [[0, 5], 9], {"size": [100, 2], "dtype": "uint8"}
        yield legacy, integers, [[0, 5], 9], {"size": [100, 2], "dtype": "int16"}
        yield legacy, integers, [[0, 5], 9], {"size": [100, 2], "dtype": "int32"}
        yield legacy, "choice", [1000], {"size": DRAWS}
        yield legacy, "choice", [300], {"size": DRAWS, "replace": False}
        yield legacy, "choice", [20000], {"size": 300, "replace": False}
        yield legacy, "choice", [20000], {"size": 900, "replace": False}
        yield legacy, "choice", [[1.5, 2.5, 3.5]], {"size": [50, 4]}
        yield legacy, "choice", [4], {"size": DRAWS, "p": [0.1, 0.2, 0.3, 0.4]}
        yield legacy, "choice", [6], {"size": 4, "p": [0.1, 0.2, 0.3, 0.2, 0.1, 0.1], "replace": False}
        yield legacy, "permutation", [250], {}
        yield legacy, "permutation", [np.arange(250.0).tolist()], {}
        yield legacy, "permutation", [np.arange(400.0).reshape(100, 4).tolist()], {}
        yield legacy, "multinomial", [20, [0.2, 0.3, 0.5]], {"size": DRAWS}
        yield legacy, "multinomial", [1000, [0.7, 0.1, 0.1, 0.1]], {"size": [10, 20]}
        yield legacy, "dirichlet", [[1.0, 2.0, 3.5]], {"size": DRAWS}
        yield legacy, "bytes", [801], {}
    for name, args, options in GENERATOR_ONLY:
        yield False, name, args, {"size": DRAWS, **options}
    yield False, "integers", [0, 9], {"size": DRAWS, "endpoint": True}
    yield False, "integers", [[1, 2], [3, 4]], {"endpoint": True}
    yield False, "choice", [300], {"size": DRAWS, "replace": False, "shuffle": False}
    yield False, "choice", [np.arange(12.0).reshape(3, 4).tolist()], {"size": DRAWS, "axis": 1}
    yield False, "permutation", [np.arange(400.0).reshape(4, 100).tolist()], {"axis": 1}
    yield False, "permuted", [np.arange(400.0).reshape(4, 100).tolist()], {}
    yield False, "permuted", [np.arange(400.0).reshape(4, 100).tolist()], {"axis": 1}
    yield False, "permuted", [np.arange(400.0).reshape(4, 5, 20).tolist()], {"axis": 0}
    yield False, "multinomial", [[5, 50], [0.2, 0.3, 0.5]], {"size": [100, 2]}
    yield False, "multinomial", [[5, 50], [[0.2, 0.3, 0.5], [0.8, 0.1, 0.1]]], {}
    yield False, "multivariateHypergeometric", [[16, 8, 4], 6], {"size": DRAWS}
    yield False, "multivariateHypergeometric", [[160, 80, 400, 7], 400], {"size": DRAWS}
    yield False, "multivariateHypergeometric", [[16, 8, 4], 6], {"size": DRAWS, "method": "count"}
    yield False, "multivariateHypergeometric", [[16, 8, 4], 20], {"size": DRAWS, "method": "count"}
    yield False, "dirichlet", [[0.01, 0.02, 0.05, 0.0]], {"size": DRAWS}
    for name in ("rand", "randn"):
        yield True, name, [50, 4], {}
    for name in ("randomSample", "tomaxint"):
        yield True, name, [], {"size": DRAWS}


def plain(value):
    """Integers beyond 2^53 as text that the test reads as bigints."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return {"big": str(value)} if isinstance(value, int) and abs(value) >= 2**53 else value


def python_options(options):
    return {name: (np.dtype(value).type if name == "dtype" else tuple(value) if name == "size" and isinstance(value, list) else value)
            for name, value in options.items()}


def run(legacy, kind, seed, method, args, options):
    bits = getattr(np.random, kind)(seed)
    generator = np.random.RandomState(seed) if legacy else np.random.Generator(bits)
    if legacy:
        bits = generator._bit_generator
    args = [np.asarray(a) if isinstance(a, list) else a for a in args]
    result = getattr(generator, snake(method))(*args, **python_options(options))
    array = np.frombuffer(result, np.uint8) if isinstance(result, bytes) else np.asarray(result)
    return array, state_text(bits, generator if legacy else None)


def main():
    cases = []
    for legacy, method, args, options in calls():
        kinds = ["MT19937"] if legacy else KINDS
        for k, kind in enumerate(kinds):
            seeds = LEGACY_SEEDS if legacy else SEEDS if k == 0 else SEEDS[2:3]
            for i, seed in enumerate(seeds):
                array, after = run(legacy, kind, seed, method, args, options)
                array = np.ascontiguousarray(array)
                case = {"legacy": legacy, "kind": kind, "seed": plain(seed), "method": method, "args": plain(args),
                        "options": options, "dtype": str(array.dtype), "shape": list(array.shape), "after": after}
                if method in INTEGRAL:
                    case["hash"] = digest(array.tobytes())
                else:
                    flat = array.ravel()
                    kept = flat if i == 0 and k == 0 else flat[[0, 1, len(flat) // 2, len(flat) - 1]]
                    case["values"] = base64.b64encode(kept.tobytes()).decode()
                cases.append(case)
    text = json.dumps({"numpy": np.__version__, "cases": cases}, separators=(",", ":"))
    OUT.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(len(cases), OUT.stat().st_size)


if __name__ == "__main__":
    main()
