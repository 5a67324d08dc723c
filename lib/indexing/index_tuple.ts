/** NumPy's index tuples: integers, slices, new axes and '...' beside arrays of integers and masks, read into terms. */
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { BOOL } from '../dtype.js';
import { IndexError, StridedError } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { checkIndexArray, isIndexCode } from './gather.js';
import { readSliceString, Slice, type SliceTerm } from './slice_object.js';

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
export function readEntries(given: readonly unknown[], who: string): readonly IndexEntry[] {
  const only = given.length === 1 ? given[0] : undefined;
  const indices = isTuple(only) ? only : given;
  if (areEntries(indices)) return indices;
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

/** Whether all arguments are terms as they are. */
function areEntries(indices: readonly unknown[]): indices is readonly IndexEntry[] {
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i];
    if (index instanceof NDArray) {
      const isIndex = index._code === BOOL || isIndexCode(index._code);
      if (!isIndex || index._shape.length === 0 || index._storage.disposed) return false;
    } else if (typeof index === 'number') {
      if (!Number.isInteger(index)) return false;
    } else if (index !== null && !(index instanceof Slice)) {
      return false;
    }
  }
  return true;
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
