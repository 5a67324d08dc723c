/** Window functions: weights that fall off towards both ends. */

import { arange } from '../create/arange.js';
import { ones, zeros } from '../create/filled.js';
import { describe } from '../describe.js';
import { StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { absolute, add, divide, multiply, sqrt, square, subtract } from '../ops/arithmetic.js';
import { cos } from '../ops/trigonometric.js';
import { noMore } from '../options.js';
import { i0 } from './bessel.js';

type Window = NDArray<'float64', [number]>;

function lengthOf(M: unknown, who: string): number {
  if (typeof M !== 'number' || !Number.isFinite(M)) {
    throw new StridedError(`${who}: M must be a number, not ${describe(M)}`, 'ERR_ARGUMENT');
  }
  return M;
}

/** `shape` of the numbers 1 - M, 3 - M, … M - 1, or what one point and none have. */
function windowOf(M: unknown, who: string, shape: (n: NDArray, M: number) => NDArray): Window {
  const length = lengthOf(M, who);
  if (length < 1) return zeros([0]) as Window;
  if (length === 1) return ones([1]) as Window;
  return shape(arange(1 - length, length, 2) as NDArray, length) as Window;
}

/** Σ c[k] · cos(kπn / (M - 1)), in place of n. */
function cosines(n: NDArray, M: number, c: readonly number[]): NDArray {
  multiply(n, Math.PI, { out: n });
  let result: NDArray | undefined;
  for (let k = c.length - 1; k > 0; k--) {
    const term = (k === 1 ? n : multiply(n, k)) as NDArray;
    divide(term, M - 1, { out: term });
    cos(term, { out: term });
    multiply(term, c[k] as number, { out: term });
    if (k === 1) {
      add(term, c[0] as number, { out: term });
      if (result !== undefined) {
        add(term, result, { out: term });
        result.dispose();
      }
      return term;
    }
    result = term;
  }
  return n;
}

/**
 * The Bartlett window of `M` points: a triangle from 0 to 1 and back. float64. NumPy: `bartlett`.
 * @example
 * nd.bartlett(5).toArray() // [0, 0.5, 1, 0.5, 0]
 */
export function bartlett(M: number, ...rest: never[]): Window {
  noMore(rest, 'bartlett');
  return windowOf(M, 'bartlett', (n, length) => {
    absolute(n, { out: n });
    divide(n, length - 1, { out: n });
    return subtract(1, n, { out: n });
  });
}

/**
 * The Hann window of `M` points: a raised cosine that begins and ends with 0. float64. NumPy: `hanning`.
 * @example
 * nd.hanning(5).toArray() // [0, 0.5, 1, 0.5, 0]
 */
export function hanning(M: number, ...rest: never[]): Window {
  noMore(rest, 'hanning');
  return windowOf(M, 'hanning', (n, length) => cosines(n, length, [0.5, 0.5]));
}

/**
 * The Hamming window of `M` points: a raised cosine that begins and ends with 0.08. float64. NumPy: `hamming`.
 * @example
 * nd.hamming(3).round(2).toArray() // [0.08, 1, 0.08]
 */
export function hamming(M: number, ...rest: never[]): Window {
  noMore(rest, 'hamming');
  return windowOf(M, 'hamming', (n, length) => cosines(n, length, [0.54, 0.46]));
}

/**
 * The Blackman window of `M` points: three cosines, with little leakage. float64. NumPy: `blackman`.
 * @example
 * nd.blackman(5).round(2).toArray() // [-0, 0.34, 1, 0.34, -0]
 */
export function blackman(M: number, ...rest: never[]): Window {
  noMore(rest, 'blackman');
  return windowOf(M, 'blackman', (n, length) => cosines(n, length, [0.42, 0.5, 0.08]));
}

/**
 * The Kaiser window of `M` points: the larger `beta`, the narrower; 0 is a rectangle, 5 near Hamming's, 8.6 near Blackman's.
 * float64. NumPy: `kaiser`.
 * @example
 * nd.kaiser(3, 0).toArray() // [1, 1, 1]
 */
export function kaiser(M: number, beta: number, ...rest: never[]): Window {
  noMore(rest, 'kaiser');
  const who = 'kaiser';
  const length = lengthOf(M, who);
  const width = lengthOf(beta, who);
  if (length === 1) return ones([1]) as Window;
  if (length <= 0) return zeros([0]) as Window;
  const n = arange(0, length) as NDArray;
  const alpha = (length - 1) / 2;
  subtract(n, alpha, { out: n });
  divide(n, alpha, { out: n });
  square(n, { out: n });
  subtract(1, n, { out: n });
  sqrt(n, { out: n });
  multiply(n, width, { out: n });
  const result = i0(n) as NDArray;
  n.dispose();
  return divide(result, i0(width), { out: result }) as Window;
}
