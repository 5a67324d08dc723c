/** Integers between bounds, for every integer dtype. */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { BOOL, dtypeCode, dtypeName, INT64, isInteger, itemSizes, UINT64 } from '../dtype.js';
import { isItem } from '../element.js';
import { DTypeError, StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { broadcastMany } from '../shape/broadcast.js';
import { sizeOf } from '../shape/layout.js';
import type { BitGenerator } from './bit_generators.js';
import { drawBoundedIntegers, drawIntegers } from './calls.js';
import { checkFits } from './drawing.js';
import { asWhole } from './parameters.js';

/** How `integers` draws. */
export interface IntegersWay {
  readonly who: string;
  /** The legacy functions' masks. */
  readonly masked: boolean;
  /** Whether `high` itself may be drawn. */
  readonly endpoint: boolean;
  readonly dtype: unknown;
  readonly bigint: boolean;
}

function bitsOf(code: number): number {
  return code === BOOL ? 1 : 8 * (itemSizes[code] as number);
}

function limits(code: number): { lowest: bigint; highest: bigint } {
  const bits = BigInt(bitsOf(code));
  const signed = code >= 1 && code <= INT64;
  return signed
    ? { lowest: -(1n << (bits - 1n)), highest: (1n << (bits - 1n)) - 1n }
    : { lowest: 0n, highest: (1n << bits) - 1n };
}

function scalarBound(value: unknown, name: string, who: string): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return BigInt(value);
  if (typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  throw new DTypeError(`${who}: ${name} must be an integer, not ${describe(value)}`, 'ERR_VALUE');
}

function bound(value: unknown, name: string, who: string): bigint | NDArray {
  if (isItem(value)) return scalarBound(value, name, who);
  const a = asNDArray(value, who);
  return a._shape.length === 0 ? scalarBound(a.item({ bigint: true }), name, who) : a;
}

/** The dtype that integers are drawn in. */
export function integerCode(dtype: unknown, who: string): number {
  const code = dtype === undefined || dtype === null ? INT64 : dtypeCode(dtype, who);
  if (code !== BOOL && !isInteger(code)) {
    throw new DTypeError(`${who}: integers are drawn in integer dtypes and bool, not ${dtypeName(code)}`);
  }
  return code;
}

function outOfBounds(name: string, code: number, who: string): StridedError {
  return new StridedError(`${who}: ${name} is out of bounds for ${dtypeName(code)}`, 'ERR_VALUE');
}

function checkOrder(low: bigint, most: bigint, way: IntegersWay): void {
  if (low > most) {
    throw new StridedError(
      way.endpoint
        ? `${way.who}: low (${low}) > high (${most})`
        : `${way.who}: low (${low}) >= high (${most + 1n}): high itself is not drawn`,
      'ERR_VALUE',
    );
  }
}

/** Integers from `low` up to `high`; from 0 up to `low` where there is no `high`. */
export function integersBetween(
  bits: BitGenerator,
  first: unknown,
  second: unknown,
  shape: readonly number[] | undefined,
  way: IntegersWay,
): NDArray | number | bigint | boolean {
  const { who } = way;
  const code = integerCode(way.dtype, who);
  if (first === undefined || first === null) throw new StridedError(`${who}: low is missing`, 'ERR_ARGUMENT');
  // Of nothing, as in NumPy, the bounds do not matter.
  if (shape !== undefined && sizeOf(shape) === 0) return newArray(shape, code);
  const alone = second === undefined || second === null;
  const low = alone ? 0n : bound(first, 'low', who);
  const high = bound(alone ? first : second, alone ? 'low' : 'high', who);
  if (typeof low !== 'bigint' || typeof high !== 'bigint') {
    return betweenArrays(bits, low, high, shape, code, way);
  }
  const most = way.endpoint ? high : high - 1n;
  const { lowest, highest } = limits(code);
  if (low < lowest) throw outOfBounds('low', code, who);
  if (most > highest) throw outOfBounds('high', code, who);
  checkOrder(low, most, way);
  const out = newArray(shape ?? [], code);
  drawIntegers(bits._state, out, bitsOf(code), way.masked, low, most - low, who);
  if (shape !== undefined) return out;
  const value = out._read(out._offset, way.bigint, who) as number | bigint | boolean;
  out.dispose();
  return value;
}

/** Extremes of a bound that is an array, exactly. */
function extremes(a: NDArray): [bigint, bigint] {
  const least = a.min({ bigint: true } as never) as unknown as number | bigint;
  const most = a.max({ bigint: true } as never) as unknown as number | bigint;
  return [BigInt(least), BigInt(most)];
}

/** A bound as a 64-bit array of its own. */
function boundArray(value: bigint | NDArray, wide: number, code: number, name: string, who: string): NDArray {
  const a = typeof value === 'bigint' ? asNDArray(value, who) : value;
  const exact = a._code === UINT64 ? a : asWhole(a, INT64, name, who);
  if (exact._size > 0) {
    const { lowest, highest } = limits(code);
    const [least, most] = extremes(exact);
    // An exclusive end may be one more than the dtype holds.
    if (least < lowest || most > highest + (name === 'high' ? 1n : 0n)) throw outOfBounds(name, code, who);
  }
  const own = newArray(exact._shape, wide);
  copyInto(own, exact, who);
  return own;
}

function betweenArrays(
  bits: BitGenerator,
  low: bigint | NDArray,
  high: bigint | NDArray,
  shape: readonly number[] | undefined,
  code: number,
  way: IntegersWay,
): NDArray {
  const { who } = way;
  const wide = code === UINT64 ? UINT64 : INT64;
  using least = boundArray(low, wide, code, 'low', who);
  // 2^64 has no place in 64 bits: the inclusive end is what is kept.
  using end = boundArray(
    typeof high === 'bigint' && !way.endpoint ? high - 1n : high,
    wide,
    code,
    way.endpoint || typeof high === 'bigint' ? 'the greatest value' : 'high',
    who,
  );
  if (typeof high !== 'bigint' && !way.endpoint) {
    if (end._size > 0 && extremes(end)[0] === limits(wide).lowest) {
      throw new StridedError(`${who}: low >= high: high itself is not drawn`, 'ERR_VALUE');
    }
    end.isub(1n);
  }
  const common = broadcastMany([least._shape, end._shape], who);
  const target = shape ?? common;
  checkFits(common, target, who);
  if (least.gt(end).any() as boolean) {
    throw new StridedError(
      way.endpoint
        ? `${who}: low > high somewhere`
        : `${who}: low >= high somewhere: high itself is not drawn`,
      'ERR_VALUE',
    );
  }
  using range = end.sub(least) as NDArray;
  const out = newArray(target, code);
  drawBoundedIntegers(bits._state, out, bitsOf(code), way.masked, least, range, who);
  return out;
}
