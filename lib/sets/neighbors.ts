/** The native calls behind sets: what is kept of a sorted list. */
import { callError, newArray } from '../call.js';
import { copyArray } from '../convert/copy.js';
import { INT64 } from '../dtype.js';
import { binding, PARAMETERS, RESULTS, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { putAxis } from '../sort/search.js';

/** The numbers of native/loops/sort_sets.h. */
export const Neighbors = { first: 0, repeated: 1, single: 2 } as const;

/** The first `count` elements in memory of their own; the array they are from ends. */
export function front(a: NDArray, count: number, who: string): NDArray {
  if (count === a._size) return a;
  const kept = copyArray(a._view([count], [a.itemsize], a._offset), 'C', who);
  a.dispose();
  return kept;
}

/** Of a sorted array of one axis, which is used up, the elements that are kept. */
export function keepNeighbors(a: NDArray, kept: number, nanEqual: boolean, who: string): NDArray {
  slots[PARAMETERS] = a._size;
  slots[PARAMETERS + 1] = kept;
  slots[PARAMETERS + 2] = nanEqual ? 1 : 0;
  putAxis(0, a);
  const status = binding.keepNeighbors(a._storage.region.handle);
  if (status !== undefined) throw callError(status, who, [a]);
  return front(a, slots[RESULTS] as number, who);
}

/**
 * Of the contiguous array `a` taken at `places`, which elements are kept: positions in `places`. `groups` receives for each
 * element of `a` which of the distinct ones it is.
 */
export function findNeighbors(
  a: NDArray,
  places: NDArray,
  kept: number,
  nanEqual: boolean,
  who: string,
  groups?: NDArray,
): NDArray {
  const positions = newArray([a._size], INT64);
  slots[PARAMETERS] = a._size;
  slots[PARAMETERS + 1] = kept;
  slots[PARAMETERS + 2] = nanEqual ? 1 : 0;
  slots[PARAMETERS + 3] = groups === undefined ? 0 : 1;
  putAxis(0, a);
  putAxis(1, places);
  putAxis(2, positions);
  if (groups !== undefined) putAxis(3, groups);
  const status = binding.findNeighbors(
    a._storage.region.handle,
    places._storage.region.handle,
    positions._storage.region.handle,
    groups === undefined ? null : groups._storage.region.handle,
  );
  if (status !== undefined) throw callError(status, who, [a, places, positions]);
  return front(positions, slots[RESULTS] as number, who);
}
