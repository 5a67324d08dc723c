/** `index` and `indexAssign` as methods. */
import { describe } from '../describe.js';
import { IndexError } from '../errors.js';
import { installMethods } from '../methods.js';
import { NDArray } from '../ndarray.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike } from '../types/operands.js';
import type { Shape } from '../types/shapes.js';
import { assignIndexed, indexed } from './advanced.js';
import type { IndexShape, IndexTerm } from './index_types.js';

/** Reading and writing by arrays of indices and masks. */
export interface IndexMethods {
  /**
   * NumPy's `a[…]` with all that `slice` takes, arrays of integers and masks, mixed by NumPy's rules. Index arrays broadcast
   * together, and their axes stand where the first of them stood, or in front where something other than an integer stands
   * between them; a mask counts as the indices of its true elements. Always a copy, of the same dtype.
   * @throws IndexError for an index out of bounds or that is no integer, for masks that do not fit, too many indices, and
   * index arrays that do not broadcast.
   * @example
   * const a = nd.array([[1, 2, 3], [4, 5, 6]]);
   * a.index([1, 0, 1]).toArray() // [ [ 4, 5, 6 ], [ 1, 2, 3 ], [ 4, 5, 6 ] ]
   * a.index([0, 1], [2, 0]).toArray() // [ 3, 4 ]
   * a.index(':', [0, -1]).toArray() // [ [ 1, 3 ], [ 4, 6 ] ]
   * a.index(a.gt(2)).toArray() // [ 3, 4, 5, 6 ]
   */
  index<D extends DType, S extends Shape, const I extends readonly IndexTerm[]>(
    this: NDArray<D, S>,
    ...indices: I
  ): NDArray<D, IndexShape<S, I>>;

  /**
   * NumPy's `a[…] = value`: writes `value`, broadcast to what `index` would give and cast to the dtype. Where an element is
   * named twice, the last value stays. Returns the array.
   * @throws IndexError as `index` does; ShapeError where the value does not fit; StridedError for a read-only array.
   * @example
   * const a = nd.zeros([2, 3]);
   * a.indexAssign([[0, 1], [2, 0]], [5, 6]);
   * a.indexAssign([a.eq(0)], 1).toArray() // [ [ 1, 1, 5 ], [ 6, 1, 1 ] ]
   */
  indexAssign<D extends DType, S extends Shape>(
    this: NDArray<D, S>,
    indices: readonly IndexTerm[] | NDArray | string,
    value: ArrayLike,
  ): NDArray<D, S>;
}

installMethods({
  index(this: NDArray, ...indices: unknown[]): NDArray {
    return indexed(this, indices, 'index');
  },
  indexAssign(this: NDArray, indices: unknown, value: unknown): NDArray {
    const who = 'indexAssign';
    if (!Array.isArray(indices) && !(indices instanceof NDArray) && typeof indices !== 'string') {
      throw new IndexError(
        `${who}: the indices stand in a list, as in a.indexAssign([0, ':'], 7); ${describe(indices)} is none`,
      );
    }
    assignIndexed(this, Array.isArray(indices) ? indices : [indices], value, who);
    return this;
  },
});
