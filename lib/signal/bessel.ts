/** The modified Bessel function of order 0. */

import { putRun } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { FLOAT16, FLOAT64, isComplex } from '../dtype.js';
import { isItem } from '../element.js';
import { DTypeError } from '../errors.js';
import { binding } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { absolute, multiply } from '../ops/arithmetic.js';
import { exp } from '../ops/exponential.js';
import { noMore } from '../options.js';
import { checkStatus, putParameters } from '../statistics/runs.js';
import type { AreScalars, ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { TrueDivideTable } from '../types/rules.js';
import type { Values } from '../types/signatures.js';

/**
 * The modified Bessel function of the first kind, order 0, elementwise. Within a few units in the last place.
 *
 * Result: float64 for integers, the array's float dtype otherwise; a new array. NumPy: `i0`.
 * @throws DTypeError for complex.
 * @example
 * nd.i0([0, 1]).round(6).toArray() // [1, 1.266066]
 */
export function i0<const X extends ArrayLike>(
  x: X,
): Values<AreScalars<X>, TrueDivideTable[DTypeOf<X>], ShapeOf<X>>;
export function i0(x: unknown, ...rest: unknown[]): unknown {
  noMore(rest, 'i0');
  const who = 'i0';
  const a = asNDArray(x, who);
  if (isComplex(a._code))
    throw new DTypeError(`${who}: complex numbers are not supported; take abs or the parts`);
  const magnitude = copyArray(a, 'C', who, FLOAT64);
  absolute(magnitude, { out: magnitude });
  using factor = copyArray(magnitude, 'C', who);
  putParameters(factor.size);
  putRun(0, factor, 8);
  putRun(1, factor, 8);
  checkStatus(binding.bessel(factor._storage.region.handle, factor._storage.region.handle), who, [factor]);
  exp(magnitude, { out: magnitude });
  multiply(magnitude, factor, { out: magnitude });
  if (isItem(x)) return magnitude.item();
  if (a._code < FLOAT16 || a._code === FLOAT64) return magnitude;
  const result: NDArray = copyArray(magnitude, 'C', who, a._code);
  magnitude.dispose();
  return result;
}
