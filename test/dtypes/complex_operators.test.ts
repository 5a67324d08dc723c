/** JavaScript's operators on complex scalars: refused, where they would join texts or compare them. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

describe('JavaScript’s operators on a Complex', () => {
  const z = new nd.Complex(1, 2) as unknown as number;
  const operations: readonly (readonly [string, () => unknown])[] = [
    ['+', () => z + 1],
    ['-', () => z - 1],
    ['*', () => z * 2],
    ['<', () => z < 3],
    ['unary -', () => -z],
    ['Math.abs', () => Math.abs(z)],
    ['Number', () => Number(z)],
    ['<= of two', () => z <= (new nd.Complex(9, 0) as unknown as number)],
  ];

  test.each(operations)('%s is refused by a TypeError that names the functions', (_, operation) => {
    expect(operation).toThrow(TypeError);
    expect(operation).toThrow(/nd\.add\(a, b\), nd\.abs\(a\)/);
  });

  test('texts of it are as before', () => {
    const one = new nd.Complex(1, -2);
    expect([`${one}`, String(one), JSON.stringify(one)]).toEqual(['1-2j', '1-2j', '[1,-2]']);
  });
});
