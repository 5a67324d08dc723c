/** Sets as arrays: membership, intersection, union and differences. */
import { callError, copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { BOOL, INT64, isComplex, isInteger, promoteCodes, UINT64 } from '../dtype.js';
import { DTypeError, StridedError } from '../errors.js';
import { contiguous, selectByMask } from '../indexing/masks.js';
import { take } from '../indexing/take.js';
import { binding, PARAMETERS, slots } from '../native.js';
import type { NDArray } from '../ndarray.js';
import { greaterEqual } from '../ops/comparison.js';
import { logicalAnd, logicalNot } from '../ops/logic.js';
import { booleanOption, noMore, readOptions } from '../options.js';
import { sorted, sortedPlaces } from '../sort/lanes.js';
import { asAxis, converted, putAxis } from '../sort/search.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { Promote } from '../types/promote.js';
import { findNeighbors, keepNeighbors, Neighbors } from './neighbors.js';
import { uniqueElements } from './unique.js';

/** Options of `isin`. */
export interface IsinOptions {
  /** Says that both arrays hold no element twice; the result is the same. */
  assumeUnique?: boolean | undefined;
  /** Whether elements that are not there are marked instead. */
  invert?: boolean | undefined;
  /** NumPy's choice of method, 'table' for integers only; the result is the same. */
  kind?: 'sort' | 'table' | null | undefined;
}

/** Options of `setdiff1d` and `setxor1d`. */
export interface SetOptions {
  /** Says that both arrays hold no element twice. */
  assumeUnique?: boolean | undefined;
}

/** Options of `intersect1d`. */
export interface IntersectOptions<I extends boolean | undefined = boolean | undefined> extends SetOptions {
  /** Also where the common elements stand first in either array, read as one axis. */
  returnIndices?: I;
}

const valuesOnly = { index: false, inverse: false, counts: false };
const valuesAndIndex = { index: true, inverse: false, counts: false };

function read(value: unknown, who: string): NDArray {
  const a = asNDArray(value, who);
  a._alive(who);
  return a;
}

/** The same bits as int64. */
function asSigned(a: NDArray): NDArray {
  return a._view(a._shape, a._strides, a._offset, INT64);
}

/**
 * int64 among uint64, or the reverse: float64, their common dtype, does not tell all of them apart. Their bits do, but for
 * elements that only one of them has: those whose highest bit is set.
 */
function mixedMask(a: NDArray, others: NDArray, invert: boolean, who: string): NDArray {
  using signed = asSigned(a);
  using among = asSigned(others);
  using found = memberMask(signed, among, false, who);
  using common = greaterEqual(signed, 0n) as NDArray;
  const both = logicalAnd(found, common) as NDArray;
  if (!invert) return both;
  const none = logicalNot(both) as NDArray;
  both.dispose();
  return none;
}

/** Marks the elements of `a` that are (or are not) among `others`: a bool array of its shape. */
function memberMask(a: NDArray, others: NDArray, invert: boolean, who: string): NDArray {
  if ((a._code === INT64 && others._code === UINT64) || (a._code === UINT64 && others._code === INT64))
    return mixedMask(a, others, invert, who);
  const code = promoteCodes(a._code, others._code);
  const elements = converted(a.ndim === 1 ? a : contiguous(a, who), code, who);
  const flat = converted(asAxis(others, who), code, who);
  // Complex numbers are looked up in order; all else the native side orders, or not, as it needs.
  const among = isComplex(code) ? sorted(flat, 0, who) : flat;
  const out = newArray(a._shape, BOOL);
  slots[PARAMETERS] = elements._size;
  slots[PARAMETERS + 1] = among._size;
  slots[PARAMETERS + 2] = invert ? 1 : 0;
  putAxis(0, elements);
  putAxis(1, among);
  putAxis(2, out);
  const status = binding.contains(
    elements._storage.region.handle,
    among._storage.region.handle,
    out._storage.region.handle,
  );
  if (status !== undefined) throw callError(status, who, [elements, among, out]);
  if (elements !== a) elements.dispose();
  if (among !== flat) among.dispose();
  if (flat !== others) flat.dispose();
  return out;
}

/**
 * For each element whether it is among `testElements`. nan is among nothing; int64 and uint64 are compared exactly. Result:
 * bool in the shape of `element`. NumPy's `isin`.
 * @throws DTypeError for kind 'table' with other dtypes than bool and integers.
 * @example
 * nd.isin([1, 2, 3], [3, 1]).toArray() // [ true, false, true ]
 * nd.isin([1, 2, 3], [3, 1], { invert: true }).toArray() // [ false, true, false ]
 */
export function isin<const T extends ArrayLike>(
  element: T,
  testElements: ArrayLike,
  assumeUnique?: boolean | IsinOptions,
  options?: Omit<IsinOptions, 'assumeUnique'>,
): NDArray<'bool', ShapeOf<T>>;
export function isin(element: unknown, testElements: unknown, ...rest: unknown[]): NDArray {
  const who = 'isin';
  const options = readOptions(rest, ['assumeUnique', 'invert', 'kind'], who);
  booleanOption(options, 'assumeUnique', false, who);
  const invert = booleanOption(options, 'invert', false, who);
  const a = read(element, who);
  const others = read(testElements, who);
  const { kind } = options as { kind?: unknown };
  if (kind !== undefined && kind !== null && kind !== 'sort' && kind !== 'table')
    throw new StridedError(
      `${who}: kind must be 'sort', 'table' or null, not ${describe(kind)}`,
      'ERR_OPTION',
    );
  const isTable = (code: number): boolean => isInteger(code) || code === BOOL;
  if (kind === 'table' && !(isTable(a._code) && isTable(others._code))) {
    throw new DTypeError(
      `${who}: kind 'table' is for bool and integers, not ${a.dtype} and ${others.dtype}; leave kind out`,
      'ERR_OPTION',
    );
  }
  return memberMask(a, others, invert, who);
}

/** Both arrays as one axis of their common dtype, one behind the other. */
function joined(a: NDArray, b: NDArray, who: string): NDArray {
  const code = promoteCodes(a._code, b._code);
  const all = newArray([a._size + b._size], code);
  using head = all._view([a._size], all._strides, all._offset);
  using tail = all._view([b._size], all._strides, all._offset + a._size * all.itemsize);
  copyInto(head, asAxis(a, who), who);
  copyInto(tail, asAxis(b, who), who);
  return all;
}

/** The distinct elements of both, one behind the other, in order; all elements where they are said to be distinct. */
function sortedPair(a: NDArray, b: NDArray, assumeUnique: boolean, who: string): NDArray {
  if (assumeUnique) {
    using all = joined(a, b, who);
    return sorted(all, 0, who, true);
  }
  using first = uniqueElements(a, valuesOnly, true, who).values;
  using second = uniqueElements(b, valuesOnly, true, who).values;
  using all = joined(first, second, who);
  return sorted(all, 0, who, true);
}

/** The common dtype of two arrays. */
type Common<A, B> = Promote<DTypeOf<A>, DTypeOf<B>>;

/** What `intersect1d` gives: the elements, or a list with their places in both arrays. */
export type Intersection<A, B, I> = [I] extends [true]
  ? readonly [NDArray<Common<A, B>, [number]>, NDArray<'int64', [number]>, NDArray<'int64', [number]>]
  : NDArray<Common<A, B>, [number]>;

/**
 * The distinct elements that both arrays hold, sorted, in their common dtype; with `returnIndices` a list: the elements,
 * where they stand first in the one array, and in the other. nan is in no intersection. NumPy's `intersect1d`.
 * @example
 * nd.intersect1d([3, 1, 2, 1], [1, 3, 5]).toArray() // [ 1, 3 ]
 * const [common, inA, inB] = nd.intersect1d([3, 1], [1, 4], { returnIndices: true });
 * inA.toArray() // [ 1 ]
 */
export function intersect1d<
  const A extends ArrayLike,
  const B extends ArrayLike,
  I extends boolean | undefined = undefined,
>(
  ar1: A,
  ar2: B,
  assumeUnique?: boolean | IntersectOptions<I>,
  options?: { returnIndices?: I },
): Intersection<A, B, I>;
export function intersect1d(ar1: unknown, ar2: unknown, ...rest: unknown[]): NDArray | readonly NDArray[] {
  const who = 'intersect1d';
  const options = readOptions(rest, ['assumeUnique', 'returnIndices'], who);
  const assumeUnique = booleanOption(options, 'assumeUnique', false, who);
  const a = read(ar1, who);
  const b = read(ar2, who);
  if (!booleanOption(options, 'returnIndices', false, who)) {
    return keepNeighbors(sortedPair(a, b, assumeUnique, who), Neighbors.repeated, false, who);
  }
  const first = assumeUnique ? undefined : uniqueElements(a, valuesAndIndex, true, who);
  const second = assumeUnique ? undefined : uniqueElements(b, valuesAndIndex, true, who);
  const size = first === undefined ? a._size : first.values._size;
  using all = joined(first?.values ?? a, second?.values ?? b, who);
  using places = sortedPlaces(all, 0, who);
  using positions = findNeighbors(all, places, Neighbors.repeated, false, who);
  const here = take(places, positions) as NDArray;
  positions.iadd(1);
  const there = take(places, positions) as NDArray;
  there.isub(size);
  const common = take(all, here) as NDArray;
  if (first === undefined || second === undefined) return Object.freeze([common, here, there]);
  const results = [
    common,
    take(first.index as NDArray, here) as NDArray,
    take(second.index as NDArray, there) as NDArray,
  ];
  for (const part of [first.values, first.index, second.values, second.index, here, there]) part?.dispose();
  return Object.freeze(results);
}

/**
 * The distinct elements of both arrays, sorted, in their common dtype. NumPy's `union1d`.
 * @example
 * nd.union1d([3, 1], [2, 3]).toArray() // [ 1, 2, 3 ]
 */
export function union1d<const A extends ArrayLike, const B extends ArrayLike>(
  ar1: A,
  ar2: B,
): NDArray<Common<A, B>, [number]>;
export function union1d(ar1: unknown, ar2: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'union1d');
  using all = joined(read(ar1, 'union1d'), read(ar2, 'union1d'), 'union1d');
  return uniqueElements(all, valuesOnly, true, 'union1d').values;
}

/**
 * The distinct elements of `ar1` that `ar2` does not hold, sorted, in the dtype of `ar1`. With `assumeUnique` they stay in
 * the order of `ar1`. NumPy's `setdiff1d`.
 * @example
 * nd.setdiff1d([3, 1, 2, 1], [2]).toArray() // [ 1, 3 ]
 */
export function setdiff1d<const A extends ArrayLike>(
  ar1: A,
  ar2: ArrayLike,
  assumeUnique?: boolean | SetOptions,
): NDArray<DTypeOf<A>, [number]>;
export function setdiff1d(ar1: unknown, ar2: unknown, ...rest: unknown[]): NDArray {
  const who = 'setdiff1d';
  const options = readOptions(rest, ['assumeUnique'], who);
  const assumeUnique = booleanOption(options, 'assumeUnique', false, who);
  const a = read(ar1, who);
  const b = read(ar2, who);
  if (assumeUnique) {
    const flat = contiguous(asAxis(a, who), who);
    using mask = memberMask(flat, b, true, who);
    return selectByMask(flat, mask, who);
  }
  using values = uniqueElements(a, valuesOnly, true, who).values;
  using mask = memberMask(values, b, true, who);
  return selectByMask(values, mask, who);
}

/**
 * The distinct elements that just one of the arrays holds, sorted, in their common dtype. NumPy's `setxor1d`.
 * @example
 * nd.setxor1d([3, 1, 2], [2, 4]).toArray() // [ 1, 3, 4 ]
 */
export function setxor1d<const A extends ArrayLike, const B extends ArrayLike>(
  ar1: A,
  ar2: B,
  assumeUnique?: boolean | SetOptions,
): NDArray<Common<A, B>, [number]>;
export function setxor1d(ar1: unknown, ar2: unknown, ...rest: unknown[]): NDArray {
  const who = 'setxor1d';
  const options = readOptions(rest, ['assumeUnique'], who);
  const assumeUnique = booleanOption(options, 'assumeUnique', false, who);
  const all = sortedPair(read(ar1, who), read(ar2, who), assumeUnique, who);
  return keepNeighbors(all, Neighbors.single, false, who);
}
