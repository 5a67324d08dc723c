/** The Generator: distributions over a bit generator, and the functions that make one. */

import type { NDArray } from '../ndarray.js';
import { noMore } from '../options.js';
import type { DType } from '../types/dtypes.js';
import type { AreScalars, ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AnyShape, ShapeArg, ShapeFrom } from '../types/shapes.js';
import { readArguments, sizeShape } from './arguments.js';
import { BitGenerator, PCG64 } from './bit_generators.js';
import { choose } from './choice.js';
import { Distributions } from './distribution_methods.js';
import { generatorDraws, generatorFloats } from './distributions.js';
import { drawMethod, floatMethod } from './drawing.js';
import { integersBetween } from './integers.js';
import { normalVectors } from './normal_vectors.js';
import { permute, permuteRuns, shuffleInPlace } from './order.js';
import { RandomState } from './random_state.js';
import type { Seed, SeedSequence } from './seed_sequence.js';
import type { ExponentialDraw, FloatDraw, GammaDraw } from './types.js';
import { ballRows, proportionRows } from './vectors.js';

/** Options of `integers`. */
export interface IntegersOptions<D extends DType = DType> {
  /** An integer dtype or bool; int64 if not given. */
  readonly dtype?: D | undefined;
  /** Whether `high` may be drawn itself. */
  readonly endpoint?: boolean | undefined;
  /** Without a size: a bigint for a 64-bit integer. */
  readonly bigint?: boolean | undefined;
}

/** Options of `choice`. */
export interface ChoiceOptions {
  readonly replace?: boolean | undefined;
  /** A probability per row; equal ones if not given. */
  readonly p?: ArrayLike | null | undefined;
  readonly axis?: number | undefined;
  /** Whether rows chosen without replacement come in a random order; faster if not. */
  readonly shuffle?: boolean | undefined;
}

/** Options of `multivariateNormal`. */
export interface NormalVectorsOptions {
  /** What happens where the covariance is none. */
  readonly checkValid?: 'warn' | 'raise' | 'ignore' | undefined;
  /** The tolerance of that check. */
  readonly tol?: number | undefined;
  readonly method?: 'svd' | 'eigh' | 'cholesky' | undefined;
}

type Sized<D extends DType, S extends ShapeArg> = NDArray<D, ShapeFrom<S>>;

/**
 * Draws from distributions, fed by a bit generator: every value is NumPy 2.4's for the same seed. Parameters stand by
 * position, then the size; all may be named in a trailing options object. Array parameters broadcast; without a size and
 * array parameters a draw is a plain number. NumPy: `random.Generator`.
 * @example
 * const rng = new nd.random.Generator(new nd.random.PCG64(7));
 * rng.normal(0, 1, [2, 3]).shape // [ 2, 3 ]
 * rng.normal([0, 100], 1).shape // [ 2 ]
 * rng.poisson({ lam: 4, size: 5 }).dtype // 'int64'
 */
export class Generator extends Distributions {
  /** Uniform in [0, 1), float64 or float32. NumPy: `Generator.random`. */
  declare readonly random: FloatDraw;
  /** Normal with mean 0 and deviation 1, float64 or float32. NumPy: `Generator.standard_normal`. */
  declare readonly standardNormal: FloatDraw;
  /** Exponential with scale 1, by ziggurat or by inversion. NumPy: `Generator.standard_exponential`. */
  declare readonly standardExponential: ExponentialDraw;
  /** Gamma with scale 1. NumPy: `Generator.standard_gamma`. */
  declare readonly standardGamma: GammaDraw;

  /** What logging shows. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Generator(${this.bitGenerator.name})`;
  }

  /** Generators for workers, whose streams do not overlap. NumPy: `Generator.spawn`. */
  spawn(nChildren: number, ...rest: never[]): Generator[] {
    noMore(rest, 'spawn');
    return this.bitGenerator.spawn(nChildren).map((bits) => new Generator(bits));
  }

  /**
   * Integers from `low` up to, not including, `high`; from 0 up to `low` where `high` is missing. NumPy:
   * `Generator.integers`.
   * @throws StridedError where low ≥ high or a bound is beyond the dtype; RangeError for a plain int64 beyond 2^53 (take
   * `{ bigint: true }`).
   */
  integers(low: number | bigint, high?: number | bigint | null): number;
  integers<D extends DType = 'int64'>(
    low: number | bigint,
    options: IntegersOptions<D> & { readonly size?: null | undefined },
  ): D extends 'bool' ? boolean : number;
  integers<const S extends ShapeArg, D extends DType = 'int64'>(
    low: ArrayLike,
    options: IntegersOptions<D> & { readonly size: S },
  ): Sized<D, S>;
  integers<const S extends ShapeArg, D extends DType = 'int64'>(
    low: ArrayLike,
    high: ArrayLike | null | undefined,
    size: S,
    options?: IntegersOptions<D>,
  ): Sized<D, S>;
  integers<D extends DType = 'int64'>(
    low: ArrayLike,
    high?: ArrayLike | null,
    size?: ShapeArg | null,
    options?: IntegersOptions<D>,
  ): NDArray<D> | number | bigint | boolean;
  integers<D extends DType = 'int64'>(
    low: ArrayLike,
    high: ArrayLike | null | undefined,
    options: IntegersOptions<D> & { readonly size?: ShapeArg | null | undefined },
  ): NDArray<D> | number | bigint | boolean;
  integers(...args: unknown[]): unknown {
    const who = 'integers';
    const names = ['low', 'high', 'size', 'dtype', 'endpoint', 'bigint'];
    const [low, high, size, dtype, endpoint, bigint] = readArguments(args, names, 3, who);
    return integersBetween(this.bitGenerator, low, high, sizeShape(size, who), {
      who,
      masked: false,
      endpoint: endpoint === true,
      dtype,
      bigint: bigint === true,
    });
  }

  /**
   * Rows of `a` along an axis, or integers below `a`: with or without replacement, by equal or given probabilities. NumPy:
   * `Generator.choice`.
   * @throws StridedError for probabilities that do not sum to 1, and for more than there is without replacement.
   */
  choice(a: number, size?: null, options?: ChoiceOptions): number;
  choice<const S extends ShapeArg>(a: number | bigint, size: S, options?: ChoiceOptions): Sized<'int64', S>;
  choice<const A extends ArrayLike>(
    a: A,
    size: ShapeArg,
    options?: ChoiceOptions,
  ): NDArray<DTypeOf<A>, AnyShape>;
  choice(a: ArrayLike, options: ChoiceOptions & { readonly size: ShapeArg }): NDArray;
  // biome-ignore lint/suspicious/noExplicitAny: one row of any array: a number, a bigint, a Complex or an array
  choice(a: ArrayLike, size?: ShapeArg | null | ChoiceOptions, options?: ChoiceOptions): any;
  choice(...args: unknown[]): unknown {
    const who = 'choice';
    const names = ['a', 'size', 'replace', 'p', 'axis', 'shuffle'];
    const [a, size, replace, p, axis, shuffle] = readArguments(args, names, 3, who);
    return choose(this.bitGenerator, a, sizeShape(size, who), {
      who,
      legacy: false,
      replace: replace !== false,
      p,
      axis: axis ?? 0,
      shuffle: shuffle !== false,
    });
  }

  /**
   * Shuffles the rows along an axis in place: of an array, a TypedArray, or a list. NumPy: `Generator.shuffle`.
   * @throws StridedError for what cannot be written to; AxisError.
   */
  shuffle(
    x: NDArray | ArrayLike | unknown[],
    options?: number | { readonly axis?: number | undefined },
    ...rest: never[]
  ): void {
    noMore(rest, 'shuffle');
    const [, axis] = readArguments(
      [x, ...(options === undefined ? [] : [options])],
      ['x', 'axis'],
      2,
      'shuffle',
    );
    shuffleInPlace(this.bitGenerator, x, axis ?? 0, 'shuffle');
  }

  /**
   * A copy with the rows along an axis in a random order; for an integer the shuffled range. NumPy:
   * `Generator.permutation`.
   */
  permutation(x: number | bigint): NDArray<'int64', [number]>;
  permutation<const A extends ArrayLike>(
    x: A,
    options?: number | { readonly axis?: number | undefined },
  ): NDArray<DTypeOf<A>, AreScalars<A> extends true ? [number] : ShapeOf<A>>;
  permutation(...args: unknown[]): NDArray {
    const [x, axis] = readArguments(args, ['x', 'axis'], 2, 'permutation');
    return permute(this.bitGenerator, x, axis ?? 0, 'permutation');
  }

  /**
   * A copy with each run along an axis shuffled by itself; without an axis all elements. NumPy: `Generator.permuted`.
   */
  permuted<const A extends ArrayLike>(
    x: A,
    options?:
      | number
      | { readonly axis?: number | null | undefined; readonly out?: NDArray | null | undefined },
  ): NDArray<DTypeOf<A>, ShapeOf<A>>;
  permuted(...args: unknown[]): NDArray {
    const [x, axis, out] = readArguments(args, ['x', 'axis', 'out'], 2, 'permuted');
    return permuteRuns(this.bitGenerator, x, axis, out, 'permuted');
  }

  /**
   * How many of each color are among `nsample` balls drawn without replacement: shape (…size, colors). NumPy:
   * `Generator.multivariate_hypergeometric`.
   */
  multivariateHypergeometric(
    colors: ArrayLike,
    nsample: number | bigint,
    size?: ShapeArg | null | { readonly size?: ShapeArg | null; readonly method?: 'marginals' | 'count' },
    options?: { readonly method?: 'marginals' | 'count' | undefined },
  ): NDArray<'int64'>;
  multivariateHypergeometric(...args: unknown[]): NDArray {
    const who = 'multivariateHypergeometric';
    const names = ['colors', 'nsample', 'size', 'method'];
    const [colors, nsample, size, method] = readArguments(args, names, 3, who);
    return ballRows(this.bitGenerator, colors, nsample, sizeShape(size, who), method ?? 'marginals', who);
  }

  /**
   * Normal vectors of a mean and a covariance: shape (…size, n). The covariance is taken apart by `method`: 'svd', 'eigh', or
   * 'cholesky' (the fastest, for positive definite ones). NumPy: `Generator.multivariate_normal`.
   * @throws ShapeError where mean and cov disagree; StridedError with `checkValid: 'raise'` where cov is no covariance.
   */
  multivariateNormal(
    mean: ArrayLike,
    cov: ArrayLike,
    size?: ShapeArg | null | (NormalVectorsOptions & { readonly size?: ShapeArg | null | undefined }),
    options?: NormalVectorsOptions,
  ): NDArray<'float64'>;
  multivariateNormal(...args: unknown[]): NDArray {
    const who = 'multivariateNormal';
    const names = ['mean', 'cov', 'size', 'checkValid', 'tol', 'method'];
    const [mean, cov, size, checkValid, tol, method] = readArguments(args, names, 3, who);
    const way = {
      legacy: false,
      method: method ?? 'svd',
      checkValid: checkValid ?? 'warn',
      tol: Number(tol ?? 1e-8),
    };
    return normalVectors(this.bitGenerator, mean, cov, sizeShape(size, who), way, who);
  }

  /** Proportions that sum to 1: shape (…size, alpha's length). NumPy: `Generator.dirichlet`. */
  dirichlet(
    alpha: ArrayLike,
    size?: ShapeArg | null | { readonly size?: ShapeArg | null | undefined },
  ): NDArray<'float64'>;
  dirichlet(...args: unknown[]): NDArray {
    const who = 'dirichlet';
    const [alpha, size] = readArguments(args, ['alpha', 'size'], 2, who);
    return proportionRows(this.bitGenerator, alpha, sizeShape(size, who), false, who);
  }
}

for (const record of generatorDraws) {
  Object.defineProperty(Generator.prototype, record.name, { value: drawMethod(record), writable: true });
}
for (const record of generatorFloats) {
  Object.defineProperty(Generator.prototype, record.name, { value: floatMethod(record), writable: true });
}

/**
 * A Generator from a seed: an integer of any size, a list of them, a SeedSequence, or a bit generator; fresh entropy from
 * the system without one. A Generator is given back as it is. NumPy: `random.default_rng`.
 * @example
 * const rng = nd.random.defaultRng(42);
 * rng.random() // 0.7739560485559633
 * rng.integers(0, 10, 5).dtype // 'int64'
 * rng.standardNormal([2, 2], { dtype: 'float32' }).dtype // 'float32'
 */
export function defaultRng(
  seed?: Seed | SeedSequence | BitGenerator | Generator | RandomState | null,
  ...rest: never[]
): Generator {
  noMore(rest, 'random.defaultRng');
  if (seed instanceof Generator) return seed;
  if (seed instanceof BitGenerator) return new Generator(seed);
  if (seed instanceof RandomState) return new Generator(seed.bitGenerator);
  return new Generator(new PCG64(seed));
}
