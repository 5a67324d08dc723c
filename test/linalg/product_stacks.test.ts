/** Stacks of tiny products: an element's bits, wherever it stands; special values; long stacks over the threads. */
import { describe, expect, test } from 'vitest';
import * as nd from '../../lib/index.js';

type Matrix = nd.NDArray;

const sizes: readonly (readonly [m: number, k: number, n: number])[] = [
  [1, 2, 1],
  [1, 3, 1],
  [1, 4, 1],
  [1, 5, 1],
  [1, 8, 1],
  [1, 16, 1],
  [2, 2, 1],
  [3, 3, 1],
  [7, 6, 1],
  [1, 3, 3],
  [1, 6, 3],
  [1, 6, 7],
  [2, 1, 2],
  [2, 2, 2],
  [3, 3, 3],
  [4, 4, 4],
  [4, 5, 4],
];
const floats = ['float32', 'float64', 'complex64', 'complex128'] as const;

function random(seed: number, shape: readonly number[], dtype: nd.DType): Matrix {
  const rng = nd.random.defaultRng(seed);
  const real = rng.normal(0, 1, shape as number[]);
  if (dtype !== 'complex64' && dtype !== 'complex128') return real.astype(dtype) as Matrix;
  const imaginary = rng.normal(0, 1, shape as number[]).mul(new nd.Complex(0, 1));
  return nd.add(real, imaginary).astype(dtype) as Matrix;
}

/** The array with the same elements and other strides: the stack's axis innermost, backwards, every second. */
const layouts: Readonly<Record<string, (a: Matrix) => Matrix>> = {
  'stack innermost': (a) => nd.moveaxis(nd.moveaxis(a, 0, -1).copy(), -1, 0) as Matrix,
  'matrices transposed': (a) => nd.swapaxes(nd.swapaxes(a, -1, -2).copy(), -1, -2) as Matrix,
  backwards: (a) => a.slice('::-1').copy().slice('::-1') as Matrix,
  'every second': (a) => nd.repeat(a, 2, { axis: 0 }).slice('::2') as Matrix,
  'columns backwards': (a) => a.slice('..., ::-1').copy().slice('..., ::-1') as Matrix,
};

const same = (a: Matrix, b: Matrix): boolean =>
  Buffer.compare(a.copy().toBuffer(), b.copy().toBuffer()) === 0;

describe.each(floats)('stacks of %s', (dtype) => {
  test.each(sizes)('(%i, %i) by (…, %i): bits depend on no place, stride or neighbour', (m, k, n) => {
    const count = 21;
    const a = random(m + k, [count, m, k], dtype);
    const b = random(k + n + 50, [count, k, n], dtype);
    const want = nd.matmul(a, b);
    for (const [name, laid] of Object.entries(layouts)) {
      expect(same(nd.matmul(laid(a), b), want), `left ${name}`).toBe(true);
      expect(same(nd.matmul(a, laid(b)), want), `right ${name}`).toBe(true);
      expect(same(nd.matmul(laid(a), laid(b)), want), `both ${name}`).toBe(true);
    }
    for (let i = 0; i < count; i++) {
      expect(same(nd.matmul(a.slice(i), b.slice(i)), want.slice(i) as Matrix), `pair ${i}`).toBe(true);
      const part = nd.matmul(a.slice(`${i}:`), b.slice(`${i}:`));
      expect(same(part, want.slice(`${i}:`) as Matrix), `from ${i}`).toBe(true);
    }
    const square = nd.matmul(a.reshape(3, 7, m, k), b.reshape(3, 7, k, n));
    expect(same(square.reshape(...(want.shape as readonly number[])), want)).toBe(true);
    const crossed = nd.matmul(a.reshape(count, 1, m, k), b.slice(':5')) as Matrix;
    for (let i = 0; i < 5; i++)
      expect(same(crossed.slice(i, i) as Matrix, want.slice(i) as Matrix)).toBe(true);
  });

  test('long stacks, which several threads share, as short ones', () => {
    const count = 100_003;
    const [x, y] = [random(1, [count, 3], dtype), random(2, [count, 3], dtype)];
    const products = nd.vecdot(x, y) as Matrix;
    const turned = nd.vecdot(nd.asarray(x.T.copy()), nd.asarray(y.T.copy()), { axis: 0 }) as Matrix;
    expect(same(turned, products)).toBe(true);
    for (const first of [0, 1, 4097, 33_333, 50_001, 99_990]) {
      const part = nd.vecdot(x.slice(`${first}:${first + 13}`), y.slice(`${first}:${first + 13}`)) as Matrix;
      expect(same(part, products.slice(`${first}:${first + 13}`) as Matrix)).toBe(true);
    }
  });

  test('NaN and infinities stay in their pair', () => {
    for (const [m, k, n] of sizes) {
      const a = random(m + k, [9, m, k], dtype);
      const b = random(k + n, [9, k, n], dtype);
      const want = nd.matmul(a, b);
      a.set(Number.NaN, 3, m - 1, k - 1);
      b.set(Number.POSITIVE_INFINITY, 7, 0, n - 1);
      const met = nd.matmul(a, b);
      const isSpecial = nd.logicalNot(nd.isfinite(met)) as Matrix;
      for (let pair = 0; pair < 9; pair++) {
        const special = isSpecial.slice(pair) as Matrix;
        if (pair === 3) {
          expect(nd.all(nd.isnan(met.slice(3, m - 1)))).toBe(true);
          expect(nd.countNonzero(special)).toBe(n);
        } else if (pair === 7) {
          expect(nd.all(special.slice(':', n - 1))).toBe(true);
          expect(nd.countNonzero(special)).toBe(m);
        } else {
          expect(same(met.slice(pair) as Matrix, want.slice(pair) as Matrix)).toBe(true);
        }
      }
    }
  });
});

describe.each(['complex64', 'complex128'] as const)('conjugates of %s', (dtype) => {
  test.each([1, 2, 3, 4, 5, 9, 16, 17])('vectors of %i', (k) => {
    const x = random(k, [13, k], dtype);
    const y = random(k + 30, [13, k], dtype);
    const conjugated = nd.conj(x) as Matrix;
    const bound = dtype === 'complex64' ? 1e-5 : 1e-14;
    const near = (a: unknown, b: unknown): boolean =>
      nd.allclose(a as Matrix, b as Matrix, { rtol: bound, atol: bound });
    const want = nd.sum(nd.multiply(conjugated, y), { axis: -1 });
    expect(near(nd.vecdot(x, y), want)).toBe(true);
    expect(near(nd.vecdot(x.slice('::-1'), y.slice('::-1')), (want as Matrix).slice('::-1'))).toBe(true);
    const b = random(k + 60, [13, k, 5], dtype);
    const expanded = nd.expandDims(conjugated, -1) as Matrix;
    expect(near(nd.vecmat(x, b), nd.sum(nd.multiply(expanded, b), { axis: 1 }))).toBe(true);
    expect(
      near(nd.vecmat(x, b.slice('..., :2')), nd.sum(nd.multiply(expanded, b), { axis: 1 }).slice(':, :2')),
    ).toBe(true);
  });
});

test.each(['complex64', 'complex128'] as const)('columns of %s: nothing behind the last is read', (dtype) => {
  // Steps so long that the next element would lie outside of the memory.
  for (const k of [2, 16, 17, 33]) {
    const x = nd.ones([k, 200_003], dtype) as Matrix;
    for (const column of [0, 200_002]) {
      const vector = x.slice(':', column) as Matrix;
      expect(nd.vdot(vector, vector).toString()).toBe(
        nd.vdot(nd.ones(k, dtype), nd.ones(k, dtype)).toString(),
      );
      const backwards = vector.slice('::-1') as Matrix;
      expect((nd.real(nd.vecdot(vector, backwards)) as Matrix).item()).toBe(k);
    }
    expect(nd.all(nd.equal(nd.vecdot(x, x, { axis: 0 }), k))).toBe(true);
  }
});

test('integers wrap as NumPy has it', () => {
  const x = nd.array(
    [
      [127, 127, 2],
      [-128, -128, 1],
    ],
    'int8',
  );
  expect(nd.vecdot(x, x).toArray()).toEqual([6, 1]);
  const y = nd.array([[2 ** 32 - 1, 2, 3]], 'uint32');
  expect(nd.vecdot(y, y).toArray()).toEqual([14]);
});

describe('wrong calls', () => {
  const a = nd.ones([4, 2, 3]) as Matrix;
  test('inner dimensions', () => {
    expect(() => nd.matmul(a, nd.ones([4, 2, 3]))).toThrow(nd.ShapeError);
    expect(() => nd.vecdot(nd.ones([4, 3]), nd.ones([4, 2]))).toThrow(nd.ShapeError);
    expect(() => nd.matvec(a, nd.ones([4, 2]))).toThrow(nd.ShapeError);
    expect(() => nd.vecmat(nd.ones([4, 3]), a)).toThrow(nd.ShapeError);
  });
  test('stacks', () => {
    expect(() => nd.matmul(a, nd.ones([3, 3, 2]))).toThrow(nd.ShapeError);
    expect(() => nd.vecdot(nd.ones([4, 3]), nd.ones([5, 3]))).toThrow(nd.ShapeError);
  });
  test('disposed operands', () => {
    const gone = nd.ones([4, 3, 2]);
    gone.dispose();
    expect(() => nd.matmul(a, gone)).toThrow(nd.DisposedError);
  });
});
