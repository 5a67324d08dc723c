/** Arrays joined along a new axis, or along one that they are given first. */
import { copyInto, newArray } from '../call.js';
import { copyArray } from '../convert/copy.js';
import type { Casting } from '../dtype.js';
import { ShapeError, shapeText } from '../errors.js';
import { MAX_DIMS } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { noMore, readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { C_CONTIGUOUS, sameShape } from '../shape/layout.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike } from '../types/operands.js';
import type { Chosen, Given } from '../types/results.js';
import type { AnyShape } from '../types/shapes.js';
import {
  asArrays,
  type ConcatenateOptions,
  commonCode,
  joined,
  needOne,
  plainly,
  readArrays,
  readDestination,
} from './concatenate.js';
import type { Arrays, JoinedDType, StackedShape } from './join_types.js';
import { joinRows } from './pieces.js';

/** Options of `stack`: the axis of the result, then as in `concatenate`. */
export type StackOptions<
  A extends number | undefined = number | undefined,
  O extends NDArray | undefined = NDArray | undefined,
  E extends DType | undefined = DType | undefined,
> = ConcatenateOptions<A, O, E>;

/**
 * Arrays of one shape joined along a new axis: `axis` of the result, the first if not given.
 *
 * Result: the dtype that all promote to (or `dtype`), a new array (or `out`). NumPy: `stack`.
 * @throws ShapeError where shapes differ or there is no array; AxisError; DTypeError where `casting` allows no cast.
 * @example
 * nd.stack([[1, 2], [3, 4]]).toArray() // [[1, 2], [3, 4]]
 * nd.stack([[1, 2], [3, 4]], -1).toArray() // [[1, 3], [2, 4]]
 */
export function stack<
  const T extends Arrays,
  const A extends number | undefined = undefined,
  O extends NDArray | undefined = undefined,
  E extends DType | undefined = undefined,
>(
  arrays: T,
  options?: StackOptions<A, O, E>,
): Given<NoInfer<O>, NDArray<Chosen<NoInfer<E>, JoinedDType<T>>, StackedShape<T, A>>>;
export function stack<
  const T extends Arrays,
  const A extends number | undefined = undefined,
  O extends NDArray | undefined = undefined,
  E extends DType | undefined = undefined,
>(
  arrays: T,
  axis: A,
  options?: Omit<StackOptions<A, O, E>, 'axis'>,
): Given<NoInfer<O>, NDArray<Chosen<NoInfer<E>, JoinedDType<T>>, StackedShape<T, A>>>;
export function stack(arrays: unknown, ...rest: unknown[]): NDArray<DType, AnyShape> {
  const who = 'stack';
  const entries = readArrays(arrays, who);
  const options = rest.length === 0 ? undefined : readOptions(rest, ['axis', 'out', 'dtype', 'casting'], who);
  const destination = options === undefined ? plainly : readDestination(options, who);
  if (entries.length === 0) throw needOne(who);
  const code = commonCode(entries, who);
  const list = asArrays(entries, code, who);
  const shape = (list[0] as NDArray)._shape;
  let isPlain = destination === plainly;
  for (let k = 0; k < list.length; k++) {
    const a = list[k] as NDArray;
    if (!sameShape(a._shape, shape)) {
      throw new ShapeError(
        `${who}: all arrays must have one shape, but array 0 has ${shapeText(shape)} and array ${k} has ${shapeText(a._shape)}; use concatenate to join along an axis they have`,
      );
    }
    if ((a._flags & C_CONTIGUOUS) === 0 || a._code !== code) isPlain = false;
  }
  const ndim = shape.length + 1;
  const given = options?.['axis'];
  const axis = given === undefined ? 0 : axisOf(given, ndim, who);
  if (isPlain) {
    const made = shape.slice();
    made.splice(axis, 0, list.length);
    let rows = 1;
    for (let i = 0; i < axis; i++) rows *= shape[i] as number;
    const result = newArray(made, code);
    joinRows(result, list, rows, who);
    return result;
  }
  return joined(
    list.map((a) => withAxis(a, axis)),
    axis,
    code,
    destination,
    who,
  );
}

/** A view with an axis of length 1 more. */
function withAxis(a: NDArray, axis: number): NDArray {
  const shape = a._shape.slice();
  const strides = a._strides.slice();
  shape.splice(axis, 0, 1);
  strides.splice(axis, 0, 0);
  return a._view(shape, strides, a._offset);
}

/** A view with axes of length 1 in front, so that it has `ndim` at least. */
export function atLeast(a: NDArray, ndim: number): NDArray {
  let view = a;
  while (view.ndim < ndim) view = withAxis(view, 0);
  return view;
}

/** Options of `vstack` and `hstack`. */
export interface StackingOptions<E extends DType | undefined = DType | undefined> {
  /** The result's dtype; what all promote to if not given. */
  dtype?: E;
  /** Which casts to it are allowed; 'same_kind' if not given. */
  casting?: Casting | undefined;
}

/** Joins entries along `axis` after `shaped` has given each the axes it needs. */
function stackAlong(
  given: unknown,
  rest: readonly unknown[] | undefined,
  shaped: (a: NDArray) => NDArray,
  axisFor: (first: NDArray) => number,
  who: string,
): NDArray {
  const entries = readArrays(given, who);
  const options =
    rest === undefined || rest.length === 0 ? undefined : readOptions(rest, stackingOptions, who);
  const destination = options === undefined ? plainly : readDestination(options, who);
  if (entries.length === 0) throw needOne(who);
  const code = commonCode(entries, who);
  const list = asArrays(entries, code, who).map(shaped);
  return joined(list, axisFor(list[0] as NDArray), code, destination, who);
}

const stackingOptions = ['dtype', 'casting'] as const;

/** 1-D arrays as rows. */
const asRows = (a: NDArray): NDArray => atLeast(a, 2);
/** 0-d arrays as lists of one. */
const asLists = (a: NDArray): NDArray => atLeast(a, 1);
/** Three axes, the last of them new: NumPy's atleast_3d. */
function asPlanes(a: NDArray): NDArray {
  if (a.ndim >= 3) return a;
  const rows = atLeast(a, 2);
  return withAxis(rows, 2);
}
/** 1-D arrays as columns. */
function asColumns(a: NDArray): NDArray {
  if (a.ndim >= 2) return a;
  return withAxis(atLeast(a, 1), 1);
}

/**
 * Arrays joined row upon row: along the first axis, 1-D arrays counting as rows.
 *
 * Result: the dtype that all promote to (or `dtype`), a new array. NumPy: `vstack`.
 * @throws ShapeError where other lengths differ; DTypeError where `casting` allows no cast to `dtype`.
 * @example
 * nd.vstack([[1, 2], [3, 4]]).toArray() // [[1, 2], [3, 4]]
 */
export function vstack<const T extends Arrays, E extends DType | undefined = undefined>(
  tup: T,
  dtype?: E | StackingOptions<E>,
  options?: StackingOptions,
): NDArray<Chosen<NoInfer<E>, JoinedDType<T>>, AnyShape>;
export function vstack(tup: unknown, ...rest: unknown[]): NDArray {
  return stackAlong(tup, rest, asRows, () => 0, 'vstack');
}

/**
 * The same as {@link vstack}. NumPy: `row_stack`.
 * @throws as {@link vstack}
 * @example
 * nd.rowStack([[1, 2], [3, 4]]).toArray() // [[1, 2], [3, 4]]
 */
export function rowStack<const T extends Arrays, E extends DType | undefined = undefined>(
  tup: T,
  dtype?: E | StackingOptions<E>,
  options?: StackingOptions,
): NDArray<Chosen<NoInfer<E>, JoinedDType<T>>, AnyShape>;
export function rowStack(tup: unknown, ...rest: unknown[]): NDArray {
  return stackAlong(tup, rest, asRows, () => 0, 'rowStack');
}

/**
 * Arrays joined side by side: along the second axis, 1-D arrays along their only one.
 *
 * Result: the dtype that all promote to (or `dtype`), a new array. NumPy: `hstack`.
 * @throws ShapeError where other lengths differ; DTypeError where `casting` allows no cast to `dtype`.
 * @example
 * nd.hstack([[1, 2], [3]]).toArray() // [1, 2, 3]
 * nd.hstack([[[1], [2]], [[3], [4]]]).toArray() // [[1, 3], [2, 4]]
 */
export function hstack<const T extends Arrays, E extends DType | undefined = undefined>(
  tup: T,
  dtype?: E | StackingOptions<E>,
  options?: StackingOptions,
): NDArray<Chosen<NoInfer<E>, JoinedDType<T>>, AnyShape>;
export function hstack(tup: unknown, ...rest: unknown[]): NDArray {
  return stackAlong(tup, rest, asLists, (first) => (first.ndim === 1 ? 0 : 1), 'hstack');
}

/**
 * Arrays joined along the third axis, which 1-D and 2-D arrays are given first.
 *
 * Result: the dtype that all promote to, a new array. NumPy: `dstack`.
 * @throws ShapeError where other lengths differ.
 * @example
 * nd.dstack([[1, 2], [3, 4]]).toArray() // [[[1, 3], [2, 4]]]
 */
export function dstack<const T extends Arrays>(tup: T): NDArray<JoinedDType<T>, AnyShape>;
export function dstack(tup: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'dstack');
  return stackAlong(tup, undefined, asPlanes, () => 2, 'dstack');
}

/**
 * 1-D arrays as columns of a matrix; 2-D arrays are joined side by side with them.
 *
 * Result: the dtype that all promote to, a new array. NumPy: `column_stack`.
 * @throws ShapeError where lengths differ.
 * @example
 * nd.columnStack([[1, 2], [3, 4]]).toArray() // [[1, 3], [2, 4]]
 */
export function columnStack<const T extends Arrays>(tup: T): NDArray<JoinedDType<T>, AnyShape>;
export function columnStack(tup: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'columnStack');
  return stackAlong(tup, undefined, asColumns, () => 1, 'columnStack');
}

/** Arrays in nested lists, as a matrix is written in blocks. */
export type Blocks = ArrayLike | readonly Blocks[];

function depthOf(blocks: unknown, path: string, level = 0): number {
  if (!Array.isArray(blocks)) return 0;
  // As many levels as the result has axes, at least; a list within itself has no end.
  if (level === MAX_DIMS) throw new ShapeError(`block: lists are nested more than ${MAX_DIMS} deep`);
  if (blocks.length === 0) throw new ShapeError(`block: the list at ${path} is empty`);
  const depth = depthOf(blocks[0], `${path}[0]`, level + 1);
  for (let i = 1; i < blocks.length; i++) {
    const other = depthOf(blocks[i], `${path}[${i}]`, level + 1);
    if (other !== depth) {
      throw new ShapeError(
        `block: lists are nested to different depths: ${path}[0] to ${depth} and ${path}[${i}] to ${other}`,
      );
    }
  }
  return depth + 1;
}

function assembled(blocks: unknown, depth: number, ndim: number, leaves: IterableIterator<NDArray>): NDArray {
  if (!Array.isArray(blocks)) return leaves.next().value as NDArray;
  const parts = blocks.map((each: unknown) => assembled(each, depth - 1, ndim, leaves));
  if (parts.length === 1) return parts[0] as NDArray;
  return joined(parts, ndim - depth, (parts[0] as NDArray)._code, plainly, 'block');
}

/** From how many elements on blocks go straight to their place: joining them list by list copies each once per level. */
const LARGE_BLOCKS = 1 << 14;

/** The lengths of what nested lists of blocks make; undefined where they do not fit. Takes the leaves in their order. */
function assembledShape(
  blocks: unknown,
  depth: number,
  ndim: number,
  leaves: IterableIterator<NDArray>,
): number[] | undefined {
  if (!Array.isArray(blocks)) return [...(leaves.next().value as NDArray)._shape];
  const axis = ndim - depth;
  let whole: number[] | undefined;
  for (const each of blocks) {
    const shape = assembledShape(each, depth - 1, ndim, leaves);
    if (shape === undefined) return undefined;
    if (whole === undefined) {
      whole = shape;
      continue;
    }
    for (let i = 0; i < ndim; i++) if (i !== axis && shape[i] !== whole[i]) return undefined;
    whole[axis] = (whole[axis] as number) + (shape[axis] as number);
  }
  return whole;
}

/** Writes each block to its place behind `corner`; returns the lengths of what was written. */
function placeBlocks(
  blocks: unknown,
  depth: number,
  target: NDArray,
  corner: readonly number[],
  leaves: IterableIterator<NDArray>,
): readonly number[] {
  if (!Array.isArray(blocks)) {
    const leaf = leaves.next().value as NDArray;
    const offset = corner.reduce((sum, at, i) => sum + at * (target._strides[i] as number), target._offset);
    copyInto(target._view(leaf._shape, target._strides, offset), leaf, 'block');
    return leaf._shape;
  }
  const axis = target.ndim - depth;
  const at = [...corner];
  let extent: readonly number[] = [];
  for (const each of blocks) {
    extent = placeBlocks(each, depth - 1, target, at, leaves);
    at[axis] = (at[axis] as number) + (extent[axis] as number);
  }
  return extent.map((length, i) => (i === axis ? (at[i] as number) - (corner[i] as number) : length));
}

/**
 * An array assembled from nested lists of blocks: the innermost lists are joined along the last axis, those around them
 * along the one before, and so on. Blocks get axes of length 1 in front where they have fewer than the result.
 *
 * Result: the dtype that all promote to, a new array. NumPy: `block`.
 * @throws ShapeError where lengths do not fit, for an empty list, and for lists of different depths.
 * @example
 * nd.block([[nd.ones([1, 2]), 5], [6, nd.zeros([1, 2])]]).toArray() // [[1, 1, 5], [6, 0, 0]]
 */
export function block(arrays: Blocks): NDArray;
export function block(arrays: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'block');
  const who = 'block';
  const depth = depthOf(arrays, 'arrays');
  const entries = readArrays([arrays].flat(64), who);
  const code = commonCode(entries, who);
  const list = asArrays(entries, code, who);
  const ndim = Math.max(depth, ...list.map((a) => a.ndim));
  const shapedLeaves = list.map((a) => atLeast(a, ndim));
  if (list.length > 1 && list.reduce((sum, a) => sum + a._size, 0) >= LARGE_BLOCKS) {
    const shape = assembledShape(arrays, depth, ndim, shapedLeaves.values());
    if (shape !== undefined) {
      const target = newArray(shape, code);
      placeBlocks(arrays, depth, target, new Array<number>(ndim).fill(0), shapedLeaves.values());
      return target;
    }
  }
  const leaves = list.map((a, i) => {
    const shaped = shapedLeaves[i] as NDArray;
    return a._code === code ? shaped : copyArray(shaped, 'K', who, code);
  });
  const result = assembled(arrays, depth, ndim, leaves.values());
  return list.some((a) => a._storage === result._storage) ? result.copy() : result;
}
