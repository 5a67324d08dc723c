/** Indices per axis and places in C order, turned into each other: ravelMultiIndex, unravelIndex. */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { BOOL, INT8, INT64 } from '../dtype.js';
import { isItem } from '../element.js';
import { IndexError, ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { add, floorDivide, multiply, remainder } from '../ops/arithmetic.js';
import { maximum, minimum } from '../ops/comparison.js';
import { readOptions } from '../options.js';
import { min } from '../reduce/folds.js';
import { broadcastMany } from '../shape/broadcast.js';
import { checkShape, sizeOf } from '../shape/layout.js';
import type { ArrayLike, ShapeOf } from '../types/operands.js';
import type { Shape, ShapeArg } from '../types/shapes.js';
import { checkIndexArray, type IndexMode, modeNumber, runGather } from './gather.js';
import { indexTuple } from './index_tuple.js';

/** Indices as they are given; bool is none. */
function readIndices(value: unknown, what: string, who: string): NDArray {
  const given = asNDArray(value, who);
  given._alive(who);
  if (given._code === BOOL && given._size > 0) {
    throw new IndexError(`${who}: ${what} must be integers, not bool`);
  }
  return given._code === BOOL ? newArray(given._shape, INT64) : checkIndexArray(given, who);
}

/** Indices as int64; a copy. */
function wholeIndices(indices: NDArray, who: string): NDArray {
  const whole = newArray(indices._shape, INT64);
  copyInto(whole, indices, who);
  return whole;
}

/** Refuses fractions, and indices outside of an axis of this length. */
function checkBounds(indices: NDArray, length: number, axis: number, isSigned: boolean, who: string): void {
  if (indices._size === 0) return;
  // Taking that many bytes, all of them one, looks at each index.
  using one = newArray([], INT8);
  using taken = newArray(indices._shape, INT8);
  const line = one._view([length], [0], 0);
  runGather({
    who,
    scatter: false,
    mode: isSigned ? 0 : 2,
    shape: indices._shape,
    indexed: indices.ndim,
    a: line,
    strides: indices._shape.map(() => 0),
    dense: taken,
    denseStrides: taken._strides,
    axes: [{ array: indices, length, stride: 0, name: axis }],
  });
  if (!isSigned) return;
  // From the end is not counted here.
  const low = min(indices) as number;
  if (low < 0) {
    throw new IndexError(`${who}: index ${low} is out of bounds for axis ${axis} with size ${length}`);
  }
}

/** The lengths in the order of their strides, the fastest last. */
function order(value: unknown, who: string): 'C' | 'F' {
  if (value === undefined || value === 'C' || value === 'F') return value ?? 'C';
  throw new StridedError(`${who}: order must be 'C' or 'F', not ${describe(value)}`, 'ERR_OPTION');
}

/** One `T` for each axis of a shape. */
export type PerAxis<S extends ShapeArg, T> = S extends Shape ? { readonly [K in keyof S]: T } : readonly [T];

/** Options of `unravelIndex`. */
export interface UnravelIndexOptions {
  /** 'F' counts the first axis fastest; 'C', the last one, if not given. */
  order?: 'C' | 'F' | undefined;
}

/**
 * The indices per axis of places in an array of this shape read in C order: a list with an int64 array of the places' shape
 * for each axis; of one number a list of numbers. NumPy's `unravel_index`.
 * @throws IndexError for a place outside of the shape, or no integer.
 * @example
 * nd.unravelIndex(5, [2, 3]) // [ 1, 2 ]
 * const [rows, columns] = nd.unravelIndex([0, 4], [2, 3]);
 * columns.toArray() // [ 0, 1 ]
 */
export function unravelIndex<const S extends ShapeArg>(
  indices: number | bigint,
  shape: S,
  options?: 'C' | 'F' | UnravelIndexOptions,
): PerAxis<S, number>;
export function unravelIndex<const T extends ArrayLike, const S extends ShapeArg>(
  indices: T,
  shape: S,
  options?: 'C' | 'F' | UnravelIndexOptions,
): PerAxis<S, NDArray<'int64', ShapeOf<T>>>;
export function unravelIndex(indices: unknown, shape: unknown, ...rest: unknown[]): unknown {
  const who = 'unravelIndex';
  const isFortran = order(readOptions(rest, ['order'], who)['order'], who) === 'F';
  const lengths = checkShape(shape, who);
  const given = readIndices(indices, 'indices', who);
  checkBounds(given, sizeOf(lengths), 0, true, who);
  const places = wholeIndices(given, who);
  const found = new Array<NDArray>(lengths.length);
  let left = places;
  for (let i = 0; i < lengths.length; i++) {
    const axis = isFortran ? i : lengths.length - 1 - i;
    const length = lengths[axis] as number;
    if (i === lengths.length - 1) {
      found[axis] = left;
    } else {
      found[axis] = remainder(left, Math.max(1, length)) as NDArray;
      const next = floorDivide(left, Math.max(1, length)) as NDArray;
      left.dispose();
      left = next;
    }
  }
  if (isItem(indices)) return Object.freeze(found.map((index) => index.item() as number));
  return indexTuple(found);
}

/** Options of `ravelMultiIndex`. */
export interface RavelMultiIndexOptions {
  /** What an index out of bounds means, for all axes or one by one; 'raise' if not given. */
  mode?: IndexMode | readonly IndexMode[] | undefined;
  /** 'F' counts the first axis fastest; 'C', the last one, if not given. */
  order?: 'C' | 'F' | undefined;
}

/**
 * The places, in an array of shape `dims` read in C order, of indices per axis: int64, of the shape that the index arrays
 * broadcast to; of numbers alone a number. NumPy's `ravel_multi_index`.
 * @throws IndexError for an index out of bounds (unless `mode` says otherwise); ShapeError for another number of index
 * arrays than axes.
 * @example
 * nd.ravelMultiIndex([1, 2], [2, 3]) // 5
 * nd.ravelMultiIndex([[0, 1], [2, 0]], [2, 3]).toArray() // [ 2, 3 ]
 */
export function ravelMultiIndex(
  multiIndex: readonly (number | bigint)[],
  dims: number | readonly number[],
  mode?: IndexMode | readonly IndexMode[] | RavelMultiIndexOptions,
  options?: RavelMultiIndexOptions,
): number;
export function ravelMultiIndex(
  multiIndex: readonly ArrayLike[] | NDArray,
  dims: number | readonly number[],
  mode?: IndexMode | readonly IndexMode[] | RavelMultiIndexOptions,
  options?: RavelMultiIndexOptions,
): NDArray<'int64'>;
export function ravelMultiIndex(multiIndex: unknown, dims: unknown, ...rest: unknown[]): unknown {
  const who = 'ravelMultiIndex';
  const options = readOptions(rest, ['mode', 'order'], who);
  const isFortran = order(options['order'], who) === 'F';
  const lengths = checkShape(dims, who);
  const given = rows(multiIndex, who);
  if (given.length !== lengths.length) {
    throw new ShapeError(
      `${who}: ${given.length} index arrays for ${lengths.length} axes; there must be as many`,
    );
  }
  const modes = lengths.map((_, i) => {
    const mode = options['mode'];
    if (!Array.isArray(mode)) return modeNumber(mode, who);
    if (mode.length === lengths.length) return modeNumber(mode[i], who);
    throw new ShapeError(`${who}: ${mode.length} modes for ${lengths.length} axes; there must be as many`);
  });
  sizeChecked(lengths, who);
  const arrays = given.map((index, i) => readIndices(index, `indices of axis ${i}`, who));
  const shape = broadcastMany(
    arrays.map((array) => array._shape),
    who,
  );
  let places: NDArray | undefined;
  let step = 1;
  for (let i = 0; i < lengths.length; i++) {
    const axis = isFortran ? i : lengths.length - 1 - i;
    const length = lengths[axis] as number;
    const own = inBounds(arrays[axis] as NDArray, length, axis, modes[axis] as number, who);
    const counted = step === 1 ? own : (multiply(own, step) as NDArray);
    if (counted !== own) own.dispose();
    step *= length;
    if (places === undefined) {
      places = counted;
      continue;
    }
    const next = add(places, counted) as NDArray;
    places.dispose();
    counted.dispose();
    places = next;
  }
  places ??= newArray(shape, INT64, true);
  return given.every(isItem) && given.length > 0 ? places.item() : places;
}

function sizeChecked(lengths: readonly number[], who: string): void {
  if (Number.isSafeInteger(sizeOf(lengths))) return;
  throw new ShapeError(`${who}: ${shapeText(lengths)} has too many elements to count`, 'ERR_SHAPE_INVALID');
}

function rows(multiIndex: unknown, who: string): readonly unknown[] {
  if (Array.isArray(multiIndex)) return multiIndex;
  const array = asNDArray(multiIndex, who);
  if (array.ndim === 0) return [array];
  const step = array._strides[0] as number;
  return Array.from({ length: array._shape[0] as number }, (_, i) =>
    array._view(array._shape.slice(1), array._strides.slice(1), array._offset + i * step),
  );
}

/** Indices of an axis counted by its mode, as int64 of their own. */
function inBounds(given: NDArray, length: number, axis: number, mode: number, who: string): NDArray {
  checkBounds(given, length, axis, mode === 0, who);
  const indices = wholeIndices(given, who);
  if (mode === 0 || length === 0) return indices;
  if (mode === 1) return remainder(indices, length, { out: indices }) as NDArray;
  using low = maximum(indices, 0) as NDArray;
  return minimum(low, length - 1, { out: indices }) as NDArray;
}
