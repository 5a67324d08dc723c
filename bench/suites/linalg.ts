/** LAPACK's problems: one matrix of 100, 500 and 1000, and stacks of small ones. */
import type { DType, NDArray } from 'strided';
import type { BenchCase, Library, Suite, Target } from '../types.js';
import { itemSize, pythonRandom, randomArray } from './data.js';

interface Problem {
  /** What is asked of it, in both languages; `a` is a general matrix, `s` a symmetric positive one, `b` a vector. */
  readonly ours: (nd: Library, operands: Operands) => NDArray | readonly NDArray[];
  readonly numpy: string;
}
interface Operands {
  readonly a: NDArray;
  readonly s: NDArray;
  readonly b: NDArray;
}

const PROBLEMS: Readonly<Record<string, Problem>> = {
  solve: { ours: (nd, { a, b }) => nd.linalg.solve(a, b), numpy: 'np.linalg.solve(a, b)' },
  inv: { ours: (nd, { a }) => nd.linalg.inv(a), numpy: 'np.linalg.inv(a)' },
  cholesky: { ours: (nd, { s }) => nd.linalg.cholesky(s), numpy: 'np.linalg.cholesky(s)' },
  qr: { ours: (nd, { a }) => [...nd.linalg.qr(a)] as NDArray[], numpy: 'np.linalg.qr(a)' },
  svd: { ours: (nd, { a }) => [...nd.linalg.svd(a)] as NDArray[], numpy: 'np.linalg.svd(a)' },
  eigh: { ours: (nd, { s }) => [...nd.linalg.eigh(s)] as NDArray[], numpy: 'np.linalg.eigh(s)' },
  eig: { ours: (nd, { a }) => [...nd.linalg.eig(a)] as NDArray[], numpy: 'np.linalg.eig(a)' },
};

/** How many there were. */
function release(made: NDArray | readonly NDArray[]): number {
  const arrays = 'dispose' in made ? [made] : made;
  for (const array of arrays) array.dispose();
  return arrays.length;
}

/** `stack` in front of the matrices' axes. */
function problemCase(
  name: string,
  { ours, numpy }: Problem,
  stack: readonly number[],
  sizes: readonly number[],
  dtypes: readonly DType[],
  atLeast: number,
): BenchCase {
  const shape = (n: number): readonly number[] => [...stack, n, n];
  const count = (n: number): number => shape(n).reduce((product, length) => product * length, 1);
  return {
    name,
    sizes,
    dtypes,
    elements: ({ n }) => count(n),
    bytes: ({ n, dtype }) => 2 * count(n) * itemSize(dtype),
    strided: (nd, { n, dtype }) => {
      const a = randomArray(nd, dtype, shape(n), 1);
      const product = a.matmul(a.swapaxes(-1, -2)) as NDArray;
      const s = product.add(nd.eye(n).astype(dtype)) as NDArray;
      const b = randomArray(nd, dtype, [...stack, n, 1], 2);
      // Long calls: released at once, and timed once.
      return { value: () => release(ours(nd, { a, s, b })) };
    },
    numpy: {
      setup: ({ n, dtype }) =>
        pythonRandom('a', dtype, shape(n)) +
        pythonRandom('b', dtype, [...stack, n, 1]) +
        `s = a @ a.swapaxes(-1, -2) + np.eye({n}, dtype='${dtype}')\n`,
      statements: { value: numpy },
    },
    targets: (): Target[] => [{ kind: 'speedup', variant: 'value', atLeast }],
  };
}

export const linalgSuite: Suite = {
  name: 'linalg',
  about: 'factorisations, systems, eigenvalues',
  brief: true,
  cases: [
    ...Object.entries(PROBLEMS).map(([name, problem]) =>
      problemCase(name, problem, [], [100, 500, 1000], ['float64'], 0.95),
    ),
    ...Object.entries(PROBLEMS).map(([name, problem]) =>
      problemCase(`${name}, 1,000 × (n, n)`, problem, [1000], [8], ['float64'], 2),
    ),
  ],
};
