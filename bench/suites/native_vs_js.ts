/** Where calling into native code begins to pay: the same work as loops over number[] and Float64Array, size by size. */
import type { BenchCase, Suite } from '../types.js';
import { float64 } from './data.js';

const SIZES = [1, 3, 10, 30, 100, 300, 1000, 10_000, 100_000, 1_000_000, 10_000_000];

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
    const [a, b, c] = [float64(n, 1), float64(n, 2), new Float64Array(n)];
    const [x, y] = [Array.from(a), Array.from(b)];
    return {
      'number[]': () => {
        const z: number[] = [];
        for (let i = 0; i < n; i++) z.push((x[i] as number) + (y[i] as number));
        return z;
      },
      Float64Array: () => {
        for (let i = 0; i < n; i++) c[i] = (a[i] as number) + (b[i] as number);
      },
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
    const [a, c] = [float64(n, 1), new Float64Array(n)];
    const x = Array.from(a);
    return {
      'number[]': () => {
        const z: number[] = [];
        for (let i = 0; i < n; i++) z.push(Math.exp(x[i] as number));
        return z;
      },
      Float64Array: () => {
        for (let i = 0; i < n; i++) c[i] = Math.exp(a[i] as number);
      },
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
    const x = Array.from(a);
    return {
      'number[]': () => {
        let total = 0;
        for (let i = 0; i < n; i++) total += x[i] as number;
        return total;
      },
      Float64Array: () => {
        let total = 0;
        for (let i = 0; i < n; i++) total += a[i] as number;
        return total;
      },
    };
  },
};

/** c = a b, row by row: the order of loops that reads both operands along their rows. */
function product(
  n: number,
  a: Float64Array | readonly number[],
  b: typeof a,
  c: Float64Array | number[],
): void {
  c.fill(0);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k] as number;
      for (let j = 0; j < n; j++) (c[i * n + j] as number) += factor * (b[k * n + j] as number);
    }
  }
}

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
  javascript: ({ n }) => {
    const [a, b, c] = [float64(n * n, 1), float64(n * n, 2), new Float64Array(n * n)];
    return { Float64Array: () => product(n, a, b, c) };
  },
};

export const nativeVsJsSuite: Suite = {
  name: 'native-vs-js',
  about: 'this library against plain JavaScript loops, from one element to ten million',
  cases: [add, exp, sum, matmul],
};
