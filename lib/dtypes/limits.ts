/** What the numeric dtypes can hold: finfo and iinfo. */

import { describe } from '../describe.js';
import { dtypeCode, dtypeName, isComplex, isFloat, isInteger, kindOf, realCode } from '../dtype.js';
import { DTypeError } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { noMore } from '../options.js';
import type { DType } from '../types/dtypes.js';

/** The code of a dtype's name, or of an array's dtype. */
export function codeOf(value: unknown, who: string): number {
  return value instanceof NDArray ? value._code : dtypeCode(value, who);
}

/** The limits of a float dtype. */
export interface FloatLimits {
  readonly dtype: 'float16' | 'float32' | 'float64';
  /** Bits of one element. */
  readonly bits: number;
  /** The gap between 1 and the next larger value. */
  readonly eps: number;
  /** The gap between 1 and the next smaller value. */
  readonly epsneg: number;
  readonly max: number;
  readonly min: number;
  /** The smallest positive value with all its digits. */
  readonly smallestNormal: number;
  /** The same. */
  readonly tiny: number;
  /** The smallest positive value. */
  readonly smallestSubnormal: number;
  /** Decimal digits that every value keeps. */
  readonly precision: number;
  /** 10 to the power −precision. */
  readonly resolution: number;
  /** Bits of the exponent, and of the fraction. */
  readonly iexp: number;
  readonly nexp: number;
  readonly nmant: number;
  /** The powers of two that bound the exponent: of `eps`, `epsneg`, overflow, and the smallest normal value. */
  readonly machep: number;
  readonly negep: number;
  readonly maxexp: number;
  readonly minexp: number;
}

/** The limits of an integer dtype; of the 64-bit ones as bigints. */
export interface IntegerLimits<N extends number | bigint = number | bigint> {
  readonly dtype: DType;
  readonly bits: number;
  /** `'i'` for signed, `'u'` for unsigned. */
  readonly kind: 'i' | 'u';
  readonly min: N;
  readonly max: N;
}

function floatLimits(
  dtype: FloatLimits['dtype'],
  bits: number,
  exponent: number,
  precision: number,
): FloatLimits {
  const fraction = bits - 1 - exponent;
  const largest = 2 ** (exponent - 1);
  const max = (2 - 2 ** -fraction) * 2 ** (largest - 1);
  const normal = 2 ** (2 - largest);
  const single = (value: number): number => (dtype === 'float32' ? Math.fround(value) : value);
  // float16 and float32 keep the nearest value they have, as a double.
  const resolution = dtype === 'float16' ? 0.0010004043579101562 : single(Number(`1e-${precision}`));
  return Object.freeze({
    dtype,
    bits,
    eps: 2 ** -fraction,
    epsneg: 2 ** -(fraction + 1),
    max,
    min: -max,
    smallestNormal: normal,
    tiny: normal,
    smallestSubnormal: 2 ** (2 - largest - fraction),
    precision,
    resolution,
    iexp: exponent,
    nexp: exponent,
    nmant: fraction,
    machep: -fraction,
    negep: -(fraction + 1),
    maxexp: largest,
    minexp: 2 - largest,
  });
}

const floats: readonly FloatLimits[] = [
  floatLimits('float16', 16, 5, 3),
  floatLimits('float32', 32, 8, 6),
  floatLimits('float64', 64, 11, 15),
];

/**
 * The limits of a float dtype, or of the parts of a complex one; takes a dtype's name or an array. NumPy: `finfo`.
 * @throws DTypeError for integers and bool, which have none: see `iinfo`.
 * @example
 * nd.finfo('float32').eps // 1.1920928955078125e-7
 * nd.finfo('complex128').max // 1.7976931348623157e+308
 */
export function finfo(dtype: DType | NDArray, ...rest: never[]): FloatLimits {
  noMore(rest, 'finfo');
  const code = realCode(codeOf(dtype, 'finfo'));
  if (!isFloat(code)) {
    throw new DTypeError(
      `finfo: ${dtypeName(code)} is no float dtype; ${isInteger(code) ? `use iinfo('${dtypeName(code)}')` : 'it has two values'}`,
    );
  }
  return floats[code - 9] as FloatLimits;
}

/**
 * The limits of an integer dtype; takes a dtype's name or an array. Those of int64 and uint64 are bigints, which alone hold
 * them. NumPy: `iinfo`.
 * @throws DTypeError for other dtypes.
 * @example
 * nd.iinfo('uint8').max // 255
 * nd.iinfo('int64').max // 9223372036854775807n
 */
export function iinfo(dtype: 'int64' | 'uint64'): IntegerLimits<bigint>;
export function iinfo(
  dtype: 'int8' | 'int16' | 'int32' | 'uint8' | 'uint16' | 'uint32',
): IntegerLimits<number>;
export function iinfo(dtype: DType | NDArray): IntegerLimits;
export function iinfo(dtype: unknown, ...rest: unknown[]): IntegerLimits {
  noMore(rest, 'iinfo');
  const code = codeOf(dtype, 'iinfo');
  if (!isInteger(code)) {
    throw new DTypeError(
      `iinfo: ${dtypeName(code)} is no integer dtype${isFloat(code) || isComplex(code) ? `; use finfo('${dtypeName(code)}')` : ''}`,
    );
  }
  const kind = kindOf(code) as 'i' | 'u';
  const bits = 8 * 2 ** ((code - 1) % 4);
  const top = 1n << BigInt(kind === 'i' ? bits - 1 : bits);
  const limit = (value: bigint): number | bigint => (bits === 64 ? value : Number(value));
  return Object.freeze({
    dtype: dtypeName(code),
    bits,
    kind,
    min: limit(kind === 'i' ? -top : 0n),
    max: limit(top - 1n),
  });
}

/** What a value is called that is no dtype. */
export function noDType(value: unknown, who: string): DTypeError {
  return new DTypeError(`${who}: ${describe(value)} is neither a dtype nor a kind of dtypes`);
}
