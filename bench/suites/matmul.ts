/** Matrix products: square, skinny, transposed, small, stacked, of every kind of dtype. NumPy has as many threads. */
import type { DType, NDArray } from 'strided';
import type { BenchCase, Cell, Library, Suite, Target } from '../types.js';
import { itemSize, pythonRandom, randomArray } from './data.js';

const FLOATS: readonly DType[] = ['float64', 'float32'];

type Shape = (n: number) => readonly number[];

interface Product {
  readonly left: Shape;
  readonly right: Shape;
  readonly sizes: readonly number[];
  readonly dtypes?: readonly DType[];
  /** Times as fast as NumPy. */
  readonly atLeast: (n: number) => number;
  /** The statement, where it is not the plain product. */
  readonly ours?: (a: NDArray, b: NDArray) => NDArray;
  readonly numpy?: string;
}

const count = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

/** Elements of both operands and, roughly, of the result. */
function touched({ left, right }: Product, n: number): number {
  return count(left(n)) + count(right(n)) + Math.max(count(left(n)), count(right(n)));
}

function productCase(name: string, product: Product): BenchCase {
  const { left, right, sizes, atLeast } = product;
  const run = product.ours ?? ((a: NDArray, b: NDArray) => a.matmul(b) as NDArray);
  return {
    name,
    sizes,
    dtypes: product.dtypes ?? FLOATS,
    elements: ({ n }) => touched(product, n) / 3,
    bytes: ({ n, dtype }) => touched(product, n) * itemSize(dtype),
    strided: (nd: Library, { n, dtype }: Cell) => {
      const a = randomArray(nd, dtype, left(n), 1);
      const b = randomArray(nd, dtype, right(n), 2);
      return { result: () => run(a, b) };
    },
    numpy: {
      setup: ({ n, dtype }) => pythonRandom('a', dtype, left(n)) + pythonRandom('b', dtype, right(n)),
      statements: { result: product.numpy ?? 'a @ b' },
    },
    targets: ({ n }): Target[] => [{ kind: 'speedup', variant: 'released', atLeast: atLeast(n) }],
  };
}

const square: Shape = (n) => [n, n];
/** What NumPy's own OpenBLAS reaches, less a margin for the clock. */
const parity = (): number => 0.97;
const LARGE = [64, 256, 1024, 2048];

export const matmulSuite: Suite = {
  name: 'matmul',
  about: 'matrix products',
  cases: [
    productCase('a.matmul(b)', { left: square, right: square, sizes: LARGE, atLeast: parity }),
    productCase('a.matmul(b), small', {
      left: square,
      right: square,
      sizes: [2, 4, 8, 16],
      atLeast: () => 2.5,
    }),
    productCase('a.T.matmul(b)', {
      left: square,
      right: square,
      sizes: LARGE,
      atLeast: parity,
      ours: (a, b) => a.T.matmul(b) as NDArray,
      numpy: 'a.T @ b',
    }),
    productCase('a.matmul(b.T)', {
      left: square,
      right: square,
      sizes: LARGE,
      atLeast: parity,
      ours: (a, b) => a.matmul(b.T) as NDArray,
      numpy: 'a @ b.T',
    }),
    productCase('(n, 8) · (8, n)', {
      left: (n) => [n, 8],
      right: (n) => [8, n],
      sizes: [256, 1024, 2048],
      atLeast: parity,
    }),
    productCase('(8, n) · (n, 8)', {
      left: (n) => [8, n],
      right: (n) => [n, 8],
      sizes: [256, 1024, 2048],
      atLeast: parity,
    }),
    productCase('(n, n) · (n, 8)', {
      left: square,
      right: (n) => [n, 8],
      sizes: [256, 1024, 2048],
      atLeast: parity,
    }),
    productCase('(n, n) · (n)', {
      left: square,
      right: (n) => [n],
      sizes: [256, 1024, 2048],
      atLeast: parity,
    }),
    productCase('(n, 64).T · (n, 64)', {
      left: (n) => [n, 64],
      right: (n) => [n, 64],
      sizes: [1024, 16384],
      atLeast: parity,
      ours: (a, b) => a.T.matmul(b) as NDArray,
      numpy: 'a.T @ b',
    }),
    productCase('10,000 × (n, n)', {
      left: (n) => [10_000, n, n],
      right: (n) => [10_000, n, n],
      sizes: [4],
      atLeast: () => 2.5,
    }),
    productCase('1,000 × (n, n)', {
      left: (n) => [1000, n, n],
      right: (n) => [1000, n, n],
      sizes: [16],
      atLeast: () => 1.5,
    }),
    productCase('complex a.matmul(b)', {
      left: square,
      right: square,
      sizes: [64, 256, 1024],
      dtypes: ['complex128', 'complex64'],
      atLeast: parity,
    }),
    productCase('integer a.matmul(b)', {
      left: square,
      right: square,
      sizes: [512],
      dtypes: ['int32', 'int64'],
      atLeast: () => 20,
    }),
  ],
};
