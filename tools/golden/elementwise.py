"""Writes test/golden/elementwise.jsonl.gz: the elementwise functions over dtypes, layouts, scalars and options.

Run with NumPy 2.4.6: python3 tools/golden/elementwise.py
For a live comparison: python3 tools/golden/elementwise.py --live SEED COUNT writes random cases to stdout.
"""

import itertools
import json
import random
import sys

import numpy as np
from sweep import COMPLEX, DTYPES, FLOATS, POOLS, SIGNED, UNSIGNED, Case, describe, exact, packed, within, within_ulps, write

ARITHMETIC = ["add", "subtract", "multiply", "divide", "floor_divide", "remainder", "power", "maximum", "minimum"]
COMPARISONS = ["equal", "not_equal", "less", "less_equal", "greater", "greater_equal"]
BINARY = ARITHMETIC + COMPARISONS
UNARY = ["negative", "positive", "absolute", "square", "sqrt", "exp", "log", "logical_not", "isnan"]
IN_PLACE = {"iadd": "add", "isub": "subtract", "imul": "multiply", "idiv": "divide", "ifloorDivide": "floor_divide",
            "imod": "remainder", "ipow": "power"}
CASTINGS = ["no", "equiv", "safe", "same_kind", "unsafe"]
WIDER = {"float16": np.float64, "float32": np.float64, "float64": np.longdouble,
         "complex64": np.complex128, "complex128": np.clongdouble}
INTS = SIGNED + UNSIGNED
ROUNDED = ("multiply", "divide", "power", "square", "sqrt", "exp", "log", "absolute")


def inexact(op, loop):
    """Whether libraries may round the operation's result differently, computed in `loop`."""
    if loop in COMPLEX:
        return op in ROUNDED
    return loop in FLOATS and op in ("power", "exp", "log")


def reference(op, values, loop):
    """The correctly rounded results (nearly: computed in the next wider type); NumPy's own where those are not finite."""
    ufunc = getattr(np, op)
    operands = [np.asarray(value).astype(loop) for value in values]
    own = np.asarray(ufunc(*operands))
    wide = np.asarray(ufunc(*(operand.astype(WIDER[loop]) for operand in operands))).astype(own.dtype)
    if loop in FLOATS:
        # powl gives infinity for (-inf) ** -(2 ** 63).
        return np.where(np.logical_and.reduce([np.isfinite(x) for x in np.broadcast_arrays(*operands)]), wide, own)
    # Where a part vanishes, its sign is NumPy's.
    for part, mine in ((wide.real, own.real), (wide.imag, own.imag)) if wide.dtype.kind == "c" else ():
        part[...] = np.where(part == 0, mine, part)
    return np.where(np.isfinite(own) & np.isfinite(wide), wide, own)


def power_bound(values, loop, result):
    """What exp(y log x) loses: as many units of the modulus as the exponent is large."""
    x, y = (np.asarray(value).astype(np.clongdouble) for value in values)
    size = np.abs(y * np.log(x))
    epsilon = np.finfo(loop).eps
    # Beside an overflown part, the other one is as uncertain as the largest number.
    length = np.where(np.isinf(result), float(np.finfo(loop).max) / 1e6, modulus(result))
    return (4 + 2 * np.where(np.isfinite(size), size, 0)) * epsilon * length + np.finfo(loop).smallest_normal


def modulus(values):
    """About the modulus; of the finite part alone where there is only one."""
    return sum(np.where(np.isfinite(part), np.abs(part), 0).astype(np.float64) for part in (values.real, values.imag))


def python_scalar(text, kind):
    if kind == "boolean":
        return text == "true"
    if kind == "bigint":
        return int(text)
    if kind == "Complex":
        return complex(*(float(part) for part in text.split(",")))
    return float(text)


def as_numpy_takes(op, operands):
    """JavaScript numbers as Python scalars: whole ones are int beside integers. None where the library must refuse."""
    strong = next((x for x in operands if isinstance(x, np.ndarray)), None)
    out = []
    for x in operands:
        if type(x) is float and strong.dtype.kind in "biu":
            if np.isfinite(x) and x == int(x):
                # JavaScript has one zero less than Python: -0 divides as -0.0.
                x = x if op == "divide" and x == 0 and np.signbit(x) else int(x)
            else:
                pair = [[strong, y] if operands[0] is strong else [y, strong] for y in (1, 0.5)]
                kinds = [np.result_type(getattr(np, op)(*(np.zeros(0, z.dtype) if isinstance(z, np.ndarray) else z for z in p)))
                         for p in pair]
                if kinds[0] != kinds[1]:
                    return None
        if type(x) is int and strong.dtype.kind in "fc":
            x = float(x)
        out.append(x)
    return out


def loop_of(op, operands, options):
    """The dtype an operation computes in. (ufunc.resolve_dtypes of NumPy 2.4.6 crashes where it must refuse.)"""
    empty = [np.zeros(0, x.dtype) if isinstance(x, np.ndarray) else x for x in operands]
    found = getattr(np, op)(*empty, **options).dtype.name
    if op == "absolute" and empty[0].dtype.kind == "c":
        return {"float32": "complex64", "float64": "complex128"}.get(found, found)
    return found


def record_call(case, op, args, out=None, where=None, casting=None, dtype=None):
    """Calls NumPy and writes down what it gives; `args` are numbers of views or (kind, text) scalars."""
    record = case.record
    record["a"] = [list(arg) if isinstance(arg, tuple) else arg for arg in args]
    options = {key: value for key, value in
               {"out": out, "where": where, "casting": casting, "dtype": dtype}.items() if value is not None}
    if options:
        record["o"] = options
    operands = [python_scalar(*reversed(arg)) if isinstance(arg, tuple) else case.views[arg] for arg in args]
    try:
        operands = as_numpy_takes(op, operands)
        if operands is None:
            record["r"] = {"e": "type"}
            return record
        plain = {key: options[key] for key in ("casting", "dtype") if key in options}
        target = None if out is None else case.views[out]
        mask = True if where is None else case.views[where]
        values = bound = None
        if op in ROUNDED and (target is None or target.dtype.kind in "fc"):
            loop = loop_of(op, operands, plain)
            if inexact(op, loop):
                values = reference(op, operands, loop)
                bound = power_bound(operands, loop, values) if op == "power" and loop in COMPLEX else None
        if op == "isnan" and target is not None:
            operands = [operands[0].copy()]  # NumPy 2.4.6 is wrong from steps of 0 into larger ones.
        result = getattr(np, op)(*operands, out=target, where=mask, **plain)
    except (TypeError, ValueError, OverflowError) as error:
        record["r"] = {"e": "value" if isinstance(error, ValueError) else "type"}
        return record
    result = np.asarray(result)
    record["r"] = describe(result, answer(case, op, result, values, bound, target, where))
    return record


def answer(case, op, result, values, bound, target, where):
    if target is not None:
        if values is not None:
            np.copyto(target, values.astype(target.dtype), where=True if where is None else case.views[where])
        memory = case.memories[case.record["v"][case.record["o"]["out"]][0]]
        dtype, _, _, _, odd = case.record["m"][case.record["v"][case.record["o"]["out"]][0]]
        shown = np.frombuffer(memory.tobytes(), dtype, offset=odd)
    else:
        shown = np.broadcast_to(values, result.shape) if values is not None else result
        if where is not None:
            # What the mask leaves out is whatever the memory held in NumPy; the library promises zeros.
            shown = np.where(np.broadcast_to(case.views[where], shown.shape), shown, np.zeros((), shown.dtype))
    if values is not None and values.dtype.kind == "c" and target is not None and target.dtype.kind == "f":
        # The real part alone is kept: its error is the modulus's.
        error = 0 if bound is None else bound.max(initial=0)
        error = error + 8 * max(np.finfo(values.dtype).eps, np.finfo(target.dtype).eps) * modulus(values).max(initial=0)
        return within(shown, np.full(shown.shape, min(error, 1e300))) | {"z": 1}
    if bound is not None:
        everywhere = bound if target is None else bound.max(initial=0) + np.finfo(target.dtype).eps * modulus(values).max(initial=0)
        everywhere = np.minimum(np.broadcast_to(everywhere, shown.shape), 1e300)
        return within(shown, np.repeat(everywhere, 2)) | {"z": 1}
    if values is None:
        # Of +0 and -0 NumPy takes either as the larger, by the instruction set.
        return exact(shown, zero_signs=op not in ("maximum", "minimum"))
    coarser = values.dtype if target is None or np.finfo(values.dtype).eps > np.finfo(target.dtype).eps else target.dtype
    return within_ulps(shown, np.dtype(coarser).type(0).real.dtype.name, 1 if op == "absolute" else None)


# ---- the groups of cases ----

def second_pool(op, dtype, pool="all"):
    return "nonneg" if op == "power" and dtype in SIGNED else pool


def special_values():
    """Every special value with every other, per dtype."""
    for op, dtype in itertools.product(BINARY, DTYPES):
        case = Case(op, "special values")
        second = second_pool(op, dtype, "special")
        n, m = len(POOLS[dtype]["special"]), len(POOLS[dtype][second])
        a = case.laid_out(dtype, "special", -1, [n, 1])
        b = case.laid_out(dtype, second, -1, [1, m])
        yield record_call(case, op, [a, b])
    for op, dtype in itertools.product(UNARY, DTYPES):
        case = Case(op, "special values")
        yield record_call(case, op, [case.plain(dtype, "all", -1, len(POOLS[dtype]["all"]))])
    for op in ("exp", "log", "sqrt", "square", "absolute", "negative"):
        # All 65,536 values of float16: the memory is their bits.
        case = Case(op, "every float16")
        memory = case.memory("uint16", "all", 3, 1)
        case.memories[memory] = np.arange(65536, dtype=np.uint16).view(np.uint8).copy()
        case.record["m"][memory] = ["uint16", "count", 0, 65536, 0]
        yield record_call(case, op, [case.view(memory, "float16", 0, [65536], [2])])


def pairs():
    for op, a, b in itertools.product(BINARY, DTYPES, DTYPES):
        case = Case(op, "pairs of dtypes")
        yield record_call(case, op, [case.plain(a, "all", 1, 37), case.plain(b, second_pool(op, b), 2, 37)])
    for op, a, b in itertools.product(["power"], SIGNED, SIGNED):
        case = Case(op, "negative powers")
        yield record_call(case, op, [case.plain(a, "small", 1, 9), case.plain(b, "small", 2, 9)])


NUMBERS = ["0", "1", "-1", "2", "7", "-0.0", "2.5", "-0.5", "nan", "inf", "-inf", "127", "128", "255", "300", "-129",
           "65536", "2147483648", "9007199254740992", "18446744073709551616", "1e300"]
BIGINTS = ["0", "2", "-3", "200", "40000", "-32769", "4294967296", "9223372036854775807", "9223372036854775808",
           "18446744073709551615", "18446744073709551616", "-9223372036854775808", "-9223372036854775809"]
SCALARS = ([("number", text) for text in NUMBERS] + [("bigint", text) for text in BIGINTS]
           + [("boolean", "true"), ("boolean", "false"), ("Complex", "1.5,-2.0"), ("Complex", "0.0,0.0")])


def scalars():
    for op, dtype, scalar in itertools.product(BINARY, DTYPES, SCALARS):
        # Integers to the powers they have: the sign of the exponent decides on an error.
        case = Case(op, "weak scalars")
        yield record_call(case, op, [case.plain(dtype, "all", 3, 11), scalar])
        case = Case(op, "weak scalars")
        yield record_call(case, op, [scalar, case.plain(dtype, second_pool(op, dtype), 3, 11)])


# shape, order of axes, steps, misaligned: one layout of an operand
LAYOUTS = [
    ([5, 7], [1, 0], [1, 1], 0),
    ([5, 7], [0, 1], [-1, 1], 0),
    ([5, 7], [0, 1], [1, -1], 0),
    ([5, 7], [0, 1], [-1, -1], 0),
    ([5, 7], [0, 1], [1, 2], 0),
    ([5, 7], [1, 0], [-3, 2], 0),
    ([5, 7], [0, 1], [0, 1], 0),
    ([5, 7], [0, 1], [1, 0], 0),
    ([5, 7], [0, 1], [0, 0], 0),
    ([5, 7], [0, 1], [1, 1], 1),
    ([5, 7], [1, 0], [2, -1], 1),
    ([3, 4, 5], [2, 0, 1], [1, 1, 1], 0),
    ([3, 4, 5], [1, 2, 0], [2, -1, 1], 0),
    ([3, 1, 5], [2, 1, 0], [1, 1, 2], 0),
    ([2, 3, 4, 5], [0, 2, 1, 3], [1, 1, 1, 1], 0),
    ([2, 1, 3, 1, 2, 2, 1, 2, 1, 2], [9, 1, 3, 0, 2, 8, 7, 4, 6, 5], [1, 2, -1, 1, 1, 2, 1, -2, 1, 1], 0),
    ([2] * 10, list(range(10)), [1, -1, 2, 1, 0, 1, -1, 1, 2, -1], 1),
    ([], [], [], 0),
    ([], [], [], 1),
    ([0], [0], [1], 0),
    ([3, 0, 2], [1, 0, 2], [1, 1, 2], 0),
    ([130], [0], [-1], 0),
    ([130], [0], [3], 0),
    ([130], [0], [0], 0),
    ([33, 65], [1, 0], [1, 1], 0),
]


def layouts():
    for op, dtype, (i, layout) in itertools.product(UNARY, DTYPES, enumerate(LAYOUTS)):
        case = Case(op, "layouts")
        yield record_call(case, op, [case.laid_out(dtype, "all", i, *layout)])
    for op, dtype, (i, layout) in itertools.product(BINARY, DTYPES, enumerate(LAYOUTS)):
        shape = layout[0]
        pool = second_pool(op, dtype)
        partners = [layout, (shape, None, None, 0)]
        if len(shape) == 2:
            partners.append(([shape[1]], None, None, 1 - layout[3]))
            partners.append(([shape[0], 1], None, [2, 1], 0))
        partner = partners[(i + len(op)) % len(partners)]
        case = Case(op, "layouts")
        a = case.laid_out(dtype, pool if i % 2 else "all", i, *layout)
        b = case.laid_out(dtype, pool, i + 50, *partner)
        yield record_call(case, op, [b, a] if i % 2 else [a, b])
    # Two orders of axes: what NumPy's order 'K' makes of them.
    permutations = list(itertools.permutations(range(3)))
    for p, q in itertools.product(permutations, permutations):
        for shapes in [([2, 3, 4], [2, 3, 4]), ([2, 3, 4], [1, 3, 4]), ([2, 1, 4], [2, 3, 1])]:
            case = Case("add", "layouts")
            a = case.laid_out("float64", "tame", 1, shapes[0], list(p), [1, -1, 1])
            b = case.laid_out("int16", "tame", 2, shapes[1], list(q), [2, 1, 1])
            yield record_call(case, "add", [a, b])
    for left, right in itertools.product([[3], [2, 1], [0], [4, 1, 1], [], [1], [1, 0]], [[1, 3], [5, 1, 3], [1], [2, 3], [0, 3]]):
        case = Case("multiply", "broadcasting")
        yield record_call(case, "multiply", [case.laid_out("float32", "tame", 1, left), case.laid_out("int8", "tame", 2, right)])


def in_place():
    for (method, op), a, b in itertools.product(IN_PLACE.items(), DTYPES, DTYPES):
        case = Case(method, "in place")
        x, y = case.plain(a, "all", 5, 9), case.plain(b, second_pool(op, b), 6, 9)
        yield record_call(case, op, [x, y], out=x)
    for method, op in IN_PLACE.items():
        case = Case(method, "in place")
        x = case.laid_out("float64", "tame", 7, [3, 4], [1, 0], [1, -1])
        yield record_call(case, op, [x, case.plain("float32", "tame", 8, 4)], out=x)
        case = Case(method, "in place")
        x = case.plain("float64", "tame", 7, 4)
        yield record_call(case, op, [x, case.laid_out("float32", "tame", 8, [3, 4])], out=x)


def castings():
    for casting, a, b in itertools.product(CASTINGS, DTYPES, DTYPES):
        case = Case("add", "casting")
        x, out = case.plain(a, "small", 1, 6), case.plain(b, "small", 2, 6)
        yield record_call(case, "add", [x, x], out=out, casting=casting)
        case = Case("multiply", "casting")
        x, y = case.plain(a, "small", 1, 6), case.plain(b, "small", 2, 6)
        yield record_call(case, "multiply", [x, y], casting=casting)
    for op, a, b in itertools.product(UNARY + BINARY, DTYPES, DTYPES):
        case = Case(op, "dtype")
        x = case.plain(a, second_pool(op, a, "tame"), 1, 6)
        yield record_call(case, op, [x] if op in UNARY else [x, x], dtype=b)


def aliased():
    """`out` over the operands' memory: the same elements, reversed, shifted, transposed, of another dtype."""
    n = 150
    for op, dtype in itertools.product(UNARY + BINARY, DTYPES):
        size = np.dtype(dtype).itemsize
        for kind in ("same", "reversed", "later", "earlier", "stepped", "partner"):
            case = Case(op, "aliased out")
            pool = second_pool(op, dtype)
            memory = case.memory(dtype, pool, 9, n + 8)
            a = case.view(memory, dtype, 4 * size, [n], [size])
            b = case.plain(dtype, pool, 10, n)
            offset, stride = {"same": (4, 1), "reversed": (n + 3, -1), "later": (5, 1), "earlier": (3, 1),
                              "stepped": (4, 1), "partner": (4, 1)}[kind]
            if kind == "stepped":
                a = case.view(memory, dtype, 4 * size, [n // 2], [2 * size])
                b = case.plain(dtype, pool, 10, n // 2)
            out = case.view(memory, dtype, offset * size, case.views[a].shape, [stride * size])
            args = [a] if op in UNARY else [b, a] if kind == "partner" else [a, b]
            yield record_call(case, op, args, out=out)
    for op in ("add", "multiply", "subtract", "exp"):
        case = Case(op, "aliased out")
        memory = case.memory("float64", "tame", 3, 36 * 36)
        a = case.view(memory, "float64", 0, [36, 36], [288, 8])
        t = case.view(memory, "float64", 0, [36, 36], [8, 288])
        yield record_call(case, op, [a] if op == "exp" else [a, t], out=t)
        for other in ("int32", "float32", "complex64", "bool"):
            case = Case(op, "aliased out")
            memory = case.memory("float64", "tame", 3, 100)
            a = case.view(memory, "float64", 160, [40], [8])
            size = np.dtype(other).itemsize
            out = case.view(memory, other, 200, [40], [size])
            case.record["m"][memory][1] = "tame"
            yield record_call(case, op, [a] if op == "exp" else [a, a], out=out, casting="unsafe")


def large():
    """Sizes where work is cut into tiles and shared by threads."""
    shapes = [([100_003], None, None), ([700_001], None, None), ([630, 521], [1, 0], None), ([300, 2, 501], [1, 2, 0], [1, 1, -1]),
              ([100_001], None, [3])]
    ops = ["add", "divide", "maximum", "less", "floor_divide"]
    for dtype, (shape, order, steps), op in itertools.product(["float64", "float32", "int32", "uint8"], shapes, ops):
        case = Case(op, "large")
        a = case.laid_out(dtype, "all", 1, shape, order, steps)
        yield record_call(case, op, [a, case.laid_out(dtype, "all", 2, shape)])
    for op in ("sqrt", "negative", "isnan"):
        case = Case(op, "large")
        yield record_call(case, op, [case.laid_out("float32", "all", 1, [511, 1025], [1, 0], [1, 2])])
    for dtype in ("float16", "complex128", "bool"):
        case = Case("add", "large")
        yield record_call(case, "add", [case.laid_out(dtype, "all", 1, [401, 1025], [1, 0]), case.plain(dtype, "all", 2, 1025)])
    case = Case("add", "large")
    memory = case.memory("float64", "all", 3, 1_000_001)
    a = case.view(memory, "float64", 0, [1_000_000], [8])
    yield record_call(case, "add", [a, a], out=case.view(memory, "float64", 8, [1_000_000], [8]))


# ---- random cases ----

def random_layout(rng, shape):
    order = list(range(len(shape)))
    if rng.random() < 0.5:
        rng.shuffle(order)
    steps = [rng.choice([1, 1, 1, 1, -1, -1, 2, -2, 3]) for _ in shape]
    return order, steps


def random_shape(rng):
    return [rng.choice([1, 2, 3, 4, 5, 8, 17, 0] if rng.random() < 0.1 else [1, 2, 3, 5, 9]) for _ in range(rng.choice([0, 1, 1, 2, 2, 2, 3, 3, 4, 6]))]


def random_operand(rng, case, dtype, pool, full):
    shape = [1 if rng.random() < 0.15 else n for n in full][rng.choice([0, 0, 0, 1]) if full else 0:]
    order, steps = random_layout(rng, shape)
    if rng.random() < 0.1:
        steps = [0 if rng.random() < 0.4 else step for step in steps]
    return case.laid_out(dtype, pool, rng.randrange(1000), shape, order, steps, int(rng.random() < 0.15))


def random_case(rng, group):
    op = rng.choice(UNARY + BINARY * 2)
    full = random_shape(rng)
    case = Case(op, group)
    args = []
    for _ in range(1 if op in UNARY else 2):
        dtype = rng.choice(DTYPES)
        pool = second_pool(op, dtype) if rng.random() < 0.95 else "small"
        if args and rng.random() < 0.2:
            args.append(rng.choice([scalar for scalar in SCALARS if scalar[1] != "-0.0"]))
        else:
            args.append(random_operand(rng, case, dtype, pool, full))
    options = {}
    shape = np.broadcast_shapes(*(case.views[arg].shape for arg in args if isinstance(arg, int)))
    # NumPy 2.4.6 itself crashes on masked comparisons with integers out of range.
    if rng.random() < 0.35 and all(isinstance(arg, int) for arg in args):
        options["where"] = random_operand(rng, case, "bool", "all", full)
    if rng.random() < 0.4:
        shape = list(np.broadcast_shapes(shape, *(case.views[options[key]].shape for key in options)))
        if rng.random() < 0.05:
            shape = [2, *shape]
        first = case.views[0].dtype.name
        dtype = rng.choice([first, "float64", rng.choice(DTYPES)])
        if rng.random() < 0.25 and len(case.views[0].shape) == len(shape) and list(case.views[0].shape) == shape and 0 not in case.views[0].strides:
            options["out"] = 0
        else:
            order, steps = random_layout(rng, shape)
            options["out"] = case.laid_out(dtype, "all", 77, shape, order, steps, int(rng.random() < 0.15), pad=2)
    # Nor does it check the casting of such integers.
    if rng.random() < 0.25 and all(isinstance(arg, int) for arg in args):
        options["casting"] = rng.choice(CASTINGS)
    if rng.random() < 0.15:
        options["dtype"] = rng.choice(DTYPES)
    whole = [options.get("dtype"), case.views[options["out"]].dtype.name if "out" in options else None]
    if options.get("casting") == "unsafe" and any(dtype in INTS for dtype in whole):
        options["casting"] = "same_kind"  # What NaN is as an integer depends on the machine.
    return record_call(case, op, args, **options)


def random_cases(seed, count, group):
    rng = random.Random(seed)
    return (random_case(rng, group) for _ in range(count))


def main():
    if sys.argv[1:2] == ["--live"]:
        pools = {dtype: {key: packed(pool) for key, pool in of.items()} for dtype, of in POOLS.items()}
        cases = list(random_cases(int(sys.argv[2]), int(sys.argv[3]), "live"))
        for record in [{"numpy": np.__version__, "pools": pools, "cases": len(cases)}, *cases]:
            print(json.dumps(record, separators=(",", ":")))
        return
    groups = [special_values(), pairs(), scalars(), layouts(), in_place(), castings(), aliased(), large(),
              random_cases(2026, 4000, "random options")]
    write("elementwise", list(itertools.chain(*groups)))


if __name__ == "__main__":
    main()
