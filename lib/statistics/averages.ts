/** Spans, counts and weighted averages. */
import { newArray } from '../call.js';
import { Complex } from '../complex.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray, fillItem } from '../convert/copy.js';
import {
  BOOL,
  dtypeName,
  FLOAT16,
  FLOAT64,
  INT64,
  isInteger,
  kindOf,
  promoteCodes,
  UINT64,
} from '../dtype.js';
import { exactNumber, type Item } from '../element.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { divide, multiply, subtract } from '../ops/arithmetic.js';
import { equal } from '../ops/comparison.js';
import { booleanOption, type Options } from '../options.js';
import { any, fold, max, mean, min, sum } from '../reduce/folds.js';
import { readReduction } from '../reduce/reduction.js';
import { stretched } from '../shape/broadcast_to.js';
import { sameShape } from '../shape/layout.js';
import { transpose } from '../shape/transpose.js';
import type { AnyDType, DType, ItemOf } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AxisArg, CheckAxis, ReduceShape } from '../types/reduce.js';
import type { Reduction as ReductionCall } from '../types/reduction_signatures.js';
import type { TrueDivideTable } from '../types/rules.js';
import { roundedTo } from './quotients.js';

/**
 * How many elements are not zero (nan is not), over all axes or the given ones. int64; a plain number without `axis` and
 * `keepdims`. NumPy: `count_nonzero`.
 * @example
 * nd.countNonzero([[0, 1], [2, 3]]) // 3
 * nd.countNonzero([[0, 1], [2, 3]], 0).toArray() // [1, 2]
 */
export const countNonzero: ReductionCall<'index'> = fold({
  name: 'countNonzero',
  op: 'count_nonzero',
  result: 'index',
  takesDType: false,
  takesInitial: false,
  hasIdentity: true,
  options: ['axis', 'keepdims', 'bigint'],
});

/**
 * The span of the elements, the largest less the smallest, over all axes or the given ones; nan where there is one. The
 * array's dtype: spans of signed integers wrap. NumPy: `ptp`.
 * @throws DTypeError for bool; ShapeError for no elements.
 * @example
 * nd.ptp([[1, 5], [3, 2]], 1).toArray() // [4, 1]
 */
export const ptp: ReductionCall<'same'> = ((value: unknown, ...args: unknown[]): unknown => {
  const { a, options } = readReduction(value, args, ['axis', 'keepdims', 'out', 'bigint'], 'ptp');
  const { axis, out } = options as { axis?: number | null; out?: NDArray | null };
  const keepdims = booleanOption(options, 'keepdims', false, 'ptp');
  if ((axis ?? null) === null && !keepdims && (out ?? null) === null) return fullSpan(a, options);
  if (a._code === BOOL) throw noSpanOfBools();
  const high = max(a, { axis, keepdims, out } as object) as unknown as NDArray;
  using low = asNDArray(min(a, { axis, keepdims } as object), 'ptp');
  return subtract(high, low, { out: high, casting: 'unsafe' });
}) as ReductionCall<'same'>;

/** The difference of two plain values, in the array's dtype. */
function fullSpan(a: NDArray, options: Options): Item {
  if (a._code === BOOL) throw noSpanOfBools();
  const wide = a._code === INT64 || a._code === UINT64;
  const read = wide ? { bigint: true } : undefined;
  const high = (read === undefined ? max(a) : max(a, read)) as Item;
  const low = (read === undefined ? min(a) : min(a, read)) as Item;
  if (high instanceof Complex) {
    const { re, im } = low as Complex;
    return new Complex(roundedTo(a._code, high.re - re), roundedTo(a._code, high.im - im));
  }
  if (typeof high === 'bigint') {
    const span = BigInt.asUintN(64, high - (low as bigint));
    const value = a._code === INT64 ? BigInt.asIntN(64, span) : span;
    return options['bigint'] === true ? value : exactNumber(value, 'ptp');
  }
  const difference = (high as number) - (low as number);
  if (!isInteger(a._code)) {
    const span = roundedTo(a._code, difference);
    // The function tells of infinity less infinity, and of a span past the range, where errors are watched.
    return Number.isFinite(span) ? span : (subtract(high, low, { dtype: a.dtype }) as Item);
  }
  const unused = 32 - 8 * a.itemsize;
  return kindOf(a._code) === 'i' ? (difference << unused) >> unused : difference;
}

function noSpanOfBools(): DTypeError {
  return new DTypeError("ptp: bools have no difference; use astype('int8') first");
}

/** Options of {@link average}. */
export interface AverageOptions<
  W extends ArrayLike | undefined = ArrayLike | undefined,
  R extends boolean | undefined = boolean | undefined,
  K extends boolean | undefined = boolean | undefined,
> {
  /** A weight per element: of the array's shape, or of the axes averaged over. All alike if not given. */
  weights?: W | null;
  /** Whether the sum of the weights is given too. */
  returned?: R;
  /** Keep the reduced axes with length 1. */
  keepdims?: K;
}

/** `[average, sumOfWeights]`, by name too. */
export type AverageAndWeights<T> = readonly [average: T, sumOfWeights: T] & {
  readonly average: T;
  readonly sumOfWeights: T;
};
type Averaged<T, R> = R extends true ? AverageAndWeights<T> : T;
type AverageDType<T extends ArrayLike, W> = W extends ArrayLike ? AnyDType : TrueDivideTable[DTypeOf<T>];
type AverageAlong<D extends DType, T extends ArrayLike, A extends AxisArg, K> = NDArray<
  D,
  K extends true ? ReduceShape<ShapeOf<T>, A, true> : ReduceShape<ShapeOf<T>, A, false>
>;

/**
 * The average, weighted or not, over all axes or the given ones: the sum of weight times element, divided by the sum of
 * weights.
 *
 * Result: what the array and the weights promote to, float64 at least for integers; a plain number without `axis` and
 * `keepdims`. With `returned` a tuple of it and the sum of the weights, of the same shape. NumPy: `average`.
 * @throws ShapeError where the weights do not fit, and where they sum to 0.
 * @example
 * nd.average([1, 2, 3], { weights: [3, 1, 0] }) // 1.25
 * nd.average([[1, 2], [3, 4]], 0, { weights: [1, 3] }).toArray() // [2.5, 3.5]
 */
export function average<
  const T extends ArrayLike,
  const A extends AxisArg,
  const W extends ArrayLike | undefined = undefined,
  R extends boolean | undefined = undefined,
  K extends boolean | undefined = undefined,
>(
  a: T,
  axis: CheckAxis<ShapeOf<T>, A, A>,
  options?: AverageOptions<W, R, K>,
): Averaged<AverageAlong<AverageDType<T, NoInfer<W>>, T, A, NoInfer<K>>, NoInfer<R>>;
export function average<
  const T extends ArrayLike,
  const A extends AxisArg,
  const W extends ArrayLike | undefined = undefined,
  R extends boolean | undefined = undefined,
  K extends boolean | undefined = undefined,
>(
  a: T,
  options: AverageOptions<W, R, K> & { axis: CheckAxis<ShapeOf<T>, A, A> },
): Averaged<AverageAlong<AverageDType<T, NoInfer<W>>, T, A, NoInfer<K>>, NoInfer<R>>;
export function average<
  const T extends ArrayLike,
  const W extends ArrayLike | undefined = undefined,
  R extends boolean | undefined = undefined,
  K extends boolean | undefined = undefined,
>(
  a: T,
  axis?: null | (AverageOptions<W, R, K> & { axis?: null }),
  options?: AverageOptions<W, R, K>,
): Averaged<
  K extends true
    ? NDArray<AverageDType<T, NoInfer<W>>, ReduceShape<ShapeOf<T>, undefined, true>>
    : ItemOf<AverageDType<T, NoInfer<W>>>,
  NoInfer<R>
>;
export function average<const T extends ArrayLike>(
  a: T,
  axis?: number | readonly number[] | null | (AverageOptions & { axis?: number | readonly number[] | null }),
  options?: AverageOptions,
): unknown;
export function average(value: unknown, ...args: unknown[]): unknown {
  const who = 'average';
  const names = ['axis', 'weights', 'returned', 'keepdims'];
  const { a, options, axes } = readReduction(value, args, names, who);
  const over = { axis: axes ?? undefined, keepdims: booleanOption(options, 'keepdims', false, who) };
  const returned = booleanOption(options, 'returned', false, who);
  const given = options['weights'] ?? undefined;
  if (given === undefined) {
    const result = mean(a, over as object) as unknown as NDArray | Item;
    if (!returned) return result;
    const count = a.size / (result instanceof NDArray ? result.size : 1);
    if (!(result instanceof NDArray)) return pair(result, count);
    const counts = newArray(result._shape, result._code);
    fillItem(counts, count, who);
    return pair(result, counts);
  }
  const weights = fittingWeights(asNDArray(given, who), a, axes, who);
  const code = promoteCodes(promoteCodes(a._code, weights._code), a._code < FLOAT16 ? FLOAT64 : a._code);
  const dtype = dtypeName(code);
  const scale = sum(weights, { ...over, dtype }) as unknown as NDArray | Item;
  if (scale instanceof NDArray ? any(equal(scale, 0) as NDArray) : isZero(scale)) {
    throw new ShapeError(`${who}: the weights sum to 0, and nothing can be divided by that`, 'ERR_VALUE');
  }
  using weighted = multiply(a, weights, { dtype }) as NDArray;
  const total = sum(weighted, over as object) as unknown as NDArray | Item;
  if (!(total instanceof NDArray)) {
    const ratio = divide(total as number, scale as number) as Item;
    const result =
      ratio instanceof Complex
        ? new Complex(roundedTo(code, ratio.re), roundedTo(code, ratio.im))
        : roundedTo(code, Number(ratio));
    return returned ? pair(result, scale) : result;
  }
  divide(total, scale as NDArray, { out: total });
  if (!returned) return total;
  const scales = stretched(scale as NDArray, total._shape);
  return pair(total, scales === scale ? scale : copyArray(scales, 'C', who));
}

function isZero(value: Item): boolean {
  return typeof value === 'object' ? value.re === 0 && value.im === 0 : Number(value) === 0;
}

function pair<T>(average: T, sumOfWeights: T): AverageAndWeights<T> {
  return Object.freeze(
    Object.assign([average, sumOfWeights] as const, { average, sumOfWeights }),
  ) as unknown as AverageAndWeights<T>;
}

/** Weights broadcast to the array: they have its shape, or that of the axes, in the order these are named. */
export function fittingWeights(
  weights: NDArray,
  a: NDArray,
  axes: readonly number[] | null,
  who: string,
): NDArray {
  if (sameShape(weights._shape, a._shape)) return weights;
  if (axes === null) {
    throw new StridedError(
      `${who}: weights of shape ${shapeText(weights._shape)} for an array of shape ${shapeText(a._shape)}: name the axis they belong to`,
      'ERR_ARGUMENT',
    );
  }
  const lengths = axes.map((axis) => a._shape[axis] as number);
  if (!sameShape(weights._shape, lengths)) {
    throw new ShapeError(
      `${who}: weights of shape ${shapeText(weights._shape)} do not fit axis ${axes.join(', ')} of shape ${shapeText(a._shape)}, which needs ${shapeText(lengths)}`,
    );
  }
  const order = Array.from(axes.keys()).sort((x, y) => (axes[x] as number) - (axes[y] as number));
  const sorted = transpose(weights, order) as NDArray;
  const strides = a._shape.map(() => 0);
  for (let k = 0; k < order.length; k++) {
    strides[axes[order[k] as number] as number] = sorted._strides[k] as number;
  }
  return sorted._view(a._shape, strides, sorted._offset);
}
