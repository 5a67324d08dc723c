/** Sines, tangents and their inverses, angles, lengths. Integers give the float that holds them; float16 is computed in float32. */
import { binary, unary } from './ufunc.js';

/**
 * The sine of an angle in radians, elementwise; nan for the infinities. NumPy: `sin`.
 * At most 1 ULP from the true value, for angles of any size.
 * @example
 * nd.sin([0, Math.PI / 2]).toArray() // [0, 1]
 */
export const sin = unary('sin', { rule: 'inexact', ulp: 1 });

/**
 * The cosine of an angle in radians, elementwise; nan for the infinities. NumPy: `cos`.
 * At most 1 ULP from the true value, for angles of any size.
 * @example
 * nd.cos([0, Math.PI]).toArray() // [1, -1]
 */
export const cos = unary('cos', { rule: 'inexact', ulp: 1 });

/**
 * The tangent of an angle in radians, elementwise; nan for the infinities. NumPy: `tan`.
 * At most 2 ULP from the true value, for angles of any size.
 * @example
 * nd.tan([0, 1]).toArray() // [0, 1.5574077246549023]
 */
export const tan = unary('tan', { rule: 'inexact', ulp: 2 });

/**
 * The angle in [-π/2, π/2] whose sine the value is, elementwise; nan outside [-1, 1]. NumPy: `arcsin`.
 * At most 2 ULP from the true value; each part of a complex result at most 4.
 * @example
 * nd.arcsin([0, 1]).toArray() // [0, 1.5707963267948966]
 */
export const arcsin = unary('arcsin', { rule: 'inexact', ulp: 2, complexUlp: 5, domain: [-1, 1] });
/** Another name of {@link arcsin}. */
export const asin = arcsin;

/**
 * The angle in [0, π] whose cosine the value is, elementwise; nan outside [-1, 1]. NumPy: `arccos`.
 * At most 2 ULP from the true value; each part of a complex result at most 4.
 * @example
 * nd.arccos([1, -1]).toArray() // [0, 3.141592653589793]
 */
export const arccos = unary('arccos', { rule: 'inexact', ulp: 2, complexUlp: 5, domain: [-1, 1] });
/** Another name of {@link arccos}. */
export const acos = arccos;

/**
 * The angle in [-π/2, π/2] whose tangent the value is, elementwise. NumPy: `arctan`.
 * At most 1 ULP from the true value; each part of a complex result at most 4.
 * @example
 * nd.arctan([0, Infinity]).toArray() // [0, 1.5707963267948966]
 */
export const arctan = unary('arctan', { rule: 'inexact', ulp: 1, complexUlp: 5 });
/** Another name of {@link arctan}. */
export const atan = arctan;

/**
 * The angle in [-π, π] of the point (x2, x1), elementwise, with broadcasting: y comes first. Real operands only.
 *
 * Result: the float that holds both, the broadcast shape. At most 1 ULP from the true value. NumPy: `arctan2`.
 * @example
 * nd.arctan2([1, -1], [0, -1]).toArray() // [1.5707963267948966, -2.356194490192345]
 */
export const arctan2 = binary('arctan2', { rule: 'inexact', ulp: 1 });
/** Another name of {@link arctan2}. */
export const atan2 = arctan2;

/**
 * The length √(x1² + x2²), elementwise, with broadcasting, without overflow on the way. Real operands only; where one
 * is infinite so is the length, even beside nan.
 *
 * Result: the float that holds both, the broadcast shape. At most 2 ULP from the true value. NumPy: `hypot`.
 * @example
 * nd.hypot(3, [4, 0]).toArray() // [5, 3]
 */
export const hypot = binary('hypot', { rule: 'inexact', ulp: 2, identity: 0 });

/**
 * Degrees in radians: the value times π/180, elementwise. Real operands only. NumPy: `deg2rad`.
 * @example
 * nd.deg2rad([180]).toArray() // [3.141592653589793]
 */
export const deg2rad = unary('deg2rad', { rule: 'inexact', ulp: 1 });

/**
 * Degrees in radians; the same as {@link deg2rad}. NumPy: `radians`.
 * @example
 * nd.radians([90]).toArray() // [1.5707963267948966]
 */
export const radians = unary('radians', { rule: 'inexact', ulp: 1 });

/**
 * Radians in degrees: the value times 180/π, elementwise. Real operands only. NumPy: `rad2deg`.
 * @example
 * nd.rad2deg([Math.PI]).toArray() // [180]
 */
export const rad2deg = unary('rad2deg', { rule: 'inexact', ulp: 1 });

/**
 * Radians in degrees; the same as {@link rad2deg}. NumPy: `degrees`.
 * @example
 * nd.degrees([Math.PI / 2]).toArray() // [90]
 */
export const degrees = unary('degrees', { rule: 'inexact', ulp: 1 });
