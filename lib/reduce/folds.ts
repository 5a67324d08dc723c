/** Reductions that fold elements one into another: sums, products, extremes, truth. */
import {
  BOOL,
  dtypeCode,
  FLOAT16,
  FLOAT64,
  INT64,
  isComplex,
  isFloat,
  isInteger,
  kindOf,
  promoteCodes,
  UINT64,
} from '../dtype.js';
import { StridedError } from '../errors.js';
import { installMethods } from '../methods.js';
import { reduceCall } from '../native.js';
import { NDArray } from '../ndarray.js';
import type {
  InitialOption,
  Reduction as ReductionCall,
  ReductionMethod,
} from '../types/reduction_signatures.js';
import {
  putFold,
  putInitial,
  readReduction,
  readTarget,
  reduceAll,
  reduceLoops,
  refuseEmpty,
  runReduction,
} from './reduction.js';

/** bool and signed integers are summed in int64, unsigned ones in uint64, so that small integers do not wrap. */
function accumulatorCode(code: number): number {
  if (code === BOOL || kindOf(code) === 'i') return INT64;
  return kindOf(code) === 'u' ? UINT64 : code;
}

/** What a fold is made from. */
export interface FoldRecord {
  /** The public name. */
  readonly name: string;
  /** NumPy's ufunc whose reduction this is. */
  readonly op: string;
  /** The reduction of float and complex arrays, where it is another one. */
  readonly inexactOp?: string;
  readonly result: 'accumulate' | 'same' | 'bool' | 'index';
  readonly takesDType: boolean;
  readonly takesInitial: boolean;
  readonly hasIdentity: boolean;
  /** The options it takes, where these are not the usual ones. */
  readonly options?: readonly string[];
}

/** The function that a record says. */
export function fold<F>(record: FoldRecord): F {
  const { name, inexactOp, result } = record;
  const resultCode = (code: number): number => {
    if (result === 'same') return code;
    return result === 'bool' ? BOOL : result === 'index' ? INT64 : accumulatorCode(code);
  };
  const loops = new Map(reduceLoops(record.op));
  if (inexactOp !== undefined) for (const [code, loop] of reduceLoops(inexactOp)) loops.set(code, loop);
  const names = record.options?.slice() ?? ['axis', 'keepdims', 'out', 'where', 'bigint'];
  if (record.takesDType) names.splice(1, 0, 'dtype');
  if (record.takesInitial) names.push('initial');
  const call = (value: unknown, ...args: unknown[]): unknown => {
    if (args.length === 0 && value instanceof NDArray && (record.hasIdentity || value.size > 0)) {
      return reduceAll(value, loops.get(value._code) as number, resultCode(value._code), false, name);
    }
    const { a, options, axes } = readReduction(value, args, names, name);
    const dtype = options['dtype'] === undefined ? undefined : dtypeCode(options['dtype'], name);
    const input = dtype ?? a._code;
    const code = dtype ?? resultCode(a._code);
    const r = readTarget(a, axes, options, code, name);
    const initial = putInitial(options, r.out === undefined ? code : r.out._code, name);
    if (!record.hasIdentity && !initial) {
      refuseEmpty(a, axes, name);
      if (r.where !== undefined) {
        throw new StridedError(
          `${name}: with where, ${name} needs { initial }: it has no value for no elements`,
          'ERR_ARGUMENT',
        );
      }
    }
    putFold(false, r, initial);
    // Sums and products into a wider float are made in it, as NumPy's: dtype defaults to what holds both.
    const both = record.takesDType && r.out !== undefined ? promoteCodes(input, r.out._code) : input;
    const loop = loops.get(dtype === undefined && both >= FLOAT16 ? both : input) as number;
    return runReduction(r, (...handles) => reduceCall(loop, ...handles));
  };
  Object.defineProperty(call, 'name', { value: name });
  return call as F;
}

/**
 * The sum of the elements, over all axes or the given ones. Integers and bools are summed in 64 bits; floats pairwise.
 *
 * Result: int64, uint64 or the array's float dtype (`dtype` chooses another); a plain number without `axis`,
 * `keepdims` and `out`, else an NDArray. The sum of nothing is 0. NumPy: `sum`.
 * @throws AxisError for an axis that is not there; RangeError where a 64-bit sum passes 2^53: take `{ bigint: true }`.
 * @example
 * nd.sum([[1, 2], [3, 4]]) // 10
 * nd.sum([[1, 2], [3, 4]], 0).toArray() // [4, 6]
 */
export const sum: ReductionCall<'accumulate', InitialOption> = fold({
  name: 'sum',
  op: 'add',
  result: 'accumulate',
  takesDType: true,
  takesInitial: true,
  hasIdentity: true,
});

/**
 * The product of the elements, over all axes or the given ones; otherwise as `sum`. The product of nothing is 1.
 * NumPy: `prod`.
 * @example
 * nd.prod([1, 2, 3, 4]) // 24
 */
export const prod: ReductionCall<'accumulate', InitialOption> = fold({
  name: 'prod',
  op: 'multiply',
  result: 'accumulate',
  takesDType: true,
  takesInitial: true,
  hasIdentity: true,
});

/**
 * The largest element, over all axes or the given ones; nan where there is one. The array's dtype. NumPy: `max`.
 * @throws ShapeError for no elements without `initial`.
 * @example
 * nd.max([[1, 5], [3, 2]], 1).toArray() // [5, 3]
 */
export const max: ReductionCall<'same', InitialOption> = fold({
  name: 'max',
  op: 'maximum',
  result: 'same',
  takesDType: false,
  takesInitial: true,
  hasIdentity: false,
});
/** Another name of {@link max}. */
export const amax = max;

/**
 * The smallest element, over all axes or the given ones; nan where there is one. The array's dtype. NumPy: `min`.
 * @throws ShapeError for no elements without `initial`.
 * @example
 * nd.min([3, 1, 2]) // 1
 */
export const min: ReductionCall<'same', InitialOption> = fold({
  name: 'min',
  op: 'minimum',
  result: 'same',
  takesDType: false,
  takesInitial: true,
  hasIdentity: false,
});
/** Another name of {@link min}. */
export const amin = min;

/**
 * Whether any element is true (not zero; nan is true), over all axes or the given ones. bool; false of nothing.
 * NumPy: `any`.
 * @example
 * nd.any([0, 0, 3]) // true
 */
export const any: ReductionCall<'bool'> = fold({
  name: 'any',
  op: 'logical_or',
  result: 'bool',
  takesDType: false,
  takesInitial: false,
  hasIdentity: true,
});

/**
 * Whether all elements are true (not zero; nan is true), over all axes or the given ones. bool; true of nothing.
 * NumPy: `all`.
 * @example
 * nd.all([[1, 0], [1, 1]], 1).toArray() // [false, true]
 */
export const all: ReductionCall<'bool'> = fold({
  name: 'all',
  op: 'logical_and',
  result: 'bool',
  takesDType: false,
  takesInitial: false,
  hasIdentity: true,
});

const sums = reduceLoops('add');
const meanOptions = ['axis', 'dtype', 'keepdims', 'out', 'where'];

/**
 * The mean of the elements, over all axes or the given ones. Integers and bools average in float64; float16 is summed in
 * float32. The mean of nothing is nan.
 *
 * Result: float64 for integers, the array's dtype otherwise (`dtype` chooses another). NumPy: `mean`.
 * @example
 * nd.mean([[1, 2], [3, 4]], { axis: 1, keepdims: true }).toArray() // [[1.5], [3.5]]
 */
export const mean: ReductionCall<'trueDivide'> = ((value: unknown, ...args: unknown[]): unknown => {
  const { a, options, axes } = readReduction(value, args, meanOptions, 'mean');
  const asked = options['dtype'] === undefined ? undefined : dtypeCode(options['dtype'], 'mean');
  const whole = a._code === BOOL || isInteger(a._code);
  const code = asked ?? (whole ? FLOAT64 : a._code);
  const r = readTarget(a, axes, options, code, 'mean');
  putFold(true, r, false);
  // An integer dtype asked for divides in float64 and is cut off at the end, as astype does. Integers of up to 32 bits
  // are summed as integers, which is as exact and faster.
  const narrow = whole && a._code !== INT64 && a._code !== UINT64 && a.size < 2 ** 31 && code === FLOAT64;
  const input = narrow ? a._code : isFloat(code) || isComplex(code) ? code : FLOAT64;
  const loop = sums.get(input) as number;
  return runReduction(r, (...handles) => reduceCall(loop, ...handles));
}) as ReductionCall<'trueDivide'>;

/** The folds as methods. */
export interface FoldMethods {
  sum: ReductionMethod<'accumulate', InitialOption>;
  prod: ReductionMethod<'accumulate', InitialOption>;
  max: ReductionMethod<'same', InitialOption>;
  min: ReductionMethod<'same', InitialOption>;
  any: ReductionMethod<'bool'>;
  all: ReductionMethod<'bool'>;
  mean: ReductionMethod<'trueDivide'>;
}

type AnyReduction = (a: NDArray, ...args: unknown[]) => unknown;
for (const [name, call] of Object.entries({ sum, prod, max, min, any, all, mean }) as [
  string,
  AnyReduction,
][]) {
  installMethods({
    [name](this: NDArray, ...args: never[]) {
      return args.length === 0 ? call(this) : call(this, ...args);
    },
  });
}
