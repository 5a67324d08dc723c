"""What the golden scripts of the sweep share: memories filled by a formula, views over them, and records of results.

A case is one JSON line. `m` lists memories [dtype, pool, seed, count, misaligned]: `count` elements, the one at place j
being pool[mix(seed, j) % len] (seed -1: pool[j % len]), behind one odd byte if misaligned. `v` lists views [memory, dtype,
byte offset, shape, byte strides]. test/sweep/cases.ts reads the same. Results are bits, a hash of bits, or references
with a bound: see `exact`, `within_ulps` and `within`.
"""

import base64
import gzip
import hashlib
import json
import pathlib
import warnings

import numpy as np

assert np.__version__.startswith("2."), np.__version__
warnings.simplefilter("ignore")
np.seterr(all="ignore")

SIGNED = ["int8", "int16", "int32", "int64"]
UNSIGNED = ["uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float16", "float32", "float64"]
COMPLEX = ["complex64", "complex128"]
DTYPES = ["bool", *SIGNED, *UNSIGNED, *FLOATS, *COMPLEX]
GOLDEN = pathlib.Path(__file__).parents[2] / "test" / "golden"


def mix(seed, count):
    """Well mixed 32-bit numbers; the same in test/sweep/cases.ts."""
    if seed < 0:
        return np.arange(count, dtype=np.uint32)
    h = np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9) + np.uint32(seed * 0x85EBCA6B & 0xFFFFFFFF)
    h ^= h >> np.uint32(16)
    h *= np.uint32(0x7FEB352D)
    h ^= h >> np.uint32(15)
    h *= np.uint32(0x846CA68B)
    h ^= h >> np.uint32(16)
    return h


def float_pools(dtype):
    info = np.finfo(dtype)
    eps, largest, tiny, least = (float(x) for x in (info.eps, info.max, info.smallest_normal, info.smallest_subnormal))
    signed = [0.0, least, tiny - least, tiny, 1 - eps / 2, 1, 1 + eps, 0.5, 1.5, 2, 2.5, 3, 7, 10, 11.25, 88.5, largest, np.inf]
    special = [np.nan, *signed, *(-x for x in signed), largest / 2, largest**0.5, 1 / 3, 2 / eps, 2 / eps + 2, 709.75]
    special = np.array(special, dtype)
    rng = np.random.default_rng(11)
    tame = rng.uniform(-4, 4, 199).astype(dtype)
    spread = (rng.uniform(-2, 2, 150) * 2.0 ** rng.integers(-10, 11, 150)).astype(dtype)
    return {
        "special": special,
        "all": np.concatenate([special, spread]),
        "tame": tame,
        "sparse": np.concatenate([tame[:60], np.array([np.nan, np.inf, -np.inf, -0.0], dtype)]),
        "zeros": np.array([-0.0, -0.0, -0.0, 0.0, -0.0], dtype),
        "nonneg": np.abs(spread),
        "small": np.array([-3, -2, -1, 0, 1, 2, 3, 1, -1], dtype),
    }


def integer_pools(dtype):
    info = np.iinfo(dtype)
    wanted = [0, 1, 2, 3, 5, 7, 10, 100, info.max, info.max - 1, info.max // 2, info.max // 3, info.max // 2 + 1]
    if info.min < 0:
        wanted += [info.min, info.min + 1, info.min // 2, -1, -2, -3, -7, -10, -100]
    special = np.array(wanted, dtype)
    rng = np.random.default_rng(12)
    return {
        "special": special,
        "all": np.concatenate([special, rng.integers(info.min, info.max, 100, dtype, endpoint=True)]),
        "tame": rng.integers(-50 if info.min < 0 else 0, 50, 199).astype(dtype),
        "nonneg": np.array([0, 1, 2, 3, 4, 5, 7, 8, 15, 31, 32, 63, 64, 65, 100, 127], dtype),
        "small": np.array([2, 0, 1, 3, 1] + ([-1, -2] if info.min < 0 else []), dtype),
    }


def complex_pools(dtype):
    part = np.dtype(dtype).type(0).real.dtype
    values = np.array([np.nan, np.inf, -np.inf, 0.0, -0.0, 1, -1, 2.5, -0.75], part)
    special = np.empty(len(values) ** 2, dtype)
    special.real = np.repeat(values, len(values))
    special.imag = np.tile(values, len(values))
    rng = np.random.default_rng(13)

    def of(real, imag):
        out = np.empty(len(real), dtype)
        out.real, out.imag = real, imag
        return out

    scale = 2.0 ** rng.integers(-10, 11, 150)
    spread = of(rng.uniform(-2, 2, 150) * scale, rng.uniform(-2, 2, 150) * scale)
    return {
        "special": special,
        "all": np.concatenate([special, spread]),
        "tame": of(rng.uniform(-4, 4, 199), rng.uniform(-4, 4, 199)),
        "sparse": of(rng.uniform(-4, 4, 20), [*rng.uniform(-4, 4, 18), np.nan, np.inf]),
        "zeros": of([-0.0, -0.0, 0.0], [-0.0, 0.0, -0.0]),
        "nonneg": spread,
        "small": of([1, -1, 2, 0, 0, 1], [0, 1, -1, 0, 1, 1]),
    }


def pools_of(dtype):
    if dtype == "bool":
        truth = np.array([False, True, True, False, False, True, False])
        return {"special": truth[:2], "all": truth, "tame": truth, "nonneg": truth, "small": truth}
    if dtype in FLOATS:
        return float_pools(dtype)
    return complex_pools(dtype) if dtype in COMPLEX else integer_pools(dtype)


POOLS = {dtype: pools_of(dtype) for dtype in DTYPES}


class Case:
    """One call: its memories and views, and what NumPy makes of them."""

    def __init__(self, function, group):
        self.record = {"g": group, "f": function, "m": [], "v": [], "a": []}
        self.memories = []
        self.views = []

    def memory(self, dtype, pool, seed, count, misaligned=0):
        values = POOLS[dtype][pool]
        elements = values[mix(seed, count) % np.uint32(len(values))]
        bytes_ = np.zeros(misaligned + elements.nbytes, np.uint8)
        bytes_[misaligned:] = np.frombuffer(elements.tobytes(), np.uint8)
        self.memories.append(bytes_)
        self.record["m"].append([dtype, pool, seed, count, misaligned])
        return len(self.memories) - 1

    def view(self, memory, dtype, offset, shape, strides):
        """A view by bytes; gives its number."""
        bytes_ = self.memories[memory]
        array = np.ndarray(tuple(shape), dtype, buffer=bytes_.data, offset=offset, strides=tuple(strides))
        self.views.append(array)
        self.record["v"].append([memory, dtype, offset, list(shape), list(strides)])
        return len(self.views) - 1

    def laid_out(self, dtype, pool, seed, shape, order=None, steps=None, misaligned=0, pad=0):
        """A view of a new memory: axes from the outermost to the innermost, and a step for each (0 repeats)."""
        shape = list(shape)
        order = list(range(len(shape))) if order is None else order
        steps = [1] * len(shape) if steps is None else steps
        size = np.dtype(dtype).itemsize
        strides, room, first = [0] * len(shape), 1, 0
        for axis in reversed(order):
            step = steps[axis]
            strides[axis] = room * step
            if step < 0:
                first += (shape[axis] - 1) * -strides[axis] if shape[axis] else 0
            room *= max(shape[axis], 1) * abs(step) if step else 1
        memory = self.memory(dtype, pool, seed, room + 2 * pad, misaligned)
        offset = misaligned + (first + pad) * size
        return self.view(memory, dtype, offset, shape, [stride * size for stride in strides])

    def plain(self, dtype, pool, seed, count):
        return self.laid_out(dtype, pool, seed, [count])


def canonical(array):
    """Bits in C order with one NaN: payloads and signs of NaN are nobody's promise."""
    array = np.ascontiguousarray(array)
    if array.dtype.kind == "f":
        array = np.where(np.isnan(array), np.array(np.nan, array.dtype), array)
        return np.where(np.isnan(array), np.abs(array), array)
    if array.dtype.kind == "c":
        parts = array.reshape(-1).view(array.real.dtype)
        return canonical(parts)
    return array


def packed(array):
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


def exact(array, zero_signs=True):
    """The bits themselves where they are few, else their hash. Without `zero_signs` -0 counts as 0."""
    bits = canonical(array)
    if not zero_signs:
        bits = bits + np.zeros((), bits.dtype) if bits.dtype.kind == "f" else bits
    data = np.ascontiguousarray(bits).tobytes()
    record = {"k": "exact"} if zero_signs else {"k": "unsigned"}
    if len(data) <= 32:
        return record | {"x": base64.b64encode(data).decode()}
    return record | {"h": hashlib.sha1(data).hexdigest()[:12]}


def within_ulps(array, precision, ulps=None):
    """References, and the float type in whose units the bound counts; the operation's own bound if none is given."""
    record = {"k": "ulp", "p": precision, "x": packed(array)}
    return record if ulps is None else record | {"u": ulps}


def within(array, bounds):
    """References and how far each may be missed."""
    return {"k": "near", "x": packed(array), "b": packed(np.asarray(bounds, np.float64))}


def describe(array, values):
    """dtype, shape and strides of a result; strides are nobody's business where an axis has one element, or all have none."""
    size = array.dtype.itemsize
    strides = [0 if n == 1 else s // size for n, s in zip(array.shape, array.strides)]
    return {"d": array.dtype.name, "s": list(array.shape), "t": strides if array.size else None} | values


def write(name, cases):
    pools = {dtype: {key: packed(pool) for key, pool in of.items()} for dtype, of in POOLS.items()}
    head = {"numpy": np.__version__, "pools": pools, "cases": len(cases)}
    lines = [json.dumps(record, separators=(",", ":")) for record in [head, *cases]]
    path = GOLDEN / f"{name}.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{path}: {len(cases)} cases, {path.stat().st_size} bytes")
