/** The elements that pass a test. */
import { extract } from '../indexing/masked.js';
import type { NDArray } from '../ndarray.js';
import { greaterEqual, lessEqual } from '../ops/comparison.js';
import { logicalAnd } from '../ops/logic.js';

/** The elements of a 1-D array from the first to the last of `ends`, both included; a new array. */
export function between(a: NDArray, ends: readonly [number, number]): NDArray {
  using above = greaterEqual(a, ends[0]) as NDArray;
  using below = lessEqual(a, ends[1]) as NDArray;
  logicalAnd(above, below, { out: above });
  return extract(above, a) as NDArray;
}
