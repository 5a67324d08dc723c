/** Normal vectors with a covariance: standard normal draws times a factor of it. */
import { newArray } from '../call.js';
import { asNDArray } from '../convert/as_array.js';
import { copyArray } from '../convert/copy.js';
import { describe } from '../describe.js';
import { FLOAT64 } from '../dtype.js';
import { ShapeError, StridedError, shapeText } from '../errors.js';
import { cholesky } from '../linalg/factors.js';
import { matmul } from '../linalg/matmul.js';
import { eigh, svd } from '../linalg/spectra.js';
import type { NDArray } from '../ndarray.js';
import { absolute, add, multiply, sqrt } from '../ops/arithmetic.js';
import { allclose } from '../ops/closeness.js';
import type { BitGenerator } from './bit_generators.js';
import { drawNumber, drawScalars } from './calls.js';

/** How the covariance is taken apart and checked. */
export interface CovarianceWay {
  readonly legacy: boolean;
  readonly method: unknown;
  readonly checkValid: unknown;
  readonly tol: number;
}

const normals = { legacy: drawNumber('legacyStandardNormal ->d'), own: drawNumber('standardNormal ->d') };

function checkWay({ method, checkValid }: CovarianceWay, who: string): void {
  if (method !== 'svd' && method !== 'eigh' && method !== 'cholesky') {
    throw new StridedError(
      `${who}: method must be 'svd', 'eigh' or 'cholesky', not ${describe(method)}`,
      'ERR_OPTION',
    );
  }
  if (checkValid !== 'warn' && checkValid !== 'raise' && checkValid !== 'ignore') {
    throw new StridedError(
      `${who}: checkValid must be 'warn', 'raise' or 'ignore', not ${describe(checkValid)}`,
      'ERR_OPTION',
    );
  }
}

/** A matrix F with F·Fᵀ = cov, and whether that can be. */
function factorOf(cov: NDArray, way: CovarianceWay, check: boolean): { factor: NDArray; valid: boolean } {
  const { tol } = way;
  if (way.method === 'cholesky') return { factor: cholesky(cov) as NDArray, valid: true };
  if (way.method === 'eigh') {
    const { eigenvalues: values, eigenvectors: vectors } = eigh(cov) as unknown as Record<
      'eigenvalues' | 'eigenvectors',
      NDArray
    >;
    const valid = !check || !(values.lt(-tol).any() as boolean);
    return { factor: multiply(vectors, sqrt(absolute(values))) as NDArray, valid };
  }
  const { U: left, S: values, Vh: right } = svd(cov) as unknown as Record<'U' | 'S' | 'Vh', NDArray>;
  const back = check ? (matmul(multiply(right.T as NDArray, values) as NDArray, right) as NDArray) : null;
  const valid = back === null || allclose(back, cov, { rtol: tol, atol: tol });
  // The legacy function multiplies by the right vectors; with the sign of the others it would be another draw.
  const vectors = way.legacy ? (right.T as NDArray) : left;
  return { factor: multiply(vectors, sqrt(values)) as NDArray, valid };
}

/** Normal vectors: shape (…size, n). */
export function normalVectors(
  bits: BitGenerator,
  mean: unknown,
  cov: unknown,
  shape: readonly number[] | undefined,
  way: CovarianceWay,
  who: string,
): NDArray {
  checkWay(way, who);
  using middle = copyArray(asNDArray(mean, who), 'C', who, FLOAT64);
  using matrix = copyArray(asNDArray(cov, who), 'C', who, FLOAT64);
  if (middle._shape.length !== 1) {
    throw new ShapeError(`${who}: mean must have one axis, not shape ${shapeText(middle._shape)}`);
  }
  const n = middle._size;
  if (matrix._shape.length !== 2 || matrix._shape[0] !== matrix._shape[1]) {
    throw new ShapeError(`${who}: cov must be a square matrix, not of shape ${shapeText(matrix._shape)}`);
  }
  if (matrix._shape[0] !== n) {
    throw new ShapeError(`${who}: mean has ${n} entries and cov shape ${shapeText(matrix._shape)}`);
  }
  const { factor, valid } = factorOf(matrix, way, way.checkValid !== 'ignore');
  if (!valid) {
    const text = `${who}: cov is not symmetric and positive semidefinite`;
    if (way.checkValid === 'raise') throw new StridedError(text, 'ERR_VALUE');
    process.emitWarning(text, 'RuntimeWarning');
  }
  const rows = shape ?? [];
  const count = rows.reduce((product, length) => product * length, 1);
  using draws = newArray([count, n], FLOAT64);
  drawScalars(bits._state, way.legacy ? normals.legacy : normals.own, draws, [], who);
  using spread = matmul(draws, factor.T as NDArray) as NDArray;
  factor.dispose();
  return (add(spread, middle) as NDArray).reshape([...rows, n]) as NDArray;
}
