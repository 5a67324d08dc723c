/** Variance and standard deviation of what is not nan. */

import { copyto } from '../convert/copy.js';
import { FLOAT16 } from '../dtype.js';
import type { Item } from '../element.js';
import { NDArray } from '../ndarray.js';
import { lessEqual } from '../ops/comparison.js';
import { readReduction } from '../reduce/reduction.js';
import { degrees, spread, spreadNames } from '../reduce/spread.js';
import type { ArrayLike } from '../types/operands.js';
import type { Reduction as ReductionCall, SpreadOptions } from '../types/reduction_signatures.js';
import { checkInexact, countNumbers, numberMask } from './nan_folds.js';

function nanSpread(kind: 'std' | 'var', who: string, value: unknown, args: readonly unknown[]): unknown {
  const { a, options } = readReduction(value, args, spreadNames, who);
  if (a._code < FLOAT16) return spread(kind, a, [options], who);
  checkInexact(options, who);
  const { axis, keepdims, where } = options as { axis?: unknown; keepdims?: unknown; where?: ArrayLike };
  const isPlain = where === undefined && options['mean'] === undefined;
  using numbers = isPlain ? undefined : numberMask(a, where);
  const result = spread(kind, a, [{ ...options, where: numbers }], who, isPlain) as NDArray | Item;
  const ddof = degrees(options, who);
  // Without degrees of freedom the result is nan, whatever the sum is.
  if (ddof <= 0) return result;
  const counts = countNumbers(a, { axis, keepdims, where });
  if (!(result instanceof NDArray)) return Number(counts) <= ddof ? Number.NaN : result;
  using few = lessEqual(counts as NDArray, ddof) as unknown as NDArray;
  copyto(result, Number.NaN, { where: few });
  return result;
}

/**
 * The variance of the elements that are not nan, over all axes or the given ones; otherwise as `var`. nan where no more than
 * `ddof` elements are left.
 *
 * Result: float64 for integers, the array's float dtype otherwise, the real one for complex. NumPy: `nanvar`.
 * @throws DTypeError for an integer `dtype` or `out` of float arrays.
 * @example
 * nd.nanvar([1, NaN, 3]) // 1
 */
export const nanvar: ReductionCall<'realDivide', SpreadOptions> = ((value: unknown, ...args: unknown[]) =>
  nanSpread('var', 'nanvar', value, args)) as ReductionCall<'realDivide', SpreadOptions>;

/**
 * The standard deviation of the elements that are not nan: the square root of {@link nanvar}, with the same options and
 * dtypes. NumPy: `nanstd`.
 * @example
 * nd.nanstd([[1, NaN], [3, 4]], 0).toArray() // [1, 0]
 */
export const nanstd: ReductionCall<'realDivide', SpreadOptions> = ((value: unknown, ...args: unknown[]) =>
  nanSpread('std', 'nanstd', value, args)) as ReductionCall<'realDivide', SpreadOptions>;
