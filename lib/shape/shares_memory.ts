/**
 * Whether two arrays have a byte in common, exactly.
 *
 * A byte of an array is its first element's place plus a multiple of each stride plus a byte of the element. Two arrays
 * share one if a bounded linear equation in integers, sum of a_i x_i = b with 0 ≤ x_i ≤ u_i, has a solution.
 */

import { asNDArray } from '../convert/as_array.js';
import { describe } from '../describe.js';
import { StridedError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { readOptions } from '../options.js';
import type { ArrayLike } from '../types/operands.js';
import { extentOf, mayShareBytes } from './overlap.js';

interface Term {
  readonly factor: number;
  readonly bound: number;
}

/** The equation's terms, the largest factor first, equal factors joined. */
function termsOf(a: NDArray, b: NDArray): Term[] {
  const bounds = new Map<number, number>();
  const add = (factor: number, bound: number): void => {
    if (factor !== 0 && bound > 0) bounds.set(factor, (bounds.get(factor) ?? 0) + bound);
  };
  for (const x of [a, b]) {
    x._shape.forEach((length, axis) => {
      add(Math.abs(x._strides[axis] as number), length - 1);
    });
    add(1, x.itemsize - 1);
  }
  return [...bounds].map(([factor, bound]) => ({ factor, bound })).sort((x, y) => y.factor - x.factor);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** The least x ≥ 0 with a·x ≡ b (mod m), for a and m without a common factor. */
function leastSolution(a: number, b: number, m: number): number {
  let [r0, r1] = [BigInt(m), BigInt(a % m)];
  const modulus = r0;
  let [t0, t1] = [0n, 1n];
  while (r1 !== 0n) {
    const q = r0 / r1;
    [r0, r1] = [r1, r0 - q * r1];
    [t0, t1] = [t1, t0 - q * t1];
  }
  const x = (t0 * BigInt(b % m)) % modulus;
  return Number(x < 0n ? x + modulus : x);
}

/** True and false are exact; `undefined` says that `work` steps did not suffice. */
export function haveSolution(terms: readonly Term[], sum: number, work: number): boolean | undefined {
  const n = terms.length;
  // What the terms from k on can make: multiples of a divisor, up to a greatest sum.
  const divisors = new Array<number>(n + 1).fill(0);
  const greatest = new Array<number>(n + 1).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    const { factor, bound } = terms[k] as Term;
    divisors[k] = gcd(factor, divisors[k + 1] as number);
    greatest[k] = (greatest[k + 1] as number) + factor * bound;
  }
  let steps = 0;
  const search = (k: number, rest: number): boolean | undefined => {
    if (work >= 0 && ++steps > work) return undefined;
    if (rest === 0) return true;
    if (k === n || rest > (greatest[k] as number) || rest % (divisors[k] as number) !== 0) return false;
    const { factor, bound } = terms[k] as Term;
    const inner = divisors[k + 1] as number;
    if (inner === 0) return rest / factor <= bound;
    const last = Math.min(bound, Math.floor(rest / factor));
    const first = Math.max(0, Math.ceil((rest - (greatest[k + 1] as number)) / factor));
    // The rest must stay a multiple of what the remaining terms can make, so x moves in steps.
    const step = inner / (divisors[k] as number);
    const own = divisors[k] as number;
    const least = step === 1 ? 0 : leastSolution((factor / own) % step, (rest / own) % step, step);
    const from = first + ((((least - first) % step) + step) % step);
    for (let x = last - ((last - from) % step); x >= from && from <= last; x -= step) {
      const found = search(k + 1, rest - x * factor);
      if (found !== false) return found;
    }
    return false;
  };
  return search(0, sum);
}

/** Whether the arrays share a byte; `undefined` where the work allowed did not suffice. */
export function sharesBytes(a: NDArray, b: NDArray, work: number): boolean | undefined {
  if (!mayShareBytes(a, b)) return false;
  // Negative strides are walked from their far end: both arrays then count up from their lowest byte, and the
  // equation low_a + X = low_b + Y becomes X + (Ymax - Y) = low_b - low_a + Ymax.
  const x = extentOf(a);
  const y = extentOf(b);
  const sum = y.high - 1 - x.low;
  return haveSolution(termsOf(a, b), sum, work);
}

/** Options of `sharesMemory` and `mayShareMemory`. */
export interface SharesMemoryOptions {
  /** The most steps to take: -1 for as many as the exact answer needs, 0 to compare bounds only. */
  maxWork?: number | undefined;
}

function workOf(args: readonly unknown[], otherwise: number, who: string): number {
  const work = readOptions(args, ['maxWork'], who)['maxWork'] ?? otherwise;
  if (typeof work !== 'number' || !Number.isInteger(work) || work < -1) {
    throw new StridedError(
      `${who}: maxWork must be an integer of -1 or more, not ${describe(work)}`,
      'ERR_OPTION',
    );
  }
  return work;
}

function shares(a: unknown, b: unknown, work: number, who: string): boolean | undefined {
  const x = asNDArray(a, who);
  const y = asNDArray(b, who);
  x._alive(who);
  y._alive(who);
  return work === 0 ? mayShareBytes(x, y) : sharesBytes(x, y, work);
}

/**
 * Whether two arrays have a byte of memory in common. Exact, for views of any strides. NumPy's `shares_memory`.
 * @throws StridedError where `maxWork` is given and does not suffice.
 * @example
 * const a = nd.zeros([6]);
 * nd.sharesMemory(a.slice('::2'), a.slice('1::2')) // false
 * nd.sharesMemory(a.slice('::2'), a.slice('::3')) // true
 */
export function sharesMemory(a: ArrayLike, b: ArrayLike, maxWork?: number | SharesMemoryOptions): boolean;
export function sharesMemory(a: unknown, b: unknown, ...rest: unknown[]): boolean {
  const who = 'sharesMemory';
  const work = workOf(rest, -1, who);
  const result = shares(a, b, work, who);
  if (result === undefined) {
    throw new StridedError(
      `${who}: ${work} steps do not decide it; raise maxWork, or ask mayShareMemory`,
      'ERR_VALUE',
    );
  }
  return result;
}

/**
 * Whether two arrays could share memory: compares the bounds of their memory, or does up to `maxWork` steps towards the
 * exact answer. NumPy's `may_share_memory`.
 * @example
 * const a = nd.zeros([6]);
 * nd.mayShareMemory(a.slice('::2'), a.slice('1::2')) // true
 * nd.mayShareMemory(a.slice(':3'), a.slice('3:')) // false
 */
export function mayShareMemory(a: ArrayLike, b: ArrayLike, maxWork?: number | SharesMemoryOptions): boolean;
export function mayShareMemory(a: unknown, b: unknown, ...rest: unknown[]): boolean {
  const who = 'mayShareMemory';
  return shares(a, b, workOf(rest, 0, who), who) ?? true;
}
