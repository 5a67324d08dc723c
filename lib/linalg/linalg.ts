/** The namespace `linalg`, and those of its functions that have another form in the main namespace. */
import { asNDArray } from '../convert/as_array.js';
import type { Item } from '../element.js';
import { ShapeError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { noMore, readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { diagonalArray } from '../shape/parts.js';
import { matrixTranspose } from '../shape/transpose.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf } from '../types/operands.js';
import type { Promote } from '../types/promote.js';
import type { AnyShape } from '../types/shapes.js';
import { matrixPower, multiDot, tensorinv, tensorsolve } from './chains.js';
import { crossArrays } from './cross.js';
import { cholesky, det, inv, qr, slogdet, solve } from './factors.js';
import { matrixOperand } from './lapack.js';
import { lstsq } from './least_squares.js';
import { matmul, vecdot as vecdotOf } from './matmul.js';
import { cond, matrixNorm, norm, vectorNorm } from './norms.js';
import { outer as outerOf, tensordot } from './outer.js';
import { eig, eigh, eigvals, eigvalsh, matrixRank, pinv, svd, svdvals } from './spectra.js';
import { traceArray } from './trace.js';

/** Options of `linalg.cross` and `linalg.vecdot`. */
export interface AxisOption {
  /** The axis that holds the vectors; the last if not given. */
  axis?: number | undefined;
}

/**
 * The cross product of vectors of three components. NumPy: `linalg.cross`.
 * @throws ShapeError where vectors have not 3 components.
 * @example
 * nd.linalg.cross([1, 0, 0], [0, 1, 0]).toArray() // [0, 0, 1]
 */
function cross<const A extends ArrayLike, const B extends ArrayLike>(
  x1: A,
  x2: B,
  axis?: number | AxisOption,
): NDArray<Promote<DTypeOf<A>, DTypeOf<B>>, AnyShape>;
function cross(x1: unknown, x2: unknown, ...rest: unknown[]): NDArray {
  const axis = readOptions(rest, ['axis'], 'cross')['axis'] ?? -1;
  const [a, b] = [asNDArray(x1, 'cross'), asNDArray(x2, 'cross')];
  const [i, j] = [axisOf(axis, a.ndim, 'cross'), axisOf(axis, b.ndim, 'cross')];
  if (a._shape[i] !== 3 || b._shape[j] !== 3) {
    throw new ShapeError(
      `cross: the vectors of shapes ${shapeText(a._shape)} and ${shapeText(b._shape)} must have 3 components; for 2 there is nd.cross`,
    );
  }
  return crossArrays(a, b, [i, j, axis as number], 'cross');
}

/** Options of `linalg.diagonal` and `linalg.trace`. */
export interface OffsetOption {
  /** How far above the main diagonal; negative is below. */
  offset?: number | undefined;
}

/**
 * The diagonals of the matrices in the last two axes, as a read-only view. NumPy: `linalg.diagonal`.
 * @throws ShapeError for fewer than two axes.
 * @example
 * nd.linalg.diagonal([[1, 2], [3, 4]]).toArray() // [1, 4]
 */
function diagonal<const A extends ArrayLike>(
  x: A,
  offset?: number | OffsetOption,
): NDArray<DTypeOf<A>, AnyShape>;
function diagonal(x: unknown, ...rest: unknown[]): NDArray {
  const { offset } = readOptions(rest, ['offset'], 'diagonal');
  return diagonalArray(matrixOperand(x, 'diagonal', ShapeError), [{ offset, axis1: -2, axis2: -1 }]);
}

/** Options of `linalg.trace`. */
export interface LinAlgTraceOptions extends OffsetOption {
  /** The dtype that is summed in and returned. */
  dtype?: DType | undefined;
}

/**
 * The sums along the diagonals of the matrices in the last two axes: a plain number for one. NumPy: `linalg.trace`.
 * @throws ShapeError for fewer than two axes.
 * @example
 * nd.linalg.trace([[1, 2], [3, 4]]) // 5
 */
// biome-ignore lint/suspicious/noExplicitAny: a number of one matrix, an array of a stack
function trace(x: ArrayLike, offset?: number | LinAlgTraceOptions, options?: LinAlgTraceOptions): any;
function trace(x: unknown, ...rest: unknown[]): NDArray | Item {
  const options = readOptions(rest, ['offset', 'dtype'], 'trace');
  return traceArray(matrixOperand(x, 'trace', ShapeError), { ...options, axis1: -2, axis2: -1 });
}

/**
 * The product of each element of one vector with each of another. NumPy: `linalg.outer`.
 * @throws ShapeError where an operand is no vector.
 * @example
 * nd.linalg.outer([1, 2], [3, 4]).toArray() // [[3, 4], [6, 8]]
 */
function outer<const A extends ArrayLike, const B extends ArrayLike>(
  x1: A,
  x2: B,
): NDArray<Promote<DTypeOf<A>, DTypeOf<B>>, [number, number]>;
function outer(x1: unknown, x2: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'linalg.outer');
  const [a, b] = [asNDArray(x1, 'outer'), asNDArray(x2, 'outer')];
  if (a.ndim !== 1 || b.ndim !== 1) {
    throw new ShapeError(
      `outer: vectors are needed, not shapes ${shapeText(a._shape)} and ${shapeText(b._shape)}; nd.outer takes any`,
    );
  }
  return outerOf(a, b) as NDArray;
}

/**
 * Inner products of vectors along an axis, the first conjugated if complex. NumPy: `linalg.vecdot`.
 * @throws ShapeError where the lengths differ.
 * @example
 * nd.linalg.vecdot([1, 2], [3, 4]).item() // 11
 */
function vecdot<const A extends ArrayLike, const B extends ArrayLike>(
  x1: A,
  x2: B,
  axis?: number | AxisOption,
): NDArray<Promote<DTypeOf<A>, DTypeOf<B>>, AnyShape>;
function vecdot(x1: unknown, x2: unknown, ...rest: unknown[]): NDArray {
  const axis = readOptions(rest, ['axis'], 'vecdot')['axis'] ?? -1;
  return (vecdotOf as (a: unknown, b: unknown, options: unknown) => NDArray)(x1, x2, { axis });
}

/**
 * Linear algebra: NumPy's `linalg`. Factorisations are LAPACK's, computed in double precision; float32 and complex64
 * operands give such results, integers and bools float64. All functions take stacks of matrices in their last two axes.
 */
export const linalg = Object.freeze({
  cholesky,
  cond,
  cross,
  det,
  diagonal,
  eig,
  eigh,
  eigvals,
  eigvalsh,
  inv,
  lstsq,
  matmul,
  matrixNorm,
  matrixPower,
  matrixRank,
  matrixTranspose,
  multiDot,
  norm,
  outer,
  pinv,
  qr,
  slogdet,
  solve,
  svd,
  svdvals,
  tensordot,
  tensorinv,
  tensorsolve,
  trace,
  vecdot,
  vectorNorm,
});
