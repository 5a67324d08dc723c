/** Folds that leave nan out: sums, products, extremes, means. */
import { asNDArray } from '../convert/as_array.js';
import { dtypeCode, FLOAT16 } from '../dtype.js';
import type { Item } from '../element.js';
import { DTypeError } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { isnan, logicalAnd, logicalNot } from '../ops/logic.js';
import type { Options } from '../options.js';
import { fold, mean, prod, sum } from '../reduce/folds.js';
import { readReduction } from '../reduce/reduction.js';
import type { ArrayLike } from '../types/operands.js';
import type { InitialOption, Reduction as ReductionCall } from '../types/reduction_signatures.js';
import { divideInto, quotient } from './quotients.js';

type Fold = (value: unknown, ...args: unknown[]) => unknown;

/** Integers hold no nan: a float array summed in an integer dtype leaves nan out before the cast. */
function castingFold(name: 'nansum' | 'nanprod', plain: Fold, leavingOut: Fold): Fold {
  const call: Fold = (value, ...args) => {
    if (args.length === 0) return leavingOut(value);
    const { a, options } = readReduction(value, args, foldNames, name);
    const { dtype, where } = options as { dtype?: unknown; where?: ArrayLike };
    if (dtype === undefined || a._code < FLOAT16 || dtypeCode(dtype, name) >= FLOAT16) {
      return leavingOut(a, options);
    }
    using numbers = numberMask(a, where);
    return plain(a, { ...options, where: numbers });
  };
  Object.defineProperty(call, 'name', { value: name });
  return call;
}

const foldNames = ['axis', 'dtype', 'keepdims', 'out', 'where', 'bigint', 'initial'];

/** True where an element takes part: it is not nan, and `where` does not leave it out. */
export function numberMask(a: NDArray, where: ArrayLike | undefined): NDArray {
  const mask = isnan(a) as NDArray;
  logicalNot(mask, { out: mask });
  if (where !== undefined && where !== true) logicalAnd(mask, where, { out: mask });
  return mask;
}

/**
 * The sum of the elements that are not nan, over all axes or the given ones; otherwise as `sum`. The sum of nothing is 0.
 * NumPy: `nansum`.
 * @example
 * nd.nansum([1, NaN, 2]) // 3
 * nd.nansum([[1, NaN], [3, 4]], 0).toArray() // [4, 4]
 */
export const nansum = castingFold(
  'nansum',
  sum as Fold,
  fold({
    name: 'nansum',
    op: 'add',
    inexactOp: 'nan_add',
    result: 'accumulate',
    takesDType: true,
    takesInitial: true,
    hasIdentity: true,
  }),
) as ReductionCall<'accumulate', InitialOption>;

/**
 * The product of the elements that are not nan, over all axes or the given ones; otherwise as `prod`. The product of nothing
 * is 1. NumPy: `nanprod`.
 * @example
 * nd.nanprod([2, NaN, 3]) // 6
 */
export const nanprod = castingFold(
  'nanprod',
  prod as Fold,
  fold({
    name: 'nanprod',
    op: 'multiply',
    inexactOp: 'nan_multiply',
    result: 'accumulate',
    takesDType: true,
    takesInitial: true,
    hasIdentity: true,
  }),
) as ReductionCall<'accumulate', InitialOption>;

/**
 * The largest element that is not nan, over all axes or the given ones; nan where all are. The array's dtype.
 * NumPy: `nanmax`.
 * @throws ShapeError for no elements without `initial`.
 * @example
 * nd.nanmax([[1, NaN], [3, 2]], 1).toArray() // [1, 3]
 */
export const nanmax: ReductionCall<'same', InitialOption> = fold({
  name: 'nanmax',
  op: 'maximum',
  inexactOp: 'fmax',
  result: 'same',
  takesDType: false,
  takesInitial: true,
  hasIdentity: false,
});

/**
 * The smallest element that is not nan; otherwise as {@link nanmax}. NumPy: `nanmin`.
 * @example
 * nd.nanmin([3, NaN, 2]) // 2
 */
export const nanmin: ReductionCall<'same', InitialOption> = fold({
  name: 'nanmin',
  op: 'minimum',
  inexactOp: 'fmin',
  result: 'same',
  takesDType: false,
  takesInitial: true,
  hasIdentity: false,
});

/** How many elements are not nan; the kernels are of float and complex dtypes alone. */
export const countNumbers: (a: NDArray, options: Options) => NDArray | Item = fold({
  name: 'countNumbers',
  op: 'count_numbers',
  result: 'index',
  takesDType: false,
  takesInitial: false,
  hasIdentity: true,
});

/** Refuses integer dtypes, asked for or of `out`, for arrays that may hold nan. */
export function checkInexact(options: Options, who: string): void {
  const { dtype, out } = options as { dtype?: unknown; out?: unknown };
  if (dtype !== undefined && dtypeCode(dtype, who) < FLOAT16) {
    throw new DTypeError(`${who}: of float and complex arrays dtype must be float or complex, not ${dtype}`);
  }
  if (out instanceof NDArray && out._code < FLOAT16) {
    throw new DTypeError(
      `${who}: of float and complex arrays out must be float or complex, not ${out.dtype}`,
    );
  }
}

/**
 * The mean of the elements that are not nan, over all axes or the given ones; nan where all are. Integers and bools as
 * `mean`.
 *
 * Result: float64 for integers, the array's dtype otherwise (`dtype` chooses another). NumPy: `nanmean`.
 * @throws DTypeError for an integer `dtype` or `out` of float arrays.
 * @example
 * nd.nanmean([1, NaN, 3]) // 2
 * nd.nanmean([[1, NaN], [3, 4]], 0).toArray() // [2, 4]
 */
export const nanmean: ReductionCall<'trueDivide'> = ((value: unknown, ...args: unknown[]): unknown => {
  const who = 'nanmean';
  const names = ['axis', 'dtype', 'keepdims', 'out', 'where'];
  const { a, options } = readReduction(value, args, names, who);
  if (a._code < FLOAT16) return mean(a, options as object);
  checkInexact(options, who);
  const { axis, keepdims, where, out, dtype } = options;
  const counts = countNumbers(a, { axis, keepdims, where });
  const totals = nansum(a, { axis, keepdims, where, out, dtype } as object) as unknown as NDArray | Item;
  if (!(totals instanceof NDArray)) {
    const code = dtype === undefined ? a._code : dtypeCode(dtype, who);
    return quotient(totals, Number(counts), code);
  }
  const divisor = asNDArray(counts, who);
  divideInto(totals, divisor);
  divisor.dispose();
  return totals;
}) as ReductionCall<'trueDivide'>;
