/** Unwrapping of angles. */
import { diff } from '../calculus/differences.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray, copyto } from '../convert/copy.js';
import { describe } from '../describe.js';
import { BOOL, dtypeName, FLOAT16, FLOAT64, isComplex, isInteger } from '../dtype.js';
import { DTypeError, ShapeError, StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { absolute, add, remainder, subtract } from '../ops/arithmetic.js';
import { equal, greater, less } from '../ops/comparison.js';
import { logicalAnd } from '../ops/logic.js';
import { nullAsAbsent, readOptions } from '../options.js';
import { cumsum } from '../reduce/scan_functions.js';
import { axisOf } from '../shape/axis.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { TrueDivideTable } from '../types/rules.js';

/** Options of {@link unwrap}. */
export interface UnwrapOptions<P extends number | undefined = number | undefined> {
  /** Jumps of less than this stay; half the period if not given, which is the least that has an effect. */
  discont?: number | null | undefined;
  /** The axis along which values follow each other; the last if not given. */
  axis?: number | undefined;
  /** What values are taken modulo; 2π if not given. A whole number keeps integer dtypes. */
  period?: P;
}

type Unwrapped<X extends ArrayLike, P> = P extends number ? DTypeOf<X> : TrueDivideTable[DTypeOf<X>];

function numberOption(value: unknown, name: string, who: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && !Number.isNaN(value)) return value;
  throw new StridedError(`${who}: ${name} must be a number, not ${describe(value)}`, 'ERR_OPTION');
}

/**
 * Takes jumps of more than half a period out of a sequence, by adding periods: angles that were taken modulo 2π become a
 * continuous curve.
 *
 * Result: float64 for integers (their own dtype with a whole `period`), the array's dtype otherwise; a new array.
 * NumPy: `unwrap`.
 * @throws DTypeError for complex, and for a fractional `period` of integers.
 * @example
 * nd.unwrap([0, 1, 2, -1, 0], { period: 4 }).toArray() // [0, 1, 2, 3, 4]
 */
export function unwrap<const X extends ArrayLike, P extends number | undefined = undefined>(
  p: X,
  discont?: number | null | UnwrapOptions<P>,
  options?: UnwrapOptions<P>,
): NDArray<Unwrapped<X, NoInfer<P>>, ShapeOf<X>>;
export function unwrap(value: unknown, ...rest: unknown[]): NDArray {
  const who = 'unwrap';
  const args = nullAsAbsent(rest);
  const options = readOptions(args, ['discont', 'axis', 'period'], who);
  const p = asNDArray(value, who);
  if (isComplex(p._code)) throw new DTypeError(`${who}: complex numbers have no order; unwrap their angle`);
  if (p._code === BOOL) throw new DTypeError(`${who}: bools have no difference; use astype('int8') first`);
  if (p.ndim === 0) throw new ShapeError(`${who}: a 0-d array has no axis to unwrap along`);
  const axis = axisOf(options['axis'] ?? -1, p.ndim, who);
  const given = numberOption(options['period'], 'period', who);
  const period = given ?? 2 * Math.PI;
  if (given !== undefined && isInteger(p._code) && !Number.isInteger(given)) {
    throw new DTypeError(
      `${who}: ${dtypeName(p._code)} with a period of ${given} would change the dtype; use astype('float64') first`,
    );
  }
  const stays = isInteger(p._code) && given !== undefined;
  const code = stays || p._code >= FLOAT16 ? p._code : FLOAT64;
  const high = stays ? Math.floor(period / 2) : period / 2;
  const isAmbiguous = !stays || period % 2 === 0;
  const discont = numberOption(options['discont'], 'discont', who) ?? period / 2;
  const up = copyArray(p, 'C', who, code);
  const length = p._shape[axis] as number;
  if (length < 2 || p.size === 0) return up;
  const dtype = { dtype: dtypeName(code) };
  using steps = diff(p, { axis } as object) as NDArray;
  const corrected = add(steps, high, dtype) as NDArray;
  remainder(corrected, period, { out: corrected });
  subtract(corrected, high, { out: corrected });
  if (isAmbiguous) {
    using isLow = equal(corrected, -high) as NDArray;
    using rises = greater(steps, 0) as NDArray;
    logicalAnd(isLow, rises, { out: isLow });
    copyto(corrected, high, { where: isLow });
  }
  subtract(corrected, steps, { out: corrected, casting: 'unsafe' });
  using sizes = absolute(steps) as NDArray;
  using small = less(sizes, discont) as NDArray;
  copyto(corrected, 0, { where: small });
  const sums = cumsum(corrected, { axis, dtype: dtypeName(code) } as object) as NDArray;
  corrected.dispose();
  const shape = up._shape.with(axis, length - 1);
  const later = up._view(shape, up._strides, up._offset + (up._strides[axis] as number));
  add(later, sums, { out: later, casting: 'unsafe' });
  sums.dispose();
  return up;
}
