/** Ones on a diagonal. */
import { optionalCode } from '../convert/array.js';
import { fillItem } from '../convert/copy.js';
import { FLOAT64 } from '../dtype.js';
import { StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { readOptions } from '../options.js';
import { checkShape, describe } from '../shape/layout.js';
import type { DType } from '../types/dtypes.js';
import { isFortranOrder, newOrdered } from './filled.js';

/** Options of `eye`. */
export interface EyeOptions<D extends DType = DType, M extends number = number> {
  /** The number of columns; as many as rows if not given. */
  M?: M | undefined;
  /** Which diagonal: 0 the main one, positive above it, negative below. */
  k?: number | undefined;
  /** The dtype; float64 if not given. */
  dtype?: D | undefined;
  order?: 'C' | 'F' | undefined;
}

function withDiagonal(
  rows: unknown,
  columns: unknown,
  k: number,
  code: number,
  fortran: boolean,
  who: string,
): NDArray {
  const shape = checkShape([rows, columns], who);
  const a = newOrdered(shape, code, fortran, true);
  const [height, width] = shape as [number, number];
  const [down, across] = a.strides as [number, number];
  const length = Math.min(height - Math.max(0, -k), width - Math.max(0, k));
  if (length > 0) {
    const first = k >= 0 ? k * across : -k * down;
    fillItem(a._view([length], [down + across], a._offset + first), 1, who);
  }
  return a;
}

/**
 * A matrix of zeros with ones on a diagonal: `N` rows, `M` columns (as many), the `k`-th diagonal above the main one.
 * float64 unless `dtype` says otherwise. NumPy's `eye`.
 * @throws ShapeError for lengths that are no counts; DTypeError for an unknown dtype.
 * @example
 * nd.eye(2).toArray() // [ [ 1, 0 ], [ 0, 1 ] ]
 * nd.eye(2, 3, { k: 1 }).toArray() // [ [ 0, 1, 0 ], [ 0, 0, 1 ] ]
 */
export function eye<N extends number, M extends number = N, D extends DType = 'float64'>(
  N: N,
  options?: EyeOptions<D, M>,
): NDArray<NoInfer<D>, [N, M]>;
export function eye<N extends number, M extends number = N, D extends DType = 'float64'>(
  N: N,
  M: M | null | undefined,
  options?: EyeOptions<D> & { M?: undefined },
): NDArray<NoInfer<D>, [N, M]>;
export function eye(rows: unknown, ...rest: unknown[]): NDArray {
  const who = 'eye';
  const options = readOptions(rest, ['M', 'k', 'dtype', 'order'], who);
  const k = options['k'] ?? 0;
  if (typeof k !== 'number' || !Number.isInteger(k)) {
    throw new StridedError(`${who}: k must be an integer, not ${describe(k)}`, 'ERR_OPTION');
  }
  const code = optionalCode(options['dtype'], who) ?? FLOAT64;
  return withDiagonal(rows, options['M'] ?? rows, k, code, isFortranOrder(options, who), who);
}

/**
 * The square matrix with ones on the main diagonal and zeros elsewhere; float64 unless `dtype` says otherwise. NumPy's
 * `identity`.
 * @throws as {@link eye}
 * @example
 * nd.identity(2, 'int8').toArray() // [ [ 1, 0 ], [ 0, 1 ] ]
 */
export function identity<N extends number, D extends DType = 'float64'>(
  n: N,
  options?: { dtype?: D | undefined },
): NDArray<NoInfer<D>, [N, N]>;
export function identity<N extends number, D extends DType = 'float64'>(
  n: N,
  dtype: D | null | undefined,
): NDArray<NoInfer<D>, [N, N]>;
export function identity(n: unknown, ...rest: unknown[]): NDArray {
  const options = readOptions(rest, ['dtype'], 'identity');
  return withDiagonal(n, n, 0, optionalCode(options['dtype'], 'identity') ?? FLOAT64, false, 'identity');
}
