/** Correlation and convolution of sequences. */
import { newArray, putRun } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { FLOAT16, FLOAT32, INT64, isComplex, isInteger, itemSizes, promoteCodes, UINT64 } from '../dtype.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import { binding, PARAMETERS, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { conjugate } from '../ops/arithmetic.js';
import { readOptions } from '../options.js';
import { reversed } from '../statistics/bins.js';
import { checkStatus, isPackedArray } from '../statistics/runs.js';
import type { ArrayLike, DTypeOf } from '../types/operands.js';
import type { BinaryResult } from '../types/rules.js';

/** Which results are given: all, as many as the longer sequence has, or those where both overlap whole. */
export type OverlapMode = 'full' | 'same' | 'valid';

/** Options of {@link correlate} and {@link convolve}. */
export interface OverlapOptions {
  mode?: OverlapMode | undefined;
}

const INT32 = 3;
const UINT32 = 7;

/** The dtype that products are summed in: unsigned integers wrap, narrow ones fit. */
function summedCode(code: number): number {
  if (code === INT64 || code === UINT64) return UINT64;
  if (code < FLOAT16) return UINT32;
  return code === FLOAT16 ? FLOAT32 : code;
}

/** A contiguous array of dtype `code`; integers as unsigned ones with the same bits. */
function operandOf(a: NDArray, code: number, who: string): NDArray {
  if (isInteger(code)) {
    const bits =
      itemSizes[code] === 8 ? (a._code === UINT64 ? UINT64 : INT64) : a._code === UINT32 ? UINT32 : INT32;
    const isFit = a._code === bits && isPackedArray(a);
    const signed = isFit ? a : copyArray(a, 'C', who, bits);
    return signed._view(signed._shape, signed._strides, signed._offset, code);
  }
  return a._code === code && isPackedArray(a) ? a : copyArray(a, 'C', who, code);
}

function readSequence(value: unknown, which: string, who: string): NDArray {
  if (value === undefined) throw new StridedError(`${who}: ${which} is missing`, 'ERR_ARGUMENT');
  const a = asNDArray(value, who);
  a._alive(who);
  if (a.ndim > 1) {
    throw new ShapeError(`${who}: ${which} must be 1-D, not of shape ${shapeText(a._shape)}`);
  }
  if (a.size === 0) throw new ShapeError(`${who}: ${which} has no elements`, 'ERR_VALUE');
  return a.ndim === 1 ? a : a._view([1], [a.itemsize], a._offset);
}

function readMode(rest: readonly unknown[], otherwise: OverlapMode, who: string): OverlapMode {
  const mode = readOptions(rest, ['mode'], who)['mode'] ?? otherwise;
  if (mode === 'full' || mode === 'same' || mode === 'valid') return mode;
  throw new StridedError(
    `${who}: mode must be 'full', 'same' or 'valid', not ${describe(mode)}`,
    'ERR_OPTION',
  );
}

/** The taps go along the longer sequence: out[k] = Σ taps[j] · long[first + k + j]. */
function slide(long: NDArray, taps: NDArray, mode: OverlapMode, who: string): NDArray {
  const code = promoteCodes(long._code, taps._code);
  const summed = summedCode(code);
  const a = operandOf(long, summed, who);
  const w = operandOf(taps, summed, who);
  const n = a.size;
  const m = w.size;
  // NumPy leaves floor(m / 2) results off in front for 'same'.
  const skipped = mode === 'full' ? 0 : mode === 'same' ? m - 1 - Math.floor(m / 2) : m - 1;
  const count = mode === 'full' ? n + m - 1 : mode === 'same' ? n : n - m + 1;
  const out = newArray([count], summed);
  slots[PARAMETERS] = n;
  slots[PARAMETERS + 1] = m;
  slots[PARAMETERS + 2] = count;
  slots[PARAMETERS + 3] = skipped - (m - 1);
  putRun(0, a, a.itemsize);
  putRun(1, w, w.itemsize);
  putRun(2, out, out.itemsize);
  const status = binding.convolve(
    a._storage.region.handle,
    w._storage.region.handle,
    out._storage.region.handle,
  );
  checkStatus(status, who, [a, w]);
  for (const [own, given] of [
    [a, long],
    [w, taps],
  ] as const) {
    if (own._storage !== given._storage) (own._base ?? own).dispose();
  }
  if (summed === code) return out;
  const result = copyArray(out, 'C', who, code);
  out.dispose();
  return result;
}

type Summed<A extends ArrayLike, B extends ArrayLike> = NDArray<
  BinaryResult<'promote', DTypeOf<A>, DTypeOf<B>>,
  [number]
>;

/**
 * The discrete convolution of two sequences: sums of products of one with the other turned round.
 *
 * With `mode` `'full'` (if not given) all `n + m - 1` sums, with `'same'` the `max(n, m)` middle ones, with `'valid'` those
 * where the shorter sequence lies within the longer one. Integers are exact and wrap; long sequences go through transforms.
 *
 * Result: what both dtypes promote to, 1-D. NumPy: `convolve`.
 * @throws ShapeError for arrays that are not 1-D or have no elements.
 * @example
 * nd.convolve([1, 2, 3], [0, 1, 0.5]).toArray() // [0, 1, 2.5, 4, 1.5]
 * nd.convolve([1, 2, 3], [0, 1, 0.5], 'same').toArray() // [1, 2.5, 4]
 */
export function convolve<const A extends ArrayLike, const B extends ArrayLike>(
  a: A,
  v: B,
  mode?: OverlapMode | OverlapOptions,
  options?: OverlapOptions,
): Summed<A, B>;
export function convolve(x: unknown, y: unknown, ...rest: unknown[]): NDArray {
  const who = 'convolve';
  const mode = readMode(rest, 'full', who);
  const a = readSequence(x, 'a', who);
  const v = readSequence(y, 'v', who);
  return v.size > a.size ? slide(v, reversed(a), mode, who) : slide(a, reversed(v), mode, who);
}

/**
 * The cross-correlation of two sequences: `c[k] = Σ a[n + k] · conj(v[n])`, sums of products of one with the other moved
 * along it.
 *
 * `mode` as for {@link convolve}, but `'valid'` if not given.
 *
 * Result: what both dtypes promote to, 1-D. NumPy: `correlate`.
 * @throws ShapeError for arrays that are not 1-D or have no elements.
 * @example
 * nd.correlate([1, 2, 3], [0, 1, 0.5]).toArray() // [3.5]
 * nd.correlate([1, 2, 3], [0, 1, 0.5], 'full').toArray() // [0.5, 2, 3.5, 3, 0]
 */
export function correlate<const A extends ArrayLike, const B extends ArrayLike>(
  a: A,
  v: B,
  mode?: OverlapMode | OverlapOptions,
  options?: OverlapOptions,
): Summed<A, B>;
export function correlate(x: unknown, y: unknown, ...rest: unknown[]): NDArray {
  const who = 'correlate';
  const mode = readMode(rest, 'valid', who);
  const a = readSequence(x, 'a', who);
  const given = readSequence(y, 'v', who);
  const v = isComplex(given._code) ? (conjugate(given) as NDArray) : given;
  if (v.size <= a.size) return slide(a, v, mode, who);
  // The other way round, turned round at the end.
  return copyArray(reversed(slide(v, a, mode, who)), 'C', who);
}
