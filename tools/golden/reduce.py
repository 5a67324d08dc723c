"""Writes test/golden/reduce.jsonl.gz (reductions) and matmul.jsonl.gz (matrix products).

Run with NumPy 2.4.6: python3 tools/golden/reduce.py
For a live comparison: python3 tools/golden/reduce.py --live SEED COUNT writes random cases to stdout.
"""

import itertools
import json
import random
import sys

import numpy as np
from sweep import COMPLEX, DTYPES, FLOATS, POOLS, UNSIGNED, Case, describe, exact, packed, within, write

FOLDS = ["sum", "prod", "mean", "std", "var", "min", "max", "any", "all"]
ARGS = ["argmin", "argmax"]
WIDER = {"float16": np.float64, "float32": np.float64, "float64": np.longdouble,
         "complex64": np.complex128, "complex128": np.clongdouble}
UFUNCS = {"sum": np.add, "prod": np.multiply}


def real(dtype):
    return np.dtype(dtype).type(0).real.dtype


def computed_in(op, a, options, out):
    """The dtype that a sum, product, mean or spread is computed in."""
    if "dtype" in options:
        return np.dtype(options["dtype"])
    if op in ("mean", "std", "var"):
        return np.dtype("float64") if a.dtype.kind in "biu" else a.dtype
    if out is not None:
        return np.result_type(a.dtype, out.dtype)
    if a.dtype.kind == "b" or a.dtype.kind == "i":
        return np.dtype("int64")
    return np.dtype("uint64") if a.dtype.kind == "u" else a.dtype


def expected(op, a, options, loop, kind):
    """A wide reference and its bound: pairwise summation's, a multiplication's rounding per element, two passes."""
    wide = WIDER[loop.name]
    x = a.astype(loop).astype(wide)
    keys = {key: options[key] for key in ("axis", "keepdims", "where") if key in options}
    count = np.sum(np.ones(a.shape), **keys)
    spread = {"ddof": options.get("ddof", 0)} if op in ("std", "var") else {}
    first = {"initial": x.dtype.type(options["initial"])} if "initial" in options else {}
    value = getattr(np, op)(x, **keys, **spread, **first)
    # float16 is summed in float32, and the result rounded once.
    epsilon = np.finfo("float32" if loop == "float16" else loop).eps
    factor = epsilon * (12 + np.log2(np.maximum(count, 1)) / 2)
    size = sum(np.where(np.isfinite(part), np.abs(part), 0) for part in (x.real, x.imag))
    if op == "sum":
        bound = factor * np.sum(size, **keys, **({"initial": abs(first["initial"])} if first else {}))
    elif op == "prod":
        bound = np.finfo(loop).eps * (count + 1) * np.abs(value) * 2
    elif op == "mean":
        bound = factor * np.sum(size, **keys) / np.maximum(count, 1)
    else:
        middle = np.mean(size, **keys)
        squares = np.var(x, **keys, **spread)
        bound = 4 * factor * squares + 8 * (factor * middle) ** 2
        bound = np.where(value > 0, bound / np.maximum(np.abs(value), 1e-30), np.sqrt(bound)) if op == "std" else bound
    finest = np.finfo(kind)
    whole = sum(np.where(np.isfinite(part), np.abs(part), 0) for part in (value.real, value.imag))
    bound = bound + whole * finest.eps + finest.smallest_subnormal
    bound = np.where(np.isfinite(bound), bound, 0.0)
    return value, bound


def record_call(case, op, arg, **options):
    record = case.record
    record["a"] = [arg]
    options = {key: value for key, value in options.items() if value is not None}
    a = case.views[arg]
    python = dict(options)
    for key in ("out", "where"):
        if key in options:
            python[key] = case.views[options[key]]
    if "axis" in options and isinstance(options["axis"], list):
        python["axis"] = tuple(options["axis"])
    if "initial" in options:
        kind, text = options["initial"]
        python["initial"] = int(text) if kind == "bigint" else float(text)
    plain = not any(key in options for key in ("axis", "keepdims", "out"))
    if "keepdims" in options and not options["keepdims"] and "axis" not in options and "out" not in options:
        plain = True
    try:
        loop = computed_in(op, a, options, python.get("out")) if op in FOLDS[:5] else None
        value = bound = None
        if loop is not None and loop.kind in "fc":
            target = python["out"].dtype if "out" in options else loop
            value, bound = expected(op, a, {**options, **python}, loop, real(target if target.kind in "fc" else loop))
        result = getattr(np, op)(a, **python)
    except (TypeError, ValueError, OverflowError) as error:
        record["r"] = {"e": "value" if isinstance(error, ValueError) else "type"}
        if options:
            record["o"] = options
        return record
    result = np.asarray(result)
    if plain and result.dtype.name in ("int64", "uint64") and op in FOLDS:
        options["bigint"] = True
    if options:
        record["o"] = options
    shown = result
    if "out" in options:
        index = record["v"][options["out"]][0]
        memory, odd = case.memories[index], record["m"][index][4]
        if value is not None:
            np.copyto(python["out"], value.astype(python["out"].dtype))
            room = np.zeros(python["out"].shape)
            np.copyto(room, bound)
            whole = np.zeros((len(memory) - odd) // python["out"].itemsize)
            _, _, offset, shape, strides = record["v"][options["out"]]
            at = np.ndarray(tuple(shape), np.float64, whole.data, (offset - odd) // python["out"].itemsize * 8,
                            tuple(s // python["out"].itemsize * 8 for s in strides))
            at[...] = room
            bound = whole
        shown = np.frombuffer(memory.tobytes(), record["m"][index][0], offset=odd)
    elif value is not None:
        shown = np.asarray(value).astype(result.dtype)
        if shown.dtype.kind == "f":
            # A zero's sign is NumPy's.
            shown = np.where((shown == 0) & (result == 0), result, shown)
    if value is None:
        values = exact(shown, zero_signs=op not in ("min", "max"))
    else:
        bound = np.broadcast_to(bound, shown.shape)
        values = within(shown, np.repeat(bound, 2) if shown.dtype.kind == "c" else bound)
        # Zeros of integers have no sign before they are cast; those of complex products depend on the order.
        if op == "prod" and (a.dtype.kind in "biu" or loop.kind == "c"):
            values["z"] = 1
    record["r"] = describe(result, values)
    if plain:
        record["r"]["plain"] = True
    return record


def safe_pool(op, dtype, pool="tame"):
    """Products that neither overflow nor vanish."""
    return "small" if op == "prod" and dtype in FLOATS + COMPLEX else pool


SHAPES = [
    ([7], None, None, 0), ([7], None, [-2], 1), ([130], None, None, 0), ([1], None, None, 0), ([], None, None, 0), ([40], None, [0], 0),
    ([5, 7], None, None, 0), ([5, 7], [1, 0], None, 0), ([5, 7], None, [-1, 2], 0), ([5, 7], None, [1, 0], 0), ([5, 7], None, [0, 1], 1),
    ([3, 4, 5], None, None, 0), ([3, 4, 5], [2, 1, 0], None, 0), ([3, 4, 5], [1, 2, 0], [1, -1, 2], 0), ([3, 4, 5], [2, 0, 1], [0, 1, -2], 1),
    ([2, 3, 2, 4], [0, 3, 1, 2], None, 0), ([2, 1, 3, 1, 2, 2, 1, 2, 1, 2], [9, 1, 3, 0, 2, 8, 7, 4, 6, 5], None, 0),
]
EMPTY = [[0], [0, 3], [3, 0], [2, 0, 3]]


def axes_of(ndim):
    yield None
    yield from range(-ndim, ndim)
    if ndim > 4:
        yield from ([0, 9], [1, 3, 5], [-1, 0], [2, 4])
    else:
        for count in range(2, ndim + 1):
            yield from (list(axes) for axes in itertools.combinations(range(ndim), count))
        if ndim > 1:
            yield [-1, 0]
            yield []


def axes():
    for op, dtype, (i, layout) in itertools.product(FOLDS + ARGS, DTYPES, enumerate(SHAPES)):
        for axis in axes_of(len(layout[0])):
            if op in ARGS and isinstance(axis, list):
                continue
            for keepdims in (None, True) if i % 3 == 0 else (None,):
                case = Case(op, "axes")
                pool = safe_pool(op, dtype)
                if dtype == "float16" and op == "prod" and len(layout[0]) > 0:
                    pool = "small"
                yield record_call(case, op, case.laid_out(dtype, pool, i, *layout), axis=axis, keepdims=keepdims)


def special_values():
    for op, dtype in itertools.product(FOLDS + ARGS, DTYPES):
        pools = ["tame"] if op == "prod" and dtype in COMPLEX else ["special", "sparse", "zeros"] if dtype in FLOATS + COMPLEX else ["special", "all"]
        if op in FOLDS[:5]:
            pools = [pool for pool in pools if pool != "special" or dtype not in FLOATS]
        for pool, seed, shape in itertools.product(pools, range(6), [[1], [2], [5], [40], [200], [7, 9], [33, 3]]):
            # Where products overflow, the order decides between infinity and nan.
            if op == "prod" and (pool == "sparse" and shape[0] > 5 or dtype in COMPLEX and shape[0] > 40):
                continue
            for axis in ([None] if len(shape) == 1 else [0, 1]):
                case = Case(op, "special values")
                yield record_call(case, op, case.laid_out(dtype, pool, seed, shape), axis=axis)


def empty():
    for op, dtype, shape in itertools.product(FOLDS + ARGS, DTYPES, EMPTY):
        for axis in (None, *range(len(shape)), *([[0, 1]] if len(shape) > 1 and op in FOLDS else [])):
            for options in ({}, {"keepdims": True}, {"initial": ["number", "3"]} if op in ("sum", "prod", "min", "max") else {"keepdims": False}):
                case = Case(op, "empty")
                yield record_call(case, op, case.laid_out(dtype, "tame", 1, shape), axis=axis, **options)


def options():
    for op, a, b in itertools.product(["sum", "prod"], DTYPES, DTYPES):
        case = Case(op, "dtype")
        yield record_call(case, op, case.laid_out(a, "small", 4, [3, 4]), axis=0, dtype=b)
    for op, a, b in itertools.product(["mean", "std", "var"], DTYPES, FLOATS + COMPLEX):
        if a in COMPLEX and b in FLOATS:
            continue
        case = Case(op, "dtype")
        yield record_call(case, op, case.laid_out(a, "tame", 4, [3, 4]), axis=1, dtype=b)
    for op, a, b in itertools.product(FOLDS, DTYPES, DTYPES):
        if op in ("min", "max") and a in FLOATS + COMPLEX and b in UNSIGNED:
            continue  # NumPy keeps the running extreme in `out`, where negative values have wrapped around.
        case = Case(op, "out")
        x = case.laid_out(a, "small", 5, [4, 3], [1, 0])
        yield record_call(case, op, x, axis=0, out=case.laid_out(b, "small", 6, [3], None, [-2], 0, 2))
    for op, dtype in itertools.product(ARGS, DTYPES):
        case = Case(op, "out")
        x = case.laid_out("int16", "tame", 5, [4, 3], [1, 0])
        yield record_call(case, op, x, axis=0, out=case.laid_out(dtype, "small", 6, [3], None, [-2], 0, 2))
    for op, dtype, seed in itertools.product(FOLDS, DTYPES, range(4)):
        for shape in ([6, 5], [6, 1], [5], []):
            case = Case(op, "where")
            x = case.laid_out(dtype, safe_pool(op, dtype), seed, [6, 5], [1, 0] if seed % 2 else None)
            mask = case.laid_out("bool", "all", seed, shape)
            first = {"initial": ["number", "1"]} if op in ("min", "max") or (op in ("sum", "prod") and seed == 1) else {}
            yield record_call(case, op, x, axis=[None, 0, 1, [0, 1]][seed], where=mask, **first)
    for op, dtype, text in itertools.product(["sum", "prod", "min", "max"], DTYPES, ["0", "1", "3", "-2", "100", "300", "2.5"]):
        if dtype in FLOATS + COMPLEX or text != "2.5":
            case = Case(op, "initial")
            kind = "number" if dtype in FLOATS + COMPLEX else "bigint"
            yield record_call(case, op, case.laid_out(dtype, "small", 7, [4, 2]), axis=0, initial=[kind, text])
    for op, dtype, ddof in itertools.product(["std", "var"], DTYPES, [0, 1, 1.5, 3, 7, 8, -1]):
        case = Case(op, "ddof")
        yield record_call(case, op, case.laid_out(dtype, "tame", 8, [7, 2]), axis=0, ddof=ddof)
    for op, dtype in itertools.product(FOLDS + ARGS, DTYPES):
        size = np.dtype(dtype).itemsize
        for offset in (0, 3, 20):
            case = Case(op, "aliased out")
            memory = case.memory(dtype, "small", 9, 40)
            x = case.view(memory, dtype, 0, [6, 5], [5 * size, size])
            if op in ARGS and dtype not in ("int64", "uint64"):
                continue
            yield record_call(case, op, x, axis=0, out=case.view(memory, dtype, offset * size, [5], [size]))


def large():
    """Sizes where work is cut into pieces and shared by threads."""
    shapes = [([500_003], None, None), ([703, 601], None, 0), ([703, 601], [1, 0], 0), ([703, 601], None, 1),
              ([90, 50, 110], [2, 0, 1], [0, 2]), ([4, 65_537], None, 1), ([65_537, 4], None, 0)]
    dtypes = ["float64", "float32", "float16", "int32", "uint8", "bool", "complex64"]
    for (shape, order, axis), dtype, op in itertools.product(shapes, dtypes, FOLDS + ARGS):
        if op == "prod" and dtype in FLOATS + COMPLEX or op in ARGS and isinstance(axis, list):
            continue
        case = Case(op, "large")
        yield record_call(case, op, case.laid_out(dtype, "tame", 10, shape, order), axis=axis)


def random_case(rng, group):
    op = rng.choice(FOLDS + ARGS)
    dtype = rng.choice(DTYPES)
    shape = [rng.choice([1, 2, 3, 4, 5, 9, 17]) for _ in range(rng.choice([0, 1, 1, 2, 2, 3, 3, 4]))]
    if op == "prod" and dtype == "float16" and np.prod(shape) > 8:
        op = "sum"  # Products of more would pass 65,504.
    order = list(range(len(shape)))
    rng.shuffle(order)
    steps = [rng.choice([1, 1, 1, -1, 2, -2, 0]) for _ in shape]
    case = Case(op, group)
    x = case.laid_out(dtype, safe_pool(op, dtype), rng.randrange(1000), shape, order, steps, int(rng.random() < 0.2))
    given = {}
    if rng.random() < 0.75 and shape:
        some = rng.sample(range(-len(shape), 0), rng.randrange(1, len(shape) + 1))
        given["axis"] = some[0] if op in ARGS or len(some) == 1 else some
    if rng.random() < 0.3:
        given["keepdims"] = True
    if op in FOLDS and rng.random() < 0.3:
        given["where"] = case.laid_out("bool", "all", rng.randrange(1000), shape[rng.randrange(len(shape) + 1):])
        if op in ("min", "max"):
            given["initial"] = ["number", "1"]
    if op in ("sum", "prod", "min", "max") and rng.random() < 0.2:
        given["initial"] = ["number", rng.choice(["0", "1", "2"])]
    return record_call(case, op, x, **given)


def random_cases(seed, count, group):
    rng = random.Random(seed)
    return (random_case(rng, group) for _ in range(count))


def products():
    """Small whole numbers: the products are exact whatever the order of summation."""
    shapes = [([3], [3]), ([1], [1]), ([3], [3, 4]), ([4, 3], [3]), ([4, 3], [3, 5]), ([1, 1], [1, 1]), ([1, 7], [7, 1]), ([7, 1], [1, 7]),
              ([2, 4, 3], [3, 5]), ([4, 3], [2, 3, 5]), ([2, 4, 3], [2, 3, 5]), ([2, 1, 4, 3], [5, 3, 2]), ([3], [2, 3, 5]), ([2, 4, 3], [3]),
              ([0, 3], [3, 4]), ([4, 3], [3, 0]), ([4, 0], [0, 3]), ([0], [0]), ([2, 0, 3], [3, 2]), ([2, 3], [4, 3]), ([3], [4]), ([2, 4, 3], [3, 3, 5]),
              ([40, 70], [70, 33]), ([33, 129], [129, 2]), ([64, 64], [64, 64]), ([5, 16, 17], [5, 17, 18])]
    kinds = [("float64", "float64"), ("float32", "float32"), ("float32", "float64"), ("int16", "float32"), ("float64", "int64"), ("bool", "float32"),
             ("float16", "float32")]
    for (left, right), (a, b) in itertools.product(shapes, kinds):
        for i, layout in enumerate(["plain", "transposed", "stepped", "negative", "repeated", "odd"]):
            case = Case("matmul", layout)
            views = []
            for seed, (dtype, shape) in enumerate([(a, left), (b, right)]):
                order = list(range(len(shape)))
                if layout == "transposed" and len(shape) > 1:
                    order[-2:] = order[:-3:-1]
                step = {"stepped": 2, "negative": -1}.get(layout, 1)
                steps = [step if (seed + axis) % 2 else 1 for axis in range(len(shape))]
                if layout == "repeated" and seed == 0:
                    steps[-1] = 0
                views.append(case.laid_out(dtype, "small", seed + i, shape, order, steps, int(layout == "odd")))
            case.record["a"] = views
            x, y = (case.views[view] for view in views)
            try:
                result = np.asarray(np.matmul(x, y))
            except ValueError:
                case.record["r"] = {"e": "value"}
            else:
                # A sum of products that vanish has whatever sign the order gives it.
                case.record["r"] = describe(result, exact(result, zero_signs=False))
            yield case.record
    for layout, dtype in itertools.product(["C", "F", "stepped", "self", "float32"], ["float64", "float32"]):
        case = Case("matmul", "out")
        x, y = case.laid_out(dtype, "small", 1, [4, 4]), case.laid_out(dtype, "small", 2, [4, 4], [1, 0])
        out = {"self": lambda: x, "float32": lambda: case.laid_out("float32", "small", 3, [4, 4], None, None, 1, 2)}.get(
            layout, lambda: case.laid_out(dtype, "small", 3, [4, 4], [1, 0] if layout == "F" else None, [2, 1] if layout == "stepped" else None, 0, 3))()
        case.record["a"], case.record["o"] = [x, y], {"out": out}
        result = np.matmul(case.views[x], case.views[y], out=case.views[out])
        memory, kind = case.record["v"][out][0], case.record["v"][out][1]
        odd = case.record["m"][memory][4]
        whole = np.frombuffer(case.memories[memory].tobytes(), kind, offset=odd)
        case.record["r"] = describe(result, exact(whole, zero_signs=False))
        yield case.record


def main():
    if sys.argv[1:2] == ["--live"]:
        pools = {dtype: {key: packed(pool) for key, pool in of.items()} for dtype, of in POOLS.items()}
        cases = list(random_cases(int(sys.argv[2]), int(sys.argv[3]), "live"))
        for record in [{"numpy": np.__version__, "pools": pools, "cases": len(cases)}, *cases]:
            print(json.dumps(record, separators=(",", ":")))
        return
    write("reduce", list(itertools.chain(axes(), special_values(), empty(), options(), large(), random_cases(2027, 3000, "random options"))))
    write("matmul", list(products()))


if __name__ == "__main__":
    main()
