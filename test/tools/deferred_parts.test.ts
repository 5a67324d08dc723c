/** The bundle cut in two: what is deferred, what stays, and that both together are the program they were. */
import { expect, test } from 'vitest';
// @ts-expect-error a tool in plain JavaScript
import { deferParts, statementPaths } from '../../tools/deferred_parts.mjs';

const builtins = `// lib/builtins.ts
function builtin(name) { log.push("load " + name); return process.getBuiltinModule(name); }
`;

function cut(bundle: string): { code: string; report: Record<string, { functions: number; given: number }> } {
  const whole = `// lib/complex.ts\nvar log = [];\n${builtins}${bundle}`;
  return deferParts(whole, statementPaths(whole)) as never;
}

async function run(code: string): Promise<Record<string, unknown> & { log: string[] }> {
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as never;
}

test('functions are compiled by the first call, with the constants that only they use', async () => {
  const { code, report } = cut(`// lib/fft/a.ts
var sizes = new Map([["a'b\\\\n", 3]]), shared = [1, 2];
function helper(x) { return sizes.get(x) + shared.length; }
function first(x, more = 1, ...rest) { return [helper(x), more, rest, this === undefined, new Error("here").stack]; }
// lib/sets/c.ts
function third(x) { return x + 1; }
// lib/linalg/b.ts
function second(a, b) { log.push("second"); return [first(a)[0], shared, typeof Math.max, arguments.length]; }
export { first, second, third, shared, log };
`);
  expect(report['fft/a']?.functions).toBe(1);
  expect(report['linalg/b']?.functions).toBe(1);
  const { first, second, third, shared, log } = (await run(code)) as unknown as {
    first: (...args: unknown[]) => unknown[];
    second: (...args: unknown[]) => unknown[];
    third: (x: number) => number;
    shared: number[];
    log: string[];
  };
  expect(log).toEqual([]);
  expect([first.name, first.length, second.name, second.length]).toEqual(['first', 1, 'second', 2]);
  const [value, more, rest, unbound, stack] = first("a'b\\n", undefined, 7);
  expect([value, more, rest, unbound]).toEqual([5, 1, [7], true]);
  expect(log).toEqual(['load vm']);
  // It takes nothing from outside.
  expect(third(1)).toBe(2);
  expect(report['sets/c']?.given).toBe(0);
  expect(second("a'b\\n", 2, 3)).toEqual([5, [1, 2], 'function', 3]);
  expect(second('none')[1]).toBe(shared);
  expect(log).toEqual(['load vm', 'load vm', 'load vm', 'second', 'second']);

  // The position in the stack is where the text stands in the file, but for the escapes before it.
  const [, line, column] = /first \(data:.*:(\d+):(\d+)\)/.exec(stack as string) ?? [];
  const at = code.split('\n')[Number(line) - 1] as string;
  expect(Math.abs(at.indexOf('new Error') - Number(column))).toBeLessThan(10);
});

test('what an import runs, and what changes, stays where it is', async () => {
  const { code, report } = cut(
    `// lib/fft/a.ts
var count = 0, ticks = 0, table = [make(2)], settings = { on: true };
function make(x) { return inner(x) + 1; }
function inner(x) { return [x].map(doubled)[0]; }
function doubled(x) { return x * 2; }
function bump() { return count += 1; }
function counted() { return count; }
function tick() { return ticks += 1; }
settings.on = false;
function isOn() { return settings.on; }
class Kept { static seen = log.push("Kept"); }
class Plain { value = 4; }
function plain() { return new Plain().value + table[0]; }
// lib/ops/ufunc.ts
function hot() { return count; }
export { bump, counted, tick, isOn, plain, hot, Kept, log };
`,
  );
  // tick with the number that no other function sees, isOn and plain.
  expect(report['fft/a']?.functions).toBe(3);
  for (const name of ['make', 'inner', 'doubled', 'bump', 'counted', 'hot'])
    expect(code).toMatch(new RegExp(`^function ${name}\\(`, 'm'));
  expect(code).not.toMatch(/^class Plain|^var ticks/m);
  const nd = (await run(code)) as unknown as Record<string, () => unknown> & { log: string[] };
  expect(nd.log).toEqual(['Kept']);
  expect([nd['bump']?.(), nd['bump']?.(), nd['counted']?.()]).toEqual([1, 2, 2]);
  expect([nd['tick']?.(), nd['tick']?.(), nd['hot']?.()]).toEqual([1, 2, 2]);
  expect([nd['isOn']?.(), nd['plain']?.()]).toEqual([false, 9]);
});

test('a part that the start of the program needs is an error, and so is another number of statements', async () => {
  const { code } = cut(`// lib/fft/a.ts
function late() { return 1; }
// lib/index.ts
var table = { late }, value = table["late"]();
export { late, value };
`);
  await expect(run(code)).rejects.toThrow(/before it has started/);
  expect(() => deferParts('var a = 1;', ['lib/a.ts', 'lib/b.ts'])).toThrow(/other statements/);
});
