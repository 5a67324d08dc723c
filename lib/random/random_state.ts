/** The legacy generator, for programs ported from older NumPy code. */
import { StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { rightShift } from '../ops/integers.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AnyShape, ShapeArg, ShapeFrom } from '../types/shapes.js';
import { readArguments, sizeShape } from './arguments.js';
import { BitGenerator, type BitGeneratorState, MT19937 } from './bit_generators.js';
import { choose } from './choice.js';
import { Distributions } from './distribution_methods.js';
import { legacyDraws } from './distributions.js';
import { drawMethod } from './drawing.js';
import { integersBetween } from './integers.js';
import { normalVectors } from './normal_vectors.js';
import { permute, shuffleInPlace } from './order.js';
import type { Seed } from './seed_sequence.js';
import type { DrawOf1, PlainDraw } from './types.js';
import { proportionRows } from './vectors.js';

/** Options of the legacy `choice`. */
export interface LegacyChoiceOptions {
  readonly replace?: boolean | undefined;
  readonly p?: ArrayLike | null | undefined;
}

/**
 * NumPy's legacy generator: the Mersenne twister and the older algorithms, frozen for ever. It is here so that ported
 * programs see the same numbers; new code takes `defaultRng`. NumPy: `random.RandomState`.
 * @example
 * const rs = new nd.random.RandomState(42);
 * rs.randn() // 0.4967141530112327
 * rs.randint(0, 10, [3]).dtype // 'int64'
 */
export class RandomState extends Distributions {
  /** Uniform in [0, 1). NumPy: `RandomState.random_sample`. */
  declare readonly randomSample: PlainDraw<'float64'>;
  /** Normal with mean 0 and deviation 1, by the polar method. NumPy: `RandomState.standard_normal`. */
  declare readonly standardNormal: PlainDraw<'float64'>;
  /** Exponential with scale 1. NumPy: `RandomState.standard_exponential`. */
  declare readonly standardExponential: PlainDraw<'float64'>;
  /** Gamma with scale 1. NumPy: `RandomState.standard_gamma`. */
  declare readonly standardGamma: DrawOf1<'float64', never>;

  constructor(seed?: Seed | BitGenerator | null) {
    super(seed instanceof BitGenerator ? seed : new MT19937());
    if (seed === undefined || seed === null || seed instanceof BitGenerator) return;
    (this.bitGenerator as MT19937)._seedLegacy(seed, 'RandomState');
  }

  /** What logging shows. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `RandomState(${this.bitGenerator.name})`;
  }

  /** Seeds anew: an integer below 2^32, or a list of them; from the system without one. NumPy: `RandomState.seed`. */
  seed(seed?: Seed | null): void {
    const bits = this.bitGenerator;
    if (!(bits instanceof MT19937)) {
      throw new StridedError(
        `seed: only MT19937 can be seeded anew, not ${bits.name}; make a new RandomState`,
        'ERR_ARGUMENT',
      );
    }
    if (seed === undefined || seed === null) bits.state = new MT19937().state;
    else bits._seedLegacy(seed, 'seed');
    bits._gauss = { has: 0, value: 0 };
  }

  /** The state as plain data, the waiting normal value included. NumPy: `RandomState.get_state(legacy=False)`. */
  getState(): BitGeneratorState {
    const { has, value } = this.bitGenerator._gauss;
    return { ...this.bitGenerator.state, has_gauss: has, gauss: value };
  }

  /** Restores what `getState` gave. NumPy: `RandomState.set_state`. */
  setState(state: BitGeneratorState): void {
    const gauss = Number(state?.gauss ?? 0);
    const has = Number(state?.has_gauss ?? 0);
    this.bitGenerator.state = state;
    this.bitGenerator._gauss = { has, value: gauss };
  }

  /** Uniform in [0, 1) of the given lengths: `rand(3, 2)`. NumPy: `RandomState.rand`. */
  rand(): number;
  rand<const S extends readonly number[]>(
    ...shape: S
  ): NDArray<'float64', { -readonly [K in keyof S]: S[K] }>;
  rand(...shape: number[]): number | NDArray {
    return shape.length === 0 ? this.randomSample() : this.randomSample(shape);
  }

  /** Standard normal of the given lengths: `randn(3, 2)`. NumPy: `RandomState.randn`. */
  randn(): number;
  randn<const S extends readonly number[]>(
    ...shape: S
  ): NDArray<'float64', { -readonly [K in keyof S]: S[K] }>;
  randn(...shape: number[]): number | NDArray {
    return shape.length === 0 ? this.standardNormal() : this.standardNormal(shape);
  }

  /** Another name of `randomSample`. NumPy: `RandomState.random`. */
  get random(): PlainDraw<'float64'> {
    return this.randomSample;
  }

  /**
   * Integers from `low` up to, not including, `high`; from 0 up to `low` where `high` is missing. NumPy:
   * `RandomState.randint`.
   */
  randint(low: number | bigint, high?: number | bigint | null): number;
  randint<const S extends ShapeArg, D extends DType = 'int64'>(
    low: ArrayLike,
    high: ArrayLike | null | undefined,
    size: S,
    options?: { readonly dtype?: D | undefined },
  ): NDArray<D, ShapeFrom<S>>;
  randint<const S extends ShapeArg, D extends DType = 'int64'>(
    low: ArrayLike,
    options: { readonly size: S; readonly dtype?: D | undefined },
  ): NDArray<D, ShapeFrom<S>>;
  randint<D extends DType = 'int64'>(
    low: ArrayLike,
    high?: ArrayLike | null | { readonly dtype?: D; readonly size?: ShapeArg; readonly high?: ArrayLike },
    size?: ShapeArg | null | { readonly dtype?: D; readonly size?: ShapeArg },
    options?: { readonly dtype?: D | undefined },
  ): NDArray<D> | number | bigint | boolean;
  randint(...args: unknown[]): unknown {
    const who = 'randint';
    const names = ['low', 'high', 'size', 'dtype', 'bigint'];
    const [low, high, size, dtype, bigint] = readArguments(args, names, 3, who);
    return integersBetween(this.bitGenerator, low, high, sizeShape(size, who), {
      who,
      masked: true,
      endpoint: false,
      dtype,
      bigint: bigint === true,
    });
  }

  /** Integers of 63 bits. NumPy: `RandomState.tomaxint`. */
  tomaxint(): bigint;
  tomaxint<const S extends ShapeArg>(size: S): NDArray<'int64', ShapeFrom<S>>;
  tomaxint<const S extends ShapeArg>(options: { readonly size: S }): NDArray<'int64', ShapeFrom<S>>;
  tomaxint(...args: unknown[]): bigint | NDArray {
    const [size] = readArguments(args, ['size'], 1, 'tomaxint');
    const shape = sizeShape(size, 'tomaxint');
    const way = { who: 'tomaxint', masked: false, endpoint: true, dtype: 'uint64', bigint: true };
    using raw = integersBetween(this.bitGenerator, 0n, (1n << 64n) - 1n, shape ?? [], way) as NDArray;
    using shifted = rightShift(raw, 1n) as NDArray;
    const whole = shifted.astype('int64') as NDArray;
    return shape === undefined ? (whole.item({ bigint: true }) as bigint) : whole;
  }

  /** Elements of a 1-D array, or integers below `a`. NumPy: `RandomState.choice`. */
  choice(a: number, size?: null, options?: LegacyChoiceOptions): number;
  choice<const S extends ShapeArg>(
    a: number | bigint,
    size: S,
    options?: LegacyChoiceOptions,
  ): NDArray<'int64', ShapeFrom<S>>;
  choice<const A extends ArrayLike>(
    a: A,
    size: ShapeArg,
    options?: LegacyChoiceOptions,
  ): NDArray<DTypeOf<A>, AnyShape>;
  // biome-ignore lint/suspicious/noExplicitAny: one element of any array: a number, a bigint or a Complex
  choice(a: ArrayLike, size?: ShapeArg | null | LegacyChoiceOptions, options?: LegacyChoiceOptions): any;
  choice(...args: unknown[]): unknown {
    const who = 'choice';
    const [a, size, replace, p] = readArguments(args, ['a', 'size', 'replace', 'p'], 3, who);
    return choose(this.bitGenerator, a, sizeShape(size, who), {
      who,
      legacy: true,
      replace: replace !== false,
      p,
      axis: 0,
      shuffle: true,
    });
  }

  /** Shuffles the rows of an array, a TypedArray or a list in place. NumPy: `RandomState.shuffle`. */
  shuffle(x: NDArray | ArrayLike | unknown[]): void {
    shuffleInPlace(this.bitGenerator, x, 0, 'shuffle');
  }

  /** A shuffled range, or a copy with the rows in a random order. NumPy: `RandomState.permutation`. */
  permutation(x: number | bigint): NDArray<'int64', [number]>;
  permutation<const A extends ArrayLike>(x: A): NDArray<DTypeOf<A>, ShapeOf<A>>;
  permutation(x: unknown): NDArray {
    return permute(this.bitGenerator, x, 0, 'permutation');
  }

  /** Normal vectors of a mean and a covariance. NumPy: `RandomState.multivariate_normal`. */
  multivariateNormal(
    mean: ArrayLike,
    cov: ArrayLike,
    size?: ShapeArg | null | { readonly size?: ShapeArg | null | undefined },
    options?: {
      readonly checkValid?: 'warn' | 'raise' | 'ignore' | undefined;
      readonly tol?: number | undefined;
    },
  ): NDArray<'float64'>;
  multivariateNormal(...args: unknown[]): NDArray {
    const who = 'multivariateNormal';
    const names = ['mean', 'cov', 'size', 'checkValid', 'tol'];
    const [mean, cov, size, checkValid, tol] = readArguments(args, names, 3, who);
    const way = {
      legacy: true,
      method: 'svd',
      checkValid: checkValid ?? 'warn',
      tol: Number(tol ?? 1e-8),
    };
    return normalVectors(this.bitGenerator, mean, cov, sizeShape(size, who), way, who);
  }

  /** Proportions that sum to 1. NumPy: `RandomState.dirichlet`. */
  dirichlet(
    alpha: ArrayLike,
    size?: ShapeArg | null | { readonly size?: ShapeArg | null | undefined },
  ): NDArray<'float64'>;
  dirichlet(...args: unknown[]): NDArray {
    const who = 'dirichlet';
    const [alpha, size] = readArguments(args, ['alpha', 'size'], 2, who);
    return proportionRows(this.bitGenerator, alpha, sizeShape(size, who), true, who);
  }
}

for (const record of legacyDraws) {
  Object.defineProperty(RandomState.prototype, record.name, { value: drawMethod(record), writable: true });
}
