/**
 * Elements, strides and offsets past 2 ** 31: none may be counted in 32 bits on the way. With less than 10 GB for arrays,
 * which these take, the same calls are tried on a smaller array.
 */
import * as nd from 'strided';
import { afterAll, describe, expect, test } from 'vitest';

const edge = nd.memory.stats().limitBytes >= 10e9 ? 2 ** 31 : 2 ** 28;
const n = edge + 40;
const last = n - 1;
/** All zero but for three elements: before the edge, on it, and the last. */
const bytes = nd.zeros([n], 'uint8');
bytes.set(2, edge - 1);
bytes.set(3, edge);
bytes.set(7, last);
const places = [edge - 1, edge, last];
/** 2 GiB and 40 bytes of float64. */
const wide = nd.ones([n / 8]);
const top = n / 8 - 1;
wide.set(5, top);

/** Where results go: fresh pages for each would take most of the time. */
const scratch = nd.empty([n], 'uint8');
const marks = scratch.view('bool');

afterAll(() => {
  for (const array of [bytes, wide, scratch]) array.dispose();
});

const atPlaces = (array: nd.NDArray): unknown => places.map((place) => array.at(place));
/** A copy to work on. */
function copied(): nd.NDArray {
  nd.copyto(scratch, bytes);
  return scratch;
}

const cases: [string, () => unknown, unknown][] = [
  ['sum', () => nd.sum(bytes), 12],
  ['mean', () => nd.mean(bytes), 12 / n],
  ['std', () => Math.abs(nd.std(bytes) / Math.sqrt(62 / n - (12 / n) ** 2) - 1) < 1e-9, true],
  ['max', () => nd.max(bytes), 7],
  ['argmax', () => nd.argmax(bytes), last],
  ['argmin of the end', () => nd.argmin(bytes.slice(`${edge - 1}:`)), 2],
  ['any of the end', () => nd.any(bytes.slice(`${edge + 1}:${last}`)), false],
  ['countNonzero', () => nd.countNonzero(bytes), 3],
  ['logicalOr.reduce', () => nd.any(nd.logicalOr.reduce(bytes)), true],
  ['flatnonzero', () => nd.flatnonzero(bytes).toArray(), places],
  ['take', () => nd.take(bytes, places).toArray(), [2, 3, 7]],
  ['put', () => copied().put(places, [4, 5, 6]) ?? atPlaces(scratch), [4, 5, 6]],
  ['by a mask', () => bytes.index(nd.greater(bytes, 2, { out: marks })).toArray(), [3, 7]],
  ['by no mask', () => bytes.index(nd.greater(bytes, 7, { out: marks })).toArray(), []],
  ['add', () => atPlaces(nd.add(bytes, 250, { out: scratch })), [252, 253, 1]],
  ['add of the reverse', () => nd.add(bytes, bytes.slice('::-1'), { out: scratch }).at(last), 7],
  ['add in place', () => atPlaces(copied().iadd(1)), [3, 4, 8]],
  ['equal', () => nd.argmax(nd.equal(bytes, 3, { out: marks })), edge],
  ['copyto with where', () => nd.copyto(copied(), 9, { where: marks }) ?? atPlaces(scratch), [9, 9, 9]],
  ['astype', () => atPlaces(nd.negative(bytes, { out: scratch.view('int8') })), [-2, -3, -7]],
  ['every second', () => nd.argmax(bytes.slice('1::2')), n / 2 - 1],
  [
    'rows',
    () =>
      bytes
        .reshape([2, n / 2])
        .sum(1)
        .toArray(),
    [0, 12],
  ],
  ['columns', () => bytes.reshape([2, n / 2]).T.at(n / 2 - 1, 1), 7],
  ['max by columns', () => nd.argmax(bytes.reshape([2, n / 2]).max(0)), n / 2 - 1],
  ['partition', () => copied().partition(n - 2) ?? scratch.slice('-2:').toArray(), [3, 7]],
  ['cumsum', () => atPlaces(nd.cumsum(bytes, { dtype: 'uint8', out: scratch })), [2, 5, 12]],
  ['vecdot', () => nd.add(nd.vecdot(bytes, bytes), 0).item(), 62],
  ['searchsorted', () => nd.searchsorted(wide, [1, 5, 6]).toArray(), [0, top, n / 8]],
  ['sum of float64', () => nd.sum(wide), n / 8 + 4],
  ['dot of float64', () => nd.add(nd.dot(wide, wide), 0).item(), n / 8 + 24],
  ['argmax of float64', () => [nd.max(wide), nd.argmax(wide)], [5, top]],
  ['multiply', () => nd.multiply(wide, wide, { out: scratch.view('float64') }).at(top), 25],
  [
    'bytes of float64',
    () =>
      wide
        .view('uint8')
        .slice(`${n - 8}:`)
        .view('float64')
        .toArray(),
    [5],
  ],
];

describe(`arrays past ${edge} bytes`, () => {
  test.each(cases)('%s', (_, actual, expected) => {
    expect(actual()).toEqual(expected);
  });
  test('all were run', () => {
    expect(cases).toHaveLength(33);
  });
});
