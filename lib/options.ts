/** Trailing options objects: what counts as one, and the error for a key nobody knows. */
import { describe } from './describe.js';
import { StridedError } from './errors.js';

export type Options = Readonly<Record<string, unknown>>;

/** A bare plain object; arrays, NDArrays, Complex and `{ data, shape }` objects are operands. */
export function isOptions(value: unknown): value is Options {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  // Looking up keys that are not there is slow; walking those that are is not.
  let parts = 0;
  for (const key in value) if ((key === 'data' || key === 'shape') && Object.hasOwn(value, key)) parts++;
  return parts < 2;
}

function unknownOption(key: string, known: readonly string[], who: string): StridedError {
  const list = known.length === 0 ? 'it takes no options' : `the options are ${known.join(', ')}`;
  return new StridedError(`${who}: unknown option '${key}'; ${list}`, 'ERR_OPTION');
}

/** Refuses keys that are not known. A key that is undefined is absent. */
export function checkOptions(options: Options, known: readonly string[], who: string): void {
  for (const key in options) {
    if (options[key] !== undefined && Object.hasOwn(options, key) && !known.includes(key)) {
      throw unknownOption(key, known, who);
    }
  }
}

/** All options of a function, undefined: what readOptions gives has always the same keys. */
interface Template {
  readonly none: Options;
  /** To be copied: V8 copies objects that are not frozen some ten times as fast. */
  readonly blank: Options;
}

const templates = new Map<string, Template>();

function templateOf(names: readonly string[], who: string): Template {
  let template = templates.get(who);
  if (template === undefined) {
    const blank = Object.fromEntries(names.map((name) => [name, undefined]));
    template = { none: Object.freeze({ ...blank }), blank };
    templates.set(who, template);
  }
  return template;
}

/**
 * Arguments behind the required ones: the first optional one may stand bare before the options, so
 * `f(a, 0, { keepdims: true })` reads as `{ axis: 0, keepdims: true }` where `names` begins with 'axis'. The result has
 * all keys of `names`.
 */
export function readOptions(args: readonly unknown[], names: readonly string[], who: string): Options {
  const [first, second] = args;
  if (args.length > 2)
    throw new StridedError(`${who}: too many arguments; options go into one object`, 'ERR_ARGUMENT');
  const template = templateOf(names, who);
  if (first === undefined && second === undefined) return template.none;
  const read: Record<string, unknown> = { ...template.blank };
  if (isOptions(first)) {
    if (second !== undefined) throw new StridedError(`${who}: options stand last`, 'ERR_ARGUMENT');
    return fill(read, first, names, who);
  }
  const bare = names[0];
  if (bare === undefined) throw new StridedError(`${who}: too many arguments`, 'ERR_ARGUMENT');
  if (second !== undefined) {
    if (!isOptions(second)) {
      throw new StridedError(
        `${who}: only ${bare} may stand bare; the rest go into an options object ({ ${names.slice(1).join(', ')} })`,
        'ERR_ARGUMENT',
      );
    }
    fill(read, second, names, who);
    if (first !== undefined && read[bare] !== undefined) {
      throw new StridedError(`${who}: ${bare} is given twice`, 'ERR_OPTION');
    }
  }
  if (first !== undefined) read[bare] = first;
  return read;
}

/** Arguments whose first, where it is null (NumPy's None), counts as not given; the others stay where they are. */
export function nullAsAbsent(args: readonly unknown[]): readonly unknown[] {
  return args[0] === null ? [undefined, ...args.slice(1)] : args;
}

/** Refuses arguments behind the last one that a function without options takes. */
export function noMore(rest: readonly unknown[], who: string): void {
  if (rest.length > 0) readOptions(rest, [], who);
}

function fill(
  read: Record<string, unknown>,
  options: Options,
  names: readonly string[],
  who: string,
): Options {
  for (const key in options) {
    const value = options[key];
    if (value === undefined || !Object.hasOwn(options, key)) continue;
    if (!names.includes(key)) throw unknownOption(key, names, who);
    read[key] = value;
  }
  return read;
}

/** An option that must be true or false. */
export function booleanOption(options: Options, name: string, otherwise: boolean, who: string): boolean {
  const value = options[name];
  if (value === undefined) return otherwise;
  if (typeof value !== 'boolean') {
    throw new StridedError(`${who}: ${name} must be true or false, not ${describe(value)}`, 'ERR_OPTION');
  }
  return value;
}
