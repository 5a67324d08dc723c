/** Variance and standard deviation. */
import { describe } from '../describe.js';
import { BOOL, dtypeCode, FLOAT64, isInteger, realCode } from '../dtype.js';
import { DTypeError, StridedError } from '../errors.js';
import { installMethods } from '../methods.js';
import { binding, PARAMETERS, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import type {
  Reduction as ReductionCall,
  ReductionMethod,
  SpreadOptions,
} from '../types/reduction_signatures.js';
import { aroundMean } from './around_mean.js';
import { readReduction, readTarget, runReduction } from './reduction.js';

export const spreadNames = ['axis', 'dtype', 'keepdims', 'out', 'where', 'ddof', 'correction', 'mean'];

/** Both functions; `who` is the public name in messages. Without `where` nan can be left out natively. */
export function spread(
  kind: 'std' | 'var',
  value: unknown,
  args: readonly unknown[],
  who: string = kind,
  skipsNan = false,
): unknown {
  const { a, options, axes } = readReduction(value, args, spreadNames, who);
  const asked = options['dtype'] === undefined ? undefined : dtypeCode(options['dtype'], who);
  if (asked !== undefined && (asked === BOOL || isInteger(asked))) {
    throw new DTypeError(`${who}: dtype must be a float or complex dtype, not ${String(options['dtype'])}`);
  }
  // A complex dtype asked for is the result's too, as in NumPy; its imaginary parts are zero.
  const compute = asked ?? (a._code === BOOL || isInteger(a._code) ? FLOAT64 : a._code);
  const r = readTarget(a, axes, options, asked ?? realCode(compute), who);
  if (options['mean'] !== undefined) {
    return aroundMean(kind, r, options['mean'], compute, degrees(options, who));
  }
  slots[PARAMETERS] = compute;
  slots[PARAMETERS + 1] = r.where === undefined ? 0 : 1;
  slots[PARAMETERS + 2] = kind === 'std' ? 1 : 0;
  slots[PARAMETERS + 3] = degrees(options, who);
  slots[PARAMETERS + 4] = skipsNan ? 1 : 0;
  return runReduction(r, (...handles) => binding.variance(...handles));
}

/** Also for the variants that leave nan out. */
export function degrees(options: Readonly<Record<string, unknown>>, who: string): number {
  const { ddof, correction } = options as { ddof?: unknown; correction?: unknown };
  if (ddof !== undefined && correction !== undefined) {
    throw new StridedError(`${who}: ddof and correction are the same option; give one`, 'ERR_OPTION');
  }
  const value = ddof ?? correction ?? 0;
  if (typeof value !== 'number' || Number.isNaN(value)) {
    throw new StridedError(`${who}: ddof must be a number, not ${describe(value)}`, 'ERR_OPTION');
  }
  return value;
}

/**
 * The variance: the mean of |x - mean|², over all axes or the given ones. The divisor is the count less `ddof`; where
 * that is not positive the result is nan or infinite. Integers compute in float64.
 *
 * Result: float64 for integers, the array's float dtype otherwise, the real one for complex. NumPy: `var`.
 * @example
 * nd.var([1, 2, 3, 4]) // 1.25
 * nd.var([1, 2, 3, 4], { ddof: 1 }) // 1.6666666666666667
 */
export const var_: ReductionCall<'realDivide', SpreadOptions> = ((value: unknown, ...args: unknown[]) =>
  spread('var', value, args)) as ReductionCall<'realDivide', SpreadOptions>;

/**
 * The standard deviation: the square root of {@link var_ | var}, with the same options and dtypes. NumPy: `std`.
 * @example
 * nd.std([1, 2, 3, 4]) // 1.118033988749895
 */
export const std: ReductionCall<'realDivide', SpreadOptions> = ((value: unknown, ...args: unknown[]) =>
  spread('std', value, args)) as ReductionCall<'realDivide', SpreadOptions>;

/** Variance and standard deviation as methods. */
export interface SpreadMethods {
  var: ReductionMethod<'realDivide', SpreadOptions>;
  std: ReductionMethod<'realDivide', SpreadOptions>;
}

installMethods({
  var(this: NDArray, ...args: never[]) {
    return spread('var', this, args);
  },
  std(this: NDArray, ...args: never[]) {
    return spread('std', this, args);
  },
});
