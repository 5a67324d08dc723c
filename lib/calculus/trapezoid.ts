/** Integration of samples. */
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { BOOL, FLOAT64, isInteger } from '../dtype.js';
import { isItem } from '../element.js';
import { ShapeError, StridedError } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { add, divide, multiply } from '../ops/arithmetic.js';
import { readOptions } from '../options.js';
import { sum } from '../reduce/folds.js';
import { axisOf } from '../shape/axis.js';
import { reshapedView } from '../shape/reshape.js';
import type { ItemOf } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { ReduceShape } from '../types/reduce.js';
import type { UnaryResult } from '../types/rules.js';
import type { IsUnknownRank } from '../types/shapes.js';
import { diff } from './differences.js';
import { partOf } from './parts.js';

/** Options of {@link trapezoid}. */
export interface TrapezoidOptions<A extends number | undefined = number | undefined> {
  /** Where the samples stand: one axis, or the shape of `y`; at even distances if not given. */
  x?: ArrayLike | null | undefined;
  /** The distance of samples without `x`; 1 if not given. */
  dx?: ArrayLike | undefined;
  /** The axis to integrate along; the last if not given. */
  axis?: A;
}

type Integral<T extends ArrayLike, A> =
  IsUnknownRank<ShapeOf<T>> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: an array or a plain value; only the rank would tell
      any
    : A extends number
      ? NDArray<UnaryResult<'trueDivide', DTypeOf<T>>, ReduceShape<ShapeOf<T>, A, false>>
      : ShapeOf<T> extends readonly [number]
        ? ItemOf<UnaryResult<'trueDivide', DTypeOf<T>>>
        : NDArray<UnaryResult<'trueDivide', DTypeOf<T>>, ReduceShape<ShapeOf<T>, -1, false>>;

/**
 * The integral of samples along an axis by the trapezoidal rule: each pair of neighbours counts with its mean and its
 * distance.
 *
 * Result: float64 for integers, the promoted dtype otherwise, without the axis; a plain number for one axis unless `axis`
 * is named. NumPy: `trapezoid`.
 * @throws ShapeError for a 0-d array, or where `x` does not fit.
 * @example
 * nd.trapezoid([1, 2, 3]) // 4
 * nd.trapezoid([1, 2, 3], [4, 6, 8]) // 8
 * nd.trapezoid([[0, 1, 2], [3, 4, 5]], { axis: 0 }).toArray() // [1.5, 2.5, 3.5]
 */
export function trapezoid<const T extends ArrayLike, const A extends number | undefined = undefined>(
  y: T,
  x?: ArrayLike | null | TrapezoidOptions<A>,
  options?: TrapezoidOptions<A>,
): Integral<T, NoInfer<A>>;
export function trapezoid(value: unknown, ...args: unknown[]): unknown {
  const who = 'trapezoid';
  const y = asNDArray(value, who);
  const rest = args[0] === null ? args.slice(1) : args;
  const options = readOptions(rest, ['x', 'dx', 'axis'], who);
  if (y.ndim === 0) throw new ShapeError('trapezoid: a 0-d array has no axis to integrate along');
  const axis = axisOf(options['axis'] ?? -1, y.ndim, who);
  const steps = stepsOf(options['x'], options['dx'], y, axis);
  const length = y._shape[axis] as number;
  const count = Math.max(length - 1, 0);
  const pairs = add(partOf(y, axis, length - count, count), partOf(y, axis, 0, count)) as NDArray;
  // A number is a float, as in NumPy: it takes integers into float64.
  const whole = pairs._code === BOOL || isInteger(pairs._code);
  using halves = areasOf(whole && !(steps instanceof NDArray) ? floatsOf(pairs) : pairs, steps);
  if (steps instanceof NDArray) steps.dispose();
  return sum(halves, options['axis'] === undefined && y.ndim === 1 ? null : (axis as never));
}

function floatsOf(pairs: NDArray): NDArray {
  const floats = copyArray(pairs, 'K', 'trapezoid', FLOAT64);
  pairs.dispose();
  return floats;
}

/** Half of the pairs' sums times their distances, in place where the distance is a number. */
function areasOf(pairs: NDArray, steps: NDArray | number): NDArray {
  if (typeof steps === 'number') return multiply(pairs, steps / 2, { out: pairs }) as NDArray;
  using areas = multiply(pairs, steps) as NDArray;
  pairs.dispose();
  return divide(areas, 2) as NDArray;
}

function stepsOf(x: unknown, dx: unknown, y: NDArray, axis: number): NDArray | number {
  if (x === undefined || x === null) {
    if (dx === undefined) return 1;
    if (typeof dx === 'number') return dx;
    if (isItem(dx) && typeof dx !== 'object') return Number(dx);
    const given = asNDArray(dx, 'trapezoid');
    return given._view(given._shape, given._strides, given._offset);
  }
  if (dx !== undefined) throw new StridedError('trapezoid: x and dx exclude each other', 'ERR_OPTION');
  const places = asNDArray(x, 'trapezoid');
  if (places.ndim !== 1) return diff(places, { axis }) as NDArray;
  const steps = diff(places) as NDArray;
  const shape = y._shape.map((_, i) => (i === axis ? steps._size : 1));
  return reshapedView(steps, shape);
}
