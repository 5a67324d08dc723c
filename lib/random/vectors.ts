/** Draws that are whole vectors: counts, proportions, and normal vectors. */
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { FLOAT64, INT64 } from '../dtype.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { broadcastMany } from '../shape/broadcast.js';
import type { BitGenerator } from './bit_generators.js';
import { drawRows, rangeOf, rowLaws, weigh } from './calls.js';
import { checkFits } from './drawing.js';
import { asWhole, checkRange, parameterArray, readParameter } from './parameters.js';

function vector(value: unknown, name: string, who: string): NDArray {
  const a = asNDArray(value, who);
  a._alive(who);
  if (a._shape.length !== 1) {
    throw new ShapeError(`${who}: ${name} must have one axis, not shape ${shapeText(a._shape)}`);
  }
  return a;
}

/** Counts of `n` trials over categories. */
export function multinomialRows(
  bits: BitGenerator,
  n: unknown,
  pvals: unknown,
  shape: readonly number[] | undefined,
  who: string,
): NDArray {
  const given = asNDArray(pvals, who);
  given._alive(who);
  const axes = given._shape.length;
  if (axes === 0) throw new ShapeError(`${who}: pvals must have at least one axis`);
  const d = given._shape[axes - 1] as number;
  if (d === 0) throw new ShapeError(`${who}: pvals must not be empty along the last axis`);
  const trials = readParameter(n, 'n', true, 'non-negative', who);
  using p = copyArray(given, 'C', who, FLOAT64);
  checkProbabilities(p, d, who);
  const counts = parameterArray(trials);
  const common = broadcastMany([counts._shape, p._shape.slice(0, -1)], who);
  const target = shape ?? common;
  checkFits(common, target, who);
  const out = newArray([...target, d], INT64, true);
  if (out._size > 0) {
    const perRow = counts._view([...counts._shape, 1], [...counts._strides, 8], counts._offset);
    drawRows(bits._state, rowLaws.multinomial, out, p, perRow, 0, who);
  }
  return out;
}

/** All but the last of a row must sum to at most 1; the last is what is left. */
function checkProbabilities(p: NDArray, d: number, who: string): void {
  const { sum, hasNaN, hasNegative, hasMoreThanOne } = weigh(p, d, d - 1, who);
  if (hasNaN || hasNegative || hasMoreThanOne) {
    throw new StridedError(`${who}: pvals is outside [0, 1] or NaN; they are probabilities`, 'ERR_VALUE');
  }
  if (sum > 1 + 1e-12) {
    throw new StridedError(
      `${who}: sum(pvals[:-1]) is ${sum}, more than 1; divide pvals by their sum`,
      'ERR_VALUE',
    );
  }
}

const MOST_BALLS = 10 ** 9;

/** Counts of balls of each color among those drawn. */
export function ballRows(
  bits: BitGenerator,
  colors: unknown,
  nsample: unknown,
  shape: readonly number[] | undefined,
  method: unknown,
  who: string,
): NDArray {
  if (method !== 'marginals' && method !== 'count') {
    throw new StridedError(
      `${who}: method must be 'marginals' or 'count', not ${describe(method)}`,
      'ERR_OPTION',
    );
  }
  using weights = copyArray(asWhole(vector(colors, 'colors', who), INT64, 'colors', who), 'C', who);
  checkRange(rangeOf(weights, who), 'non-negative', 'colors', who);
  const d = weights._size;
  const total = d === 0 ? 0 : Number(weights.sum({ bigint: true } as never));
  if (method === 'marginals' ? total >= MOST_BALLS : total > 2 ** 40) {
    throw new StridedError(
      method === 'marginals'
        ? `${who}: the colors sum to ${total}; with method 'marginals' it must be less than 10^9`
        : `${who}: the colors sum to ${total}, too many for method 'count'; take 'marginals'`,
      'ERR_VALUE',
    );
  }
  const drawn = readParameter(nsample, 'nsample', true, 'non-negative', who);
  const count = parameterArray(drawn);
  if (count._shape.length > 0) {
    throw new ShapeError(`${who}: nsample must be one integer, not shape ${shapeText(count._shape)}`);
  }
  if (Number(drawn as bigint) > total) {
    throw new StridedError(
      `${who}: nsample is ${String(drawn)}, more than sum(colors), ${total}`,
      'ERR_VALUE',
    );
  }
  const out = newArray([...(shape ?? []), d], INT64, true);
  const law = method === 'count' ? rowLaws.count : rowLaws.marginals;
  if (out._size > 0) drawRows(bits._state, law, out, weights, count, total, who);
  return out;
}

/** Proportions that sum to 1. */
export function proportionRows(
  bits: BitGenerator,
  alpha: unknown,
  shape: readonly number[] | undefined,
  legacy: boolean,
  who: string,
): NDArray {
  using weights = copyArray(vector(alpha, 'alpha', who), 'C', who, FLOAT64);
  const range = rangeOf(weights, who);
  if (range.min < (legacy ? Number.MIN_VALUE : 0)) {
    throw new StridedError(`${who}: alpha must be ${legacy ? 'greater than 0' : '0 or more'}`, 'ERR_VALUE');
  }
  const d = weights._size;
  const out = newArray([...(shape ?? []), d], FLOAT64, true);
  if (out._size === 0) return out;
  if (legacy || !(range.max < 0.1) || range.hasNaN) {
    const law = legacy ? rowLaws.legacyDirichlet : rowLaws.dirichlet;
    drawRows(bits._state, law, out, weights, null, 0, who);
    return out;
  }
  // All zero: nothing is drawn.
  if (range.max === 0) return out;
  using reversed = copyArray(weights._view([d], [-8], weights._offset + 8 * (d - 1)), 'C', who);
  using sums = reversed.cumsum() as NDArray;
  using tails = copyArray(sums._view([d], [-8], sums._offset + 8 * (d - 1)), 'C', who);
  drawRows(bits._state, rowLaws.stick, out, weights, tails, 0, who);
  return out;
}
