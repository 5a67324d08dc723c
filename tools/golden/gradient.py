"""NumPy's gradients over coordinates, of every pair of dtypes. Writes test/golden/gradient.json.gz."""

import gzip
import json
import pathlib

import numpy as np

rng = np.random.default_rng(3)
cases = []
for samples in ["float16", "float32", "float64", "int32", "uint8", "complex64", "complex128"]:
    for places in ["float16", "float32", "float64", "int64"]:
        for shape, axis in [((7,), 0), ((3,), 0), ((4, 9), 1), ((9, 4), 0), ((2, 6, 3), 1)]:
            for order in [1, 2]:
                length = shape[axis]
                f = rng.integers(0, 50, shape).astype(samples)
                uneven = np.cumsum(rng.integers(1, 6, length))
                x = (uneven if rng.random() < 0.7 else np.arange(length) * 3).astype(places)
                result = np.gradient(f, x, axis=axis, edge_order=order)
                cases.append({"f": f.real.tolist(), "samples": samples, "x": x.tolist(), "places": places, "axis": axis, "edgeOrder": order,
                              "dtype": result.dtype.name, "bits": np.ascontiguousarray(result).tobytes().hex()})
path = pathlib.Path(__file__).parents[2] / "test/golden/gradient.json.gz"
path.write_bytes(gzip.compress(json.dumps(cases, separators=(",", ":")).encode(), 9, mtime=0))
print(path, len(cases), path.stat().st_size)
