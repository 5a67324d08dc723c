/** Selecting and writing by conditions: compress, extract, place, putmask. */
import { copyInto } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { canCastSafely } from '../dtype.js';
import { DTypeError, IndexError, ShapeError, StridedError, shapeText } from '../errors.js';
import { installMethods } from '../methods.js';
import { NDArray } from '../ndarray.js';
import { noMore, nullAsAbsent, readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { C_CONTIGUOUS, sameShape } from '../shape/layout.js';
import { reshapedView } from '../shape/reshape.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf } from '../types/operands.js';
import type { AnyShape, Shape } from '../types/shapes.js';
import { valuesFor } from './advanced.js';
import { assignByMask, contiguous, countMask, maskPlaces, selectByMask, truthMask } from './masks.js';
import { apartFrom, cycled, flattened, readOut, takeFrom, throughFlat } from './take.js';

/** Options of `compress`. */
export interface CompressOptions {
  /** The axis whose slices are chosen; the array read in C order if null or not given. */
  axis?: number | null | undefined;
  /** Where the result goes: an array of its shape. */
  out?: NDArray | undefined;
}

function compressArray(condition: unknown, array: NDArray, rest: readonly unknown[]): NDArray {
  const who = 'compress';
  const { axis, out } = readOptions(nullAsAbsent(rest), ['axis', 'out'], who);
  array._alive(who);
  const given = asNDArray(condition, who);
  if (given.ndim !== 1) {
    throw new ShapeError(`${who}: the condition must have one axis, not shape ${shapeText(given._shape)}`);
  }
  const mask = truthMask(given, who);
  const target = readOut(out, who);
  // A 0-d array has, as in NumPy's take, one axis of one element here.
  if (array.ndim === 0 && axis !== undefined && axis !== null) axisOf(axis, 1, who);
  const isFlat = axis === undefined || axis === null || array.ndim === 0;
  if (isFlat || array.ndim === 1) {
    if (!isFlat) axisOf(axis, 1, who);
    if (mask._size <= array._size && target === undefined)
      return selectByMask(contiguous(array, who), mask, who);
  }
  const at = isFlat ? 0 : axisOf(axis, array.ndim, who);
  const length = isFlat ? array._size : (array._shape[at] as number);
  using places = maskPlaces(mask, who);
  if (mask._size > length && places._size > 0) {
    const last = places.item(places._size - 1) as number;
    if (last >= length) {
      throw new IndexError(
        `${who}: the condition is true at ${last}, out of bounds for axis ${at} with size ${length}`,
      );
    }
  }
  return takeFrom(array, places, isFlat ? null : at, 0, target, who);
}

/**
 * The slices along an axis where the condition, one value per slice, is true; of the array read in C order without an axis.
 * The condition may be shorter than the axis. Result: a copy of the same dtype, or `out`. NumPy's `compress`.
 * @throws ShapeError for a condition of other than one axis; IndexError where it is true beyond the axis.
 * @example
 * nd.compress([false, true], [[1, 2], [3, 4], [5, 6]], 0).toArray() // [ [ 3, 4 ] ]
 */
export function compress<const T extends ArrayLike>(
  condition: ArrayLike,
  a: T,
  axis?: number | null | CompressOptions,
  options?: Omit<CompressOptions, 'axis'>,
): NDArray<DTypeOf<T>, AnyShape>;
export function compress(condition: unknown, a: unknown, ...rest: unknown[]): NDArray {
  return compressArray(condition, asNDArray(a, 'compress'), rest);
}

/**
 * The elements of `arr` where the condition is true (not zero), both read in C order: a copy with one axis. NumPy's
 * `extract`.
 * @throws IndexError where the condition is true beyond the array.
 * @example
 * nd.extract([[true, false], [true, true]], [[1, 2], [3, 4]]).toArray() // [ 1, 3, 4 ]
 */
export function extract<const T extends ArrayLike>(
  condition: ArrayLike,
  arr: T,
): NDArray<DTypeOf<T>, [number]>;
export function extract(condition: unknown, arr: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'extract');
  const who = 'extract';
  const array = asNDArray(arr, who);
  array._alive(who);
  const mask = truthMask(asNDArray(condition, who), who);
  if (mask._size <= array._size) return selectByMask(contiguous(array, who), mask, who);
  return compressArray(flattened(mask, who), array, []);
}

function target(arr: unknown, name: string, who: string): NDArray {
  if (!(arr instanceof NDArray)) {
    throw new StridedError(
      `${who}: ${name} must be an NDArray, not ${describe(arr)}; wrap a TypedArray with nd.asarray`,
      'ERR_ARGUMENT',
    );
  }
  arr._alive(who);
  arr._writeable(who);
  return arr;
}

/** Values for a selection: arrays must cast safely, as NumPy asks here; numbers and lists must be values of the dtype. */
function safeValues(a: NDArray, value: unknown, who: string): NDArray {
  const given = value instanceof NDArray || ArrayBuffer.isView(value) ? asNDArray(value, who) : undefined;
  if (given !== undefined && !canCastSafely(given._code, a._code)) {
    throw new DTypeError(
      `${who}: ${given.dtype} values cannot be cast safely to ${a.dtype}; use astype('${a.dtype}')`,
      'ERR_CASTING',
    );
  }
  return valuesFor(a, given ?? value, who);
}

/** The mask of an array's size, apart from the array, read in C order. */
function maskFor(a: NDArray, given: unknown, who: string): NDArray {
  const mask = truthMask(asNDArray(given, who), who);
  if (mask._size === a._size) return apartFrom(a, mask, who);
  throw new ShapeError(
    `${who}: a mask of shape ${shapeText(mask._shape)} for an array of shape ${shapeText(a._shape)}; they must have as many elements`,
  );
}

/**
 * Writes `vals`, one after another and again from the start, into the elements where the mask is true: the counterpart of
 * `extract`. In place. NumPy's `place`.
 * @throws ShapeError for a mask of another size, and for no values where there is something to write; DTypeError for an
 * array of values that does not cast safely.
 * @example
 * const a = nd.arange(6);
 * nd.place(a, a.gt(2), [44, 55]);
 * a.toArray() // [ 0, 1, 2, 44, 55, 44 ]
 */
export function place(arr: NDArray, mask: ArrayLike, vals: ArrayLike, ...rest: never[]): void {
  noMore(rest, 'place');
  const who = 'place';
  const a = target(arr, 'arr', who);
  const chosen = maskFor(a, mask, who);
  const values = flattened(safeValues(a, vals, who), who);
  if (values._size === 1) {
    const one = apartFrom(a, values, who);
    throughFlat(a, who, (flat) => assignByMask(flat, chosen, one, who));
    return;
  }
  const count = countMask(chosen, who);
  if (count === 0) return;
  if (values._size === 0) throw new ShapeError(`${who}: no values are given for ${count} elements`);
  const dense = contiguous(apartFrom(a, cycled(values, count, who), who), who);
  throughFlat(a, who, (flat) => assignByMask(flat, chosen, dense, who));
}

/**
 * `a = where(mask, values, a)` in place: where the mask is true an element becomes the value of the same place; fewer values
 * than elements are repeated. NumPy's `putmask`.
 * @throws ShapeError for a mask of another size; DTypeError for an array of values that does not cast safely.
 * @example
 * const a = nd.arange(5);
 * nd.putmask(a, a.gt(1), [-33, -44]);
 * a.toArray() // [ 0, 1, -33, -44, -33 ]
 */
export function putmask(a: NDArray, mask: ArrayLike, values: ArrayLike, ...rest: never[]): void {
  noMore(rest, 'putmask');
  const who = 'putmask';
  const array = target(a, 'a', who);
  const chosen = maskFor(array, mask, who);
  const given = safeValues(array, values, who);
  if (given._size === 0 || array._size === 0) return;
  if (given._size === 1 && (array._flags & C_CONTIGUOUS) !== 0) {
    assignByMask(array, chosen, apartFrom(array, given, who), who);
    return;
  }
  const shaped = sameShape(chosen._shape, array._shape) ? chosen : reshapedView(chosen, array._shape);
  let dense = given;
  if (given._size === 1) dense = given._view([], [], given._offset);
  else if (!sameShape(given._shape, array._shape)) {
    dense = reshapedView(contiguous(cycled(given, array._size, who), who), array._shape);
  }
  copyInto(array, apartFrom(array, dense, who), who, shaped);
}

/** The methods of this file. */
export interface MaskedMethods {
  /** `nd.compress(condition, a, …)`: a copy. */
  compress<D extends DType, S extends Shape>(
    this: NDArray<D, S>,
    condition: ArrayLike,
    axis?: number | null | CompressOptions,
    options?: Omit<CompressOptions, 'axis'>,
  ): NDArray<D, AnyShape>;
}

installMethods({
  compress(this: NDArray, condition: unknown, ...rest: unknown[]): NDArray {
    return compressArray(condition, this, rest);
  },
});
