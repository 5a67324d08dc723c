/** Namespaces that are made by the first look at them. */
import * as nd from 'strided';
import { expect, test, vi } from 'vitest';
import { madeOnFirstUse } from '../lib/made_on_first_use.js';

test('made once, by the first look, and plain from then on', () => {
  const make = vi.fn(() => ({ a: 1, b: () => 2 }));
  const one = madeOnFirstUse({ names: ['a', 'b'], make });
  expect(Object.keys(one)).toEqual(['a', 'b']);
  expect('a' in one).toBe(true);
  expect(make).not.toHaveBeenCalled();
  expect(one.b()).toBe(2);
  expect(one.b).toBe(one.b);
  expect({ ...one }.a).toBe(1);
  expect(make).toHaveBeenCalledTimes(1);
  expect(Object.getOwnPropertyDescriptor(one, 'a')).toEqual({
    value: 1,
    writable: true,
    enumerable: true,
    configurable: true,
  });
});

test('can be written to, and frozen, before', () => {
  const written = madeOnFirstUse({ names: ['a', 'b'], make: () => ({ a: 1, b: 2 }) });
  written.a = 5;
  expect([written.a, written.b]).toEqual([5, 2]);
  const frozen = Object.freeze(madeOnFirstUse({ names: ['a', 'b'], make: () => ({ a: {}, b: 2 }) }));
  expect(frozen.a).toBe(frozen.a);
  expect(frozen.b).toBe(2);
  expect(() => Object.assign(frozen, { b: 3 })).toThrow(TypeError);
  const wrong = madeOnFirstUse({ names: ['a'], make: () => ({ a: 1, b: 2 }) });
  expect(() => wrong.a).toThrow(nd.StridedError);
});

test('the library’s name all that they make', () => {
  for (const namespace of [nd.random, nd.polynomial]) {
    const names = Object.keys(namespace);
    expect(names.length).toBeGreaterThan(5);
    const values = Object.values(namespace);
    expect(values.every((value) => typeof value === 'function')).toBe(true);
    expect(Object.keys(namespace)).toEqual(names);
  }
});
