/**
 * One number as text: `formatFloatPositional`, `formatFloatScientific`, and a scalar as NumPy's `str` gives it.
 */
import { StridedError } from '../errors.js';
import { checkOptions } from '../options.js';
import type { DType, Floating } from '../types/dtypes.js';
import { type Digits, exactDigits, uniqueDigits } from './digits.js';
import { checkCount, checkObject, checkOneOf } from './options.js';
import type { ComplexParts, PrintScalar } from './source.js';

/**
 * What becomes of trailing zeros: `'k'` keep them, `'.'` trim them all, `'0'` trim all but the one after the point,
 * `'-'` trim them and the point.
 */
export type Trim = 'k' | '.' | '0' | '-';

export interface FloatFormatOptions {
  /** Most digits after the point; none given: as many as `unique` needs. */
  readonly precision?: number | null | undefined;
  /** Fewest digits that identify the value (true) or those of its exact value (false, needs `precision`). */
  readonly unique?: boolean | null | undefined;
  readonly trim?: Trim | null | undefined;
  /** Print a plus sign too. */
  readonly sign?: boolean | null | undefined;
  readonly padLeft?: number | null | undefined;
  readonly minDigits?: number | null | undefined;
}

export interface FloatPositionalOptions extends FloatFormatOptions {
  /** `precision` and `minDigits` count digits after the point (true) or significant ones (false). */
  readonly fractional?: boolean | null | undefined;
  readonly padRight?: number | null | undefined;
}

export interface FloatScientificOptions extends FloatFormatOptions {
  readonly expDigits?: number | null | undefined;
}

/** The same, complete; -1 stands for "not given". */
export interface Layout {
  readonly precision: number;
  readonly minDigits: number;
  readonly unique: boolean;
  readonly trim: Trim;
  readonly sign: boolean;
  readonly padLeft: number;
}

function signOf(x: number, plus: boolean): string {
  return x < 0 || Object.is(x, -0) ? '-' : plus ? '+' : '';
}

function nonFinite(x: number, plus: boolean): string {
  return Number.isNaN(x) ? 'nan' : `${signOf(x, plus)}inf`;
}

/** Zeros added up to `wanted`, or taken away, as `trim` says; the point included. */
function fraction(digits: string, wanted: number, trim: Trim): string {
  if (trim === 'k') return `.${digits.padEnd(wanted, '0')}`;
  const kept = digits.replace(/0+$/, '');
  if (kept !== '') return `.${kept}`;
  return trim === '0' ? '.0' : trim === '.' ? '.' : '';
}

/** `x` without an exponent. */
export function positional(
  x: number,
  kind: Floating,
  layout: Layout & { readonly fractional: boolean; readonly padRight: number },
): string {
  const { precision, minDigits, unique, trim, fractional } = layout;
  if (!Number.isFinite(x)) return nonFinite(x, layout.sign);
  const cutoff = { max: precision, min: minDigits, fractional };
  const { digits, exponent } = unique
    ? uniqueDigits(Math.abs(x), kind, cutoff)
    : exactDigits(Math.abs(x), kind, cutoff);
  const whole = exponent < 0 ? '0' : digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const decimals = exponent < 0 ? '0'.repeat(-exponent - 1) + digits : digits.slice(exponent + 1);
  const wanted = (unique ? minDigits : precision) - (fractional ? 0 : whole.length);
  const point = fraction(decimals, wanted, trim);
  const left = signOf(x, layout.sign) + whole;
  if (layout.padRight < 0) return left.padStart(layout.padLeft) + point;
  return left.padStart(layout.padLeft) + point.padEnd(layout.padRight + 1);
}

/** `x` with one digit before the point and an exponent of at least `expDigits` digits. */
export function scientific(
  x: number,
  kind: Floating,
  layout: Layout & { readonly expDigits: number },
): string {
  const { precision, minDigits, unique, trim } = layout;
  if (!Number.isFinite(x)) return nonFinite(x, layout.sign);
  const cutoff = {
    max: precision < 0 ? -1 : precision + 1,
    min: minDigits < 0 ? -1 : minDigits + 1,
    fractional: false,
  };
  const { digits, exponent }: Digits = unique
    ? uniqueDigits(Math.abs(x), kind, cutoff)
    : exactDigits(Math.abs(x), kind, cutoff);
  // Unlike in positional notation, NumPy leaves the point behind where rounding made the fraction zeros.
  const bare = trim === '-' && digits.length > 1 ? '.' : trim;
  const point = fraction(digits.slice(1), unique ? minDigits : precision, bare);
  const left = signOf(x, layout.sign) + digits.slice(0, 1);
  // NumPy prints no exponent digit at all for 10^0 where none is asked for.
  const power = String(Math.abs(exponent) || '').padStart(layout.expDigits < 0 ? 2 : layout.expDigits, '0');
  return `${left.padStart(layout.padLeft)}${point}e${exponent < 0 ? '-' : '+'}${power}`;
}

function layoutOf(name: string, options: FloatFormatOptions): Layout {
  const precision = checkCount(name, 'precision', options.precision) ?? -1;
  const minDigits = checkCount(name, 'minDigits', options.minDigits) ?? -1;
  const unique = options.unique ?? true;
  if (!unique && precision < 0) {
    throw new StridedError(`${name}: unique: false needs a precision`, 'ERR_OPTION');
  }
  if (minDigits > 0 && precision > 0 && minDigits > precision) {
    throw new StridedError(
      `${name}: minDigits ${minDigits} is more than precision ${precision}`,
      'ERR_OPTION',
    );
  }
  return {
    precision,
    minDigits,
    unique,
    trim: checkOneOf(name, 'trim', options.trim, ['k', '.', '0', '-']) ?? 'k',
    sign: options.sign ?? false,
    padLeft: checkCount(name, 'padLeft', options.padLeft) ?? -1,
  };
}

/** `x` in positional notation, as NumPy's `format_float_positional`. `kind` is the precision whose digits are wanted. */
export function formatFloatPositional(
  x: number,
  options: FloatPositionalOptions = {},
  kind: Floating = 'float64',
): string {
  const name = 'formatFloatPositional';
  checkOptions(checkObject(name, options), POSITIONAL_KEYS, name);
  const layout = layoutOf(name, options);
  const fractional = options.fractional ?? true;
  if (!fractional && layout.precision === 0) {
    throw new StridedError(`${name}: precision must be greater than 0 if fractional is false`, 'ERR_OPTION');
  }
  const padRight = checkCount(name, 'padRight', options.padRight) ?? -1;
  return positional(x, kind, { ...layout, fractional, padRight });
}

/** `x` in scientific notation, as NumPy's `format_float_scientific`. `kind` is the precision whose digits are wanted. */
export function formatFloatScientific(
  x: number,
  options: FloatScientificOptions = {},
  kind: Floating = 'float64',
): string {
  const name = 'formatFloatScientific';
  checkOptions(checkObject(name, options), SCIENTIFIC_KEYS, name);
  const expDigits = checkCount(name, 'expDigits', options.expDigits) ?? -1;
  return scientific(x, kind, { ...layoutOf(name, options), expDigits });
}

const FLOAT_KEYS = ['precision', 'unique', 'trim', 'sign', 'padLeft', 'minDigits'];
export const POSITIONAL_KEYS = [...FLOAT_KEYS, 'fractional', 'padRight'];
export const SCIENTIFIC_KEYS = [...FLOAT_KEYS, 'expDigits'];

/** From this magnitude on a scalar prints with an exponent. */
const LARGE: Readonly<Record<Floating, number>> = { float16: 1e3, float32: 1e6, float64: 1e16 };

const BARE = { precision: -1, minDigits: -1, unique: true, padLeft: -1 } as const;

function floatText(x: number, kind: Floating, trim: Trim, sign: boolean): string {
  const size = Math.abs(x);
  if (size === 0 || (size < LARGE[kind] && size >= 1e-4)) {
    return positional(x, kind, { ...BARE, trim, sign, fractional: true, padRight: -1 });
  }
  return scientific(x, kind, { ...BARE, trim: '-', sign, expDigits: -1 });
}

function complexText({ re, im }: ComplexParts, kind: Floating): string {
  if (re === 0 && !Object.is(re, -0)) return `${floatText(im, kind, '-', false)}j`;
  const plus = Number.isNaN(im) ? '+' : '';
  return `(${floatText(re, kind, '-', false)}${plus}${floatText(im, kind, '-', true)}j)`;
}

/** The real type whose digits a dtype's elements print with. */
export function floatKind(dtype: DType): Floating {
  if (dtype === 'complex64' || dtype === 'float32') return 'float32';
  return dtype === 'float16' ? 'float16' : 'float64';
}

/** One element as `str` of a NumPy scalar: never rounded, `(1+2j)`, `True`. */
export function scalarText(value: PrintScalar, dtype: DType): string {
  if (typeof value === 'object') return complexText(value, floatKind(dtype));
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'bigint') return value.toString();
  return dtype.startsWith('float') ? floatText(value, floatKind(dtype), '0', false) : String(value);
}
