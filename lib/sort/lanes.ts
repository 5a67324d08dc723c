/** Runs along one axis, as the native sorts take them. */
import { callError, copyInto, newArray, newLaidOut } from '../call.js';
import { copyArray, copyStrides } from '../convert/copy.js';
import { INT64, isComplex, UINT8 } from '../dtype.js';
import { binding, NDIM, OPERANDS, PARAMETERS, SHAPE, STRIDES, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';

const MAX_AXES = 64;

/** The numbers of native/loops/sort.h. */
export const SortTask = { values: 0, places: 1, partition: 2, partitionPlaces: 3 } as const;

/** Writes the shape, the sorted axis last. */
function putLaneShape(shape: readonly number[], axis: number): void {
  const ndim = shape.length;
  slots[NDIM] = ndim;
  let at = SHAPE;
  for (let i = 0; i < ndim; i++) if (i !== axis) slots[at++] = shape[i] as number;
  slots[at] = shape[axis] as number;
}

function putLanes(k: number, a: NDArray, axis: number): void {
  slots[OPERANDS + 2 * k] = a._storage.start + a._offset;
  slots[OPERANDS + 2 * k + 1] = a._code;
  const strides = a._strides;
  let at = STRIDES + MAX_AXES * k;
  for (let i = 0; i < strides.length; i++) if (i !== axis) slots[at++] = strides[i] as number;
  slots[at] = strides[axis] as number;
}

/** Runs of fewer bytes find room on the stack or in the allocator's own caches. */
const LARGE_RUN = 1 << 16;

/** What the native side needs beside the operands for one run: see native/loops/sort.cc. 0 where it finds that itself. */
function scratchBytes(task: number, a: NDArray, out: NDArray, axis: number): number {
  const n = a._shape[axis] as number;
  const { itemsize } = a;
  if (n * itemsize < LARGE_RUN || a._size !== n) return 0;
  const complex = isComplex(a._code);
  const givesPlaces = complex || task === SortTask.places || task === SortTask.partitionPlaces;
  const keys = complex ? itemsize / 2 : itemsize;
  const isDense = a._strides[axis] === itemsize && out._strides[axis] === itemsize;
  const isDirect = isDense && !givesPlaces && itemsize >= 4;
  return (
    n * ((isDirect ? 1 : 2) * keys + (givesPlaces ? 24 : 0) + (complex ? 8 + itemsize + keys : 0)) + 8 * 64
  );
}

/** From how many bytes on runs across the rows are faster copied to lie dense, and up to how many that may take. */
const FEWEST_SCATTERED = 1 << 13;
const MOST_SCATTERED = 1 << 28;

/** Whether many runs lie across the rows: read one by one, each would pull in the cache lines of all its neighbours. */
function areScattered(task: number, a: NDArray, out: NDArray, axis: number): boolean {
  // Places are sorted beside a copy of each run anyway, and complex numbers by places.
  if ((task !== SortTask.values && task !== SortTask.partition) || isComplex(a._code)) return false;
  const { itemsize } = a;
  const bytes = a._size * itemsize;
  return (
    bytes >= FEWEST_SCATTERED &&
    bytes <= MOST_SCATTERED &&
    (a._shape[axis] as number) > 1 &&
    a._size > (a._shape[axis] as number) &&
    (a._strides[axis] !== itemsize || out._strides[axis] !== itemsize)
  );
}

/** The same elements, the sorted axis last. */
function axisLast(a: NDArray, axis: number): NDArray {
  const moved = (list: readonly number[]): number[] => [
    ...list.slice(0, axis),
    ...list.slice(axis + 1),
    list[axis] as number,
  ];
  return a._view(moved(a._shape), moved(a._strides), a._offset);
}

/** Sorts dense copies of the runs; a transposing copy goes through the memory in blocks. */
function sortCopied(
  task: number,
  a: NDArray,
  out: NDArray,
  axis: number,
  who: string,
  stable: boolean,
  kth: NDArray | undefined,
): void {
  using runs = copyArray(axisLast(a, axis), 'C', who);
  sortInto(task, runs, runs, a.ndim - 1, who, stable, kth);
  copyInto(axisLast(out, axis), runs, who);
}

/** Sorts or partitions `a` along an axis into `out`, which may be `a` itself. `kth` is an ascending list in an int64 array. */
export function sortInto(
  task: number,
  a: NDArray,
  out: NDArray,
  axis: number,
  who: string,
  stable = false,
  kth?: NDArray,
): void {
  if (out._size === 0) return;
  if (areScattered(task, a, out, axis)) {
    sortCopied(task, a, out, axis, who, stable, kth);
    return;
  }
  const bytes = scratchBytes(task, a, out, axis);
  // The pool's memory is mapped already; fresh memory costs more than the sort of what goes there.
  using scratch = bytes === 0 ? undefined : newArray([bytes], UINT8);
  slots[PARAMETERS] = task;
  slots[PARAMETERS + 1] = stable ? 1 : 0;
  slots[PARAMETERS + 2] = kth === undefined ? 0 : kth._size;
  slots[PARAMETERS + 3] = bytes;
  putLaneShape(a._shape, axis);
  putLanes(0, a, axis);
  putLanes(1, out, axis);
  if (kth !== undefined) putList(2, kth, 8);
  if (scratch !== undefined) putList(3, scratch, 1);
  const status =
    kth === undefined && scratch === undefined
      ? binding.sort(a._storage.region.handle, out._storage.region.handle)
      : binding.sort(
          a._storage.region.handle,
          out._storage.region.handle,
          kth === undefined ? null : kth._storage.region.handle,
          scratch === undefined ? null : scratch._storage.region.handle,
        );
  if (status !== undefined) throw callError(status, who, kth === undefined ? [a, out] : [a, out, kth]);
}

function putList(k: number, list: NDArray, step: number): void {
  slots[OPERANDS + 2 * k] = list._storage.start + list._offset;
  slots[OPERANDS + 2 * k + 1] = list._code;
  slots[STRIDES + MAX_AXES * k] = step;
}

/** Ascending places of a partition as an int64 array. */
export function placesArray(kth: readonly number[]): NDArray {
  const ascending = kth.length === 1 ? kth : [...kth].sort((a, b) => a - b);
  const places = newArray([ascending.length], INT64);
  const { region, start } = places._storage;
  for (let i = 0; i < ascending.length; i++) {
    region.view.setBigInt64(start + 8 * i, BigInt(ascending[i] as number), true);
  }
  return places;
}

/** A new array for sorted values: axes in memory as `a` has them. */
export function sortedLike(a: NDArray): NDArray {
  return a.ndim < 2
    ? newArray(a._shape, a._code)
    : newLaidOut(a._shape, copyStrides(a, 'K', a.itemsize), a._code);
}

/**
 * A new array with the elements of `a` along `axis` so that those at the places `kth` (each within the axis) stand where
 * sorting would put them, smaller ones before, greater ones behind; nan counts as the greatest.
 */
export function partitioned(a: NDArray, axis: number, kth: readonly number[], who: string): NDArray {
  const out = sortedLike(a);
  if (kth.length === 0) {
    copyInto(out, a, who);
    return out;
  }
  using places = placesArray(kth);
  sortInto(SortTask.partition, a, out, axis, who, false, places);
  return out;
}

/** A sorted copy of `a` along `axis`. */
export function sorted(a: NDArray, axis: number, who: string, stable = false): NDArray {
  const out = sortedLike(a);
  sortInto(SortTask.values, a, out, axis, who, stable);
  return out;
}

/** The stable places of the sorted elements along `axis`. */
export function sortedPlaces(a: NDArray, axis: number, who: string): NDArray {
  const out = newArray(a._shape, INT64);
  sortInto(SortTask.places, a, out, axis, who);
  return out;
}
