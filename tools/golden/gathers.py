"""Writes test/golden/gathers.jsonl.gz: NumPy's take, put, choose and the other functions of indexing, on random operands.

A case: function, arguments, options, and the results (arrays with dtype and shape); null where NumPy refuses. Functions that
write are followed by the array they wrote to. Arrays stand as {"v": flat values, "s": shape, "d": dtype, "l": layout}.

Run with NumPy 2.4.6: python3 tools/golden/gathers.py
"""

import gzip
import json
import pathlib
import random
import warnings

import numpy as np

assert np.__version__ == "2.4.6", np.__version__
warnings.simplefilter("ignore")
random.seed(3)
np.random.seed(5)

DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32",
          "float64", "complex64", "complex128"]


class Arg:
    """An array and how it is written down."""

    def __init__(self, values, dtype, layout="C"):
        self.dtype = dtype
        self.layout = layout
        self.array = lay_out(np.array(values).astype(dtype), layout)

    def code(self):
        return {**encode(self.array), "l": self.layout}


def lay_out(a, layout):
    if a.ndim == 0:
        return np.array(a)
    if layout == "F":
        return np.asfortranarray(a)
    if layout == "reversed":
        flip = tuple(slice(None, None, -1) for _ in a.shape)
        return a[flip].copy()[flip]
    if layout == "stepped":
        wide = np.zeros([2 * n for n in a.shape], a.dtype)
        view = wide[tuple(slice(None, None, 2) for _ in a.shape)]
        view[...] = a
        return view
    return a.copy()


def encode(a):
    a = np.asarray(a)
    flat = a.ravel()
    values = np.stack([flat.real, flat.imag], -1).ravel() if a.dtype.kind == "c" else flat
    return {"v": [int(x) for x in values.tolist()], "s": list(a.shape), "d": a.dtype.name}


def layout():
    return random.choice(["C", "C", "F", "reversed", "stepped"])


def shape(least=1, most=3):
    return [random.choice([1, 2, 3, 4]) for _ in range(random.randint(least, most))]


def data(own=None, dtype=None, lay=None):
    own = shape() if own is None else own
    dtype = random.choice(DTYPES) if dtype is None else dtype
    size = int(np.prod(own, dtype=int))
    count = (np.arange(size) * 3 + 1) % 100
    values = count % 2 if dtype == "bool" else count + 1j * (count + 1) if dtype.startswith("complex") else count
    return Arg(values.reshape(own), dtype, lay or layout())


def index(own, length, wild=0.04):
    low, high = -length, max(length - 1, 0)
    if random.random() < wild:
        high += 2
    return Arg(np.random.randint(low, high + 1, size=own), random.choice(["int64", "int32", "int8"]))


def mask(own, density=None):
    density = random.choice([0, 0.3, 0.5, 0.9, 1]) if density is None else density
    return Arg(np.random.random(own) < density, "bool", layout())


MODES = ["raise", "wrap", "clip"]


def take():
    a = data()
    axis = random.choice([None, *range(-a.array.ndim, a.array.ndim)])
    length = a.array.size if axis is None else a.array.shape[axis]
    mode = random.choice(MODES)
    wild = 0.05 if mode == "raise" else 0.9
    return [a, index(random.choice([[], [3], [2, 2], [0]]), length, wild)], {"axis": axis, "mode": mode}


def take_along_axis():
    a = data()
    axis = random.randrange(a.array.ndim)
    own = [1 if random.random() < 0.15 else n for n in a.array.shape]
    own[axis] = random.choice([1, 2, 5])
    return [a, index(own, a.array.shape[axis])], {"axis": axis}


def put():
    a = data()
    n = random.choice([1, 3, 5])
    mode = random.choice(MODES)
    return [a, index([n], a.array.size, 0.05 if mode == "raise" else 0.9), data([random.choice([1, 2, n])], "int8")], {
        "mode": mode
    }


def put_along_axis():
    a = data()
    axis = random.randrange(a.array.ndim)
    own = list(a.array.shape)
    own[axis] = random.choice([1, 2])
    values = data(random.choice([[], own, [1] * len(own)]), "int8")
    return [a, index(own, a.array.shape[axis]), values, axis], {}


def compress():
    a = data()
    axis = random.choice([None, *range(a.array.ndim)])
    length = a.array.size if axis is None else a.array.shape[axis]
    return [mask([max(0, length + random.choice([0, 0, -1, 1]))]), a], {"axis": axis}


def extract():
    a = data()
    return [mask(a.array.shape), a], {}


def place():
    a = data()
    return [a, mask(a.array.shape), data([random.choice([1, 2, 5])], "int8")], {}


def putmask():
    a = data()
    values = data(random.choice([[1], [2], [3], list(a.array.shape)]), "int8")
    return [a, mask(a.array.shape), values], {}


def choose():
    own = shape(1, 2)
    n = random.choice([1, 2, 4])
    choices = data([n, *[1 if random.random() < 0.2 else k for k in own]])
    mode = random.choice(MODES)
    # choose counts no negative numbers from the end
    low = 0 if mode == "raise" else -3
    numbers = Arg(np.random.randint(low, n + (3 if mode != "raise" else random.random() < 0.1), size=own), "int64")
    return [numbers, choices], {"mode": mode}


def select():
    own = shape(1, 2)
    n = random.choice([1, 2, 3])
    conditions = [mask(own) for _ in range(n)]
    choices = [data(random.choice([own, own, [1]]), random.choice(["int16", "float32", "float64"])) for _ in range(n)]
    return [conditions, choices], {"default": data([], "int8")}


def nonzero():
    a = data(shape(1, 4))
    a.array[...] = lay_out(np.where(np.random.random(a.array.shape) < 0.5, a.array, 0).astype(a.dtype), "C")
    return [a], {}


def unravel_index():
    own = shape()
    size = int(np.prod(own))
    return [Arg(np.random.randint(0, size + (random.random() < 0.1), size=[4]), "int64"),
            own], {"order": random.choice(["C", "F"])}


def ravel_multi_index():
    own = shape(1, 3)
    mode = random.choice(MODES)
    high = 1 if mode == "raise" and random.random() < 0.1 else 3 if mode != "raise" else 0
    low = 0 if mode == "raise" else -4
    indices = [Arg(np.random.randint(low, n + high, size=[3]), "int64") for n in own]
    return [indices, own], {"mode": mode, "order": random.choice(["C", "F"])}


def fill_diagonal():
    n = random.choice([1, 2, 3])
    own = random.choice([[n, n], [n, n + 2], [2 * n + 1, n], [n, n, n], [2, 3, 2]])
    return [data(own), data([random.choice([1, 2, 3])], "int8")], {"wrap": random.random() < 0.5}


def triangle():
    return [random.randint(0, 4)], {"k": random.randint(-2, 2), "m": random.choice([None, 0, 2, 5])}


def triangle_from():
    return [data(shape(2, 2))], {"k": random.randint(-2, 2)}


def diag_indices():
    return [random.randint(0, 3)], {"ndim": random.randint(1, 3)}


def indices():
    return [shape()], {"dtype": random.choice(["int64", "float32", "uint8"]), "sparse": random.random() < 0.4}


def ix_():
    lines = [random.choice([index([2], 3, 0), mask([3], 0.5)]) for _ in range(random.randint(1, 3))]
    return lines, {}


WRITING = {"put", "put_along_axis", "place", "putmask", "fill_diagonal"}
MAKERS = {
    "take": (take, 300), "take_along_axis": (take_along_axis, 150), "put": (put, 150),
    "put_along_axis": (put_along_axis, 120), "compress": (compress, 120), "extract": (extract, 60),
    "place": (place, 80), "putmask": (putmask, 100), "choose": (choose, 120), "select": (select, 60),
    "nonzero": (nonzero, 80), "flatnonzero": (nonzero, 30), "argwhere": (nonzero, 60),
    "unravel_index": (unravel_index, 40), "ravel_multi_index": (ravel_multi_index, 60),
    "fill_diagonal": (fill_diagonal, 60), "tril_indices": (triangle, 30), "triu_indices": (triangle, 30),
    "tril_indices_from": (triangle_from, 10), "triu_indices_from": (triangle_from, 10),
    "diag_indices": (diag_indices, 8), "indices": (indices, 25), "ix_": (ix_, 25),
}


def plain(value):
    if isinstance(value, Arg):
        return value.array
    return [plain(x) for x in value] if isinstance(value, list) else value


def written(value):
    if isinstance(value, Arg):
        return value.code()
    return [written(x) for x in value] if isinstance(value, list) else value


def call(name, args, options):
    function = getattr(np, name)
    values = [plain(x) for x in args]
    keywords = {key: plain(value) for key, value in options.items()}
    if name == "ravel_multi_index":
        values[0] = tuple(values[0])
    if name == "unravel_index":
        values[1] = tuple(values[1])
    if name == "choose" and keywords["mode"] == "raise" and (values[0] < 0).any():
        return None
    try:
        result = function(*values, **keywords)
    except (IndexError, ValueError, TypeError):
        return None
    if name in WRITING:
        result = values[0]
    return [encode(x) for x in (result if isinstance(result, tuple) else (result,))]


def main():
    path = pathlib.Path(__file__).parents[2] / "test" / "golden" / "gathers.jsonl.gz"
    count = refused = 0
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        for name, (maker, repeats) in MAKERS.items():
            for _ in range(repeats):
                args, options = maker()
                case = {"f": name, "args": [written(x) for x in args],
                        "options": {key: written(value) for key, value in options.items()}}
                case["result"] = call(name, args, options)
                count += 1
                refused += case["result"] is None
                file.write((json.dumps(case, separators=(",", ":")) + "\n").encode())
    print(count, "cases,", refused, "refused")


main()
