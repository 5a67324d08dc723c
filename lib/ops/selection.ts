/** Choosing between values: where, clip, nanToNum. */
import { copyInto, newLaidOut } from '../call.js';
import { Complex } from '../complex.js';
import { asNDArray } from '../convert/as_array.js';
import { copyStrides } from '../convert/copy.js';
import { checkCasting, dtypeCode, FLOAT16, FLOAT32, isComplex, isInteger, realCode } from '../dtype.js';
import { fitsInteger, type Item, isItem } from '../element.js';
import { StridedError } from '../errors.js';
import { type NonzeroOf, nonzeroArrays } from '../indexing/nonzero.js';
import { installMethods } from '../methods.js';
import { NDArray } from '../ndarray.js';
import { booleanOption, isOptions, type Options, readOptions } from '../options.js';
import { imaginaryPart, realPart } from '../shape/parts.js';
import type { Broadcast } from '../types/broadcast.js';
import type { DType } from '../types/dtypes.js';
import type { AreScalars, ArrayLike, KindOf, ShapeOf } from '../types/operands.js';
import type { Chosen, Given } from '../types/results.js';
import type { BinaryResult } from '../types/rules.js';
import type { Shape } from '../types/shapes.js';
import type { UfuncOptions, Values } from '../types/signatures.js';
import { positive } from './arithmetic.js';
import { maximum, minimum } from './comparison.js';
import { applyFlat, applyLoop, type Operand, readOuts, readWhere } from './execute.js';
import { composedLoops, type Loop } from './loops.js';
import { promotedCode } from './promotion.js';
import { partsOf } from './rounding.js';

const whereLoops = composedLoops('where', 1);
const clipLoops = composedLoops('clip');
const nanLoops = composedLoops('nan_to_num');

function operandOf(value: unknown, which: string, who: string): Operand {
  if (value === undefined || isOptions(value)) {
    throw new StridedError(`${who}: ${which} is missing`, 'ERR_ARGUMENT');
  }
  return isItem(value) ? value : asNDArray(value, who);
}

/**
 * `x` where the condition is true (not zero), `y` elsewhere, elementwise, with broadcasting of all three. Of the condition
 * alone what `nonzero` gives: the indices of its true elements.
 *
 * Result: what `x` and `y` promote to, the broadcast shape, a new array. NumPy: `where`.
 * @throws ShapeError where the shapes do not broadcast; DTypeError where a fraction meets an integer array.
 * @example
 * nd.where([true, false, true], [1, 2, 3], 0).toArray() // [1, 0, 3]
 * nd.where([true, false, true])[0].toArray() // [ 0, 2 ]
 */
export function where<const C extends ArrayLike>(condition: C): NonzeroOf<ShapeOf<C>>;
export function where<const C extends ArrayLike, const X extends ArrayLike, const Y extends ArrayLike>(
  condition: C,
  x: X,
  y: Y,
): Values<
  AreScalars<C | X | Y>,
  BinaryResult<'promote', KindOf<X>, KindOf<Y>>,
  Broadcast<ShapeOf<C>, Broadcast<ShapeOf<X>, ShapeOf<Y>>>
>;
export function where(condition: unknown, x?: unknown, y?: unknown): unknown {
  if (x === undefined && y === undefined) return nonzeroArrays(asNDArray(condition, 'where'), 'where');
  if (x instanceof NDArray && y instanceof NDArray && x._code === y._code && condition instanceof NDArray) {
    const flat = applyFlat(whereLoops(x._code) as Loop, [condition, x, y], 'where');
    if (flat !== undefined) return flat[0];
  }
  const given = operandOf(condition, 'condition', 'where');
  const chosen = operandOf(x, 'x', 'where');
  const other = operandOf(y, 'y', 'where');
  const loop = whereLoops(promotedCode([chosen, other], 'where')) as Loop;
  const test = given instanceof NDArray ? given : truthOf(given);
  return applyLoop({ name: 'where' }, loop, [test, chosen, other], { outs: [], casting: 'unsafe' });
}

function truthOf(value: Item): boolean {
  if (value instanceof Complex) return value.re !== 0 || value.im !== 0;
  return Number.isNaN(value) || Boolean(value);
}

/** Options of {@link clip}; `min` and `max` may stand here instead of by position. */
export interface ClipOptions<
  O extends NDArray | undefined = NDArray | undefined,
  E extends DType | undefined = DType | undefined,
> extends UfuncOptions<O, E> {
  /** The lower bound; none if not given or null. */
  min?: ArrayLike | null | undefined;
  /** The upper bound; none if not given or null. */
  max?: ArrayLike | null | undefined;
}

type Bound = ArrayLike | null | undefined;
// A weak boolean leaves every dtype as it is, as a bound that is not there does.
type BoundKind<B> = [B] extends [null | undefined] ? 'boolean' : KindOf<NonNullable<B>>;
type BoundShape<B> = [B] extends [null | undefined] ? [] : ShapeOf<NonNullable<B>>;
type ClipShape<S extends Shape, L, U> = Broadcast<Broadcast<S, BoundShape<L>>, BoundShape<U>>;

/**
 * The value, or the bound it passes, elementwise, with broadcasting: `minimum(max, maximum(a, min))`. A bound that is
 * null or undefined does not count. nan stays nan, and a nan bound wins. Where `min` is above `max`, all become `max`.
 *
 * Result: the promoted dtype, the broadcast shape, a new array (or `out`). NumPy: `clip`.
 * @throws DTypeError where a fraction meets an integer array.
 * @example
 * nd.clip([1, 5, 9], 2, 6).toArray() // [2, 5, 6]
 * nd.clip([1, 5, 9], null, 6).toArray() // [1, 5, 6]
 */
export function clip<
  const X extends ArrayLike,
  const L extends Bound,
  const U extends Bound,
  O extends NDArray | undefined = undefined,
  E extends DType | undefined = undefined,
>(
  a: X,
  min: L,
  max?: U,
  options?: Omit<ClipOptions<O, E>, 'min' | 'max'>,
): Given<
  NoInfer<O>,
  Values<
    AreScalars<X | NonNullable<L> | NonNullable<U>>,
    Chosen<
      NoInfer<E>,
      BinaryResult<'promote', BinaryResult<'promote', KindOf<X>, BoundKind<L>>, BoundKind<U>>
    >,
    ClipShape<ShapeOf<X>, L, U>
  >
>;
export function clip<const X extends ArrayLike, O extends NDArray | undefined = undefined>(
  a: X,
  options: ClipOptions<O>,
): Given<NoInfer<O>, NDArray>;
export function clip(a: unknown, ...rest: unknown[]): unknown {
  return clipOperand(operandOf(a, 'a', 'clip'), rest);
}

const clipNames = ['min', 'max', 'out', 'where', 'casting', 'dtype'] as const;

function clipOperand(a: Operand, rest: readonly unknown[]): unknown {
  const who = 'clip';
  const [min, max] = rest;
  // Floats between two numbers, which is what most calls are.
  if (rest.length === 2 && typeof min === 'number' && typeof max === 'number' && a instanceof NDArray) {
    const flat = a._code < FLOAT16 ? undefined : applyFlat(clipLoops(a._code) as Loop, [a, min, max], who);
    if (flat !== undefined) return flat[0];
  }
  const options = clipOptions(rest, who);
  const lower = boundOf(options['min'], a, false, who);
  const upper = boundOf(options['max'], a, true, who);
  const { out, where: mask, casting, dtype } = options;
  if (lower === undefined || upper === undefined) {
    const more = { out, where: mask, casting, dtype } as UfuncOptions;
    if (lower !== undefined) return maximum(a as NDArray, lower as NDArray, more);
    if (upper !== undefined) return minimum(a as NDArray, upper as NDArray, more);
    return positive(a as NDArray, more);
  }
  const code = dtype === undefined ? promotedCode([a, lower, upper], who) : dtypeCode(dtype, who);
  return applyLoop({ name: who }, clipLoops(code) as Loop, [a, lower, upper], {
    outs: readOuts(1, options, who),
    where: readWhere(options, who),
    casting: casting === undefined ? 'same_kind' : checkCasting(casting, who),
  });
}

/** Both bounds may stand bare, unlike the first option alone elsewhere. */
function clipOptions(rest: readonly unknown[], who: string): Options {
  const [min, max, last, ...more] = rest;
  if (more.length > 0) {
    throw new StridedError(`${who}: too many arguments; options go into one object`, 'ERR_ARGUMENT');
  }
  if (isOptions(min)) return readOptions([min], clipNames, who);
  if (isOptions(max)) return { ...readOptions([max], clipNames, who), min };
  if (last !== undefined && !isOptions(last) && !(last instanceof NDArray)) {
    throw new StridedError(`${who}: options go into one object behind min and max`, 'ERR_ARGUMENT');
  }
  const options = last instanceof NDArray ? { out: last } : (last ?? {});
  return { ...readOptions([options], clipNames, who), min, max };
}

/** A bound; undefined where it binds nothing: not given, or an integer past all that the dtype holds. */
function boundOf(value: unknown, a: Operand, isUpper: boolean, who: string): Operand | undefined {
  if (value === undefined || value === null) return undefined;
  const bound = operandOf(value, isUpper ? 'max' : 'min', who);
  const whole = typeof bound === 'bigint' || (typeof bound === 'number' && Number.isInteger(bound));
  if (whole && a instanceof NDArray && isInteger(a._code) && !fitsInteger(bound, a._code)) {
    return bound > 0 === isUpper ? undefined : bound;
  }
  return bound;
}

/** Options of {@link nanToNum}. */
export interface NanToNumOptions {
  /** False writes into the array itself; true if not given. */
  copy?: boolean | undefined;
  /** What stands for nan; 0 if not given. */
  nan?: ArrayLike | undefined;
  /** What stands for infinity; the dtype's largest number if not given. */
  posinf?: ArrayLike | null | undefined;
  /** What stands for -infinity; the dtype's lowest number if not given. */
  neginf?: ArrayLike | null | undefined;
}

/**
 * The array with numbers for nan and infinities; complex numbers part by part. Integers stay.
 *
 * Result: a new array of the same dtype and shape, or with `copy: false` the array itself. NumPy: `nan_to_num`.
 * @example
 * nd.nanToNum([1, NaN, Infinity], { posinf: 99 }).toArray() // [1, 0, 99]
 */
export function nanToNum<const X extends ArrayLike>(
  x: X,
  copy?: boolean | NanToNumOptions,
  options?: NanToNumOptions,
): Values<AreScalars<X>, BinaryResult<'promote', KindOf<X>, 'boolean'>, ShapeOf<X>>;
export function nanToNum(x: unknown, ...rest: unknown[]): unknown {
  const who = 'nanToNum';
  const options = readOptions(rest, ['copy', 'nan', 'posinf', 'neginf'], who);
  const a = asNDArray(x, who);
  const keeps = booleanOption(options, 'copy', true, who);
  if (!keeps) a._writeable(who);
  const target = keeps
    ? newLaidOut(a.shape as readonly number[], copyStrides(a, 'K', a.itemsize), a._code)
    : a;
  replaceIn(a, target, options, who);
  if (!isItem(x)) return target;
  return typeof x === 'bigint' ? target.item({ bigint: true }) : target.item();
}

function replaceIn(a: NDArray, target: NDArray, options: Options, who: string): void {
  if (a._code < FLOAT16) {
    if (target !== a) copyInto(target, a, who);
    return;
  }
  const code = realCode(a._code);
  const loop = nanLoops(code) as Loop;
  const most = code === FLOAT16 ? 65504 : code === FLOAT32 ? 3.4028234663852886e38 : Number.MAX_VALUE;
  const values = [
    operandOf(options['nan'] ?? 0, 'nan', who),
    operandOf(options['posinf'] ?? most, 'posinf', who),
    operandOf(options['neginf'] ?? -most, 'neginf', who),
  ];
  const run = (from: NDArray, to: NDArray): unknown =>
    applyLoop({ name: who }, loop, [from, ...values], { outs: [to], casting: 'same_kind' });
  if (!isComplex(a._code)) {
    run(a, target);
  } else if (values.some((value) => value instanceof NDArray)) {
    run(realPart(a), realPart(target));
    run(imaginaryPart(a), imaginaryPart(target));
  } else {
    run(partsOf(a), partsOf(target));
  }
}

/** The methods of this file. */
export interface SelectionMethods {
  /** `nd.clip(a, min, max)`: a new array, or `out`. */
  clip<
    D extends DType,
    S extends Shape,
    const L extends Bound,
    const U extends Bound,
    O extends NDArray | undefined = undefined,
    E extends DType | undefined = undefined,
  >(
    this: NDArray<D, S>,
    min: L,
    max?: U,
    options?: Omit<ClipOptions<O, E>, 'min' | 'max'>,
  ): Given<
    NoInfer<O>,
    NDArray<
      Chosen<NoInfer<E>, BinaryResult<'promote', BinaryResult<'promote', D, BoundKind<L>>, BoundKind<U>>>,
      ClipShape<S, L, U>
    >
  >;
  clip<O extends NDArray | undefined = undefined>(
    this: NDArray,
    options: ClipOptions<O>,
  ): Given<NoInfer<O>, NDArray>;
}

installMethods({
  clip(this: NDArray, ...rest: never[]) {
    return clipOperand(this, rest);
  },
});
