/** Least-squares fits of polynomials and series to points. */
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { FLOAT16, FLOAT32, realCode } from '../dtype.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import { linalg } from '../linalg/linalg.js';
import type { NDArray } from '../ndarray.js';
import { abs, add, divide, multiply, sqrt, square } from '../ops/arithmetic.js';
import { equal } from '../ops/comparison.js';
import { sum } from '../reduce/folds.js';
import { castTo, inexactCode } from './coefficients.js';

/** What a full fit tells besides the coefficients. */
export interface FitStatus {
  readonly residuals: NDArray;
  readonly rank: number;
  readonly singularValues: NDArray;
  readonly rcond: number;
}

export interface Points {
  readonly x: NDArray;
  readonly y: NDArray;
  readonly w: NDArray | undefined;
}

function floats(value: unknown, who: string): NDArray {
  const a = asNDArray(value, who);
  a._alive(who);
  return castTo(a, inexactCode(a._code), who);
}

/** The points of a fit, of inexact dtypes. */
export function readPoints(x: unknown, y: unknown, w: unknown, who: string): Points {
  const xs = floats(x, who);
  const ys = floats(y, who);
  if (xs.ndim !== 1 || xs.size === 0) {
    throw new ShapeError(
      `${who}: x must be 1-D and not empty, not of shape ${shapeText(xs._shape)}`,
      'ERR_SHAPE_INVALID',
    );
  }
  if (ys.ndim < 1 || ys.ndim > 2) {
    throw new ShapeError(
      `${who}: y must be 1-D, or 2-D with a column per fit, not of shape ${shapeText(ys._shape)}`,
      'ERR_SHAPE_INVALID',
    );
  }
  if (ys._shape[0] !== xs.size) {
    throw new ShapeError(`${who}: x has ${xs.size} points and y ${ys._shape[0]}; give as many`);
  }
  if (w === undefined || w === null) return { x: xs, y: ys, w: undefined };
  const ws = floats(w, who);
  if (ws.ndim !== 1 || ws.size !== xs.size) {
    throw new ShapeError(
      `${who}: w has shape ${shapeText(ws._shape)} for ${xs.size} points; give one weight for each`,
    );
  }
  return { x: xs, y: ys, w: ws };
}

export function readRcond(rcond: unknown, x: NDArray, who: string): number {
  if (rcond === undefined || rcond === null) return x.size * epsilonOf(x._code);
  if (typeof rcond === 'number') return rcond;
  throw new StridedError(`${who}: rcond must be a number, not ${describe(rcond)}`, 'ERR_OPTION');
}

function epsilonOf(code: number): number {
  const real = realCode(code);
  if (real === FLOAT16) return 2 ** -10;
  return real === FLOAT32 ? 2 ** -23 : 2 ** -52;
}

/** A vector as a column, where the operand has two axes. */
function besideColumns(w: NDArray, ndim: number): NDArray {
  return ndim === 1 ? w : w._view([w.size, 1], [w._strides[0] as number, 0], w._offset);
}

/** What the columns of a design matrix were divided by, the solution, and how it was found. */
export interface Solution {
  readonly coefficients: NDArray;
  readonly scale: NDArray;
  readonly design: NDArray;
  readonly status: FitStatus;
}

/** Least squares with columns brought to length 1 first. `plainSquares`: NumPy's polyfit takes complex squares as they are. */
export function solveFit(design: NDArray, { y, w }: Points, rcond: number, plainSquares: boolean): Solution {
  let lhs = design;
  let rhs = y;
  if (w !== undefined) {
    lhs = multiply(lhs, besideColumns(w, 2)) as NDArray;
    rhs = multiply(rhs, besideColumns(w, rhs.ndim)) as NDArray;
  }
  using sizes = (plainSquares ? lhs : abs(lhs)) as NDArray;
  using squares = square(sizes) as NDArray;
  using sums = sum(squares, 0) as NDArray;
  const scale = sqrt(sums) as NDArray;
  if (!plainSquares) {
    // Columns of zeros stay as they are.
    using zeros = equal(scale, 0) as NDArray;
    add(scale, zeros, { out: scale });
  }
  const scaled = divide(lhs, scale) as NDArray;
  const [solution, residuals, rank, singularValues] = linalg.lstsq(scaled, rhs, rcond) as unknown as [
    NDArray,
    NDArray,
    number,
    NDArray,
  ];
  const coefficients = divide(solution, besideColumns(scale, solution.ndim)) as NDArray;
  solution.dispose();
  return { coefficients, scale, design: scaled, status: { residuals, rank, singularValues, rcond } };
}

/** Rows of zeros where no coefficient was fitted. */
export function spreadRows(a: NDArray, rows: readonly number[], count: number): NDArray {
  const rest = a._shape.slice(1);
  const target = newArray([count, ...rest], a._code, true);
  target.indexAssign([rows as number[]], a);
  return target;
}

/** The covariance of fitted coefficients: the inverse of the normal matrix, times the residual's share unless 'unscaled'. */
export function covarianceOf(
  { design, scale, status }: Solution,
  points: number,
  y: NDArray,
  unscaled: boolean,
  who: string,
): NDArray {
  using normal = (design.T as NDArray).matmul(design) as NDArray;
  using inverse = linalg.inv(normal) as NDArray;
  const column = besideColumns(scale, 2);
  using products = multiply(column, scale) as NDArray;
  const base = divide(inverse, products) as NDArray;
  const order = scale.size;
  if (unscaled) return y.ndim === 1 ? base : withLastAxis(base);
  if (points <= order) {
    throw new ShapeError(
      `${who}: ${points} points say nothing of the covariance of ${order} coefficients; give more points, or cov: 'unscaled'`,
      'ERR_VALUE',
    );
  }
  using factor = divide(status.residuals, points - order) as NDArray;
  return multiply(y.ndim === 1 ? base : withLastAxis(base), factor) as NDArray;
}

function withLastAxis(a: NDArray): NDArray {
  return a._view([...a._shape, 1], [...a._strides, 0], a._offset);
}
