/** Medians. */
import { Complex } from '../complex.js';
import { copyto } from '../convert/copy.js';
import { FLOAT16 } from '../dtype.js';
import type { Item } from '../element.js';
import type { NDArray } from '../ndarray.js';
import { add } from '../ops/arithmetic.js';
import { equal } from '../ops/comparison.js';
import { booleanOption } from '../options.js';
import { any, mean } from '../reduce/folds.js';
import { readReduction } from '../reduce/reduction.js';
import { reshapedView } from '../shape/reshape.js';
import type { Reduction as ReductionCall } from '../types/reduction_signatures.js';
import { blankOf, lanesOf, neighbours, readOut, releaseLanes, withKeptAxes } from './order.js';

const names = ['axis', 'out', 'overwriteInput', 'keepdims'];

/** What `median` takes besides. */
export interface MedianOptions {
  /** Whether the array may be used as working space. Nothing is gained by it here: it stays as it is. */
  overwriteInput?: boolean | undefined;
}

function medianFunction(who: string, skipNan: boolean): unknown {
  const call = (value: unknown, ...args: unknown[]): unknown => {
    const { a, options, axes } = readReduction(value, args, names, who);
    const keepdims = booleanOption(options, 'keepdims', false, who);
    booleanOption(options, 'overwriteInput', false, who);
    const lanes = lanesOf(a, axes, who);
    if (lanes.length === 0) return emptyMedian(a, options['axis'], keepdims, options['out']);
    const { both, gamma, blank } = neighbours(lanes, null, 0, skipNan, undefined, who);
    releaseLanes(lanes, a);
    const isEven = skipNan || lanes.length % 2 === 0;
    // [2, 1, ...kept]: of an odd number of elements both are the same.
    const pair = both._view([isEven ? 2 : 1, ...lanes.kept], without(both._strides, 1), both._offset);
    const target = readOut(options['out'], keepdims ? keptShape(a, axes) : lanes.kept, who);
    const isPlain = axes === null && !keepdims && target === undefined;
    let result: NDArray;
    // The mean of twice the same number may pass the range. Where nan was skipped, gamma is 0 for odd counts.
    const isTwice = skipNan && a._code >= FLOAT16;
    if (isPlain) {
      // A sum begins with 0, so that no zero is negative.
      const middle = (isTwice && gamma.at(0) === 0 ? add(pair.at(0), 0) : mean(pair)) as Item;
      gamma.dispose();
      const answer = a._code >= FLOAT16 && any(blank) ? nanOf(middle) : middle;
      both.dispose();
      blank.dispose();
      return answer;
    }
    result = mean(pair, { axis: 0 } as object) as unknown as NDArray;
    if (isTwice) {
      const low = pair._view(lanes.kept, pair._strides.slice(1), pair._offset);
      using isOdd = equal(gamma, 0) as unknown as NDArray;
      copyto(result, low, { where: reshapedView(isOdd, lanes.kept) });
      add(result, 0, { out: result });
    }
    both.dispose();
    gamma.dispose();
    if (a._code >= FLOAT16 && any(blank)) {
      copyto(result, Number.NaN, { where: blankOf(blank, result) });
    }
    blank.dispose();
    if (keepdims) result = withKeptAxes(result, a, axes, 0);
    if (target === undefined) return result;
    copyto(target, result, { casting: 'unsafe' });
    result.dispose();
    return target;
  };
  Object.defineProperty(call, 'name', { value: who });
  return call;
}

function without(list: readonly number[], place: number): number[] {
  return list.filter((_, i) => i !== place);
}

function keptShape(a: NDArray, axes: readonly number[] | null): number[] {
  return a._shape.map((length, axis) => (axes === null || axes.includes(axis) ? 1 : length));
}

function nanOf(value: Item): Item {
  return typeof value === 'object' ? new Complex(Number.NaN, 0) : Number.NaN;
}

/** The mean of nothing is nan. */
function emptyMedian(a: NDArray, axis: unknown, keepdims: boolean, out: unknown): unknown {
  return mean(a, { axis, keepdims, out } as object);
}

/**
 * The median of the elements, over all axes or the given ones: the middle one of them sorted, or the mean of both middle
 * ones. nan where there is one, and of nothing.
 *
 * Result: float64 for integers, the array's dtype otherwise. NumPy: `median`.
 * @example
 * nd.median([3, 1, 2, 10]) // 2.5
 * nd.median([[1, 9], [2, 7], [3, 8]], 0).toArray() // [2, 8]
 */
export const median = medianFunction('median', false) as ReductionCall<'trueDivide', MedianOptions>;

/**
 * The median of the elements that are not nan, over all axes or the given ones; nan where all are. NumPy: `nanmedian`.
 * @example
 * nd.nanmedian([3, NaN, 1]) // 2
 */
export const nanmedian = medianFunction('nanmedian', true) as ReductionCall<'trueDivide', MedianOptions>;
