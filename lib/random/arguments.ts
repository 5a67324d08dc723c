/** Arguments of drawing methods: parameters and size by position, or by name in a trailing options object. */
import { describe } from '../describe.js';
import { StridedError } from '../errors.js';
import { checkOptions, isOptions } from '../options.js';
import { checkShape } from '../shape/layout.js';

/**
 * The values of `names`, in their order; undefined where none was given. The first `positional` of them may stand by
 * position.
 */
export function readArguments(
  args: readonly unknown[],
  names: readonly string[],
  positional: number,
  who: string,
): unknown[] {
  const values = new Array<unknown>(names.length).fill(undefined);
  let count = args.length;
  const last = count > 0 ? args[count - 1] : undefined;
  const options = isOptions(last) ? last : undefined;
  if (options !== undefined) count--;
  if (count > positional) {
    throw new StridedError(
      positional === names.length
        ? `${who}: too many arguments; it takes ${names.join(', ')}`
        : `${who}: too many arguments; ${names.slice(positional).join(', ')} go into an options object`,
      'ERR_ARGUMENT',
    );
  }
  for (let i = 0; i < count; i++) values[i] = args[i];
  if (options !== undefined) {
    checkOptions(options, names, who);
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string;
      const value = Object.hasOwn(options, name) ? options[name] : undefined;
      if (value === undefined) continue;
      if (values[i] !== undefined) throw new StridedError(`${who}: ${name} is given twice`, 'ERR_OPTION');
      values[i] = value;
    }
  }
  return values;
}

/** A size as a shape; undefined where a single value is wanted. */
export function sizeShape(size: unknown, who: string): number[] | undefined {
  return size === undefined || size === null ? undefined : checkShape(size, who);
}

/** A whole number of 0 or more. */
export function countOf(value: unknown, name: string, who: string): number {
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0) {
    throw new StridedError(
      `${who}: ${name} must be an integer of 0 or more, not ${describe(value)}`,
      'ERR_VALUE',
    );
  }
  return number;
}
