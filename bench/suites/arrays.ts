/** Sorting, searching, sets, indexing, joining and reordering: 100 elements, where the call counts, and a million. */
import type { DType, NDArray } from 'strided';
import type { BenchCase, Cell, Library, Suite, Target } from '../types.js';
import { float64 } from './data.js';

const SMALL = 100;
const LARGE = 1_000_000;
const AT_SMALL = 1.5;

/** Operands by what they hold: `n` elements, or as many in a square matrix. */
const OPERANDS = {
  /** Floats from 0 to 1, integers over 32 bits. */
  random: {
    strided: (nd: Library, { n, dtype }: Cell, seed: number) => random(nd, n, dtype, seed),
    python: "(rng.random({n}) * scale + low).astype('{dtype}')",
  },
  matrix: {
    strided: (nd: Library, { n, dtype }: Cell, seed: number) =>
      random(nd, n, dtype, seed).reshape(Math.sqrt(n), Math.sqrt(n)),
    python: "(rng.random({n}) * scale + low).astype('{dtype}').reshape(side, side)",
  },
  /** True for every other element, at random. */
  mask: {
    strided: (nd: Library, { n }: Cell, seed: number) => random(nd, n, 'float64', seed).lt(0.5),
    python: 'rng.random({n}) < 0.5',
  },
  /** Random places. */
  places: {
    strided: (nd: Library, { n }: Cell, seed: number) =>
      random(nd, n, 'float64', seed).mul(n).astype('int64'),
    python: '(rng.random({n}) * {n}).astype(np.int64)',
  },
  /** Random rows of the matrix. */
  rows: {
    strided: (nd: Library, { n }: Cell, seed: number) =>
      random(nd, Math.sqrt(n), 'float64', seed).mul(Math.sqrt(n)).astype('int64'),
    python: '(rng.random(side) * side).astype(np.int64)',
  },
  ordered: {
    strided: (nd: Library, { n, dtype }: Cell, seed: number) => nd.sort(random(nd, n, dtype, seed)),
    python: "np.sort((rng.random({n}) * scale + low).astype('{dtype}'))",
  },
  /** Integers below 1000. */
  few: {
    strided: (nd: Library, { n, dtype }: Cell, seed: number) =>
      random(nd, n, 'float64', seed).mul(1000).astype('int32').astype(dtype),
    python: "(rng.random({n}) * 1000).astype('int32').astype('{dtype}')",
  },
} as const;
type OperandName = keyof typeof OPERANDS;

function random(nd: Library, n: number, dtype: DType, seed: number): NDArray {
  const values = nd.array(float64(n, seed)).sub(0.5) as NDArray;
  return (dtype.includes('int') ? values.sub(0.5).mul(2 ** 32) : values).astype(dtype);
}

type Call = (nd: Library, a: NDArray, b: NDArray, n: number) => NDArray;

interface Statement {
  readonly name: string;
  readonly operands: readonly [OperandName, OperandName?];
  readonly strided: Call;
  readonly python: string;
  /** Times as fast as NumPy at a million elements, at least. */
  readonly atLeast: number;
  readonly dtypes?: readonly DType[];
  /** The call writes into its first operand and gives nothing back. */
  readonly inPlace?: boolean;
}

const SORTED: readonly DType[] = ['float64', 'float32', 'int32', 'int64'];

const STATEMENTS: readonly Statement[] = [
  {
    name: 'sort',
    operands: ['random'],
    strided: (nd, a) => nd.sort(a),
    python: 'np.sort(a)',
    atLeast: 1.5,
    dtypes: SORTED,
  },
  {
    name: 'argsort',
    operands: ['random'],
    strided: (nd, a) => nd.argsort(a),
    python: 'np.argsort(a)',
    atLeast: 3,
    dtypes: SORTED,
  },
  {
    name: 'partition in the middle',
    operands: ['random'],
    strided: (nd, a, _b, n) => nd.partition(a, n / 2),
    python: 'np.partition(a, {n} // 2)',
    atLeast: 1.3,
    dtypes: SORTED,
  },
  {
    name: 'argpartition in the middle',
    operands: ['random'],
    strided: (nd, a, _b, n) => nd.argpartition(a, n / 2),
    python: 'np.argpartition(a, {n} // 2)',
    atLeast: 1.3,
  },
  {
    name: 'unique',
    operands: ['random'],
    strided: (nd, a) => nd.unique(a),
    python: 'np.unique(a)',
    atLeast: 2,
    dtypes: SORTED,
  },
  {
    name: 'unique of few',
    operands: ['few'],
    strided: (nd, a) => nd.unique(a),
    python: 'np.unique(a)',
    atLeast: 2,
    dtypes: ['float64', 'int32'],
  },
  {
    name: 'searchsorted',
    operands: ['ordered', 'random'],
    strided: (nd, a, b) => nd.searchsorted(a, b),
    python: 'np.searchsorted(a, b)',
    atLeast: 4,
    dtypes: ['float64', 'int32'],
  },
  {
    name: 'isin',
    operands: ['few', 'few'],
    strided: (nd, a, b) => nd.isin(a, b),
    python: 'np.isin(a, b)',
    atLeast: 2,
    dtypes: ['float64', 'int32'],
  },
  {
    name: 'where(x > y, x, y)',
    operands: ['random', 'random'],
    strided: (nd, a, b) => {
      using greater = a.gt(b);
      return nd.where(greater, a, b) as NDArray;
    },
    python: 'np.where(a > b, a, b)',
    atLeast: 4,
    dtypes: ['float64', 'float32'],
  },
  {
    name: 'a[mask]',
    operands: ['random', 'mask'],
    strided: (_nd, a, b) => a.index(b) as NDArray,
    python: 'a[b]',
    atLeast: 4,
    dtypes: ['float64', 'float32'],
  },
  {
    name: 'a[mask] = 0',
    operands: ['random', 'mask'],
    strided: (_nd, a, b) => {
      a.indexAssign([b], 0);
      return a;
    },
    python: 'a[b] = 0',
    atLeast: 4,
    dtypes: ['float64', 'float32'],
    inPlace: true,
  },
  {
    name: 'take',
    operands: ['random', 'places'],
    strided: (nd, a, b) => nd.take(a, b) as NDArray,
    python: 'np.take(a, b)',
    atLeast: 1.5,
    dtypes: ['float64', 'float32'],
  },
  {
    name: 'rows by index',
    operands: ['matrix', 'rows'],
    strided: (_nd, a, b) => a.index(b) as NDArray,
    python: 'a[b]',
    atLeast: 1.5,
  },
  {
    name: 'nonzero',
    operands: ['mask'],
    strided: (nd, a) => nd.flatnonzero(a),
    python: 'np.flatnonzero(a)',
    atLeast: 3,
  },
  {
    name: 'concatenate',
    operands: ['random', 'random'],
    strided: (nd, a, b) => nd.concatenate([a, b]) as NDArray,
    python: 'np.concatenate([a, b])',
    atLeast: 1.3,
  },
  {
    name: 'stack, last axis',
    operands: ['random', 'random'],
    strided: (nd, a, b) => nd.stack([a, b], -1) as NDArray,
    python: 'np.stack([a, b], -1)',
    atLeast: 1.3,
  },
  {
    name: 'tile',
    operands: ['random'],
    strided: (nd, a) => nd.tile(a, 3) as NDArray,
    python: 'np.tile(a, 3)',
    atLeast: 1.3,
  },
  {
    name: 'repeat',
    operands: ['random'],
    strided: (nd, a) => nd.repeat(a, 3) as NDArray,
    python: 'np.repeat(a, 3)',
    atLeast: 1.3,
  },
  {
    name: 'pad, constant',
    operands: ['matrix'],
    strided: (nd, a) => nd.pad(a, 2) as NDArray,
    python: 'np.pad(a, 2)',
    atLeast: 1.3,
  },
  {
    name: 'pad, reflect',
    operands: ['matrix'],
    strided: (nd, a) => nd.pad(a, 2, 'reflect') as NDArray,
    python: "np.pad(a, 2, 'reflect')",
    atLeast: 1.3,
  },
  {
    name: 'roll',
    operands: ['random'],
    strided: (nd, a) => nd.roll(a, 17) as NDArray,
    python: 'np.roll(a, 17)',
    atLeast: 1.3,
  },
  {
    name: 'flip, copied',
    operands: ['random'],
    strided: (nd, a) => (nd.flip(a) as NDArray).copy(),
    python: 'np.flip(a).copy()',
    atLeast: 1.3,
  },
  {
    name: 'transposed copy',
    operands: ['matrix'],
    strided: (_nd, a) => a.T.copy('C') as NDArray,
    python: 'a.T.copy()',
    atLeast: 1.3,
  },
];

function pythonSetup({ operands }: Statement, { n, dtype }: Cell): string {
  const whole = dtype.includes('int');
  const names = ['a', 'b'];
  return [
    `rng = np.random.default_rng(1)\nside = ${Math.sqrt(n)}\nside = int(side)`,
    `scale, low = ${whole ? '2.0**32, -2.0**31' : '1, 0'}`,
    ...operands.map((name, k) => `${names[k]} = ${OPERANDS[name as OperandName].python}`),
    '',
  ].join('\n');
}

function statementCase(statement: Statement): BenchCase {
  const { name, operands, strided, python, atLeast, dtypes = ['float64'], inPlace = false } = statement;
  const variant = inPlace ? 'out' : 'released';
  return {
    name,
    sizes: [SMALL, LARGE],
    dtypes,
    strided: (nd, cell) => {
      const [first, second = first] = operands;
      const a = OPERANDS[first].strided(nd, cell, 1) as NDArray;
      const b = OPERANDS[second].strided(nd, cell, 2) as NDArray;
      const call = (): NDArray => strided(nd, a, b, cell.n);
      return inPlace ? { out: call } : { result: call };
    },
    numpy: {
      setup: (cell) => pythonSetup(statement, cell),
      statements: { [inPlace ? 'out' : 'result']: python },
    },
    targets: ({ n }) => [{ kind: 'speedup', variant, atLeast: n === SMALL ? AT_SMALL : atLeast }],
  };
}

/** Orders that are not random, which a sort must not mind. */
const PATTERNS: Readonly<Record<string, (nd: Library, n: number) => NDArray>> = {
  sorted: (nd, n) => nd.arange(n),
  reversed: (nd, n) => nd.arange(n, 0, -1),
  'all equal': (nd, n) => nd.ones([n]),
  'organ pipe': (nd, n) => {
    using half = nd.arange(n / 2);
    return nd.concatenate([half, nd.flip(half) as NDArray]) as NDArray;
  },
};

const RANDOM_ORDER = 'a random order';

function patternCase([pattern, make]: readonly [string, (nd: Library, n: number) => NDArray]): BenchCase {
  return {
    name: `sort, ${pattern}`,
    sizes: [LARGE],
    dtypes: ['float64', 'int32'],
    strided: (nd, { n, dtype }) => {
      const a = make(nd, n).astype(dtype) as NDArray;
      return { result: () => nd.sort(a) as NDArray };
    },
    javascript: ({ n, dtype }, nd) => {
      const a = random(nd, n, dtype, 1);
      return { [RANDOM_ORDER]: () => nd.sort(a).dispose() };
    },
    // Half the speed of a random order at least.
    targets: () =>
      [{ kind: 'speedup', variant: 'released', against: RANDOM_ORDER, atLeast: 0.5 }] as Target[],
  };
}

export const arraysSuite: Suite = {
  name: 'arrays',
  about: 'sorting, searching, sets, indexing and joining, of 100 and of a million elements',
  cases: [...STATEMENTS.map(statementCase), ...Object.entries(PATTERNS).map(patternCase)],
};
