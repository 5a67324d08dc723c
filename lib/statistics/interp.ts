/** Linear interpolation. */
import { newArray, putRun } from '../call.js';
import { Complex } from '../complex.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { COMPLEX128, FLOAT64, isComplex } from '../dtype.js';
import { isItem } from '../element.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import { binding, SCALARS, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { remainder } from '../ops/arithmetic.js';
import { readOptions } from '../options.js';
import { argsort } from '../sort/sort.js';
import type { AreScalars, ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { Values } from '../types/signatures.js';
import { isAscending } from './bins.js';
import { checkStatus, flat, packedRun, putElements, putParameters } from './runs.js';

type End = number | Complex;

/** Options of {@link interp}. */
export interface InterpOptions {
  /** The value below the first point; that of the first point if not given. */
  left?: End | null | undefined;
  /** The value above the last point; that of the last point if not given. */
  right?: End | null | undefined;
  /** The period of the function; points are taken modulo it, and need no order. */
  period?: number | null | undefined;
}

type Result<F extends ArrayLike> = DTypeOf<F> extends 'complex64' | 'complex128' ? 'complex128' : 'float64';

/** A point's value as a pair of numbers. */
function endOf(
  given: unknown,
  name: string,
  points: NDArray,
  place: number,
  who: string,
): readonly [number, number] {
  const value = given ?? points.at(place);
  if (value instanceof Complex && isComplex(points._code)) return [value.re, value.im];
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return [Number(value), 0];
  throw new StridedError(`${who}: ${name} must be a number, not ${describe(value)}`, 'ERR_OPTION');
}

/** Points within one period, in order, with the neighbours on both sides. */
function wrapped(xp: NDArray, fp: NDArray, period: number, who: string): { x: NDArray; y: NDArray } {
  using turned = remainder(xp, period) as NDArray;
  using order = argsort(turned) as NDArray;
  const n = xp.size;
  const x = newArray([n + 2], FLOAT64);
  const y = newArray([n + 2], fp._code);
  using sorted = turned.index(order) as NDArray;
  using values = fp.index(order) as NDArray;
  x._view([n], x._strides, 8).assign(sorted);
  y._view([n], y._strides, y.itemsize).assign(values);
  x.set((sorted.at(-1) as number) - period, 0);
  x.set((sorted.at(0) as number) + period, -1);
  y.set(values.at(-1), 0);
  y.set(values.at(0), -1);
  if (!isAscending(x)) throw new StridedError(`${who}: xp holds nan`, 'ERR_VALUE');
  return { x, y };
}

/**
 * The piecewise linear function through the points `(xp[i], fp[i])`, at `x`. The points' `xp` must ascend (this is not
 * checked), unless there is a `period`.
 *
 * Result: float64, complex128 for complex `fp`; the shape of `x`. NumPy: `interp`.
 * @throws ShapeError for points that are not 1-D, of different length, or none.
 * @example
 * nd.interp(2.5, [1, 2, 3], [3, 2, 0]) // 1
 * nd.interp([0, 1, 4], [1, 2, 3], [3, 2, 0], { right: -1 }).toArray() // [3, 3, -1]
 */
export function interp<const X extends ArrayLike, const F extends ArrayLike>(
  x: X,
  xp: ArrayLike,
  fp: F,
  left?: End | null | InterpOptions,
  options?: InterpOptions,
): Values<AreScalars<X>, Result<F>, ShapeOf<X>>;
export function interp(value: unknown, xp: unknown, fp: unknown, ...rest: unknown[]): unknown {
  const who = 'interp';
  const args =
    rest[0] === null
      ? [undefined, ...rest.slice(1)]
      : rest[0] instanceof Complex
        ? [{ left: rest[0], ...(rest[1] as object) }]
        : rest;
  const options = readOptions(args, ['left', 'right', 'period'], who);
  const a = asNDArray(value, who);
  const xs = asNDArray(xp, who);
  const ys = asNDArray(fp, who);
  if (xs.ndim !== 1 || ys.ndim !== 1 || xs.size !== ys.size) {
    throw new ShapeError(
      `${who}: xp has shape ${shapeText(xs._shape)}, fp ${shapeText(ys._shape)}; both must be 1-D and of one length`,
    );
  }
  if (xs.size === 0) throw new ShapeError(`${who}: there are no points`, 'ERR_VALUE');
  if (isComplex(a._code) || isComplex(xs._code)) throw new DTypeError(`${who}: x and xp must be real`);
  const code = isComplex(ys._code) ? COMPLEX128 : FLOAT64;
  let points = packedRun(xs, FLOAT64, who);
  let values = packedRun(ys, code, who);
  let left = options['left'];
  let right = options['right'];
  let at = flat(a, who);
  const { period } = options as { period?: unknown };
  if (period !== undefined && period !== null) {
    if (typeof period !== 'number' || period === 0 || Number.isNaN(period)) {
      throw new StridedError(
        `${who}: period must be a number other than 0, not ${describe(period)}`,
        'ERR_OPTION',
      );
    }
    const length = Math.abs(period);
    left = undefined;
    right = undefined;
    const around = wrapped(points, values, length, who);
    points = around.x;
    values = around.y;
    const floats = copyArray(at, 'C', who, FLOAT64);
    at = remainder(floats, length, { out: floats });
  }
  const out = newArray(a._shape, code);
  const low = endOf(left, 'left', values, 0, who);
  const high = endOf(right, 'right', values, -1, who);
  slots[SCALARS] = low[0];
  slots[SCALARS + 1] = low[1];
  slots[SCALARS + 2] = high[0];
  slots[SCALARS + 3] = high[1];
  putParameters(at.size, points.size, code === COMPLEX128 ? 1 : 0);
  putElements(0, at);
  putElements(1, points);
  putElements(2, values);
  putRun(3, out, out.itemsize);
  const status = binding.interpolate(
    at._storage.region.handle,
    points._storage.region.handle,
    values._storage.region.handle,
    out._storage.region.handle,
  );
  checkStatus(status, who, [at, points, values]);
  return isItem(value) ? out.item() : out;
}
