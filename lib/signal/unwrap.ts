/** Unwrapping of angles. */
import { keptOrderStrides, newArray, newLaidOut, putOperand, putShape } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { BOOL, dtypeName, FLOAT16, FLOAT64, isComplex, isInteger, itemSizes, kindOf } from '../dtype.js';
import { fitsInteger } from '../element.js';
import { DTypeError, ShapeError, StridedError } from '../errors.js';
import { binding, PARAMETERS, SCALARS, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { nullAsAbsent, readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { C_CONTIGUOUS } from '../shape/layout.js';
import { checkStatus } from '../statistics/runs.js';
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
 * @throws DTypeError for complex, for a `period` of integers that is no value of their dtype, and for one over 1 of
 * unsigned integers.
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
  const isWhole = isInteger(p._code) && given !== undefined;
  if (isWhole && kindOf(p._code) === 'u' && given > 1) {
    throw new DTypeError(
      `${who}: ${dtypeName(p._code)} has no steps down by half a period of ${given}; use astype('int64') first`,
      'ERR_VALUE',
    );
  }
  if (isWhole && !fitsInteger(given, p._code)) {
    throw new DTypeError(
      `${who}: a period of ${given} is out of range for ${dtypeName(p._code)}; use a wider dtype first`,
      'ERR_VALUE',
    );
  }
  const discont = numberOption(options['discont'], 'discont', who) ?? period / 2;
  const code = isWhole || p._code >= FLOAT16 ? p._code : FLOAT64;
  p._alive(who);
  const isPlain = (p._flags & C_CONTIGUOUS) !== 0;
  const out = isPlain
    ? newArray(p._shape, code)
    : newLaidOut(p._shape, keptOrderStrides(p, itemSizes[code] as number), code);
  if (p._size === 0) return out;
  slots[PARAMETERS] = axis;
  slots[PARAMETERS + 1] = period % 2 === 0 ? 1 : 0;
  slots[PARAMETERS + 2] = isWhole ? 1 : 0;
  slots[SCALARS] = period;
  slots[SCALARS + 1] = isWhole ? Math.floor(period / 2) : period / 2;
  slots[SCALARS + 2] = discont;
  putShape(p._shape);
  putOperand(0, p, p.ndim);
  putOperand(1, out, p.ndim);
  checkStatus(binding.unwrap(p._storage.region.handle, out._storage.region.handle), who, [p]);
  return out;
}
