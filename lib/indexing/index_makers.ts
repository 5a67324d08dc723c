/** Index arrays by rule: indices, ix, diagonals, triangles; and what is written along a diagonal. */
import { copyInto, newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { ramp } from '../create/arange.js';
import { ones } from '../create/filled.js';
import { describe } from '../describe.js';
import { BOOL, dtypeCode, INT64 } from '../dtype.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import { NDArray } from '../ndarray.js';
import { greaterEqual, notEqual } from '../ops/comparison.js';
import { booleanOption, noMore, readOptions } from '../options.js';
import { checkCount, checkShape } from '../shape/layout.js';
import { reshapedView } from '../shape/reshape.js';
import type { DType } from '../types/dtypes.js';
import type { ArrayLike } from '../types/operands.js';
import { valuesFor } from './advanced.js';
import { indexTuple } from './index_tuple.js';
import { maskPositions } from './masks.js';
import { nonzeroArrays, positionRows } from './nonzero.js';
import { apartFrom, cycled, put } from './take.js';

type Indices = NDArray<'int64', [number]>;
type Pair = readonly [Indices, Indices];

function wholeOption(value: unknown, name: string, who: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new StridedError(`${who}: ${name} must be an integer, not ${describe(value)}`, 'ERR_ARGUMENT');
}

function lengthOption(value: unknown, name: string, who: string): number {
  const length = wholeOption(value, name, who);
  if (length >= 0) return length;
  throw new ShapeError(`${who}: ${name} must be 0 or more, not ${length}`, 'ERR_SHAPE_INVALID');
}

/** 0, 1, … along one axis of many, the others of length 1. */
function along(axis: number, ndim: number, length: number, code: number, who: string): NDArray {
  const shape = new Array<number>(ndim).fill(1);
  shape[axis] = length;
  return reshapedView(ramp(0, length, 1, code, who), shape);
}

/** Options of `indices`. */
export interface IndicesOptions<D extends DType = DType> {
  /** The dtype; int64 if not given. */
  dtype?: D | undefined;
  /** True gives one array per axis, of length 1 along all others; false if not given. */
  sparse?: boolean | undefined;
}

/**
 * The index of each place of a grid along each axis: an array of shape (axes, ...dimensions), or with `sparse` a list of
 * arrays that broadcast to it. NumPy's `indices`.
 * @example
 * nd.indices([2, 3]).toArray() // [ [ [ 0, 0, 0 ], [ 1, 1, 1 ] ], [ [ 0, 1, 2 ], [ 0, 1, 2 ] ] ]
 */
export function indices<D extends DType = 'int64'>(
  dimensions: readonly number[],
  options: IndicesOptions<D> & { sparse: true },
): readonly NDArray<D>[];
export function indices<D extends DType = 'int64'>(
  dimensions: readonly number[],
  dtype?: D | (IndicesOptions<D> & { sparse?: false | undefined }),
): NDArray<D>;
export function indices(dimensions: unknown, ...rest: unknown[]): NDArray | readonly NDArray[] {
  const who = 'indices';
  const options = readOptions(rest, ['dtype', 'sparse'], who);
  const code = options['dtype'] === undefined ? INT64 : dtypeCode(options['dtype'], who);
  const shape = checkShape(dimensions, who);
  const parted = (): NDArray[] => shape.map((length, axis) => along(axis, shape.length, length, code, who));
  if (booleanOption(options, 'sparse', false, who)) return indexTuple(parted());
  // First: where there is no memory for all of it, that is known at once.
  const all = newArray([shape.length, ...shape], code);
  const parts = parted();
  const step = all._size === 0 ? 0 : (all._strides[0] as number);
  parts.forEach((part, axis) => {
    copyInto(all._view(shape, all._strides.slice(1), axis * step), part, who);
    part.dispose();
  });
  return all;
}

/**
 * Index arrays of an open mesh: lists of indices, one per axis, as arrays that broadcast to all their combinations. Masks
 * count as the places where they are true. NumPy's `ix_`.
 * @throws ShapeError for anything but one axis each.
 * @example
 * const a = nd.arange(12).reshape(3, 4);
 * a.index(...nd.ix([0, 2], [1, 3])).toArray() // [ [ 1, 3 ], [ 9, 11 ] ]
 */
export function ix(...args: ArrayLike[]): readonly NDArray[];
export function ix(...args: unknown[]): readonly NDArray[] {
  const who = 'ix';
  const arrays = args.map((given, axis) => {
    let array = asNDArray(given, who);
    array._alive(who);
    if (array.ndim !== 1) {
      throw new ShapeError(
        `${who}: argument ${axis} must have one axis, not shape ${shapeText(array._shape)}`,
      );
    }
    if (array._code === BOOL && array._size > 0) array = (nonzeroArrays(array, who) as [NDArray])[0];
    else if (array._size === 0) array = newArray([0], INT64);
    const shape = new Array<number>(args.length).fill(1);
    shape[axis] = array._size;
    return reshapedView(array, shape);
  });
  return indexTuple(arrays);
}

/** Options of `diagIndices`. */
export interface DiagIndicesOptions {
  /** How many axes; 2 if not given. */
  ndim?: number | undefined;
}

/**
 * The indices of the main diagonal of an array of `ndim` axes of length `n`: a list with 0 … n − 1 for each axis. NumPy's
 * `diag_indices`.
 * @example
 * const a = nd.zeros([3, 3]);
 * a.indexAssign(nd.diagIndices(3), 1).toArray() // [ [ 1, 0, 0 ], [ 0, 1, 0 ], [ 0, 0, 1 ] ]
 */
export function diagIndices(n: number, ndim?: number | DiagIndicesOptions): readonly Indices[];
export function diagIndices(n: unknown, ...rest: unknown[]): readonly NDArray[] {
  const who = 'diagIndices';
  const { ndim = 2 } = readOptions(rest, ['ndim'], who);
  const count = lengthOption(ndim, 'ndim', who);
  checkCount(count, who);
  const index = ramp(0, lengthOption(n, 'n', who), 1, INT64, who);
  return indexTuple(new Array<NDArray>(count).fill(index));
}

/**
 * As `diagIndices`, for an array: its axes must have one length. NumPy's `diag_indices_from`.
 * @throws ShapeError for fewer than two axes, or axes of different lengths.
 * @example
 * nd.diagIndicesFrom(nd.zeros([2, 2]))[0].toArray() // [ 0, 1 ]
 */
export function diagIndicesFrom(arr: ArrayLike): readonly [Indices, Indices, ...Indices[]];
export function diagIndicesFrom(arr: unknown, ...rest: unknown[]): readonly NDArray[] {
  noMore(rest, 'diagIndicesFrom');
  const who = 'diagIndicesFrom';
  const { _shape: shape } = asNDArray(arr, who);
  if (shape.length < 2 || shape.some((length) => length !== shape[0])) {
    throw new ShapeError(
      `${who}: shape ${shapeText(shape)} has no diagonal through all axes: two or more of one length are needed`,
    );
  }
  return diagIndices(shape[0] as number, { ndim: shape.length });
}

/** Where column − row ≤ k holds (`lower`), or ≥ k. */
function triangle(n: number, m: number, k: number, lower: boolean, who: string): readonly NDArray[] {
  // First: where there is no memory for it, that is known at once.
  using mask = newArray([n, m], BOOL);
  const rowNumbers = along(0, 2, n, INT64, who);
  const columnNumbers = along(1, 2, m, INT64, who);
  using rows = lower ? moved(rowNumbers, k) : rowNumbers;
  using columns = lower ? columnNumbers : moved(columnNumbers, -k);
  const [greater, smaller] = lower ? [rows, columns] : [columns, rows];
  greaterEqual(greater, smaller, { out: mask });
  const all = maskPositions(mask, false, who);
  return indexTuple(positionRows(all));
}

/** 0, 1, … counted from k. */
function moved(numbers: NDArray, k: number): NDArray {
  const start = ramp(k, k + numbers._size, 1, INT64, 'arange');
  return reshapedView(start, numbers._shape);
}

/** Options of `trilIndices` and `triuIndices`. */
export interface TriangleIndicesOptions {
  /** Which diagonal the triangle begins at: above the main one, below it where negative; 0 if not given. */
  k?: number | undefined;
  /** The number of columns; as many as rows if not given. */
  m?: number | null | undefined;
}

function triangleOf(n: unknown, rest: readonly unknown[], lower: boolean, who: string): readonly NDArray[] {
  const { k = 0, m } = readOptions(rest, ['k', 'm'], who);
  const rows = lengthOption(n, 'n', who);
  const columns = m === undefined || m === null ? rows : lengthOption(m, 'm', who);
  return triangle(rows, columns, wholeOption(k, 'k', who), lower, who);
}

function triangleFrom(
  arr: unknown,
  rest: readonly unknown[],
  lower: boolean,
  who: string,
): readonly NDArray[] {
  const { k = 0 } = readOptions(rest, ['k'], who);
  const { _shape: shape } = asNDArray(arr, who);
  if (shape.length !== 2)
    throw new ShapeError(`${who}: an array of two axes is needed, not shape ${shapeText(shape)}`);
  return triangle(shape[0] as number, shape[1] as number, wholeOption(k, 'k', who), lower, who);
}

/**
 * The indices of the lower triangle of an (n, m) array, up to diagonal `k`: rows and columns, int64. NumPy's
 * `tril_indices`.
 * @example
 * const [rows, columns] = nd.trilIndices(3, -1);
 * rows.toArray() // [ 1, 2, 2 ]
 * columns.toArray() // [ 0, 0, 1 ]
 */
export function trilIndices(
  n: number,
  k?: number | TriangleIndicesOptions,
  options?: TriangleIndicesOptions,
): Pair;
export function trilIndices(n: unknown, ...rest: unknown[]): unknown {
  return triangleOf(n, rest, true, 'trilIndices');
}

/**
 * The indices of the upper triangle of an (n, m) array, from diagonal `k` on: rows and columns, int64. NumPy's
 * `triu_indices`.
 * @example
 * const a = nd.ones([3, 3]);
 * a.indexAssign(nd.triuIndices(3, 1), 0).toArray() // [ [ 1, 0, 0 ], [ 1, 1, 0 ], [ 1, 1, 1 ] ]
 */
export function triuIndices(
  n: number,
  k?: number | TriangleIndicesOptions,
  options?: TriangleIndicesOptions,
): Pair;
export function triuIndices(n: unknown, ...rest: unknown[]): unknown {
  return triangleOf(n, rest, false, 'triuIndices');
}

/** Options of `trilIndicesFrom` and `triuIndicesFrom`. */
export interface TriangleFromOptions {
  /** Which diagonal the triangle begins at; 0 if not given. */
  k?: number | undefined;
}

/**
 * As `trilIndices`, for an array of two axes. NumPy's `tril_indices_from`.
 * @throws ShapeError for another number of axes.
 * @example
 * nd.trilIndicesFrom(nd.zeros([2, 2]))[0].toArray() // [ 0, 1, 1 ]
 */
export function trilIndicesFrom(arr: ArrayLike, k?: number | TriangleFromOptions): Pair;
export function trilIndicesFrom(arr: unknown, ...rest: unknown[]): unknown {
  return triangleFrom(arr, rest, true, 'trilIndicesFrom');
}

/**
 * As `triuIndices`, for an array of two axes. NumPy's `triu_indices_from`.
 * @throws ShapeError for another number of axes.
 * @example
 * nd.triuIndicesFrom(nd.zeros([2, 2]))[1].toArray() // [ 0, 1, 1 ]
 */
export function triuIndicesFrom(arr: ArrayLike, k?: number | TriangleFromOptions): Pair;
export function triuIndicesFrom(arr: unknown, ...rest: unknown[]): unknown {
  return triangleFrom(arr, rest, false, 'triuIndicesFrom');
}

/** Options of `maskIndices`. */
export interface MaskIndicesOptions {
  /** What the function gets beside the array; 0 if not given. */
  k?: number | undefined;
}

/**
 * The indices where `maskFunc(ones([n, n]), k)` is not zero: with `nd.triu` those of the upper triangle. NumPy's
 * `mask_indices`.
 * @example
 * const [rows, columns] = nd.maskIndices(2, (m) => m.mul([[1, 0], [1, 1]]));
 * rows.toArray() // [ 0, 1, 1 ]
 */
export function maskIndices(
  n: number,
  maskFunc: (m: NDArray<'float64', [number, number]>, k: number) => NDArray,
  k?: number | MaskIndicesOptions,
): Pair;
export function maskIndices(n: unknown, maskFunc: unknown, ...rest: unknown[]): unknown {
  const who = 'maskIndices';
  const { k = 0 } = readOptions(rest, ['k'], who);
  if (typeof maskFunc !== 'function') {
    throw new StridedError(`${who}: maskFunc must be a function, not ${describe(maskFunc)}`, 'ERR_ARGUMENT');
  }
  const length = lengthOption(n, 'n', who);
  const mask = asNDArray(maskFunc(ones([length, length]), k), who);
  return nonzeroArrays(notEqual(mask, 0) as NDArray, who);
}

/** Options of `fillDiagonal`. */
export interface FillDiagonalOptions {
  /** True begins anew, with a row between, where a tall matrix goes on below its diagonal; false if not given. */
  wrap?: boolean | undefined;
}

/**
 * Writes `val` along the main diagonal: one value, or one after another and again from the start. In place. NumPy's
 * `fill_diagonal`.
 * @throws ShapeError for fewer than two axes, and for more than two of different lengths.
 * @example
 * const a = nd.zeros([3, 3]);
 * nd.fillDiagonal(a, [4, 5, 6]);
 * a.toArray() // [ [ 4, 0, 0 ], [ 0, 5, 0 ], [ 0, 0, 6 ] ]
 */
export function fillDiagonal(a: NDArray, val: ArrayLike, wrap?: boolean | FillDiagonalOptions): void;
export function fillDiagonal(a: unknown, val: unknown, ...rest: unknown[]): void {
  const who = 'fillDiagonal';
  if (!(a instanceof NDArray)) {
    throw new StridedError(
      `${who}: a must be an NDArray, not ${describe(a)}; wrap a TypedArray with nd.asarray`,
      'ERR_ARGUMENT',
    );
  }
  const wraps = booleanOption(readOptions(rest, ['wrap'], who), 'wrap', false, who);
  a._alive(who);
  a._writeable(who);
  const { _shape: shape, _strides: strides } = a;
  const isCube = shape.every((length) => length === shape[0]);
  if (shape.length < 2 || (shape.length > 2 && !isCube)) {
    throw new ShapeError(
      shape.length < 2
        ? `${who}: an array of two axes or more is needed, not shape ${shapeText(shape)}`
        : `${who}: the axes of shape ${shapeText(shape)} must have one length`,
    );
  }
  const values = valuesFor(a, val, who);
  if (values._size === 0) return;
  const [rows, columns] = shape as [number, number];
  if (wraps && shape.length === 2 && rows > columns) {
    put(a, ramp(0, a._size, columns + 1, INT64, who), values);
    return;
  }
  const length = Math.min(...shape);
  const step = strides.reduce((sum, stride) => sum + stride, 0);
  const diagonal = a._view([length], [step], a._offset);
  const dense = apartFrom(a, cycled(values, length, who), who);
  copyInto(diagonal, dense._size === 1 ? dense._view([], [], dense._offset) : dense, who);
}
