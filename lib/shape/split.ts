/** An array cut into views along an axis. */
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { AxisError, ShapeError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { noMore, readOptions } from '../options.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AnyShape, AsShape, IsUnknownRank, SameRank } from '../types/shapes.js';
import { axisOf } from './axis.js';
import { checkCount } from './layout.js';
import { unwrapped, wholeNumber } from './whole_numbers.js';

/** Options of `split` and the like. */
export interface SplitOptions {
  /** The axis to cut along, the first if not given. */
  axis?: number | undefined;
}

/** How many parts of equal length, or the positions to cut at. */
export type Cuts = number | readonly number[] | NDArray;

type Parts<T> = readonly NDArray<
  DTypeOf<T>,
  IsUnknownRank<ShapeOf<T>> extends true ? AnyShape : AsShape<SameRank<ShapeOf<T>>>
>[];

/** The part of an axis from `from` up to `to`; an empty one stays where the array begins. */
function part(a: NDArray, axis: number, from: number, to: number): NDArray {
  const shape = a._shape.slice();
  const length = Math.max(0, to - from);
  shape[axis] = length;
  return a._view(shape, a._strides, a._offset + (length === 0 ? 0 : from * (a._strides[axis] as number)));
}

/** A position as Python's slices count: from the end where negative, moved to the axis where outside. */
function clipped(position: number, length: number): number {
  return Math.min(length, Math.max(0, position < 0 ? position + length : position));
}

function cut(a: NDArray, given: unknown, axis: number, isEqual: boolean, who: string): NDArray[] {
  a._alive(who);
  const length = a._shape[axis] as number;
  const cuts = unwrapped(given);
  const parts: NDArray[] = [];
  if (Array.isArray(cuts)) {
    let from = 0;
    for (let i = 0; i <= cuts.length; i++) {
      const to = i === cuts.length ? length : positionOf(cuts[i], i, who);
      parts.push(part(a, axis, clipped(from, length), clipped(to, length)));
      from = to;
    }
    return parts;
  }
  const sections = wholeNumber(cuts, `${who}: the number of sections`);
  if (sections === undefined || sections <= 0) {
    throw new ShapeError(
      `${who}: the number of sections must be 1 or more, or a list of positions, not ${describe(given)}`,
    );
  }
  if (isEqual && length % sections !== 0) {
    throw new ShapeError(
      `${who}: axis ${axis} of shape ${shapeText(a._shape)} does not split into ${sections} equal parts; use arraySplit`,
    );
  }
  checkCount(sections, who);
  const least = Math.floor(length / sections);
  const longer = length % sections;
  for (let i = 0, from = 0; i < sections; i++) {
    const to = from + least + (i < longer ? 1 : 0);
    parts.push(part(a, axis, from, to));
    from = to;
  }
  return parts;
}

function positionOf(value: unknown, i: number, who: string): number {
  const position = wholeNumber(value, `${who}: position ${i}`);
  if (position === undefined) {
    throw new ShapeError(`${who}: positions are integers; number ${i} is ${describe(value)}`);
  }
  return position;
}

function cutAlong(
  ary: unknown,
  cuts: unknown,
  rest: readonly unknown[],
  isEqual: boolean,
  who: string,
): NDArray[] {
  const a = asNDArray(ary, who);
  const { axis } = readOptions(rest, ['axis'], who);
  return cut(a, cuts, axisOf(axis ?? 0, a.ndim, who), isEqual, who);
}

/**
 * The array cut along an axis into a number of equal parts, or at positions, which may lie outside. A list of views.
 * NumPy: `split`.
 * @throws ShapeError where the axis does not divide into so many equal parts; AxisError.
 * @example
 * nd.split(nd.arange(4), 2).map((part) => part.toArray()) // [[0, 1], [2, 3]]
 * nd.split(nd.arange(4), [1, 3]).map((part) => part.toArray()) // [[0], [1, 2], [3]]
 */
export function split<const T extends ArrayLike>(
  ary: T,
  indicesOrSections: Cuts,
  axis?: number | SplitOptions,
): Parts<T>;
export function split(ary: unknown, cuts: unknown, ...rest: unknown[]): readonly NDArray[] {
  return cutAlong(ary, cuts, rest, true, 'split');
}

/**
 * As {@link split}, with parts of nearly equal length where the axis does not divide: the first ones are longer by one. A
 * list of views. NumPy: `array_split`.
 * @throws ShapeError for a number of parts below 1; AxisError.
 * @example
 * nd.arraySplit(nd.arange(4), 3).map((part) => part.toArray()) // [[0, 1], [2], [3]]
 */
export function arraySplit<const T extends ArrayLike>(
  ary: T,
  indicesOrSections: Cuts,
  axis?: number | SplitOptions,
): Parts<T>;
export function arraySplit(ary: unknown, cuts: unknown, ...rest: unknown[]): readonly NDArray[] {
  return cutAlong(ary, cuts, rest, false, 'arraySplit');
}

function cutFixed(ary: unknown, cuts: unknown, least: number, axis: number, who: string): NDArray[] {
  const a = asNDArray(ary, who);
  if (a.ndim < least) {
    throw new ShapeError(
      `${who}: an array of ${least} ${least === 1 ? 'axis' : 'axes'} or more is needed, not shape ${shapeText(a._shape)}`,
    );
  }
  return cut(a, cuts, axis === 1 && a.ndim === 1 ? 0 : axis, true, who);
}

/**
 * The array split side by side: along the second axis, a 1-D array along its only one. A list of views. NumPy: `hsplit`.
 * @throws ShapeError as {@link split}, and for a 0-d array.
 * @example
 * nd.hsplit([[1, 2], [3, 4]], 2).map((part) => part.toArray()) // [[[1], [3]], [[2], [4]]]
 */
export function hsplit<const T extends ArrayLike>(ary: T, indicesOrSections: Cuts): Parts<T>;
export function hsplit(ary: unknown, cuts: unknown, ...rest: unknown[]): readonly NDArray[] {
  noMore(rest, 'hsplit');
  return cutFixed(ary, cuts, 1, 1, 'hsplit');
}

/**
 * The array split into rows: along the first axis. A list of views. NumPy: `vsplit`.
 * @throws ShapeError as {@link split}, and for fewer than two axes.
 * @example
 * nd.vsplit([[1, 2], [3, 4]], 2).map((part) => part.toArray()) // [[[1, 2]], [[3, 4]]]
 */
export function vsplit<const T extends ArrayLike>(ary: T, indicesOrSections: Cuts): Parts<T>;
export function vsplit(ary: unknown, cuts: unknown, ...rest: unknown[]): readonly NDArray[] {
  noMore(rest, 'vsplit');
  return cutFixed(ary, cuts, 2, 0, 'vsplit');
}

/**
 * The array split along the third axis. A list of views. NumPy: `dsplit`.
 * @throws ShapeError as {@link split}, and for fewer than three axes.
 * @example
 * nd.dsplit([[[1, 2]]], 2).map((part) => part.toArray()) // [[[[1]]], [[[2]]]]
 */
export function dsplit<const T extends ArrayLike>(ary: T, indicesOrSections: Cuts): Parts<T>;
export function dsplit(ary: unknown, cuts: unknown, ...rest: unknown[]): readonly NDArray[] {
  noMore(rest, 'dsplit');
  return cutFixed(ary, cuts, 3, 2, 'dsplit');
}

/**
 * The arrays along an axis, which they no longer have: what `stack` joins. A list of views. NumPy: `unstack`.
 * @throws AxisError for an axis the array does not have.
 * @example
 * nd.unstack([[1, 2], [3, 4]]).map((row) => row.toArray()) // [[1, 2], [3, 4]]
 */
export function unstack<const T extends ArrayLike>(
  x: T,
  axis?: number | SplitOptions,
): readonly NDArray<DTypeOf<T>, AnyShape>[];
export function unstack(x: unknown, ...rest: unknown[]): readonly NDArray[] {
  const who = 'unstack';
  const a = asNDArray(x, who);
  a._alive(who);
  const options = readOptions(rest, ['axis'], who);
  if (a.ndim === 0) throw new AxisError(`${who}: a 0-d array has no axis to be taken apart along`);
  const axis = axisOf(options['axis'] ?? 0, a.ndim, who);
  const shape = a._shape.filter((_, i) => i !== axis);
  const strides = a._strides.filter((_, i) => i !== axis);
  const step = a._strides[axis] as number;
  checkCount(a._shape[axis] as number, who);
  return Array.from({ length: a._shape[axis] as number }, (_, i) =>
    a._view(shape, strides, a._offset + i * step),
  );
}
