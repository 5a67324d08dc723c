/** Factors and eigenvalues that several threads share, and those of a few rows: residuals, extremes, special matrices. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

type Matrix = nd.NDArray<'float64', [number, number]>;
const epsilon = 2 ** -52;

function random(seed: number, shape: readonly number[]): Matrix {
  return nd.random.defaultRng(seed).uniform(-1, 1, shape as [number, number]) as Matrix;
}
const symmetric = (seed: number, n: number): Matrix => {
  const a = random(seed, [n, n]);
  return a.add(a.T) as Matrix;
};
const largest = (a: unknown): number => nd.max(nd.abs(a as nd.NDArray)) as number;

/** Q · diag(w) · Qᵀ with a random orthogonal Q. */
function withEigenvalues(w: nd.NDArray, seed: number): Matrix {
  const n = w.size;
  const { Q } = nd.linalg.qr(random(seed, [n, n]));
  const a = Q.mul(w).matmul(Q.T) as Matrix;
  return a.add(a.T).mul(0.5) as Matrix;
}

function block(n: number): Matrix {
  const a = symmetric(5, n);
  const half = Math.floor(n / 2);
  a.slice(`0:${half}`, `${half}:`).assign(0);
  a.slice(`${half}:`, `0:${half}`).assign(0);
  return a;
}

/** Second differences: eigenvalues are known. */
const chain = (n: number): Matrix =>
  nd
    .eye(n)
    .mul(2)
    .sub(nd.eye(n, { k: 1 }))
    .sub(nd.eye(n, { k: -1 })) as Matrix;

const matrices: Readonly<Record<string, (n: number) => Matrix>> = {
  random: (n) => symmetric(n, n),
  identity: (n) => nd.eye(n) as Matrix,
  zero: (n) => nd.zeros([n, n]) as Matrix,
  diagonal: (n) => nd.diag(nd.arange(n, 0, -1)) as Matrix,
  'rank one': (n) => nd.outer(nd.arange(n), nd.arange(n)) as Matrix,
  'all ones': (n) => nd.ones([n, n]) as Matrix,
  'equal eigenvalues': (n) =>
    withEigenvalues(nd.repeat(nd.array([-1, 2, 2.5, 7]), Math.ceil(n / 4)).slice(`:${n}`) as nd.NDArray, 3),
  'close eigenvalues': (n) => withEigenvalues(nd.arange(n).mul(1e-13).add(1) as nd.NDArray, 4),
  'of many magnitudes': (n) => withEigenvalues(nd.logspace(-14, 3, n) as nd.NDArray, 6),
  'two blocks': block,
  'second differences': chain,
  huge: (n) => symmetric(7, n).mul(1e300) as Matrix,
  tiny: (n) => symmetric(8, n).mul(1e-290) as Matrix,
  subnormal: (n) => symmetric(9, n).mul(1e-312) as Matrix,
};

describe.each([1, 2, 3, 5, 8, 13, 24, 25, 159, 160, 203, 321])('eigh of %i rows', (n) => {
  test.each(Object.keys(matrices))('%s', (name) => {
    const a = (matrices[name] as (n: number) => Matrix)(n);
    const size = largest(a);
    // Squares are checked in a range where they neither overflow nor vanish.
    const power = size === 0 ? 0 : -Math.floor(Math.log2(size));
    const scaled = (x: nd.NDArray): nd.NDArray => {
      const first = Math.trunc(power / 2);
      return x.mul(2 ** first).mul(2 ** (power - first)) as nd.NDArray;
    };
    for (const UPLO of ['L', 'U'] as const) {
      const half = UPLO === 'L' ? nd.tril(a) : nd.triu(a);
      const [w, v] = nd.linalg.eigh(half, { UPLO });
      expect(nd.all(nd.diff(w).ge(0))).toBe(true);
      const rest = scaled(a)
        .matmul(v)
        .sub(v.mul(scaled(w)));
      // What is subnormal has few bits.
      const unit = Math.max(epsilon, size === 0 ? 0 : 5e-324 / size);
      // As LAPACK's own tests: in units of the number of rows times the norm.
      const bound = Math.max(8 * n, (n * largest(scaled(w))) / 4) * unit;
      expect(largest(rest)).toBeLessThanOrEqual(bound);
      expect(largest(v.T.matmul(v).sub(nd.eye(n)))).toBeLessThanOrEqual(8 * n * epsilon);
      const values = nd.linalg.eigvalsh(half, { UPLO });
      expect(largest(scaled(values.sub(w) as nd.NDArray))).toBeLessThanOrEqual(bound);
    }
  });
});

test('eigenvalues of second differences', () => {
  for (const n of [8, 24, 200, 512]) {
    const k = nd.arange(1, n + 1);
    const known = nd
      .cos(k.mul(Math.PI / (n + 1)))
      .mul(-2)
      .add(2);
    expect(largest(nd.linalg.eigh(chain(n)).eigenvalues.sub(known))).toBeLessThan(n * epsilon);
  }
});

test('small eigenvalues of graded matrices of a few rows keep their digits', () => {
  const graded = nd.array([
    [1, 1e-8, 0],
    [1e-8, 1e-12, 1e-20],
    [0, 1e-20, 1e-24],
  ]);
  const turned = graded.slice('::-1, ::-1');
  for (const a of [graded, turned]) {
    const w = nd.linalg.eigvalsh(a).toArray() as number[];
    expect(w[2]).toBeCloseTo(1, 14);
    expect(Math.abs((w[1] as number) / (1e-12 - 1e-16) - 1)).toBeLessThan(1e-3);
  }
});

test('stacks of a few rows: each as by itself, NaN and infinities in their places', () => {
  const a = nd.random.defaultRng(1).normal(0, 1, [50, 6, 6]);
  const s = a.add(a.swapaxes(-1, -2)) as nd.NDArray;
  s.set(Number.NaN, 7, 2, 1);
  s.set(Number.POSITIVE_INFINITY, 9, 3, 3);
  // Above the diagonal nothing is read.
  s.set(Number.NaN, 11, 0, 5);
  const [w, v] = nd.linalg.eigh(s);
  for (let i = 0; i < 50; i++) {
    const isLost = i === 7 || i === 9;
    expect(nd.all(nd.isnan(w.slice(i)))).toBe(isLost);
    if (isLost) continue;
    const [w1, v1] = nd.linalg.eigh(s.slice(i).copy());
    expect(nd.arrayEqual(w.slice(i), w1)).toBe(true);
    expect(nd.arrayEqual(v.slice(i), v1)).toBe(true);
  }
});

describe.each([191, 192, 257, 400, 1601])('factors of %i rows', (n) => {
  const a = random(n, [n, n]);
  test.each(['plain', 'transposed', 'reversed'])('systems, %s', (layout) => {
    const m = (layout === 'plain' ? a : layout === 'transposed' ? a.T : a.slice('::-1, ::-1')) as Matrix;
    const x = random(n + 1, [n, 3]);
    const found = nd.linalg.solve(m, m.matmul(x));
    const rest = m.matmul(found).sub(m.matmul(x));
    expect(largest(rest)).toBeLessThan(4 * n * epsilon * largest(found) * n ** 0.5);
  });
  test('determinants', () => {
    const [sign, logarithm] = nd.linalg.slogdet(a);
    // The same with two rows exchanged, and with one row twice as large.
    const other = a.copy();
    other.slice(0).assign(a.slice(n - 1).mul(2));
    other.slice(n - 1).assign(a.slice(0));
    const [sign2, logarithm2] = nd.linalg.slogdet(other);
    expect(sign2).toBe(-sign);
    expect(Math.abs(logarithm2 - logarithm - Math.LN2)).toBeLessThan(1e-9);
  });
  test('singular, NaN, infinite', () => {
    const singular = a.copy();
    singular.slice(':', 5).assign(0);
    expect(() => nd.linalg.solve(singular, a)).toThrow(nd.LinAlgError);
    expect(() => nd.linalg.inv(singular)).toThrow(nd.LinAlgError);
    expect(nd.linalg.det(singular)).toBe(0);
    expect(nd.linalg.slogdet(singular).logabsdet).toBe(Number.NEGATIVE_INFINITY);
    const lost = a.copy();
    lost.set(Number.NaN, n - 2, 3);
    expect(nd.linalg.det(lost)).toBeNaN();
    expect(nd.any(nd.isnan(nd.linalg.solve(lost, a.slice(0))))).toBe(true);
  });
});
