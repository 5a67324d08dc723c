"""Writes test/golden/ordered_folds.json.gz: folds whose result depends on the order of their steps (reduce, accumulate
and reduceat of long runs, products that leave the normal range, extremes with several NaN and zeros of both signs),
and reductions of arrays that repeat along an axis.

Run with NumPy 2.4.6: python3 tools/golden/ordered_folds.py
"""

import base64
import gzip
import hashlib
import json
import warnings

import numpy as np

warnings.simplefilter("ignore")

INTEGERS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float32", "float64"]
# Operations, the dtypes they take here, and whether NumPy's bits are the only right ones.
FOLDS = [(op, INTEGERS + FLOATS, True) for op in ["subtract", "maximum", "minimum", "fmax", "fmin", "remainder", "fmod"]]
FOLDS += [(op, INTEGERS, True) for op in ["add", "multiply", "bitwise_and", "bitwise_or", "bitwise_xor", "gcd", "lcm",
                                          "left_shift", "right_shift", "floor_divide", "power"]]
FOLDS += [("floor_divide", FLOATS, True), ("divide", FLOATS, True), ("multiply", FLOATS, True)]
FOLDS += [("hypot", FLOATS, False), ("arctan2", FLOATS, False), ("logaddexp", FLOATS, False),
          ("logaddexp2", FLOATS, False), ("power", FLOATS, False), ("add", FLOATS, False),
          ("float_power", ["float64"], False)]
FOLDS += [("subtract", ["complex64", "complex128"], True), ("maximum", ["complex64", "complex128"], True),
          ("minimum", ["complex64", "complex128"], True), ("divide", ["float16"], True), ("multiply", ["float16"], True)]
LENGTH = 3000


def values(op, dtype, n=LENGTH):
    """The same in ordered_folds.test.ts."""
    i = np.arange(n, dtype=np.int64)
    x = (i * 7919 + 12) % 1013
    if op in ("left_shift", "right_shift"):
        return np.where(i == 0, 3, x % 3).astype(dtype)
    if op == "power" and dtype in INTEGERS:
        return np.where(i % 7 == 0, 3, 1).astype(dtype)
    if dtype in INTEGERS:
        return (x % 100 + (1 if op in ("remainder", "fmod", "floor_divide", "lcm") else 0)).astype(dtype)
    if op in ("multiply", "divide"):
        return ((x + 600) / 1024).astype(dtype)
    if op in ("power", "float_power"):
        return ((x % 64 + 992) / 1024).astype(dtype)
    if dtype.startswith("complex"):
        return ((x % 7) + 1j * (x - 500)).astype(dtype)
    return (x / 16 - 20 + (0.03125 if op in ("remainder", "fmod", "floor_divide") else 0)).astype(dtype)


def answer(result, exact):
    result = np.ascontiguousarray(result)
    record = {"d": result.dtype.name, "s": list(result.shape)}
    if exact:
        record["h"] = hashlib.sha1(result.tobytes()).hexdigest()[:16]
    else:
        flat = result.ravel()
        every = max(1, flat.size // 40)
        record["every"] = every
        record["v"] = encoded(flat[::every].astype("float64"))
    return record


STARTS = {"five": np.arange(0, LENGTH, 5), "hundred": np.arange(0, LENGTH, 100),
          "mixed": np.array([0, 1, 2, 40, 40, 41, 300, 1500, 1400, 2999, 7])}


def folds():
    for op, dtypes, exact in FOLDS:
        ufunc = getattr(np, op)
        for dtype in dtypes:
            a = values(op, dtype)
            sums = op == "add" and not exact
            yield {"op": op, "m": "accumulate", "d": dtype, "x": exact, "r": answer(ufunc.accumulate(a), exact)}
            # NumPy takes products of floats one by one, which lanes only come near to.
            close = exact and not (op == "multiply" and dtype in FLOATS) and dtype != "float16"
            yield {"op": op, "m": "reduce", "d": dtype, "x": close, "r": answer(np.asarray(ufunc.reduce(a)), close)}
            square = a.reshape(60, 50)
            for axis in (0, 1):
                fine = close and not sums
                if dtype == "float16":
                    continue
                yield {"op": op, "m": "reduce", "d": dtype, "x": fine, "shape": [60, 50], "axis": axis,
                       "r": answer(ufunc.reduce(square, axis=axis), fine)}
                yield {"op": op, "m": "accumulate", "d": dtype, "x": exact, "shape": [60, 50], "axis": axis,
                       "r": answer(ufunc.accumulate(square, axis=axis), exact)}
            for name, starts in STARTS.items():
                if dtype == "float16":
                    continue
                yield {"op": op, "m": "reduceat", "d": dtype, "x": exact, "at": starts.tolist(),
                       "r": answer(ufunc.reduceat(a, starts), exact)}


def encoded(array):
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


def record(array, op, axis, exact=True):
    result = np.asarray(getattr(np, op)(array, axis=axis))
    return {"op": op, "d": array.dtype.name, "shape": list(array.shape), "a": encoded(array), "axis": axis,
            "x": exact, "rd": result.dtype.name, "rs": list(result.shape), "r": encoded(result)}


def products():
    """Products that pass through zero, infinity or numbers too small for all their digits on the way."""
    rng = np.random.default_rng(3)
    for dtype in FLOATS:
        tiny, huge = (1e-200, 1e200) if dtype == "float64" else (1e-25, 1e25)
        ones = rng.random(300) + 0.5
        runs = [[tiny, tiny * 3, huge, huge], [huge, huge, tiny, tiny], [huge, tiny] * 100, [tiny] * 2 + [huge] * 90,
                [1e-310, 1e300, 3.0] if dtype == "float64" else [1e-40, 1e30, 3.0], [0.0, -1.0] * 40, [0.0, 1.0, np.inf],
                [np.inf, -2.0, 0.0], [-np.inf, 3.0, -2.0], [np.nan, 0.0], [-0.0, 5.0] + [1.0] * 90, [2.0] * 2000,
                [0.5] * 3000, [0.5] * 1100 + [2.0] * 1100, [-1.0] * 999, [3.0, -3.0, 1 / 3, 1 / 3] * 50]
        runs.append(np.concatenate([[tiny, tiny * 7.7], ones, [huge], ones]))
        runs.append(np.concatenate([ones * 1e-30, ones]))
        for run in runs:
            a = np.array(run, dtype=dtype)
            final = float(np.prod(a))
            # What was rounded in another order has other last bits; what is out of range has none.
            settled = len(run) < 32 or not np.isfinite(final) or final == 0 or np.all(np.abs(np.log2(np.abs(a))) % 1 == 0)
            yield record(a, "prod", None, bool(settled))
            # Beside a column that ends elsewhere.
            pair = np.stack([a, np.ones_like(a)], axis=1)
            yield record(pair, "prod", 0, True)


def extremes():
    rng = np.random.default_rng(5)
    nan = np.nan
    for dtype in ("complex64", "complex128"):
        for shape in ((40,), (600,), (7, 9), (4, 30, 5), (3, 700)):
            for density in (0.02, 0.3):
                a = rng.integers(-3, 4, shape) + 1j * rng.integers(-3, 4, shape)
                odd = rng.random(shape)
                kinds = rng.integers(1, 50, shape)
                a = np.where(odd < density / 2, nan + 1j * kinds, a)
                a = np.where((odd > 1 - density / 2), kinds + 1j * nan, a).astype(dtype)
                for op in ("max", "min", "argmax", "argmin", "maximum.reduce"):
                    for axis in (None, *range(len(shape))):
                        if op == "maximum.reduce":
                            continue
                        yield record(a, op, axis)
            a = (rng.integers(0, 2, shape) + 1j * rng.integers(-3, 4, shape)).astype(dtype)
            for op in ("max", "min", "argmax", "argmin"):
                for axis in (None, *range(len(shape))):
                    yield record(a, op, axis)
    for shape in ((40,), (600,), (7, 9), (30, 50), (4, 30, 5)):
        for low in (-1, 0):
            a = rng.integers(low, low + 2, shape).astype("float16") * np.float16(-1.0 if low == 0 else 1.0)
            a = np.where(rng.random(shape) < 0.5, a, np.float16(0.0) * a).astype("float16")
            for op in ("max", "min"):
                for axis in (None, *range(len(shape))):
                    yield record(a, op, axis)


def flipped():
    """Views that run backwards along every axis, whose order is their own and not the memory's."""
    rng = np.random.default_rng(11)

    def record_of(array, op, axis):
        result = np.asarray(getattr(np, op)(np.flip(array), axis=axis))
        return {"op": op, "d": array.dtype.name, "shape": list(array.shape), "a": encoded(array), "axis": axis,
                "flipped": True, "x": True, "rd": result.dtype.name, "rs": list(result.shape), "r": encoded(result)}

    for shape in ((40,), (6, 9), (3, 4, 5), (2, 70)):
        axes = (None, *range(len(shape)))
        for dtype in FLOATS:
            # Powers of two: what is in range is exact, whatever the order.
            ends = [2.0**-600, 2.0**600, 1.0] if dtype == "float64" else [2.0**-80, 2.0**80, 1.0]
            a = rng.choice(np.array(ends, dtype), shape)
            for axis in axes:
                yield record_of(a, "prod", axis)
        a = rng.integers(-3, 4, shape) + 1j * rng.integers(1, 50, shape)
        a[rng.random(shape) < 0.2] = complex(np.nan, 7)
        a[rng.random(shape) < 0.2] = complex(5, np.nan)
        zeros = np.where(rng.random(shape) < 0.5, np.float16(0.0), np.float16(-0.0)).astype("float16")
        for axis in axes:
            for op in ("max", "min"):
                yield record_of(a.astype("complex64"), op, axis)
                yield record_of(a, op, axis)
                yield record_of(zeros, op, axis)


def repeats():
    """Arrays of stride 0 along some axes: how they are made is told, not their elements."""
    row = np.arange(30) * 37 % 11
    for dtype in ("float64", "int32", "complex64"):
        for shape, target in (((30,), (10, 30)), ((30, 1), (30, 12)), ((9, 1, 1), (9, 5, 6)), ((1, 9, 1), (4, 9, 6))):
            base = row[: max(shape)].astype(dtype).reshape(shape)
            a = np.broadcast_to(base, target)
            for op in ("sum", "max", "min", "mean", "std", "argmax", "argmin", "any", "prod"):
                for axis in (None, *range(len(target)), (0, 1)):
                    if axis == (0, 1) and op.startswith("arg"):
                        continue
                    result = np.asarray(getattr(np, op)(a, axis=axis))
                    exact = op not in ("mean", "std", "prod")
                    yield {"op": op, "d": dtype, "shape": list(shape), "target": list(target),
                           "axis": list(axis) if isinstance(axis, tuple) else axis, "x": exact,
                           "rd": result.dtype.name, "rs": list(result.shape), "r": encoded(result)}


if __name__ == "__main__":
    data = {"folds": list(folds()), "products": list(products()), "extremes": list(extremes()),
            "flipped": list(flipped()), "repeats": list(repeats())}
    with gzip.GzipFile("test/golden/ordered_folds.json.gz", "wb", mtime=0) as file:
        file.write(json.dumps(data, allow_nan=False).encode())
    print({name: len(cases) for name, cases in data.items()})
