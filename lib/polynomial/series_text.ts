/** A series as a sum of terms: NumPy's `str` of it. */
import type { NDArray } from '../ndarray.js';
import { currentOptions } from '../print/options.js';
import { floatKind, formatFloatPositional, formatFloatScientific, scalarText } from '../print/scalar.js';
import type { PrintScalar } from '../print/source.js';

/** The families' letters; powers of x have none. */
const LETTERS: Readonly<Record<string, string>> = {
  Chebyshev: 'T',
  Legendre: 'P',
  Laguerre: 'L',
  Hermite: 'H',
  HermiteE: 'He',
};

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

function raised(degree: number, digits: string): string {
  return String(degree).replace(/\d/g, (digit) => digits[Number(digit)] as string);
}

type Complexlike = { readonly re: number; readonly im: number };

/** A coefficient with the digits that arrays print with; `parens` around one with an exponent. */
function numberText(value: PrintScalar, dtype: NDArray['dtype'], parens = false): string {
  if (typeof value !== 'number') return scalarText(value, dtype);
  const { precision, floatmode, sign, nanstr, infstr } = currentOptions();
  if (Number.isNaN(value)) return nanstr;
  if (!Number.isFinite(value)) return infstr;
  const isFixed = floatmode === 'fixed';
  const options = { precision, unique: !isFixed, trim: isFixed ? 'k' : '0', sign: sign === '+' } as const;
  const size = Math.abs(value);
  const least = 10 ** Math.min(0, Math.floor(-(precision - 1) / 2));
  if (size !== 0 && (size >= 1e8 || size < least)) {
    const text = formatFloatScientific(value, options, floatKind(dtype));
    return parens ? `(${text})` : text;
  }
  return formatFloatPositional(value, options, floatKind(dtype));
}

/** Complex numbers are compared by their real parts, then by the imaginary ones. */
function isAtLeastZero(value: number | Complexlike): boolean {
  if (typeof value === 'number') return value >= 0;
  return value.re > 0 || (value.re === 0 && value.im >= 0);
}

function negated(value: number | Complexlike): number | Complexlike {
  return typeof value === 'number' ? -value : { re: -value.re, im: -value.im };
}

/** What stands for x: the map from domain to window, where it is not the identity. */
function argument(symbol: string, off: NDArray, scale: NDArray): { text: string; isSum: boolean } {
  const [shift, factor] = [off, scale].map((a) => a.item() as number | Complexlike);
  const isZero = shift === 0 || (typeof shift === 'object' && shift.re === 0 && shift.im === 0);
  const isOne = factor === 1 || (typeof factor === 'object' && factor.re === 1 && factor.im === 0);
  if (isZero && isOne) return { text: symbol, isSum: false };
  const start = numberText(shift as PrintScalar, off.dtype);
  const slope = numberText(factor as PrintScalar, scale.dtype);
  if (isOne) return { text: `${start} + ${symbol}`, isSum: true };
  return { text: isZero ? `${slope}${symbol}` : `${start} + ${slope}${symbol}`, isSum: true };
}

/** `1.0 + 2.0·x + 3.0·x²`, `1.0 + 2.0·T₁(x)`, in lines of the width that arrays print in. */
export function seriesText(
  family: string,
  coef: NDArray,
  symbol: string,
  [off, scale]: readonly [NDArray, NDArray],
): string {
  const letter = LETTERS[family];
  const { text: plain, isSum } = argument(symbol, off, scale);
  const x = isSum ? `(${plain})` : plain;
  const width = Math.max(1, currentOptions().linewidth);
  const valueAt = (i: number): number | Complexlike => coef.at(i) as number | Complexlike;
  let out = numberText(valueAt(0) as PrintScalar, coef.dtype);
  let column = out.length;
  for (let degree = 1; degree < coef.size; degree++) {
    const value = valueAt(degree);
    const isPlus = isAtLeastZero(value);
    const size = numberText((isPlus ? value : negated(value)) as PrintScalar, coef.dtype, true);
    const power = degree === 1 ? '' : raised(degree, SUPERSCRIPTS);
    const term = letter === undefined ? `${x}${power}` : `${letter}${raised(degree, SUBSCRIPTS)}(${x})`;
    const next = `${isPlus ? '+' : '-'} ${size}·${term}`;
    // The next term's sign comes behind this one.
    const length = column + 1 + next.length + (degree + 1 < coef.size ? 2 : 0);
    if (length >= width) {
      out += ` ${next.replace(' ', '\n')}`;
      column = next.length - 2;
    } else {
      out += ` ${next}`;
      column += 1 + next.length;
    }
  }
  return out;
}
