/** What golden draws do not show: wrong calls, saved states, spawned and jumped streams. */
import { describe, expect, it } from 'vitest';
import * as nd from '../../lib/index.js';

const { random } = nd;
const rng = random.defaultRng(3);
// Calls that the compiler would refuse.
const loose = rng as unknown as Record<string, (...args: unknown[]) => unknown>;

const wrong: readonly (readonly [string, readonly unknown[], RegExp])[] = [
  ['normal', [0, -1], /normal: scale < 0/],
  ['normal', [0, [1, -1]], /normal: scale < 0/],
  ['exponential', [-1], /scale < 0/],
  ['beta', [0, 1], /a <= 0/],
  ['gamma', [-1], /shape < 0/],
  ['binomial', [10, 1.5], /outside \[0, 1\]/],
  ['binomial', [10, Number.NaN], /outside \[0, 1\]/],
  ['binomial', [-1, 0.5], /n < 0/],
  ['binomial', [1.5, 0.5], /integer/],
  ['geometric', [0], /outside \(0, 1\]/],
  ['logseries', [1], /outside \[0, 1\)/],
  ['zipf', [1], /<= 1/],
  ['poisson', [-1], /lam < 0/],
  ['poisson', [1e20], /too large/],
  ['uniform', [1, 0], /high - low < 0/],
  ['uniform', [-1e308, 1e308], /beyond the floats/],
  [
    'uniform',
    [
      [0, 0],
      [1, Number.POSITIVE_INFINITY],
    ],
    /beyond the floats/,
  ],
  ['negativeBinomial', [3, 2.203153907421474e-18], /too large or p too small/],
  [
    'negativeBinomial',
    [
      [3, 3],
      [0.5, 1e-300],
    ],
    /too large or p too small/,
  ],
  ['triangular', [1, 0, 2], /left > mode/],
  ['triangular', [0, 0, 0], /left == right/],
  ['hypergeometric', [5, 5, 11], /ngood \+ nbad < nsample/],
  ['integers', [5, 5], /low \(5\) >= high \(5\)/],
  ['integers', [0, 300, 5, { dtype: 'uint8' }], /out of bounds for uint8/],
  ['integers', [0.5, 3], /integer/],
  ['integers', [0, 3, 5, { dtype: 'float64' }], /integer dtypes/],
  ['choice', [3, 5, { replace: false }], /without replacement/],
  ['choice', [3, 5, { p: [0.5, 0.5, 0.5] }], /sum to 1/],
  ['choice', [3, 5, { p: [0.5, 0.5] }], /3 rows/],
  ['choice', [3, 5, { p: [-0.5, 0.5, 1] }], /non-negative/],
  ['choice', [0, 5], /positive integer/],
  ['multinomial', [5, [0.9, 0.9, 0.1]], /more than 1/],
  ['multivariateHypergeometric', [[3, 4], 8], /more than sum/],
  ['multivariateNormal', [[0, 0], [[1, 0]]], /square/],
  ['dirichlet', [[-1, 1]], /alpha/],
  ['random', [2 ** 60], /too many elements/],
  ['random', [-1], /dimensions/],
  ['random', [3, { dtype: 'int32' }], /float64 and float32/],
  ['random', [3, { axis: 1 }], /unknown option 'axis'/],
  ['random', [{ out: nd.zeros([3], 'float32') }], /out is float32/],
  ['normal', [[0, 0], 1, [3]], /does not hold/],
  ['shuffle', [5], /cannot be shuffled/],
  ['shuffle', [nd.broadcastTo(1, [3])], /read-only/],
  ['permutation', [nd.zeros([2, 2]), { axis: 2 }], /axis/],
];

describe('wrong calls', () => {
  for (const [name, args, message] of wrong) {
    it(`${name}(${args.map((value) => JSON.stringify(value)).join(', ')}) is a typed error`, () => {
      expect(() => (loose[name] as (...args: unknown[]) => unknown).apply(rng, [...args])).toThrow(message);
    });
  }
  it('RandomState draws one ball or more', () => {
    expect(() => new random.RandomState(5).hypergeometric([9, 9], 5, [1, 0])).toThrow(/nsample < 1/);
    expect(rng.hypergeometric(10, 5, 0)).toBe(0);
  });
  it('bounds that are wide but no wider than the floats are none', () => {
    const draws = random.defaultRng(5).uniform([0, 0], [1e308, 1.7e308]).toArray();
    expect(draws).toEqual([8.050029237453802e307, 1.3734993425520392e308]);
    expect(random.defaultRng(5).negativeBinomial(3, [2.203153907421475e-18]).size).toBe(1);
    expect(random.defaultRng(5).negativeBinomial([], []).shape).toEqual([0]);
  });
  it('of no integers the bounds do not matter', () => {
    expect(rng.integers(5, 3, [0, 2], { dtype: 'uint8' }).shape).toEqual([0, 2]);
    expect(rng.integers(5, 3, [0, 2], { dtype: 'uint8' }).dtype).toBe('uint8');
  });
  it('seeds are integers of 0 or more', () => {
    expect(() => random.defaultRng(-1)).toThrow(/non-negative/);
    expect(() => random.defaultRng(1.5)).toThrow(/integer/);
    expect(() => new random.RandomState(2 ** 40)).toThrow(/2\*\*32/);
  });
});

describe('states', () => {
  for (const name of ['PCG64', 'PCG64DXSM', 'Philox', 'SFC64', 'MT19937'] as const) {
    it(`of ${name} survive JSON`, () => {
      const bits = new random[name](11);
      const own = new random.Generator(bits);
      own.integers(0, 10, 3);
      own.random(7, { dtype: 'float32' });
      const saved = JSON.stringify(bits.state);
      const first = own.normal(0, 1, 50).toArray();
      bits.state = JSON.parse(saved);
      expect(own.normal(0, 1, 50).toArray()).toEqual(first);
      expect(() => {
        bits.state = { bit_generator: 'None', state: {} };
      }).toThrow(/a state of/);
    });
  }
  it('of RandomState keep the waiting normal value', () => {
    const rs = new random.RandomState(5);
    rs.randn();
    const saved = JSON.parse(JSON.stringify(rs.getState()));
    const next = [rs.randn(), rs.randn()];
    rs.setState(saved);
    expect([rs.randn(), rs.randn()]).toEqual(next);
  });
  it('advance and come back, and jump as NumPy does', () => {
    const bits = new random.PCG64(7);
    const first = bits.randomRaw();
    bits.advance(99).advance(-100);
    expect(bits.randomRaw()).toBe(first);
    expect(new random.PCG64(7).jumped().state.state).not.toEqual(bits.state.state);
  });
});

describe('streams', () => {
  it('draw in pieces what they draw at once, for sizes on both sides of threads', () => {
    for (const size of [10, 70_001, 300_001]) {
      for (const draw of [
        (rng: ReturnType<typeof random.defaultRng>, n: number) => rng.random(n),
        (rng: ReturnType<typeof random.defaultRng>, n: number) => rng.uniform(-1, 2, n),
        (rng: ReturnType<typeof random.defaultRng>, n: number) => rng.standardNormal(n),
      ]) {
        const whole = draw(random.defaultRng(9), size) as nd.NDArray;
        const pieces = random.defaultRng(9);
        const half = Math.floor(size / 2);
        const [a, b] = [draw(pieces, half) as nd.NDArray, draw(pieces, size - half) as nd.NDArray];
        expect(whole.slice(`:${half}`).eq(a).all() && whole.slice(`${half}:`).eq(b).all()).toBe(true);
      }
    }
  });
  it('spawn children that are reproducible', () => {
    const draws = () =>
      random
        .defaultRng(1)
        .spawn(3)
        .map((child) => child.random());
    expect(draws()).toEqual(draws());
    expect(new Set(draws()).size).toBe(3);
  });
  it('are all seeded by seedEverything', () => {
    const draws = () => {
      expect(random.seedEverything(77)).toBe(77);
      return [random.rand(), random.randn(), random.defaultRng().random(), new random.RandomState().rand()];
    };
    expect(draws()).toEqual(draws());
  });
});
