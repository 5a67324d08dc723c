/** Axes in another order: always views. */
import { asNDArray } from '../convert/as_array.js';
import { AxisError, ShapeError, shapeText } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { noMore, readOptions } from '../options.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type {
  MatrixTransposeShape,
  SameRank,
  Shape,
  SwapAxesShape,
  TransposeShape,
} from '../types/shapes.js';
import { type Axes, axesOf, axisOf, spreadList } from './axis.js';
import { ALIGNED, C_CONTIGUOUS, F_CONTIGUOUS, WRITEABLE } from './layout.js';

/** The view whose axis `i` is axis `order[i]` of `a`. */
export function permuted(a: NDArray, order: readonly number[]): NDArray {
  const n = order.length;
  const shape = new Array<number>(n);
  const strides = new Array<number>(n);
  for (let i = 0; i < n; i++) {
    const axis = order[i] as number;
    shape[i] = a._shape[axis] as number;
    strides[i] = a._strides[axis] as number;
  }
  return a._view(shape, strides, a._offset);
}

/** The view with all axes in reverse: what `T` is. */
export function reversed(a: NDArray): NDArray {
  if (a._storage.disposed) a._alive('transpose');
  const old = a._shape;
  const n = old.length;
  const shape = new Array<number>(n);
  const strides = new Array<number>(n);
  for (let i = 0; i < n; i++) {
    shape[i] = old[n - 1 - i] as number;
    strides[i] = a._strides[n - 1 - i] as number;
  }
  // Contiguity changes places; alignment and writing stay.
  const flags = a._flags;
  let own = flags & (WRITEABLE | ALIGNED);
  if ((flags & C_CONTIGUOUS) !== 0) own |= F_CONTIGUOUS;
  if ((flags & F_CONTIGUOUS) !== 0) own |= C_CONTIGUOUS;
  return new NDArray(a._storage, a._code, shape, strides, a._offset, own, a._base ?? a);
}

export function transposeArray(a: NDArray, axes: readonly unknown[] | undefined, who: string): NDArray {
  if (axes === undefined) return reversed(a);
  if (a._storage.disposed) a._alive(who);
  const { ndim } = a;
  if (axes.length !== ndim) {
    throw new AxisError(
      `${who}: ${axes.length} axes were given for an array of ${ndim} (shape ${shapeText(a._shape)})`,
    );
  }
  return permuted(a, axesOf(axes, ndim, who, 'axes'));
}

/** The method `transpose`: axes one by one, in a list, or `{ axes }`. */
export function transposeMethod(a: NDArray, args: readonly unknown[]): NDArray {
  if (args.length === 0) return reversed(a);
  if (typeof args[0] === 'number') return transposeArray(a, args, 'transpose');
  return transposeArray(a, axesArgument(args, 'transpose'), 'transpose');
}

function axesArgument(args: readonly unknown[], who: string): readonly unknown[] | undefined {
  const { axes } = readOptions(args, ['axes'], who);
  if (axes === undefined || axes === null) return undefined;
  return spreadList([axes], who);
}

/** Options of `transpose`. */
export interface TransposeOptions<A extends Shape = Shape> {
  /** Which axis of the array each axis of the result is; all in reverse if not given. */
  axes?: A | null | undefined;
}

/**
 * The array with its axes in another order, in reverse if none is given. A view. NumPy's `transpose`.
 * @throws AxisError where the axes are not each axis once.
 * @example
 * nd.transpose([[1, 2, 3], [4, 5, 6]]).toArray() // [ [ 1, 4 ], [ 2, 5 ], [ 3, 6 ] ]
 * nd.transpose(nd.zeros([2, 3, 4]), [1, 0, 2]).shape // [ 3, 2, 4 ]
 */
export function transpose<const T extends ArrayLike, const A extends Shape | undefined = undefined>(
  a: T,
  axes?: A | null | TransposeOptions<A & Shape>,
): NDArray<DTypeOf<T>, TransposeShape<ShapeOf<T>, A>>;
export function transpose(a: unknown, ...rest: unknown[]): NDArray {
  return transposeArray(asNDArray(a, 'transpose'), axesArgument(rest, 'transpose'), 'transpose');
}

/**
 * The same as `transpose`, under the array API's name. A view. NumPy's `permute_dims`.
 * @example
 * nd.permuteDims(nd.zeros([2, 3, 4]), [2, 0, 1]).shape // [ 4, 2, 3 ]
 */
export function permuteDims<const T extends ArrayLike, const A extends Shape | undefined = undefined>(
  a: T,
  axes?: A | null | TransposeOptions<A & Shape>,
): NDArray<DTypeOf<T>, TransposeShape<ShapeOf<T>, A>>;
export function permuteDims(a: unknown, ...rest: unknown[]): NDArray {
  return transposeArray(asNDArray(a, 'permuteDims'), axesArgument(rest, 'permuteDims'), 'permuteDims');
}

/** The last two axes exchanged. */
export function matrixTransposed(a: NDArray, who: string): NDArray {
  const { ndim } = a;
  if (ndim < 2) {
    throw new ShapeError(
      `${who}: a matrix has two axes or more, this array has ${ndim} (shape ${shapeText(a._shape)})`,
    );
  }
  return swapped(a, ndim - 2, ndim - 1, who);
}

/**
 * The array with its last two axes exchanged: each matrix of a stack transposed. A view. NumPy's `matrix_transpose`.
 * @throws ShapeError for fewer than two axes.
 * @example
 * nd.matrixTranspose(nd.zeros([5, 2, 3])).shape // [ 5, 3, 2 ]
 */
export function matrixTranspose<const T extends ArrayLike>(
  x: T,
): NDArray<DTypeOf<T>, MatrixTransposeShape<ShapeOf<T>>>;
export function matrixTranspose(x: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'linalg.matrixTranspose');
  return matrixTransposed(asNDArray(x, 'matrixTranspose'), 'matrixTranspose');
}

function swapped(a: NDArray, first: number, second: number, who: string): NDArray {
  if (a._storage.disposed) a._alive(who);
  const shape = a._shape.slice();
  const strides = a._strides.slice();
  shape[first] = a._shape[second] as number;
  shape[second] = a._shape[first] as number;
  strides[first] = a._strides[second] as number;
  strides[second] = a._strides[first] as number;
  return a._view(shape, strides, a._offset);
}

export function swapaxesArray(a: NDArray, axis1: unknown, axis2: unknown): NDArray {
  const first = axisOf(axis1, a.ndim, 'swapaxes', 'axis1');
  return swapped(a, first, axisOf(axis2, a.ndim, 'swapaxes', 'axis2'), 'swapaxes');
}

/**
 * The array with two axes exchanged. A view. NumPy's `swapaxes`.
 * @throws AxisError for an axis the array does not have.
 * @example
 * nd.swapaxes(nd.zeros([2, 3, 4]), 0, -1).shape // [ 4, 3, 2 ]
 */
export function swapaxes<const T extends ArrayLike, const A extends number, const B extends number>(
  a: T,
  axis1: A,
  axis2: B,
): NDArray<DTypeOf<T>, Extract<SwapAxesShape<ShapeOf<T>, A, B>, Shape>>;
export function swapaxes(a: unknown, axis1: unknown, axis2: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'swapaxes');
  return swapaxesArray(asNDArray(a, 'swapaxes'), axis1, axis2);
}

/**
 * The array with some axes moved to other places; the others keep their order. A view. NumPy's `moveaxis`.
 * @throws AxisError for axes the array does not have, or named twice.
 * @example
 * nd.moveaxis(nd.zeros([2, 3, 4]), 0, -1).shape // [ 3, 4, 2 ]
 * nd.moveaxis(nd.zeros([2, 3, 4]), [0, 1], [-1, -2]).shape // [ 4, 3, 2 ]
 */
export function moveaxis<const T extends ArrayLike>(
  a: T,
  source: Axes,
  destination: Axes,
): NDArray<DTypeOf<T>, Extract<SameRank<ShapeOf<T>>, Shape>>;
export function moveaxis(a: unknown, source: unknown, destination: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'moveaxis');
  const x = asNDArray(a, 'moveaxis');
  x._alive('moveaxis');
  const from = axesOf(source, x.ndim, 'moveaxis', 'source');
  const to = axesOf(destination, x.ndim, 'moveaxis', 'destination');
  if (from.length !== to.length) {
    throw new AxisError(
      `moveaxis: source has ${from.length} axes and destination ${to.length}; each axis needs a place to go`,
    );
  }
  const order: number[] = [];
  for (let axis = 0; axis < x.ndim; axis++) if (!from.includes(axis)) order.push(axis);
  const moves = to.map((place, i) => [place, from[i] as number] as const).sort(([p], [q]) => p - q);
  for (const [place, axis] of moves) order.splice(place, 0, axis);
  return permuted(x, order);
}

/** Options of `rollaxis`. */
export interface RollaxisOptions {
  start?: number | undefined;
}

/**
 * The array with `axis` moved back until it stands before axis `start`. A view. `moveaxis` says the same more plainly.
 * NumPy's `rollaxis`.
 * @example
 * nd.rollaxis(nd.zeros([2, 3, 4]), 2).shape // [ 4, 2, 3 ]
 */
export function rollaxis<const T extends ArrayLike>(
  a: T,
  axis: number,
  start?: number | RollaxisOptions,
): NDArray<DTypeOf<T>, Extract<SameRank<ShapeOf<T>>, Shape>>;
export function rollaxis(a: unknown, axis: unknown, ...rest: unknown[]): NDArray {
  const x = asNDArray(a, 'rollaxis');
  x._alive('rollaxis');
  const { ndim } = x;
  const options = readOptions(rest, ['start'], 'rollaxis');
  const from = axisOf(axis, ndim, 'rollaxis');
  const start = options['start'] ?? 0;
  if (typeof start !== 'number' || !Number.isInteger(start) || start < -ndim || start > ndim) {
    throw new AxisError(`rollaxis: start must be an integer from ${-ndim} to ${ndim}, not ${String(start)}`);
  }
  let place = start < 0 ? start + ndim : start;
  if (from < place) place--;
  const order = Array.from({ length: ndim }, (_, i) => i);
  order.splice(from, 1);
  order.splice(place, 0, from);
  return permuted(x, order);
}
