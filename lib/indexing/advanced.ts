/** Reading and writing by index arrays and masks: `index` and `indexAssign`. */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { BOOL, dtypeName, isComplex, isInteger, itemSizes } from '../dtype.js';
import { type Item, isItem, writeElement } from '../element.js';
import { DTypeError, ShapeError, shapeText } from '../errors.js';
import { blockView, MAX_DIMS, SCALARS } from '../native.js';
import { NDArray } from '../ndarray.js';
import { broadcastsTo, stretchError } from '../shape/broadcast.js';
import { C_CONTIGUOUS, sameShape } from '../shape/layout.js';
import { mayShareBytes } from '../shape/overlap.js';
import { assignTo } from './assign.js';
import { gatherAlong, gatherRun, gatherSelected, isIndexCode } from './gather.js';
import { type IndexEntry, isAdvanced, readEntries } from './index_tuple.js';
import { assignByMask, contiguous, countMask, selectByMask } from './masks.js';
import { selectedShape, selectionOf } from './selection.js';
import { basicTerms, viewOf } from './slice.js';
import { ELLIPSIS, type SliceTerm } from './slice_object.js';

/** The only index, where that is a live array of one axis or more. */
function onlyArray(given: readonly unknown[]): NDArray | undefined {
  const only = given.length === 1 ? given[0] : undefined;
  return only instanceof NDArray && only._shape.length > 0 && !only._storage.disposed ? only : undefined;
}

/** A mask of the array's own shape, alone: no positions have to be found. */
function wholeMask(a: NDArray, only: unknown): NDArray | undefined {
  return only instanceof NDArray && only._code === BOOL && sameShape(only._shape, a._shape)
    ? only
    : undefined;
}

/** NumPy's `a[…]` as a copy. */
export function indexed(a: NDArray, given: readonly unknown[], who: string): NDArray {
  if (a._storage.disposed) a._alive(who);
  const only = onlyArray(given);
  if (only !== undefined) {
    if (isIndexCode(only._code) && a._shape.length > 0) return firstAxis(a, only, who);
    const mask = a._shape.length > 0 ? wholeMask(a, only) : undefined;
    if (mask !== undefined) return selectByMask(contiguous(a, who), contiguous(mask, who), who);
  }
  const terms = basicTerms(given, who);
  if (terms !== undefined) return copyArray(viewOf(a, terms, who), 'C', who);
  const entries = readEntries(given, who);
  if (!entries.some(isAdvanced)) return copyArray(viewOf(a, entries as SliceTerm[], who), 'C', who);
  const mask = entries.length === 1 ? wholeMask(a, entries[0]) : undefined;
  if (mask !== undefined) return selectByMask(contiguous(a, who), contiguous(mask, who), who);
  return selected(a, entries, who);
}

function selected(a: NDArray, entries: readonly IndexEntry[], who: string): NDArray {
  const selection = selectionOf(a, entries, who);
  const out = newArray(checkedRank(selectedShape(selection), who), a._code);
  gatherSelected(a, selection, out, false, who);
  for (const temporary of selection.temporaries) temporary.dispose();
  return out;
}

/** By one index array along the first axis, which most indices are. */
function firstAxis(a: NDArray, array: NDArray, who: string): NDArray {
  const shape = a._shape.length === 1 ? array._shape : array._shape.concat(a._shape.slice(1));
  const out = newArray(checkedRank(shape, who), a._code);
  if (gatherRun(a, array, out, itemSizes[a._code] as number, false, who)) return out;
  gatherAlong(a, 0, array, out, false, 0, who);
  return out;
}

function checkedRank(shape: readonly number[], who: string): readonly number[] {
  if (shape.length <= MAX_DIMS) return shape;
  throw new ShapeError(
    `${who}: the result would have ${shape.length} axes; the most is ${MAX_DIMS}`,
    'ERR_SHAPE_INVALID',
  );
}

/**
 * What is to be written into `a`, as an array of its dtype: numbers must be values of it, arrays are cast as `astype` casts,
 * except from complex to real.
 */
export function valuesFor(a: NDArray, value: unknown, who: string): NDArray {
  if (isItem(value)) {
    const scalar = newArray([], a._code);
    writeElement(scalar._storage.region.view, scalar._storage.start, a._code, value, who);
    return scalar;
  }
  // As in NumPy, the elements of lists are numbers, and have to be values of an integer dtype.
  const source = asNDArray(value, who, Array.isArray(value) && isInteger(a._code) ? a._code : undefined);
  source._alive(who);
  if (source._code === a._code) return source;
  if (isComplex(source._code) && !isComplex(a._code)) {
    throw new DTypeError(
      `${who}: ${source.dtype} values do not fit ${dtypeName(a._code)}; take their real part (.real)`,
      'ERR_CASTING',
    );
  }
  const cast = newArray(source._shape, a._code);
  copyInto(cast, source, who);
  return cast;
}

/** The values without axes of length 1 in front that the target lacks, stretched to `shape`, apart from the array. */
function stretched(a: NDArray, values: NDArray, shape: readonly number[], who: string): NDArray {
  let from = mayShareBytes(a, values) ? copyArray(values, 'C', who) : values;
  while (from.ndim > shape.length && from._shape[0] === 1) {
    from = from._view(from._shape.slice(1), from._strides.slice(1), from._offset);
  }
  if (!broadcastsTo(from._shape, shape)) throw stretchError(values._shape, shape, who);
  return from;
}

/** NumPy's `a[…] = value`. */
export function assignIndexed(a: NDArray, given: readonly unknown[], value: unknown, who: string): void {
  if (a._storage.disposed) a._alive(who);
  a._writeable(who);
  const only = onlyArray(given);
  if (only !== undefined && a._shape.length > 0) {
    if (isIndexCode(only._code)) {
      assignFirstAxis(a, only, value, who);
      return;
    }
    const mask = wholeMask(a, only);
    if (mask !== undefined && assignMasked(a, mask, value, who)) return;
  }
  const terms = basicTerms(given, who);
  if (terms !== undefined) {
    assignView(viewOf(a, terms, who), terms, value, who);
    return;
  }
  const entries = readEntries(given, who);
  if (!entries.some(isAdvanced)) {
    assignView(viewOf(a, entries as SliceTerm[], who), entries as SliceTerm[], value, who);
    return;
  }
  const mask = entries.length === 1 ? wholeMask(a, entries[0]) : undefined;
  if (mask !== undefined && assignMasked(a, mask, value, who)) return;
  assignSelected(a, entries, value, who);
}

/** Through a view; an index that names one element takes no list, were it of one. */
function assignView(view: NDArray, terms: readonly SliceTerm[], value: unknown, who: string): void {
  if (view._shape.length === 0 && !isItem(value) && !terms.includes(ELLIPSIS)) {
    const given = asNDArray(value, who);
    if (given._shape.length > 0) {
      throw new ShapeError(
        `${who}: the index names one element, and the value has shape ${shapeText(given._shape)}; give a number, or index with '...'`,
      );
    }
  }
  assignTo(view, value, who);
}

function assignSelected(a: NDArray, entries: readonly IndexEntry[], value: unknown, who: string): void {
  const selection = selectionOf(a, entries, who);
  const shape = checkedRank(selectedShape(selection), who);
  const values = isItem(value) ? undefined : stretched(a, valuesFor(a, value, who), shape, who);
  // What an index array would read while it is written over.
  const axes = selection.axes.map((axis) =>
    mayShareBytes(a, axis.array) ? { ...axis, array: copyArray(axis.array, 'C', who) } : axis,
  );
  // Last of all: what stands before it may use the argument block.
  if (isItem(value)) putScalar(a, value, who);
  gatherSelected(a, { ...selection, axes }, values, true, who);
  for (const temporary of selection.temporaries) temporary.dispose();
}

/** Writes a value into the argument block, where `gatherSelected` and `gatherRun` find it. */
export function putScalar(a: NDArray, value: Item, who: string): void {
  writeElement(blockView, SCALARS * 8, a._code, value, who);
}

/** By one index array along the first axis. */
function assignFirstAxis(a: NDArray, given: NDArray, value: unknown, who: string): void {
  const array = mayShareBytes(a, given) ? copyArray(given, 'C', who) : given;
  if (isItem(value) && a._shape.length === 1) {
    putScalar(a, value, who);
    if (gatherRun(a, array, undefined, 0, true, who)) return;
  }
  const shape = a._shape.length === 1 ? array._shape : array._shape.concat(a._shape.slice(1));
  checkedRank(shape, who);
  const values = stretched(a, valuesFor(a, value, who), shape, who);
  const step = stepOfRun(values, array);
  if (step !== undefined && gatherRun(a, array, values, step, true, who)) return;
  gatherAlong(a, 0, array, values, true, 0, who);
}

/** Bytes from a value to the next for values that lie as the indices do, one for each; undefined for others. */
function stepOfRun(values: NDArray, index: NDArray): number | undefined {
  if (values._size === 1) return 0;
  if (values._shape.length === 1 && index._shape.length === 1) return values._strides[0] as number;
  const isC = (values._flags & C_CONTIGUOUS) !== 0 && sameShape(values._shape, index._shape);
  return isC ? (itemSizes[values._code] as number) : undefined;
}

/** By a mask of the array's shape; false where the positions have to be found after all. */
function assignMasked(a: NDArray, mask: NDArray, value: unknown, who: string): boolean {
  mask._alive(who);
  const values = valuesFor(a, value, who);
  if (values.ndim > 1) {
    throw new ShapeError(
      `${who}: values of shape ${shapeText(values._shape)} for a mask, which takes one axis of them or a single one; use values.ravel()`,
    );
  }
  if (values._size === 1) {
    const one = mayShareBytes(a, values) ? copyArray(values, 'C', who) : values;
    if ((a._flags & C_CONTIGUOUS) !== 0) {
      const apart = mayShareBytes(a, mask) ? copyArray(mask, 'C', who) : contiguous(mask, who);
      assignByMask(a, apart, one, who);
    } else {
      const scalar = one.ndim === 0 ? one : one._view([], [], one._offset);
      copyInto(a, scalar, who, mask);
    }
    return true;
  }
  if ((a._flags & C_CONTIGUOUS) === 0) return false;
  const apart = mayShareBytes(a, mask) ? copyArray(mask, 'C', who) : contiguous(mask, who);
  const count = countMask(apart, who);
  if (count !== values._size) {
    throw new ShapeError(
      `${who}: ${values._size} values of shape ${shapeText(values._shape)} for the ${count} elements that the mask selects; give as many, or one`,
    );
  }
  assignByMask(
    a,
    apart,
    mayShareBytes(a, values) ? copyArray(values, 'C', who) : contiguous(values, who),
    who,
  );
  return true;
}
