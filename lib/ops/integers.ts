/** Bits, shifts and divisors of integers. */
import { binary, unary } from './ufunc.js';

/**
 * The bits set in both, elementwise, with broadcasting; of bools, logical and.
 *
 * Result: the promoted dtype, the broadcast shape. NumPy: `bitwise_and`.
 * @throws DTypeError for floats.
 * @example
 * nd.bitwiseAnd(nd.array([12n, 10n]), 6).toArray() // [4, 2]
 */
export const bitwiseAnd = binary('bitwise_and', { rule: 'promote', ulp: 0, identity: -1 });

/**
 * The bits set in either, elementwise, with broadcasting; of bools, logical or.
 *
 * Result: the promoted dtype, the broadcast shape. NumPy: `bitwise_or`.
 * @throws DTypeError for floats.
 * @example
 * nd.bitwiseOr(12, 3) // 15
 */
export const bitwiseOr = binary('bitwise_or', { rule: 'promote', ulp: 0, identity: 0 });

/**
 * The bits set in one of the two, elementwise, with broadcasting; of bools, exclusive or.
 *
 * Result: the promoted dtype, the broadcast shape. NumPy: `bitwise_xor`.
 * @throws DTypeError for floats.
 * @example
 * nd.bitwiseXor(12, 10) // 6
 */
export const bitwiseXor = binary('bitwise_xor', { rule: 'promote', ulp: 0, identity: 0 });

/**
 * The value with every bit turned, elementwise; of bools, logical not. The same dtype. NumPy: `invert`.
 * @throws DTypeError for floats.
 * @example
 * nd.invert(nd.array([0, 5], 'int8')).toArray() // [-1, -6]
 */
export const invert = unary('invert', { rule: 'same', ulp: 0 });
/** Another name of {@link invert}. */
export const bitwiseInvert = invert;
/** Another name of {@link invert}. */
export const bitwiseNot = invert;

/**
 * The value's bits moved up by a count, elementwise, with broadcasting. A count past the width, or below 0, leaves 0.
 *
 * Result: the promoted dtype (int8 for bools), the broadcast shape. NumPy: `left_shift`.
 * @throws DTypeError for floats.
 * @example
 * nd.leftShift(nd.array([1, 3], 'uint8'), 7).toArray() // [128, 128]
 */
export const leftShift = binary('left_shift', { rule: 'numeric', ulp: 0 });
/** Another name of {@link leftShift}. */
export const bitwiseLeftShift = leftShift;

/**
 * The value's bits moved down by a count, elementwise, with broadcasting; negative values stay negative. A count past
 * the width, or below 0, leaves 0, or -1 of a negative value.
 *
 * Result: the promoted dtype (int8 for bools), the broadcast shape. NumPy: `right_shift`.
 * @throws DTypeError for floats.
 * @example
 * nd.rightShift(nd.array([20, -20], 'int32'), 2).toArray() // [5, -5]
 */
export const rightShift = binary('right_shift', { rule: 'numeric', ulp: 0 });
/** Another name of {@link rightShift}. */
export const bitwiseRightShift = rightShift;

/**
 * How many bits of the absolute value are set, elementwise. Result: uint8. NumPy: `bitwise_count`.
 * @throws DTypeError for floats and bools.
 * @example
 * nd.bitwiseCount(nd.array([255, -7], 'int16')).toArray() // [8, 3]
 */
export const bitwiseCount = unary('bitwise_count', { rule: 'uint8', ulp: 0 });

/**
 * The greatest common divisor of the absolute values, elementwise, with broadcasting; `gcd(0, a)` is the absolute of a.
 *
 * Result: the promoted dtype, the broadcast shape. NumPy: `gcd`.
 * @throws DTypeError for floats, and for two bools.
 * @example
 * nd.gcd(12, 18) // 6
 */
export const gcd = binary('gcd', {
  rule: 'numeric',
  ulp: 0,
  identity: 0,
  refusesBool: 'bools have no divisors',
});

/**
 * The least common multiple of the absolute values, elementwise, with broadcasting; 0 beside 0. Wraps around.
 *
 * Result: the promoted dtype, the broadcast shape. NumPy: `lcm`.
 * @throws DTypeError for floats, and for two bools.
 * @example
 * nd.lcm(4, 6) // 12
 */
export const lcm = binary('lcm', { rule: 'numeric', ulp: 0, refusesBool: 'bools have no multiples' });
