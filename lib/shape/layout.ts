/** Shapes, strides and the flags that follow from them. */

import { describe } from '../describe.js';
import { itemAlignments, itemSizes } from '../dtype.js';
import { DTypeError, ShapeError, shapeText } from '../errors.js';
import { MAX_DIMS } from '../native.js';
import { unwrapped, wholeNumber } from './whole_numbers.js';

export { describe } from '../describe.js';

/** Bits of `NDArray._flags`. */
export const C_CONTIGUOUS = 1;
export const F_CONTIGUOUS = 2;
export const WRITEABLE = 4;
export const ALIGNED = 8;

/** Order letters of creating functions. */
export type Order = 'C' | 'F' | 'A' | 'K';
const orders: readonly unknown[] = ['C', 'F', 'A', 'K'];

export function checkOrder(order: unknown, who: string): Order {
  if (orders.includes(order)) return order as Order;
  throw new DTypeError(`${who}: order must be 'C', 'F', 'A' or 'K', not ${describe(order)}`, 'ERR_OPTION');
}

/** The number of elements. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i] as number;
  return size;
}

export function cStrides(shape: readonly number[], itemsize: number): number[] {
  const n = shape.length;
  if (n === 1) return [itemsize];
  const strides = new Array<number>(n);
  let stride = itemsize;
  for (let i = n - 1; i >= 0; i--) {
    strides[i] = stride;
    const length = shape[i] as number;
    stride *= length === 0 ? 1 : length;
  }
  return strides;
}

export function fStrides(shape: readonly number[], itemsize: number): number[] {
  const strides = new Array<number>(shape.length);
  let stride = itemsize;
  for (let i = 0; i < shape.length; i++) {
    strides[i] = stride;
    const length = shape[i] as number;
    stride *= length === 0 ? 1 : length;
  }
  return strides;
}

/** The contiguity and alignment bits of an array; axes of length 1 and empty arrays are contiguous both ways. */
export function layoutFlags(
  shape: readonly number[],
  strides: readonly number[],
  code: number,
  address: number,
): number {
  const itemsize = itemSizes[code] as number;
  const alignment = itemAlignments[code] as number;
  const n = shape.length;
  let flags = C_CONTIGUOUS | F_CONTIGUOUS;
  let bits = address % alignment;
  let expected = itemsize;
  for (let i = n - 1; i >= 0; i--) {
    const length = shape[i] as number;
    if (length === 0) return C_CONTIGUOUS | F_CONTIGUOUS | ALIGNED;
    if (length === 1) continue;
    const stride = strides[i] as number;
    if (stride !== expected) flags &= ~C_CONTIGUOUS;
    expected *= length;
    bits += Math.abs(stride) % alignment;
  }
  expected = itemsize;
  for (let i = 0; i < n; i++) {
    const length = shape[i] as number;
    if (length === 1) continue;
    if (strides[i] !== expected) flags &= ~F_CONTIGUOUS;
    expected *= length;
  }
  return bits === 0 ? flags | ALIGNED : flags;
}

/** A shape as the user wrote it: a number or a list of non-negative integers whose product can be counted. */
export function checkShape(given: unknown, who: string): number[] {
  const shape = typeof given === 'object' ? unwrapped(given) : given;
  const list = typeof shape === 'number' || typeof shape === 'bigint' ? [shape] : numberList(shape, who);
  if (list === undefined) {
    throw new ShapeError(
      `${who}: a shape is a number or a list of numbers, not ${describe(shape)}`,
      'ERR_SHAPE_INVALID',
    );
  }
  const checked: number[] = [];
  let size = 1;
  for (let i = 0; i < list.length; i++) {
    const length = wholeNumber(list[i], `${who}: axis ${i} of a shape`) ?? -1;
    if (length < 0) {
      throw new ShapeError(
        `${who}: dimensions are integers of 0 or more; axis ${i} of ${shapeText(Array.from(list, Number))} is ${String(list[i])}`,
        'ERR_SHAPE_INVALID',
      );
    }
    checked.push(length);
    size *= length === 0 ? 1 : length;
  }
  // 16 bytes an element at most: byte counts then stay exact in a double. Without elements there is nothing to address.
  if (size > (checked.includes(0) ? 2 ** 53 : 2 ** 49)) {
    throw new ShapeError(
      `${who}: ${shapeText(checked)} has too many elements to address`,
      'ERR_SHAPE_INVALID',
    );
  }
  return checked;
}

/** The entries, each read once: a list may tell something else the second time. */
function numberList(value: unknown, who: string): (number | bigint)[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const source: ArrayLike<unknown> = value;
  const { length } = source;
  if (!Number.isSafeInteger(length) || length < 0) return undefined;
  if (length > MAX_DIMS) {
    throw new ShapeError(
      `${who}: ${length} axes were asked for; the most is ${MAX_DIMS}`,
      'ERR_SHAPE_INVALID',
    );
  }
  const list: (number | bigint)[] = [];
  for (let i = 0; i < length; i++) {
    const entry = source[i];
    if (typeof entry !== 'number' && typeof entry !== 'bigint') return undefined;
    list.push(entry);
  }
  return list;
}

/** As many arrays as one call makes or takes: each has an object of its own, which JavaScript's heap holds. */
const MOST_ARRAYS = 2 ** 22;

/** Refuses lists of arrays that no heap would hold. */
export function checkCount(count: number, who: string): void {
  if (count > MOST_ARRAYS) {
    throw new ShapeError(`${who}: a list of ${count} arrays is too long; ${MOST_ARRAYS} are the most`);
  }
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
