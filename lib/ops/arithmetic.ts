/** Sums, products, signs, powers of numbers. */
import { binary, binaryPair, unary } from './ufunc.js';

/**
 * The sum, elementwise, with broadcasting. Integers wrap around; bool is logical or.
 *
 * Result: the promoted dtype, the broadcast shape, a new array (or `out`). NumPy: `add`.
 * @throws ShapeError where the shapes do not broadcast; DTypeError where a fraction meets an integer array.
 * @example
 * nd.add([1, 2], [[10], [20]]).toArray() // [[11, 12], [21, 22]]
 */
export const add = binary('add', { rule: 'promote', ulp: 0, identity: 0 });

/**
 * The difference, elementwise, with broadcasting. Integers wrap around.
 *
 * Result: the promoted dtype, the broadcast shape, a new array (or `out`). NumPy: `subtract`.
 * @throws DTypeError for two bool arrays: use `notEqual` or `logicalXor`.
 * @example
 * nd.subtract([5, 7], 2).toArray() // [3, 5]
 */
export const subtract = binary('subtract', {
  rule: 'promote',
  ulp: 0,
  refusesBool: 'bools are not subtracted; use notEqual (bitwise or logical xor) instead',
});

/**
 * The product, elementwise, with broadcasting. Integers wrap around; bool is logical and.
 *
 * Result: the promoted dtype, the broadcast shape, a new array (or `out`). NumPy: `multiply`.
 * @example
 * nd.multiply([1, 2, 3], 2).toArray() // [2, 4, 6]
 */
export const multiply = binary('multiply', { rule: 'promote', ulp: 0, identity: 1 });

/**
 * The quotient, elementwise, with broadcasting. Integers and bools divide in float64; division by zero gives
 * infinity or nan.
 *
 * Result: float64 for integers, the promoted dtype otherwise; the broadcast shape. NumPy: `divide`.
 * @example
 * nd.divide([1, 2], [2, 0]).toArray() // [0.5, Infinity]
 */
export const divide = binary('divide', { rule: 'trueDivide', ulp: 0 });
/** Another name of {@link divide}. */
export const trueDivide = divide;

/**
 * The largest integer not above the quotient, elementwise. An integer divided by zero is 0.
 *
 * Result: the promoted dtype (int8 for bools), the broadcast shape. NumPy: `floor_divide`.
 * @example
 * nd.floorDivide([7, -7], 2).toArray() // [3, -4]
 */
export const floorDivide = binary('floor_divide', { rule: 'numeric', ulp: 0 });

/**
 * What is left of {@link floorDivide}; it has the divisor's sign. An integer by zero is 0.
 *
 * Result: the promoted dtype (int8 for bools), the broadcast shape. NumPy: `remainder`.
 * @example
 * nd.remainder([7, -7], 3).toArray() // [1, 2]
 */
export const remainder = binary('remainder', { rule: 'numeric', ulp: 0 });
/** Another name of {@link remainder}. */
export const mod = remainder;

/**
 * The first operand to the power of the second, elementwise. Integers wrap around.
 *
 * Result: the promoted dtype (int8 for bools), the broadcast shape. NumPy: `power`.
 * @throws DTypeError for integers to negative powers, and for an integer array to a fractional number.
 * @example
 * nd.power([1, 2, 3], 2).toArray() // [1, 4, 9]
 */
export const power = binary('power', { rule: 'numeric', ulp: 2 });
/** Another name of {@link power}. */
export const pow = power;

/**
 * The value with its sign turned, elementwise; integers wrap around. A new array of the same dtype. NumPy: `negative`.
 * @throws DTypeError for bools: use `logicalNot`.
 * @example
 * nd.negative([1, -2]).toArray() // [-1, 2]
 */
export const negative = unary('negative', { rule: 'same', ulp: 0, refusesBool: 'use logicalNot instead' });

/**
 * The value itself in a new array of the same dtype. NumPy: `positive`.
 * @throws DTypeError for bools.
 * @example
 * nd.positive([1, -2]).toArray() // [1, -2]
 */
export const positive = unary('positive', { rule: 'same', ulp: 0, refusesBool: 'bools have no sign' });

/**
 * The absolute value, elementwise; of complex numbers the modulus. The lowest integer of a dtype stays itself.
 *
 * Result: the same dtype, for complex the float of its parts. NumPy: `absolute`.
 * @example
 * nd.absolute([-1.5, 2]).toArray() // [1.5, 2]
 */
export const absolute = unary('absolute', { rule: 'realOf', ulp: 0 });
/** Another name of {@link absolute}. */
export const abs = absolute;

/**
 * The value times itself, elementwise; integers wrap around. The same dtype (int8 for bools). NumPy: `square`.
 * @example
 * nd.square([2, -3]).toArray() // [4, 9]
 */
export const square = unary('square', { rule: 'numeric', ulp: 0 });

/**
 * The square root, elementwise; nan below zero. Integers give the float that holds them. NumPy: `sqrt`.
 * @example
 * nd.sqrt([4, 9]).toArray() // [2, 3]
 */
export const sqrt = unary('sqrt', { rule: 'inexact', ulp: 0, domain: [0, Infinity] });

/**
 * The complex conjugate, elementwise; real values stay. The same dtype (int8 for bools). NumPy: `conjugate`.
 * @example
 * nd.conjugate(new nd.Complex(1, 2)) // Complex(1-2j)
 */
export const conjugate = unary('conjugate', { rule: 'numeric', ulp: 0 });
/** Another name of {@link conjugate}. */
export const conj = conjugate;

/**
 * 1 divided by the value, elementwise. Of integers only 1 and -1 leave something; 1 / 0 is the least int32 or int64, 0 in
 * other integer dtypes.
 *
 * Result: the same dtype (int8 for bools). NumPy: `reciprocal`.
 * @example
 * nd.reciprocal([2, -4]).toArray() // [0.5, -0.25]
 */
export const reciprocal = unary('reciprocal', { rule: 'numeric', ulp: 0 });

/**
 * What a division with a quotient cut towards zero leaves, elementwise, with broadcasting: it has the dividend's sign, as
 * in C and JavaScript. An integer by zero is 0.
 *
 * Result: the promoted dtype (int8 for bools), the broadcast shape. NumPy: `fmod`.
 * @example
 * nd.fmod([7, -7], 3).toArray() // [1, -1]
 */
export const fmod = binary('fmod', { rule: 'numeric', ulp: 0 });

/**
 * {@link floorDivide} and {@link remainder} in one pass: two arrays; `out` is a list of two.
 *
 * Result: the promoted dtype (int8 for bools), the broadcast shape. NumPy: `divmod`.
 * @example
 * nd.divmod([7, -7], 3).map((part) => part.toArray()) // [[2, -3], [1, 2]]
 */
export const divmod = binaryPair('divmod', { rule: 'numeric', ulp: 0 });
