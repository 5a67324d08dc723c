/** Arithmetic, functions, comparisons and conversions, from 100 to 10 million elements; broadcasting and transposition. */
import type { NDArray } from 'strided';
import { fresh } from '../javascript.js';
import type { BenchCase, Cell, Library, Suite, Target } from '../types.js';
import { floats, integers, itemSize, numpyFloat, numpyFloats, numpyInteger } from './data.js';

const SIZES = [100, 1000, 10_000, 100_000, 1_000_000, 10_000_000];
const FLOATS = ['float64', 'float32'] as const;

/** Not slower than NumPy from a thousand elements on, half as fast again where memory decides. */
function elementwiseTargets({ n }: Cell): Target[] {
  if (n < 1000) return [];
  return [{ kind: 'speedup', variant: 'out', atLeast: n >= 1_000_000 ? 1.5 : 1 }];
}

function binaryCase(
  name: 'add' | 'multiply',
  operator: string,
  loop: (a: Floats, b: Floats, c: Floats) => void,
): BenchCase {
  return {
    name,
    sizes: SIZES,
    dtypes: FLOATS,
    bytes: ({ n, dtype }) => 3 * n * itemSize(dtype),
    strided: (nd, { n, dtype }) => {
      const a = nd.array(floats(dtype, n, 1));
      const b = nd.array(floats(dtype, n, 2));
      const out = nd.zeros([n], dtype);
      const call = nd[name];
      return { out: () => call(a, b, { out }), result: () => a[name](b) };
    },
    numpy: {
      setup: `${numpyFloats}${numpyFloat('a', '{n}')}${numpyFloat('b', '{n}')}c = np.empty_like(a)\n`,
      statements: { out: `np.${name}(a, b, out=c)`, result: `a ${operator} b` },
    },
    javascript: ({ n, dtype }) => ({
      'js loop': fresh(loop, floats(dtype, n, 1), floats(dtype, n, 2), floats(dtype, n, 3)),
    }),
    targets: elementwiseTargets,
  };
}

type Floats = Float64Array | Float32Array;

function unaryCase(name: 'sqrt' | 'exp', loop: (a: Floats, c: Floats) => void): BenchCase {
  return {
    name,
    sizes: SIZES,
    dtypes: FLOATS,
    bytes: ({ n, dtype }) => 2 * n * itemSize(dtype),
    strided: (nd, { n, dtype }) => {
      const a = nd.array(floats(dtype, n, 1));
      const out = nd.zeros([n], dtype);
      const call = nd[name];
      return { out: () => call(a, { out }), result: () => call(a) };
    },
    numpy: {
      setup: `${numpyFloats}${numpyFloat('a', '{n}')}c = np.empty_like(a)\n`,
      statements: { out: `np.${name}(a, out=c)`, result: `np.${name}(a)` },
    },
    javascript: ({ n, dtype }) => ({ 'js loop': fresh(loop, floats(dtype, n, 1), floats(dtype, n, 3)) }),
    targets: elementwiseTargets,
  };
}

/** A case over square matrices of `n` rows, whose statement makes a new array. */
function matrixCase(
  name: string,
  strided: (nd: Library, a: NDArray, b: NDArray, row: NDArray, column: NDArray) => () => NDArray,
  statement: string,
  targets: readonly Target[] = [],
  dtypes: BenchCase['dtypes'] = FLOATS,
): BenchCase {
  return {
    name,
    sizes: [1000],
    dtypes,
    elements: ({ n }) => n * n,
    bytes: ({ n, dtype }) => 3 * n * n * itemSize(dtype),
    strided: (nd, { n, dtype }) => {
      const a = nd.array(floats(dtype, n * n, 1)).reshape(n, n);
      const b = nd.array(floats(dtype, n * n, 2)).reshape(n, n);
      const row = nd.array(floats(dtype, n, 3));
      const column = nd.array(floats(dtype, n, 4)).reshape(n, 1);
      return { result: strided(nd, a, b, row, column) };
    },
    numpy: {
      setup:
        `${numpyFloats}${numpyFloat('a', '({n}, {n})')}${numpyFloat('b', '({n}, {n})')}` +
        `${numpyFloat('row', '{n}')}${numpyFloat('column', '({n}, 1)')}`,
      statements: { result: statement },
    },
    targets: () => targets,
  };
}

/** A case over flat arrays, whose statement makes a new array. */
function flatCase(
  name: string,
  dtypes: BenchCase['dtypes'],
  strided: (nd: Library, a: NDArray, b: NDArray) => () => NDArray,
  statement: string,
  sizes: readonly number[] = [10_000, 1_000_000],
): BenchCase {
  const whole = dtypes.some((dtype) => dtype.includes('int'));
  const make = whole ? integers : floats;
  const numpy = whole ? numpyInteger : numpyFloat;
  return {
    name,
    sizes,
    dtypes,
    strided: (nd, { n, dtype }) => ({
      result: strided(nd, nd.array(make(dtype, n, 1)), nd.array(make(dtype, n, 2))),
    }),
    numpy: {
      setup: `${numpyFloats}${numpy('a', '{n}')}${numpy('b', '{n}')}`,
      statements: { result: statement },
    },
  };
}

export const elementwiseSuite: Suite = {
  name: 'elementwise',
  about: 'one operation over whole arrays, into a given array and into a new one',
  cases: [
    binaryCase('add', '+', (a, b, c) => {
      for (let i = 0; i < c.length; i++) c[i] = (a[i] as number) + (b[i] as number);
    }),
    binaryCase('multiply', '*', (a, b, c) => {
      for (let i = 0; i < c.length; i++) c[i] = (a[i] as number) * (b[i] as number);
    }),
    unaryCase('sqrt', (a, c) => {
      for (let i = 0; i < c.length; i++) c[i] = Math.sqrt(a[i] as number);
    }),
    unaryCase('exp', (a, c) => {
      for (let i = 0; i < c.length; i++) c[i] = Math.exp(a[i] as number);
    }),
    matrixCase('a.T.add(b)', (_nd, a, b) => () => a.T.add(b), 'a.T + b', [
      { kind: 'speedup', variant: 'released', atLeast: 2 },
    ]),
    matrixCase('a.add(row)', (_nd, a, _b, row) => () => a.add(row), 'a + row'),
    matrixCase('a.add(column)', (_nd, a, _b, _row, column) => () => a.add(column), 'a + column'),
    matrixCase('column.add(row)', (_nd, _a, _b, row, column) => () => column.add(row), 'column + row'),
    flatCase('a.add(2.5)', FLOATS, (_nd, a) => () => a.add(2.5), 'a + 2.5'),
    flatCase('divide', FLOATS, (_nd, a, b) => () => a.divide(b), 'a / b'),
    flatCase('less', FLOATS, (_nd, a, b) => () => a.lt(b), 'a < b'),
    flatCase('equal', FLOATS, (_nd, a, b) => () => a.eq(b), 'a == b'),
    flatCase('maximum', FLOATS, (nd, a, b) => () => nd.maximum(a, b), 'np.maximum(a, b)'),
    flatCase('isnan', FLOATS, (nd, a) => () => nd.isnan(a), 'np.isnan(a)'),
    flatCase('log', FLOATS, (nd, a) => () => nd.log(a), 'np.log(a)'),
    flatCase('power', FLOATS, (_nd, a, b) => () => a.pow(b), 'a ** b'),
    flatCase("astype('float32')", ['float64'], (_nd, a) => () => a.astype('float32'), "a.astype('float32')"),
    flatCase("astype('int32')", ['float64'], (_nd, a) => () => a.astype('int32'), "a.astype('int32')"),
    flatCase(
      "astype('float64')",
      ['int32', 'uint8'],
      (_nd, a) => () => a.astype('float64'),
      "a.astype('float64')",
    ),
    flatCase('integer add', ['int32', 'int64', 'uint8'], (_nd, a, b) => () => a.add(b), 'a + b'),
    flatCase('integer multiply', ['int32', 'int64'], (_nd, a, b) => () => a.multiply(b), 'a * b'),
    flatCase('floorDivide', ['int32'], (_nd, a, b) => () => a.floorDivide(b), 'a // b'),
  ],
};
