import { describe, expect, it } from 'vitest';
import {
  crossing,
  median,
  pairedSpeedups,
  quantile,
  REPETITIONS,
  summarise,
  verdictOf,
} from '../../bench/statistics.js';

describe('quantiles', () => {
  it('interpolates between neighbours', () => {
    expect(quantile([4, 1, 3, 2], 0)).toBe(1);
    expect(quantile([4, 1, 3, 2], 1)).toBe(4);
    expect(quantile([4, 1, 3, 2], 0.25)).toBe(1.75);
    expect(median([3, 1, 2])).toBe(2);
    expect(median([1, 2, 3, 4])).toBe(2.5);
    expect(median([7])).toBe(7);
  });
  it('refuses no values', () => {
    expect(() => median([])).toThrow(RangeError);
  });
  it('leaves the values as they were', () => {
    const values = [3, 1, 2];
    summarise(values);
    expect(values).toEqual([3, 1, 2]);
  });
  it('gives the quartiles as the spread', () => {
    expect(summarise([1, 2, 3, 4, 100])).toEqual({ median: 3, low: 2, high: 4 });
  });
});

describe('paired speed-ups', () => {
  it('divides round by round', () => {
    expect(pairedSpeedups([1, 2, 4], [2, 2, 2])).toEqual([2, 1, 0.5]);
  });
  it('does not let a disturbance of whole rounds into the ratio', () => {
    const calm = [10, 10, 10, 10, 10];
    const disturbed = calm.map((value, round) => value * (round + 1));
    const theirs = disturbed.map((value) => value * 3);
    expect(summarise(pairedSpeedups(disturbed, theirs))).toEqual({ median: 3, low: 3, high: 3 });
  });
  it('refuses rounds that do not pair', () => {
    expect(() => pairedSpeedups([1], [1, 2])).toThrow(RangeError);
  });
});

describe('verdicts', () => {
  const faster = { kind: 'speedup', variant: 'out', atLeast: 1.5 } as const;
  const within = { kind: 'nanoseconds', variant: 'value', atMost: 150 } as const;
  const bounded = { kind: 'megabytes', variant: 'collected', atMost: 600 } as const;
  it('passes at the bound', () => {
    expect(verdictOf(faster, [1.5])).toBe('PASS');
    expect(verdictOf(within, [150])).toBe('PASS');
    expect(verdictOf(bounded, [600])).toBe('PASS');
  });
  it('repeats a miss and fails after three', () => {
    expect(REPETITIONS).toBe(3);
    expect(verdictOf(faster, [1.4])).toBe('repeat');
    expect(verdictOf(faster, [1.4, 1.49])).toBe('repeat');
    expect(verdictOf(faster, [1.4, 1.49, 1.2])).toBe('FAIL');
    expect(verdictOf(within, [151, 160, 149])).toBe('PASS');
  });
  it('measures what was not measured yet', () => {
    expect(verdictOf(faster, [])).toBe('repeat');
  });
});

describe('crossing', () => {
  const at = (speedups: readonly number[]): number | undefined =>
    crossing(speedups.map((speedup, i) => ({ n: 10 ** i, speedup })));
  it('is the size from which on the speed-up stays at one', () => {
    expect(at([0.1, 0.5, 1, 3])).toBe(100);
    expect(at([2, 2, 2])).toBe(1);
  });
  it('does not count a win that is lost again', () => {
    expect(at([2, 0.9, 1.1, 1.2])).toBe(100);
    expect(at([2, 2, 0.9])).toBeUndefined();
  });
  it('takes the sizes in any order', () => {
    expect(
      crossing([
        { n: 100, speedup: 2 },
        { n: 1, speedup: 0.2 },
        { n: 10, speedup: 1.5 },
      ]),
    ).toBe(10);
  });
});
