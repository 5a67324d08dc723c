/** Axes in reverse, and quarter turns: always views. */
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { AxisError, ShapeError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { noMore, readOptions } from '../options.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AnyShape, AsShape, IsUnknownRank, SameRank } from '../types/shapes.js';
import { type Axes, axesOf } from './axis.js';
import { permuted } from './transpose.js';
import { wholeNumber } from './whole_numbers.js';

/** Options of `flip`. */
export interface FlipOptions {
  /** The axes to reverse, all if not given. */
  axis?: Axes | null | undefined;
}

/** The view with each of `axes` in reverse. */
export function flipped(a: NDArray, axes: readonly number[]): NDArray {
  const strides = a._strides.slice();
  let offset = a._offset;
  for (const axis of axes) {
    const length = a._shape[axis] as number;
    const step = strides[axis] as number;
    if (a._size > 0) offset += (length - 1) * step;
    strides[axis] = 0 - step;
  }
  return a._view(a._shape, strides, offset);
}

/**
 * The elements in reverse order along one axis, several, or all. A view. NumPy: `flip`.
 * @throws AxisError for an axis the array does not have, or named twice.
 * @example
 * nd.flip([[1, 2], [3, 4]]).toArray() // [[4, 3], [2, 1]]
 * nd.flip([[1, 2], [3, 4]], 0).toArray() // [[3, 4], [1, 2]]
 */
export function flip<const T extends ArrayLike>(
  m: T,
  axis?: Axes | null | FlipOptions,
): NDArray<DTypeOf<T>, ShapeOf<T>>;
export function flip(m: unknown, ...rest: unknown[]): NDArray {
  const a = asNDArray(m, 'flip');
  a._alive('flip');
  const axis = rest[0];
  const given =
    typeof axis === 'number' && rest.length === 1 ? axis : readOptions(rest, ['axis'], 'flip')['axis'];
  const axes = given === undefined || given === null ? [...a._shape.keys()] : axesOf(given, a.ndim, 'flip');
  return flipped(a, axes);
}

function flippedAlong(m: unknown, axis: number, who: string): NDArray {
  const a = asNDArray(m, who);
  a._alive(who);
  if (a.ndim <= axis) {
    throw new ShapeError(
      `${who}: an array of ${axis + 1} ${axis === 0 ? 'axis' : 'axes'} or more is needed, not shape ${shapeText(a._shape)}`,
    );
  }
  return flipped(a, [axis]);
}

/**
 * The columns in reverse order: the second axis. A view. NumPy: `fliplr`.
 * @throws ShapeError for fewer than two axes.
 * @example
 * nd.fliplr([[1, 2], [3, 4]]).toArray() // [[2, 1], [4, 3]]
 */
export function fliplr<const T extends ArrayLike>(m: T): NDArray<DTypeOf<T>, ShapeOf<T>>;
export function fliplr(m: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'fliplr');
  return flippedAlong(m, 1, 'fliplr');
}

/**
 * The rows in reverse order: the first axis. A view. NumPy: `flipud`.
 * @throws ShapeError for a 0-d array.
 * @example
 * nd.flipud([[1, 2], [3, 4]]).toArray() // [[3, 4], [1, 2]]
 */
export function flipud<const T extends ArrayLike>(m: T): NDArray<DTypeOf<T>, ShapeOf<T>>;
export function flipud(m: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'flipud');
  return flippedAlong(m, 0, 'flipud');
}

/** Options of `rot90`. */
export interface Rot90Options {
  /** How many quarter turns, 1 if not given; negative ones turn the other way. */
  k?: number | undefined;
  /** The plane: from the first axis towards the second. The first two axes if not given. */
  axes?: readonly [number, number] | undefined;
}

/**
 * The array turned by quarters in the plane of two axes, from the first towards the second. A view. NumPy: `rot90`.
 * @throws AxisError where the axes are not two different ones of the array.
 * @example
 * nd.rot90([[1, 2], [3, 4]]).toArray() // [[2, 4], [1, 3]]
 * nd.rot90([[1, 2], [3, 4]], 2).toArray() // [[4, 3], [2, 1]]
 */
export function rot90<const T extends ArrayLike>(
  m: T,
  k?: number | Rot90Options,
  options?: Rot90Options,
): NDArray<DTypeOf<T>, IsUnknownRank<ShapeOf<T>> extends true ? AnyShape : AsShape<SameRank<ShapeOf<T>>>>;
export function rot90(m: unknown, ...rest: unknown[]): NDArray {
  const who = 'rot90';
  const a = asNDArray(m, who);
  a._alive(who);
  const options = readOptions(rest, ['k', 'axes'], who);
  const turns = wholeNumber(options['k'] ?? 1, `${who}: k`);
  if (turns === undefined) throw new AxisError(`${who}: k must be an integer, not ${describe(options['k'])}`);
  if (a.ndim < 2) {
    throw new ShapeError(`${who}: an array of two axes or more is needed, not shape ${shapeText(a._shape)}`);
  }
  const axes = axesOf(options['axes'] ?? [0, 1], a.ndim, who, 'axes');
  const [from, to] = axes as [number, number];
  if (axes.length !== 2) throw new AxisError(`${who}: axes must be two, not ${axes.length}`);
  const quarters = ((turns % 4) + 4) % 4;
  if (quarters === 0) return a._view(a._shape, a._strides, a._offset);
  if (quarters === 2) return flipped(a, [from, to]);
  const order = [...a._shape.keys()];
  order[from] = to;
  order[to] = from;
  return quarters === 1 ? permuted(flipped(a, [to]), order) : flipped(permuted(a, order), [to]);
}
