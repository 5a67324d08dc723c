/** Integers as text in other bases. */
import { describe } from '../describe.js';
import { StridedError } from '../errors.js';
import { readOptions } from '../options.js';
import { wholeNumber } from '../shape/whole_numbers.js';

function integerOf(value: unknown, who: string): bigint {
  if (typeof value === 'bigint') return value;
  const number = wholeNumber(value, `${who}: the number`);
  if (number === undefined) throw new StridedError(`${who}: an integer is needed, not ${describe(value)}`);
  return BigInt(number);
}

function countOf(value: unknown, name: string, who: string): number {
  const count = wholeNumber(value, `${who}: ${name}`);
  if (count === undefined) {
    throw new StridedError(`${who}: ${name} must be an integer, not ${describe(value)}`, 'ERR_OPTION');
  }
  return count;
}

/** Options of `binaryRepr`. */
export interface BinaryReprOptions {
  /** How many digits; as many as the number needs if not given, and a minus sign then. */
  width?: number | null | undefined;
}

/**
 * An integer in binary: negative ones with a minus sign, or, where a width is given, as their two's complement.
 *
 * Result: a string. NumPy: `binary_repr`.
 * @throws StridedError where the width is too short; IndexError for a fraction.
 * @example
 * nd.binaryRepr(5) // '101'
 * nd.binaryRepr(-3, 5) // '11101'
 */
export function binaryRepr(num: number | bigint, width?: number | null | BinaryReprOptions): string;
export function binaryRepr(num: unknown, ...rest: unknown[]): string {
  const who = 'binaryRepr';
  const value = integerOf(num, who);
  const given = readOptions(rest, ['width'], who)['width'];
  const width = given === undefined || given === null ? undefined : countOf(given, 'width', who);
  if (value === 0n) return '0'.repeat(Math.max(0, width || 1));
  if (value < 0n && width === undefined) return value.toString(2);
  // A negative number needs a digit more than its magnitude less one.
  const digits = value > 0n ? value.toString(2) : '';
  const needed = value > 0n ? digits.length : (-value - 1n).toString(2).length + (value === -1n ? 0 : 1);
  if (width !== undefined && width < needed) {
    throw new StridedError(
      `${who}: ${value} needs ${needed} digits, more than the width ${width}`,
      'ERR_VALUE',
    );
  }
  if (value > 0n) return digits.padStart(width ?? 0, '0');
  return BigInt.asUintN(width as number, value).toString(2);
}

/** Options of `baseRepr`. */
export interface BaseReprOptions {
  /** From 2, which it is if not given, to 36. */
  base?: number | undefined;
  /** How many zeros are put in front. */
  padding?: number | undefined;
}

/**
 * An integer in a base up to 36, with `padding` zeros in front.
 *
 * Result: a string. NumPy: `base_repr`.
 * @throws StridedError for a base below 2 or above 36; IndexError for a fraction.
 * @example
 * nd.baseRepr(255, 16) // 'FF'
 * nd.baseRepr(-5, { padding: 2 }) // '-00101'
 */
export function baseRepr(
  number: number | bigint,
  base?: number | BaseReprOptions,
  options?: BaseReprOptions,
): string;
export function baseRepr(number: unknown, ...rest: unknown[]): string {
  const who = 'baseRepr';
  const value = integerOf(number, who);
  const options = readOptions(rest, ['base', 'padding'], who);
  const base = countOf(options['base'] ?? 2, 'base', who);
  if (base < 2 || base > 36) {
    throw new StridedError(`${who}: base must be from 2 to 36, not ${base}`, 'ERR_OPTION');
  }
  const zeros = '0'.repeat(Math.max(0, countOf(options['padding'] ?? 0, 'padding', who)));
  const magnitude = value < 0n ? -value : value;
  const digits = magnitude === 0n ? '' : magnitude.toString(base).toUpperCase();
  return `${value < 0n ? '-' : ''}${zeros}${digits}` || '0';
}
