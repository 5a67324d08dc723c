"""Writes test/golden/views.json: what NumPy makes of chains of views.

Each case starts from a C-contiguous array counting from 0 and applies random operations, some of them wrong. What is kept
of the result: shape, strides, place in the memory, flags, and a checksum of the elements; or that NumPy refused.

Run with NumPy 2.4.6: python3 tools/golden/views.py
"""

import json
import pathlib
import random
import warnings

import numpy as np

assert np.__version__ == "2.4.6", np.__version__
warnings.simplefilter("ignore")
random.seed(20241)

DTYPES = ["float64", "float64", "int16", "complex64", "complex128", "bool"]
CASES = 6000


def root_of(dtype, shape):
    count = np.arange(int(np.prod(shape, dtype=int)))
    if dtype.startswith("complex"):
        count = count + 1j * (count + 1000)
    return count.astype(dtype).reshape(shape)


def term(text):
    """A slice term as Python's index."""
    if text is None:
        return None
    if text == "...":
        return Ellipsis
    if isinstance(text, int):
        return text
    return slice(*(int(end) if end else None for end in text.split(":")))


def sliced(a, *terms):
    """Integers alone would make NumPy return a scalar; with '...' it is the 0-d view."""
    index = tuple(term(each) for each in terms)
    return a[index if Ellipsis in index else (*index, Ellipsis)]


def listed(value):
    return tuple(value) if isinstance(value, list) else value


APPLY = {
    "slice": sliced,
    "reshape": lambda a, shape, order: a.reshape(shape, order=order),
    "ravel": lambda a, order: a.ravel(order),
    "flatten": lambda a, order: a.flatten(order),
    "transpose": lambda a, axes: a.transpose(axes),
    "T": lambda a: a.T,
    "mT": lambda a: a.mT,
    "matrixTranspose": lambda a: np.matrix_transpose(a),
    "swapaxes": lambda a, i, j: a.swapaxes(i, j),
    "moveaxis": lambda a, source, destination: np.moveaxis(a, source, destination),
    "rollaxis": lambda a, axis, start: np.rollaxis(a, axis, start),
    "expandDims": lambda a, axis: np.expand_dims(a, listed(axis)),
    "squeeze": lambda a, axis: a.squeeze(listed(axis)),
    "broadcastTo": lambda a, shape: np.broadcast_to(a, listed(shape)),
    "diagonal": lambda a, offset, i, j: a.diagonal(offset, i, j),
    "real": lambda a: a.real,
    "imag": lambda a: a.imag,
    "atleast1d": lambda a: np.atleast_1d(a),
    "atleast2d": lambda a: np.atleast_2d(a),
    "atleast3d": lambda a: np.atleast_3d(a),
    "slidingWindowView": lambda a, window, axis: np.lib.stride_tricks.sliding_window_view(
        a, listed(window), listed(axis)
    ),
    "asStrided": lambda a, shape, strides: np.lib.stride_tricks.as_strided(a, shape, strides),
}


def end(length):
    return "" if random.random() < 0.35 else str(random.randint(-length - 2, length + 2))


def slice_term(length):
    kind = random.random()
    if kind < 0.25:
        return random.randint(-length, length - 1) if length and random.random() < 0.97 else length
    text = f"{end(length)}:{end(length)}"
    if random.random() < 0.6:
        text += ":" + random.choice(["", "1", "2", "3", "-1", "-1", "-2", "-5"])
    return text


def factors(size):
    """A random shape of the size."""
    shape = []
    while size > 1:
        divisors = [d for d in range(1, size + 1) if size % d == 0]
        length = random.choice(divisors)
        shape.append(length)
        size //= length
        if len(shape) > 5:
            shape.append(size)
            break
    for _ in range(random.choice([0, 0, 1, 2])):
        shape.insert(random.randint(0, len(shape)), 1)
    return shape


def any_axis(ndim):
    if ndim == 0 or random.random() < 0.03:
        return random.choice([ndim, -ndim - 1])
    return random.randint(-ndim, ndim - 1)


def arguments(name, a):
    ndim = a.ndim
    if name == "slice":
        terms = [slice_term(length) for length in a.shape[: random.randint(0, ndim)]]
        if random.random() < 0.3:
            terms.insert(random.randint(0, len(terms)), None)
        if random.random() < 0.3:
            terms = ["..."] + [slice_term(length) for length in a.shape[ndim - len(terms) :]][: len(terms)]
        if random.random() < 0.02:
            terms.append(random.choice([0, "...", ":"]))
        return terms
    if name == "reshape":
        shape = factors(a.size) if a.size else random.choice([[0], [0, 3], [2, 0, 1], list(a.shape)[::-1]])
        if shape and random.random() < 0.3:
            shape[random.randrange(len(shape))] = -1
        if random.random() < 0.04:
            shape = shape + [2]
        if random.random() < 0.1:
            shape = list(a.shape)
        return [shape, random.choice(["C", "C", "C", "F", "A"])]
    if name in ("ravel", "flatten"):
        return [random.choice("CCFAK")]
    if name == "transpose":
        axes = random.sample(range(ndim), ndim)
        if ndim and random.random() < 0.05:
            axes[0] = any_axis(ndim)
        return [None if random.random() < 0.2 else axes]
    if name == "swapaxes":
        return [any_axis(ndim), any_axis(ndim)]
    if name == "moveaxis":
        if random.random() < 0.5:
            return [any_axis(ndim), any_axis(ndim)]
        count = random.randint(0, ndim)
        return [random.sample(range(ndim), count), random.sample(range(ndim), count)]
    if name == "rollaxis":
        return [any_axis(ndim), random.randint(-ndim, ndim)]
    if name == "expandDims":
        if random.random() < 0.6:
            return [random.randint(-ndim - 1, ndim) if random.random() < 0.97 else ndim + 1]
        return [random.sample(range(ndim + 2), 2)]
    if name == "squeeze":
        ones = [axis for axis, length in enumerate(a.shape) if length == 1]
        if random.random() < 0.6:
            return [None]
        if ones and random.random() < 0.8:
            return [random.choice([ones, ones[0]])]
        return [any_axis(ndim)]
    if name == "broadcastTo":
        shape = [random.choice([1, 2, 3]) if length == 1 else length for length in a.shape]
        if random.random() < 0.5:
            shape = [random.randint(1, 3), *shape]
        if shape and random.random() < 0.08:
            shape[random.randrange(len(shape))] = random.choice([0, 5])
        return [shape]
    if name == "diagonal":
        return [random.randint(-3, 3), any_axis(ndim), any_axis(ndim)]
    if name == "slidingWindowView":
        if ndim and random.random() < 0.6:
            axis = random.randrange(ndim)
            return [random.randint(0 if random.random() < 0.1 else 1, a.shape[axis] + 1), axis]
        return [[random.randint(1, max(1, length)) for length in a.shape], None]
    if name == "asStrided":
        keep = [axis for axis in range(ndim) if a.size == 0 or random.random() < 0.7]
        shape = [random.randint(1, a.shape[axis]) if a.shape[axis] else 0 for axis in keep]
        return [shape, [a.strides[axis] for axis in keep]]
    return []


def checksum(a):
    total = 0
    for place, value in enumerate(a.astype("complex128").ravel().tolist()):
        total += (place % 97 + 1) * (value.real + 3 * value.imag)
    return total


def result(a, root):
    shares = bool(np.shares_memory(a, root))
    return {
        "dtype": str(a.dtype),
        "shape": list(a.shape),
        # Strides of arrays without elements mean nothing, and NumPy's depend on how they were made.
        "strides": list(a.strides) if a.size else None,
        "offset": a.__array_interface__["data"][0] - root.__array_interface__["data"][0] if shares else None,
        "c": a.flags.c_contiguous,
        "f": a.flags.f_contiguous,
        "writeable": a.flags.writeable,
        "sum": checksum(a),
    }


cases = []
names = list(APPLY)
weights = [6 if name in ("slice", "reshape") else 3 if name == "transpose" else 1 for name in names]
while len(cases) < CASES:
    dtype = random.choice(DTYPES)
    shape = [random.choice([0, 1, 1, 2, 2, 3, 4, 5, 6]) if random.random() < 0.9 else 7 for _ in range(random.randint(0, 4))]
    if 0 in shape and random.random() < 0.7:
        continue
    root = root_of(dtype, shape)
    a = root
    steps = []
    error = None
    for _ in range(random.randint(1, 4)):
        name = random.choices(names, weights)[0]
        call = arguments(name, a)
        try:
            after = APPLY[name](a, *call)
        except Exception as failure:
            steps.append([name, *call])
            error = type(failure).__name__
            break
        if after.size > 2000 or after.ndim > 10:
            continue
        steps.append([name, *call])
        a = after
    if steps:
        case = {"dtype": dtype, "shape": shape, "steps": steps}
        cases.append({**case, "error": error} if error else {**case, "result": result(a, root)})

path = pathlib.Path(__file__).parents[2] / "test" / "golden" / "views.json"
lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
path.write_text(f'{{"numpy": "{np.__version__}", "cases": [\n{lines}\n]}}\n')
print(len(cases), sum("error" in case for case in cases))
