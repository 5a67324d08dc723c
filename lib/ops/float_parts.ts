/** Signs, neighbours, mantissas and exponents of floats. */
import { binary, unary, unaryPair } from './ufunc.js';

/**
 * -1, 0 or 1, elementwise; of complex numbers `z / abs(z)`, 0 for 0. nan stays nan. The same dtype. NumPy: `sign`.
 * @throws DTypeError for bools.
 * @example
 * nd.sign([-2.5, 0, 7]).toArray() // [-1, 0, 1]
 */
export const sign = unary('sign', { rule: 'same', ulp: 0, refusesBool: 'bools have no sign' });

/**
 * The absolute value as a float, elementwise. Integers give the float that holds them. NumPy: `fabs`.
 * @throws DTypeError for complex: use `absolute`.
 * @example
 * nd.fabs([-1.5, 2]).toArray() // [1.5, 2]
 */
export const fabs = unary('fabs', { rule: 'inexact', ulp: 0 });

/**
 * The first operand with the second's sign, elementwise, with broadcasting; zeros and nan have signs too.
 *
 * Result: the promoted float, the broadcast shape. NumPy: `copysign`.
 * @example
 * nd.copysign([1, -2], -0).toArray() // [-1, -2]
 */
export const copysign = binary('copysign', { rule: 'inexact', ulp: 0 });

/**
 * The next float after the first operand towards the second, elementwise, with broadcasting.
 *
 * Result: the promoted float, the broadcast shape. NumPy: `nextafter`.
 * @example
 * nd.nextafter(1, 2) // 1.0000000000000002
 */
export const nextafter = binary('nextafter', { rule: 'inexact', ulp: 0 });

/**
 * The distance to the next float away from zero, elementwise, with the value's sign; nan for infinities. Of float16 the
 * distance to the next above. NumPy: `spacing`.
 * @example
 * nd.spacing(1) // 2.220446049250313e-16
 */
export const spacing = unary('spacing', { rule: 'inexact', ulp: 0 });

/**
 * 0 below zero, 1 above, the second operand at zero, elementwise, with broadcasting; nan stays nan.
 *
 * Result: the promoted float, the broadcast shape. NumPy: `heaviside`.
 * @example
 * nd.heaviside([-1.5, 0, 2], 0.5).toArray() // [0, 0.5, 1]
 */
export const heaviside = binary('heaviside', { rule: 'inexact', ulp: 0 });

/**
 * The fractional and the whole part, elementwise, each with the value's sign: two arrays of one float dtype; `out` is a
 * list of two. NumPy: `modf`.
 * @example
 * nd.modf([3.5, -0.25]).map((part) => part.toArray()) // [[0.5, -0.25], [3, -0]]
 */
export const modf = unaryPair<'inexact', 'inexact'>('modf', { rule: 'inexact', ulp: 0 });

/**
 * The mantissa, in [0.5, 1) without its sign, and the exponent of 2, elementwise: a float array and an int32 one; `out`
 * is a list of two. {@link ldexp} undoes it. Zeros, infinities and nan have exponent 0. NumPy: `frexp`.
 * @example
 * nd.frexp([8, -0.75]).map((part) => part.toArray()) // [[0.5, -0.75], [4, 0]]
 */
export const frexp = unaryPair<'inexact', 'int32'>('frexp', { rule: 'inexact', ulp: 0 });

/**
 * The first operand times 2 to the power of the second (integers), elementwise, with broadcasting, rounded once.
 *
 * Result: the first operand's float, the broadcast shape. NumPy: `ldexp`.
 * @throws DTypeError where the exponents are floats.
 * @example
 * nd.ldexp([0.5, 3], nd.array([4, -1], 'int32')).toArray() // [8, 1.5]
 */
export const ldexp = binary('ldexp', { rule: 'scaled', ulp: 0 });
