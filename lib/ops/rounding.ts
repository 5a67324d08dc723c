/** To whole numbers, and to decimals. */
import { copyInto, newLaidOut } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray, copyStrides } from '../convert/copy.js';
import { describe } from '../describe.js';
import { BOOL, canCastCode, dtypeName, FLOAT64, isComplex, isInteger, realCode } from '../dtype.js';
import { type Item, isItem } from '../element.js';
import { DTypeError, StridedError } from '../errors.js';
import { installMethods } from '../methods.js';
import type { NDArray } from '../ndarray.js';
import { readOptions } from '../options.js';
import { C_CONTIGUOUS, cStrides, F_CONTIGUOUS, fStrides } from '../shape/layout.js';
import type { DType } from '../types/dtypes.js';
import type { AreScalars, ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { Given } from '../types/results.js';
import type { UnaryResult } from '../types/rules.js';
import type { Shape } from '../types/shapes.js';
import type { Values } from '../types/signatures.js';
import { divide, multiply } from './arithmetic.js';
import { applyLoop, execute, readOuts } from './execute.js';
import { composedLoops, type Loop } from './loops.js';
import { unary } from './ufunc.js';

/**
 * The largest integer not above the value, elementwise. The same dtype: integers and bools stay. NumPy: `floor`.
 * @throws DTypeError for complex.
 * @example
 * nd.floor([1.7, -0.2]).toArray() // [1, -1]
 */
export const floor = unary('floor', { rule: 'same', ulp: 0 });

/**
 * The smallest integer not below the value, elementwise. The same dtype: integers and bools stay. NumPy: `ceil`.
 * @throws DTypeError for complex.
 * @example
 * nd.ceil([1.2, -1.7]).toArray() // [2, -1]
 */
export const ceil = unary('ceil', { rule: 'same', ulp: 0 });

/**
 * The value without its fraction, elementwise. The same dtype: integers and bools stay. NumPy: `trunc`.
 * @throws DTypeError for complex.
 * @example
 * nd.trunc([1.7, -1.7]).toArray() // [1, -1]
 */
export const trunc = unary('trunc', { rule: 'same', ulp: 0 });

/**
 * The nearest integer, halves to the even one, elementwise; complex numbers part by part. Integers give the float that
 * holds them. NumPy: `rint`.
 * @example
 * nd.rint([0.5, 1.5, -1.7]).toArray() // [0, 2, -2]
 */
export const rint = unary('rint', { rule: 'inexact', ulp: 0 });

/** Options of {@link fix}. */
export interface FixOptions<O extends NDArray | undefined = NDArray | undefined> {
  /** The array that receives the result and is returned. */
  out?: O;
}

/**
 * The value rounded towards zero, elementwise: {@link trunc} without its options. The same dtype. NumPy: `fix`.
 * @example
 * nd.fix([2.9, -2.9]).toArray() // [2, -2]
 */
export function fix<const X extends ArrayLike, O extends NDArray | undefined = undefined>(
  x: X,
  out?: O | FixOptions<O>,
): Given<NoInfer<O>, Values<AreScalars<X>, DTypeOf<X>, ShapeOf<X>>>;
export function fix(x: unknown, ...rest: unknown[]): unknown {
  const { out } = readOptions(rest, ['out'], 'fix');
  return trunc(x as NDArray, { out: out as NDArray | undefined });
}

/** Options of {@link round}. */
export interface RoundOptions<O extends NDArray | undefined = NDArray | undefined> {
  /** How many decimals stay; below 0, as many digits before the point become 0. */
  decimals?: number | undefined;
  /** The array that receives the result and is returned. */
  out?: O;
}

/**
 * The value to a number of decimals (0 if not given), halves to the even digit, elementwise; complex numbers part by
 * part. It is `rint(a * 10 ** decimals) / 10 ** decimals`, so what lies next to a half in binary may go either way.
 *
 * Result: a new array of the same dtype (float16 for bools), or `out`. NumPy: `round`.
 * @throws DTypeError for bools to other than 0 decimals, and where `out` cannot hold the result.
 * @example
 * nd.round([2.567, -0.125], 2).toArray() // [2.57, -0.12]
 * nd.round(nd.array([1234, 1250], 'int32'), -2).toArray() // [1200, 1200]
 */
export function round<const X extends ArrayLike, O extends NDArray | undefined = undefined>(
  a: X,
  decimals?: number | RoundOptions<O>,
  options?: RoundOptions<O>,
): Given<NoInfer<O>, Values<AreScalars<X>, UnaryResult<'rounded', DTypeOf<X>>, ShapeOf<X>>>;
export function round(a: unknown, ...rest: unknown[]): unknown {
  if (isItem(a) && rest.every((value) => typeof value === 'number')) {
    const result = roundArray(asNDArray(a, 'round'), rest);
    const bigint = typeof a === 'bigint';
    return bigint ? (result.item({ bigint }) as Item) : (result.item() as Item);
  }
  return roundArray(asNDArray(a, 'round'), rest);
}
/** Another name of {@link round}. */
export const around = round;

const roundDecimals = composedLoops('round_decimals');
const roundTens = composedLoops('round_tens');

function roundArray(a: NDArray, rest: readonly unknown[]): NDArray {
  const who = 'round';
  const options = readOptions(withoutUndefined(rest), ['decimals', 'out'], who);
  const decimals = options['decimals'] ?? 0;
  if (typeof decimals !== 'number' || !Number.isInteger(decimals)) {
    throw new StridedError(`${who}: decimals must be an integer, not ${describe(decimals)}`, 'ERR_OPTION');
  }
  const [out] = readOuts(1, options, who);
  if (isInteger(a._code) && decimals >= 0) return copied(a, out);
  if (decimals === 0) return rint(a, { out }) as NDArray;
  const power = Number(`1e${Math.abs(decimals)}`);
  const code = realCode(isInteger(a._code) ? FLOAT64 : a._code);
  const loop = (decimals > 0 ? roundDecimals : roundTens)(code);
  if (isComplex(a._code) && out !== undefined && isComplex(out._code) && out._code !== a._code) {
    const rounded = ofParts(loop as Loop, a, power, undefined, who);
    copyInto(out, rounded, who);
    rounded.dispose();
    return out;
  }
  if (loop === undefined || (out !== undefined && out._code !== a._code)) {
    return inSteps(a, power, decimals > 0, out);
  }
  if (isComplex(a._code)) return ofParts(loop, a, power, out, who);
  if (!isInteger(a._code)) {
    const isPlain = out === undefined && (a._flags & C_CONTIGUOUS) !== 0;
    const outs = isPlain ? [] : [out ?? newTarget(a)];
    return applyLoop({ name: who }, loop, [a, power], { outs, casting: 'same_kind' }) as NDArray;
  }
  if (out !== undefined) return inSteps(a, power, decimals > 0, out);
  const target = newTarget(a);
  execute(loop, [a, power], a.shape as readonly number[], undefined, [a._code], [target], who);
  return target;
}

/** As NumPy's: in C order, or Fortran order where the operand is in that. */
function newTarget(a: NDArray): NDArray {
  const shape = a.shape as readonly number[];
  const isFortran = (a._flags & (C_CONTIGUOUS | F_CONTIGUOUS)) === F_CONTIGUOUS;
  return newLaidOut(shape, (isFortran ? fStrides : cStrides)(shape, a.itemsize), a._code);
}

function withoutUndefined(rest: readonly unknown[]): readonly unknown[] {
  return rest[rest.length - 1] === undefined ? rest.slice(0, -1) : rest;
}

/** Integers to decimals they do not have. */
function copied(a: NDArray, out: NDArray | undefined): NDArray {
  if (out !== undefined && !canCastCode(a._code, out._code, 'same_kind')) {
    throw new DTypeError(
      `round: the result cannot be cast from ${a.dtype} to ${out.dtype} by the rule 'same_kind'`,
      'ERR_CASTING',
    );
  }
  if (out === undefined) return copyArray(a, 'K', 'round');
  copyInto(out, a, 'round');
  return out;
}

type Step = (a: NDArray, power: number, options: { out: NDArray }) => NDArray;

/** As NumPy does it, every step written into `out`, which need not have the dtype of the operand. */
function inSteps(a: NDArray, power: number, up: boolean, out: NDArray | undefined): NDArray {
  const first = (up ? multiply : divide) as Step;
  const second = (up ? divide : multiply) as Step;
  const target = out ?? a;
  if (target._code === BOOL || (isInteger(a._code) && isInteger(target._code))) {
    throw new DTypeError(
      `round: to ${up ? '' : '-'}${Math.log10(power)} decimals, ${a.dtype} gives floats, which ${dtypeName(target._code)} cannot hold; use astype first`,
      'ERR_CASTING',
    );
  }
  first(a, power, { out: target });
  rint(target, { out: target });
  return second(target, power, { out: target });
}

/** A complex array as one of its parts, with an axis of two behind the others. */
export function partsOf(a: NDArray): NDArray {
  const step = a.itemsize / 2;
  return a._view([...(a.shape as readonly number[]), 2], [...a.strides, step], a._offset, realCode(a._code));
}

function ofParts(loop: Loop, a: NDArray, power: number, out: NDArray | undefined, who: string): NDArray {
  const shape = a.shape as readonly number[];
  const target = out ?? newLaidOut(shape, copyStrides(a, 'K', a.itemsize), a._code);
  applyLoop({ name: who }, loop, [partsOf(a), power], { outs: [partsOf(target)], casting: 'same_kind' });
  return target;
}

/** The methods of this file. */
export interface RoundingMethods {
  /** `nd.round(a, decimals)`: a new array, or `out`. */
  round<D extends DType, S extends Shape, O extends NDArray | undefined = undefined>(
    this: NDArray<D, S>,
    decimals?: number | RoundOptions<O>,
    options?: RoundOptions<O>,
  ): Given<NoInfer<O>, NDArray<UnaryResult<'rounded', D>, S>>;
}

installMethods({
  round(this: NDArray, ...rest: never[]) {
    this._alive('round');
    return roundArray(this, rest);
  },
});
