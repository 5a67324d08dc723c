/** A given number of samples between two ends: evenly apart, or evenly apart in the exponent. */
import { copyInto, newArray } from '../call.js';
import { Complex } from '../complex.js';
import { optionalCode } from '../convert/array.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray, fillItem } from '../convert/copy.js';
import {
  COMPLEX64,
  COMPLEX128,
  FLOAT32,
  FLOAT64,
  isComplex,
  isFloat,
  isInteger,
  promoteCodes,
} from '../dtype.js';
import { isItem } from '../element.js';
import { DTypeError, StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { absolute, add, divide, floorDivide, multiply, power, subtract } from '../ops/arithmetic.js';
import { equal, greater } from '../ops/comparison.js';
import { log } from '../ops/exponential.js';
import { booleanOption, type Options, readOptions } from '../options.js';
import { any } from '../reduce/folds.js';
import { axisOf } from '../shape/axis.js';
import { broadcastMany } from '../shape/broadcast.js';
import { expandDimsArray } from '../shape/dimensions.js';
import { checkShape, describe } from '../shape/layout.js';
import { reshapedView } from '../shape/reshape.js';
import type { AnyDType, DType } from '../types/dtypes.js';
import type { AreScalars, ArrayLike, KindOf, Scalar } from '../types/operands.js';
import type { BinaryResult } from '../types/rules.js';
import type { AnyShape } from '../types/shapes.js';
import { writeRamp } from './arange.js';

/** Options of `logspace` and `geomspace`, and most of `linspace`'s. */
export interface SpaceOptions<D extends DType = DType> {
  /** How many samples; 50 if not given. */
  num?: number | undefined;
  /** Whether `stop` is the last sample; `true` if not given. */
  endpoint?: boolean | undefined;
  /** The dtype; of `start` and `stop`, at least a float, if not given. Integers are rounded down. */
  dtype?: D | undefined;
  /** Where the axis of samples stands in the result, for array ends; the first if not given. */
  axis?: number | undefined;
}
/** Options of `linspace`. */
export interface LinspaceOptions<D extends DType = DType, R extends boolean | undefined = boolean | undefined>
  extends SpaceOptions<D> {
  /** Also return the step: `[samples, step]`. */
  retstep?: R;
}
/** Options of `logspace`. */
export interface LogspaceOptions<D extends DType = DType> extends SpaceOptions<D> {
  /** What the exponents are of; 10 if not given. */
  base?: ArrayLike | undefined;
}

const spaceOptions = ['num', 'endpoint', 'dtype', 'axis'] as const;

interface Space {
  readonly num: number;
  readonly endpoint: boolean;
  readonly code: number | undefined;
  readonly axis: unknown;
}

function readSpace(options: Options, who: string): Space {
  const num = options['num'] ?? 50;
  if (typeof num !== 'number' || !Number.isInteger(num)) {
    throw new StridedError(`${who}: num must be an integer, not ${describe(num)}`, 'ERR_VALUE');
  }
  if (num < 0) throw new StridedError(`${who}: num must be 0 or more, not ${num}`, 'ERR_VALUE');
  return {
    num,
    endpoint: booleanOption(options, 'endpoint', true, who),
    code: optionalCode(options['dtype'], who),
    axis: options['axis'] ?? 0,
  };
}

/** The float dtype of the ends: plain numbers are weak beside arrays. */
function commonCode(values: readonly unknown[], arrays: readonly NDArray[]): number {
  let code = -1;
  arrays.forEach((a, i) => {
    if (!isItem(values[i])) code = code < 0 ? a._code : promoteCodes(code, a._code);
  });
  const hasComplex = values.some((value) => value instanceof Complex);
  if (!isFloat(code) && !isComplex(code)) return hasComplex ? COMPLEX128 : FLOAT64;
  if (!hasComplex) return code;
  return code <= FLOAT32 || code === COMPLEX64 ? COMPLEX64 : COMPLEX128;
}

/** An end in the dtype that the samples are computed in; a copy only where the dtype differs. */
function cast(a: NDArray, code: number, who: string): NDArray {
  a._alive(who);
  return a._code === code ? a : copyArray(a, 'K', who, code);
}

/** The view of one sample: the first axis at `position`. */
function sampleAt(y: NDArray, position: number): NDArray {
  return y._view(y.shape.slice(1), y.strides.slice(1), y._offset + position * (y.strides[0] as number));
}

/** The axis of samples from the front to where the caller wants it: a view. */
function placed(y: NDArray, axis: unknown, who: string): NDArray {
  if (axis === 0) return y;
  const to = axisOf(axis, y.ndim, who);
  if (to === 0) return y;
  const order = Array.from({ length: y.ndim - 1 }, (_, i) => i + 1);
  order.splice(to, 0, 0);
  const shape = order.map((from) => (y.shape as readonly number[])[from] as number);
  const strides = order.map((from) => y.strides[from] as number);
  return y._view(shape, strides, y._offset);
}

/** NumPy's linspace, step by step, in one dtype; the samples stand along the first axis. */
function samples(start: NDArray, stop: NDArray, space: Space, who: string): { y: NDArray; step: NDArray } {
  const { num, endpoint } = space;
  const code = start._code;
  const divisor = endpoint ? num - 1 : num;
  const delta = subtract(stop, start) as NDArray;
  let y = newArray(checkShape([num, ...(delta.shape as readonly number[])], who), code);
  const counts = delta.ndim === 0 ? y : newArray([num], code);
  writeRamp(counts, 0, 1, who);
  const column = reshapedView(counts, [num, ...new Array<number>(delta.ndim).fill(1)]);
  const out = { out: y };
  let step: NDArray;
  if (divisor > 0) {
    step = divide(delta, divisor) as NDArray;
    if (any(equal(step, 0))) {
      // Steps below the smallest number: divide late.
      multiply(divide(column, divisor) as NDArray, delta, out);
    } else {
      multiply(column, step, out);
    }
  } else {
    step = newArray(delta.shape, code);
    fillItem(step, Number.NaN, who);
    multiply(column, delta, out);
  }
  y = add(y, start, out) as NDArray;
  if (endpoint && num > 1) copyInto(sampleAt(y, num - 1), stop, who);
  return { y, step };
}

/**
 * The samples between two numbers in one go: `start + i * step` rounds as NumPy's product and sum do. `undefined` where the
 * step is 0 (ends that are equal, or too near), which takes the long way.
 */
function plainSamples(
  start: number,
  stop: number,
  space: Space,
  who: string,
): { y: NDArray; step: number } | undefined {
  const { num, endpoint } = space;
  const divisor = endpoint ? num - 1 : num;
  const step = (stop - start) / divisor;
  if (divisor <= 0 || step === 0) return undefined;
  const y = newArray(checkShape([num], who), FLOAT64);
  writeRamp(y, start, step, who);
  if (endpoint && num > 1) {
    const { region, start: at } = y._storage;
    region.view.setFloat64(at + 8 * (num - 1), stop, true);
  }
  return { y, step };
}

/** The samples between any two ends, and their step. */
function samplesBetween(
  start: unknown,
  stop: unknown,
  space: Space,
  who: string,
): { y: NDArray; step: unknown } {
  if (typeof start === 'number' && typeof stop === 'number') {
    const plain = plainSamples(start, stop, space, who);
    if (plain !== undefined) return plain;
  }
  const ends = endsOf(start, stop, who);
  const { y, step } = samples(ends.start, ends.stop, space, who);
  return { y, step: isItem(start) && isItem(stop) ? step.item() : step };
}

interface Ends {
  readonly start: NDArray;
  readonly stop: NDArray;
}

function endsOf(startValue: unknown, stopValue: unknown, who: string): Ends {
  const start = asNDArray(startValue, who);
  const stop = asNDArray(stopValue, who);
  const code = commonCode([startValue, stopValue], [start, stop]);
  return { start: cast(start, code, who), stop: cast(stop, code, who) };
}

/** The float dtype of both ends, as division gives it. */
type Promoted<A extends ArrayLike, B extends ArrayLike> = BinaryResult<'trueDivide', KindOf<A>, KindOf<B>>;
/** The same for `geomspace`, which computes in float64 at least. */
type Wide<A extends ArrayLike, B extends ArrayLike> =
  Promoted<A, B> extends infer D extends DType
    ? 0 extends 1 & D
      ? AnyDType
      : D extends 'complex64' | 'complex128'
        ? 'complex128'
        : 'float64'
    : never;
type StepOf<A, B> =
  AreScalars<A | B> extends true ? (Extract<A | B, Complex> extends never ? number : Complex) : NDArray;
/** `[samples, step]`, by name too. */
export type SamplesAndStep<N, T> = readonly [samples: N, step: T] & { readonly samples: N; readonly step: T };

/**
 * `num` (50) numbers evenly apart from `start` to `stop`, `stop` included unless `endpoint` is false.
 *
 * The ends broadcast; the samples stand along a new axis, the first unless `axis` says otherwise. A new array of the ends'
 * dtype, float64 for integers and plain numbers; integer dtypes asked for round down. With `retstep` a tuple of the samples
 * and their step, a plain value for plain ends. NumPy's `linspace`.
 * @throws StridedError for a `num` that is no count; ShapeError where the ends do not broadcast.
 * @example
 * nd.linspace(0, 1, 5).toArray() // [ 0, 0.25, 0.5, 0.75, 1 ]
 * nd.linspace(0, 1, { num: 4, endpoint: false, retstep: true }).step // 0.25
 */
export function linspace<
  A extends Scalar,
  B extends Scalar,
  N extends number = 50,
  D extends DType = Promoted<A, B>,
  R extends boolean | undefined = undefined,
>(
  start: A,
  stop: B,
  options?: LinspaceOptions<D, R> & { num?: N },
): R extends true ? SamplesAndStep<NDArray<D, [N]>, StepOf<A, B>> : NDArray<D, [N]>;
export function linspace<
  A extends Scalar,
  B extends Scalar,
  N extends number = 50,
  D extends DType = Promoted<A, B>,
  R extends boolean | undefined = undefined,
>(
  start: A,
  stop: B,
  num: N | undefined,
  options?: LinspaceOptions<D, R> & { num?: undefined },
): R extends true ? SamplesAndStep<NDArray<D, [N]>, StepOf<A, B>> : NDArray<D, [N]>;
export function linspace<
  const A extends ArrayLike,
  const B extends ArrayLike,
  D extends DType = Promoted<A, B>,
  R extends boolean | undefined = undefined,
>(
  start: A,
  stop: B,
  num?: number | LinspaceOptions<D, R>,
  options?: LinspaceOptions<D, R> & { num?: undefined },
): R extends true ? SamplesAndStep<NDArray<D, AnyShape>, StepOf<A, B>> : NDArray<D, AnyShape>;
export function linspace(start: unknown, stop: unknown, ...rest: unknown[]): unknown {
  const who = 'linspace';
  const options = readOptions(rest, ['num', 'endpoint', 'retstep', 'dtype', 'axis'], who);
  const space = readSpace(options, who);
  const { y, step } = samplesBetween(start, stop, space, who);
  const code = space.code ?? y._code;
  const out = code === y._code ? y : rounded(y, code, who);
  const result = placed(out, space.axis, who);
  if (!booleanOption(options, 'retstep', false, who)) return result;
  return Object.freeze(Object.assign([result, step], { samples: result, step }));
}

/** In the dtype asked for; integers are rounded down, as NumPy's linspace rounds. */
function rounded(y: NDArray, code: number, who: string): NDArray {
  if (isInteger(code)) {
    if (isComplex(y._code)) {
      throw new DTypeError(`${who}: complex samples cannot be rounded down to integers`, 'ERR_CASTING');
    }
    floorDivide(y, 1, { out: y });
  }
  return copyArray(y, 'K', who, code);
}

/**
 * `num` (50) numbers evenly apart on a logarithmic scale, from `base ** start` to `base ** stop` (base 10).
 *
 * As {@link linspace} raised to the base, which may be an array that broadcasts with the ends. NumPy's `logspace`.
 * @throws as {@link linspace}
 * @example
 * nd.logspace(0, 2, 3).toArray() // [ 1, 10, 100 ]
 * nd.logspace(0, 3, { num: 4, base: 2 }).toArray() // [ 1, 2, 4, 8 ]
 */
export function logspace<
  A extends Scalar,
  B extends Scalar,
  N extends number = 50,
  D extends DType = Promoted<A, B>,
>(start: A, stop: B, options?: LogspaceOptions<D> & { num?: N }): NDArray<NoInfer<D>, [N]>;
export function logspace<
  A extends Scalar,
  B extends Scalar,
  N extends number = 50,
  D extends DType = Promoted<A, B>,
>(
  start: A,
  stop: B,
  num: N | undefined,
  options?: LogspaceOptions<D> & { num?: undefined },
): NDArray<NoInfer<D>, [N]>;
export function logspace<
  const A extends ArrayLike,
  const B extends ArrayLike,
  D extends DType = Promoted<A, B>,
>(
  start: A,
  stop: B,
  num?: number | LogspaceOptions<D>,
  options?: LogspaceOptions<D> & { num?: undefined },
): NDArray<NoInfer<D>, AnyShape>;
export function logspace(start: unknown, stop: unknown, ...rest: unknown[]): NDArray {
  const who = 'logspace';
  const options = readOptions(rest, ['num', 'endpoint', 'base', 'dtype', 'axis'], who);
  const space = readSpace(options, who);
  const given = options['base'] ?? 10;
  const bases = isItem(given) ? undefined : asNDArray(given, who);
  let y: NDArray;
  let base: unknown;
  if (bases !== undefined && bases.ndim > 0) {
    bases._alive(who);
    const ends = endsOf(start, stop, who);
    const shapes = [ends.start, ends.stop, bases].map((a) => a.shape as readonly number[]);
    const { length } = broadcastMany(shapes, who);
    y = samples(widened(ends.start, length), widened(ends.stop, length), space, who).y;
    base = expandDimsArray(widened(bases, length), space.axis);
  } else {
    y = samplesBetween(start, stop, space, who).y;
    base = bases ?? given;
  }
  y = placed(y, space.axis, who);
  const result = power(base as ArrayLike, y) as NDArray;
  return space.code === undefined || space.code === result._code
    ? result
    : copyArray(result, 'K', who, space.code);
}

/** With axes of length 1 in front until there are `ndim`. */
function widened(a: NDArray, ndim: number): NDArray {
  const missing = ndim - a.ndim;
  return missing <= 0
    ? a
    : reshapedView(a, [...new Array<number>(missing).fill(1), ...(a.shape as readonly number[])]);
}

/**
 * The decimal logarithm, to the last place: of powers of ten a whole number. The product with 1/ln 10 alone is up to two
 * places off, and a place off in the exponent of 1e300 is a thousand off in the number, so one Newton step follows.
 */
function decimalLogarithm(x: NDArray): NDArray {
  const y = multiply(log(x), Math.LOG10E) as NDArray;
  if (isComplex(y._code)) return y;
  const miss = divide(subtract(x, power(10, y)), power(10, y)) as NDArray;
  return add(y, multiply(miss, Math.LOG10E)) as NDArray;
}

/** -1 and 1 of real numbers, z/|z| of complex ones. */
function signOf(a: NDArray, who: string): NDArray {
  if (!isComplex(a._code)) {
    const positive = copyArray(greater(a, 0) as NDArray, 'K', who, a._code);
    return subtract(multiply(positive, 2), 1) as NDArray;
  }
  const modulus = absolute(a) as NDArray;
  const sign = newArray(a.shape, a._code);
  divide(a.real, modulus, { out: sign.real as NDArray });
  divide(a.imag, modulus, { out: sign.imag as NDArray });
  return sign;
}

/**
 * `num` (50) numbers from `start` to `stop`, each a constant multiple of the one before; both ends exactly. Negative ends give
 * negative numbers, complex ones a spiral.
 *
 * Shapes as in {@link linspace}; at least float64 unless `dtype` says otherwise. NumPy's `geomspace`.
 * @throws StridedError where an end is 0; otherwise as {@link linspace}
 * @example
 * nd.geomspace(1, 1000, 4).toArray() // [ 1, 10, 100, 1000 ]
 */
export function geomspace<
  A extends Scalar,
  B extends Scalar,
  N extends number = 50,
  D extends DType = Wide<A, B>,
>(start: A, stop: B, options?: SpaceOptions<D> & { num?: N }): NDArray<NoInfer<D>, [N]>;
export function geomspace<
  A extends Scalar,
  B extends Scalar,
  N extends number = 50,
  D extends DType = Wide<A, B>,
>(
  start: A,
  stop: B,
  num: N | undefined,
  options?: SpaceOptions<D> & { num?: undefined },
): NDArray<NoInfer<D>, [N]>;
export function geomspace<const A extends ArrayLike, const B extends ArrayLike, D extends DType = Wide<A, B>>(
  start: A,
  stop: B,
  num?: number | SpaceOptions<D>,
  options?: SpaceOptions<D> & { num?: undefined },
): NDArray<NoInfer<D>, AnyShape>;
export function geomspace(startValue: unknown, stopValue: unknown, ...rest: unknown[]): NDArray {
  const who = 'geomspace';
  const options = readOptions(rest, spaceOptions, who);
  const space = readSpace(options, who);
  let { start, stop } = endsOf(startValue, stopValue, who);
  if (any(equal(start, 0)) || any(equal(stop, 0))) {
    throw new StridedError(`${who}: a geometric sequence cannot include 0`, 'ERR_VALUE');
  }
  const code = promoteCodes(promoteCodes(start._code, stop._code), space.code ?? FLOAT64);
  start = cast(start, code, who);
  stop = cast(stop, code, who);
  // Turned to where the start is positive, so that signs and phases of the ends come out as they went in.
  const sign = signOf(start, who);
  start = divide(start, sign) as NDArray;
  stop = divide(stop, sign) as NDArray;
  const exponents = samples(decimalLogarithm(start), decimalLogarithm(stop), space, who).y;
  let result = power(10, exponents) as NDArray;
  if (space.num > 0) {
    copyInto(sampleAt(result, 0), start, who);
    if (space.num > 1 && space.endpoint) copyInto(sampleAt(result, space.num - 1), stop, who);
  }
  result = placed(multiply(result, sign, { out: result }) as NDArray, space.axis, who);
  return space.code === undefined || space.code === code ? result : copyArray(result, 'K', who, space.code);
}
