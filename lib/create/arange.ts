/** Evenly stepped numbers. */
import { callError, copyInto, newArray, putOperand, putShape } from '../call.js';
import { optionalCode } from '../convert/array.js';
import { itemCode } from '../convert/nested.js';
import {
  BOOL,
  dtypeName,
  FLOAT16,
  FLOAT32,
  FLOAT64,
  INT64,
  isInteger,
  itemSizes,
  promoteCodes,
  realCode,
} from '../dtype.js';
import { fitsInteger, halfToNumber, numberToHalf, writeElement } from '../element.js';
import { DTypeError, ShapeError, StridedError } from '../errors.js';
import { binding, blockView, SCALARS, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { checkOptions, isOptions } from '../options.js';
import { describe } from '../shape/layout.js';
import type { DType } from '../types/dtypes.js';

type Real = number | bigint;

/** `out[i] = start + i * delta` in the dtype's own arithmetic; halves are computed as float32 and rounded once. */
export function writeRamp(out: NDArray, start: Real, delta: Real, who: string): void {
  const target = out._code === FLOAT16 ? newArray(out.shape, FLOAT32) : out;
  if (out._code === BOOL || isInteger(out._code)) {
    blockView.setBigInt64((SCALARS + 2) * 8, BigInt(start), true);
    blockView.setBigInt64((SCALARS + 3) * 8, BigInt(delta), true);
  } else {
    slots[SCALARS] = Number(start);
    slots[SCALARS + 1] = Number(delta);
  }
  putShape(target._shape);
  putOperand(0, target, 1);
  const status = binding.arange(target._storage.region.handle);
  if (status !== undefined) throw callError(status, who, [target]);
  if (target !== out) {
    copyInto(out, target, who);
    target.dispose();
  }
}

/** The number of steps from `start` to before `stop`. */
function lengthOf(start: Real, stop: Real, step: Real, who: string): number {
  if (Number(step) === 0) throw new StridedError(`${who}: step must not be 0`, 'ERR_VALUE');
  let length: number;
  if (typeof start === 'bigint' && typeof stop === 'bigint' && typeof step === 'bigint') {
    const range = stop - start;
    const whole = range / step;
    length = Number(whole * step !== range && range > 0n === step > 0n ? whole + 1n : whole);
  } else {
    const range = Number(stop) - Number(start);
    const steps = range / Number(step);
    // A range too small to be counted in steps still has its start.
    if (steps === 0 && range !== 0) length = Object.is(steps, -0) ? 0 : 1;
    else length = Math.ceil(steps);
  }
  if (Number.isNaN(length)) {
    throw new ShapeError(
      `${who}: the length from ${String(start)} to ${String(stop)} by ${String(step)} cannot be computed`,
      'ERR_SHAPE_INVALID',
    );
  }
  if (length <= 0) return 0;
  if (length > 2 ** 49) {
    throw new ShapeError(
      `${who}: from ${String(start)} to ${String(stop)} by ${String(step)} there are too many elements to address`,
      'ERR_SHAPE_INVALID',
    );
  }
  return length;
}

/** A number as an element of an integer dtype: cut off, and refused where it does not fit. */
function wholeOf(value: Real, code: number, who: string): bigint {
  const whole = typeof value === 'number' ? Math.trunc(value) : value;
  if (code === BOOL) return whole !== 0 && whole !== 0n ? 1n : 0n;
  if (!Number.isFinite(Number(whole)) || !fitsInteger(whole, code)) {
    throw new DTypeError(`${who}: ${String(value)} is out of range for ${dtypeName(code)}`, 'ERR_VALUE');
  }
  return BigInt(whole);
}

function sum(a: Real, b: Real): Real {
  return typeof a === 'bigint' && typeof b === 'bigint' ? a + b : Number(a) + Number(b);
}

/** A number rounded to a float dtype's precision. */
function rounded(value: number, code: number): number {
  if (code === FLOAT16) return halfToNumber(numberToHalf(value));
  return code === FLOAT32 ? Math.fround(value) : value;
}

/** NumPy's way: the first two elements are converted, their difference in the dtype is the step of all others. */
export function ramp(start: Real, stop: Real, step: Real, code: number, who: string): NDArray {
  const length = lengthOf(start, stop, step, who);
  const out = newArray([length], code);
  if (length === 0) return out;
  const second = sum(start, step);
  if (code === BOOL && length > 2) {
    throw new DTypeError(`${who}: a bool range has at most 2 elements, this one ${length}`, 'ERR_VALUE');
  }
  if (code === BOOL || isInteger(code)) {
    const first = wholeOf(start, code, who);
    const next = length > 1 ? wholeOf(second, code, who) : first;
    writeRamp(out, BigInt.asIntN(64, first), BigInt.asIntN(64, next - first), who);
    return out;
  }
  const real = realCode(code);
  const first = rounded(Number(start), real);
  const next = length > 1 ? rounded(Number(second), real) : first;
  const delta = real === FLOAT64 ? next - first : Math.fround(next - first);
  writeRamp(out, first, delta, who);
  if (real === FLOAT64 && first + delta === next) return out;
  // The sum with the step, or with 0 times an infinite one, may miss the two elements it comes from.
  const { region, start: at } = out._storage;
  writeElement(region.view, at, code, first, who);
  if (length > 1) writeElement(region.view, at + (itemSizes[code] as number), code, next, who);
  return out;
}

/** Options of `arange`. */
export interface ArangeOptions<D extends DType = DType> {
  /** The dtype; float64 for numbers, int64 for bigints if not given. */
  dtype?: D | undefined;
  /** As the arguments of these names. */
  stop?: number | bigint | undefined;
  step?: number | bigint | undefined;
}

/** bigints alone make integers; mixed with numbers they are numbers. */
type RangeDType<A> = [A] extends [bigint] ? 'int64' : 'float64';

/**
 * The numbers from `start` (0) to before `stop`, a `step` (1) apart: `arange(stop)`, `arange(start, stop)`,
 * `arange(start, stop, step, options)`.
 *
 * Shape `[ceil((stop - start) / step)]`, a new array: float64 for numbers, int64 for bigints, unless `dtype` says otherwise.
 * With fractional steps rounding may add an element; `linspace` counts elements instead. NumPy's `arange`.
 * @throws StridedError for a step of 0; ShapeError for a length that cannot be computed or addressed; DTypeError where the
 * first two elements do not fit an integer `dtype`.
 * @example
 * nd.arange(3).toArray() // [ 0, 1, 2 ]
 * nd.arange(10, 0, -4).toArray() // [ 10, 6, 2 ]
 * nd.arange(3, { dtype: 'int32' }).dtype // 'int32'
 */
export function arange<A extends number | bigint, D extends DType = RangeDType<A>>(
  stop: A,
  options?: ArangeOptions<D>,
): NDArray<NoInfer<D>, [number]>;
export function arange<A extends number | bigint, D extends DType = RangeDType<A>>(
  start: A,
  stop: A | undefined,
  options?: ArangeOptions<D> & { stop?: undefined },
): NDArray<NoInfer<D>, [number]>;
export function arange<A extends number | bigint, D extends DType = RangeDType<A>>(
  start: A,
  stop: A,
  step?: A,
  options?: ArangeOptions<D> & { stop?: undefined; step?: undefined },
): NDArray<NoInfer<D>, [number]>;
export function arange<D extends DType>(stop: number | bigint, dtype: D): NDArray<NoInfer<D>, [number]>;
export function arange<D extends DType>(
  start: number | bigint,
  stop: number | bigint,
  dtype: D,
): NDArray<NoInfer<D>, [number]>;
export function arange<D extends DType>(
  start: number | bigint,
  stop: number | bigint,
  step: number | bigint | undefined,
  dtype: D,
): NDArray<NoInfer<D>, [number]>;
export function arange(...args: unknown[]): NDArray {
  const who = 'arange';
  const [first, second, third] = args;
  if (typeof first === 'number' && args.length <= 3) {
    if (args.length === 1) return ramp(0, first, 1, FLOAT64, who);
    if (typeof second === 'number') {
      if (args.length === 2) return ramp(first, second, 1, FLOAT64, who);
      if (typeof third === 'number') return ramp(first, second, third, FLOAT64, who);
    }
  }
  return arangeOf(args, who);
}

/** The long way: bigints, options, dtypes. */
function arangeOf(args: unknown[], who: string): NDArray {
  let options: Readonly<Record<string, unknown>> = {};
  const last = args.at(-1);
  if (isOptions(last)) {
    checkOptions(last, ['dtype', 'stop', 'step'], who);
    options = last;
    args.pop();
  }
  let dtype = options['dtype'];
  if (typeof args.at(-1) === 'string') {
    if (dtype !== undefined) throw new StridedError(`${who}: dtype is given twice`, 'ERR_OPTION');
    dtype = args.pop();
  }
  if (args.length > 3) {
    throw new StridedError(
      `${who}: too many arguments; it takes start, stop, step and options`,
      'ERR_ARGUMENT',
    );
  }
  const pick = (position: number, name: string): unknown => {
    const given = args[position] ?? undefined;
    if (given !== undefined && options[name] !== undefined) {
      throw new StridedError(`${who}: ${name} is given twice`, 'ERR_OPTION');
    }
    return given ?? options[name] ?? undefined;
  };
  let start = args[0] ?? undefined;
  let stop = pick(1, 'stop');
  const step = pick(2, 'step');
  if (stop === undefined) {
    stop = start;
    start = undefined;
  }
  const seen = [start, stop, step].filter((value) => value !== undefined);
  if (stop === undefined) throw new StridedError(`${who}: give it a number to stop at`, 'ERR_ARGUMENT');
  for (const value of seen) {
    if (typeof value !== 'number' && typeof value !== 'bigint') {
      throw new StridedError(
        `${who}: start, stop and step are numbers or bigints, not ${describe(value)}`,
        'ERR_ARGUMENT',
      );
    }
  }
  const numbers = seen as Real[];
  const isBig = numbers.every((value) => typeof value === 'bigint');
  const own = isBig
    ? numbers.reduce((code: number, value) => promoteCodes(code, itemCode(value, who)), INT64)
    : FLOAT64;
  const [zero, one] = isBig ? [0n, 1n] : [0, 1];
  const code = optionalCode(dtype, who) ?? own;
  return ramp(
    (start as Real | undefined) ?? zero,
    stop as Real,
    (step as Real | undefined) ?? one,
    code,
    who,
  );
}
