/** Functions of signals, element by element: sinc, and complex numbers that are nearly real. */
import { asNDArray } from '../convert/as_array.js';
import { copyArray, copyto } from '../convert/copy.js';
import { describe } from '../describe.js';
import { COMPLEX64, FLOAT16, FLOAT32, FLOAT64, isComplex, isFloat } from '../dtype.js';
import { isItem } from '../element.js';
import { StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { absolute, divide, multiply } from '../ops/arithmetic.js';
import { less, notEqual } from '../ops/comparison.js';
import { logicalNot } from '../ops/logic.js';
import { sin } from '../ops/trigonometric.js';
import { noMore, readOptions } from '../options.js';
import { all } from '../reduce/folds.js';
import { imaginaryPart, realPart } from '../shape/parts.js';
import type { AnyDType } from '../types/dtypes.js';
import type { AreScalars, ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { TrueDivideTable } from '../types/rules.js';
import type { Values } from '../types/signatures.js';

const epsilons: Readonly<Record<number, number>> = {
  [FLOAT16]: 2 ** -10,
  [FLOAT32]: 2 ** -23,
  [FLOAT64]: 2 ** -52,
};

/**
 * `sin(πx) / (πx)`, elementwise; 1 at 0.
 *
 * Result: float64 for integers, the array's dtype otherwise; a new array. NumPy: `sinc`.
 * @example
 * nd.sinc([0, 0.5]).toArray() // [1, 0.6366197723675814]
 */
export function sinc<const X extends ArrayLike>(
  x: X,
): Values<AreScalars<X>, TrueDivideTable[DTypeOf<X>], ShapeOf<X>>;
export function sinc(x: unknown, ...rest: unknown[]): unknown {
  noMore(rest, 'sinc');
  const a = asNDArray(x, 'sinc');
  const angle = copyArray(a, 'C', 'sinc', a._code < FLOAT16 ? FLOAT64 : a._code);
  multiply(angle, Math.PI, { out: angle });
  using isZero = notEqual(angle, 0) as NDArray;
  logicalNot(isZero, { out: isZero });
  copyto(angle, isFloat(angle._code) ? (epsilons[angle._code] as number) : 1e-20, { where: isZero });
  const result = sin(angle) as NDArray;
  divide(result, angle, { out: result });
  angle.dispose();
  return isItem(x) ? result.item() : result;
}

/** Options of {@link realIfClose}. */
export interface RealIfCloseOptions {
  /** How large imaginary parts may be: in units of the dtype's precision, or, where it is 1 or less, as it is; 100 if not given. */
  tol?: number | undefined;
}

/**
 * The real part of a complex array whose imaginary parts are all nearly 0, and any other array as it is. The real part is a
 * view. NumPy: `real_if_close`.
 * @example
 * nd.realIfClose([new nd.Complex(2, 1e-15), new nd.Complex(3, 0)]).toArray() // [2, 3]
 */
export function realIfClose<const X extends ArrayLike>(
  a: X,
  tol?: number | RealIfCloseOptions,
  options?: RealIfCloseOptions,
): NDArray<DTypeOf<X> extends 'complex64' | 'complex128' ? AnyDType : DTypeOf<X>, ShapeOf<X>>;
export function realIfClose(value: unknown, ...rest: unknown[]): NDArray {
  const who = 'realIfClose';
  const a = asNDArray(value, who);
  const tol = readOptions(rest, ['tol'], who)['tol'] ?? 100;
  if (typeof tol !== 'number' || Number.isNaN(tol)) {
    throw new StridedError(`${who}: tol must be a number, not ${describe(tol)}`, 'ERR_OPTION');
  }
  if (!isComplex(a._code)) return a;
  const precision = a._code === COMPLEX64 ? 2 ** -23 : 2 ** -52;
  using sizes = absolute(imaginaryPart(a)) as NDArray;
  using small = less(sizes, tol > 1 ? tol * precision : tol) as NDArray;
  return all(small) ? realPart(a) : a;
}
