/** Wrong calls, and what the golden cases cannot say: plain values, views, methods in place. */
import * as nd from 'strided';
import { NDArray } from 'strided';
import { describe, expect, test } from 'vitest';

type Loose = Record<string, (...args: unknown[]) => unknown>;
const f = nd as unknown as Loose;
const method = (a: NDArray, name: string, ...args: unknown[]): unknown =>
  ((a as unknown as Loose)[name] as (...args: unknown[]) => unknown).apply(a, args);

const wrong: readonly (readonly [string, () => unknown, new (...args: never[]) => Error, RegExp])[] = [
  ['sort of a 0-d array', () => f['sort']?.(3), nd.AxisError, /sort: axis -1 .* 0-d/],
  ['sort axis', () => f['sort']?.([1, 2], 1), nd.AxisError, /sort: axis 1 is out of bounds/],
  [
    'sort kind',
    () => f['sort']?.([1, 2], { kind: 'bubble' }),
    nd.StridedError,
    /kind must be one of quicksort/,
  ],
  ['kind and stable', () => f['sort']?.([1], { kind: 'stable', stable: true }), nd.StridedError, /only one/],
  ['stable', () => f['argsort']?.([1], { stable: 1 }), nd.StridedError, /stable must be true or false/],
  ['order', () => f['sort']?.([1], { order: 'x' }), nd.DTypeError, /fields of records/],
  ['unknown option', () => f['argsort']?.([1], { axes: 1 }), nd.StridedError, /unknown option 'axes'/],
  [
    'in place without an axis',
    () => method(nd.ones([2, 2]), 'sort', null),
    nd.AxisError,
    /axis must be an integer/,
  ],
  ['in place, read-only', () => method(nd.broadcastTo(1, [3]), 'sort'), nd.StridedError, /read-only/],
  [
    'partition out of bounds',
    () => f['partition']?.([3, 1, 2], 3),
    nd.StridedError,
    /kth 3 is out of bounds .* size 3/,
  ],
  ['partition below', () => f['partition']?.([3, 1, 2], -4), nd.StridedError, /kth -4 is out of bounds/],
  [
    'partition by a fraction',
    () => f['partition']?.([3, 1, 2], 1.5),
    nd.IndexError,
    /must be an integer, not 1.5/,
  ],
  [
    'partition by a bool',
    () => f['argpartition']?.([3, 1], true),
    nd.IndexError,
    /must be an integer, not true/,
  ],
  ['partition by nothing', () => f['partition']?.([3, 1], []), nd.IndexError, /empty list/],
  ['partition kind', () => f['partition']?.([3, 1], 0, { kind: 'x' }), nd.StridedError, /introselect/],
  [
    'partition in place, read-only',
    () => method(nd.broadcastTo(1, [3]), 'partition', 1),
    nd.StridedError,
    /read-only/,
  ],
  ['lexsort of nothing', () => f['lexsort']?.([]), nd.ShapeError, /at least one key/],
  ['lexsort of a number', () => f['lexsort']?.(3), nd.ShapeError, /at least one key/],
  [
    'lexsort of two shapes',
    () => f['lexsort']?.([[1, 2], [3]]),
    nd.ShapeError,
    /one shape; met \(2,?\) and \(1,?\)/,
  ],
  ['lexsort axis', () => f['lexsort']?.([[1, 2]], 1), nd.AxisError, /lexsort: axis 1/],
  [
    'search in two axes',
    () => f['searchsorted']?.([[1]], 1),
    nd.ShapeError,
    /must have one axis, not shape \(1,1\)/,
  ],
  ['search in a number', () => f['searchsorted']?.(3, 1), nd.ShapeError, /must have one axis/],
  ['search side', () => f['searchsorted']?.([1], 1, 'l'), nd.StridedError, /'left' or 'right', not/],
  [
    'short sorter',
    () => f['searchsorted']?.([1, 2], 1, { sorter: [0] }),
    nd.ShapeError,
    /1 places for 2 elements/,
  ],
  [
    'sorter of two axes',
    () => f['searchsorted']?.([1, 2], 1, { sorter: [[0, 1]] }),
    nd.ShapeError,
    /one axis/,
  ],
  [
    'sorter out of bounds',
    () => f['searchsorted']?.([1, 2], [1], { sorter: [0, 5] }),
    nd.IndexError,
    /outside the 2/,
  ],
  [
    'negative sorter',
    () => f['searchsorted']?.([1, 2], 1, { sorter: [-1, -1] }),
    nd.IndexError,
    /outside the 2/,
  ],
  [
    'sorter of fractions',
    () => f['searchsorted']?.([1, 2], 1, { sorter: [0.5, 1] }),
    nd.IndexError,
    /fraction/,
  ],
  [
    'sorter of bools',
    () => f['searchsorted']?.([1, 2], 1, { sorter: [true, false] }),
    nd.IndexError,
    /not bool/,
  ],
  [
    'kth with a hole',
    () => f['argpartition']?.([1, 2, 3], new Array(2)),
    nd.IndexError,
    /kth must be an integer/,
  ],
  [
    'keys that no list holds',
    () => f['lexsort']?.(new Proxy([], { get: (t, k) => (k === 'length' ? 2 ** 40 : Reflect.get(t, k)) })),
    nd.ShapeError,
    /lexsort: a list of 1099511627776 arrays is too long/,
  ],
  ['unique axis', () => f['unique']?.([1, 2], { axis: 1 }), nd.AxisError, /unique: axis 1/],
  [
    'unique option',
    () => f['unique']?.([1, 2], { returnIndex: 1 }),
    nd.StridedError,
    /returnIndex must be true or false/,
  ],
  ['isin kind', () => f['isin']?.([1], [1], { kind: 'hash' }), nd.StridedError, /'sort', 'table' or null/],
  [
    'isin table',
    () => f['isin']?.([1.5], [1], { kind: 'table' }),
    nd.DTypeError,
    /bool and integers, not float64/,
  ],
  ['setdiff1d option', () => f['setdiff1d']?.([1], [1], { unique: true }), nd.StridedError, /unknown option/],
];

describe('wrong calls', () => {
  test.each(wrong)('%s', (_, call, type, message) => {
    expect(call).toThrow(type);
    expect(call).toThrow(message);
  });

  test('disposed arrays', () => {
    for (const name of ['sort', 'argsort', 'unique', 'uniqueAll', 'sortComplex']) {
      const a = nd.ones([3]);
      a.dispose();
      expect(() => f[name]?.(a), name).toThrow(nd.DisposedError);
    }
  });
});

describe('in place', () => {
  test('sort writes through a view and gives nothing', () => {
    const a = nd.array([
      [3, 1, 2],
      [9, 8, 7],
    ]);
    const column = a.slice(':, ::-1') as NDArray;
    expect(column.sort()).toBeUndefined();
    expect(a.toArray()).toEqual([
      [3, 2, 1],
      [9, 8, 7],
    ]);
    a.sort(0);
    expect(a.toArray()).toEqual([
      [3, 2, 1],
      [9, 8, 7],
    ]);
    a.T.sort({ axis: 0 });
    expect(a.toArray()).toEqual([
      [1, 2, 3],
      [7, 8, 9],
    ]);
  });

  test('partition in place', () => {
    const a = nd.array([5, 3, 1, 4, 2]);
    expect(a.partition([1, 3])).toBeUndefined();
    expect([a.at(1), a.at(3)]).toEqual([2, 4]);
    const b = nd.arange(1000).slice('::-1') as NDArray;
    b.partition(10n);
    expect(b.at(10)).toBe(10);
  });

  test('functions leave their input alone', () => {
    const a = nd.array([3, 1, 2]);
    nd.sort(a);
    nd.partition(a, 0);
    nd.unique(a);
    nd.setxor1d(a, a);
    expect(a.toArray()).toEqual([3, 1, 2]);
  });
});

describe('results', () => {
  test('plain scalars are looked up as numbers', () => {
    expect(nd.searchsorted([1, 2, 3], 2)).toBe(1);
    expect(nd.searchsorted([1, 2, 3], 2n, 'right')).toBe(2);
    expect(nd.searchsorted(nd.array([1, 2], 'uint8'), 300)).toBe(2);
    expect(nd.searchsorted(nd.array([1, 2], 'uint8'), -1)).toBe(0);
    expect(nd.searchsorted([1, 2], nd.array(2))).toBeInstanceOf(NDArray);
    expect(nd.array([1, 2]).searchsorted([2]).toArray()).toEqual([1]);
  });

  test('an integer beside 64-bit integers is exact', () => {
    const a = nd.array([2n ** 53n, 2n ** 53n + 1n]);
    expect(nd.searchsorted(a, 2 ** 53 - 1)).toBe(0);
    expect(nd.searchsorted(a, 2n ** 53n + 1n)).toBe(1);
  });

  test('a 0-d array has one place', () => {
    expect(nd.argsort(3).toArray()).toEqual([0]);
    expect(nd.array(3).argpartition(0).toArray()).toEqual([0]);
    expect(nd.sort(3, null).toArray()).toEqual([3]);
    expect(nd.lexsort([3, 1]).toArray()).toBe(0);
  });

  test('several results have names', () => {
    const all = nd.uniqueAll([3, 1, 3]);
    expect(all.length).toBe(4);
    expect(all.inverseIndices).toBe(all[2]);
    // The slices of one axis are its elements: NaN stands once.
    const list = [Number.NaN, 1, Number.NaN, 2, 1];
    const along = nd.unique(list, { axis: -1, returnCounts: true, returnInverse: true });
    expect(along.map((part) => part.toArray())).toEqual([
      [1, 2, Number.NaN],
      [2, 0, 2, 1, 0],
      [2, 1, 2],
    ]);
    expect(nd.unique(list, { axis: 0, equalNan: false }).size).toBe(4);
    expect(nd.uniqueCounts([Number.NaN, Number.NaN]).counts.toArray()).toEqual([1, 1]);
    expect(nd.uniqueInverse([[1], [0]]).inverseIndices.toArray()).toEqual([[1], [0]]);
    expect(nd.uniqueValues([2, 1, 2]).toArray()).toEqual([1, 2]);
  });

  test('names of results leave iteration alone', () => {
    const all = nd.uniqueAll([3, 1, 3]);
    const [values, indices, inverse, counts] = all;
    expect([...all]).toEqual([values, indices, inverse, counts]);
    const seen: unknown[] = [];
    for (const part of all) seen.push(part);
    expect(seen).toEqual([all.values, all.indices, all.inverseIndices, all.counts]);
    expect(Array.from(all)).toHaveLength(4);
    expect(all.map((part) => part.size)).toEqual([2, 2, 3, 2]);
    expect(Object.keys(all)).toEqual(['0', '1', '2', '3']);
    const [plain, places] = nd.uniqueInverse([2, 2]);
    expect([plain.toArray(), places.toArray()]).toEqual([[2], [0, 0]]);
  });

  test('lexsort compares each key in its own dtype', () => {
    const whole = nd.array([2n ** 53n + 1n, 2n ** 53n]);
    expect(nd.lexsort([whole, [1.5, 1.5]]).toArray()).toEqual([1, 0]);
    expect(nd.lexsort([[1.5, 1.5], whole]).toArray()).toEqual([1, 0]);
    const rows = nd.lexsort(
      [
        nd.array([
          [2n ** 62n + 1n, 2n ** 62n],
          [1n, 0n],
        ]),
        nd.array(
          [
            [1, 1],
            [0, 1],
          ],
          'float16',
        ),
      ],
      0,
    );
    expect(rows.toArray()).toEqual([
      [1, 1],
      [0, 0],
    ]);
    expect(nd.lexsort([nd.array(3, 'int8'), nd.array(2.5)]).shape).toEqual([]);
  });

  test('int64 beside uint64: exact membership, all else by float64', () => {
    const a = nd.array([2n ** 53n, 2n ** 53n + 1n, 2n ** 53n + 2n, 2n ** 62n + 1n]);
    const b = nd.array([2n ** 53n + 1n, 2n ** 62n], 'uint64');
    expect(nd.isin(a, b).toArray()).toEqual([false, true, false, false]);
    expect(nd.isin(b, a).toArray()).toEqual([true, false]);
    expect(nd.isin(a, b, { invert: true }).toArray()).toEqual([true, false, true, true]);
    expect(nd.setdiff1d(a, b).toArray({ bigint: true })).toEqual([2n ** 53n, 2n ** 53n + 2n, 2n ** 62n + 1n]);
    const negative = nd.array([-1n, 3n]);
    expect(nd.isin(negative, nd.array([2n ** 64n - 1n, 3n], 'uint64')).toArray()).toEqual([false, true]);
    expect(nd.isin(nd.array([[2n ** 64n - 1n], [3n]], 'uint64'), negative).toArray()).toEqual([
      [false],
      [true],
    ]);
    expect(nd.searchsorted(a, b).toArray()).toEqual([0, 3]);
    expect(nd.searchsorted(b, a).toArray()).toEqual([0, 0, 1, 1]);
    expect(nd.searchsorted(a, b, 'right').toArray()).toEqual([2, 4]);
    expect(nd.union1d(a, b).toArray()).toEqual([2 ** 53, 2 ** 53 + 2, 2 ** 62]);
    expect(nd.setxor1d(a, b).dtype).toBe('float64');
  });

  test('of -0 and 0 the first stands for both', () => {
    expect(Object.is(nd.unique([0, -0]).at(0), 0)).toBe(true);
    expect(Object.is(nd.unique([-0, 0]).at(0), -0)).toBe(true);
  });

  test('nan is in no set but in the union', () => {
    const a = [1, Number.NaN];
    expect(nd.isin(a, a).toArray()).toEqual([true, false]);
    expect(nd.intersect1d(a, a).toArray()).toEqual([1]);
    expect(nd.union1d(a, a).toArray()).toEqual([1, Number.NaN]);
    expect(nd.setdiff1d(a, a).toArray()).toEqual([Number.NaN]);
    expect(nd.setxor1d(a, a).toArray()).toEqual([Number.NaN, Number.NaN]);
  });

  test('sets that are said to be distinct', () => {
    expect(nd.intersect1d([1, 2, 2], [2, 2, 3], true).toArray()).toEqual([2, 2, 2]);
    expect(nd.setdiff1d([3, 5, 3, 1], [1], { assumeUnique: true }).toArray()).toEqual([3, 5, 3]);
    expect(nd.setxor1d([1, 1, 2], [3], { assumeUnique: true }).toArray()).toEqual([2, 3]);
  });

  test('large arrays are sorted in parts', () => {
    const n = 300_007;
    const a = nd.arange(n).mul(7919).mod(n);
    const sorted = nd.arange(n);
    expect(nd.sort(a).eq(sorted).all()).toBe(true);
    expect(nd.take(a, nd.argsort(a)).eq(sorted).all()).toBe(true);
    expect(
      nd
        .unique(nd.concatenate([a, a]))
        .eq(sorted)
        .all(),
    ).toBe(true);
    expect(nd.searchsorted(sorted, a).eq(a).all()).toBe(true);
    expect(nd.partition(a, 150_000).at(150_000)).toBe(150_000);
  });
});
