/** Which dtype holds which: canCast, promoteTypes, resultType, minScalarType, commonType. */
import { Complex } from '../complex.js';
import { asNDArray } from '../convert/as_array.js';
import {
  BOOL,
  type Casting,
  COMPLEX64,
  COMPLEX128,
  canCastCode,
  canCastSafely,
  checkCasting,
  dtypeCode,
  dtypeName,
  FLOAT16,
  FLOAT32,
  FLOAT64,
  INT64,
  isComplex,
  isInteger,
  promoteCodes,
  UINT64,
} from '../dtype.js';
import { fitsInteger, isItem } from '../element.js';
import { DTypeError, StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { complexCode, strongCode } from '../ops/promotion.js';
import { noMore, readOptions } from '../options.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, Scalar } from '../types/operands.js';
import type { Promote } from '../types/promote.js';
import { codeOf } from './limits.js';

/** Options of `canCast`. */
export interface CanCastOptions {
  /** `'safe'` if not given. */
  casting?: Casting | undefined;
}

/**
 * Whether a dtype, or the dtype of an array, may be cast to another: by 'safe' every value must be kept ('equiv' and 'no':
 * the same dtype; 'same_kind': floats to smaller floats and the like too; 'unsafe': always). NumPy: `can_cast`.
 * @throws DTypeError for scalars: whether they fit would depend on their value.
 * @example
 * nd.canCast('int32', 'float64') // true
 * nd.canCast('float64', 'float32', 'same_kind') // true
 */
export function canCast(from: DType | NDArray, to: DType, casting?: Casting | CanCastOptions): boolean;
export function canCast(from: unknown, to: unknown, ...rest: unknown[]): boolean {
  const who = 'canCast';
  const rule = readOptions(rest, ['casting'], who)['casting'] ?? 'safe';
  if (isItem(from)) {
    throw new DTypeError(
      `${who}: a scalar has no dtype of its own; give a dtype's name, or see minScalarType`,
    );
  }
  return canCastCode(codeOf(from, who), dtypeCode(to, who), checkCasting(rule, who));
}

/**
 * The smallest dtype that both cast to safely. NumPy: `promote_types`.
 * @example
 * nd.promoteTypes('int32', 'float32') // 'float64'
 */
export function promoteTypes<A extends DType, B extends DType>(
  type1: A,
  type2: B,
  ...rest: never[]
): Promote<A, B> {
  noMore(rest, 'promoteTypes');
  const code = promoteCodes(dtypeCode(type1, 'promoteTypes'), dtypeCode(type2, 'promoteTypes'));
  return dtypeName(code) as Promote<A, B>;
}

/** The smallest dtype that all cast to safely: pair by pair it could come out larger. */
function smallestFor(codes: readonly number[]): number {
  const own = codes.find((to) => codes.every((from) => canCastSafely(from, to)));
  if (own !== undefined) return own;
  let to = BOOL;
  while (!codes.every((from) => canCastSafely(from, to))) to++;
  return to;
}

/**
 * The dtype that an operation on these would give: arrays and dtypes are promoted, numbers, bigints and Complex are weak and
 * take the kind of what stands beside them. Scalars alone give what an array of them has. NumPy: `result_type`.
 * @throws DTypeError for a fraction beside integers or bools: by its value alone it would change the dtype.
 * @example
 * nd.resultType('int8', 3) // 'int8'
 * nd.resultType('float32', nd.zeros([2], 'int32')) // 'float64'
 */
export function resultType(...arraysAndDtypes: (ArrayLike | DType)[]): DType {
  const who = 'resultType';
  if (arraysAndDtypes.length === 0) {
    throw new StridedError(`${who}: at least one array or dtype is needed`, 'ERR_ARGUMENT');
  }
  const scalars: Scalar[] = [];
  const codes: number[] = [];
  for (const value of arraysAndDtypes as readonly unknown[]) {
    if (typeof value === 'boolean') codes.push(BOOL);
    else if (isItem(value)) scalars.push(value as Scalar);
    else codes.push(typeof value === 'string' ? dtypeCode(value, who) : asNDArray(value, who)._code);
  }
  const isWeak = codes.length === 0;
  let code = isWeak ? smallestFor(scalars.map(strongCode)) : smallestFor(codes);
  for (const value of isWeak ? [] : scalars) {
    if (value instanceof Complex) {
      code = complexCode(code);
    } else if (code < FLOAT16) {
      if (typeof value === 'number' && !Number.isInteger(value)) {
        throw new DTypeError(
          `${who}: ${dtypeName(code)} with the number ${value} would change the dtype to float64; say 'float64'`,
        );
      }
      if (code === BOOL) code = INT64;
    }
  }
  return dtypeName(code);
}

/** In NumPy's order: unsigned first where the value is not negative. */
function smallestInteger(value: number | bigint): number {
  const codes = value >= 0 ? [5, 6, 7, UINT64] : [1, 2, 3, INT64];
  const code = codes.find((one) => fitsInteger(value, one));
  if (code === undefined) {
    throw new DTypeError(`minScalarType: no integer dtype holds ${String(value)}`, 'ERR_VALUE');
  }
  return code;
}

/** NumPy's bounds, a little inside of what the dtypes hold. */
function smallestFloat(value: number): number {
  const size = Math.abs(value);
  if (!Number.isFinite(size) || size < 65000) return FLOAT16;
  return size < 3.4e38 ? FLOAT32 : FLOAT64;
}

/**
 * The smallest dtype that holds a scalar, or the one element of a 0-d array; of other arrays their own. A whole number
 * counts as an integer, and integers that are not negative as unsigned. NumPy: `min_scalar_type`.
 * @throws DTypeError for a bigint beyond 64 bits.
 * @example
 * nd.minScalarType(10) // 'uint8'
 * nd.minScalarType(-300) // 'int16'
 * nd.minScalarType(1e50) // 'float64'
 */
export function minScalarType(a: ArrayLike, ...rest: never[]): DType {
  noMore(rest, 'minScalarType');
  const who = 'minScalarType';
  let value: unknown = a;
  let code: number | undefined;
  if (!isItem(a)) {
    const array = asNDArray(a, who);
    if (array.ndim > 0) return array.dtype;
    code = array._code;
    value = array.item({ bigint: true } as never);
  }
  if (typeof value === 'boolean') return 'bool';
  if (value instanceof Complex) {
    const isWide = [value.re, value.im].some((part) => smallestFloat(part) === FLOAT64);
    return dtypeName(isWide ? COMPLEX128 : COMPLEX64);
  }
  const number = value as number | bigint;
  const isWhole =
    typeof number === 'bigint' || (code === undefined ? isWholeNumber(number) : isInteger(code));
  return dtypeName(isWhole ? smallestInteger(number) : smallestFloat(number as number));
}

/** A number that an integer dtype holds; -0 is a float. */
function isWholeNumber(value: number): boolean {
  return (
    Number.isInteger(value) &&
    !Object.is(value, -0) &&
    (fitsInteger(value, INT64) || fitsInteger(value, UINT64))
  );
}

/**
 * The float or complex dtype that operations over all arrays are best made in: integers count as float64.
 * NumPy: `common_type`.
 * @throws DTypeError for bool arrays.
 * @example
 * nd.commonType([1, 2], nd.zeros([2], 'complex64')) // 'complex128'
 */
export function commonType(...arrays: ArrayLike[]): DType {
  const who = 'commonType';
  let hasComplex = false;
  let code = FLOAT16;
  for (const value of arrays as readonly unknown[]) {
    const { _code } = asNDArray(value, who);
    if (_code === BOOL)
      throw new DTypeError(`${who}: bool arrays have no common float dtype; use astype('float64')`);
    if (isComplex(_code)) hasComplex = true;
    const own = isInteger(_code) ? FLOAT64 : isComplex(_code) ? _code - 2 : _code;
    code = Math.max(code, own);
  }
  return dtypeName(hasComplex ? complexCode(code) : code);
}
