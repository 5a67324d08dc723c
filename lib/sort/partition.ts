/** Partitions: some places of the sorted order without the rest. */

import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { ramp } from '../create/arange.js';
import { describe } from '../describe.js';
import { INT64, isInteger } from '../dtype.js';
import { DTypeError, IndexError, StridedError } from '../errors.js';
import { installMethods } from '../methods.js';
import { NDArray } from '../ndarray.js';
import { type Options, readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { unwrapped, wholeNumber } from '../shape/whole_numbers.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { Shape } from '../types/shapes.js';
import { partitioned, placesArray, SortTask, sortInto } from './lanes.js';
import { laneAxis, placeAxis, type SortedShape } from './sort.js';

/** Options of `partition` and `argpartition`. */
export interface PartitionOptions<A extends number | null = number | null> {
  /** The axis to work along; null for the array read in C order as one axis. The last one if not given. */
  axis?: A | undefined;
  /** NumPy's only kind. */
  kind?: 'introselect' | undefined;
  /** NumPy's, for records: there are none here. */
  order?: null | undefined;
}

const optionNames = ['axis', 'kind', 'order'];

function readPartition(args: readonly unknown[], who: string): Options {
  const options = readOptions(args, optionNames, who);
  const { kind = 'introselect', order } = options as { kind?: unknown; order?: unknown };
  if (kind !== 'introselect')
    throw new StridedError(`${who}: kind must be 'introselect', not ${describe(kind)}`, 'ERR_OPTION');
  if (order !== undefined && order !== null)
    throw new DTypeError(`${who}: order names the fields of records, and there are none here`, 'ERR_OPTION');
  return options;
}

/** The places of a partition of `length` elements, counted from the front. */
function readPlaces(kth: unknown, length: number, isEmpty: boolean, who: string): number[] {
  const given = typeof kth === 'object' ? unwrapped(kth) : kth;
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  // As in NumPy an empty list may be of anything, while an array says that it is of integers.
  if (list.length === 0 && kth instanceof NDArray && isInteger(kth._code)) return [];
  if (list.length === 0) throw new IndexError(`${who}: kth must name a place at least; it is an empty list`);
  const places: number[] = [];
  // Holes of a list count as undefined, which map() would pass over.
  for (const value of list) {
    const number = wholeNumber(value, `${who}: kth`);
    if (number === undefined) throw new IndexError(`${who}: kth must be an integer, not ${describe(value)}`);
    if (!isEmpty && (number < -length || number >= length))
      throw new StridedError(
        `${who}: kth ${number} is out of bounds for an axis of size ${length}`,
        'ERR_VALUE',
      );
    places.push(number < 0 ? number + length : number);
  }
  return places;
}

/**
 * A copy whose elements at the places `kth` along an axis are those of the sorted array, smaller ones before them, greater
 * ones behind, in any order. nan counts as the greatest. Result: the same dtype and shape. NumPy's `partition`.
 * @throws StridedError for a place outside the axis; IndexError for one that is no integer; AxisError for an axis the array
 * does not have.
 * @example
 * const a = nd.partition([7, 1, 5, 2, 9], 2);
 * a.at(2) // 5
 * a.slice(':2').max() // 2
 */
export function partition<const T extends ArrayLike, const A extends number | null = number>(
  a: T,
  kth: number | bigint | ArrayLike,
  axis?: A | PartitionOptions<A>,
  options?: Omit<PartitionOptions, 'axis'>,
): NDArray<DTypeOf<T>, SortedShape<ShapeOf<T>, A>>;
export function partition(a: unknown, kth: unknown, ...rest: unknown[]): NDArray {
  const given = asNDArray(a, 'partition');
  const { array, axis } = laneAxis(given, readPartition(rest, 'partition'), 'partition');
  const places = readPlaces(kth, array._shape[axis] as number, array._size === 0, 'partition');
  const result = partitioned(array, axis, array._size === 0 ? [] : places, 'partition');
  if (array !== given && array._base === null) array.dispose();
  return result;
}

function argpartitionArray(a: NDArray, kth: unknown, args: readonly unknown[]): NDArray {
  const { array, axis } = placeAxis(a, readPartition(args, 'argpartition'), 'argpartition');
  const places = readPlaces(kth, array._shape[axis] as number, array._size === 0, 'argpartition');
  const out = newArray(array._shape, INT64);
  if (places.length === 0) {
    using line = ramp(0, array._shape[axis] as number, 1, INT64, 'argpartition');
    const strides = array._shape.map((_, i) => (i === axis ? line.itemsize : 0));
    copyInto(out, line._view(array._shape, strides, line._offset), 'argpartition');
    return out;
  }
  using list = placesArray(places);
  sortInto(SortTask.partitionPlaces, array, out, axis, 'argpartition', false, list);
  if (array !== a && array._base === null) array.dispose();
  return out;
}

/**
 * The places of the elements as `partition` would order them. Result: int64 in the array's shape. NumPy's `argpartition`.
 * @throws StridedError for a place outside the axis; IndexError for one that is no integer; AxisError for an axis the array
 * does not have.
 * @example
 * nd.argpartition([7, 1, 5], 0).at(0) // 1
 */
export function argpartition<const T extends ArrayLike, const A extends number | null = number>(
  a: T,
  kth: number | bigint | ArrayLike,
  axis?: A | PartitionOptions<A>,
  options?: Omit<PartitionOptions, 'axis'>,
): NDArray<'int64', SortedShape<ShapeOf<T>, A>>;
export function argpartition(a: unknown, kth: unknown, ...rest: unknown[]): NDArray {
  return argpartitionArray(asNDArray(a, 'argpartition'), kth, rest);
}

/** The methods of this file. */
export interface PartitionMethods {
  /** Partitions the array itself along an axis, the last one if not given. */
  partition(
    kth: number | bigint | ArrayLike,
    axis?: number | PartitionOptions<number>,
    options?: Omit<PartitionOptions, 'axis'>,
  ): void;
  /** `nd.argpartition(a, …)`. */
  argpartition<D extends DType, S extends Shape, const A extends number | null = number>(
    this: NDArray<D, S>,
    kth: number | bigint | ArrayLike,
    axis?: A | PartitionOptions<A>,
    options?: Omit<PartitionOptions, 'axis'>,
  ): NDArray<'int64', SortedShape<S, A>>;
}

installMethods({
  partition(this: NDArray, kth: unknown, ...args: unknown[]): void {
    const { axis = -1 } = readPartition(args, 'partition') as { axis?: unknown };
    this._alive('partition');
    const along = axisOf(axis, this.ndim, 'partition');
    this._writeable('partition');
    const places = readPlaces(kth, this._shape[along] as number, this._size === 0, 'partition');
    if (places.length === 0) return;
    using list = placesArray(places);
    sortInto(SortTask.partition, this, this, along, 'partition', false, list);
  },
  argpartition(this: NDArray, kth: unknown, ...args: unknown[]): NDArray {
    return argpartitionArray(this, kth, args);
  },
});
