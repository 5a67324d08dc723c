/** Exponentials and logarithms. Integers give the float that holds them; float16 is computed in float32. */
import { unary } from './ufunc.js';

/**
 * e to the power of the value, elementwise. NumPy: `exp`. At most 1 ULP from the true value.
 * @example
 * nd.exp([0, 1]).toArray() // [1, 2.718281828459045]
 */
export const exp = unary('exp', { rule: 'inexact', ulp: 1 });

/**
 * The natural logarithm, elementwise; -Infinity at 0, nan below. NumPy: `log`. At most 1 ULP from the true value.
 * @example
 * nd.log([1, 0]).toArray() // [0, -Infinity]
 */
export const log = unary('log', { rule: 'inexact', ulp: 1, domain: [0, Infinity] });
