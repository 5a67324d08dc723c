/** Einstein summation: products of matrices, of stacks, traces, sums. */
import type { NDArray } from 'strided';
import type { BenchCase, Suite, Target } from '../types.js';
import { itemSize, pythonRandom, randomArray } from './data.js';

interface Contraction {
  readonly subscripts: string;
  readonly shapes: (n: number) => readonly (readonly number[])[];
  readonly n: number;
  readonly atLeast: number;
  /** Whether NumPy plans and goes through BLAS; plainly where the aim is against its default. */
  readonly optimize?: boolean;
}

const CONTRACTIONS: readonly Contraction[] = [
  {
    subscripts: 'ij,jk->ik',
    shapes: (n) => [
      [n, n],
      [n, n],
    ],
    n: 1000,
    atLeast: 20,
    optimize: false,
  },
  {
    subscripts: 'bij,bjk->bik',
    shapes: (n) => [
      [n, 32, 32],
      [n, 32, 32],
    ],
    n: 256,
    atLeast: 2,
  },
  { subscripts: 'ij->j', shapes: (n) => [[n, n]], n: 1000, atLeast: 2 },
  { subscripts: 'ii', shapes: (n) => [[n, n]], n: 1000, atLeast: 2 },
  {
    subscripts: 'bhid,bhjd->bhij',
    shapes: (n) => [
      [n, 8, 64, 32],
      [n, 8, 64, 32],
    ],
    n: 8,
    atLeast: 2,
  },
  {
    subscripts: 'ij,ij->i',
    shapes: (n) => [
      [n, n],
      [n, n],
    ],
    n: 1000,
    atLeast: 1.6,
  },
];

const names = ['a', 'b'];

function contractionCase({ subscripts, shapes, n, atLeast, optimize = true }: Contraction): BenchCase {
  const count = shapes(n)
    .map((shape) => shape.reduce((product, length) => product * length, 1))
    .reduce((sum, elements) => sum + elements, 0);
  return {
    name: `einsum('${subscripts}')`,
    sizes: [n],
    dtypes: ['float64', 'float32'],
    elements: () => count,
    bytes: ({ dtype }) => count * itemSize(dtype),
    strided: (nd, { dtype }) => {
      const operands = shapes(n).map((shape, k) => randomArray(nd, dtype, shape, k + 1));
      const [a, b] = operands as [NDArray, NDArray?];
      return { result: b === undefined ? () => nd.einsum(subscripts, a) : () => nd.einsum(subscripts, a, b) };
    },
    numpy: {
      setup: ({ dtype }) =>
        shapes(n)
          .map((shape, k) => pythonRandom(names[k] as string, dtype, shape))
          .join(''),
      statements: {
        result: `np.einsum('${subscripts}', ${names.slice(0, shapes(n).length).join(', ')}${optimize ? ', optimize=True' : ''})`,
      },
    },
    targets: (): Target[] => [{ kind: 'speedup', variant: 'released', atLeast }],
  };
}

export const einsumSuite: Suite = {
  name: 'einsum',
  about: 'Einstein summation',
  cases: CONTRACTIONS.map(contractionCase),
};
