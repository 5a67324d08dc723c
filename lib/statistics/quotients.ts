/** Dividing totals by counts, as NumPy divides arrays and scalars of a dtype. */
import { Complex } from '../complex.js';
import { FLOAT16, FLOAT32, realCode } from '../dtype.js';
import { halfToNumber, type Item, numberToHalf } from '../element.js';
import type { NDArray } from '../ndarray.js';
import { divide } from '../ops/arithmetic.js';

/** The value of a float dtype nearest to a number. */
export function roundedTo(code: number, value: number): number {
  const part = realCode(code);
  if (part === FLOAT16) return halfToNumber(numberToHalf(value));
  return part === FLOAT32 ? Math.fround(value) : value;
}

/** A scalar of dtype `code` divided by a count, rounded to the dtype. */
export function quotient(total: Item, count: number, code: number): Item {
  if (!(total instanceof Complex)) return roundedTo(code, Number(total) / count);
  const { re, im } = divide(total, new Complex(count, 0)) as Complex;
  return new Complex(roundedTo(code, re), roundedTo(code, im));
}

/** Divides in place, the counts being whole numbers of any dtype. */
export function divideInto(totals: NDArray, counts: NDArray): NDArray {
  return divide(totals, counts, { out: totals, casting: 'unsafe' });
}
