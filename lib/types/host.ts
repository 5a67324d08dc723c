/** The two classes the types speak of, imported here alone. */
export type { Complex } from '../complex.js';
export type { NDArray } from '../ndarray.js';
