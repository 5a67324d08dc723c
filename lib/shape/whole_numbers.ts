/** Integers that count or point, in any form a user may have them: also as arrays whose values are integral. */

import { describe } from '../describe.js';
import { IndexError } from '../errors.js';

const arrayTag = Symbol.for('strided.NDArray');

/** Arrays, this package's or another copy's, as nested lists or a plain value; all else as it is. */
export function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if (arrayTag in value) return (value as unknown as { toArray(): unknown }).toArray();
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? Array.from(value as unknown as ArrayLike<unknown>)
    : value;
}

/** A number or bigint as an integer; undefined for what is none. A fraction is refused: no count and no position. */
export function wholeNumber(value: unknown, what: string): number | undefined {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  if (!Number.isInteger(value)) throw new IndexError(`${what} must be an integer, not ${describe(value)}`);
  return value;
}
