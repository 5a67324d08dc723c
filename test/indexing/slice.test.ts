/** slice: what it takes, what it refuses and what the errors say. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';
import { newArray } from '../../lib/call.js';
import { counted } from '../shape/views.js';

const line = counted([5]);
const table = counted([3, 4]);

describe('forms', () => {
  test('integers, strings, nd.s, null and ... say the same', () => {
    const expected = [[[6, 4]], [[10, 8]]];
    expect(table.slice('1:, null, 2::-2').toArray()).toEqual(expected);
    expect(table.slice('1:', null, '2::-2').toArray()).toEqual(expected);
    expect(table.slice(nd.s(1, null), nd.newaxis, nd.s(2, null, -2)).toArray()).toEqual(expected);
    expect(table.slice(' 1 : 3 ,newaxis, 2 : : -2 ').toArray()).toEqual(expected);
    expect(table.slice('...', 0).toArray()).toEqual([0, 4, 8]);
    expect(table.slice('0, ...').toArray()).toEqual([0, 1, 2, 3]);
    expect(table.slice(1n as unknown as number).toArray()).toEqual([4, 5, 6, 7]);
    expect(table.slice(-1, '-1').item()).toBe(11);
    expect(String(nd.s(3))).toBe(':3');
    expect(String(nd.s())).toBe(':');
    expect(String(nd.s(1, null, -2))).toBe('1::-2');
  });

  test('integers alone give a 0-d view', () => {
    const a = counted([2, 2]);
    const corner = a.slice(1, 1);
    expect(corner.shape).toEqual([]);
    expect(corner.base).toBe(a);
    corner.assign(9);
    expect(a.at(1, 1)).toBe(9);
  });

  test('no index is a view of everything', () => {
    const all = table.slice();
    expect(all).not.toBe(table);
    expect(all.base).toBe(table);
    expect(all.toArray()).toEqual(table.toArray());
  });

  test('ends and steps of any size', () => {
    expect(line.slice('-100:100').toArray()).toEqual([0, 1, 2, 3, 4]);
    expect(line.slice(nd.s(null, null, 1e300)).toArray()).toEqual([0]);
    expect(line.slice(nd.s(-1e300, 1e300)).toArray()).toEqual([0, 1, 2, 3, 4]);
    expect(line.slice('99999999999999999999999:').toArray()).toEqual([]);
    expect(line.slice('::-99999999999').toArray()).toEqual([4]);
    expect(line.slice('4:-6:-1').toArray()).toEqual([4, 3, 2, 1, 0]);
    expect(Object.is(nd.broadcastTo(line, [2, 5]).slice('::-1').strides[0], 0)).toBe(true);
  });

  test('many different strings do not wear the cache out', () => {
    const long = counted([3000]);
    for (let i = 0; i < 3000; i++) expect(long.slice(`${i}:`).size).toBe(3000 - i);
    expect(long.slice('2999:').toArray()).toEqual([2999]);
  });
});

describe('refused', () => {
  const cases: [string, () => unknown, RegExp][] = [
    ['an index array', () => table.slice([0, 1] as never), /slice: takes no index arrays.*use index/],
    ['an NDArray', () => table.slice(line as never), /slice: takes no index arrays.*use index/],
    ['a TypedArray', () => table.slice(new Int32Array(2) as never), /takes no index arrays.*use index/],
    ['a mask', () => line.slice(newArray([5], 0, true) as never), /slice: takes no masks.*use index/],
    ['a list of booleans', () => line.slice([true, false] as never), /slice: takes no masks.*use index/],
    ['a boolean', () => line.slice(true as never), /slice: takes no masks.*use index/],
    ['undefined', () => line.slice(undefined as never), /slice: undefined is no index/],
    ['an object', () => line.slice({} as never), /slice: a Object is no index/],
    ['a fraction', () => line.slice(1.5), /slice: 1.5 is no integer index/],
    ['NaN', () => line.slice(Number.NaN), /slice: NaN is no integer index/],
    ['a word', () => line.slice('one'), /slice: 'one' is no index; write 'start:stop:step'/],
    ['an empty string', () => line.slice(''), /slice: '' is no index/],
    ['too many colons', () => line.slice('1:2:3:4'), /is no index/],
    ['a fraction in a string', () => line.slice('1.5:'), /is no index/],
    ['a comma too many', () => line.slice('1,'), /is no index/],
    ['a step of 0', () => line.slice('::0'), /a step of 0/],
    ['a step of 0 in nd.s', () => nd.s(0, 1, 0), /s: a step of 0/],
    ['a fraction in nd.s', () => nd.s(0.5), /s: stop must be an integer or null, not 0.5/],
    [
      'four numbers in nd.s',
      () => (nd.s as (...ends: number[]) => unknown)(1, 2, 3, 4),
      /s: takes start, stop and step/,
    ],
    ['two ellipses', () => table.slice('...', '...'), /only one '\.\.\.'/],
    ['out of bounds', () => table.slice(0, 4), /slice: index 4 is out of bounds for axis 1 with size 4/],
    ['out of bounds below', () => table.slice(-4), /slice: index -4 is out of bounds for axis 0 with size 3/],
    ['too many', () => table.slice(0, 0, 0), /slice: 3 indices are too many for an array of shape \(3,4\)/],
    ['two numbers on one axis', () => line.slice(1, 3), /slice\('1:3'\)/],
    ['an index of a 0-d array', () => counted([]).slice(0), /too many/],
    ['too many axes', () => line.slice(...new Array<null>(64).fill(null)), /the most is 64/],
  ];
  test.each(cases)('%s', (_, run, message) => {
    expect(run).toThrow(message);
    expect(run).toThrow(nd.StridedError);
  });
  test('count', () => expect(cases.length).toBe(26));
});

describe('assign', () => {
  test('broadcasts, casts and overlaps as NumPy does', () => {
    const a = counted([3, 4]);
    a.slice(':, 1').assign([10, 20, 30]);
    a.slice(0).assign([[[1, 2, 3, 4]]]);
    expect(a.toArray()).toEqual([
      [1, 2, 3, 4],
      [4, 20, 6, 7],
      [8, 30, 10, 11],
    ]);
    const b = counted([6]);
    b.slice('1:').assign(b.slice(':-1'));
    expect(b.toArray()).toEqual([0, 0, 1, 2, 3, 4]);
    b.assign(b.slice('::-1'));
    expect(b.toArray()).toEqual([4, 3, 2, 1, 0, 0]);
    const square = counted([40, 40]);
    const expected = square.T.toArray();
    square.assign(square.T);
    expect(square.toArray()).toEqual(expected);
    const whole = newArray([3], 3, true);
    expect(whole.assign([1.9, -1.9, 7])).toBe(whole);
    expect(whole.toArray()).toEqual([1, -1, 7]);
  });

  test('refuses what does not fit', () => {
    const a = counted([2, 3]);
    expect(() => a.assign([1, 2] as never)).toThrow(
      /assign: shape \(2\) does not broadcast to \(2,3\): axis 1 is 2 against 3/,
    );
    expect(() => a.assign([[[1]], [[2]]] as never)).toThrow(nd.ShapeError);
    expect(() => newArray([2], 5).assign(300)).toThrow(/assign: 300 is out of range for uint8/);
    expect(() => a.assign(new nd.Complex(1, 2))).toThrow(nd.DTypeError);
    expect(() => a.assign([new nd.Complex(1, 2)])).toThrow(/\.real/);
    expect(() => a.assign('x' as never)).toThrow(nd.StridedError);
    expect(() => nd.broadcastTo(a, [2, 2, 3]).assign(1)).toThrow(/read-only/);
    expect(() => nd.diagonal(a).set(1, 0)).toThrow(/read-only/);
    expect(a.toArray()).toEqual(counted([2, 3]).toArray());
  });
});
