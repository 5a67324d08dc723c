/** Other shapes for the same elements: a view where the strides allow one. */
import { copyInto, keptOrderStrides, newArray, newLaidOut } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { isOptions, type Options, readOptions } from '../options.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { CheckReshape, ReshapeShape, SizeOf } from '../types/reshape.js';
import type { Shape, ShapeArg } from '../types/shapes.js';
import {
  C_CONTIGUOUS,
  checkOrder,
  checkShape,
  cStrides,
  describe,
  F_CONTIGUOUS,
  fStrides,
  layoutFlags,
  type Order,
  sameShape,
  sizeOf,
  WRITEABLE,
} from './layout.js';

/** The shape after `reshape`, known to be one. */
export type Reshaped<S extends Shape, T extends ShapeArg> =
  ReshapeShape<S, T> extends infer R extends Shape ? R : never;

/** Options of `reshape`. */
export interface ReshapeOptions {
  /** The order in which elements are read and placed: 'C' (last axis fastest), 'F', or 'A' (as the array lies). */
  order?: 'C' | 'F' | 'A' | undefined;
  /** `true` always copies, `false` is an error where a copy is needed; without it a copy is made only where needed. */
  copy?: boolean | undefined;
}

/** Options of `ravel`. */
export interface RavelOptions {
  /** 'C', 'F', 'A' as the array lies, 'K' the order of the elements in memory. */
  order?: Order | undefined;
  copy?: boolean | undefined;
}

/** Options of `flatten`. */
export interface FlattenOptions {
  order?: Order | undefined;
}

const optionNames = ['order', 'copy'] as const;

export function copyOption(options: Options, who: string): boolean | undefined {
  const { copy } = options;
  if (copy === undefined || copy === null || typeof copy === 'boolean') return copy ?? undefined;
  throw new StridedError(`${who}: copy must be true or false, not ${describe(copy)}`, 'ERR_OPTION');
}

/** A shape in which one length may be -1. */
function askedShape(shape: readonly unknown[], a: NDArray): number[] {
  let open = -1;
  let known = 1;
  const lengths = new Array<number>(shape.length);
  for (let i = 0; i < shape.length; i++) {
    const length = shape[i];
    if (length === -1) {
      if (open >= 0) throw badShape(shape, a, 'only one length may be -1');
      open = i;
      lengths[i] = 1;
    } else if (typeof length === 'number' && Number.isInteger(length) && length >= 0) {
      lengths[i] = length;
      known *= length;
    } else {
      lengths[i] = checkShape([length], 'reshape')[0] as number;
      known *= lengths[i] as number;
    }
  }
  if (lengths.length > 8) checkShape(lengths, 'reshape');
  if (open >= 0) {
    const rest = a.size / known;
    if (known === 0 || !Number.isInteger(rest)) throw badShape(shape, a, '');
    lengths[open] = rest;
  } else if (known !== a.size) {
    throw badShape(shape, a, '');
  }
  return lengths;
}

function badShape(shape: readonly unknown[], a: NDArray, why: string): ShapeError {
  const asked = shapeText(shape.map(Number));
  return new ShapeError(
    why === ''
      ? `reshape: an array of shape ${shapeText(a._shape)} has ${a.size} elements and does not fit shape ${asked}`
      : `reshape: shape ${asked}: ${why}`,
    why === '' ? 'ERR_SHAPE_MISMATCH' : 'ERR_SHAPE_INVALID',
  );
}

/**
 * The strides under which `a`'s elements, read in the order, have another shape of the same size; `undefined` if there are
 * none. Runs of axes with equal products are matched; within a run the old axes must step as one.
 */
export function noCopyStrides(a: NDArray, shape: readonly number[], fortran: boolean): number[] | undefined {
  const lengths: number[] = [];
  const steps: number[] = [];
  const old = a._shape;
  for (let i = 0; i < old.length; i++) {
    if (old[i] !== 1) {
      lengths.push(old[i] as number);
      steps.push(a._strides[i] as number);
    }
  }
  const n = shape.length;
  const strides = new Array<number>(n);
  let from = 0;
  let to = 0;
  while (from < lengths.length && to < n) {
    let fromEnd = from + 1;
    let toEnd = to + 1;
    let product = shape[to] as number;
    let oldProduct = lengths[from] as number;
    while (product !== oldProduct) {
      if (product < oldProduct) product *= shape[toEnd++] as number;
      else oldProduct *= lengths[fromEnd++] as number;
    }
    for (let i = from; i < fromEnd - 1; i++) {
      const outer = fortran ? i + 1 : i;
      const inner = fortran ? i : i + 1;
      if (steps[outer] !== (lengths[inner] as number) * (steps[inner] as number)) return undefined;
    }
    if (fortran) {
      strides[to] = steps[from] as number;
      for (let i = to + 1; i < toEnd; i++) strides[i] = (strides[i - 1] as number) * (shape[i - 1] as number);
    } else {
      strides[toEnd - 1] = steps[fromEnd - 1] as number;
      for (let i = toEnd - 1; i > to; i--) strides[i - 1] = (strides[i] as number) * (shape[i] as number);
    }
    from = fromEnd;
    to = toEnd;
  }
  // Only axes of length 1 are left; NumPy gives them the last stride.
  let last = to > 0 ? (strides[to - 1] as number) : a.itemsize;
  if (fortran && to > 0) last *= shape[to - 1] as number;
  for (; to < n; to++) strides[to] = last;
  return strides;
}

/** A new array with `a`'s elements in C or F order, under `shape`. */
function copied(a: NDArray, shape: readonly number[], fortran: boolean, who: string): NDArray {
  const { itemsize } = a;
  const old = a._shape;
  const whole = fortran ? newLaidOut(old, fStrides(old, itemsize), a._code) : newArray(old, a._code);
  copyInto(whole, a, who);
  if (shape === old) return whole;
  const strides = fortran ? fStrides(shape, itemsize) : cStrides(shape, itemsize);
  return relabelled(whole, shape, strides);
}

/** The same memory under another shape, as its owner. */
function relabelled(owner: NDArray, shape: readonly number[], strides: readonly number[]): NDArray {
  const { _storage, _code, _offset } = owner;
  const flags = layoutFlags(shape, strides, _code, _storage.start + _offset) | WRITEABLE;
  return new NDArray(_storage, _code, shape, strides, _offset, flags, null);
}

function copyNeeded(a: NDArray, who: string, to: string): StridedError {
  return new StridedError(
    `${who}: copy: false, but ${to} needs a copy: the elements of shape ${shapeText(a._shape)} with strides ${shapeText(a._strides)} are not evenly spaced in that order`,
    'ERR_COPY_NEEDED',
  );
}

function isFortran(a: NDArray): boolean {
  return (a._flags & (C_CONTIGUOUS | F_CONTIGUOUS)) === F_CONTIGUOUS;
}

/** `a` in a shape given as a list; `options` undefined is the quick way. */
export function reshapeArray(a: NDArray, asked: readonly unknown[], options: Options | undefined): NDArray {
  if (a._storage.disposed) a._alive('reshape');
  const shape = askedShape(asked, a);
  let fortran = false;
  let copy: boolean | undefined;
  if (options !== undefined) {
    const order = checkOrder(options['order'] ?? 'C', 'reshape');
    if (order === 'K')
      throw new StridedError("reshape: order 'K' means nothing here; take 'C', 'F' or 'A'", 'ERR_OPTION');
    fortran = order === 'F' || (order === 'A' && isFortran(a));
    copy = copyOption(options, 'reshape');
  }
  if (copy === true) return copied(a, shape, fortran, 'reshape');
  // As in NumPy, a -1 is no shape yet, and strides of axes of length 1 are then set anew.
  if (sameShape(a._shape, asked as readonly number[])) return a._view(shape, a._strides, a._offset);
  if ((a._flags & (fortran ? F_CONTIGUOUS : C_CONTIGUOUS)) !== 0) {
    const strides = fortran ? fStrides(shape, a.itemsize) : cStrides(shape, a.itemsize);
    return a._view(shape, strides, a._offset);
  }
  const strides = noCopyStrides(a, shape, fortran);
  if (strides !== undefined) return a._view(shape, strides, a._offset);
  if (copy === false) throw copyNeeded(a, 'reshape', `shape ${shapeText(shape)}`);
  return copied(a, shape, fortran, 'reshape');
}

/** The arguments of the method: lengths one by one or in a list, options behind them. */
export function reshapeMethod(a: NDArray, args: readonly unknown[]): NDArray {
  const first = args[0];
  if (args.length === 1 && Array.isArray(first)) return reshapeArray(a, first, undefined);
  const last = args.at(-1);
  let options: Options | undefined;
  let lengths = args;
  if (isOptions(last)) {
    options = readOptions([last], optionNames, 'reshape');
    lengths = args.slice(0, -1);
  }
  if (typeof lengths[0] === 'object' && lengths[0] !== null) {
    if (lengths.length > 1)
      throw new StridedError('reshape: one list of lengths, or lengths one by one', 'ERR_ARGUMENT');
    lengths = shapeList(lengths[0]);
  }
  return reshapeArray(a, lengths, options);
}

function shapeList(shape: unknown): readonly unknown[] {
  if (Array.isArray(shape)) return shape;
  if (typeof shape === 'number' || typeof shape === 'bigint') return [shape];
  if (ArrayBuffer.isView(shape) && !(shape instanceof DataView))
    return Array.from(shape as unknown as number[]);
  return checkShape(shape, 'reshape');
}

/**
 * The elements of `a` in another shape of the same size; one length may be -1 and is computed.
 *
 * A view where the strides allow one (always for contiguous arrays), otherwise a copy; `copy: false` makes that an error,
 * `copy: true` always copies. The dtype stays. NumPy's `reshape`.
 * @throws ShapeError where the sizes differ.
 * @example
 * nd.reshape(nd.arange(6), [2, -1]).toArray() // [ [ 0, 1, 2 ], [ 3, 4, 5 ] ]
 * nd.arange(6).reshape(2, 3, { order: 'F' }).toArray() // [ [ 0, 2, 4 ], [ 1, 3, 5 ] ]
 */
export function reshape<const T extends ArrayLike, const S extends ShapeArg>(
  a: T,
  shape: CheckReshape<ShapeOf<T>, S, S>,
  options?: ReshapeOptions | ReshapeOptions['order'],
  more?: ReshapeOptions,
): NDArray<DTypeOf<T>, Reshaped<ShapeOf<T>, S>>;
export function reshape(a: unknown, shape: unknown, ...rest: unknown[]): NDArray {
  const options = rest.length === 0 ? undefined : readOptions(rest, optionNames, 'reshape');
  return reshapeArray(asNDArray(a, 'reshape'), shapeList(shape), options);
}

/** Whether the axes of `a`, ordered by their strides, lie without gaps. */
function isDense(a: NDArray): boolean {
  const shape = a._shape;
  const expected = keptOrderStrides(a, a.itemsize);
  return shape.every((length, axis) => length === 1 || a._strides[axis] === expected[axis]);
}

/** `a` as one axis. */
export function ravelArray(a: NDArray, options: Options): NDArray {
  a._alive('ravel');
  let order = checkOrder(options['order'] ?? 'C', 'ravel');
  const copy = copyOption(options, 'ravel');
  if (copy === true) return flattenArray(a, order, 'ravel');
  if (order === 'A') order = isFortran(a) ? 'F' : 'C';
  const flags = a._flags;
  const isView =
    order === 'C'
      ? (flags & C_CONTIGUOUS) !== 0
      : order === 'F'
        ? (flags & F_CONTIGUOUS) !== 0
        : (flags & (C_CONTIGUOUS | F_CONTIGUOUS)) !== 0 || isDense(a);
  if (isView) return a._view([a.size], [a.itemsize], a._offset);
  if (copy === false) throw copyNeeded(a, 'ravel', `one axis in order '${order}'`);
  return flattenArray(a, order, 'ravel');
}

/** A copy of `a` as one axis. */
export function flattenArray(a: NDArray, order: Order, who: string): NDArray {
  a._alive(who);
  const shape = [a.size];
  if (order !== 'K') return copied(a, shape, order === 'F' || (order === 'A' && isFortran(a)), who);
  const whole = newLaidOut(a._shape, keptOrderStrides(a, a.itemsize), a._code);
  copyInto(whole, a, who);
  return relabelled(whole, shape, [a.itemsize]);
}

/**
 * The elements of `a` as one axis: a view where the array is contiguous in the order, otherwise a copy.
 * With `copy: false` needing a copy is an error, with `copy: true` it is always one. NumPy's `ravel`.
 * @example
 * nd.ravel([[1, 2], [3, 4]]).toArray() // [ 1, 2, 3, 4 ]
 * nd.ravel([[1, 2], [3, 4]], 'F').toArray() // [ 1, 3, 2, 4 ]
 */
export function ravel<const T extends ArrayLike>(
  a: T,
  options?: RavelOptions | Order,
  more?: RavelOptions,
): NDArray<DTypeOf<T>, [SizeOf<ShapeOf<T>>]>;
export function ravel(a: unknown, ...rest: unknown[]): NDArray {
  return ravelArray(asNDArray(a, 'ravel'), readOptions(rest, optionNames, 'ravel'));
}

/** The method `flatten`. */
export function flattenMethod(a: NDArray, args: readonly unknown[]): NDArray {
  const options = readOptions(args, ['order'], 'flatten');
  return flattenArray(a, checkOrder(options['order'] ?? 'C', 'flatten'), 'flatten');
}

/** The method `ravel`. */
export function ravelMethod(a: NDArray, args: readonly unknown[]): NDArray {
  return ravelArray(a, readOptions(args, optionNames, 'ravel'));
}

/** A view in a shape that is known to need no copy: axes of length 1 added or taken. */
export function reshapedView(a: NDArray, shape: readonly number[]): NDArray {
  const strides =
    (a._flags & C_CONTIGUOUS) !== 0 || sizeOf(shape) === 0
      ? cStrides(shape, a.itemsize)
      : (noCopyStrides(a, shape, false) as number[]);
  return a._view(shape, strides, a._offset);
}
