/** Exponentials and logarithms. Integers give the float that holds them; float16 is computed in float32. */
import { binary, unary } from './ufunc.js';

/**
 * e to the power of the value, elementwise. NumPy: `exp`. At most 1 ULP from the true value.
 * @example
 * nd.exp([0, -Infinity]).toArray() // [1, 0]
 */
export const exp = unary('exp', { rule: 'inexact', ulp: 1 });

/**
 * The natural logarithm, elementwise; -Infinity at 0, nan below. NumPy: `log`. At most 1 ULP from the true value.
 * @example
 * nd.log([1, 0]).toArray() // [0, -Infinity]
 */
export const log = unary('log', { rule: 'inexact', ulp: 1, domain: [0, Infinity] });

/**
 * 2 to the power of the value, elementwise; exact for whole numbers. NumPy: `exp2`. At most 1 ULP from the true value.
 * @example
 * nd.exp2([3, -1]).toArray() // [8, 0.5]
 */
export const exp2 = unary('exp2', { rule: 'inexact', ulp: 1 });

/**
 * e to the power of the value, minus 1, elementwise, without the loss that `exp(x) - 1` has near 0. NumPy: `expm1`.
 * At most 2 ULP from the true value.
 * @example
 * nd.expm1([0, 1e-20]).toArray() // [0, 1e-20]
 */
export const expm1 = unary('expm1', { rule: 'inexact', ulp: 2 });

/**
 * The logarithm to the base 2, elementwise; -Infinity at 0, nan below. NumPy: `log2`. At most 1 ULP from the true value.
 * @example
 * nd.log2([8, 0.5]).toArray() // [3, -1]
 */
export const log2 = unary('log2', { rule: 'inexact', ulp: 1, domain: [0, Infinity] });

/**
 * The logarithm to the base 10, elementwise; -Infinity at 0, nan below. NumPy: `log10`. At most 1 ULP from the true
 * value.
 * @example
 * nd.log10([1000, 0.1]).toArray() // [3, -1]
 */
export const log10 = unary('log10', { rule: 'inexact', ulp: 1, domain: [0, Infinity] });

/**
 * The natural logarithm of 1 plus the value, elementwise, without the loss that `log(1 + x)` has near 0; -Infinity at
 * -1, nan below. NumPy: `log1p`. At most 1 ULP from the true value.
 * @example
 * nd.log1p([0, 1e-20]).toArray() // [0, 1e-20]
 */
export const log1p = unary('log1p', { rule: 'inexact', ulp: 1, domain: [-1, Infinity] });

/**
 * The cube root, elementwise, negative for negative values. Real operands only. NumPy: `cbrt`. At most 1 ULP from the
 * true value.
 * @example
 * nd.cbrt([27, -8]).toArray() // [3, -2]
 */
export const cbrt = unary('cbrt', { rule: 'inexact', ulp: 1 });

/**
 * The logarithm of a sum, log(e^x1 + e^x2), elementwise, with broadcasting, without overflow on the way. Real operands
 * only.
 *
 * Result: the float that holds both, the broadcast shape. Where operands and result are of one size at most 2 ULP from
 * the true value; a result near 0 keeps the operands' absolute precision, as in NumPy. NumPy: `logaddexp`.
 * @example
 * nd.logaddexp([0, 1000], [0, 1000]).toArray() // [0.6931471805599453, 1000.6931471805599]
 */
export const logaddexp = binary('logaddexp', { rule: 'inexact', ulp: 2, identity: -Infinity });

/**
 * The logarithm of a sum to the base 2, log2(2^x1 + 2^x2), as {@link logaddexp}. NumPy: `logaddexp2`.
 * @example
 * nd.logaddexp2([3, 1000], [3, 1000]).toArray() // [4, 1001]
 */
export const logaddexp2 = binary('logaddexp2', { rule: 'inexact', ulp: 2, identity: -Infinity });

/**
 * The first operand to the power of the second, elementwise, with broadcasting, always in float64 (or complex128), so
 * that integers take negative powers too.
 *
 * Result: float64, complex128 if an operand is complex; the broadcast shape. NumPy: `float_power`.
 * @example
 * nd.floatPower([1, 2], -1).toArray() // [1, 0.5]
 */
export const floatPower = binary('float_power', { rule: 'double', ulp: 2 });
