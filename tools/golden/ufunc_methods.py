"""Writes test/golden/ufunc_methods.jsonl.gz: accumulate, reduce, reduceat, outer and at of universal functions, running
sums and products, differences, gradients and integrals.

Run with NumPy 2.4.6: python3 tools/golden/ufunc_methods.py
"""

import itertools

import numpy as np
from sweep import COMPLEX, DTYPES, FLOATS, SIGNED, UNSIGNED, Case, describe, exact, within, within_ulps, write

EXACT = ["add", "subtract", "multiply", "maximum", "minimum", "fmax", "fmin", "logical_and", "logical_or", "logical_xor",
         "bitwise_and", "bitwise_xor", "floor_divide", "remainder", "gcd", "lcm", "copysign", "equal", "less",
         "left_shift", "divide", "nextafter"]
ROUNDED = ["hypot", "logaddexp", "arctan2"]
LAYOUTS = [([9], None, None, 0), ([9], None, [-2], 1), ([1], None, None, 0), ([0], None, None, 0), ([5, 12], None, None, 0),
           ([5, 12], [1, 0], None, 0), ([5, 12], None, [-1, 2], 1), ([12, 3], None, [1, 0], 0), ([3, 4, 10], [1, 2, 0], None, 0),
           ([3, 0], None, None, 0), ([0, 3], None, None, 0)]
# Results that overflow or meet infinities depend on nothing but the order of steps, which is NumPy's.
CORE = ["add", "subtract", "maximum", "bitwise_and"]
FEW = [1, 5, 7]  # layouts of the other operations
POOLS = {"multiply": "small", "divide": "nonneg", "floor_divide": "nonneg", "remainder": "nonneg", "left_shift": "small",
         "lcm": "small", "gcd": "nonneg"}


def python(case, value):
    """Views by number, masks and lists of them; scalars as they are."""
    if isinstance(value, list):
        return tuple(case.views[i] for i in value)
    return case.views[value]


def finish(case, call, options, values=exact, whole=None, plain=False):
    """Runs NumPy and writes its answer; `whole` is the view whose memory is compared."""
    record = case.record
    given = {key: value for key, value in options.items() if value is not None}
    kwargs = {key: (case.views[value] if key in ("out", "where") else tuple(value) if isinstance(value, list) else value)
              for key, value in given.items()}
    if "initial" in kwargs:
        kwargs["initial"] = int(given["initial"][1])
    try:
        result = call(**kwargs)
    except (TypeError, ValueError, IndexError) as error:
        record["r"] = {"e": "value" if isinstance(error, ValueError) else "type"}
        if given:
            record["o"] = given
        return record
    if isinstance(result, tuple):
        record["n"] = len(result)
        result = np.stack(result) if result else np.zeros(0)
    result = np.asarray(case.views[whole] if whole is not None else result)
    if plain and result.dtype.name in ("int64", "uint64"):
        given["bigint"] = True
    if given:
        record["o"] = given
    record["r"] = describe(result, values(result))
    if plain:
        record["r"]["plain"] = True
    return record


def pool_of(op, dtype):
    return POOLS.get(op, "tame")


def rounded(result):
    if result.dtype.kind not in "fc":
        return exact(result)
    return within_ulps(result, result.dtype.name, 8)


def accumulations():
    for op, dtype, (i, layout) in itertools.product(EXACT + ROUNDED, DTYPES, enumerate(LAYOUTS)):
        if op not in CORE and i not in FEW:
            continue
        for axis in range(len(layout[0])):
            case = Case(f"{op}.accumulate", "accumulate")
            case.record["a"] = [case.laid_out(dtype, pool_of(op, dtype), i, *layout)]
            values = rounded if op in ROUNDED else exact
            yield finish(case, lambda **k: getattr(np, op).accumulate(case.views[0], **k), {"axis": axis}, values)
    for op, dtype, seed in itertools.product(["add", "multiply", "maximum", "minimum"], FLOATS + COMPLEX, range(4)):
        if dtype in COMPLEX and op in ("maximum", "minimum"):
            continue
        case = Case(f"{op}.accumulate", "special values")
        case.record["a"] = [case.laid_out(dtype, "special", seed, [90])]
        yield finish(case, lambda **k: getattr(np, op).accumulate(case.views[0], **k), {})
    for op, a, b in itertools.product(["add", "multiply", "maximum", "subtract"], DTYPES, DTYPES):
        case = Case(f"{op}.accumulate", "dtype")
        case.record["a"] = [case.laid_out(a, "small", 4, [6])]
        if a in COMPLEX and b not in COMPLEX:
            continue
        yield finish(case, lambda **k: getattr(np, op).accumulate(case.views[0], **k), {"dtype": b})
        if a in FLOATS and b in UNSIGNED:
            continue
        case = Case(f"{op}.accumulate", "out")
        case.record["a"] = [case.laid_out(a, "small", 4, [6, 3], [1, 0])]
        out = case.laid_out(b, "small", 6, [6, 3], None, [1, -2], 0, 2)
        yield finish(case, lambda **k: getattr(np, op).accumulate(case.views[0], **k), {"axis": 0, "out": out})


def running():
    for name, dtype, (i, layout) in itertools.product(["cumsum", "cumprod", "nancumsum", "nancumprod"], DTYPES, enumerate(LAYOUTS)):
        if name.startswith("nan") and dtype not in FLOATS + COMPLEX + ["int32"]:
            continue
        for axis in (None, *range(-1, len(layout[0]) - 1)):
            case = Case(name, "running")
            case.record["a"] = [case.laid_out(dtype, "small" if "prod" in name else "sparse" if "nan" in name and dtype in FLOATS else "tame", i, *layout)]
            yield finish(case, lambda **k: getattr(np, name)(case.views[0], **k), {"axis": axis})
    for name, dtype, first, shape in itertools.product(["cumulative_sum", "cumulative_prod"], DTYPES, [None, True], [[5], [3, 4], [0], [0, 2]]):
        for axis in (None, 0, len(shape) - 1):
            case = Case(name, "cumulative")
            case.record["a"] = [case.laid_out(dtype, "small", 3, shape)]
            yield finish(case, lambda **k: getattr(np, name)(case.views[0], **k), {"axis": axis, "include_initial": first})
    # Whole numbers: their sums are exact, whatever the segments; long lines go over threads.
    for dtype, (shape, order, axis) in itertools.product(
            ["float64", "float32", "int64", "int32", "uint8", "float16", "complex128", "bool"],
            [([127], None, 0), ([128], None, 0), ([129], None, 0), ([1025], None, 0), ([70_001], None, 0), ([3, 40_000], None, 1),
             ([40_000, 3], None, 0), ([300, 300], None, 0), ([300, 300], None, 1), ([300, 300], [1, 0], 1), ([20_000, 5], [1, 0], 1)]):
        for name in ("cumsum", "maximum.accumulate"):
            if dtype in COMPLEX and name != "cumsum":
                continue
            case = Case(name, "long")
            case.record["a"] = [case.laid_out(dtype, "small", 5, shape, order)]
            call = np.cumsum if name == "cumsum" else np.maximum.accumulate
            yield finish(case, lambda **k: call(case.views[0], **k), {"axis": axis})
    # Other numbers: within the bound that the segments promise.
    for dtype, n in itertools.product(["float64", "float32"], [1000, 40_000]):
        case = Case("cumsum", "bounds")
        case.record["a"] = [case.laid_out(dtype, "tame", 6, [n])]
        x = case.views[0].astype(np.longdouble)
        steps = np.minimum(np.arange(n), 128) + np.arange(n) // 128 + 2
        bounds = np.finfo(dtype).eps * steps * np.cumsum(np.abs(x)) / 2
        step = 97
        shown = np.cumsum(x).astype(dtype)
        case.record["every"] = step
        yield finish(case, lambda **k: shown[::step], {}, lambda result: within(result, bounds[::step]))


def reductions():
    for op, dtype, (i, layout) in itertools.product(EXACT + ROUNDED, DTYPES, enumerate(LAYOUTS)):
        if op not in CORE and i not in FEW or op in ("add", "multiply") and dtype in FLOATS + COMPLEX:
            continue  # Their order of steps is not NumPy's; test/golden/reduce.jsonl.gz has them.
        for axis in (None, *range(len(layout[0]))):
            for keepdims in (None, True) if i in (0, 4) else (None,):
                case = Case(f"{op}.reduce", "reduce")
                case.record["a"] = [case.laid_out(dtype, pool_of(op, dtype), i, *layout)]
                plain = axis is None and len(layout[0]) == 1 and keepdims is None
                values = rounded if op in ROUNDED else (lambda r: exact(r, zero_signs=op not in ("maximum", "minimum", "fmax", "fmin")))
                yield finish(case, lambda **k: getattr(np, op).reduce(case.views[0], **k), {"axis": axis, "keepdims": keepdims}, values, plain=plain)
    for op, dtype, seed in itertools.product(["subtract", "fmax", "bitwise_or", "bitwise_and", "gcd", "logical_xor"], ["int32", "uint8", "float64", "int64"], range(3)):
        case = Case(f"{op}.reduce", "where")
        case.record["a"] = [case.laid_out(dtype, "tame", seed, [6, 5], [1, 0] if seed % 2 else None)]
        mask = case.laid_out("bool", "all", seed, [6, 5] if seed else [5])
        yield finish(case, lambda **k: getattr(np, op).reduce(case.views[0], **k), {"axis": seed % 2, "where": mask, "initial": ["number", "1"]})
        case = Case(f"{op}.reduce", "where")
        case.record["a"] = [case.laid_out(dtype, "tame", seed, [6, 5])]
        mask = case.laid_out("bool", "all", seed, [6, 1])
        yield finish(case, lambda **k: getattr(np, op).reduce(case.views[0], **k), {"axis": 0, "where": mask})
        case = Case(f"{op}.reduce", "initial")
        case.record["a"] = [case.laid_out(dtype, "tame", seed, [[6, 5], [0, 4], [300]][seed])]
        yield finish(case, lambda **k: getattr(np, op).reduce(case.views[0], **k), {"axis": 0, "initial": ["number", "3"]})
    for op, dtype, axes in itertools.product(["bitwise_xor", "fmin", "gcd", "hypot", "subtract", "lcm"], ["int64", "float32", "uint16"], [[0, 1], [0, 2], [2, 1], [0, 1, 2]]):
        case = Case(f"{op}.reduce", "axes")
        case.record["a"] = [case.laid_out(dtype, "small" if op == "lcm" else "tame", 3, [4, 3, 5], [1, 0, 2])]
        yield finish(case, lambda **k: getattr(np, op).reduce(case.views[0], **k), {"axis": axes}, rounded if op == "hypot" else exact)


def segments():
    for op, dtype, (i, layout) in itertools.product(["add", "multiply", "maximum", "minimum", "subtract", "logical_and", "logical_or", "bitwise_xor", "fmax", "power"],
                                                    DTYPES, enumerate(LAYOUTS)):
        if op not in CORE and i not in FEW:
            continue
        for axis in range(len(layout[0])):
            case = Case(f"{op}.reduceat", "reduceat")
            floats = dtype in FLOATS + COMPLEX
            case.record["a"] = [case.laid_out(dtype, "small" if floats or op == "power" else pool_of(op, dtype), i, *layout)]
            length = layout[0][axis]
            wanted = [0, length // 2, 1, length - 1, length - 1] if length > 1 else [0] * min(length, 1)
            case.record["i"] = wanted
            yield finish(case, lambda **k: getattr(np, op).reduceat(case.views[0], wanted, **k), {"axis": axis},
                         lambda r: exact(r, zero_signs=op not in ("maximum", "minimum", "fmax", "add", "multiply")))
    for wanted in ([0, 9], [-1], [3, 2, 10], []):
        case = Case("add.reduceat", "reduceat indices")
        case.record["a"] = [case.laid_out("float64", "small", 1, [9])]
        case.record["i"] = wanted
        yield finish(case, lambda **k: np.add.reduceat(case.views[0], np.array(wanted, np.int64), **k), {})


def outers():
    for op, (a, b) in itertools.product(["add", "multiply", "less", "hypot"], [("int32", "float32"), ("uint8", "uint8"), ("bool", "int64"), ("float64", "complex128")]):
        for left, right in (([3], [4]), ([2, 3], [4]), ([], [3]), ([0], [2]), ([2], [3, 2])):
            case = Case(f"{op}.outer", "outer")
            case.record["a"] = [case.laid_out(a, "small", 1, left), case.laid_out(b, "small", 2, right)]
            yield finish(case, lambda **k: getattr(np, op).outer(case.views[0], case.views[1], **k), {}, rounded)


def places():
    rng = np.random.default_rng(5)
    for op, (a, b), n in itertools.product(["add", "subtract", "multiply", "maximum", "bitwise_or", "divide", "logical_xor", "hypot"],
                                           [(d, d) for d in DTYPES] + [("float32", "float64"), ("float64", "int32"), ("int64", "int8"), ("int32", "float64"), ("int8", "int64"), ("complex64", "float32")],
                                           [7, 600]):
        case = Case(f"{op}.at", "at")
        wanted = rng.integers(-9, 9, n).tolist()
        case.record["a"] = [case.laid_out(a, "small", 1, [9], None, [1 if n == 7 else -2]), case.laid_out(b, "small", 2, [n] if n == 7 else [])]
        case.record["i"] = wanted
        yield finish(case, lambda **k: getattr(np, op).at(case.views[0], wanted, case.views[1]), {}, rounded if op == "hypot" else exact, whole=0)
    for op, dtype in itertools.product(["negative", "absolute", "square"], ["int32", "float64", "float32", "complex128"]):
        case = Case(f"{op}.at", "at")
        wanted = [0, 3, 3, -1]
        case.record["a"] = [case.laid_out(dtype, "small", 1, [9])]
        case.record["i"] = wanted
        yield finish(case, lambda **k: getattr(np, op).at(case.views[0], wanted), {}, whole=0)
    for wanted in ([[0, 1, 1, -1], [2, 2, 2, 0]], [[[0], [1]], [1, 1, 3]], [[1, 1, 2]], [[[0, 0], [1, 2]]], [[3], [0]], [[0], [4]]):
        for order, b in itertools.product([None, [1, 0]], ["int64", "float64"]):
            case = Case("add.at", "at several axes")
            case.record["a"] = [case.laid_out("float64", "small", 1, [3, 4], order), case.laid_out(b, "small", 2, [])]
            case.record["i"] = wanted
            case.record["tuple"] = True
            yield finish(case, lambda **k: np.add.at(case.views[0], tuple(np.array(w) for w in wanted), case.views[1]), {}, whole=0)
    for shape, mask in (([9], [9]), ([3, 4], [3, 4]), ([3, 4], [3])):
        case = Case("add.at", "at mask")
        case.record["a"] = [case.laid_out("float64", "small", 1, shape), case.laid_out("float64", "small", 2, [])]
        case.record["mask"] = case.laid_out("bool", "all", 3, mask)
        yield finish(case, lambda **k: np.add.at(case.views[0], case.views[2], case.views[1]), {}, whole=0)


def differences():
    for dtype, (i, layout) in itertools.product(DTYPES, enumerate(LAYOUTS)):
        for axis, n in itertools.product(range(-1, len(layout[0])), [1, 2]):
            case = Case("diff", "diff")
            case.record["a"] = [case.laid_out(dtype, "tame", i, *layout)]
            yield finish(case, lambda **k: np.diff(case.views[0], **k), {"axis": axis, "n": n})
        case = Case("ediff1d", "diff")
        case.record["a"] = [case.laid_out(dtype, "tame", i, *layout)]
        yield finish(case, lambda **k: np.ediff1d(case.views[0], **k), {})
        for order, axis in itertools.product([1, 2], [None, *range(len(layout[0]))]):
            case = Case("gradient", "gradient")
            case.record["a"] = [case.laid_out(dtype, "tame", i, *layout)]
            yield finish(case, lambda **k: np.gradient(case.views[0], **k), {"axis": axis, "edge_order": order})
        for axis in range(len(layout[0])):
            case = Case("trapezoid", "trapezoid")
            case.record["a"] = [case.laid_out(dtype, "small", i, *layout)]
            yield finish(case, lambda **k: np.trapezoid(case.views[0], **k), {"axis": axis})
    for dtype, order in itertools.product(["float64", "float32", "int32", "complex64"], [1, 2]):
        for x in ([0, 1, 1.5, 3.5, 4], [1, 2, 3, 4, 5], [0.25]):
            case = Case("gradient", "gradient spacing")
            case.record["a"] = [case.laid_out(dtype, "tame", 2, [5])]
            case.record["x"] = x
            place = np.array(x) if len(x) > 1 else x[0]
            yield finish(case, lambda **k: np.gradient(case.views[0], place, **k), {"edge_order": order},
                         lambda r: within(r, np.full((2 if r.dtype.kind == "c" else 1) * r.size, 1e-13 if r.dtype.itemsize == 8 and r.dtype.kind == "f" else 2e-4)))


cases = list(itertools.chain(accumulations(), running(), reductions(), segments(), outers(), places(), differences()))
write("ufunc_methods", cases)
groups = {}
for one in cases:
    groups[one["g"]] = groups.get(one["g"], 0) + 1
print(groups)
