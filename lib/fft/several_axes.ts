/** Transforms along several axes, one after the other. */
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { AxisError, ShapeError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { nullAsAbsent, readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { sameShape } from '../shape/layout.js';
import { unwrapped } from '../shape/whole_numbers.js';
import {
  checkPoints,
  type FftNorm,
  FORWARD,
  INVERSE,
  type Kind,
  pointsOf,
  REAL_BACKWARD,
  REAL_FORWARD,
  readNorm,
  readOut,
  transformAxis,
} from './transform.js';
import type { AxesTransform } from './types.js';

const optionNames = ['s', 'axes', 'norm', 'out'];

interface Read {
  readonly a: NDArray;
  /** Points along each axis; the axes may repeat. */
  readonly points: readonly number[];
  readonly axes: readonly number[];
  readonly norm: FftNorm;
  readonly out: NDArray | undefined;
}

function listOf(value: unknown, name: string, who: string): readonly unknown[] {
  const list = unwrapped(value);
  if (Array.isArray(list)) return list;
  const text = `${who}: ${name} must be a list of integers, not ${describe(value)}`;
  throw name === 'axes' ? new AxisError(text) : new ShapeError(text, 'ERR_SHAPE_INVALID');
}

function read(
  value: unknown,
  args: readonly unknown[],
  otherwise: readonly number[] | undefined,
  halved: boolean,
  who: string,
): Read {
  const a = asNDArray(value, who);
  const list = nullAsAbsent(args);
  const options = readOptions(list, optionNames, who);
  const norm = readNorm(options['norm'], who);
  const s = options['s'] ?? undefined;
  const given = s === undefined ? undefined : listOf(s, 's', who);
  const named = options['axes'] ?? otherwise ?? undefined;
  let axes: number[];
  if (named !== undefined) {
    axes = listOf(named, 'axes', who).map((axis) => axisOf(axis, a.ndim, who, 'axes'));
  } else {
    // NumPy counts the axes of an `s` without axes from the end.
    const count = given?.length ?? a.ndim;
    if (count > a.ndim) {
      throw new ShapeError(
        `${who}: s names ${count} lengths for an array of shape ${shapeText(a._shape)}`,
        'ERR_SHAPE_INVALID',
      );
    }
    axes = Array.from({ length: count }, (_, i) => a.ndim - count + i);
  }
  if (given !== undefined && given.length !== axes.length) {
    throw new ShapeError(
      `${who}: s names ${given.length} lengths and axes ${axes.length} axes; give one length for each axis`,
      'ERR_SHAPE_INVALID',
    );
  }
  const points = axes.map((axis, i) => {
    const length = a._shape[axis] as number;
    const wanted = given?.[i];
    const isLast = i === axes.length - 1;
    if (given === undefined) return halved && isLast ? 2 * (length - 1) : length;
    return wanted === -1 ? length : pointsOf(wanted, who, `s[${i}]`);
  });
  for (const n of points) checkPoints(n, who);
  return { a, points, axes, norm, out: readOut(options['out'], who) };
}

/** The complex transforms along the axes from `last` down to the first. The array may be written where `own`. */
function overAxes(
  a: NDArray,
  kind: Kind,
  { points, axes, norm, out }: Read,
  from: number,
  to: number,
  own: boolean,
  who: string,
): NDArray {
  const step = from <= to ? 1 : -1;
  const shape = a._shape.slice();
  for (const [i, axis] of axes.entries()) shape[axis] = points[i] as number;
  let result = a;
  let isOwn = own;
  for (let i = from; i !== to + step; i += step) {
    const n = points[i] as number;
    const axis = axes[i] as number;
    // Everything goes to `out` as soon as the lengths are those of the end.
    const next = result._shape.map((length, k) => (k === axis ? n : length));
    const fits = out !== undefined && sameShape(out._shape, next);
    const keeps = isOwn && result._shape[axis] === n;
    const before = result;
    result = transformAxis(result, { kind, n, axis, norm }, fits ? out : keeps ? result : undefined, who);
    if (isOwn && before !== result) before.dispose();
    isOwn = result !== out;
  }
  return result;
}

function complexTransformer(
  kind: Kind,
  otherwise: readonly number[] | undefined,
  who: string,
): (value: unknown, ...args: unknown[]) => NDArray {
  return (value, ...args) => {
    const given = read(value, args, otherwise, false, who);
    const { a, axes, out } = given;
    if (axes.length === 0) return untransformed(a, out, who);
    checkOutShape(given, given.points, who);
    return overAxes(a, kind, given, axes.length - 1, 0, false, who);
  };
}

/** NumPy gives the array itself, untransformed, where there are no axes. */
function untransformed(a: NDArray, out: NDArray | undefined, who: string): NDArray {
  a._alive(who);
  return out === undefined ? a : out;
}

function checkOutShape({ a, axes, out }: Read, lengths: readonly number[], who: string): void {
  if (out === undefined) return;
  const shape = a._shape.slice();
  // Of an axis named twice the first length is the last one taken.
  for (let i = axes.length - 1; i >= 0; i--) shape[axes[i] as number] = lengths[i] as number;
  if (!sameShape(out._shape, shape)) {
    throw new ShapeError(
      `${who}: out has shape ${shapeText(out._shape)}, the result ${shapeText(shape)}; give out that shape`,
    );
  }
}

function noAxes(who: string): AxisError {
  return new AxisError(`${who}: axes names no axis; a real transform needs one at least`);
}

function realForward(
  otherwise: readonly number[] | undefined,
  who: string,
): (value: unknown, ...args: unknown[]) => NDArray {
  return (value, ...args) => {
    const given = read(value, args, otherwise, false, who);
    const { a, points, axes, norm, out } = given;
    const last = axes.length - 1;
    if (last < 0) throw noAxes(who);
    const n = points[last] as number;
    const axis = axes[last] as number;
    const lengths = points.slice();
    lengths[last] = Math.floor(n / 2) + 1;
    checkOutShape(given, lengths, who);
    const next = a._shape.map((length, k) => (k === axis ? (lengths[last] as number) : length));
    const fits = out !== undefined && sameShape(out._shape, next);
    const half = transformAxis(a, { kind: REAL_FORWARD, n, axis, norm }, fits ? out : undefined, who);
    if (last === 0) return half;
    return overAxes(half, FORWARD, given, last - 1, 0, half !== out, who);
  };
}

function realBackward(
  otherwise: readonly number[] | undefined,
  who: string,
): (value: unknown, ...args: unknown[]) => NDArray {
  return (value, ...args) => {
    const given = read(value, args, otherwise, true, who);
    const { a, points, axes, norm, out } = given;
    const last = axes.length - 1;
    if (last < 0) throw noAxes(who);
    const spectrum =
      last === 0 ? a : overAxes(a, INVERSE, { ...given, out: undefined }, 0, last - 1, false, who);
    const result = transformAxis(
      spectrum,
      { kind: REAL_BACKWARD, n: points[last] as number, axis: axes[last] as number, norm },
      out,
      who,
    );
    if (spectrum !== a) spectrum.dispose();
    return result;
  };
}

const lastTwo = [-2, -1];

/**
 * The transform along several axes, all if none are named: {@link fft} along one after the other.
 *
 * Result: complex64 of float16, float32 and complex64, complex128 of all else; the input's shape with `s` along the axes; a
 * new array, or `out`. NumPy: `fft.fftn`.
 * @throws ShapeError for lengths below 1, an `s` of another length than `axes`, an `out` of another shape; AxisError for an
 * axis that is not there.
 * @example
 * nd.fft.fftn([[1, 2], [3, 4]]).real.toArray() // [[10, -2], [-4, 0]]
 */
export const fftn: AxesTransform<'spectrum', true> = complexTransformer(
  FORWARD,
  undefined,
  'fftn',
) as AxesTransform<'spectrum', true>;

/**
 * The inverse of {@link fftn}. NumPy: `fft.ifftn`.
 * @throws as `fftn`.
 * @example
 * nd.fft.ifftn(nd.fft.fftn([[1, 2], [3, 4]])).real.toArray() // [[1, 2], [3, 4]]
 */
export const ifftn: AxesTransform<'spectrum', true> = complexTransformer(
  INVERSE,
  undefined,
  'ifftn',
) as AxesTransform<'spectrum', true>;

/**
 * {@link fftn} along the last two axes, or those named. NumPy: `fft.fft2`.
 * @throws as `fftn`.
 * @example
 * nd.fft.fft2([[1, 2], [3, 4]]).real.toArray() // [[10, -2], [-4, 0]]
 */
export const fft2: AxesTransform<'spectrum', true> = complexTransformer(
  FORWARD,
  lastTwo,
  'fft2',
) as AxesTransform<'spectrum', true>;

/**
 * The inverse of {@link fft2}. NumPy: `fft.ifft2`.
 * @throws as `fftn`.
 * @example
 * nd.fft.ifft2([[4, 0], [0, 0]]).real.toArray() // [[1, 1], [1, 1]]
 */
export const ifft2: AxesTransform<'spectrum', true> = complexTransformer(
  INVERSE,
  lastTwo,
  'ifft2',
) as AxesTransform<'spectrum', true>;

/**
 * The transform of real numbers along several axes, all if none are named: {@link rfft} along the last of them, `fft` along
 * the others. NumPy: `fft.rfftn`.
 * @throws as `fftn`; DTypeError for complex numbers.
 * @example
 * nd.fft.rfftn(nd.ones([2, 4])).shape // [2, 3]
 */
export const rfftn: AxesTransform<'spectrum', false> = realForward(undefined, 'rfftn') as AxesTransform<
  'spectrum',
  false
>;

/**
 * {@link rfftn} along the last two axes, or those named. NumPy: `fft.rfft2`.
 * @throws as `rfftn`.
 * @example
 * nd.fft.rfft2([[1, 2], [3, 4]]).real.toArray() // [[10, -2], [-4, 0]]
 */
export const rfft2: AxesTransform<'spectrum', false> = realForward(lastTwo, 'rfft2') as AxesTransform<
  'spectrum',
  false
>;

/**
 * The inverse of {@link rfftn}; the length along the last axis is `2(m − 1)` where `s` does not say it. NumPy: `fft.irfftn`.
 * @throws as `fftn`.
 * @example
 * nd.fft.irfftn(nd.fft.rfftn(nd.ones([2, 4]))).toArray() // [[1, 1, 1, 1], [1, 1, 1, 1]]
 */
export const irfftn: AxesTransform<'signal', false> = realBackward(undefined, 'irfftn') as AxesTransform<
  'signal',
  false
>;

/**
 * {@link irfftn} along the last two axes, or those named. NumPy: `fft.irfft2`.
 * @throws as `fftn`.
 * @example
 * nd.fft.irfft2(nd.fft.rfft2([[1, 2], [3, 4]])).toArray() // [[1, 2], [3, 4]]
 */
export const irfft2: AxesTransform<'signal', false> = realBackward(lastTwo, 'irfft2') as AxesTransform<
  'signal',
  false
>;
