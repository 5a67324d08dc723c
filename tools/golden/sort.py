"""Writes test/golden/sort.jsonl.gz: sorts, partitions, searches and sets over dtypes, layouts, special values and lengths.

Run with NumPy 2.4.6: python3 tools/golden/sort.py
"""

import itertools

import numpy as np
from elementwise import LAYOUTS
from sweep import COMPLEX, DTYPES, FLOATS, Case, describe, exact, write

LENGTHS = [0, 1, 2, 3, 4, 5, 8, 9, 31, 100, 255, 256, 257, 1000, 4097, 20000, 70001]
PAIRS = [("int8", "int8"), ("uint8", "int16"), ("int64", "float32"), ("float16", "float64"), ("bool", "uint8"),
         ("float64", "complex64"), ("complex128", "complex128"), ("uint64", "uint64"), ("int64", "uint64"),
         ("float32", "float32"), ("int32", "int64"), ("float64", "float64"), ("uint16", "float16")]


def camel(name):
    head, *rest = name.split("_")
    return head + "".join(word.title() for word in rest)


def record_call(case, args, options=None, numpy_options=None, lists=False):
    """`lists`: the views stand in one list. Every result is described, in order."""
    record = case.record
    record["a"] = args
    if options:
        record["o"] = {camel(key): value for key, value in options.items()}
    views = [case.views[arg] for arg in args]
    keywords = dict(options or {}) | dict(numpy_options or {})
    if "sorter" in keywords:
        keywords["sorter"] = case.views[keywords["sorter"]]
    try:
        function = getattr(np, case.record["f"])
        results = function(views, **keywords) if lists else function(*views, **keywords)
    except (TypeError, ValueError) as error:
        record["r"] = {"e": type(error).__name__}
        return record
    if not isinstance(results, tuple):
        results = [results]
    # Of -0 and 0 NumPy's unstable sorts leave either first, by the instruction set.
    signed = case.record["f"] in ("sort", "argsort")
    record["r"] = [describe(x, exact(x, signed)) for x in map(np.asarray, results)]
    return record


def sorts():
    for dtype, (i, layout) in itertools.product(DTYPES, enumerate(LAYOUTS)):
        for axis in [*range(-1, len(layout[0]) - 1), None]:
            case = Case("sort", "sort layouts")
            yield record_call(case, [case.laid_out(dtype, "all", i, *layout)], {"axis": axis, "kind": "stable"})
            case = Case("argsort", "argsort layouts")
            yield record_call(case, [case.laid_out(dtype, "all", i, *layout)], {"axis": axis}, {"kind": "stable"})
    for dtype, length, pool in itertools.product(DTYPES, LENGTHS, ["all", "special", "tame", "small"]):
        for name in ["sort", "argsort"]:
            case = Case(name, f"{name} lengths")
            yield record_call(case, [case.plain(dtype, pool, length, length)], {"stable": True})
    for dtype, pool in itertools.product(FLOATS, ["zeros", "sparse"]):
        for length in [3, 20, 300, 5000]:
            case = Case("sort", "sort zeros")
            yield record_call(case, [case.plain(dtype, pool, 1, length)], {"kind": "mergesort"})
    for dtype, length in itertools.product(DTYPES, [1, 7, 300]):
        case = Case("sort_complex", "sort_complex")
        yield record_call(case, [case.plain(dtype, "special", length, length)])


def partitions():
    """NumPy's order within the parts is its own: the sorted array is what is recorded."""
    for name in ["partition", "argpartition"]:
        for dtype, (i, layout) in itertools.product(DTYPES, enumerate(LAYOUTS)):
            for axis in range(-1, len(layout[0]) - 1):
                length = layout[0][axis]
                if length == 0:
                    continue
                for kth in [0, -1, length // 2, [length // 3, length // 2]]:
                    case = Case(name, f"{name} layouts")
                    record = record_call(case, [case.laid_out(dtype, "all", i, *layout)], {"axis": axis, "kth": kth})
                    a = case.views[0]
                    record["r"] = [describe(a, exact(np.sort(a, axis), False))]
                    yield record
        for dtype, length, pool in itertools.product(DTYPES, LENGTHS[1:], ["all", "small", "tame"]):
            for kth in [length // 2, length // 5, [0, length // 2, length - 1]]:
                case = Case(name, f"{name} lengths")
                record = record_call(case, [case.plain(dtype, pool, length, length)], {"kth": kth})
                record["r"] = [describe(case.views[0], exact(np.sort(case.views[0]), False))]
                yield record


def searches():
    for (left, right), length, side in itertools.product(PAIRS, [0, 1, 2, 7, 100, 1500], ["left", "right"]):
        for needles in [[0], [5], [3, 4], [700], []]:
            case = Case("searchsorted", "searchsorted")
            a = case.plain(left, "tame", 3, length)
            v = case.laid_out(right, "all", 4, needles)
            # A sorter of our own making: places by a stable sort.
            order = np.argsort(case.views[a], kind="stable")
            case.record["sorter"] = True
            record = record_call(case, [a, v], {"side": side})
            record["r"] = [describe(x, exact(x)) for x in [np.asarray(np.searchsorted(case.views[a], case.views[v], side, order))]]
            yield record
    for dtype, step in itertools.product(DTYPES, [-2, 1, 3]):
        case = Case("searchsorted", "searchsorted layouts")
        a = case.laid_out(dtype, "all", 5, [60], None, [step], 1 if step == 3 else 0)
        v = case.laid_out(dtype, "all", 6, [4, 9], [1, 0], [2, -1])
        order = np.argsort(case.views[a], kind="stable")
        case.record["sorter"] = True
        record = record_call(case, [a, v])
        record["r"] = [describe(x, exact(x)) for x in [np.searchsorted(case.views[a], case.views[v], "left", order)]]
        yield record


def lexsorts():
    for dtype, keys, length in itertools.product(DTYPES, [1, 2, 3], [0, 1, 10, 500]):
        case = Case("lexsort", "lexsort")
        yield record_call(case, [case.laid_out(dtype, "small", k, [length]) for k in range(keys)], lists=True)
    for dtypes in [("int8", "float32"), ("float64", "int64", "bool"), ("complex64", "uint8"), ("int64", "float64")]:
        case = Case("lexsort", "lexsort")
        yield record_call(case, [case.laid_out(dtype, "tame", k, [200], None, [-1]) for k, dtype in enumerate(dtypes)], lists=True)
    for axis, order in itertools.product([-1, 0, 1], [[0, 1], [1, 0]]):
        case = Case("lexsort", "lexsort")
        views = [case.laid_out("int16", "small", k, [9, 7], order, [1, 2]) for k in range(3)]
        yield record_call(case, views, {"axis": axis}, lists=True)


def sets():
    flags = ["return_index", "return_inverse", "return_counts"]
    for dtype, (i, layout) in itertools.product(DTYPES, enumerate(LAYOUTS)):
        wanted = {flag: True for k, flag in enumerate(flags) if (i + 1) >> k & 1}
        for options in [{}, wanted, {"return_counts": True, "equal_nan": False}]:
            case = Case("unique", "unique layouts")
            yield record_call(case, [case.laid_out(dtype, "small" if i % 2 else "all", i, *layout)], options)
    for dtype, length in itertools.product(DTYPES, LENGTHS):
        for options in [{}, {"return_index": True, "return_inverse": True, "return_counts": True}]:
            case = Case("unique", "unique lengths")
            yield record_call(case, [case.plain(dtype, "all", length, length)], options)
    for dtype, axis, shape in itertools.product(DTYPES, [0, 1, -1], [[6, 2], [2, 9], [30, 1], [4, 3, 2], [0, 3], [3, 0]]):
        for options in [{}, {flag: True for flag in flags}]:
            case = Case("unique", "unique axis")
            view = case.laid_out(dtype, "small", axis, shape, list(range(len(shape)))[::-1])
            yield record_call(case, [view], {"axis": axis} | options)
    for name, dtype in itertools.product(["unique_all", "unique_counts", "unique_inverse"], DTYPES):
        for shape in [[0], [7], [4, 5]]:
            case = Case(name, "unique fields")
            yield record_call(case, [case.laid_out(dtype, "all", 3, shape)])
    for (left, right), (m, n) in itertools.product(PAIRS, [(0, 0), (0, 3), (5, 0), (7, 9), (300, 40), (2000, 3000)]):
        for name, options in [("isin", {}), ("isin", {"invert": True}), ("intersect1d", {}),
                              ("intersect1d", {"return_indices": True}), ("union1d", {}), ("setdiff1d", {}), ("setxor1d", {})]:
            # Without -0, for which NumPy has no rule here.
            case = Case(name, name)
            a = case.laid_out(left, "tame" if m != 7 else "small", 7, [m], None, [2])
            b = case.laid_out(right, "tame" if m != 7 else "small", 8, [n], None, [-1])
            yield record_call(case, [a, b], options)




if __name__ == "__main__":
    write("sort", [*sorts(), *partitions(), *searches(), *lexsorts(), *sets()])
