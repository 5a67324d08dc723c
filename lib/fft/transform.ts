/** One transform along one axis: dtypes, lengths, layouts and out, and the native call. */
import { callError, copyInto, newArray, newLaidOut, orderedStrides, putOperand } from '../call.js';
import { describe } from '../describe.js';
import {
  COMPLEX64,
  COMPLEX128,
  canCastCode,
  dtypeName,
  FLOAT16,
  FLOAT32,
  FLOAT64,
  isComplex,
  itemSizes,
} from '../dtype.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import { binding, NDIM, PARAMETERS, RESULTS, SHAPE, slots } from '../native.js';
import { NDArray } from '../ndarray.js';
import { ALIGNED, C_CONTIGUOUS, cStrides, sameShape } from '../shape/layout.js';
import { mayShareBytes, sameMemory } from '../shape/overlap.js';
import { unwrapped, wholeNumber } from '../shape/whole_numbers.js';

/** The kinds of native/fft/call.h. */
export const FORWARD = 0;
export const INVERSE = 1;
export const REAL_FORWARD = 2;
export const REAL_BACKWARD = 3;
export type Kind = typeof FORWARD | typeof INVERSE | typeof REAL_FORWARD | typeof REAL_BACKWARD;

/** Where the factor 1/n stands: on the way back, on the way there, or its root on both. */
export type FftNorm = 'backward' | 'ortho' | 'forward';

export function readNorm(norm: unknown, who: string): FftNorm {
  if (norm === undefined || norm === null) return 'backward';
  if (norm === 'backward' || norm === 'ortho' || norm === 'forward') return norm;
  throw new StridedError(
    `${who}: norm must be 'backward', 'ortho' or 'forward', not ${describe(norm)}`,
    'ERR_OPTION',
  );
}

/** The norm of the transform in the other direction. */
export function swappedNorm(norm: FftNorm): FftNorm {
  if (norm === 'ortho') return norm;
  return norm === 'backward' ? 'forward' : 'backward';
}

/** A number of points: 1 or more. */
export function pointsOf(value: unknown, who: string, name = 'n'): number {
  const n = wholeNumber(unwrapped(value), `${who}: ${name}`);
  if (n === undefined) {
    throw new ShapeError(`${who}: ${name} must be an integer, not ${describe(value)}`, 'ERR_SHAPE_INVALID');
  }
  checkPoints(n, who, name);
  return n;
}

export function checkPoints(n: number, who: string, name = 'n'): void {
  if (n >= 1 && n <= 2 ** 49) return;
  throw new ShapeError(
    `${who}: ${n} is no number of points to transform; ${name} must be 1 or more` +
      (n === 0 || n === -2 ? ' where the axis is empty or too short' : ''),
    'ERR_SHAPE_INVALID',
  );
}

export function readOut(out: unknown, who: string): NDArray | undefined {
  if (out === undefined || out === null) return undefined;
  if (!(out instanceof NDArray)) throw new StridedError(`${who}: out must be an NDArray`, 'ERR_ARGUMENT');
  out._alive(who);
  out._writeable(who);
  return out;
}

function factorOf(kind: Kind, norm: FftNorm, n: number): number {
  if (norm === 'ortho') return 1 / Math.sqrt(n);
  const back = kind === INVERSE || kind === REAL_BACKWARD;
  return (norm === 'backward') === back ? 1 / n : 1;
}

/** Whether the dtype is transformed in single precision. */
function isSingle(code: number): boolean {
  return code === FLOAT16 || code === FLOAT32 || code === COMPLEX64;
}

function withLength(shape: readonly number[], axis: number, length: number): number[] {
  const changed = shape.slice();
  changed[axis] = length;
  return changed;
}

/** The first `length` elements along the axis. */
function begin(a: NDArray, axis: number, length: number): NDArray {
  if (a._shape[axis] === length) return a;
  return a._view(withLength(a._shape, axis, length), a._strides, a._offset);
}

/** A new array whose axes lie in memory as those of `a`. */
function laidOutAs(a: NDArray, shape: readonly number[], code: number, zero = false): NDArray {
  const itemsize = itemSizes[code] as number;
  const strides =
    (a._flags & C_CONTIGUOUS) !== 0 || shape.length < 2
      ? cStrides(shape, itemsize)
      : orderedStrides(shape, [a], itemsize);
  return newLaidOut(shape, strides, code, zero);
}

/** `a` with `count` elements along the axis, of the dtype: cut by a view, cast and padded with zeros by a copy. */
function prepared(a: NDArray, axis: number, count: number, code: number, who: string): NDArray {
  const length = a._shape[axis] as number;
  if (a._code === code && length >= count && (a._flags & ALIGNED) !== 0) return begin(a, axis, count);
  const padded = laidOutAs(a, withLength(a._shape, axis, count), code, length < count);
  const common = Math.min(length, count);
  if (common > 0 && a.size > 0) copyInto(begin(padded, axis, common), begin(a, axis, common), who);
  return padded;
}

/** Whether two arrays are the same elements in the same order. */
function sameElements(a: NDArray, b: NDArray): boolean {
  return (
    a._code === b._code &&
    sameMemory(a, b) &&
    a._storage.start + a._offset === b._storage.start + b._offset &&
    sameShape(a._shape, b._shape) &&
    sameShape(a._strides, b._strides)
  );
}

/** Lengths from which a transform may ask for memory to work in; the native side says how much. */
const LONG = 4096;

function callNative(
  kind: Kind,
  source: NDArray,
  target: NDArray,
  axis: number,
  n: number,
  factor: number,
  who: string,
): void {
  let work: NDArray | undefined;
  if (n > LONG) {
    const isDouble = target._code === COMPLEX128 || target._code === FLOAT64;
    const status = binding.fftWorkspace(kind, isDouble, n);
    if (status !== undefined) throw callError(status, who, [source, target]);
    const bytes = slots[RESULTS] as number;
    if (bytes > 0) work = newArray([bytes / 16 + 1], COMPLEX128);
  }
  const { ndim } = source;
  slots[NDIM] = ndim;
  for (let i = 0; i < ndim; i++) slots[SHAPE + i] = source._shape[i] as number;
  slots[PARAMETERS] = kind;
  slots[PARAMETERS + 1] = axis;
  slots[PARAMETERS + 2] = n;
  slots[PARAMETERS + 3] = factor;
  putOperand(0, source, ndim);
  putOperand(1, target, ndim);
  const from = source._storage.region.handle;
  const to = target._storage.region.handle;
  let status: number | undefined;
  if (work === undefined) {
    status = binding.fft(from, to);
  } else {
    putOperand(2, work, 0);
    status = binding.fft(from, to, work._storage.region.handle);
    work.dispose();
  }
  if (status !== undefined) throw callError(status, who, [source, target]);
}

/** How one transform is made. */
export interface Transform {
  readonly kind: Kind;
  readonly n: number;
  readonly axis: number;
  readonly norm: FftNorm;
}

/** The transform of `a` along an axis, into `out` or a new array. */
export function transformAxis(
  a: NDArray,
  { kind, n, axis, norm }: Transform,
  out: NDArray | undefined,
  who: string,
): NDArray {
  a._alive(who);
  const single = isSingle(a._code);
  const complexCode = single ? COMPLEX64 : COMPLEX128;
  const realCode = single ? FLOAT32 : FLOAT64;
  if (kind === REAL_FORWARD && isComplex(a._code)) {
    throw new DTypeError(
      `${who}: ${a.dtype} numbers are not real; use ${who === 'ihfft' ? 'ifft' : who.replace('rfft', 'fft')}, or take .real`,
    );
  }
  const half = Math.floor(n / 2) + 1;
  const inCount = kind === REAL_BACKWARD ? half : n;
  const shape = withLength(a._shape, axis, kind === REAL_FORWARD ? half : n);
  const code = kind === REAL_BACKWARD ? realCode : complexCode;
  const resultCode = kind === REAL_BACKWARD && a._code === FLOAT16 ? FLOAT16 : code;
  if (out !== undefined) checkOut(out, shape, resultCode, who);
  const source = prepared(a, axis, inCount, kind === REAL_FORWARD ? realCode : complexCode, who);
  const direct =
    out !== undefined &&
    out._code === code &&
    (out._flags & ALIGNED) !== 0 &&
    (!mayShareBytes(out, source) || sameElements(out, source));
  const result = direct ? out : laidOutAs(a, shape, code);
  if (result.size > 0) callNative(kind, source, result, axis, n, factorOf(kind, norm, n), who);
  if (source._storage !== a._storage) source.dispose();
  if (direct) return out;
  const target = out ?? (resultCode === code ? result : laidOutAs(a, shape, resultCode));
  if (target !== result) {
    copyInto(target, result, who);
    result.dispose();
  }
  return target;
}

function checkOut(out: NDArray, shape: readonly number[], code: number, who: string): void {
  if (!sameShape(out._shape, shape)) {
    throw new ShapeError(
      `${who}: out has shape ${shapeText(out._shape)}, the result ${shapeText(shape)}; give out that shape`,
    );
  }
  if (!canCastCode(code, out._code, 'same_kind')) {
    throw new DTypeError(
      `${who}: the ${dtypeName(code)} result does not cast to out's dtype ${out.dtype} by 'same_kind'; use an out of ${dtypeName(code)}`,
      'ERR_CASTING',
    );
  }
}
