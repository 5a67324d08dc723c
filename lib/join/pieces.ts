/** The native calls behind joining: runs of bytes from several arrays, one behind another, row by row. */
import { callError } from '../call.js';
import { binding, type CallStatus, PARAMETERS, STRIDES, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';

/** What one native call takes; longer lists go in several. */
const MOST = 64;
const PIECE_SLOTS = 4;

function putTarget(rows: number, count: number, offset: number, rowBytes: number): void {
  slots[PARAMETERS] = rows;
  slots[PARAMETERS + 1] = count;
  slots[PARAMETERS + 2] = offset;
  slots[PARAMETERS + 3] = rowBytes;
}

function putPiece(k: number, argument: number, offset: number, rowBytes: number, bytes: number): void {
  const at = STRIDES + PIECE_SLOTS * k;
  slots[at] = argument;
  slots[at + 1] = offset;
  slots[at + 2] = rowBytes;
  slots[at + 3] = bytes;
}

/**
 * Joins C-contiguous arrays of the target's dtype: each holds `rows` runs, and row i of the C-contiguous target is run i of
 * each. Sources and target do not overlap.
 */
export function joinRows(target: NDArray, arrays: readonly NDArray[], rows: number, who: string): void {
  if (target._size === 0) return;
  const { itemsize } = target;
  const rowBytes = (target._size / rows) * itemsize;
  const start = target._storage.start + target._offset;
  let before = 0;
  for (let first = 0; first < arrays.length; first += MOST) {
    const count = Math.min(MOST, arrays.length - first);
    putTarget(rows, count, start + before, rowBytes);
    for (let k = 0; k < count; k++) {
      const a = arrays[first + k] as NDArray;
      const bytes = (a._size / rows) * itemsize;
      putPiece(k, k + 1, a._storage.start + a._offset, bytes, bytes);
      before += bytes;
    }
    let status: CallStatus;
    if (count === 2) {
      status = binding.join(
        target._storage.region.handle,
        (arrays[first] as NDArray)._storage.region.handle,
        (arrays[first + 1] as NDArray)._storage.region.handle,
      );
    } else {
      const handles = arrays.slice(first, first + count).map((a) => a._storage.region.handle);
      status = binding.join(target._storage.region.handle, ...handles);
    }
    if (status !== undefined) throw callError(status, who, [target, ...arrays]);
  }
}

/** A run in each row of `source`: from byte `offset` of the row on. */
export interface Run {
  readonly source: NDArray;
  readonly offset: number;
  readonly rowBytes: number;
  readonly bytes: number;
}

/** Row i of the C-contiguous target, `rows` of them, becomes run i of each source (64 at most), one behind another. */
export function joinRuns(target: NDArray, rows: number, runs: readonly Run[], who: string): void {
  if (target._size === 0) return;
  const rowBytes = (target._size / rows) * target.itemsize;
  putTarget(rows, runs.length, target._storage.start + target._offset, rowBytes);
  runs.forEach(({ source, offset, rowBytes: step, bytes }, k) => {
    putPiece(k, k + 1, source._storage.start + source._offset + offset, step, bytes);
  });
  const status = binding.join(
    target._storage.region.handle,
    ...runs.map(({ source }) => source._storage.region.handle),
  );
  if (status !== undefined) throw callError(status, who, [target, ...runs.map(({ source }) => source)]);
}

/** As joinRuns, all runs from one source: [offset, bytes] each, in rows of `rowBytes`. */
export function rejoin(
  target: NDArray,
  source: NDArray,
  rows: number,
  rowBytes: number,
  runs: readonly (readonly [offset: number, bytes: number])[],
  who: string,
): void {
  if (target._size === 0) return;
  const start = source._storage.start + source._offset;
  const made = (target._size / rows) * target.itemsize;
  putTarget(rows, runs.length, target._storage.start + target._offset, made);
  for (let k = 0; k < runs.length; k++) {
    const [offset, bytes] = runs[k] as readonly [number, number];
    putPiece(k, 1, start + offset, rowBytes, bytes);
  }
  const status = binding.join(target._storage.region.handle, source._storage.region.handle);
  if (status !== undefined) throw callError(status, who, [target, source]);
}

/** Chunks below this are multiplied within the cache; larger ones are rows of a join, which threads share. */
const LARGE_CHUNK = 4096;

/**
 * Fills the C-contiguous target with the chunks of the C-contiguous source, each `count` times: [rows, chunk] becomes
 * [rows, count, chunk].
 */
export function multiply(
  target: NDArray,
  source: NDArray,
  rows: number,
  chunk: number,
  count: number,
  who: string,
): void {
  if (target._size === 0) return;
  const bytes = chunk * target.itemsize;
  if (rows === 1 && bytes >= LARGE_CHUNK) {
    rejoin(target, source, count, 0, [[0, bytes]], who);
    return;
  }
  slots[PARAMETERS] = 1;
  slots[PARAMETERS + 1] = rows;
  slots[PARAMETERS + 2] = bytes;
  slots[PARAMETERS + 3] = count;
  slots[PARAMETERS + 4] = source._storage.start + source._offset;
  slots[PARAMETERS + 5] = target._storage.start + target._offset;
  const status = binding.repeat(source._storage.region.handle, target._storage.region.handle);
  if (status !== undefined) throw callError(status, who, [target, source]);
}
