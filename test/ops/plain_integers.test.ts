/** Scalars alone: bigints give bigints where the result is a 64-bit integer, numbers give numbers. */
import * as nd from 'strided';
import { expect, test } from 'vitest';

const cases: readonly (readonly [string, unknown, unknown])[] = [
  ['add', nd.add(1n, 2n), 3n],
  ['add beyond 2^53', nd.add(2n ** 60n, 1n), 2n ** 60n + 1n],
  ['negative', nd.negative(5n), -5n],
  ['divide', nd.divide(1n, 2n), 0.5],
  ['less', nd.less(1n, 2n), true],
  ['bitwiseCount', nd.bitwiseCount(7n), 3],
  ['numbers', nd.add(1, 2), 3],
  ['an array beside a bigint', nd.add(nd.array([1n]), 2n).toArray(), [3]],
];

test.each(cases)('%s', (_name, value, expected) => {
  expect(value).toEqual(expected);
});
