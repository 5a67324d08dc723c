/** The native call that adds up indices per axis: places in an array, or the bytes from its first element. */
import { callError, putOperand, putShape } from '../call.js';
import { IndexError, StridedError } from '../errors.js';
import { binding, type Handle, OPERANDS, PARAMETERS, RESULTS, Status, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import type { IndexedAxis } from './gather.js';

const { ravelIndices } = binding;

/** The error of an index that is none of its axis. Where indices are values to compute with, NumPy's is no IndexError. */
export function outOfBounds(
  who: string,
  value: number | bigint,
  axis: number,
  size: number,
  isValue: boolean,
): StridedError {
  if (!Number.isInteger(Number(value))) {
    return new IndexError(`${who}: ${value} is no integer index for axis ${axis}`);
  }
  const text = `${who}: index ${value} is out of bounds for axis ${axis} with size ${size}`;
  return isValue ? new StridedError(text, 'ERR_VALUE') : new IndexError(text);
}

/** An index array with its axis, the places (or bytes) of a step along it, and what an index outside of it means. */
export interface RavelAxis extends IndexedAxis {
  readonly mode: number;
}

/** The mode of indices that count from the end where they are negative, and are refused outside of the axis. */
export const FROM_END = 3;

/** What one native call takes. */
const MOST = 4;

/**
 * Writes the sum of all indices, each times its axis's stride, into the C-contiguous int64 array, or adds it to what is
 * there: the places that indices per axis name. Index arrays broadcast to the array's shape.
 */
export function ravelInto(out: NDArray, axes: readonly RavelAxis[], adds: boolean, who: string): void {
  if (out._size === 0) return;
  const shape = out._shape;
  for (let first = 0; first < axes.length; first += MOST) {
    const count = Math.min(MOST, axes.length - first);
    putShape(shape);
    slots[OPERANDS] = out._storage.start + out._offset;
    slots[PARAMETERS] = count;
    slots[PARAMETERS + 1] = first === 0 && !adds ? 0 : 1;
    for (let k = 0; k < count; k++) {
      const { array, length, stride, mode } = axes[first + k] as RavelAxis;
      putOperand(1 + k, array, shape.length);
      slots[PARAMETERS + 2 + 3 * k] = length;
      slots[PARAMETERS + 3 + 3 * k] = stride;
      slots[PARAMETERS + 4 + 3 * k] = mode;
    }
    const handles = new Array<Handle | null>(count);
    for (let k = 0; k < count; k++) handles[k] = (axes[first + k] as RavelAxis).array._storage.region.handle;
    const status = ravelIndices(out._storage.region.handle, ...handles);
    if (status === undefined) continue;
    if (status !== Status.badIndex) throw callError(status, who, [out, ...axes.map(({ array }) => array)]);
    const { name, length, mode } = axes[first + (slots[RESULTS] as number)] as RavelAxis;
    throw outOfBounds(who, slots[RESULTS + 2] as number, name, length, mode !== FROM_END);
  }
}
