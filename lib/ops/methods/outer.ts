/** `outer` of universal functions. */
import { asNDArray } from '../../convert/as_array.js';
import { isItem } from '../../element.js';
import { StridedError } from '../../errors.js';
import { reshapedView } from '../../shape/reshape.js';
import type { AnyCall, UfuncCore } from './table.js';

export function outer(core: UfuncCore, call: AnyCall, args: readonly unknown[]): unknown {
  const who = `${core.name}.outer`;
  if (core.nin !== 2) {
    throw new StridedError(`${who}: only functions of two operands have it; ${core.name} has ${core.nin}`);
  }
  const [x1, x2, ...rest] = args;
  if (x1 === undefined || x2 === undefined) {
    throw new StridedError(`${who}: operand ${x1 === undefined ? 1 : 2} of 2 is missing`);
  }
  // A number beside an array is weak, and adds no axes.
  if (isItem(x1) || isItem(x2)) return call(x1, x2, ...rest);
  const a = asNDArray(x1, who);
  const b = asNDArray(x2, who);
  a._alive(who);
  const stretched = reshapedView(a, [...a._shape, ...b._shape.map(() => 1)]);
  return call(stretched, b, ...rest);
}
