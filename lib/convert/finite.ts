/** Arrays that must not hold NaN or infinities. */
import { FLOAT16 } from '../dtype.js';
import { StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { isfinite } from '../ops/logic.js';
import { all } from '../reduce/folds.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import { type AsArrayOptions, asarray } from './array.js';

/**
 * The array-like as an array, as `asarray` gives it, where all elements are finite.
 *
 * Result: the array itself, or shared memory, where the dtype and order allow it. NumPy: `asarray_chkfinite`.
 * @throws StridedError where an element is NaN or infinite.
 * @example
 * nd.asarrayChkfinite([1, 2]).toArray() // [1, 2]
 * nd.asarrayChkfinite([1, NaN]) // throws StridedError: asarrayChkfinite: the array holds NaN or infinities
 */
export function asarrayChkfinite<const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  a: T,
  dtype?: D | AsArrayOptions<D>,
  options?: AsArrayOptions<D>,
): NDArray<D, ShapeOf<T>>;
export function asarrayChkfinite(a: unknown, ...rest: unknown[]): NDArray {
  const array = (asarray as unknown as (...args: unknown[]) => NDArray)(a, ...rest);
  if (array._code >= FLOAT16) {
    using finite = isfinite(array) as NDArray;
    if (!(all(finite) as unknown as boolean)) {
      throw new StridedError(
        'asarrayChkfinite: the array holds NaN or infinities; see nd.isfinite and nd.nanToNum',
        'ERR_VALUE',
      );
    }
  }
  return array;
}
