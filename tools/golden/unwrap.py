"""Writes test/golden/unwrap.json.gz: NumPy's unwrap, to the bit.

Run with NumPy 2.4.6: python3 tools/golden/unwrap.py

A list of calls: [dtype, shape, base64 of the elements in C order, options, answer], the answer being the dtype and base64 of the
result, or null where NumPy refuses the call. Infinite options are texts.
"""

import base64
import gzip
import json
import pathlib
import warnings

import numpy as np

assert np.__version__.startswith("2."), np.__version__
warnings.simplefilter("ignore")
np.seterr(all="ignore")
rng = np.random.default_rng(7)
calls = []


def text(array):
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


def call(array, **options):
    try:
        result = np.unwrap(array, **options)
        answer = [result.dtype.name, text(result)]
    except OverflowError:
        answer = None
    told = {name: str(value) if abs(value) == np.inf else value for name, value in options.items()}
    calls.append([array.dtype.name, array.shape, text(array), told, answer])


def floats(dtype, shape, scale):
    return ((rng.random(shape) - 0.5) * 2 * scale).astype(dtype)


for dtype in ("float16", "float32", "float64"):
    for shape in ((0,), (1,), (2,), (33,), (3, 20), (20, 3), (4, 1, 5), (2, 130), (2, 3, 20), (3, 0, 2)):
        for scale in (1, 4, 100, 1e4):
            a = floats(dtype, shape, scale)
            for axis in range(len(shape)):
                for options in ({}, {"period": 5.5}, {"period": -3}, {"discont": 4}, {"discont": 1, "period": 6}):
                    call(a, axis=axis, **options)
    call(floats(dtype, (700,), 4))
    for value in (np.nan, np.inf, -np.inf, -0.0, 0.0, 6e4, 1e300, 1e-300):
        for place in (0, 3, 9):
            a = floats(dtype, (10,), 4)
            a[place] = value
            call(a)
            call(a, period=2)
    for period in (0, 1e-3, 1e30, 1e-30, float(np.float32(2 * np.pi))):
        call(floats(dtype, (30,), 15), period=period)
    for discont in (0, -1, float("inf"), 1e6):
        call(floats(dtype, (30,), 15), discont=discont)
    # Steps of just half a period, which go up or down as they came; zeros of both signs.
    a = np.array([0, -0.0, -0.0, 0, -np.pi, np.pi, 0, 2 * np.pi, 0, -2 * np.pi, 3 * np.pi, -0.0]).astype(dtype)
    call(a)
    call(-a)
    call(a, discont=0)
    a = np.array([0, 2, 0, -2, 0, 2, 4, 0, -4]).astype(dtype)
    call(a, period=4)
    call(a, period=4, discont=1)
for dtype in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"):
    limits = np.iinfo(dtype)
    for shape in ((0,), (1,), (60,), (5, 12), (12, 4)):
        for low, high in ((limits.min, limits.max), (max(limits.min, -30), 30)):
            a = rng.integers(low, high, shape, dtype=dtype, endpoint=True)
            for axis in range(len(shape)):
                for options in ({}, {"period": 4}, {"period": 5}, {"period": 7, "discont": 3},
                                {"period": 6, "discont": 2.5}, {"period": 120}, {"period": 1}, {"period": 0},
                                {"period": -6}, {"period": -5}, {"discont": 20.5}, {"discont": 7},
                                {"period": 4, "discont": 1e30}, {"period": 4, "discont": -1},
                                {"period": 4, "discont": float("inf")}, {"period": 200}):
                    # NumPy knows no halves of periods of unsigned integers.
                    if options.get("period", 0) > 1 and dtype.startswith("u"):
                        continue
                    call(a, axis=axis, **options)

path = pathlib.Path(__file__).parents[2] / "test" / "golden" / "unwrap.json.gz"
path.write_bytes(gzip.compress(json.dumps(calls, separators=(",", ":")).encode(), mtime=0))
print(path.name, len(calls), path.stat().st_size)
