"""Writes test/golden/create.jsonl.gz: what NumPy's creating and converting functions answer.

    python3 tools/golden/create.py

A number of an argument is a JSON number or one of "inf", "-inf", "nan"; a bigint is {"big": "…"}, a complex number
{"re", "im"}, an array {"dtype", "shape", "hex"}. A result is an array with its strides and flags, its bytes in C order as hex.
"""

import gzip
import itertools
import json
import pathlib

import numpy as np

DTYPES = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split()
FLOATS = DTYPES[9:]
rng = np.random.default_rng(20240607)
cases = []


def plain(value):
    if isinstance(value, np.ndarray):
        return {"dtype": value.dtype.name, "shape": list(value.shape), "hex": value.tobytes().hex()}
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, complex):
        return {"re": plain(value.real), "im": plain(value.imag)}
    if isinstance(value, int):
        return {"big": str(value)}
    if isinstance(value, float):
        return value if np.isfinite(value) else "nan" if np.isnan(value) else "inf" if value > 0 else "-inf"
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    raise TypeError(type(value))


def result(a):
    return {
        "dtype": a.dtype.name,
        "shape": list(a.shape),
        "strides": list(a.strides),
        "own": bool(a.flags.owndata),
        "hex": a.tobytes().hex(),
    }


def case(fn, args, options, a):
    cases.append({"fn": fn, "args": plain(args), "options": {k: plain(v) for k, v in options.items()}, "result": result(a)})


def counts(options, *names):
    """Python integers that are counts, axes or flags: plain numbers on the other side."""
    return {k: float(v) if k in names else v for k, v in options.items()}


def try_case(fn, numpy_fn, args, options, js_args=None, js_options=None):
    js_args = args if js_args is None else js_args
    js_options = options if js_options is None else js_options
    with np.errstate(all="ignore"):
        try:
            a = numpy_fn(*args, **options)
        except Exception:
            cases.append({"fn": fn, "args": plain(js_args), "options": {k: plain(v) for k, v in js_options.items()}, "error": True})
            return
    case(fn, js_args, js_options, a)


# ---- arange: numbers are floats, bigints integers ----
ranges = [(5.0,), (0.0,), (-3.0,), (2.5,), (1.0, 10.0, 2.5), (10.0, 0.0, -4.0), (0.0, 1.0, 0.1), (0.1, 1.0, 0.1), (1.0, 2.0, 5.0),
          (0.0, 1.0, -1.0), (1e16, 1e16 + 20, 3.0), (-1.0, 1.0, 0.3), (0.0, 5e-324, 1e308), (0.0, 5e-324, -1e308), (3.0, 3.0),
          (1e-3, 1.0, 0.07), (0.0, 2.0), (2.0, -2.0, -0.5), (1e300, 3e300, 1e300), (0.0, 1.0, 0.0), (0.0, float("nan")),
          (0.0, float("inf"), 1.0), (0.0, 10.0, float("inf")), (0.0, 4000.0, 7.3), (1 / 3, 40.0, 1 / 7)]
for args in ranges:
    for dtype in [None, *DTYPES]:
        try_case("arange", np.arange, args, {} if dtype is None else {"dtype": dtype})
for _ in range(60):
    start, step = rng.normal(0, 10), rng.normal(0, 1)
    args = (float(start), float(start + step * rng.uniform(-2, 40)), float(step))
    for dtype in [None, "float32", "float16", "int64", "complex64"]:
        try_case("arange", np.arange, args, {} if dtype is None else {"dtype": dtype})
for args in [(5,), (0,), (-2,), (2, 9, 3), (9, 2, -3), (2**62, 2**62 + 9, 2), (-(2**63), -(2**63) + 3), (2**53, 2**53 + 5), (0, 5, 0), (7, 7)]:
    for dtype in [None, "int8", "uint8", "uint64", "float64", "float32", "complex128", "bool"]:
        try_case("arange", np.arange, args, {} if dtype is None else {"dtype": dtype})

# ---- linspace, logspace, geomspace ----
ends = [(0.0, 1.0), (1.0, 0.0), (-1.5, 2.25), (0.1, 0.7), (3.0, 3.0), (0.0, 5e-324), (1e-308, 1e308), (0.0, float("inf")), (1 / 3, 1e6),
        (0.0, 1 + 2j), (1 - 1j, 2 + 5j)]
nums = [0, 1, 2, 3, 7, 50, 101]
for (start, stop), num, endpoint in itertools.product(ends, nums, [True, False]):
    for dtype in [None, "float32", "float16", "int64", "int8", "complex128"]:
        if dtype is not None and num not in (3, 7):
            continue
        if dtype in ("int64", "int8") and (np.isinf(stop) or abs(stop) > 100):
            continue
        options = {"num": num, "endpoint": endpoint} | ({} if dtype is None else {"dtype": dtype})
        try_case("linspace", np.linspace, (start, stop), options, None, counts(options, "num"))
for _ in range(100):
    args = tuple(map(float, rng.normal(0, 10.0 ** rng.integers(-3, 6), 2)))
    options = {"num": int(rng.integers(2, 60)), "endpoint": bool(rng.integers(0, 2))}
    try_case("linspace", np.linspace, args, options, None, counts(options, "num"))
array_ends = [np.array([0.0, 10.0, -3.5]), np.array([[1.0], [2.0]]), np.array([1, 2, 3], "int32"), np.array([0.5, 1.5, 2.5], "float32"),
              np.array([1, 2, 4], "float16"), np.array([1 + 1j, 2, 3j]), np.array(2.0, "float32"), np.zeros((0, 3)), np.array([True, False, True]), 4.0]
for start, stop in itertools.product(array_ends, repeat=2):
    for num, axis, endpoint in [(5, 0, True), (4, -1, False), (3, 1, True), (1, 0, True)]:
        options = {"num": num, "axis": axis, "endpoint": endpoint}
        try_case("linspace", np.linspace, (start, stop), options, None, counts(options, "num", "axis"))
for args in [(0.0, 3.0), (-2.0, 2.5), (0.0, 300.0), (1.0, 1.0), (-300.0, 0.0), (0.0, 1 + 1j)]:
    for num, endpoint, base in [(4, True, 10.0), (7, False, 10.0), (10, True, 2.0), (5, True, 2.5), (50, True, 10.0), (0, True, 10.0), (1, True, 10.0)]:
        for dtype in [None, "float32", "int64"]:
            if dtype == "int64" and (args[1] != 3.0 or endpoint is False or base == 2.5 or num == 50 or num == 10):
                continue
            options = {"num": num, "endpoint": endpoint, "base": base} | ({} if dtype is None else {"dtype": dtype})
            try_case("logspace", np.logspace, args, options, None, counts(options, "num"))
for base, axis in [(np.array([2.0, 10.0]), 0), (np.array([2.0, 10.0]), -1), (np.array(3.0), 0), (np.array([[2.0], [3.0]]), 1)]:
    for args in [(0.0, 2.0), (np.array([0.0, 1.0]), 3.0)]:
        options = {"num": 3, "base": base, "axis": axis}
        try_case("logspace", np.logspace, args, options, None, counts(options, "num", "axis"))
for args in [(1.0, 1000.0), (-1.0, -1000.0), (1000.0, 1.0), (1e-3, 1e3), (2.0, 300.0), (1.0, 256.0), (1e-300, 1e300), (0.0, 1.0), (1.0, 0.0),
             (-1.0, 1.0), (1j, 1000j), (1 + 0j, -1 + 0j), (-1 + 0j, 1.0), (3 + 4j, 7.0), (5.0, 5.0), (1.0, 2.0)]:
    for num, endpoint in itertools.product([0, 1, 2, 4, 9, 31], [True, False]):
        options = {"num": num, "endpoint": endpoint}
        try_case("geomspace", np.geomspace, args, options, None, counts(options, "num"))
for args in [(np.array([1.0, 2.0]), 100.0), (np.array([1, 2], "float32"), np.array([[8], [9]], "int16")), (np.array([-1.0, 2.0]), np.array([-8.0, 32.0]))]:
    for axis, dtype in itertools.product([0, 1, -1], [None, "float32", "complex64"]):
        options = {"num": 5, "axis": axis} | ({} if dtype is None else {"dtype": dtype})
        try_case("geomspace", np.geomspace, args, options, None, counts(options, "num", "axis"))

# ---- eye, full, the Like functions ----
for n, m, k in itertools.product([0, 1, 3], [None, 0, 2, 5], [0, 1, -1, 4, -7]):
    for order, dtype in [("C", "float64"), ("F", "complex64"), ("C", "bool")]:
        options = {"M": m, "k": k, "order": order, "dtype": dtype}
        try_case("eye", np.eye, (n,), options, (float(n),), options | {"M": None if m is None else float(m), "k": float(k)})
for value in [3.5, -1.0, True, 7, 2**40, 1 - 2j, np.array([1, 2], "int16"), np.array([[1.5], [2.5]]), np.arange(3.0)]:
    for dtype in [None, *DTYPES]:
        for order in "CF":
            options = {"order": order} | ({} if dtype is None else {"dtype": dtype})
            if isinstance(value, complex) and dtype is not None and not dtype.startswith("complex"):
                continue  # NumPy drops the imaginary part with a warning; a scalar is refused here
            if isinstance(value, float) and value < 0 and dtype is not None and dtype.startswith("uint"):
                continue  # a Python float wraps, a Python int is refused: a JavaScript number is both, and refused
            try_case("full", np.full, ((2, 2), value), options, ([2.0, 2.0], value))


def layouts():
    """Arrays that lie in memory in every manner, as a recipe and as an array."""
    base = np.arange(120.0)
    recipes = [
        ((2, 3, 4), None, None), ((2, 3, 4), (2, 1, 0), None), ((2, 3, 4), (1, 0, 2), None), ((2, 3, 4), (2, 0, 1), None),
        ((2, 3, 4), (1, 0, 2), (-1, 1, 1)), ((2, 3, 4), None, (1, 1, 2)), ((2, 3, 4), (1, 2, 0), (1, -2, 1)), ((4, 1, 3), (2, 1, 0), (2, 1, 1)),
        ((3, 1, 4), (2, 1, 0), None), ((6,), None, (2,)), ((6,), None, (-1,)), ((), None, None), ((0, 3), None, None), ((3, 0, 2), (2, 1, 0), None),
        ((1, 1), None, None), ((2, 2, 1, 3), (3, 1, 2, 0), (1, 2, 1, 1)), ((5, 4), (1, 0), (1, 1)), ((5, 4), (1, 0), (1, -1)),
    ]
    for shape, axes, steps in recipes:
        a = base[: int(np.prod(shape))].reshape(shape)
        if axes is not None:
            a = a.transpose(axes)
        if steps is not None:
            a = a[tuple(slice(None, None, step) for step in steps)]
        yield {"shape": shape, "axes": axes, "steps": steps, "stretch": None}, a
    for shape, stretch in [((4,), (3, 4)), ((3, 1), (3, 4)), ((2, 1, 3), (2, 5, 3)), ((), (2, 2))]:
        a = np.broadcast_to(base[: int(np.prod(shape))].reshape(shape), stretch)
        yield {"shape": shape, "axes": None, "steps": None, "stretch": stretch}, a


for recipe, a in layouts():
    steps = [
        ("copy", {"order": o}, np.copy(a, order=o)) for o in "CFAK"
    ] + [
        ("method copy", {}, a.copy())
    ] + [
        ("astype", {"order": o, "dtype": d}, a.astype(d, order=o)) for o in "CFAK" for d in ("float64", "int16", "complex128")
    ] + [
        ("array", {"order": o}, np.array(a, order=o)) for o in "CFAK"
    ] + [
        ("array", {"order": o, "ndmin": 4.0, "dtype": "float32"}, np.array(a, order=o, ndmin=4, dtype="float32")) for o in "CFAK"
    ] + [
        ("zerosLike", {"order": o, "dtype": "int32"}, np.zeros_like(a, order=o, dtype="int32")) for o in "CFAK"
    ] + [
        ("zerosLike", {"order": o, "shape": [3.0, 2.0, 4.0]}, np.zeros_like(a, order=o, shape=(3, 2, 4))) for o in "CFAK"
    ] + [
        ("fullLike", {"order": o}, np.full_like(a, 2.5, order=o)) for o in "CFAK"
    ] + [
        ("ascontiguousarray", {}, np.ascontiguousarray(a)),
        ("asfortranarray", {}, np.asfortranarray(a)),
        ("require", {"requirements": ["F", "O"]}, np.require(a, None, ["F", "O"])),
        ("require", {"requirements": ["C", "W"]}, np.require(a, None, ["C", "W"])),
    ]
    for fn, options, made in steps:
        cases.append({"fn": fn, "layout": recipe, "options": options, "result": result(made), "same": made is a, "fortran": bool(np.isfortran(made))})
    for dtype in DTYPES:
        entry = {"fn": "view", "layout": recipe, "options": {"dtype": dtype}}
        try:
            made = a.view(dtype)
            entry["result"] = result(made)
        except ValueError:
            entry["error"] = True
        cases.append(entry)

# ---- every dtype to every other: values that both have a place for ----
values = {
    "bool": [True, False],
    "int": [0, 1, 2, 100, 127],
    "float": [0.0, -0.0, 1.0, 1.5, 2.5, 100.75, 126.999],
    "complex": [0.0, 1.5, 2 + 3j, 1j, 100.25 - 1j],
}
wide = {
    "float16": [65504.0, 6e-8, 1e-3, np.nan, np.inf, -np.inf],
    "float32": [3e38, 1e-45, 65519.0, 65520.0, 2049.0, np.nan, np.inf, -np.inf],
    "float64": [1e300, 5e-324, 65519.99999999999, 1 + 2**-24, 1 + 2**-24 + 2**-52, 2049.0, 1e-8, np.nan, np.inf, -np.inf],
}
for source in DTYPES:
    kind = {"b": "bool", "i": "int", "u": "int", "f": "float", "c": "complex"}[np.dtype(source).kind]
    own = list(values[kind])
    if kind == "int":
        info = np.iinfo(source)
        own += [int(info.max), int(info.max) - 1, int(info.min)]
    a = np.array(own, source)
    with np.errstate(all="ignore"):
        for target in DTYPES:
            try_case("astype", lambda x, dtype: x.astype(dtype), (a,), {"dtype": target})
            if source in wide and np.dtype(target).kind in "fcb":
                try_case("astype", lambda x, dtype: x.astype(dtype), (np.array(wide[source], source),), {"dtype": target})
for source, target, casting in itertools.product(DTYPES, DTYPES, ["no", "equiv", "safe", "same_kind", "unsafe"]):
    cases.append({"fn": "canCast", "args": [source, target, casting], "options": {}, "allowed": bool(np.can_cast(source, target, casting))})

# ---- nested lists: numbers are floats, bigints integers ----
lists = [
    [], [[]], [[], []], [[[]]], 3.5, True, 7, 1j, [1.0, 2.0], [[1.0, 2.0], [3.0, 4.0]], [True, False], [True, 2.0], [True, 2], [1, 2], [1, 2.5],
    [2**63], [2**63, -1], [-(2**63)], [1j, 2.0], [1j, True], [[1, 2], [3, 4.5]], [np.array([1, 2], "float32"), np.array([3, 4], "int16")],
    [np.array([1, 2], "float32"), [3.0, 4.0]], [[3.0, 4.0], np.array([1, 2], "int8")], [np.array(1, "int8"), np.array(2, "uint8")],
    [np.array([True, False]), [2.0, 3.0]], [[np.array([1, 2], "complex64")], [np.array([3, 4], "float64")]], [np.zeros((2, 0)), np.zeros((2, 0))],
    [np.array(3.0, "float16"), True], [[[1.0, 2.0, 3.0]] * 3] * 4, [1.0, [2.0]], [[1.0], 2.0], [[1.0, 2.0], [3.0]], [[1.0], []], [[], [1.0]],
    [np.array([1.0, 2.0]), [1.0]], [np.array([1.0, 2.0]), 1.0], [1.0, np.array([1.0])],
]
lists.append([float(i) for i in range(40)])
lists.append([[float(i * j) for j in range(9)] for i in range(5)])
lists.append([i % 3 == 0 for i in range(40)])
lists.append([i**5 for i in range(40)])
lists.append([*([1.5] * 30), True, 3])
lists.append([*([True] * 30), 2.5])
lists.append([*([True] * 30), 2])
lists.append([*([2] * 30), 2.5])
lists.append([*([2.5] * 30), 1j])
lists.append([np.array([1.5], "float32"), [2.5]] * 20)
for nested in lists:
    for dtype in [None, "float64", "float32", "int64", "int8", "bool", "complex64", "float16", "uint64"]:
        def make(x, dtype=None):
            a = np.array(x, dtype)
            if a.dtype.kind not in "biufc":
                raise ValueError
            return a
        try_case("array", make, (nested,), {} if dtype is None else {"dtype": dtype})

path = pathlib.Path(__file__).parents[2] / "test/golden/create.jsonl.gz"
lines = "".join(json.dumps(entry) + "\n" for entry in cases)
path.write_bytes(gzip.compress(lines.encode(), mtime=0))
print(len(cases), "cases,", path.stat().st_size, "bytes")
