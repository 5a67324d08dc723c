/** Statistics, histograms, signals and bits against NumPy's answers. */
import { describe, expect, test } from 'vitest';
import { readGolden, shown } from './golden.js';

/** How many calls each file has: none may be lost on the way. */
const sizes = {
  reductions: 2352,
  quantiles: 4558,
  histograms: 380,
  bins: 671,
  signals: 1179,
  covariances: 187,
} as const;

describe.each(Object.entries(sizes))('%s', (name, size) => {
  const golden = readGolden(name);

  test('are all there', () => {
    expect(golden.calls.length).toBe(size);
    expect(Object.values(golden.counts).reduce((a, b) => a + b, 0)).toBe(size);
  });

  test('are as NumPy has them', () => {
    const failures: string[] = [];
    for (const call of golden.calls) {
      const problem = golden.failure(call);
      if (problem !== undefined) failures.push(`${shown(call)}: ${problem}`);
    }
    expect(failures.slice(0, 20), `${failures.length} failures`).toEqual([]);
  });
});
