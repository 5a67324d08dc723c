"""Writes test/golden/fft.jsonl.gz: Fourier transforms, computed by NumPy in extended precision and rounded once.

Run with NumPy 2.4.6: python3 tools/golden/fft.py
Inputs are not stored: both sides compute them from the place of the element (see `values`).
"""

import base64
import gzip
import json
from pathlib import Path

import numpy as np

OUT = Path(__file__).parents[2] / "test" / "golden" / "fft.jsonl.gz"
LENGTHS = [*range(1, 41), 45, 49, 53, 59, 60, 61, 64, 67, 77, 81, 97, 100, 101, 121, 125, 127, 128, 143, 169, 210, 243,
           251, 256, 289, 343, 361, 500, 509, 512, 625, 720, 841, 961, 1000, 1009, 1024, 2047, 2048, 3600, 4096]
LONG = [8192, 10000, 16384, 17017, 32768, 65536, 100000, 131071, 177147]
BINS = 12
REAL = ["float64", "float32", "float16", "int8", "uint16", "int64", "bool"]
WIDE = {"float16": np.longdouble, "float32": np.longdouble}


def values(shape, dtype, seed=0):
    size = int(np.prod(shape, dtype=np.int64))
    j = np.arange(size, dtype=np.int64)
    a = ((j * j * 31 + j * 17 + 7 + seed) % 1009).astype(np.float64)
    b = ((j * j * 13 + j * 29 + 3 + seed) % 997).astype(np.float64)
    kind = np.dtype(dtype).kind
    if kind == "c":
        x = (a / 1009 - 0.5) + 1j * (b / 997 - 0.5)
    elif kind == "f":
        x = a / 1009 - 0.5
    else:
        x = a % 2 if kind == "b" else a % 100
    return x.astype(dtype).reshape(shape)


def laid_out(x, layout):
    """The same elements in another layout."""
    if layout == "F":
        return np.asfortranarray(x)
    if layout == "reversed":
        return np.ascontiguousarray(x[::-1])[::-1]
    if layout == "stepped":
        wide = np.zeros((*x.shape[:-1], 2 * x.shape[-1]), x.dtype)
        wide[..., ::2] = x
        return wide[..., ::2]
    return x


def wide(x):
    return x.astype(np.clongdouble if x.dtype.kind == "c" else np.longdouble)


def encoded(x):
    if x.dtype.kind == "c":
        x = x.astype(np.complex128)
    else:
        x = x.astype(np.float64)
    return base64.b64encode(np.ascontiguousarray(x).tobytes()).decode()


ERRORS = {"AxisError": "AxisError", "IndexError": "AxisError", "TypeError": "DTypeError", "UFuncTypeError": "DTypeError", "ValueError": "ShapeError",
          "_UFuncNoLoopError": "DTypeError"}


def case(function, shape, dtype, layout="C", **options):
    record = {"f": function, "s": list(shape), "d": dtype, "l": layout, "o": options}
    keys = {k: (tuple(v) if isinstance(v, list) else v) for k, v in options.items()}
    x = laid_out(values(shape, dtype), layout)
    try:
        result = getattr(np.fft, function)(x, **keys)
    except (TypeError, ValueError, IndexError) as error:
        record["e"] = ERRORS[type(error).__name__]
        return record
    if "shift" in function:
        exact = result
        record["exact"] = True
    else:
        exact = getattr(np.fft, function)(wide(x), **keys)
    assert exact.shape == result.shape
    record["r"] = {"d": result.dtype.name, "s": list(result.shape), "t": list(result.strides)}
    flat = exact.ravel()
    step = max(1, flat.size // BINS) if flat.size > 4 * BINS else 1
    record["r"]["step"] = step
    # The size of the spectrum, by which errors are measured.
    record["r"]["rms"] = float(np.sqrt(np.mean(np.abs(flat) ** 2))) if flat.size else 0.0
    record["r"]["v"] = encoded(flat[::step])
    return record


def cases():
    for n in [*LENGTHS, *LONG]:
        yield case("fft", [n], "complex128")
        yield case("ifft", [n], "complex128")
        yield case("rfft", [n], "float64")
        yield case("irfft", [n // 2 + 1], "complex128", n=n)
        if n <= 128 or n in (1009, 4096, 16384, 131071):
            yield case("fft", [n], "complex64")
            yield case("rfft", [n], "float32")
            yield case("irfft", [n // 2 + 1], "complex64", n=n)
    for n in (1, 2, 3, 4, 5, 8, 12, 16, 31, 40, 48, 49, 60, 61, 67, 100):
        for layout in ("C", "F", "reversed", "stepped"):
            for axis in (0, 1):
                shape = [n, 11] if axis == 0 else [11, n]
                yield case("fft", shape, "complex128", layout, axis=axis)
                yield case("rfft", shape, "float64", layout, axis=axis)
                yield case("irfft", shape, "complex128", layout, axis=axis, n=n)
    for function in ("fft", "ifft", "rfft", "irfft", "hfft", "ihfft"):
        for dtype in [*REAL, "complex64", "complex128"]:
            yield case(function, [6], dtype)
            yield case(function, [2, 5, 3], dtype, axis=1)
        for norm in ("backward", "ortho", "forward", "other"):
            record = case(function, [9], "float64", norm=norm)
            if norm == "other":
                record["e"] = "StridedError"
            yield record
        for n in (1, 2, 4, 7, 8, 12, 0, -3):
            yield case(function, [7], "float64", n=n)
            yield case(function, [2, 7, 2], "float64", n=n, axis=-2)
        for axis in (-3, 2, 5):
            yield case(function, [3, 4], "float64", axis=axis)
        yield case(function, [0], "float64")
        yield case(function, [0, 3], "float64", axis=0)
        if function not in ("irfft", "hfft"):  # NumPy reads memory that it has not written
            yield case(function, [0, 3], "float64", axis=0, n=4)
        yield case(function, [0, 3], "float64", axis=1)
    for function in ("fftn", "ifftn", "rfftn", "irfftn", "fft2", "ifft2", "rfft2", "irfft2"):
        for dtype in ("float64", "complex128", "complex64", "float32", "int32"):
            for layout in ("C", "F", "reversed", "stepped"):
                yield case(function, [4, 6], dtype, layout)
                yield case(function, [3, 4, 10], dtype, layout)
            yield case(function, [3, 4, 10], dtype, axes=[0, 2])
            yield case(function, [3, 4, 10], dtype, axes=[2, 0])
            yield case(function, [3, 4, 10], dtype, axes=[1])
            yield case(function, [3, 4, 10], dtype, axes=[1, 1])
            yield case(function, [3, 4, 10], dtype, s=[5, 8], axes=[0, 2])
            yield case(function, [3, 4, 10], dtype, s=[2, 3], axes=[1, 2])
            yield case(function, [3, 4, 10], dtype, s=[-1, 7], axes=[1, 2])
            yield case(function, [3, 4, 10], dtype, norm="ortho")
            yield case(function, [3, 4, 10], dtype, norm="forward")
        yield case(function, [3, 4], "float64", s=[3], axes=[0, 1])
        yield case(function, [3, 4], "float64", s=[3, 0], axes=[0, 1])
        yield case(function, [3, 4], "float64", axes=[0, 2])
        yield case(function, [5], "float64")
    for function in ("fftshift", "ifftshift"):
        for dtype in ("float64", "int16", "complex64", "bool"):
            for shape in ([1], [4], [5], [0], [3, 4], [2, 0, 3], [3, 4, 5]):
                yield case(function, shape, dtype)
                yield case(function, shape, dtype, axes=0)
                yield case(function, shape, dtype, axes=[-1])
        yield case(function, [3, 4], "float64", "F")
        yield case(function, [3, 4], "float64", axes=[0, 0])
        yield case(function, [3, 4], "float64", axes=[2])


def main():
    records = list(cases())
    with gzip.GzipFile(OUT, "wb", 9, mtime=0) as file:
        for record in records:
            file.write((json.dumps(record, separators=(",", ":")) + "\n").encode())
    print(len(records), "cases,", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
