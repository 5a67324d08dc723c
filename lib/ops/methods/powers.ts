/** Integers have no negative powers: exponents are looked through before a fold begins. */

import { isInteger, kindOf } from '../../dtype.js';
import { DTypeError } from '../../errors.js';
import type { NDArray } from '../../ndarray.js';
import { min } from '../../reduce/folds.js';
import type { Loop } from '../loops.js';
import type { UfuncCore } from './table.js';

/** Throws where `exponents` hold a number below zero and the kernel is one of integers. */
export function refuseNegativeExponents(core: UfuncCore, loop: Loop, exponents: NDArray, who: string): void {
  const code = loop.outs[0] as number;
  if (core.kernel !== 'power' || !isInteger(code) || kindOf(code) !== 'i' || exponents.size === 0) return;
  const least = min(exponents, { bigint: true }) as number | bigint | boolean;
  if (typeof least !== 'boolean' && least < 0) {
    throw new DTypeError(
      `${who}: integers to negative integer powers are not allowed; use astype('float64') first`,
      'ERR_VALUE',
    );
  }
}

/** The same for a fold along an axis, whose first element is no exponent. */
export function refuseNegativePowers(
  core: UfuncCore,
  loop: Loop,
  a: NDArray,
  axis: number,
  who: string,
): void {
  if (core.kernel !== 'power' || a._shape[axis] === 0) return;
  const shape = a._shape.map((length, i) => (i === axis ? length - 1 : length));
  const step = a._strides[axis] as number;
  refuseNegativeExponents(core, loop, a._view(shape, a._strides, a._offset + step), who);
}
