"""Result dtypes as NumPy gives them: the promotion table with JavaScript's weak scalars, and one table per rule."""
import itertools
import json
import pathlib

import numpy as np

DTYPES = (
    'bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128'.split()
)
# A JavaScript number beside an integer array acts as an integer, so a Python int stands for it.
WEAK = {'boolean': True, 'bigint': 2, 'number': 2, 'Complex': 2j}
ALONE = {'boolean': 'bool', 'bigint': 'int64', 'number': 'float64', 'Complex': 'complex128'}


def promote(a, b):
    if a in WEAK and b in WEAK:
        return str(np.promote_types(ALONE[a], ALONE[b]))
    if a in WEAK:
        a, b = b, a
    if b in WEAK:
        return str(np.result_type(np.ones(1, a), WEAK[b]))
    return str(np.promote_types(a, b))


def unary(function):
    return {a: str(function(np.ones(2, a)).dtype) for a in DTYPES}


def binary(function):
    def dtype(a, b):
        try:
            return str(function(np.ones(2, a), np.ones(2, b)).dtype)
        except TypeError:
            return None

    pairs = ((a, b, dtype(a, b)) for a, b in itertools.product(DTYPES, DTYPES))
    return [list(row) for row in pairs if row[2] is not None]


kinds = DTYPES + list(WEAK)
golden = {
    'numpy': np.__version__,
    'promote': {a: {b: promote(a, b) for b in kinds} for a in kinds},
    'unary': {
        'inexact': unary(np.exp),
        'trueDivide': unary(np.mean),
        'realOf': unary(np.absolute),
        'realDivide': unary(np.std),
        'accumulate': unary(np.sum),
        'numeric': unary(np.square),
        'double': unary(lambda x: np.float_power(x, x)),
        'same': unary(np.max),
        'bool': unary(np.isnan),
        'index': unary(lambda x: np.argmax(x, axis=0)),
    },
    'binary': {
        'promote': binary(np.add),
        'numeric': binary(np.power),
        'inexact': binary(np.arctan2),
        'trueDivide': binary(np.true_divide),
        'bool': binary(np.less),
    },
}
path = pathlib.Path(__file__).with_name('result_dtypes.json')
path.write_text(json.dumps(golden, separators=(',', ':')) + '\n')
