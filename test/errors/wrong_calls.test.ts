/** Wrong calls give their errors, and no wrong call ends the process or spoils what is right. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as nd from 'strided';
import { expect, test } from 'vitest';
import { misbehaviour, wrongCalls } from './wrong_calls.js';

/** Forms that none of the calls may lack. */
const kinds = [
  'ShapeError',
  'AxisError',
  'DTypeError',
  'IndexError',
  'DisposedError',
  'MemoryLimitError',
  'StridedError',
];

test('there are over 120 wrong calls, of every kind of error', () => {
  expect(wrongCalls.length).toBe(223);
  expect(new Set(wrongCalls.map(({ name }) => name)).size).toBe(wrongCalls.length);
  expect(wrongCalls.map(({ kind }) => kind)).toEqual(expect.arrayContaining(kinds));
  console.log(`${wrongCalls.length} wrong calls`);
});

test.each(wrongCalls)('$name: $kind', (call) => {
  expect(misbehaviour(call)).toBeUndefined();
});

test('the errors are instances of the exported classes', () => {
  for (const name of kinds) {
    const kind = (nd as unknown as Record<string, new (...args: never[]) => Error>)[name];
    const call = wrongCalls.find((one) => one.kind === name);
    expect(() => call?.run()).toThrow(kind);
    expect(() => call?.run()).toThrow(nd.StridedError);
  }
});

test('right calls work after all the wrong ones', () => {
  for (let round = 0; round < 3; round++) for (const call of wrongCalls) misbehaviour(call);
  expect(nd.array([1, 2, 3]).add([4, 5, 6]).sum()).toBe(21);
  expect(
    nd
      .ones([20, 30])
      .matmul(nd.ones([30, 40]))
      .sum(),
  ).toBe(24000);
});

test('a process that makes them all ends by itself', () => {
  const child = fileURLToPath(new URL('./child.ts', import.meta.url));
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', child], {
    encoding: 'utf8',
  });
  expect({ status, signal, stderr }).toEqual({ status: 0, signal: null, stderr: '' });
  expect(stdout.trim()).toBe(`${wrongCalls.length} errors, then 21`);
});
