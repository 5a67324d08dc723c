/** Products of several matrices, powers, and systems over tensors. */
import { asNDArray } from '../convert/as_array.js';
import { eye } from '../create/eye.js';
import { describe } from '../describe.js';
import { LinAlgError, ShapeError, StridedError, shapeText } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { noMore, nullAsAbsent, readOptions } from '../options.js';
import { axisOf } from '../shape/axis.js';
import { sizeOf } from '../shape/layout.js';
import { transposeArray } from '../shape/transpose.js';
import type { ArrayLike, DTypeOf, ShapeOf } from '../types/operands.js';
import type { OutOption } from '../types/products.js';
import type { AnyShape } from '../types/shapes.js';
import { dot } from './dot.js';
import { inverse, singular, solve } from './factors.js';
import { squareOperand } from './lapack.js';
import { matmul } from './matmul.js';
import type { Factored, FactoredPair } from './types.js';

const product = dot as unknown as (a: NDArray, b: NDArray, options?: unknown) => NDArray;

/** Where to cut each run of matrices so that the fewest multiplications are made. */
function cuts(sizes: readonly number[]): number[][] {
  const n = sizes.length - 1;
  const cost = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  const cut = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let length = 1; length < n; length++) {
    for (let i = 0; i + length < n; i++) {
      const j = i + length;
      let least = Infinity;
      for (let k = i; k < j; k++) {
        const total =
          (cost[i]?.[k] as number) +
          (cost[k + 1]?.[j] as number) +
          (sizes[i] as number) * (sizes[k + 1] as number) * (sizes[j + 1] as number);
        if (total < least) {
          least = total;
          (cut[i] as number[])[j] = k;
        }
      }
      (cost[i] as number[])[j] = least;
    }
  }
  return cut;
}

/**
 * The product of two or more matrices in the order that takes the fewest multiplications. The first may be a row, the last a
 * column, given as 1-D arrays; their axes are gone from the result.
 *
 * Result: the promoted dtype; a new array or `out`. NumPy: `linalg.multi_dot`.
 * @throws ShapeError where shapes do not match or an operand in the middle is no matrix.
 * @example
 * nd.linalg.multiDot([[[1, 2], [3, 4]], [[0, 1], [1, 0]], [1, 1]]).toArray() // [3, 7]
 */
export function multiDot<O extends NDArray | undefined = undefined>(
  arrays: readonly ArrayLike[],
  out?: O | OutOption<O>,
  // biome-ignore lint/suspicious/noExplicitAny: the dtype of a list of operands is not followed
): O extends NDArray ? O : NDArray<any, AnyShape>;
export function multiDot(arrays: unknown, ...rest: unknown[]): NDArray {
  const who = 'multiDot';
  const { out } = readOptions(rest, ['out'], who);
  if (!Array.isArray(arrays) || arrays.length < 2) {
    throw new StridedError(`${who}: a list of at least two arrays is needed`, 'ERR_ARGUMENT');
  }
  const given = arrays.map((array) => asNDArray(array, who));
  const last = given.length - 1;
  if (last === 1)
    return product(given[0] as NDArray, given[1] as NDArray, out === undefined ? undefined : { out });
  const matrices = given.map((a, i) => {
    if (a.ndim === 2) return a;
    if (a.ndim === 1 && i === 0) return a.reshape([1, -1]) as NDArray;
    if (a.ndim === 1 && i === last) return a.reshape([-1, 1]) as NDArray;
    throw new ShapeError(
      `${who}: operand ${i + 1} has shape ${shapeText(a._shape)}; matrices are needed (the first and the last may be vectors)`,
    );
  });
  const sizes = [...matrices.map((a) => a._shape[0] as number), matrices[last]?._shape[1] as number];
  matrices.forEach((a, i) => {
    if (i < last && a._shape[1] !== sizes[i + 1]) {
      throw new ShapeError(
        `${who}: shapes ${shapeText(a._shape)} and ${shapeText((matrices[i + 1] as NDArray)._shape)} of operands ${i + 1} and ${i + 2} do not match`,
      );
    }
  });
  const cut = cuts(sizes);
  const isVector = [0, last].some((i) => given[i]?.ndim === 1);
  const run = (i: number, j: number, into?: unknown): NDArray => {
    if (i === j) return matrices[i] as NDArray;
    const k = cut[i]?.[j] as number;
    const left = run(i, k);
    const right = run(k + 1, j);
    const result = product(left, right, into === undefined ? undefined : { out: into });
    if (k > i) left.dispose();
    if (k + 1 < j) right.dispose();
    return result;
  };
  const result = run(0, last, isVector ? undefined : out);
  if (!isVector) return result;
  const shape = [
    ...(given[0]?.ndim === 1 ? [] : [sizes[0] as number]),
    ...(given[last]?.ndim === 1 ? [] : [sizes[last + 1] as number]),
  ];
  const shaped = result.reshape(shape) as NDArray;
  if (out === undefined || out === null) return shaped;
  (out as NDArray).assign(shaped as never);
  return out as NDArray;
}

/**
 * Square matrices to an integer power, by repeated squaring; negative powers are those of the inverse.
 *
 * Shapes: (…, n, n) gives the same. Result: the operand's dtype (of the inverse, for negative powers); a new array, but for
 * the power 1, which is the operand itself. NumPy: `linalg.matrix_power`.
 * @throws LinAlgError where the matrices are not square, or singular for a negative power.
 * @example
 * nd.linalg.matrixPower([[1, 1], [0, 1]], 3).toArray() // [[1, 3], [0, 1]]
 */
export function matrixPower<const A extends ArrayLike>(
  a: A,
  n: number | bigint,
): NDArray<DTypeOf<A>, ShapeOf<A>>;
export function matrixPower(a: unknown, n: unknown, ...surplus: unknown[]): NDArray {
  noMore(surplus, 'linalg.matrixPower');
  const who = 'matrixPower';
  let x = squareOperand(a, who);
  const exponent = typeof n === 'bigint' ? Number(n) : n;
  if (typeof exponent !== 'number' || !Number.isInteger(exponent)) {
    throw new StridedError(`${who}: the power must be an integer, not ${describe(n)}`, 'ERR_VALUE');
  }
  if (exponent === 0) {
    const result = x.copy() as NDArray;
    using unit = eye(x._shape.at(-1) as number, { dtype: x.dtype } as never) as unknown as NDArray;
    result.assign(unit as never);
    return result;
  }
  if (exponent < 0) x = inverse(x, who, singular);
  const times = matmul as unknown as (a: NDArray, b: NDArray) => NDArray;
  let rest = Math.abs(exponent);
  if (rest === 3) return times(times(x, x), x);
  let squared = x;
  let result: NDArray | undefined;
  while (rest > 0) {
    if (rest % 2 === 1) result = result === undefined ? squared : times(result, squared);
    rest = Math.floor(rest / 2);
    if (rest > 0) squared = times(squared, squared);
  }
  return result as NDArray;
}

/** Options of `tensorinv`. */
export interface TensorinvOptions {
  /** How many of the first axes stand for the rows; 2 if not given. */
  ind?: number | undefined;
}

/**
 * The inverse of `a` under `tensordot` over `ind` axes: the first `ind` axes are taken as rows, the others as columns.
 *
 * Shapes: p + q, with as many elements in p as in q, gives q + p. Result: as `inv`. NumPy: `linalg.tensorinv`.
 * @throws LinAlgError where rows and columns are not as many, or the matrix is singular.
 * @example
 * nd.linalg.tensorinv([[2, 0], [0, 4]], 1).toArray() // [[0.5, 0], [0, 0.25]]
 */
export function tensorinv<const A extends ArrayLike>(
  a: A,
  ind?: number | TensorinvOptions,
): NDArray<Factored<DTypeOf<A>>, AnyShape>;
export function tensorinv(a: unknown, ...rest: unknown[]): NDArray {
  const who = 'tensorinv';
  const ind = readOptions(rest, ['ind'], who)['ind'] ?? 2;
  if (typeof ind !== 'number' || !Number.isInteger(ind) || ind <= 0) {
    throw new StridedError(`${who}: ind must be a positive integer, not ${describe(ind)}`, 'ERR_VALUE');
  }
  const x = asNDArray(a, who);
  const [rows, columns] = [x._shape.slice(0, ind), x._shape.slice(ind)];
  const [m, n] = [sizeOf(rows), sizeOf(columns)];
  if (m !== n) {
    throw new LinAlgError(
      `${who}: shape ${shapeText(x._shape)} has ${m} elements in its first ${ind} axes and ${n} in the others; they must be as many`,
    );
  }
  return inverse(x.reshape([m, n]) as NDArray, who, singular).reshape([...columns, ...rows]) as NDArray;
}

/** Options of `tensorsolve`. */
export interface TensorsolveOptions {
  /** Axes of `a` that are moved to its end first. */
  axes?: readonly number[] | null | undefined;
}

/**
 * Solves `tensordot(a, x, x.ndim)` = b for x.
 *
 * Shapes: b.shape + q, with as many elements in b as in q, gives x of shape q. Result: as `solve`. NumPy:
 * `linalg.tensorsolve`.
 * @throws LinAlgError where the elements are not as many, or the matrix is singular.
 * @example
 * nd.linalg.tensorsolve([[2, 0], [0, 4]], [2, 2]).toArray() // [1, 0.5]
 */
export function tensorsolve<const A extends ArrayLike, const B extends ArrayLike>(
  a: A,
  b: B,
  axes?: readonly number[] | TensorsolveOptions,
): NDArray<FactoredPair<DTypeOf<A>, DTypeOf<B>>, AnyShape>;
export function tensorsolve(a: unknown, b: unknown, ...rest: unknown[]): NDArray {
  const who = 'tensorsolve';
  const { axes } = readOptions(nullAsAbsent(rest), ['axes'], who);
  let x = asNDArray(a, who);
  const y = asNDArray(b, who);
  if (axes !== undefined && axes !== null) {
    if (!Array.isArray(axes)) {
      throw new StridedError(`${who}: axes must be a list of axes, not ${describe(axes)}`, 'ERR_OPTION');
    }
    const order = Array.from(x._shape.keys());
    for (const axis of axes) {
      const own = axisOf(axis, x.ndim, who, 'axes');
      order.splice(order.indexOf(own), 1);
      order.push(own);
    }
    x = transposeArray(x, order, who);
  }
  // As NumPy's a.shape[-(a.ndim - b.ndim):]: all of them where there are none to spare.
  const unknowns = x.ndim === y.ndim ? x._shape.slice() : x._shape.slice(-(x.ndim - y.ndim));
  const n = sizeOf(unknowns);
  if (x.size !== n * n) {
    throw new LinAlgError(
      `${who}: shapes ${shapeText(x._shape)} and ${shapeText(y._shape)} do not match: the axes of x, ${shapeText(unknowns)}, must have as many elements as b`,
    );
  }
  const matrix = x.reshape([n, n]) as NDArray;
  const result = (solve as (a: unknown, b: unknown) => NDArray)(matrix, y.ravel());
  return result.reshape(unknowns) as NDArray;
}
