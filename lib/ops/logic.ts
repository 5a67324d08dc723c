/** Truth values of elements. */
import { unary } from './ufunc.js';

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
