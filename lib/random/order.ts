/** Shuffles and permutations. */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { canCastSafely, INT64 } from '../dtype.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { axisOf } from '../shape/axis.js';
import { C_CONTIGUOUS, F_CONTIGUOUS, sameShape } from '../shape/layout.js';
import type { BitGenerator } from './bit_generators.js';
import { gatherRows, shuffleArray } from './calls.js';

const countedRange = { axis: 0, masked: true, each: false, counted: true };

/** 0 … n − 1 in a random order. */
function shuffledPositions(bits: BitGenerator, n: number, who: string): NDArray {
  const index = newArray([n], INT64);
  shuffleArray(bits._state, index, countedRange, who);
  return index;
}

/** Shuffles an array, a TypedArray or a list in place. */
export function shuffleInPlace(bits: BitGenerator, x: unknown, axis: unknown, who: string): void {
  if (Array.isArray(x)) {
    if (axisOf(axis, 1, who) !== 0) return;
    using index = shuffledPositions(bits, x.length, who);
    const old = x.slice();
    const order = index.data as BigInt64Array;
    for (let i = 0; i < old.length; i++) x[i] = old[Number(order[i])];
    return;
  }
  if (!(x instanceof NDArray) && !ArrayBuffer.isView(x)) {
    throw new StridedError(
      `${who}: ${describe(x)} cannot be shuffled in place; give an array, a TypedArray or a list, or use permutation`,
      'ERR_ARGUMENT',
    );
  }
  const a = asNDArray(x, who);
  a._alive(who);
  a._writeable(who);
  const at = axisOf(axis, a._shape.length, who);
  shuffleArray(bits._state, a, { axis: at, masked: true, each: false }, who);
}

/** An integer alone, in whatever form; undefined for arrays. */
export function aloneInteger(x: unknown, who: string): number | undefined {
  let value = x;
  if (value instanceof NDArray && value._shape.length === 0) value = value.item({ bigint: true });
  if (typeof value === 'bigint') value = Number(value);
  if (typeof value !== 'number') return undefined;
  if (!Number.isSafeInteger(value)) {
    throw new DTypeError(`${who}: ${describe(value)} is neither an integer nor an array`, 'ERR_VALUE');
  }
  return value;
}

/** Rows of `a` along an axis at positions of any shape. */
export function takeRows(a: NDArray, axis: number, index: NDArray, who: string): NDArray {
  const shape = [...a._shape.slice(0, axis), ...index._shape, ...a._shape.slice(axis + 1)];
  const out = newArray(shape, a._code);
  gatherRows(a, axis, index, out, who);
  return out;
}

/** A shuffled range, or a copy of an array with its rows in a random order. */
export function permute(bits: BitGenerator, x: unknown, axis: unknown, who: string): NDArray {
  const n = aloneInteger(x, who);
  if (n !== undefined) return shuffledPositions(bits, Math.max(n, 0), who);
  const a = asNDArray(x, who);
  a._alive(who);
  const at = axisOf(axis, a._shape.length, who);
  if (a._shape.length === 1) {
    const copy = copyArray(a, 'C', who);
    shuffleArray(bits._state, copy, { axis: 0, masked: true, each: false }, who);
    return copy;
  }
  using index = shuffledPositions(bits, a._shape[at] as number, who);
  return takeRows(a, at, index, who);
}

/** A copy with the elements along an axis shuffled, each run by itself; without an axis all of them. */
export function permuteRuns(
  bits: BitGenerator,
  x: unknown,
  axis: unknown,
  given: unknown,
  who: string,
): NDArray {
  const a = asNDArray(x, who);
  a._alive(who);
  let out: NDArray;
  if (given === undefined || given === null) {
    out = copyArray(a, 'K', who);
  } else {
    if (!(given instanceof NDArray))
      throw new DTypeError(`${who}: out must be an NDArray, not ${describe(given)}`);
    given._alive(who);
    given._writeable(who);
    if (!sameShape(given._shape, a._shape)) {
      throw new ShapeError(
        `${who}: out has shape ${shapeText(given._shape)}, and the array ${shapeText(a._shape)}`,
      );
    }
    if (!canCastSafely(a._code, given._code)) {
      throw new DTypeError(`${who}: ${a.dtype} does not cast to out's ${given.dtype} safely`, 'ERR_CASTING');
    }
    if (given !== a) copyInto(given, a, who);
    out = given;
  }
  if (axis !== undefined && axis !== null) {
    const at = axisOf(axis, out._shape.length, who);
    shuffleArray(bits._state, out, { axis: at, masked: true, each: true }, who);
    return out;
  }
  const whole = { axis: 0, masked: true, each: false };
  if ((out._flags & (C_CONTIGUOUS | F_CONTIGUOUS)) !== 0) {
    // In the order of memory.
    shuffleArray(bits._state, out._view([out._size], [out.itemsize], out._offset), whole, who);
    return out;
  }
  if (out._shape.length === 1) {
    shuffleArray(bits._state, out, whole, who);
    return out;
  }
  using packed = copyArray(out, 'C', who);
  shuffleArray(bits._state, packed._view([packed._size], [packed.itemsize], packed._offset), whole, who);
  copyInto(out, packed, who);
  return out;
}
