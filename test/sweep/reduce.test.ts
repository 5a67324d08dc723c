/** Reductions against NumPy's answers: dtypes, axes, layouts, special values, options. */
import { describe, expect, test } from 'vitest';
import { readCases } from './cases.js';
import { byGroup, expectNoFailures } from './run.js';

const file = readCases('reduce');
/** How many cases each group has: none may be lost on the way. */
const counts: Readonly<Record<string, number>> = {
  axes: 30380,
  'special values': 18456,
  empty: 6678,
  dtype: 584,
  out: 1752,
  where: 2016,
  initial: 356,
  ddof: 196,
  'aliased out': 390,
  large: 497,
  'random options': 3000,
};

describe('reductions', () => {
  const groups = byGroup(file);

  test('the groups are whole', () => {
    const found = Object.fromEntries([...groups].map(([group, cases]) => [group, cases.length]));
    expect(found).toEqual(counts);
  });

  test.each([...groups])('%s as NumPy', (group, cases) => {
    expectNoFailures(`reductions, ${group}`, file, cases);
  });
});
