/** Part of an axis as a view. */
import type { NDArray } from '../ndarray.js';

/** `length` elements of an axis from `from` on, every `step`-th; an empty part stays where the array begins. */
export function axisRange(a: NDArray, axis: number, from: number, length: number, step = 1): NDArray {
  const shape = a._shape.slice();
  const strides = a._strides.slice();
  const stride = strides[axis] as number;
  shape[axis] = length;
  strides[axis] = stride * step;
  return a._view(shape, strides, length === 0 ? a._offset : a._offset + from * stride);
}
