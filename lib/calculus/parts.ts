/** Views of a part of one axis, for differences of neighbours. */
import type { NDArray } from '../ndarray.js';

/** Elements `start` to `start + count - 1` of an axis. */
export function partOf(a: NDArray, axis: number, start: number, count: number): NDArray {
  const shape = a._shape.map((length, i) => (i === axis ? count : length));
  const offset = count > 0 ? start * (a._strides[axis] as number) : 0;
  return a._view(shape, a._strides, a._offset + offset);
}
