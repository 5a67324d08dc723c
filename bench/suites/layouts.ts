/** Representative operations over operands that are not contiguous: a thousand rows and columns, one thread of memory. */
import type { NDArray } from 'strided';
import type { BenchCase, Library, Suite } from '../types.js';
import { floats, numpyFloat, numpyFloats } from './data.js';

const N = 1000;

/** How the first operand lies, in both languages; `base` is what it is a view of. */
const LAYOUTS = {
  transposed: { shape: (n: number) => [n, n], view: (base: NDArray) => base.T, python: 'base.T' },
  'every second': {
    shape: (n: number) => [n, 2 * n],
    view: (base: NDArray) => base.slice(':, ::2'),
    python: 'base[:, ::2]',
  },
  'broadcast row': {
    shape: (n: number) => [n],
    view: (base: NDArray, nd: Library, n: number) => nd.broadcastTo(base, [n, n]),
    python: 'np.broadcast_to(base, ({n}, {n}))',
  },
  'broadcast column': {
    shape: (n: number) => [n, 1],
    view: (base: NDArray, nd: Library, n: number) => nd.broadcastTo(base, [n, n]),
    python: 'np.broadcast_to(base, ({n}, {n}))',
  },
} as const;
type Layout = keyof typeof LAYOUTS;

type Operation = readonly [(nd: Library, a: NDArray, b: NDArray) => unknown, string];

const RESULTS: Readonly<Record<string, Operation>> = {
  add: [(_nd, a, b) => a.add(b), 'a + b'],
  multiply: [(_nd, a, b) => a.mul(b), 'a * b'],
  divide: [(_nd, a, b) => a.div(b), 'a / b'],
  maximum: [(nd, a, b) => nd.maximum(a, b), 'np.maximum(a, b)'],
  less: [(_nd, a, b) => a.lt(b), 'a < b'],
  sqrt: [(nd, a) => nd.sqrt(a), 'np.sqrt(a)'],
  exp: [(nd, a) => nd.exp(a), 'np.exp(a)'],
  sin: [(nd, a) => nd.sin(a), 'np.sin(a)'],
  where: [(nd, a, b) => nd.where(a.gt(b), a, b), 'np.where(a > b, a, b)'],
  'sum(0)': [(_nd, a) => a.sum(0), 'a.sum(axis=0)'],
  'max(1)': [(_nd, a) => a.max(1), 'a.max(axis=1)'],
};

function layoutCase(layout: Layout, name: string, [operation, statement]: Operation): BenchCase {
  const { shape, view, python } = LAYOUTS[layout];
  return {
    name: `${name}, ${layout}`,
    sizes: [N],
    dtypes: ['float64', 'float32'],
    elements: ({ n }) => n * n,
    strided: (nd, { n, dtype }) => {
      const lengths = shape(n);
      const count = lengths.reduce((product, length) => product * length, 1);
      const a = view(nd.array(floats(dtype, count, 1)).reshape(lengths) as NDArray, nd, n) as NDArray;
      const b: NDArray = nd.array(floats(dtype, n * n, 2)).reshape(n, n);
      return { result: () => operation(nd, a, b) as NDArray };
    },
    numpy: {
      setup: ({ n }) =>
        `${numpyFloats}${numpyFloat('base', `(${shape(n).join(', ')},)`)}${numpyFloat('b', '({n}, {n})')}a = ${python}\n`,
      statements: { result: statement },
    },
    targets: () => [
      { kind: 'speedup', variant: 'released', atLeast: 0.8 },
      { kind: 'speedup', variant: 'collected', atLeast: 0.4 },
    ],
  };
}

export const layoutsSuite: Suite = {
  name: 'layouts',
  about: `operations over views of ${N} × ${N} elements`,
  brief: true,
  means: [
    { variants: ['released'], atLeast: 2.5 },
    { variants: ['collected'], atLeast: 1.7 },
  ],
  cases: (Object.keys(LAYOUTS) as Layout[]).flatMap((layout) =>
    Object.entries(RESULTS).map(([name, operation]) => layoutCase(layout, name, operation)),
  ),
};
