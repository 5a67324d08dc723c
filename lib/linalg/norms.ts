/** Norms and condition numbers. */
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { BOOL, FLOAT16, FLOAT64, isComplex, isInteger } from '../dtype.js';
import type { Item } from '../element.js';
import { AxisError, ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { absolute, divide, multiply, power, sqrt, square } from '../ops/arithmetic.js';
import { notEqual } from '../ops/comparison.js';
import { isnan, logicalAnd, logicalNot } from '../ops/logic.js';
import { booleanOption, nullAsAbsent, readOptions } from '../options.js';
import { any, max, min, sum } from '../reduce/folds.js';
import { axesOf, axisOf } from '../shape/axis.js';
import { C_CONTIGUOUS, F_CONTIGUOUS, sizeOf } from '../shape/layout.js';
import { transposeArray } from '../shape/transpose.js';
import type { AnyDType } from '../types/dtypes.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { AxisArg, CheckAxis, ReduceShape } from '../types/reduce.js';
import type { RealOfTable, TrueDivideTable } from '../types/rules.js';
import { dot } from './dot.js';
import { inverse, perMatrix } from './factors.js';
import { castResult, commonDType, matrixOperand, matrixShape, squareOperand } from './lapack.js';
import { vecdot } from './matmul.js';
import { inDType } from './product.js';
import { emptyMatrix, valuesOf } from './spectra.js';
import type { PerMatrix, RealsOf } from './types.js';

/** Which norm. */
export type NormOrder = number | 'fro' | 'f' | 'nuc' | null;

/** Options of `norm`. */
export interface NormOptions {
  /** 2 for vectors and `'fro'` for matrices if not given. */
  ord?: NormOrder | undefined;
  /** One axis for vectors, two for matrices; all if not given. */
  axis?: number | readonly number[] | null | undefined;
  /** Keep the axes with length 1. */
  keepdims?: boolean | undefined;
}

/** The dtype of norms: integers are measured in float64, complex numbers by the float of their parts. */
type NormDType<T extends ArrayLike> = 0 extends 1 & DTypeOf<T>
  ? AnyDType
  : RealOfTable[TrueDivideTable[DTypeOf<T>]];
/** Options that leave one number. */
interface OneNumber {
  axis?: null | undefined;
  keepdims?: false | undefined;
}
interface Along<T extends ArrayLike, A extends AxisArg, K> {
  axis: CheckAxis<ShapeOf<T>, A, A>;
  keepdims?: K;
}
interface MaybeAlong<T extends ArrayLike, A extends AxisArg> {
  axis?: CheckAxis<ShapeOf<T>, A, A> | null | undefined;
}
type NormsAlong<T extends ArrayLike, A extends AxisArg, K> = NDArray<
  NormDType<T>,
  K extends true ? ReduceShape<ShapeOf<T>, A, true> : ReduceShape<ShapeOf<T>, A, false>
>;

type Call = (a: unknown, ...rest: unknown[]) => NDArray;
const absOf = absolute as unknown as Call;
const rootOf = sqrt as unknown as Call;
const sumOf = sum as unknown as Call;
const maxOf = max as unknown as Call;
const minOf = min as unknown as Call;

/** Frees what was made on the way; gives the result. */
function freeing(result: NDArray, ...temporaries: NDArray[]): NDArray {
  for (const temporary of temporaries) temporary.dispose();
  return result;
}

/** √Σ|x|² over axes. */
function euclidean(x: NDArray, axes: readonly number[]): NDArray {
  if (axes.length === 1 && axes[0] === x.ndim - 1 && x._code !== FLOAT16) {
    const products = (vecdot as unknown as Call)(x, x);
    const squares = products.real as NDArray;
    return freeing(rootOf(squares), products);
  }
  if (isComplex(x._code)) {
    const [re, im] = [(square as unknown as Call)(x.real), (square as unknown as Call)(x.imag)];
    re.iadd(im as never);
    const total = sumOf(re, { axis: axes });
    return freeing(rootOf(total), re, im, total);
  }
  const squares = (square as unknown as Call)(x);
  const total = sumOf(squares, { axis: axes });
  return freeing(rootOf(total), squares, total);
}

/** √Σ|x|² over everything as a plain number. */
function euclideanValue(x: NDArray): NDArray | Item {
  if (x._code !== FLOAT64 || (x._flags & (C_CONTIGUOUS | F_CONTIGUOUS)) === 0)
    return perMatrix(euclideanAll(x));
  const flat = x._shape.length === 1 ? x : (x.ravel({ order: 'K' }) as NDArray);
  const squares = (dot as unknown as Call)(flat, flat);
  const value = squares._read(squares._offset, false, 'norm') as number;
  squares.dispose();
  return Math.sqrt(value);
}

/** √Σ|x|² over everything: the short way, one pass over memory. */
function euclideanAll(x: NDArray): NDArray {
  const flat = x.ravel({ order: 'K' }) as NDArray;
  const own = dot as unknown as Call;
  let squares: NDArray;
  if (isComplex(flat._code)) {
    const [re, im] = [flat.real, flat.imag] as [NDArray, NDArray];
    squares = own(re, re);
    squares.iadd(own(im, im) as never);
  } else {
    squares = own(flat, flat);
  }
  return freeing(rootOf(squares), squares);
}

function vectorNormAlong(x: NDArray, axis: number, ord: NormOrder | undefined, who: string): NDArray {
  if (ord === null || ord === undefined || ord === 2) return euclidean(x, [axis]);
  if (typeof ord !== 'number' || Number.isNaN(ord)) {
    throw new StridedError(
      `${who}: ord ${describe(ord)} is no norm of vectors; it must be a number, Infinity or -Infinity`,
      'ERR_VALUE',
    );
  }
  if (ord === 0) {
    const differs = (notEqual as unknown as Call)(x, 0);
    const counted = sumOf(differs, { axis });
    const code = x._code === FLOAT16 || !isComplex(x._code) ? x._code : x.real._code;
    return freeing(castResult(counted, code, who), differs);
  }
  const sizes = absOf(x);
  if (ord === Infinity) return freeing(maxOf(sizes, { axis, initial: 0 }), sizes);
  if (ord === -Infinity) return freeing(minOf(sizes, { axis }), sizes);
  if (ord === 1) return freeing(sumOf(sizes, { axis }), sizes);
  (power as unknown as Call)(sizes, ord, { out: sizes });
  const total = sumOf(sizes, { axis });
  return freeing((power as unknown as Call)(total, 1 / ord), sizes, total);
}

function singularNorm(
  x: NDArray,
  [row, column]: readonly [number, number],
  fold: Call,
  options: object,
  who: string,
): NDArray {
  const order = Array.from(x._shape.keys()).filter((axis) => axis !== row && axis !== column);
  const turned = transposeArray(x, [...order, row, column], who);
  const s = valuesOf(turned, false, who);
  return freeing(fold(s, { axis: -1, ...options }), s);
}

function matrixNormOver(
  x: NDArray,
  [row, column]: readonly [number, number],
  ord: NormOrder | undefined,
  who: string,
): NDArray {
  /** Sums along one axis, then the extreme along the other. */
  const extreme = (along: number, other: number, fold: Call, options: object): NDArray => {
    const sizes = absOf(x);
    const sums = sumOf(sizes, { axis: along });
    return freeing(fold(sums, { axis: other > along ? other - 1 : other, ...options }), sizes, sums);
  };
  switch (ord) {
    case undefined:
    case null:
    case 'fro':
    case 'f':
      return euclidean(x, [row, column]);
    case 1:
      return extreme(row, column, maxOf, { initial: 0 });
    case -1:
      return extreme(row, column, minOf, {});
    case Infinity:
      return extreme(column, row, maxOf, { initial: 0 });
    case -Infinity:
      return extreme(column, row, minOf, {});
    case 2:
      return singularNorm(x, [row, column], maxOf, { initial: 0 }, who);
    case -2:
      return singularNorm(x, [row, column], minOf, {}, who);
    case 'nuc':
      return singularNorm(x, [row, column], sumOf, {}, who);
    default:
      throw new StridedError(
        `${who}: ord ${describe(ord)} is no norm of matrices; it must be 'fro', 'nuc', 1, -1, 2, -2, Infinity or -Infinity`,
        'ERR_VALUE',
      );
  }
}

/** Integers and bools are measured in float64. */
function inexact(x: NDArray, who: string): NDArray {
  return x._code === BOOL || isInteger(x._code) ? inDType(x, FLOAT64, who) : x;
}

/** A plain value where nothing is kept, an array else. */
function finished(
  result: NDArray,
  keepdims: boolean,
  shape: readonly number[],
  axes: readonly number[],
): NDArray | Item {
  if (!keepdims) return perMatrix(result);
  return result.reshape(shape.map((length, axis) => (axes.includes(axis) ? 1 : length))) as NDArray;
}

/**
 * The norm of a vector or matrix, or of those along axes: `ord` 2 (‖x‖₂), 1, Infinity, -Infinity, 0 (how many are not 0) or
 * any p for vectors; 'fro', 'nuc' (sum of singular values), 1 and -1 (column sums), Infinity and -Infinity (row sums), 2 and
 * -2 (singular values) for matrices. Without `ord` the root of the sum of squares, of all elements where no axis is given.
 *
 * Result: a plain number without `axis` and `keepdims`, else an array; float64, or the real float dtype of inexact
 * operands. NumPy: `linalg.norm`.
 * @throws StridedError (ERR_VALUE) for an `ord` that is no norm; ShapeError for more than two axes with `ord`.
 * @example
 * nd.linalg.norm([3, 4]) // 5
 * nd.linalg.norm([[3, 4], [5, 12]], { axis: 1 }).toArray() // [5, 13]
 */
export function norm<const T extends ArrayLike>(x: T, ord?: NormOrder): number;
export function norm<const T extends ArrayLike>(x: T, options: NormOptions & OneNumber): number;
export function norm<const T extends ArrayLike>(
  x: T,
  ord: NormOrder | undefined,
  options: NormOptions & OneNumber,
): number;
export function norm<
  const T extends ArrayLike,
  const A extends AxisArg,
  K extends boolean | undefined = undefined,
>(x: T, options: NormOptions & Along<T, A, K>): NormsAlong<T, A, NoInfer<K>>;
export function norm<
  const T extends ArrayLike,
  const A extends AxisArg,
  K extends boolean | undefined = undefined,
>(x: T, ord: NormOrder | undefined, options: NormOptions & Along<T, A, K>): NormsAlong<T, A, NoInfer<K>>;
export function norm<const T extends ArrayLike, const A extends AxisArg>(
  x: T,
  ord: NormOrder | undefined | (NormOptions & MaybeAlong<T, A>),
  options?: NormOptions & MaybeAlong<T, A>,
): number | NDArray<NormDType<T>>;
export function norm(x: unknown, ...rest: unknown[]): NDArray | Item {
  const who = 'norm';
  const options = readOptions(nullAsAbsent(rest), ['ord', 'axis', 'keepdims'], who);
  const keepdims = booleanOption(options, 'keepdims', false, who);
  const { axis } = options;
  const ord = options['ord'] as NormOrder | undefined;
  const given = asNDArray(x, who);
  const a = inexact(given, who);
  const isAll = axis === undefined || axis === null;
  const isUsual =
    ord === undefined ||
    ord === null ||
    ((ord === 'fro' || ord === 'f') && a.ndim === 2) ||
    (ord === 2 && a.ndim === 1);
  const every = Array.from(a._shape.keys());
  if (isAll && isUsual && !keepdims) return euclideanValue(a);
  if (isAll && isUsual) return finished(euclideanAll(a), keepdims, a._shape, every);
  const axes = isAll ? every : axesOf(axis, a.ndim, who);
  if (axes.length !== 1 && axes.length !== 2) {
    throw new ShapeError(
      `${who}: norms are of one axis or two, not of ${axes.length} (shape ${shapeText(a._shape)}); give { axis }`,
    );
  }
  const result =
    axes.length === 1
      ? vectorNormAlong(a, axes[0] as number, ord, who)
      : matrixNormOver(a, axes as [number, number], ord, who);
  if (a !== given) a.dispose();
  if (!isAll && !keepdims) return result;
  return finished(result, keepdims, a._shape, axes);
}

/** Options of `vectorNorm`. */
export interface VectorNormOptions {
  /** The axes that hold the vectors; all, as one vector, if not given. */
  axis?: number | readonly number[] | null | undefined;
  /** Keep the axes with length 1. */
  keepdims?: boolean | undefined;
  /** 2 if not given; see `norm`. */
  ord?: number | undefined;
}

/**
 * The norms of vectors, over any axes; `ord` as in `norm`.
 *
 * Result: a plain number without `axis` and `keepdims`, else an array. NumPy: `linalg.vector_norm`.
 * @throws StridedError (ERR_VALUE) for an `ord` that is no norm of vectors.
 * @example
 * nd.linalg.vectorNorm([[1, 2], [2, 4]]) // 5
 */
export function vectorNorm<const T extends ArrayLike>(x: T, options?: VectorNormOptions & OneNumber): number;
export function vectorNorm<const T extends ArrayLike, const A extends AxisArg>(
  x: T,
  axis: CheckAxis<ShapeOf<T>, A, A>,
): NormsAlong<T, A, undefined>;
export function vectorNorm<
  const T extends ArrayLike,
  const A extends AxisArg,
  K extends boolean | undefined = undefined,
>(x: T, options: VectorNormOptions & Along<T, A, K>): NormsAlong<T, A, NoInfer<K>>;
export function vectorNorm<const T extends ArrayLike, const A extends AxisArg>(
  x: T,
  axis?: CheckAxis<ShapeOf<T>, A, A> | null | (VectorNormOptions & MaybeAlong<T, A>),
): number | NDArray<NormDType<T>>;
export function vectorNorm(x: unknown, ...rest: unknown[]): NDArray | Item {
  const who = 'vectorNorm';
  const options = readOptions(nullAsAbsent(rest), ['axis', 'keepdims', 'ord'], who);
  const keepdims = booleanOption(options, 'keepdims', false, who);
  const ord = (options['ord'] ?? 2) as NormOrder;
  const { axis } = options;
  const a = inexact(asNDArray(x, who), who);
  const isAll = axis === undefined || axis === null;
  const axes = isAll ? Array.from(a._shape.keys()) : axesOf(axis, a.ndim, who);
  if (isAll && ord === 2) return finished(euclideanAll(a), keepdims, a._shape, axes);
  let result: NDArray;
  if (axes.length === 1) {
    result = vectorNormAlong(a, axes[0] as number, ord, who);
  } else {
    const kept = Array.from(a._shape.keys()).filter((i) => !axes.includes(i));
    const lengths = (list: readonly number[]): number[] => list.map((i) => a._shape[i] as number);
    const turned = transposeArray(a, [...axes, ...kept], who);
    const joined = turned.reshape([sizeOf(lengths(axes)), ...lengths(kept)]) as NDArray;
    result = vectorNormAlong(joined, 0, ord, who);
  }
  if (!isAll && !keepdims) return result;
  return finished(result, keepdims, a._shape, axes);
}

/** Options of `matrixNorm`. */
export interface MatrixNormOptions {
  /** Keep the last two axes with length 1. */
  keepdims?: boolean | undefined;
  /** `'fro'` if not given; see `norm`. */
  ord?: NormOrder | undefined;
}

/**
 * The norms of the matrices in the last two axes; `ord` as in `norm`.
 *
 * Result: a plain number of one matrix, an array of a stack or with `keepdims`. NumPy: `linalg.matrix_norm`.
 * @throws AxisError for fewer than two axes; StridedError (ERR_VALUE) for an `ord` that is no norm of matrices.
 * @example
 * nd.linalg.matrixNorm([[1, 2], [2, 4]]) // 5
 */
export function matrixNorm<const T extends ArrayLike>(
  x: T,
  options?: MatrixNormOptions & { keepdims?: false | undefined },
): PerMatrix<ShapeOf<T>, number, NDArray<NormDType<T>>>;
export function matrixNorm<const T extends ArrayLike>(
  x: T,
  options: MatrixNormOptions,
): number | NDArray<NormDType<T>>;
export function matrixNorm(x: unknown, ...rest: unknown[]): NDArray | Item {
  const who = 'matrixNorm';
  const options = readOptions(rest, ['keepdims', 'ord'], who);
  const a = inexact(matrixOperand(x, who, AxisError), who);
  const axes = [axisOf(-2, a.ndim, who), axisOf(-1, a.ndim, who)] as const;
  const result = matrixNormOver(a, axes, (options['ord'] ?? 'fro') as NormOrder, who);
  return finished(result, booleanOption(options, 'keepdims', false, who), a._shape, axes);
}

/** Options of `cond`. */
export interface CondOptions {
  /** The norm, as in `norm`; by singular values (2) if not given. */
  p?: NormOrder | undefined;
}

/**
 * Condition numbers: the norm of each matrix times that of its inverse. Infinity for singular ones.
 *
 * Shapes: (m, n) gives a plain number, (…, m, n) an array (…); square unless `p` is 2 or -2. NumPy: `linalg.cond`.
 * @throws LinAlgError for matrices without elements, or not square where they must be.
 * @example
 * nd.linalg.cond([[1, 0], [0, 4]]) // 4
 */
export function cond<const T extends ArrayLike>(
  x: T,
  p?: NormOrder | CondOptions,
): PerMatrix<ShapeOf<T>, number, RealsOf<T>>;
export function cond(x: unknown, ...rest: unknown[]): NDArray | Item {
  const who = 'cond';
  const { p } = readOptions(nullAsAbsent(rest), ['p'], who);
  const a = matrixOperand(x, who);
  if (a.size === 0 && matrixShape(a).includes(0)) throw emptyMatrix(who);
  let result: NDArray;
  if (p === undefined || p === null || p === 2 || p === -2) {
    const s = valuesOf(a, false, who);
    const least = (s._shape.at(-1) as number) - 1;
    const at = (i: number): NDArray =>
      s._view(s._shape.slice(0, -1), s._strides.slice(0, -1), s._offset + i * s.itemsize);
    const over = divide as unknown as Call;
    result = freeing(p === -2 ? over(at(least), at(0)) : over(at(0), at(least)), s);
  } else {
    const square_ = squareOperand(a, who);
    const dtype = commonDType([square_], who);
    const wide = inDType(square_, dtype.compute, who);
    const inverted = inverse(wide, who);
    const axes = [a.ndim - 2, a.ndim - 1] as const;
    const [own, other] = [wide, inverted].map((m) => matrixNormOver(m, axes, p as NormOrder, who)) as [
      NDArray,
      NDArray,
    ];
    const product = (multiply as unknown as Call)(own, other);
    result = freeing(castResult(product, dtype.real, who), own, other, inverted);
    if (wide !== square_) wide.dispose();
  }
  return perMatrix(infiniteWhereNaN(result, a));
}

/** NaN counts as infinity where the matrix itself has none. */
function infiniteWhereNaN(result: NDArray, a: NDArray): NDArray {
  const isMissing = (isnan as unknown as Call)(result);
  if (!(any as (a: unknown) => boolean)(isMissing)) return freeing(result, isMissing);
  const holdsNaN = (any as unknown as Call)((isnan as unknown as Call)(a), { axis: [-2, -1] });
  const mask = (logicalAnd as unknown as Call)(isMissing, (logicalNot as unknown as Call)(holdsNaN));
  (divide as unknown as Call)(1, 0, { out: result, where: mask });
  return freeing(result, isMissing, mask);
}
