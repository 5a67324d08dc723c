/** Which bin values belong to: digitize, bincount. */
import { newArray, putRun } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { FLOAT16, FLOAT64, INT64, isComplex, promoteCodes, UINT64 } from '../dtype.js';
import { isItem } from '../element.js';
import { DTypeError, IndexError, ShapeError, StridedError, shapeText } from '../errors.js';
import { binding, RESULTS, Status, slots } from '../native.js';
import { NDArray } from '../ndarray.js';
import { greaterEqual, lessEqual, notEqual } from '../ops/comparison.js';
import { trunc } from '../ops/rounding.js';
import { booleanOption, nullAsAbsent, readOptions } from '../options.js';
import { all, any, max } from '../reduce/folds.js';
import type { AreScalars, ArrayLike, ShapeOf } from '../types/operands.js';
import type { Values } from '../types/signatures.js';
import { checkStatus, flat, putElements, putParameters } from './runs.js';

/** The dtype that values and edges meet in: 64-bit integers, or float64. */
export function meetingCode(a: number, b: number): number {
  const code = promoteCodes(a, b);
  if (code === UINT64) return UINT64;
  return code < FLOAT16 ? INT64 : FLOAT64;
}

/** The positions of `values` (1-D) among ascending `edges`, as a new array of `shape`. */
export function locate(
  values: NDArray,
  edges: NDArray,
  inclusive: boolean,
  descending: boolean,
  shape: readonly number[],
  who: string,
): NDArray {
  const out = newArray(shape, INT64);
  putParameters(values.size, edges.size, meetingCode(values._code, edges._code), +inclusive, +descending);
  putElements(0, values);
  putElements(1, edges);
  putRun(2, out, 8);
  const status = binding.locate(
    values._storage.region.handle,
    edges._storage.region.handle,
    out._storage.region.handle,
  );
  checkStatus(status, who, [values, edges]);
  return out;
}

/** The array without its last, or its first element. */
export function without(a: NDArray, which: 'first' | 'last'): NDArray {
  const [step] = a._strides as readonly [number];
  const offset = which === 'first' && a.size > 0 ? a._offset + step : a._offset;
  return a._view([Math.max(0, a.size - 1)], [step], offset);
}

export function reversed(a: NDArray): NDArray {
  const [step] = a._strides as readonly [number];
  return a._view(a._shape, [-step], a._offset + Math.max(0, a.size - 1) * step);
}

function isMonotonic(edges: NDArray, compare: typeof lessEqual): boolean {
  if (edges.size < 2) return true;
  using order = compare(without(edges, 'last'), without(edges, 'first')) as unknown as NDArray;
  return all(order) as boolean;
}

export function isAscending(edges: NDArray): boolean {
  return isMonotonic(edges, lessEqual);
}

/** Options of {@link digitize}. */
export interface DigitizeOptions {
  /** Whether bins take their upper edge in, and not their lower one. */
  right?: boolean | undefined;
}

/**
 * The number of the bin that each value belongs to: `i` where `bins[i-1] <= x < bins[i]`, with `right` where
 * `bins[i-1] < x <= bins[i]`; 0 below all bins, `bins.length` above them and for nan. For descending bins the other way
 * round.
 *
 * Result: int64, the shape of `x`. NumPy: `digitize`.
 * @throws ShapeError for bins that are not 1-D or not monotonic; DTypeError for complex.
 * @example
 * nd.digitize([0.2, 6.4, 3], [0, 1, 2.5, 4, 10]).toArray() // [1, 4, 3]
 */
export function digitize<const X extends ArrayLike>(
  x: X,
  bins: ArrayLike,
  right?: boolean | DigitizeOptions,
  options?: DigitizeOptions,
): Values<AreScalars<X>, 'int64', ShapeOf<X>>;
export function digitize(x: unknown, bins: unknown, ...rest: unknown[]): unknown {
  const who = 'digitize';
  const right = booleanOption(readOptions(rest, ['right'], who), 'right', false, who);
  const a = asNDArray(x, who);
  const edges = asNDArray(bins, who);
  if (isComplex(a._code) || isComplex(edges._code)) {
    throw new DTypeError(`${who}: complex numbers have no order; take their real parts or abs`);
  }
  if (edges.ndim !== 1) {
    throw new ShapeError(`${who}: bins must be 1-D, not of shape ${shapeText(edges._shape)}`);
  }
  const values = flat(a, who);
  const isRising = isAscending(edges);
  if (!isRising && !isMonotonic(edges, greaterEqual)) {
    throw new ShapeError(`${who}: bins must rise or fall throughout; sort them`, 'ERR_VALUE');
  }
  const places = locate(values, isRising ? edges : reversed(edges), !right, !isRising, a._shape, who);
  return isItem(x) ? places.item() : places;
}

/** Integers as they are; whole floats as int64. Positions and counts are taken so. */
export function wholeNumbers(a: NDArray, who: string): NDArray {
  if (a._code < FLOAT16) return a;
  if (isComplex(a._code))
    throw new DTypeError(`${who}: complex numbers count nothing; take their real parts`);
  using whole = trunc(a) as NDArray;
  using differs = notEqual(whole, a) as NDArray;
  if (any(differs))
    throw new IndexError(`${who}: only whole numbers count; the array holds fractions or nan`);
  return copyArray(a, 'C', who, INT64);
}

/** Options of {@link bincount}. */
export interface BincountOptions<W extends ArrayLike | null | undefined = ArrayLike | null | undefined> {
  /** What each element adds to its count; 1 if not given. */
  weights?: W;
  /** The least length of the result. */
  minlength?: number | undefined;
}

/**
 * How often each whole number stands in a 1-D array: element `i` of the result counts `i`. With `weights` the sum of the
 * weights of the elements that are `i`.
 *
 * Result: int64, float64 with weights; as long as the largest number plus one, or `minlength`. NumPy: `bincount`.
 * @throws IndexError for numbers that are negative or not whole; ShapeError for weights of another length.
 * @example
 * nd.bincount([0, 1, 1, 3]).toArray() // [1, 2, 0, 1]
 * nd.bincount([0, 1, 1], { weights: [0.5, 1, 2] }).toArray() // [0.5, 3]
 */
export function bincount(
  x: ArrayLike,
  options?: BincountOptions<null | undefined>,
): NDArray<'int64', [number]>;
export function bincount<const W extends ArrayLike | null | undefined = undefined>(
  x: ArrayLike,
  weights?: W | BincountOptions<W>,
  options?: BincountOptions<undefined>,
): NDArray<W extends ArrayLike ? 'float64' : 'int64', [number]>;
export function bincount(x: unknown, ...rest: unknown[]): NDArray {
  const who = 'bincount';
  // The short way: integers alone.
  if (rest.length === 0 && x instanceof NDArray && x.ndim === 1 && x._code < FLOAT16) {
    return counted(x, undefined, 0, who);
  }
  const args = nullAsAbsent(rest);
  const options = readOptions(args, ['weights', 'minlength'], who);
  const a = asNDArray(x, who);
  if (a.ndim !== 1) {
    throw new ShapeError(`${who}: the array must be 1-D, not of shape ${shapeText(a._shape)}; ravel it`);
  }
  const least = options['minlength'] ?? 0;
  if (typeof least !== 'number' || !Number.isInteger(least) || least < 0) {
    throw new StridedError(`${who}: minlength must be 0 or more, not ${describe(least)}`, 'ERR_OPTION');
  }
  const numbers = wholeNumbers(a, who);
  const given = options['weights'] ?? undefined;
  const weights = given === undefined ? undefined : asNDArray(given, who);
  return counted(numbers, weights, least, who);
}

/** Of so many numbers the native call tells the largest. */
const FEW = 1024;
/** Counts that there is room for in any case, before the largest of few numbers is known. */
const LEAST_ROOM = 256;

/** Counts of few numbers, made before the largest is known, or the largest where it was more than hoped. */
function countFew(numbers: NDArray, minlength: number, who: string): NDArray | number {
  const room = Math.max(numbers.size, minlength, LEAST_ROOM);
  const out = newArray([room], INT64);
  putParameters(numbers.size, room);
  putElements(0, numbers);
  putElements(1, out);
  const status = binding.tally(numbers._storage.region.handle, out._storage.region.handle);
  const largest = slots[RESULTS] as number;
  if (status === undefined) {
    return new NDArray(out._storage, INT64, [Math.max(largest + 1, minlength)], [8], 0, out._flags, null);
  }
  out.dispose();
  if (status !== Status.invalidSize) checkStatus(status, who, [numbers]);
  if (largest < room) throw negativeNumbers(who);
  return largest;
}

/** Counts, or sums of weights, of the numbers 0, 1, …; `minlength` of them at least. */
export function counted(
  numbers: NDArray,
  weights: NDArray | undefined,
  minlength: number,
  who: string,
): NDArray {
  if (weights !== undefined) {
    if (weights.ndim !== 1 || weights.size !== numbers.size) {
      throw new ShapeError(
        `${who}: weights have shape ${shapeText(weights._shape)}, the array ${shapeText(numbers._shape)}`,
      );
    }
    if (isComplex(weights._code)) {
      throw new DTypeError(`${who}: weights must be real; count the real and the imaginary parts apart`);
    }
  }
  const isFew = weights === undefined && numbers.size <= FEW && minlength <= FEW;
  const few = isFew ? countFew(numbers, minlength, who) : undefined;
  if (few instanceof NDArray) return few;
  const largest = few ?? (numbers.size === 0 ? -1 : Number(max(numbers)));
  if (numbers.size > 0 && largest < 0) throw negativeNumbers(who);
  const out = newArray([Math.max(largest + 1, minlength)], weights === undefined ? INT64 : FLOAT64);
  if (out.size === 0) return out;
  putParameters(numbers.size, out.size);
  putElements(0, numbers);
  putElements(1, out);
  let status: number | undefined;
  if (weights === undefined) {
    status = binding.tally(numbers._storage.region.handle, out._storage.region.handle);
  } else {
    putElements(2, weights);
    status = binding.tally(
      numbers._storage.region.handle,
      out._storage.region.handle,
      weights._storage.region.handle,
    );
  }
  if (status === Status.invalidSize) throw negativeNumbers(who);
  checkStatus(status, who, weights === undefined ? [numbers] : [numbers, weights]);
  return out;
}

function negativeNumbers(who: string): IndexError {
  return new IndexError(`${who}: the array holds negative numbers, which count nothing`);
}
