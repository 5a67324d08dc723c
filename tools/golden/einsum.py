"""Einstein summation: subscripts over small operands of several dtypes, NumPy's results, and the plans of einsum_path.

Writes test/golden/einsum.json. Operands are made by the same rule on both sides: see value().
"""

import json
from pathlib import Path

import numpy as np

DTYPES = ["float64", "float32", "int32", "int64", "uint8", "bool", "complex128", "float16"]

CASES = [
    ("ij,jk->ik", [(3, 4), (4, 5)]),
    ("ij,jk", [(3, 4), (4, 5)]),
    ("ij,jk->ki", [(3, 4), (4, 5)]),
    ("bij,bjk->bik", [(2, 3, 4), (2, 4, 5)]),
    ("bij,bjk->ibk", [(2, 3, 4), (2, 4, 5)]),
    ("bhid,bhjd->bhij", [(2, 2, 3, 4), (2, 2, 5, 4)]),
    ("ij->j", [(3, 4)]),
    ("ij->i", [(3, 4)]),
    ("ij->", [(3, 4)]),
    ("ij->ji", [(3, 4)]),
    ("ij", [(3, 4)]),
    ("ji", [(3, 4)]),
    ("ii", [(4, 4)]),
    ("ii->i", [(4, 4)]),
    ("iij->ij", [(3, 3, 2)]),
    ("iji->j", [(3, 2, 3)]),
    ("iii->i", [(3, 3, 3)]),
    ("ij,ij->i", [(3, 4), (3, 4)]),
    ("ij,ij->", [(3, 4), (3, 4)]),
    ("ij,ij->ij", [(3, 4), (3, 4)]),
    ("ij,ji->ij", [(3, 4), (4, 3)]),
    ("i,j->ij", [(3,), (4,)]),
    ("i,j->ji", [(3,), (4,)]),
    ("i,i", [(5,), (5,)]),
    ("i,i->i", [(5,), (5,)]),
    ("i,->i", [(5,), ()]),
    (",", [(), ()]),
    ("", [()]),
    ("i,j->", [(3,), (4,)]),
    ("ij,k->k", [(3, 4), (2,)]),
    ("ij,kj->ik", [(3, 4), (5, 4)]),
    ("ji,jk->ik", [(4, 3), (4, 5)]),
    ("ijk,kl->ijl", [(2, 3, 4), (4, 5)]),
    ("ijk,jkl->il", [(2, 3, 4), (3, 4, 5)]),
    ("ijk,ljk->il", [(2, 3, 4), (5, 3, 4)]),
    ("ijkl,kmln->ijmn", [(2, 3, 4, 2), (4, 2, 2, 3)]),
    ("ii,ij->j", [(3, 3), (3, 4)]),
    ("ij,jj->i", [(3, 4), (4, 4)]),
    ("...ij,...jk->...ik", [(2, 3, 4), (2, 4, 5)]),
    ("...ij,...jk->...ik", [(2, 1, 3, 4), (3, 4, 5)]),
    ("...ij,...jk", [(2, 3, 4), (4, 5)]),
    ("...i->...", [(2, 3, 4)]),
    ("...->...", [(2, 3)]),
    ("i...->i...", [(2, 3, 4)]),
    ("...i,...i->...", [(3, 4), (2, 3, 4)]),
    ("i...,i...", [(3, 4), (3, 4)]),
    ("ij,jk->ik", [(3, 1), (4, 5)]),
    ("ij,ij->ij", [(3, 1), (1, 4)]),
    ("ij,jk,kl->il", [(3, 4), (4, 2), (2, 5)]),
    ("ij,jk,kl,lm->im", [(3, 4), (4, 2), (2, 5), (5, 2)]),
    ("ab,ab,ab->a", [(3, 4), (3, 4), (3, 4)]),
    ("a,b,c->abc", [(2,), (3,), (4,)]),
    ("abc,ad,bd->cd", [(2, 3, 4), (2, 5), (3, 5)]),
    ("ea,fb,abcd,gc,hd->efgh", [(2, 3), (2, 3), (3, 3, 3, 3), (2, 3), (2, 3)]),
    ("ij,jk->ik", [(0, 4), (4, 5)]),
    ("ij,jk->ik", [(3, 0), (0, 5)]),
    ("ij->j", [(0, 4)]),
    ("i,i->", [(0,), (0,)]),
    (" i j , j k -> i k ", [(3, 4), (4, 5)]),
    ("AB,Bc->cA", [(3, 4), (4, 5)]),
    ("BA,ac", [(3, 4), (2, 5)]),
]

PLANS = [
    ("ij,jk,kl->il", [(9, 4), (4, 8), (8, 5)]),
    ("ea,fb,abcd,gc,hd->efgh", [(10, 10), (10, 10), (10, 10, 10, 10), (10, 10), (10, 10)]),
    ("ij,jk", [(3, 4), (4, 5)]),
    ("a,b,c->abc", [(2,), (3,), (4,)]),
    ("a,ab,bc,cd,d->", [(5,), (5, 6), (6, 7), (7, 2), (2,)]),
    ("abc,ad,bd->cd", [(2, 3, 4), (2, 5), (3, 5)]),
    ("ab,cd,ef->abcdef", [(2, 2), (2, 2), (2, 2)]),
    ("ab,bc,de,ef->acdf", [(2, 30), (30, 2), (2, 30), (30, 2)]),
    ("bca,cdb,dbf,afc->", [(4, 5, 3), (5, 6, 4), (6, 4, 7), (3, 7, 5)]),
    ("dcc,fce,ea,dbf->ab", [(3, 4, 4), (5, 4, 6), (6, 2), (3, 7, 5)]),
]

WRONG = [
    ("ij,jk->ik", [(3, 4), (5, 5)]),
    ("ij->k", [(3, 4)]),
    ("ij->ii", [(3, 4)]),
    ("ijk", [(3, 4)]),
    ("i", [(3, 4)]),
    ("i,j", [(3,)]),
    ("i-j", [(3,)]),
    ("i.j", [(3, 4)]),
    ("...i...", [(3, 4)]),
    ("i->j->k", [(3,)]),
    ("ii", [(3, 4)]),
    ("...i->i", [(3, 4)]),
]


def value(dtype, shape, seed):
    n = int(np.prod(shape))
    index = np.arange(n) * (seed + 2) + seed
    if dtype == "bool":
        return (index % 3 != 0).reshape(shape)
    small = index % 7 - (0 if dtype.startswith("u") else 3)
    if dtype.startswith("complex"):
        return (small + 1j * (index % 5)).astype(dtype).reshape(shape)
    return small.astype(dtype).reshape(shape)


def flat(a):
    if np.iscomplexobj(a):
        return [[float(x.real), float(x.imag)] for x in a.ravel()]
    return [x.item() for x in a.ravel()]


def main():
    results = []
    for dtype in DTYPES:
        for subscripts, shapes in CASES:
            operands = [value(dtype, shape, k) for k, shape in enumerate(shapes)]
            result = np.asarray(np.einsum(subscripts, *operands))
            view = len(operands) == 1 and bool(np.shares_memory(result, operands[0])) and result.size > 0
            results.append([subscripts, shapes, dtype, str(result.dtype), list(result.shape), flat(result), view])
    plans = []
    for subscripts, shapes in PLANS:
        for optimize in ["greedy", "optimal", False]:
            path, text = np.einsum_path(subscripts, *[np.ones(s) for s in shapes], optimize=optimize)
            plans.append([subscripts, shapes, optimize, [path[0], *[list(p) for p in path[1:]]], text])
    for subscripts, shapes in WRONG:
        try:
            np.einsum(subscripts, *[np.ones(s) for s in shapes])
        except ValueError:
            continue
        raise AssertionError(subscripts)
    data = {"results": results, "plans": plans, "wrong": WRONG}
    path = Path(__file__).parents[2] / "test" / "golden" / "einsum.json"
    path.write_text(json.dumps(data, separators=(",", ":")) + "\n")


main()
