/** Running sums and products. */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { fillItem } from '../convert/copy.js';
import { FLOAT16 } from '../dtype.js';
import { AxisError, ShapeError, shapeText } from '../errors.js';
import { installMethods } from '../methods.js';
import type { NDArray } from '../ndarray.js';
import { isnan } from '../ops/logic.js';
import { Loops } from '../ops/loops.js';
import { foldLoop, readDType, readOut } from '../ops/methods/fold_loop.js';
import type { UfuncCore } from '../ops/methods/table.js';
import { where } from '../ops/selection.js';
import { booleanOption, type Options, readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { C_CONTIGUOUS, sameShape } from '../shape/layout.js';
import { ravelArray } from '../shape/reshape.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type {
  Accumulation,
  AccumulationMethod,
  AccumulationOptions,
  AxisOption,
} from '../types/reduction_signatures.js';
import type { Chosen, Given } from '../types/results.js';
import type { UnaryResult } from '../types/rules.js';
import type { AnyShape, SameRank } from '../types/shapes.js';
import { runScan } from './scan.js';

interface Running {
  readonly core: UfuncCore;
  /** What stands before the first element. */
  readonly initial: number;
}

function running(kernel: string, initial: number): Running {
  const loops = new Loops(kernel, 'promote', 2, undefined);
  return { core: { name: kernel, kernel, record: { rule: 'promote' }, loops, nin: 2, nout: 1 }, initial };
}
const sums = running('add', 0);
const products = running('multiply', 1);

const optionNames = ['axis', 'dtype', 'out'];

/** All elements along one axis, in C order. */
function flattened(a: NDArray): NDArray {
  if (a.ndim === 1) return a;
  if ((a._flags & C_CONTIGUOUS) !== 0) return a._view([a._size], [a.itemsize], a._offset);
  return ravelArray(a, {});
}

function cumulate({ core }: Running, value: unknown, args: readonly unknown[], who: string): NDArray {
  let a = asNDArray(value, who);
  let options: Options = {};
  let axis = 0;
  if (args.length > 0) {
    options = readOptions(args[0] === null && args.length > 1 ? args.slice(1) : args, optionNames, who);
  }
  const given = options['axis'];
  if (given === undefined || given === null) {
    a = flattened(a);
  } else {
    if (Array.isArray(given))
      throw new AxisError(`${who}: axis must be one axis, or none for the flattened array`);
    // NumPy lets the one value of a 0-d array be summed along an axis it does not have.
    if (a.ndim === 0) a = a._view([1], [a.itemsize], a._offset);
    axis = axisOf(given, a.ndim, who);
  }
  const out = readOut(options, who);
  if (out !== undefined && !sameShape(out._shape, a._shape)) {
    throw new ShapeError(
      `${who}: out has shape ${shapeText(out._shape)}, the result ${shapeText(a._shape)}; give out that shape`,
    );
  }
  const loop = foldLoop(core, a._code, readDType(options, who), out, who);
  return runScan(core.kernel, loop, a, axis, out, who);
}

/** The same with nan counted as what changes nothing. */
function cumulateNumbers(fold: Running, value: unknown, args: readonly unknown[], who: string): NDArray {
  const a = asNDArray(value, who);
  if (a._code < FLOAT16) return cumulate(fold, a, args, who);
  using missing = isnan(a) as NDArray;
  using numbers = where(missing, fold.initial, a) as NDArray;
  return cumulate(fold, numbers, args, who);
}

const cumulativeNames = ['axis', 'dtype', 'out', 'includeInitial'];

function cumulateArray(
  { core, initial }: Running,
  value: unknown,
  args: readonly unknown[],
  who: string,
): NDArray {
  let a = asNDArray(value, who);
  const options = readOptions(args, cumulativeNames, who);
  if (a.ndim === 0) a = a._view([1], [a.itemsize], a._offset);
  const given = options['axis'] ?? undefined;
  if (given === undefined && a.ndim > 1) {
    throw new AxisError(
      `${who}: an array of ${a.ndim} axes needs { axis }: the axis to go along; for all elements in C order take ${core.kernel === 'add' ? 'cumsum' : 'cumprod'}`,
    );
  }
  const axis = axisOf(given ?? 0, a.ndim, who);
  const out = readOut(options, who);
  const loop = foldLoop(core, a._code, readDType(options, who), out, who);
  const withInitial = booleanOption(options, 'includeInitial', false, who);
  const shape = a._shape.map((length, i) => (i === axis && withInitial ? length + 1 : length));
  if (out !== undefined && !sameShape(out._shape, shape)) {
    throw new ShapeError(
      `${who}: out has shape ${shapeText(out._shape)}, the result ${shapeText(shape)}; give out that shape`,
    );
  }
  if (!withInitial) return runScan(core.kernel, loop, a, axis, out, who);
  const result = newArray(shape, out?._code ?? (loop.outs[0] as number));
  const step = result._strides[axis] as number;
  const first = shape.map((length, i) => (i === axis ? 1 : length));
  fillItem(result._view(first, result._strides, result._offset), initial, who);
  const rest = result._view(a._shape, result._strides, result._offset + step);
  runScan(core.kernel, loop, a, axis, rest, who);
  if (out === undefined) return result;
  copyInto(out, result, who);
  result.dispose();
  return out;
}

/**
 * The running sum: element i is the sum of the elements up to and with i, along an axis, or of all elements in C order.
 *
 * Result: int64 or uint64 for integers and bools, the array's dtype otherwise (`dtype` chooses another); the array's
 * shape, one axis without `axis`; a new array or `out`. Integers wrap around; float16 is rounded at every step. Sums of
 * float32, float64 and complex numbers are made in segments of 128 elements whose sums are added up: nearer to the exact
 * ones than one addition after another. Of elements that are not negative the result never falls. NumPy: `cumsum`.
 * @throws AxisError for an axis that is not there; ShapeError where `out` has another shape.
 * @example
 * nd.cumsum([[1, 2], [3, 4]]).toArray() // [1, 3, 6, 10]
 * nd.cumsum([[1, 2], [3, 4]], 0).toArray() // [[1, 2], [4, 6]]
 */
export const cumsum: Accumulation<'accumulate'> = ((value: unknown, ...args: unknown[]) =>
  cumulate(sums, value, args, 'cumsum')) as Accumulation<'accumulate'>;

/**
 * The running product, along an axis, or of all elements in C order; dtypes as of {@link cumsum}. Elements are multiplied
 * one after another, as NumPy does. NumPy: `cumprod`.
 * @throws AxisError for an axis that is not there; ShapeError where `out` has another shape.
 * @example
 * nd.cumprod([1, 2, 3, 4]).toArray() // [1, 2, 6, 24]
 */
export const cumprod: Accumulation<'accumulate'> = ((value: unknown, ...args: unknown[]) =>
  cumulate(products, value, args, 'cumprod')) as Accumulation<'accumulate'>;

/**
 * The running sum with nan counted as 0; otherwise as {@link cumsum}. NumPy: `nancumsum`.
 * @throws AxisError for an axis that is not there.
 * @example
 * nd.nancumsum([1, NaN, 2]).toArray() // [1, 1, 3]
 */
export const nancumsum: Accumulation<'accumulate'> = ((value: unknown, ...args: unknown[]) =>
  cumulateNumbers(sums, value, args, 'nancumsum')) as Accumulation<'accumulate'>;

/**
 * The running product with nan counted as 1; otherwise as {@link cumprod}. NumPy: `nancumprod`.
 * @throws AxisError for an axis that is not there.
 * @example
 * nd.nancumprod([2, NaN, 3]).toArray() // [2, 2, 6]
 */
export const nancumprod: Accumulation<'accumulate'> = ((value: unknown, ...args: unknown[]) =>
  cumulateNumbers(products, value, args, 'nancumprod')) as Accumulation<'accumulate'>;

/** Options of {@link cumulativeSum} and {@link cumulativeProd}, `axis` aside. */
export interface CumulativeOptions<
  E extends DType | undefined = DType | undefined,
  O extends NDArray | undefined = NDArray | undefined,
  I extends boolean | undefined = boolean | undefined,
> extends AccumulationOptions<E, O> {
  /** Begin with what an empty sum (0) or product (1) is: the result is longer by one. */
  includeInitial?: I;
}
type Cumulated<T extends ArrayLike, E, O, I> = Given<
  O,
  NDArray<
    Chosen<E, UnaryResult<'accumulate', DTypeOf<T>>>,
    I extends undefined | false ? (ShapeOf<T> extends [] ? [1] : ShapeOf<T>) : LongerShape<ShapeOf<T>>
  >
>;
type LongerShape<S> = 0 extends 1 & S ? AnyShape : S extends readonly number[] ? SameRank<S> : AnyShape;

/** A running sum or product of the array API standard. */
export interface Cumulative {
  <
    const T extends ArrayLike,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
    I extends boolean | undefined = undefined,
  >(
    x: T,
    options?: CumulativeOptions<E, O, I> & AxisOption<number | null>,
  ): Cumulated<T, NoInfer<E>, NoInfer<O>, NoInfer<I>>;
  <
    const T extends ArrayLike,
    E extends DType | undefined = undefined,
    O extends NDArray | undefined = undefined,
    I extends boolean | undefined = undefined,
  >(
    x: T,
    axis: number | null | undefined,
    options?: CumulativeOptions<E, O, I>,
  ): Cumulated<T, NoInfer<E>, NoInfer<O>, NoInfer<I>>;
}

/**
 * The running sum along an axis, which arrays of several axes must name; with `includeInitial` it begins with 0.
 * Otherwise as {@link cumsum}. NumPy: `cumulative_sum`.
 * @throws AxisError without `axis` for an array of several axes.
 * @example
 * nd.cumulativeSum([1, 2, 3], { includeInitial: true }).toArray() // [0, 1, 3, 6]
 */
export const cumulativeSum: Cumulative = ((value: unknown, ...args: unknown[]) =>
  cumulateArray(sums, value, args, 'cumulativeSum')) as Cumulative;

/**
 * The running product along an axis, which arrays of several axes must name; with `includeInitial` it begins with 1.
 * Otherwise as {@link cumprod}. NumPy: `cumulative_prod`.
 * @throws AxisError without `axis` for an array of several axes.
 * @example
 * nd.cumulativeProd([1, 2, 3], { includeInitial: true }).toArray() // [1, 1, 2, 6]
 */
export const cumulativeProd: Cumulative = ((value: unknown, ...args: unknown[]) =>
  cumulateArray(products, value, args, 'cumulativeProd')) as Cumulative;

/** The running folds as methods. */
export interface ScanMethods {
  cumsum: AccumulationMethod<'accumulate'>;
  cumprod: AccumulationMethod<'accumulate'>;
}

installMethods({
  cumsum(this: NDArray, ...args: never[]) {
    return cumulate(sums, this, args, 'cumsum');
  },
  cumprod(this: NDArray, ...args: never[]) {
    return cumulate(products, this, args, 'cumprod');
  },
});
