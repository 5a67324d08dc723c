/** What kind of number an element, or an array, is; the angle of complex ones. */
import { newArray, newLaidOut } from '../call.js';
import { Complex } from '../complex.js';
import { asNDArray } from '../convert/as_array.js';
import { fillItem } from '../convert/copy.js';
import { BOOL, isComplex } from '../dtype.js';
import { isItem } from '../element.js';
import { StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { booleanOption, noMore, readOptions } from '../options.js';
import { C_CONTIGUOUS, cStrides, F_CONTIGUOUS, fStrides } from '../shape/layout.js';
import { imaginaryPart, realPart } from '../shape/parts.js';
import type { AreScalars, ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { Given } from '../types/results.js';
import type { InexactTable, RealOfTable } from '../types/rules.js';
import type { Values } from '../types/signatures.js';
import { multiply } from './arithmetic.js';
import { equal, notEqual } from './comparison.js';
import { applyLoop, readOuts } from './execute.js';
import { composedLoops, Loops } from './loops.js';
import { arctan2 } from './trigonometric.js';

/** Options of {@link isposinf} and {@link isneginf}. */
export interface IsInfOptions<O extends NDArray | undefined = NDArray | undefined> {
  /** The array that receives the result and is returned. */
  out?: O;
}

type Tested<X extends ArrayLike, O> = Given<O, Values<AreScalars<X>, 'bool', ShapeOf<X>>>;

function infinity(kernel: string): (x: unknown, rest: readonly unknown[]) => unknown {
  composedLoops(kernel);
  const loops = new Loops(kernel, 'bool', 1, undefined);
  return (x, rest) => {
    if (x === undefined) throw new StridedError(`${kernel}: operand 1 of 1 is missing`, 'ERR_ARGUMENT');
    const outs = readOuts(1, readOptions(rest, ['out'], kernel), kernel);
    if (isItem(x) && typeof x !== 'number' && !(x instanceof Complex) && outs.length === 0) return false;
    const a = asNDArray(x, kernel);
    const loop = loops.unary(a._code);
    if (loop === undefined) throw loops.missing([a._code], kernel);
    const result = applyLoop({ name: kernel }, loop, [a], { outs, casting: 'same_kind' }) as NDArray;
    return isItem(x) && outs.length === 0 ? result.item() : result;
  };
}
const positiveInfinity = infinity('isposinf');
const negativeInfinity = infinity('isneginf');

/**
 * Whether the element is positive infinity, elementwise. Result: bool. NumPy: `isposinf`.
 * @throws DTypeError for complex.
 * @example
 * nd.isposinf([1, Infinity, -Infinity]).toArray() // [false, true, false]
 */
export function isposinf<const X extends ArrayLike, O extends NDArray | undefined = undefined>(
  x: X,
  out?: O | IsInfOptions<O>,
): Tested<X, NoInfer<O>>;
export function isposinf(x: unknown, ...rest: unknown[]): unknown {
  return positiveInfinity(x, rest);
}

/**
 * Whether the element is negative infinity, elementwise. Result: bool. NumPy: `isneginf`.
 * @throws DTypeError for complex.
 * @example
 * nd.isneginf([1, Infinity, -Infinity]).toArray() // [false, false, true]
 */
export function isneginf<const X extends ArrayLike, O extends NDArray | undefined = undefined>(
  x: X,
  out?: O | IsInfOptions<O>,
): Tested<X, NoInfer<O>>;
export function isneginf(x: unknown, ...rest: unknown[]): unknown {
  return negativeInfinity(x, rest);
}

/**
 * Whether the imaginary part is 0, elementwise: true for all elements of a real dtype. Result: bool. NumPy: `isreal`.
 * @example
 * nd.isreal([new nd.Complex(1, 2), new nd.Complex(3, 0)]).toArray() // [false, true]
 */
export function isreal<const X extends ArrayLike>(x: X): Values<AreScalars<X>, 'bool', ShapeOf<X>>;
export function isreal(x: unknown, ...rest: unknown[]): unknown {
  noMore(rest, 'isreal');
  if (isItem(x)) return !(x instanceof Complex) || x.im === 0;
  const a = asNDArray(x, 'isreal');
  if (isComplex(a._code)) return equal(imaginaryPart(a), 0);
  // In the order that imag's zeros would have.
  const shape = a.shape as readonly number[];
  const isFortran = (a._flags & (C_CONTIGUOUS | F_CONTIGUOUS)) === F_CONTIGUOUS;
  const result = newLaidOut(shape, (isFortran ? fStrides : cStrides)(shape, 1), BOOL);
  fillItem(result, true, 'isreal');
  return result;
}

/**
 * Whether the imaginary part is not 0, elementwise: false for all elements of a real dtype. Result: bool. NumPy:
 * `iscomplex`.
 * @example
 * nd.iscomplex([new nd.Complex(1, 2), new nd.Complex(3, 0)]).toArray() // [true, false]
 */
export function iscomplex<const X extends ArrayLike>(x: X): Values<AreScalars<X>, 'bool', ShapeOf<X>>;
export function iscomplex(x: unknown, ...rest: unknown[]): unknown {
  noMore(rest, 'iscomplex');
  if (isItem(x)) return x instanceof Complex && x.im !== 0;
  const a = asNDArray(x, 'iscomplex');
  return isComplex(a._code)
    ? notEqual(imaginaryPart(a), 0)
    : newArray(a.shape as readonly number[], BOOL, true);
}

/**
 * Whether the dtype is complex, whatever the values. Gives true or false. NumPy: `iscomplexobj`.
 * @example
 * nd.iscomplexobj(nd.zeros([2], 'complex64')) // true
 */
export function iscomplexobj(x: ArrayLike, ...rest: never[]): boolean {
  noMore(rest, 'iscomplexobj');
  return isItem(x) ? x instanceof Complex : isComplex(asNDArray(x, 'iscomplexobj')._code);
}

/**
 * Whether the dtype is not complex, whatever the values. Gives true or false. NumPy: `isrealobj`.
 * @example
 * nd.isrealobj([1, 2]) // true
 */
export function isrealobj(x: ArrayLike, ...rest: never[]): boolean {
  noMore(rest, 'isrealobj');
  return isItem(x) ? !(x instanceof Complex) : !isComplex(asNDArray(x, 'isrealobj')._code);
}

/** Options of {@link angle}. */
export interface AngleOptions {
  /** Whether the angle counts in degrees; radians if not given. */
  deg?: boolean | undefined;
}

type AngleDType<X extends ArrayLike> = RealOfTable[InexactTable[DTypeOf<X>]];

/**
 * The angle of complex numbers with the positive real axis, elementwise, in (-pi, pi]: 0 or pi for real ones.
 *
 * Result: the float of the parts; integers give the float that holds them. NumPy: `angle`.
 * @example
 * nd.angle([new nd.Complex(0, 1), -1], { deg: true }).toArray() // [90, 180]
 */
export function angle<const X extends ArrayLike>(
  z: X,
  deg?: boolean | AngleOptions,
  options?: AngleOptions,
): Values<AreScalars<X>, AngleDType<X>, ShapeOf<X>>;
export function angle(z: unknown, ...rest: unknown[]): unknown {
  const inDegrees = booleanOption(readOptions(rest, ['deg'], 'angle'), 'deg', false, 'angle');
  if (z === undefined) throw new StridedError('angle: operand 1 of 1 is missing', 'ERR_ARGUMENT');
  const a = asNDArray(z, 'angle');
  const result = (isComplex(a._code) ? arctan2(imaginaryPart(a), realPart(a)) : arctan2(0, a)) as NDArray;
  if (inDegrees) multiply(result, 180 / Math.PI, { out: result });
  return isItem(z) ? result.item() : result;
}
