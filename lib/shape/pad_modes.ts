/** What the modes of `pad` write at the two ends of one axis of an array whose middle is there. */
import { copyInto } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { fillItem } from '../convert/copy.js';
import { linspace } from '../create/spaces.js';
import { isInteger } from '../dtype.js';
import type { Item } from '../element.js';
import { ShapeError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { multiply, subtract } from '../ops/arithmetic.js';
import { rint } from '../ops/rounding.js';
import { amax, amin, mean } from '../reduce/folds.js';
import { median } from '../statistics/median.js';
import { axisRange } from './axis_range.js';
import type { Pair } from './pad_widths.js';

const who = 'pad';

/** Both pads of an axis, and its middle, as places. */
interface Ends {
  readonly left: number;
  readonly right: number;
  /** The length of the whole axis. */
  readonly length: number;
}

function endsOf(padded: NDArray, axis: number, [left, right]: Pair<number>): Ends {
  return { left, right, length: padded._shape[axis] as number };
}

/** Copies, stretched along the axis, into a part of it. */
function put(padded: NDArray, axis: number, from: number, length: number, values: NDArray): void {
  if (length > 0) copyInto(axisRange(padded, axis, from, length), values, who);
}

export function padConstant(padded: NDArray, axis: number, widths: Pair<number>, values: Pair<Item>): void {
  const { left, right, length } = endsOf(padded, axis, widths);
  if (left > 0) fillItem(axisRange(padded, axis, 0, left), values[0], who);
  if (right > 0) fillItem(axisRange(padded, axis, length - right, right), values[1], who);
}

export function padEdge(padded: NDArray, axis: number, widths: Pair<number>): void {
  const { left, right, length } = endsOf(padded, axis, widths);
  put(padded, axis, 0, left, axisRange(padded, axis, left, 1));
  put(padded, axis, length - right, right, axisRange(padded, axis, length - right - 1, 1));
}

/** From the end values, as plain numbers or as arrays of their own dtype, to the edges in equal steps. */
export function padRamp(
  padded: NDArray,
  axis: number,
  widths: Pair<number>,
  values: Pair<Item>,
  isWeak: boolean,
): void {
  const { left, right, length } = endsOf(padded, axis, widths);
  const ramp = (end: Item, edge: number, count: number): NDArray => {
    const start = isWeak ? end : asNDArray(end, who);
    const line = axisRange(padded, axis, edge, 1);
    const shape = line._shape.filter((_, i) => i !== axis);
    const strides = line._strides.filter((_, i) => i !== axis);
    const stop = line._view(shape, strides, line._offset);
    return linspace(start as never, stop, {
      num: count,
      endpoint: false,
      dtype: padded.dtype,
      axis,
    } as never) as NDArray;
  };
  if (left > 0) {
    using values0 = ramp(values[0], left, left);
    put(padded, axis, 0, left, values0);
  }
  if (right > 0) {
    using values1 = ramp(values[1], length - right - 1, right);
    put(padded, axis, length - right, right, axisRange(values1, axis, right - 1, right, -1));
  }
}

/** What the statistical modes take from the elements next to an end. */
export type Statistic = 'maximum' | 'minimum' | 'mean' | 'median';

function statistic(kind: Statistic, a: NDArray, axis: number): NDArray {
  const options = { axis, keepdims: true } as const;
  switch (kind) {
    case 'maximum':
      return amax(a, options) as NDArray;
    case 'minimum':
      return amin(a, options) as NDArray;
    case 'mean':
      return mean(a, options) as NDArray;
    case 'median':
      return median(a, options) as NDArray;
  }
}

/** Of no elements there is a mean (nan), but no extreme. */
export function checkStatLength([before, after]: Pair<number>, kind: Statistic): void {
  if ((before === 0 || after === 0) && (kind === 'maximum' || kind === 'minimum')) {
    throw new ShapeError(`${who}: a statLength of 0 leaves nothing to take the ${kind} of`);
  }
}

export function padStatistic(
  padded: NDArray,
  axis: number,
  widths: Pair<number>,
  lengths: Pair<number> | undefined,
  kind: Statistic,
): void {
  const { left, right, length } = endsOf(padded, axis, widths);
  const most = length - left - right;
  const [before, after] = (lengths ?? [most, most]).map((each) => Math.min(each, most)) as [number, number];
  checkStatLength([before, after], kind);
  const value = (from: number, count: number): NDArray => {
    const found = statistic(kind, axisRange(padded, axis, from, count), axis);
    return isInteger(padded._code) && found._code !== padded._code ? (rint(found) as NDArray) : found;
  };
  using first = value(left, before);
  const isSame = before === after && before === most;
  const second = isSame ? first : value(length - right - after, after);
  put(padded, axis, 0, left, first);
  put(padded, axis, length - right, right, second);
  if (!isSame) second.dispose();
}

/** 2 · edge − chunk: the mirror image through the edge's value. */
function odd(padded: NDArray, axis: number, edge: number, chunk: NDArray): NDArray {
  using twice = multiply(axisRange(padded, axis, edge, 1), 2) as NDArray;
  return subtract(twice, chunk) as NDArray;
}

/** Mirrors the middle, over and over where the pads are longer; `period` is the middle's own length. */
export function padReflect(
  padded: NDArray,
  axis: number,
  widths: Pair<number>,
  period: number,
  withEdge: boolean,
  isOdd: boolean,
): void {
  let { left, right } = endsOf(padded, axis, widths);
  const { length } = endsOf(padded, axis, widths);
  const edge = withEdge ? 1 : 0;
  while (left > 0 || right > 0) {
    // Whole periods only, so that what is mirrored again continues the pattern.
    const there = length - right - left;
    const whole = withEdge
      ? Math.floor(there / period) * period
      : Math.floor((there - 1) / (period - 1)) * (period - 1);
    if (left > 0) {
      const count = Math.min(whole, left);
      const chunk = axisRange(padded, axis, left - edge + count, count, -1);
      const values = isOdd ? odd(padded, axis, left, chunk) : chunk;
      put(padded, axis, left - count, count, values);
      if (values !== chunk) values.dispose();
      left -= count;
    }
    if (right > 0) {
      const count = Math.min(whole, right);
      const chunk = axisRange(padded, axis, length - right + edge - 2, count, -1);
      const values = isOdd ? odd(padded, axis, length - right - 1, chunk) : chunk;
      put(padded, axis, length - right, count, values);
      if (values !== chunk) values.dispose();
      right -= count;
    }
  }
}

/** Repeats the middle, over and over where the pads are longer. */
export function padWrap(padded: NDArray, axis: number, widths: Pair<number>): void {
  let { left, right } = endsOf(padded, axis, widths);
  const { length } = endsOf(padded, axis, widths);
  const original = length - left - right;
  while (left > 0 || right > 0) {
    const period = Math.floor((length - right - left) / original) * original;
    const before = Math.min(period, left);
    const after = Math.min(period, right);
    put(padded, axis, left - before, before, axisRange(padded, axis, left + period - before, before));
    put(padded, axis, length - right, after, axisRange(padded, axis, length - right - period, after));
    left -= before;
    right -= after;
  }
}
