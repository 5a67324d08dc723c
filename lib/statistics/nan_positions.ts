/** Where the largest and the smallest element stand that is not nan. */
import { FLOAT16 } from '../dtype.js';
import { ShapeError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { isnan } from '../ops/logic.js';
import { where } from '../ops/selection.js';
import { argmax, argmin } from '../reduce/arg_extremes.js';
import { all, any } from '../reduce/folds.js';
import { readReduction } from '../reduce/reduction.js';
import type { Reduction as ReductionCall } from '../types/reduction_signatures.js';

type Search = (a: NDArray, options: object) => unknown;

function nanPosition(
  who: 'nanargmax' | 'nanargmin',
  search: Search,
  worst: number,
): (value: unknown, ...args: unknown[]) => unknown {
  return (value, ...args) => {
    const { a, options } = readReduction(value, args, ['axis', 'keepdims', 'out', 'bigint'], who);
    if (a._code < FLOAT16) return search(a, options);
    using blank = isnan(a) as NDArray;
    const { axis } = options as { axis?: number };
    if (any(blank)) {
      const lost = all(blank, axis) as unknown as NDArray | boolean;
      if (lost === true || (typeof lost === 'object' && any(lost))) {
        throw new ShapeError(
          `${who}: a slice has nothing but nan, which has no ${who.slice(3)}`,
          'ERR_VALUE',
        );
      }
      using filled = where(blank, worst, a) as NDArray;
      return search(filled, options);
    }
    return search(a, options);
  };
}

/**
 * The position of the largest element that is not nan, along an axis or in the flattened array; otherwise as `argmax`. nan
 * counts as -infinity, so that the first of both is found where there is nothing larger. int64. NumPy: `nanargmax`.
 * @throws ShapeError where all elements are nan, and for no elements.
 * @example
 * nd.nanargmax([NaN, 2, 3]) // 2
 */
export const nanargmax = nanPosition('nanargmax', argmax as Search, -Infinity) as ReductionCall<'index'>;

/**
 * The position of the smallest element that is not nan; otherwise as {@link nanargmax}, with infinity. NumPy: `nanargmin`.
 * @example
 * nd.nanargmin([[NaN, 2], [3, 1]], 0).toArray() // [1, 1]
 */
export const nanargmin = nanPosition('nanargmin', argmin as Search, Infinity) as ReductionCall<'index'>;
