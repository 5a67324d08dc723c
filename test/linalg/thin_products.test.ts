/** Products with a matrix of few columns, which no BLAS packs: small whole numbers, so that every sum is exact. */
import { describe, expect, test } from 'vitest';
import * as nd from '../../lib/index.js';

type Matrix = nd.NDArray;

const rows = [32, 33, 100, 300];
/** Below, at and above the depth of one pass over the right matrix. */
const depths = [17, 100, 512, 513, 1100];
const columns = [2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17];

/** The same matrix laid in memory otherwise. */
const layouts: Readonly<Record<string, (a: Matrix) => Matrix>> = {
  dense: (a) => a,
  padded: (a) =>
    nd
      .pad(a, [
        [0, 0],
        [1, 2],
      ])
      .slice(':, 1:-2') as Matrix,
  transposed: (a) => a.T.copy().T as Matrix,
  reversed: (a) => nd.flip(nd.flip(a).copy()) as Matrix,
};

function whole(m: number, n: number, seed: number): Matrix {
  const steps = nd.arange(m * n).mul(seed) as Matrix;
  return nd.remainder(steps, 13).sub(6).reshape(m, n) as Matrix;
}

describe('rows times few columns', () => {
  for (const dtype of ['float32', 'float64'] as const) {
    test(dtype, () => {
      let cases = 0;
      for (const [i, k] of depths.entries()) {
        for (const [j, n] of columns.entries()) {
          const m = rows[(i + j) % rows.length] as number;
          const a = whole(m, k, 7);
          const b = whole(k, n, 5);
          const exact = nd.matmul(a.astype('int64'), b.astype('int64')).astype(dtype) as Matrix;
          for (const [left, layA] of Object.entries(layouts)) {
            for (const [right, layB] of Object.entries(layouts)) {
              const x = layA(a.astype(dtype) as Matrix);
              const y = layB(b.astype(dtype) as Matrix);
              const where = `(${m}, ${k}) ${left} · (${k}, ${n}) ${right}`;
              expect(nd.arrayEqual(nd.matmul(x, y), exact), where).toBe(true);
              cases++;
            }
          }
          const out = nd.zeros([n, m], dtype).T as Matrix;
          nd.matmul(a.astype(dtype), b.astype(dtype), { out });
          expect(nd.arrayEqual(out, exact)).toBe(true);
          const stack = nd.stack([a, a.neg()]).astype(dtype) as Matrix;
          const both = nd.matmul(stack, b.astype(dtype)) as Matrix;
          expect(nd.arrayEqual(both, nd.stack([exact, exact.neg()]))).toBe(true);
        }
      }
      expect(cases).toBe(depths.length * columns.length * Object.keys(layouts).length ** 2);
    });
  }

  test('NaN and infinity reach their row alone', () => {
    const a = nd.ones([40, 20]) as Matrix;
    a.set(Number.NaN, 3, 5);
    a.set(Infinity, 7, 0);
    const c = nd.matmul(a, nd.ones([20, 5])) as Matrix;
    expect(nd.isnan(c).any(1).astype('int8').toArray()).toEqual(
      Array.from({ length: 40 }, (_, i) => Number(i === 3)),
    );
    expect(nd.isinf(c).all(1).astype('int8').toArray()).toEqual(
      Array.from({ length: 40 }, (_, i) => Number(i === 7)),
    );
  });
});
