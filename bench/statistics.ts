/** Medians, spreads, and when a target counts as missed. */
import type { Summary, Target, Verdict } from './types.js';

/** The value below which a share of the values lies, interpolated between neighbours. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('quantile: no values');
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (position - below);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The median and the quartiles. */
export function summarise(values: readonly number[]): Summary {
  return { median: median(values), low: quantile(values, 0.25), high: quantile(values, 0.75) };
}

/**
 * How many times as fast `ours` is as `theirs`, round by round: what disturbs one round disturbs both of its
 * measurements, so the ratio of a pair is steadier than the ratio of two medians.
 */
export function pairedSpeedups(ours: readonly number[], theirs: readonly number[]): number[] {
  if (ours.length !== theirs.length) {
    throw new RangeError(`pairedSpeedups: ${ours.length} rounds against ${theirs.length}`);
  }
  return ours.map((own, round) => (theirs[round] as number) / own);
}

export function meets(target: Target, measured: number): boolean {
  return 'atLeast' in target ? measured >= target.atLeast : measured <= target.atMost;
}

/** A miss is measured again; only this many misses in a row are a failure. */
export const REPETITIONS = 3;

export function verdictOf(target: Target, measured: readonly number[]): Verdict | 'repeat' {
  if (measured.some((value) => meets(target, value))) return 'PASS';
  return measured.length >= REPETITIONS ? 'FAIL' : 'repeat';
}

/**
 * The smallest size from which on the speed-up stays at 1 or above; `undefined` where it is below 1 at the largest size.
 */
export function crossing(
  points: readonly { readonly n: number; readonly speedup: number }[],
): number | undefined {
  let found: number | undefined;
  for (const { n, speedup } of points.toSorted((a, b) => b.n - a.n)) {
    if (speedup < 1) break;
    found = n;
  }
  return found;
}
