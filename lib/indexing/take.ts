/** Elements along one axis by an array of indices: take, takeAlongAxis, and put, putAlongAxis, which write them. */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { BOOL, canCastSafely, itemSizes, UINT8 } from '../dtype.js';
import { isItem } from '../element.js';
import { DTypeError, IndexError, ShapeError, StridedError, shapeText } from '../errors.js';
import { installMethods } from '../methods.js';
import { MAX_DIMS } from '../native.js';
import { NDArray } from '../ndarray.js';
import { noMore, nullAsAbsent, readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { broadcastsTo, stretchError } from '../shape/broadcast.js';
import { C_CONTIGUOUS, sameShape } from '../shape/layout.js';
import { mayShareBytes } from '../shape/overlap.js';
import { reshapedView } from '../shape/reshape.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AnyShape, IsUnknownRank, NormalizeAxis, Shape } from '../types/shapes.js';
import { putScalar, valuesFor } from './advanced.js';
import {
  checkIndexArray,
  gatherAlong,
  gatherRun,
  type IndexMode,
  isIndexCode,
  modeNumber,
  runGather,
} from './gather.js';
import { contiguous } from './masks.js';

/** Options of `take`. */
export interface TakeOptions<A extends number | null | undefined = number | null> {
  /** The axis that is indexed; the array read in C order as one axis if null or not given. */
  axis?: A | undefined;
  /** Where the result goes: an array of its shape. */
  out?: NDArray | undefined;
  /** What an index out of bounds means: an error, the place counted round, or the nearest one. 'raise' if not given. */
  mode?: IndexMode | undefined;
}

/** The indices' shape in the place of the axis. */
export type TakeShape<S extends Shape, I extends Shape, A> =
  IsUnknownRank<I> extends true
    ? AnyShape
    : [A] extends [null | undefined]
      ? I
      : IsUnknownRank<S> extends true
        ? AnyShape
        : [A] extends [number]
          ? number extends A
            ? AnyShape
            : TakenFrom<S, I, `${NormalizeAxis<S, A>}`>
          : AnyShape;
type TakenFrom<
  S extends Shape,
  I extends Shape,
  N extends string,
  R extends Shape = [],
> = `${R['length']}` extends N
  ? S extends readonly [unknown, ...infer T extends Shape]
    ? [...R, ...I, ...T]
    : AnyShape
  : S extends readonly [infer L extends number, ...infer T extends Shape]
    ? TakenFrom<T, I, N, [...R, L]>
    : AnyShape;

/** Indices as NumPy takes them here: true and false count as 1 and 0. */
export function plainIndices(value: unknown, who: string): NDArray {
  const array = asNDArray(value, who);
  array._alive(who);
  return array._code === BOOL
    ? array._view(array._shape, array._strides, array._offset, UINT8)
    : checkIndexArray(array, who);
}

/** The array as one axis in C order: a view where it is contiguous, else a copy. */
export function flattened(a: NDArray, who: string): NDArray {
  return a.ndim === 1 ? a : reshapedView(contiguous(a, who), [a._size]);
}

export function takeFrom(
  array: NDArray,
  indices: NDArray,
  axis: number | null,
  mode: number,
  out: NDArray | undefined,
  who: string,
): NDArray {
  array._alive(who);
  const a = axis === null ? flattened(array, who) : array;
  const at = axis ?? 0;
  const length = a._shape[at] as number;
  const shape =
    a._shape.length === 1
      ? indices._shape
      : a._shape.slice(0, at).concat(indices._shape, a._shape.slice(at + 1));
  if (shape.length > MAX_DIMS) {
    throw new ShapeError(
      `${who}: the result would have ${shape.length} axes; the most is ${MAX_DIMS}`,
      'ERR_SHAPE_INVALID',
    );
  }
  if (length === 0 && indices._size > 0) {
    throw new IndexError(`${who}: nothing can be taken from axis ${at}, which has size 0`);
  }
  const isDirect =
    out !== undefined && out._code === a._code && !mayShareBytes(out, a) && !mayShareBytes(out, indices);
  if (out !== undefined) {
    checkOutShape(out, shape, who);
    checkOutDType(out, a, who);
  }
  const target = isDirect ? out : newArray(shape, a._code);
  gatherAlong(a, at, indices, target, false, mode, who);
  if (out === undefined || isDirect) return target;
  copyInto(out, target, who);
  target.dispose();
  return out;
}

/** Whether `out` can receive a result of this shape. */
export function checkOutShape(out: NDArray, shape: readonly number[], who: string): void {
  if (!sameShape(out._shape, shape)) {
    throw new ShapeError(
      `${who}: out has shape ${shapeText(out._shape)}, the result ${shapeText(shape)}; give out that shape`,
    );
  }
}

/** NumPy works on `out` as an array of the operand's dtype: `out` must cast to that, safely, and takes what comes back. */
function checkOutDType(out: NDArray, a: NDArray, who: string): void {
  if (canCastSafely(out._code, a._code)) return;
  throw new DTypeError(
    `${who}: out is ${out.dtype}, which does not cast safely to ${a.dtype}; give out of ${a.dtype}, or use astype`,
    'ERR_CASTING',
  );
}

/** The option `out`: an array that may be written, or undefined. */
export function readOut(out: unknown, who: string): NDArray | undefined {
  if (out === undefined || out === null) return undefined;
  if (!(out instanceof NDArray)) {
    throw new StridedError(
      `${who}: out must be an NDArray, not ${describe(out)}; wrap a TypedArray with nd.asarray`,
      'ERR_ARGUMENT',
    );
  }
  out._alive(who);
  out._writeable(who);
  return out;
}

const takeNames = ['axis', 'out', 'mode'] as const;

function takeArray(a: NDArray, indices: unknown, rest: readonly unknown[]): NDArray {
  const who = 'take';
  if (
    rest.length === 0 &&
    a._shape.length === 1 &&
    indices instanceof NDArray &&
    isIndexCode(indices._code)
  ) {
    if (a._storage.disposed) a._alive(who);
    if (indices._storage.disposed) indices._alive(who);
    const out = newArray(indices._shape, a._code);
    if (gatherRun(a, indices, out, itemSizes[a._code] as number, false, who)) return out;
  }
  const positions = plainIndices(indices, who);
  if (rest.length === 0) return takeFrom(a, positions, null, 0, undefined, who);
  const { axis, out, mode } = readOptions(nullAsAbsent(rest), takeNames, who);
  const given = axis === undefined || axis === null ? null : axisOf(axis, a.ndim === 0 ? 1 : a.ndim, who);
  return takeFrom(
    given === 0 && a.ndim === 0 ? reshapedView(a, [1]) : a,
    positions,
    given,
    modeNumber(mode, who),
    readOut(out, who),
    who,
  );
}

/**
 * The elements at `indices` along an axis, or of the array read in C order. Negative indices count from the end (with
 * `mode: 'clip'` they become 0). Result: a copy of the same dtype, the indices' shape in the place of the axis; or `out`.
 * NumPy's `take`.
 * @throws IndexError for an index out of bounds (unless `mode` says otherwise) or that is no integer.
 * @example
 * nd.take([10, 20, 30], [2, 0, -1]).toArray() // [ 30, 10, 30 ]
 * nd.take([[1, 2], [3, 4]], [1, 0], 1).toArray() // [ [ 2, 1 ], [ 4, 3 ] ]
 * nd.take([10, 20, 30], [3, 4], { mode: 'wrap' }).toArray() // [ 10, 20 ]
 */
export function take<
  const T extends ArrayLike,
  const I extends ArrayLike,
  const A extends number | null | undefined = undefined,
>(
  a: T,
  indices: I,
  axis?: A | TakeOptions<A>,
  options?: Omit<TakeOptions, 'axis'>,
): NDArray<DTypeOf<T>, TakeShape<ShapeOf<T>, ShapeOf<I>, A>>;
export function take(a: unknown, indices: unknown, ...rest: unknown[]): NDArray {
  return takeArray(asNDArray(a, 'take'), indices, rest);
}

/** `values` as one axis of `count`, repeated from the start where there are fewer. */
export function cycled(values: NDArray, count: number, who: string): NDArray {
  const flat = flattened(values, who);
  if (flat._size === count || flat._size === 1) return flat;
  if (flat._size > count) return flat._view([count], flat._strides, flat._offset);
  const repeats = Math.ceil(count / flat._size);
  const out = newArray([repeats, flat._size], flat._code);
  copyInto(out, flat, who);
  return reshapedView(out, [repeats * flat._size])._view([count], [flat.itemsize], 0);
}

/** Options of `put`. */
export interface PutOptions {
  /** What an index out of bounds means; 'raise' if not given. */
  mode?: IndexMode | undefined;
}

/** Writes to an array as one axis in C order: in place where it is contiguous, else through a copy. */
export function throughFlat(a: NDArray, who: string, write: (flat: NDArray) => void): void {
  a._alive(who);
  a._writeable(who);
  if ((a._flags & C_CONTIGUOUS) !== 0) {
    write(a._view([a._size], [a._size === 0 ? 0 : a.itemsize], a._offset));
    return;
  }
  const copy = copyArray(a, 'C', who);
  write(reshapedView(copy, [a._size]));
  copyInto(a, copy, who);
  copy.dispose();
}

/** The array itself, or a copy where it shares bytes with the one that is written. */
export function apartFrom(target: NDArray, a: NDArray, who: string): NDArray {
  return mayShareBytes(target, a) ? copyArray(a, 'C', who) : a;
}

/** `put` of one value, or as many as indices, into an array of one axis; false where there is more to it. */
function putRun(a: NDArray, ind: unknown, v: unknown, who: string): boolean {
  if (a._shape.length !== 1 || !(ind instanceof NDArray) || !isIndexCode(ind._code)) return false;
  if (a._storage.disposed) a._alive(who);
  if (ind._storage.disposed) ind._alive(who);
  a._writeable(who);
  if (mayShareBytes(a, ind)) return false;
  if (isItem(v)) {
    putScalar(a, v, who);
    return gatherRun(a, ind, undefined, 0, true, who);
  }
  if (!(v instanceof NDArray) || v._code !== a._code || v._shape.length !== 1 || v._size !== ind._size)
    return false;
  if (v._storage.disposed) v._alive(who);
  return !mayShareBytes(a, v) && gatherRun(a, ind, v, v._strides[0] as number, true, who);
}

function putInto(a: NDArray, ind: unknown, v: unknown, rest: readonly unknown[]): void {
  const who = 'put';
  if (rest.length === 0 && putRun(a, ind, v, who)) return;
  const mode = modeNumber(readOptions(rest, ['mode'], who)['mode'], who);
  a._alive(who);
  const indices = apartFrom(a, flattened(plainIndices(ind, who), who), who);
  const values = valuesFor(a, v, who);
  const count = indices._size;
  if (a._size === 0 && count > 0) {
    throw new IndexError(
      `${who}: there are no elements to write in an array of shape ${shapeText(a._shape)}`,
    );
  }
  if (count === 0 || values._size === 0) {
    a._writeable(who);
    return;
  }
  const dense = apartFrom(a, cycled(values, count, who), who);
  const values1d = dense._size === 1 && dense.ndim > 0 ? dense._view([], [], dense._offset) : dense;
  throughFlat(a, who, (flat) => gatherAlong(flat, 0, indices, values1d, true, mode, who));
}

function checkTarget(a: unknown, name: string, who: string): NDArray {
  if (a instanceof NDArray) return a;
  throw new StridedError(
    `${who}: ${name} must be an NDArray, not ${describe(a)}; wrap a TypedArray with nd.asarray`,
    'ERR_ARGUMENT',
  );
}

/**
 * Writes `v` at places of the array read in C order; values are repeated where there are fewer than indices, and the last
 * stays where a place is named twice. In place. NumPy's `put`.
 * @throws IndexError for an index out of bounds (unless `mode` says otherwise); StridedError for a read-only array.
 * @example
 * const a = nd.arange(5);
 * nd.put(a, [0, -1], [10, 20]);
 * a.toArray() // [ 10, 1, 2, 3, 20 ]
 */
export function put(a: NDArray, ind: ArrayLike, v: ArrayLike, mode?: IndexMode | PutOptions): void;
export function put(a: unknown, ind: unknown, v: unknown, ...rest: unknown[]): void {
  putInto(checkTarget(a, 'a', 'put'), ind, v, rest);
}

/** The call that walks an array along all axes but one, where an index array stands for it. */
function alongAxis(
  given: NDArray,
  index: NDArray,
  at: number,
  who: string,
): { shape: number[]; strides: number[] } {
  if (index.ndim !== given.ndim) {
    throw new ShapeError(
      `${who}: indices of shape ${shapeText(index._shape)} and an array of shape ${shapeText(given._shape)} must have as many axes`,
    );
  }
  const strides: number[] = [];
  const shape = given._shape.map((length, i) => {
    const own = index._shape[i] as number;
    strides.push(i === at || length === 1 ? 0 : (given._strides[i] as number));
    if (i === at || own === length || length === 1) return own;
    if (own === 1) return length;
    throw new IndexError(
      `${who}: indices of shape ${shapeText(index._shape)} do not broadcast with shape ${shapeText(given._shape)} beside axis ${at}: axis ${i} is ${own} against ${length}`,
    );
  });
  return { shape, strides };
}

/** Options of `takeAlongAxis`. */
export interface TakeAlongAxisOptions {
  /** The axis; the last if not given, the array read in C order if null. */
  axis?: number | null | undefined;
}

function flatIndices(index: NDArray, who: string): NDArray {
  if (index.ndim === 1) return index;
  throw new ShapeError(
    `${who}: without an axis, indices must have one axis, not shape ${shapeText(index._shape)}`,
  );
}

/**
 * The elements at indices along an axis, each in its own row: what `argsort` and `argmax` with `keepdims` give is put to use
 * here. The array and the indices have as many axes and broadcast along all but this one. Result: a copy of the same dtype,
 * the indices' shape (broadcast). NumPy's `take_along_axis`.
 * @throws IndexError for an index out of bounds; ShapeError for another number of axes.
 * @example
 * const a = nd.array([[3, 1, 2], [6, 5, 4]]);
 * nd.takeAlongAxis(a, [[1], [2]], 1).toArray() // [ [ 1 ], [ 4 ] ]
 */
export function takeAlongAxis<const T extends ArrayLike>(
  arr: T,
  indices: ArrayLike,
  axis?: number | null | TakeAlongAxisOptions,
): NDArray<DTypeOf<T>, AnyShape>;
export function takeAlongAxis(arr: unknown, indices: unknown, ...rest: unknown[]): NDArray {
  const who = 'takeAlongAxis';
  const given = asNDArray(arr, who);
  given._alive(who);
  const asked = rest[0] === null ? null : readOptions(rest, ['axis'], who)['axis'];
  const axis = asked === undefined ? -1 : asked;
  const index = checkIndexArray(asNDArray(indices, who), who);
  const a = axis === null ? flattened(given, who) : given;
  if (axis === null) flatIndices(index, who);
  const at = axis === null ? 0 : axisOf(axis, a.ndim, who);
  const { shape, strides } = alongAxis(a, index, at, who);
  const out = newArray(shape, a._code);
  runGather({
    who,
    scatter: false,
    mode: 0,
    shape,
    indexed: shape.length,
    a,
    strides,
    dense: out,
    denseStrides: out._strides,
    axes: [{ array: index, length: a._shape[at] as number, stride: a._strides[at] as number, name: at }],
  });
  return out;
}

/**
 * Writes `values`, broadcast, at indices along an axis, each in its own row: the counterpart of `takeAlongAxis`. In place.
 * With `axis: null` the array is walked in C order. NumPy's `put_along_axis`.
 * @throws IndexError for an index out of bounds; ShapeError where the values do not broadcast to the indices.
 * @example
 * const a = nd.zeros([2, 3]);
 * nd.putAlongAxis(a, [[1], [2]], 9, 1);
 * a.toArray() // [ [ 0, 9, 0 ], [ 0, 0, 9 ] ]
 */
export function putAlongAxis(
  arr: NDArray,
  indices: ArrayLike,
  values: ArrayLike,
  axis: number | null,
  ...rest: never[]
): void {
  noMore(rest, 'putAlongAxis');
  const who = 'putAlongAxis';
  const given = checkTarget(arr, 'arr', who);
  given._alive(who);
  given._writeable(who);
  if (axis === undefined)
    throw new StridedError(`${who}: axis is missing; give one, or null`, 'ERR_ARGUMENT');
  const index = apartFrom(given, checkIndexArray(asNDArray(indices, who), who), who);
  const dense = apartFrom(given, valuesFor(given, values, who), who);
  const write = (a: NDArray, at: number): void => {
    const { shape, strides } = alongAxis(a, index, at, who);
    let from = dense;
    while (from.ndim > shape.length && from._shape[0] === 1) {
      from = from._view(from._shape.slice(1), from._strides.slice(1), from._offset);
    }
    if (!broadcastsTo(from._shape, shape)) throw stretchError(dense._shape, shape, who);
    const ahead = shape.length - from.ndim;
    const denseStrides = shape.map((_, i) =>
      i < ahead || from._shape[i - ahead] === 1 ? 0 : (from._strides[i - ahead] as number),
    );
    runGather({
      who,
      scatter: true,
      mode: 0,
      shape,
      indexed: shape.length,
      a,
      strides,
      dense: from,
      denseStrides,
      axes: [{ array: index, length: a._shape[at] as number, stride: a._strides[at] as number, name: at }],
    });
  };
  if (axis !== null) write(given, axisOf(axis, given.ndim, who));
  else {
    flatIndices(index, who);
    throughFlat(given, who, (flat) => write(flat, 0));
  }
}

/** The methods of this file. */
export interface TakeMethods {
  /** `nd.take(a, indices, …)`: a copy. */
  take<
    D extends DType,
    S extends Shape,
    const I extends ArrayLike,
    const A extends number | null | undefined = undefined,
  >(
    this: NDArray<D, S>,
    indices: I,
    axis?: A | TakeOptions<A>,
    options?: Omit<TakeOptions, 'axis'>,
  ): NDArray<D, TakeShape<S, ShapeOf<I>, A>>;
  /** `nd.put(a, indices, values)`: in place. */
  put(indices: ArrayLike, values: ArrayLike, mode?: IndexMode | PutOptions): void;
}

installMethods({
  take(this: NDArray, indices: unknown, ...rest: unknown[]): NDArray {
    return takeArray(this, indices, rest);
  },
  put(this: NDArray, indices: unknown, values: unknown, ...rest: unknown[]): void {
    putInto(this, indices, values, rest);
  },
});
