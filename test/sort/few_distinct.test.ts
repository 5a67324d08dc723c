/** unique() of long lists that repeat few elements, which are counted instead of sorted. */
import { describe, expect, test } from 'vitest';
import * as nd from '../../lib/index.js';

// biome-ignore lint/suspicious/noExplicitAny: results of calls whose options are not literal
type Any = any;

/** What stands for all elements that equal this one. */
const keyOf = (value: unknown): string => (value === 0 ? '0' : String(value));

/** The elements, exact. */
const listOf = (a: Any): (number | bigint)[] => a.toArray({ bigint: a.dtype.endsWith('int64') });

/** First occurrences and counts, sorted, NaN last. */
function model(list: readonly (number | bigint)[]): { values: (number | bigint)[]; counts: number[] } {
  const found = new Map<string, { value: number | bigint; count: number }>();
  for (const value of list) {
    const seen = found.get(keyOf(value));
    if (seen === undefined) found.set(keyOf(value), { value, count: 1 });
    else seen.count++;
  }
  const odd = (value: number | bigint): boolean => Number.isNaN(value);
  const sorted = [...found.values()].sort((a, b) =>
    odd(a.value) ? 1 : odd(b.value) ? -1 : a.value < b.value ? -1 : 1,
  );
  return { values: sorted.map(({ value }) => value), counts: sorted.map(({ count }) => count) };
}

const dtypes = ['int32', 'uint32', 'int64', 'uint64', 'float32', 'float64'] as const;
/** Just below and above what is counted, and far from either. */
const distincts = [1, 2, 100, 1023, 1024, 1025, 3000];
const layouts: Readonly<Record<string, (a: Any) => Any>> = {
  contiguous: (a) => a,
  'every second': (a) => nd.repeat(a, 2).slice('::2'),
  reversed: (a) => nd.flip(nd.flip(a).copy()),
  matrix: (a) => a.reshape(-1, 2),
};

describe('unique of few elements', () => {
  let cases = 0;
  for (const dtype of dtypes) {
    test(dtype, () => {
      for (const distinct of distincts) {
        const n = 6000;
        const wide = dtype.endsWith('64') && dtype !== 'float64';
        // The 64-bit integers hold the one that the table takes for an empty place.
        const special = dtype === 'uint64' ? 0x9e3779b97f4a7c15n : -7046029254386353131n;
        const list = Array.from({ length: n }, (_, i) => {
          const value = (i * 7919) % distinct;
          return wide ? (value === 3 ? special : BigInt(value)) : value;
        });
        for (const [layout, lay] of Object.entries(layouts)) {
          const a = lay(nd.array(list as Any, dtype));
          const expected = model(listOf(a.ravel()));
          const values = nd.unique(a) as Any;
          const [same, counts] = nd.unique(a, { returnCounts: true }) as Any;
          expect(values.dtype).toBe(dtype);
          expect(listOf(values), `${distinct} ${layout}`).toEqual(expected.values);
          expect(listOf(same)).toEqual(expected.values);
          expect(counts.dtype).toBe('int64');
          expect(counts.astype('float64').toArray()).toEqual(expected.counts);
          cases++;
        }
      }
    });
  }
  test('cases', () => expect(cases).toBe(dtypes.length * distincts.length * Object.keys(layouts).length));

  for (const dtype of ['float32', 'float64'] as const) {
    test(`zeros of both signs and NaN, ${dtype}`, () => {
      for (const first of [0, -0]) {
        const list = Array.from(
          { length: 5000 },
          (_, i) => [first, -first, Number.NaN, 2, -Infinity][i % 5] as number,
        );
        const a = nd.array(list, dtype) as Any;
        const [values, counts] = nd.unique(a, { returnCounts: true }) as Any;
        expect(values.toArray()).toEqual([-Infinity, first, 2, Number.NaN]);
        expect(counts.astype('float64').toArray()).toEqual([1000, 2000, 1000, 1000]);
        const apart = nd.unique(a, { equalNan: false }) as Any;
        expect(apart.shape).toEqual([1003]);
        expect(nd.isnan(apart).astype('int32').sum()).toBe(1000);
      }
    });
  }

  test('the sets built on it', () => {
    const a = nd.remainder(nd.arange(5000), 7) as Any;
    const b = nd.remainder(nd.arange(5000), 3).add(4) as Any;
    expect(nd.union1d(a, b).toArray().map(Number)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(nd.intersect1d(a, b).toArray().map(Number)).toEqual([4, 5, 6]);
    expect((nd.uniqueCounts(a) as Any).counts.toArray().map(Number)).toEqual([
      715, 715, 714, 714, 714, 714, 714,
    ]);
  });
});
