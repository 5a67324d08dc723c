/** Whether two arrays can touch the same bytes. */
import { itemSizes } from '../dtype.js';
import type { NDArray } from '../ndarray.js';

/** The bytes an array can touch in its region: from `low` up to, not with, `high`. */
export function extentOf(a: NDArray): { readonly low: number; readonly high: number } {
  let low = a._storage.start + a._offset;
  let high = low + (itemSizes[a._code] as number);
  if (a._size === 0) return { low, high: low };
  const shape = a._shape as readonly number[];
  for (let axis = 0; axis < shape.length; axis++) {
    const reach = ((shape[axis] as number) - 1) * (a._strides[axis] as number);
    if (reach < 0) low += reach;
    else high += reach;
  }
  return { low, high };
}

/** Whether both are in the same memory; two windows over one shared buffer count as the same. */
export function sameMemory(a: NDArray, b: NDArray): boolean {
  const x = a._storage.region.handle;
  const y = b._storage.region.handle;
  if (x === null || y === null) return false;
  return (x instanceof Uint8Array ? x.buffer : x) === (y instanceof Uint8Array ? y.buffer : y);
}

/** Whether the bounds of both overlap (NumPy: `may_share_memory`). */
export function mayShareBytes(a: NDArray, b: NDArray): boolean {
  if (a._size === 0 || b._size === 0) return false;
  // Storages of the library's own never share bytes; only one over the user's memory may lie in another.
  if (a._storage !== b._storage && a._storage.origin !== 'foreign' && b._storage.origin !== 'foreign')
    return false;
  if (!sameMemory(a, b)) return false;
  const x = extentOf(a);
  const y = extentOf(b);
  return x.low < y.high && y.low < x.high;
}
