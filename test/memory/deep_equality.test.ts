/** Arrays in the hands of assertion libraries, which look at own properties. */
import assert from 'node:assert';
import { inspect, isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import * as nd from '../../lib/index.js';

const pairs: [string, nd.NDArray, nd.NDArray][] = [
  ['small', nd.array([1, 2]), nd.array([1, 3])],
  ['large', nd.zeros([1000, 1000]), nd.ones([1000, 1000])],
  ['of the caller', nd.asarray(new Float64Array([1, 2])), nd.asarray(new Float64Array([1, 3]))],
];

test.each(pairs)('arrays that differ (%s) are never deeply equal, and the report is short', (_, a, b) => {
  expect(isDeepStrictEqual(a, b)).toBe(false);
  expect(isDeepStrictEqual(a, a.slice('...'))).toBe(false);
  let report = '';
  try {
    assert.deepStrictEqual(a, b);
  } catch (error) {
    report = (error as Error).message;
  }
  expect(report).toMatch(/deep-equal/);
  expect(report.length).toBeLessThan(5000);
  expect(report).not.toContain('Contents');
});

test('lent memory is told apart too', () => {
  const [a, b] = [nd.zeros([4]), nd.ones([4])];
  expect(a.data.length + b.data.length).toBe(8);
  expect(isDeepStrictEqual(a, b)).toBe(false);
});

test('generators log their names', () => {
  expect(inspect(nd.random.defaultRng(1))).toBe('Generator(PCG64)');
  expect(inspect(new nd.random.RandomState(1))).toBe('RandomState(MT19937)');
  expect(inspect([new nd.random.Philox(1)])).toBe('[ Philox ]');
});

test('the equality tester and the serializer of docs/installation.md', () => {
  expect.addEqualityTesters([
    (a, b) =>
      a instanceof nd.NDArray && b instanceof nd.NDArray
        ? a.dtype === b.dtype && nd.arrayEqual(a, b, { equalNan: true })
        : undefined,
  ]);
  expect.addSnapshotSerializer({
    test: (value) => value instanceof nd.NDArray,
    serialize: (value) => nd.arrayRepr(value),
  });
  expect(nd.arange(3)).toEqual(nd.array([0, 1, 2]));
  expect({ list: [nd.arange(6).slice(':3')] }).toEqual({ list: [nd.arange(3)] });
  expect(nd.array(Number.NaN)).toEqual(nd.array(Number.NaN));
  expect(nd.arange(3)).not.toEqual(nd.array([0, 1, 3]));
  expect(nd.arange(3)).not.toEqual(nd.array([0, 1, 2], 'int32'));
  expect(nd.zeros([2, 0])).not.toEqual(nd.zeros([0]));
  expect(nd.arange(3)).toMatchInlineSnapshot('array([0., 1., 2.])');
});
