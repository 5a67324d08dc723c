/** The frequencies of spectra, and spectra with frequency zero in the middle. */
import { copyInto, keptOrderStrides, newArray, newLaidOut } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { arange } from '../create/arange.js';
import { describe } from '../describe.js';
import { FLOAT64 } from '../dtype.js';
import { ShapeError, StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { multiply } from '../ops/arithmetic.js';
import { nullAsAbsent, readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { unwrapped, wholeNumber } from '../shape/whole_numbers.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';

/** Options of {@link fftfreq} and {@link rfftfreq}. */
export interface FftfreqOptions {
  /** The distance of two samples; 1 if not given. */
  d?: number | undefined;
}

function readFrequencies(n: unknown, args: readonly unknown[], who: string): { n: number; step: number } {
  const count = wholeNumber(unwrapped(n), `${who}: n`);
  if (count === undefined) {
    throw new StridedError(`${who}: n must be an integer, not ${describe(n)}`, 'ERR_ARGUMENT');
  }
  const d = readOptions(args, ['d'], who)['d'] ?? 1;
  if (typeof d !== 'number') {
    throw new StridedError(`${who}: d must be a number, not ${describe(d)}`, 'ERR_OPTION');
  }
  if (count * d === 0) {
    throw new StridedError(
      `${who}: n and d must not be 0, they divide (n = ${count}, d = ${d})`,
      'ERR_VALUE',
    );
  }
  if (count < 0) {
    throw new ShapeError(`${who}: n must be 1 or more, not ${count}`, 'ERR_SHAPE_INVALID');
  }
  return { n: count, step: 1 / (count * d) };
}

/**
 * The frequencies of the numbers that `fft` gives, in cycles per unit of the sample distance `d`: 0, 1, … up to the
 * middle, then the negative ones, divided by `n·d`.
 *
 * Result: float64, `n` long. NumPy: `fft.fftfreq`.
 * @throws StridedError for an `n` that is no integer, and where `n·d` is 0; ShapeError for a negative `n`.
 * @example
 * nd.fft.fftfreq(4, 0.5).toArray() // [0, 0.5, -1, -0.5]
 */
export function fftfreq(
  n: number,
  d?: number | FftfreqOptions,
  options?: FftfreqOptions,
): NDArray<'float64', [number]>;
export function fftfreq(n: unknown, ...args: unknown[]): NDArray {
  const { n: count, step } = readFrequencies(n, args, 'fftfreq');
  const result = newArray([count], FLOAT64);
  const positive = Math.floor((count - 1) / 2) + 1;
  using rising = arange(positive) as NDArray;
  copyInto(result._view([positive], [8], 0), rising, 'fftfreq');
  if (count > positive) {
    using falling = arange(positive - count, 0) as NDArray;
    copyInto(result._view([count - positive], [8], 8 * positive), falling, 'fftfreq');
  }
  return multiply(result, step, { out: result }) as NDArray;
}

/**
 * The frequencies of the numbers that `rfft` gives: 0, 1, … up to the middle, divided by `n·d`.
 *
 * Result: float64, `floor(n / 2) + 1` long. NumPy: `fft.rfftfreq`.
 * @throws StridedError for an `n` that is no integer, and where `n·d` is 0; ShapeError for a negative `n`.
 * @example
 * nd.fft.rfftfreq(4, 0.5).toArray() // [0, 0.5, 1]
 */
export function rfftfreq(
  n: number,
  d?: number | FftfreqOptions,
  options?: FftfreqOptions,
): NDArray<'float64', [number]>;
export function rfftfreq(n: unknown, ...args: unknown[]): NDArray {
  const { n: count, step } = readFrequencies(n, args, 'rfftfreq');
  const result = arange(Math.floor(count / 2) + 1) as NDArray;
  return multiply(result, step, { out: result }) as NDArray;
}

/** Options of {@link fftshift} and {@link ifftshift}. */
export interface FftshiftOptions {
  /** The axis or axes to shift; all if not given. */
  axes?: number | readonly number[] | null | undefined;
}

/** Each axis moved round by half its length: up, or back. */
function shifted(value: unknown, args: readonly unknown[], back: boolean, who: string): NDArray {
  const a = asNDArray(value, who);
  a._alive(who);
  const list = nullAsAbsent(args);
  const given = unwrapped(readOptions(list, ['axes'], who)['axes'] ?? undefined);
  const named: readonly unknown[] =
    given === undefined ? Array.from(a._shape.keys()) : Array.isArray(given) ? given : [given];
  const moves = new Array<number>(a.ndim).fill(0);
  for (const entry of named) {
    const axis = axisOf(entry, a.ndim, who, 'axes');
    const length = a._shape[axis] as number;
    const half = Math.floor(length / 2);
    // An axis that is named twice moves twice.
    if (length > 0) moves[axis] = ((moves[axis] as number) + (back ? length - half : half)) % length;
  }
  const result = newLaidOut(a._shape, keptOrderStrides(a, a.itemsize), a._code);
  if (a.size > 0) moveBlocks(a, result, moves, 0, who);
  return result;
}

/** Copies the two parts of each axis to where they belong: up to 2^k blocks of k axes that move. */
function moveBlocks(
  source: NDArray,
  target: NDArray,
  moves: readonly number[],
  axis: number,
  who: string,
): void {
  let next = axis;
  while (next < moves.length && moves[next] === 0) next++;
  if (next === moves.length) {
    copyInto(target, source, who);
    return;
  }
  const length = source._shape[next] as number;
  const move = moves[next] as number;
  const part = (a: NDArray, from: number, count: number): NDArray =>
    a._view(
      a._shape.map((extent, i) => (i === next ? count : extent)),
      a._strides,
      a._offset + from * (a._strides[next] as number),
    );
  const stay = length - move;
  moveBlocks(part(source, 0, stay), part(target, move, stay), moves, next + 1, who);
  moveBlocks(part(source, stay, move), part(target, 0, move), moves, next + 1, who);
}

/**
 * Frequency zero in the middle: each axis moved round by half its length. A new array of the same dtype and shape. NumPy:
 * `fft.fftshift`.
 * @throws AxisError for an axis that is not there.
 * @example
 * nd.fft.fftshift([0, 1, 2, -2, -1]).toArray() // [-2, -1, 0, 1, 2]
 */
export function fftshift<const T extends ArrayLike>(
  x: T,
  axes?: number | readonly number[] | null | FftshiftOptions,
  options?: FftshiftOptions,
): NDArray<DTypeOf<T>, ShapeOf<T>>;
export function fftshift(x: unknown, ...args: unknown[]): NDArray {
  return shifted(x, args, false, 'fftshift');
}

/**
 * The inverse of {@link fftshift}; of odd lengths the two differ by one place. NumPy: `fft.ifftshift`.
 * @throws AxisError for an axis that is not there.
 * @example
 * nd.fft.ifftshift([-2, -1, 0, 1, 2]).toArray() // [0, 1, 2, -2, -1]
 */
export function ifftshift<const T extends ArrayLike>(
  x: T,
  axes?: number | readonly number[] | null | FftshiftOptions,
  options?: FftshiftOptions,
): NDArray<DTypeOf<T>, ShapeOf<T>>;
export function ifftshift(x: unknown, ...args: unknown[]): NDArray {
  return shifted(x, args, true, 'ifftshift');
}
