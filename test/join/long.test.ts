/** Joining and editing beside plain lists, where the work is cut into parts. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

function scattered(n: number, below: number): number[] {
  return Array.from({ length: n }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 0) % below);
}
const counted = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

describe('repeat with a count for each', () => {
  test.each(['uint8', 'int16', 'float32', 'float64', 'complex128'] as const)('%s', (dtype) => {
    for (const [n, below] of [
      [7, 3],
      [1000, 9],
      [200_000, 4],
    ] as const) {
      const counts = scattered(n, below);
      const a = nd.arange(n).remainder(251).astype(dtype);
      const expected = counts.flatMap((count, i) => new Array<number>(count).fill(i % 251));
      const result = nd.repeat(a, nd.array(counts, 'int64'));
      expect(result.shape).toEqual([expected.length]);
      expect(result.real.eq(nd.array(expected)).all()).toBe(true);
    }
  });

  test('rows, and columns of many rows', () => {
    const counts = scattered(300, 4);
    const a = nd.arange(300 * 700).reshape(300, 700);
    const rows = nd.array(
      counts.flatMap((count, i) => new Array<number>(count).fill(i)),
      'int64',
    );
    expect(nd.repeat(a, counts, 0).eq(a.index(rows)).all()).toBe(true);
    const b = a.T.copy();
    expect(nd.repeat(b, counts, 1).eq(b.index(':', rows)).all()).toBe(true);
    expect(nd.repeat(a, new Array<number>(300).fill(0), 0).shape).toEqual([0, 700]);
  });
});

describe('copies a few bytes further on', () => {
  test('roll, insert and pad of long rows, by each number of elements', () => {
    const rows = 3;
    const length = 5000;
    const a = nd.arange(rows * length).reshape(rows, length);
    const lists = a.toArray() as number[][];
    for (let shift = 1; shift < 20; shift++) {
      const rolled = lists.map((row) => [...row.slice(-shift), ...row.slice(0, -shift)]);
      expect(nd.roll(a, shift, 1).toArray()).toEqual(rolled);
      const put = lists.map((row) => [...row.slice(0, shift), -1, ...row.slice(shift)]);
      expect(nd.insert(a, shift, -1, 1).toArray()).toEqual(put);
      const padded = lists.map((row) => [...row.slice(-shift), ...row, ...row.slice(0, shift)]);
      expect(nd.pad(a, { 1: shift }, 'wrap').toArray()).toEqual(padded);
    }
  });

  test('roll along two axes is one after the other', () => {
    const a = nd.arange(2 * 5 * 6 * 7).reshape(2, 5, 6, 7);
    for (const axes of [
      [0, 1],
      [0, 3],
      [1, 2],
      [2, 3],
      [1, 3],
    ]) {
      for (const shifts of [
        [1, 3],
        [-2, 4],
        [0, 1],
      ]) {
        const [i, j] = axes as [number, number];
        const [s, t] = shifts as [number, number];
        expect(
          nd
            .roll(a, [s, t], [i, j])
            .eq(nd.roll(nd.roll(a, s, i), t, j))
            .all(),
        ).toBe(true);
        const b = a.slice(1);
        expect(
          nd
            .roll(b, [s, t], [0, 2])
            .eq(nd.roll(nd.roll(b, s, 0), t, 2))
            .all(),
        ).toBe(true);
      }
    }
  });
});

test('tile is the array at each of its places', () => {
  let cases = 0;
  for (const shape of [[4], [2, 3], [1, 3], [3, 1], [2, 1, 3], [1, 1, 2]]) {
    const a = nd.arange(shape.reduce((x, y) => x * y, 1)).reshape(shape);
    for (const reps of [[3], [2, 2], [2, 1], [1, 3], [2, 1, 2], [1, 2, 2], [3, 2, 1], [2, 2, 2, 1]]) {
      for (const from of [a, a.T.copy().T]) {
        const result = nd.tile(from, reps);
        const ndim = Math.max(shape.length, reps.length);
        const own = [...new Array<number>(ndim - shape.length).fill(1), ...shape];
        const many = [...new Array<number>(ndim - reps.length).fill(1), ...reps];
        // Each axis split in (times, own length) is the array, broadcast.
        const split = own.flatMap((length, i) => [many[i] as number, length]);
        const spread = nd.broadcastTo(a.reshape(own.flatMap((length) => [1, length])), split);
        expect(result.shape).toEqual(own.map((length, i) => length * (many[i] as number)));
        expect(result.reshape(split).eq(spread).all()).toBe(true);
        cases++;
      }
    }
  }
  expect(cases).toBe(96);
});

describe('insert at many places', () => {
  function inserted(list: readonly number[], places: readonly number[], values: readonly number[]): number[] {
    const at = places.map((place) => (place < 0 ? place + list.length : place));
    const order = counted(places.length).sort((i, j) => (at[i] as number) - (at[j] as number) || i - j);
    const result = list.slice();
    order.forEach((i, rank) => {
      result.splice((at[i] as number) + rank, 0, values[i] as number);
    });
    return result;
  }

  test.each([
    [50, 10],
    [1000, 300],
    [60_000, 5],
    [60_000, 2000],
  ])('of %i elements, %i', (n, count) => {
    const list = counted(n);
    const places = scattered(count, 2 * n).map((place) => place - n);
    places[0] = n;
    const values = counted(count).map((i) => -i - 1);
    const expected = inserted(list, places, values);
    expect(nd.insert(nd.arange(n), places, values).toArray()).toEqual(expected);
    expect(nd.insert(nd.arange(n), nd.array(places, 'int32'), nd.array(values)).toArray()).toEqual(expected);
    const one = inserted(list, places, new Array<number>(count).fill(7));
    expect(nd.insert(nd.arange(n), places, 7).toArray()).toEqual(one);
    const table = nd.stack([nd.arange(n), nd.arange(n)]);
    expect((nd.insert(table, places, 7, 1).slice(1) as nd.NDArray).toArray()).toEqual(one);
    expect((nd.insert(table.T, places, 7, 0).slice(':, 0') as nd.NDArray).toArray()).toEqual(one);
  });

  test('values are stretched by their axes, not by their number', () => {
    const a = nd.zeros([2, 2, 2]);
    const columns = nd.array([1, 2]).reshape(2, 1, 1);
    const one = [
      [
        [0, 0],
        [1, 1],
        [0, 0],
      ],
      [
        [0, 0],
        [2, 2],
        [0, 0],
      ],
    ];
    expect(nd.insert(a, [1], columns, 1).toArray()).toEqual(one);
    expect(nd.insert(nd.zeros([2, 3]), [0, 1, 2], nd.array([[1], [2], [3]]), 0).toArray()).toEqual([
      [1, 1, 1],
      [0, 0, 0],
      [2, 2, 2],
      [0, 0, 0],
      [3, 3, 3],
    ]);
  });

  test('places outside are named', () => {
    expect(() => nd.insert([1, 2, 3], [0, 4], 9)).toThrow(
      'insert: index 4 is out of bounds for axis 0 with size 3',
    );
    expect(() => nd.insert([1, 2, 3], [0, -4], 9)).toThrow(
      'insert: index -4 is out of bounds for axis 0 with size 3',
    );
    expect(() => nd.insert([1, 2, 3], [0, 0.5], 9)).toThrow(nd.IndexError);
    expect(() => nd.insert([1, 2, 3], nd.array([0n, 2n ** 60n]), 9)).toThrow(nd.IndexError);
  });
});
