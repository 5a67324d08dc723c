/** Basic indexing: integers, ranges, new axes. Always a view. */
import { IndexError, ShapeError, shapeText } from '../errors.js';
import { MAX_DIMS } from '../native.js';
import { NDArray } from '../ndarray.js';
import { describe } from '../shape/layout.js';
import { ELLIPSIS, readSliceString, Slice, type SliceTerm } from './slice_object.js';

/** `a[...indices]` of NumPy with basic indices. */
export function sliceView(a: NDArray, indices: readonly unknown[]): NDArray {
  const only = indices.length === 1 ? indices[0] : undefined;
  const terms = typeof only === 'string' ? readSliceString(only, 'slice') : readTerms(indices);
  return viewOf(a, terms, 'slice');
}

/** Where a range of an axis begins. Python's rule: negative ends count from the end, those beyond the axis move to it. */
export function sliceStart(slice: Slice, length: number): number {
  const { start } = slice;
  const isBack = (slice.step ?? 1) < 0;
  if (start === null) return isBack ? length - 1 : 0;
  if (start < 0) return Math.max(start + length, isBack ? -1 : 0);
  return Math.min(start, isBack ? length - 1 : length);
}

/** How many elements a range of an axis has. */
export function sliceLength(slice: Slice, length: number): number {
  const step = slice.step ?? 1;
  const { stop } = slice;
  let end: number;
  if (stop === null) end = step < 0 ? -1 : length;
  else if (stop < 0) end = Math.max(stop + length, step < 0 ? -1 : 0);
  else end = Math.min(stop, step < 0 ? length - 1 : length);
  const span = step < 0 ? sliceStart(slice, length) - end : end - sliceStart(slice, length);
  if (span <= 0) return 0;
  return step === 1 ? span : Math.floor((span - 1) / Math.abs(step)) + 1;
}

/** The bytes from one of `taken` elements of a range to the next. */
export function sliceStride(slice: Slice, taken: number, stride: number): number {
  // A step too long to count leaves one element at most; adding 0 makes -0 a plain 0.
  const walked = taken === 0 ? stride : stride * (slice.step ?? 1) + 0;
  return Number.isSafeInteger(walked) ? walked : stride;
}

/** The view that terms, read already, make of an array. */
export function viewOf(a: NDArray, terms: readonly SliceTerm[], who: string): NDArray {
  if (a._storage.disposed) a._alive(who);
  const shape = a._shape;
  const strides = a._strides;
  const ndim = strides.length;
  const count = terms.length;

  let used = 0;
  let gone = 0;
  let ellipses = 0;
  for (let i = 0; i < count; i++) {
    const term = terms[i] as SliceTerm;
    if (term === ELLIPSIS) {
      ellipses++;
    } else if (term === null) {
      gone--;
    } else {
      used++;
      if (typeof term === 'number') gone++;
    }
  }
  if (ellipses > 1) throw new IndexError(`${who}: only one '...' is possible in an index`);
  if (used > ndim) throw tooMany(a, terms, used, who);

  const rank = ndim - gone;
  if (rank > MAX_DIMS) {
    throw new ShapeError(
      `${who}: the result would have ${rank} axes; the most is ${MAX_DIMS}`,
      'ERR_SHAPE_INVALID',
    );
  }
  const newShape = new Array<number>(rank);
  const newStrides = new Array<number>(rank);
  let at = 0;
  let offset = a._offset;
  let axis = 0;
  for (let i = 0; i < count; i++) {
    const term = terms[i] as SliceTerm;
    if (typeof term === 'number') {
      const length = shape[axis] as number;
      const from = term < 0 ? term + length : term;
      if (from < 0 || from >= length) {
        throw new IndexError(`${who}: index ${term} is out of bounds for axis ${axis} with size ${length}`);
      }
      offset += from * (strides[axis] as number);
      axis++;
    } else if (term === null) {
      newShape[at] = 1;
      newStrides[at++] = 0;
    } else if (term === ELLIPSIS) {
      for (let rest = ndim - used; rest > 0; rest--, axis++) {
        newShape[at] = shape[axis] as number;
        newStrides[at++] = strides[axis] as number;
      }
    } else {
      const length = shape[axis] as number;
      const stride = strides[axis] as number;
      const taken = sliceLength(term, length);
      // An empty range stays at the axis's begin, with its stride, as in NumPy: its ends may lie outside.
      if (taken !== 0) offset += sliceStart(term, length) * stride;
      newShape[at] = taken;
      newStrides[at++] = sliceStride(term, taken, stride);
      axis++;
    }
  }
  for (; axis < ndim; axis++) {
    newShape[at] = shape[axis] as number;
    newStrides[at++] = strides[axis] as number;
  }
  return a._view(newShape, newStrides, offset);
}

/** Arguments as terms, their strings read; the arguments themselves where they are terms. */
function readTerms(indices: readonly unknown[]): readonly SliceTerm[] {
  const terms = basicTerms(indices, 'slice');
  if (terms !== undefined) return terms;
  for (const index of indices) {
    if (typeof index === 'number' && !Number.isInteger(index)) {
      throw new IndexError(`slice: ${index} is no integer index`);
    }
    if (!isBasicIndex(index)) throw notBasic(index);
  }
  return [];
}

function isBasicIndex(index: unknown): boolean {
  const type = typeof index;
  return (
    type === 'number' || type === 'bigint' || type === 'string' || index === null || index instanceof Slice
  );
}

/** Arguments as terms where all of them are numbers, slices, slice strings and new axes; undefined for others. */
export function basicTerms(indices: readonly unknown[], who: string): readonly SliceTerm[] | undefined {
  if (areTerms(indices)) return indices;
  const [only] = indices;
  if (indices.length === 1 && typeof only === 'string') return readSliceString(only, who);
  const terms: SliceTerm[] = [];
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i];
    if (typeof index === 'number') {
      if (!Number.isInteger(index)) return undefined;
      terms.push(index);
    } else if (typeof index === 'string') {
      const read = readSliceString(index, who);
      for (let k = 0; k < read.length; k++) terms.push(read[k] as SliceTerm);
    } else if (index === null || index instanceof Slice) {
      terms.push(index);
    } else if (typeof index === 'bigint') {
      terms.push(Number(index));
    } else {
      return undefined;
    }
  }
  return terms;
}

function areTerms(indices: readonly unknown[]): indices is readonly SliceTerm[] {
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i];
    const isTerm =
      typeof index === 'number' ? Number.isInteger(index) : index === null || index instanceof Slice;
    if (!isTerm) return false;
  }
  return true;
}

function notBasic(index: unknown): IndexError {
  const isMask =
    typeof index === 'boolean' ||
    (index instanceof NDArray && index.dtype === 'bool') ||
    (Array.isArray(index) && index.flat(64).some((value) => typeof value === 'boolean'));
  if (isMask)
    return new IndexError('slice: takes no masks, since it is always a view; use index, which copies');
  if (index instanceof NDArray || Array.isArray(index) || ArrayBuffer.isView(index)) {
    return new IndexError('slice: takes no index arrays, since it is always a view; use index, which copies');
  }
  return new IndexError(
    `slice: ${describe(index)} is no index; an index is an integer, a slice ('1:10:2', nd.s(1, 10, 2)), null or '...'`,
  );
}

export function tooMany(a: NDArray, terms: readonly unknown[], used: number, who: string): IndexError {
  const [first, second] = terms;
  const hint =
    who === 'slice' &&
    a.ndim === 1 &&
    terms.length === 2 &&
    typeof first === 'number' &&
    typeof second === 'number'
      ? `; slice(${first}, ${second}) is NumPy's a[${first}, ${second}]: for the elements from ${first} up to ${second} write slice('${first}:${second}')`
      : '';
  return new IndexError(
    `${who}: ${used} indices are too many for an array of shape ${shapeText(a.shape)}, which has ${a.ndim} axes${hint}`,
  );
}
