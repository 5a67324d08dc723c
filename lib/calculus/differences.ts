/** Differences of neighbours. */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { fillItem } from '../convert/copy.js';
import { BOOL, canCastCode, FLOAT16, isInteger } from '../dtype.js';
import { isItem } from '../element.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { subtract } from '../ops/arithmetic.js';
import { notEqual } from '../ops/comparison.js';
import type { Operand } from '../ops/execute.js';
import { promotedCode } from '../ops/promotion.js';
import { trunc } from '../ops/rounding.js';
import { readOptions } from '../options.js';
import { any } from '../reduce/folds.js';
import { axisOf } from '../shape/axis.js';
import { sameShape } from '../shape/layout.js';
import { ravelArray } from '../shape/reshape.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AnyShape, SameRank } from '../types/shapes.js';
import { partOf } from './parts.js';

/** Options of {@link diff}. */
export interface DiffOptions {
  /** How often differences are taken; 1 if not given. */
  n?: number | undefined;
  /** The axis of neighbours; the last if not given. */
  axis?: number | undefined;
  /** What stands before the first element: one value, or an array of the same shape but for the axis. */
  prepend?: ArrayLike | undefined;
  /** What stands behind the last one. */
  append?: ArrayLike | undefined;
}

type Shortened<S> = 0 extends 1 & S ? AnyShape : S extends readonly number[] ? SameRank<S> : AnyShape;

/** The option, as an operand: numbers stay what they are, and adapt to the array's dtype. */
function piece(value: unknown, who: string): Operand | undefined {
  if (value === undefined) return undefined;
  return isItem(value) ? value : asNDArray(value, who);
}

function pieceLength(part: Operand, a: NDArray, axis: number, who: string): number {
  if (isItem(part) || part.ndim === 0) return 1;
  const fits = part.ndim === a.ndim && sameShape(part._shape.toSpliced(axis, 1), a._shape.toSpliced(axis, 1));
  if (!fits) {
    throw new ShapeError(
      `${who}: shapes ${shapeText(part._shape)} and ${shapeText(a._shape)} must be the same but for axis ${axis}`,
    );
  }
  return part._shape[axis] as number;
}

/** The pieces one behind the other, in the dtype that they promote to. */
function joined(a: NDArray, axis: number, before: Operand | undefined, behind: Operand | undefined): NDArray {
  const pieces = [before, a, behind].filter((part): part is Operand => part !== undefined);
  const lengths = pieces.map((part) => pieceLength(part, a, axis, 'diff'));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const shape = a._shape.map((length, i) => (i === axis ? total : length));
  const whole = newArray(shape, promotedCode(pieces, 'diff'));
  let start = 0;
  pieces.forEach((part, i) => {
    const length = lengths[i] as number;
    const target = partOf(whole, axis, start, length);
    start += length;
    if (isItem(part)) fillItem(target, part, 'diff');
    else copyInto(target, part, 'diff');
  });
  return whole;
}

/**
 * The differences of neighbours along an axis: element i + 1 less element i, `n` times over. Of bools: where neighbours
 * differ. Integers wrap around.
 *
 * Result: the array's dtype (promoted with `prepend` and `append`), the axis shorter by `n`; a new array, or for `n` = 0
 * the array itself. NumPy: `diff`.
 * @throws ShapeError for a 0-d array; AxisError for an axis that is not there; StridedError for a negative `n`.
 * @example
 * nd.diff([1, 2, 4, 7]).toArray() // [1, 2, 3]
 * nd.diff([1, 2, 4, 7], 2).toArray() // [1, 1]
 * nd.diff([1, 2, 4], { prepend: 0 }).toArray() // [1, 1, 2]
 */
export function diff<const T extends ArrayLike>(
  a: T,
  n?: number | DiffOptions,
  options?: DiffOptions,
): NDArray<DTypeOf<T>, Shortened<ShapeOf<T>>>;
export function diff(value: unknown, ...args: unknown[]): NDArray {
  const a = asNDArray(value, 'diff');
  const options = readOptions(args, ['n', 'axis', 'prepend', 'append'], 'diff');
  const n = Number(options['n'] ?? 1);
  if (!Number.isInteger(n) || n < 0) {
    throw new StridedError(`diff: n must be an integer of 0 or more, not ${n}`, 'ERR_VALUE');
  }
  a._alive('diff');
  if (n === 0) return a;
  if (a.ndim === 0) throw new ShapeError('diff: a 0-d array has no neighbours');
  const axis = axisOf(options['axis'] ?? -1, a.ndim, 'diff');
  const before = piece(options['prepend'], 'diff');
  const behind = piece(options['append'], 'diff');
  let current = before === undefined && behind === undefined ? a : joined(a, axis, before, behind);
  for (let i = 0; i < n; i++) {
    const length = current._shape[axis] as number;
    const count = Math.max(length - 1, 0);
    const upper = partOf(current, axis, length - count, count);
    const lower = partOf(current, axis, 0, count);
    const next = (current._code === BOOL ? notEqual(upper, lower) : subtract(upper, lower)) as NDArray;
    if (current !== a) current.dispose();
    current = next;
  }
  return current;
}

/** Options of {@link ediff1d}. */
export interface Ediff1dOptions {
  /** What stands behind the differences. */
  toEnd?: ArrayLike | null | undefined;
  /** What stands before them. */
  toBegin?: ArrayLike | null | undefined;
}

/** An end, as one axis; it must cast to the array's dtype. */
function endOf(value: unknown, a: NDArray, name: string): NDArray | undefined {
  if (value === undefined || value === null) return undefined;
  const weak = isItem(value) || Array.isArray(value);
  const end = asNDArray(value, 'ediff1d');
  if (weak && isInteger(a._code) && end._code >= FLOAT16 && any(notEqual(trunc(end), end))) {
    throw new DTypeError(
      `ediff1d: ${name} has a fraction, which ${a.dtype} cannot hold; use array.astype('float64')`,
      'ERR_CASTING',
    );
  }
  if (!weak && !canCastCode(end._code, a._code, 'same_kind')) {
    throw new DTypeError(
      `ediff1d: ${name} is ${end.dtype}, which does not cast to the array's ${a.dtype} by 'same_kind'; use ${name}.astype('${a.dtype}')`,
      'ERR_CASTING',
    );
  }
  return ravelArray(end, {});
}

/**
 * The differences of neighbours of all elements in C order, between `toBegin` and `toEnd`.
 *
 * Result: the array's dtype, one axis; a new array. NumPy: `ediff1d`.
 * @throws DTypeError for bools, and for ends that do not cast to the array's dtype.
 * @example
 * nd.ediff1d([1, 2, 4, 7]).toArray() // [1, 2, 3]
 * nd.ediff1d([[1, 2], [4, 7]], { toBegin: -99, toEnd: [88, 99] }).toArray() // [-99, 1, 2, 3, 88, 99]
 */
export function ediff1d<const T extends ArrayLike>(
  ary: T,
  toEnd?: ArrayLike | null | Ediff1dOptions,
  options?: Ediff1dOptions,
): NDArray<DTypeOf<T>, [number]>;
export function ediff1d(value: unknown, ...args: unknown[]): NDArray {
  const a = asNDArray(value, 'ediff1d');
  const options = readOptions(args, ['toEnd', 'toBegin'], 'ediff1d');
  const flat = ravelArray(a, {});
  const begin = endOf(options['toBegin'], a, 'toBegin');
  const end = endOf(options['toEnd'], a, 'toEnd');
  const count = Math.max(flat._size - 1, 0);
  const first = begin?._size ?? 0;
  const last = end?._size ?? 0;
  const result = newArray([first + count + last], a._code);
  if (begin !== undefined) copyInto(partOf(result, 0, 0, first), begin, 'ediff1d');
  if (end !== undefined) copyInto(partOf(result, 0, first + count, last), end, 'ediff1d');
  subtract(partOf(flat, 0, flat._size - count, count), partOf(flat, 0, 0, count), {
    out: partOf(result, 0, first, count),
  });
  if (flat._storage !== a._storage) flat.dispose();
  return result;
}
