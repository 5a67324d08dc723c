"""Writes test/golden/exact.jsonl.gz: the functions whose results are exact to the bit (bits, shifts, divisors, rounding,
signs and parts of floats, selection, closeness) over dtypes, special values, layouts, lengths, scalars and options.

Run with NumPy 2.4.6: python3 tools/golden/exact.py
"""

import itertools

import numpy as np
from elementwise import LAYOUTS, python_scalar
from sweep import COMPLEX, DTYPES, FLOATS, POOLS, SIGNED, UNSIGNED, Case, describe, exact, within_ulps, write

INTEGERS = SIGNED + UNSIGNED
UNARY = ["invert", "bitwise_count", "floor", "ceil", "trunc", "rint", "fix", "sign", "fabs", "reciprocal", "spacing", "modf",
         "frexp", "isposinf", "isneginf", "isreal", "iscomplex", "nan_to_num"]
BITS = ["bitwise_and", "bitwise_or", "bitwise_xor", "left_shift", "right_shift"]
BINARY = [*BITS, "gcd", "lcm", "copysign", "nextafter", "heaviside", "fmax", "fmin", "fmod", "divmod", "ldexp", "isclose"]
IN_PLACE = {"iand": "bitwise_and", "ior": "bitwise_or", "ixor": "bitwise_xor", "ilshift": "left_shift",
            "irshift": "right_shift"}
# Of +0 and -0 NumPy takes either, by the instruction set.
ANY_ZERO = ("fmax", "fmin", "clip")
PAIRS = ("modf", "frexp", "divmod")


def python_value(arg):
    kind, text = arg
    if kind == "null":
        return None
    value = python_scalar(text, kind)
    return int(value) if type(value) is float and np.isfinite(value) and value == int(value) else value


def record_call(case, name, args, part=None, options=None, method=None, views=None, like=None):
    """One call. `options` are the library's; `views` names those of them that are numbers of views."""
    record = case.record
    record["a"] = [list(arg) if isinstance(arg, tuple) else arg for arg in args]
    if options:
        record["o"] = {camel(key): value for key, value in options.items()}
    if part is not None:
        record["i"] = part
    keywords = dict(options or {})
    for key in views or ():
        keywords[key] = [case.views[i] for i in keywords[key]] if isinstance(keywords[key], list) else case.views[keywords[key]]
    if isinstance(keywords.get("out"), list):
        keywords["out"] = tuple(keywords["out"])
    operands = [python_value(arg) if isinstance(arg, tuple) else case.views[arg] for arg in args]
    # Beside floats every JavaScript number is one.
    strong = [x.dtype.kind for x in operands if isinstance(x, np.ndarray)]
    if strong and all(kind in "fc" for kind in strong) and name != "ldexp":
        operands = [float(x) if type(x) is int and -2**1000 < x < 2**1000 else x for x in operands]
    try:
        function = getattr(np, name)
        result = method(function, operands, keywords) if method else function(*operands, **keywords)
    except (TypeError, ValueError, OverflowError) as error:
        record["r"] = {"e": "value" if isinstance(error, ValueError) else "type"}
        return record
    if part is not None:
        result = result[part]
    result = np.asarray(result)
    shown = result
    out = (options or {}).get("out")
    if out is not None:
        out = out[part] if isinstance(out, list) else out
        memory = case.record["v"][out][0]
        dtype, _, _, _, odd = case.record["m"][memory]
        shown = np.frombuffer(case.memories[memory].tobytes(), dtype, offset=odd)
    elif "where" in keywords:
        # What the mask leaves out is whatever the memory held in NumPy; the library promises zeros.
        shown = np.where(np.broadcast_to(keywords["where"], shown.shape), shown, np.zeros((), shown.dtype))
    if name == "sign" and result.dtype.kind == "c":
        values = within_ulps(shown, result.real.dtype.name, 2)
    else:
        values = exact(shown, zero_signs=name not in ANY_ZERO)
    record["r"] = describe(result, values)
    return record


def camel(name):
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def parts(name):
    return range(2) if name in PAIRS else [None]


def scalars_fit(dtype, text):
    """Whether the number is one that arrays of the dtype stand beside without a change of theirs."""
    return dtype not in [*INTEGERS, "bool"] or (np.isfinite(float(text)) and float(text) == int(float(text)))


# ---- the groups of cases ----

def special_values():
    for name, dtype in itertools.product(UNARY, DTYPES):
        for part in parts(name):
            case = Case(name, "special values")
            yield record_call(case, name, [case.plain(dtype, "all", -1, len(POOLS[dtype]["all"]))], part)
    for name, dtype in itertools.product(BINARY, DTYPES):
        for part in parts(name):
            case = Case(name, "special values")
            a = case.laid_out(dtype, "special", -1, [len(POOLS[dtype]["special"]), 1])
            b = case.laid_out(dtype, "special", -1, [1, len(POOLS[dtype]["special"])])
            yield record_call(case, name, [a, b], part)
    for name, dtype in itertools.product(["left_shift", "right_shift"], INTEGERS):
        case = Case(name, "special values")
        a = case.laid_out(dtype, "all", -1, [len(POOLS[dtype]["all"]), 1])
        yield record_call(case, name, [a, case.laid_out(dtype, "nonneg", -1, [1, 16])])
    for dtype, exponents in itertools.product(FLOATS, INTEGERS):
        case = Case("ldexp", "special values")
        a = case.laid_out(dtype, "all", -1, [len(POOLS[dtype]["all"]), 1])
        yield record_call(case, "ldexp", [a, case.laid_out(exponents, "all", -1, [1, len(POOLS[exponents]["all"])])])
    for name in ("floor", "ceil", "trunc", "rint", "sign", "fabs", "reciprocal", "spacing", "modf", "frexp", "isposinf", "nan_to_num"):
        for part in parts(name):
            # All 65,536 values of float16: the memory is their bits.
            case = Case(name, "every float16")
            memory = case.memory("uint16", "all", 3, 1)
            case.memories[memory] = np.arange(65536, dtype=np.uint16).view(np.uint8).copy()
            case.record["m"][memory] = ["uint16", "count", 0, 65536, 0]
            yield record_call(case, name, [case.view(memory, "float16", 0, [65536], [2])], part)


def pairs():
    for name, a, b in itertools.product(BINARY, DTYPES, DTYPES):
        for part in parts(name):
            case = Case(name, "pairs of dtypes")
            yield record_call(case, name, [case.plain(a, "all", 1, 37), case.plain(b, "all", 2, 37)], part)
    for (method, name), a, b in itertools.product(IN_PLACE.items(), DTYPES, DTYPES):
        case = Case(method, "in place")
        x, y = case.plain(a, "all", 5, 9), case.plain(b, "all", 6, 9)
        record = record_call(case, name, [x, y], options={"out": x}, views=["out"])
        yield record


def lengths():
    """Every position in a vector, and in what is left of one."""
    for name, dtype in itertools.product(UNARY + BINARY, DTYPES):
        for n, part in itertools.product([1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, 127, 255, 257, 300], parts(name)):
            case = Case(name, "lengths")
            args = [case.plain(dtype, "all", n, n) for _ in range(1 if name in UNARY else 2)]
            if name in BINARY:
                args[1] = case.plain("int32" if name == "ldexp" else dtype, "all", n + 1, n)
            record = record_call(case, name, args, part)
            if "e" in record["r"]:
                break
            yield record


def layouts():
    for name, dtype, (i, layout) in itertools.product(UNARY, DTYPES, enumerate(LAYOUTS)):
        part = i % 2 if name in PAIRS else None
        case = Case(name, "layouts")
        yield record_call(case, name, [case.laid_out(dtype, "all", i, *layout)], part)
    for name, dtype, (i, layout) in itertools.product(BINARY, DTYPES, enumerate(LAYOUTS)):
        part = i % 2 if name in PAIRS else None
        shape = layout[0]
        partners = [layout, (shape, None, None, 0)]
        if len(shape) == 2:
            partners += [([shape[1]], None, None, 1 - layout[3]), ([shape[0], 1], None, [2, 1], 0)]
        case = Case(name, "layouts")
        a = case.laid_out(dtype, "all", i, *layout)
        b = case.laid_out("int64" if name == "ldexp" else dtype, "all", i + 50, *partners[(i + len(name)) % len(partners)])
        yield record_call(case, name, [a, b], part)


NUMBERS = ["0", "1", "-1", "3", "7", "nan", "inf", "-inf", "2.5", "127", "128", "300", "-129", "65536"]


def weak_scalars():
    for name, dtype, text in itertools.product(BINARY, DTYPES, NUMBERS):
        # A fraction would make float64 of what is float16 or float32 beside whole numbers: refused.
        if not scalars_fit(dtype, text) and (name not in ("isclose", "copysign", "nextafter", "heaviside") or
                                             (name != "isclose" and np.dtype(dtype).itemsize < 4)):
            continue
        for part in parts(name):
            case = Case(name, "weak scalars")
            yield record_call(case, name, [case.plain(dtype, "all", 3, 19), ("number", text)], part)
    for name, dtype, text in itertools.product([n for n in BINARY if n != "ldexp"], DTYPES, ["1", "-3", "200", "70000"]):
        for part in parts(name):
            case = Case(name, "weak scalars")
            yield record_call(case, name, [("bigint", text), case.plain(dtype, "all", 3, 19)], part)


def outs():
    for name, dtype, out in itertools.product(UNARY[:-3] + BINARY[:-1], ["int16", "uint8", "float32", "float64"], ["int32", "float64", "bool"]):
        if name in PAIRS:
            continue
        case = Case(name, "out and where")
        shape, order = [5, 7], [1, 0]
        args = [case.laid_out(dtype, "all", 8, shape, order)]
        if name in BINARY:
            args.append(case.laid_out("int16" if name == "ldexp" else dtype, "all", 9, [7]))
        options = {"out": case.laid_out(out, "small", 10, shape, None, [1, 2], 1)}
        if name not in ("fix", "isposinf", "isneginf"):
            options["where"] = case.laid_out("bool", "all", 11, [5, 1])
        yield record_call(case, name, args, options=options, views=options.keys())
    for name, dtype, part in itertools.product(PAIRS, ["float16", "float32", "float64", "int32", "uint8"], range(2)):
        for masked, second in itertools.product([False, True], ["float64", "int32"]):
            case = Case(name, "out and where")
            args = [case.laid_out(dtype, "all", 8, [5, 7], [1, 0])]
            if name == "divmod":
                args.append(case.laid_out(dtype, "all", 9, [7]))
            options = {"out": [case.laid_out("float64", "small", 10, [5, 7], [1, 0], [1, 2]), case.laid_out(second, "small", 11, [5, 7])]}
            if masked:
                options["where"] = case.laid_out("bool", "all", 11, [5, 1])
            yield record_call(case, name, args, part, options, views=options.keys())


def rounds():
    for name, dtype, decimals in itertools.product(["round", "around"], DTYPES, range(-3, 7)):
        case = Case(name, "round")
        yield record_call(case, name, [case.laid_out(dtype, "all", decimals + 5, [6, 11], [1, 0], [1, -1] if decimals % 2 else [2, 1])],
                          options={"decimals": decimals})
    for dtype, out, decimals in itertools.product(DTYPES, DTYPES, [-1, 0, 2]):
        if dtype == "bool" and decimals == 0 and out not in FLOATS + COMPLEX:
            continue
        case = Case("round", "round")
        options = {"decimals": decimals, "out": case.laid_out(out, "small", 2, [9], None, [2])}
        yield record_call(case, "round", [case.plain(dtype, "tame", 1, 9)], options=options, views=["out"])


def clips():
    def call(function, operands, keywords):
        return operands[0].clip(*operands[1:], **keywords)

    for dtype in DTYPES:
        case = Case("clip", "clip")
        shape = [min(len(POOLS[dtype]["special"]), 25)] * 3
        args = [case.laid_out(dtype, "special", -1, [n if i == k else 1 for i, n in enumerate(shape)]) for k in range(3)]
        yield record_call(case, "clip", args)
        for i, layout in enumerate(LAYOUTS):
            case = Case("clip", "clip")
            args = [case.laid_out(dtype, "all", i, *layout)] + [case.laid_out(dtype, "all", i + k, layout[0]) for k in (1, 2)]
            yield record_call(case, "clip", args, method=call)
    for dtype, low, high in itertools.product(DTYPES, ["null", "0", "-1", "2", "2.5", "nan", "300", "-300"], ["null", "1", "5", "-2", "0.5", "inf", "1000"]):
        if not all(text == "null" or scalars_fit(dtype, text) for text in (low, high)):
            continue
        if low == high == "null" and dtype == "bool":
            continue
        case = Case("clip", "clip")
        args = [case.laid_out(dtype, "all", 2, [6, 11], [1, 0])]
        args += [("null", "") if text == "null" else ("number", text) for text in (low, high)]
        yield record_call(case, "clip", args, method=call)
    for a, b, c in itertools.product(DTYPES, ["int8", "uint32", "float16", "float64", "complex64"], ["uint8", "int64", "float32"]):
        case = Case("clip", "clip")
        args = [case.plain(dtype, "all", k, 23) for k, dtype in enumerate([a, b, c])]
        yield record_call(case, "clip", args, method=call)
        case = Case("clip", "clip")
        args = [case.plain(dtype, "tame", k, 23) for k, dtype in enumerate([a, b, c])]
        options = {"out": case.plain(a, "tame", 5, 23), "where": case.plain("bool", "all", 6, 23)}
        yield record_call(case, "clip", args, options=options, views=options.keys(), method=call)


def wheres():
    for a, b in itertools.product(DTYPES, DTYPES):
        case = Case("where", "where")
        yield record_call(case, "where", [case.plain("bool", "all", 1, 41), case.plain(a, "all", 2, 41), case.plain(b, "all", 3, 41)])
    for dtype, (i, layout) in itertools.product(DTYPES, enumerate(LAYOUTS)):
        case = Case("where", "where")
        test = case.laid_out(DTYPES[i % 14], "all", i, *LAYOUTS[i])
        args = [case.laid_out(dtype, "all", i + 1, layout[0]), case.laid_out(dtype, "all", i + 2, *layout)]
        yield record_call(case, "where", [test, *(args if i % 2 else args[::-1])])
    for dtype, n in itertools.product(DTYPES, [1, 7, 15, 33, 255, 256, 257, 300]):
        case = Case("where", "where")
        yield record_call(case, "where", [case.plain("bool", "all", 1, n), case.plain(dtype, "all", 2, n), case.plain(dtype, "all", 3, n)])
    for dtype, text in itertools.product(DTYPES, ["0", "1", "-1", "2.5", "nan"]):
        if scalars_fit(dtype, text) and not (text == "-1" and dtype in UNSIGNED):
            case = Case("where", "where")
            yield record_call(case, "where", [case.plain("bool", "all", 1, 40), case.plain(dtype, "all", 2, 40), ("number", text)])
            case = Case("where", "where")
            yield record_call(case, "where", [case.laid_out("int8", "small", 1, [4, 1]), ("number", text), case.plain(dtype, "all", 2, 40)])


def closeness():
    def near(function, operands, keywords):
        return function(*operands, **keywords)

    options = [{"equal_nan": True}, {"rtol": 0.5}, {"rtol": 0, "atol": 0.25}, {"rtol": 0, "atol": 0, "equal_nan": True}]
    for a, b, option in itertools.product(DTYPES, DTYPES, options):
        case = Case("isclose", "closeness")
        yield record_call(case, "isclose", [case.plain(a, "small", 1, 31), case.plain(b, "small", 2, 31)], options=option, method=near)
    for dtype, option in itertools.product(DTYPES, options):
        case = Case("isclose", "closeness")
        a = case.laid_out(dtype, "special", -1, [len(POOLS[dtype]["special"]), 1])
        yield record_call(case, "isclose", [a, case.laid_out(dtype, "special", -1, [1, len(POOLS[dtype]["special"])])], options=option)
    for dtype, option in itertools.product(FLOATS + COMPLEX, [{}, {"nan": 1.5}, {"posinf": 7, "neginf": -7}, {"nan": -1, "posinf": 0.5}]):
        for i, layout in enumerate(LAYOUTS):
            case = Case("nan_to_num", "closeness")
            yield record_call(case, "nan_to_num", [case.laid_out(dtype, "special", i, *layout)], options=option)


def main():
    groups = [special_values, pairs, lengths, layouts, weak_scalars, outs, rounds, clips, wheres, closeness]
    write("exact", [record for group in groups for record in group()])


main()
