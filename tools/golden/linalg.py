"""Writes test/golden/products.jsonl.gz (products of every dtype, with axes, out and dtype) and linalg.json.gz (linalg).

Run with NumPy 2.4.6: python3 tools/golden/linalg.py
"""

import gzip
import itertools
import json
import warnings

import numpy as np
from sweep import DTYPES, GOLDEN, Case, describe, exact, packed, write

warnings.simplefilter("ignore")

STACKS = [((), ()), ((3,), ()), ((), (2,)), ((2, 1), (3,)), ((0,), (1,)), ((2,), (2,))]
SIZES = [(1, 1, 1), (2, 3, 4), (5, 4, 3), (4, 0, 3), (0, 2, 3), (16, 16, 16), (17, 20, 9), (3, 40, 1), (1, 33, 50), (1, 7, 1)]
TINY_STACKS = [((9,), (9,)), ((11,), ()), ((), (10,)), ((3, 1), (5,)), ((4, 6), (4, 6)), ((2, 3, 1), (3, 7))]
TINY_SIZES = [(1, 2, 1), (1, 3, 1), (1, 4, 1), (1, 5, 1), (1, 16, 1), (2, 2, 1), (3, 3, 1), (4, 4, 1), (6, 5, 1), (9, 7, 1), (1, 3, 3), (1, 4, 4),
              (1, 7, 3), (1, 3, 7), (2, 1, 2), (2, 2, 2), (3, 3, 3), (4, 4, 4), (5, 4, 2), (3, 2, 4), (3, 5, 3), (2, 3, 5), (8, 8, 8)]
LAYOUTS = ["plain", "transposed", "stepped", "negative", "repeated", "odd"]


def operand(case, dtype, seed, shape, layout):
    order = list(range(len(shape)))
    if layout == "transposed" and len(shape) > 1:
        order[-2:] = order[:-3:-1]
    step = {"stepped": 2, "negative": -1}.get(layout, 1)
    steps = [step if (seed + axis) % 2 else 1 for axis in range(len(shape))]
    if layout == "repeated" and seed % 2 == 0 and shape:
        steps[-1] = 0
    return case.laid_out(dtype, "small", seed, list(shape), order, steps, int(layout == "odd"))


def finish(case, function, options=None):
    x, y = (case.views[view] for view in case.record["a"])
    name = {"matmul": np.matmul, "matvec": np.matvec, "vecmat": np.vecmat, "vecdot": np.vecdot, "dot": np.dot,
            "inner": np.inner, "vdot": np.vdot, "outer": np.outer, "kron": np.kron, "cross": np.cross,
            "tensordot": np.tensordot}[function]
    try:
        result = np.asarray(name(x, y, **(options or {})))
    except (ValueError, TypeError):
        case.record["r"] = {"e": "value"}
    else:
        # Whole small numbers: every sum is exact; signs of zero depend on the order of summation.
        case.record["r"] = describe(result, exact(result, zero_signs=False)) | {"t": None}
    if options:
        case.record["o"] = {key: value for key, value in options.items()}
    return case.record


def products():
    seed = 0
    for function in ["matmul", "matvec", "vecmat", "vecdot"]:
        for (dtype, size), layout in zip(itertools.product(DTYPES, SIZES), itertools.cycle(LAYOUTS)):
            m, k, n = size
            stack = STACKS[seed % len(STACKS)]
            seed += 1
            cores = {"matmul": ((m, k), (k, n)), "matvec": ((m, k), (k,)), "vecmat": ((k,), (k, n)), "vecdot": ((k,), (k,))}
            left, right = (s + core for s, core in zip(stack, cores[function]))
            case = Case(function, function)
            case.record["a"] = [operand(case, dtype, seed, left, layout), operand(case, dtype, seed + 1, right, layout)]
            yield finish(case, function)
    pairs = list(itertools.product(DTYPES, DTYPES))
    for i, (a, b) in enumerate(pairs):
        case = Case("matmul", "dtypes")
        case.record["a"] = [operand(case, a, i, (2, 3), "plain"), operand(case, b, i + 1, (3, 2), "plain")]
        yield finish(case, "matmul")
    axes = [("matmul", (3, 2, 4), (4, 2, 3), [[1, 2], [0, 1], [0, 1]]), ("matmul", (3, 2, 4), (5, 4, 3), [[1, 2], [1, 0], [0, 1]]),
            ("matmul", (2, 3, 4), (2, 4, 5), [[-2, -1], [-2, -1], [0, 2]]), ("matmul", (3,), (3, 4), [[0], [0, 1], [0]]),
            ("matmul", (3,), (3,), [[0], [0], []]),
            ("matvec", (2, 3, 4), (3, 4), [[0, 2], [1], [0]]), ("vecmat", (4, 3), (2, 3, 4), [[0], [2, 0], [-1]]),
            ("vecdot", (3, 4), (3, 4), [[0], [0], []]), ("vecdot", (3, 4), (3, 4), [0, 0])]
    for i, (function, left, right, places) in enumerate(axes):
        for dtype in ["int32", "float64", "complex64"]:
            case = Case(function, "axes")
            case.record["a"] = [operand(case, dtype, i, left, "plain"), operand(case, dtype, i + 1, right, "plain")]
            x, y = (case.views[view] for view in case.record["a"])
            named = [tuple(p) if isinstance(p, list) else p for p in places]
            try:
                result = np.asarray(getattr(np, function)(x, y, axes=named))
            except (ValueError, TypeError):
                case.record["r"] = {"e": "value"}
            else:
                case.record["r"] = describe(result, exact(result, zero_signs=False)) | {"t": None}
            case.record["o"] = {"axes": places}
            yield case.record
    for axis, keepdims, dtype in itertools.product([0, 1, -1], [False, True], ["int16", "complex128"]):
        case = Case("vecdot", "axis")
        case.record["a"] = [operand(case, dtype, 3, (4, 4), "stepped"), operand(case, dtype, 4, (4, 4), "transposed")]
        yield finish(case, "vecdot", {"axis": axis, "keepdims": keepdims})
    for function, dtype in itertools.product(["matmul", "vecdot"], ["float64", "int64", "complex128", "float16"]):
        case = Case(function, "dtype")
        case.record["a"] = [operand(case, "int16", 3, (4, 4), "plain"), operand(case, "int8", 4, (4, 4), "plain")]
        yield finish(case, function, {"dtype": dtype})
    shapes = [((), ()), ((), (3,)), ((3,), ()), ((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)), ((2, 3), (3, 2)), ((2, 2, 3), (3,)),
              ((2, 3), (4, 3, 2)), ((2, 1, 3), (2, 3, 4)), ((0, 3), (3, 2)), ((2, 0), (0, 2)), ((3, 2), (3, 2)), ((2, 3), (2, 3)), ((1, 2, 3), (2, 2, 3))]
    for function in ["dot", "inner", "vdot", "outer", "kron"]:
        for (dtype, (left, right)), layout in zip(itertools.product(DTYPES, shapes), itertools.cycle(LAYOUTS)):
            seed += 1
            case = Case(function, function)
            case.record["a"] = [operand(case, dtype, seed, left, layout), operand(case, dtype, seed + 1, right, layout)]
            yield finish(case, function)
    for dtype in ["int8", "uint32", "float32", "float64", "complex64"]:
        for left, right, options in [((3,), (3,), {}), ((2,), (2,), {}), ((2,), (3,), {}), ((3,), (2,), {}), ((4, 3), (3,), {}), ((4, 3), (4, 3), {}),
                                     ((3, 4), (3, 4), {"axis": 0}), ((3, 4), (4, 3), {"axisa": 0}), ((4, 3), (4, 3), {"axisc": 0}),
                                     ((2, 1, 3), (5, 3), {}), ((4,), (4,), {}), ((0, 3), (3,), {})]:
            seed += 1
            case = Case("cross", "cross")
            case.record["a"] = [operand(case, dtype, seed, left, "plain"), operand(case, dtype, seed + 1, right, "plain")]
            yield finish(case, "cross", options)
        for left, right, places in [((2, 3, 4), (3, 4, 2), 2), ((2, 3), (3, 2), 1), ((2, 3), (4,), 0), ((2, 3, 4), (4, 3, 2), [[0, 1], [2, 1]]),
                                    ((3, 4), (4, 3), [[0], [1]]), ((3, 4), (3, 4), [[-1], [-1]]), ((2, 3), (2, 3), 1), ((2, 0), (0, 3), 1), ((3, 4), (4, 3), [0, 1])]:
            seed += 1
            case = Case("tensordot", "tensordot")
            case.record["a"] = [operand(case, dtype, seed, left, "plain"), operand(case, dtype, seed + 1, right, "plain")]
            yield finish(case, "tensordot", {"axes": places})
    functions = {(True, True): ["vecdot", "matmul"], (True, False): ["vecmat", "matmul"], (False, True): ["matvec", "matmul"],
                 (False, False): ["matmul"]}
    places = itertools.cycle(itertools.product(TINY_STACKS, LAYOUTS))
    for dtype, (m, k, n) in itertools.product(DTYPES, TINY_SIZES):
        for function in functions[m == 1, n == 1]:
            (left, right), layout = next(places)
            seed += 1
            case = Case(function, "stacks")
            left += (k,) if function in ("vecdot", "vecmat") else (m, k)
            right += (k,) if function in ("vecdot", "matvec") else (k, n)
            case.record["a"] = [operand(case, dtype, seed, left, layout), operand(case, dtype, seed + 1, right, layout)]
            yield finish(case, function)


def numbers(a):
    a = np.asarray(a)
    return {"d": a.dtype.name, "s": list(a.shape), "x": packed(a)}


def matrices():
    rng = np.random.default_rng(5)
    hilbert = 1 / (np.arange(6)[:, None] + np.arange(6) + 1.0)
    yield "2x2", np.array([[1.0, 2], [3, 4]])
    yield "1x1", np.array([[3.0]])
    yield "0x0", np.zeros((0, 0))
    yield "random 5", rng.normal(size=(5, 5))
    yield "random 30", rng.normal(size=(30, 30))
    yield "complex 4", rng.normal(size=(4, 4)) + 1j * rng.normal(size=(4, 4))
    yield "complex 28", rng.normal(size=(28, 28)) + 1j * rng.normal(size=(28, 28))
    yield "float32 4", rng.normal(size=(4, 4)).astype("f4")
    yield "complex64 3", (rng.normal(size=(3, 3)) + 1j * rng.normal(size=(3, 3))).astype("F")
    yield "int", np.array([[2, 1, 0], [1, 3, 1], [0, 1, 4]])
    yield "uint8", np.array([[2, 1], [1, 3]], "u1")
    yield "bool", np.array([[True, False], [True, True]])
    yield "stack", rng.normal(size=(2, 3, 4, 4))
    yield "stack of none", np.zeros((0, 3, 3))
    yield "singular", np.array([[1.0, 2], [2, 4]])
    yield "zero", np.zeros((3, 3))
    yield "hilbert", hilbert
    yield "symmetric", hilbert + np.eye(6)
    yield "hermitian", (lambda z: z @ z.conj().T + np.eye(4))(rng.normal(size=(4, 4)) + 1j * rng.normal(size=(4, 4)))
    yield "rotation", np.array([[0.0, -1], [1, 0]])
    yield "tall", rng.normal(size=(5, 3))
    yield "wide", rng.normal(size=(3, 5))
    yield "tall stack", rng.normal(size=(2, 4, 2)).astype("f4")
    yield "0x3", np.zeros((0, 3))
    yield "3x0", np.zeros((3, 0))
    yield "nan", np.array([[1.0, np.nan], [2, 3]])
    yield "half", np.eye(2, dtype="f2")
    yield "large and small", np.diag([1e200, 1e200, 1e-300])


def answers(f):
    try:
        result = f()
    except (np.linalg.LinAlgError, ValueError, TypeError) as error:
        return {"e": type(error).__name__}
    return {"r": [numbers(r) for r in result]} if isinstance(result, tuple) else {"r": numbers(result)}


def linalg():
    L = np.linalg
    calls = {
        "det": lambda a: L.det(a), "slogdet": lambda a: tuple(L.slogdet(a)), "inv": lambda a: L.inv(a), "pinv": lambda a: L.pinv(a),
        "cholesky": lambda a: L.cholesky(a), "eigvalsh": lambda a: L.eigvalsh(a), "svdvals": lambda a: L.svdvals(a),
        "matrixRank": lambda a: L.matrix_rank(a), "norm": lambda a: L.norm(a), "cond": lambda a: L.cond(a),
        "eigvals": lambda a: L.eigvals(a), "matrixNorm": lambda a: L.matrix_norm(a), "vectorNorm": lambda a: L.vector_norm(a),
    }
    cases = []
    for name, a in matrices():
        record = {"name": name, "a": numbers(a), "f": {}}
        for function, call in calls.items():
            record["f"][function] = answers(lambda: call(a))
        for mode in ["reduced", "complete", "r", "raw"]:
            shapes = answers(lambda: tuple(L.qr(a, mode)) if mode != "r" else L.qr(a, mode))
            record["f"]["qr " + mode] = shapes
        for p in [1, -1, 2, -2, "fro", "nuc", "inf", "-inf"]:
            order = float(p) if p in ("inf", "-inf") else p
            record["f"][f"cond {p}"] = answers(lambda: L.cond(a, order))
            record["f"][f"matrixNorm {p}"] = answers(lambda: L.matrix_norm(a, ord=order))
        for p in [0, 1, 2, 3, 0.5, -1, "inf", "-inf"]:
            order = float(p) if p in ("inf", "-inf") else p
            record["f"][f"vectorNorm {p}"] = answers(lambda: L.vector_norm(a, ord=order))
            for axis in [0, -1]:
                record["f"][f"norm {p} {axis}"] = answers(lambda: L.norm(a, order, axis=axis, keepdims=axis == 0))
        record["f"]["matrixPower 5"] = answers(lambda: L.matrix_power(a, 5))
        record["f"]["matrixPower 0"] = answers(lambda: L.matrix_power(a, 0))
        record["f"]["matrixPower -2"] = answers(lambda: L.matrix_power(a, -2))
        b = np.arange(a.shape[-2] * 2.0).reshape(a.shape[-2], 2) + 1
        record["f"]["solve"] = answers(lambda: L.solve(a, b))
        record["f"]["solve vector"] = answers(lambda: L.solve(a, b[:, 0]))
        record["f"]["lstsq"] = answers(lambda: L.lstsq(a, b))
        record["f"]["lstsq vector"] = answers(lambda: L.lstsq(a, b[:, 0]))
        cases.append(record)
    path = GOLDEN / "linalg.json.gz"
    path.write_bytes(gzip.compress(json.dumps(cases, separators=(",", ":")).encode(), 9, mtime=0))
    print(path, len(cases), sum(len(c["f"]) for c in cases), path.stat().st_size)


def types():
    values = {}
    for d in DTYPES:
        for e in DTYPES:
            values[f"{d} {e}"] = [np.promote_types(d, e).name, *(bool(np.can_cast(d, e, c)) for c in ["no", "equiv", "safe", "same_kind", "unsafe"])]
    kinds = ["bool", "signed integer", "unsigned integer", "integral", "real floating", "complex floating", "numeric"]
    abstract = ["generic", "number", "integer", "signedinteger", "unsignedinteger", "inexact", "floating", "complexfloating"]
    isdtype = {d: [bool(np.isdtype(np.dtype(d), k)) for k in kinds] for d in DTYPES}
    sub = {d: [bool(np.issubdtype(np.dtype(d), getattr(np, k))) for k in abstract] for d in DTYPES}
    both = {k: [bool(np.issubdtype(getattr(np, k), getattr(np, j))) for j in abstract] for k in abstract}
    keys = ["bits", "eps", "epsneg", "max", "min", "smallest_normal", "tiny", "smallest_subnormal", "precision", "resolution", "iexp", "nexp",
            "nmant", "machep", "negep", "maxexp", "minexp"]
    finfo = {d: {k: float(getattr(np.finfo(d), k)) for k in keys} for d in ["float16", "float32", "float64", "complex64", "complex128"]}
    iinfo = {d: [str(np.iinfo(d).min), str(np.iinfo(d).max), int(np.iinfo(d).bits), np.iinfo(d).kind] for d in DTYPES if np.dtype(d).kind in "iu"}
    smallest = [[str(v), np.min_scalar_type(v).name] for v in [0, 10, -1, 255, 256, -129, 2**31, 2**63, 2**64 - 1, -(2**63), 65535, 65536, -32769]]
    floats = [[v, np.min_scalar_type(v).name] for v in [3.1, 65000.5, 64999.5, 70000.5, 1e38 + 0.5, 1e-10, -2.5, 0.1]]
    common = [[list(ds), np.common_type(*(np.ones(1, d) for d in ds)).__name__] for n in (1, 2) for ds in itertools.product(DTYPES[1:], repeat=n)]
    result = [[list(ds), np.result_type(*ds).name] for ds in itertools.product(DTYPES, repeat=3)][::7]
    (GOLDEN / "type_info.json").write_text(json.dumps({"pairs": values, "kinds": kinds, "abstract": abstract, "isdtype": isdtype, "issubdtype": sub,
        "abstractPairs": both, "finfo": finfo, "iinfo": iinfo, "smallest": smallest, "floats": floats, "common": common, "result": result}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    write("products", list(products()))
    linalg()
    types()
