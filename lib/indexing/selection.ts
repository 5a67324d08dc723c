/**
 * What an index tuple selects: where the basic terms begin, the axes they leave, and the index arrays, each with the axis
 * it counts along. `index`, `indexAssign` and `ufunc.at` work on that.
 */
import { newArray } from '../call.js';
import { BOOL, INT64 } from '../dtype.js';
import { IndexError, ShapeError, shapeText } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { broadcastMany } from '../shape/broadcast.js';
import type { IndexedAxis } from './gather.js';
import type { IndexEntry } from './index_tuple.js';
import { maskPositions, truthMask } from './masks.js';
import { sliceLength, sliceStart, sliceStride, tooMany } from './slice.js';
import { ELLIPSIS } from './slice_object.js';

export interface Selection {
  /** Where the array begins once integers and slices are taken. */
  readonly offset: number;
  /** Lengths and strides of the axes that no array indexes, in order. */
  readonly freeShape: readonly number[];
  readonly freeStrides: readonly number[];
  /** How many of them stand before `shape` in the result. */
  readonly before: number;
  /** The index arrays, with their axes. */
  readonly axes: readonly IndexedAxis[];
  /** What the index arrays broadcast to. */
  readonly shape: readonly number[];
  /** Arrays made on the way; for dispose. */
  readonly temporaries: readonly NDArray[];
}

const none: readonly NDArray[] = [];

/** Axes that the terms name, before '...' and the end get the rest; the second '...' is an error. */
function countAxes(entries: readonly IndexEntry[], who: string): number {
  let used = 0;
  let ellipses = 0;
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i] as IndexEntry;
    if (entry === ELLIPSIS) ellipses++;
    else if (entry instanceof NDArray) used += entry._code === BOOL ? entry._shape.length : 1;
    else if (entry !== null && typeof entry !== 'boolean') used++;
  }
  if (ellipses > 1) throw new IndexError(`${who}: only one '...' is possible in an index`);
  return used;
}

/** Reads a tuple against an array; it may hold no index array at all. */
export function selectionOf(a: NDArray, entries: readonly IndexEntry[], who: string): Selection {
  if (a._storage.disposed) a._alive(who);
  const used = countAxes(entries, who);
  const lengths = a._shape;
  const strides = a._strides;
  let rest = lengths.length - used;
  if (rest < 0) throw tooMany(a, entries, used, who);
  const freeShape: number[] = [];
  const freeStrides: number[] = [];
  const axes: IndexedAxis[] = [];
  let temporaries = none as NDArray[];
  let offset = a._offset;
  // The array's axis, and the free axes before the first index array.
  let axis = 0;
  let before = -1;
  let isBroken = false;
  let isLast = false;
  for (let i = 0; i <= entries.length; i++) {
    const entry = i === entries.length ? ELLIPSIS : (entries[i] as IndexEntry);
    if (entry === ELLIPSIS) {
      // Even for no axes it stands between its neighbours, as in NumPy.
      isLast = false;
      for (; rest > 0; rest--, axis++) {
        freeShape.push(lengths[axis] as number);
        freeStrides.push(strides[axis] as number);
      }
      continue;
    }
    const isArray = entry instanceof NDArray;
    if (isArray || typeof entry === 'number' || typeof entry === 'boolean') {
      if (before < 0) before = freeShape.length;
      else if (!isLast) isBroken = true;
      isLast = true;
    } else {
      isLast = false;
    }
    if (typeof entry === 'number') {
      const length = lengths[axis] as number;
      const from = entry < 0 ? entry + length : entry;
      if (from < 0 || from >= length) {
        throw new IndexError(`${who}: index ${entry} is out of bounds for axis ${axis} with size ${length}`);
      }
      offset += from * (strides[axis] as number);
      axis++;
    } else if (entry === null) {
      freeShape.push(1);
      freeStrides.push(0);
    } else if (typeof entry === 'boolean') {
      // An axis of length 1, of which the only element is taken once or not at all.
      const places = newArray([entry ? 1 : 0], INT64, true);
      temporaries = [...temporaries, places];
      axes.push({ array: places, length: 1, stride: 0, name: axis });
    } else if (!isArray) {
      const length = lengths[axis] as number;
      const stride = strides[axis] as number;
      const taken = sliceLength(entry, length);
      if (taken !== 0) offset += sliceStart(entry, length) * stride;
      freeShape.push(taken);
      freeStrides.push(sliceStride(entry, taken, stride));
      axis++;
    } else if (entry._code !== BOOL) {
      axes.push({
        array: entry,
        length: lengths[axis] as number,
        stride: strides[axis] as number,
        name: axis,
      });
      axis++;
    } else {
      const places = placesOf(entry, a, axis, who);
      temporaries = [...temporaries, places];
      const count = places._shape[1] as number;
      for (let k = 0; k < entry._shape.length; k++, axis++) {
        const array = places._view([count], [8], k * (places._strides[0] as number));
        axes.push({ array, length: lengths[axis] as number, stride: strides[axis] as number, name: axis });
      }
    }
  }
  return {
    offset,
    freeShape,
    freeStrides,
    before: isBroken || before < 0 ? 0 : before,
    axes,
    shape: broadcastShape(axes, who),
    temporaries,
  };
}

/** The places of a mask that stands for the axes from `first` on. */
function placesOf(mask: NDArray, a: NDArray, first: number, who: string): NDArray {
  mask._alive(who);
  for (let k = 0; k < mask.ndim; k++) {
    const length = a._shape[first + k];
    if (mask._shape[k] === length) continue;
    throw new IndexError(
      `${who}: a mask of shape ${shapeText(mask._shape)} does not fit axis ${first + k} of shape ${shapeText(a._shape)}: ${mask._shape[k]} against ${length}`,
    );
  }
  const truth = truthMask(mask, who);
  const places = maskPositions(truth, false, who);
  if (truth !== mask) truth.dispose();
  return places;
}

function broadcastShape(axes: readonly IndexedAxis[], who: string): readonly number[] {
  if (axes.length === 1) return (axes[0] as IndexedAxis).array._shape;
  try {
    return broadcastMany(
      axes.map(({ array }) => array._shape),
      who,
    );
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new IndexError(error.message.replace('shapes', 'index arrays of shapes'));
  }
}

/** The shape of what is selected. */
export function selectedShape({ freeShape, before, shape }: Selection): readonly number[] {
  if (freeShape.length === 0) return shape;
  const indexed = shape.length;
  const all = new Array<number>(indexed + freeShape.length);
  for (let i = 0; i < indexed; i++) all[before + i] = shape[i] as number;
  for (let i = 0; i < freeShape.length; i++) all[i < before ? i : indexed + i] = freeShape[i] as number;
  return all;
}
