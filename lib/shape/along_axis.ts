/** A function of one's own over the lines of an array, or over several axes one after another. */

import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { noMore } from '../options.js';
import type { ArrayLike } from '../types/operands.js';
import { type Axes, axisOf } from './axis.js';
import { expandDimsArray } from './dimensions.js';
import { sizeOf } from './layout.js';
import { unwrapped } from './whole_numbers.js';

function checkFunction(value: unknown, who: string): asserts value is (...args: unknown[]) => unknown {
  if (typeof value !== 'function') {
    throw new StridedError(`${who}: a function is needed, not ${describe(value)}`, 'ERR_ARGUMENT');
  }
}

/**
 * The results of a function over the 1-D lines of an array along an axis, put together: each stands where its line stood.
 * `func1d(line, ...args)` gets a view and gives a scalar or an array, always of one shape.
 *
 * Result: the dtype of the first result, a new array; its shape is the array's with the result's in place of the axis.
 * NumPy: `apply_along_axis`.
 * @throws AxisError; ShapeError where there is no line, or results differ in shape.
 * @example
 * nd.applyAlongAxis((line) => line.max() - line.min(), 1, [[1, 5], [2, 9]]).toArray() // [4, 7]
 */
export function applyAlongAxis<const A extends readonly unknown[]>(
  func1d: (line: NDArray, ...args: A) => ArrayLike,
  axis: number,
  arr: ArrayLike,
  ...args: A
): NDArray;
export function applyAlongAxis(func1d: unknown, axis: unknown, arr: unknown, ...args: unknown[]): NDArray {
  const who = 'applyAlongAxis';
  checkFunction(func1d, who);
  const a = asNDArray(arr, who);
  a._alive(who);
  const along = axisOf(axis, a.ndim, who);
  const keep = (_: number, i: number): boolean => i !== along;
  const shape = a._shape.filter(keep);
  const strides = a._strides.filter(keep);
  if (sizeOf(shape) === 0) {
    throw new ShapeError(`${who}: an array of shape ${shapeText(a._shape)} has no line along axis ${along}`);
  }
  const length = [a._shape[along] as number];
  const stride = [a._strides[along] as number];
  const run = (offset: number): NDArray => asNDArray(func1d(a._view(length, stride, offset), ...args), who);
  const first = run(a._offset);
  const made = [...shape.slice(0, along), ...first._shape, ...shape.slice(along)];
  const out = newArray(made, first._code);
  const outer = [...out._strides.slice(0, along), ...out._strides.slice(along + first.ndim)];
  const inner = out._strides.slice(along, along + first.ndim);
  const walk = (level: number, from: number, to: number): void => {
    if (level < shape.length) {
      for (let i = 0; i < (shape[level] as number); i++) {
        walk(level + 1, from + i * (strides[level] as number), to + i * (outer[level] as number));
      }
      return;
    }
    const result = from === a._offset ? first : run(from);
    if (shapeText(result._shape) !== shapeText(first._shape)) {
      throw new ShapeError(
        `${who}: the function gave shape ${shapeText(first._shape)} for the first line and ${shapeText(result._shape)} for another`,
      );
    }
    copyInto(out._view(first._shape, inner, to), result, who);
  };
  walk(0, a._offset, out._offset);
  return out;
}

/**
 * A function applied over several axes, one after another: `func(a, axis)` folds an axis, or keeps the array's rank.
 *
 * Result: what the last call gave; axes that the function took away are there with length 1. NumPy: `apply_over_axes`.
 * @throws AxisError; ShapeError where the function gives another rank than the array's or one less.
 * @example
 * nd.applyOverAxes((a, axis) => nd.sum(a, axis), [[1, 2], [3, 4]], [0, 1]).toArray() // [[10]]
 */
export function applyOverAxes(
  func: (a: NDArray, axis: number) => ArrayLike,
  a: ArrayLike,
  axes: Axes,
): NDArray;
export function applyOverAxes(func: unknown, a: unknown, axes: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'applyOverAxes');
  const who = 'applyOverAxes';
  checkFunction(func, who);
  let value = asNDArray(a, who);
  value._alive(who);
  const { ndim } = value;
  const given = unwrapped(axes);
  for (const each of Array.isArray(given) ? given : [given]) {
    const axis = axisOf(each, ndim, who);
    const result = asNDArray(func(value, axis), who);
    if (result.ndim === ndim) value = result;
    else if (result.ndim === ndim - 1) value = expandDimsArray(result, axis);
    else {
      throw new ShapeError(
        `${who}: the function must give an array of ${ndim} or ${ndim - 1} axes, not of shape ${shapeText(result._shape)}`,
      );
    }
  }
  return value;
}
