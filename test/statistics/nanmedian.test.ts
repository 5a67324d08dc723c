/** nanmedian of odd counts is an element: no mean of it with itself, which could pass the range. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

const most = Number.MAX_VALUE;
const nan = Number.NaN;

describe('nanmedian near the largest number', () => {
  test('of odd counts is the middle', () => {
    expect(nd.nanmedian([most, nan, most, -most])).toBe(most);
    expect(nd.nanmedian([nan, most])).toBe(most);
    expect(nd.nanmedian([1, 2, nan, 4])).toBe(2);
    const table = [
      [most, most, -most, nan],
      [1, 2, 3, 4],
      [-most, -most, most, nan],
      [nan, nan, nan, nan],
    ];
    expect(nd.nanmedian(table, 1).toArray()).toEqual([most, 2.5, -most, nan]);
    expect(nd.nanmedian(table, 1, { keepdims: true }).shape).toEqual([4, 1]);
    expect(nd.nanmedian(nd.array([[65504, 65504, nan, 1]]).astype('float16'), 1).toArray()).toEqual([65504]);
  });

  test('no zero is negative, as of a mean', () => {
    expect(nd.nanmedian([-0])).toBe(0);
    expect(nd.nanmedian([-1, -0, 1])).toBe(0);
    expect(nd.nanmedian([[-0], [nan]], 1).toArray()).toEqual([0, nan]);
    expect(nd.median([-0])).toBe(0);
  });

  test('of even counts it is the mean, as NumPy has it', () => {
    expect(nd.nanmedian([most, nan, most])).toBe(Infinity);
    expect(nd.nanmedian([1, nan, 2])).toBe(1.5);
  });

  test('of complex numbers', () => {
    const z = nd.nanmedian([
      new nd.Complex(most, 1),
      new nd.Complex(nan, 0),
      new nd.Complex(most, 1),
      new nd.Complex(0, 1),
    ]);
    expect([z.re, z.im]).toEqual([most, 1]);
  });
});
