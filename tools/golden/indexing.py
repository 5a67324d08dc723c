"""Writes test/golden/indexing.jsonl.gz: what NumPy makes of random index tuples, right and wrong ones.

A case: the array's shape (it counts from 0, in float64), a layout, the terms, and what reading gives; of some, also a value
that is written, and the array afterwards. Terms are integers, slice strings, null, '...', true, false, nested lists of
integers ({"i": …}) or masks ({"m": …}).

Run with NumPy 2.4.6: python3 tools/golden/indexing.py
"""

import gzip
import json
import pathlib
import random
import warnings

import numpy as np

assert np.__version__ == "2.4.6", np.__version__
warnings.simplefilter("ignore")
random.seed(7)
CASES = 5000


def laid_out(shape, layout):
    a = np.arange(int(np.prod(shape, dtype=int)), dtype=float).reshape(shape)
    if layout == "F":
        return np.asfortranarray(a)
    if layout == "reversed":
        return a[tuple(slice(None, None, -1) for _ in shape)].copy()[tuple(slice(None, None, -1) for _ in shape)]
    if layout == "stepped":
        wide = np.zeros([2 * n for n in shape])
        view = wide[tuple(slice(None, None, 2) for _ in shape)]
        view[...] = a
        return view
    return a


def random_slice():
    ends = [random.choice(["", "", str(random.randint(-4, 4))]) for _ in range(2)]
    step = random.choice(["", "", "", str(random.choice([-2, -1, 2]))])
    return f"{ends[0]}:{ends[1]}" + (f":{step}" if step else "")


def integers(length, shape):
    low, high = (-length, length - 1) if length else (0, 0)
    if random.random() < 0.03:
        high += 1
    return np.random.randint(low, high + 1, size=shape).tolist()


def random_terms(shape):
    """One to four index shapes that broadcast, mostly."""
    common = [random.choice([0, 1, 2, 3, 3]) for _ in range(random.choice([0, 1, 1, 1, 2, 2, 3]))]
    terms = []
    axis = 0
    has_ellipsis = False
    while axis < len(shape) and random.random() < 0.9:
        kind = random.random()
        length = shape[axis]
        if kind < 0.15:
            terms.append(random.randint(-length, length - 1) if length and random.random() < 0.98 else 3)
            axis += 1
        elif kind < 0.35:
            terms.append(random_slice() if random.random() < 0.7 else ":")
            axis += 1
        elif kind < 0.43:
            terms.append(None)
        elif kind < 0.5 and not has_ellipsis:
            has_ellipsis = True
            terms.append("...")
            axis += random.choice([0, 0, 1])
        elif kind < 0.54:
            terms.append(random.random() < 0.7)
        elif kind < 0.72:
            rank = random.choice([1, 1, 2])
            covered = list(shape[axis : axis + rank])
            if random.random() < 0.03 and covered:
                covered[0] += 1
            mask = np.random.random(covered) < random.choice([0.1, 0.5, 0.9])
            if mask.size == 0 or mask.ndim == 0:
                continue
            terms.append({"m": mask.tolist()})
            axis += rank
        else:
            own = [n if random.random() < 0.8 else 1 for n in common[random.choice([0, 0, 0, 1]) :]]
            if random.random() < 0.02:
                own.append(4)
            if 0 in own and own[-1] != 0:
                continue
            terms.append({"i": integers(length, own), "shape": own})
            axis += 1
    if random.random() < 0.02:
        terms.append(0)
    return terms


def python_term(term):
    if term == "...":
        return Ellipsis
    if isinstance(term, str):
        return slice(*(int(end) if end else None for end in term.split(":")))
    if isinstance(term, dict):
        if "m" in term:
            return np.array(term["m"], dtype=bool)
        return np.array(term["i"], dtype=np.int64).reshape(term["shape"])
    return term


def read(a, index):
    result = np.asarray(a[index])
    return {"shape": list(result.shape), "values": result.ravel().astype(int).tolist()}


def value_for(shape):
    if random.random() < 0.4:
        return 77
    own = [n if random.random() < 0.85 else 1 for n in shape[random.choice([0, 0, 0, 1]) :]]
    if random.random() < 0.1:
        own = [1, *own]
    if random.random() < 0.04:
        own = [*own, 5]
    size = int(np.prod(own, dtype=int))
    return {"shape": own, "values": [1000 + i for i in range(size)]}


def main():
    cases = []
    np.random.seed(11)
    while len(cases) < CASES:
        shape = [random.choice([0, 1, 2, 3, 4, 4]) for _ in range(random.choice([1, 1, 2, 2, 3, 3, 4]))]
        layout = random.choice(["C", "C", "C", "F", "reversed", "stepped"])
        terms = random_terms(shape)
        index = tuple(python_term(term) for term in terms)
        case = {"shape": shape, "layout": layout, "terms": terms}
        try:
            case["read"] = read(laid_out(shape, layout), index)
        except IndexError:
            case["read"] = None
        if case["read"] is not None and len(case["read"]["values"]) > 60:
            continue
        if random.random() < 0.5:
            case["value"] = value_for(case["read"]["shape"] if case["read"] else [])
            a = laid_out(shape, layout)
            value = case["value"]
            if isinstance(value, dict):
                value = np.array(value["values"], dtype=float).reshape(value["shape"])
            try:
                a[index] = value
                case["written"] = a.ravel().astype(int).tolist()
                if len(case["written"]) > 80:
                    continue
            except (IndexError, ValueError, TypeError):
                # Python's rule for numbers, not one for arrays: here a list of one value goes into one element.
                if case["read"] is not None and case["read"]["shape"] == []:
                    continue
                case["written"] = None
        cases.append(case)
    path = pathlib.Path(__file__).parents[2] / "test" / "golden" / "indexing.jsonl.gz"
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        for case in cases:
            file.write((json.dumps(case, separators=(",", ":")) + "\n").encode())
    errors = sum(case["read"] is None for case in cases)
    print(len(cases), "cases,", errors, "refused,", sum("written" in case for case in cases), "written")


main()
