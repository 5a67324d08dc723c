/**
 * Decimal digits of a binary floating-point value.
 *
 * `uniqueDigits` gives the fewest digits that read back as the same value *in the given precision* (Steele and White's
 * Dragon4), `exactDigits` those of the exact expansion rounded half to even. V8 finds the shortest digits of most
 * float64 values itself; what it cannot know (other precisions, cut-offs, the narrow gap below a power of two) is done
 * in exact integers.
 */
import type { Floating } from '../types/dtypes.js';

/** d₀.d₁d₂… × 10^exponent; `digits` is never empty, and trailing zeros count as asked for. */
export interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

/** Where to stop: at most `max` and at least `min` digits, after the decimal point or in all; -1 for no bound. */
export interface Cutoff {
  readonly max: number;
  readonly min: number;
  readonly fractional: boolean;
}

/** mantissa × 2^exponent. `narrowBelow`: the next smaller value is half as far away as the next larger one. */
interface Binary {
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly narrowBelow: boolean;
}

interface Precision {
  readonly bits: number;
  /** Exponent of the smallest subnormal, as a power of two. */
  readonly lowest: number;
  readonly smallestNormal: number;
  /** Any decimal of this many digits survives the way into the format and back. */
  readonly decimals: number;
}

const PRECISIONS: Readonly<Record<Floating, Precision>> = {
  float16: { bits: 11, lowest: -24, smallestNormal: 2 ** -14, decimals: 3 },
  float32: { bits: 24, lowest: -149, smallestNormal: 2 ** -126, decimals: 6 },
  float64: { bits: 53, lowest: -1074, smallestNormal: 2 ** -1022, decimals: 15 },
};

const ZERO: Digits = { digits: '0', exponent: 0 };

const scratch = new DataView(new ArrayBuffer(8));

function decompose(x: number, kind: Floating): Binary {
  const { bits, lowest } = PRECISIONS[kind];
  scratch.setFloat64(0, x);
  const word = scratch.getBigUint64(0);
  const biased = Number((word >> 52n) & 0x7ffn);
  const fraction = word & 0xfffffffffffffn;
  const wide = biased === 0 ? fraction : fraction | (1n << 52n);
  const wideExponent = Math.max(biased, 1) - 1075;
  const exponent = Math.max(wideExponent + 53 - bits, lowest);
  const mantissa = wide >> BigInt(exponent - wideExponent);
  return { mantissa, exponent, narrowBelow: mantissa === 1n << BigInt(bits - 1) && exponent > lowest };
}

/** The exponents of ten of the last digit that may and of the last that must be given. */
function stops(cutoff: Cutoff, first: number): { last: number; least: number } {
  const origin = cutoff.fractional ? 0 : first + 1;
  const last = cutoff.max < 0 ? Number.NEGATIVE_INFINITY : origin - cutoff.max;
  // A maximum of 0 may stand with a larger minimum, and wins.
  const least = cutoff.min < 0 ? Number.POSITIVE_INFINITY : Math.max(origin - cutoff.min, last);
  return { last, least };
}

/** Exponent of the first decimal digit of `top / bottom`, which is near `x`. */
function firstExponent(x: number, top: bigint, bottom: bigint): number {
  let first = Math.floor(Math.log10(x));
  const reaches = (e: number): boolean =>
    e >= 0 ? top >= bottom * 10n ** BigInt(e) : top * 10n ** BigInt(-e) >= bottom;
  while (!reaches(first)) first -= 1;
  while (reaches(first + 1)) first += 1;
  return first;
}

/** One more in the last place; nines that roll over are dropped, as Dragon4 drops them. */
function roundUp(digits: string, exponent: number): Digits {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '9') end -= 1;
  if (end === 0) return { digits: '1', exponent: exponent + 1 };
  return { digits: digits.slice(0, end - 1) + String(Number(digits[end - 1]) + 1), exponent };
}

/** The exact value rounded half to even at 10^last; with `stopEarly` no zeros follow digits that are all there are. */
function roundedAt({ mantissa, exponent }: Binary, last: number, stopEarly = false): Digits {
  let top = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa;
  let bottom = exponent >= 0 ? 1n : 1n << BigInt(-exponent);
  if (last <= 0) top *= 10n ** BigInt(-last);
  else bottom *= 10n ** BigInt(last);
  const quotient = top / bottom;
  const twice = (top % bottom) * 2n;
  const up = twice > bottom || (twice === bottom && (quotient & 1n) === 1n);
  if (quotient === 0n) return { digits: up ? '1' : '0', exponent: last };
  const digits = quotient.toString();
  if (stopEarly && twice === 0n)
    return { digits: digits.replace(/0+$/, ''), exponent: digits.length - 1 + last };
  return up ? roundUp(digits, digits.length - 1 + last) : { digits, exponent: digits.length - 1 + last };
}

function isPowerOfTwo(x: number): boolean {
  scratch.setFloat64(0, x);
  return scratch.getUint32(4) === 0 && (scratch.getUint32(0) & 0xfffff) === 0;
}

/** The digits and the exponent in V8's exponential notation, trailing zeros dropped. */
function parse(text: string): Digits {
  const mark = text.indexOf('e');
  const digits = text.slice(0, 1) + text.slice(2, mark);
  return { digits: digits.replace(/0+$/, '') || '0', exponent: Number(text.slice(mark + 1)) };
}

/** The shortest digits of a normal float32 of more than six digits, where rounding a float64 settles them. */
function quickSingle(x: number): Digits | undefined {
  for (let places = 6; places <= 8; places += 1) {
    const text = x.toExponential(places);
    const back = Number(text);
    if (Math.fround(back) !== x) continue;
    // Left to dragon4: a decimal at the midpoint to a neighbour, and one of two that are equally near.
    const mirror = 2 * back - x;
    if (back !== x && Math.fround(mirror) === mirror) return undefined;
    const longer = x.toExponential(places + 1);
    if (Number(longer) === x && /5e/.test(longer)) return undefined;
    return parse(text);
  }
  return undefined;
}

/** The shortest digits where V8's own answer is known to be right for `kind`; the first digit's exponent is exact. */
function quickShortest(x: number, kind: Floating): Digits | undefined {
  const { decimals, smallestNormal } = PRECISIONS[kind];
  const wide = parse(x.toExponential());
  let found: Digits | undefined;
  if (wide.digits.length <= decimals && x >= smallestNormal) {
    found = wide;
  } else if (kind !== 'float16' && !isPowerOfTwo(x)) {
    if (kind === 'float64') {
      found = wide;
    } else if (x >= smallestNormal) {
      // All decimals of six digits survive, so these are right if they come back.
      const six = x.toExponential(decimals - 1);
      found = Math.fround(Number(six)) === x ? parse(six) : quickSingle(x);
    }
  }
  // A lone 1 may stand for a value just below that power of ten (up to 22 they are exact).
  if (found?.digits !== '1') return found;
  const { exponent } = found;
  return exponent >= 0 && exponent <= 22 && Number(`1e${exponent}`) === x ? found : undefined;
}

function dragon4(x: number, { mantissa, exponent, narrowBelow }: Binary, cutoff: Cutoff): Digits {
  const unit = narrowBelow ? 4n : 2n;
  let rest = mantissa * unit;
  let scale = unit;
  let below = 1n;
  if (exponent >= 0) {
    rest <<= BigInt(exponent);
    below <<= BigInt(exponent);
  } else {
    scale <<= BigInt(-exponent);
  }
  let above = narrowBelow ? below * 2n : below;
  const first = firstExponent(x, rest, scale);
  if (first >= 0) {
    scale *= 10n ** BigInt(first);
  } else {
    const power = 10n ** BigInt(-first);
    rest *= power;
    below *= power;
    above *= power;
  }
  const { last, least } = stops(cutoff, first);
  if (first < last) return roundedAt({ mantissa, exponent, narrowBelow }, last);

  // Both neighbours' midpoints read back as an even mantissa.
  const even = (mantissa & 1n) === 0n;
  let digits = '';
  for (let place = first; ; place -= 1) {
    const digit = rest / scale;
    rest %= scale;
    digits += digit.toString();
    const low = even ? rest <= below : rest < below;
    const high = even ? rest + above >= scale : rest + above > scale;
    if (((low || high) && place <= least) || place === last) {
      const twice = rest * 2n;
      const nearerDown = twice < scale || (twice === scale && (digit & 1n) === 0n);
      const down = low === high ? nearerDown : low;
      return down ? { digits, exponent: first } : roundUp(digits, first);
    }
    rest *= 10n;
    below *= 10n;
    above *= 10n;
  }
}

/** The fewest digits that identify `x` (finite, not negative), kept within the cut-off. */
export function uniqueDigits(x: number, kind: Floating, cutoff: Cutoff): Digits {
  if (x === 0) return ZERO;
  const quick = quickShortest(x, kind);
  if (quick === undefined) return dragon4(x, decompose(x, kind), cutoff);
  const { last, least } = stops(cutoff, quick.exponent);
  const end = quick.exponent - quick.digits.length + 1;
  if (end >= last && end <= least) return quick;
  const binary = decompose(x, kind);
  if (binary.narrowBelow) return dragon4(x, binary, cutoff);
  return roundedAt(binary, end < last ? last : least);
}

/** The digits of the exact value of `x` (finite, not negative), rounded half to even at the cut-off's `max`. */
export function exactDigits(x: number, kind: Floating, cutoff: Cutoff): Digits {
  if (x === 0) return ZERO;
  const binary = decompose(x, kind);
  const top = binary.exponent >= 0 ? binary.mantissa << BigInt(binary.exponent) : binary.mantissa;
  const bottom = binary.exponent >= 0 ? 1n : 1n << BigInt(-binary.exponent);
  const first = cutoff.fractional ? 0 : firstExponent(x, top, bottom);
  return roundedAt(binary, stops(cutoff, first).last, true);
}
