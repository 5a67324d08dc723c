"""Which dtype NumPy's universal functions give for every operand dtype, or pair of them.

A row per result: a string of 14 or 14 x 14 letters, NumPy's codes, '-' where NumPy has no loop.
"""
import itertools
import json
import pathlib
import warnings

import numpy as np

warnings.simplefilter('ignore')
DTYPES = (
    'bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128'.split()
)


def letters(function, *dtypes):
    try:
        results = function(*(np.ones(2, dtype) for dtype in dtypes))
    except TypeError:
        return '-' * function.nout
    return ''.join(result.dtype.char for result in (results if function.nout > 1 else (results,)))


def rows(function):
    each = [letters(function, *dtypes) for dtypes in itertools.product(DTYPES, repeat=function.nin)]
    return [''.join(row) for row in zip(*each)]


functions = {
    f.__name__: f
    for f in vars(np).values()
    if isinstance(f, np.ufunc) and f.signature is None and f.nin <= 2
}
golden = {
    'numpy': np.__version__,
    'dtypes': DTYPES,
    'letters': ''.join(np.dtype(dtype).char for dtype in DTYPES),
    'results': {
        name: rows(functions[name]) for name in sorted(functions)
    },
}
path = pathlib.Path(__file__).parents[2] / 'test' / 'golden' / 'records.json'
path.write_text(json.dumps(golden, indent=1) + '\n')
