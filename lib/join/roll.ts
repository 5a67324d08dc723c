/** Elements moved along axes, those that fall off at one end coming in at the other. */
import { copyInto, keptOrderStrides, newLaidOut } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { ShapeError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { readOptions } from '../options.js';
import { type Axes, axisOf } from '../shape/axis.js';
import { C_CONTIGUOUS } from '../shape/layout.js';
import { unwrapped, wholeNumber } from '../shape/whole_numbers.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import { rejoin } from './pieces.js';

/** Options of `roll`. */
export interface RollOptions {
  /** The axis of each shift; the flattened array is rolled if not given. */
  axis?: Axes | null | undefined;
}

function shiftsOf(given: unknown, who: string): number[] {
  const list = unwrapped(given);
  return (Array.isArray(list) ? list.flat(64) : [list]).map((value: unknown) => {
    const shift = wholeNumber(value, `${who}: shift`);
    if (shift === undefined) throw new ShapeError(`${who}: shift must be an integer, not ${describe(value)}`);
    return shift;
  });
}

/** The C-contiguous `a`, as [rows, length, chunk], rolled along its middle axis. */
function rollRows(a: NDArray, out: NDArray, rows: number, length: number, shift: number, who: string): void {
  const rowBytes = (a._size / rows) * a.itemsize;
  const moved = shift * (rowBytes / length);
  const runs: [number, number][] = [
    [rowBytes - moved, moved],
    [0, rowBytes - moved],
  ];
  rejoin(out, a, rows, rowBytes, moved === 0 ? runs.slice(1) : runs, who);
}

function rowsBefore(a: NDArray, axis: number): number {
  let rows = 1;
  for (let i = 0; i < axis; i++) rows *= a._shape[i] as number;
  return rows;
}

/** The C-contiguous `a` rolled along its first axis of more than one element and a later one: two bands of rows. */
function rollTwo(
  a: NDArray,
  out: NDArray,
  [first, second]: [number, number],
  shifts: readonly number[],
  who: string,
): void {
  const length = a._shape[first] as number;
  const down = shifts[first] as number;
  const step = a._strides[first] as number;
  const band = (from: number, to: number, count: number): void => {
    const shape = a._shape.slice();
    shape[first] = count;
    const source = a._view(shape, a._strides, a._offset + from * step);
    const target = out._view(shape, out._strides, out._offset + to * step);
    rollRows(
      source,
      target,
      rowsBefore(source, second),
      a._shape[second] as number,
      shifts[second] as number,
      who,
    );
  };
  band(length - down, 0, down);
  band(0, down, length - down);
}

/** An array of any layout rolled along axes: each corner is copied to its place. */
function rollCorners(a: NDArray, out: NDArray, shifts: readonly number[], who: string): void {
  const corners = (axis: number, shape: number[], from: number, to: number): void => {
    if (axis === a.ndim) {
      const lengths = shape.slice();
      copyInto(out._view(lengths, out._strides, to), a._view(lengths, a._strides, from), who);
      return;
    }
    const length = a._shape[axis] as number;
    const shift = shifts[axis] as number;
    const source = a._strides[axis] as number;
    const target = out._strides[axis] as number;
    shape[axis] = length - shift;
    corners(axis + 1, shape, from, to + shift * target);
    if (shift === 0) return;
    shape[axis] = shift;
    corners(axis + 1, shape, from + (length - shift) * source, to);
  };
  corners(0, [], a._offset, out._offset);
}

/**
 * The elements moved `shift` places on, those beyond the end coming in at the begin: along an axis, along several with a
 * shift each, or through the flattened array.
 *
 * Result: the same dtype and shape, a new array. NumPy: `roll`.
 * @throws AxisError for an axis the array does not have; ShapeError where shifts and axes differ in number.
 * @example
 * nd.roll([1, 2, 3], 1).toArray() // [3, 1, 2]
 * nd.roll([[1, 2], [3, 4]], 1, 1).toArray() // [[2, 1], [4, 3]]
 */
export function roll<const T extends ArrayLike>(
  a: T,
  shift: Axes,
  axis?: Axes | null | RollOptions,
): NDArray<DTypeOf<T>, ShapeOf<T>>;
export function roll(a: unknown, shift: unknown, ...rest: unknown[]): NDArray {
  const who = 'roll';
  const x = asNDArray(a, who);
  x._alive(who);
  const [bare] = rest;
  const given =
    typeof bare === 'number' && rest.length === 1 ? bare : readOptions(rest, ['axis'], who)['axis'];
  const shifts = typeof shift === 'number' && Number.isInteger(shift) ? [shift] : shiftsOf(shift, who);
  const isC = (x._flags & C_CONTIGUOUS) !== 0;
  if (given === undefined || given === null) {
    const whole = isC ? x : x.copy();
    const out = newLaidOut(x._shape, whole._strides, x._code);
    const total = shifts.reduce((sum, each) => sum + each, 0);
    if (x._size > 0) rollRows(whole, out, 1, x._size, modulo(total, x._size), who);
    if (whole !== x) whole.dispose();
    return out;
  }
  const axes = listOf(given).map((axis) => axisOf(axis, x.ndim, who));
  if (shifts.length !== axes.length && shifts.length !== 1 && axes.length !== 1) {
    throw new ShapeError(`${who}: ${shifts.length} shifts were given for ${axes.length} axes`);
  }
  const byAxis = new Array<number>(x.ndim).fill(0);
  for (let i = 0; i < Math.max(shifts.length, axes.length); i++) {
    const axis = axes[axes.length === 1 ? 0 : i] as number;
    byAxis[axis] = (byAxis[axis] as number) + (shifts[shifts.length === 1 ? 0 : i] as number);
  }
  for (let axis = 0; axis < x.ndim; axis++) {
    byAxis[axis] = modulo(byAxis[axis] as number, Math.max(1, x._shape[axis] as number));
  }
  const out = newLaidOut(x._shape, keptOrderStrides(x, x.itemsize), x._code);
  if (x._size === 0) return out;
  const moved = byAxis.flatMap((each, axis) => (each === 0 ? [] : [axis]));
  if (isC && moved.length < 2) {
    const axis = moved[0] ?? 0;
    const rows = rowsBefore(x, axis);
    rollRows(x, out, rows, x._shape[axis] as number, byAxis[axis] as number, who);
  } else if (isC && moved.length === 2 && rowsBefore(x, moved[0] as number) === 1) {
    rollTwo(x, out, moved as [number, number], byAxis, who);
  } else {
    rollCorners(x, out, byAxis, who);
  }
  return out;
}

function modulo(value: number, length: number): number {
  const rest = value % length;
  return rest < 0 ? rest + length : rest + 0;
}

function listOf(axis: unknown): unknown[] {
  const list = unwrapped(axis);
  return Array.isArray(list) ? list : [list];
}
