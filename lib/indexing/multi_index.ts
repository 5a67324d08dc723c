/** Indices per axis and places in C order, turned into each other: ravelMultiIndex, unravelIndex. */
import { callError, newArray, putOperand, putShape } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { INT64 } from '../dtype.js';
import { isItem } from '../element.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import { binding, OPERANDS, PARAMETERS, RESULTS, STRIDES, Status, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { type Options, readOptions } from '../options.js';
import { broadcastMany } from '../shape/broadcast.js';
import { checkShape, sizeOf } from '../shape/layout.js';
import type { ArrayLike, ShapeOf } from '../types/operands.js';
import type { Shape, ShapeArg } from '../types/shapes.js';
import { type IndexMode, modeNumber } from './gather.js';
import { indexTuple } from './index_tuple.js';
import { outOfBounds, type RavelAxis, ravelInto } from './ravel.js';
import { plainIndices } from './take.js';

const { unravelPlaces } = binding;
const MAX_AXES = 64;

/** What a place or index outside of the shape is an error of. */
const IS_VALUE = true;

const noOptions: Options = {};

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
 * @throws StridedError for a place outside of the shape; IndexError for one that is no integer.
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
  const isFortran = rest.length > 0 && order(readOptions(rest, ['order'], who)['order'], who) === 'F';
  const lengths = checkShape(shape, who);
  if (typeof indices === 'number' || typeof indices === 'bigint') {
    return Object.freeze(unravelled(indices, lengths, isFortran, who));
  }
  const given = plainIndices(indices, who);
  if (lengths.length === 0 && given.ndim > 0) {
    throw new ShapeError(
      `${who}: an array of no axes has one place, and indices have shape ${shapeText(given._shape)}`,
    );
  }
  const rows = placeRows(given, lengths, isFortran, who);
  return isItem(indices) ? Object.freeze(rows.map((row) => row.item() as number)) : indexTuple(rows);
}

/** The indices of one place. */
function unravelled(
  given: number | bigint,
  lengths: readonly number[],
  isFortran: boolean,
  who: string,
): number[] {
  const size = sizeOf(lengths);
  let place = Number(given);
  if (!Number.isInteger(place) || place < 0 || place >= size)
    throw outOfBounds(who, given, 0, size, IS_VALUE);
  const found = new Array<number>(lengths.length);
  for (let i = 0; i < lengths.length; i++) {
    const axis = isFortran ? i : lengths.length - 1 - i;
    const length = lengths[axis] as number;
    found[axis] = place % length;
    place = Math.floor(place / length);
  }
  return found;
}

/** The indices of places, a row per axis of one array. */
function placeRows(given: NDArray, lengths: readonly number[], isFortran: boolean, who: string): NDArray[] {
  const axes = lengths.length;
  const size = sizeOf(lengths);
  const out = newArray([axes, ...given._shape], INT64);
  putShape(given._shape);
  slots[OPERANDS] = out._storage.start;
  putOperand(1, given, given._shape.length);
  slots[PARAMETERS] = axes;
  slots[PARAMETERS + 1] = size;
  for (let i = 0; i < axes; i++) {
    const axis = isFortran ? i : axes - 1 - i;
    slots[STRIDES + 2 * MAX_AXES + i] = lengths[axis] as number;
    slots[STRIDES + 3 * MAX_AXES + i] = axis;
  }
  const status = unravelPlaces(out._storage.region.handle, given._storage.region.handle);
  if (status === Status.badIndex) throw outOfBounds(who, slots[RESULTS + 2] as number, 0, size, IS_VALUE);
  if (status !== undefined) throw callError(status, who, [given, out]);
  const strides = out._strides.slice(1);
  const step = out._strides[0] as number;
  const rows = new Array<NDArray>(axes);
  for (let i = 0; i < axes; i++) rows[i] = out._view(given._shape, strides, i * step);
  return rows;
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
 * @throws StridedError for an index out of bounds (unless `mode` says otherwise); IndexError for one that is no integer;
 * ShapeError for another number of index arrays than axes.
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
  const options: Options = rest.length === 0 ? noOptions : readOptions(rest, ['mode', 'order'], who);
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
  const arrays = given.map((index) => plainIndices(index, who));
  const shape = broadcastMany(
    arrays.map((array) => array._shape),
    who,
  );
  const out = newArray(shape, INT64, arrays.length === 0);
  const axes = new Array<RavelAxis>(lengths.length);
  let step = 1;
  for (let i = 0; i < lengths.length; i++) {
    const axis = isFortran ? i : lengths.length - 1 - i;
    const length = lengths[axis] as number;
    axes[axis] = {
      array: arrays[axis] as NDArray,
      length,
      stride: step,
      name: axis,
      mode: modes[axis] as number,
    };
    step *= length;
  }
  ravelInto(out, axes, false, who);
  return given.every(isItem) && given.length > 0 ? out.item() : out;
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
