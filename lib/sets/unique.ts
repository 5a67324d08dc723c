/** Distinct elements, and where they were. */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { BOOL, INT64, isComplex } from '../dtype.js';
import { flatnonzero } from '../indexing/nonzero.js';
import { take } from '../indexing/take.js';
import { namedResults } from '../linalg/lapack.js';
import type { NDArray } from '../ndarray.js';
import { notEqual } from '../ops/comparison.js';
import { isnan } from '../ops/logic.js';
import { booleanOption, noMore, type Options, readOptions } from '../options.js';
import { cumsum } from '../reduce/scan_functions.js';
import { axisOf } from '../shape/axis.js';
import { ALIGNED, C_CONTIGUOUS } from '../shape/layout.js';
import { reshapedView } from '../shape/reshape.js';
import { permuted } from '../shape/transpose.js';
import { sorted, sortedPlaces } from '../sort/lanes.js';
import { asAxis, lexsort } from '../sort/search.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AnyShape, Shape } from '../types/shapes.js';
import { fewDistinct } from './few.js';
import { findNeighbors, keepNeighbors, Neighbors } from './neighbors.js';

/** Options of `unique`. */
export interface UniqueOptions<
  I extends boolean | undefined = boolean | undefined,
  V extends boolean | undefined = boolean | undefined,
  C extends boolean | undefined = boolean | undefined,
  A extends number | null | undefined = number | null | undefined,
> {
  /** Also where each distinct element stands first. */
  returnIndex?: I;
  /** Also, for each element, which of the distinct ones it is. */
  returnInverse?: V;
  /** Also how often each distinct element occurs. */
  returnCounts?: C;
  /** Distinct slices along this axis; null or not given: elements. */
  axis?: A;
  /** Whether all nan count as one; true if not given. */
  equalNan?: boolean | undefined;
  /** NumPy leaves the order open for false; here it is sorted all the same. */
  sorted?: boolean | undefined;
}

/** What is asked for besides the values. */
interface Wanted {
  readonly index: boolean;
  readonly inverse: boolean;
  readonly counts: boolean;
}

interface UniqueParts {
  readonly values: NDArray;
  readonly index: NDArray | undefined;
  readonly inverse: NDArray | undefined;
  readonly counts: NDArray | undefined;
}

const int64Bytes = 8;

/** How far each position is from the next, the last one from `end`. */
function gaps(positions: NDArray, end: number): NDArray {
  const n = positions._size;
  using ends = newArray([n + 1], INT64);
  using head = ends._view([n], [int64Bytes], ends._offset);
  using tail = ends._view([n], [int64Bytes], ends._offset + int64Bytes);
  copyInto(head, positions, 'unique');
  ends.set(end, n);
  return tail.sub(head);
}

/** Where complex nan of several kinds count as one, NumPy keeps the first that occurs. */
function keepFirstNan(values: NDArray, a: NDArray): void {
  if (values._size === 0) return;
  const last = values._view([1], [values.itemsize], values._offset + (values._size - 1) * values.itemsize);
  using mark = isnan(last) as NDArray;
  if (!mark.at(0)) return;
  using marks = isnan(a) as NDArray;
  const place = marks.argmax() as number;
  using first = a._view([1], [a.itemsize], a._offset + place * (a._strides[0] as number));
  copyInto(last, first, 'unique');
}

/** The distinct elements of an array read as one axis. */
export function uniqueElements(a: NDArray, wanted: Wanted, nanEqual: boolean, who: string): UniqueParts {
  const axis = asAxis(a, who);
  const none = { index: undefined, inverse: undefined, counts: undefined };
  const few = wanted.index || wanted.inverse ? undefined : fewDistinct(axis, nanEqual, who);
  if (few !== undefined) {
    using places = sortedPlaces(few.values, 0, who);
    const values = take(few.values, places) as NDArray;
    const counts = wanted.counts ? (take(few.counts, places) as NDArray) : undefined;
    few.values.dispose();
    few.counts.dispose();
    if (axis !== a && axis._base === null) axis.dispose();
    return { values, index: undefined, inverse: undefined, counts };
  }
  if (!wanted.index && !wanted.inverse && !wanted.counts) {
    // Stable: of −0 and 0 the first that occurs stands for both.
    const values = keepNeighbors(sorted(axis, 0, who, true), Neighbors.first, nanEqual, who);
    if (nanEqual && isComplex(a._code)) keepFirstNan(values, axis);
    if (axis !== a && axis._base === null) axis.dispose();
    return { values, ...none };
  }
  const dense = C_CONTIGUOUS | ALIGNED;
  const flat = (axis._flags & dense) !== dense ? copyArray(axis, 'C', who) : axis;
  using places = sortedPlaces(flat, 0, who);
  const inverse = wanted.inverse ? newArray(a._shape, INT64) : undefined;
  using groups = inverse === undefined ? undefined : reshapedView(inverse, [a._size]);
  using firsts = findNeighbors(flat, places, Neighbors.first, nanEqual, who, groups);
  const index = take(places, firsts) as NDArray;
  const values = take(flat, index) as NDArray;
  const counts = wanted.counts ? gaps(firsts, a._size) : undefined;
  if (flat !== a && flat._base === null) flat.dispose();
  if (!wanted.index) index.dispose();
  return { values, index: wanted.index ? index : undefined, inverse, counts };
}

/** The distinct slices along an axis: rows, once the axis is the first and the others are one. */
function uniqueSlices(a: NDArray, axis: number, wanted: Wanted): UniqueParts {
  const who = 'unique';
  const order = [axis, ...a._shape.map((_, i) => i).filter((i) => i !== axis)];
  const moved = permuted(a, order);
  const rows = moved._shape[0] as number;
  const columns = moved._shape.slice(1).reduce((n, length) => n * length, 1);
  using whole = copyArray(moved, 'C', who);
  using table = reshapedView(whole, [rows, columns]);
  using places =
    columns === 0 || rows === 0 ? cumulative(rows) : (lexsort(columnsLastFirst(table)) as NDArray);
  using ordered = take(table, places, 0) as NDArray;
  using starts = newArray([rows], BOOL);
  if (rows > 0) starts.set(true, 0);
  if (rows > 1) {
    using rest = starts._view([rows - 1], [1], starts._offset + 1);
    const step = ordered._strides[0] as number;
    using after = ordered._view(
      [rows - 1, columns],
      ordered._strides,
      ordered._offset + (columns ? step : 0),
    );
    using before = ordered._view([rows - 1, columns], ordered._strides, ordered._offset);
    using differs = notEqual(after, before) as NDArray;
    using any = differs.any(1) as NDArray;
    copyInto(rest, any, who);
  }
  using firsts = flatnonzero(starts) as NDArray;
  const index = take(places, firsts) as NDArray;
  // As NumPy's, a view: the slices lie first in memory.
  const kept = take(table, index, 0) as NDArray;
  const values = permuted(
    reshapedView(kept, [kept._shape[0] as number, ...moved._shape.slice(1)]),
    order.map((_, i) => order.indexOf(i)),
  );
  let inverse: NDArray | undefined;
  if (wanted.inverse) {
    inverse = newArray([rows], INT64);
    using groups = cumsum(starts) as NDArray;
    groups.isub(1);
    inverse.indexAssign([places], groups);
  }
  const counts = wanted.counts ? gaps(firsts, rows) : undefined;
  if (!wanted.index) index.dispose();
  return { values, index: wanted.index ? index : undefined, inverse, counts };
}

/** 0, 1, 2, … */
function cumulative(n: number): NDArray {
  using zeros = newArray([n], INT64, true);
  return sortedPlaces(zeros, 0, 'unique');
}

/** The columns of a table as keys of lexsort, whose last key counts first. */
function columnsLastFirst(table: NDArray): NDArray {
  const [rows, columns] = table._shape as readonly [number, number];
  const [rowStep, columnStep] = table._strides as readonly [number, number];
  return table._view([columns, rows], [-columnStep, rowStep], table._offset + (columns - 1) * columnStep);
}

const uniqueOptions = ['returnIndex', 'returnInverse', 'returnCounts', 'axis', 'equalNan', 'sorted'];

/** The list of results where more than the values is asked for. */
export type UniqueResult<D extends DType, S extends Shape, I, V, C, A> = [I, V, C] extends [
  false | undefined,
  false | undefined,
  false | undefined,
]
  ? UniqueValues<D, A>
  : readonly [
      UniqueValues<D, A>,
      ...([I] extends [true] ? [NDArray<'int64', [number]>] : []),
      ...([V] extends [true] ? [NDArray<'int64', [A] extends [number] ? [number] : S>] : []),
      ...([C] extends [true] ? [NDArray<'int64', [number]>] : []),
    ];
type UniqueValues<D extends DType, A> = NDArray<D, [A] extends [number] ? AnyShape : [number]>;

/**
 * The distinct elements in sorted order, as one axis; with `axis` the distinct slices along it, ordered by their elements.
 * With `returnIndex`, `returnInverse` or `returnCounts` a list: the values, where each stands first, which of them each
 * element is (in the array's shape), how often each occurs; int64. NumPy's `unique`.
 * @throws AxisError for an axis the array does not have.
 * @example
 * nd.unique([3, 1, 3]).toArray() // [ 1, 3 ]
 * const [values, counts] = nd.unique([3, 1, 3], { returnCounts: true });
 * counts.toArray() // [ 1, 2 ]
 * nd.unique([[1, 2], [0, 5], [1, 2]], { axis: 0 }).toArray() // [ [ 0, 5 ], [ 1, 2 ] ]
 */
export function unique<
  const T extends ArrayLike,
  I extends boolean | undefined = undefined,
  V extends boolean | undefined = undefined,
  C extends boolean | undefined = undefined,
  A extends number | null | undefined = undefined,
>(ar: T, options?: UniqueOptions<I, V, C, A>): UniqueResult<DTypeOf<T>, ShapeOf<T>, I, V, C, A>;
export function unique<
  const T extends ArrayLike,
  I extends boolean,
  V extends boolean | undefined = undefined,
  C extends boolean | undefined = undefined,
  A extends number | null | undefined = undefined,
>(
  ar: T,
  returnIndex: I,
  options?: Omit<UniqueOptions<undefined, V, C, A>, 'returnIndex'>,
): UniqueResult<DTypeOf<T>, ShapeOf<T>, I, V, C, A>;
export function unique(ar: unknown, ...rest: unknown[]): NDArray | readonly NDArray[] {
  const who = 'unique';
  const a = asNDArray(ar, who);
  a._alive(who);
  const options: Options = readOptions(rest, uniqueOptions, who);
  const wanted: Wanted = {
    index: booleanOption(options, 'returnIndex', false, who),
    inverse: booleanOption(options, 'returnInverse', false, who),
    counts: booleanOption(options, 'returnCounts', false, who),
  };
  const nanEqual = booleanOption(options, 'equalNan', true, who);
  booleanOption(options, 'sorted', true, who);
  const { axis } = options as { axis?: unknown };
  const along = axis === undefined || axis === null ? undefined : axisOf(axis, a.ndim, who);
  // The slices of one axis are its elements, which NaN ends as without axis.
  const { values, index, inverse, counts } =
    along === undefined || a.ndim === 1
      ? uniqueElements(a, wanted, nanEqual, who)
      : uniqueSlices(a, along, wanted);
  const results = [values, index, inverse, counts].filter((part) => part !== undefined);
  return results.length === 1 ? values : Object.freeze(results);
}

/** What `uniqueAll` gives: a list whose entries have names too. */
export type UniqueAll<D extends DType, S extends Shape> = readonly [
  NDArray<D, [number]>,
  NDArray<'int64', [number]>,
  NDArray<'int64', S>,
  NDArray<'int64', [number]>,
] & {
  readonly values: NDArray<D, [number]>;
  readonly indices: NDArray<'int64', [number]>;
  readonly inverseIndices: NDArray<'int64', S>;
  readonly counts: NDArray<'int64', [number]>;
};

/**
 * The distinct elements in sorted order, where each stands first, which of them each element is, and how often each occurs.
 * Every nan is distinct. NumPy's `unique_all`.
 * @example
 * const { values, indices, inverseIndices, counts } = nd.uniqueAll([3, 1, 3]);
 * values.toArray() // [ 1, 3 ]
 * indices.toArray() // [ 1, 0 ]
 * inverseIndices.toArray() // [ 1, 0, 1 ]
 * counts.toArray() // [ 1, 2 ]
 */
export function uniqueAll<const T extends ArrayLike>(x: T): UniqueAll<DTypeOf<T>, ShapeOf<T>>;
export function uniqueAll(x: unknown, ...rest: unknown[]): readonly NDArray[] {
  noMore(rest, 'uniqueAll');
  const wanted = { index: true, inverse: true, counts: true };
  const parts = uniqueElements(given(x, 'uniqueAll'), wanted, false, 'uniqueAll');
  return namedResults(
    [parts.values, parts.index as NDArray, parts.inverse as NDArray, parts.counts as NDArray],
    ['values', 'indices', 'inverseIndices', 'counts'],
  );
}

/** What `uniqueCounts` gives. */
export type UniqueCounts<D extends DType> = readonly [NDArray<D, [number]>, NDArray<'int64', [number]>] & {
  readonly values: NDArray<D, [number]>;
  readonly counts: NDArray<'int64', [number]>;
};

/**
 * The distinct elements in sorted order and how often each occurs. Every nan is distinct. NumPy's `unique_counts`.
 * @example
 * nd.uniqueCounts([3, 1, 3]).counts.toArray() // [ 1, 2 ]
 */
export function uniqueCounts<const T extends ArrayLike>(x: T): UniqueCounts<DTypeOf<T>>;
export function uniqueCounts(x: unknown, ...rest: unknown[]): readonly NDArray[] {
  noMore(rest, 'uniqueCounts');
  const wanted = { index: false, inverse: false, counts: true };
  const parts = uniqueElements(given(x, 'uniqueCounts'), wanted, false, 'uniqueCounts');
  return namedResults([parts.values, parts.counts as NDArray], ['values', 'counts']);
}

/** What `uniqueInverse` gives. */
export type UniqueInverse<D extends DType, S extends Shape> = readonly [
  NDArray<D, [number]>,
  NDArray<'int64', S>,
] & {
  readonly values: NDArray<D, [number]>;
  readonly inverseIndices: NDArray<'int64', S>;
};

/**
 * The distinct elements in sorted order and which of them each element is. Every nan is distinct. NumPy's `unique_inverse`.
 * @example
 * nd.uniqueInverse([3, 1, 3]).inverseIndices.toArray() // [ 1, 0, 1 ]
 */
export function uniqueInverse<const T extends ArrayLike>(x: T): UniqueInverse<DTypeOf<T>, ShapeOf<T>>;
export function uniqueInverse(x: unknown, ...rest: unknown[]): readonly NDArray[] {
  noMore(rest, 'uniqueInverse');
  const wanted = { index: false, inverse: true, counts: false };
  const parts = uniqueElements(given(x, 'uniqueInverse'), wanted, false, 'uniqueInverse');
  return namedResults([parts.values, parts.inverse as NDArray], ['values', 'inverseIndices']);
}

/**
 * The distinct elements in sorted order (NumPy leaves the order open). Every nan is distinct. NumPy's `unique_values`.
 * @example
 * nd.uniqueValues([3, 1, 3]).toArray() // [ 1, 3 ]
 */
export function uniqueValues<const T extends ArrayLike>(x: T): NDArray<DTypeOf<T>, [number]>;
export function uniqueValues(x: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'uniqueValues');
  const wanted = { index: false, inverse: false, counts: false };
  return uniqueElements(given(x, 'uniqueValues'), wanted, false, 'uniqueValues').values;
}

function given(x: unknown, who: string): NDArray {
  const a = asNDArray(x, who);
  a._alive(who);
  return a;
}
