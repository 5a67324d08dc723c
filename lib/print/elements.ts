/**
 * How the elements of one array are printed: a formatter looks at all that will show, settles widths and digits, and
 * then prints each to the same width.
 */
import type { DType, Floating } from '../types/dtypes.js';
import { currentOptions, type PrintOptions, type SignMode } from './options.js';
import { floatKind, positional, scientific, type Trim } from './scalar.js';
import type { ComplexParts, PrintScalar } from './source.js';

export type FormatElement = (value: PrintScalar) => string;

/** Length in code points, which is how NumPy counts. */
export function width(text: string): number {
  return /[\ud800-\udbff]/.test(text) ? [...text].length : text.length;
}

function longest(texts: readonly string[]): number {
  let most = 0;
  for (const text of texts) if (text.length > most) most = text.length;
  return most;
}

/**
 * Arrays print with exponents when a magnitude reaches `large` or falls below `small` (NumPy's 1e-4 in the elements'
 * own precision), or when the ratio of two is above `ratio` (what that precision rounds to more than 1000).
 */
const BOUNDS: Readonly<Record<Floating, { large: number; small: number; ratio: number }>> = {
  float16: { large: 1e3, small: 1.0001659393310547e-4, ratio: 1000 + 2 ** -2 },
  float32: { large: 1e6, small: Math.fround(1e-4), ratio: 1000 + 2 ** -15 },
  float64: { large: 1e8, small: 1e-4, ratio: 1000 },
};

function needsExponent(finite: readonly number[], kind: Floating, suppress: boolean): boolean {
  let most = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const x of finite) {
    const size = Math.abs(x);
    if (size > most) most = size;
    if (size !== 0 && size < least) least = size;
  }
  if (most === 0) return false;
  const { large, small, ratio } = BOUNDS[kind];
  return most >= large || (!suppress && (least < small || most / least > ratio));
}

function floatFormat(
  values: readonly number[],
  kind: Floating,
  options: PrintOptions,
  signMode: SignMode,
): (x: number) => string {
  const { floatmode, suppress } = options;
  const { nanstr, infstr } = currentOptions();
  const finite = values.filter(Number.isFinite);
  const sign = signMode === '+';
  const fixed = floatmode === 'fixed';
  let precision = floatmode === 'unique' ? -1 : options.precision;
  let trim: Trim = fixed ? 'k' : '.';
  let minDigits = -1;
  const unique = !fixed;
  const exponent = needsExponent(finite, kind, suppress);
  let expDigits = -1;
  let padLeft = 0;
  let padRight = 0;

  // A first pass prints everything without padding to learn the sizes.
  if (exponent) {
    const layout = { precision, minDigits, unique, trim, sign, padLeft: -1, expDigits };
    const parts = finite.map((x) => /^(.*)\.(.*)e.(.*)$/.exec(scientific(x, kind, layout)) ?? []);
    padLeft = longest(parts.map((part) => part[1] ?? ''));
    precision = longest(parts.map((part) => part[2] ?? ''));
    expDigits = longest(parts.map((part) => part[3] ?? ''));
    minDigits = precision;
    trim = 'k';
    padRight = expDigits + 2 + precision;
  } else if (finite.length > 0) {
    const layout = { precision, minDigits, unique, trim, sign, padLeft: -1, fractional: true, padRight: -1 };
    const texts = finite.map((x) => positional(x, kind, layout));
    for (const text of texts) {
      const point = text.indexOf('.');
      padLeft = Math.max(padLeft, point);
      padRight = Math.max(padRight, text.length - point - 1);
    }
    if (fixed || floatmode === 'maxprec_equal') {
      precision = padRight;
      minDigits = padRight;
      trim = 'k';
    } else {
      minDigits = 0;
      trim = '.';
    }
  }

  if (signMode === ' ' && !finite.some((x) => x < 0 || Object.is(x, -0))) padLeft += 1;
  if (finite.length < values.length) {
    const signed = signMode !== '-' || values.includes(Number.NEGATIVE_INFINITY);
    const rest = padRight + 1;
    padLeft = Math.max(padLeft, width(nanstr) - rest, width(infstr) + (signed ? 1 : 0) - rest);
  }

  const shared = { precision, minDigits, unique, trim, sign, padLeft };
  const asScientific = { ...shared, expDigits };
  const asPositional = { ...shared, fractional: true, padRight };
  return (x) => {
    if (Number.isFinite(x)) {
      return exponent ? scientific(x, kind, asScientific) : positional(x, kind, asPositional);
    }
    const mark = x < 0 ? '-' : sign ? '+' : '';
    const text = mark + (Number.isNaN(x) ? nanstr : infstr);
    return ' '.repeat(Math.max(0, padLeft + padRight + 1 - width(text))) + text;
  };
}

function complexFormat(
  values: readonly ComplexParts[],
  kind: Floating,
  options: PrintOptions,
): (z: ComplexParts) => string {
  const real = floatFormat(
    values.map((z) => z.re),
    kind,
    options,
    options.sign,
  );
  const imaginary = floatFormat(
    values.map((z) => z.im),
    kind,
    options,
    '+',
  );
  return (z) => {
    // The j comes before the blanks that pad the digits.
    const text = imaginary(z.im);
    const used = text.trimEnd().length;
    return `${real(z.re)}${text.slice(0, used)}j${text.slice(used)}`;
  };
}

function integerFormat(
  values: readonly (number | bigint)[],
  signMode: SignMode,
): (n: number | bigint) => string {
  let most = values[0] ?? 0;
  let least = most;
  for (const n of values) {
    if (n > most) most = n;
    if (n < least) least = n;
  }
  const mode = signMode === ' ' && least < 0 ? '-' : signMode;
  const mark = mode === '-' ? '' : mode;
  const room = Math.max(String(most).length + (most >= 0 ? mark.length : 0), String(least).length);
  return (n) => ((n >= 0 ? mark : '') + String(n)).padStart(room);
}

/** The caller's own formatter for this kind of element, if there is one. */
function customFormat(dtype: DType, options: PrintOptions): FormatElement | undefined {
  const { formatter } = options;
  if (formatter === null) return undefined;
  const chosen =
    dtype === 'bool'
      ? formatter.bool
      : dtype.startsWith('complex')
        ? (formatter.complexfloat ?? formatter.complexKind)
        : dtype.startsWith('float')
          ? (formatter.float ?? formatter.floatKind)
          : (formatter.int ?? formatter.intKind);
  // The dtype settles which kind of scalar arrives, which the compiler cannot see.
  const callback = (chosen ?? formatter.all ?? undefined) as FormatElement | undefined;
  return callback && ((value) => String(callback(value)));
}

/** How to print an element of `dtype`, where `values` are all that will be printed. `single`: of a 0-d array. */
export function elementFormat(
  dtype: DType,
  values: readonly PrintScalar[],
  single: boolean,
  options: PrintOptions,
): FormatElement {
  const custom = customFormat(dtype, options);
  if (custom) return custom;
  if (dtype === 'bool') return (value) => (value ? (single ? 'True' : ' True') : 'False');
  if (dtype.startsWith('complex')) {
    return complexFormat(values as ComplexParts[], floatKind(dtype), options) as FormatElement;
  }
  if (dtype.startsWith('float')) {
    return floatFormat(values as number[], floatKind(dtype), options, options.sign) as FormatElement;
  }
  return integerFormat(values as (number | bigint)[], options.sign) as FormatElement;
}
