/** Searching in what is sorted, and sorting by several keys. */
import { callError, copyInto, newArray } from '../call.js';
import { Complex } from '../complex.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { BOOL, COMPLEX64, INT64, isInteger, promoteCodes } from '../dtype.js';
import { IndexError, ShapeError, StridedError, shapeText } from '../errors.js';
import { contiguous } from '../indexing/masks.js';
import { takeAlongAxis } from '../indexing/take.js';
import { installMethods } from '../methods.js';
import { binding, NDIM, OPERANDS, PARAMETERS, RESULTS, SHAPE, STRIDES, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { checkCount, sameShape } from '../shape/layout.js';
import { reshapedView } from '../shape/reshape.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, Scalar, ShapeOf } from '../types/operands.js';
import type { AnyShape, Shape } from '../types/shapes.js';
import { sortedPlaces } from './lanes.js';

const MAX_AXES = 64;

/** Options of `searchsorted`. */
export interface SearchOptions {
  /** 'left': before elements that are equal; 'right': behind them. 'left' if not given. */
  side?: 'left' | 'right' | undefined;
  /** The places that bring the array in order, as argsort gives them. */
  sorter?: ArrayLike | null | undefined;
}

/** Plain scalars are looked up one at a time: the answer is a number. */
export type Found<V> = 0 extends 1 & V
  ? NDArray<'int64'>
  : [V] extends [Scalar]
    ? number
    : NDArray<'int64', ShapeOf<V>>;

/** Writes operand `k` as `a`, one axis or contiguous, read as one. */
export function putAxis(k: number, a: NDArray): void {
  slots[OPERANDS + 2 * k] = a._storage.start + a._offset;
  slots[OPERANDS + 2 * k + 1] = a._code;
  slots[STRIDES + MAX_AXES * k] = a.ndim === 1 ? (a._strides[0] as number) : a.itemsize;
}

/** The array in another dtype: itself where it has that one. */
export function converted(a: NDArray, code: number, who: string): NDArray {
  if (a._code === code) return a;
  const result = newArray(a._shape, code);
  copyInto(result, a, who);
  return result;
}

function readSorter(sorter: unknown, a: NDArray): NDArray {
  const places = asNDArray(sorter, 'searchsorted');
  places._alive('searchsorted');
  if (places.ndim !== 1)
    throw new ShapeError(`searchsorted: sorter must have one axis, not shape ${shapeText(places._shape)}`);
  if (places._size !== a._size) {
    throw new ShapeError(
      `searchsorted: sorter has ${places._size} places for ${a._size} elements; give nd.argsort(a)`,
    );
  }
  if (places._code === BOOL || places._code >= COMPLEX64)
    throw new IndexError(`searchsorted: sorter must hold integers, not ${places.dtype}`);
  if (!isInteger(places._code)) {
    using whole = converted(places, INT64, 'searchsorted');
    using back = converted(whole, places._code, 'searchsorted');
    if (!back.eq(places).all())
      throw new IndexError('searchsorted: sorter must hold integers; it has a fraction');
  }
  return converted(places, INT64, 'searchsorted');
}

/** A plain integer beside integers stays one, as NumPy's do. */
function readNeedles(v: unknown, a: NDArray): NDArray {
  const isWhole = typeof v === 'number' && Number.isSafeInteger(v) && isInteger(a._code);
  return asNDArray(isWhole ? BigInt(v) : v, 'searchsorted');
}

function search(a: NDArray, v: unknown, args: readonly unknown[]): NDArray | number {
  const who = 'searchsorted';
  const { side = 'left', sorter } = readOptions(args, ['side', 'sorter'], who) as {
    side?: unknown;
    sorter?: unknown;
  };
  if (side !== 'left' && side !== 'right')
    throw new StridedError(`${who}: side must be 'left' or 'right', not ${describe(side)}`, 'ERR_OPTION');
  a._alive(who);
  if (a.ndim !== 1)
    throw new ShapeError(
      `${who}: the sorted array must have one axis, not shape ${shapeText(a._shape)}; use ravel()`,
    );
  const needles = readNeedles(v, a);
  needles._alive(who);
  const code = promoteCodes(a._code, needles._code);
  const places = sorter === undefined || sorter === null ? undefined : readSorter(sorter, a);
  const from = converted(a, code, who);
  const wanted = converted(needles.ndim === 1 ? needles : contiguous(needles, who), code, who);
  const found = newArray(needles._shape, INT64);
  slots[PARAMETERS] = a._size;
  slots[PARAMETERS + 1] = wanted._size;
  slots[PARAMETERS + 2] = side === 'right' ? 1 : 0;
  slots[PARAMETERS + 3] = places === undefined ? 0 : 1;
  putAxis(0, from);
  putAxis(1, wanted);
  putAxis(2, found);
  if (places !== undefined) putAxis(3, places);
  const status = binding.searchSorted(
    from._storage.region.handle,
    wanted._storage.region.handle,
    found._storage.region.handle,
    places === undefined ? null : places._storage.region.handle,
  );
  if (status !== undefined) throw callError(status, who, [from, wanted, found]);
  const isWrong = slots[RESULTS] === 1;
  if (from !== a) from.dispose();
  if (wanted !== needles) wanted.dispose();
  if (isWrong) throw new IndexError(`${who}: sorter names a place outside the ${a._size} elements`);
  if (typeof v === 'object' && !(v instanceof Complex)) return found;
  const plain = found.item();
  found.dispose();
  return plain;
}

/**
 * Where elements would have to go into a sorted array of one axis to keep it sorted: for each of `v` the number of
 * elements below it (side 'right': not above it). nan counts as the greatest. Both are compared in their common dtype.
 * Result: int64 in the shape of `v`, a number for a plain scalar. NumPy's `searchsorted`.
 * @throws ShapeError unless `a` has one axis and the sorter as many places; IndexError for a sorter that is none.
 * @example
 * nd.searchsorted([1, 3, 5], [0, 3, 9]).toArray() // [ 0, 1, 3 ]
 * nd.searchsorted([1, 3, 5], 3, 'right') // 2
 * nd.searchsorted([5, 1, 3], 4, { sorter: [1, 2, 0] }) // 2
 */
export function searchsorted<const V extends ArrayLike>(
  a: ArrayLike,
  v: V,
  side?: 'left' | 'right' | SearchOptions,
  options?: Omit<SearchOptions, 'side'>,
): Found<V>;
export function searchsorted(a: unknown, v: unknown, ...rest: unknown[]): NDArray | number {
  return search(asNDArray(a, 'searchsorted'), v, rest);
}

/** Options of `lexsort`. */
export interface LexsortOptions {
  /** The axis of each key to sort along; the last one if not given. */
  axis?: number | undefined;
}

/** The keys, each an array of its own, or all in one whose first axis counts them. */
function readKeys(keys: unknown): readonly NDArray[] | NDArray {
  const who = 'lexsort';
  if (!Array.isArray(keys)) {
    const stacked = asNDArray(keys, who);
    stacked._alive(who);
    if (stacked.ndim === 0 || stacked._shape[0] === 0)
      throw new ShapeError(`${who}: at least one key is needed`, 'ERR_VALUE');
    checkCount(stacked._shape[0] as number, who);
    return stacked;
  }
  checkCount(keys.length, who);
  const arrays = Array.from(keys, (key) => asNDArray(key, who));
  const [first] = arrays;
  if (first === undefined) throw new ShapeError(`${who}: at least one key is needed`, 'ERR_VALUE');
  for (const array of arrays) {
    array._alive(who);
    if (!sameShape(array._shape, first._shape)) {
      throw new ShapeError(
        `${who}: all keys need one shape; met ${shapeText(first._shape)} and ${shapeText(array._shape)}`,
      );
    }
  }
  return arrays;
}

/** Keys of one dtype in one array, their own axis first. */
function stackedKeys(arrays: readonly NDArray[]): NDArray {
  const [first] = arrays as readonly [NDArray];
  const stacked = newArray([arrays.length, ...first._shape], first._code);
  arrays.forEach((array, k) => {
    using plane = stacked._view(
      first._shape,
      stacked._strides.slice(1),
      stacked._offset + k * (stacked._strides[0] as number),
    );
    copyInto(plane, array, 'lexsort');
  });
  return stacked;
}

/** Keys of several dtypes, none of which may hold what another one holds: sorted by one after another. */
function sortedByEach(keys: readonly NDArray[], axis: number): NDArray {
  const who = 'lexsort';
  let places: NDArray | undefined;
  for (const key of keys) {
    if (places === undefined) {
      places = sortedPlaces(key, axis, who);
    } else {
      using before = places;
      using ordered = takeAlongAxis(key, before, axis) as NDArray;
      using order = sortedPlaces(ordered, axis, who);
      places = takeAlongAxis(before, order, axis) as NDArray;
    }
  }
  return places as NDArray;
}

/** The shape of one key. */
export type KeyShape<T> = T extends readonly [infer K, ...unknown[]]
  ? ShapeOf<K>
  : ShapeOf<T> extends readonly [number, ...infer R extends Shape]
    ? R
    : AnyShape;

/**
 * The places that sort by several keys: by the last one, what is equal in it by the one before, and so on. What is equal
 * in all keys keeps its order. `keys` is a list of arrays of one shape, or one array whose first axis counts the keys.
 * Result: int64 in the shape of a key. NumPy's `lexsort`.
 * @throws ShapeError for no keys or keys of several shapes; AxisError for an axis the keys do not have.
 * @example
 * nd.lexsort([[9, 4, 0], [1, 5, 1]]).toArray() // [ 2, 0, 1 ]
 */
export function lexsort<const T extends ArrayLike | readonly ArrayLike[]>(
  keys: T,
  axis?: number | LexsortOptions,
): NDArray<'int64', KeyShape<T>>;
export function lexsort(keys: unknown, ...rest: unknown[]): NDArray {
  const who = 'lexsort';
  const { axis = -1 } = readOptions(rest, ['axis'], who) as { axis?: unknown };
  const given = readKeys(keys);
  const shape = Array.isArray(given) ? (given[0] as NDArray)._shape : (given as NDArray)._shape.slice(1);
  if (shape.length === 0) {
    axisOf(axis, 1, who);
    return newArray([], INT64, true);
  }
  const along = axisOf(axis, shape.length, who);
  const arrays = Array.isArray(given) ? (given as readonly NDArray[]) : undefined;
  if (arrays?.some((key) => key._code !== (arrays[0] as NDArray)._code)) return sortedByEach(arrays, along);
  const stacked = arrays === undefined ? (given as NDArray) : stackedKeys(arrays);
  const out = newArray(shape, INT64);
  if (out._size > 0) {
    slots[NDIM] = stacked.ndim;
    slots[SHAPE] = stacked._shape[0] as number;
    putKeys(0, stacked, stacked._strides[0] as number, stacked._strides.slice(1), along);
    putKeys(1, out, 0, out._strides, along);
    let at = SHAPE + 1;
    for (let i = 0; i < shape.length; i++) if (i !== along) slots[at++] = shape[i] as number;
    slots[at] = shape[along] as number;
    const status = binding.lexsort(stacked._storage.region.handle, out._storage.region.handle);
    if (status !== undefined) throw callError(status, who, [stacked, out]);
  }
  if (arrays !== undefined) stacked.dispose();
  return out;
}

function putKeys(k: number, a: NDArray, keyStride: number, strides: readonly number[], along: number): void {
  slots[OPERANDS + 2 * k] = a._storage.start + a._offset;
  slots[OPERANDS + 2 * k + 1] = a._code;
  let at = STRIDES + MAX_AXES * k;
  slots[at++] = keyStride;
  for (let i = 0; i < strides.length; i++) if (i !== along) slots[at++] = strides[i] as number;
  slots[at] = strides[along] as number;
}

/** An array as one axis of its elements in C order; a view where that is possible. */
export function asAxis(a: NDArray, who: string): NDArray {
  return a.ndim === 1 ? a : reshapedView(contiguous(a, who), [a._size]);
}

/** The methods of this file. */
export interface SearchMethods {
  /** `nd.searchsorted(a, v, …)`. */
  searchsorted<D extends DType, S extends Shape, const V extends ArrayLike>(
    this: NDArray<D, S>,
    v: V,
    side?: 'left' | 'right' | SearchOptions,
    options?: Omit<SearchOptions, 'side'>,
  ): Found<V>;
}

installMethods({
  searchsorted(this: NDArray, v: unknown, ...args: unknown[]): NDArray | number {
    return search(this, v, args);
  },
});
