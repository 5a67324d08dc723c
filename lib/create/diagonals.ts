/** Matrices made from their diagonal, and Vandermonde's. */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray, fillItem } from '../convert/copy.js';
import { INT64, promoteCodes } from '../dtype.js';
import { ShapeError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { multiply } from '../ops/arithmetic.js';
import { booleanOption, readOptions } from '../options.js';
import { checkShape } from '../shape/layout.js';
import { diagonalArray } from '../shape/parts.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { BinaryResult } from '../types/rules.js';
import type { AnyShape, IsUnknownRank } from '../types/shapes.js';
import { diagonalNumber } from './triangles.js';

/** Options of `diag` and `diagflat`. */
export interface DiagOptions {
  /** Which diagonal: 0 the main one, positive above it, negative below. */
  k?: number | undefined;
}

function readDiagonal(rest: readonly unknown[], who: string): number {
  const [bare] = rest;
  return diagonalNumber(
    typeof bare === 'number' && rest.length === 1 ? bare : readOptions(rest, ['k'], who)['k'],
    who,
  );
}

/** A square matrix of zeros with the elements of a 1-D array on a diagonal. */
function withDiagonal(a: NDArray, k: number, who: string): NDArray {
  const length = a._size + Math.abs(k);
  const out = newArray(checkShape([length, length], who), a._code, true);
  if (a._size === 0) return out;
  const [down, across] = out._strides as [number, number];
  const offset = out._offset + (k >= 0 ? k * across : -k * down);
  copyInto(out._view([a._size], [down + across], offset), a, who);
  return out;
}

type DiagShape<S> =
  IsUnknownRank<S> extends true
    ? AnyShape
    : S extends readonly [number]
      ? [number, number]
      : S extends readonly [number, number]
        ? [number]
        : AnyShape;

/**
 * Of a 1-D array the square matrix with it on the `k`-th diagonal, in new memory; of a matrix its `k`-th diagonal, a
 * read-only view.
 *
 * Result: the same dtype. NumPy: `diag`.
 * @throws ShapeError for arrays of no axis, or of more than two.
 * @example
 * nd.diag([1, 2]).toArray() // [[1, 0], [0, 2]]
 * nd.diag([[1, 2], [3, 4]]).toArray() // [1, 4]
 */
export function diag<const T extends ArrayLike>(
  v: T,
  k?: number | DiagOptions,
): NDArray<DTypeOf<T>, DiagShape<ShapeOf<T>>>;
export function diag(v: unknown, ...rest: unknown[]): NDArray {
  const who = 'diag';
  const a = asNDArray(v, who);
  a._alive(who);
  const k = readDiagonal(rest, who);
  if (a.ndim === 2) return diagonalArray(a, [k]);
  if (a.ndim !== 1) {
    throw new ShapeError(`${who}: an array of one or two axes is needed, not shape ${shapeText(a._shape)}`);
  }
  return withDiagonal(a, k, who);
}

/**
 * The square matrix with the flattened array on its `k`-th diagonal.
 *
 * Result: the same dtype, a new array. NumPy: `diagflat`.
 * @throws StridedError for a `k` that is no integer.
 * @example
 * nd.diagflat([[1], [2]]).toArray() // [[1, 0], [0, 2]]
 */
export function diagflat<const T extends ArrayLike>(
  v: T,
  k?: number | DiagOptions,
): NDArray<DTypeOf<T>, [number, number]>;
export function diagflat(v: unknown, ...rest: unknown[]): NDArray {
  const who = 'diagflat';
  const a = asNDArray(v, who);
  a._alive(who);
  const k = readDiagonal(rest, who);
  using flat = copyArray(a, 'C', who);
  return withDiagonal(flat._view([a._size], [a.itemsize], flat._offset), k, who);
}

/** Options of `vander`. */
export interface VanderOptions {
  /** The number of columns; as many as `x` has elements if not given. */
  N?: number | null | undefined;
  /** True: powers grow to the right; false, the default, to the left. */
  increasing?: boolean | undefined;
}

/**
 * Vandermonde's matrix: row i holds the powers of `x[i]`, the highest first unless `increasing`.
 *
 * Result: the dtype that x promotes to beside int64, a new array of shape [x.size, N]. NumPy: `vander`.
 * @throws ShapeError where x has another number of axes than one, or N is negative.
 * @example
 * nd.vander([2, 3], 3).toArray() // [[4, 2, 1], [9, 3, 1]]
 */
export function vander<const T extends ArrayLike>(
  x: T,
  N?: number | null | VanderOptions,
  options?: VanderOptions,
): NDArray<Extract<BinaryResult<'promote', DTypeOf<T>, 'int64'>, DType>, [number, number]>;
export function vander(x: unknown, ...rest: unknown[]): NDArray {
  const who = 'vander';
  const a = asNDArray(x, who);
  a._alive(who);
  const options = readOptions(rest, ['N', 'increasing'], who);
  if (a.ndim !== 1) {
    throw new ShapeError(`${who}: an array of one axis is needed, not shape ${shapeText(a._shape)}`);
  }
  const shape = checkShape([a._size, options['N'] ?? a._size], who);
  const [rows, columns] = shape as [number, number];
  const out = newArray(shape, promoteCodes(a._code, INT64));
  if (out._size === 0) return out;
  const [down, across] = out._strides as [number, number];
  const step = booleanOption(options, 'increasing', false, who) ? across : -across;
  const origin = out._offset + (step < 0 ? (columns - 1) * across : 0);
  fillItem(out._view([rows, 1], [down, across], origin), 1, who);
  if (columns > 1) {
    const powers = out._view([rows, columns - 1], [down, step], origin + step);
    copyInto(powers, a._view([rows, 1], [a._strides[0] as number, 0], a._offset), who);
    multiply.accumulate(powers, { axis: 1, out: powers } as never);
  }
  return out;
}
