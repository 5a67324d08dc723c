/** Values put in between the elements of C-contiguous arrays, in one native call: runs of bytes one behind another. */
import type { NDArray } from '../ndarray.js';
import { broadcastsTo } from '../shape/broadcast.js';
import { C_CONTIGUOUS } from '../shape/layout.js';
import { joinRuns, type Run } from './pieces.js';

/** Whether a block has `length` places of the axis, whole ones behind it, and is the same for all before it. */
function isOneRun(block: NDArray, a: NDArray, axis: number, length: number): boolean {
  if (block.ndim !== a.ndim) return false;
  for (let i = 0; i < a.ndim; i++) {
    const wanted = i < axis ? 1 : i === axis ? length : a._shape[i];
    if (block._shape[i] !== wanted) return false;
  }
  return true;
}

/** In one call, where all lies in C order and the block has a run for each row, or one for all; else false. */
export function insertRuns(
  out: NDArray,
  a: NDArray,
  axis: number,
  place: number,
  block: NDArray,
  added: number,
  who: string,
): boolean {
  if ((a._flags & block._flags & out._flags & C_CONTIGUOUS) === 0 || block.ndim > a.ndim) return false;
  let rows = 1;
  for (let i = 0; i < axis; i++) rows *= a._shape[i] as number;
  const rowBytes = (a._size / rows) * a.itemsize;
  const chunk = rowBytes / (a._shape[axis] as number);
  const hole = added * chunk;
  const isWhole = block._size * a.itemsize === rows * hole;
  const isEach = isOneRun(block, a, axis, added);
  if (!isWhole && !isEach) return false;
  // As many elements in another shape are for the check of shapes to refuse.
  const shape = out._shape.slice();
  shape[axis] = added;
  if (!broadcastsTo(block._shape, shape)) return false;
  joinRuns(
    out,
    rows,
    [
      { source: a, offset: 0, rowBytes, bytes: place * chunk },
      { source: block, offset: 0, rowBytes: isWhole ? hole : 0, bytes: hole },
      { source: a, offset: place * chunk, rowBytes, bytes: rowBytes - place * chunk },
    ],
    who,
  );
  return true;
}

/** So many places, each with a run before it, go into one native call. */
export const FEW = 31;

/** A value at each of a few places, counted from the begin; false where the values are not runs of their own. */
export function insertFew(
  out: NDArray,
  a: NDArray,
  axis: number,
  places: readonly number[],
  block: NDArray,
  who: string,
): boolean {
  if ((a._flags & block._flags & out._flags & C_CONTIGUOUS) === 0 || block.ndim > a.ndim || a._size === 0)
    return false;
  const count = places.length;
  let rows = 1;
  for (let i = 0; i < axis; i++) rows *= a._shape[i] as number;
  const rowBytes = (a._size / rows) * a.itemsize;
  const chunk = rowBytes / (a._shape[axis] as number);
  const isOne = isOneRun(block, a, axis, 1);
  const shape = out._shape.slice();
  shape[axis] = count;
  if (
    !(isOne || (rows === 1 && block._size * a.itemsize === count * chunk)) ||
    !broadcastsTo(block._shape, shape)
  ) {
    return false;
  }
  const order = Array.from(places.keys()).sort(
    (i, j) => (places[i] as number) - (places[j] as number) || i - j,
  );
  const runs: Run[] = [];
  let from = 0;
  for (const i of order) {
    const place = places[i] as number;
    if (place > from) runs.push({ source: a, offset: from * chunk, rowBytes, bytes: (place - from) * chunk });
    runs.push({ source: block, offset: isOne ? 0 : i * chunk, rowBytes: 0, bytes: chunk });
    from = place;
  }
  const rest = rowBytes - from * chunk;
  if (rest > 0) runs.push({ source: a, offset: from * chunk, rowBytes, bytes: rest });
  joinRuns(out, rows, runs, who);
  return true;
}
