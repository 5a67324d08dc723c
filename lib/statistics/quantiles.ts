/** Quantiles and percentiles. */
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray, copyto } from '../convert/copy.js';
import { describe } from '../describe.js';
import { BOOL, canCastCode, dtypeName, FLOAT16, FLOAT64, isComplex, isFloat, isInteger } from '../dtype.js';
import { type Item, isItem } from '../element.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { add, divide, multiply, subtract } from '../ops/arithmetic.js';
import { greaterEqual } from '../ops/comparison.js';
import { booleanOption, type Options } from '../options.js';
import { any, max, min } from '../reduce/folds.js';
import { readReduction } from '../reduce/reduction.js';
import { stretched } from '../shape/broadcast_to.js';
import { reshapedView } from '../shape/reshape.js';
import type { AnyDType, DType } from '../types/dtypes.js';
import type { AreScalars, ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AxisArg, CheckAxis, ReduceShape } from '../types/reduce.js';
import type { Given } from '../types/results.js';
import type { TrueDivideTable } from '../types/rules.js';
import type { AnyShape } from '../types/shapes.js';
import { fittingWeights } from './averages.js';
import { nanmean } from './nan_folds.js';
import {
  blankOf,
  lanesOf,
  neighbours,
  quantileMethods,
  readOut,
  releaseLanes,
  side,
  weightLanes,
  withKeptAxes,
} from './order.js';

/** How a quantile between two elements is estimated: NumPy's thirteen methods. */
export type QuantileMethod = (typeof quantileMethods)[number];

/** Options of {@link quantile} and {@link percentile}, `axis` aside. */
export interface QuantileOptions<
  K extends boolean | undefined = boolean | undefined,
  O extends NDArray | undefined = NDArray | undefined,
> {
  /** The array that receives the result and is returned. */
  out?: O;
  /** Whether the array may be used as working space. Nothing is gained by it here: it stays as it is. */
  overwriteInput?: boolean | undefined;
  /** How quantiles between elements are estimated; `'linear'` if not given. */
  method?: QuantileMethod | undefined;
  /** Keep the reduced axes with length 1. */
  keepdims?: K;
  /** A weight per element, for `method: 'inverted_cdf'`. */
  weights?: ArrayLike | null | undefined;
}

type QuantileDType<D extends DType> = D extends 'complex64' | 'complex128' | 'bool'
  ? AnyDType
  : TrueDivideTable[D];
type Along<T extends ArrayLike, A extends AxisArg, K, Q> =
  AreScalars<Q> extends true
    ? NDArray<
        QuantileDType<DTypeOf<T>>,
        K extends true ? ReduceShape<ShapeOf<T>, A, true> : ReduceShape<ShapeOf<T>, A, false>
      >
    : NDArray<AnyDType, AnyShape>;

/** A quantile function: of one level over everything a number, else an array with the levels' axis in front. */
export interface QuantileFunction {
  <
    const T extends ArrayLike,
    const Q extends ArrayLike,
    const A extends AxisArg,
    K extends boolean | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    a: T,
    q: Q,
    axis: CheckAxis<ShapeOf<T>, A, A>,
    options?: QuantileOptions<K, O>,
  ): Given<NoInfer<O>, Along<T, A, NoInfer<K>, Q>>;
  <
    const T extends ArrayLike,
    const Q extends ArrayLike,
    const A extends AxisArg,
    K extends boolean | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    a: T,
    q: Q,
    options: QuantileOptions<K, O> & { axis: CheckAxis<ShapeOf<T>, A, A> },
  ): Given<NoInfer<O>, Along<T, A, NoInfer<K>, Q>>;
  <
    const T extends ArrayLike,
    const Q extends ArrayLike,
    K extends boolean | undefined = undefined,
    O extends NDArray | undefined = undefined,
  >(
    a: T,
    q: Q,
    axis?: null | (QuantileOptions<K, O> & { axis?: null }),
    options?: QuantileOptions<K, O>,
  ): Given<
    NoInfer<O>,
    AreScalars<Q> extends true ? (K extends true ? NDArray : number) : NDArray<AnyDType, AnyShape>
  >;
  <const T extends ArrayLike>(
    a: T,
    q: ArrayLike,
    axis?:
      | number
      | readonly number[]
      | null
      | (QuantileOptions & { axis?: number | readonly number[] | null }),
    options?: QuantileOptions,
  ): number | NDArray;
}

const names = ['axis', 'out', 'overwriteInput', 'method', 'keepdims', 'weights'];
const INVERTED_CDF = 0;
const LINEAR = quantileMethods.indexOf('linear');
/** Methods whose answers are elements. */
const discrete: ReadonlySet<unknown> = new Set([
  'inverted_cdf',
  'closest_observation',
  'lower',
  'higher',
  'nearest',
]);

interface Levels {
  /** 1-D float64, in [0, 1]. */
  readonly q: NDArray;
  readonly shape: readonly number[];
  /** The dtype that the levels bring into the result; undefined for plain numbers, which are weak. */
  readonly code: number | undefined;
  /** Whether they were whole numbers: NumPy takes elements then. */
  readonly whole: boolean;
}

function readLevels(value: unknown, scale: number, who: string): Levels {
  const given = asNDArray(value, who);
  if (isComplex(given._code)) throw new DTypeError(`${who}: q must be real`);
  if (given.ndim > 2) {
    throw new ShapeError(`${who}: q has shape ${shapeText(given._shape)}; give a number or a 1-D list`);
  }
  const flat = reshapedView(copyArray(given, 'C', who, FLOAT64), [given.size]);
  if (scale !== 1) divide(flat, scale, { out: flat });
  if (flat.size > 0 && !((min(flat) as number) >= 0 && (max(flat) as number) <= 1)) {
    throw new StridedError(
      scale === 1
        ? `${who}: q must be in [0, 1]; percents go into percentile`
        : `${who}: q must be in [0, 100]`,
      'ERR_VALUE',
    );
  }
  const code = isFloat(given._code) ? given._code : FLOAT64;
  return {
    q: flat,
    shape: given._shape,
    code: isItem(value) ? undefined : code,
    whole: scale === 1 && isInteger(given._code),
  };
}

interface QuantileCall {
  readonly who: string;
  readonly a: NDArray;
  readonly axes: readonly number[] | null;
  readonly options: Options;
  readonly skipNan: boolean;
  readonly levels: Levels;
}

function quantileFunction(who: string, scale: number, skipNan: boolean): QuantileFunction {
  const call = (value: unknown, q: unknown, ...args: unknown[]): unknown => {
    if (q === undefined) throw new StridedError(`${who}: q is missing`, 'ERR_ARGUMENT');
    const { a, options, axes } = readReduction(value, args, names, who);
    if (isComplex(a._code))
      throw new DTypeError(`${who}: complex numbers have no order; take their real parts`);
    const levels = readLevels(q, scale, who);
    const result = computed({ who, a, axes, options, skipNan, levels });
    levels.q.dispose();
    return result;
  };
  Object.defineProperty(call, 'name', { value: who });
  return call as QuantileFunction;
}

function readMethod(options: Options, who: string): number {
  const method = options['method'] ?? 'linear';
  const index = (quantileMethods as readonly unknown[]).indexOf(method);
  if (index < 0) {
    throw new StridedError(
      `${who}: ${describe(method)} is no method; the methods are ${quantileMethods.join(', ')}`,
      'ERR_OPTION',
    );
  }
  return index;
}

function readWeights(call: QuantileCall, method: number): NDArray | undefined {
  const { who, a, axes, options } = call;
  const given = options['weights'];
  if (given === undefined || given === null) return undefined;
  if (method !== INVERTED_CDF) {
    throw new StridedError(
      `${who}: weights need { method: 'inverted_cdf' }, not '${quantileMethods[method]}'`,
      'ERR_OPTION',
    );
  }
  const weights = fittingWeights(asNDArray(given, who), a, axes, who);
  if (weights.size > 0 && (min(weights) as number) < 0) {
    throw new StridedError(`${who}: weights must not be negative`, 'ERR_VALUE');
  }
  return stretched(weights, a._shape);
}

function computed(call: QuantileCall): NDArray | Item {
  const { who, a, axes, options, skipNan, levels } = call;
  const method = readMethod(options, who);
  const weights = readWeights(call, method);
  const keepdims = booleanOption(options, 'keepdims', false, who);
  booleanOption(options, 'overwriteInput', false, who);
  if (a.size === 0 && skipNan) return nanmean(a, options['axis'] as number) as unknown as NDArray;
  using lanes = disposable(lanesOf(a, axes, who), a);
  if (lanes.length === 0 && lanes.count > 0) {
    throw new ShapeError(
      `${who}: the axes reduced of shape ${shapeText(a._shape)} hold no elements`,
      'ERR_VALUE',
    );
  }
  const heavy = weights === undefined ? undefined : weightLanes(weights, axes, who);
  const { both, gamma, blank } = neighbours(lanes, levels.q, method, skipNan, heavy, who);
  if (heavy !== undefined && heavy._storage !== weights?._storage) heavy.dispose();
  const takes = discrete.has(quantileMethods[method]) || (method === LINEAR && levels.whole);
  const flat = takes ? copyArray(side(both, 0), 'C', who) : between(both, gamma, call);
  if (a._code >= FLOAT16 && any(blank)) {
    copyto(flat, Number.NaN, { where: blankOf(blank, flat) });
  }
  for (const temporary of [both, gamma, blank]) temporary.dispose();
  return delivered(call, flat, lanes.kept, keepdims);
}

interface DisposableLanes extends Disposable {
  readonly data: NDArray;
  readonly kept: readonly number[];
  readonly count: number;
  readonly length: number;
}
function disposable(lanes: Omit<DisposableLanes, typeof Symbol.dispose>, a: NDArray): DisposableLanes {
  return Object.assign(lanes, { [Symbol.dispose]: () => releaseLanes(lanes, a) });
}

/** Between low and high, as NumPy goes: from the nearer one. */
function between(both: NDArray, gamma: NDArray, { a, levels, skipNan }: QuantileCall): NDArray {
  if (a._code === BOOL) {
    throw new DTypeError("quantile: bools have no difference; use astype('uint8') first");
  }
  const low = side(both, 0);
  const high = side(both, 1);
  // Levels given as plain numbers leave float dtypes as they are.
  const code = levels.code ?? (isFloat(a._code) ? a._code : FLOAT64);
  using cast = copyArray(gamma, 'C', 'quantile', code);
  const ndim = both.ndim - 1;
  const share = skipNan ? cast : reshapedView(cast, [gamma.size, ...new Array<number>(ndim - 1).fill(1)]);
  using span = subtract(high, low) as NDArray;
  using step = multiply(span, share) as NDArray;
  const result = add(low, step) as NDArray;
  using rest = subtract(1, share) as NDArray;
  multiply(span, rest, { out: step, casting: 'unsafe' });
  using late = greaterEqual(share, 0.5) as NDArray;
  subtract(high, step, { out: result, where: late, casting: 'unsafe' });
  return result;
}

/** In the shape of the levels and the kept axes; plain where both are none. */
function delivered(
  call: QuantileCall,
  flat: NDArray,
  kept: readonly number[],
  keepdims: boolean,
): NDArray | Item {
  const { who, a, axes, options, levels } = call;
  let result = reshapedView(flat, [...levels.shape, ...kept]);
  if (keepdims) result = withKeptAxes(result, a, axes, levels.shape.length);
  const out = readOut(options['out'], result._shape, who);
  if (out !== undefined) {
    if (!canCastCode(result._code, out._code, 'same_kind')) {
      throw new DTypeError(
        `${who}: the result cannot be cast from ${dtypeName(result._code)} to ${out.dtype} by 'same_kind'`,
        'ERR_CASTING',
      );
    }
    copyto(out, result, { casting: 'unsafe' });
    flat.dispose();
    return out;
  }
  if (result.ndim === 0 && !keepdims && axes === null) {
    const value = result.item();
    flat.dispose();
    return value;
  }
  return owned(flat, result._shape);
}

/** The same memory as an array of another shape that is no view. */
export function owned(a: NDArray, shape: readonly number[]): NDArray {
  if (a._shape.length === shape.length) return a;
  const whole = newArray(shape, a._code);
  copyto(whole, reshapedView(a, shape));
  a.dispose();
  return whole;
}

/**
 * The `q`-quantile of the elements, over all axes or the given ones: what a share of `q` of them lies below. `q` is in
 * [0, 1], a number or a list of them. nan where there is one.
 *
 * Result: float64 for integers, the array's float dtype otherwise (float64 at least for a list `q`); methods that choose an
 * element keep the dtype. Levels in a list stand along a first axis. A plain number for one level over everything.
 * NumPy: `quantile`.
 * @throws StridedError for levels outside [0, 1] and unknown methods; DTypeError for complex.
 * @example
 * nd.quantile([1, 2, 3, 4], 0.5) // 2.5
 * nd.quantile([[1, 2], [3, 5]], [0, 1], 0).toArray() // [[1, 2], [3, 5]]
 * nd.quantile([1, 2, 3, 4], 0.6, { method: 'lower' }) // 2
 */
export const quantile: QuantileFunction = quantileFunction('quantile', 1, false);

/**
 * The `q`-th percentile: {@link quantile} with levels in [0, 100], and its options. NumPy: `percentile`.
 * @example
 * nd.percentile([1, 2, 3, 4, 5], [25, 50]).toArray() // [2, 3]
 */
export const percentile: QuantileFunction = quantileFunction('percentile', 100, false);

/**
 * {@link quantile} of the elements that are not nan; nan where all are. NumPy: `nanquantile`.
 * @example
 * nd.nanquantile([1, NaN, 3], 0.5) // 2
 */
export const nanquantile: QuantileFunction = quantileFunction('nanquantile', 1, true);

/**
 * {@link percentile} of the elements that are not nan; nan where all are. NumPy: `nanpercentile`.
 * @example
 * nd.nanpercentile([[1, NaN], [3, 4]], 50, 1).toArray() // [1, 3.5]
 */
export const nanpercentile: QuantileFunction = quantileFunction('nanpercentile', 100, true);
