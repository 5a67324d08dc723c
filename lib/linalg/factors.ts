/** Linear systems and triangular factors: solve, inv, det, slogdet, cholesky, qr. */

import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import type { Item } from '../element.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { booleanOption, noMore, readOptions } from '../options.js';
import { broadcastTwo } from '../shape/broadcast.js';
import type { ItemOf } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AnyShape } from '../types/shapes.js';
import {
  castResult,
  commonDType,
  lapack,
  matrixOperand,
  matrixShape,
  namedResults,
  Problem,
  squareOperand,
} from './lapack.js';
import { inDType } from './product.js';
import type {
  Factored,
  FactoredPair,
  LikeMatrix,
  MatrixOf,
  PerMatrix,
  QRResult,
  RealFactored,
  SlogdetResult,
} from './types.js';

export const singular = 'is singular; lstsq and pinv take such matrices';

/** The operand as LAPACK takes it, and whether it is a copy to be freed. */
export function prepared(a: NDArray, code: number, who: string): { a: NDArray; free: () => void } {
  const cast = inDType(a, code, who);
  return { a: cast, free: () => (cast === a ? undefined : cast.dispose()) };
}

/**
 * Solves the linear systems a · x = b. A 1-D `b` is one right side, else its last two axes are matrices of right sides;
 * stacks are broadcast. The matrices are factored, never inverted.
 *
 * Shapes: (…, n, n) with (n,) give (…, n), with (…, n, k) give (…, n, k). Result: float64 or complex128, float32 and
 * complex64 for such operands; a new array. NumPy: `linalg.solve`.
 * @throws LinAlgError where a matrix is singular or not square, with its place in the stack; ShapeError where `b` does not
 * fit.
 * @example
 * nd.linalg.solve([[2, 0], [0, 4]], [2, 2]).toArray() // [1, 0.5]
 */
export function solve<const A extends ArrayLike, const B extends ArrayLike>(
  a: A,
  b: B,
): NDArray<FactoredPair<DTypeOf<A>, DTypeOf<B>>, ShapeOf<A>['length'] extends 2 ? ShapeOf<B> : AnyShape>;
export function solve(a: unknown, b: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'linalg.solve');
  const who = 'solve';
  const x = squareOperand(a, who);
  const y = asNDArray(b, who);
  const dtype = commonDType([x, y], who);
  const n = x._shape.at(-1) as number;
  if (y.ndim === 0) {
    throw new ShapeError(`${who}: b is a scalar; give a vector or a matrix of right sides`);
  }
  const isVector = y.ndim === 1;
  const rows = y._shape.at(isVector ? 0 : -2) as number;
  if (rows !== n) {
    throw new ShapeError(
      `${who}: shapes ${shapeText(x._shape)} and ${shapeText(y._shape)} do not match: the systems have ${n} rows, the right sides ${rows}`,
    );
  }
  const left = prepared(x, dtype.compute, who);
  const right = prepared(y, dtype.compute, who);
  const sides = isVector
    ? right.a._view([n, 1], [right.a._strides[0] as number, right.a.itemsize], right.a._offset)
    : right.a;
  const k = isVector ? 1 : (y._shape.at(-1) as number);
  const stack = broadcastTwo(x._shape.slice(0, -2), isVector ? [] : y._shape.slice(0, -2), who);
  const [result] = lapack({
    who,
    problem: Problem.solve,
    stack,
    m: n,
    n,
    k,
    inputs: [left.a, sides],
    outputs: [{ core: [n, k], code: dtype.compute }],
    fails: singular,
  }) as [NDArray];
  left.free();
  right.free();
  const found = castResult(result, dtype.result, who);
  return isVector ? (found.reshape([...stack, n]) as NDArray) : found;
}

/** The inverses; without `fails` those of singular matrices are NaN. */
export function inverse(x: NDArray, who: string, fails?: string): NDArray {
  const dtype = commonDType([x], who);
  const n = x._shape.at(-1) as number;
  const { a, free } = prepared(x, dtype.compute, who);
  const [result] = lapack({
    who,
    problem: Problem.inverse,
    stack: x._shape.slice(0, -2),
    m: n,
    n,
    inputs: [a],
    outputs: [{ core: [n, n], code: dtype.compute }],
    ...(fails === undefined ? {} : { fails }),
  }) as [NDArray];
  free();
  return castResult(result, dtype.result, who);
}

/**
 * The inverses of the matrices in the last two axes. To solve systems, `solve` is faster and more accurate.
 *
 * Shapes: (…, n, n) gives the same. Result: float64 or complex128, float32 and complex64 for such operands; a new array.
 * NumPy: `linalg.inv`.
 * @throws LinAlgError where a matrix is singular or not square, with its place in the stack.
 * @example
 * nd.linalg.inv([[2, 0], [0, 4]]).toArray() // [[0.5, 0], [0, 0.25]]
 */
export function inv<const A extends ArrayLike>(a: A): LikeMatrix<A>;
export function inv(a: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'linalg.inv');
  return inverse(squareOperand(a, 'inv'), 'inv', singular);
}

/** An array for a stack, a plain value for one matrix. */
export function perMatrix(a: NDArray): NDArray | Item {
  if (a.ndim > 0) return a;
  const value = a.item() as Item;
  a.dispose();
  return value;
}

/**
 * The determinants of the matrices in the last two axes.
 *
 * Shapes: (n, n) gives a plain number (a Complex for complex matrices), (…, n, n) an array (…) of float64 or complex128,
 * float32 and complex64 for such operands. Of a matrix without rows it is 1. NumPy: `linalg.det`.
 * @throws LinAlgError where the matrices are not square.
 * @example
 * nd.linalg.det([[2, 1], [1, 2]]) // 3
 */
export function det<const A extends ArrayLike>(
  a: A,
): PerMatrix<ShapeOf<A>, ItemOf<Factored<DTypeOf<A>>>, NDArray<Factored<DTypeOf<A>>, AnyShape>>;
export function det(a: unknown, ...rest: unknown[]): NDArray | Item {
  noMore(rest, 'linalg.det');
  const who = 'det';
  const x = squareOperand(a, who);
  const dtype = commonDType([x], who);
  const n = x._shape.at(-1) as number;
  const input = prepared(x, dtype.compute, who);
  const [result] = lapack({
    who,
    problem: Problem.determinant,
    stack: x._shape.slice(0, -2),
    m: n,
    n,
    inputs: [input.a],
    outputs: [{ core: [], code: dtype.compute }],
  }) as [NDArray];
  input.free();
  return perMatrix(castResult(result, dtype.result, who));
}

/**
 * Signs and natural logarithms of the magnitudes of determinants: these neither overflow nor vanish as `det` may.
 *
 * Shapes: (n, n) gives plain values, (…, n, n) arrays (…). Result: `[sign, logabsdet]`, also under these names; the sign of
 * a complex determinant is on the unit circle, that of a singular matrix 0 beside −Infinity. NumPy: `linalg.slogdet`.
 * @throws LinAlgError where the matrices are not square.
 * @example
 * nd.linalg.slogdet([[0, 1], [1, 0]]).sign // -1
 */
export function slogdet<const A extends ArrayLike>(
  a: A,
): SlogdetResult<
  PerMatrix<ShapeOf<A>, ItemOf<Factored<DTypeOf<A>>>, NDArray<Factored<DTypeOf<A>>, AnyShape>>,
  PerMatrix<ShapeOf<A>, number, NDArray<RealFactored<DTypeOf<A>>, AnyShape>>
>;
export function slogdet(a: unknown, ...rest: unknown[]): unknown {
  noMore(rest, 'linalg.slogdet');
  const who = 'slogdet';
  const x = squareOperand(a, who);
  const dtype = commonDType([x], who);
  const n = x._shape.at(-1) as number;
  const input = prepared(x, dtype.compute, who);
  const [sign, logarithm] = lapack({
    who,
    problem: Problem.logDeterminant,
    stack: x._shape.slice(0, -2),
    m: n,
    n,
    inputs: [input.a],
    outputs: [
      { core: [], code: dtype.compute },
      { core: [], code: 11 },
    ],
  }) as [NDArray, NDArray];
  input.free();
  return namedResults(
    [perMatrix(castResult(sign, dtype.result, who)), perMatrix(castResult(logarithm, dtype.real, who))],
    ['sign', 'logabsdet'],
  );
}

/** Options of `cholesky`. */
export interface CholeskyOptions {
  /** Whether the factor is upper triangular, and the upper triangle of `a` is the one read. */
  upper?: boolean | undefined;
}

/**
 * The Cholesky factors of Hermitian, positive definite matrices: lower triangular L with a = L · Lᴴ, or upper triangular U
 * with a = Uᴴ · U. Only that triangle of `a` is read.
 *
 * Shapes: (…, n, n) gives the same. Result: float64 or complex128, float32 and complex64 for such operands; a new array.
 * NumPy: `linalg.cholesky`.
 * @throws LinAlgError where a matrix is not positive definite or not square, with its place in the stack.
 * @example
 * nd.linalg.cholesky([[4, 2], [2, 10]]).toArray() // [[2, 0], [1, 3]]
 */
export function cholesky<const A extends ArrayLike>(a: A, options?: CholeskyOptions): LikeMatrix<A>;
export function cholesky(a: unknown, ...rest: unknown[]): NDArray {
  const who = 'cholesky';
  const options = readOptions(rest, ['upper'], who);
  const x = squareOperand(a, who);
  const dtype = commonDType([x], who);
  const n = x._shape.at(-1) as number;
  const input = prepared(x, dtype.compute, who);
  const [result] = lapack({
    who,
    problem: Problem.cholesky,
    stack: x._shape.slice(0, -2),
    m: n,
    n,
    option: booleanOption(options, 'upper', false, who),
    inputs: [input.a],
    outputs: [{ core: [n, n], code: dtype.compute }],
    fails: 'is not positive definite',
  }) as [NDArray];
  input.free();
  return castResult(result, dtype.result, who);
}

/** What `qr` gives. */
export type QRMode = 'reduced' | 'complete' | 'r' | 'raw';
const modes: readonly unknown[] = ['reduced', 'complete', 'r', 'raw'];

/** Options of `qr`. */
export interface QROptions<M extends QRMode = QRMode> {
  /** `'reduced'` if not given. */
  mode?: M | undefined;
}

/**
 * QR factors of the matrices in the last two axes: a = Q · R, the columns of Q orthonormal, R upper triangular. With
 * k = min(m, n), mode 'reduced' gives Q (…, m, k) and R (…, k, n), 'complete' Q (…, m, m) and R (…, m, n), 'r' R
 * (…, k, n) alone, 'raw' LAPACK's h (…, n, m) and tau (…, k).
 *
 * Result: `[Q, R]`, also under these names (not for 'raw'); float64 or complex128, float32 and complex64 for such operands;
 * new arrays. NumPy: `linalg.qr`.
 * @throws LinAlgError for fewer than two axes.
 * @example
 * const [Q, R] = nd.linalg.qr([[3, 1], [4, 2]]);
 * nd.allclose(Q.matmul(R), [[3, 1], [4, 2]]) // true
 */
export function qr<const A extends ArrayLike>(a: A, mode: 'r' | QROptions<'r'>): MatrixOf<A>;
export function qr<const A extends ArrayLike>(
  a: A,
  mode: 'raw' | QROptions<'raw'>,
): readonly [h: MatrixOf<A>, tau: MatrixOf<A>];
export function qr<const A extends ArrayLike>(
  a: A,
  mode?: 'reduced' | 'complete' | QROptions<'reduced' | 'complete'>,
): QRResult<MatrixOf<A>>;
export function qr(a: unknown, ...rest: unknown[]): unknown {
  const who = 'qr';
  const mode = readOptions(rest, ['mode'], who)['mode'] ?? 'reduced';
  if (!modes.includes(mode)) {
    throw new StridedError(
      `${who}: mode must be 'reduced', 'complete', 'r' or 'raw', not ${describe(mode)}`,
      'ERR_OPTION',
    );
  }
  const x = matrixOperand(a, who);
  const dtype = commonDType([x], who);
  const [m, n] = matrixShape(x);
  const least = Math.min(m, n);
  const k = mode === 'complete' ? m : least;
  const code = dtype.compute;
  const cores = {
    r: [[least, n]],
    raw: [[n, m], [least]],
    reduced: [
      [m, k],
      [k, n],
    ],
    complete: [
      [m, k],
      [k, n],
    ],
  }[mode as QRMode];
  const input = prepared(x, code, who);
  const results = lapack({
    who,
    problem: mode === 'r' ? Problem.qrTriangle : mode === 'raw' ? Problem.qrRaw : Problem.qr,
    stack: x._shape.slice(0, -2),
    m,
    n,
    k,
    inputs: [input.a],
    outputs: cores.map((core) => ({ core, code })),
  }).map((result) => castResult(result, dtype.result, who));
  input.free();
  if (mode === 'r') return results[0];
  return mode === 'raw' ? Object.freeze(results) : namedResults(results, ['Q', 'R']);
}
