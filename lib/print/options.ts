/**
 * Print options: what they are, their checks, and the current ones.
 */
import { describe } from '../describe.js';
import { StridedError } from '../errors.js';
import { checkOptions, isOptions, noMore, type Options, readOptions } from '../options.js';
import type { ComplexParts } from './source.js';

export type SignMode = '-' | '+' | ' ';
export type FloatMode = 'fixed' | 'unique' | 'maxprec' | 'maxprec_equal';

/** How single elements are printed, by kind; the more exact key wins over `…Kind`, that over `all`. */
export interface Formatter {
  readonly all?: ((value: never) => string) | null | undefined;
  readonly bool?: ((value: boolean) => string) | null | undefined;
  readonly int?: ((value: number | bigint) => string) | null | undefined;
  readonly float?: ((value: number) => string) | null | undefined;
  readonly complexfloat?: ((value: ComplexParts) => string) | null | undefined;
  readonly intKind?: ((value: number | bigint) => string) | null | undefined;
  readonly floatKind?: ((value: number) => string) | null | undefined;
  readonly complexKind?: ((value: ComplexParts) => string) | null | undefined;
}

export interface PrintOptions {
  /** Digits after the point (8). */
  readonly precision: number;
  /** Arrays of more elements than this are summarised (1000). */
  readonly threshold: number;
  /** Elements shown at either end of a summarised axis (3). */
  readonly edgeitems: number;
  /** Characters to a line (75). */
  readonly linewidth: number;
  /** Print small numbers without an exponent. */
  readonly suppress: boolean;
  readonly nanstr: string;
  readonly infstr: string;
  /** `'+'` prints the sign of positive numbers, `' '` a space in its place. */
  readonly sign: SignMode;
  readonly floatmode: FloatMode;
  readonly formatter: Formatter | null;
  /** Stands in for `arrayRepr`; receives the array. */
  readonly overrideRepr: ((array: unknown) => string) | null;
}

/** Options to change; what is absent, `undefined` or `null` stays as it is. */
export type PrintOptionsChange = { readonly [K in keyof PrintOptions]?: PrintOptions[K] | null | undefined };

const DEFAULTS: PrintOptions = {
  precision: 8,
  threshold: 1000,
  edgeitems: 3,
  linewidth: 75,
  suppress: false,
  nanstr: 'nan',
  infstr: 'inf',
  sign: '-',
  floatmode: 'maxprec',
  formatter: null,
  overrideRepr: null,
};

const KEYS = Object.keys(DEFAULTS);
const FORMATTER_KEYS = [
  'all',
  'bool',
  'int',
  'float',
  'complexfloat',
  'intKind',
  'floatKind',
  'complexKind',
] as const;

let current: PrintOptions = DEFAULTS;

function refuse(name: string, what: string): never {
  throw new StridedError(`${name}: ${what}`, 'ERR_OPTION');
}

/** An options argument that is an object at all. */
export function checkObject(name: string, options: unknown): Options {
  if (isOptions(options)) return options;
  refuse(name, `options must be a plain object, not ${options === null ? 'null' : typeof options}`);
}

/** An integer of at least 0, or undefined where none is given. */
export function checkCount(name: string, key: string, value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    refuse(name, `${key} must be an integer, not ${describe(value)}`);
  }
  if (value < 0) refuse(name, `${key} must be at least 0, not ${value}`);
  return value;
}

export function checkOneOf<T extends string>(
  name: string,
  key: string,
  value: unknown,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined || value === null) return undefined;
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  const list = allowed.map((one) => `'${one}'`).join(', ');
  refuse(name, `${key} must be one of ${list}, not ${describe(value)}`);
}

function checkNumber(name: string, key: string, value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || Number.isNaN(value)) {
    refuse(name, `${key} must be a number (Infinity for no bound), not ${describe(value)}`);
  }
  return value;
}

function checkString(name: string, key: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') refuse(name, `${key} must be a string, not ${describe(value)}`);
  return value;
}

function checkFormatter(name: string, value: unknown): Formatter | null {
  if (value === undefined || value === null) return null;
  checkOptions(checkObject(`${name}: formatter`, value), FORMATTER_KEYS, `${name}: formatter`);
  for (const [key, one] of Object.entries(value)) {
    if (typeof one !== 'function' && one !== undefined && one !== null) {
      refuse(name, `formatter.${key} must be a function, not ${describe(one)}`);
    }
  }
  return value as Formatter;
}

/** `base` with the changes that are given, checked; `name` is the function that errors name. */
export function mergeOptions(name: string, base: PrintOptions, change: PrintOptionsChange): PrintOptions {
  const { overrideRepr } = change;
  if (typeof overrideRepr !== 'function' && overrideRepr !== undefined && overrideRepr !== null) {
    refuse(name, `overrideRepr must be a function, not ${describe(overrideRepr)}`);
  }
  return {
    precision: checkCount(name, 'precision', change.precision) ?? base.precision,
    threshold: checkNumber(name, 'threshold', change.threshold) ?? base.threshold,
    edgeitems: checkCount(name, 'edgeitems', change.edgeitems) ?? base.edgeitems,
    linewidth: checkNumber(name, 'linewidth', change.linewidth) ?? base.linewidth,
    suppress: change.suppress ?? base.suppress,
    nanstr: checkString(name, 'nanstr', change.nanstr) ?? base.nanstr,
    infstr: checkString(name, 'infstr', change.infstr) ?? base.infstr,
    sign: checkOneOf(name, 'sign', change.sign, ['-', '+', ' ']) ?? base.sign,
    floatmode:
      checkOneOf(name, 'floatmode', change.floatmode, ['fixed', 'unique', 'maxprec', 'maxprec_equal']) ??
      base.floatmode,
    formatter: checkFormatter(name, change.formatter) ?? base.formatter,
    overrideRepr: overrideRepr ?? base.overrideRepr,
  };
}

/**
 * The options in force, in a new object. NumPy's `get_printoptions`.
 * @example
 * nd.getPrintoptions().precision // 8
 */
export function getPrintoptions(...rest: never[]): PrintOptions {
  noMore(rest, 'getPrintoptions');
  return { ...current };
}

function replaced(name: string, options: PrintOptionsChange): PrintOptions {
  return mergeOptions(name, { ...current, formatter: null, overrideRepr: null }, options);
}

/**
 * Changes the options of everything printed from here on; the precision may stand bare: `setPrintoptions(3)`. As in
 * NumPy's `set_printoptions`, `formatter` and `overrideRepr` go back to none unless they are given.
 * @throws StridedError for an unknown option, and for a value that an option does not take.
 * @example
 * nd.setPrintoptions(3);
 * String(nd.array([1 / 3])) // '[0.333]'
 * nd.setPrintoptions({ precision: 8 });
 * String(nd.array([1 / 3])) // '[0.33333333]'
 */
export function setPrintoptions(options?: PrintOptionsChange): void;
export function setPrintoptions(precision: number, options?: PrintOptionsChange): void;
export function setPrintoptions(...args: unknown[]): void {
  current = replaced('setPrintoptions', readOptions(args, KEYS, 'setPrintoptions'));
}

/**
 * Calls `fn` with `options` in force, puts the former ones back, and returns what `fn` returned. NumPy's `printoptions`,
 * there a context manager; `fn` must be synchronous.
 * @throws StridedError as `setPrintoptions` does, and where `fn` returns a Promise.
 * @example
 * nd.printoptions({ precision: 2 }, () => String(nd.array([1 / 3]))) // '[0.33]'
 */
export function printoptions<T>(options: PrintOptionsChange, fn: () => T, ...rest: never[]): T {
  noMore(rest, 'printoptions');
  checkOptions(checkObject('printoptions', options), KEYS, 'printoptions');
  if (typeof fn !== 'function') refuse('printoptions', 'the second argument must be a function');
  const former = current;
  current = replaced('printoptions', options);
  try {
    const result = fn();
    if (result instanceof Promise) {
      refuse('printoptions', 'fn returned a Promise; the options hold for synchronous calls only');
    }
    return result;
  } finally {
    current = former;
  }
}

/** The options in force, without a copy. */
export function currentOptions(): PrintOptions {
  return current;
}
