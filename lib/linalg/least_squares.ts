/** Least squares. */
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { FLOAT64, INT64 } from '../dtype.js';
import { LinAlgError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { square } from '../ops/arithmetic.js';
import { nullAsAbsent, readOptions } from '../options.js';
import { sum } from '../reduce/folds.js';
import type { ArrayLike, DTypeOf } from '../types/operands.js';
import type { AnyShape } from '../types/shapes.js';
import { prepared } from './factors.js';
import { castResult, commonDType, lapack, Problem } from './lapack.js';
import type { FactoredPair, RealFactored } from './types.js';

/** Options of `lstsq`. */
export interface LstsqOptions {
  /** Singular values up to this part of the largest count as 0; max(m, n) times the machine epsilon if not given. */
  rcond?: number | null | undefined;
}

/**
 * The least-squares solutions of a · x = b: the x of least ‖b − a·x‖₂ for each column of `b`, and of those the shortest.
 *
 * Shapes: (m, n) with (m,) or (m, k) gives x (n,) or (n, k). Result: `[x, residuals, rank, s]`: the sums of squared
 * residuals (empty where the rank is not n or m ≤ n), the rank of `a`, its singular values; float64 or complex128, float32
 * and complex64 for such operands; new arrays. NumPy: `linalg.lstsq`.
 * @throws LinAlgError where the shapes are not these, the rows differ in number, or the iteration does not converge (NaN in the operands).
 * @example
 * const [x] = nd.linalg.lstsq([[1, 0], [1, 1], [1, 2]], [1, 3, 5]);
 * nd.allclose(x, [1, 2]) // true
 */
export function lstsq<const A extends ArrayLike, const B extends ArrayLike>(
  a: A,
  b: B,
  rcond?: number | LstsqOptions,
): readonly [
  x: NDArray<FactoredPair<DTypeOf<A>, DTypeOf<B>>, AnyShape>,
  residuals: NDArray<RealFactored<FactoredPair<DTypeOf<A>, DTypeOf<B>>>, AnyShape>,
  rank: number,
  s: NDArray<RealFactored<FactoredPair<DTypeOf<A>, DTypeOf<B>>>, AnyShape>,
];
export function lstsq(a: unknown, b: unknown, ...rest: unknown[]): unknown {
  const who = 'lstsq';
  const { rcond } = readOptions(nullAsAbsent(rest), ['rcond'], who);
  if (rcond !== undefined && rcond !== null && typeof rcond !== 'number') {
    throw new StridedError(`${who}: rcond must be a number, not ${describe(rcond)}`, 'ERR_OPTION');
  }
  const x = asNDArray(a, who);
  const y = asNDArray(b, who);
  if (x.ndim !== 2 || y.ndim < 1 || y.ndim > 2) {
    throw new LinAlgError(
      `${who}: a matrix and a vector or matrix are needed, not shapes ${shapeText(x._shape)} and ${shapeText(y._shape)}`,
    );
  }
  const dtype = commonDType([x, y], who);
  const [m, n] = x._shape as unknown as [number, number];
  if (y._shape[0] !== m) {
    throw new LinAlgError(
      `${who}: shapes ${shapeText(x._shape)} and ${shapeText(y._shape)} do not match: ${m} rows against ${y._shape[0]}`,
    );
  }
  const isVector = y.ndim === 1;
  const k = isVector ? 1 : (y._shape[1] as number);
  const left = prepared(x, dtype.compute, who);
  const right = prepared(y, dtype.compute, who);
  const sides = isVector
    ? right.a._view([m, 1], [right.a._strides[0] as number, right.a.itemsize], right.a._offset)
    : right.a;
  // LAPACK refuses no right sides at all: it is given one, whose solution nobody sees.
  const none = k === 0 ? newArray([m, 1], dtype.compute, true) : undefined;
  const width = Math.max(1, k);
  const [whole, s, rankOf] = lapack({
    who,
    problem: Problem.leastSquares,
    stack: [],
    m,
    n,
    k: width,
    rcond: (rcond as number | undefined) ?? 2 ** -52 * Math.max(m, n),
    inputs: [left.a, none ?? sides],
    outputs: [
      { core: [Math.max(m, n), width], code: dtype.compute },
      { core: [Math.min(m, n)], code: FLOAT64 },
      { core: [], code: INT64 },
    ],
    fails: 'holds NaN or infinity, or its singular values did not converge',
  }) as [NDArray, NDArray, NDArray];
  left.free();
  right.free();
  none?.dispose();
  const rank = rankOf.item() as number;
  rankOf.dispose();
  const part = (from: number, to: number): NDArray =>
    whole._view([to - from, k], whole._strides, whole._offset + from * (whole._strides[0] as number));
  const found = part(0, n).astype(dtype.result === dtype.compute ? whole.dtype : resultName(dtype.result), {
    copy: true,
  } as never) as NDArray;
  const residuals =
    rank !== n || m <= n ? newArray([0], dtype.real) : castResult(sumsOfSquares(part(n, m)), dtype.real, who);
  whole.dispose();
  return Object.freeze([
    isVector ? (found.reshape([n]) as NDArray) : found,
    residuals,
    rank,
    castResult(s, dtype.real, who),
  ]);
}

function resultName(code: number): 'float32' | 'complex64' {
  return code === 12 ? 'complex64' : 'float32';
}

function sumsOfSquares(rows: NDArray): NDArray {
  const squares = square as unknown as (a: NDArray) => NDArray;
  const columns = sum as unknown as (a: NDArray, axis: number) => NDArray;
  using re = squares(rows.real as NDArray);
  if (rows.dtype === 'complex128') {
    using im = squares(rows.imag as NDArray);
    re.iadd(im as never);
  }
  return columns(re, 0);
}
