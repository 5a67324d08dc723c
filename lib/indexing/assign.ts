/** Writing into a view. */
import { copyInto } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { fillItem } from '../convert/copy.js';
import { dtypeName, isComplex, isInteger } from '../dtype.js';
import { isItem } from '../element.js';
import { DTypeError } from '../errors.js';
import { installMethods } from '../methods.js';
import { NDArray } from '../ndarray.js';
import { broadcastsTo, stretchError } from '../shape/broadcast.js';
import type { CheckBroadcastTo } from '../types/broadcast.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, ShapeOf } from '../types/operands.js';
import type { Shape } from '../types/shapes.js';

/**
 * NumPy's `a[...] = value`: the value, broadcast to the array's shape, is cast to its dtype and written. Numbers must be
 * values of the dtype; arrays are cast as `astype` casts, except from complex to real, which would lose half.
 */
export function assignTo(a: NDArray, value: unknown, who: string): NDArray {
  if (a._storage.disposed) a._alive(who);
  a._writeable(who);
  let source: NDArray;
  if (value instanceof NDArray) {
    source = value;
  } else if (isItem(value)) {
    fillItem(a, value, who);
    return a;
  } else {
    // As in NumPy, the elements of lists are numbers, and have to be values of an integer dtype.
    source = asNDArray(value, who, Array.isArray(value) && isInteger(a._code) ? a._code : undefined);
  }
  if (source._storage.disposed) source._alive(who);
  if (isComplex(source._code) && !isComplex(a._code)) {
    throw new DTypeError(
      `${who}: ${source.dtype} values do not fit ${dtypeName(a._code)}; take their real part (.real)`,
      'ERR_CASTING',
    );
  }
  // NumPy lets axes of length 1 in front of the value fall away.
  let from = source;
  while (from._shape.length > a._shape.length && from._shape[0] === 1) {
    from = from._view(from._shape.slice(1), from._strides.slice(1), from._offset);
  }
  if (!broadcastsTo(from._shape, a._shape)) throw stretchError(source._shape, a._shape, who);
  copyInto(a, from, who);
  return a;
}

/** Writing to arrays. */
export interface AssignMethods {
  /**
   * Writes `value`, broadcast, into the array or view, and returns it: NumPy's `a[...] = value`. The value may overlap the
   * array.
   * @throws ShapeError where the value does not broadcast to the array's shape; StridedError for a read-only array.
   * @example
   * const a = nd.zeros([2, 3]);
   * a.slice(':, 1').assign(7);
   * a.toArray() // [ [ 0, 7, 0 ], [ 0, 7, 0 ] ]
   */
  assign<D extends DType, S extends Shape, const B extends ArrayLike>(
    this: NDArray<D, S>,
    value: CheckBroadcastTo<ShapeOf<B>, S, B>,
  ): NDArray<D, S>;
}

installMethods({
  assign(this: NDArray, value: unknown): NDArray {
    return assignTo(this, value, 'assign');
  },
});
