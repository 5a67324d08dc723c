/** NumPy's constants. */

/** Not a number: the float that equals nothing, itself included. NumPy: `np.nan`. */
export const nan: number = Number.NaN;

/** Positive infinity. NumPy: `np.inf`. */
export const inf: number = Number.POSITIVE_INFINITY;

/** The ratio of a circle's circumference to its diameter. NumPy: `np.pi`. */
export const pi: number = Math.PI;

/** The base of natural logarithms. NumPy: `np.e`. */
export const e: number = Math.E;

/** Euler's constant γ: how far the harmonic numbers run ahead of the logarithm. NumPy: `np.euler_gamma`. */
export const eulerGamma = 0.5772156649015329;
