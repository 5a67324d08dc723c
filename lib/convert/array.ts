/** Array-likes as arrays of a wanted dtype and layout: copied, or shared where nothing has to change. */
import { dtypeCode, dtypeName } from '../dtype.js';
import { isItem } from '../element.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import { MAX_DIMS } from '../native.js';
import { NDArray } from '../ndarray.js';
import { noMore, type Options, readOptions } from '../options.js';
import {
  ALIGNED,
  C_CONTIGUOUS,
  checkOrder,
  describe,
  F_CONTIGUOUS,
  type Order,
  WRITEABLE,
} from '../shape/layout.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AnyShape } from '../types/shapes.js';
import { asNDArray } from './as_array.js';
import { copyArray } from './copy.js';
import { arrayFromList } from './nested.js';

/** Options of `asarray`. */
export interface AsArrayOptions<D extends DType = DType> {
  /** The dtype of the result; the operand's own if not given. */
  dtype?: D | undefined;
  /** The layout of the result: 'C', 'F', 'A' or 'K' (as the operand lies). */
  order?: Order | undefined;
  /** `true` always copies, `false` is an error where a copy is needed; without it a copy is made only where needed. */
  copy?: boolean | null | undefined;
}

/** Options of `array`. */
export interface ArrayOptions<D extends DType = DType> extends AsArrayOptions<D> {
  /** Axes of length 1 are put in front until there are so many. */
  ndmin?: number | undefined;
}

interface Wanted {
  readonly code: number | undefined;
  readonly order: Order;
  readonly copy: boolean | undefined;
  readonly ndmin: number;
}

/** The `copy` option; null is NumPy's None. */
export function copyChoice(
  options: Options,
  otherwise: boolean | undefined,
  who: string,
): boolean | undefined {
  const { copy } = options;
  if (copy === undefined) return otherwise;
  if (copy === null) return undefined;
  if (typeof copy === 'boolean') return copy;
  throw new StridedError(`${who}: copy must be true, false or null, not ${describe(copy)}`, 'ERR_OPTION');
}

/** A dtype option's code; undefined and null (NumPy's None) where there is none. */
export function optionalCode(dtype: unknown, who: string): number | undefined {
  return dtype === undefined || dtype === null ? undefined : dtypeCode(dtype, who);
}

/** Whether the array cannot be had as it is. */
export function needsCopy(a: NDArray, code: number | undefined, order: Order): boolean {
  if (code !== undefined && code !== a._code) return true;
  return (
    (order === 'C' && (a._flags & C_CONTIGUOUS) === 0) || (order === 'F' && (a._flags & F_CONTIGUOUS) === 0)
  );
}

/** Why it cannot. */
export function reasonToCopy(a: NDArray, code: number | undefined, order: Order): string {
  if (code !== undefined && code !== a._code) return `${a.dtype} is not ${dtypeName(code)}`;
  return `an array of shape ${shapeText(a.shape)} with strides ${shapeText(a.strides)} is not ${order}-contiguous`;
}

export function copyNeeded(who: string, why: string): StridedError {
  return new StridedError(`${who}: copy: false, but a copy is needed: ${why}`, 'ERR_COPY_NEEDED');
}

function withLeadingAxes(a: NDArray, wanted: Wanted, who: string): NDArray {
  const { ndmin, order } = wanted;
  if (a.ndim >= ndmin) return a;
  if (ndmin > MAX_DIMS) {
    throw new ShapeError(`${who}: ndmin is ${ndmin}; the most axes are ${MAX_DIMS}`, 'ERR_SHAPE_INVALID');
  }
  const isF = (a._flags & (C_CONTIGUOUS | F_CONTIGUOUS)) === F_CONTIGUOUS;
  const old = a.shape as readonly number[];
  const innermost = old.length === 0 || order === 'F' || (order !== 'C' && isF);
  const stride = innermost ? a.itemsize : (old[0] as number) * (a.strides[0] as number);
  const missing = ndmin - old.length;
  const shape = [...new Array<number>(missing).fill(1), ...old];
  return a._view(shape, [...new Array<number>(missing).fill(stride), ...a.strides], a._offset);
}

function convert(value: unknown, wanted: Wanted, who: string): NDArray {
  const { code, order, copy } = wanted;
  let a = asNDArray(value, who, code);
  a._alive(who);
  const isNew = a !== value && a._storage.origin !== 'foreign';
  if (isNew && copy === false) {
    throw copyNeeded(
      who,
      isItem(value) ? 'a scalar has no memory to share' : 'lists have no memory to share',
    );
  }
  const must = needsCopy(a, code, order);
  if (must && copy === false) throw copyNeeded(who, reasonToCopy(a, code, order));
  if (must || (copy === true && !isNew)) {
    // NumPy reads 'A' as 'K' where it also casts.
    const layout = order === 'A' && code !== undefined && code !== a._code ? 'K' : order;
    a = copyArray(a, layout, who, code);
  }
  return withLeadingAxes(a, wanted, who);
}

function wantedBy(options: Options, copy: boolean | undefined, who: string): Wanted {
  const ndmin = options['ndmin'] ?? 0;
  if (!Number.isInteger(ndmin)) {
    throw new StridedError(`${who}: ndmin must be an integer, not ${describe(ndmin)}`, 'ERR_OPTION');
  }
  return {
    code: optionalCode(options['dtype'], who),
    order: checkOrder(options['order'] ?? 'K', who),
    copy: copyChoice(options, copy, who),
    ndmin: ndmin as number,
  };
}

const arrayOptions = ['dtype', 'copy', 'order', 'ndmin'] as const;
const asArrayOptions = ['dtype', 'order', 'copy'] as const;
const asIs: Wanted = { code: undefined, order: 'K', copy: undefined, ndmin: 0 };

/**
 * A new array from nested lists, a scalar, a TypedArray, another array or a `{ data, shape }` object.
 *
 * Numbers give float64, booleans bool, bigints int64 (uint64 beyond it), Complex complex128; TypedArrays and arrays keep their
 * dtype; arrays inside lists are stacked. Always a copy, unless `copy` says otherwise. NumPy's `array`.
 * @throws ShapeError for ragged lists, naming the place; DTypeError for elements that are no numbers, or that an integer
 * `dtype` cannot hold; StridedError for `copy: false` where a copy is needed.
 * @example
 * nd.array([[1, 2], [3, 4]]).shape // [ 2, 2 ]
 * nd.array([1, 2, 3], 'int32').dtype // 'int32'
 */
export function array<const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  object: T,
  options?: ArrayOptions<D> & { ndmin?: undefined },
): NDArray<NoInfer<D>, ShapeOf<T>>;
export function array<const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  object: T,
  dtype: D | null | undefined,
  options?: ArrayOptions<D> & { dtype?: undefined; ndmin?: undefined },
): NDArray<NoInfer<D>, ShapeOf<T>>;
export function array<const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  object: T,
  options?: ArrayOptions<D>,
): NDArray<NoInfer<D>, AnyShape>;
export function array<const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  object: T,
  dtype: D | null | undefined,
  options?: ArrayOptions<D> & { dtype?: undefined },
): NDArray<NoInfer<D>, AnyShape>;
export function array(object: unknown, ...rest: unknown[]): NDArray {
  if (rest.length === 0 && Array.isArray(object)) return arrayFromList(object, 'array');
  return convert(object, wantedBy(readOptions(rest, arrayOptions, 'array'), true, 'array'), 'array');
}

function asArrayAs(value: unknown, rest: readonly unknown[], who: string): NDArray {
  if (rest.length === 0) return convert(value, asIs, who);
  return convert(value, wantedBy(readOptions(rest, asArrayOptions, who), undefined, who), who);
}

/**
 * The operand as an array, without a copy where none is needed: arrays as they are, TypedArrays, Buffers and `{ data, shape }`
 * objects sharing their memory. Scalars and lists become new arrays. NumPy's `asarray`.
 * @throws StridedError for `copy: false` where a copy is needed, saying why; otherwise as `array`.
 * @example
 * const bytes = new Float32Array([1, 2]);
 * nd.asarray(bytes).set(7, 0);
 * bytes[0] // 7
 */
export function asarray<const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  a: T,
  options?: AsArrayOptions<D>,
): NDArray<NoInfer<D>, ShapeOf<T>>;
export function asarray<const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  a: T,
  dtype: D | null | undefined,
  options?: AsArrayOptions<D> & { dtype?: undefined },
): NDArray<NoInfer<D>, ShapeOf<T>>;
export function asarray(a: unknown, ...rest: unknown[]): NDArray {
  return asArrayAs(a, rest, 'asarray');
}

/**
 * As {@link asarray}: there are no subclasses to let pass. NumPy's `asanyarray`.
 * @example
 * nd.asanyarray([1, 2]).dtype // 'float64'
 */
export function asanyarray<const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  a: T,
  options?: AsArrayOptions<D>,
): NDArray<NoInfer<D>, ShapeOf<T>>;
export function asanyarray<const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  a: T,
  dtype: D | null | undefined,
  options?: AsArrayOptions<D> & { dtype?: undefined },
): NDArray<NoInfer<D>, ShapeOf<T>>;
export function asanyarray(a: unknown, ...rest: unknown[]): NDArray {
  return asArrayAs(a, rest, 'asanyarray');
}

/** Options of `ascontiguousarray` and `asfortranarray`. */
export interface ContiguousOptions<D extends DType = DType> {
  dtype?: D | undefined;
}
/** These functions give one axis to a 0-d operand. */
type AtLeast1d<S> = 0 extends 1 & S ? AnyShape : S extends readonly [] ? [1] : S;

function contiguous(value: unknown, rest: readonly unknown[], order: Order, who: string): NDArray {
  const isPlain = rest.length === 0;
  if (isPlain && value instanceof NDArray && value._shape.length > 0 && !value._storage.disposed) {
    return needsCopy(value, undefined, order) ? copyArray(value, order, who) : value;
  }
  const code = isPlain ? undefined : optionalCode(readOptions(rest, ['dtype'], who)['dtype'], who);
  return convert(value, { code, order, copy: undefined, ndmin: 1 }, who);
}

/**
 * The operand as a C-contiguous array of at least one axis; itself where it is one, otherwise a copy. NumPy's
 * `ascontiguousarray`.
 * @example
 * nd.ascontiguousarray(nd.zeros([2, 3]).T).flags.cContiguous // true
 */
export function ascontiguousarray<const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  a: T,
  options?: ContiguousOptions<D>,
): NDArray<D, AtLeast1d<ShapeOf<T>>>;
export function ascontiguousarray<const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  a: T,
  dtype: D | null | undefined,
): NDArray<D, AtLeast1d<ShapeOf<T>>>;
export function ascontiguousarray(a: unknown, ...rest: unknown[]): NDArray {
  return contiguous(a, rest, 'C', 'ascontiguousarray');
}

/**
 * The operand as an F-contiguous array of at least one axis; itself where it is one, otherwise a copy. NumPy's
 * `asfortranarray`.
 * @example
 * nd.asfortranarray([[1, 2], [3, 4]]).strides // [ 8, 16 ]
 */
export function asfortranarray<const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  a: T,
  options?: ContiguousOptions<D>,
): NDArray<D, AtLeast1d<ShapeOf<T>>>;
export function asfortranarray<const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  a: T,
  dtype: D | null | undefined,
): NDArray<D, AtLeast1d<ShapeOf<T>>>;
export function asfortranarray(a: unknown, ...rest: unknown[]): NDArray {
  return contiguous(a, rest, 'F', 'asfortranarray');
}

/**
 * Whether the array is F-contiguous and not C-contiguous. NumPy's `isfortran`.
 * @example
 * nd.isfortran(nd.zeros([2, 3]).T) // true
 */
export function isfortran(a: ArrayLike): boolean;
export function isfortran(a: unknown, ...rest: unknown[]): boolean {
  noMore(rest, 'isfortran');
  const { _flags } = asNDArray(a, 'isfortran');
  return (_flags & (C_CONTIGUOUS | F_CONTIGUOUS)) === F_CONTIGUOUS;
}

/** What `require` can be asked for, by letter or by name. */
export type Requirement =
  | 'C'
  | 'C_CONTIGUOUS'
  | 'CONTIGUOUS'
  | 'F'
  | 'F_CONTIGUOUS'
  | 'FORTRAN'
  | 'A'
  | 'ALIGNED'
  | 'W'
  | 'WRITEABLE'
  | 'O'
  | 'OWNDATA'
  | 'E'
  | 'ENSUREARRAY';

/** Options of `require`. */
export interface RequireOptions<D extends DType = DType> {
  dtype?: D | undefined;
  /** What the result must be; a list, or one. */
  requirements?: Requirement | readonly Requirement[] | null | undefined;
}

const letters: ReadonlyMap<string, string> = new Map(
  [
    ['C', 'C_CONTIGUOUS', 'CONTIGUOUS'],
    ['F', 'F_CONTIGUOUS', 'FORTRAN'],
    ['A', 'ALIGNED'],
    ['W', 'WRITEABLE'],
    ['O', 'OWNDATA'],
    ['E', 'ENSUREARRAY'],
  ].flatMap((names) => names.map((name): [string, string] => [name, names[0] as string])),
);

function requirementLetter(name: unknown): string {
  const letter = typeof name === 'string' ? letters.get(name.toUpperCase()) : undefined;
  if (letter !== undefined) return letter;
  throw new StridedError(
    `require: ${describe(name)} is no requirement; they are 'C', 'F', 'A' (aligned), 'W' (writeable), 'O' (owns its data)`,
    'ERR_OPTION',
  );
}

/**
 * The operand as an array that meets requirements: 'C' or 'F' contiguous, 'A' aligned, 'W' writeable, 'O' owning its data.
 * Itself where it meets them, otherwise a copy. NumPy's `require`.
 * @throws StridedError for an unknown requirement, and for 'C' and 'F' together.
 * @example
 * nd.require(nd.zeros([2, 3]).T, { requirements: ['C', 'O'] }).flags.cContiguous // true
 */
export function require<const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  a: T,
  options?: RequireOptions<D>,
): NDArray<NoInfer<D>, ShapeOf<T>>;
export function require<const T extends ArrayLike, D extends DType = DTypeOf<T>>(
  a: T,
  dtype: D | null | undefined,
  options?: RequireOptions<D> & { dtype?: undefined },
): NDArray<NoInfer<D>, ShapeOf<T>>;
export function require(a: unknown, ...rest: unknown[]): NDArray {
  const who = 'require';
  const options = readOptions(rest, ['dtype', 'requirements'], who);
  const given = options['requirements'] ?? [];
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const wanted = new Set(list.map(requirementLetter));
  if (wanted.has('C') && wanted.has('F')) {
    throw new StridedError(`${who}: 'C' and 'F' cannot both be required`, 'ERR_OPTION');
  }
  const order: Order = wanted.has('F') ? 'F' : wanted.has('C') ? 'C' : 'A';
  const code = optionalCode(options['dtype'], who);
  const array = convert(a, { code, order, copy: undefined, ndmin: 0 }, who);
  const meets =
    (!wanted.has('A') || (array._flags & ALIGNED) !== 0) &&
    (!wanted.has('W') || (array._flags & WRITEABLE) !== 0) &&
    (!wanted.has('O') || array.flags.owndata);
  return meets ? array : copyArray(array, order, who);
}

/**
 * Whether the value is a plain scalar: a number, bigint, boolean, Complex, or string; arrays of no axes are none. NumPy's
 * `isscalar`.
 * @example
 * nd.isscalar(3.1) // true
 * nd.isscalar(nd.array(3.1)) // false
 */
export function isscalar(element: unknown, ...rest: never[]): boolean {
  noMore(rest, 'isscalar');
  return typeof element === 'string' || isItem(element);
}
