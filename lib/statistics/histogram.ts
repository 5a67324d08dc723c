/** Histograms of one variable. */
import { newArray, putRun } from '../call.js';
import { copyArray } from '../convert/copy.js';
import { FLOAT64, INT64, isComplex, realCode } from '../dtype.js';
import { binding } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { divide, subtract } from '../ops/arithmetic.js';
import { booleanOption, readOptions } from '../options.js';
import { sum } from '../reduce/folds.js';
import { imaginaryPart, realPart } from '../shape/parts.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf } from '../types/operands.js';
import { binEdges, readData } from './bin_edges.js';
import { meetingCode, without } from './bins.js';
import { checkStatus, putElements, putParameters } from './runs.js';

/** The rules that choose a number of bins. */
export type BinRule = 'auto' | 'fd' | 'doane' | 'scott' | 'stone' | 'rice' | 'sturges' | 'sqrt';

/** Options of {@link histogramBinEdges}. */
export interface BinEdgesOptions {
  /** The number of bins, the rule that chooses it, or the edges themselves; 10 if not given. */
  bins?: ArrayLike | BinRule | undefined;
  /** Where the first bin begins and the last one ends; the extremes of the data if not given. */
  range?: readonly [number, number] | null | undefined;
  /** How much each element counts; 1 if not given. */
  weights?: ArrayLike | null | undefined;
}

/** Options of {@link histogram}. */
export interface HistogramOptions<
  W extends ArrayLike | null | undefined = ArrayLike | null | undefined,
  P extends boolean | null | undefined = boolean | null | undefined,
> extends BinEdgesOptions {
  weights?: W;
  /** Whether the result is a probability density: its integral over the bins is 1. */
  density?: P;
}

/** `[hist, binEdges]`, by name too. */
export type Histogram<D extends DType> = readonly [
  hist: NDArray<D, [number]>,
  binEdges: NDArray<DType, [number]>,
] & {
  readonly hist: NDArray<D, [number]>;
  readonly binEdges: NDArray<DType, [number]>;
};
type CountDType<W, P> = P extends true ? 'float64' : W extends ArrayLike ? DTypeOf<W> : 'int64';

/**
 * How many elements lie in each bin. Bins hold their lower edge, the last one its upper edge too; what lies outside of all
 * bins, and nan, does not count.
 *
 * Result: the counts, int64 (or the weights' dtype; float64 with `density`), and the edges, one more: float64, or the data's
 * own float dtype. NumPy: `histogram`.
 * @throws StridedError for bins that do not rise, for unknown rules, and for data that are not finite without `range`.
 * @example
 * const [hist, edges] = nd.histogram([1, 2, 1, 4], { bins: [0, 1, 2, 3, 4] });
 * hist.toArray() // [0, 2, 1, 1]
 * nd.histogram([0, 0.1, 0.9, 1], 2, { density: true }).hist.toArray() // [1, 1]
 */
export function histogram<
  const W extends ArrayLike | null | undefined = undefined,
  P extends boolean | null | undefined = undefined,
>(
  a: ArrayLike,
  bins?: ArrayLike | BinRule | HistogramOptions<W, P>,
  options?: HistogramOptions<W, P>,
): Histogram<CountDType<NoInfer<W>, NoInfer<P>>>;
export function histogram(value: unknown, ...rest: unknown[]): unknown {
  const who = 'histogram';
  const options = readOptions(rest, ['bins', 'range', 'density', 'weights'], who);
  const density = options['density'] === null ? false : booleanOption(options, 'density', false, who);
  const data = readData(value, options['weights'], who);
  const edges = binEdges(data, options['bins'] ?? 10, options['range'], who);
  const counts = weighed(data.a, edges, data.weights, who);
  const hist = density ? densities(counts, edges) : counts;
  return Object.freeze(Object.assign([hist, edges], { hist, binEdges: edges }));
}

/** Counts or sums of weights per bin, in the weights' dtype. */
function weighed(a: NDArray, edges: NDArray, weights: NDArray | undefined, who: string): NDArray {
  if (weights === undefined) return binned(a, edges, undefined, who);
  if (!isComplex(weights._code)) {
    const sums = binned(a, edges, weights, who);
    return weights._code === FLOAT64 ? sums : cast(sums, weights._code, who);
  }
  const sums = newArray([edges.size - 1], weights._code);
  using re = binned(a, edges, realPart(weights), who);
  using im = binned(a, edges, imaginaryPart(weights), who);
  realPart(sums).assign(cast(re, realCode(weights._code), who));
  imaginaryPart(sums).assign(cast(im, realCode(weights._code), who));
  return sums;
}

function cast(a: NDArray, code: number, who: string): NDArray {
  if (a._code === code) return a;
  const result = copyArray(a, 'C', who, code);
  a.dispose();
  return result;
}

function binned(a: NDArray, edges: NDArray, weights: NDArray | undefined, who: string): NDArray {
  const bins = Math.max(0, edges.size - 1);
  const out = newArray([bins], weights === undefined ? INT64 : FLOAT64, bins === 0);
  if (bins === 0) return out;
  putParameters(a.size, edges.size, meetingCode(a._code, edges._code), bins);
  putElements(0, a);
  putElements(1, edges);
  putRun(2, out, 8);
  if (weights === undefined) {
    const status = binding.histogram(
      a._storage.region.handle,
      edges._storage.region.handle,
      out._storage.region.handle,
    );
    checkStatus(status, who, [a, edges]);
    return out;
  }
  putElements(3, weights);
  const status = binding.histogram(
    a._storage.region.handle,
    edges._storage.region.handle,
    out._storage.region.handle,
    weights._storage.region.handle,
  );
  checkStatus(status, who, [a, edges, weights]);
  return out;
}

/** Counts over the width of their bin and over all counts. */
function densities(counts: NDArray, edges: NDArray): NDArray {
  using steps = subtract(without(edges, 'first'), without(edges, 'last')) as NDArray;
  using widths = copyArray(steps, 'C', 'histogram', FLOAT64);
  const total = sum(counts) as number;
  const result = divide(counts, widths) as NDArray;
  divide(result, total, { out: result });
  counts.dispose();
  return result;
}

/**
 * The edges that {@link histogram} makes for the data: one more than there are bins.
 *
 * Result: float64, or the data's own float dtype; `bins` itself where it holds edges. NumPy: `histogram_bin_edges`.
 * @throws as {@link histogram}
 * @example
 * nd.histogramBinEdges([0, 0, 0, 1, 2, 3, 3, 4, 5], 5).toArray() // [0, 1, 2, 3, 4, 5]
 * nd.histogramBinEdges(nd.arange(100), 'sturges').size // 9
 */
export function histogramBinEdges(
  a: ArrayLike,
  bins?: ArrayLike | BinRule | BinEdgesOptions,
  options?: BinEdgesOptions,
): NDArray<DType, [number]>;
export function histogramBinEdges(value: unknown, ...rest: unknown[]): NDArray {
  const who = 'histogramBinEdges';
  const options = readOptions(rest, ['bins', 'range', 'weights'], who);
  const data = readData(value, options['weights'], who);
  return binEdges(data, options['bins'] ?? 10, options['range'], who);
}
