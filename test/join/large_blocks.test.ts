/** Large blocks go straight to their place: as joining them list by list gives. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

const wide = nd.arange(150 * 120).reshape(150, 120);
const low = nd
  .arange(7 * 120)
  .reshape(7, 120)
  .astype('int16');
const tall = nd
  .arange(150 * 3)
  .reshape(150, 3)
  .astype('float32')
  .T.copy().T;

describe('block of many elements', () => {
  test('rows of columns, of several dtypes and layouts', () => {
    const result = nd.block([
      [wide, tall],
      [low, nd.ones([7, 3], 'bool')],
    ]);
    expect(result.dtype).toBe('float64');
    const expected = nd.vstack([nd.hstack([wide, tall]), nd.hstack([low, nd.ones([7, 3])])]);
    expect(nd.arrayEqual(result, expected)).toBe(true);
    expect(result.flags.owndata && result.flags.cContiguous).toBe(true);
  });
  test('one list; three levels; blocks without elements; fewer axes than levels', () => {
    expect(nd.arrayEqual(nd.block([wide, wide]), nd.concatenate([wide, wide], 1))).toBe(true);
    const cube = nd.block([[[wide, wide]], [[wide, wide]]]);
    expect(cube.shape).toEqual([2, 150, 240]);
    expect(nd.arrayEqual(cube.slice(1, ':', ':120'), wide)).toBe(true);
    const empty = nd.block([
      [wide, nd.zeros([150, 0])],
      [nd.zeros([0, 120]), nd.zeros([0, 0])],
    ]);
    expect(nd.arrayEqual(empty, wide)).toBe(true);
    const row = nd.arange(120);
    expect(nd.arrayEqual(nd.block([[wide], [row]]), nd.vstack([wide, row]))).toBe(true);
  });
  test('rows of different widths add up, others are refused', () => {
    const left = wide.slice(':, :50');
    const right = wide.slice(':, 50:');
    expect(
      nd.arrayEqual(
        nd
          .block([
            [left, right],
            [right, left],
          ])
          .slice(':150'),
        wide,
      ),
    ).toBe(true);
    expect(() =>
      nd.block([
        [wide, low],
        [low, wide],
      ]),
    ).toThrow(/^block: all lengths but those of axis 1 must agree/);
    expect(() => nd.block([[wide], [wide, wide]])).toThrow(nd.ShapeError);
  });
  test('the result is a copy', () => {
    const result = nd.block([wide, wide]);
    result.fill(-1);
    expect(wide.at(3, 4)).toBe(364);
  });
});
