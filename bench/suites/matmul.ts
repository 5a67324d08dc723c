/** Square matrix products through BLAS; NumPy's own OpenBLAS, with as many threads, is the measure. */
import type { Suite } from '../types.js';
import { floats, itemSize, numpyFloat, numpyFloats } from './data.js';

export const matmulSuite: Suite = {
  name: 'matmul',
  about: 'square matrix products',
  cases: [
    {
      name: 'a.matmul(b)',
      sizes: [64, 256, 1024],
      dtypes: ['float64', 'float32'],
      elements: ({ n }) => n * n,
      bytes: ({ n, dtype }) => 3 * n * n * itemSize(dtype),
      strided: (nd, { n, dtype }) => {
        const a = nd.array(floats(dtype, n * n, 1)).reshape(n, n);
        const b = nd.array(floats(dtype, n * n, 2)).reshape(n, n);
        return { result: () => a.matmul(b) };
      },
      numpy: {
        setup: `${numpyFloats}${numpyFloat('a', '({n}, {n})')}${numpyFloat('b', '({n}, {n})')}`,
        statements: { result: 'a @ b' },
      },
    },
    {
      name: 'a.T.matmul(b)',
      sizes: [256],
      dtypes: ['float64', 'float32'],
      elements: ({ n }) => n * n,
      bytes: ({ n, dtype }) => 3 * n * n * itemSize(dtype),
      strided: (nd, { n, dtype }) => {
        const a = nd.array(floats(dtype, n * n, 1)).reshape(n, n);
        const b = nd.array(floats(dtype, n * n, 2)).reshape(n, n);
        return { result: () => a.T.matmul(b) };
      },
      numpy: {
        setup: `${numpyFloats}${numpyFloat('a', '({n}, {n})')}${numpyFloat('b', '({n}, {n})')}`,
        statements: { result: 'a.T @ b' },
      },
    },
  ],
};
