/** The edges of a histogram's bins, from a number, a rule or a list. */
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { linspace } from '../create/spaces.js';
import { describe } from '../describe.js';
import { BOOL, dtypeName, FLOAT16, FLOAT64, isComplex, isFloat, isInteger, UINT8 } from '../dtype.js';
import { writeElement } from '../element.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { greaterEqual, less } from '../ops/comparison.js';
import { any, max, min } from '../reduce/folds.js';
import { sameShape } from '../shape/layout.js';
import { binWidth, isBinRule } from './bin_rules.js';
import { isAscending, without } from './bins.js';
import { roundedTo } from './quotients.js';
import { flat } from './runs.js';
import { between } from './trimming.js';

/** The data and the weights of a histogram, 1-D. */
export interface HistogramData {
  readonly a: NDArray;
  readonly weights: NDArray | undefined;
}

export function readData(value: unknown, given: unknown, who: string): HistogramData {
  const data = asNDArray(value, who);
  if (isComplex(data._code)) {
    throw new DTypeError(`${who}: complex numbers have no order; take their real parts or abs`);
  }
  const a = data._code === BOOL ? copyArray(data, 'C', who, UINT8) : data;
  if (given === undefined || given === null) return { a: flat(a, who), weights: undefined };
  const weights = asNDArray(given, who);
  if (!sameShape(weights._shape, data._shape)) {
    throw new ShapeError(
      `${who}: weights have shape ${shapeText(weights._shape)}, the data ${shapeText(data._shape)}; give each value one`,
    );
  }
  return { a: flat(a, who), weights: flat(weights, who) };
}

/** The ends of the bins: those asked for, or the extremes of the data. */
export function outerEdges(a: NDArray, range: unknown, who: string): readonly [number, number] {
  let first = 0;
  let last = 1;
  if (range !== undefined && range !== null) {
    const ends = asNDArray(range, who);
    if (ends.size !== 2 || ends.ndim !== 1) {
      throw new StridedError(`${who}: range must be [first, last], not ${describe(range)}`, 'ERR_OPTION');
    }
    first = Number(ends.item(0));
    last = Number(ends.item(1));
    if (first > last) {
      throw new StridedError(`${who}: range must rise, but ${first} is above ${last}`, 'ERR_VALUE');
    }
    if (!Number.isFinite(first) || !Number.isFinite(last)) {
      throw new StridedError(`${who}: range must be finite, not [${first}, ${last}]`, 'ERR_VALUE');
    }
  } else if (a.size > 0) {
    first = Number(min(a, { bigint: true }));
    last = Number(max(a, { bigint: true }));
    if (!Number.isFinite(first) || !Number.isFinite(last)) {
      throw new StridedError(
        `${who}: the data reach from ${first} to ${last}; give a finite { range }, or leave out what is not finite`,
        'ERR_VALUE',
      );
    }
  }
  if (first !== last) return [first, last];
  const code = range === undefined || range === null ? a._code : FLOAT64;
  return [roundedTo(code, first - 0.5), roundedTo(code, last + 0.5)];
}

/** Edges evenly apart, in the dtype that NumPy computes them in. */
export function evenEdges(
  a: NDArray,
  ends: readonly [number, number],
  count: number,
  fromData: boolean,
  who: string,
): NDArray {
  const code = isFloat(a._code) ? a._code : FLOAT64;
  const dtype = dtypeName(code);
  const end = (value: number): number | NDArray => {
    if (!fromData || code === FLOAT64) return value;
    const scalar = newArray([], code);
    writeElement(scalar._storage.region.view, scalar._storage.start, code, value, who);
    return scalar;
  };
  const edges = linspace(end(ends[0]), end(ends[1]), { num: count + 1, dtype }) as NDArray;
  using low = greaterEqual(without(edges, 'last'), without(edges, 'first')) as NDArray;
  if (any(low)) {
    throw new StridedError(
      `${who}: ${count} bins from ${ends[0]} to ${ends[1]} would be too narrow for ${dtype}; ask for fewer`,
      'ERR_VALUE',
    );
  }
  return edges;
}

/** The edges that `bins` and `range` ask for. */
export function binEdges(data: HistogramData, bins: unknown, range: unknown, who: string): NDArray {
  const { a, weights } = data;
  const fromData = (range === undefined || range === null) && a.size > 0;
  if (typeof bins === 'string') {
    if (!isBinRule(bins)) {
      throw new StridedError(
        `${who}: '${bins}' is no rule for bins; the rules are auto, fd, doane, scott, stone, rice, sturges, sqrt`,
        'ERR_OPTION',
      );
    }
    if (weights !== undefined) {
      throw new StridedError(
        `${who}: rules for bins do not know weights; give the number of bins`,
        'ERR_OPTION',
      );
    }
    const ends = outerEdges(a, range, who);
    const inside = fromData ? a : between(a, ends);
    return evenEdges(a, ends, binCount(inside, bins, ends), fromData, who);
  }
  if (typeof bins === 'number' || typeof bins === 'bigint') {
    const count = Number(bins);
    if (!Number.isInteger(count) || count < 1) {
      throw new StridedError(`${who}: bins must be 1 or more, a whole number, not ${bins}`, 'ERR_OPTION');
    }
    return evenEdges(a, outerEdges(a, range, who), count, fromData, who);
  }
  const edges = asNDArray(bins, who);
  if (edges.ndim !== 1) {
    throw new ShapeError(`${who}: bins must be 1-D, not of shape ${shapeText(edges._shape)}`);
  }
  if (isComplex(edges._code)) throw new DTypeError(`${who}: complex bins have no order`);
  if (falls(edges)) {
    throw new StridedError(`${who}: bins must rise throughout; sort them`, 'ERR_VALUE');
  }
  return edges;
}

/** nan neither rises nor falls. */
export function falls(edges: NDArray): boolean {
  if (edges.size < 2 || isAscending(edges)) return false;
  using down = less(without(edges, 'first'), without(edges, 'last')) as NDArray;
  return any(down) as boolean;
}

function binCount(a: NDArray, rule: string, ends: readonly [number, number]): number {
  if (a.size === 0) return 1;
  let width = binWidth(a, rule, ends);
  if (width === 0) return 1;
  if (isInteger(a._code) && width < 1) width = 1;
  const code = a._code >= FLOAT16 ? a._code : FLOAT64;
  return Math.ceil(roundedTo(code, roundedTo(code, ends[1] - ends[0]) / width));
}
