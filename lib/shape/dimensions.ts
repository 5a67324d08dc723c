/** Axes of length 1 added and taken away, and what `shape`, `ndim` and `size` say of any array-like. */

import { asNDArray } from '../convert/as_array.js';
import { ShapeError, shapeText } from '../errors.js';
import { MAX_DIMS } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { noMore, readOptions } from '../options.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type {
  AnyShape,
  ExpandDimsShape,
  IsUnknownRank,
  Mutable,
  Shape,
  SqueezeShape,
} from '../types/shapes.js';
import { type Axes, axesOf } from './axis.js';
import { reshapedView } from './reshape.js';
import { unwrapped } from './whole_numbers.js';

export function expandDimsArray(a: NDArray, given: unknown): NDArray {
  if (a._storage.disposed) a._alive('expandDims');
  const axis = unwrapped(given);
  const count = Array.isArray(axis) ? axis.length : 1;
  const ndim = a.ndim + count;
  if (ndim > MAX_DIMS) {
    throw new ShapeError(
      `expandDims: the result would have ${ndim} axes; the most is ${MAX_DIMS}`,
      'ERR_SHAPE_INVALID',
    );
  }
  const added = axesOf(axis, ndim, 'expandDims');
  const shape: number[] = [];
  let from = 0;
  for (let i = 0; i < ndim; i++) {
    shape.push(added.includes(i) ? 1 : (a._shape[from++] as number));
  }
  return reshapedView(a, shape);
}

/**
 * The array with an axis of length 1 put in at `axis` of the result, or several. A view. NumPy's `expand_dims`.
 * @throws AxisError for a place the result does not have.
 * @example
 * nd.expandDims([1, 2, 3], 0).shape // [ 1, 3 ]
 * nd.expandDims([1, 2, 3], [0, -1]).shape // [ 1, 3, 1 ]
 */
export function expandDims<const T extends ArrayLike, const A extends number>(
  a: T,
  axis: A,
): NDArray<DTypeOf<T>, ExpandDimsShape<ShapeOf<T>, A>>;
export function expandDims<const T extends ArrayLike>(a: T, axis: Axes): NDArray<DTypeOf<T>, AnyShape>;
export function expandDims(a: unknown, axis: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'expandDims');
  return expandDimsArray(asNDArray(a, 'expandDims'), axis);
}

/** Options of `squeeze`. */
export interface SqueezeOptions<A extends Axes = Axes> {
  /** The axis or axes to take away; all of length 1 if not given. */
  axis?: A | null | undefined;
}

export function squeezeArray(a: NDArray, args: readonly unknown[]): NDArray {
  if (a._storage.disposed) a._alive('squeeze');
  // Reading options makes an object; an axis alone needs none.
  const axis =
    args.length === 1 && typeof args[0] === 'number'
      ? args[0]
      : readOptions(args, ['axis'], 'squeeze')['axis'];
  const old = a._shape;
  let gone: readonly number[] | undefined;
  if (axis !== undefined && axis !== null) {
    // NumPy lets axis 0 and -1 pass for 0-d arrays.
    gone = a.ndim === 0 && (axis === 0 || axis === -1) ? [] : axesOf(axis, a.ndim, 'squeeze');
    for (const i of gone) {
      if (old[i] !== 1) {
        throw new ShapeError(
          `squeeze: axis ${i} of shape ${shapeText(old)} has length ${old[i]}; only axes of length 1 can be taken away`,
        );
      }
    }
  } else if (!old.includes(1)) {
    return a;
  }
  const shape: number[] = [];
  const strides: number[] = [];
  for (let i = 0; i < old.length; i++) {
    if (gone === undefined ? old[i] === 1 : gone.includes(i)) continue;
    shape.push(old[i] as number);
    strides.push(a._strides[i] as number);
  }
  return a._view(shape, strides, a._offset);
}

/**
 * The array without its axes of length 1, or without the ones named. A view; the array itself where there is nothing to
 * take away. NumPy's `squeeze`.
 * @throws ShapeError for a named axis of another length.
 * @example
 * nd.squeeze(nd.zeros([1, 3, 1])).shape // [ 3 ]
 * nd.squeeze(nd.zeros([1, 3, 1]), 0).shape // [ 3, 1 ]
 */
export function squeeze<const T extends ArrayLike, const A extends number | undefined = undefined>(
  a: T,
  axis?: A | SqueezeOptions<A & number>,
): NDArray<DTypeOf<T>, SqueezeShape<ShapeOf<T>, A>>;
export function squeeze<const T extends ArrayLike>(
  a: T,
  axis?: Axes | null | SqueezeOptions,
): NDArray<DTypeOf<T>, AnyShape>;
export function squeeze(a: unknown, ...rest: unknown[]): NDArray {
  return squeezeArray(asNDArray(a, 'squeeze'), rest);
}

/** The results of `atleast1d` and its kin: one for one operand, a list for several. */
type Each<T extends readonly ArrayLike[]> = T extends readonly [infer A]
  ? NDArray<DTypeOf<A>, AnyShape>
  : { readonly [K in keyof T]: NDArray<DTypeOf<T[K]>, AnyShape> };

/** `front` and `behind` are the axes of length 1 to add, by the operand's axes. */
function each(
  arrays: readonly unknown[],
  who: string,
  front: readonly number[],
  behind: readonly number[],
): NDArray | readonly NDArray[] {
  const results = arrays.map((value) => {
    const a = asNDArray(value, who);
    a._alive(who);
    const before = front[a.ndim] ?? 0;
    const after = behind[a.ndim] ?? 0;
    if (before + after === 0) return a;
    // NumPy reshapes scalars and indexes the others with newaxis, which gives steps of 0 bytes.
    const stride = a.ndim === 0 ? a.itemsize : 0;
    const around = (list: readonly number[], fill: number): number[] => [
      ...new Array<number>(before).fill(fill),
      ...list,
      ...new Array<number>(after).fill(fill),
    ];
    return a._view(around(a._shape, 1), around(a._strides, stride), a._offset);
  });
  return results.length === 1 ? (results[0] as NDArray) : results;
}

/**
 * Each operand with at least one axis: scalars become shape `[1]`, arrays are returned as they are. One result for one
 * operand, a list for several. NumPy's `atleast_1d`.
 * @example
 * nd.atleast1d(3).shape // [ 1 ]
 */
export function atleast1d<const T extends readonly ArrayLike[]>(...arys: T): Each<T>;
export function atleast1d(...arys: unknown[]): unknown {
  return each(arys, 'atleast1d', [1], []);
}

/**
 * Each operand with at least two axes, new ones in front. Views; arrays that have two are returned as they are. NumPy's
 * `atleast_2d`.
 * @example
 * nd.atleast2d([1, 2, 3]).shape // [ 1, 3 ]
 */
export function atleast2d<const T extends readonly ArrayLike[]>(...arys: T): Each<T>;
export function atleast2d(...arys: unknown[]): unknown {
  return each(arys, 'atleast2d', [2, 1], []);
}

/**
 * Each operand with at least three axes: `(n)` becomes `(1, n, 1)` and `(m, n)` `(m, n, 1)`. Views; arrays that have
 * three are returned as they are. NumPy's `atleast_3d`.
 * @example
 * nd.atleast3d([[1, 2, 3], [4, 5, 6]]).shape // [ 2, 3, 1 ]
 */
export function atleast3d<const T extends readonly ArrayLike[]>(...arys: T): Each<T>;
export function atleast3d(...arys: unknown[]): unknown {
  return each(arys, 'atleast3d', [3, 1, 0], [0, 1, 1]);
}

/**
 * The shape of anything that can become an array. NumPy's `shape`.
 * @example
 * nd.shape([[1, 2, 3], [4, 5, 6]]) // [ 2, 3 ]
 */
export function shape<const T extends ArrayLike>(
  a: T,
): IsUnknownRank<ShapeOf<T>> extends true ? readonly number[] : Readonly<Mutable<ShapeOf<T> & Shape>>;
export function shape(a: unknown, ...rest: unknown[]): readonly number[] {
  noMore(rest, 'shape');
  return asNDArray(a, 'shape').shape;
}

/**
 * The number of axes. NumPy's `ndim`.
 * @example
 * nd.ndim([[1, 2], [3, 4]]) // 2
 */
export function ndim(a: ArrayLike, ...rest: never[]): number {
  noMore(rest, 'ndim');
  return asNDArray(a, 'ndim').ndim;
}

/** Options of `size`. */
export interface SizeOptions {
  /** The axis or axes whose lengths are multiplied; all if not given. */
  axis?: Axes | null | undefined;
}

/**
 * The number of elements, in all or along some axes. NumPy's `size`.
 * @throws AxisError for an axis the array does not have.
 * @example
 * nd.size([[1, 2, 3], [4, 5, 6]]) // 6
 * nd.size([[1, 2, 3], [4, 5, 6]], 1) // 3
 */
export function size(a: ArrayLike, axis?: Axes | null | SizeOptions): number;
export function size(a: unknown, ...rest: unknown[]): number {
  const x = asNDArray(a, 'size');
  const { axis } = readOptions(rest, ['axis'], 'size');
  if (axis === undefined || axis === null) return x.size;
  let count = 1;
  for (const i of axesOf(axis, x.ndim, 'size')) count *= x._shape[i] as number;
  return count;
}
