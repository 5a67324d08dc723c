/** Draws have the shape of their distributions, whatever the golden streams say: figures of SciPy's laws. */
import { describe, expect, it } from 'vitest';
import * as nd from '../../lib/index.js';
import { generatorDraws, generatorFloats, legacyDraws } from '../../lib/random/distributions.js';
import { readGolden } from './golden_file.js';

const { random } = nd;

interface Law {
  readonly kind: 'Generator' | 'RandomState';
  readonly method: string;
  readonly args: readonly number[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly mean: number | null;
  readonly variance: number | null;
  readonly kurtosis: number | null;
  /** Continuous ones: the quantiles at 1/128 … 127/128. */
  readonly quantiles?: number[];
  /** Discrete ones: the ends of bins, their probabilities (of one more), and the greatest chi-square. */
  readonly upTo?: number[];
  readonly parts?: readonly number[];
  readonly most?: number;
}

const { draws: n, cases } = readGolden<{ draws: number; cases: readonly Law[] }>(
  'random_distributions.json.gz',
);

type Methods = Record<string, (...args: unknown[]) => nd.NDArray>;

function drawn({ kind, method, args, options }: Law): nd.NDArray {
  const generator = kind === 'Generator' ? random.defaultRng(2024) : new random.RandomState(2024);
  const methods = generator as unknown as Methods;
  const own = Object.keys(options).length > 0 ? [{ size: n, ...options }] : [n];
  return methods[method]?.(...args, ...own) as nd.NDArray;
}

/** How many draws lie below each end, or at it. */
function below(draws: nd.NDArray, ends: readonly number[]): number[] {
  const sorted = nd.sort(draws.astype('float64')) as nd.NDArray;
  return (
    nd.searchsorted(sorted, nd.array([...ends]), { side: 'right' }) as nd.NDArray
  ).toArray() as number[];
}

/** What is wrong with draws for a law; each test refuses a right sample once in some 10^5. */
function shapeProblem(draws: nd.NDArray, law: Law): string | undefined {
  const values = draws.astype('float64') as nd.NDArray;
  const { mean, variance, kurtosis, quantiles, upTo, parts, most } = law;
  if (mean !== null && variance !== null) {
    const distance = Math.abs((values.mean() as number) - mean) / Math.sqrt(variance / n);
    if (!(distance < 4.5)) return `the mean is ${distance} deviations off`;
    // The deviation of a sample's variance; of heavy tails the kurtosis is no measure for so few draws.
    if (kurtosis !== null && kurtosis < 100) {
      const ratio = (values.var() as number) / variance;
      const off = Math.abs(ratio - 1) / (Math.sqrt((kurtosis + 2) / n) + 4 / n);
      if (!(off < 5.5)) return `the variance is ${off} deviations off`;
    }
  }
  if (quantiles !== undefined) {
    // Kolmogorov and Smirnov's greatest distance, at the quantiles.
    const counts = below(values, quantiles);
    const distances = counts.map((count, i) => Math.abs(count / n - (i + 1) / (quantiles.length + 1)));
    const distance = Math.sqrt(n) * Math.max(...distances);
    return distance < 2.47 ? undefined : `Kolmogorov–Smirnov: ${distance}`;
  }
  const counts = [...below(values, upTo as number[]), n];
  const chiSquare = (parts as readonly number[]).reduce((sum, part, i) => {
    const expected = part * n;
    const count = (counts[i] as number) - (i === 0 ? 0 : (counts[i - 1] as number));
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  return chiSquare < (most as number) ? undefined : `chi-square: ${chiSquare}, more than ${most}`;
}

const nameOf = ({ kind, method, args, options }: Law): string =>
  `${kind}.${method}(${[...args, ...Object.values(options)].join(', ')})`;

describe('distributions', () => {
  it('are all covered', () => {
    const covered = (kind: Law['kind']): string[] =>
      [...new Set(cases.filter((law) => law.kind === kind).map(({ method }) => method))].sort();
    const own = [...generatorDraws, ...generatorFloats].map(({ name }) => name);
    expect(covered('Generator')).toEqual([...own, 'integers'].sort());
    expect(covered('RandomState')).toEqual(
      [...legacyDraws.map(({ name }) => name), 'randint', 'random'].sort(),
    );
    expect([covered('Generator').length, covered('RandomState').length]).toEqual([34, 35]);
    expect(cases.length).toBe(179);
  });
  it.each(cases.map((law) => [nameOf(law), law] as const))('%s', (_, law) => {
    expect(shapeProblem(drawn(law), law)).toBeUndefined();
  });
});

function lawOf(method: string, ...args: number[]): Law {
  return cases.find((law) => law.method === method && law.args.join() === args.join()) as Law;
}

describe('a wrong shape is found', () => {
  const rng = random.defaultRng(5);
  const wrong: readonly (readonly [string, nd.NDArray, Law, RegExp])[] = [
    ['a shifted mean', rng.normal(0.03, 1, n), lawOf('standardNormal'), /mean/],
    ['a wider normal', rng.normal(0, 1.03, n), lawOf('standardNormal'), /variance/],
    ['uniform for normal', rng.uniform(-Math.sqrt(3), Math.sqrt(3), n), lawOf('standardNormal'), /Smirnov/],
    ['Laplace for normal', rng.laplace(0, Math.SQRT1_2, n), lawOf('standardNormal'), /variance|Smirnov/],
    [
      'normal for uniform',
      rng.normal(1.25, 8.5 / Math.sqrt(12), n),
      lawOf('uniform', -3, 5.5),
      /Smirnov|variance/,
    ],
    ['normal for Cauchy', rng.normal(0, 1, n), lawOf('standardCauchy'), /Smirnov/],
    [
      'normal for Poisson',
      nd.rint(rng.normal(10, Math.sqrt(10), n)) as nd.NDArray,
      lawOf('poisson', 10),
      /chi/,
    ],
    ['binomial for Poisson', rng.binomial(100, 0.1, n), lawOf('poisson', 10), /variance/],
    ['a die that never shows 6', rng.integers(0, 5, n), lawOf('integers', 0, 6), /mean/],
    [
      'a die with the right mean and other frequencies',
      rng.choice([0, 1, 2, 3, 4, 5], n, { p: [0.2, 0.1, 0.2, 0.2, 0.1, 0.2] }) as nd.NDArray,
      lawOf('integers', 0, 6),
      /chi|variance/,
    ],
  ];
  it.each(wrong)('%s', (_, draws, law, problem) => {
    expect(shapeProblem(draws, law)).toMatch(problem);
  });
});

describe('vectors', () => {
  it('multivariateNormal has its covariance, by every method', () => {
    const cov = [
      [2, 0.5],
      [0.5, 1],
    ];
    for (const method of ['svd', 'eigh', 'cholesky', 'legacy'] as const) {
      const x =
        method === 'legacy'
          ? new random.RandomState(5).multivariateNormal([1, -1], cov, n)
          : random.defaultRng(5).multivariateNormal([1, -1], cov, n, { method });
      const standard = nd.linalg.solve(nd.linalg.cholesky(nd.array(cov)), x.sub([1, -1]).T) as nd.NDArray;
      for (const row of standard) {
        expect(shapeProblem(row as nd.NDArray, lawOf('standardNormal'))).toBeUndefined();
      }
      expect(Math.abs(standard.slice(0).mul(standard.slice(1)).mean() as number)).toBeLessThan(
        4.5 / Math.sqrt(n),
      );
    }
  });
  it('one of two dirichlet proportions is a beta draw', () => {
    for (const generator of [random.defaultRng(8), new random.RandomState(8)]) {
      const first = generator.dirichlet([2, 3], n).slice(':', 0);
      expect(shapeProblem(first, lawOf('beta', 2, 3))).toBeUndefined();
    }
  });
  it('one category of multinomial counts is a binomial draw', () => {
    for (const generator of [random.defaultRng(8), new random.RandomState(8)]) {
      const counts = generator.multinomial(100, [0.4, 0.1, 0.5], n);
      expect(counts.sum(1).eq(100).all()).toBe(true);
      expect(shapeProblem(counts.slice(':', 1), lawOf('binomial', 100, 0.1))).toBeUndefined();
    }
  });
  it('one color of multivariateHypergeometric counts is a hypergeometric draw', () => {
    for (const method of ['marginals', 'count'] as const) {
      const counts = random.defaultRng(8).multivariateHypergeometric([100, 150, 50], 50, n, { method });
      expect(shapeProblem(counts.slice(':', 0), lawOf('hypergeometric', 100, 200, 50))).toBeUndefined();
    }
  });
  it('choice and shuffles give every order and row its share', () => {
    for (const generator of [random.defaultRng(8), new random.RandomState(8)]) {
      const own = generator as InstanceType<typeof random.Generator>;
      const chosen = own.choice(6, n);
      expect(shapeProblem(chosen, lawOf('integers', 0, 6))).toBeUndefined();
      const orders = new Map<string, number>();
      for (let i = 0; i < 6000; i++) {
        using order = own.permutation(4);
        const key = String(order.toArray());
        orders.set(key, (orders.get(key) ?? 0) + 1);
      }
      expect(orders.size).toBe(24);
      const chiSquare = [...orders.values()].reduce((sum, count) => sum + (count - 250) ** 2 / 250, 0);
      // One in 10^5 of 23 degrees of freedom is greater.
      expect(chiSquare).toBeLessThan(62);
    }
  });
});
