/** A few long rows times a few long columns: small whole numbers, so that every sum is exact. */
import { describe, expect, test } from 'vitest';
import * as nd from '../../lib/index.js';

type Matrix = nd.NDArray;

const counts = [1, 2, 3, 4, 5];
/** About the least length, and about the end of a piece. */
const lengths = [255, 256, 257, 4095, 4096, 4097, 20_000];
const dtypes = ['float32', 'float64', 'complex64', 'complex128'] as const;

function whole(m: number, n: number, seed: number, dtype: nd.DType): Matrix {
  const steps = nd.arange(m * n).mul(seed) as Matrix;
  const real = nd.remainder(steps, 7).sub(3).reshape(m, n).astype(dtype) as Matrix;
  if (!dtype.startsWith('complex')) return real;
  return nd.add(real, nd.multiply(real.slice('::-1, ::-1'), new nd.Complex(0, 1))) as Matrix;
}

/** Row by row, through sums. */
function exactly(a: Matrix, b: Matrix): Matrix {
  const products = nd.multiply(nd.expandDims(a, 1), nd.expandDims(b.T, 0)) as Matrix;
  return nd.sum(products, { axis: 2 }) as unknown as Matrix;
}

describe('a few long rows times a few long columns', () => {
  test.each(dtypes)('%s', (dtype) => {
    let cases = 0;
    for (const [i, k] of lengths.entries()) {
      for (const m of counts) {
        const n = counts[(i + m) % counts.length] as number;
        const a = whole(m, k, 5, dtype);
        const b = whole(n, k, 11, dtype).T as Matrix;
        const want = exactly(a, b);
        const where = `(${m}, ${k}) · (${k}, ${n})`;
        expect(nd.arrayEqual(nd.matmul(a, b), want), where).toBe(true);
        // Rows further apart than they are long, and backwards.
        const apart = nd.concatenate([a, a], 1).slice(`:, ${k}:`) as Matrix;
        expect(nd.arrayEqual(nd.matmul(apart, b), want), where).toBe(true);
        const back = nd.matmul(a.slice('::-1'), b.slice(':, ::-1')) as Matrix;
        expect(nd.arrayEqual(back, want.slice('::-1, ::-1')), where).toBe(true);
        const out = nd.zeros([n, m], dtype).T as Matrix;
        nd.matmul(a, b, { out });
        expect(nd.arrayEqual(out, want), where).toBe(true);
        const stack = nd.stack([a, a.neg(), a]) as Matrix;
        expect(nd.arrayEqual(nd.matmul(stack, b), nd.stack([want, want.neg(), want])), where).toBe(true);
        expect(nd.arrayEqual(nd.matmul(a, a.T), exactly(a, a.T as Matrix)), where).toBe(true);
        const conjugated = nd.vecdot(nd.expandDims(a, 1), nd.expandDims(b.T, 0)) as Matrix;
        expect(nd.arrayEqual(conjugated, exactly(nd.conjugate(a) as Matrix, b)), where).toBe(true);
        cases++;
      }
    }
    expect(cases).toBe(lengths.length * counts.length);
  });

  test('stacks of many, broadcast too', () => {
    const a = whole(90, 300, 5, 'float64').reshape(30, 3, 300) as Matrix;
    const b = whole(60, 300, 11, 'float64').reshape(30, 2, 300) as Matrix;
    const products = nd.matmul(a, nd.swapaxes(b, 1, 2)) as Matrix;
    const one = nd.matmul(a, b.slice(4).T) as Matrix;
    for (let i = 0; i < 30; i++) {
      expect(nd.arrayEqual(products.slice(i), exactly(a.slice(i) as Matrix, b.slice(i).T as Matrix))).toBe(
        true,
      );
      expect(nd.arrayEqual(one.slice(i), exactly(a.slice(i) as Matrix, b.slice(4).T as Matrix))).toBe(true);
    }
    expect(products.shape).toEqual([30, 3, 2]);
  });

  test('NaN and infinity reach their row and column alone', () => {
    const a = nd.ones([3, 5000]) as Matrix;
    a.set(Number.NaN, 1, 4999);
    const b = nd.ones([5000, 2]).T.copy().T as Matrix;
    b.set(Infinity, 0, 1);
    expect(nd.matmul(a, b).toArray()).toEqual([
      [5000, Infinity],
      [Number.NaN, Number.NaN],
      [5000, Infinity],
    ]);
  });

  test('a covariance of two variables is that of its definition', () => {
    const x = nd.random.defaultRng(3).standardNormal([2, 100_000]) as Matrix;
    const c = nd.cov(x) as Matrix;
    const centred = nd.subtract(x, nd.mean(x, { axis: 1, keepdims: true })) as Matrix;
    const want = exactly(centred, centred.T as Matrix).div(99_999) as Matrix;
    expect(nd.allclose(c, want, { rtol: 1e-13, atol: 1e-15 })).toBe(true);
    expect(c.at(0, 1)).toBe(c.at(1, 0));
  });
});
