"""Writes test/golden/transcendental.jsonl.gz: trigonometric, hyperbolic, exponential and logarithmic functions.

Real references are correctly rounded from 200 bits where values are hard, from long double in the sweep over layouts;
complex ones are NumPy's. Run with NumPy 2.4.6 and mpmath: python3 tools/golden/transcendental.py
"""

import itertools

import mpmath
import numpy as np
from elementwise import LAYOUTS
from sweep import COMPLEX, DTYPES, FLOATS, POOLS, Case, describe, exact, within, within_ulps, write

mpmath.mp.prec = 200

TRIGONOMETRIC = {"sin": mpmath.sin, "cos": mpmath.cos, "tan": mpmath.tan}
UNARY = {
    **TRIGONOMETRIC,
    "arcsin": mpmath.asin, "arccos": mpmath.acos, "arctan": mpmath.atan,
    "sinh": mpmath.sinh, "cosh": mpmath.cosh, "tanh": mpmath.tanh,
    "arcsinh": mpmath.asinh, "arccosh": mpmath.acosh, "arctanh": mpmath.atanh,
    "exp2": lambda x: mpmath.mpf(2) ** x, "expm1": mpmath.expm1,
    "log2": lambda x: mpmath.log(x) / mpmath.log(2), "log10": lambda x: mpmath.log(x) / mpmath.log(10),
    "log1p": mpmath.log1p, "cbrt": lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)),
}
BINARY = {
    "arctan2": mpmath.atan2, "hypot": lambda x, y: mpmath.sqrt(x * x + y * y),
    "logaddexp": lambda x, y: mpmath.log(mpmath.exp(x) + mpmath.exp(y)),
    "logaddexp2": lambda x, y: mpmath.log(mpmath.mpf(2) ** x + mpmath.mpf(2) ** y) / mpmath.log(2),
    "float_power": lambda x, y: x**y,
}
SCALES = ["deg2rad", "radians", "rad2deg", "degrees"]
REAL_ONLY = ["cbrt", "arctan2", "hypot", "logaddexp", "logaddexp2", *SCALES]
SUMS = ["logaddexp", "logaddexp2"]
# How many units of the modulus a complex result may be off, where C libraries differ.
COMPLEX_ULPS = 8


def hard_values(op, dtype):
    """Values from each range in which such functions go wrong, the same number from each."""
    rng = np.random.default_rng(17)
    n, info = 40, np.finfo(dtype)

    def spread(low, high):
        return np.exp(rng.uniform(np.log(low), np.log(high), n)) * rng.choice([-1, 1], n)

    largest, smallest = float(info.max), float(info.smallest_normal)
    limit = np.log(largest)
    parts = [
        rng.uniform(-1, 1, n), rng.uniform(-10, 10, n), rng.uniform(-1.3 * limit, 1.3 * limit, n),
        1 + rng.uniform(-1e-3, 1e-3, n), 1 + spread(float(info.eps), 1e-2), spread(1e-12, 0.1), spread(1e-30, 1e30),
        spread(smallest, largest), spread(float(info.smallest_subnormal), smallest),
        limit + rng.uniform(-1, 1, n) * 1e-3 * limit, np.ldexp(1.0, rng.integers(-120, 120, n)),
    ]
    if op in TRIGONOMETRIC:
        # The neighbours of multiples of π/2, and arguments from the whole range.
        turns = np.concatenate([rng.integers(1, 1000, n), rng.integers(1000, 2**31, n)])
        parts += [turns * (np.pi / 2), spread(1e5, 1e15), spread(1e15, largest), [1e22, 2.0**20, 2.0**30, 2.0**30 * 1.5]]
        if dtype == "float64":
            parts.append([6381956970095103 * 2.0**797])
    if op in ("exp2", "logaddexp2"):
        parts.append(np.arange(-1080, 1030, 29.5) if dtype == "float64" else np.arange(-152, 130, 4.5))
    if op == "log10":
        parts.append(10.0 ** np.arange(-30, 30))
    with np.errstate(over="ignore"):
        values = np.concatenate([np.asarray(part, np.float64) for part in parts]).astype(dtype)
    return np.concatenate([POOLS[dtype]["special"], values])


def wide(op, operands, loop):
    return np.asarray(getattr(np, op)(*(x.astype(np.longdouble) for x in operands)))


def rounded(op, operands, loop):
    """Correctly rounded: by mpmath where operands and result are finite and not 0 (it has no -0)."""
    near = wide(op, operands, loop)
    out = near.astype(loop)
    function = UNARY.get(op) or BINARY[op]
    flat = [np.broadcast_to(x, near.shape).ravel() for x in operands]
    at = out.ravel()
    known = np.isfinite(near) & (near != 0)
    for x in operands:
        known = known & np.isfinite(x) & (x != 0)
    for i in np.flatnonzero(known):
        at[i] = float(function(*(mpmath.mpf(float(x[i])) for x in flat)))
    return at.reshape(near.shape)


def record_call(case, op, args, reference=rounded, out=None):
    record = case.record
    record["a"] = args
    operands = [case.views[arg] for arg in args]
    target = None if out is None else case.views[out]
    if out is not None:
        record["o"] = {"out": out}
    try:
        result = np.asarray(getattr(np, op)(*operands))
    except TypeError:
        record["r"] = {"e": "type"}
        return record
    values = result
    loop = result.dtype
    bound = None
    if loop.kind == "f" and op not in SCALES:
        operands = [x.astype(loop) for x in operands]
        values = (wide if loop == np.float16 else reference)(op, operands, loop).astype(loop)
        if op in SUMS:
            sizes = [np.abs(x.astype(np.float64)) for x in np.broadcast_arrays(*operands, values)]
            size = np.where(np.isfinite(sizes), sizes, 0).max(axis=0)
            bound = 2 * np.spacing(size.astype(loop)).astype(np.float64)
    if target is not None:
        np.copyto(target, values)
        memory = case.memories[record["v"][out][0]]
        values = np.frombuffer(memory.tobytes(), target.dtype)
        result = target
        bound = None if bound is None else np.full(values.shape, bound.max())
    if op in SCALES:
        answer = exact(values)
    elif bound is not None:
        answer = within(values, bound)
    else:
        ulps = COMPLEX_ULPS if loop.kind == "c" else 1 if loop == np.float16 else None
        answer = within_ulps(values, np.dtype(loop).type(0).real.dtype.name, ulps)
    record["r"] = describe(result, answer)
    return record


def takes(op, dtype):
    return dtype not in COMPLEX or op not in REAL_ONLY


def hard():
    for op, dtype in itertools.product([*UNARY, *BINARY, *SCALES], ["float32", "float64"]):
        if op == "float_power" and dtype == "float32":
            continue
        pool = f"hard {op}"
        POOLS[dtype][pool] = hard_values(op, dtype)
        n = len(POOLS[dtype][pool])
        case = Case(op, "hard values")
        if op not in BINARY:
            yield record_call(case, op, [case.plain(dtype, pool, -1, n)])
            continue
        yield record_call(case, op, [case.plain(dtype, pool, 1, n), case.plain(dtype, pool, 2, n)])
        # Operands of like size.
        POOLS[dtype][f"{pool} near"] = (POOLS[dtype][pool] * np.linspace(0.9, 1.1, n)).astype(dtype)
        case = Case(op, "hard values")
        yield record_call(case, op, [case.plain(dtype, pool, -1, n), case.plain(dtype, f"{pool} near", -1, n)])


def halves():
    for op in [*UNARY, *SCALES]:
        # Every thirteenth float16: the memory is their bits.
        case = Case(op, "float16")
        memory = case.memory("uint16", "all", 3, 1)
        case.memories[memory] = np.arange(65536, dtype=np.uint16).view(np.uint8).copy()
        case.record["m"][memory] = ["uint16", "count", 0, 65536, 0]
        yield record_call(case, op, [case.view(memory, "float16", 0, [5041], [26])])


def special_values():
    for op, dtype in itertools.product([*UNARY, *SCALES], DTYPES):
        case = Case(op, "special values")
        yield record_call(case, op, [case.plain(dtype, "all", -1, len(POOLS[dtype]["all"]))])
    for op, dtype in itertools.product(BINARY, DTYPES):
        case = Case(op, "special values")
        n = len(POOLS[dtype]["special"])
        if dtype in COMPLEX:
            n = min(n, 30)
        # Complex powers lose accuracy as the exponent grows: their bound is that of `power`, swept elsewhere.
        pool = "small" if op == "float_power" and dtype in COMPLEX else "special"
        yield record_call(case, op, [case.laid_out(dtype, pool, -1, [n, 1]), case.laid_out(dtype, pool, -1, [1, n])], wide)


def layouts():
    # A third of them: what the loops do with layouts is swept for simpler operations.
    for op, dtype in itertools.product([*UNARY, *SCALES], [*FLOATS, "complex128"]):
        if not takes(op, dtype):
            continue
        for i, layout in enumerate(LAYOUTS[::3]):
            case = Case(op, "layouts")
            yield record_call(case, op, [case.laid_out(dtype, "all", i, *layout)], wide)
    for op, dtype in itertools.product(BINARY, FLOATS):
        for i, layout in enumerate(LAYOUTS[::3]):
            case = Case(op, "layouts")
            pool = "nonneg" if op == "float_power" else "all"
            a, b = case.laid_out(dtype, pool, i, *layout), case.laid_out(dtype, pool, i + 50, layout[0])
            yield record_call(case, op, [b, a] if i % 2 else [a, b], wide)


def pairs():
    for op, a, b in itertools.product(BINARY, DTYPES, DTYPES):
        case = Case(op, "pairs of dtypes")
        pool = "small" if op == "float_power" else "tame"
        yield record_call(case, op, [case.plain(a, pool, 1, 9), case.plain(b, pool, 2, 9)], wide)


def aliased():
    n = 270
    for op, dtype in itertools.product([*UNARY, *BINARY], ["float32", "float64"]):
        if op == "float_power" and dtype == "float32":
            continue
        size = np.dtype(dtype).itemsize
        for offset, stride in [(4, 1), (n + 3, -1), (5, 1)]:
            case = Case(op, "aliased out")
            # One argument in seven is beyond the vector functions' range.
            memory = case.memory(dtype, "hard sin", 9, n + 8)
            a = case.view(memory, dtype, 4 * size, [n], [size])
            out = case.view(memory, dtype, offset * size, [n], [stride * size])
            args = [a] if op in UNARY else [a, case.plain(dtype, "nonneg" if op == "float_power" else "tame", 10, n)]
            yield record_call(case, op, args, wide, out)


if __name__ == "__main__":
    write("transcendental", list(itertools.chain(hard(), halves(), special_values(), layouts(), pairs(), aliased())))
