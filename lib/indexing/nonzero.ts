/** Where elements are not zero: nonzero, flatnonzero, argwhere. */

import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { INT64 } from '../dtype.js';
import { ShapeError } from '../errors.js';
import { installMethods } from '../methods.js';
import type { NDArray } from '../ndarray.js';
import { noMore } from '../options.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, ShapeOf } from '../types/operands.js';
import type { IsUnknownRank, Shape } from '../types/shapes.js';
import { indexTuple } from './index_tuple.js';
import { maskPlaces, maskPositions, truthMask } from './masks.js';

type Positions = NDArray<'int64', [number]>;
type PerAxis<S extends Shape> = { readonly [K in keyof S]: Positions };
/** One array of indices per axis. */
export type NonzeroOf<S extends Shape> = IsUnknownRank<S> extends true ? readonly Positions[] : PerAxis<S>;

export function nonzeroArrays(a: NDArray, who: string): readonly NDArray[] {
  if (a._storage.disposed) a._alive(who);
  if (a._shape.length === 0) {
    throw new ShapeError(`${who}: a 0-d array has no axes to count along; use nd.atleast1d(a)`);
  }
  const mask = truthMask(a, who);
  const rows =
    a._shape.length === 1 ? [maskPlaces(mask, who)] : positionRows(maskPositions(mask, false, who));
  if (mask !== a) mask.dispose();
  return indexTuple(rows);
}

/** The rows of what `maskPositions` gives, an array per axis. */
export function positionRows(all: NDArray): NDArray[] {
  const count = all._shape[1] as number;
  const apart = all._strides[0] as number;
  const rows: NDArray[] = [];
  for (let i = 0; i < (all._shape[0] as number); i++) {
    rows.push(all._view([count], [count === 0 ? 0 : 8], all._offset + i * apart));
  }
  return rows;
}

/**
 * The indices of the elements that are not zero (nan is not), in C order: a list of one int64 array per axis. As the only
 * index, `a.index(nd.nonzero(m))` takes it as a whole. NumPy's `nonzero`.
 * @throws ShapeError for a 0-d array.
 * @example
 * const [rows, columns] = nd.nonzero([[3, 0], [0, 4]]);
 * rows.toArray() // [ 0, 1 ]
 * columns.toArray() // [ 0, 1 ]
 */
export function nonzero<const T extends ArrayLike>(a: T): NonzeroOf<ShapeOf<T>>;
export function nonzero(a: unknown, ...rest: unknown[]): readonly NDArray[] {
  noMore(rest, 'nonzero');
  return nonzeroArrays(asNDArray(a, 'nonzero'), 'nonzero');
}

/**
 * The places of the elements that are not zero, in the array read in C order: int64. NumPy's `flatnonzero`.
 * @example
 * nd.flatnonzero([[3, 0], [0, 4]]).toArray() // [ 0, 3 ]
 */
export function flatnonzero(a: ArrayLike): NDArray<'int64', [number]>;
export function flatnonzero(a: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'flatnonzero');
  const who = 'flatnonzero';
  const array = asNDArray(a, who);
  array._alive(who);
  const mask = truthMask(array, who);
  const places = maskPlaces(mask, who);
  if (mask !== array) mask.dispose();
  return places;
}

/**
 * The indices of the elements that are not zero, a row per element: int64 of shape (count, axes). NumPy's `argwhere`.
 * @example
 * nd.argwhere([[3, 0], [0, 4]]).toArray() // [ [ 0, 0 ], [ 1, 1 ] ]
 */
export function argwhere<const T extends ArrayLike>(a: T): NDArray<'int64', [number, ShapeOf<T>['length']]>;
export function argwhere(a: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'argwhere');
  const who = 'argwhere';
  const array = asNDArray(a, who);
  array._alive(who);
  const mask = truthMask(array, who);
  // A number has no indices, but is there or not.
  if (mask.ndim === 0) return newArray([mask.item() === true ? 1 : 0, 0], INT64);
  const found = maskPositions(mask, true, who);
  if (mask !== array) mask.dispose();
  return found;
}

/** The methods of this file. */
export interface NonzeroMethods {
  /** `nd.nonzero(a)`: a list of one array of indices per axis. */
  nonzero<D extends DType, S extends Shape>(this: NDArray<D, S>): NonzeroOf<S>;
}

installMethods({
  nonzero(this: NDArray): readonly NDArray[] {
    return nonzeroArrays(this, 'nonzero');
  },
});
