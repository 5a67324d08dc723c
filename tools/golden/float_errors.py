"""Writes test/golden/float_errors.json.gz: which floating-point errors NumPy raises, one element per call.

Run with NumPy 2.4.6: python3 tools/golden/float_errors.py

`values`: base64 of the elements by name; `calls`: [function in camelCase, name of the left operands, of the right ones (null for
one operand; for casts the dtype), a hex digit per element or pair: 1 divide, 2 over, 4 under, 8 invalid]. `folds`: [function,
dtype, elements as texts, hex digit].
"""

import base64
import gzip
import json
import pathlib
import warnings

import numpy as np

assert np.__version__.startswith("2."), np.__version__
warnings.simplefilter("ignore")
BITS = {"divide by zero": 1, "overflow": 2, "underflow": 4, "invalid value": 8}
found = 0


def note(kind, _flags):
    global found
    found |= BITS[kind]


np.seterrcall(note)
UNARY = """absolute arccos arccosh arcsin arcsinh arctan arctanh cbrt ceil conjugate cos cosh deg2rad exp exp2 expm1 fabs floor
frexp isfinite log log10 log1p log2 logical_not modf negative rad2deg reciprocal rint sign signbit sin sinh spacing sqrt square
tan tanh trunc""".split()
BINARY = """add arctan2 copysign divide divmod equal float_power floor_divide fmax fmin fmod gcd heaviside hypot ldexp less
logaddexp logaddexp2 logical_and maximum minimum multiply nextafter power remainder subtract""".split()
DTYPES = "int8 int32 int64 uint8 uint64 float16 float32 float64 complex64 complex128".split()


def floats(dtype):
    f = np.finfo(dtype)
    most, least = float(f.max), float(f.tiny)
    values = [0.0, -0.0, 1, -1, np.inf, -np.inf, np.nan, most, -most, least, -least, f.smallest_subnormal,
              -f.smallest_subnormal, least / 2 + float(f.smallest_subnormal), 0.5, -0.5, 2, 3, 1.5, -2.5, 0.1, most / 2,
              most**0.5 * 1.5, least**0.5 / 1.5, f.eps, 12.0, 100.0, -100.0, 710.0, -745.2, 1030.5, -1030.5, -20.5]
    a = np.array(values, np.float64).astype(dtype)
    _, first = np.unique(a.view(f"u{a.itemsize}"), return_index=True)
    return a[np.sort(first)]


def complexes(dtype, parts):
    f = np.finfo(dtype)
    most, least = float(f.max), float(f.tiny)
    known = {"most": most, "least": least, "tiny": float(f.smallest_subnormal), "root": most**0.5 * 1.5,
             "small": least**0.5 / 1.5}
    p = np.array([known.get(x, x) for x in parts], f.dtype)
    a = np.empty((len(p), len(p)), dtype)
    a.real = p[:, None]
    a.imag = p[None, :]
    return a.ravel()


def integers(dtype):
    i = np.iinfo(dtype)
    return np.array(sorted({0, 1, 2, 3, 7, i.max, i.min, max(i.min, -1), max(i.min, -2)}), dtype)


values = {}
for name in DTYPES:
    kind = np.dtype(name).kind
    if kind == "c":
        values[name] = complexes(name, [0.0, -0.0, 1, -1, np.inf, np.nan, "most", "least", "tiny", 0.5, -2.5, 800, "root", "small"])
        values[name + " few"] = complexes(name, [0.0, 1, np.inf, np.nan, "most", "tiny", -2.5])
    else:
        values[name] = floats(name) if kind == "f" else integers(name)


def camel(name):
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


def errors_of(call):
    global found
    found = 0
    call()
    return f"{found:x}"


calls = []
folds = []
with np.errstate(all="call"):
    for name in UNARY:
        ufunc = getattr(np, name)
        for dtype in DTYPES:
            a = values[dtype]
            try:
                ufunc(a[:1])
            except TypeError:
                continue
            calls.append([camel(name), dtype, None, "".join(errors_of(lambda: ufunc(a[i : i + 1])) for i in range(a.size))])
    for name in BINARY:
        ufunc = getattr(np, name)
        for dtype in DTYPES:
            left = dtype + " few" if dtype.startswith("complex") else dtype
            right = "int32" if name == "ldexp" else left
            a, b = values[left], values[right]
            try:
                ufunc(a[:1], b[:1] * 0 + 1)
            except TypeError:
                continue
            told = []
            for i in range(a.size):
                for j in range(b.size):
                    try:
                        told.append(errors_of(lambda: ufunc(a[i : i + 1], b[j : j + 1])))
                    except ValueError:
                        told.append("x")
            calls.append([camel(name), left, right, "".join(told)])
    for dtype in DTYPES:
        for to in [*DTYPES, "bool", "int16", "uint16", "uint32"]:
            if dtype.startswith("complex") and not to.startswith("complex"):
                continue
            a = values[dtype]
            calls.append(["astype", dtype, to, "".join(errors_of(lambda: a[i : i + 1].astype(to)) for i in range(a.size))])
    for dtype in ("float16", "float32", "float64"):
        f = np.finfo(dtype)
        most, least, tiny, inf, nan = float(f.max), float(f.tiny), float(f.smallest_subnormal), np.inf, np.nan
        lists = [[1], [1, 2, 3], [most, most], [most, -most], [most, most, -most], [inf, 1], [inf, -inf], [inf, inf], [nan, 1],
                 [nan, inf, -inf], [nan, most, most], [0, inf], [0.0, -0.0], [least, least], [tiny, tiny], [least, 0.5],
                 [tiny, 0.5], [least, 1], [tiny, 2], [least, least, 0], [most, least], [most, 2, 0], [least, 0.5, 2],
                 [1, most, -most, 3], [nan], [inf], [1, 1, 1], [0, 0], [inf, nan], [most, nan, most], [nan, least, least]]
        for name in "sum prod nansum nanprod cumsum cumprod max min nanmax median".split():
            for given in lists:
                a = np.array(given, dtype)
                folds.append([name, dtype, [str(float(x)) for x in a], errors_of(lambda: getattr(np, name)(a))])
        if dtype == "float16":
            continue
        for name in "mean std var nanmean nanstd nanvar".split():
            for given in lists:
                a = np.array(given, dtype)
                folds.append([name, dtype, [str(float(x)) for x in a], errors_of(lambda: getattr(np, name)(a))])

data = {name: base64.b64encode(a.tobytes()).decode() for name, a in values.items()}
path = pathlib.Path(__file__).parents[2] / "test" / "golden" / "float_errors.json.gz"
text = json.dumps({"values": data, "calls": calls, "folds": folds}, separators=(",", ":"))
path.write_bytes(gzip.compress(text.encode(), mtime=0))
print(path.name, len(calls), sum(len(call[3]) for call in calls), len(folds), path.stat().st_size)
