/** The native calls of drawing: a distribution by its number, parameters as scalars or as arrays. */
import { callError, putOperand, putShape } from '../call.js';
import { StridedError } from '../errors.js';
import { binding, blockView, type Handle, OPERANDS, PARAMETERS, RESULTS, SCALARS, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';

const LITTLE = true;

const numbers: ReadonlyMap<string, number> = new Map(
  binding.randomDraws.map((name, number) => [name, number]),
);

/** The number of a distribution, `normal dd->d` say. */
export function drawNumber(name: string): number {
  const number = numbers.get(name);
  if (number === undefined) {
    throw new StridedError(`random: the addon has no distribution ${name}; rebuild it`, 'ERR_INTERNAL');
  }
  return number;
}

/** Writes a scalar parameter: a number as a double, a bigint as a 64-bit integer. */
export function putScalar(k: number, value: number | bigint): void {
  if (typeof value === 'number') slots[SCALARS + 2 * k] = value;
  else blockView.setBigInt64(8 * (SCALARS + 2 * k), BigInt.asIntN(64, value), LITTLE);
}

function check(status: number | undefined, who: string, operands: readonly NDArray[]): void {
  if (status !== undefined) throw callError(status, who, operands);
}

/** A packed operand, described by where it stands and its dtype alone. */
export function putPacked(k: number, a: NDArray): void {
  slots[OPERANDS + 2 * k] = a._storage.start + a._offset;
  slots[OPERANDS + 2 * k + 1] = a._code;
}

/** Fills `out` (C-contiguous) from a distribution whose parameters are scalars. */
export function drawScalars(
  state: Handle,
  draw: number,
  out: NDArray,
  parameters: readonly (number | bigint)[],
  who: string,
): void {
  putShape(out._shape);
  putOperand(0, out, out._shape.length);
  slots[PARAMETERS] = 1;
  for (let k = 0; k < parameters.length; k++) putScalar(k, parameters[k] as number | bigint);
  check(binding.randomDraw(state, draw, out._storage.region.handle), who, [out]);
}

/** Fills `out` from a distribution whose parameters are arrays, broadcast to its shape. */
export function drawArrays(
  state: Handle,
  draw: number,
  out: NDArray,
  parameters: readonly NDArray[],
  who: string,
): void {
  const ndim = out._shape.length;
  putShape(out._shape);
  putOperand(0, out, ndim);
  slots[PARAMETERS] = 0;
  for (let k = 0; k < parameters.length; k++) putOperand(k + 1, parameters[k] as NDArray, ndim);
  const handles = parameters.map((a) => a._storage.region.handle);
  check(binding.randomDraw(state, draw, out._storage.region.handle, ...handles), who, [out, ...parameters]);
}

/** Fills a uint64 array with raw draws. */
export function drawRaw(state: Handle, out: NDArray, who: string): void {
  putShape(out._shape);
  putOperand(0, out, out._shape.length);
  check(binding.randomRaw(state, out._storage.region.handle), who, [out]);
}

/** Fills `out` with integers from `low` to `low + range`, both 64-bit. */
export function drawIntegers(
  state: Handle,
  out: NDArray,
  bits: number,
  masked: boolean,
  low: bigint,
  range: bigint,
  who: string,
): void {
  putShape(out._shape);
  putOperand(0, out, out._shape.length);
  slots[PARAMETERS] = bits;
  slots[PARAMETERS + 1] = masked ? 1 : 0;
  slots[PARAMETERS + 2] = 1;
  putScalar(0, low);
  putScalar(1, range);
  check(binding.randomIntegers(state, out._storage.region.handle), who, [out]);
}

/** The same with bounds per element: 64-bit arrays broadcast to `out`. */
export function drawBoundedIntegers(
  state: Handle,
  out: NDArray,
  bits: number,
  masked: boolean,
  low: NDArray,
  range: NDArray,
  who: string,
): void {
  const ndim = out._shape.length;
  putShape(out._shape);
  putOperand(0, out, ndim);
  putOperand(1, low, ndim);
  putOperand(2, range, ndim);
  slots[PARAMETERS] = bits;
  slots[PARAMETERS + 1] = masked ? 1 : 0;
  slots[PARAMETERS + 2] = 0;
  const status = binding.randomIntegers(
    state,
    out._storage.region.handle,
    low._storage.region.handle,
    range._storage.region.handle,
  );
  check(status, who, [out, low, range]);
}

/** How an array is shuffled. */
export interface ShuffleWay {
  readonly axis: number;
  /** Positions by masks, as all shuffles but those of `choice`. */
  readonly masked: boolean;
  /** Every run along the axis by itself. */
  readonly each: boolean;
  /** A packed int64 array becomes 0 … n − 1 first. */
  readonly counted?: boolean;
}

/** Shuffles an array in place. */
export function shuffleArray(state: Handle, a: NDArray, way: ShuffleWay, who: string): void {
  putShape(a._shape);
  putOperand(0, a, a._shape.length);
  slots[PARAMETERS] = way.axis;
  slots[PARAMETERS + 1] = way.masked ? 1 : 0;
  slots[PARAMETERS + 2] = way.each ? 1 : 0;
  slots[PARAMETERS + 3] = way.counted === true ? 1 : 0;
  check(binding.randomShuffle(state, a._storage.region.handle), who, [a]);
}

/** Writes `size` different positions below `population`. By the tail, `out` has the population's length. */
export function choosePositions(
  state: Handle,
  out: NDArray,
  population: number,
  size: number,
  byTail: boolean,
  who: string,
): void {
  putPacked(0, out);
  slots[PARAMETERS] = population;
  slots[PARAMETERS + 1] = size;
  slots[PARAMETERS + 2] = byTail ? 1 : 0;
  check(binding.randomChoose(state, out._storage.region.handle), who, [out]);
}

/** What probabilities must answer to. */
export interface Weights {
  /** The greatest of the rows' sums. */
  readonly sum: number;
  readonly positive: number;
  readonly hasNaN: boolean;
  readonly hasNegative: boolean;
  readonly hasMoreThanOne: boolean;
}

/** The figures of packed float64 probabilities, in rows of `n` of which the first `summed` are added. */
export function weigh(p: NDArray, n: number, summed: number, who: string): Weights {
  putPacked(0, p);
  slots[PARAMETERS] = n === 0 ? 0 : p._size / n;
  slots[PARAMETERS + 1] = n;
  slots[PARAMETERS + 2] = summed;
  check(binding.randomWeigh(p._storage.region.handle), who, [p]);
  return {
    sum: slots[RESULTS] as number,
    positive: slots[RESULTS + 1] as number,
    hasNaN: slots[RESULTS + 2] === 1,
    hasNegative: slots[RESULTS + 3] === 1,
    hasMoreThanOne: slots[RESULTS + 4] === 1,
  };
}

/** Positions drawn with replacement by packed probabilities; `sums` is scratch of their length. */
export function chooseWeighted(state: Handle, p: NDArray, sums: NDArray, out: NDArray, who: string): void {
  putPacked(0, p);
  putPacked(1, sums);
  putPacked(2, out);
  slots[PARAMETERS] = p._size;
  slots[PARAMETERS + 1] = out._size;
  const status = binding.randomWeighted(
    state,
    p._storage.region.handle,
    sums._storage.region.handle,
    out._storage.region.handle,
  );
  check(status, who, [p, sums, out]);
}

/** Positions drawn without replacement by packed probabilities, which it overwrites. */
export function chooseWeightedOnce(
  state: Handle,
  p: NDArray,
  sums: NDArray,
  out: NDArray,
  who: string,
): void {
  let found = 0;
  while (found < out._size) {
    putPacked(0, p);
    putPacked(1, sums);
    putPacked(2, out);
    slots[PARAMETERS] = p._size;
    slots[PARAMETERS + 1] = out._size;
    slots[PARAMETERS + 2] = found;
    const status = binding.randomRound(
      state,
      p._storage.region.handle,
      sums._storage.region.handle,
      out._storage.region.handle,
    );
    check(status, who, [p, sums, out]);
    found = slots[RESULTS] as number;
  }
}

/** Rows of `a` along an axis, at packed int64 positions, into a C-contiguous array. */
export function gatherRows(a: NDArray, axis: number, index: NDArray, out: NDArray, who: string): void {
  putShape(a._shape);
  putOperand(0, a, a._shape.length);
  putPacked(1, index);
  putPacked(2, out);
  slots[PARAMETERS] = axis;
  slots[PARAMETERS + 1] = index._size;
  const status = binding.randomGather(
    a._storage.region.handle,
    index._storage.region.handle,
    out._storage.region.handle,
  );
  check(status, who, [a, index, out]);
}

/** The laws of native/random/sampler.h. */
export const rowLaws = {
  multinomial: 0,
  marginals: 1,
  count: 2,
  dirichlet: 3,
  legacyDirichlet: 4,
  stick: 5,
} as const;

/**
 * Fills rows of `out`, which is zero before. Weights are broadcast to it, their rows packed; `more` holds counts, broadcast
 * to it with a last axis of 1, or the tails of a stick.
 */
export function drawRows(
  state: Handle,
  law: number,
  out: NDArray,
  weights: NDArray,
  more: NDArray | null,
  total: number,
  who: string,
): void {
  const ndim = out._shape.length;
  putShape(out._shape);
  putOperand(0, out, ndim);
  putOperand(1, weights, ndim);
  if (more !== null) putOperand(2, more, ndim);
  slots[PARAMETERS] = law;
  slots[PARAMETERS + 1] = total;
  const status = binding.randomRows(
    state,
    out._storage.region.handle,
    weights._storage.region.handle,
    more === null ? null : more._storage.region.handle,
  );
  check(status, who, more === null ? [out, weights] : [out, weights, more]);
}

/** The extremes of a float64 or int64 array. */
export function rangeOf(
  a: NDArray,
  who: string,
): { min: number; max: number; hasNaN: boolean; hasSign: boolean } {
  putShape(a._shape);
  putOperand(0, a, a._shape.length);
  check(binding.randomRange(a._storage.region.handle), who, [a]);
  return {
    min: slots[RESULTS] as number,
    max: slots[RESULTS + 1] as number,
    hasNaN: slots[RESULTS + 2] === 1,
    hasSign: slots[RESULTS + 3] === 1,
  };
}
