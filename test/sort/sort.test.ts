/** Sorts, partitions, searches and sets against NumPy's answers. */
import { describe, expect, test } from 'vitest';
import { casesByGroup, expectAsNumPy } from './golden.js';

/** How many cases each group has: none may be lost on the way. */
const counts: Readonly<Record<string, number>> = {
  'sort layouts': 1246,
  'argsort layouts': 1246,
  'sort lengths': 952,
  'argsort lengths': 952,
  'sort zeros': 24,
  sort_complex: 42,
  'partition layouts': 3472,
  'partition lengths': 2016,
  'argpartition layouts': 3472,
  'argpartition lengths': 2016,
  searchsorted: 780,
  'searchsorted layouts': 42,
  lexsort: 178,
  'unique layouts': 1050,
  'unique lengths': 476,
  'unique axis': 504,
  'unique fields': 126,
  isin: 156,
  intersect1d: 156,
  union1d: 78,
  setdiff1d: 78,
  setxor1d: 78,
};

describe('sorting, searching and sets', () => {
  const groups = casesByGroup();

  test('the groups are whole', () => {
    const found = Object.fromEntries([...groups].map(([group, cases]) => [group, cases.length]));
    expect(found).toEqual(counts);
  });

  test.each([...groups])('%s as NumPy', (_, cases) => {
    expectAsNumPy(cases);
  });
});
