/** What Generator and RandomState have in common. */

import { describe } from '../describe.js';
import { StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { noMore } from '../options.js';
import type { ArrayLike } from '../types/operands.js';
import type { ShapeArg } from '../types/shapes.js';
import { countOf, readArguments, sizeShape } from './arguments.js';
import { BitGenerator } from './bit_generators.js';
import { integersBetween } from './integers.js';
import type {
  DrawOf1,
  DrawOf2,
  DrawOf3,
  DrawOfUpTo1,
  DrawOfUpTo2,
  DrawOfUpTo2From1,
  PlainDraw,
} from './types.js';
import { multinomialRows } from './vectors.js';

/** Distributions over a bit generator; the methods are made from the records of distributions.ts. */
export abstract class Distributions {
  /** Where the bits come from; its `state` saves and restores the whole stream. */
  readonly bitGenerator: BitGenerator;

  /** Uniform from `low` to below `high`. NumPy: `Generator.uniform`. */
  declare readonly uniform: DrawOfUpTo2<'float64', 'low' | 'high'>;
  /** Normal. NumPy: `Generator.normal`. */
  declare readonly normal: DrawOfUpTo2<'float64', 'loc' | 'scale'>;
  /** The exponential of normal draws. NumPy: `Generator.lognormal`. */
  declare readonly lognormal: DrawOfUpTo2<'float64', 'mean' | 'sigma'>;
  /** Laplace. NumPy: `Generator.laplace`. */
  declare readonly laplace: DrawOfUpTo2<'float64', 'loc' | 'scale'>;
  /** Gumbel. NumPy: `Generator.gumbel`. */
  declare readonly gumbel: DrawOfUpTo2<'float64', 'loc' | 'scale'>;
  /** Logistic. NumPy: `Generator.logistic`. */
  declare readonly logistic: DrawOfUpTo2<'float64', 'loc' | 'scale'>;
  /** Exponential. NumPy: `Generator.exponential`. */
  declare readonly exponential: DrawOfUpTo1<'float64', 'scale'>;
  /** Rayleigh. NumPy: `Generator.rayleigh`. */
  declare readonly rayleigh: DrawOfUpTo1<'float64', 'scale'>;
  /** Gamma. NumPy: `Generator.gamma`. */
  declare readonly gamma: DrawOfUpTo2From1<'float64', 'scale'>;
  /** Beta. NumPy: `Generator.beta`. */
  declare readonly beta: DrawOf2<'float64', never>;
  /** Chi-square with `df` degrees of freedom. NumPy: `Generator.chisquare`. */
  declare readonly chisquare: DrawOf1<'float64', never>;
  /** F with `dfnum` and `dfden` degrees of freedom. NumPy: `Generator.f`. */
  declare readonly f: DrawOf2<'float64', never>;
  /** Cauchy with mode 0. NumPy: `Generator.standard_cauchy`. */
  declare readonly standardCauchy: PlainDraw<'float64'>;
  /** Student's t with `df` degrees of freedom. NumPy: `Generator.standard_t`. */
  declare readonly standardT: DrawOf1<'float64', never>;
  /** Pareto II (Lomax). NumPy: `Generator.pareto`. */
  declare readonly pareto: DrawOf1<'float64', never>;
  /** Weibull of one parameter. NumPy: `Generator.weibull`. */
  declare readonly weibull: DrawOf1<'float64', never>;
  /** Powers of a uniform draw: density a·x^(a − 1). NumPy: `Generator.power`. */
  declare readonly power: DrawOf1<'float64', never>;
  /** Wald (inverse Gaussian). NumPy: `Generator.wald`. */
  declare readonly wald: DrawOf2<'float64', never>;
  /** Von Mises on the circle, from −π to π. NumPy: `Generator.vonmises`. */
  declare readonly vonmises: DrawOf2<'float64', never>;
  /** Triangular. NumPy: `Generator.triangular`. */
  declare readonly triangular: DrawOf3<'float64', never>;
  /** Noncentral chi-square. NumPy: `Generator.noncentral_chisquare`. */
  declare readonly noncentralChisquare: DrawOf2<'float64', never>;
  /** Noncentral F. NumPy: `Generator.noncentral_f`. */
  declare readonly noncentralF: DrawOf3<'float64', never>;
  /** Poisson. NumPy: `Generator.poisson`. */
  declare readonly poisson: DrawOfUpTo1<'int64', 'lam'>;
  /** Successes of `n` trials. NumPy: `Generator.binomial`. */
  declare readonly binomial: DrawOf2<'int64', never>;
  /** Failures before `n` successes. NumPy: `Generator.negative_binomial`. */
  declare readonly negativeBinomial: DrawOf2<'int64', never>;
  /** Trials up to the first success. NumPy: `Generator.geometric`. */
  declare readonly geometric: DrawOf1<'int64', never>;
  /** Logarithmic series. NumPy: `Generator.logseries`. */
  declare readonly logseries: DrawOf1<'int64', never>;
  /** Zipf. NumPy: `Generator.zipf`. */
  declare readonly zipf: DrawOf1<'int64', never>;
  /** Good ones among `nsample` drawn without replacement. NumPy: `Generator.hypergeometric`. */
  declare readonly hypergeometric: DrawOf3<'int64', never>;

  constructor(bitGenerator: BitGenerator) {
    if (!(bitGenerator instanceof BitGenerator)) {
      throw new StridedError(
        `Generator: a bit generator is needed (new nd.random.PCG64(seed)), not ${describe(bitGenerator)}; or use nd.random.defaultRng(seed)`,
        'ERR_ARGUMENT',
      );
    }
    this.bitGenerator = bitGenerator;
  }

  /** Random bytes: 32-bit draws, lowest first. NumPy: `Generator.bytes`. */
  bytes(length: number, ...rest: never[]): Buffer {
    const who = 'bytes';
    noMore(rest, who);
    const count = countOf(length, 'length', who);
    if (count === 0) return Buffer.alloc(0);
    const way = { who, masked: false, endpoint: false, dtype: 'uint32', bigint: false };
    using drawn = integersBetween(this.bitGenerator, 0, 4294967296, [Math.ceil(count / 4)], way) as NDArray;
    return Buffer.from(drawn.toBuffer().subarray(0, count));
  }

  /**
   * How often each category came in `n` trials: shape (…size, categories). The last probability is what the others leave.
   * NumPy: `Generator.multinomial`.
   * @throws StridedError for probabilities outside [0, 1] or that sum to more than 1.
   */
  multinomial(
    n: ArrayLike,
    pvals: ArrayLike,
    size?: ShapeArg | null | { readonly size?: ShapeArg | null | undefined },
  ): NDArray<'int64'>;
  multinomial(...args: unknown[]): NDArray {
    const who = 'multinomial';
    const [n, pvals, size] = readArguments(args, ['n', 'pvals', 'size'], 3, who);
    return multinomialRows(this.bitGenerator, n, pvals, sizeShape(size, who), who);
  }
}
