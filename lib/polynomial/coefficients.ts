/** Lists of coefficients: reading them, taking parts, putting them together. */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { FLOAT64, promoteCodes } from '../dtype.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import { flatnonzero } from '../indexing/nonzero.js';
import type { NDArray } from '../ndarray.js';
import { unwrapped, wholeNumber } from '../shape/whole_numbers.js';

/** A 1-D array; a scalar is a list of one. */
export function listOf(value: unknown, name: string, who: string): NDArray {
  const a = asNDArray(value, who);
  a._alive(who);
  if (a.ndim === 0) return a._view([1], [a.itemsize], a._offset);
  if (a.ndim === 1) return a;
  throw new ShapeError(
    `${who}: ${name} must be 1-D, not of shape ${shapeText(a._shape)}; ravel it, or take one row`,
    'ERR_SHAPE_INVALID',
  );
}

/** The dtype that divisions give: float64 of integers and bools. */
export function inexactCode(code: number): number {
  return code < 9 ? FLOAT64 : code;
}

/** A copy of another dtype. */
export function castTo(a: NDArray, code: number, who: string): NDArray {
  const copy = newArray(a._shape, code);
  if (a.size > 0) copyInto(copy, a, who);
  return copy;
}

/** Elements `from` up to, not with, `to` of a 1-D array: a view. */
export function part(a: NDArray, from: number, to = a.size): NDArray {
  const step = a._strides[0] as number;
  const count = Math.max(0, to - from);
  return a._view([count], [step], a._offset + (count === 0 ? 0 : from * step));
}

/** One element as a 0-d view: it keeps its dtype. */
export function elementOf(a: NDArray, place: number): NDArray {
  const at = place < 0 ? place + a.size : place;
  return a._view([], [], a._offset + at * (a._strides[0] as number));
}

/** The elements of `a` in a new array of `size`, from `place` on, zeros around. */
export function placedIn(a: NDArray, place: number, size: number, code: number, who: string): NDArray {
  const target = newArray([size], code, true);
  if (a.size > 0) copyInto(part(target, place, place + a.size), a, who);
  return target;
}

/** Two lists one after the other, in the dtype of both. */
export function joined(a: NDArray, b: NDArray, who: string): NDArray {
  const code = promoteCodes(a._code, b._code);
  const target = newArray([a.size + b.size], code);
  if (a.size > 0) copyInto(part(target, 0, a.size), a, who);
  if (b.size > 0) copyInto(part(target, a.size), b, who);
  return target;
}

/** Whether the element is zero. */
export function isZeroAt(a: NDArray, place: number): boolean {
  const at = place < 0 ? place + a.size : place;
  const item = a._read(a._offset + at * (a._strides[0] as number), true, 'item');
  if (typeof item === 'object') return item.re === 0 && item.im === 0;
  return Number(item) === 0;
}

/** Without zeros at the end, one element at least. */
export function withoutTrailingZeros(a: NDArray): NDArray {
  if (a.size < 2 || !isZeroAt(a, -1)) return a;
  using places = flatnonzero(a) as NDArray;
  return part(a, 0, places.size === 0 ? 1 : Number(places.at(-1)) + 1);
}

/** Without zeros in front, one element at least. */
export function withoutLeadingZeros(a: NDArray): NDArray {
  if (a.size < 2 || !isZeroAt(a, 0)) return a;
  using places = flatnonzero(a) as NDArray;
  return part(a, places.size === 0 ? a.size - 1 : Number(places.at(0)));
}

/** A degree, an order: 0 or more. */
export function countOf(value: unknown, name: string, who: string): number {
  const n = wholeNumber(unwrapped(value), `${who}: ${name}`);
  if (n === undefined || n < 0) {
    throw new StridedError(
      `${who}: ${name} must be an integer of 0 or more, not ${describe(value)}`,
      'ERR_VALUE',
    );
  }
  return n;
}

/** Each integration makes a new list, and a few hundred of them leave zeros alone. */
const MOST_TIMES = 10_000;

/** How often to integrate. */
export function timesOf(value: unknown, who: string): number {
  const times = countOf(value, 'm', who);
  if (times > MOST_TIMES) {
    throw new StridedError(`${who}: m may be ${MOST_TIMES} at most, not ${describe(value)}`, 'ERR_VALUE');
  }
  return times;
}

/** Coefficients of a series: 1-D, not empty, of an inexact dtype, its own memory. */
export function seriesOf(value: unknown, name: string, who: string): NDArray {
  const a = listOf(value, name, who);
  if (a.size === 0)
    throw new ShapeError(`${who}: ${name} is empty; one element is needed`, 'ERR_SHAPE_INVALID');
  if (a._code === 0) {
    throw new DTypeError(`${who}: ${name} holds bools, which are no coefficients; use astype('float64')`);
  }
  return castTo(a, inexactCode(a._code), who);
}
