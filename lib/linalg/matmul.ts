/** The generalised universal functions: products of stacks of matrices and vectors. */
import { installMethods } from '../methods.js';
import { NDArray } from '../ndarray.js';
import { inPlaceError } from '../ops/in_place_error.js';
import { noMore } from '../options.js';
import type { VectorProduct } from '../types/products.js';
import type { InPlaceMethod, MatMul, MatMulMethod } from '../types/signatures.js';
import { gufunc } from './gufunc.js';
import { readyProduct } from './product.js';

const general = gufunc({ name: 'matmul', left: 0, right: 0, conjugate: false, takesAxis: false });

/**
 * The matrix product of the last two axes; axes before them are broadcast. A 1-D operand is a row on the left, a column on
 * the right, and its axis is gone from the result. Transposed operands are read where they stand, without a copy.
 *
 * Shapes: (…, m, k) and (…, k, n) give (…, m, n); `axes` says where the matrices stand if not last, as in
 * `[[0, 1], [0, 1], [0, 1]]` for the operands and the result. Result: the promoted dtype; integers wrap, bools are "or"
 * over "and". A new array, or `out`. NumPy: `matmul`.
 * @throws ShapeError where the inner dimensions differ, for scalars and 0-d arrays; DTypeError where `casting` forbids a
 * cast.
 * @example
 * nd.matmul([[1, 2], [3, 4]], [1, 1]).toArray() // [3, 7]
 */
export const matmul: MatMul = ((
  x1: unknown,
  x2: unknown,
  first?: unknown,
  second?: unknown,
  surplus?: unknown,
): NDArray => {
  if (surplus !== undefined) noMore([surplus], 'matmul');
  if (first === undefined && second === undefined && x1 instanceof NDArray && x2 instanceof NDArray) {
    const left = Math.min(2, x1._shape.length);
    const right = Math.min(2, x2._shape.length);
    const product = readyProduct(x1, x2, left, right, false, 'matmul');
    if (product !== undefined) return product;
  }
  return second === undefined ? general(x1, x2, first) : general(x1, x2, first, second);
}) as MatMul;
Object.defineProperty(matmul, 'name', { value: 'matmul' });

/**
 * Matrices times vectors: the last two axes of `x1` times the last of `x2`; axes before them are broadcast.
 *
 * Shapes: (…, m, n) and (…, n) give (…, m). Result: the promoted dtype, a new array or `out`. NumPy: `matvec`.
 * @throws ShapeError where the lengths differ or `x1` is no matrix.
 * @example
 * nd.matvec([[1, 2], [3, 4]], [1, 10]).toArray() // [21, 43]
 */
export const matvec: VectorProduct = gufunc({
  name: 'matvec',
  left: 2,
  right: 1,
  conjugate: false,
  takesAxis: false,
}) as VectorProduct;

/**
 * Vectors times matrices: the last axis of `x1`, conjugated if complex, times the last two of `x2`; axes before them are
 * broadcast.
 *
 * Shapes: (…, n) and (…, n, m) give (…, m). Result: the promoted dtype, a new array or `out`. NumPy: `vecmat`.
 * @throws ShapeError where the lengths differ or `x2` is no matrix.
 * @example
 * nd.vecmat([1, 10], [[1, 2], [3, 4]]).toArray() // [31, 42]
 */
export const vecmat: VectorProduct = gufunc({
  name: 'vecmat',
  left: 1,
  right: 2,
  conjugate: true,
  takesAxis: false,
}) as VectorProduct;

/**
 * Inner products of vectors along the last axis, or `axis`; the other axes are broadcast. A complex `x1` is conjugated.
 *
 * Shapes: (…, n) and (…, n) give (…); with `keepdims` the axis stays with length 1. Result: the promoted dtype, a new
 * array (0-d for two vectors) or `out`. NumPy: `vecdot`.
 * @throws ShapeError where the lengths differ, AxisError for an axis that is not there.
 * @example
 * nd.vecdot([[1, 2], [3, 4]], [1, 10]).toArray() // [21, 43]
 */
export const vecdot: VectorProduct = gufunc({
  name: 'vecdot',
  left: 1,
  right: 1,
  conjugate: true,
  takesAxis: true,
}) as VectorProduct;

/** The matrix product as methods. */
export interface MatMulMethods {
  matmul: MatMulMethod;
  /** NumPy's `a @= b`: the product is written into the array. */
  imatmul: InPlaceMethod;
}

installMethods({
  matmul(this: NDArray, other: never, options?: never) {
    return matmul(this, other, options);
  },
  imatmul(this: NDArray, other: never, ...rest: never[]) {
    noMore(rest, 'imatmul');
    try {
      return matmul(this, other, { out: this });
    } catch (error) {
      throw inPlaceError(error, 'matmul', 'imatmul', other === undefined);
    }
  },
});
