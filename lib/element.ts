/** Single elements: reading and writing one through a DataView, whatever its dtype and alignment. */

import { Complex } from './complex.js';
import {
  BOOL,
  type Casting,
  COMPLEX64,
  COMPLEX128,
  canCastCode,
  dtypeName,
  FLOAT64,
  INT64,
  isInteger,
  kindOf,
  UINT64,
} from './dtype.js';
import { DTypeError, StridedError } from './errors.js';
import { describe } from './shape/layout.js';

export type Item = number | bigint | boolean | Complex;

const LITTLE = true;
const scratch = new DataView(new ArrayBuffer(8));

/**
 * Whether a plain scalar may become an element of the dtype by the rule. NumPy's numbers are weak, but 'equiv' holds them to
 * the dtypes that they have alone; booleans are never weak.
 */
export function canCastItem(value: Item, to: number, casting: Casting): boolean {
  if (typeof value === 'boolean') return canCastCode(BOOL, to, casting);
  if (casting !== 'equiv') return true;
  if (typeof value === 'bigint') return to === INT64;
  if (typeof value === 'number') return to === FLOAT64 || (to === INT64 && Number.isInteger(value));
  return to === COMPLEX128;
}

/** The value of an IEEE half. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

/** The half nearest to a double, ties to even, rounded once. */
export function numberToHalf(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  // 65520 is half way between the largest half and the next power of two.
  if (magnitude >= 65520) return sign | 0x7c00;
  scratch.setFloat64(0, magnitude, LITTLE);
  const exponent = Math.max(-14, ((scratch.getUint32(4, LITTLE) >> 20) & 2047) - 1023);
  const units = magnitude * 2 ** (10 - exponent); // exact: a power of two
  let whole = Math.floor(units);
  const rest = units - whole;
  if (rest > 0.5 || (rest === 0.5 && whole % 2 === 1)) whole++;
  // A carry out of the fraction moves into the exponent, as the format is made to.
  return sign | (whole < 1024 && exponent === -14 ? whole : ((exponent + 15) << 10) + (whole - 1024));
}

/** The element at a byte offset. 64-bit integers are bigints where `bigint` is set, else numbers or a RangeError. */
export function readElement(
  view: DataView,
  offset: number,
  code: number,
  bigint: boolean,
  who: string,
): Item {
  switch (code) {
    case 0:
      return view.getUint8(offset) !== 0;
    case 1:
      return view.getInt8(offset);
    case 2:
      return view.getInt16(offset, LITTLE);
    case 3:
      return view.getInt32(offset, LITTLE);
    case 4: {
      const value = view.getBigInt64(offset, LITTLE);
      return bigint ? value : exactNumber(value, who);
    }
    case 5:
      return view.getUint8(offset);
    case 6:
      return view.getUint16(offset, LITTLE);
    case 7:
      return view.getUint32(offset, LITTLE);
    case 8: {
      const value = view.getBigUint64(offset, LITTLE);
      return bigint ? value : exactNumber(value, who);
    }
    case 9:
      return halfToNumber(view.getUint16(offset, LITTLE));
    case 10:
      return view.getFloat32(offset, LITTLE);
    case 11:
      return view.getFloat64(offset, LITTLE);
    case 12:
      return new Complex(view.getFloat32(offset, LITTLE), view.getFloat32(offset + 4, LITTLE));
    default:
      return new Complex(view.getFloat64(offset, LITTLE), view.getFloat64(offset + 8, LITTLE));
  }
}

/** A 64-bit integer as a number; an error where none holds it. */
export function exactNumber(value: bigint, who: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw Object.assign(
    new RangeError(
      `${who}: the 64-bit integer ${value} is beyond 2^53 and no number holds it; read it with { bigint: true }, or use .data`,
    ),
    { code: 'ERR_RANGE' },
  );
}

const lowest = [0n, -128n, -32768n, -2147483648n, -(1n << 63n), 0n, 0n, 0n, 0n] as const;
const highest = [
  1n,
  127n,
  32767n,
  2147483647n,
  (1n << 63n) - 1n,
  255n,
  65535n,
  4294967295n,
  (1n << 64n) - 1n,
] as const;

/** Whether an integer (or the whole part of a number) is a value of an integer dtype. */
export function fitsInteger(value: number | bigint, code: number): boolean {
  return value >= (lowest[code] as bigint) && value <= (highest[code] as bigint);
}

function integerOf(value: number | bigint, code: number, who: string): number | bigint {
  const whole = typeof value === 'number' ? Math.trunc(value) : value;
  if (typeof whole === 'number' && !Number.isFinite(whole)) {
    throw new DTypeError(`${who}: ${whole} is no value of ${dtypeName(code)}`, 'ERR_VALUE');
  }
  if (!fitsInteger(whole, code)) {
    throw new DTypeError(`${who}: ${String(value)} is out of range for ${dtypeName(code)}`, 'ERR_VALUE');
  }
  return whole;
}

/** Whether a value is one element. */
export function isItem(value: unknown): value is Item {
  const type = typeof value;
  return type === 'number' || type === 'boolean' || type === 'bigint' || Complex.isComplex(value);
}

/**
 * Writes one element, converted as NumPy's `a[i] = value` converts: fractions are cut off for integers, integers out of
 * range are refused, and so are complex values for real dtypes.
 */
export function writeElement(
  view: DataView,
  offset: number,
  code: number,
  value: unknown,
  who: string,
): void {
  if (!isItem(value))
    throw new DTypeError(`${who}: ${describe(value)} is no element of ${dtypeName(code)}`, 'ERR_VALUE');
  if (code >= COMPLEX64) {
    const re = value instanceof Complex ? value.re : Number(value);
    const im = value instanceof Complex ? value.im : 0;
    if (code === COMPLEX128) {
      view.setFloat64(offset, re, LITTLE);
      view.setFloat64(offset + 8, im, LITTLE);
    } else {
      view.setFloat32(offset, re, LITTLE);
      view.setFloat32(offset + 4, im, LITTLE);
    }
    return;
  }
  if (code === BOOL) {
    const truth =
      value instanceof Complex ? value.re !== 0 || value.im !== 0 : Boolean(value) || Number.isNaN(value);
    view.setUint8(offset, truth ? 1 : 0);
    return;
  }
  if (value instanceof Complex) {
    throw new DTypeError(
      `${who}: the complex value ${value} is no element of ${dtypeName(code)}; take its .re`,
      'ERR_VALUE',
    );
  }
  if (!isInteger(code)) {
    const number = Number(value);
    if (code === 9) view.setUint16(offset, numberToHalf(number), LITTLE);
    else if (code === 10) view.setFloat32(offset, number, LITTLE);
    else view.setFloat64(offset, number, LITTLE);
    return;
  }
  const whole = integerOf(typeof value === 'boolean' ? Number(value) : value, code, who);
  if (code === INT64 || code === UINT64) {
    if (kindOf(code) === 'i') view.setBigInt64(offset, BigInt(whole), LITTLE);
    else view.setBigUint64(offset, BigInt(whole), LITTLE);
    return;
  }
  const small = Number(whole);
  switch (code) {
    case 1:
      view.setInt8(offset, small);
      return;
    case 2:
      view.setInt16(offset, small, LITTLE);
      return;
    case 3:
      view.setInt32(offset, small, LITTLE);
      return;
    case 5:
      view.setUint8(offset, small);
      return;
    case 6:
      view.setUint16(offset, small, LITTLE);
      return;
    case 7:
      view.setUint32(offset, small, LITTLE);
      return;
    default:
      throw new StridedError(`${who}: unknown dtype code ${code}`, 'ERR_INTERNAL');
  }
}
