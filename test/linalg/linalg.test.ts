/** linalg against NumPy's answers, and factorisations against what defines them. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { DType } from 'strided';
import * as nd from 'strided';
import { Complex, NDArray, StridedError } from 'strided';
import { describe, expect, test } from 'vitest';

interface Numbers {
  readonly d: DType;
  readonly s: readonly number[];
  readonly x: string;
}
interface Answer {
  readonly e?: string;
  readonly r?: Numbers | readonly Numbers[];
}
interface Case {
  readonly name: string;
  readonly a: Numbers;
  readonly f: Readonly<Record<string, Answer>>;
}
const file = new URL('../golden/linalg.json.gz', import.meta.url);
const cases = JSON.parse(gunzipSync(readFileSync(file)).toString()) as Case[];

// biome-ignore lint/suspicious/noExplicitAny: arrays of any dtype and shape
type Any = any;

function arrayOf({ d, s, x }: Numbers): NDArray<Any, Any> {
  const bytes = Buffer.from(x, 'base64');
  if (bytes.length === 0) return nd.zeros([...s], d);
  return nd.frombuffer(Uint8Array.from(bytes).buffer, d).reshape([...s]);
}

const { linalg } = nd;
const infinite: Readonly<Record<string, number>> = { inf: Infinity, '-inf': -Infinity };
const order = (text: string): Any => infinite[text] ?? (Number.isNaN(Number(text)) ? text : Number(text));

function run(name: string, a: NDArray<Any, Any>): unknown {
  const [f, x, y] = name.split(' ') as [string, string, string];
  const rows = a._shape.at(-2) as number;
  const b = nd
    .arange(rows * 2)
    .reshape([rows, 2])
    .add(1);
  switch (f) {
    case 'qr':
      return linalg.qr(a, x as 'reduced');
    case 'cond':
      return x === undefined ? linalg.cond(a) : linalg.cond(a, order(x));
    case 'matrixNorm':
      return linalg.matrixNorm(a, x === undefined ? {} : { ord: order(x) });
    case 'vectorNorm':
      return linalg.vectorNorm(a, x === undefined ? {} : { ord: order(x) });
    case 'norm':
      return x === undefined
        ? linalg.norm(a)
        : linalg.norm(a, { ord: order(x), axis: Number(y), keepdims: y === '0' });
    case 'matrixPower':
      return linalg.matrixPower(a, Number(x));
    case 'solve':
      return linalg.solve(a, x === 'vector' ? b.slice(':, 0') : b);
    case 'lstsq':
      return linalg.lstsq(a, x === 'vector' ? b.slice(':, 0') : b);
    default:
      return (linalg as unknown as Record<string, (a: unknown) => unknown>)[f]?.(a);
  }
}

/** Elements as numbers, parts of complex ones side by side. */
function numbers(a: NDArray<Any, Any>): number[] {
  const flat = a.ravel().copy();
  if (flat.size === 0) return [];
  if (flat.dtype === 'bool') return Array.from(flat.data as Uint8Array, Number);
  return flat.dtype === 'float16'
    ? Array.from(flat.astype('float64').data as Float64Array)
    : Array.from(flat.data as Iterable<number>, Number);
}

function difference(got: unknown, want: Numbers, tolerance: number, sorted: boolean): string | undefined {
  const expected = arrayOf(want);
  let value: NDArray<Any, Any>;
  if (got instanceof NDArray) {
    if (got.dtype !== want.d) return `dtype ${got.dtype}, NumPy ${want.d}`;
    if (got._shape.join() !== want.s.join()) return `shape (${got._shape}), NumPy (${want.s})`;
    value = got;
  } else {
    if (want.s.length > 0) return `a plain value, NumPy shape (${want.s})`;
    value = nd.array(got as number).astype(want.d, { casting: 'unsafe' });
  }
  let [x, y] = [numbers(value), numbers(expected)];
  if (sorted)
    [x, y] = [
      x.map((v) => Math.abs(v)).sort((p, q) => p - q),
      y.map((v) => Math.abs(v)).sort((p, q) => p - q),
    ];
  const scale = Math.max(1e-300, ...y.filter(Number.isFinite).map(Math.abs));
  for (const [i, v] of y.entries()) {
    const u = x[i] as number;
    if (Object.is(u, v) || u === v || (Number.isNaN(u) && Number.isNaN(v))) continue;
    if (!(Math.abs(u - v) <= tolerance * scale)) return `element ${i} is ${u}, NumPy has ${v}`;
  }
  return undefined;
}

/** How far results may be apart: conditioning, not luck, sets the bound. */
function toleranceOf(c: Case, f: string): number {
  const single = c.a.d === 'float32' || c.a.d === 'complex64' || c.a.d === 'float16';
  const base = c.name === 'hilbert' ? 1e-6 : 1e-11;
  if (f.startsWith('eigvals') && c.name === 'hilbert') return 1e-10;
  return single ? (c.a.d === 'float16' ? 2e-3 : 2e-6) : base;
}

/** Eigenvectors, signs and the order of eigenvalues are free: these are tested by what defines them. */
const free = new Set(['qr reduced', 'qr complete', 'qr r', 'qr raw']);

describe('linalg', () => {
  test('the cases are all there', () => {
    expect(cases).toHaveLength(28);
    expect(cases.reduce((n, { f }) => n + Object.keys(f).length, 0)).toBe(1792);
  });

  test.each(cases.map((c) => [c.name, c] as const))('%s as NumPy', (_name, c) => {
    const failures: string[] = [];
    for (const [f, want] of Object.entries(c.f)) {
      let got: unknown;
      try {
        got = run(f, arrayOf(c.a));
      } catch (error) {
        if (!(error instanceof StridedError) || error.code === 'ERR_INTERNAL') throw error;
        if (want.e === undefined) failures.push(`${f} threw ${error.message}`);
        continue;
      }
      if (want.e !== undefined) {
        failures.push(`${f} gave ${String(got)}, NumPy throws ${want.e}`);
        continue;
      }
      const wanted = (Array.isArray(want.r) ? want.r : [want.r]) as Numbers[];
      const parts = (Array.isArray(want.r) ? got : [got]) as unknown[];
      wanted.forEach((numbers_, i) => {
        const isFree = free.has(f);
        const tolerance = isFree ? Infinity : toleranceOf(c, f);
        const wrong = difference(parts[i], numbers_, tolerance, f === 'eigvals');
        if (wrong !== undefined && !(isFree && wrong.startsWith('element')))
          failures.push(`${f}[${i}]: ${wrong}`);
      });
    }
    expect(failures).toEqual([]);
  });
});

/** Reproducible numbers between −1 and 1. */
function noise(shape: readonly number[], seed: number, dtype: DType = 'float64'): NDArray<Any, Any> {
  const size = shape.reduce((n, length) => n * length, 1);
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  };
  const isComplex = dtype.startsWith('complex');
  const values = Array.from({ length: size }, () => (isComplex ? new Complex(next(), next()) : next()));
  return nd
    .array(values)
    .astype(dtype)
    .reshape([...shape]);
}

const conjugated = (a: NDArray<Any, Any>): NDArray<Any, Any> => a.mT.conj();
const largest = (a: NDArray<Any, Any>): number => (a.size === 0 ? 0 : (a.abs().max() as number));
const dtypes: readonly DType[] = ['float32', 'float64', 'complex64', 'complex128'];
const sizes = [
  [1, 1],
  [3, 3],
  [8, 8],
  [40, 40],
  [150, 150],
  [7, 4],
  [4, 7],
  [60, 20],
] as const;
const epsilon = (dtype: DType): number =>
  dtype === 'float32' || dtype === 'complex64' ? 2 ** -23 : 2 ** -52;

describe('factorisations multiply to what they factor', () => {
  const all = dtypes.flatMap((dtype) =>
    sizes.flatMap(([m, n]) => [[], [3]].map((stack) => [dtype, m, n, stack] as const)),
  );
  test.each(all)('%s (%i, %i) stack [%s]', (dtype, m, n, stack) => {
    const a = noise([...stack, m, n], m * 31 + n, dtype);
    const bound = 20 * Math.max(m, n) * epsilon(dtype);
    const unit = (k: number) => nd.eye(k, { dtype: 'float64' });
    const { Q, R } = linalg.qr(a);
    expect(largest(Q.matmul(R).sub(a))).toBeLessThan(bound);
    expect(
      largest(
        conjugated(Q)
          .matmul(Q)
          .sub(unit(Math.min(m, n))),
      ),
    ).toBeLessThan(bound);
    const complete = linalg.qr(a, 'complete');
    expect(largest(complete.Q.matmul(complete.R).sub(a))).toBeLessThan(bound);
    for (const fullMatrices of [false, true]) {
      const { U, S, Vh } = linalg.svd(a, { fullMatrices });
      const k = Math.min(m, n);
      const scaled = U.slice('...', `:${k}`).mul(nd.expandDims(S, -2));
      expect(largest(scaled.matmul(Vh.slice('...', `:${k}`, ':')).sub(a))).toBeLessThan(bound);
      expect(
        largest(
          conjugated(U)
            .matmul(U)
            .sub(unit(fullMatrices ? m : k)),
        ),
      ).toBeLessThan(bound);
    }
    if (m !== n) {
      const b = noise([m], 5, dtype);
      if (stack.length === 0 && m > n) {
        const [x] = linalg.lstsq(a, b);
        expect(largest(conjugated(a).matmul(a.matmul(x).sub(b)))).toBeLessThan(bound * 10);
      }
      return;
    }
    const b = noise([...stack, m, 2], 77, dtype);
    const x = linalg.solve(a, b) as NDArray<Any, Any>;
    expect(largest(a.matmul(x).sub(b))).toBeLessThan(bound * (1 + largest(x)) * 10);
    const inverse = linalg.inv(a);
    expect(largest(a.matmul(inverse).sub(unit(m)))).toBeLessThan(bound * (1 + largest(inverse)) * 10);
    const positive = a.matmul(conjugated(a)).add(unit(m).mul(m).astype(dtype));
    const L = linalg.cholesky(positive);
    expect(largest(L.matmul(conjugated(L)).sub(positive))).toBeLessThan(bound * m);
    const upper = linalg.cholesky(positive, { upper: true });
    expect(largest(conjugated(upper).matmul(upper).sub(positive))).toBeLessThan(bound * m);
    for (const UPLO of ['L', 'U'] as const) {
      const [w, v] = linalg.eigh(positive, UPLO);
      expect(largest(positive.matmul(v).sub(v.mul(nd.expandDims(w, -2))))).toBeLessThan(bound * m * 4);
      expect(largest(conjugated(v).matmul(v).sub(unit(m)))).toBeLessThan(bound * 4);
    }
    const { U, S, Vh } = linalg.svd(positive, { hermitian: true });
    expect(largest(U.mul(nd.expandDims(S, -2)).matmul(Vh).sub(positive))).toBeLessThan(bound * m * 4);
    const [values, vectors] = linalg.eig(a);
    const residual = a.matmul(vectors).sub(vectors.mul(nd.expandDims(values, -2)));
    expect(largest(residual)).toBeLessThan(bound * 4);
    const pseudo = linalg.pinv(a);
    expect(largest(a.matmul(pseudo).matmul(a).sub(a))).toBeLessThan(bound * (1 + largest(pseudo)) * 10);
  });
});

describe('layouts, chains and tensors', () => {
  test('transposed, stepped and broadcast operands', () => {
    const a = noise([6, 6], 3);
    const wide = nd.zeros([12, 6]);
    const view = wide.slice('::2');
    view.assign(a);
    const want = linalg.inv(a);
    for (const same of [a.T.copy().T, view, a.slice('::-1').copy().slice('::-1')]) {
      expect(nd.allclose(linalg.inv(same), want)).toBe(true);
      expect(linalg.det(same)).toBeCloseTo(linalg.det(a) as number, 12);
    }
    const stack = linalg.inv(nd.broadcastTo(a, [2, 6, 6]));
    expect(nd.allclose(stack, want)).toBe(true);
    expect(linalg.solve(nd.broadcastTo(a, [2, 6, 6]), noise([6], 1)).shape).toEqual([2, 6]);
    expect(linalg.solve(noise([3, 1, 4, 4], 1), noise([2, 4, 5], 2)).shape).toEqual([3, 2, 4, 5]);
  });

  test('64 axes', () => {
    const many = noise([...Array<number>(62).fill(1), 2, 2], 9);
    expect(nd.matmul(many, many).ndim).toBe(64);
    expect(linalg.inv(many).ndim).toBe(64);
    expect(nd.vecdot(many, many).ndim).toBe(63);
  });

  test('multiDot, matrixPower, tensorinv, tensorsolve', () => {
    const [a, b, c, d] = [noise([3, 50], 1), noise([50, 2], 2), noise([2, 40], 3), noise([40, 5], 4)];
    const want = a.matmul(b).matmul(c).matmul(d);
    expect(nd.allclose(linalg.multiDot([a, b, c, d]), want)).toBe(true);
    const out = nd.zeros([3, 5]);
    expect(linalg.multiDot([a, b, c, d], { out })).toBe(out);
    expect(nd.allclose(out, want)).toBe(true);
    expect(linalg.multiDot([noise([50], 1), b, c, noise([40], 2)]).shape).toEqual([]);
    const t = noise([4, 6, 8, 3], 8);
    const inverse = linalg.tensorinv(t);
    expect(inverse.shape).toEqual([8, 3, 4, 6]);
    expect(nd.allclose(nd.tensordot(inverse, t, 2).reshape(24, 24), nd.eye(24))).toBe(true);
    const right = noise([4, 6], 2);
    const x = linalg.tensorsolve(t, right);
    expect(x.shape).toEqual([8, 3]);
    expect(nd.allclose(nd.tensordot(t, x, 2), right)).toBe(true);
    const moved = linalg.tensorsolve(t.transpose([0, 2, 1, 3]), right.reshape([4, 6]), [1, 3]);
    expect(moved.shape).toEqual([8, 3]);
  });

  test('the place of a matrix without answer is told', () => {
    const stack = noise([2, 3, 3, 3], 4);
    stack.slice('1, 2').assign(0);
    expect(() => linalg.inv(stack)).toThrow(/^inv: the matrix at \[1, 2\] of the stack is singular/);
    expect(() => linalg.solve(stack.slice('1, 2'), [1, 2, 3])).toThrow(/^solve: the matrix is singular/);
    expect(() => linalg.cholesky(stack)).toThrow(nd.LinAlgError);
    expect(() => linalg.eig([[Number.NaN]])).toThrow(/^eig: the matrix holds NaN/);
    expect(() => linalg.svd([[Number.NaN]])).toThrow(/^svd: the matrix holds NaN/);
  });

  test('infinities give singular values of NaN', () => {
    for (const a of [
      [[Infinity]],
      [
        [Infinity, 1],
        [1, 1],
      ],
      [
        [1, 2, -Infinity],
        [4, 5, 6],
      ],
    ]) {
      const values = linalg.svdvals(a);
      expect(values.shape).toEqual([Math.min(a.length, (a[0] as number[]).length)]);
      expect(nd.isnan(values).all()).toBe(true);
      for (const part of linalg.svd(a)) expect(nd.isnan(part).all()).toBe(true);
      expect(linalg.matrixRank(a)).toBe(0);
      expect(Number.isNaN(linalg.norm(a, 2))).toBe(true);
    }
    expect(
      linalg.cond([
        [Infinity, 1],
        [1, 1],
      ]),
    ).toBe(Infinity);
  });

  test('wrong calls', () => {
    expect(() => linalg.inv([[1, 2]])).toThrow(/^inv: the last two axes must be equally long, not 1 and 2/);
    expect(() => linalg.det([1, 2])).toThrow(/^det: an array of two axes or more/);
    const { cholesky, cond, det, eig, eigh, inv, pinv, qr, svd, svdvals } = linalg;
    for (const decompose of [cholesky, cond, det, eig, eigh, inv, pinv, qr, svd, svdvals]) {
      expect(() => (decompose as (a: number[]) => unknown)([1, 2])).toThrow(nd.LinAlgError);
    }
    expect(() => linalg.lstsq([1, 2], [1, 2])).toThrow(nd.LinAlgError);
    expect(() => linalg.matrixNorm([1, 2])).toThrow(nd.AxisError);
    expect(() => linalg.diagonal([1, 2])).toThrow(nd.ShapeError);
    expect(() => linalg.trace([1, 2])).toThrow(nd.ShapeError);
    expect(() => linalg.solve([[1]], [1, 2])).toThrow(nd.ShapeError);
    expect(() => linalg.qr([[1]], 'full' as never)).toThrow(/^qr: mode must be/);
    expect(() => linalg.eigh([[1]], 'X' as never)).toThrow(/^eigh: UPLO/);
    expect(() => linalg.norm([1], 'fro' as never)).toThrow(/^norm: ord/);
    expect(() => linalg.norm(nd.zeros([2, 2, 2]), 2)).toThrow(nd.ShapeError);
    expect(() => linalg.pinv([[1]], { rcond: 1, rtol: 1 })).toThrow(/^pinv: rcond and rtol/);
    expect(() => linalg.matrixPower([[1]], 1.5)).toThrow(/^matrixPower: the power/);
    expect(() => linalg.multiDot([[1]])).toThrow(/^multiDot: a list/);
    expect(() => linalg.cross([1, 2], [3, 4])).toThrow(/^cross: .*3 components/);
    expect(() => linalg.cond(nd.zeros([0, 0]))).toThrow(nd.LinAlgError);
    expect(() => linalg.det(nd.ones([2, 2], 'float16'))).toThrow(/^det: float16/);
    expect(() => nd.dot([1, 2], [1, 2, 3])).toThrow(nd.ShapeError);
    expect(() => nd.vdot([1, 2], [1, 2, 3])).toThrow(/^vdot: /);
    expect(() => nd.tensordot([[1]], [1], 2)).toThrow(/^tensordot: 2 axes/);
    expect(() => nd.vecdot([1, 2], 3)).toThrow(/^vecdot: .*scalar/);
    expect(() => nd.matvec([1, 2], [1, 2])).toThrow(/^matvec: .*matrix/);
    expect(() => nd.matmul([[1]], [[1]], { axis: 0 } as never)).toThrow(/unknown option 'axis'/);
    expect(() => nd.dot([[1]], [[1]], nd.zeros([1, 1], 'float32'))).toThrow(/^dot: out/);
  });

  test('a null in front takes the place of the option, and nothing moves up', () => {
    const a = nd.ones([2, 3]);
    expect(linalg.norm(a, null, { axis: 1 }).toArray()).toEqual([Math.sqrt(3), Math.sqrt(3)]);
    for (const call of [
      () => linalg.norm(a, null, 1 as never),
      () => (linalg.vectorNorm as (...args: unknown[]) => unknown)(a, null, 1),
      () => (linalg.cond as (...args: unknown[]) => unknown)(a, null, 1),
      () => (nd.take as (...args: unknown[]) => unknown)(a, 0, null, 1),
      () => (nd.compress as (...args: unknown[]) => unknown)([true], a, null, 1),
      () => (nd.dot as (...args: unknown[]) => unknown)([1], [2], undefined, nd.zeros([])),
    ]) {
      expect(call).toThrow(/only \w+ may stand bare|takes no options|too many arguments/);
    }
  });

  test('there is nothing to do for stacks of any length without elements', () => {
    const none = nd.zeros([2 ** 40, 0, 0]);
    for (const name of ['inv', 'eigvals', 'eigvalsh', 'cholesky', 'pinv', 'svdvals'] as const) {
      expect((linalg[name] as (a: nd.NDArray) => nd.NDArray)(none).size).toBe(0);
    }
    expect(linalg.solve(none, nd.zeros([0, 3])).shape).toEqual([2 ** 40, 0, 3]);
    expect(linalg.qr(none).Q.shape).toEqual([2 ** 40, 0, 0]);
    expect(linalg.eig(none).eigenvalues.dtype).toBe('float64');
    expect(linalg.matrixPower(none, 3).shape).toEqual([2 ** 40, 0, 0]);
    expect(() => linalg.solve([[0]], nd.zeros([1, 0]))).toThrow(nd.LinAlgError);
  });
});
