/** Polynomials and orthogonal series: `nd.polynomial`. */
import { chebyshev, hermite, hermiteE, laguerre, legendre, power } from './families.js';
import { Series } from './series_class.js';

export type { FitStatus } from './fitting.js';
export type { FitOptions, Series, SeriesClass, SeriesOptions } from './series_class.js';

/** Sums of powers, `c[0] + c[1]·x + c[2]·x² + …`. NumPy's `polynomial.Polynomial`. */
class Polynomial extends Series {
  /** @internal */
  static override readonly _family = power;
}

/** Series of Chebyshev polynomials of the first kind. NumPy's `polynomial.Chebyshev`. */
class Chebyshev extends Series {
  /** @internal */
  static override readonly _family = chebyshev;
}

/** Series of Legendre polynomials. NumPy's `polynomial.Legendre`. */
class Legendre extends Series {
  /** @internal */
  static override readonly _family = legendre;
}

/** Series of Laguerre polynomials. NumPy's `polynomial.Laguerre`. */
class Laguerre extends Series {
  /** @internal */
  static override readonly _family = laguerre;
}

/** Series of the physicists' Hermite polynomials. NumPy's `polynomial.Hermite`. */
class Hermite extends Series {
  /** @internal */
  static override readonly _family = hermite;
}

/** Series of the probabilists' Hermite polynomials. NumPy's `polynomial.HermiteE`. */
class HermiteE extends Series {
  /** @internal */
  static override readonly _family = hermiteE;
}

/** `nd.polynomial`: polynomials and orthogonal series as classes, NumPy's `polynomial`. */
export const polynomial = { Polynomial, Chebyshev, Legendre, Laguerre, Hermite, HermiteE } as const;
