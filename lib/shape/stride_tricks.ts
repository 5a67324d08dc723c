/** Views with strides of the caller's choice, and sliding windows. */

import { asNDArray } from '../convert/as_array.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import { MAX_DIMS } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { booleanOption, readOptions } from '../options.js';
import type { ArrayLike, DTypeOf } from '../types/operands.js';
import type { AnyShape, ShapeArg, ShapeFrom } from '../types/shapes.js';
import { type Axes, axisOf } from './axis.js';
import { checkShape, describe, WRITEABLE } from './layout.js';
import { unwrapped } from './whole_numbers.js';

/** Options of `asStrided`. */
export interface AsStridedOptions<S extends ShapeArg = ShapeArg> {
  /** The shape of the view; the array's if not given. */
  shape?: S | undefined;
  /** Bytes from one element to the next along each axis; the array's if not given. */
  strides?: readonly number[] | undefined;
  /** `false` makes the view read-only. */
  writeable?: boolean | undefined;
}

/**
 * A view of `x`'s memory from its first element on, with a shape and byte strides of the caller's choice. Unlike NumPy's
 * `as_strided`, which trusts them, each element must lie in the memory that `x` belongs to.
 * @throws ShapeError where strides and shape differ in length, or reach outside the memory.
 * @example
 * nd.asStrided(nd.arange(5), { shape: [3, 3], strides: [8, 8] }).toArray() // [ [ 0, 1, 2 ], [ 1, 2, 3 ], [ 2, 3, 4 ] ]
 */
export function asStrided<const T extends ArrayLike, const S extends ShapeArg = AnyShape>(
  x: T,
  options?: S | AsStridedOptions<S>,
  more?: AsStridedOptions,
): NDArray<DTypeOf<T>, ShapeFrom<S>>;
export function asStrided(x: unknown, ...rest: unknown[]): NDArray {
  const who = 'asStrided';
  const a = asNDArray(x, who);
  a._alive(who);
  const options = readOptions(rest, ['shape', 'strides', 'writeable'], who);
  const shape = options['shape'] === undefined ? a._shape : checkShape(options['shape'], who);
  const strides = options['strides'] === undefined ? a._strides : checkStrides(options['strides'], who);
  if (strides.length !== shape.length) {
    throw new ShapeError(`${who}: ${strides.length} strides were given for shape ${shapeText(shape)}`);
  }
  let low = a._offset;
  let high = a._offset + a.itemsize;
  let isEmpty = false;
  for (let axis = 0; axis < shape.length; axis++) {
    const length = shape[axis] as number;
    if (length === 0) isEmpty = true;
    const reach = (length - 1) * (strides[axis] as number);
    if (reach < 0) low += reach;
    else high += reach;
  }
  const { nbytes } = a._storage;
  if (!isEmpty && (low < 0 || high > nbytes)) {
    throw new ShapeError(
      `${who}: shape ${shapeText(shape)} with strides ${shapeText(strides)} reaches bytes ${low} to ${high} of the array's memory, which has ${nbytes}`,
    );
  }
  const view = a._view(shape, strides, a._offset);
  if (!booleanOption(options, 'writeable', true, who)) view._flags &= ~WRITEABLE;
  return view;
}

function checkStrides(strides: unknown, who: string): number[] {
  const isList = Array.isArray(strides) || (ArrayBuffer.isView(strides) && !(strides instanceof DataView));
  if (!isList)
    throw new StridedError(`${who}: strides must be a list of bytes, not ${describe(strides)}`, 'ERR_OPTION');
  return Array.from(strides as Listed, (stride) => {
    const bytes = typeof stride === 'number' || typeof stride === 'bigint' ? Number(stride) : Number.NaN;
    if (!Number.isSafeInteger(bytes)) {
      throw new StridedError(
        `${who}: strides are whole numbers of bytes, not ${describe(stride)}`,
        'ERR_OPTION',
      );
    }
    return bytes;
  });
}
type Listed = Iterable<unknown> & { readonly length: number };

/** Options of `slidingWindowView`. */
export interface SlidingWindowOptions {
  /** The axis or axes the window slides along, one per length of the window; all in order if not given. */
  axis?: Axes | null | undefined;
  /** `true` allows writing; windows share elements, so a write shows in several. */
  writeable?: boolean | undefined;
}

/**
 * All windows of a shape over the array: the axes slid along become shorter by the window less 1, and the window's own
 * axes stand last. A view, read-only unless `writeable`. NumPy's `sliding_window_view`.
 * @throws ShapeError where the window does not fit.
 * @example
 * nd.slidingWindowView(nd.arange(4), 2).toArray() // [ [ 0, 1 ], [ 1, 2 ], [ 2, 3 ] ]
 */
export function slidingWindowView<const T extends ArrayLike>(
  x: T,
  windowShape: ShapeArg,
  axis?: Axes | null | SlidingWindowOptions,
  options?: SlidingWindowOptions,
): NDArray<DTypeOf<T>, AnyShape>;
export function slidingWindowView(x: unknown, windowShape: unknown, ...rest: unknown[]): NDArray {
  const who = 'slidingWindowView';
  const a = asNDArray(x, who);
  a._alive(who);
  const window = checkShape(windowShape, who);
  const options = readOptions(rest, ['axis', 'writeable'], who);
  const { axis } = options;
  const isAll = axis === undefined || axis === null;
  const axes = isAll
    ? Array.from({ length: a.ndim }, (_, i) => i)
    : [unwrapped(axis)].flat().map((each: unknown) => axisOf(each, a.ndim, who));
  if (axes.length !== window.length) {
    throw new ShapeError(
      isAll
        ? `${who}: without axis the window needs a length for each of the ${a.ndim} axes, not ${window.length}`
        : `${who}: the window has ${window.length} lengths and axis names ${axes.length} axes`,
    );
  }
  if (a.ndim + window.length > MAX_DIMS) {
    throw new ShapeError(`${who}: the result would have more than ${MAX_DIMS} axes`, 'ERR_SHAPE_INVALID');
  }
  const shape = a._shape.slice();
  const strides = a._strides.slice();
  axes.forEach((along, i) => {
    const length = window[i] as number;
    const left = (shape[along] as number) - length + 1;
    if (left < 0 || length > (shape[along] as number)) {
      throw new ShapeError(
        `${who}: a window of ${length} does not fit axis ${along} of shape ${shapeText(a._shape)}`,
      );
    }
    shape[along] = left;
    strides.push(a._strides[along] as number);
  });
  const view = a._view([...shape, ...window], strides, a._offset);
  if (!booleanOption(options, 'writeable', false, who)) view._flags &= ~WRITEABLE;
  return view;
}

/** NumPy's `lib`: its strange corners under their own names. */
export const lib = { strideTricks: { asStrided, slidingWindowView } } as const;
