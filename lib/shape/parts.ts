/** Parts of an array as views: the diagonal, real and imaginary parts. */

import { newLaidOut } from '../call.js';
import { Complex } from '../complex.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { isComplex, realCode } from '../dtype.js';
import { isItem } from '../element.js';
import { AxisError, ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { noMore, readOptions } from '../options.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, Scalar, ShapeOf } from '../types/operands.js';
import type { RealOfTable } from '../types/rules.js';
import type { AnyShape, Shape } from '../types/shapes.js';
import { axisOf } from './axis.js';
import { C_CONTIGUOUS, cStrides, F_CONTIGUOUS, fStrides, WRITEABLE } from './layout.js';

/** Options of `diagonal`. */
export interface DiagonalOptions {
  /** How far above the main diagonal; negative is below. */
  offset?: number | undefined;
  /** The axes that span the matrices. */
  axis1?: number | undefined;
  axis2?: number | undefined;
}

export function diagonalArray(a: NDArray, args: readonly unknown[]): NDArray {
  const who = 'diagonal';
  a._alive(who);
  const options = readOptions(args, ['offset', 'axis1', 'axis2'], who);
  const offset = options['offset'] ?? 0;
  if (typeof offset !== 'number' || !Number.isInteger(offset)) {
    throw new StridedError(`${who}: offset must be an integer, not ${describe(offset)}`, 'ERR_OPTION');
  }
  if (a.ndim < 2) {
    throw new ShapeError(`${who}: an array of two axes or more is needed, not shape ${shapeText(a._shape)}`);
  }
  const axis1 = axisOf(options['axis1'] ?? 0, a.ndim, who, 'axis1');
  const axis2 = axisOf(options['axis2'] ?? 1, a.ndim, who, 'axis2');
  if (axis1 === axis2) throw new AxisError(`${who}: axis1 and axis2 are both axis ${axis1}`);
  const old = a._shape;
  const rows = (old[axis1] as number) + Math.min(0, offset);
  const columns = (old[axis2] as number) - Math.max(0, offset);
  const length = Math.max(0, Math.min(rows, columns));
  const down = a._strides[axis1] as number;
  const across = a._strides[axis2] as number;
  const shape = old.filter((_, axis) => axis !== axis1 && axis !== axis2);
  const strides = a._strides.filter((_, axis) => axis !== axis1 && axis !== axis2);
  const start = length === 0 ? 0 : offset >= 0 ? offset * across : -offset * down;
  const view = a._view([...shape, length], [...strides, down + across], a._offset + start);
  view._flags &= ~WRITEABLE;
  return view;
}

/**
 * The diagonals of the matrices that two axes span (the first two), as the last axis of the result. A read-only view, as in
 * NumPy: copy it to write. NumPy's `diagonal`.
 * @throws ShapeError for fewer than two axes.
 * @example
 * nd.diagonal([[1, 2], [3, 4]]).toArray() // [ 1, 4 ]
 * nd.diagonal([[1, 2], [3, 4]], 1).toArray() // [ 2 ]
 */
export function diagonal<const T extends ArrayLike>(
  a: T,
  offset?: number | DiagonalOptions,
  options?: DiagonalOptions,
): NDArray<DTypeOf<T>, AnyShape>;
export function diagonal(a: unknown, ...rest: unknown[]): NDArray {
  return diagonalArray(asNDArray(a, 'diagonal'), rest);
}

export function realPart(a: NDArray): NDArray {
  if (a._storage.disposed) a._alive('real');
  return isComplex(a._code) ? a._view(a._shape, a._strides, a._offset, realCode(a._code)) : a;
}

export function imaginaryPart(a: NDArray): NDArray {
  if (a._storage.disposed) a._alive('imag');
  if (isComplex(a._code)) return a._view(a._shape, a._strides, a._offset + a.itemsize / 2, realCode(a._code));
  // Zeros that nobody may write: there is no imaginary part to keep what is written.
  const isFortran = (a._flags & (C_CONTIGUOUS | F_CONTIGUOUS)) === F_CONTIGUOUS;
  const strides = isFortran ? fStrides(a._shape, a.itemsize) : cStrides(a._shape, a.itemsize);
  const zeros = newLaidOut(a._shape, strides, a._code, true);
  zeros._flags &= ~WRITEABLE;
  return zeros;
}

/** A plain scalar of a plain scalar, an array of anything else. */
type Part<T> = [T] extends [Scalar]
  ? T extends Complex
    ? number
    : T
  : T extends ArrayLike
    ? NDArray<RealOfTable[DTypeOf<T>], ShapeOf<T>>
    : never;

/**
 * The real part: a view of a complex array; a real array itself; of a plain scalar a plain scalar. NumPy's `real`.
 * @example
 * nd.real([new nd.Complex(1, 2)]).toArray() // [ 1 ]
 */
export function real<D extends DType, S extends Shape>(val: NDArray<D, S>): NDArray<RealOfTable[D], S>;
export function real<const T extends ArrayLike>(val: T): Part<T>;
export function real(val: unknown, ...rest: unknown[]): unknown {
  noMore(rest, 'real');
  if (isItem(val)) return val instanceof Complex ? val.re : val;
  return realPart(asNDArray(val, 'real'));
}

/**
 * The imaginary part: a view of a complex array; read-only zeros for a real one; of a plain scalar a plain scalar. NumPy's
 * `imag`.
 * @example
 * nd.imag([new nd.Complex(1, 2)]).toArray() // [ 2 ]
 */
export function imag<D extends DType, S extends Shape>(val: NDArray<D, S>): NDArray<RealOfTable[D], S>;
export function imag<const T extends ArrayLike>(val: T): Part<T>;
export function imag(val: unknown, ...rest: unknown[]): unknown {
  noMore(rest, 'imag');
  if (isItem(val)) {
    if (val instanceof Complex) return val.im;
    return typeof val === 'bigint' ? 0n : typeof val === 'boolean' ? false : 0;
  }
  return imaginaryPart(asNDArray(val, 'imag'));
}
