/** Arrays stretched to a shape: views with steps of 0 bytes. */

import { asNDArray } from '../convert/as_array.js';
import type { NDArray } from '../ndarray.js';
import { noMore } from '../options.js';
import type { Broadcast, CheckBroadcastTo } from '../types/broadcast.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AnyShape, IsAny, Shape, ShapeArg, ShapeFrom } from '../types/shapes.js';
import { broadcastMany, broadcastsTo, stretchError } from './broadcast.js';
import { checkShape, sameShape, WRITEABLE } from './layout.js';

/** `a` stretched to a shape it broadcasts to; read-only, since its elements share memory. */
export function stretched(a: NDArray, shape: readonly number[]): NDArray {
  const ahead = shape.length - a.ndim;
  const strides = new Array<number>(shape.length);
  for (let i = 0; i < shape.length; i++) {
    const own = i - ahead;
    strides[i] = own < 0 || a._shape[own] === 1 ? 0 : (a._strides[own] as number);
  }
  const view = a._view(shape, strides, a._offset);
  view._flags &= ~WRITEABLE;
  return view;
}

/**
 * `array` stretched to `shape` by broadcasting. A view, read-only, since elements share memory: copy it to write.
 * NumPy's `broadcast_to`.
 * @throws ShapeError where the shape does not broadcast to the other.
 * @example
 * nd.broadcastTo([1, 2, 3], [2, 3]).toArray() // [ [ 1, 2, 3 ], [ 1, 2, 3 ] ]
 */
export function broadcastTo<const T extends ArrayLike, const S extends ShapeArg>(
  array: CheckBroadcastTo<ShapeOf<T>, ShapeFrom<S>, T>,
  shape: S,
): NDArray<DTypeOf<T>, ShapeFrom<S>>;
export function broadcastTo(array: unknown, shape: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'broadcastTo');
  const a = asNDArray(array, 'broadcastTo');
  a._alive('broadcastTo');
  const to = checkShape(shape, 'broadcastTo');
  if (!broadcastsTo(a._shape, to)) throw stretchError(a._shape, to, 'broadcastTo');
  return stretched(a, to);
}

/** The shape several shapes broadcast to, at type level. */
type BroadcastAll<T extends readonly Shape[], R extends Shape = []> = T extends readonly [
  infer A extends Shape,
  ...infer Rest extends readonly Shape[],
]
  ? BroadcastAll<Rest, Broadcast<R, A>>
  : number extends T['length']
    ? AnyShape
    : R;
type ShapesOf<T extends readonly ArrayLike[]> = { [K in keyof T]: ShapeOf<T[K]> };
type ShapesFrom<T extends readonly ShapeArg[]> = { [K in keyof T]: ShapeFrom<T[K]> };

/**
 * All operands stretched to one shape. Those that have it already are returned as they are, the others are read-only
 * views. NumPy's `broadcast_arrays` (which only announces that it will make them read-only).
 * @throws ShapeError where the shapes do not broadcast.
 * @example
 * const [x, y] = nd.broadcastArrays([[1], [2]], [10, 20, 30]);
 * x.toArray() // [ [ 1, 1, 1 ], [ 2, 2, 2 ] ]
 * y.toArray() // [ [ 10, 20, 30 ], [ 10, 20, 30 ] ]
 */
export function broadcastArrays<const T extends readonly ArrayLike[]>(
  ...args: T
): { readonly [K in keyof T]: NDArray<DTypeOf<T[K]>, BroadcastAll<ShapesOf<T>>> };
export function broadcastArrays(...args: unknown[]): readonly NDArray[] {
  const arrays = args.map((value) => asNDArray(value, 'broadcastArrays'));
  for (const a of arrays) a._alive('broadcastArrays');
  const shape = broadcastMany(
    arrays.map((a) => a._shape),
    'broadcastArrays',
  );
  return arrays.map((a) => (sameShape(a._shape, shape) ? a : stretched(a, shape)));
}

/**
 * The shape that shapes broadcast to. NumPy's `broadcast_shapes`.
 * @throws ShapeError where they do not.
 * @example
 * nd.broadcastShapes([3, 1], [4], 1) // [ 3, 4 ]
 */
export function broadcastShapes<const T extends readonly ShapeArg[]>(
  ...shapes: T
): IsAny<BroadcastAll<ShapesFrom<T>>> extends true
  ? readonly number[]
  : Readonly<BroadcastAll<ShapesFrom<T>>>;
export function broadcastShapes(...shapes: unknown[]): readonly number[] {
  const lists = shapes.map((shape) => checkShape(shape, 'broadcastShapes'));
  return broadcastMany(lists, 'broadcastShapes').slice();
}
