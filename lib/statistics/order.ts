/** Order statistics along axes: what median, quantile and percentile are made from. */
import { newArray, putRun } from '../call.js';
import { copyArray } from '../convert/copy.js';
import { BOOL, FLOAT64, isComplex } from '../dtype.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import { binding, PARAMETERS, Status, slots } from '../native.js';
import { NDArray } from '../ndarray.js';
import { stretched } from '../shape/broadcast_to.js';
import { sameShape } from '../shape/layout.js';
import { reshapedView } from '../shape/reshape.js';
import { transpose } from '../shape/transpose.js';
import { checkStatus, isPackedArray } from './runs.js';

/** In the order of native/loops/order_statistics.h. */
export const quantileMethods = [
  'inverted_cdf',
  'averaged_inverted_cdf',
  'closest_observation',
  'interpolated_inverted_cdf',
  'hazen',
  'weibull',
  'linear',
  'median_unbiased',
  'normal_unbiased',
  'lower',
  'higher',
  'midpoint',
  'nearest',
] as const;
const MEDIAN = quantileMethods.length;

/** Which axes go, and what is left. */
export interface Lanes {
  /** The elements, those of one result beside each other. */
  readonly data: NDArray;
  /** The shape of the results, reduced axes gone. */
  readonly kept: readonly number[];
  /** How many results, and elements for each. */
  readonly count: number;
  readonly length: number;
}

/** The array with the reduced axes last, contiguous: a copy where it does not lie so. */
export function lanesOf(a: NDArray, axes: readonly number[] | null, who: string, code = a._code): Lanes {
  a._alive(who);
  const order = Array.from({ length: a.ndim }, (_, axis) => axis);
  const keptAxes = axes === null ? [] : order.filter((axis) => !axes.includes(axis));
  const kept = keptAxes.map((axis) => a._shape[axis] as number);
  const reduced = order.filter((axis) => !keptAxes.includes(axis));
  const moved = axes === null ? a : (transpose(a, [...keptAxes, ...reduced]) as NDArray);
  const isPacked = a._code === code && isPackedArray(moved);
  const data = isPacked ? moved : copyArray(moved, 'C', who, code);
  const count = kept.reduce((n, length) => n * length, 1);
  return { data, kept, count, length: count === 0 ? 0 : a.size / count };
}

/** Frees the copy, if one was made. */
export function releaseLanes(lanes: Lanes, a: NDArray): void {
  if (lanes.data._storage !== a._storage) lanes.data.dispose();
}

/** The elements around each quantile, of shape [2, q, ...kept] (low and high), and what else is known of them. */
export interface Neighbours {
  readonly both: NDArray;
  /** How far from low to high: [q], with skipped nan [q, ...kept]. */
  readonly gamma: NDArray;
  /** Results that nan in the data makes nan. */
  readonly blank: NDArray;
}

/** Finds the elements around the quantiles `q` (1-D float64) of each lane; lanes have elements. */
export function neighbours(
  lanes: Lanes,
  q: NDArray | null,
  method: number,
  skipNan: boolean,
  weights: NDArray | undefined,
  who: string,
): Neighbours {
  const { data, kept } = lanes;
  const levels = q ?? halfway();
  const both = newArray([2, levels.size, ...kept], data._code);
  const gamma = newArray(skipNan ? [levels.size, ...kept] : [levels.size], FLOAT64);
  const blank = newArray(kept, BOOL);
  slots[PARAMETERS] = data.size;
  slots[PARAMETERS + 1] = lanes.count;
  slots[PARAMETERS + 2] = levels.size;
  slots[PARAMETERS + 3] = both.size;
  slots[PARAMETERS + 4] = gamma.size;
  slots[PARAMETERS + 5] = q === null ? MEDIAN : method;
  slots[PARAMETERS + 6] = skipNan ? 1 : 0;
  putRun(0, data, data.itemsize);
  putRun(1, levels, 8);
  putRun(2, both, both.itemsize);
  putRun(3, gamma, 8);
  putRun(4, blank, 1);
  let status: number | undefined;
  if (weights === undefined) {
    status = binding.orderStatistics(
      data._storage.region.handle,
      levels._storage.region.handle,
      both._storage.region.handle,
      gamma._storage.region.handle,
      blank._storage.region.handle,
    );
  } else {
    slots[PARAMETERS + 7] = weights._storage.start + weights._offset;
    status = binding.orderStatistics(
      data._storage.region.handle,
      levels._storage.region.handle,
      both._storage.region.handle,
      gamma._storage.region.handle,
      blank._storage.region.handle,
      weights._storage.region.handle,
    );
  }
  if (status === Status.invalidSize) {
    throw new StridedError(`${who}: the weights hold nan or infinity, or sum to 0`, 'ERR_VALUE');
  }
  checkStatus(status, who, [data, levels]);
  return { both, gamma, blank };
}

/** The median's level; its method looks at no other. */
function halfway(): NDArray {
  const q = newArray([1], FLOAT64);
  q._storage.region.view.setFloat64(q._storage.start, 0.5, true);
  return q;
}

/** Low or high elements: [q, ...kept]. */
export function side(both: NDArray, which: 0 | 1): NDArray {
  return both._view(
    both._shape.slice(1),
    both._strides.slice(1),
    both._offset + which * (both._strides[0] as number),
  );
}

/** Weights per element in the lanes' order: float64, contiguous. */
export function weightLanes(weights: NDArray, axes: readonly number[] | null, who: string): NDArray {
  if (isComplex(weights._code)) throw new StridedError(`${who}: weights must be real`, 'ERR_VALUE');
  return lanesOf(weights, axes, who, FLOAT64).data;
}

/** The result with the reduced axes back, of length 1, behind `leading` axes of quantiles. */
export function withKeptAxes(
  result: NDArray,
  a: NDArray,
  axes: readonly number[] | null,
  leading: number,
): NDArray {
  const shape = a._shape.map((length, axis) => (axes === null || axes.includes(axis) ? 1 : length));
  return reshapedView(result, [...result._shape.slice(0, leading), ...shape]);
}

/** An `out` of the result's shape. */
export function readOut(out: unknown, shape: readonly number[], who: string): NDArray | undefined {
  if (out === undefined || out === null) return undefined;
  if (!(out instanceof NDArray)) {
    throw new StridedError(
      `${who}: out must be an NDArray; wrap a TypedArray with nd.asarray`,
      'ERR_ARGUMENT',
    );
  }
  out._alive(who);
  out._writeable(who);
  if (!sameShape(out._shape, shape)) {
    throw new ShapeError(
      `${who}: out has shape ${shapeText(out._shape)}, the result ${shapeText(shape)}; give out that shape`,
    );
  }
  return out;
}

/** A mask over results, broadcast to them. */
export function blankOf(blank: NDArray, result: NDArray): NDArray {
  return sameShape(blank._shape, result._shape) ? blank : stretched(blank, result._shape);
}
