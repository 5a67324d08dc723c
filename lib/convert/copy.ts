/** Copies of arrays, into new memory and into arrays that are there. */
import { callError, copyInto, fillPlane, newArray, newLaidOut, putOperand, putShape } from '../call.js';
import { Complex } from '../complex.js';
import {
  BOOL,
  type Casting,
  canCastCode,
  checkCasting,
  dtypeName,
  isComplex,
  isInteger,
  itemSizes,
} from '../dtype.js';
import { canCastItem, type Item, isItem, writeElement } from '../element.js';
import { DTypeError, StridedError } from '../errors.js';
import {
  blockBuffer,
  blockView,
  elementwise,
  OPERANDS,
  PARAMETERS,
  SCALARS,
  STRIDES,
  slots,
} from '../native.js';
import { NDArray } from '../ndarray.js';
import { readOptions } from '../options.js';
import { broadcastsTo, stretchError } from '../shape/broadcast.js';
import {
  C_CONTIGUOUS,
  checkOrder,
  cStrides,
  describe,
  F_CONTIGUOUS,
  fStrides,
  type Order,
} from '../shape/layout.js';
import type { CheckBroadcastTo } from '../types/broadcast.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { Shape } from '../types/shapes.js';
import { asNDArray } from './as_array.js';

/** Options of `copy`. */
export interface CopyOptions {
  /** The copy's layout: 'C', 'F', 'A' (F for arrays that are F-contiguous alone), 'K' (the axes as they lie). */
  order?: Order | undefined;
}

/**
 * Strides of a copy in `order`. For 'K' the axes are sorted by their strides, ties in place: NumPy's rule for copies, in
 * which a broadcast axis (stride 0) becomes the innermost.
 */
export function copyStrides(a: NDArray, order: Order, itemsize: number): number[] {
  const shape = a._shape;
  const isC = (a._flags & C_CONTIGUOUS) !== 0;
  const isF = (a._flags & F_CONTIGUOUS) !== 0;
  if (order === 'C' || (isC && order !== 'F')) return cStrides(shape, itemsize);
  if (order === 'F' || isF) return fStrides(shape, itemsize);
  if (order === 'A' || shape.length < 2) return cStrides(shape, itemsize);
  const step = (axis: number): number => Math.abs(a._strides[axis] as number);
  const axes = Array.from(shape.keys()).sort((x, y) => step(x) - step(y) || y - x);
  const strides = new Array<number>(shape.length);
  let stride = itemsize;
  for (const axis of axes) {
    strides[axis] = stride;
    stride *= Math.max(1, shape[axis] as number);
  }
  return strides;
}

/** A new array with `a`'s elements, cast to `code`. */
export function copyArray(a: NDArray, order: Order, who: string, code = a._code): NDArray {
  if (a._storage.disposed) a._alive(who);
  const isC = order === 'C' || (order !== 'F' && (a._flags & C_CONTIGUOUS) !== 0);
  const target = isC
    ? newArray(a._shape, code)
    : newLaidOut(a._shape, copyStrides(a, order, itemSizes[code] as number), code);
  copyInto(target, a, who);
  return target;
}

/** Writes one value into every element, converted as `a[...] = value` converts. */
export function fillItem(target: NDArray, value: Item, who: string): void {
  writeElement(blockView, SCALARS * 8, target._code, value, who);
  if (fillPlane(target, who)) return;
  slots[PARAMETERS] = 0;
  slots[OPERANDS] = SCALARS * 8;
  slots[OPERANDS + 1] = target._code;
  putShape(target._shape);
  for (let axis = 0; axis < target._shape.length; axis++) slots[STRIDES + axis] = 0;
  putOperand(1, target, target.ndim);
  const status = elementwise(-1, blockBuffer, target._storage.region.handle);
  if (status !== undefined) throw callError(status, who, [target]);
}

/** `source` for writing into `target`: axes of length 1 in front fall away, as NumPy lets them, and the rest must stretch. */
export function stretchable(source: NDArray, target: NDArray, who: string): NDArray {
  let from = source;
  while (from.ndim > target.ndim && from._shape[0] === 1) {
    from = from._view(from._shape.slice(1), from._strides.slice(1), from._offset);
  }
  if (!broadcastsTo(from._shape, target.shape)) throw stretchError(source.shape, target.shape, who);
  return from;
}

/**
 * A new array with the elements of `a`, by default in the same order of axes in memory. Same shape and dtype. NumPy's `copy`.
 * @throws DTypeError for an unknown order.
 * @example
 * const a = nd.array([1, 2]);
 * const b = nd.copy(a);
 * b.set(7, 0);
 * a.toArray() // [ 1, 2 ]
 */
export function copy<const T extends ArrayLike>(
  a: T,
  options?: Order | CopyOptions,
): NDArray<DTypeOf<T>, ShapeOf<T>>;
export function copy(a: unknown, ...rest: unknown[]): NDArray {
  const options = readOptions(rest, ['order'], 'copy');
  return copyArray(asNDArray(a, 'copy'), checkOrder(options['order'] ?? 'K', 'copy'), 'copy');
}

/** The method: NumPy's default is 'C' here, 'K' in the function. */
export function copyMethod(a: NDArray, args: readonly unknown[]): NDArray {
  // Without a look at options, which would take as long as the copy of a small array.
  if (args.length === 0 || (args.length === 1 && args[0] === 'C')) return copyArray(a, 'C', 'copy');
  const options = readOptions(args, ['order'], 'copy');
  return copyArray(a, checkOrder(options['order'] ?? 'C', 'copy'), 'copy');
}

/** Options of `copyto`. */
export interface CopytoOptions {
  /** Which casts are allowed; 'same_kind' if not given. */
  casting?: Casting | undefined;
  /** Which elements are written: a bool array, broadcast; all if not given. */
  where?: ArrayLike | undefined;
}

/** Whether NumPy would write a plain scalar into the dtype under the rule: scalars are weak, only their kind counts. */
function checkScalarCast(value: Item, code: number, casting: Casting): void {
  if (casting === 'unsafe') return;
  const isWhole = typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
  const fits =
    isComplex(code) || (!(value instanceof Complex) && (isInteger(code) ? isWhole : code !== BOOL));
  if ((fits || typeof value === 'boolean') && canCastItem(value, code, casting)) return;
  throw new DTypeError(
    `copyto: ${String(value)} cannot be cast to ${dtypeName(code)} by the rule '${casting}'; pass { casting: 'unsafe' }`,
    'ERR_CASTING',
  );
}

/**
 * Writes `src`, broadcast and cast, into `dst`, where `where` is true. The two may overlap. Returns nothing. NumPy's `copyto`.
 * @throws DTypeError where the cast is not allowed by `casting`; ShapeError where `src` or `where` does not broadcast to
 * `dst`; StridedError for a read-only `dst`.
 * @example
 * const a = nd.zeros(3);
 * nd.copyto(a, [1, 2, 3], { where: [true, false, true] });
 * a.toArray() // [ 1, 0, 3 ]
 */
export function copyto<D extends DType, S extends Shape, const T extends ArrayLike>(
  dst: NDArray<D, S>,
  src: CheckBroadcastTo<ShapeOf<T>, S, T>,
  options?: Casting | CopytoOptions,
  more?: CopytoOptions,
): void;
export function copyto(dst: unknown, src: unknown, ...rest: unknown[]): void {
  const who = 'copyto';
  if (!(dst instanceof NDArray)) {
    throw new StridedError(
      `${who}: dst must be an NDArray, not ${describe(dst)}; wrap a TypedArray with nd.asarray`,
    );
  }
  const options = readOptions(rest, ['casting', 'where'], who);
  const casting = checkCasting(options['casting'] ?? 'same_kind', who);
  dst._alive(who);
  dst._writeable(who);
  const { where } = options;
  let mask: NDArray | undefined;
  if (where !== undefined && where !== true) {
    const given = asNDArray(where, who);
    given._alive(who);
    if (given._code !== BOOL) {
      throw new DTypeError(
        `${who}: where must be a bool array, not ${given.dtype}; compare it, as in m.ne(0)`,
        'ERR_CASTING',
      );
    }
    mask = stretchable(given, dst, who);
  }
  let source: NDArray;
  if (isItem(src)) {
    checkScalarCast(src, dst._code, casting);
    if (mask === undefined) {
      fillItem(dst, src, who);
      return;
    }
    source = asNDArray(src, who, dst._code);
  } else {
    source = asNDArray(src, who);
    source._alive(who);
    if (!canCastCode(source._code, dst._code, casting)) {
      throw new DTypeError(
        `${who}: ${source.dtype} cannot be cast to ${dst.dtype} by the rule '${casting}'; use astype('${dst.dtype}') or { casting: 'unsafe' }`,
        'ERR_CASTING',
      );
    }
  }
  copyInto(dst, stretchable(source, dst, who), who, mask);
}
