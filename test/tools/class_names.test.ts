/** Classes of the bundle keep the names that errors and printing show. */
import { expect, test } from 'vitest';
// @ts-expect-error a tool in plain JavaScript
import { nameClasses } from '../../tools/class_names.mjs';

test('each is named as its variable, inside of it too', () => {
  const named: string = nameClasses(`var e = class extends Error {
  constructor() { super("_One"); this.name = new.target.name; }
}, One = class _One extends e {
  static _One = 3;
  copy() { return this instanceof _One ? new _One() : _One._One; }
}, plain = 4;
class Two {}
`);
  expect(named).toContain('var e = class e extends Error {');
  expect(named).toContain('One = class One extends e');
  expect(named).toContain('this instanceof One ? new One()');
  expect(named).toContain('super("_One")');
  expect(named).toContain('class Two {}');
  expect(() => nameClasses('var A = class _A { f() { return { _A }; } };')).toThrow(/_A/);
});
