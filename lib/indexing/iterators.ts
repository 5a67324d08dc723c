/** Walks over indices and elements: ndindex, ndenumerate. */

import { asNDArray } from '../convert/as_array.js';
import type { Item } from '../element.js';
import { ShapeError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { noMore } from '../options.js';
import { checkShape, sizeOf } from '../shape/layout.js';
import type { ItemOf } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf } from '../types/operands.js';

/** Moves an index on by one place, the last axis first; false past the end. */
export function advance(index: number[], shape: readonly number[]): boolean {
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const next = (index[axis] as number) + 1;
    if (next < (shape[axis] as number)) {
      index[axis] = next;
      return true;
    }
    index[axis] = 0;
  }
  return false;
}

function* indicesOf(shape: readonly number[]): IterableIterator<number[]> {
  if (sizeOf(shape) === 0) return;
  const index = new Array<number>(shape.length).fill(0);
  do yield index.slice();
  while (advance(index, shape));
}

/**
 * All indices of a shape, in C order: lists of one number per axis. The shape is one list, or numbers one by one. Can be
 * walked once. NumPy's `ndindex`.
 * @example
 * [...nd.ndindex(2, 2)] // [ [ 0, 0 ], [ 0, 1 ], [ 1, 0 ], [ 1, 1 ] ]
 */
export function ndindex(...shape: number[]): IterableIterator<number[]>;
export function ndindex(shape: readonly number[]): IterableIterator<number[]>;
export function ndindex(...shape: unknown[]): IterableIterator<number[]> {
  const who = 'ndindex';
  const only = shape.length === 1 ? shape[0] : shape;
  if (shape.length > 1 && shape.some(Array.isArray)) {
    throw new ShapeError(`${who}: the shape is one list, or numbers one by one`, 'ERR_SHAPE_INVALID');
  }
  return indicesOf(checkShape(only, who));
}

function* entriesOf(a: NDArray): IterableIterator<[number[], Item]> {
  for (const index of indicesOf(a._shape)) {
    let offset = a._offset;
    for (let axis = 0; axis < index.length; axis++) {
      offset += (index[axis] as number) * (a._strides[axis] as number);
    }
    yield [index, a._read(offset, false, 'ndenumerate')];
  }
}

/**
 * The elements with their indices, in C order: `[index, value]` pairs. Can be walked once; reads the array as it goes. NumPy's
 * `ndenumerate`.
 * @example
 * [...nd.ndenumerate([[1, 2]])] // [ [ [ 0, 0 ], 1 ], [ [ 0, 1 ], 2 ] ]
 */
export function ndenumerate<const T extends ArrayLike>(
  arr: T,
): IterableIterator<[index: number[], value: ItemOf<DTypeOf<T>>]>;
export function ndenumerate(arr: unknown, ...rest: unknown[]): IterableIterator<[number[], Item]> {
  noMore(rest, 'ndenumerate');
  const a = asNDArray(arr, 'ndenumerate');
  a._alive('ndenumerate');
  return entriesOf(a);
}
