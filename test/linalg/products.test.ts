/** Products of every dtype and layout, with their options, against NumPy's answers. */
import { describe, expect, test } from 'vitest';
import { readCases } from '../sweep/cases.js';
import { byGroup, expectNoFailures } from '../sweep/run.js';

const file = readCases('products');

describe('products', () => {
  test('the cases are all there', () => {
    expect(file.cases).toHaveLength(2476);
  });

  test.each([...byGroup(file)])('%s as NumPy', (group, cases) => {
    expectNoFailures(`products, ${group}`, file, cases);
  });
});
