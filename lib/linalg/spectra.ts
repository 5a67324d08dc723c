/** Eigenvalues and singular values: eig, eigh, svd, and what is made of them. */
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { COMPLEX128, FLOAT64, INT64, isComplex } from '../dtype.js';
import { LinAlgError, StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { divide } from '../ops/arithmetic.js';
import { booleanOption, noMore, readOptions } from '../options.js';
import { any } from '../reduce/folds.js';
import { broadcastTwo } from '../shape/broadcast.js';
import type { ArrayLike, ShapeOf } from '../types/operands.js';
import type { AnyShape, Shape } from '../types/shapes.js';
import { prepared } from './factors.js';
import {
  castResult,
  commonDType,
  lapack,
  matrixOperand,
  matrixShape,
  namedResults,
  Problem,
  squareOperand,
} from './lapack.js';
import type { EigResult, MatrixOf, PerMatrix, RealsOf, SVDResult } from './types.js';

const eigenFails = 'holds NaN or infinity, or its eigenvalues did not converge';
const singularFails = 'holds NaN, or its singular values did not converge';

/** Eigenvalues are real where no imaginary part is left, as in NumPy. */
function realWhereZero(values: NDArray, vectors: NDArray | undefined, wasReal: boolean): NDArray[] {
  const found = vectors === undefined ? [values] : [values, vectors];
  if (!wasReal || (any as (a: unknown) => boolean)(values.imag)) return found;
  return found.map((a) => {
    const parts = a.real.copy() as NDArray;
    a.dispose();
    return parts;
  });
}

function eigenvalues(value: unknown, who: string, hasVectors: boolean): NDArray[] {
  const x = squareOperand(value, who);
  const dtype = commonDType([x], who);
  const n = x._shape.at(-1) as number;
  const input = prepared(x, dtype.compute, who);
  const values = { core: [n], code: COMPLEX128 };
  const [w, v] = lapack({
    who,
    problem: hasVectors ? Problem.eigen : Problem.eigenValues,
    stack: x._shape.slice(0, -2),
    m: n,
    n,
    inputs: [input.a],
    outputs: hasVectors ? [values, { core: [n, n], code: COMPLEX128 }] : [values],
    fails: eigenFails,
  }) as [NDArray, NDArray | undefined];
  input.free();
  const isSingle = dtype.real !== FLOAT64;
  return realWhereZero(w, v, !isComplex(dtype.compute)).map((a) =>
    castResult(a, isSingle ? a._code - 1 : a._code, who),
  );
}

/**
 * Eigenvalues and right eigenvectors of square matrices: a · v[:, i] = w[i] · v[:, i], the vectors of length 1, in no
 * order. For symmetric and Hermitian matrices `eigh` is faster and more accurate.
 *
 * Shapes: (…, n, n) gives (…, n) and (…, n, n). Result: `[eigenvalues, eigenvectors]`, also under these names; of real
 * matrices real where all eigenvalues are, else complex; new arrays. NumPy: `linalg.eig`.
 * @throws LinAlgError where a matrix is not square, holds NaN or infinity, or the iteration does not converge.
 * @example
 * nd.linalg.eig([[2, 0], [0, 3]]).eigenvalues.toArray() // [2, 3]
 */
// biome-ignore lint/suspicious/noExplicitAny: real or complex is known at run time only
export function eig(a: ArrayLike): EigResult<NDArray<any, any>, NDArray<any, any>>;
export function eig(a: unknown, ...rest: unknown[]): unknown {
  noMore(rest, 'linalg.eig');
  return namedResults(eigenvalues(a, 'eig', true), ['eigenvalues', 'eigenvectors']);
}

/**
 * Eigenvalues of square matrices, in no order; otherwise as `eig`.
 *
 * Shapes: (…, n, n) gives (…, n). NumPy: `linalg.eigvals`.
 * @throws LinAlgError as `eig`.
 * @example
 * nd.linalg.eigvals([[2, 0], [0, 3]]).toArray() // [2, 3]
 */
// biome-ignore lint/suspicious/noExplicitAny: real or complex is known at run time only
export function eigvals(a: ArrayLike): NDArray<any, any>;
export function eigvals(a: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'linalg.eigvals');
  return eigenvalues(a, 'eigvals', false)[0] as NDArray;
}

/** Which triangle of a Hermitian matrix is read. */
export type UPLO = 'L' | 'U' | 'l' | 'u';

/** Options of `eigh` and `eigvalsh`. */
export interface EighOptions {
  /** The triangle of `a` that is read; the lower one, `'L'`, if not given. */
  UPLO?: UPLO | undefined;
}

function hermitian(value: unknown, rest: readonly unknown[], who: string, hasVectors: boolean): NDArray[] {
  const uplo = readOptions(rest, ['UPLO'], who)['UPLO'] ?? 'L';
  if (typeof uplo !== 'string' || !['L', 'U'].includes(uplo.toUpperCase())) {
    throw new StridedError(`${who}: UPLO must be 'L' or 'U', not ${describe(uplo)}`, 'ERR_OPTION');
  }
  const x = squareOperand(value, who);
  const dtype = commonDType([x], who);
  const n = x._shape.at(-1) as number;
  const input = prepared(x, dtype.compute, who);
  const values = { core: [n], code: FLOAT64 };
  const [w, v] = lapack({
    who,
    problem: hasVectors ? Problem.hermitian : Problem.hermitianValues,
    stack: x._shape.slice(0, -2),
    m: n,
    n,
    option: uplo.toUpperCase() === 'U',
    inputs: [input.a],
    outputs: hasVectors ? [values, { core: [n, n], code: dtype.compute }] : [values],
    fails: 'has eigenvalues that did not converge',
  }) as [NDArray, NDArray | undefined];
  input.free();
  const real = castResult(w, dtype.real, who);
  return v === undefined ? [real] : [real, castResult(v, dtype.result, who)];
}

/**
 * Eigenvalues, ascending, and orthonormal eigenvectors of symmetric or Hermitian matrices. Only one triangle is read.
 *
 * Shapes: (…, n, n) gives (…, n) and (…, n, n). Result: `[eigenvalues, eigenvectors]`, also under these names; the values
 * float64, or float32 for float32 and complex64; new arrays. A matrix with NaN has NaN for all. NumPy: `linalg.eigh`.
 * @throws LinAlgError where a matrix is not square or the iteration does not converge.
 * @example
 * nd.linalg.eigh([[2, 0], [0, 1]]).eigenvalues.toArray() // [1, 2]
 */
export function eigh<const A extends ArrayLike>(
  a: A,
  UPLO?: UPLO | EighOptions,
): EigResult<RealsOf<A>, MatrixOf<A>>;
export function eigh(a: unknown, ...rest: unknown[]): unknown {
  return namedResults(hermitian(a, rest, 'eigh', true), ['eigenvalues', 'eigenvectors']);
}

/**
 * Eigenvalues of symmetric or Hermitian matrices, ascending; otherwise as `eigh`.
 *
 * Shapes: (…, n, n) gives (…, n). NumPy: `linalg.eigvalsh`.
 * @throws LinAlgError as `eigh`.
 * @example
 * nd.linalg.eigvalsh([[2, 0], [0, 1]]).toArray() // [1, 2]
 */
export function eigvalsh<const A extends ArrayLike>(a: A, UPLO?: UPLO | EighOptions): RealsOf<A>;
export function eigvalsh(a: unknown, ...rest: unknown[]): NDArray {
  return hermitian(a, rest, 'eigvalsh', false)[0] as NDArray;
}

/** Options of `svd`. */
export interface SVDOptions<K extends boolean = boolean> {
  /** Whether U and Vh are square (true, if not given) or have min(m, n) columns and rows. */
  fullMatrices?: boolean | undefined;
  /** Whether U and Vh are computed at all; true if not given. */
  computeUv?: K | undefined;
  /** Whether the matrices are Hermitian, which is faster; only the lower triangle is then read. */
  hermitian?: boolean | undefined;
}

interface Singular {
  readonly full: boolean;
  readonly vectors: boolean;
  readonly hermitian: boolean;
}

/** Singular values, with U before and Vh behind them where asked. */
function singularValues(x: NDArray, how: Singular, who: string): NDArray[] {
  if (how.hermitian) squareOperand(x, who);
  const dtype = commonDType([x], who);
  const [m, n] = matrixShape(x);
  const least = Math.min(m, n);
  const code = dtype.compute;
  const input = prepared(x, code, who);
  const values = { core: [least], code: FLOAT64 };
  const outputs = how.vectors
    ? [{ core: [m, how.full ? m : least], code }, values, { core: [how.full ? n : least, n], code }]
    : [values];
  const results = lapack({
    who,
    problem: how.hermitian
      ? how.vectors
        ? Problem.hermitianSingular
        : Problem.hermitianSingularValues
      : how.vectors
        ? Problem.singular
        : Problem.singularValues,
    stack: x._shape.slice(0, -2),
    m,
    n,
    option: how.vectors && how.full,
    inputs: [input.a],
    outputs,
    fails: singularFails,
  });
  input.free();
  return results.map((result, i) =>
    castResult(result, how.vectors && i !== 1 ? dtype.result : dtype.real, who),
  );
}

/**
 * Singular value decompositions: a = U · diag(S) · Vh, the columns of U and the rows of Vh orthonormal, S descending.
 *
 * Shapes: (…, m, n) gives U (…, m, m), S (…, k) and Vh (…, n, n) with k = min(m, n); U (…, m, k) and Vh (…, k, n) with
 * `fullMatrices: false`. Result: `[U, S, Vh]`, also under these names, S alone with `computeUv: false`; float64 or
 * complex128, float32 and complex64 for such operands, S real; new arrays. Of a matrix with infinities all are NaN.
 * NumPy: `linalg.svd`.
 * @throws LinAlgError where a matrix holds NaN or the iteration does not converge.
 * @example
 * nd.linalg.svd([[3, 0], [0, 4]]).S.toArray() // [4, 3]
 */
export function svd<const A extends ArrayLike>(
  a: A,
  options: SVDOptions<false> & { computeUv: false },
): RealsOf<A>;
export function svd<const A extends ArrayLike>(
  a: A,
  fullMatrices?: boolean | SVDOptions<true>,
  options?: SVDOptions<true>,
): SVDResult<MatrixOf<A>, RealsOf<A>>;
export function svd(a: unknown, ...rest: unknown[]): unknown {
  const who = 'svd';
  const options = readOptions(rest, ['fullMatrices', 'computeUv', 'hermitian'], who);
  const vectors = booleanOption(options, 'computeUv', true, who);
  const how = {
    full: booleanOption(options, 'fullMatrices', true, who),
    vectors,
    hermitian: booleanOption(options, 'hermitian', false, who),
  };
  const results = singularValues(matrixOperand(a, who), how, who);
  return vectors ? namedResults(results, ['U', 'S', 'Vh']) : results[0];
}

/**
 * Singular values, descending.
 *
 * Shapes: (…, m, n) gives (…, min(m, n)). Result: as S of `svd`. NumPy: `linalg.svdvals`.
 * @throws LinAlgError as `svd`.
 * @example
 * nd.linalg.svdvals([[3, 0], [0, 4]]).toArray() // [4, 3]
 */
export function svdvals<const A extends ArrayLike>(x: A): RealsOf<A>;
export function svdvals(x: unknown, ...rest: unknown[]): NDArray {
  noMore(rest, 'linalg.svdvals');
  return valuesOf(matrixOperand(x, 'svdvals'), false, 'svdvals');
}

export function valuesOf(x: NDArray, isHermitian: boolean, who: string): NDArray {
  return singularValues(x, { full: false, vectors: false, hermitian: isHermitian }, who)[0] as NDArray;
}

/** The machine epsilon of a real dtype. */
export function epsilonOf(code: number): number {
  return code === FLOAT64 || code === COMPLEX128 ? 2 ** -52 : 2 ** -23;
}

/** Options of `pinv`. */
export interface PinvOptions {
  /** Singular values below this part of the largest count as 0, a number or one per matrix; 1e-15 if not given. */
  rcond?: ArrayLike | undefined;
  /** The same; `null` stands for max(m, n) times the machine epsilon. */
  rtol?: ArrayLike | null | undefined;
  /** Whether the matrices are Hermitian. */
  hermitian?: boolean | undefined;
}

/** A number, or an array with an axis more, so that it stands beside singular values. */
export function besideValues(value: unknown, who: string): NDArray | number {
  if (typeof value === 'number') return value;
  const a = asNDArray(value, who);
  return a._view([...a._shape, 1], [...a._strides, 0], a._offset);
}

/**
 * Moore–Penrose pseudo-inverses, from singular value decompositions.
 *
 * Shapes: (…, m, n) gives (…, n, m). Result: float64 or complex128, float32 and complex64 for such operands; a new array.
 * NumPy: `linalg.pinv`.
 * @throws LinAlgError as `svd`.
 * @example
 * nd.linalg.pinv([[2, 0], [0, 0]]).toArray() // [[0.5, 0], [0, 0]]
 */
export function pinv<const A extends ArrayLike>(
  a: A,
  rcond?: ArrayLike | PinvOptions,
  options?: PinvOptions,
): MatrixOf<A>;
export function pinv(a: unknown, ...rest: unknown[]): NDArray {
  const who = 'pinv';
  const options = readOptions(rest, ['rcond', 'hermitian', 'rtol'], who);
  const { rcond, rtol } = options;
  if (rcond !== undefined && rcond !== null && rtol !== undefined) {
    throw new StridedError(`${who}: rcond and rtol are both given`, 'ERR_OPTION');
  }
  const x = matrixOperand(a, who);
  const [m, n] = matrixShape(x);
  // NumPy keeps any dtype here.
  if (x.size === 0) return newArray([...x._shape.slice(0, -2), n, m], x._code, true);
  const dtype = commonDType([x], who);
  const part = rcond ?? (rtol === undefined ? 1e-15 : (rtol ?? Math.max(m, n) * epsilonOf(dtype.result)));
  const isHermitian = booleanOption(options, 'hermitian', false, who);
  const [u, s, vh] = singularValues(x, { full: false, vectors: true, hermitian: isHermitian }, who) as [
    NDArray,
    NDArray,
    NDArray,
  ];
  const largest = s.max({ axis: -1, keepdims: true }) as NDArray;
  const cutoff = largest.mul(besideValues(part, who) as NDArray) as NDArray;
  broadcastTwo(s._shape, cutoff._shape, who);
  const large = s.gt(cutoff as never) as NDArray;
  // Where a singular value is small its inverse is 0.
  const inverses = (divide as (a: unknown, b: unknown, options: unknown) => NDArray)(1, s, { where: large });
  // (V · S⁻¹) · Uᴴ
  const isReal = !isComplex(u._code);
  const right = isReal ? vh.mT : (vh.mT.conj() as NDArray);
  const left = isReal ? u.mT : (u.mT.conj() as NDArray);
  const scaled = right.mul(
    inverses._view(
      [...inverses._shape.slice(0, -1), 1, inverses._shape.at(-1) as number],
      [...inverses._strides.slice(0, -1), 0, inverses._strides.at(-1) as number],
      inverses._offset,
    ) as never,
  ) as NDArray;
  const result = scaled.matmul(left as never) as NDArray;
  for (const temporary of [right, left, u, s, vh, largest, cutoff, large, inverses, scaled])
    temporary.dispose();
  return result;
}

/** Options of `matrixRank`. */
export interface MatrixRankOptions {
  /** Singular values up to this count as 0, a number or one per matrix. */
  tol?: ArrayLike | null | undefined;
  /** Whether the matrices are Hermitian. */
  hermitian?: boolean | undefined;
  /** The same as a part of the largest singular value; max(m, n) times the machine epsilon if neither is given. */
  rtol?: ArrayLike | null | undefined;
}

/** Plain for a matrix, unless the tolerances are many: those are told apart at run time only. */
type RankOf<S extends Shape> = S extends readonly [] | readonly [number]
  ? number
  : PerMatrix<S, number, NDArray<'int64', AnyShape>>;

/**
 * Ranks: how many singular values are larger than the tolerance. Of an array of fewer than two axes 0 where all elements
 * are 0, else 1.
 *
 * Shapes: (m, n) gives a plain number, (…, m, n) an int64 array (…). NumPy: `linalg.matrix_rank`.
 * @throws LinAlgError as `svd`.
 * @example
 * nd.linalg.matrixRank([[1, 2], [2, 4]]) // 1
 */
export function matrixRank<const T extends ArrayLike>(
  A: T,
  tol?: ArrayLike | MatrixRankOptions,
  options?: MatrixRankOptions,
): RankOf<ShapeOf<T>>;
export function matrixRank(A: unknown, ...rest: unknown[]): unknown {
  const who = 'matrixRank';
  const options = readOptions(rest, ['tol', 'hermitian', 'rtol'], who);
  const { tol, rtol } = options;
  if (tol != null && rtol != null) {
    throw new StridedError(`${who}: tol and rtol are both given`, 'ERR_OPTION');
  }
  const x = asNDArray(A, who);
  if (x.ndim < 2) return (any as (a: unknown) => boolean)(x) ? 1 : 0;
  const s = valuesOf(x, booleanOption(options, 'hermitian', false, who), who);
  let limit: unknown;
  if (tol == null) {
    const part = rtol == null ? Math.max(...matrixShape(x)) * epsilonOf(s._code) : besideValues(rtol, who);
    const largest = s.max({ axis: -1, keepdims: true, initial: 0 } as never) as NDArray;
    limit = largest.mul(part as never);
  } else {
    limit = besideValues(tol, who);
  }
  const counted = (s.gt(limit as never) as NDArray).sum({ axis: -1 } as never) as NDArray;
  if (counted.ndim > 0 || counted._code !== INT64) return counted;
  return counted.item();
}

/** The error of arrays without elements where there is nothing to measure. */
export function emptyMatrix(who: string): LinAlgError {
  return new LinAlgError(`${who}: a matrix without elements has no condition number`);
}
