/** What statistics refuse, and how: typed errors that name the function. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

const a = nd.arange(6).reshape(2, 3);
const pair = nd.array([new nd.Complex(1, 2), new nd.Complex(0, 1)]);
// biome-ignore lint/suspicious/noExplicitAny: wrong calls are not typed
type Loose = Record<string, (...args: any[]) => unknown>;
const f = nd as unknown as Loose;

/** The call, the error's class and a part of its message. */
const wrong: readonly (readonly [name: string, args: readonly unknown[], type: string, part: string])[] = [
  ['nansum', [a, 5], 'AxisError', 'nansum: axis 5'],
  ['nansum', [a, { axes: 0 }], 'StridedError', "unknown option 'axes'"],
  ['nanmean', [a.astype('float32'), { dtype: 'int32' }], 'DTypeError', 'nanmean'],
  ['nanvar', [a, { out: nd.zeros([], 'int32') }], 'DTypeError', 'nanvar'],
  ['nanmax', [nd.zeros([0])], 'ShapeError', 'nanmax'],
  ['nanargmax', [[Number.NaN]], 'ShapeError', 'nothing but nan'],
  ['nanargmin', [a, [0, 1]], 'AxisError', 'argmin'],
  ['ptp', [[true]], 'DTypeError', 'ptp'],
  ['ptp', [nd.zeros([0])], 'ShapeError', ''],
  ['countNonzero', [a, { where: true }], 'StridedError', 'countNonzero'],
  ['average', [a, { weights: [1, 2] }], 'StridedError', 'name the axis'],
  ['average', [a, 0, { weights: [1, -1] }], 'ShapeError', 'sum to 0'],
  ['average', [a, 0, { weights: [1, 2, 3] }], 'ShapeError', 'do not fit'],
  ['std', [a, { ddof: 1, correction: 1 }], 'StridedError', 'std'],
  ['std', [a, { axis: 0, mean: nd.zeros([2, 2]) }], 'ShapeError', 'do not broadcast'],
  ['var', [a, { axis: 0, mean: nd.zeros([4, 2, 3]) }], 'ShapeError', 'var: mean has shape'],
  ['median', [a, 2], 'AxisError', 'median'],
  ['median', [a, { out: nd.zeros([3]) }], 'ShapeError', 'median: out'],
  ['quantile', [a], 'StridedError', 'q is missing'],
  ['quantile', [a, 50], 'StridedError', 'percentile'],
  ['percentile', [a, 101], 'StridedError', '[0, 100]'],
  ['percentile', [a, Number.NaN], 'StridedError', '[0, 100]'],
  ['quantile', [pair, 0.5], 'DTypeError', 'complex'],
  ['quantile', [a, 0.5, { method: 'best' }], 'StridedError', 'the methods are'],
  ['quantile', [a, 0.5, { weights: a }], 'StridedError', 'inverted_cdf'],
  ['quantile', [a, 0.5, { weights: a.neg(), method: 'inverted_cdf' }], 'StridedError', 'negative'],
  ['quantile', [[1, 2], 0.5, { weights: [0, 0], method: 'inverted_cdf' }], 'StridedError', 'sum to 0'],
  ['quantile', [nd.zeros([0]), 0.5], 'ShapeError', 'no elements'],
  ['nanquantile', [[true, false], 0.5], 'DTypeError', 'bools'],
  ['histogram', [pair], 'DTypeError', 'complex'],
  ['histogram', [[1, Number.NaN]], 'StridedError', 'finite'],
  ['histogram', [a, 0], 'StridedError', 'bins must be 1 or more'],
  ['histogram', [a, 'best'], 'StridedError', 'the rules are'],
  ['histogram', [a, [3, 2, 1]], 'StridedError', 'rise'],
  ['histogram', [a, { range: [2, 1] }], 'StridedError', 'range'],
  ['histogram', [a, { range: [0, Number.POSITIVE_INFINITY] }], 'StridedError', 'finite'],
  ['histogram', [a, { weights: [1, 2] }], 'ShapeError', 'weights'],
  ['histogram', [a, 'auto', { weights: a }], 'StridedError', 'weights'],
  ['histogramBinEdges', [a, nd.zeros([2, 2])], 'ShapeError', '1-D'],
  ['histogram2d', [[1, 2], [1]], 'ShapeError', ''],
  ['histogramdd', [a, [2, 2]], 'ShapeError', 'variables'],
  ['histogramdd', [a, { range: [[0, 1]] }], 'ShapeError', 'range'],
  ['bincount', [[0.5]], 'IndexError', 'whole'],
  ['bincount', [[-1]], 'IndexError', 'negative'],
  ['bincount', [a], 'ShapeError', '1-D'],
  ['bincount', [[1], { minlength: -1 }], 'StridedError', 'minlength'],
  ['bincount', [[1], [1, 2]], 'ShapeError', 'weights'],
  ['digitize', [a, [1, 3, 2]], 'ShapeError', 'rise or fall'],
  ['digitize', [pair, [1]], 'DTypeError', 'complex'],
  ['interp', [1, [], []], 'ShapeError', 'no points'],
  ['interp', [1, [1, 2], [1]], 'ShapeError', 'one length'],
  ['interp', [1, [1, 2], [1, 2], { period: 0 }], 'StridedError', 'period'],
  ['interp', [1, [1, 2], [1, 2], { left: 'a' }], 'StridedError', 'left'],
  ['cov', [nd.zeros([2, 2, 2])], 'ShapeError', 'cov'],
  ['cov', [a, { ddof: 0.5 }], 'StridedError', 'ddof'],
  ['cov', [a, { fweights: [1, 2] }], 'ShapeError', 'fweights'],
  ['cov', [a, { fweights: [1, 2, 0.5] }], 'DTypeError', 'aweights'],
  ['cov', [a, { aweights: [1, -2, 1] }], 'StridedError', 'negative'],
  ['cov', [a, [1, 2]], 'ShapeError', 'observations'],
  ['cov', [a, { dtype: 'int32' }], 'DTypeError', 'dtype'],
  ['corrcoef', [a, { bias: true }], 'StridedError', "unknown option 'bias'"],
  ['convolve', [[], [1]], 'ShapeError', 'no elements'],
  ['convolve', [a, [1]], 'ShapeError', '1-D'],
  ['correlate', [[1], [1], 'whole'], 'StridedError', "'full', 'same' or 'valid'"],
  ['convolve', [[1]], 'StridedError', 'v is missing'],
  ['i0', [pair], 'DTypeError', 'complex'],
  ['unwrap', [pair], 'DTypeError', 'complex'],
  ['unwrap', [nd.array([1, 2], 'int32'), { period: 2.5 }], 'DTypeError', 'astype'],
  ['unwrap', [[1, 2], { period: 'a' }], 'StridedError', 'period'],
  ['hanning', ['a'], 'StridedError', 'hanning'],
  ['kaiser', [3], 'StridedError', 'kaiser'],
  ['packbits', [[0.5]], 'DTypeError', 'packbits'],
  ['packbits', [[true], { bitorder: 'middle' }], 'StridedError', 'bitorder'],
  ['unpackbits', [[1]], 'DTypeError', 'uint8'],
  ['unpackbits', [nd.array([1], 'uint8'), { count: -9 }], 'StridedError', 'count'],
  ['realIfClose', [pair, 'a'], 'StridedError', 'tol'],
];

describe('wrong calls', () => {
  test.each(wrong)('%s %#', (name, args, type, part) => {
    let caught: unknown;
    try {
      (f[name] as Loose[string])(...args);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(nd.StridedError);
    expect((caught as Error).name).toBe(type);
    expect((caught as Error).message).toContain(part);
    expect((caught as nd.StridedError).code).not.toBe('ERR_INTERNAL');
  });

  test('are as many as there were', () => {
    expect(wrong.length).toBe(76);
  });

  test('disposed operands', () => {
    const gone = nd.ones([20]);
    gone.dispose();
    const calls: readonly (() => unknown)[] = [
      () => nd.median(gone),
      () => nd.quantile(gone, 0.5),
      () => nd.histogram(gone, [0, 1]),
      () => nd.bincount(gone.dtype === 'float64' ? gone : [1]),
      () => nd.digitize(gone, [1]),
      () => nd.interp(gone, [1, 2], [1, 2]),
      () => nd.convolve(gone, [1]),
      () => nd.nansum(gone),
      () => nd.cov(gone),
      () => nd.i0(gone),
    ];
    for (const call of calls) expect(call).toThrow(nd.DisposedError);
  });
});
