/** Transforms along one axis. */
import { asNDArray } from '../convert/as_array.js';
import { isComplex } from '../dtype.js';
import type { NDArray } from '../ndarray.js';
import { conjugate } from '../ops/arithmetic.js';
import { nullAsAbsent, readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
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
  swappedNorm,
  transformAxis,
} from './transform.js';
import type { AxisTransform } from './types.js';

const optionNames = ['n', 'axis', 'norm', 'out'];

interface Read {
  readonly a: NDArray;
  readonly n: number;
  readonly axis: number;
  readonly norm: FftNorm;
  readonly out: NDArray | undefined;
}

/** The arguments; where `n` is not given, `halved` inputs stand for 2(m − 1) points. */
function read(value: unknown, args: readonly unknown[], halved: boolean, who: string): Read {
  const a = asNDArray(value, who);
  const list = nullAsAbsent(args);
  const options = readOptions(list, optionNames, who);
  const axis = axisOf(options['axis'] ?? -1, a.ndim, who);
  const norm = readNorm(options['norm'], who);
  const given = options['n'] ?? undefined;
  const length = a._shape[axis] as number;
  const n = given === undefined ? (halved ? 2 * (length - 1) : length) : pointsOf(given, who);
  checkPoints(n, who);
  return { a, n, axis, norm, out: readOut(options['out'], who) };
}

function transformer(kind: Kind, who: string): (value: unknown, ...args: unknown[]) => NDArray {
  return (value, ...args) => {
    const { a, n, axis, norm, out } = read(value, args, kind === REAL_BACKWARD, who);
    return transformAxis(a, { kind, n, axis, norm }, out, who);
  };
}

/**
 * The discrete Fourier transform along an axis: `A[k] = Σ a[j]·exp(−2πi·j·k/n)`. With `n` the input is cut or padded with
 * zeros first. Any length is fast; the fastest are products of small primes.
 *
 * Result: complex64 of float16, float32 and complex64, complex128 of all else; the input's shape with `n` along the axis; a
 * new array, or `out`. NumPy: `fft.fft`.
 * @throws ShapeError for an `n` below 1 or an `out` of another shape; AxisError for an axis that is not there.
 * @example
 * nd.fft.fft([1, 2, 3, 4]).real.toArray() // [10, -2, -2, -2]
 * nd.fft.fft([1, 2, 3, 4]).imag.toArray() // [0, 2, 0, -2]
 * nd.fft.fft([1, 2, 3], { n: 4, norm: 'forward' }).at(0).re // 1.5
 */
export const fft: AxisTransform<'spectrum', true> = transformer(FORWARD, 'fft') as AxisTransform<
  'spectrum',
  true
>;

/**
 * The inverse of {@link fft}: `a[j] = 1/n·Σ A[k]·exp(2πi·j·k/n)`.
 *
 * Result: dtype and shape as of `fft`. NumPy: `fft.ifft`.
 * @throws ShapeError for an `n` below 1 or an `out` of another shape; AxisError for an axis that is not there.
 * @example
 * nd.fft.ifft([4, 0, 0, 0]).real.toArray() // [1, 1, 1, 1]
 */
export const ifft: AxisTransform<'spectrum', true> = transformer(INVERSE, 'ifft') as AxisTransform<
  'spectrum',
  true
>;

/**
 * The transform of real numbers along an axis: the first `n / 2 + 1` numbers of `fft`, of which the others are the
 * conjugates, at half its cost.
 *
 * Result: complex64 of float16 and float32, complex128 of all else; `floor(n / 2) + 1` long along the axis; a new array, or
 * `out`. NumPy: `fft.rfft`.
 * @throws DTypeError for complex numbers; ShapeError for an `n` below 1 or an `out` of another shape; AxisError for an axis
 * that is not there.
 * @example
 * nd.fft.rfft([1, 2, 3, 4]).imag.toArray() // [0, 2, 0]
 */
export const rfft: AxisTransform<'spectrum', false> = transformer(REAL_FORWARD, 'rfft') as AxisTransform<
  'spectrum',
  false
>;

/**
 * The inverse of {@link rfft}: real numbers from the first half of their spectrum. `n` is the length of the result,
 * `2(m − 1)` for m input numbers if not given; it must be given to have an odd one back.
 *
 * Result: float64, float32 of complex64 and float32, float16 of float16; a new array, or `out`. NumPy: `fft.irfft`.
 * @throws ShapeError for an `n` below 1 or an `out` of another shape; AxisError for an axis that is not there.
 * @example
 * nd.fft.irfft(nd.fft.rfft([1, 2, 3, 4])).toArray() // [1, 2, 3, 4]
 * nd.fft.irfft(nd.fft.rfft([1, 2, 6]), 3).shape // [3]
 */
export const irfft: AxisTransform<'signal', false> = transformer(REAL_BACKWARD, 'irfft') as AxisTransform<
  'signal',
  false
>;

/**
 * The transform of a signal that is the conjugate of itself read backwards, of which the first half is given: a real
 * spectrum. `n` is the length of the result, `2(m − 1)` if not given.
 *
 * Result: float64, float32 of single precision; a new array, or `out`. NumPy: `fft.hfft`.
 * @throws ShapeError for an `n` below 1 or an `out` of another shape; AxisError for an axis that is not there.
 * @example
 * nd.fft.hfft([1, 2, 3]).toArray() // [8, -2, 0, -2]
 */
export const hfft: AxisTransform<'signal', false> = ((value: unknown, ...args: unknown[]): NDArray => {
  const { a, n, axis, norm, out } = read(value, args, true, 'hfft');
  const transform = { kind: REAL_BACKWARD, n, axis, norm: swappedNorm(norm) } as const;
  if (!isComplex(a._code)) return transformAxis(a, transform, out, 'hfft');
  using conjugated = conjugate(a) as NDArray;
  return transformAxis(conjugated, transform, out, 'hfft');
}) as AxisTransform<'signal', false>;

/**
 * The inverse of {@link hfft}: the first half of a signal from its real spectrum.
 *
 * Result: complex64 of float16 and float32, complex128 of all else; `floor(n / 2) + 1` long along the axis; a new array, or
 * `out`. NumPy: `fft.ihfft`.
 * @throws DTypeError for complex numbers; ShapeError for an `n` below 1 or an `out` of another shape; AxisError for an axis
 * that is not there.
 * @example
 * nd.fft.ihfft([8, -2, 0, -2]).real.toArray() // [1, 2, 3]
 */
export const ihfft: AxisTransform<'spectrum', false> = ((value: unknown, ...args: unknown[]): NDArray => {
  const { a, n, axis, norm, out } = read(value, args, false, 'ihfft');
  const spectrum = transformAxis(a, { kind: REAL_FORWARD, n, axis, norm: swappedNorm(norm) }, out, 'ihfft');
  return conjugate(spectrum, { out: spectrum }) as NDArray;
}) as AxisTransform<'spectrum', false>;
