"""Writes test/golden/statistics/*.jsonl.gz: NumPy's answers of statistics, histograms, signals and bits.

Run with NumPy 2.4.6: python3 tools/golden/statistics.py

The first line counts the calls, the second lists arrays: [dtype, shape, base64 of the elements in C order]. Every other line
is one call: `f` the function in camelCase, `a` its arguments, `o` its options, `r` the answer. Arguments are numbers, texts,
null, lists, or {"i": number of the array, "l": layout}. An answer is {"e": kind} for an error, or a list of {"d", "s", "x",
"t"}, one per result, t being the tolerance relative to the largest magnitude; long exact ones have a hash "h" for "x". Plain
values have no shape.
"""

import base64
import gzip
import hashlib
import json
import pathlib
import warnings

import numpy as np

assert np.__version__.startswith("2."), np.__version__
warnings.simplefilter("ignore")
np.seterr(all="ignore")

DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32",
          "float64", "complex64", "complex128"]
REAL = DTYPES[:12]
INTEGERS = DTYPES[1:9]
FLOATS = ["float16", "float32", "float64"]
INEXACT = FLOATS + DTYPES[12:]
LAYOUTS = ["c", "f", "negative", "stepped", "odd"]
rng = np.random.default_rng(5)
lines = []
count = {}
arrays = {}
known = {}


def camel(name):
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def data(dtype, shape, kind="plain", number=0):
    """The same array for the same question: files stay small."""
    key = (dtype, shape, kind, number)
    if key not in known:
        known[key] = fresh(dtype, shape, kind)
    return known[key].copy()


def fresh(dtype, shape, kind):
    size = int(np.prod(shape))
    if dtype == "bool":
        return rng.integers(0, 2, size).astype(bool).reshape(shape)
    if np.dtype(dtype).kind in "iu":
        info = np.iinfo(dtype)
        low, high = max(info.min, -40), min(info.max, 60)
        return rng.integers(low, high, size).astype(dtype).reshape(shape)
    x = rng.integers(-400, 400, size) / (100 if size < 500 else 128)
    if np.dtype(dtype).kind == "c":
        x = x + 1j * rng.integers(-400, 400, size) / 100
    x = x.astype(dtype)
    if kind == "nan" and size:
        x[rng.uniform(size=size) < 0.25] = np.nan
    if kind == "special" and size:
        places = rng.uniform(size=size)
        for value, share in ((np.nan, 0.1), (np.inf, 0.2), (-np.inf, 0.25), (0.0, 0.4), (-0.0, 0.5)):
            x[(places < share) & (places >= share - 0.05)] = value
    if kind == "tied":
        x = np.round(x.real).astype(dtype)
    return x.reshape(shape)


class Given:
    """An array argument and how it lies in memory."""

    def __init__(self, array, layout="c"):
        self.array = np.asarray(array)
        self.layout = layout

    def spec(self):
        a = self.array
        key = (a.dtype.name, a.shape, np.ascontiguousarray(a).tobytes())
        return {"i": arrays.setdefault(key, len(arrays)), "l": self.layout}


def spec(value):
    if isinstance(value, Given):
        return value.spec()
    if isinstance(value, (list, tuple)):
        return [spec(v) for v in value]
    if isinstance(value, (np.integer, np.floating, np.bool_)):
        return value.item()
    return value


def plain(value):
    if isinstance(value, Given):
        return value.array
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value


def answer(value, tolerance, item):
    a = np.asarray(value)
    data = np.ascontiguousarray(a).tobytes()
    out = {"d": a.dtype.name, "t": tolerance}
    if tolerance == 0 and len(data) > 48 and (a.dtype.kind in "biu" or not (np.isnan(a) | (a == 0)).any()):
        out["h"] = hashlib.sha256(data).hexdigest()[:12]
    else:
        out["x"] = base64.b64encode(data).decode()
    if not item:
        out["s"] = list(a.shape)
    return out


def call(name, args, options=None, t=0, item=None, group=None):
    """Records np.name(*args, **options). t: tolerance; item: whether the answer is a plain value."""
    options = options or {}
    python = {}
    for key, value in options.items():
        snake = "".join("_" + c.lower() if c.isupper() else c for c in key)
        python[snake] = tuple(value) if key == "axis" and isinstance(value, list) else plain(value)
    line = {"f": camel(name), "a": [spec(a) for a in args], "r": None}
    if options:
        line["o"] = {key: spec(value) for key, value in options.items()}
    try:
        result = getattr(np, name)(*[plain(a) for a in args], **python)
        results = []
        for one in result if isinstance(result, tuple) else (result,):
            for part in one if isinstance(one, (tuple, list)) else (one,):
                single = item if item is not None else not isinstance(part, np.ndarray)
                results.append(answer(part, t, single))
        line["r"] = results
    except (TypeError, ValueError, IndexError, ZeroDivisionError, RuntimeError) as error:
        line["r"] = {"e": type(error).__name__}
    group = group or name
    count[group] = count.get(group, 0) + 1
    lines.append(line)


AXES = [None, 0, 1, -1, [0, 1], [2, 0], [0, 1, 2]]
SHAPE = (3, 4, 5)


def tolerance(dtype, scale=1):
    kind = np.dtype(dtype)
    if kind.kind in "biu":
        return 0
    return scale * {2: 2e-3, 4: 1e-6, 8: 4e-15}[kind.type(0).real.dtype.itemsize]


def reductions():
    for name in ["nansum", "nanprod", "nanmax", "nanmin", "nanmean", "nanvar", "nanstd", "count_nonzero", "ptp"]:
        for dtype in DTYPES:
            if name in ("nanvar", "nanstd") and dtype == "bool":
                continue
            t = 0 if name in ("nanmax", "nanmin", "count_nonzero", "ptp") else max(tolerance(dtype, 20), 1e-13)
            for axis in AXES:
                for keepdims in ([False, True] if name != "count_nonzero" or axis is None else [False]):
                    options = {} if axis is None else {"axis": axis}
                    if keepdims:
                        options["keepdims"] = True
                    layout = LAYOUTS[rng.integers(len(LAYOUTS))]
                    call(name, [Given(data(dtype, SHAPE, "nan"), layout)], options, t)
        for dtype in INEXACT:
            t = 0 if name in ("nanmax", "nanmin", "count_nonzero", "ptp") else tolerance(dtype, 20)
            blank = np.full((2, 3), np.nan, dtype)
            blank[1] = [1, 2, np.nan]
            if name != "ptp" and not (name in ("nanmax", "nanmin") and dtype.startswith("complex")):
                call(name, [Given(blank)], {"axis": 1}, t)
            call(name, [Given(np.zeros((0, 3), dtype))], {"axis": 0}, t)
    for name in ["nanvar", "nanstd", "var", "std"]:
        for dtype in ["int32", "float32", "float64", "complex128"]:
            a = Given(data(dtype, SHAPE, "nan" if name.startswith("nan") else "plain"))
            for ddof in (1, 2, 5):
                call(name, [a], {"axis": 1, "ddof": ddof}, tolerance(dtype, 20) or 1e-14)
                call(name, [a], {"axis": 1, "correction": ddof}, tolerance(dtype, 20) or 1e-14)
            mean = np.nanmean(a.array, axis=0, keepdims=True)
            call(name, [a], {"axis": 0, "mean": Given(mean)}, tolerance(dtype, 20) or 1e-14)
            if not name.startswith("nan"):
                call(name, [a], {"mean": Given(np.mean(a.array, keepdims=True)), "ddof": 1}, tolerance(dtype, 20) or 1e-14)
    for name in ["nanargmax", "nanargmin"]:
        for dtype in DTYPES[:12]:
            for axis in (None, 0, 1, -1):
                call(name, [Given(data(dtype, SHAPE, "nan"))], {} if axis is None else {"axis": axis})
        call(name, [Given(np.array([[np.nan, np.nan], [1, 2]]))], {"axis": 1})
        call(name, [Given(np.array([np.nan, -np.inf, np.inf, np.nan]))])
        call(name, [Given(np.zeros(0))])
    for dtype in DTYPES:
        for axis in (None, 0, 1, [0, 2]):
            a = Given(data(dtype, SHAPE))
            options = {} if axis is None else {"axis": axis}
            call("average", [a], {**options, "returned": True}, max(tolerance(dtype, 20), 1e-14), group="average")
            for weight in ("int32", "float32", "float64"):
                w = Given(np.abs(data(weight, SHAPE)) + 1)
                t = max(tolerance(np.result_type(dtype, weight), 20), 1e-14)
                call("average", [a], {**options, "weights": w}, t)
                call("average", [a], {**options, "weights": w, "returned": True, "keepdims": True}, t)
    a = Given(data("float64", SHAPE))
    call("average", [a], {"axis": 1, "weights": Given(rng.uniform(size=4))}, 1e-14)
    call("average", [a], {"axis": [2, 0], "weights": Given(rng.uniform(size=(5, 3)))}, 1e-14)
    call("average", [a], {"axis": 1, "weights": Given(rng.uniform(size=3))})
    call("average", [a], {"weights": Given(rng.uniform(size=4))})
    call("average", [Given(np.ones(2))], {"weights": Given(np.array([1.0, -1.0]))})


METHODS = ["inverted_cdf", "averaged_inverted_cdf", "closest_observation", "interpolated_inverted_cdf", "hazen", "weibull",
           "linear", "median_unbiased", "normal_unbiased", "lower", "higher", "midpoint", "nearest"]


def quantiles():
    for name in ["median", "nanmedian"]:
        for dtype in DTYPES:
            for kind in ("plain", "nan", "special", "tied"):
                if dtype.startswith("complex") and kind == "special":
                    continue
                for axis in AXES:
                    options = {} if axis is None else {"axis": axis}
                    layout = LAYOUTS[rng.integers(len(LAYOUTS))]
                    if name == "nanmedian" and dtype == "bool":
                        continue
                    call(name, [Given(data(dtype, SHAPE, kind), layout)], options, max(tolerance(dtype), 1e-15))
            call(name, [Given(data(dtype, (7,)))], {"keepdims": True}, max(tolerance(dtype), 1e-15))
        call(name, [Given(np.zeros((0, 3)))], {"axis": 0})
        call(name, [Given(np.zeros(0))])
    for name in ["quantile", "nanquantile", "percentile", "nanpercentile"]:
        scale = 100 if name.endswith("percentile") else 1
        for dtype in REAL:
            for method in METHODS:
                kind = "nan" if name.startswith("nan") or dtype == "float32" else "plain"
                t = max(tolerance(dtype, 2), 1e-14)
                for shape in ((5,), (8, 3)):
                    a = data(dtype, shape, kind)
                    call(name, [Given(a), 0.3 * scale], {"method": method}, t)
                    call(name, [Given(a), 0.5 * scale], {"method": method, "axis": 0, "keepdims": True}, t)
                    q = Given(np.array([0, 0.1, 0.25, 0.5, 0.8, 1]) * scale)
                    call(name, [Given(a), q], {"method": method, "axis": -1}, max(t, 1e-14))
        for weighted in ("float64", "int32"):
            a = Given(data("float64", SHAPE, "nan" if name.startswith("nan") else "tied"))
            w = Given(np.abs(data(weighted, SHAPE)))
            for axis in (None, 0, 1, [0, 2]):
                options = {"method": "inverted_cdf", "weights": w}
                if axis is not None:
                    options["axis"] = axis
                call(name, [a, Given(np.array([0, 0.2, 0.5, 0.9, 1]) * scale)], options)
        call(name, [Given(np.arange(4.0)), 1.5 * scale])
        call(name, [Given(np.arange(4.0)), 0.5], {"method": "no"})
        call(name, [Given(np.arange(4.0)), 0.5], {"weights": Given(np.ones(4))})
        call(name, [Given(np.arange(4.0) * 1j), 0.5])
        big = data("float64", (20001,))
        call(name, [Given(np.round(big[:2001], 2)), Given(np.linspace(0, 1, 41) * scale)], {}, 1e-14)
    call("quantile", [Given(np.arange(5)), Given(np.array([0, 1]))])
    call("quantile", [Given(np.arange(6.0).reshape(2, 3)), Given(np.array([[0.1, 0.5], [0.2, 1]]))], {"axis": 1}, 1e-14)


def histograms():
    for dtype in REAL:
        a = data(dtype, (300,))
        for bins in (1, 2, 7, 10, 33):
            call("histogram", [Given(a), bins], {}, 0 if dtype != "float16" else 1e-3)
            call("histogram", [Given(a, "negative"), bins], {"density": True}, 1e-3 if dtype == "float16" else 1e-6 if dtype == "float32" else 1e-14)
        call("histogram", [Given(a.reshape(10, 30), "f"), 10], {"range": [-3, 3]}, 1e-3 if dtype == "float16" else 0)
        call("histogram", [Given(a), Given(np.array([-3, -1.5, 0, 0.25, 2, 3.5]))])
        call("histogram", [Given(a), Given(np.array([-5, 0, 1, 20]))])
        for weights in ("int32", "float32", "float64", "complex64", "complex128"):
            call("histogram", [Given(a), 8], {"weights": Given(data(weights, (300,)))}, tolerance(weights, 10) if dtype != "float16" else 1e-2)
            call("histogram", [Given(a), Given(np.array([-3, -1.5, 0, 0.25, 2, 3.5]))],
                 {"weights": Given(data(weights, (300,)))}, tolerance(weights, 100))
    for rule in ["auto", "fd", "doane", "scott", "stone", "rice", "sturges", "sqrt"]:
        for a in (rng.normal(size=400), rng.uniform(size=50), np.round(rng.normal(size=300)), rng.integers(0, 40, 300),
                  rng.normal(size=200).astype("float32"), np.ones(10), np.zeros(1), np.zeros(0), np.arange(3)):
            call("histogram_bin_edges", [Given(a), rule], {}, 1e-6 if a.dtype == "float32" else 1e-14)
        call("histogram_bin_edges", [Given(rng.normal(size=300)), rule], {"range": [-1, 1]}, 1e-14)
    for args in ([Given(np.array([1.0, np.nan]))], [Given(np.array([1.0, np.inf])), 3], [Given(np.arange(3.0)), 0],
                 [Given(np.arange(3.0)), "no"], [Given(np.arange(3.0)), Given(np.array([2, 1]))],
                 [Given(np.arange(3.0)), 2.5], [Given(np.array([0, 5e-324])), 100]):
        call("histogram", args)
    call("histogram", [Given(np.arange(3.0)), 2], {"range": [2, 1]})
    call("histogram", [Given(np.arange(3.0)), 2], {"weights": Given(np.ones(2))})
    call("histogram", [Given(np.zeros(0)), 4])
    call("histogram", [Given(np.array([2, 2, 2])), 4])
    call("histogram", [Given(np.array([1, 2, np.nan, 3])), Given(np.array([1, 2, 3]))])
    call("histogram", [Given(np.array([1, 1, 2, 2, 3])), Given(np.array([1, 2, 2, 3, 3]))])
    x, y = rng.normal(size=200), rng.normal(size=200)
    edges = np.array([-2, -0.5, 0.1, 1, 3])
    call("histogram2d", [Given(x), Given(y)])
    call("histogram2d", [Given(x), Given(y), 5], {"density": True}, 1e-14)
    call("histogram2d", [Given(x), Given(y), [3, 6]], {"range": [[-1, 1], [-2, 2]]})
    call("histogram2d", [Given(x), Given(y), Given(edges)])
    call("histogram2d", [Given(x), Given(y), [4, Given(edges)]], {"weights": Given(np.abs(y))}, 1e-14)
    call("histogram2d", [Given(x), Given(y[:5])])
    sample = rng.normal(size=(100, 3))
    call("histogramdd", [Given(sample)], {"bins": [3, 4, 5]})
    call("histogramdd", [Given(sample), 4], {"density": True}, 1e-14)
    call("histogramdd", [Given(np.round(sample)), [Given(edges), 3, Given(edges)]])
    call("histogramdd", [Given(sample), [3, 3]])
    call("histogramdd", [Given(np.arange(5.0))], {"bins": 2})


def bins():
    for dtype in ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "bool"]:
        a = np.abs(data(dtype, (100,)))
        call("bincount", [Given(a, "stepped")])
        call("bincount", [Given(a)], {"minlength": 200})
        call("bincount", [Given(a), Given(data("float32", (100,)))], {}, 1e-14)
        call("bincount", [Given(a), Given(data("int16", (100,)))])
    call("bincount", [Given(np.zeros(0, "int64"))])
    call("bincount", [Given(np.zeros(0, "int64"))], {"minlength": 3})
    call("bincount", [Given(np.array([1, -1]))])
    call("bincount", [Given(np.array([[1, 1]]))])
    call("bincount", [Given(np.array([1, 1]))], {"minlength": -1})
    call("bincount", [Given(np.array([1, 1])), Given(np.ones(3))])
    for dtype in REAL:
        for edges in ("int8", "uint8", "int64", "uint64", "float32", "float64"):
            for side in (False, True):
                a = Given(data(dtype, (40,), "special" if dtype in FLOATS else "plain"), "negative")
                e = np.unique(data(edges, (9,)))
                call("digitize", [a, Given(e)], {"right": side})
                call("digitize", [a, Given(e[::-1])], {"right": side})
    call("digitize", [Given(np.arange(6.0).reshape(2, 3)), Given(np.linspace(0, 5, 11))])
    call("digitize", [Given(np.array([2**62 + 1, 2**62])), Given(np.array([2**62, 2**62 + 1]))])
    call("digitize", [Given(np.array([1, 2])), Given(np.array([1, 3, 2]))])
    call("digitize", [Given(np.array([1, 2])), Given(np.zeros(0))])
    call("digitize", [Given(np.array([1j])), Given(np.arange(3))])
    for dtype in REAL:
        x = Given(data(dtype, (60,), "special" if dtype in FLOATS else "plain"), "stepped")
        for points in (1, 2, 9, 80):
            xp = Given(np.sort(rng.uniform(-4, 4, points)))
            for kind in ("float64", "int32", "complex128"):
                fp = Given(data(kind, (points,)))
                call("interp", [x, xp, fp], {}, 1e-15)
                call("interp", [x, xp, fp], {"left": -7, "right": 8}, 1e-15)
            call("interp", [x, Given(rng.uniform(-4, 4, points)), fp], {"period": 3}, 1e-14)
    call("interp", [Given(np.linspace(-1, 5, 50)), Given(np.arange(5)), Given(np.array([1, np.inf, np.inf, -np.inf, 2]))])
    call("interp", [Given(np.array([1.0])), Given(np.arange(3)), Given(np.arange(4))])
    call("interp", [Given(np.array([1.0])), Given(np.zeros(0)), Given(np.zeros(0))])
    call("interp", [Given(np.array([1.0])), Given(np.arange(3)), Given(np.arange(3))], {"period": 0})


def signals():
    for mode in ("full", "same", "valid"):
        for dtype in DTYPES:
            for n, m in ((1, 1), (5, 3), (3, 5), (20, 20), (70, 9), (8, 40)):
                t = tolerance(dtype, 10)
                a, v = Given(data(dtype, (n,)), "negative"), Given(data(dtype, (m,)))
                call("convolve", [a, v, mode], {}, t)
                call("correlate", [a, v, mode], {}, t)
        for first, second in (("int8", "float32"), ("uint8", "int16"), ("float64", "complex64"), ("int64", "uint64"), ("bool", "int32")):
            a, v = Given(data(first, (13,))), Given(data(second, (6,)))
            call("convolve", [a, v, mode], {}, 1e-6)
            call("correlate", [v, a, mode], {}, 1e-6)
    for n, m, mode in ((600, 500, "full"), (1500, 400, "same"), (900, 1500, "valid")):
        call("convolve", [Given(data("float64", (n,))), Given(data("float64", (m,))), mode], {}, 1e-13, group="long")
        call("correlate", [Given(data("float32", (n,))), Given(data("float32", (m,))), mode], {}, 1e-5, group="long")
    for n, m in ((900, 700), (2500, 2100)):
        wide = rng.integers(-2**62, 2**62, n)
        call("convolve", [Given(wide), Given(rng.integers(-2**62, 2**62, m)), "same"], group="long")
        call("correlate", [Given(rng.integers(-99, 99, n)), Given(rng.integers(-99, 99, m)), "same"], group="long")
        call("convolve", [Given(rng.integers(-2**31, 2**31, n).astype("int32")), Given(rng.integers(-2**31, 2**31, m).astype("int32")), "valid"], group="long")
        call("convolve", [Given(data("uint8", (n,))), Given(data("uint8", (m,))), "same"], group="long")
        call("convolve", [Given(data("complex128", (n,))), Given(data("complex128", (m,))), "valid"], {}, 1e-13, group="long")
    call("convolve", [Given(np.zeros(0)), Given(np.ones(2))])
    call("convolve", [Given(np.ones((2, 2))), Given(np.ones(2))])
    call("convolve", [Given(np.ones(2)), Given(np.ones(2)), "no"])
    for name in ("bartlett", "blackman", "hamming", "hanning"):
        for m in (0, 1, 2, 3, 10, 51, 2.5, -1):
            call(name, [m], {}, 1e-15)
    for m in (0, 1, 2, 7, 40):
        for beta in (0, 1.5, 14):
            call("kaiser", [m, beta], {}, 1e-14)
    for dtype in DTYPES:
        a = data(dtype, (50,))
        call("sinc", [Given(a, "stepped")], {}, max(tolerance(dtype, 3), 1e-15))
        call("real_if_close", [Given(a)])
        if dtype not in ("complex64", "complex128"):
            call("i0", [Given(a, "negative")], {}, max(tolerance(dtype, 3), 1e-14))
        else:
            call("i0", [Given(a)])
    call("sinc", [Given(np.array([0, -0.0, np.nan, np.inf, 1e300]))], {}, 1e-15)
    call("i0", [Given(np.array([0, 8, 8.0001, 100, 700, 720, np.nan, np.inf, -30]))], {}, 1e-14)
    for imag in (1e-16, 1e-14, 1e-13, 1e-3):
        for tol in (100, 1000, 1e-2, 1):
            call("real_if_close", [Given(np.array([1 + imag * 1j, 2]))], {"tol": tol})
    for dtype in ("float32", "float64"):
        a = np.cumsum(data(dtype, (4, 30)), axis=1, dtype=dtype)
        wrapped = np.mod(a, 6).astype(dtype)
        call("unwrap", [Given(wrapped, "f")], {}, tolerance(dtype, 20))
        call("unwrap", [Given(wrapped)], {"axis": 0, "period": 6}, tolerance(dtype, 20))
        call("unwrap", [Given(wrapped)], {"discont": 5}, tolerance(dtype, 20))
    for period in (4, 5, 9):
        for dtype in ("int8", "int32", "int64"):
            call("unwrap", [Given(np.mod(np.cumsum(data(dtype, (30,)), dtype="int64"), period).astype(dtype))], {"period": period})
    for dtype in DTYPES:
        for shape in ((1,), (8,), (19,), (3, 10), (2, 9, 4)):
            for order in ("big", "little"):
                a = data(dtype, shape)
                call("packbits", [Given(a, LAYOUTS[rng.integers(len(LAYOUTS))])], {"bitorder": order})
                for axis in range(len(shape)):
                    call("packbits", [Given(a)], {"axis": axis, "bitorder": order})
        call("unpackbits", [Given(data(dtype, (4,)))])
    for shape in ((3,), (2, 3), (2, 2, 3)):
        a = rng.integers(0, 256, shape).astype("uint8")
        for order in ("big", "little"):
            for n in (None, 5, 13, 40, -3, -9, 0):
                call("unpackbits", [Given(a, "f")], {"bitorder": order, "count": n})
                for axis in range(len(shape)):
                    call("unpackbits", [Given(a)], {"axis": axis, "bitorder": order, "count": n})


def covariances():
    for dtype in REAL + ["complex128", "complex64"]:
        if dtype == "bool":
            continue
        m, y = data(dtype, (3, 8)), data(dtype, (2, 8))
        t = max(tolerance(np.result_type(dtype, "float64"), 10), 1e-13)
        for options in ({}, {"rowvar": False}, {"bias": True}, {"ddof": 2}, {"y": Given(y)}):
            call("cov", [Given(m)], options, t)
        call("cov", [Given(m)], {"fweights": Given(rng.integers(1, 5, 8))}, t)
        call("cov", [Given(m)], {"aweights": Given(rng.uniform(size=8)), "ddof": 0}, t)
        call("cov", [Given(m)], {"aweights": Given(rng.uniform(size=8)), "fweights": Given(rng.integers(1, 5, 8))}, t)
        call("cov", [Given(m[0])], {}, t)
        call("corrcoef", [Given(m)], {}, t)
        call("corrcoef", [Given(m)], {"y": Given(y)}, t)
        call("corrcoef", [Given(m[0])], {}, t)
        call("corrcoef", [Given(m), None, False], {}, t) if False else call("corrcoef", [Given(m)], {"rowvar": False}, t)
        call("cov", [Given(m)], {"dtype": "complex64" if np.dtype(dtype).kind == "c" else "float32"}, 1e-5)
    call("cov", [Given(np.ones((2, 2, 2)))])
    call("cov", [Given(np.ones((2, 3)))], {"fweights": Given(np.array([1.5, 1, 1]))})
    call("cov", [Given(np.ones((2, 3)))], {"aweights": Given(np.array([-1.0, 1, 1]))})
    call("cov", [Given(np.ones((2, 3)))], {"aweights": Given(np.ones(2))})
    call("cov", [Given(np.ones((2, 3)))], {"ddof": 1.5})


GOLDEN = pathlib.Path(__file__).parents[2] / "test" / "golden" / "statistics"
GOLDEN.mkdir(exist_ok=True)
for part in (reductions, quantiles, histograms, bins, signals, covariances):
    part()
    path = GOLDEN / f"{part.__name__}.jsonl.gz"
    table = [[name, list(shape), base64.b64encode(data).decode()] for name, shape, data in arrays]
    text = "\n".join(json.dumps(line, separators=(",", ":")) for line in [count, table, *lines])
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        file.write(text.encode())
    print(part.__name__, len(lines), path.stat().st_size, count)
    lines.clear()
    count.clear()
    arrays.clear()
