/** Random numbers of a Generator: the same stream in both, from 100 to a million draws. */
import type { DType, NDArray } from 'strided';
import type { BenchCase, Library, Suite, Target } from '../types.js';

type Rng = ReturnType<Library['random']['defaultRng']>;

interface Draw {
  readonly dtype: DType;
  readonly draw: (rng: Rng, n: number) => NDArray;
  readonly python: string;
  /** What a million draws have to reach, where that is more than the floor. */
  readonly atMillion?: number;
}

/** By what is drawn; the parameters stand on both sides of the algorithms' switches. */
const draws: Readonly<Record<string, Draw>> = {
  'random(n)': {
    dtype: 'float64',
    draw: (rng, n) => rng.random(n),
    python: 'rng.random({n})',
    atMillion: 3,
  },
  'random(n, float32)': {
    dtype: 'float32',
    draw: (rng, n) => rng.random(n, { dtype: 'float32' }),
    python: 'rng.random({n}, dtype=np.float32)',
  },
  'standardNormal(n)': {
    dtype: 'float64',
    draw: (rng, n) => rng.standardNormal(n),
    python: 'rng.standard_normal({n})',
  },
  'standardExponential(n)': {
    dtype: 'float64',
    draw: (rng, n) => rng.standardExponential(n),
    python: 'rng.standard_exponential({n})',
  },
  'integers(0, 10, n)': {
    dtype: 'int64',
    draw: (rng, n) => rng.integers(0, 10, n),
    python: 'rng.integers(0, 10, {n})',
    atMillion: 2,
  },
  'integers(0, 2**40, n)': {
    dtype: 'int64',
    draw: (rng, n) => rng.integers(0, 2 ** 40, n),
    python: 'rng.integers(0, 2**40, {n})',
    atMillion: 2,
  },
  'uniform(0, 2, n)': {
    dtype: 'float64',
    draw: (rng, n) => rng.uniform(0, 2, n),
    python: 'rng.uniform(0, 2, {n})',
  },
  'normal(1, 2, n)': {
    dtype: 'float64',
    draw: (rng, n) => rng.normal(1, 2, n),
    python: 'rng.normal(1, 2, {n})',
  },
  'permutation(n)': {
    dtype: 'int64',
    draw: (rng, n) => rng.permutation(n),
    python: 'rng.permutation({n})',
  },
  'choice(1000, n)': {
    dtype: 'int64',
    draw: (rng, n) => rng.choice(1000, n),
    python: 'rng.choice(1000, {n})',
  },
  'standardGamma(2.5, n)': {
    dtype: 'float64',
    draw: (rng, n) => rng.standardGamma(2.5, n),
    python: 'rng.standard_gamma(2.5, {n})',
  },
  'standardGamma(0.5, n)': {
    dtype: 'float64',
    draw: (rng, n) => rng.standardGamma(0.5, n),
    python: 'rng.standard_gamma(0.5, {n})',
  },
  'poisson(5, n)': { dtype: 'int64', draw: (rng, n) => rng.poisson(5, n), python: 'rng.poisson(5, {n})' },
  'poisson(50, n)': { dtype: 'int64', draw: (rng, n) => rng.poisson(50, n), python: 'rng.poisson(50, {n})' },
  'binomial(100, 0.1, n)': {
    dtype: 'int64',
    draw: (rng, n) => rng.binomial(100, 0.1, n),
    python: 'rng.binomial(100, 0.1, {n})',
  },
  'binomial(100, 0.5, n)': {
    dtype: 'int64',
    draw: (rng, n) => rng.binomial(100, 0.5, n),
    python: 'rng.binomial(100, 0.5, {n})',
  },
};

const SIZES = [100, 10_000, 1_000_000];
const SETUP = 'rng = np.random.default_rng(1)\n';

function target(variant: string, atLeast: number): Target {
  return { kind: 'speedup', variant, atLeast };
}

function drawCase(name: string, { dtype, draw, python, atMillion = 0.95 }: Draw): BenchCase {
  return {
    name,
    sizes: SIZES,
    dtypes: [dtype],
    strided: (nd, { n }) => {
      const rng = nd.random.defaultRng(1);
      return { result: () => draw(rng, n) };
    },
    numpy: { setup: SETUP, statements: { result: python } },
    targets: ({ n }) => [target('released', n === 1_000_000 ? atMillion : 0.95)],
  };
}

const shuffleCase: BenchCase = {
  name: 'shuffle(a)',
  sizes: SIZES,
  dtypes: ['float64'],
  strided: (nd, { n }) => {
    const rng = nd.random.defaultRng(1);
    const a: NDArray = nd.arange(n);
    return {
      value: () => {
        rng.shuffle(a);
        return a;
      },
    };
  },
  numpy: { setup: `${SETUP}a = np.arange(float({n}))\n`, statements: { value: 'rng.shuffle(a)' } },
  targets: () => [target('value', 0.95)],
};

export const randomSuite: Suite = {
  name: 'random',
  about: 'draws of a Generator over PCG64, with the same seed and stream as NumPy',
  cases: [...Object.entries(draws).map(([name, draw]) => drawCase(name, draw)), shuffleCase],
  means: [{ variants: ['released', 'value'], atLeast: 1.5 }],
};
