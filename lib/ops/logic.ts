/** Truth values of elements. */
import { binary, unary } from './ufunc.js';

/**
 * Whether the element is zero (or false), elementwise. nan counts as true. Result: bool. NumPy: `logical_not`.
 * @example
 * nd.logicalNot([0, 2]).toArray() // [true, false]
 */
export const logicalNot = unary('logical_not', { rule: 'bool', ulp: 0 });

/**
 * Whether the element is nan, elementwise; for complex either part. Result: bool. NumPy: `isnan`.
 * @example
 * nd.isnan([1, NaN]).toArray() // [false, true]
 */
export const isnan = unary('isnan', { rule: 'bool', ulp: 0 });

/**
 * Whether the element is infinite, elementwise; for complex either part. Result: bool. NumPy: `isinf`.
 * @example
 * nd.isinf([1, -Infinity, NaN]).toArray() // [false, true, false]
 */
export const isinf = unary('isinf', { rule: 'bool', ulp: 0 });

/**
 * Whether the element is neither infinite nor nan, elementwise; for complex both parts. Result: bool. NumPy: `isfinite`.
 * @example
 * nd.isfinite([1, -Infinity, NaN]).toArray() // [true, false, false]
 */
export const isfinite = unary('isfinite', { rule: 'bool', ulp: 0 });

/**
 * Whether the sign bit is set, elementwise: true for -0 and for nan with a sign. Result: bool. NumPy: `signbit`.
 * @example
 * nd.signbit([1, -0]).toArray() // [false, true]
 */
export const signbit = unary('signbit', { rule: 'bool', ulp: 0 });

/**
 * Whether both elements are true (not zero), elementwise, with broadcasting. Result: bool. NumPy: `logical_and`.
 * @example
 * nd.logicalAnd([0, 1, 2], 1).toArray() // [false, true, true]
 */
export const logicalAnd = binary('logical_and', { rule: 'bool', ulp: 0, identity: true });

/**
 * Whether either element is true (not zero), elementwise, with broadcasting. Result: bool. NumPy: `logical_or`.
 * @example
 * nd.logicalOr([0, 1, 2], 0).toArray() // [false, true, true]
 */
export const logicalOr = binary('logical_or', { rule: 'bool', ulp: 0, identity: false });

/**
 * Whether exactly one element is true (not zero), elementwise, with broadcasting. Result: bool. NumPy: `logical_xor`.
 * @example
 * nd.logicalXor([0, 1, 2], 1).toArray() // [true, false, false]
 */
export const logicalXor = binary('logical_xor', { rule: 'bool', ulp: 0, identity: false });
