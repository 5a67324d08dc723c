/** Arrays joined along an axis they have. */
import { copyInto, newLaidOut } from '../call.js';
import { optionalCode } from '../convert/array.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { type Casting, canCastCode, checkCasting, dtypeName, itemSizes } from '../dtype.js';
import { type Item, isItem } from '../element.js';
import { DTypeError, ShapeError, StridedError, shapeText } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { readOuts } from '../ops/execute.js';
import { promotedCode } from '../ops/promotion.js';
import { type Options, readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { C_CONTIGUOUS, checkCount, cStrides, F_CONTIGUOUS, sameShape } from '../shape/layout.js';
import { mayShareBytes } from '../shape/overlap.js';
import { permuted } from '../shape/transpose.js';
import type { DType } from '../types/dtypes.js';
import type { Chosen, Given } from '../types/results.js';
import type { AnyShape } from '../types/shapes.js';
import type { Arrays, JoinedDType, JoinedShape } from './join_types.js';
import { joinRows } from './pieces.js';

/** Options of `concatenate`. */
export interface ConcatenateOptions<
  A extends number | null | undefined = number | null | undefined,
  O extends NDArray | undefined = NDArray | undefined,
  E extends DType | undefined = DType | undefined,
> {
  /** The axis to join along, the first if not given; null joins the flattened arrays. */
  axis?: A;
  /** The array to write into, of exactly the result's shape. */
  out?: O;
  /** The result's dtype; what all promote to if not given. Not beside `out`. */
  dtype?: E;
  /** Which casts to the result's dtype are allowed; 'same_kind' if not given. */
  casting?: Casting | undefined;
}

/** Where and as what a joined array is to be made. */
export interface Destination {
  readonly out: NDArray | undefined;
  readonly code: number | undefined;
  readonly casting: Casting;
}

export const plainly: Destination = { out: undefined, code: undefined, casting: 'same_kind' };

export function readDestination(options: Options, who: string): Destination {
  const { out: into, dtype, casting } = options;
  if (into === undefined && dtype === undefined && casting === undefined) return plainly;
  const [out] = readOuts(1, options, who);
  if (out !== undefined && dtype !== undefined && dtype !== null) {
    throw new StridedError(`${who}: either out or dtype can be given: out has its own dtype`, 'ERR_OPTION');
  }
  return {
    out,
    code: optionalCode(dtype, who),
    casting: casting === undefined ? 'same_kind' : checkCasting(casting, who),
  };
}

/** The arrays of a list, or along the first axis of an array; plain scalars stay as they are. */
export function readArrays(given: unknown, who: string): (NDArray | Item)[] {
  if (Array.isArray(given)) {
    // Read once: entries may be getters, which change the list.
    const { length } = given;
    checkCount(length, who);
    const list = new Array<NDArray | Item>(length);
    for (let i = 0; i < length; i++) {
      const entry: unknown = given[i];
      const a = entry instanceof NDArray || isItem(entry) ? entry : asNDArray(entry, who);
      if (a instanceof NDArray && a._storage.disposed) a._alive(who);
      list[i] = a;
    }
    return list;
  }
  if (given === undefined || given === null || isItem(given)) {
    throw new StridedError(
      `${who}: a list of arrays is needed, not ${describe(given)}; write ${who}([a, b])`,
      'ERR_ARGUMENT',
    );
  }
  const a = asNDArray(given, who);
  a._alive(who);
  if (a.ndim === 0) throw new ShapeError(`${who}: a 0-d array is no list of arrays`);
  const [length, ...shape] = a._shape as [number, ...number[]];
  checkCount(length, who);
  const [step, ...strides] = a._strides as [number, ...number[]];
  return Array.from({ length }, (_, i) => a._view(shape, strides, a._offset + i * step));
}

/** The dtype that entries promote to; scalars are weak beside arrays. */
export function commonCode(entries: readonly (NDArray | Item)[], who: string): number {
  const [first] = entries;
  if (first instanceof NDArray) {
    let i = 1;
    for (; i < entries.length; i++) {
      const a = entries[i];
      if (!(a instanceof NDArray) || a._code !== first._code) break;
    }
    if (i === entries.length) return first._code;
  }
  return promotedCode(entries, who);
}

/** Entries as arrays; scalars as 0-d arrays of the dtype. */
export function asArrays(entries: readonly (NDArray | Item)[], code: number, who: string): NDArray[] {
  return entries.map((a) => (a instanceof NDArray ? a : asNDArray(a, who, code)));
}

function checkLengths(arrays: readonly NDArray[], axis: number, who: string): number[] {
  const shape = (arrays[0] as NDArray)._shape.slice();
  for (let k = 1; k < arrays.length; k++) {
    const other = (arrays[k] as NDArray)._shape;
    if (other.length !== shape.length) {
      throw new ShapeError(
        `${who}: all arrays must have the same number of axes, but array 0 has ${shape.length} (shape ${shapeText((arrays[0] as NDArray)._shape)}) and array ${k} has ${other.length} (shape ${shapeText(other)}); use expandDims, or stack for a new axis`,
      );
    }
    for (let i = 0; i < shape.length; i++) {
      if (i === axis) shape[i] = (shape[i] as number) + (other[i] as number);
      else if (other[i] !== shape[i]) {
        throw new ShapeError(
          `${who}: all lengths but those of axis ${axis} must agree, but along axis ${i} array 0 has ${shape[i]} (shape ${shapeText((arrays[0] as NDArray)._shape)}) and array ${k} has ${other[i]} (shape ${shapeText(other)})`,
        );
      }
    }
  }
  return shape;
}

/** The order in which the axes of several arrays lie in memory, the outermost first; C where they disagree. */
function sharedOrder(arrays: readonly NDArray[], ndim: number): number[] {
  const order = Array.from({ length: ndim }, (_, i) => i);
  for (let i = 1; i < ndim; i++) {
    const axis = order[i] as number;
    let place = i;
    for (let j = i - 1; j >= 0; j--) {
      const other = order[j] as number;
      let isKnown = false;
      let isOuter = false;
      for (const { _shape, _strides } of arrays) {
        if (_shape[axis] === 1 || _shape[other] === 1) continue;
        if (Math.abs(_strides[axis] as number) <= Math.abs(_strides[other] as number)) isOuter = false;
        else if (!isKnown) isOuter = true;
        isKnown = true;
      }
      if (!isKnown) continue;
      if (!isOuter) break;
      place = j;
    }
    order.splice(i, 1);
    order.splice(place, 0, axis);
  }
  return order;
}

function laidOut(shape: readonly number[], order: readonly number[], code: number): NDArray {
  const inner = cStrides(
    order.map((axis) => shape[axis] as number),
    itemSizes[code] as number,
  );
  const strides = new Array<number>(shape.length);
  order.forEach((axis, i) => {
    strides[axis] = inner[i] as number;
  });
  return newLaidOut(shape, strides, code);
}

function checkCasts(arrays: readonly NDArray[], code: number, casting: Casting, who: string): void {
  for (const a of arrays) {
    if (a._code !== code && !canCastCode(a._code, code, casting)) {
      throw new DTypeError(
        `${who}: ${a.dtype} cannot be cast to ${dtypeName(code)} by the rule '${casting}'; use astype('${dtypeName(code)}') or { casting: 'unsafe' }`,
        'ERR_CASTING',
      );
    }
  }
}

function refuseShape(out: NDArray, shape: readonly number[], who: string): void {
  if (!sameShape(out._shape, shape)) {
    throw new ShapeError(
      `${who}: out has shape ${shapeText(out._shape)}, the result has ${shapeText(shape)}`,
    );
  }
}

/** Elements before `axis`: how many runs each array has. */
function rowsBefore(shape: readonly number[], axis: number): number {
  let rows = 1;
  for (let i = 0; i < axis; i++) rows *= shape[i] as number;
  return rows;
}

function allContiguous(arrays: readonly NDArray[], code: number): boolean {
  for (let k = 0; k < arrays.length; k++) {
    const a = arrays[k] as NDArray;
    if ((a._flags & C_CONTIGUOUS) === 0 || a._code !== code) return false;
  }
  return true;
}

/** Joins arrays of one rank along `axis`, which they have. `code` is what they promote to. */
export function joined(
  arrays: readonly NDArray[],
  axis: number,
  code: number,
  destination: Destination,
  who: string,
): NDArray {
  const shape = checkLengths(arrays, axis, who);
  const { out } = destination;
  const target = out?._code ?? destination.code ?? code;
  if (target !== code || destination.casting !== 'same_kind')
    checkCasts(arrays, target, destination.casting, who);
  if (out !== undefined) {
    refuseShape(out, shape, who);
    const sources = arrays.map((a) => (mayShareBytes(a, out) ? copyArray(a, 'K', who) : a));
    if ((out._flags & C_CONTIGUOUS) !== 0 && allContiguous(sources, target)) {
      joinRows(out, sources, rowsBefore(shape, axis), who);
    } else {
      placeEach(out, sources, axis, who);
    }
    return out;
  }
  if (allContiguous(arrays, target)) {
    const result = newLaidOut(shape, cStrides(shape, itemSizes[target] as number), target);
    joinRows(result, arrays, rowsBefore(shape, axis), who);
    return result;
  }
  const isC = arrays.every((a) => (a._flags & C_CONTIGUOUS) !== 0);
  const order = isC ? Array.from(shape.keys()) : sharedOrder(arrays, shape.length);
  const result = laidOut(shape, order, target);
  const turned = arrays.map((a) => permuted(a, order));
  if (allContiguous(turned, target)) {
    const inMemory = permuted(result, order);
    joinRows(inMemory, turned, rowsBefore(inMemory._shape, order.indexOf(axis)), who);
  } else {
    placeEach(result, arrays, axis, who);
  }
  return result;
}

/** Copies each array, of whatever layout and dtype, to its place. */
function placeEach(target: NDArray, arrays: readonly NDArray[], axis: number, who: string): void {
  let offset = target._offset;
  for (const a of arrays) {
    if (a._size > 0) copyInto(target._view(a._shape, target._strides, offset), a, who);
    offset += (a._shape[axis] as number) * (target._strides[axis] as number);
  }
}

/** Joins flattened arrays, each read in C order. */
function joinedFlat(
  arrays: readonly NDArray[],
  code: number,
  destination: Destination,
  who: string,
): NDArray {
  const flat = arrays.map((a) => {
    if ((a._flags & C_CONTIGUOUS) !== 0) return a._view([a._size], [a.itemsize], a._offset);
    if (a.ndim === 1) return a;
    const whole = copyArray(a, 'C', who);
    return whole._view([a._size], [a.itemsize], whole._offset);
  });
  return joined(flat, 0, code, destination, who);
}

export function needOne(who: string): ShapeError {
  return new ShapeError(`${who}: at least one array is needed`);
}

function concatenated(given: unknown, rest: readonly unknown[], who: string): NDArray {
  const entries = readArrays(given, who);
  const options = rest.length === 0 ? undefined : readOptions(rest, concatenateOptions, who);
  if (entries.length === 0) throw needOne(who);
  const destination = options === undefined ? plainly : readDestination(options, who);
  const code = commonCode(entries, who);
  const arrays = asArrays(entries, code, who);
  const axis = options?.['axis'];
  if (axis === null) return joinedFlat(arrays, code, destination, who);
  const { ndim } = arrays[0] as NDArray;
  if (ndim === 0) {
    throw new ShapeError(
      `${who}: 0-d arrays have no axis to join along; use { axis: null }, or stack for a new axis`,
    );
  }
  return joined(arrays, axis === undefined ? 0 : axisOf(axis, ndim, who), code, destination, who);
}

const concatenateOptions = ['axis', 'out', 'dtype', 'casting'] as const;

/**
 * Arrays joined along an axis they have. All their other lengths agree; with `axis: null` each is flattened first.
 *
 * Result: the dtype that all promote to (or `dtype`), a new array (or `out`), laid out as the arrays are. NumPy:
 * `concatenate`.
 * @throws ShapeError where lengths or ranks differ, for no arrays, and for 0-d arrays; AxisError; DTypeError where
 * `casting` allows no cast to `dtype` or `out`.
 * @example
 * nd.concatenate([[1, 2], [3]]).toArray() // [1, 2, 3]
 * nd.concatenate([[[1], [2]], [[3], [4]]], 1).toArray() // [[1, 3], [2, 4]]
 * nd.concatenate([[[1], [2]], 3], { axis: null }).toArray() // [1, 2, 3]
 */
export function concatenate<
  const T extends Arrays,
  const A extends number | null | undefined = undefined,
  O extends NDArray | undefined = undefined,
  E extends DType | undefined = undefined,
>(
  arrays: T,
  options?: ConcatenateOptions<A, O, E>,
): Given<NoInfer<O>, NDArray<Chosen<NoInfer<E>, JoinedDType<T>>, JoinedShape<T, A>>>;
export function concatenate<
  const T extends Arrays,
  const A extends number | null | undefined = undefined,
  O extends NDArray | undefined = undefined,
  E extends DType | undefined = undefined,
>(
  arrays: T,
  axis: A,
  options?: Omit<ConcatenateOptions<A, O, E>, 'axis'>,
): Given<NoInfer<O>, NDArray<Chosen<NoInfer<E>, JoinedDType<T>>, JoinedShape<T, A>>>;
export function concatenate(arrays: unknown, ...rest: unknown[]): NDArray<DType, AnyShape> {
  return concatenated(arrays, rest, 'concatenate');
}

/**
 * The same as {@link concatenate}, under the array API's name. NumPy: `concat`.
 * @throws as {@link concatenate}
 * @example
 * nd.concat([[1, 2], [3]]).toArray() // [1, 2, 3]
 */
export const concat: typeof concatenate = (arrays: unknown, ...rest: unknown[]): never =>
  concatenated(arrays, rest, 'concat') as never;

/** Whether an array lies in Fortran's order alone. */
export function isFortranAlone(a: NDArray): boolean {
  return (a._flags & (C_CONTIGUOUS | F_CONTIGUOUS)) === F_CONTIGUOUS;
}
