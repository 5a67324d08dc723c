/** Classes and functions of the bundle keep the names that errors and printing show. */
import { expect, test } from 'vitest';
// @ts-expect-error a tool in plain JavaScript
import { nameClasses, nameFunctions } from '../../tools/class_names.mjs';

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

test('functions that were renamed show the name they are exported by', () => {
  const named: string = nameFunctions(`function outer() {}
function outer2() { return { outer: outer2 }; }
function trace3() {}
function log2() {}
var space = Object.freeze({ trace: trace3, log2, other: outer });
export { outer2 as outer, log2 };
`);
  expect(named).toContain(
    'for (let [call, value] of [[trace3, "trace"], [outer2, "outer"]]) Object.defineProperty(call, "name", { value });\nexport {',
  );
  expect(nameFunctions('function log2() {}\nexport { log2 };\n')).not.toContain('defineProperty');
});
