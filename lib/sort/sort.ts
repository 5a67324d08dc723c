/** Sorting along an axis: sort, argsort, sortComplex, and the same in place as methods. */

import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { COMPLEX64, COMPLEX128, isComplex, itemSizes, kindOf } from '../dtype.js';
import { DTypeError, StridedError } from '../errors.js';
import { flattened } from '../indexing/take.js';
import { installMethods } from '../methods.js';
import type { NDArray } from '../ndarray.js';
import { noMore, type Options, readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { reshapedView } from '../shape/reshape.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { SizeOf } from '../types/reshape.js';
import type { Shape } from '../types/shapes.js';
import { SortTask, sorted, sortedPlaces, sortInto } from './lanes.js';

/** How elements are sorted. All of them are stable for what can be told apart but zeros of both signs. */
export type SortKind = 'quicksort' | 'mergesort' | 'heapsort' | 'stable';

/** Options of `sort` and `argsort`. */
export interface SortOptions<A extends number | null = number | null> {
  /** The axis to sort along; null for the array read in C order as one axis. The last one if not given. */
  axis?: A | undefined;
  /** 'stable' keeps −0 and 0 in their order; NumPy's other names mean any order of what is equal. */
  kind?: SortKind | null | undefined;
  /** true is `kind: 'stable'`; only one of the two may be given. */
  stable?: boolean | null | undefined;
  /** NumPy's, for records: there are none here. */
  order?: null | undefined;
}

/** The shape of a sorted array: its own, or one axis where it is flattened. */
export type SortedShape<S extends Shape, A> = [A] extends [null] ? [SizeOf<S>] : S;

const optionNames = ['axis', 'kind', 'stable', 'order'];
const kinds: ReadonlySet<unknown> = new Set(['quicksort', 'mergesort', 'heapsort', 'stable']);

/** A bare null is an axis, not an absent argument. */
function readSortOptions(args: readonly unknown[], names: readonly string[], who: string): Options {
  return args.length === 0 ? noOptions : readOptions(args, names, who);
}
const noOptions: Options = Object.freeze({});

function readStable(options: Options, who: string): boolean {
  const { kind, stable, order } = options as { kind?: unknown; stable?: unknown; order?: unknown };
  if (order !== undefined && order !== null)
    throw new DTypeError(`${who}: order names the fields of records, and there are none here`, 'ERR_OPTION');
  const hasKind = kind !== undefined && kind !== null;
  if (hasKind && !kinds.has(kind)) {
    throw new StridedError(
      `${who}: kind must be one of ${[...kinds].join(', ')}, not ${describe(kind)}`,
      'ERR_OPTION',
    );
  }
  if (stable === undefined || stable === null) return kind === 'stable' || kind === 'mergesort';
  if (typeof stable !== 'boolean')
    throw new StridedError(`${who}: stable must be true or false, not ${describe(stable)}`, 'ERR_OPTION');
  if (hasKind)
    throw new StridedError(`${who}: kind and stable mean the same; give only one of them`, 'ERR_OPTION');
  return stable;
}

/** The array and the axis to work along: flattened where the axis is null. */
export function laneAxis(a: NDArray, options: Options, who: string): { array: NDArray; axis: number } {
  const { axis = -1 } = options as { axis?: unknown };
  a._alive(who);
  if (axis === null) return { array: flattened(a, who), axis: 0 };
  return { array: a, axis: axisOf(axis, a.ndim, who) };
}

/** As laneAxis; a 0-d array counts as one of one axis. */
export function placeAxis(a: NDArray, options: Options, who: string): { array: NDArray; axis: number } {
  return laneAxis(a.ndim === 0 ? reshapedView(a, [1]) : a, options, who);
}

function sortArray(a: NDArray, args: readonly unknown[]): NDArray {
  const options = readSortOptions(args, optionNames, 'sort');
  const stable = readStable(options, 'sort');
  const { array, axis } = laneAxis(a, options, 'sort');
  const result = sorted(array, axis, 'sort', stable);
  // A flattened copy of ours; views share what is the user's.
  if (array !== a && array._base === null) array.dispose();
  return result;
}

function argsortArray(a: NDArray, args: readonly unknown[]): NDArray {
  const options = readSortOptions(args, optionNames, 'argsort');
  readStable(options, 'argsort');
  const { array, axis } = placeAxis(a, options, 'argsort');
  const result = sortedPlaces(array, axis, 'argsort');
  if (array !== a && array._base === null) array.dispose();
  return result;
}

/**
 * A sorted copy along an axis, the last one if not given; null sorts all elements as one axis. nan comes last; complex
 * numbers are ordered by the real part, then by the imaginary one, those with nan last. Result: the same dtype and shape.
 * NumPy's `sort`.
 * @throws AxisError for an axis the array does not have.
 * @example
 * nd.sort([3, Number.NaN, 1]).toArray() // [ 1, 3, NaN ]
 * nd.sort([[3, 1], [2, 0]], 0).toArray() // [ [ 2, 0 ], [ 3, 1 ] ]
 * nd.sort([[3, 1], [2, 0]], null).toArray() // [ 0, 1, 2, 3 ]
 */
export function sort<const T extends ArrayLike, const A extends number | null = number>(
  a: T,
  axis?: A | SortOptions<A>,
  options?: Omit<SortOptions, 'axis'>,
): NDArray<DTypeOf<T>, SortedShape<ShapeOf<T>, A>>;
export function sort(a: unknown, ...rest: unknown[]): NDArray {
  return sortArray(asNDArray(a, 'sort'), rest);
}

/**
 * The places of the elements in sorted order along an axis: `take(a, argsort(a))` is sorted. Equal elements keep their
 * order. Result: int64 in the array's shape. NumPy's `argsort`.
 * @throws AxisError for an axis the array does not have.
 * @example
 * nd.argsort([30, 10, 20]).toArray() // [ 1, 2, 0 ]
 * nd.argsort([[3, 1], [2, 0]], { axis: 0 }).toArray() // [ [ 1, 1 ], [ 0, 0 ] ]
 */
export function argsort<const T extends ArrayLike, const A extends number | null = number>(
  a: T,
  axis?: A | SortOptions<A>,
  options?: Omit<SortOptions, 'axis'>,
): NDArray<'int64', SortedShape<ShapeOf<T>, A>>;
export function argsort(a: unknown, ...rest: unknown[]): NDArray {
  return argsortArray(asNDArray(a, 'argsort'), rest);
}

/** The dtype of `sortComplex`'s result: complex64 for integers of 8 and 16 bits and complex64, else complex128. */
export type SortedComplex<D extends DType> = D extends 'int8' | 'uint8' | 'int16' | 'uint16' | 'complex64'
  ? 'complex64'
  : 'complex128';

/**
 * A sorted copy along the last axis as complex numbers: by the real part, then by the imaginary one. NumPy's
 * `sort_complex`.
 * @throws AxisError for a 0-d array.
 * @example
 * const a = nd.sortComplex([new nd.Complex(2, 1), new nd.Complex(1, 2), new nd.Complex(2, -1)]);
 * a.real.toArray() // [ 1, 2, 2 ]
 * a.imag.toArray() // [ 2, -1, 1 ]
 */
export function sortComplex<const T extends ArrayLike>(a: T): NDArray<SortedComplex<DTypeOf<T>>, ShapeOf<T>>;
export function sortComplex(a: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'sortComplex');
  const array = asNDArray(a, 'sortComplex');
  array._alive('sortComplex');
  const axis = axisOf(-1, array.ndim, 'sortComplex');
  if (isComplex(array._code)) return sorted(array, axis, 'sortComplex');
  const kind = kindOf(array._code);
  const isSmall = (kind === 'i' || kind === 'u') && (itemSizes[array._code] as number) < 4;
  const result = newArray(array._shape, isSmall ? COMPLEX64 : COMPLEX128);
  // The elements are ordered alike as real numbers, in less time.
  using real = sorted(array, axis, 'sortComplex');
  copyInto(result, real, 'sortComplex');
  return result;
}

/** The methods of this file. */
export interface SortMethods {
  /** Sorts the array itself along an axis, the last one if not given. */
  sort(axis?: number | SortOptions<number>, options?: Omit<SortOptions, 'axis'>): void;
  /** `nd.argsort(a, …)`. */
  argsort<D extends DType, S extends Shape, const A extends number | null = number>(
    this: NDArray<D, S>,
    axis?: A | SortOptions<A>,
    options?: Omit<SortOptions, 'axis'>,
  ): NDArray<'int64', SortedShape<S, A>>;
}

installMethods({
  sort(this: NDArray, ...args: unknown[]): void {
    const options = readSortOptions(args, optionNames, 'sort');
    const stable = readStable(options, 'sort');
    const { axis = -1 } = options as { axis?: unknown };
    this._alive('sort');
    const along = axisOf(axis, this.ndim, 'sort');
    this._writeable('sort');
    sortInto(SortTask.values, this, this, along, 'sort', stable);
  },
  argsort(this: NDArray, ...args: unknown[]): NDArray {
    return argsortArray(this, args);
  },
});
