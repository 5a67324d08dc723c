/** Grids from ranges: mgrid and ogrid. */
import { copyInto, newArray } from '../call.js';
import { ramp } from '../create/arange.js';
import { linspace } from '../create/spaces.js';
import { describe } from '../describe.js';
import { FLOAT64 } from '../dtype.js';
import { IndexError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { reshapedView } from '../shape/reshape.js';
import { indexTuple } from './index_tuple.js';
import { Slice } from './slice_object.js';

/** A range: `'start:stop:step'` with any numbers, where a step such as `5j` is a number of points, ends included. */
export type GridRange = string | Slice;

/** One array per range; a string may hold several. */
export type OpenGrid<R extends readonly GridRange[]> = R extends readonly [`${string},${string}`]
  ? readonly NDArray<'float64'>[]
  : { readonly [K in keyof R]: NDArray<'float64'> };

function numberOf(text: string, whole: string, who: string): number {
  const value = Number(text);
  if (text !== '' && Number.isFinite(value)) return value;
  throw new IndexError(
    `${who}: ${describe(whole)} is no range; write 'start:stop:step', or 'start:stop:5j' for 5 points`,
  );
}

/** The points of one range, as float64. */
function pointsOf(range: string, who: string): NDArray {
  const parts = range.split(':').map((part) => part.trim());
  if (parts.length < 2 || parts.length > 3 || parts[1] === '') numberOf('', range, who);
  const [first = '', second = '', third = ''] = parts;
  const start = first === '' ? 0 : numberOf(first, range, who);
  const stop = numberOf(second, range, who);
  if (/j$/i.test(third)) {
    const count = Math.trunc(Math.abs(numberOf(third.slice(0, -1), range, who)));
    return linspace(start, stop, count);
  }
  const step = third === '' ? 1 : numberOf(third, range, who);
  if (step === 0) throw new IndexError(`${who}: a step of 0 leads nowhere ('${range}')`);
  return ramp(start, stop, step, FLOAT64, who);
}

function rangesOf(given: readonly unknown[], who: string): NDArray[] {
  const texts: string[] = [];
  for (const range of given) {
    if (typeof range === 'string') texts.push(...range.split(','));
    else if (range instanceof Slice) texts.push(range.toString());
    else throw new IndexError(`${who}: ${describe(range)} is no range; write 'start:stop:step'`);
  }
  if (texts.length === 0) throw new IndexError(`${who}: there is no range`);
  return texts.map((text) => pointsOf(text, who));
}

function opened(points: readonly NDArray[]): NDArray[] {
  return points.map((line, axis) => {
    const shape = new Array<number>(points.length).fill(1);
    shape[axis] = line._size;
    return reshapedView(line, shape);
  });
}

/**
 * The coordinates of a grid of ranges: float64 of shape (ranges, ...lengths), of one range the points alone. A range is
 * written `'start:stop:step'`, one string may hold several; a step such as `5j` is a number of points, ends included.
 * NumPy's `mgrid`, in which the ranges stand in brackets.
 * @throws IndexError for what is no range.
 * @example
 * nd.mgrid('0:2, 0:3').toArray() // [ [ [ 0, 0, 0 ], [ 1, 1, 1 ] ], [ [ 0, 1, 2 ], [ 0, 1, 2 ] ] ]
 * nd.mgrid('-1:1:5j').toArray() // [ -1, -0.5, 0, 0.5, 1 ]
 */
export function mgrid(...ranges: readonly GridRange[]): NDArray<'float64'>;
export function mgrid(...ranges: unknown[]): NDArray {
  const who = 'mgrid';
  const points = rangesOf(ranges, who);
  if (points.length === 1) return points[0] as NDArray;
  const shape = points.map((line) => line._size);
  const all = newArray([points.length, ...shape], FLOAT64);
  const step = all._size === 0 ? 0 : (all._strides[0] as number);
  opened(points).forEach((line, axis) => {
    copyInto(all._view(shape, all._strides.slice(1), axis * step), line, who);
  });
  return all;
}

/**
 * As `mgrid`, open: a list of one array per range, of length 1 along all axes but its own.
 * NumPy's `ogrid`.
 * @throws IndexError for what is no range.
 * @example
 * const [y, x] = nd.ogrid('0:2', '0:3');
 * y.add(x).toArray() // [ [ 0, 1, 2 ], [ 1, 2, 3 ] ]
 */
export function ogrid<const R extends readonly GridRange[]>(...ranges: R): OpenGrid<R>;
export function ogrid(...ranges: unknown[]): unknown {
  return indexTuple(opened(rangesOf(ranges, 'ogrid')));
}
