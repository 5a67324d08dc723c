/** Sums along diagonals. */
import { asNDArray } from '../convert/as_array.js';
import type { Item } from '../element.js';
import { installMethods } from '../methods.js';
import type { NDArray } from '../ndarray.js';
import { type Options, readOptions } from '../options.js';
import { sum } from '../reduce/folds.js';
import { diagonalArray } from '../shape/parts.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike } from '../types/operands.js';

/** Options of `trace`. */
export interface TraceOptions {
  /** How far above the main diagonal; negative is below. */
  offset?: number | undefined;
  /** The axes that span the matrices; the first two if not given. */
  axis1?: number | undefined;
  axis2?: number | undefined;
  /** The dtype that is summed in and returned. */
  dtype?: DType | undefined;
  /** The array that receives the sums and is returned. */
  out?: NDArray | undefined;
}

export function traceArray(a: NDArray, options: Options): NDArray | Item {
  const { offset, axis1, axis2, dtype, out } = options;
  const diagonal = diagonalArray(a, [{ offset, axis1, axis2 }]);
  const chosen = { ...(dtype == null ? {} : { dtype }), ...(out == null ? {} : { out }) };
  const fold = sum as (a: NDArray, options: unknown) => NDArray | Item;
  return fold(diagonal, a.ndim === 2 && out == null ? chosen : { ...chosen, axis: -1 });
}

/**
 * The sum along the diagonal of the matrices that two axes span (the first two). Integers and bools are summed in 64 bits.
 *
 * Shapes: (m, n) gives a plain number; more axes, or `out`, give an array of the axes that stay. NumPy: `trace`.
 * @throws ShapeError for fewer than two axes.
 * @example
 * nd.trace([[1, 2], [3, 4]]) // 5
 */
export function trace(a: ArrayLike, offset?: number | TraceOptions, options?: TraceOptions): NDArray | Item;
export function trace(a: unknown, ...rest: unknown[]): NDArray | Item {
  const options = readOptions(rest, ['offset', 'axis1', 'axis2', 'dtype', 'out'], 'trace');
  return traceArray(asNDArray(a, 'trace'), options);
}

/** `trace` as a method. */
export interface TraceMethods {
  /** `nd.trace(a)`. */
  trace(offset?: number | TraceOptions, options?: TraceOptions): NDArray | Item;
}

installMethods({
  trace(this: NDArray, ...rest: never[]) {
    return trace(this, ...(rest as []));
  },
});
