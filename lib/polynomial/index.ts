/** Polynomials and orthogonal series: `nd.polynomial`. */
import { array } from '../convert/array.js';
import type { NDArray } from '../ndarray.js';
import { chebyshev, type Family, hermite, hermiteE, laguerre, legendre, power } from './families.js';
import { Series } from './series_class.js';

export type { FitStatus } from './fitting.js';
export type { FitOptions, Series, SeriesClass, SeriesOptions } from './series_class.js';

/** A new array each time: one that was kept would be freed with the scope it was made in. */
function home(family: Family): NDArray {
  return array(family.domain as unknown as number[]) as NDArray;
}

/** Sums of powers, `c[0] + c[1]·x + c[2]·x² + …`. NumPy's `polynomial.Polynomial`. */
class Polynomial extends Series {
  /** @internal */
  static readonly _family = power;
  static get domain(): NDArray {
    return home(power);
  }
  static get window(): NDArray {
    return home(power);
  }
}

/** Series of Chebyshev polynomials of the first kind. NumPy's `polynomial.Chebyshev`. */
class Chebyshev extends Series {
  /** @internal */
  static readonly _family = chebyshev;
  static get domain(): NDArray {
    return home(chebyshev);
  }
  static get window(): NDArray {
    return home(chebyshev);
  }
}

/** Series of Legendre polynomials. NumPy's `polynomial.Legendre`. */
class Legendre extends Series {
  /** @internal */
  static readonly _family = legendre;
  static get domain(): NDArray {
    return home(legendre);
  }
  static get window(): NDArray {
    return home(legendre);
  }
}

/** Series of Laguerre polynomials. NumPy's `polynomial.Laguerre`. */
class Laguerre extends Series {
  /** @internal */
  static readonly _family = laguerre;
  static get domain(): NDArray {
    return home(laguerre);
  }
  static get window(): NDArray {
    return home(laguerre);
  }
}

/** Series of the physicists' Hermite polynomials. NumPy's `polynomial.Hermite`. */
class Hermite extends Series {
  /** @internal */
  static readonly _family = hermite;
  static get domain(): NDArray {
    return home(hermite);
  }
  static get window(): NDArray {
    return home(hermite);
  }
}

/** Series of the probabilists' Hermite polynomials. NumPy's `polynomial.HermiteE`. */
class HermiteE extends Series {
  /** @internal */
  static readonly _family = hermiteE;
  static get domain(): NDArray {
    return home(hermiteE);
  }
  static get window(): NDArray {
    return home(hermiteE);
  }
}

/** `nd.polynomial`: polynomials and orthogonal series as classes, NumPy's `polynomial`. */
export const polynomial = { Polynomial, Chebyshev, Legendre, Laguerre, Hermite, HermiteE } as const;
