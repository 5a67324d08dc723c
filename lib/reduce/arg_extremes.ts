/** Where the largest and the smallest element stand. */
import { dtypeLetters, INT64 } from '../dtype.js';
import { AxisError } from '../errors.js';
import { installMethods } from '../methods.js';
import { binding } from '../native.js';
import { NDArray } from '../ndarray.js';
import type { Reduction as ReductionCall, ReductionMethod } from '../types/reduction_signatures.js';
import { placeOfAll, readReduction, readTarget, refuseEmpty, runReduction } from './reduction.js';

function argExtreme(who: 'argmax' | 'argmin'): (value: unknown, args: readonly unknown[]) => unknown {
  const loops = new Map<number, number>();
  binding.argReduceLoops.forEach((text, id) => {
    const [op, signature] = text.split(' ') as [string, string];
    if (op === who) loops.set(dtypeLetters.indexOf(signature.charAt(0)), id);
  });
  return (value, args) => {
    if (args.length === 0 && value instanceof NDArray && value.size > 0) {
      return placeOfAll(value, loops.get(value._code) as number, who);
    }
    const { a, options, axes } = readReduction(value, args, ['axis', 'keepdims', 'out', 'bigint'], who);
    if (axes !== null && Array.isArray((options as { axis?: unknown }).axis)) {
      throw new AxisError(`${who}: axis must be one axis, or none for the flattened array`);
    }
    refuseEmpty(a, axes, who);
    const r = readTarget(a, axes, options, INT64, who);
    return runReduction(r, (...handles) => binding.argReduce(loops.get(a._code) as number, ...handles));
  };
}

const largest = argExtreme('argmax');
const smallest = argExtreme('argmin');

/**
 * The position of the largest element along an axis, or in the flattened array; the first of equal ones, the first nan
 * where there is one. int64. NumPy: `argmax`.
 * @throws ShapeError for no elements.
 * @example
 * nd.argmax([[1, 9], [7, 3]], 1).toArray() // [1, 0]
 */
export const argmax: ReductionCall<'index'> = ((value: unknown, ...args: unknown[]) =>
  largest(value, args)) as ReductionCall<'index'>;

/**
 * The position of the smallest element; otherwise as {@link argmax}. NumPy: `argmin`.
 * @example
 * nd.argmin([3, 1, 2]) // 1
 */
export const argmin: ReductionCall<'index'> = ((value: unknown, ...args: unknown[]) =>
  smallest(value, args)) as ReductionCall<'index'>;

/** The positions as methods. */
export interface ArgExtremeMethods {
  argmax: ReductionMethod<'index'>;
  argmin: ReductionMethod<'index'>;
}

installMethods({
  argmax(this: NDArray, ...args: never[]) {
    return largest(this, args);
  },
  argmin(this: NDArray, ...args: never[]) {
    return smallest(this, args);
  },
});
