/** Covariance and correlation of variables. */
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { dtypeCode, dtypeName, FLOAT64, isComplex, promoteCodes } from '../dtype.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import { matmul } from '../linalg/matmul.js';
import type { NDArray } from '../ndarray.js';
import { conjugate, divide, multiply, sqrt, subtract } from '../ops/arithmetic.js';
import { less, notEqual } from '../ops/comparison.js';
import { rint } from '../ops/rounding.js';
import { clip } from '../ops/selection.js';
import { booleanOption, nullAsAbsent, type Options, readOptions } from '../options.js';
import { any, mean, sum } from '../reduce/folds.js';
import { diagonal, imaginaryPart, realPart } from '../shape/parts.js';
import { reshapedView } from '../shape/reshape.js';
import type { AnyDType, DType } from '../types/dtypes.js';
import type { ArrayLike } from '../types/operands.js';
import type { AnyShape } from '../types/shapes.js';

/** Options of {@link corrcoef}. */
export interface CorrcoefOptions<E extends DType | undefined = DType | undefined> {
  /** More variables and observations, laid out as the first ones. */
  y?: ArrayLike | null | undefined;
  /** Whether rows are variables and columns observations (if not given), or the other way round. */
  rowvar?: boolean | undefined;
  /** The result's dtype; float64 at least if not given. */
  dtype?: E;
}

/** Options of {@link cov}. */
export interface CovOptions<E extends DType | undefined = DType | undefined> extends CorrcoefOptions<E> {
  /** Whether sums are divided by the number of observations, and not by one less. */
  bias?: boolean | undefined;
  /** What is taken off the number of observations; overrides `bias`. */
  ddof?: number | null | undefined;
  /** How often each observation counts: whole numbers. */
  fweights?: ArrayLike | null | undefined;
  /** How much each observation counts. */
  aweights?: ArrayLike | null | undefined;
}

function matrixOf(value: unknown, which: string, who: string): NDArray {
  const a = asNDArray(value, who);
  a._alive(who);
  if (a.ndim > 2) {
    throw new ShapeError(
      `${who}: ${which} has shape ${shapeText(a._shape)}; at most 2 axes are variables and observations`,
    );
  }
  return a;
}

/** Variables as rows, in a new array of dtype `code`. */
function variables(a: NDArray, rowvar: boolean, code: number, isSecond: boolean, who: string): NDArray {
  const rows = a.ndim === 2 ? a : reshapedView(a.ndim === 1 ? a : copyArray(a, 'C', who), [1, a.size]);
  const isTurned = !rowvar && (isSecond ? rows._shape[0] !== 1 : a.ndim !== 1);
  const turned = isTurned
    ? rows._view(
        [rows._shape[1] as number, rows._shape[0] as number],
        [...rows._strides].reverse(),
        rows._offset,
      )
    : rows;
  return copyArray(turned, 'C', who, code);
}

/** Both sets of variables, one below the other. */
function stacked(x: NDArray, y: NDArray, who: string): NDArray {
  const [first, width] = x._shape as readonly [number, number];
  const [second, other] = y._shape as readonly [number, number];
  if (width !== other) {
    throw new ShapeError(`${who}: m has ${width} observations of each variable, y ${other}`);
  }
  const both = newArray([first + second, width], x._code);
  const [step] = both._strides as readonly [number];
  both._view([first, width], both._strides, 0).assign(x);
  both._view([second, width], both._strides, first * step).assign(y);
  x.dispose();
  y.dispose();
  return both;
}

function readWeights(value: unknown, which: string, observations: number, who: string): NDArray | undefined {
  if (value === undefined || value === null) return undefined;
  const weights = copyArray(asNDArray(value, who), 'C', who, FLOAT64);
  if (weights.ndim !== 1 || weights.size !== observations) {
    throw new ShapeError(
      `${who}: ${which} has shape ${shapeText(weights._shape)}; it needs one weight for each of ${observations} observations`,
    );
  }
  if (any(less(weights, 0) as NDArray))
    throw new StridedError(`${who}: ${which} must not be negative`, 'ERR_VALUE');
  return weights;
}

function readDegrees(options: Options, who: string): number {
  const ddof = options['ddof'] ?? undefined;
  if (ddof === undefined) return booleanOption(options, 'bias', false, who) ? 0 : 1;
  if (typeof ddof !== 'number' || !Number.isInteger(ddof)) {
    throw new StridedError(`${who}: ddof must be an integer, not ${describe(ddof)}`, 'ERR_OPTION');
  }
  return ddof;
}

/** The matrix of covariances; [n, n], [0, 0] of nothing. */
function covariances(m: unknown, options: Options, who: string): NDArray {
  const a = matrixOf(m, 'm', who);
  const given = options['y'] ?? undefined;
  const second = given === undefined ? undefined : matrixOf(given, 'y', who);
  const rowvar = booleanOption(options, 'rowvar', true, who);
  const ddof = readDegrees(options, who);
  let code = promoteCodes(a._code, second === undefined ? FLOAT64 : promoteCodes(second._code, FLOAT64));
  if (options['dtype'] !== undefined && options['dtype'] !== null) code = dtypeCode(options['dtype'], who);
  if (code < 9) throw new DTypeError(`${who}: dtype must be float or complex, not ${dtypeName(code)}`);
  let x = variables(a, rowvar, code, false, who);
  if (x._shape[0] === 0) return x.size === 0 ? newArray([0, 0], FLOAT64) : x;
  if (second !== undefined) x = stacked(x, variables(second, rowvar, code, true, who), who);
  const observations = x._shape[1] as number;
  const fweights = readWeights(options['fweights'], 'fweights', observations, who);
  if (fweights !== undefined && any(notEqual(rint(fweights) as NDArray, fweights) as NDArray)) {
    throw new DTypeError(`${who}: fweights must be whole numbers; real ones go into aweights`);
  }
  const aweights = readWeights(options['aweights'], 'aweights', observations, who);
  const weights =
    fweights !== undefined && aweights !== undefined
      ? (multiply(fweights, aweights) as NDArray)
      : (fweights ?? aweights);
  let factor = observations - ddof;
  if (weights === undefined) {
    using average = mean(x, { axis: 1, keepdims: true } as object) as unknown as NDArray;
    subtract(x, average, { out: x });
  } else {
    const total = sum(weights) as number;
    if (total === 0) throw new StridedError(`${who}: the weights sum to 0`, 'ERR_VALUE');
    if (ddof === 0) factor = total;
    else if (aweights === undefined) factor = total - ddof;
    else factor = total - (ddof * (sum(multiply(weights, aweights) as NDArray) as number)) / total;
    using weighted = multiply(x, weights) as NDArray;
    using sums = sum(weighted, { axis: 1, keepdims: true } as object) as unknown as NDArray;
    divide(sums, total, { out: sums });
    subtract(x, sums, { out: x, casting: 'same_kind' });
  }
  // Without degrees of freedom the result is infinite or nan.
  const scale = 1 / Math.max(factor, 0);
  const left = weights === undefined ? x : (multiply(x, weights) as NDArray);
  const right = isComplex(code) ? (conjugate(left) as NDArray) : left;
  const turned = right._view([...right._shape].reverse(), [...right._strides].reverse(), right._offset);
  const c = matmul(x, turned) as NDArray;
  multiply(c, scale, { out: c });
  for (const temporary of new Set([x, left, right])) temporary.dispose();
  return c;
}

type Squared<E> = NDArray<E extends DType ? E : AnyDType, AnyShape>;

/**
 * The covariances of variables, estimated from observations: rows of `m` are variables, columns observations (`rowvar: false`
 * the other way round); a 1-D array is one variable. Sums are divided by the number of observations less one, unless `bias`
 * or `ddof` say otherwise.
 *
 * Result: a symmetric matrix, 0-d for one variable; float64 at least unless `dtype` says otherwise. NumPy: `cov`.
 * @throws ShapeError for more than 2 axes, and for weights that do not fit.
 * @example
 * nd.cov([[0, 1, 2], [2, 1, 0]]).toArray() // [[1, -1], [-1, 1]]
 */
export function cov<E extends DType | undefined = undefined>(
  m: ArrayLike,
  y?: ArrayLike | null | CovOptions<E>,
  options?: CovOptions<E>,
): Squared<E>;
export function cov(m: unknown, ...rest: unknown[]): NDArray {
  const who = 'cov';
  const names = ['y', 'rowvar', 'bias', 'ddof', 'fweights', 'aweights', 'dtype'];
  const options = readOptions(nullAsAbsent(rest), names, who);
  const c = covariances(m, options, who);
  return c._shape[0] === 1 ? c._view([], [], c._offset) : c;
}

/**
 * Pearson's correlation coefficients of variables: their {@link cov | covariances} divided by both standard deviations, in
 * [-1, 1].
 *
 * Result: a symmetric matrix with ones on the diagonal, 0-d for one variable. NumPy: `corrcoef`.
 * @throws as {@link cov}
 * @example
 * nd.corrcoef([1, 2, 3], [1, 3, 2]).toArray() // [[1, 0.5], [0.5, 1]]
 */
export function corrcoef<E extends DType | undefined = undefined>(
  x: ArrayLike,
  y?: ArrayLike | null | CorrcoefOptions<E>,
  options?: CorrcoefOptions<E>,
): Squared<E>;
export function corrcoef(x: unknown, ...rest: unknown[]): NDArray {
  const who = 'corrcoef';
  const options = readOptions(nullAsAbsent(rest), ['y', 'rowvar', 'dtype'], who);
  const c = covariances(x, options, who);
  if (c._shape[0] === 1) {
    const one = c._view([], [], c._offset);
    return divide(one, one, { out: one });
  }
  using variances = diagonal(c) as NDArray;
  const isPair = isComplex(c._code);
  using deviations = sqrt(isPair ? realPart(variances) : variances) as NDArray;
  divide(c, reshapedView(deviations, [deviations.size, 1]), { out: c });
  divide(c, deviations, { out: c });
  for (const part of isPair ? [realPart(c), imaginaryPart(c)] : [c]) clip(part, -1, 1, { out: part });
  return c;
}
