/** Distinct elements of long lists that repeat few: counted in one pass, where sorting would take a dozen. */
import { callError, newArray } from '../call.js';
import { COMPLEX64, INT64 } from '../dtype.js';
import { binding, PARAMETERS, RESULTS, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { putAxis } from '../sort/search.js';
import { front } from './neighbors.js';

/** kFewDistinct of native/loops/distinct.h. */
const MOST = 1024;
/** Shorter lists are sorted as fast. */
const WORTH_COUNTING = 2048;

/** Distinct elements in the order of their first occurrence, and how often each occurs. */
export interface Few {
  readonly values: NDArray;
  readonly counts: NDArray;
}

/** Of an array of one axis; nothing where it is short, holds too many, or is of a dtype that sorts in one pass. */
export function fewDistinct(a: NDArray, nanEqual: boolean, who: string): Few | undefined {
  if (a._size < WORTH_COUNTING || !(a.itemsize === 4 || a.itemsize === 8) || a._code === COMPLEX64) return;
  // One element repeated may be longer than any memory, which sorting refuses.
  if (a._strides[0] === 0) return;
  const values = newArray([MOST], a._code);
  const counts = newArray([MOST], INT64);
  slots[PARAMETERS] = a._size;
  slots[PARAMETERS + 1] = nanEqual ? 1 : 0;
  putAxis(0, a);
  putAxis(1, values);
  putAxis(2, counts);
  const status = binding.findFewDistinct(
    a._storage.region.handle,
    values._storage.region.handle,
    counts._storage.region.handle,
  );
  if (status !== undefined) throw callError(status, who, [a]);
  const count = slots[RESULTS] as number;
  if (count < 0) {
    values.dispose();
    counts.dispose();
    return;
  }
  return { values: front(values, count, who), counts: front(counts, count, who) };
}
