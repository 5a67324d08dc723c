/** Where calling into native code begins to pay: the same work as loops over number[] and Float64Array, size by size. */
import { fresh } from '../javascript.js';
import type { BenchCase, Suite } from '../types.js';
import { float64 } from './data.js';

const SIZES = [1, 3, 10, 30, 100, 300, 1000, 10_000, 100_000, 1_000_000, 10_000_000];

// The loops are compiled anew for each size and kind of list (see fresh), so they use nothing but their parameters.

function addLists(x: readonly number[], y: readonly number[]): number[] {
  const z: number[] = [];
  for (let i = 0; i < x.length; i++) z.push((x[i] as number) + (y[i] as number));
  return z;
}

function addArrays(a: Float64Array, b: Float64Array, c: Float64Array): void {
  for (let i = 0; i < c.length; i++) c[i] = (a[i] as number) + (b[i] as number);
}

function expList(x: readonly number[]): number[] {
  const z: number[] = [];
  for (let i = 0; i < x.length; i++) z.push(Math.exp(x[i] as number));
  return z;
}

function expArray(a: Float64Array, c: Float64Array): void {
  for (let i = 0; i < c.length; i++) c[i] = Math.exp(a[i] as number);
}

function total(values: Float64Array | readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return sum;
}

/** c = a b, in the order of loops that reads both operands along their rows. */
function product(n: number, a: Float64Array, b: Float64Array, c: Float64Array): void {
  c.fill(0);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k] as number;
      for (let j = 0; j < n; j++) (c[i * n + j] as number) += factor * (b[k * n + j] as number);
    }
  }
}

const add: BenchCase = {
  name: 'add',
  sizes: SIZES,
  dtypes: ['float64'],
  strided: (nd, { n }) => {
    const a = nd.array(float64(n, 1));
    const b = nd.array(float64(n, 2));
    const out = nd.zeros([n]);
    return { out: () => nd.add(a, b, { out }), result: () => a.add(b) };
  },
  javascript: ({ n }) => {
    const [a, b] = [float64(n, 1), float64(n, 2)];
    return {
      'number[]': fresh(addLists, Array.from(a), Array.from(b)),
      Float64Array: fresh(addArrays, a, b, new Float64Array(n)),
    };
  },
};

const exp: BenchCase = {
  name: 'exp',
  sizes: SIZES,
  dtypes: ['float64'],
  strided: (nd, { n }) => {
    const a = nd.array(float64(n, 1));
    const out = nd.zeros([n]);
    return { out: () => nd.exp(a, { out }), result: () => nd.exp(a) };
  },
  javascript: ({ n }) => {
    const a = float64(n, 1);
    return {
      'number[]': fresh(expList, Array.from(a)),
      Float64Array: fresh(expArray, a, new Float64Array(n)),
    };
  },
};

const sum: BenchCase = {
  name: 'sum',
  sizes: SIZES,
  dtypes: ['float64'],
  strided: (nd, { n }) => {
    const a = nd.array(float64(n, 1));
    return { value: () => a.sum() };
  },
  javascript: ({ n }) => {
    const a = float64(n, 1);
    return { 'number[]': fresh(total, Array.from(a)), Float64Array: fresh(total, a) };
  },
};

const matmul: BenchCase = {
  name: 'matmul',
  sizes: [1, 2, 4, 8, 16, 32, 64, 128],
  dtypes: ['float64'],
  elements: ({ n }) => n * n,
  strided: (nd, { n }) => {
    const a = nd.array(float64(n * n, 1)).reshape(n, n);
    const b = nd.array(float64(n * n, 2)).reshape(n, n);
    return { result: () => a.matmul(b) };
  },
  javascript: ({ n }) => ({
    Float64Array: fresh(product, n, float64(n * n, 1), float64(n * n, 2), new Float64Array(n * n)),
  }),
};

export const nativeVsJsSuite: Suite = {
  name: 'native-vs-js',
  about: 'this library against plain JavaScript loops, from one element to ten million',
  cases: [add, exp, sum, matmul],
};
