/** Triangles of matrices. */
import { callError, newArray } from '../call.js';
import { optionalCode } from '../convert/array.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray, fillItem } from '../convert/copy.js';
import { describe } from '../describe.js';
import { FLOAT64, itemSizes } from '../dtype.js';
import { ShapeError, StridedError } from '../errors.js';
import { binding, PARAMETERS, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { readOptions } from '../options.js';
import { stretched } from '../shape/broadcast_to.js';
import { C_CONTIGUOUS, checkShape } from '../shape/layout.js';
import { wholeNumber } from '../shape/whole_numbers.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AnyShape, IsUnknownRank } from '../types/shapes.js';

/** The number of a diagonal: 0 the main one, positive above it. */
export function diagonalNumber(k: unknown, who: string): number {
  const number = wholeNumber(k ?? 0, `${who}: k`);
  if (number === undefined)
    throw new StridedError(`${who}: k must be an integer, not ${describe(k)}`, 'ERR_OPTION');
  return number;
}

/** Copies one triangle of the C-contiguous matrices of `source` into `target`, which may be the same, and clears the rest. */
function putTriangle(source: NDArray, target: NDArray, k: number, lower: boolean, who: string): void {
  if (target._size === 0) return;
  const { _shape, ndim } = target;
  const rows = _shape[ndim - 2] as number;
  const columns = _shape[ndim - 1] as number;
  slots[PARAMETERS] = target._size / (rows * columns);
  slots[PARAMETERS + 1] = rows;
  slots[PARAMETERS + 2] = columns;
  slots[PARAMETERS + 3] = k;
  slots[PARAMETERS + 4] = lower ? 1 : 0;
  slots[PARAMETERS + 5] = itemSizes[target._code] as number;
  slots[PARAMETERS + 6] = source._storage.start + source._offset;
  slots[PARAMETERS + 7] = target._storage.start + target._offset;
  const status = binding.triangle(source._storage.region.handle, target._storage.region.handle);
  if (status !== undefined) throw callError(status, who, [source, target]);
}

function triangle(m: unknown, rest: readonly unknown[], lower: boolean, who: string): NDArray {
  let a = asNDArray(m, who);
  a._alive(who);
  const [bare] = rest;
  const k = diagonalNumber(
    typeof bare === 'number' && rest.length === 1 ? bare : readOptions(rest, ['k'], who)['k'],
    who,
  );
  if (a.ndim === 0) throw new ShapeError(`${who}: a matrix is needed, not a 0-d array`);
  if (a.ndim === 1) a = stretched(a, [a._size, a._size]);
  if ((a._flags & C_CONTIGUOUS) !== 0) {
    const out = newArray(a._shape, a._code);
    putTriangle(a, out, k, lower, who);
    return out;
  }
  const out = copyArray(a, 'C', who);
  putTriangle(out, out, k, lower, who);
  return out;
}

type Square<S> =
  IsUnknownRank<S> extends true
    ? AnyShape
    : S extends readonly [infer N extends number]
      ? [N, N]
      : S extends readonly number[]
        ? S
        : AnyShape;

/** Options of `tril` and `triu`. */
export interface TriangleOptions {
  /** The diagonal that bounds the triangle: 0 the main one, positive above it. */
  k?: number | undefined;
}

/**
 * The lower triangle of a matrix, or of each of a stack: what stands above the `k`-th diagonal is 0. A 1-D array counts as
 * the row of a square matrix.
 *
 * Result: the same dtype and shape, a new C-contiguous array. NumPy: `tril`.
 * @throws ShapeError for a 0-d array.
 * @example
 * nd.tril([[1, 2], [3, 4]]).toArray() // [[1, 0], [3, 4]]
 * nd.tril([[1, 2], [3, 4]], -1).toArray() // [[0, 0], [3, 0]]
 */
export function tril<const T extends ArrayLike>(
  m: T,
  k?: number | TriangleOptions,
): NDArray<DTypeOf<T>, Square<ShapeOf<T>>>;
export function tril(m: unknown, ...rest: unknown[]): NDArray {
  return triangle(m, rest, true, 'tril');
}

/**
 * The upper triangle of a matrix, or of each of a stack: what stands below the `k`-th diagonal is 0. A 1-D array counts as
 * the row of a square matrix.
 *
 * Result: the same dtype and shape, a new C-contiguous array. NumPy: `triu`.
 * @throws ShapeError for a 0-d array.
 * @example
 * nd.triu([[1, 2], [3, 4]]).toArray() // [[1, 2], [0, 4]]
 */
export function triu<const T extends ArrayLike>(
  m: T,
  k?: number | TriangleOptions,
): NDArray<DTypeOf<T>, Square<ShapeOf<T>>>;
export function triu(m: unknown, ...rest: unknown[]): NDArray {
  return triangle(m, rest, false, 'triu');
}

/** Options of `tri`. */
export interface TriOptions<D extends DType = DType, M extends number = number> {
  /** The number of columns; as many as rows if not given. */
  M?: M | null | undefined;
  /** The last diagonal with ones: 0 the main one, positive above it. */
  k?: number | undefined;
  /** The dtype; float64 if not given. */
  dtype?: D | undefined;
}

/**
 * A matrix with ones up to the `k`-th diagonal, zeros above it: `N` rows, `M` columns (as many). float64 unless `dtype`
 * says otherwise. NumPy: `tri`.
 * @throws ShapeError for lengths that are no counts; DTypeError for an unknown dtype.
 * @example
 * nd.tri(2).toArray() // [[1, 0], [1, 1]]
 * nd.tri(2, 3, { k: 1, dtype: 'int8' }).toArray() // [[1, 1, 0], [1, 1, 1]]
 */
export function tri<N extends number, M extends number = N, D extends DType = 'float64'>(
  N: N,
  options?: TriOptions<D, M>,
): NDArray<NoInfer<D>, [N, M]>;
export function tri<N extends number, M extends number = N, D extends DType = 'float64'>(
  N: N,
  M: M | null | undefined,
  options?: TriOptions<D> & { M?: undefined },
): NDArray<NoInfer<D>, [N, M]>;
export function tri(rows: unknown, ...rest: unknown[]): NDArray {
  const who = 'tri';
  const options = readOptions(rest, ['M', 'k', 'dtype'], who);
  const code = optionalCode(options['dtype'], who) ?? FLOAT64;
  const k = diagonalNumber(options['k'], who);
  // As in NumPy, a negative length is none.
  const lengths = [rows, options['M'] ?? rows].map((n) => (typeof n === 'number' && n < 0 ? 0 : n));
  const out = newArray(checkShape(lengths, who), code);
  if (out._size === 0) return out;
  fillItem(out, 1, who);
  putTriangle(out, out, k, true, who);
  return out;
}
