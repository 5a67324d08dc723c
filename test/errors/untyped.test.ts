/** Values that no message can spell: the error is ours all the same. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

const values: [string, unknown][] = [
  ['no prototype', Object.create(null)],
  ['a Symbol', Symbol('s')],
  ['a list of a Symbol', [Symbol('s')]],
  ['a list of no prototype', [[Object.create(null)]]],
  ['a constructor named by a Symbol', { constructor: { name: Symbol('s') } }],
  ['a constructor that throws', Object.defineProperty({}, 'constructor', { get: () => JSON.parse('{') })],
  ['toString that throws', { toString: () => JSON.parse('{') }],
];
const a = nd.ones([2, 3]);
const calls: [string, (value: never) => unknown][] = [
  ['dtype', (value) => nd.zeros(3, { dtype: value })],
  ['astype', (value) => a.astype(value)],
  ['casting', (value) => nd.add(a, a, { casting: value })],
  ['keepdims', (value) => nd.sum(a, { keepdims: value })],
  ['order', (value) => nd.ravel(a, { order: value })],
  ['shape', (value) => nd.zeros(value)],
  ['precision', (value) => nd.arrayStr(a, { precision: value })],
  ['sign', (value) => nd.array2string(a, { sign: value })],
  ['threshold', (value) => nd.array2string(a, { threshold: value })],
  ['nanstr', (value) => nd.printoptions({ nanstr: value }, () => 1)],
  ['formatter', (value) => nd.array2string(a, { formatter: { all: value } })],
  ['overrideRepr', (value) => nd.setPrintoptions({ overrideRepr: value })],
  ['diagonal', (value) => nd.diagonal(a, { offset: value })],
  ['ddof', (value) => nd.std(a, { ddof: value })],
  ['maxWork', (value) => nd.sharesMemory(a, a, { maxWork: value })],
  ['strides', (value) => nd.asStrided(a, { shape: [1], strides: [value] })],
  ['all strides', (value) => nd.asStrided(a, { shape: [1], strides: value })],
  ['setLimit', (value) => nd.memory.setLimit(value)],
];

describe.each(calls)('%s', (_name, call) => {
  test.each(values)('%s', (_what, value) => {
    expect(() => call(value as never)).toThrow(nd.StridedError);
  });
});

test.each([0, -1, 0.5, 1.5, Number.NaN, Number.NEGATIVE_INFINITY, '1', 10n])('a limit of %s', (bytes) => {
  const { limitBytes } = nd.memory.stats();
  expect(() => nd.memory.setLimit(bytes as never)).toThrow(nd.StridedError);
  expect(nd.memory.stats().limitBytes).toBe(limitBytes);
});

test('bigints are indices', () => {
  const b = nd.arange(6).reshape(2, 3);
  expect(b.at(-1n as never, 1n as never)).toBe(4);
  expect(b.item(-1n as never)).toBe(5);
  expect(b.set(9, 0n as never, -1n as never).at(0, 2)).toBe(9);
  expect(() => b.at(2n as never, 0)).toThrow('index 2 is out of bounds for axis 0 with size 2');
});

test.each(values)('no index: %s', (_what, value) => {
  const b = nd.arange(6).reshape(2, 3);
  expect(() => b.at(value as never, 0)).toThrow(nd.IndexError);
  expect(() => b.at(value as never)).toThrow(nd.IndexError);
  expect(() => b.set(1, 0, value as never)).toThrow(nd.IndexError);
  expect(() => b.item(value as never, 0)).toThrow(nd.IndexError);
});

test.each([0, 3])('%i elements of a detached buffer', (length) => {
  const data = new Float64Array(length);
  const b = nd.asarray(data);
  expect(b.data.length).toBe(length);
  structuredClone(data.buffer, { transfer: [data.buffer] });
  const refused = expect.objectContaining({ name: 'StridedError', code: 'ERR_BUFFER' });
  expect(() => b.data).toThrow(refused);
  expect(() => b.toBuffer()).toThrow(refused);
  expect(() => nd.load(data.buffer as never)).toThrow(refused);
  expect(() => nd.load(new Uint8Array(0).fill(0) as never)).toThrow(nd.StridedError);
});
