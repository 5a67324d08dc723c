/** Elements added to arrays, put in and taken out: always new arrays. */
import { copyInto, newArray, newLaidOut } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray, fillItem, stretchable } from '../convert/copy.js';
import { arange, ramp } from '../create/arange.js';
import { describe } from '../describe.js';
import { BOOL, INT64, itemSizes } from '../dtype.js';
import { type Item, isItem } from '../element.js';
import { IndexError, ShapeError, StridedError, shapeText } from '../errors.js';
import { assignIndexed, indexed } from '../indexing/advanced.js';
import { maskPlaces, truthMask } from '../indexing/masks.js';
import { readSliceString, Slice } from '../indexing/slice_object.js';
import { put, take } from '../indexing/take.js';
import { NDArray } from '../ndarray.js';
import { add } from '../ops/arithmetic.js';
import { less, notEqual } from '../ops/comparison.js';
import { wholeIndices } from '../ops/methods/indices.js';
import { readOptions } from '../options.js';
import { any, max, min } from '../reduce/folds.js';
import { type Axes, axesOf, axisOf } from '../shape/axis.js';
import { axisRange } from '../shape/axis_range.js';
import { C_CONTIGUOUS, cStrides, fStrides } from '../shape/layout.js';
import { wholeNumber } from '../shape/whole_numbers.js';
import { argsort, sort } from '../sort/sort.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AnyShape, AsShape, IsUnknownRank, SameRank } from '../types/shapes.js';
import { asArrays, commonCode, isFortranAlone, joined, plainly } from './concatenate.js';
import { FEW, insertFew, insertRuns } from './insert_runs.js';
import type { JoinedDType } from './join_types.js';
import { rejoin } from './pieces.js';

/** Options of `append`, `insert` and `delete`. */
export interface EditOptions<A extends number | null | undefined = number | null | undefined> {
  /** The axis along which the array is changed; it is flattened first if not given. */
  axis?: A;
}

type SameAxes<T> = IsUnknownRank<ShapeOf<T>> extends true ? AnyShape : AsShape<SameRank<ShapeOf<T>>>;
type Edited<T, A> = [A] extends [number] ? SameAxes<T> : [number];

function readAxis(rest: readonly unknown[], who: string): unknown {
  const [bare] = rest;
  return typeof bare === 'number' && rest.length === 1
    ? bare
    : (readOptions(rest, ['axis'], who)['axis'] ?? undefined);
}

/** The array as one axis, in C order; a view where the strides allow it. */
function flattened(a: NDArray, who: string): NDArray {
  if (a.ndim === 1) return a;
  const whole = (a._flags & C_CONTIGUOUS) === 0 ? copyArray(a, 'C', who) : a;
  return whole._view([a._size], [a.itemsize], whole._offset);
}

/**
 * `values` behind the array: along an axis, where all other lengths agree, or both flattened.
 *
 * Result: the dtype that both promote to, a new array. NumPy: `append`.
 * @throws ShapeError where lengths or ranks differ; AxisError.
 * @example
 * nd.append([1, 2], [[3], [4]]).toArray() // [1, 2, 3, 4]
 * nd.append([[1, 2]], [[3, 4]], 0).toArray() // [[1, 2], [3, 4]]
 */
export function append<
  const T extends ArrayLike,
  const V extends ArrayLike,
  const A extends number | null | undefined = undefined,
>(arr: T, values: V, axis?: A | EditOptions<A>): NDArray<JoinedDType<[T, V]>, Edited<T, A>>;
export function append(arr: unknown, values: unknown, ...rest: unknown[]): NDArray {
  const who = 'append';
  const given = readAxis(rest, who);
  const entries = [arr, values].map((value): NDArray | Item =>
    isItem(value) ? value : asNDArray(value, who),
  );
  for (const entry of entries) if (entry instanceof NDArray) entry._alive(who);
  const code = commonCode(entries, who);
  const [first, second] = asArrays(entries, code, who) as [NDArray, NDArray];
  if (given === undefined) {
    return joined([flattened(first, who), flattened(second, who)], 0, code, plainly, who);
  }
  return joined([first, second], axisOf(given, first.ndim, who), code, plainly, who);
}

/** Places on an axis: one, several, or a range. */
export type Places =
  | number
  | bigint
  | boolean
  | string
  | Slice
  | readonly unknown[]
  | NDArray
  | Int32Array
  | BigInt64Array;

/** One place, or an array of them; a mask stays a mask. */
type ReadPlaces = { readonly one: number } | { readonly many: NDArray };

/** The slice that an argument names, if it names one. */
function sliceOf(obj: unknown, who: string): Slice | undefined {
  if (obj instanceof Slice) return obj;
  if (typeof obj !== 'string') return undefined;
  const [term, ...more] = readSliceString(obj, who);
  if (term instanceof Slice && more.length === 0) return term;
  throw new IndexError(`${who}: ${describe(obj)} is no slice of one axis; write 'start:stop:step'`);
}

/** A slice over `length` elements, as Python's `slice.indices`: ascending, by the number taken. */
function rangeOf(slice: Slice, length: number): { first: number; step: number; count: number } {
  const step = slice.step ?? 1;
  const bound = (end: number | null, otherwise: number): number => {
    if (end === null) return otherwise;
    const low = step < 0 ? -1 : 0;
    const high = step < 0 ? length - 1 : length;
    return Math.min(high, Math.max(low, end < 0 ? end + length : end));
  };
  const start = bound(slice.start, step < 0 ? length - 1 : 0);
  const stop = bound(slice.stop, step < 0 ? -1 : length);
  const count = Math.max(0, Math.ceil((stop - start) / step));
  if (count === 0) return { first: 0, step: 1, count };
  return step > 0 ? { first: start, step, count } : { first: start + (count - 1) * step, step: -step, count };
}

function placeOf(value: unknown, axis: number, length: number, extra: number, who: string): number {
  const place = wholeNumber(value, `${who}: an index`);
  if (place === undefined) throw new IndexError(`${who}: ${describe(value)} is no integer index`);
  if (place < -length || place >= length + extra) {
    throw new IndexError(`${who}: index ${place} is out of bounds for axis ${axis} with size ${length}`);
  }
  return place < 0 ? place + length : place;
}

function readPlaces(obj: unknown, axis: number, length: number, extra: number, who: string): ReadPlaces {
  if (typeof obj === 'number' || typeof obj === 'bigint')
    return { one: placeOf(obj, axis, length, extra, who) };
  const many = asNDArray(obj, who);
  many._alive(who);
  if (many._code === BOOL || many._size !== 1) return { many };
  return { one: placeOf(many.item({ bigint: true } as never), axis, length, extra, who) };
}

/** A new array of another length along an axis, laid out as NumPy's insert and delete do: F where the array is F alone. */
function sized(a: NDArray, axis: number, length: number): NDArray {
  const shape = a._shape.slice();
  shape[axis] = length;
  const itemsize = itemSizes[a._code] as number;
  return newLaidOut(
    shape,
    isFortranAlone(a) ? fStrides(shape, itemsize) : cStrides(shape, itemsize),
    a._code,
  );
}

/** Without the elements from `first` on: `count` of them, every `step`-th. */
function withoutRange(
  a: NDArray,
  axis: number,
  first: number,
  step: number,
  count: number,
  who: string,
): NDArray {
  const length = a._shape[axis] as number;
  const out = sized(a, axis, length - count);
  if (out._size === 0) return out;
  const last = first + (count - 1) * step;
  if (step === 1 && (a._flags & C_CONTIGUOUS) !== 0) {
    let rows = 1;
    for (let i = 0; i < axis; i++) rows *= a._shape[i] as number;
    const rowBytes = (a._size / rows) * a.itemsize;
    const chunk = rowBytes / length;
    const runs: [number, number][] = [
      [0, first * chunk],
      [(last + 1) * chunk, (length - last - 1) * chunk],
    ];
    rejoin(
      out,
      a,
      rows,
      rowBytes,
      runs.filter(([, bytes]) => bytes > 0),
      who,
    );
    return out;
  }
  copyInto(axisRange(out, axis, 0, first), axisRange(a, axis, 0, first), who);
  // What lies between the steps is [steps, step - 1] of the array, and as many, closer together, of the result.
  if (step > 1 && count > 1) {
    const between = (x: NDArray, from: number, stride: number): NDArray => {
      const shape = [...x._shape.slice(0, axis), count - 1, step - 1, ...x._shape.slice(axis + 1)];
      const own = x._strides[axis] as number;
      const strides = [...x._strides.slice(0, axis), own * stride, own, ...x._strides.slice(axis + 1)];
      return x._view(shape, strides, x._offset + from * own);
    };
    copyInto(between(out, first, step - 1), between(a, first + 1, step), who);
  }
  const rest = length - last - 1;
  copyInto(axisRange(out, axis, last + 1 - count, rest), axisRange(a, axis, last + 1, rest), who);
  return out;
}

/**
 * The array without some elements of an axis: at an index, at several, in a slice (`'1:5:2'`, `nd.s(1, 5)`), or where a
 * mask is true. Without `axis`, of the flattened array. Negative indices count from the end; one named twice is deleted
 * once.
 *
 * Result: the same dtype, a new array. NumPy: `delete`.
 * @throws IndexError for an index out of bounds; ShapeError for a mask of another length; AxisError.
 * @example
 * nd.delete([1, 2, 3, 4], 1).toArray() // [1, 3, 4]
 * nd.delete([[1, 2, 3], [4, 5, 6]], [0, -1], 1).toArray() // [[2], [5]]
 */
function delete_<const T extends ArrayLike, const A extends number | null | undefined = undefined>(
  arr: T,
  obj: Places,
  axis?: A | EditOptions<A>,
): NDArray<DTypeOf<T>, Edited<T, A>>;
function delete_(arr: unknown, obj: unknown, ...rest: unknown[]): NDArray {
  const who = 'delete';
  let a = asNDArray(arr, who);
  a._alive(who);
  const given = readAxis(rest, who);
  if (given === undefined) a = flattened(a, who);
  const axis = given === undefined ? 0 : axisOf(given, a.ndim, who);
  const length = a._shape[axis] as number;
  const slice = sliceOf(obj, who);
  if (slice !== undefined) {
    const { first, step, count } = rangeOf(slice, length);
    if (count === 0) return copyArray(a, isFortranAlone(a) ? 'F' : 'C', who);
    return withoutRange(a, axis, first, count === 1 ? 1 : step, count, who);
  }
  const places = readPlaces(obj, axis, length, 0, who);
  if ('one' in places) return withoutRange(a, axis, places.one, 1, 1, who);
  const { many } = places;
  const keep = newArray([length], BOOL);
  if (many._code === BOOL) {
    if (many.ndim !== 1 || many._size !== length) {
      throw new ShapeError(
        `${who}: a mask must have one axis of ${length} elements, as axis ${axis} has, not shape ${shapeText(many._shape)}`,
      );
    }
    copyInto(keep, many.eq(false), who);
  } else {
    fillItem(keep, true, who);
    if (many._size > 0) assignIndexed(keep, [many], false, who);
  }
  const terms: unknown[] = new Array(axis).fill(':');
  return indexed(a, [...terms, keep], who);
}

export { delete_ };

/** Values as NumPy's insert reads them: of the array's dtype, with axes in front up to its rank. */
function valuesFor(values: unknown, a: NDArray, who: string): NDArray {
  const given = asNDArray(values, who, a._code);
  given._alive(who);
  let view = given._code === a._code ? given : copyArray(given, 'K', who, a._code);
  while (view.ndim < a.ndim) view = view._view([1, ...view._shape], [0, ...view._strides], view._offset);
  return view;
}

/** `axis` of a view made the first one's place: NumPy's moveaxis(values, 0, axis). */
function firstAxisTo(a: NDArray, axis: number): NDArray {
  const shape = a._shape.slice();
  const strides = a._strides.slice();
  shape.splice(axis, 0, ...shape.splice(0, 1));
  strides.splice(axis, 0, ...strides.splice(0, 1));
  return a._view(shape, strides, a._offset);
}

/** Places as int64 of their own, counted from the begin. */
function countedPlaces(many: NDArray, axis: number, length: number, who: string): NDArray {
  const { array, owned } = wholeIndices(many, who);
  const places = owned ? array : copyArray(array, 'C', who);
  const low = min(places, { bigint: true });
  const high = max(places, { bigint: true });
  if (low < -length || high > length) {
    throw new IndexError(
      `${who}: index ${low < -length ? low : high} is out of bounds for axis ${axis} with size ${length}`,
    );
  }
  if (low < 0) {
    using negative = less(places, 0) as NDArray;
    add(places, length, { out: places, where: negative });
  }
  return places;
}

/** Each place's position in the result: places in ascending order move those behind them by one each. */
function finalPlaces(places: NDArray): NDArray {
  using order = argsort(places, { kind: 'stable' } as never) as NDArray;
  using sorted = take(places, order) as NDArray;
  using ranks = arange(places._size, { dtype: 'int64' }) as NDArray;
  add(sorted, ranks, { out: sorted });
  put(places, order, sorted);
  return places;
}

/**
 * The array with values put in along an axis, before the elements at an index, at several, or at those of a slice or a
 * mask. Without `axis`, into the flattened array. The values broadcast to the places, and are cast to the array's dtype.
 *
 * Result: the same dtype, a new array. NumPy: `insert`.
 * @throws IndexError for an index out of bounds; ShapeError where values do not broadcast to the places; AxisError.
 * @example
 * nd.insert([1, 2, 3], 1, 9).toArray() // [1, 9, 2, 3]
 * nd.insert([[1, 2], [3, 4]], [0, 2], 9, 1).toArray() // [[9, 1, 2, 9], [9, 3, 4, 9]]
 */
export function insert<const T extends ArrayLike, const A extends number | null | undefined = undefined>(
  arr: T,
  obj: Places,
  values: ArrayLike,
  axis?: A | EditOptions<A>,
): NDArray<DTypeOf<T>, Edited<T, A>>;
export function insert(arr: unknown, obj: unknown, values: unknown, ...rest: unknown[]): NDArray {
  const who = 'insert';
  let a = asNDArray(arr, who);
  a._alive(who);
  const given = readAxis(rest, who);
  if (given === undefined) a = flattened(a, who);
  const axis = given === undefined ? 0 : axisOf(given, a.ndim, who);
  const length = a._shape[axis] as number;
  let places: ReadPlaces;
  let isOne = false;
  const slice = sliceOf(obj, who);
  if (slice !== undefined) {
    const { first, step, count } = rangeOf(slice, length);
    const isBack = (slice.step ?? 1) < 0;
    const from = isBack ? first + (count - 1) * step : first;
    const last = from + (isBack ? -count : count) * step;
    places = count === 1 ? { one: from } : { many: ramp(from, last, isBack ? -step : step, INT64, who) };
  } else {
    const read = typeof obj === 'boolean' ? asNDArray([obj], who) : obj;
    places = readPlaces(read, axis, length, 1, who);
    isOne = typeof obj === 'number' || typeof obj === 'bigint' || (obj instanceof NDArray && obj.ndim === 0);
    if ('many' in places && places.many._code === BOOL) places = placesOfMask(places.many, axis, length, who);
  }
  const block = valuesFor(values, a, who);
  if ('one' in places) return insertedAt(a, axis, places.one, isOne ? firstAxisTo(block, axis) : block, who);
  return insertedAtMany(a, axis, places.many, block, who);
}

function placesOfMask(mask: NDArray, axis: number, length: number, who: string): ReadPlaces {
  if (mask.ndim > 1)
    throw new ShapeError(`${who}: a mask must have one axis, not shape ${shapeText(mask._shape)}`);
  const many = maskPlaces(truthMask(mask, who), who);
  if (many._size === 1) return { one: placeOf(many.item(), axis, length, 1, who) };
  return { many };
}

/** One block of values before the element at `place`. */
function insertedAt(a: NDArray, axis: number, place: number, block: NDArray, who: string): NDArray {
  const length = a._shape[axis] as number;
  const added = block._shape[axis + block.ndim - a.ndim] as number;
  const out = sized(a, axis, length + added);
  if (out._size === 0) return out;
  if (a._size > 0 && insertRuns(out, a, axis, place, block, added, who)) return out;
  const hole = axisRange(out, axis, place, added);
  copyInto(axisRange(out, axis, 0, place), axisRange(a, axis, 0, place), who);
  copyInto(hole, stretchable(block, hole, who), who);
  const rest = length - place;
  copyInto(axisRange(out, axis, place + added, rest), axisRange(a, axis, place, rest), who);
  return out;
}

/** Gaps of so many bytes between places are copied one by one; shorter ones are found by a mask. */
const LONG_GAP = 16_384;

/** A value at each of several places. */
function insertedAtMany(a: NDArray, axis: number, many: NDArray, block: NDArray, who: string): NDArray {
  if (many.ndim > 1) {
    throw new ShapeError(
      `${who}: places must be an index or a list of them, not of shape ${shapeText(many._shape)}`,
    );
  }
  const length = a._shape[axis] as number;
  const count = many._size;
  if (count === 0) {
    // The values have to fit all the same.
    stretchable(block, axisRange(a, axis, 0, 0), who);
    return copyArray(a, isFortranAlone(a) ? 'F' : 'C', who);
  }
  if (count <= FEW && many._code !== BOOL) {
    const asked = [many.toArray({ bigint: true })].flat() as (number | bigint)[];
    const listed = asked.map((value) => placeOf(value, axis, length, 1, who));
    const made = sized(a, axis, length + count);
    if (insertFew(made, a, axis, listed, block, who)) return made;
    made.dispose();
  }
  using places = finalPlaces(countedPlaces(many, axis, length, who));
  const out = sized(a, axis, length + count);
  const before: unknown[] = new Array(axis).fill(':');
  assignIndexed(out, [...before, places], block, who);
  if ((a._size * a.itemsize) / count >= LONG_GAP) {
    fillGaps(out, a, axis, places, who);
    return out;
  }
  using old = newArray([length + count], BOOL);
  fillItem(old, true, who);
  assignIndexed(old, [places], false, who);
  assignIndexed(out, [...before, old], a, who);
  return out;
}

/** Copies the array into the result between the places, of which there are few. */
function fillGaps(out: NDArray, a: NDArray, axis: number, places: NDArray, who: string): void {
  using sorted = sort(places) as NDArray;
  let from = 0;
  let to = 0;
  for (let k = 0; k <= sorted._size; k++) {
    const end = k < sorted._size ? (sorted.at(k) as number) : (out._shape[axis] as number);
    if (end > to) copyInto(axisRange(out, axis, to, end - to), axisRange(a, axis, from, end - to), who);
    from += end - to;
    to = end + 1;
  }
}

/** Options of `trimZeros`. */
export interface TrimZerosOptions {
  /** Which ends: 'f' the front, 'b' the back, 'fb' both if not given. */
  trim?: 'f' | 'b' | 'fb' | 'bf' | undefined;
  /** The axis or axes to trim, all if not given. */
  axis?: Axes | null | undefined;
}

/**
 * The array without the zeros at its ends: along each axis, what lies before the first and behind the last place with an
 * element other than 0. A view. NumPy: `trim_zeros`.
 * @throws AxisError; StridedError for an unknown `trim`.
 * @example
 * nd.trimZeros([0, 0, 1, 2, 0]).toArray() // [1, 2]
 * nd.trimZeros([0, 0, 1, 2, 0], 'f').toArray() // [1, 2, 0]
 */
export function trimZeros<const T extends ArrayLike>(
  filt: T,
  trim?: 'f' | 'b' | 'fb' | 'bf' | TrimZerosOptions,
  options?: TrimZerosOptions,
): NDArray<DTypeOf<T>, SameAxes<T>>;
export function trimZeros(filt: unknown, ...rest: unknown[]): NDArray {
  const who = 'trimZeros';
  const a = asNDArray(filt, who);
  a._alive(who);
  const options = readOptions(rest, ['trim', 'axis'], who);
  const trim = String(options['trim'] ?? 'fb').toLowerCase();
  if (!['f', 'b', 'fb', 'bf'].includes(trim)) {
    throw new StridedError(
      `${who}: trim must be 'f', 'b' or 'fb', not ${describe(options['trim'])}`,
      'ERR_OPTION',
    );
  }
  const given = options['axis'];
  const axes = given === undefined || given === null ? [...a._shape.keys()] : axesOf(given, a.ndim, who);
  if (axes.length === 0 && a.ndim > 0) return a;
  using truth = notEqual(a, 0) as NDArray;
  let view = a;
  for (const axis of axes) {
    const length = a._shape[axis] as number;
    const others = [...a._shape.keys()].filter((i) => i !== axis);
    using line = any(truth, others) as NDArray;
    const isAny = length > 0 && (any(line) as unknown as boolean);
    const first = !isAny ? length : line.argmax();
    const last = !isAny ? 0 : length - (axisRange(line, 0, length - 1, length, -1).argmax() as number);
    // Of zeros alone nothing is left.
    const from = trim.includes('f') ? (isAny ? first : 0) : 0;
    const to = trim.includes('b') ? last : isAny ? length : trim === 'f' ? 0 : length;
    view = axisRange(view, axis, from as number, Math.max(0, to - (from as number)));
  }
  return view;
}
