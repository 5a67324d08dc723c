"""NumPy's answers for joining, splitting, repeating, padding, rolling, flipping and editing arrays.

Writes test/golden/joining.jsonl.gz: a case per line with its arrays (dtype, shape, layout, bytes), the call, and the results
(dtype, shape, layout, whether it shares memory with the first array, bytes) or that it is an error.
"""
import gzip
import json
import pathlib
import re

import numpy as np

rng = np.random.default_rng(20240611)
DTYPES = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
          "float16", "float32", "float64", "complex64", "complex128"]
LAYOUTS = ["C", "F", "R", "S"]
cases = []


class A:
    """An array of a case: how the test makes it again."""

    def __init__(self, value, layout="C"):
        self.layout = layout
        value = np.asarray(value)
        if value.ndim == 0:
            self.layout = layout = "C"
        if layout == "F":
            made = value.copy(order="F")
        elif layout == "R":
            made = value[::-1].copy()[::-1]
        elif layout == "S":
            twice = np.zeros(value.shape[:-1] + (2 * value.shape[-1],), value.dtype)
            made = twice[..., ::2]
            made[...] = value
        else:
            made = value.copy(order="C")
        self.value = made

    def json(self):
        v = self.value
        return {"d": str(v.dtype), "s": v.shape, "l": self.layout, "x": v.tobytes().hex()}


def some(dtype, shape, layout="C"):
    size = int(np.prod(shape))
    if dtype == "bool":
        v = rng.integers(0, 2, size).astype(bool)
    elif np.dtype(dtype).kind in "iu":
        info = np.iinfo(dtype)
        v = rng.integers(max(info.min, -99), 100, size).astype(dtype)
        if size > 2:
            v[rng.integers(size)] = info.max
    elif np.dtype(dtype).kind == "f":
        v = np.round(rng.normal(size=size) * 8, 2).astype(dtype)
        if size > 3:
            v[rng.integers(size, size=3)] = [np.nan, -0.0, -np.inf]
    else:
        v = (np.round(rng.normal(size=size) * 8, 2) + 1j * np.round(rng.normal(size=size), 2)).astype(dtype)
        if size > 3:
            v[rng.integers(size)] = complex(np.nan, -0.0)
    return A(v.reshape(shape), layout)


def encode(x):
    if isinstance(x, A):
        return {"array": x.json()}
    if isinstance(x, slice):
        return {"slice": [x.start, x.stop, x.step]}
    if isinstance(x, (list, tuple)):
        return [encode(e) for e in x]
    if isinstance(x, dict):
        return {"record": {str(k): encode(e) for k, e in x.items()}}
    if isinstance(x, np.generic):
        return x.item()
    return x


def decode(x):
    if isinstance(x, A):
        return x.value
    if isinstance(x, list):
        return [decode(e) for e in x]
    if isinstance(x, tuple):
        return tuple(decode(e) for e in x)
    if isinstance(x, dict):
        return {k: tuple(e) if isinstance(e, list) else decode(e) for k, e in x.items()}
    return x


def first_array(x):
    if isinstance(x, A):
        return x.value
    if isinstance(x, (list, tuple)):
        for e in x:
            found = first_array(e)
            if found is not None:
                return found
    return None


def camel(name):
    return re.sub(r"_(\w)", lambda m: m[1].upper(), name)


def result(r, root, flags):
    r = np.asarray(r)
    layout = {"c": bool(r.flags.c_contiguous), "f": bool(r.flags.f_contiguous)} if flags else {}
    return {"d": str(r.dtype), "s": r.shape, **layout,
            "v": bool(r.ndim > 0 and root is not None and np.may_share_memory(r, root)), "x": r.tobytes().hex()}


def case(name, *args, **options):
    c = {"f": camel(name), "a": [encode(a) for a in args], "o": {camel(k): encode(v) for k, v in options.items()}}
    try:
        with np.errstate(all="ignore"):
            r = getattr(np, name)(*[decode(a) for a in args], **{k: decode(v) for k, v in options.items()})
    except Exception:
        c["e"] = True
    else:
        root = first_array(list(args))
        # Results of index arrays are C-contiguous here; NumPy's keep the order in which it walked.
        flags = not (name == "delete" and isinstance(args[1], (list, A)))
        if isinstance(r, (list, tuple)):
            c["rs"] = [result(e, root, True) for e in r]
        else:
            c["r"] = result(r, root, flags)
    cases.append(c)


def pick(values):
    return values[rng.integers(len(values))]


def dtype():
    return pick(DTYPES)


def layout():
    return pick(LAYOUTS)


# Joining: all pairs of dtypes, then layouts, ranks and axes.
for x in DTYPES:
    for y in DTYPES:
        case("concatenate", [some(x, (2,)), some(y, (1,))])
for _ in range(150):
    ndim = int(rng.integers(1, 4))
    axis = int(rng.integers(-ndim, ndim))
    shape = rng.integers(0, 4, ndim)
    arrays = []
    d = dtype()
    same = rng.random() < 0.6
    lay = layout()
    for _ in range(rng.integers(1, 5)):
        own = shape.copy()
        own[axis] = rng.integers(0, 4)
        if rng.random() < 0.04:
            own[rng.integers(ndim)] += 1
        arrays.append(some(d if same else dtype(), tuple(own), lay if rng.random() < 0.7 else layout()))
    case("concatenate", arrays, axis=axis)
    case("concatenate", arrays, axis=None)
    case(pick(["vstack", "hstack", "dstack", "column_stack"]), arrays)
    one = tuple(shape)
    case("stack", [some(d if same else dtype(), one, layout()) for _ in range(rng.integers(1, 4))],
         axis=int(rng.integers(-ndim - 1, ndim + 1)))
for d in DTYPES:
    for to in DTYPES:
        case("concatenate", [some("int16", (2,)), some(d, (2,))], dtype=to)
for casting in ["no", "equiv", "safe", "same_kind", "unsafe"]:
    for d in ["uint8", "int32", "float32", "complex64"]:
        case("concatenate", [some("int16", (2,)), some("bool", (2,))], dtype=d, casting=casting)
        case("stack", [some("int16", (2,)), some("int16", (2,))], dtype=d, casting=casting)
        case("vstack", [some("int16", (2,)), some("int16", (2,))], dtype=d, casting=casting)
        case("hstack", [some("int16", (2,)), some("int16", (2,))], dtype=d, casting=casting)
for bad in [[], [some("int8", ())], [some("int8", (1,)), some("int8", (1, 1))]]:
    for f in ["concatenate", "stack", "vstack", "hstack", "dstack", "column_stack"]:
        case(f, bad)
case("concatenate", some("int8", (3, 2, 2)))
case("stack", some("int8", (3, 2)), axis=1)
case("concatenate", [some("float64", (2, 2))] * 2, axis=2)
case("stack", [some("float64", (2, 2))] * 2, axis=3)
case("concatenate", [some("int32", (1,)) for _ in range(150)])
case("stack", [some("int32", (2,)) for _ in range(130)], axis=1)
for f in ["stack", "vstack", "hstack", "dstack", "column_stack"]:
    for d in DTYPES:
        case(f, [some(d, (3,), layout()), some(d, (3,), layout())])
        case(f, [some(d, (2, 3), layout()), some(d, (2, 3), layout())])
        case(f, [some(d, ()), some(d, ())])

# Blocks.
m = lambda *s: some("float32", s, layout())
case("block", [[m(2, 2), m(2, 1)], [m(1, 2), m(1, 1)]])
case("block", [m(2), m(3)])
case("block", [[m(2)], [m(2)]])
case("block", m(2, 2))
case("block", [[m(1, 2, 2)], [m(1, 1, 2)]])
case("block", [[[m(2)], [m(2)]]])
case("block", [[m(2, 2), some("complex64", (2, 1))], [some("int64", (1, 3))]])
case("block", [[m(2, 2)], m(2)])
case("block", [[m(2, 2)], []])
case("block", [[m(2, 2), m(3, 1)]])
case("block", [some("int8", ()), some("int16", ())])

# Splitting: views.
for _ in range(60):
    ndim = int(rng.integers(1, 4))
    a = some(dtype(), tuple(rng.integers(0, 7, ndim)), layout())
    axis = int(rng.integers(-ndim, ndim))
    cuts = pick([1, 2, 3, 0, -1, [1], [2, 4], [-1], [3, 1], [0, 9], [-9, 2], []])
    case("split", a, cuts, axis=axis)
    case("array_split", a, cuts, axis=axis)
    case(pick(["hsplit", "vsplit", "dsplit"]), a, cuts)
    case("unstack", a, axis=axis)
case("unstack", some("int8", ()))
case("hsplit", some("int8", ()), 1)
case("split", some("int8", (4,)), 2, axis=1)

# Repetition.
for d in DTYPES:
    for lay in LAYOUTS:
        a = some(d, (2, 3), lay)
        case("repeat", a, int(rng.integers(0, 4)))
        case("repeat", a, [1, 0, 2], axis=1)
        case("repeat", a, int(rng.integers(1, 12)), axis=0)
        case("tile", a, pick([2, [2, 1], [1, 3], [2, 2, 2], [0, 1], [1, 1], [3, 1, 2]]))
        case("resize", a, pick([[4], [3, 5], [2, 2], [], [0, 2], [2, 3]]))
for shape in [(), (0,), (5,), (2, 0, 3), (3, 2, 2)]:
    for reps in [0, 1, 3, 40, [2, 3], [1, 2, 1, 2], []]:
        case("tile", some("float64", shape), reps)
    for counts in [0, 1, 5, [2], -1, [1, 2, 3, 0, 1], [1, -1, 1, 1, 1]]:
        case("repeat", some("int16", shape), counts)
        case("repeat", some("complex64", shape), counts, axis=0)
case("repeat", some("int8", (3,)), A(np.array([1, 2, 0], np.uint8)))
case("repeat", some("int8", (3,)), A(np.array([1, 2, 0], np.int32), "R"))
case("repeat", some("int8", (3,)), 2, axis=1)
case("repeat", some("int8", (3,)), [[1, 2, 3]])
case("resize", some("int8", (0,)), [2, 2])
case("resize", some("int8", (3,)), [-1])

# Rolling, flipping, turning.
for d in DTYPES:
    for lay in LAYOUTS:
        a = some(d, (3, 4), lay)
        case("roll", a, int(rng.integers(-20, 20)))
        case("roll", a, int(rng.integers(-9, 9)), axis=int(rng.integers(-2, 2)))
        case("roll", a, [int(rng.integers(-9, 9)), int(rng.integers(-9, 9))], axis=[0, 1])
        case("flip", a, axis=pick([None, 0, 1, -1, [0, 1]]))
        case(pick(["fliplr", "flipud"]), a)
        case("rot90", a, k=int(rng.integers(-5, 6)), axes=pick([[0, 1], [1, 0], [-1, 0]]))
for shape in [(), (0,), (5,), (2, 0, 3), (3, 2, 2)]:
    a = some("float64", shape)
    case("roll", a, 3)
    case("roll", a, 1, axis=0)
    case("roll", a, [1, 2], axis=0)
    case("roll", a, 1, axis=[0, 0])
    case("roll", a, [1, 2], axis=[0, 1, 2])
    case("roll", a, 2, axis=[1, 2])
    case("flip", a)
    case("flip", a, axis=1)
    case("fliplr", a)
    case("flipud", a)
    case("rot90", a)
    case("rot90", a, axes=[1, 2])
    case("rot90", a, axes=[0, 0])

# Editing.
PLACES = [0, -1, 2, 4, 9, -9, [0, 2], [1, 1, 3], [-1, 0], [0, 9], [[0], [1]], [], slice(1, 3), slice(None, None, 2),
          slice(3, 0, -2), slice(5, 2), slice(None, None, -1), [1]]
for places in PLACES:
    for shape in [(4,), (2, 4), (4, 3), (2, 2, 4)]:
        for axis in [None, 0, -1]:
            a = some(dtype(), shape, layout())
            case("delete", a, places, axis=axis)
            if places == [] or places == [[0], [1]]:
                continue
            case("insert", a, places, some(dtype(), ()), axis=axis)
for mask in [[True, False, False, True], [False] * 4, [True, False], [False, True, False, False]]:
    mask = A(np.array(mask))
    case("delete", some("int8", (4,)), mask)
    case("delete", some("int8", (2, 4), "F"), mask, axis=1)
    case("insert", some("int8", (4,)), mask, some("int8", ()))
for places, values, axis in [(1, (2,), None), (1, (2,), 0), (1, (3,), 1), (1, (2, 3), 0), ([1], (2, 3), 0), ([1], (3,), 0),
                             ([0, 2], (2,), 1), ([0, 2], (2, 2), 1), ([0, 2], (3,), 1), (1, (2, 1), 1), ([0, 1, 1], (3,), 0),
                             (0, (2, 2), None), ([0, 3], (2,), None), (1, (2, 2), 1)]:
    case("insert", some("float64", (2, 3), layout()), places, some("int16", values), axis=axis)
for _ in range(40):
    a, b = some(dtype(), (2, 3), layout()), some(dtype(), (int(rng.integers(0, 3)), 3), layout())
    case("append", a, b)
    case("append", a, b, axis=int(rng.integers(-2, 2)))
for d in DTYPES:
    v = np.zeros((4, 5), d)
    v[1:3, 2] = 1
    for trim in ["f", "b", "fb"]:
        case("trim_zeros", A(v[1], layout()), trim=trim)
        case("trim_zeros", A(v, layout()), trim=trim)
        case("trim_zeros", A(v, layout()), trim=trim, axis=1)
    case("trim_zeros", A(np.zeros(3, d)))
    case("trim_zeros", A(np.zeros((2, 3), d)), trim="f")
    case("trim_zeros", A(np.zeros((2, 3), d)), trim="b")
case("trim_zeros", A(np.zeros(0)))
case("trim_zeros", A(np.array([0.0, np.nan, -0.0])))

# Grids, triangles and diagonals.
for d in DTYPES:
    for lay in LAYOUTS:
        a = some(d, (3, 4), lay)
        case("tril", a, k=int(rng.integers(-5, 6)))
        case("triu", a, k=int(rng.integers(-5, 6)))
        case("diag", a, k=int(rng.integers(-4, 5)))
        case("diag", some(d, (3,), lay), k=int(rng.integers(-2, 3)))
        case("diagflat", a, k=int(rng.integers(-2, 3)))
    case("tri", 3, 4, k=int(rng.integers(-4, 5)), dtype=d)
    case("vander", A(np.arange(1, 4).astype(d)), 3)
    case("vander", A(np.arange(1, 4).astype(d), "R"), increasing=True)
for shape in [(), (0,), (3,), (2, 0, 3), (3, 2, 2), (1, 1)]:
    for f in ["tril", "triu", "diag", "diagflat", "vander"]:
        case(f, some("float32", shape))
for n in [0, 1]:
    case("vander", some("int8", (2,)), n)
case("vander", some("int8", (2,)), -1)
case("tri", 0)
case("tri", 3, 0)
case("tri", -1)
for indexing in ["xy", "ij"]:
    for sparse in [False, True]:
        for copy in [True, False]:
            for shapes in [[], [3], [3, 2], [3, 2, 2], [0, 2], [1, 1]]:
                xi = [some(dtype(), (n,), layout()) for n in shapes]
                case("meshgrid", *xi, indexing=indexing, sparse=sparse, copy=copy)
case("meshgrid", some("int8", (2, 2)), some("int8", ()))
case("meshgrid", some("int8", (2,)), indexing="yx")

# Padding.
WIDTHS = [0, 1, 3, [2, 1], [[1, 2]], [[1, 0], [0, 2]], [[2], [1]], [[0, 7], [5, 1]], {0: 1}, {-1: [1, 3]}, [1], [1, 2, 3], -1,
          [[1, 2], [3, -4]], {2: 1}]
MODES = ["constant", "edge", "linear_ramp", "maximum", "mean", "median", "minimum", "reflect", "symmetric", "wrap"]


def pad_case(a, width, **options):
    with np.errstate(all="ignore"):
        case("pad", a, width, **options)


for d in DTYPES:
    for mode in MODES:
        if d == "bool" and mode in ("linear_ramp",):
            continue
        for lay in LAYOUTS:
            a = A(np.nan_to_num(some(d, (2, 3)).value, posinf=50, neginf=-50) + np.zeros(1, d) if np.dtype(d).kind not in "iu"
                  else np.clip(some(d, (2, 3)).value, 0 if d[0] == "u" else -50, 50), lay)
            pad_case(a, pick(WIDTHS), mode=mode)
            if mode == "constant":
                pad_case(a, pick(WIDTHS), mode=mode, constant_values=pick([1, [1, 0], [[1, 0], [0, 1]]]))
                pad_case(a, pick(WIDTHS[1:5]))
            elif mode == "linear_ramp":
                pad_case(a, pick(WIDTHS[1:9]), mode=mode, end_values=pick([1, 7, [3, 4], [[1, 2], [3, 4]]]))
            elif mode in ("maximum", "mean", "median", "minimum"):
                pad_case(a, pick(WIDTHS[1:9]), mode=mode, stat_length=pick([1, 2, [1, 2], [[1, 2], [3, 1]], 100]))
            elif mode in ("reflect", "symmetric"):
                pad_case(a, pick(WIDTHS[1:9]), mode=mode, reflect_type="odd" if d != "bool" else "even")
for mode in MODES:
    for shape in [(), (0,), (1,), (5,), (2, 0), (1, 4), (2, 3, 2)]:
        for width in [0, 1, [4, 2], 11, {0: [2, 3]}]:
            pad_case(A(np.arange(np.prod(shape)).reshape(shape) + 0.5), width, mode=mode)
            pad_case(A(np.arange(np.prod(shape), dtype=np.int32).reshape(shape)), width, mode=mode)
            if mode in ("reflect", "symmetric"):
                pad_case(A(np.arange(np.prod(shape)).reshape(shape) ** 2), width, mode=mode, reflect_type="odd")
    for option in ["constant_values", "end_values", "stat_length", "reflect_type"]:
        pad_case(A(np.arange(3.0)), 2, mode=mode, **{option: "odd" if option == "reflect_type" else 2})
    pad_case(A(np.arange(3.0)), 2, mode=mode, stat_length=0)
pad_case(A(np.arange(3.0)), 2, mode="nearest")

path = pathlib.Path(__file__).parents[2] / "test/golden/joining.jsonl.gz"
data = "\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n"
path.write_bytes(gzip.compress(data.encode(), mtime=0))
print(len(cases), "cases,", path.stat().st_size, "bytes,", sum("e" in c for c in cases), "errors")
