"""Writes test/golden/print.json: what NumPy prints, for arrays of every dtype under many print options.

Run with NumPy 2.4.6: python3 tools/golden/print.py
"""

import itertools
import json
import pathlib
import warnings

import numpy as np

assert np.__version__ == "2.4.6", np.__version__
warnings.simplefilter("ignore")
rng = np.random.default_rng(20240)

FLOATS = ["float16", "float32", "float64"]
COMPLEX = ["complex64", "complex128"]
INTS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
DTYPES = ["bool", *INTS, *FLOATS, *COMPLEX]

FORMATTERS = {
    "constant": lambda value: "#",
    "text": lambda value: str(int(value)),
    "block": lambda value: "ab\ncde\nf",
    "astral": lambda value: "\U0001d538b",
    "parts": lambda value: f"<{int(value.real)};{int(value.imag)}>",
}


def camel(name):
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def plain(options):
    """Options as JSON: camelCase names, formatters by name."""
    out = {}
    for key, value in options.items():
        if key == "formatter":
            value = {camel(kind): name for kind, name in value.items()}
        elif isinstance(value, float) and np.isinf(value):
            value = "Infinity"
        out[camel(key)] = value
    return out


def live(options):
    if "formatter" not in options:
        return options
    formatter = {kind: FORMATTERS[name] for kind, name in options["formatter"].items()}
    return {**options, "formatter": formatter}


arrays = []


def case(array, context=None, call=None):
    """Prints `array` with `context` as print options and `call` as arguments of array2string."""
    array = np.asarray(array)
    context, call = context or {}, call or {}
    short = {k: v for k, v in call.items() if k in ("max_line_width", "precision", "suppress_small")}
    with np.printoptions(**live(context)):
        record = {
            "dtype": array.dtype.name,
            "shape": list(array.shape),
            "data": array.tobytes().hex(),
            "context": plain(context),
            "call": plain(call),
            "text": np.array2string(array, **live(call)),
            "repr": np.array_repr(array, **short),
            "str": np.array_str(array, **short),
        }
    flat = array.ravel()
    # Long ramps are stored as start and step.
    if flat.size > 300 and array.dtype.kind in "iuf" and (np.diff(flat) == flat[1] - flat[0]).all():
        record["data"] = {"start": flat[0].item(), "step": (flat[1] - flat[0]).item()}
    arrays.append(record)


def ints(dtype, shape):
    info = np.iinfo(dtype)
    high = int(info.max) >> int(rng.integers(0, info.bits - 1))
    low = 0 if info.min == 0 or rng.random() < 0.3 else -high
    return rng.integers(low, high, shape, dtype=dtype, endpoint=True)


def floats(dtype, shape, style):
    if style == "unit":
        a = rng.random(shape)
    elif style == "normal":
        a = rng.normal(0, 1, shape)
    elif style == "whole":
        a = np.round(rng.normal(0, 50, shape))
    elif style == "halves":
        a = rng.integers(-40, 40, shape) / 8
    elif style == "wide":
        a = rng.normal(0, 1, shape) * 10.0 ** rng.integers(-6, 5, shape)
    elif style == "huge":
        a = rng.normal(0, 1, shape) * 10.0 ** rng.integers(-300, 300, shape)
    elif style == "cents":
        a = np.round(rng.random(shape) * 100, 2)
    else:
        a = rng.choice([np.nan, np.inf, -np.inf, 0.0, -0.0, 1.5, -2.25, 1e-5, 123.0], shape)
    return a.astype(dtype)


def any_array(dtype, shape, style):
    if dtype == "bool":
        return rng.random(shape) < 0.5
    if dtype in INTS:
        return ints(dtype, shape)
    if dtype in FLOATS:
        return floats(dtype, shape, style)
    part = "float32" if dtype == "complex64" else "float64"
    out = np.empty(shape, dtype)
    out.real = floats(part, shape, style)
    out.imag = floats(part, shape, style)
    return out


STYLES = ["unit", "normal", "whole", "halves", "wide", "huge", "cents", "special"]
SHAPES = [(), (1,), (7,), (40,), (3, 4), (2, 3, 2), (1, 1, 1, 2), (2, 1, 2, 1, 2), (5, 30)]

# Every dtype in every rank.
for dtype, shape in itertools.product(DTYPES, SHAPES):
    case(any_array(dtype, shape, rng.choice(STYLES)))
# Empty ones.
for dtype, shape in itertools.product(["float64", "int64", "bool", "float32", "complex64"], [(0,), (0, 3), (3, 0), (2, 0, 4)]):
    case(np.zeros(shape, dtype))
# Floats in every style, 0-d included.
for dtype, style, shape in itertools.product(FLOATS + COMPLEX, STYLES, [(), (1,), (6,), (2, 9)]):
    case(any_array(dtype, shape, style))

# The bounds where exponents begin.
edges = [1e-5, 9.9e-5, 1e-4, 1.0001e-4, 0.001, 0.1, 1, 999, 1000, 1000.5, 1001, 1024, 9999, 65504, 999999, 1e6, 1e7,
         16777216, 99999999, 1e8, 123456789, 1e15, 9.9e15, 1e16, 1e22, 1e23, 2.0**-44, 5e-324, 2.0**-1022,
         1.7976931348623157e308, 2.0**-149, 2.0**-126, 3.4028234663852886e38, 2.0**-24, 2.0**-14, 0.3, 1 / 3, 2 / 3]
for dtype in FLOATS + COMPLEX:
    for x in edges:
        case(np.array(x, dtype))
        case(np.array([x, -x], dtype))
        case(np.array([x, 1], dtype))
    for x in (999.0, 999.5, 1000.0, 1000.2, 1001.0, 0.9999):
        case(np.array([1, x], dtype))
        case(np.array([0.001, x / 1000, 0], dtype))
for dtype in FLOATS:
    for x in (1e-4, 1e3, 1e6, 1e8, 1e16):
        for to in (0, np.inf):
            case(np.nextafter(np.array(x, dtype), np.array(to, dtype)))
            case(np.nextafter(np.array([x], dtype), np.array(to, dtype)))
for parts in itertools.product([0.0, -0.0, 1.0, -1.5, np.nan, np.inf, -np.inf, 1e16, 1e-5], repeat=2):
    case(np.array(complex(*parts)))
    case(np.array([complex(*parts)], "complex64"))

# Summarising.
case(np.arange(1000))
case(np.arange(1001))
case(np.arange(2000.0).reshape(2, 1000))
case(np.arange(1200, dtype="int32").reshape(2, 600))
case(np.arange(1200, dtype="float32").reshape(4, 3, 100))
case(np.arange(4000).reshape(10, 10, 40))
case(np.arange(1500.0).reshape(1500, 1))
case(np.arange(1500, dtype="uint16").reshape(5, 300) )
case(np.arange(3000) * 1000003)
case(np.arange(1100) / 64)
for edge, threshold, shape in itertools.product([0, 1, 2, 5], [0, 5, 11], [(), (3,), (12,), (4, 5), (3, 2, 4), (1, 11)]):
    dtype = str(rng.choice(DTYPES))
    context = {"edgeitems": edge, "threshold": threshold}
    case(any_array(dtype, shape, rng.choice(STYLES)), context)
    case(any_array(dtype, shape, rng.choice(STYLES)), {}, context)

# Print options, one by one and mixed.
choices = {
    "precision": [0, 1, 2, 3, 5, 8, 12, 17, 20, 40],
    "suppress": [True, False],
    "sign": ["-", "+", " "],
    "floatmode": ["fixed", "unique", "maxprec", "maxprec_equal"],
    "linewidth": [1, 10, 20, 40, 75, 120, float("inf")],
    "nanstr": ["nan", "NaN", "not a number", ""],
    "infstr": ["inf", "\u221e", "Infinity"],
    "threshold": [3, 1000, float("inf")],
    "edgeitems": [1, 2, 3],
}
for key, values in choices.items():
    for value, dtype in itertools.product(values, ["float64", "float32", "complex128", "int32", "bool"]):
        case(any_array(dtype, (4, 3), rng.choice(["normal", "wide", "special"])), {key: value})
for _ in range(500):
    keys = rng.choice(list(choices), int(rng.integers(1, 6)), replace=False)
    context = {str(key): choices[key][rng.integers(len(choices[key]))] for key in keys}
    dtype = str(rng.choice(FLOATS + COMPLEX + FLOATS + COMPLEX + ["bool", "int64", "uint64", "int8"]))
    shape = SHAPES[rng.integers(len(SHAPES) - 1)]
    case(any_array(dtype, shape, rng.choice(STYLES)), context)
for mode, suppress, precision in itertools.product(choices["floatmode"], [True, False], [0, 2, 8, 30]):
    for dtype in FLOATS:
        case(any_array(dtype, (5,), "wide"), {"floatmode": mode, "suppress": suppress, "precision": precision})
        case(np.array([0.5, 1.5, 2.5, -0.125, 0.0625, 1e-9, 0.1], dtype), {"floatmode": mode, "suppress": suppress, "precision": precision})

# Arguments of array2string.
calls = {
    "precision": [0, 1, 4, 16],
    "suppress_small": [True, False],
    "max_line_width": [12, 30, 60, 100],
    "separator": [" ", ", ", ",", "", " | ", ",\n", "; "],
    "prefix": ["", "array(", "a much longer prefix: "],
    "suffix": ["", ")", " and the end"],
    "threshold": [4, 1000],
    "edgeitems": [1, 2, 4],
    "sign": ["-", "+", " "],
    "floatmode": choices["floatmode"],
    "formatter": [{"all": "constant"}, {"float_kind": "text", "all": "constant"}, {"int": "block"}, {"all": "block"},
                  {"int_kind": "text", "bool": "constant"}, {"bool": "text", "complex_kind": "parts"}, {"all": "astral"},
                  {"float": "text", "float_kind": "constant", "complexfloat": "parts"}],
}
for _ in range(500):
    keys = rng.choice(list(calls), int(rng.integers(1, 6)), replace=False)
    call = {str(key): calls[key][rng.integers(len(calls[key]))] for key in keys}
    dtype = str(rng.choice(DTYPES))
    shape = SHAPES[rng.integers(len(SHAPES))]
    style = str(rng.choice(["halves", "whole"] if "formatter" in call else STYLES))
    case(any_array(dtype, shape, style), {}, call)
case(np.arange(12), {"formatter": {"int": "block"}, "linewidth": 20})
case(np.arange(12.0), {"formatter": {"int": "block"}})

# Single numbers.
numbers = []


def number(function, value, **options):
    value = np.asarray(value)
    call = np.format_float_positional if function == "positional" else np.format_float_scientific
    record = {"function": function, "dtype": value.dtype.name, "data": value.tobytes().hex(), "options": plain(options)}
    try:
        record["text"] = call(value[()], **options)
    except (ValueError, TypeError):
        record["error"] = True
    numbers.append(record)


values = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, 0.125, 0.375, 0.1, -0.3, 1 / 3, 2 / 3, 9.5, 9.99, 0.96, 0.0996, 99.96, 999.5,
          1e-10, 9e-9, 5e-9, 4e-9, 1e-5, 123.456, 120.0, 129.456, 1e5, 1e22, 1e23, 123456789012345678901234.0, 2.0**-44,
          5e-324, 2.0**-1022, 2.0**-1074 * 7, 1.7976931348623157e308, 9007199254740993.0, np.nan, np.inf, -np.inf, np.pi * 1e-3]
for x in values:
    for function in ("positional", "scientific"):
        for dtype in FLOATS:
            number(function, np.array(x, dtype))
            number(function, np.array(x, dtype), precision=3, unique=False)
for x, trim, unique in itertools.product([1001.0, 1.04e5, 1000.0, 1024.0, 0.101, 9.96], "k.0-", [True, False]):
    for function, precision in itertools.product(("positional", "scientific"), (1, 2)):
        number(function, np.array(x), precision=precision, trim=trim, unique=unique)
for x in [1e10, 1e11, 1e12, 1e22, 1e-5]:
    for dtype, digits in itertools.product(FLOATS, [1, 9, 12, 20]):
        number("scientific", np.array(x, dtype), min_digits=digits)
# Decimals at the same distance from a value, and midpoints between values.
for x in [1048576.25, 1048576.75, 2097153.5, 33554434.0, 67108868.0, 2.0**49 + 0.25, 2.0**50 + 0.75, 2.0**52 + 0.5]:
    for dtype in FLOATS:
        number("positional", np.array(x, dtype))
for x, dtype in itertools.product([4e-9, 5e-324, 0.3, 9.7, 2.0], FLOATS):
    for function in ("positional", "scientific"):
        number(function, np.array(x, dtype), precision=0, min_digits=25)
for _ in range(1500):
    function = str(rng.choice(["positional", "scientific"]))
    options = {}
    if rng.random() < 0.7:
        options["precision"] = int(rng.integers(0, 8)) if rng.random() < 0.8 else int(rng.integers(8, 120))
    if rng.random() < 0.4:
        options["unique"] = bool(rng.random() < 0.4)
    if rng.random() < 0.5:
        options["trim"] = str(rng.choice(["k", ".", "0", "-"]))
    if rng.random() < 0.2:
        options["sign"] = True
    if rng.random() < 0.3:
        options["pad_left"] = int(rng.integers(0, 9))
    if rng.random() < 0.3:
        options["min_digits"] = int(rng.integers(0, 30 if rng.random() < 0.3 else 6))
    if function == "positional":
        if rng.random() < 0.3:
            options["pad_right"] = int(rng.integers(0, 9))
        if rng.random() < 0.4:
            options["fractional"] = False
    elif rng.random() < 0.3:
        options["exp_digits"] = int(rng.integers(0, 5))
    if rng.random() < 0.4:
        x = values[rng.integers(len(values))]
    elif rng.random() < 0.5:
        x = float(2.0 ** rng.integers(-40, 40))
    else:
        x = float(rng.normal() * 10.0 ** rng.integers(-9, 12))
    number(function, np.array(x, str(rng.choice(FLOATS))), **options)

out = pathlib.Path(__file__).resolve().parents[2] / "test" / "golden" / "print.json"


def lines(records):
    return "[\n" + ",\n".join(json.dumps(r, separators=(",", ":")) for r in records) + "\n]"


out.write_text(f'{{"numpy":"{np.__version__}","arrays":{lines(arrays)},"numbers":{lines(numbers)}}}\n')
print(len(arrays), "arrays,", len(numbers), "numbers,", out.stat().st_size, "bytes")
