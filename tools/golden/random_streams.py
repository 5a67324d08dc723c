"""Writes test/golden/random_streams.json.gz: seed sequences, raw streams and their jumps, shuffles of every layout,
normal vectors, and vectors of counts with parameters that are arrays.

Run with NumPy 2.4.6: python3 tools/golden/random_streams.py
"""

import gzip
import json
import warnings
from pathlib import Path

import numpy as np
from random_draws import KINDS, digest, plain, snake, state_text

OUT = Path(__file__).resolve().parents[2] / "test" / "golden" / "random_streams.json.gz"
warnings.simplefilter("ignore")

LARGE = [[2**64 + 3, 5], [0], [0, 0], [2**32 - 1, 2**32, 7]]
ENTROPIES = [0, 1, 42, 2**32, 2**128 - 1, 2**200 + 17, *LARGE]


def sequences():
    for entropy in ENTROPIES:
        for key in ([], [0], [3, 2**40]):
            for pool in (4, 8):
                sequence = np.random.SeedSequence(entropy, spawn_key=tuple(key), pool_size=pool)
                words = [sequence.generate_state(n, t) for n, t in ((1, np.uint32), (11, np.uint32), (9, np.uint64))]
                first, again = sequence.spawn(2), sequence.spawn(1)
                children = [child.generate_state(4) for child in [*first, *again, *first[1].spawn(1)]]
                yield {"entropy": plain(entropy), "spawnKey": plain(key), "poolSize": pool,
                       "hash": digest(b"".join(w.tobytes() for w in [*words, *children]))}


def raw_streams():
    """Each: how the generator is made, then steps, and the hash of 50 draws and the state after them."""
    def case(kind, seed, steps, bits, options=None):
        for name, value in steps:
            if name == "jumped":
                bits = bits.jumped(value)
            elif name == "advance":
                bits.advance(value)
            elif name == "half":
                np.random.Generator(bits).integers(0, 10, dtype=np.int32)
            else:
                bits = bits.spawn(value)[-1]
        draws = bits.random_raw(50).astype(np.uint64)
        return {"kind": kind, "seed": plain(seed), "options": plain(options), "steps": plain([list(s) for s in steps]),
                "hash": digest(draws.tobytes()), "after": state_text(bits)}

    for kind in KINDS:
        make = getattr(np.random, kind)
        for seed in (0, 12345, 2**70 + 17, [1, 2, 2**40]):
            yield case(kind, seed, [], make(seed))
            yield case(kind, seed, [("spawn", 3), ("spawn", 1)], make(seed))
            if kind != "SFC64":
                yield case(kind, seed, [("jumped", 1)], make(seed))
                yield case(kind, seed, [("half", 0), ("jumped", 3), ("jumped", 1)], make(seed))
            if kind not in ("SFC64", "MT19937"):
                for delta in (0, 1, 7, 2**64 + 5, 2**127):
                    yield case(kind, seed, [("half", 0), ("advance", delta)], make(seed))
                if kind != "Philox":
                    yield case(kind, seed, [("advance", -3)], make(seed))
    for key in (0, 7, 2**100 + 1):
        for counter in (0, 3, 2**200 + 5, 2**256 - 1):
            options = {"key": key, "counter": counter}
            yield case("Philox", None, [], np.random.Philox(**options), options)


def legacy_seeds():
    for seed in (0, 1, 42, 2**32 - 1, [1], [1, 2, 3], list(range(700)), [2**32 - 1, 0]):
        state = np.random.RandomState(seed)
        first = state.standard_normal(3)
        state.seed(seed)
        again = state.standard_normal(5)
        yield {"seed": seed, "hash": digest(again.tobytes()), "same": bool((first == again[:3]).all()),
               "after": state_text(state._bit_generator, state)}


def laid_out(shape, dtype, layout):
    """An array of the shape whose elements count up in C order; the test makes the same."""
    if layout == "transposed":
        a = np.empty(shape[::-1], dtype).T
    elif layout == "stepped":
        a = np.empty([2 * n for n in shape], dtype)[tuple(slice(None, None, 2) for _ in shape)]
    elif layout == "reversed":
        a = np.empty(shape, dtype)[tuple(slice(None, None, -1) for _ in shape)]
    else:
        a = np.empty(shape, dtype)
    a[...] = (np.arange(a.size) % (2 if dtype == "bool" else 100)).reshape(shape).astype(dtype)
    return a


def shuffles():
    def case(legacy, kind, method, shape, dtype, layout, axis, out=None):
        bits = getattr(np.random, kind)(7)
        generator = np.random.RandomState(7) if legacy else np.random.Generator(bits)
        a = laid_out(shape, dtype, layout)
        options = {} if legacy or axis == "none" else {"axis": axis}
        if out is not None:
            result = laid_out(shape, out, layout)
            generator.permuted(a, out=result, **options)
        else:
            result = getattr(generator, method)(a, **options)
        if method == "shuffle":
            result = a
        bits = generator._bit_generator if legacy else bits
        return {"legacy": legacy, "kind": kind, "method": method, "shape": list(shape), "dtype": dtype, "layout": layout,
                "axis": axis, "out": out, "hash": digest(np.ascontiguousarray(result).tobytes()),
                "after": state_text(bits, generator if legacy else None)}

    dtypes = ["bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32",
              "float64", "complex64", "complex128"]
    layouts = ["packed", "transposed", "stepped", "reversed"]
    for dtype in dtypes:
        for layout in ("packed", "stepped", "reversed"):
            yield case(False, "PCG64", "shuffle", [65], dtype, layout, 0)
        yield case(False, "PCG64", "permutation", [65], dtype, "reversed", 0)
        yield case(False, "PCG64", "permuted", [65], dtype, "packed", "none")
    for kind in KINDS:
        for n in (0, 1, 2, 3, 31, 32, 33, 64, 127, 128, 129, 1000, 70_000):
            yield case(False, kind, "shuffle", [n], "int64", "packed", 0)
    for n in (0, 1, 2, 33, 128, 1000):
        yield case(True, "MT19937", "shuffle", [n], "float64", "packed", 0)
    for layout in layouts:
        for shape in ([7, 5], [4, 3, 6], [5, 1], [0, 3], [3, 0]):
            yield case(True, "MT19937", "shuffle", shape, "float64", layout, 0)
            yield case(True, "MT19937", "permutation", shape, "float64", layout, 0)
            for axis in range(-len(shape), len(shape)):
                for method in ("shuffle", "permutation", "permuted"):
                    yield case(False, "PCG64", method, shape, "int32", layout, axis)
            yield case(False, "PCG64", "permuted", shape, "float32", layout, "none")
            yield case(False, "PCG64", "permuted", shape, "int16", layout, -1, out="float64")


def matrix(n, rank=None):
    a = np.random.default_rng(n).normal(size=(n, n if rank is None else rank))
    return (a @ a.T).tolist()


def normal_vectors():
    """The values of 40 draws for the test to compare, up to the signs of the eigenvectors."""
    covariances = [[[2.5]], [[1.0, 0.0], [0.0, 1.0]], [[2.0, 0.5], [0.5, 1.0]], [[4.0, -1.9], [-1.9, 1.0]], matrix(3),
                   matrix(5), np.diag([3.0, 1.0, 2.0]).tolist(), matrix(3, 2)]
    for i, covariance in enumerate(covariances):
        n = len(covariance)
        mean = np.arange(n) * 1.5 - 1
        for legacy, method in ((False, "svd"), (False, "eigh"), (False, "cholesky"), (True, "svd")):
            if method == "cholesky" and i == len(covariances) - 1:
                continue
            for seed in (1, 42):
                generator = np.random.RandomState(seed) if legacy else np.random.default_rng(seed)
                options = {} if legacy else {"method": method}
                shape = [8, 5] if seed == 1 else 40
                draws = generator.multivariate_normal(mean, covariance, size=shape, **options)
                single = generator.multivariate_normal(mean, covariance, **options)
                bits = generator._bit_generator if legacy else generator.bit_generator
                yield {"legacy": legacy, "method": method, "seed": seed, "mean": mean.tolist(), "cov": covariance,
                       "size": shape, "shape": list(draws.shape), "values": draws.ravel().tolist(),
                       "single": single.tolist(), "after": state_text(bits, generator if legacy else None)}


def count_vectors():
    rows = [[0.2, 0.3, 0.5], [0.8, 0.1, 0.1]]
    cube = np.random.default_rng(3).dirichlet([1, 2, 0.5, 4], size=(2, 3)).tolist()
    calls = [("multinomial", [[5, 50], rows], {}), ("multinomial", [7, rows], {}), ("multinomial", [7, rows], {"size": [4, 2]}),
             ("multinomial", [[[1], [40], [1000]], rows], {}), ("multinomial", [[[1], [40], [1000]], rows], {"size": [5, 3, 2]}),
             ("multinomial", [10, cube], {}), ("multinomial", [[10, 0, 300], cube], {"size": [2, 2, 3]}),
             ("multinomial", [[3, 4, 5], [0.25] * 4], {}), ("multinomial", [20, [1.0]], {"size": 3}),
             ("multinomial", [20, [0.0, 1.0, 0.0]], {"size": 30}), ("multinomial", [0, [0.5, 0.5]], {"size": 3}),
             ("multinomial", [9, [0.5, 0.5]], {"size": [2, 0]}), ("multinomial", [1000000, [0.3, 0.3, 0.2, 0.2]], {"size": 50}),
             ("multivariateHypergeometric", [[16, 8, 4], 0], {"size": 5}), ("multivariateHypergeometric", [[16, 8, 4], 28], {"size": 5}),
             ("multivariateHypergeometric", [[16, 8, 4], 5], {}), ("multivariateHypergeometric", [[100, 0, 50, 3], 70], {"size": [3, 4]}),
             ("multivariateHypergeometric", [[100, 0, 50, 3], 70], {"size": [3, 4], "method": "count"}),
             ("multivariateHypergeometric", [[5], 3], {"size": 2}),
             ("multivariateHypergeometric", [[400000000, 300000000], 5000], {"size": 40}),
             ("binomial", [100, 0.1], {"size": 5000}), ("binomial", [1000, 0.03], {"size": 3000}), ("binomial", [100, 0.5], {"size": 5000}),
             ("binomial", [1000000, 0.9], {"size": 5000}), ("binomial", [64, 0.99], {"size": 1000}), ("binomial", [3, 0.999999], {"size": 1000}),
             ("poisson", [50], {"size": 5000}), ("poisson", [10], {"size": 5000}), ("poisson", [1e5], {"size": 5000}), ("poisson", [1e15], {"size": 1000}),
             ("choice", [10000], {"size": 20000}), ("choice", [50000], {"size": 50000, "replace": False}),
             ("integers", [0, 2**40], {"size": 200001}), ("integers", [0, 3 * 2**60], {"size": 5001}), ("integers", [-5, 2**53], {"size": 150000}),
             ("integers", [0, 2**63 + 5], {"size": 2001, "dtype": "uint64"}), ("integers", [0, 1000], {"size": 300001}),
             ("integers", [0, 3 * 10**9], {"size": 20001, "dtype": "uint32"})]
    for method, args, options in calls:
        for legacy in (False, True):
            if legacy and (method in ("multivariateHypergeometric", "integers") or
                           (method == "multinomial" and (np.ndim(args[0]) > 0 or np.ndim(args[1]) > 1))):
                continue
            for kind in ["MT19937"] if legacy else KINDS:
                generator = np.random.RandomState(5) if legacy else np.random.Generator(getattr(np.random, kind)(5))
                given = {k: tuple(v) if isinstance(v, list) else np.dtype(v).type if k == "dtype" else v for k, v in options.items()}
                result = np.asarray(getattr(generator, snake(method))(*[np.asarray(a) if isinstance(a, list) else a for a in args], **given))
                bits = generator._bit_generator if legacy else generator.bit_generator
                yield {"legacy": legacy, "kind": kind, "method": method, "args": plain(args), "options": options,
                       "dtype": str(result.dtype), "shape": list(result.shape), "hash": digest(result.tobytes()),
                       "after": state_text(bits, generator if legacy else None)}


def main():
    makers = {"sequences": sequences, "raw": raw_streams, "seeds": legacy_seeds, "shuffles": shuffles,
              "normals": normal_vectors, "vectors": count_vectors}
    answers = {name: list(make()) for name, make in makers.items()}
    text = json.dumps({"numpy": np.__version__, **answers}, separators=(",", ":"))
    OUT.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print({name: len(cases) for name, cases in answers.items()}, OUT.stat().st_size)


if __name__ == "__main__":
    main()
