/** Reading and writing by index arrays and masks: `index` and `indexAssign`. */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { BOOL, dtypeName, isComplex } from '../dtype.js';
import { isItem, writeElement } from '../element.js';
import { DTypeError, ShapeError, shapeText } from '../errors.js';
import { MAX_DIMS } from '../native.js';
import { NDArray } from '../ndarray.js';
import { broadcastsTo, stretchError } from '../shape/broadcast.js';
import { C_CONTIGUOUS, sameShape } from '../shape/layout.js';
import { mayShareBytes } from '../shape/overlap.js';
import { assignTo } from './assign.js';
import { gatherAlong, isIndexCode, runGather } from './gather.js';
import {
  type AdvancedIndex,
  advancedIndex,
  arraysAlone,
  type IndexEntry,
  isAdvanced,
  readEntries,
  selectedShape,
} from './index_tuple.js';
import { assignByMask, contiguous, countMask, selectByMask } from './masks.js';
import { viewOf } from './slice.js';
import type { SliceTerm } from './slice_object.js';

/** A mask of the array's own shape, alone: no positions have to be found. */
function wholeMask(a: NDArray, entries: readonly IndexEntry[]): NDArray | undefined {
  const only = entries.length === 1 ? entries[0] : undefined;
  return only instanceof NDArray && only._code === BOOL && sameShape(only._shape, a._shape)
    ? only
    : undefined;
}

/** NumPy's `a[…]` as a copy. */
export function indexed(a: NDArray, given: readonly unknown[], who: string): NDArray {
  if (a._storage.disposed) a._alive(who);
  const only = given.length === 1 ? given[0] : undefined;
  if (only instanceof NDArray && only.ndim > 0 && a.ndim > 0 && !only._storage.disposed) {
    if (isIndexCode(only._code)) return firstAxis(a, only, who);
    if (only._code === BOOL && sameShape(only._shape, a._shape)) {
      return selectByMask(contiguous(a, who), contiguous(only, who), who);
    }
  }
  const alone = arraysAlone(a, given, who);
  if (alone !== undefined) return selected(alone, who);
  const entries = readEntries(given, who);
  if (!entries.some(isAdvanced)) return copyArray(viewOf(a, entries as SliceTerm[], who), 'C', who);
  const mask = wholeMask(a, entries);
  if (mask !== undefined) {
    mask._alive(who);
    return selectByMask(contiguous(a, who), contiguous(mask, who), who);
  }
  return selected(advancedIndex(a, entries, who), who);
}

function selected(index: AdvancedIndex, who: string): NDArray {
  const out = newArray(checkedRank(selectedShape(index), who), index.view._code);
  move(index, out, false, who);
  for (const temporary of index.temporaries) temporary.dispose();
  return out;
}

/** By one index array along the first axis, which most indices are. */
function firstAxis(a: NDArray, array: NDArray, who: string): NDArray {
  const shape = a.ndim === 1 ? array._shape : [...array._shape, ...a._shape.slice(1)];
  const out = newArray(shape.length > MAX_DIMS ? checkedRank(shape.slice(), who) : shape, a._code);
  gatherAlong(a, 0, array, out, false, 0, who);
  return out;
}

function checkedRank(shape: number[], who: string): number[] {
  if (shape.length <= MAX_DIMS) return shape;
  throw new ShapeError(
    `${who}: the result would have ${shape.length} axes; the most is ${MAX_DIMS}`,
    'ERR_SHAPE_INVALID',
  );
}

/** Between the selected elements and `dense`, whose shape broadcasts to the selection's. */
function move(index: AdvancedIndex, dense: NDArray, scatter: boolean, who: string): void {
  const { view, free, before, axes } = index;
  const indexedAxes = index.shape.length;
  const rank = indexedAxes + free.length;
  const shape = [...index.shape];
  const strides = new Array<number>(indexedAxes).fill(0);
  for (const axis of free) {
    shape.push(view._shape[axis] as number);
    strides.push(view._strides[axis] as number);
  }
  // The selection's axes are: free ones, the indexed ones, free ones.
  const ahead = rank - dense._shape.length;
  const denseStrides = shape.map((_, i) => {
    const at = i < indexedAxes ? before + i : i - indexedAxes < before ? i - indexedAxes : i;
    const own = at - ahead;
    return own < 0 || dense._shape[own] === 1 ? 0 : (dense._strides[own] as number);
  });
  runGather({
    who,
    scatter,
    mode: 0,
    shape,
    indexed: indexedAxes,
    a: view,
    strides,
    dense,
    denseStrides,
    axes,
  });
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
  const source = asNDArray(value, who);
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
  const only = given.length === 1 ? given[0] : undefined;
  if (only instanceof NDArray && only.ndim > 0 && a.ndim > 0 && !only._storage.disposed) {
    if (isIndexCode(only._code)) {
      assignFirstAxis(a, only, value, who);
      return;
    }
    if (only._code === BOOL && sameShape(only._shape, a._shape) && assignMasked(a, only, value, who)) return;
  }
  const entries = readEntries(given, who);
  if (!entries.some(isAdvanced)) {
    assignTo(viewOf(a, entries as SliceTerm[], who), value, who);
    return;
  }
  const mask = wholeMask(a, entries);
  if (mask !== undefined && assignMasked(a, mask, value, who)) return;
  const index = advancedIndex(a, entries, who);
  const shape = checkedRank(selectedShape(index), who);
  const values = stretched(a, valuesFor(a, value, who), shape, who);
  // What an index array would read while it is written over.
  const axes = index.axes.map((axis) =>
    mayShareBytes(a, axis.array) ? { ...axis, array: copyArray(axis.array, 'C', who) } : axis,
  );
  move({ ...index, axes }, values, true, who);
  for (const temporary of index.temporaries) temporary.dispose();
}

/** By one index array along the first axis. */
function assignFirstAxis(a: NDArray, array: NDArray, value: unknown, who: string): void {
  const shape = a.ndim === 1 ? array._shape : [...array._shape, ...a._shape.slice(1)];
  if (shape.length > MAX_DIMS) checkedRank(shape.slice(), who);
  const values = stretched(a, valuesFor(a, value, who), shape, who);
  gatherAlong(a, 0, mayShareBytes(a, array) ? copyArray(array, 'C', who) : array, values, true, 0, who);
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
