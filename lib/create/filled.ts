/** New arrays of one value, or of none in particular. */
import { copyInto, newArray, newLaidOut } from '../call.js';
import { optionalCode } from '../convert/array.js';
import { asNDArray } from '../convert/as_array.js';
import { copyStrides, fillItem, stretchable } from '../convert/copy.js';
import { itemCode } from '../convert/nested.js';
import { FLOAT64, itemSizes } from '../dtype.js';
import { isItem } from '../element.js';
import { StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { type Options, readOptions } from '../options.js';
import { checkOrder, checkShape, cStrides, fStrides } from '../shape/layout.js';
import type { CheckBroadcastTo } from '../types/broadcast.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { ShapeArg, ShapeFrom } from '../types/shapes.js';

/** Options of `zeros`, `ones`, `empty` and `full`. */
export interface CreateOptions<D extends DType = DType> {
  /** The dtype; float64 if not given (`full`: the value's own). */
  dtype?: D | undefined;
  /** Which axis lies together in memory: 'C' the last, 'F' the first. */
  order?: 'C' | 'F' | undefined;
}

/** Options of `zerosLike`, `onesLike`, `emptyLike` and `fullLike`. */
export interface LikeOptions<D extends DType = DType, S extends ShapeArg = ShapeArg> {
  /** The dtype; the prototype's if not given. */
  dtype?: D | undefined;
  /** The layout: 'C', 'F', 'A' (F for a prototype that is F-contiguous alone), or 'K' as the prototype lies. */
  order?: 'C' | 'F' | 'A' | 'K' | undefined;
  /** Another shape than the prototype's. */
  shape?: S | undefined;
}

const createOptions = ['dtype', 'order'] as const;
const likeOptions = ['dtype', 'order', 'shape'] as const;

/** The 'C' or 'F' of a creating function's options. */
export function isFortranOrder(options: Options, who: string): boolean {
  const order = checkOrder(options['order'] ?? 'C', who);
  if (order === 'C' || order === 'F') return order === 'F';
  throw new StridedError(
    `${who}: order must be 'C' or 'F' here: there is no array whose order '${order}' could keep`,
    'ERR_OPTION',
  );
}

/** A new array in C or F order. */
export function newOrdered(shape: readonly number[], code: number, fortran: boolean, zero: boolean): NDArray {
  if (!fortran) return newArray(shape, code, zero);
  return newLaidOut(shape, fStrides(shape, itemSizes[code] as number), code, zero);
}

function create(shape: unknown, rest: readonly unknown[], zero: boolean, who: string): NDArray {
  // The usual calls: nothing else, or a dtype alone.
  if (rest.length === 0 || (rest.length === 1 && typeof rest[0] === 'string')) {
    return newArray(checkShape(shape, who), optionalCode(rest[0], who) ?? FLOAT64, zero);
  }
  const options = readOptions(rest, createOptions, who);
  const code = optionalCode(options['dtype'], who) ?? FLOAT64;
  return newOrdered(checkShape(shape, who), code, isFortranOrder(options, who), zero);
}

/**
 * A new array of zeros, float64 unless `dtype` says otherwise. NumPy's `zeros`.
 * @throws ShapeError for negative or uncountable lengths; DTypeError for an unknown dtype; MemoryLimitError.
 * @example
 * nd.zeros([2, 3]).toArray() // [ [ 0, 0, 0 ], [ 0, 0, 0 ] ]
 * nd.zeros(2, 'bool').toArray() // [ false, false ]
 */
export function zeros<const S extends ShapeArg, D extends DType = 'float64'>(
  shape: S,
  options?: CreateOptions<D>,
): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function zeros<const S extends ShapeArg, D extends DType = 'float64'>(
  shape: S,
  dtype: D | null | undefined,
  options?: CreateOptions<D> & { dtype?: undefined },
): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function zeros(shape: unknown, ...rest: unknown[]): NDArray {
  return create(shape, rest, true, 'zeros');
}

/**
 * A new array of ones, float64 unless `dtype` says otherwise. NumPy's `ones`.
 * @throws as {@link zeros}
 * @example
 * nd.ones(3, 'int32').toArray() // [ 1, 1, 1 ]
 */
export function ones<const S extends ShapeArg, D extends DType = 'float64'>(
  shape: S,
  options?: CreateOptions<D>,
): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function ones<const S extends ShapeArg, D extends DType = 'float64'>(
  shape: S,
  dtype: D | null | undefined,
  options?: CreateOptions<D> & { dtype?: undefined },
): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function ones(shape: unknown, ...rest: unknown[]): NDArray {
  const a = create(shape, rest, false, 'ones');
  fillItem(a, 1, 'ones');
  return a;
}

/**
 * A new array whose elements are whatever its memory holds: for those who write every one. float64 unless `dtype` says
 * otherwise. NumPy's `empty`.
 * @throws as {@link zeros}
 * @example
 * nd.empty([2, 3]).fill(1).shape // [ 2, 3 ]
 */
export function empty<const S extends ShapeArg, D extends DType = 'float64'>(
  shape: S,
  options?: CreateOptions<D>,
): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function empty<const S extends ShapeArg, D extends DType = 'float64'>(
  shape: S,
  dtype: D | null | undefined,
  options?: CreateOptions<D> & { dtype?: undefined },
): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function empty(shape: unknown, ...rest: unknown[]): NDArray {
  return create(shape, rest, false, 'empty');
}

/** Writes a scalar, or an array-like that broadcasts, into all of a new array. */
function writeValue(a: NDArray, value: unknown, who: string): NDArray {
  if (isItem(value)) {
    fillItem(a, value, who);
    return a;
  }
  const source = asNDArray(value, who);
  source._alive(who);
  copyInto(a, stretchable(source, a, who), who);
  return a;
}

/**
 * A new array of one value, or of an array-like that broadcasts to the shape. The dtype is the value's unless `dtype` says
 * otherwise: numbers float64, booleans bool, bigints int64. NumPy's `full`.
 * @throws DTypeError for a number that an integer dtype cannot hold; ShapeError where the value does not broadcast; otherwise
 * as {@link zeros}
 * @example
 * nd.full(3, 7).toArray() // [ 7, 7, 7 ]
 * nd.full([2, 2], [1, 2], 'int8').toArray() // [ [ 1, 2 ], [ 1, 2 ] ]
 */
export function full<const S extends ShapeArg, const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  shape: S,
  fillValue: CheckBroadcastTo<ShapeOf<T>, ShapeFrom<S>, T>,
  options?: CreateOptions<D>,
): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function full<const S extends ShapeArg, const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  shape: S,
  fillValue: CheckBroadcastTo<ShapeOf<T>, ShapeFrom<S>, T>,
  dtype: D | null | undefined,
  options?: CreateOptions<D> & { dtype?: undefined },
): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function full(shape: unknown, fillValue: unknown, ...rest: unknown[]): NDArray {
  const who = 'full';
  const options = readOptions(rest, createOptions, who);
  const lengths = checkShape(shape, who);
  const value = isItem(fillValue) ? fillValue : asNDArray(fillValue, who);
  const own = isItem(value) ? itemCode(value, who) : value._code;
  const code = optionalCode(options['dtype'], who) ?? own;
  return writeValue(newOrdered(lengths, code, isFortranOrder(options, who), false), value, who);
}

function createLike(prototype: unknown, rest: readonly unknown[], zero: boolean, who: string): NDArray {
  const options = readOptions(rest, likeOptions, who);
  const like = asNDArray(prototype, who);
  like._alive(who);
  const code = optionalCode(options['dtype'], who) ?? like._code;
  const order = checkOrder(options['order'] ?? 'K', who);
  const given = options['shape'];
  const itemsize = itemSizes[code] as number;
  if (given === undefined || given === null) {
    return newLaidOut(like.shape, copyStrides(like, order, itemsize), code, zero);
  }
  const shape = checkShape(given, who);
  // Another number of axes has no order to keep; the same number has, whatever their lengths.
  const kept = order === 'K' && shape.length !== like.ndim ? 'C' : order;
  const strides = kept === 'C' ? cStrides(shape, itemsize) : stridesLike(like, shape, kept, itemsize);
  return newLaidOut(shape, strides, code, zero);
}

/** Strides of another shape whose axes lie as `like`'s copy in the order would. */
function stridesLike(
  like: NDArray,
  shape: readonly number[],
  order: 'F' | 'A' | 'K',
  itemsize: number,
): number[] {
  if (order === 'F') return fStrides(shape, itemsize);
  const { cContiguous, fContiguous } = like.flags;
  if (fContiguous && !cContiguous) return fStrides(shape, itemsize);
  if (order === 'A' || cContiguous) return cStrides(shape, itemsize);
  return copyStrides(like._view(shape, like.strides, 0), 'K', itemsize);
}

/**
 * A new array of zeros with the shape, dtype and layout of another. NumPy's `zeros_like`.
 * @throws as {@link zeros}
 * @example
 * nd.zerosLike([[1, 2], [3, 4]]).toArray() // [ [ 0, 0 ], [ 0, 0 ] ]
 * nd.zerosLike([1, 2], { shape: 3 }).toArray() // [ 0, 0, 0 ]
 */
export function zerosLike<
  const T extends ArrayLike,
  D extends DType = DTypeOf<T>,
  const S extends ShapeArg = ShapeOf<T>,
>(a: T, options?: LikeOptions<D, S>): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function zerosLike<
  const T extends ArrayLike,
  D extends DType = DTypeOf<T>,
  const S extends ShapeArg = ShapeOf<T>,
>(
  a: T,
  dtype: D | null | undefined,
  options?: LikeOptions<D, S> & { dtype?: undefined },
): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function zerosLike(a: unknown, ...rest: unknown[]): NDArray {
  return createLike(a, rest, true, 'zerosLike');
}

/**
 * A new array of ones with the shape, dtype and layout of another. NumPy's `ones_like`.
 * @throws as {@link zeros}
 * @example
 * nd.onesLike([5, 6]).toArray() // [ 1, 1 ]
 */
export function onesLike<
  const T extends ArrayLike,
  D extends DType = DTypeOf<T>,
  const S extends ShapeArg = ShapeOf<T>,
>(a: T, options?: LikeOptions<D, S>): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function onesLike<
  const T extends ArrayLike,
  D extends DType = DTypeOf<T>,
  const S extends ShapeArg = ShapeOf<T>,
>(
  a: T,
  dtype: D | null | undefined,
  options?: LikeOptions<D, S> & { dtype?: undefined },
): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function onesLike(a: unknown, ...rest: unknown[]): NDArray {
  const made = createLike(a, rest, false, 'onesLike');
  fillItem(made, 1, 'onesLike');
  return made;
}

/**
 * A new array with the shape, dtype and layout of another; its elements are whatever its memory holds. NumPy's `empty_like`.
 * @throws as {@link zeros}
 * @example
 * nd.emptyLike(nd.zeros([2, 3]).T).strides // [ 8, 24 ]
 */
export function emptyLike<
  const T extends ArrayLike,
  D extends DType = DTypeOf<T>,
  const S extends ShapeArg = ShapeOf<T>,
>(prototype: T, options?: LikeOptions<D, S>): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function emptyLike<
  const T extends ArrayLike,
  D extends DType = DTypeOf<T>,
  const S extends ShapeArg = ShapeOf<T>,
>(
  prototype: T,
  dtype: D | null | undefined,
  options?: LikeOptions<D, S> & { dtype?: undefined },
): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function emptyLike(prototype: unknown, ...rest: unknown[]): NDArray {
  return createLike(prototype, rest, false, 'emptyLike');
}

/**
 * A new array of one value with the shape, dtype and layout of another; the value, which may be an array-like that
 * broadcasts, is cast to that dtype. NumPy's `full_like`.
 * @throws DTypeError for a number that an integer dtype cannot hold; otherwise as {@link zeros}
 * @example
 * nd.fullLike(nd.zeros(2, 'int8'), 3.7).toArray() // [ 3, 3 ]
 */
export function fullLike<
  const T extends ArrayLike,
  D extends DType = DTypeOf<T>,
  const S extends ShapeArg = ShapeOf<T>,
>(a: T, fillValue: ArrayLike, options?: LikeOptions<D, S>): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function fullLike<
  const T extends ArrayLike,
  D extends DType = DTypeOf<T>,
  const S extends ShapeArg = ShapeOf<T>,
>(
  a: T,
  fillValue: ArrayLike,
  dtype: D | null | undefined,
  options?: LikeOptions<D, S> & { dtype?: undefined },
): NDArray<NoInfer<D>, ShapeFrom<S>>;
export function fullLike(a: unknown, fillValue: unknown, ...rest: unknown[]): NDArray {
  return writeValue(createLike(a, rest, false, 'fullLike'), fillValue, 'fullLike');
}
