/** The native calls behind selections by masks. */
import { callError, copyInto, newArray, putShape } from '../call.js';
import { copyArray } from '../convert/copy.js';
import { BOOL, INT64, itemSizes } from '../dtype.js';
import { allocate } from '../memory/storage.js';
import { binding, NDIM, PARAMETERS, RESULTS, SHAPE, slots } from '../native.js';
import { NDArray } from '../ndarray.js';
import { ALIGNED, C_CONTIGUOUS, F_CONTIGUOUS, WRITEABLE } from '../shape/layout.js';

const { maskCount, maskSelect, maskAssign, maskPositions: maskPositionsCall } = binding;

/** Selections from so many bytes are not counted first: the result's memory is as long as the operand's. */
const SMALL_BYTES = 4096;
const flatFlags = C_CONTIGUOUS | F_CONTIGUOUS | WRITEABLE | ALIGNED;

/** The array itself where it is C-contiguous, else a copy that is. */
export function contiguous(a: NDArray, who: string): NDArray {
  return (a._flags & C_CONTIGUOUS) !== 0 ? a : copyArray(a, 'C', who);
}

/** Truth of each element as a C-contiguous mask; a bool array that is one is returned as it is. */
export function truthMask(a: NDArray, who: string): NDArray {
  if (a._code === BOOL) return contiguous(a, who);
  const mask = newArray(a._shape, BOOL);
  copyInto(mask, a, who);
  return mask;
}

function putMask(mask: NDArray, itemsize: number): void {
  slots[PARAMETERS] = mask._size;
  slots[PARAMETERS + 1] = mask._storage.start + mask._offset;
  slots[PARAMETERS + 2] = itemsize;
}

function putRunOf(k: number, a: NDArray, count: number): void {
  slots[PARAMETERS + 3 + 2 * k] = a._storage.start + a._offset;
  slots[PARAMETERS + 4 + 2 * k] = count;
}

/** How many elements of a C-contiguous mask are true. */
export function countMask(mask: NDArray, who: string): number {
  putMask(mask, 1);
  const status = maskCount(mask._storage.region.handle);
  if (status !== undefined) throw callError(status, who, [mask]);
  return slots[RESULTS] as number;
}

/** The elements where the mask is true, as one axis. Both are C-contiguous; the mask may be shorter, never longer. */
export function selectByMask(a: NDArray, mask: NDArray, who: string): NDArray {
  const itemsize = itemSizes[a._code] as number;
  const isSmall = mask._size * itemsize <= SMALL_BYTES;
  const room = isSmall ? mask._size : countMask(mask, who);
  const storage = allocate(room * itemsize, false);
  const shape = [room];
  const out = new NDArray(storage, a._code, shape, [room === 0 ? 0 : itemsize], 0, flatFlags, null);
  putMask(mask, itemsize);
  putRunOf(0, a, a._size);
  putRunOf(1, out, room);
  const { region } = a._storage;
  const status = maskSelect(mask._storage.region.handle, region.handle, storage.region.handle);
  if (status !== undefined) throw callError(status, who, [a, mask]);
  const chosen = slots[RESULTS] as number;
  if (chosen === room) return out;
  return new NDArray(storage, a._code, [chosen], [chosen === 0 ? 0 : itemsize], 0, flatFlags, null);
}

/**
 * Writes values[0], values[1], … into the elements where the mask is true; one value alone into all of them. All are
 * C-contiguous, the values of the array's dtype, and apart from it.
 */
export function assignByMask(a: NDArray, mask: NDArray, values: NDArray, who: string): void {
  putMask(mask, itemSizes[a._code] as number);
  putRunOf(0, a, a._size);
  putRunOf(1, values, values._size);
  const { region } = a._storage;
  const status = maskAssign(mask._storage.region.handle, region.handle, values._storage.region.handle);
  if (status !== undefined) throw callError(status, who, [a, mask, values]);
}

/** The places of the true elements of a C-contiguous mask read as one axis, as int64. */
export function maskPlaces(mask: NDArray, who: string): NDArray {
  const room = mask._size * 8 <= SMALL_BYTES ? mask._size : countMask(mask, who);
  const out = newArray([room], INT64);
  slots[NDIM] = 1;
  slots[SHAPE] = mask._size;
  putMask(mask, 1);
  putRunOf(0, out, room);
  slots[PARAMETERS + 5] = 1;
  slots[PARAMETERS + 6] = room;
  slots[PARAMETERS + 7] = room;
  const status = maskPositionsCall(mask._storage.region.handle, out._storage.region.handle);
  if (status !== undefined) throw callError(status, who, [mask, out]);
  const found = slots[RESULTS] as number;
  if (found === room) return out;
  return new NDArray(out._storage, INT64, [found], [found === 0 ? 0 : 8], 0, flatFlags, null);
}

/**
 * The indices of the true elements of a C-contiguous mask of one axis or more, as int64: [axes, count] with a row per
 * axis, or [count, axes] with a row per element.
 */
export function maskPositions(mask: NDArray, byElement: boolean, who: string): NDArray {
  const { _shape } = mask;
  const ndim = _shape.length;
  const isSmall = ndim > 0 && mask._size * ndim * 8 <= SMALL_BYTES;
  const count = isSmall ? mask._size : countMask(mask, who);
  const out = newArray(byElement ? [count, ndim] : [ndim, count], INT64);
  putShape(_shape);
  putMask(mask, 1);
  putRunOf(0, out, out._size);
  slots[PARAMETERS + 5] = byElement ? ndim : 1;
  slots[PARAMETERS + 6] = byElement ? 1 : count;
  slots[PARAMETERS + 7] = count;
  const status = maskPositionsCall(mask._storage.region.handle, out._storage.region.handle);
  if (status !== undefined) throw callError(status, who, [mask, out]);
  const found = slots[RESULTS] as number;
  if (found === count) return out;
  // Found fewer than there was room for: the rows keep their places.
  const shape = byElement ? [found, ndim] : [ndim, found];
  const strides = byElement ? [ndim * 8, 8] : [count * 8, 8];
  const flags = byElement || ndim === 1 ? flatFlags : WRITEABLE | ALIGNED;
  return new NDArray(out._storage, INT64, shape, strides, 0, flags, null);
}
