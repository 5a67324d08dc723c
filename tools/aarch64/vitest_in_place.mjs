// The part of vitest that the tests use, in the test's own process: vitest itself takes minutes to start in emulation.
// Tests run in order when their file has been loaded; matchers are vitest's.
import { writeSync } from 'node:fs';
import { JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';
import * as chai from 'chai';

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

const path = [];
const tests = [];
const hooks = { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] };

export const expect = (value, message) => chai.expect(value, message);
expect.fail = (message) => {
  throw new Error(message);
};
for (const name of [
  'any',
  'anything',
  'arrayContaining',
  'objectContaining',
  'stringContaining',
  'stringMatching',
]) {
  expect[name] = (...values) => chai.expect[name](...values);
}

/** A title with %s and its like, or $name, filled in. */
function title(text, args) {
  let next = 0;
  return String(text)
    .replace(/%[sdijfo#%]/g, () => String(args[next++]).slice(0, 60))
    .replace(/\$(\w+)/g, (_, name) => String(args[0]?.[name]));
}

function each(declare) {
  return (rows) => (text, body) => {
    for (const row of rows) {
      const args = Array.isArray(row) ? row : [row];
      declare(title(text, args), () => body(...args));
    }
  };
}

export function describe(text, body) {
  path.push(text);
  body();
  path.pop();
}
export function test(text, ...rest) {
  const body = rest.find((value) => typeof value === 'function');
  tests.push({ name: [...path, text].join(' > '), body });
}
for (const declare of [describe, test]) {
  declare.each = each(declare);
  declare.runIf = (condition) => (condition ? declare : () => {});
  declare.skipIf = (condition) => (condition ? () => {} : declare);
}
export const it = test;
export const beforeAll = (hook) => hooks.beforeAll.push(hook);
export const beforeEach = (hook) => hooks.beforeEach.push(hook);
export const afterEach = (hook) => hooks.afterEach.push(hook);
export const afterAll = (hook) => hooks.afterAll.push(hook);
export const vi = {};

/** Runs what has been declared; prints failures, and a line of JSON last. The bundle of a test file ends with its call. */
globalThis.runDeclaredTests = async () => {
  let passed = 0;
  let failed = 0;
  const all = async (list) => {
    for (const hook of list) await hook();
  };
  await all(hooks.beforeAll);
  for (const { name, body } of tests) {
    try {
      await all(hooks.beforeEach);
      await body();
      passed++;
    } catch (error) {
      failed++;
      writeSync(1, `FAILED ${name}\n${String(error?.stack ?? error).slice(0, 2000)}\n`);
    }
    await all(hooks.afterEach);
  }
  await all(hooks.afterAll);
  writeSync(1, `${JSON.stringify({ passed, failed })}\n`);
};
