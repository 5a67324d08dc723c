/** Choices from a range or from the rows of an array. */
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { dtypeName, FLOAT16, FLOAT32, FLOAT64, INT64, isComplex } from '../dtype.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { axisOf } from '../shape/axis.js';
import { sizeOf } from '../shape/layout.js';
import type { BitGenerator } from './bit_generators.js';
import {
  choosePositions,
  chooseWeighted,
  chooseWeightedOnce,
  drawIntegers,
  shuffleArray,
  weigh,
} from './calls.js';
import { aloneInteger, permute, takeRows } from './order.js';

/** How rows are chosen. */
export interface ChoiceWay {
  readonly who: string;
  readonly legacy: boolean;
  readonly replace: boolean;
  readonly p: unknown;
  readonly axis: unknown;
  readonly shuffle: boolean;
}

/** Probabilities as a packed float64 copy, checked. */
function probabilities(p: unknown, n: number, who: string): { p: NDArray; positive: number } {
  const given = asNDArray(p, who);
  given._alive(who);
  if (given._shape.length !== 1) {
    throw new ShapeError(`${who}: p must have one axis, not shape ${shapeText(given._shape)}`);
  }
  if (given._size !== n) {
    throw new ShapeError(`${who}: there are ${n} rows to choose from, and ${given._size} probabilities`);
  }
  if (isComplex(given._code)) {
    throw new StridedError(`${who}: p must be real, not ${dtypeName(given._code)}`, 'ERR_VALUE');
  }
  const copy = copyArray(given, 'C', who, FLOAT64);
  const { sum, positive, hasNaN, hasNegative } = weigh(copy, n, n, who);
  const tolerance = Math.sqrt(
    given._code === FLOAT32 ? 2 ** -23 : given._code === FLOAT16 ? 2 ** -10 : 2 ** -52,
  );
  const wrong = hasNaN
    ? 'probabilities contain NaN'
    : hasNegative
      ? 'probabilities are not non-negative'
      : !(Math.abs(sum - 1) <= tolerance)
        ? `probabilities do not sum to 1 but to ${sum}; divide them by their sum`
        : undefined;
  if (wrong !== undefined) {
    copy.dispose();
    throw new StridedError(`${who}: ${wrong}`, 'ERR_VALUE');
  }
  return { p: copy, positive };
}

function withReplacement(
  bits: BitGenerator,
  n: number,
  shape: readonly number[],
  p: NDArray | undefined,
  way: ChoiceWay,
): NDArray {
  const index = newArray(shape, INT64);
  if (p === undefined) {
    if (index._size > 0) drawIntegers(bits._state, index, 64, way.legacy, 0n, BigInt(n - 1), way.who);
    return index;
  }
  using sums = newArray([n], FLOAT64);
  chooseWeighted(bits._state, p, sums, index, way.who);
  return index;
}

function withoutReplacement(
  bits: BitGenerator,
  n: number,
  shape: readonly number[],
  p: { p: NDArray; positive: number } | undefined,
  way: ChoiceWay,
): NDArray {
  const { who } = way;
  const size = sizeOf(shape);
  if (size > n) {
    throw new StridedError(
      `${who}: ${size} are asked for and there are ${n}; without replacement no more can be chosen`,
      'ERR_VALUE',
    );
  }
  if (p !== undefined) {
    if (p.positive < size) {
      throw new StridedError(
        `${who}: ${size} are asked for and ${p.positive} probabilities are above 0`,
        'ERR_VALUE',
      );
    }
    const index = newArray(shape, INT64);
    using sums = newArray([n], FLOAT64);
    chooseWeightedOnce(bits._state, p.p, sums, index, who);
    return index;
  }
  if (way.legacy) {
    using all = permute(bits, n, 0, who);
    return shaped(copyArray(all._view([size], [8], all._offset), 'C', who), shape);
  }
  // NumPy's rule: for a large part of a large population the tail of a shuffle, else Floyd's sampling.
  const cutoff = way.shuffle ? 50 : 20;
  if (n > 10000 && size > Math.floor(n / cutoff)) {
    using all = newArray([n], INT64);
    choosePositions(bits._state, all, n, size, true, who);
    return shaped(copyArray(all._view([size], [8], all._offset + 8 * (n - size)), 'C', who), shape);
  }
  const index = newArray(shape, INT64);
  choosePositions(bits._state, index, n, size, false, who);
  if (way.shuffle && size > 0) {
    const flat = index._view([size], [8], index._offset);
    shuffleArray(bits._state, flat, { axis: 0, masked: false, each: false }, who);
  }
  return index;
}

function shaped(flat: NDArray, shape: readonly number[]): NDArray {
  return shape.length === 1 ? flat : (flat.reshape(shape as number[]) as NDArray);
}

/** Rows of `a` (or integers below `a`), one or as many as `shape` says. */
export function choose(
  bits: BitGenerator,
  a: unknown,
  shape: readonly number[] | undefined,
  way: ChoiceWay,
): unknown {
  const { who } = way;
  let n = aloneInteger(a, who);
  const rows = n === undefined ? asNDArray(a, who) : undefined;
  rows?._alive(who);
  let axis = 0;
  if (rows !== undefined) {
    if (way.legacy && rows._shape.length !== 1) {
      throw new ShapeError(`${who}: a must have one axis, not shape ${shapeText(rows._shape)}`);
    }
    axis = axisOf(way.axis, rows._shape.length, who);
    n = rows._shape[axis] as number;
  }
  const population = n as number;
  const size = shape === undefined ? 1 : sizeOf(shape);
  if (population < 0 || (population === 0 && size > 0)) {
    throw new StridedError(
      rows === undefined
        ? `${who}: a must be a positive integer unless nothing is drawn, not ${describe(a)}`
        : `${who}: axis ${axis} of a is empty, and ${size} are asked for`,
      'ERR_VALUE',
    );
  }
  const p = way.p === undefined || way.p === null ? undefined : probabilities(way.p, population, who);
  const wanted = shape ?? [];
  let index: NDArray;
  try {
    index = way.replace
      ? withReplacement(bits, population, wanted, p?.p, way)
      : withoutReplacement(bits, population, wanted, p, way);
  } finally {
    p?.p.dispose();
  }
  if (rows === undefined) {
    if (shape !== undefined) return index;
    const value = index._read(index._offset, false, who);
    index.dispose();
    return value;
  }
  const chosen = takeRows(rows, axis, index, who);
  index.dispose();
  if (shape !== undefined || chosen._shape.length > 0) return chosen;
  const value = chosen._read(chosen._offset, false, who);
  chosen.dispose();
  return value;
}
