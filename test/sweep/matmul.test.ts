/** Matrix products against NumPy's answers: one, two and more axes, layouts, empty ones, `out`. */
import { describe, expect, test } from 'vitest';
import { readCases } from './cases.js';
import { byGroup, expectNoFailures } from './run.js';

const file = readCases('matmul');

describe('matmul', () => {
  test('the cases are all there', () => {
    expect(file.cases).toHaveLength(1102);
  });

  test.each([...byGroup(file)])('%s as NumPy', (group, cases) => {
    expectNoFailures(`matmul, ${group}`, file, cases);
  });
});
