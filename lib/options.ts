/** Trailing options objects: what counts as one, and the error for a key nobody knows. */
import { StridedError } from './errors.js';

export type Options = Readonly<Record<string, unknown>>;

/** A bare plain object; arrays, NDArrays, Complex and `{ data, shape }` objects are operands. */
export function isOptions(value: unknown): value is Options {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return !('data' in value && 'shape' in value);
}

/** Refuses keys that are not known. A key that is undefined is absent. */
export function checkOptions(options: Options, known: readonly string[], who: string): void {
  for (const key in options) {
    if (!known.includes(key) && options[key] !== undefined) {
      const list = known.length === 0 ? 'it takes no options' : `the options are ${known.join(', ')}`;
      throw new StridedError(`${who}: unknown option '${key}'; ${list}`, 'ERR_OPTION');
    }
  }
}

/**
 * Arguments behind the required ones: the first optional one may stand bare before the options, so
 * `f(a, 0, { keepdims: true })` reads as `{ axis: 0, keepdims: true }` where `names` begins with 'axis'.
 */
export function readOptions(args: readonly unknown[], names: readonly string[], who: string): Options {
  const [first, second] = args;
  if (args.length > 2)
    throw new StridedError(`${who}: too many arguments; options go into one object`, 'ERR_ARGUMENT');
  if (first === undefined && second === undefined) return none;
  if (isOptions(first)) {
    if (second !== undefined) throw new StridedError(`${who}: options stand last`, 'ERR_ARGUMENT');
    checkOptions(first, names, who);
    return first;
  }
  const bare = names[0];
  if (bare === undefined) throw new StridedError(`${who}: too many arguments`, 'ERR_ARGUMENT');
  if (second === undefined) return { [bare]: first };
  if (!isOptions(second)) {
    throw new StridedError(
      `${who}: only ${bare} may stand bare; the rest go into an options object ({ ${names.slice(1).join(', ')} })`,
      'ERR_ARGUMENT',
    );
  }
  checkOptions(second, names, who);
  if (first !== undefined && second[bare] !== undefined) {
    throw new StridedError(`${who}: ${bare} is given twice`, 'ERR_OPTION');
  }
  return first === undefined ? second : { ...second, [bare]: first };
}

const none: Options = Object.freeze({});

/** An option that must be true or false. */
export function booleanOption(options: Options, name: string, otherwise: boolean, who: string): boolean {
  const value = options[name];
  if (value === undefined) return otherwise;
  if (typeof value !== 'boolean') {
    throw new StridedError(`${who}: ${name} must be true or false, not ${String(value)}`, 'ERR_OPTION');
  }
  return value;
}
