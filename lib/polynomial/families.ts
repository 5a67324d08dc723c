/** The orthogonal families as one table: their recurrences, derivatives and integrals, as quotients linear in the degree. */
import { ramp } from '../create/arange.js';
import { FLOAT64 } from '../dtype.js';
import type { NDArray } from '../ndarray.js';
import { divide } from '../ops/arithmetic.js';
import { castTo } from './coefficients.js';

/** (p[0]·k + p[1]) / (q[0]·k + q[1]) of a degree k; `first` for k = 0 where that is another number. */
export interface Quotient {
  readonly p: readonly [number, number];
  readonly q: readonly [number, number];
  readonly first?: number;
}

/** Plain numbers that belong to a family; coefficients of users never pass here. */
export interface Family {
  readonly name: string;
  /** Where the family is at home. */
  readonly domain: readonly [number, number];
  /** P[k+1] = (a(k)·x + b(k))·P[k] − c(k)·P[k−1]. */
  readonly a: Quotient;
  readonly b: Quotient;
  readonly c: Quotient;
  /**
   * Element j−1 of the derivative of sum(v[k]·P[k]) is after(j−1) times the sum of before(k)·v[k] over k = j, j + step, …;
   * over k = j alone where the step is 0.
   */
  readonly derivative: { readonly step: 0 | 1 | 2; readonly before: Quotient; readonly after: Quotient };
  /** The antiderivative of P[k] is up(k)·P[k+1] + same(k)·P[k] − down(k)·P[k−1], and a constant. */
  readonly integral: { readonly up: Quotient; readonly same: Quotient; readonly down: Quotient };
}

const constant = (value: number, first?: number): Quotient => ({
  p: [0, value],
  q: [0, 1],
  ...(first === undefined ? {} : { first }),
});
const linear = (slope: number, start: number): Quotient => ({ p: [slope, start], q: [0, 1] });
const over = (slope: number, start: number, first?: number): Quotient => ({
  p: [0, 1],
  q: [slope, start],
  ...(first === undefined ? {} : { first }),
});
const zero = constant(0);
export const one = constant(1);

export const power: Family = {
  name: 'Polynomial',
  domain: [-1, 1],
  a: one,
  b: zero,
  c: zero,
  derivative: { step: 0, before: linear(1, 0), after: one },
  integral: { up: over(1, 1), same: zero, down: zero },
};

/** The polynomial of degree 0 counts half in Chebyshev's relations: what `first` says. */
export const chebyshev: Family = {
  name: 'Chebyshev',
  domain: [-1, 1],
  a: constant(2, 1),
  b: zero,
  c: one,
  derivative: { step: 2, before: linear(1, 0), after: constant(2, 1) },
  integral: { up: over(2, 2, 1), same: zero, down: over(2, -2) },
};

export const legendre: Family = {
  name: 'Legendre',
  domain: [-1, 1],
  a: { p: [2, 1], q: [1, 1] },
  b: zero,
  c: { p: [1, 0], q: [1, 1] },
  derivative: { step: 2, before: one, after: linear(2, 1) },
  integral: { up: over(2, 1), same: zero, down: over(2, 1) },
};

export const laguerre: Family = {
  name: 'Laguerre',
  domain: [0, 1],
  a: { p: [0, -1], q: [1, 1] },
  b: { p: [2, 1], q: [1, 1] },
  c: { p: [1, 0], q: [1, 1] },
  derivative: { step: 1, before: one, after: constant(-1) },
  integral: { up: constant(-1), same: one, down: zero },
};

export const hermite: Family = {
  name: 'Hermite',
  domain: [-1, 1],
  a: constant(2),
  b: zero,
  c: linear(2, 0),
  derivative: { step: 0, before: linear(2, 0), after: one },
  integral: { up: over(2, 2), same: zero, down: zero },
};

export const hermiteE: Family = {
  name: 'HermiteE',
  domain: [-1, 1],
  a: one,
  b: zero,
  c: linear(1, 0),
  derivative: { step: 0, before: linear(1, 0), after: one },
  integral: { up: over(1, 1), same: zero, down: zero },
};

/** The quotient for one degree. */
export function quotientAt({ p, q, first }: Quotient, k: number): number {
  if (k === 0 && first !== undefined) return first;
  return (p[0] * k + p[1]) / (q[0] * k + q[1]);
}

export function isZero({ p, first }: Quotient): boolean {
  return p[0] === 0 && p[1] === 0 && (first ?? 0) === 0;
}
export function isOne({ p, q, first }: Quotient): boolean {
  return p[0] === 0 && q[0] === 0 && p[1] === q[1] && (first ?? 1) === 1;
}

/** slope·k + start for the degrees k = from, from + 1, …; float64. */
function line([slope, start]: readonly [number, number], from: number, count: number, who: string): NDArray {
  const first = slope * from + start;
  if (slope !== 0) return ramp(first, first + slope * count, slope, FLOAT64, who);
  const zeros = ramp(0, count, 1, FLOAT64, who);
  zeros.fill(start);
  return zeros;
}

/** The quotients for `count` degrees from `from` on, 1-D, of a dtype. */
export function quotients(
  quotient: Quotient,
  from: number,
  count: number,
  code: number,
  who: string,
): NDArray {
  const { p, q, first } = quotient;
  const values = line(p, from, count, who);
  if (q[0] !== 0) {
    using below = line(q, from, count, who);
    divide(values, below, { out: values });
  } else if (q[1] !== 1) {
    divide(values, q[1], { out: values });
  }
  if (from === 0 && count > 0 && first !== undefined) values.set(first, 0);
  if (code === FLOAT64) return values;
  const cast = castTo(values, code, who);
  values.dispose();
  return cast;
}
