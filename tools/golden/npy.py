"""Writes test/golden/npy.json: .npy files as NumPy writes them, with the elements they hold.

Run with NumPy 2.4.6: python3 tools/golden/npy.py
"""

import base64
import io
import json
import pathlib
import warnings

import numpy as np

assert np.__version__ == "2.4.6", np.__version__
warnings.simplefilter("ignore")

INTS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float16", "float32", "float64"]
COMPLEX = ["complex64", "complex128"]
DTYPES = ["bool", *INTS, *FLOATS, *COMPLEX]
SHAPES = [(), (5,), (1,), (0,), (2, 3), (3, 0), (1, 4), (2, 3, 4), (12, 10), (2, 1, 3, 1)]


def elements(dtype, count):
    """Values at the ends of the dtype's range, then a pattern."""
    dtype = np.dtype(dtype)
    pattern = np.arange(count)
    if dtype.kind == "b":
        return pattern % 3 == 0
    if dtype.kind in "iu":
        info = np.iinfo(dtype)
        values = [info.min, info.max, 1, info.max // 3, *(int(x) for x in pattern)]
        return np.array(values[:count], dtype)
    info = np.finfo(dtype)
    special = [info.max, -0.0, np.nan, -np.inf, info.smallest_subnormal, 1 / 3]
    values = np.array([*special, *(pattern / 7 - 1)][:count], info.dtype)
    if dtype.kind == "f":
        return values
    out = np.empty(count, dtype)
    out.real = values
    out.imag = values[::-1]
    return out


def layouts(dtype, shape):
    """The ways one array can lie in memory: what `save` must tell apart."""
    count = int(np.prod(shape))
    array = elements(dtype, count).reshape(shape)
    yield "C", array
    if array.ndim > 1:
        yield "F", np.asfortranarray(array)
    if array.ndim == 3:
        yield "strided", np.repeat(array, 2, axis=1)[:, ::2]
        yield "swapped", np.ascontiguousarray(array.transpose(1, 0, 2)).transpose(1, 0, 2)
    if array.ndim == 1 and count > 1:
        yield "reversed", array[::-1].copy()[::-1]


def record(name, layout, array, version):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, version=version)
    native = array.astype(array.dtype.newbyteorder("<"))
    return {
        "name": name,
        "dtype": native.dtype.name,
        "shape": array.shape,
        "layout": layout,
        "version": version[0],
        "bigEndian": array.dtype.byteorder == ">",
        "fortran": array.flags.fnc,
        "data": base64.b64encode(native.tobytes("C")).decode(),
        "file": base64.b64encode(file.getvalue()).decode(),
    }


cases = []
for dtype in DTYPES:
    for shape in SHAPES:
        for layout, array in layouts(dtype, shape):
            cases.append(record(f"{dtype} {shape} {layout}", layout, array, (1, 0)))
    for layout, array in layouts(dtype, (2, 3)):
        for version in [(2, 0), (3, 0)]:
            cases.append(record(f"{dtype} {layout} version {version[0]}", layout, array, version))
        if array.dtype.itemsize > 1:
            swapped = array.astype(array.dtype.newbyteorder(">"))
            for version in [(1, 0), (2, 0), (3, 0)]:
                cases.append(record(f"{dtype} {layout} big-endian {version[0]}", layout, swapped, version))

# Header lengths around the padding's edge.
for shape in [(1,) * 9, (1,) * 10, (1,) * 17, (1,) * 18, (1,) * 19, (1,) * 64, (10**6, 0), (0, 10**14), (3,) * 4]:
    array = np.ones(shape, "uint8")
    cases.append(record(f"header of {shape}", "C", array, (1, 0)))

out = pathlib.Path(__file__).parents[2] / "test" / "golden" / "npy.json"
golden = {"numpy": np.__version__, "cases": cases}
out.write_text(json.dumps(golden, separators=(",", ":")) + "\n")
print(f"{out}: {len(cases)} cases, {out.stat().st_size} bytes")
