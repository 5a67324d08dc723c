/** Axes as the user counts them. */
import { AxisError, StridedError } from '../errors.js';
import { MAX_DIMS } from '../native.js';
import { describe } from './layout.js';
import { unwrapped, wholeNumber } from './whole_numbers.js';

/** One axis, or several. */
export type Axes = number | readonly number[];

/** An axis counted from the front. `name` is the parameter's, where a function has several. */
export function axisOf(axis: unknown, ndim: number, who: string, name = 'axis'): number {
  const number = wholeNumber(typeof axis === 'object' ? unwrapped(axis) : axis, `${who}: ${name}`);
  if (number === undefined) {
    throw new AxisError(`${who}: ${name} must be an integer, not ${describe(axis)}`);
  }
  if (number < -ndim || number >= ndim) {
    throw new AxisError(
      ndim === 0
        ? `${who}: ${name} ${number} is out of bounds: a 0-d array has no axes`
        : `${who}: ${name} ${number} is out of bounds for an array of ${ndim} axes`,
    );
  }
  return number < 0 ? number + ndim : number;
}

/** One axis or a list of axes, counted from the front, none of them twice. */
export function axesOf(given: unknown, ndim: number, who: string, name = 'axis'): number[] {
  const axes = typeof given === 'object' ? unwrapped(given) : given;
  if (!Array.isArray(axes)) return [axisOf(axes, ndim, who, name)];
  const { length } = axes;
  if (length > 2 * MAX_DIMS)
    throw new AxisError(`${who}: ${name} is a list of ${length}, and no array has as many axes`);
  const list = new Array<number>(length);
  for (let i = 0; i < length; i++) {
    const axis = axisOf(axes[i], ndim, who, name);
    for (let before = 0; before < i; before++) {
      if (list[before] === axis)
        throw new AxisError(`${who}: ${name} names an axis twice: ${axes.join(', ')}`);
    }
    list[i] = axis;
  }
  return list;
}

/** Arguments that are a list, or stand one by one: `transpose(1, 0)` and `transpose([1, 0])`. */
export function spreadList(args: readonly unknown[], who: string): readonly unknown[] {
  const [given] = args;
  const first = typeof given === 'object' ? unwrapped(given) : given;
  if (!Array.isArray(first)) return args;
  if (args.length > 1) throw new StridedError(`${who}: one list, or numbers one by one`, 'ERR_ARGUMENT');
  return first;
}
