/** Many rows times a small matrix of integers, bools and float16: small whole numbers, so that every sum is exact. */
import { describe, expect, test } from 'vitest';
import * as nd from '../../lib/index.js';

type Matrix = nd.NDArray;

const dtypes = ['bool', 'int8', 'uint8', 'int16', 'int32', 'uint32', 'int64', 'uint64', 'float16'] as const;
const rows = [16, 17, 31, 32, 33, 1000];
const sides: readonly (readonly [k: number, n: number])[] = [
  [1, 2],
  [2, 2],
  [3, 4],
  [4, 1],
  [7, 16],
  [16, 16],
  [16, 3],
  [17, 4],
];

function whole(shape: readonly number[], seed: number, dtype: nd.DType): Matrix {
  const size = shape.reduce((a, b) => a * b, 1);
  const steps = nd.arange(size).mul(seed) as Matrix;
  return nd
    .remainder(steps, dtype === 'bool' ? 2 : 4)
    .reshape(shape as number[])
    .astype(dtype) as Matrix;
}

describe('many rows times a small matrix', () => {
  test.each(dtypes)('%s', (dtype) => {
    let cases = 0;
    for (const m of rows) {
      for (const [k, n] of sides) {
        const a = whole([m, k], 7, dtype);
        const b = whole([k, n], 5, dtype);
        const want = nd.matmul(a.astype('float64'), b.astype('float64')).astype(dtype) as Matrix;
        const where = `(${m}, ${k}) · (${k}, ${n})`;
        expect(nd.arrayEqual(nd.matmul(a, b), want), where).toBe(true);
        expect(nd.arrayEqual(nd.matmul(a.T.copy().T, b.T.copy().T), want), where).toBe(true);
        expect(nd.arrayEqual(nd.matmul(a.slice('::-1'), b), want.slice('::-1')), where).toBe(true);
        const out = nd.zeros([n, m], dtype).T as Matrix;
        nd.matmul(a, b, { out });
        expect(nd.arrayEqual(out, want), where).toBe(true);
        const stack = nd.stack([a, a.slice('::-1'), a]) as Matrix;
        const both = nd.matmul(stack, nd.stack([b, b, b])) as Matrix;
        expect(nd.arrayEqual(both, nd.stack([want, want.slice('::-1'), want])), where).toBe(true);
        cases++;
      }
    }
    expect(cases).toBe(rows.length * sides.length);
  });

  test.each(['complex64', 'complex128'] as const)('%s, of thousands of rows', (dtype) => {
    const j = new nd.Complex(0, 1);
    let cases = 0;
    for (const m of [8191, 8192, 10_001]) {
      for (const [k, n] of [...sides, [64, 64], [65, 3]] as const) {
        const [x, y] = [whole([m, k], 7, 'int64'), whole([m, k], 3, 'int64')];
        const [u, v] = [whole([k, n], 5, 'int64'), whole([k, n], 11, 'int64')];
        const a = nd.add(x, y.mul(j)).astype(dtype) as Matrix;
        const b = nd.add(u, v.mul(j)).astype(dtype) as Matrix;
        const real = nd.subtract(nd.matmul(x, u), nd.matmul(y, v)) as Matrix;
        const imaginary = nd.add(nd.matmul(x, v), nd.matmul(y, u)) as Matrix;
        const want = nd.add(real, imaginary.mul(j)) as Matrix;
        const where = `(${m}, ${k}) · (${k}, ${n})`;
        expect(nd.arrayEqual(nd.matmul(a, b), want), where).toBe(true);
        expect(nd.arrayEqual(nd.matmul(a.T.copy().T, b.T.copy().T), want), where).toBe(true);
        expect(nd.arrayEqual(nd.matmul(a.slice('::-1'), b), want.slice('::-1')), where).toBe(true);
        cases++;
      }
    }
    expect(cases).toBe(3 * (sides.length + 2));
  });
});
