/** `nd.random`: generators, and the legacy functions over one of the module's own. */
import { madeOnFirstUse } from '../made_on_first_use.js';
import { noMore } from '../options.js';
import { MT19937, PCG64, PCG64DXSM, Philox, SFC64 } from './bit_generators.js';
import { legacyDraws } from './distributions.js';
import { defaultRng, Generator } from './generator.js';
import { RandomState } from './random_state.js';
import { type Seed, SeedSequence, setRootSeed } from './seed_sequence.js';

let shared: RandomState | undefined;

/** What the module's functions draw from; made at first use, since seeding it slows the import. */
function global(): RandomState {
  shared ??= new RandomState();
  return shared;
}

/**
 * Seeds everything this library draws from without being given a generator: the legacy functions of `nd.random`, and what
 * later `defaultRng()`, `RandomState()` and bit generators without a seed take for entropy. Returns the seed, so that it can
 * be logged; without one it takes 32 bits from the system. It cannot seed generators that exist, other threads (pass them
 * spawned seeds), `Math.random`, nor other libraries.
 * @example
 * const seed = nd.random.seedEverything(42);
 * const a = nd.random.defaultRng().random();
 * nd.random.seedEverything(seed);
 * a === nd.random.defaultRng().random() // true
 */
function seedEverything(seed?: number | bigint, ...rest: never[]): number | bigint {
  noMore(rest, 'random.seedEverything');
  const used = seed ?? Number(new SeedSequence().generateState(1).item());
  // Refused before anything is seeded.
  const sequence = new SeedSequence(used);
  const whole = sequence.entropy as bigint;
  // Made first: what is seeded from the new root is what the caller makes.
  const state = global();
  setRootSeed(whole);
  if (whole <= 0xffffffffn) state.seed(whole);
  else state.seed(sequence.generateState(8));
  return used;
}

type Legacy = Omit<RandomState, 'bitGenerator' | 'seed'>;

function bound(): Legacy {
  const names = [
    ...legacyDraws.map(({ name }) => name),
    ...['rand', 'randn', 'randint', 'tomaxint', 'bytes', 'choice', 'shuffle', 'permutation', 'multinomial'],
    ...['multivariateNormal', 'dirichlet', 'getState', 'setState'],
  ] as (keyof RandomState)[];
  const entries = names.map((name) => {
    const draw = (...args: unknown[]): unknown => {
      const state = global();
      return (state[name] as (...args: unknown[]) => unknown).apply(state, args);
    };
    return [name, draw] as const;
  });
  return Object.fromEntries(entries) as unknown as Legacy;
}

const NAMES =
  'randomSample uniform laplace gumbel logistic triangular poisson logseries normal lognormal exponential ' +
  'gamma beta chisquare f standardCauchy standardT pareto weibull power rayleigh wald vonmises ' +
  'noncentralChisquare noncentralF binomial negativeBinomial geometric zipf hypergeometric standardNormal ' +
  'standardExponential standardGamma rand randn randint tomaxint bytes choice shuffle permutation ' +
  'multinomial multivariateNormal dirichlet getState setState random ranf sample seed seedEverything ' +
  'defaultRng Generator RandomState SeedSequence PCG64 PCG64DXSM MT19937 Philox SFC64';

function makeRandom() {
  const legacy = bound();
  return {
    ...legacy,
    random: legacy.randomSample,
    ranf: legacy.randomSample,
    sample: legacy.randomSample,
    /**
     * Seeds the legacy functions. NumPy: `random.seed`.
     * @example
     * nd.random.seed(42);
     * nd.random.rand() // 0.3745401188473625
     */
    seed(seed?: Seed | null): void {
      global().seed(seed);
    },
    seedEverything,
    defaultRng,
    Generator,
    RandomState,
    SeedSequence,
    PCG64,
    PCG64DXSM,
    MT19937,
    Philox,
    SFC64,
  } as const;
}

/**
 * Random numbers, to the bit those of NumPy 2.4 for the same seed. `defaultRng(seed)` gives a Generator; the functions
 * (`seed`, `rand`, `randn`, `randint`, `normal` …) are NumPy's legacy ones over one hidden `RandomState`, for ported code.
 *
 * Streams of workers: `defaultRng(seed).spawn(n)`, or `new SeedSequence(seed).spawn(n)` where a generator is made in
 * another thread. Spawn one per piece of work, not per worker: the numbers are then the same for any number of workers.
 * NumPy: `random`.
 * @example
 * nd.random.seed(42);
 * nd.random.randn(5, 3).shape // [ 5, 3 ]
 * nd.random.defaultRng(1).random() // 0.5118216247002567
 */
export const random = madeOnFirstUse({
  names: NAMES.split(' '),
  make: makeRandom,
});

/** The classes as types: `function draw(rng: nd.random.Generator)`. */
export declare namespace random {
  export type Generator = import('./generator.js').Generator;
  export type RandomState = import('./random_state.js').RandomState;
  export type SeedSequence = import('./seed_sequence.js').SeedSequence;
  export type PCG64 = import('./bit_generators.js').PCG64;
  export type PCG64DXSM = import('./bit_generators.js').PCG64DXSM;
  export type MT19937 = import('./bit_generators.js').MT19937;
  export type Philox = import('./bit_generators.js').Philox;
  export type SFC64 = import('./bit_generators.js').SFC64;
}
