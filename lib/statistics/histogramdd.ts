/** Histograms of several variables. */
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { linspace } from '../create/spaces.js';
import { describe } from '../describe.js';
import { FLOAT64, INT64, isComplex } from '../dtype.js';
import { isItem } from '../element.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { add, divide, multiply, subtract } from '../ops/arithmetic.js';
import { equal } from '../ops/comparison.js';
import { booleanOption, type Options, readOptions } from '../options.js';
import { sum } from '../reduce/folds.js';
import { reshapedView } from '../shape/reshape.js';
import type { AnyDType } from '../types/dtypes.js';
import type { ArrayLike } from '../types/operands.js';
import type { AnyShape } from '../types/shapes.js';
import { falls, outerEdges } from './bin_edges.js';
import { counted, locate, without } from './bins.js';

type Range = readonly [number, number] | null | undefined;

/** Options of {@link histogramdd}. */
export interface HistogramddOptions {
  /** The number of bins of all variables, or a list with a number or the edges for each; 10 if not given. */
  bins?: number | readonly ArrayLike[] | NDArray | undefined;
  /** Per variable where the first bin begins and the last one ends; the extremes of the data if not given. */
  range?: readonly Range[] | null | undefined;
  /** Whether the result is a probability density: its integral over the bins is 1. */
  density?: boolean | null | undefined;
  /** How much each observation counts; 1 if not given. */
  weights?: ArrayLike | null | undefined;
}

/** Options of {@link histogram2d}: `bins` may be edges for both variables too. */
export interface Histogram2dOptions extends Omit<HistogramddOptions, 'bins'> {
  bins?: ArrayLike | readonly [ArrayLike, ArrayLike] | undefined;
}

type Counts = NDArray<'float64', AnyShape>;
/** `[hist, edges]`, by name too. */
export type Histogramdd = readonly [hist: Counts, edges: readonly NDArray[]] & {
  readonly hist: Counts;
  readonly edges: readonly NDArray[];
};
/** `[hist, xedges, yedges]`, by name too. */
export type Histogram2d = readonly [
  hist: NDArray<'float64', [number, number]>,
  xedges: NDArray<AnyDType, [number]>,
  yedges: NDArray<AnyDType, [number]>,
] & {
  readonly hist: NDArray<'float64', [number, number]>;
  readonly xedges: NDArray<AnyDType, [number]>;
  readonly yedges: NDArray<AnyDType, [number]>;
};

/** One 1-D array per variable. */
function readSample(value: unknown, who: string): NDArray[] {
  if (Array.isArray(value) && value.length > 0 && !value.some(isItem)) {
    // A list holds the variables themselves, an array observations as rows.
    const list = value.map((entry) => asNDArray(entry, who));
    for (const entry of list) {
      if (entry.ndim !== 1 || entry.size !== list[0]?.size) {
        throw new ShapeError(
          `${who}: the variables have shapes ${list.map((one) => shapeText(one._shape)).join(', ')}; they must be 1-D and of one length`,
        );
      }
    }
    return list;
  }
  const a = asNDArray(value, who);
  a._alive(who);
  if (a.ndim !== 2) {
    if (a.ndim > 2) {
      throw new ShapeError(
        `${who}: the sample has shape ${shapeText(a._shape)}; observations are rows of a matrix`,
      );
    }
    return [a.ndim === 1 ? a : a._view([1], [a.itemsize], a._offset)];
  }
  const [rows, columns] = a._shape as readonly [number, number];
  const [step, next] = a._strides as readonly [number, number];
  return Array.from({ length: columns }, (_, i) => a._view([rows], [step], a._offset + i * next));
}

function edgesOf(a: NDArray, bins: unknown, range: unknown, which: number, who: string): NDArray {
  if (typeof bins === 'number' || typeof bins === 'bigint') {
    const count = Number(bins);
    if (!Number.isInteger(count) || count < 1) {
      throw new StridedError(
        `${who}: bins[${which}] must be 1 or more, a whole number, not ${bins}`,
        'ERR_OPTION',
      );
    }
    const [first, last] = outerEdges(a, range, who);
    return linspace(first, last, count + 1) as NDArray;
  }
  const edges = asNDArray(bins, who);
  if (edges.ndim === 0) return edgesOf(a, edges.item(), range, which, who);
  if (edges.ndim !== 1) {
    throw new ShapeError(
      `${who}: bins[${which}] has shape ${shapeText(edges._shape)}; give a number or a 1-D list`,
    );
  }
  if (falls(edges))
    throw new StridedError(`${who}: bins[${which}] must rise throughout; sort them`, 'ERR_VALUE');
  return edges;
}

function binsPerVariable(bins: unknown, count: number, who: string): readonly unknown[] {
  if (bins === undefined) return new Array<number>(count).fill(10);
  if (typeof bins === 'number' || typeof bins === 'bigint') return new Array<unknown>(count).fill(bins);
  const list = Array.isArray(bins) ? bins : [...asNDArray(bins, who)];
  if (list.length !== count) {
    throw new ShapeError(`${who}: bins are given for ${list.length} variables, the sample has ${count}`);
  }
  return list;
}

function dense(value: unknown, options: Options, who: string): Histogramdd {
  const sample = readSample(value, who);
  const bins = binsPerVariable(options['bins'], sample.length, who);
  const ranges = options['range'] ?? undefined;
  if (ranges !== undefined && (!Array.isArray(ranges) || ranges.length !== sample.length)) {
    throw new ShapeError(
      `${who}: range must be a list of ${sample.length}, one entry per variable, not ${describe(ranges)}`,
    );
  }
  const density = options['density'] === null ? false : booleanOption(options, 'density', false, who);
  const n = sample[0]?.size ?? 0;
  let places: NDArray | undefined;
  const edges = sample.map((a, i) => {
    if (isComplex(a._code)) throw new DTypeError(`${who}: complex numbers have no order; take their parts`);
    const own = edgesOf(a, bins[i], (ranges as unknown[] | undefined)?.[i], i, who);
    // 0 and the last place are outside; the last bin holds its upper edge.
    const found = locate(a, own, true, false, [n], who);
    using isLast = equal(a, own.at(-1) as number) as NDArray;
    subtract(found, isLast, { out: found });
    if (places === undefined) {
      places = found;
    } else {
      multiply(places, own.size + 1, { out: places });
      add(places, found, { out: places });
      found.dispose();
    }
    return own;
  });
  const lengths = edges.map((own) => own.size + 1);
  const cells = lengths.reduce((product, length) => product * length, 1);
  const given = options['weights'] ?? undefined;
  const weights = given === undefined ? undefined : asNDArray(given, who);
  const all = counted(places ?? newArray([0], INT64), weights, cells, who);
  places?.dispose();
  const whole = reshapedView(all, lengths);
  const core = whole._view(
    lengths.map((length) => Math.max(0, length - 2)),
    whole._strides,
    whole._offset + whole._strides.reduce((at, step) => at + step, 0),
  );
  const hist = copyArray(core, 'C', who, FLOAT64);
  all.dispose();
  if (density) {
    const total = sum(hist) as number;
    edges.forEach((own, i) => {
      using widths = subtract(without(own, 'first'), without(own, 'last')) as NDArray;
      const along = lengths.map((_, axis) => (axis === i ? widths.size : 1));
      divide(hist, reshapedView(widths, along), { out: hist });
    });
    divide(hist, total, { out: hist });
  }
  const list: readonly NDArray[] = Object.freeze(edges);
  return Object.freeze(Object.assign([hist, list], { hist, edges: list })) as unknown as Histogramdd;
}

const names = ['bins', 'range', 'density', 'weights'];

/**
 * How many observations of several variables lie in each cell of a grid. An array holds observations as rows, a list one 1-D
 * array per variable.
 *
 * Result: the counts, float64, with an axis per variable, and the list of edges. NumPy: `histogramdd`.
 * @throws ShapeError for bins or ranges of another number of variables; StridedError for bins that do not rise.
 * @example
 * const { hist, edges } = nd.histogramdd([[0, 1, 1], [0, 0, 1]], 2);
 * hist.toArray() // [[1, 0], [1, 1]]
 * edges.length // 2
 */
export function histogramdd(
  sample: ArrayLike,
  bins?: number | readonly ArrayLike[] | HistogramddOptions,
  options?: HistogramddOptions,
): Histogramdd;
export function histogramdd(sample: unknown, ...rest: unknown[]): Histogramdd {
  return dense(sample, readOptions(rest, names, 'histogramdd'), 'histogramdd');
}

/**
 * How many pairs `(x[i], y[i])` lie in each cell of a grid; along the first axis of the result goes `x`.
 *
 * Result: the counts, float64, and the edges of both. NumPy: `histogram2d`.
 * @throws as {@link histogramdd}
 * @example
 * nd.histogram2d([0, 1, 1], [0, 0, 1], 2).hist.toArray() // [[1, 0], [1, 1]]
 */
export function histogram2d(
  x: ArrayLike,
  y: ArrayLike,
  bins?: ArrayLike | Histogram2dOptions,
  options?: Histogram2dOptions,
): Histogram2d;
export function histogram2d(x: unknown, y: unknown, ...rest: unknown[]): Histogram2d {
  const who = 'histogram2d';
  const options = readOptions(rest, names, who);
  const pair = [asNDArray(x, who), asNDArray(y, who)] as const;
  for (const a of pair) {
    if (a.ndim !== 1)
      throw new ShapeError(`${who}: x and y must be 1-D, not of shape ${shapeText(a._shape)}`);
  }
  const { bins } = options;
  // A list of other than two entries holds edges for both.
  const isScalar = bins === undefined || typeof bins === 'number' || typeof bins === 'bigint';
  const isPair = isScalar || (Array.isArray(bins) ? bins.length : asNDArray(bins, who).size) === 2;
  const own = isPair ? bins : [bins, bins];
  const { hist, edges } = dense(pair, { ...options, bins: own }, who);
  const [xedges, yedges] = edges as readonly [NDArray, NDArray];
  return Object.freeze(
    Object.assign([hist, xedges, yedges], { hist, xedges, yedges }),
  ) as unknown as Histogram2d;
}
