/**
 * NumPy's index tuples: integers, slices, new axes and '...' beside arrays of integers and masks, read into a view that
 * the basic parts have made and the index arrays along its axes. `index`, `indexAssign` and `ufunc.at` work on that.
 */
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { BOOL, INT64 } from '../dtype.js';
import { IndexError, ShapeError, StridedError, shapeText } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { broadcastMany } from '../shape/broadcast.js';
import { checkIndexArray, type IndexedAxis, isIndexCode } from './gather.js';
import { maskPositions, truthMask } from './masks.js';
import { tooMany, viewOf } from './slice.js';
import { ELLIPSIS, readSliceString, Slice, type SliceTerm } from './slice_object.js';

/** An index tuple that holds an array or a mask. */
export interface AdvancedIndex {
  /** The array after integers, slices and new axes; indexed axes are whole. */
  readonly view: NDArray;
  /** The index arrays, each with its axis of the view. Never empty. */
  readonly axes: readonly (IndexedAxis & { readonly axis: number })[];
  /** What the index arrays broadcast to. */
  readonly shape: readonly number[];
  /** Axes of the view that no array indexes, in order. */
  readonly free: readonly number[];
  /** How many of the free axes stand before `shape` in the result. */
  readonly before: number;
  /** Arrays made on the way; for dispose. */
  readonly temporaries: readonly NDArray[];
}

/** A list that indexes as a tuple: functions such as `nonzero` and `ix` give frozen ones, and no one else freezes a list. */
export function indexTuple<T extends readonly NDArray[]>(arrays: T): Readonly<T> {
  return Object.freeze(arrays);
}

function isTuple(index: unknown): index is readonly NDArray[] {
  return Array.isArray(index) && Object.isFrozen(index) && index.every((array) => array instanceof NDArray);
}

/** A term of an index: a slice's, or an array of indices, a mask, or true or false alone. */
export type IndexEntry = SliceTerm | NDArray | boolean;

/** The arguments as terms; strings may hold several. */
export function readEntries(given: readonly unknown[], who: string): IndexEntry[] {
  const only = given.length === 1 ? given[0] : undefined;
  const indices = isTuple(only) ? only : given;
  const entries: IndexEntry[] = [];
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i];
    if (typeof index === 'number') {
      if (!Number.isInteger(index)) throw new IndexError(`${who}: ${index} is no integer index`);
      entries.push(index);
    } else if (index instanceof NDArray) {
      entries.push(arrayEntry(index, who));
    } else if (typeof index === 'string') {
      for (const term of readSliceString(index, who)) entries.push(term);
    } else if (index === null || index instanceof Slice || typeof index === 'boolean') {
      entries.push(index);
    } else if (typeof index === 'bigint') {
      entries.push(Number(index));
    } else {
      entries.push(arrayEntry(otherArray(index, who), who));
    }
  }
  return entries;
}

function otherArray(index: unknown, who: string): NDArray {
  try {
    return asNDArray(index, who);
  } catch (error) {
    if (!(error instanceof StridedError) || error.code !== 'ERR_ARGUMENT') throw error;
    throw new IndexError(
      `${who}: ${describe(index)} is no index; an index is an integer, a slice ('1:10:2', nd.s(1, 10, 2)), null, '...', an array of integers or a mask`,
    );
  }
}

/** 0-d arrays count as what they hold. */
function arrayEntry(array: NDArray, who: string): IndexEntry {
  if (array._code === BOOL) {
    if (array.ndim > 0) return array;
    return array.item() as boolean;
  }
  checkIndexArray(array, who);
  if (array.ndim > 0) return array;
  const value = Number(array.item({ bigint: true }));
  if (!Number.isInteger(value)) throw new IndexError(`${who}: ${value} is no integer index`);
  return value;
}

/** Whether a term is more than a slice's: the index then copies. */
export function isAdvanced(entry: IndexEntry): entry is NDArray | boolean {
  return entry instanceof NDArray || typeof entry === 'boolean';
}

const whole = new Slice(null, null, null);

function isWhole(entry: IndexEntry): boolean {
  return entry instanceof Slice && entry.start === null && entry.stop === null && (entry.step ?? 1) === 1;
}

/** The axes that a term stands for. */
function axesOf(entry: IndexEntry): number {
  if (entry === null || entry === ELLIPSIS || typeof entry === 'boolean') return 0;
  return entry instanceof NDArray && entry._code === BOOL ? entry.ndim : 1;
}

/** The terms with '...' written out, and the axes left over at the end. */
function expanded(a: NDArray, entries: readonly IndexEntry[], who: string): IndexEntry[] {
  let used = 0;
  let ellipsis = -1;
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i] as IndexEntry;
    used += axesOf(entry);
    if (entry !== ELLIPSIS) continue;
    if (ellipsis >= 0) throw new IndexError(`${who}: only one '...' is possible in an index`);
    ellipsis = i;
  }
  const left = a.ndim - used;
  if (left < 0) throw tooMany(a, entries, used, who);
  const rest = new Array<IndexEntry>(left).fill(whole);
  if (ellipsis < 0) return [...entries, ...rest];
  // One '...' for no axes still stands between its neighbours: it is kept, as NumPy keeps it.
  const written: IndexEntry[] = left === 0 ? [ELLIPSIS] : rest;
  return [...entries.slice(0, ellipsis), ...written, ...entries.slice(ellipsis + 1)];
}

/** Reads a tuple that holds an array, a mask or a boolean. */
export function advancedIndex(a: NDArray, given: readonly IndexEntry[], who: string): AdvancedIndex {
  a._alive(who);
  const entries = expanded(a, given, who);
  const basic: SliceTerm[] = [];
  const axes: (IndexedAxis & { axis: number })[] = [];
  const temporaries: NDArray[] = [];
  const free: number[] = [];
  // The array's axis, the view's axis, and the free axes before the first index array.
  let source = 0;
  let axis = 0;
  let before = -1;
  let isBroken = false;
  let isLast = false;
  const lengths = a._shape;
  const add = (array: NDArray, length: number, stride: number): void => {
    axes.push({ array, length, stride, name: source, axis: axis++ });
  };
  for (const entry of entries) {
    const counts = isAdvanced(entry) || typeof entry === 'number';
    if (counts) {
      if (before < 0) before = free.length;
      else if (!isLast) isBroken = true;
    }
    isLast = counts;
    if (typeof entry === 'number') {
      basic.push(entry);
      source++;
    } else if (typeof entry === 'boolean') {
      // An axis of length 1, of which the only element is taken once or not at all.
      const places = newArray([entry ? 1 : 0], INT64, true);
      temporaries.push(places);
      basic.push(null);
      add(places, 1, 0);
    } else if (!(entry instanceof NDArray)) {
      if (entry === ELLIPSIS) continue;
      basic.push(entry);
      free.push(axis++);
      if (entry !== null) source++;
    } else if (entry._code !== BOOL) {
      basic.push(whole);
      add(entry, lengths[source] as number, a._strides[source] as number);
      source++;
    } else {
      const places = placesOf(entry, a, source, who);
      temporaries.push(places);
      const count = places._shape[1] as number;
      for (let k = 0; k < entry.ndim; k++) {
        const row = places._view([count], [8], k * (places._strides[0] as number));
        basic.push(whole);
        add(row, lengths[source] as number, a._strides[source] as number);
        source++;
      }
    }
  }
  const isView = basic.length === a.ndim && basic.every(isWhole);
  return {
    view: isView ? a : viewOf(a, basic, who),
    axes,
    shape: broadcastShape(axes, who),
    free,
    before: isBroken ? 0 : before,
    temporaries,
  };
}

/** As `advancedIndex` where all terms are arrays of integers, one per axis from the first on; undefined for others. */
export function arraysAlone(a: NDArray, given: readonly unknown[], who: string): AdvancedIndex | undefined {
  const terms = given.length === 1 && isTuple(given[0]) ? given[0] : given;
  if (terms.length === 0 || terms.length > a.ndim) return undefined;
  const axes: (IndexedAxis & { axis: number })[] = [];
  for (let i = 0; i < terms.length; i++) {
    const array = terms[i];
    if (!(array instanceof NDArray) || array.ndim === 0 || !isIndexCode(array._code)) return undefined;
    array._alive(who);
    axes.push({ array, length: a._shape[i] as number, stride: a._strides[i] as number, name: i, axis: i });
  }
  const free: number[] = [];
  for (let i = terms.length; i < a.ndim; i++) free.push(i);
  return { view: a, axes, shape: broadcastShape(axes, who), free, before: 0, temporaries: [] };
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
  return maskPositions(truthMask(mask, who), false, who);
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

/** The shape of what the index selects. */
export function selectedShape({ view, free, before, shape }: AdvancedIndex): number[] {
  const rest = free.map((axis) => view._shape[axis] as number);
  return [...rest.slice(0, before), ...shape, ...rest.slice(before)];
}
