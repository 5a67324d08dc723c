/** Whether arrays are equal, or nearly. */
import { Complex } from '../complex.js';
import { asNDArray } from '../convert/as_array.js';
import { FLOAT16, FLOAT64, promoteCodes } from '../dtype.js';
import { isItem } from '../element.js';
import { StridedError } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { booleanOption, noMore, type Options, readOptions } from '../options.js';
import { all } from '../reduce/folds.js';
import { tryBroadcast } from '../shape/broadcast.js';
import { sameShape } from '../shape/layout.js';
import type { Broadcast, CheckBroadcast } from '../types/broadcast.js';
import type { AreScalars, ArrayLike, ShapeOf } from '../types/operands.js';
import type { Values } from '../types/signatures.js';
import { equal } from './comparison.js';
import { applyLoop, type Operand } from './execute.js';
import { composedLoops, type Loop } from './loops.js';
import { complexCode, strongCode } from './promotion.js';

/** Options of {@link isclose} and {@link allclose}. */
export interface CloseOptions {
  /** The difference allowed, as a part of `abs(b)`; 1e-5 if not given. */
  rtol?: ArrayLike | undefined;
  /** The difference allowed besides; 1e-8 if not given. */
  atol?: ArrayLike | undefined;
  /** Whether nan is close to nan. */
  equalNan?: boolean | undefined;
}

const loops = composedLoops('isclose');
const loopsEqualNan = composedLoops('isclose_equal_nan');
const names = ['rtol', 'atol', 'equalNan'] as const;

/** The dtype the difference is made in: b's, integers as float64, promoted with a's. */
function differenceCode(a: Operand, b: Operand): number {
  const inexact = (code: number): number => (code < FLOAT16 ? FLOAT64 : code);
  let code = -1;
  if (b instanceof NDArray) code = inexact(b._code);
  if (a instanceof NDArray) code = code < 0 ? inexact(a._code) : promoteCodes(a._code, code);
  for (const operand of [a, b]) {
    if (operand instanceof NDArray) continue;
    if (code < 0) code = inexact(strongCode(operand));
    if (operand instanceof Complex) code = complexCode(code);
  }
  return code;
}

function operandOf(value: unknown, who: string): Operand {
  if (value === undefined) throw new StridedError(`${who}: an operand is missing`, 'ERR_ARGUMENT');
  return isItem(value) ? value : asNDArray(value, who);
}

function close(a: unknown, b: unknown, options: Options, who: string): unknown {
  const equalNan = booleanOption(options, 'equalNan', false, who);
  const x = operandOf(a, who);
  const y = operandOf(b, who);
  const loop = (equalNan ? loopsEqualNan : loops)(differenceCode(x, y)) as Loop;
  const operands = [x, y, operandOf(options['rtol'] ?? 1e-5, who), operandOf(options['atol'] ?? 1e-8, who)];
  return applyLoop({ name: who }, loop, operands, { outs: [], casting: 'unsafe' });
}

/**
 * Whether `abs(a - b) <= atol + rtol * abs(b)`, elementwise, with broadcasting. Infinities are close to themselves alone;
 * nan is close to nothing unless `equalNan`. Not symmetric: the tolerance is relative to `b`.
 *
 * Result: bool, the broadcast shape. NumPy: `isclose`.
 * @example
 * nd.isclose([1, 1e-9], [1.000001, 0]).toArray() // [true, true]
 */
export function isclose<const A extends ArrayLike, const B extends ArrayLike>(
  a: A,
  b: CheckBroadcast<ShapeOf<A>, ShapeOf<B>, B>,
  rtol?: ArrayLike | CloseOptions,
  options?: CloseOptions,
): Values<AreScalars<A | B>, 'bool', Broadcast<ShapeOf<A>, ShapeOf<B>>>;
export function isclose(a: unknown, b: unknown, ...rest: unknown[]): unknown {
  return close(a, b, readOptions(rest, names, 'isclose'), 'isclose');
}

/**
 * Whether all elements are close: {@link isclose} everywhere. Gives true or false. NumPy: `allclose`.
 * @example
 * nd.allclose([1, 2], [1, 2.00001]) // true
 */
export function allclose<const A extends ArrayLike, const B extends ArrayLike>(
  a: A,
  b: CheckBroadcast<ShapeOf<A>, ShapeOf<B>, B>,
  rtol?: ArrayLike | CloseOptions,
  options?: CloseOptions,
): boolean;
export function allclose(a: unknown, b: unknown, ...rest: unknown[]): boolean {
  return allTrue(close(a, b, readOptions(rest, names, 'allclose'), 'allclose'));
}

/** Whether every element is true; the array is a temporary one. */
function allTrue(result: unknown): boolean {
  if (!(result instanceof NDArray)) return result === true;
  const answer = all(result) as boolean;
  result.dispose();
  return answer;
}

/** Options of {@link arrayEqual}. */
export interface ArrayEqualOptions {
  /** Whether nan equals nan. */
  equalNan?: boolean | undefined;
}

/**
 * Whether two arrays have the same shape and equal elements. Gives true or false. NumPy: `array_equal`.
 * @example
 * nd.arrayEqual([1, 2], [1, 2]) // true
 * nd.arrayEqual([1, NaN], [1, NaN], { equalNan: true }) // true
 */
export function arrayEqual(
  a1: ArrayLike,
  a2: ArrayLike,
  equalNan?: boolean | ArrayEqualOptions,
  options?: ArrayEqualOptions,
): boolean;
export function arrayEqual(a1: unknown, a2: unknown, ...rest: unknown[]): boolean {
  const who = 'arrayEqual';
  const equalNan = booleanOption(readOptions(rest, ['equalNan'], who), 'equalNan', false, who);
  const a = asNDArray(a1, who);
  const b = asNDArray(a2, who);
  if (!sameShape(a.shape, b.shape)) return false;
  if (!equalNan || (a._code < FLOAT16 && b._code < FLOAT16)) return allTrue(equal(a, b));
  if (a === b) return true;
  return allTrue(close(a, b, { rtol: 0, atol: 0, equalNan: true }, who));
}

/**
 * Whether two arrays broadcast to one shape and have equal elements then. Gives true or false. NumPy: `array_equiv`.
 * @example
 * nd.arrayEquiv([1, 2], [[1, 2], [1, 2]]) // true
 */
export function arrayEquiv(a1: ArrayLike, a2: ArrayLike): boolean;
export function arrayEquiv(a1: unknown, a2: unknown, ...rest: unknown[]): boolean {
  noMore(rest, 'arrayEquiv');
  const a = asNDArray(a1, 'arrayEquiv');
  const b = asNDArray(a2, 'arrayEquiv');
  return tryBroadcast(a.shape, b.shape) !== undefined && allTrue(equal(a, b));
}
