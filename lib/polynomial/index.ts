/** Polynomials and orthogonal series: `nd.polynomial`. */

import { madeOnFirstUse } from '../made_on_first_use.js';
import type { NDArray } from '../ndarray.js';
import type { ArrayLike } from '../types/operands.js';
import { chebyshev, hermite, hermiteE, laguerre, legendre, power } from './families.js';
import { type InterpolateOptions, interpolated } from './interpolation.js';
import { Series } from './series_class.js';

export type { FitStatus } from './fitting.js';
export type { InterpolateOptions } from './interpolation.js';
export type { FitOptions, Series, SeriesClass, SeriesOptions } from './series_class.js';

/**
 * Sums of powers, `c[0] + c[1]·x + c[2]·x² + …`. NumPy's `polynomial.Polynomial`.
 * @throws StridedError for coefficients that are no list of numbers.
 * @example
 * new nd.polynomial.Polynomial([1, 2, 3]).call(2) // 17
 */
class Polynomial extends Series {
  /** @internal */
  static override readonly _family = power;
}

/**
 * Series of Chebyshev polynomials of the first kind. NumPy's `polynomial.Chebyshev`.
 * @throws StridedError for coefficients that are no list of numbers.
 * @example
 * new nd.polynomial.Chebyshev([1, 2, 3]).call(2) // 26
 */
class Chebyshev extends Series {
  /** @internal */
  static override readonly _family = chebyshev;

  /**
   * The series of degree `deg` that equals a function at the Chebyshev points, and comes near it between them. `func` takes
   * the points, a float64 array of deg + 1, and gives the values. NumPy's `Chebyshev.interpolate`.
   * @throws ShapeError where `func` gives another number of values.
   * @example
   * const { Chebyshev } = nd.polynomial;
   * const near = Chebyshev.interpolate(nd.exp, 12, { domain: [0, 2] });
   * Math.abs(near.call(1.5) - Math.exp(1.5)) < 1e-12 // true
   */
  static interpolate(
    func: (x: NDArray<'float64', [number]>, ...args: never[]) => ArrayLike,
    deg: number,
    domain?: ArrayLike | null | InterpolateOptions,
    options?: InterpolateOptions,
  ): Chebyshev;
  static interpolate(func: unknown, deg: unknown, ...rest: unknown[]): Chebyshev {
    // biome-ignore lint/complexity/noThisInStatic: a class that extends this one gives its own series
    return interpolated(this, func, deg, rest);
  }
}

/**
 * Series of Legendre polynomials. NumPy's `polynomial.Legendre`.
 * @throws StridedError for coefficients that are no list of numbers.
 * @example
 * new nd.polynomial.Legendre([1, 2, 3]).call(2) // 21.5
 */
class Legendre extends Series {
  /** @internal */
  static override readonly _family = legendre;
}

/**
 * Series of Laguerre polynomials. NumPy's `polynomial.Laguerre`.
 * @throws StridedError for coefficients that are no list of numbers.
 * @example
 * new nd.polynomial.Laguerre([1, 2, 3]).call(2) // -4
 */
class Laguerre extends Series {
  /** @internal */
  static override readonly _family = laguerre;
}

/**
 * Series of the physicists' Hermite polynomials. NumPy's `polynomial.Hermite`.
 * @throws StridedError for coefficients that are no list of numbers.
 * @example
 * new nd.polynomial.Hermite([1, 2, 3]).call(2) // 51
 */
class Hermite extends Series {
  /** @internal */
  static override readonly _family = hermite;
}

/**
 * Series of the probabilists' Hermite polynomials. NumPy's `polynomial.HermiteE`.
 * @throws StridedError for coefficients that are no list of numbers.
 * @example
 * new nd.polynomial.HermiteE([1, 2, 3]).call(2) // 14
 */
class HermiteE extends Series {
  /** @internal */
  static override readonly _family = hermiteE;
}

function makePolynomial() {
  return { Polynomial, Chebyshev, Legendre, Laguerre, Hermite, HermiteE } as const;
}

/** `nd.polynomial`: polynomials and orthogonal series as classes, NumPy's `polynomial`. */
export const polynomial = madeOnFirstUse({
  names: ['Polynomial', 'Chebyshev', 'Legendre', 'Laguerre', 'Hermite', 'HermiteE'],
  make: makePolynomial,
});

/** The classes as types: `function smooth(curve: nd.polynomial.Chebyshev)`. */
export declare namespace polynomial {
  export type Polynomial = InstanceType<typeof polynomial.Polynomial>;
  export type Chebyshev = InstanceType<typeof polynomial.Chebyshev>;
  export type Legendre = InstanceType<typeof polynomial.Legendre>;
  export type Laguerre = InstanceType<typeof polynomial.Laguerre>;
  export type Hermite = InstanceType<typeof polynomial.Hermite>;
  export type HermiteE = InstanceType<typeof polynomial.HermiteE>;
}
