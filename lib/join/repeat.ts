/** Arrays made of several copies of one: `repeat`, `tile` and `resize`. */
import { callError, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { FLOAT16, INT64 } from '../dtype.js';
import { IndexError, ShapeError, StridedError, shapeText } from '../errors.js';
import { installMethods } from '../methods.js';
import { binding, PARAMETERS, RESULTS, Status, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { notEqual } from '../ops/comparison.js';
import { trunc } from '../ops/rounding.js';
import { noMore, readOptions } from '../options.js';
import { any } from '../reduce/folds.js';
import { axisOf } from '../shape/axis.js';
import { ALIGNED, C_CONTIGUOUS, checkShape, sizeOf } from '../shape/layout.js';
import { unwrapped, wholeNumber } from '../shape/whole_numbers.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf } from '../types/operands.js';
import type { AnyShape, Shape, ShapeArg, ShapeFrom } from '../types/shapes.js';
import { multiply, rejoin } from './pieces.js';
import { atLeast } from './stack.js';

/** Options of `repeat`. */
export interface RepeatOptions<A extends number | null | undefined = number | null | undefined> {
  /** The axis along which elements are repeated; the flattened array's if not given. */
  axis?: A;
}

/** How often each element is to be repeated: a count for all, or one for each. */
export type Counts = number | bigint | readonly number[] | NDArray | BigInt64Array | Int32Array;

/** `a` itself where it is C-contiguous, else a copy that is. */
function contiguous(a: NDArray, who: string): NDArray {
  return (a._flags & C_CONTIGUOUS) === 0 ? copyArray(a, 'C', who) : a;
}

/** Counts as C-contiguous int64; numbers whose values are integral count as integers. */
function countsOf(given: unknown, who: string): NDArray {
  const counts = asNDArray(given, who);
  counts._alive(who);
  if (counts.ndim > 1) {
    throw new ShapeError(
      `${who}: repeats must be a count or a list of counts, not of shape ${shapeText(counts._shape)}`,
    );
  }
  if (counts._code === INT64 && (counts._flags & (C_CONTIGUOUS | ALIGNED)) === (C_CONTIGUOUS | ALIGNED)) {
    return counts;
  }
  if (counts._code >= FLOAT16 && (counts._code > 11 || any(notEqual(counts, trunc(counts))))) {
    throw new IndexError(`${who}: repeats must be integers, not fractions or ${counts.dtype}`);
  }
  return copyArray(counts, 'C', who, INT64);
}

/** The sum of counts, none of which is negative. */
function totalOf(counts: NDArray, who: string): number {
  slots[PARAMETERS] = counts._size;
  slots[PARAMETERS + 1] = counts._storage.start + counts._offset;
  const status = binding.repeatTotal(counts._storage.region.handle);
  if (status === Status.badIndex) throw negative(slots[RESULTS] as number, who);
  if (status !== undefined) throw callError(status, who, [counts]);
  return slots[RESULTS] as number;
}

function negative(count: number, who: string): ShapeError {
  return new ShapeError(`${who}: repeats may not be negative, and ${count} is`, 'ERR_VALUE');
}

/** The length of an axis after repetition, checked as a shape. */
function repeatedShape(shape: readonly number[], axis: number, length: number, who: string): number[] {
  const made = shape.slice();
  made[axis] = length;
  return checkShape(made, who);
}

export function repeated(x: NDArray, repeats: unknown, axisGiven: unknown, who: string): NDArray {
  x._alive(who);
  const whole = contiguous(x, who);
  const isFlat = axisGiven === undefined || axisGiven === null;
  // As in NumPy, a 0-d array counts as a list of one.
  const axis = isFlat ? 0 : axisOf(axisGiven, Math.max(1, x.ndim), who);
  const shape = isFlat || x.ndim === 0 ? [x._size] : x._shape;
  const length = shape[axis] as number;
  let rows = 1;
  for (let i = 0; i < axis; i++) rows *= shape[i] as number;
  let chunk = 1;
  for (let i = axis + 1; i < shape.length; i++) chunk *= shape[i] as number;
  let count = typeof repeats === 'number' ? wholeNumber(repeats, `${who}: repeats`) : undefined;
  let counts: NDArray | undefined;
  if (count === undefined) {
    counts = countsOf(repeats, who);
    if (counts._size === 1) {
      count = Number(counts.item({ bigint: true } as never));
      counts = undefined;
    } else if (counts._size !== length) {
      throw new ShapeError(
        `${who}: ${counts._size} counts were given for ${length} elements${isFlat ? '' : ` along axis ${axis}`} (shape ${shapeText(x._shape)})`,
      );
    }
  }
  if (count !== undefined && count < 0 && length > 0) throw negative(count, who);
  const total = counts === undefined ? length * Math.max(0, count as number) : totalOf(counts, who);
  const out = newArray(repeatedShape(shape, axis, total, who), x._code);
  if (counts === undefined) {
    multiply(out, whole, rows * length, chunk, count as number, who);
  } else if (out._size > 0) {
    slots[PARAMETERS] = rows;
    slots[PARAMETERS + 1] = length;
    slots[PARAMETERS + 2] = chunk * x.itemsize;
    slots[PARAMETERS + 3] = 0;
    slots[PARAMETERS + 4] = whole._storage.start + whole._offset;
    slots[PARAMETERS + 5] = out._storage.start + out._offset;
    slots[PARAMETERS + 6] = counts._storage.start + counts._offset;
    slots[PARAMETERS + 7] = total;
    const status = binding.repeat(
      whole._storage.region.handle,
      out._storage.region.handle,
      counts._storage.region.handle,
    );
    if (status !== undefined) throw callError(status, who, [whole, counts, out]);
  }
  if (whole !== x) whole.dispose();
  return out;
}

/**
 * Each element several times in a row: along an axis, or of the flattened array. `repeats` is a count for all, or a list
 * with one for each.
 *
 * Result: the same dtype, a new array, 1-D without `axis`. NumPy: `repeat`.
 * @throws ShapeError for negative counts and for a list of another length than the axis; AxisError; IndexError for counts
 * that are no integers.
 * @example
 * nd.repeat([1, 2], 2).toArray() // [1, 1, 2, 2]
 * nd.repeat([[1, 2], [3, 4]], [1, 2], 0).toArray() // [[1, 2], [3, 4], [3, 4]]
 */
export function repeat<const T extends ArrayLike, const A extends number | null | undefined = undefined>(
  a: T,
  repeats: Counts,
  axis?: A | RepeatOptions<A>,
): NDArray<DTypeOf<T>, [A] extends [number] ? AnyShape : [number]>;
export function repeat(a: unknown, repeats: unknown, ...rest: unknown[]): NDArray {
  const axis = rest[0];
  const given =
    typeof axis === 'number' && rest.length === 1 ? axis : readOptions(rest, ['axis'], 'repeat')['axis'];
  return repeated(asNDArray(a, 'repeat'), repeats, given, 'repeat');
}

/**
 * The array laid beside itself so often along each axis. `reps` has a count per axis; where it has fewer than the array,
 * they are for the last axes, where it has more, the array gets axes in front.
 *
 * Result: the same dtype, a new array. NumPy: `tile`.
 * @throws ShapeError for counts that are no integers of 0 or more.
 * @example
 * nd.tile([1, 2], 2).toArray() // [1, 2, 1, 2]
 * nd.tile([[1, 2]], [2, 2]).toArray() // [[1, 2, 1, 2], [1, 2, 1, 2]]
 */
export function tile<const T extends ArrayLike>(
  A: T,
  reps: ShapeArg | NDArray,
): NDArray<DTypeOf<T>, AnyShape>;
export function tile(given: unknown, reps: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'tile');
  const who = 'tile';
  const a = asNDArray(given, who);
  a._alive(who);
  const counts = typeof reps === 'number' ? [reps] : checkShape(reps, who);
  if (typeof reps === 'number') checkShape(reps, who);
  const ndim = Math.max(counts.length, a.ndim);
  const shape = a._shape.slice();
  while (shape.length < ndim) shape.unshift(1);
  while (counts.length < ndim) counts.unshift(1);
  const made = checkShape(
    shape.map((length, i) => length * (counts[i] as number)),
    who,
  );
  if (counts.every((count) => count === 1)) return copyArray(atLeast(a, ndim), 'K', who);
  const out = newArray(made, a._code);
  if (out._size > 0) layTiles(out, a, shape, counts, who);
  return out;
}

/** From the last axis on: what is made of the array so far is multiplied in runs, at last into `out`. */
function layTiles(
  out: NDArray,
  a: NDArray,
  shape: readonly number[],
  counts: readonly number[],
  who: string,
): void {
  const { itemsize } = a;
  let from = contiguous(a, who);
  const lengths = shape.slice();
  // The outermost axis with a count, and whether it is the outermost with elements: then copies of a whole begin.
  const first = counts.findIndex((count) => count !== 1);
  const isFront = sizeOf(shape.slice(0, first)) === 1;
  for (let axis = counts.length - 1; axis > first; axis--) {
    const count = counts[axis] as number;
    if (count === 1) continue;
    const rows = sizeOf(lengths.slice(0, axis));
    const chunk = sizeOf(lengths) / rows;
    lengths[axis] = (lengths[axis] as number) * count;
    const size = sizeOf(lengths);
    const isLast = isFront && counts.slice(first + 1, axis).every((each) => each === 1);
    const made = isLast ? out._view([size], [itemsize], out._offset) : newArray([size], a._code);
    multiply(made, from, rows, chunk, count, who);
    if (from !== a) from.dispose();
    from = made;
  }
  const rows = sizeOf(lengths.slice(0, first));
  const size = sizeOf(lengths);
  const count = counts[first] as number;
  if (from._storage !== out._storage) {
    multiply(out, from, rows, size / rows, count, who);
  } else {
    const rest = out._view([size * (count - 1)], [itemsize], out._offset + size * itemsize);
    multiply(rest, from, 1, size, count - 1, who);
  }
  if (from !== a) from.dispose();
}

/** Fills `target` with the elements of `a` in C order, over and over. */
function refill(target: NDArray, a: NDArray, who: string): void {
  const whole = contiguous(a, who);
  const rounds = Math.floor(target._size / a._size);
  const rest = target._size - rounds * a._size;
  const step = a._size * a.itemsize;
  if (rounds > 0) {
    const head = target._view([rounds * a._size], [a.itemsize], target._offset);
    multiply(head, whole, 1, a._size, rounds, who);
  }
  if (rest > 0) {
    const tail = target._view([rest], [a.itemsize], target._offset + rounds * step);
    rejoin(tail, whole, 1, step, [[0, rest * a.itemsize]], who);
  }
  if (whole !== a) whole.dispose();
}

/**
 * The elements in another shape of any size: read in C order, over and over where the array has fewer; zeros where it has
 * none.
 *
 * Result: the same dtype, a new array. The method `a.resize(newShape)` changes the array itself and fills up with zeros.
 * NumPy: `resize`.
 * @throws ShapeError for a shape that is none.
 * @example
 * nd.resize([1, 2, 3], [2, 2]).toArray() // [[1, 2], [3, 1]]
 */
export function resize<const T extends ArrayLike, const S extends ShapeArg>(
  a: T,
  newShape: S,
): NDArray<DTypeOf<T>, ShapeFrom<S>>;
export function resize(a: unknown, newShape: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'resize');
  const who = 'resize';
  const from = asNDArray(a, who);
  from._alive(who);
  const shape = checkShape(newShape, who);
  const out = newArray(shape, from._code, from._size === 0);
  if (from._size > 0 && out._size > 0) refill(out, from, who);
  return out;
}

/** The method: in place, filled up with zeros. */
function resizeInPlace(a: NDArray, args: readonly unknown[]): undefined {
  const who = 'resize';
  a._alive(who);
  a._writeable(who);
  const numbers = args.filter((value) => typeof value === 'number' || typeof value === 'bigint');
  const [first] = args;
  const isSpread = numbers.length > 0 && numbers.length >= args.length - 1;
  const shape = checkShape(isSpread ? numbers : unwrapped(first), who);
  const last = isSpread ? args.slice(numbers.length) : args.slice(1);
  readOptions(last, ['refcheck'], who);
  if (a._base !== null || a._storage.origin === 'foreign') {
    throw new StridedError(
      `${who}: the array does not own its memory: it is a view, or shares another's; use nd.resize or copy() first`,
      'ERR_VALUE',
    );
  }
  if ((a._flags & C_CONTIGUOUS) === 0) {
    throw new StridedError(`${who}: only C-contiguous arrays can be resized; use nd.resize`, 'ERR_VALUE');
  }
  const made = newArray(shape, a._code, true);
  const kept = Math.min(made._size, a._size);
  if (kept > 0) {
    const head = made._view([kept], [a.itemsize], made._offset);
    rejoin(head, a, 1, kept * a.itemsize, [[0, kept * a.itemsize]], who);
  }
  a._become(made);
}

/** The methods of this file. */
export interface RepeatMethods {
  /**
   * `nd.repeat(a, repeats, axis)`: each element several times in a row, in a new array.
   */
  repeat<D extends DType, S extends Shape, const A extends number | null | undefined = undefined>(
    this: NDArray<D, S>,
    repeats: Counts,
    axis?: A | RepeatOptions<A>,
  ): NDArray<D, [A] extends [number] ? AnyShape : [number]>;

  /**
   * Gives the array itself another shape, of any size: elements in C order, zeros behind them. Views made before keep the
   * old memory. Unlike `nd.resize`, which makes a new array. NumPy: `ndarray.resize`.
   * @throws StridedError for views, arrays over foreign memory, and arrays that are not C-contiguous.
   */
  resize(this: NDArray, newShape: ShapeArg, options?: { refcheck?: boolean | undefined }): void;
  resize(this: NDArray, ...newShape: number[]): void;
}

installMethods({
  repeat(this: NDArray, repeats: unknown, ...rest: unknown[]) {
    const axis = rest[0];
    const given =
      typeof axis === 'number' && rest.length === 1 ? axis : readOptions(rest, ['axis'], 'repeat')['axis'];
    return repeated(this, repeats, given, 'repeat');
  },
  resize(this: NDArray, ...args: unknown[]) {
    return resizeInPlace(this, args);
  },
});
