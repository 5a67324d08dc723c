/** Comparisons: bool arrays. Complex numbers compare by real part, then imaginary part; nan compares false (ne: true). */
import { binary } from './ufunc.js';

/**
 * Whether the operands are equal, elementwise, with broadcasting. Integers of any two dtypes compare exactly.
 *
 * Result: bool, the broadcast shape. NumPy: `equal`.
 * @example
 * nd.equal([1, 2], [1, 3]).toArray() // [true, false]
 */
export const equal = binary('equal', { rule: 'bool', ulp: 0 });

/**
 * Whether the operands differ, elementwise, with broadcasting. Result: bool. NumPy: `not_equal`.
 * @example
 * nd.notEqual([1, 2], [1, 3]).toArray() // [false, true]
 */
export const notEqual = binary('not_equal', { rule: 'bool', ulp: 0 });

/**
 * Whether the first operand is less, elementwise, with broadcasting. Result: bool. NumPy: `less`.
 * @example
 * nd.less([1, 2], 2).toArray() // [true, false]
 */
export const less = binary('less', { rule: 'bool', ulp: 0 });

/**
 * Whether the first operand is less or equal, elementwise, with broadcasting. Result: bool. NumPy: `less_equal`.
 * @example
 * nd.lessEqual([1, 3], 2).toArray() // [true, false]
 */
export const lessEqual = binary('less_equal', { rule: 'bool', ulp: 0 });

/**
 * Whether the first operand is greater, elementwise, with broadcasting. Result: bool. NumPy: `greater`.
 * @example
 * nd.greater([1, 3], 2).toArray() // [false, true]
 */
export const greater = binary('greater', { rule: 'bool', ulp: 0 });

/**
 * Whether the first operand is greater or equal, elementwise, with broadcasting. Result: bool. NumPy: `greater_equal`.
 * @example
 * nd.greaterEqual([1, 3], 3).toArray() // [false, true]
 */
export const greaterEqual = binary('greater_equal', { rule: 'bool', ulp: 0 });

/**
 * The larger of two values, elementwise; nan where either is nan. Complex numbers compare by real part first.
 *
 * Result: the promoted dtype, the broadcast shape. NumPy: `maximum`.
 * @example
 * nd.maximum([1, 5], [3, 2]).toArray() // [3, 5]
 */
export const maximum = binary('maximum', { rule: 'promote', ulp: 0 });

/**
 * The smaller of two values, elementwise; nan where either is nan. Complex numbers compare by real part first.
 *
 * Result: the promoted dtype, the broadcast shape. NumPy: `minimum`.
 * @example
 * nd.minimum([1, 5], [3, 2]).toArray() // [1, 2]
 */
export const minimum = binary('minimum', { rule: 'promote', ulp: 0 });

/**
 * The larger of two values, elementwise; where one is nan, the other. Complex numbers compare by real part first.
 *
 * Result: the promoted dtype, the broadcast shape. NumPy: `fmax`.
 * @example
 * nd.fmax([1, NaN], [3, 2]).toArray() // [3, 2]
 */
export const fmax = binary('fmax', { rule: 'promote', ulp: 0 });

/**
 * The smaller of two values, elementwise; where one is nan, the other. Complex numbers compare by real part first.
 *
 * Result: the promoted dtype, the broadcast shape. NumPy: `fmin`.
 * @example
 * nd.fmin([1, NaN], [3, 2]).toArray() // [1, 2]
 */
export const fmin = binary('fmin', { rule: 'promote', ulp: 0 });
