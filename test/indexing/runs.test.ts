/** Items of one axis by one array of indices, and indices per axis beside places: every dtype, stride and length. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';
import { dtypeNames } from '../../lib/dtype.js';

const bigint = { bigint: true } as const;

/** Numbers that look random, and are the same each time. */
function scattered(n: number, below: number): number[] {
  return Array.from({ length: n }, (_, i) => (Math.imul(i + 1, 2654435761) >>> 0) % below);
}

/** Views of one axis: as it is, backwards, every other, every third backwards. */
const views: readonly ((n: number, dtype: nd.DType) => nd.NDArray)[] = [
  (n, dtype) => nd.arange(n).astype(dtype),
  (n, dtype) => nd.arange(n).astype(dtype).slice('::-1'),
  (n, dtype) =>
    nd
      .arange(2 * n)
      .astype(dtype)
      .slice('::2'),
  (n, dtype) =>
    nd
      .arange(3 * n)
      .astype(dtype)
      .slice('::-3'),
];

describe('one index array along one axis', () => {
  test.each(dtypeNames)('%s is read and written', (dtype) => {
    let cases = 0;
    for (const view of views) {
      for (const code of ['int64', 'int32', 'uint8', 'float64'] as const) {
        const n = 40;
        const places = scattered(100, n).map((place, i) => (i % 3 === 0 ? place - n : place));
        const index = nd
          .array(places.map((place) => (code === 'uint8' && place < 0 ? place + n : place)))
          .astype(code);
        const a = view(n, dtype);
        const elements = a.toArray(bigint) as unknown[];
        const at = (place: number): number => (place < 0 ? place + n : place);

        const expected = places.map((place) => elements[at(place)]);
        expect(a.index(index).toArray(bigint)).toEqual(expected);
        expect(a.take(index).toArray(bigint)).toEqual(expected);
        expect(a.index(index.reshape(20, 5)).ravel().toArray(bigint)).toEqual(expected);

        // Repeated indices: the last value stays.
        const values = nd.arange(100).remainder(90).astype(dtype);
        const listed = values.toArray(bigint) as unknown[];
        const written = elements.slice();
        places.forEach((place, i) => {
          written[at(place)] = listed[i];
        });
        for (const write of [
          (b: nd.NDArray) => b.indexAssign([index], values),
          (b: nd.NDArray) => b.indexAssign([index], values.slice('::-1').copy().slice('::-1')),
          (b: nd.NDArray) => b.put(index, values),
        ]) {
          const b = view(n, dtype);
          write(b);
          expect(b.toArray(bigint)).toEqual(written);
        }
        for (const write of [
          (b: nd.NDArray) => b.indexAssign([index], 1),
          (b: nd.NDArray) => b.put(index, 1),
          (b: nd.NDArray) => b.indexAssign([index], nd.array([1])),
        ]) {
          const b = view(n, dtype);
          write(b);
          const one = nd.ones([1], dtype).toArray(bigint)[0] as unknown;
          const filled = elements.map((element, i) =>
            places.some((place) => at(place) === i) ? one : element,
          );
          expect(b.toArray(bigint)).toEqual(filled);
        }
        cases++;
      }
    }
    expect(cases).toBe(16);
  });

  test.each([
    ['int64', 10],
    ['int64', -11],
    ['int32', 10],
    ['int32', -11],
    ['int32', -(2 ** 31)],
    ['int64', 2 ** 53],
  ] as const)('%s %i is outside: nothing is written', (dtype, bad) => {
    for (const n of [20, 100_000]) {
      const index = nd.zeros([n], dtype);
      index.set(bad, n - 3);
      const a = nd.arange(10);
      const message = `index ${bad} is out of bounds for axis 0 with size 10`;
      expect(() => a.index(index)).toThrow(message);
      expect(() => a.take(index)).toThrow(message);
      expect(() => a.indexAssign([index], 5)).toThrow(message);
      expect(() => a.indexAssign([index], nd.ones([n]))).toThrow(message);
      expect(() => a.put(index, 5)).toThrow(message);
      expect(a.toArray()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }
    expect(() => nd.zeros([0]).index(nd.zeros([2], dtype))).toThrow('axis 0 with size 0');
    expect(nd.zeros([0]).index(nd.zeros([0], dtype)).shape).toEqual([0]);
  });

  test('long arrays, in parts', () => {
    const n = 300_000;
    const places = scattered(n, n);
    const index = nd.array(places, 'int64');
    const a = nd.arange(n).add(0.5);
    expect(a.index(index).toArray()).toEqual(places.map((place) => place + 0.5));
    const expected = new Array<number>(n).fill(-1);
    places.forEach((place, i) => {
      expected[place] = i;
    });
    const b = nd.full([n], -1);
    b.indexAssign([index], nd.arange(n));
    expect(b.toArray()).toEqual(expected);
  });

  test('rows that threads share, each its part of all', () => {
    const rows = [5, 0, 5, 2, 0];
    const a = nd.zeros([6, 40_000]);
    const values = nd.arange(5 * 40_000).reshape(5, 40_000);
    a.indexAssign([rows], values);
    expect(a.slice(5).eq(values.slice(2)).all()).toBe(true);
    expect(a.slice(0).eq(values.slice(4)).all()).toBe(true);
    expect(a.slice(2).eq(values.slice(3)).all()).toBe(true);
    expect(a.slice(1).any()).toBe(false);
    expect(
      a
        .index(rows)
        .eq(values.index([2, 4, 2, 3, 4]))
        .all(),
    ).toBe(true);
  });

  test('an array may be its own index', () => {
    const a = nd.array([2, 0, 1], 'int64');
    a.indexAssign([a], nd.array([10, 20, 30], 'int64'));
    expect(a.toArray()).toEqual([20, 30, 10]);
    const b = nd.array([2, 0, 1], 'int64');
    b.put(b, b);
    expect(b.toArray()).toEqual([0, 1, 2]);
  });
});

describe('places and indices per axis', () => {
  const shapes = [[7], [3, 4], [2, 3, 4], [1, 5, 1, 2], [2, 2, 2, 2, 2, 3], [1000, 1000]];

  test('each is the other back, in both orders', () => {
    let cases = 0;
    for (const shape of shapes) {
      const size = shape.reduce((x, y) => x * y, 1);
      for (const order of ['C', 'F'] as const) {
        const places = scattered(5000, size);
        for (const index of [
          nd.array(places, 'int64'),
          nd.array(places),
          nd.array(places, 'int32').reshape(50, 100).T,
          nd
            .array(
              places.flatMap((place) => [place, -1]),
              'int64',
            )
            .slice('::2'),
        ] as readonly nd.NDArray[]) {
          const listed = index.ravel().toArray() as number[];
          const axes = nd.unravelIndex(index, shape, order) as readonly nd.NDArray[];
          const expected = shape.map(() => [] as number[]);
          for (const place of listed) {
            let rest = place;
            for (let i = 0; i < shape.length; i++) {
              const axis = order === 'F' ? i : shape.length - 1 - i;
              expected[axis]?.push(rest % (shape[axis] as number));
              rest = Math.floor(rest / (shape[axis] as number));
            }
          }
          expect(axes.map((axis) => axis.ravel().toArray())).toEqual(expected);
          expect(axes.every((axis) => axis.dtype === 'int64')).toBe(true);
          const back = nd.ravelMultiIndex(axes, shape, { order }) as nd.NDArray;
          expect(back.shape).toEqual(index.shape);
          expect(back.eq(index).all()).toBe(true);
          cases++;
        }
        expect(nd.unravelIndex(size - 1, shape, order)).toEqual(shape.map((length) => length - 1));
      }
    }
    expect(cases).toBe(48);
  });

  test('modes, and arrays that broadcast', () => {
    const rows = nd.array([[-1], [2], [9]], 'int64');
    const columns = nd.array([0, 5, -7], 'int32');
    const place = (r: number, c: number): number => r * 4 + c;
    const wrap = (i: number, n: number): number => ((i % n) + n) % n;
    const clip = (i: number, n: number): number => Math.min(Math.max(i, 0), n - 1);
    expect((nd.ravelMultiIndex([rows, columns], [3, 4], 'wrap') as nd.NDArray).toArray()).toEqual(
      [-1, 2, 9].map((r) => [0, 5, -7].map((c) => place(wrap(r, 3), wrap(c, 4)))),
    );
    expect((nd.ravelMultiIndex([rows, columns], [3, 4], ['clip', 'wrap']) as nd.NDArray).toArray()).toEqual(
      [-1, 2, 9].map((r) => [0, 5, -7].map((c) => place(clip(r, 3), wrap(c, 4)))),
    );
  });

  test.each([
    [() => nd.unravelIndex([0, 6], [2, 3]), 'unravelIndex: index 6 is out of bounds for axis 0 with size 6'],
    [
      () => nd.unravelIndex([0, -1], [2, 3]),
      'unravelIndex: index -1 is out of bounds for axis 0 with size 6',
    ],
    [() => nd.unravelIndex(6, [2, 3]), 'unravelIndex: index 6 is out of bounds for axis 0 with size 6'],
    [() => nd.unravelIndex(0.5, [2, 3]), 'unravelIndex: 0.5 is no integer index for axis 0'],
    [() => nd.unravelIndex([0.5], [2, 3]), 'unravelIndex: 0.5 is no integer index for axis 0'],
    [
      () =>
        nd.ravelMultiIndex(
          [
            [0, 1],
            [0, 3],
          ] as never,
          [2, 3],
        ),
      'ravelMultiIndex: index 3 is out of bounds for axis 1 with size 3',
    ],
    [
      () =>
        nd.ravelMultiIndex(
          [
            [0, -1],
            [0, 2],
          ] as never,
          [2, 3],
        ),
      'ravelMultiIndex: index -1 is out of bounds for axis 0 with size 2',
    ],
    [
      () => nd.ravelMultiIndex([0, 0, 0, 0, 0, 7], [1, 1, 1, 1, 1, 7]),
      'ravelMultiIndex: index 7 is out of bounds for axis 5 with size 7',
    ],
  ])('%#: outside', (call, message) => {
    // NumPy's ValueError; a fraction is no index.
    const code = message.includes('no integer') ? 'ERR_INDEX' : 'ERR_VALUE';
    expect(call).toThrow(expect.objectContaining({ message: expect.stringContaining(message), code }));
  });
});
