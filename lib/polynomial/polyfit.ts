/** polyfit. */

import { describe } from '../describe.js';
import { StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { booleanOption, nullAsAbsent, readOptions } from '../options.js';
import type { ArrayLike } from '../types/operands.js';
import { countOf } from './coefficients.js';
import { power } from './families.js';
import { covarianceOf, readPoints, readRcond, solveFit } from './fitting.js';
import { vandermonde } from './series.js';

/** Options of {@link polyfit}. */
export interface PolyfitOptions<
  F extends boolean = boolean,
  C extends boolean | 'unscaled' = boolean | 'unscaled',
> {
  /** Singular values up to this part of the largest count as 0; the number of points times epsilon if not given. */
  rcond?: number | null | undefined;
  /** Whether residuals, rank, singular values and rcond are given too. */
  full?: F;
  /** Weights of the points. */
  w?: ArrayLike | null | undefined;
  /** Whether the covariance matrix is given too; 'unscaled' without the residual's share. */
  cov?: C;
}

/**
 * The polynomial of degree `deg` that comes nearest to points in the sense of least squares.
 *
 * Result: coefficients from the highest power to the constant; of 2-D `y` a column for each of its columns. With `full`
 * `[p, residuals, rank, singularValues, rcond]`, with `cov` `[p, covariance]`. NumPy: `polyfit`.
 * @throws ShapeError for points that do not fit each other; StridedError for a negative degree.
 * @example
 * nd.allclose(nd.polyfit([0, 1, 2, 3], [1, 3, 5, 7], 1), [2, 1]) // true
 */
export function polyfit(
  x: ArrayLike,
  y: ArrayLike,
  deg: number,
  options: PolyfitOptions & { full: true },
): readonly [p: NDArray, residuals: NDArray, rank: number, singularValues: NDArray, rcond: number];
export function polyfit(
  x: ArrayLike,
  y: ArrayLike,
  deg: number,
  options: PolyfitOptions<false> & { cov: true | 'unscaled' },
): readonly [p: NDArray, covariance: NDArray];
export function polyfit(
  x: ArrayLike,
  y: ArrayLike,
  deg: number,
  rcond?: number | null | PolyfitOptions<false, false>,
  options?: PolyfitOptions<false, false>,
): NDArray;
export function polyfit(x: unknown, y: unknown, deg: unknown, ...args: unknown[]): unknown {
  const who = 'polyfit';
  const list = nullAsAbsent(args);
  const options = readOptions(list, ['rcond', 'full', 'w', 'cov'], who);
  const degree = countOf(deg, 'deg', who);
  const full = booleanOption(options, 'full', false, who);
  const cov = options['cov'] ?? false;
  if (typeof cov !== 'boolean' && cov !== 'unscaled') {
    throw new StridedError(
      `${who}: cov must be true, false or 'unscaled', not ${describe(cov)}`,
      'ERR_OPTION',
    );
  }
  const points = readPoints(x, y, options['w'], who);
  const rising = vandermonde(power, points.x, degree);
  const falling = rising.slice(':', '::-1') as NDArray;
  const solution = solveFit(falling, points, readRcond(options['rcond'], points.x, who), true);
  const { coefficients, status } = solution;
  if (full) return [coefficients, status.residuals, status.rank, status.singularValues, status.rcond];
  if (cov === false) return coefficients;
  return [coefficients, covarianceOf(solution, points.x.size, points.y, cov === 'unscaled', who)];
}
