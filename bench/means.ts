/** Geometric means of speed-ups over many cells, and what they have to reach. */
import { suites } from './suites/index.js';
import type { CellResult, Verdict } from './types.js';

export interface Mean {
  readonly suite: string;
  readonly variants: readonly string[];
  readonly cells: number;
  readonly mean: number;
  readonly atLeast: number;
  readonly verdict: Verdict;
}

/** The speed-ups against NumPy of these variants. */
export function speedupsOf(cells: readonly CellResult[], variants: readonly string[]): number[] {
  return cells.flatMap(({ comparisons }) =>
    comparisons
      .filter(({ variant, against }) => variants.includes(variant) && against.startsWith('numpy'))
      .map(({ speedup }) => speedup.median),
  );
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** The means of each suite that has such a target, as far as its cells were measured. */
export function meansOf(cells: readonly CellResult[]): Mean[] {
  return suites.flatMap(({ name, means = [] }) =>
    means.flatMap(({ variants, atLeast }) => {
      const values = speedupsOf(
        cells.filter(({ suite }) => suite === name),
        variants,
      );
      if (values.length === 0) return [];
      const mean = geometricMean(values);
      const verdict = mean >= atLeast ? 'PASS' : 'FAIL';
      return [{ suite: name, variants, cells: values.length, mean, atLeast, verdict } as const];
    }),
  );
}

export function meanTexts(cells: readonly CellResult[]): string[] {
  return meansOf(cells).map(
    ({ suite, variants, cells: count, mean, atLeast, verdict }) =>
      `${suite}: geometric mean over ${count} cells (${variants.join(', ')}): ${mean.toFixed(2)} × NumPy, ` +
      `at least ${atLeast}: ${verdict}`,
  );
}
