/** Large arrays take other ways (threads, samples, transforms) to the same answers. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

/** Numbers without order, of any dtype. */
function mixed(n: number, dtype: nd.DType = 'float64', distinct = 1e9): nd.NDArray {
  const values = new Float64Array(n);
  let state = 1;
  for (let i = 0; i < n; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[i] = Math.floor((state / 2 ** 32) * distinct) - distinct / 2;
  }
  return nd.array(values).astype(dtype);
}

describe('large arrays', () => {
  const n = 150_001;

  test.each(['int32', 'int64', 'uint32', 'float32', 'float64'] as const)(
    'quantiles of %s are elements in order',
    (dtype) => {
      for (const distinct of [1e9, 50, 1]) {
        const a = mixed(n, dtype, distinct);
        const sorted = nd.sort(a);
        const levels = [0, 0.001, 0.25, 0.5, 0.999, 1];
        const found = nd.quantile(a, levels, { method: 'lower' }).toArray() as number[];
        const wanted = levels.map((q) => sorted.item(Math.floor((n - 1) * q)));
        expect(found).toEqual(wanted);
        expect(nd.median(a)).toBe(sorted.item((n - 1) / 2));
      }
    },
  );

  test('nan among many', () => {
    const a = mixed(n);
    const some = nd.where(a.gt(2e8), Number.NaN, a);
    const numbers = nd.sort(some).slice(`0:${nd.countNonzero(nd.isnan(some).eq(false))}`);
    expect(nd.median(some)).toBeNaN();
    expect(nd.nanmedian(some)).toBe(nd.median(numbers.copy()));
    expect(nd.nanquantile(some, 0.9, { method: 'higher' })).toBe(
      nd.quantile(numbers, 0.9, { method: 'higher' }),
    );
    expect(nd.nansum(some)).toBe(nd.sum(numbers));
    expect(nd.nanstd(some)).toBeCloseTo(nd.std(numbers) as number, 0);
    expect(nd.nanmax(some)).toBe(nd.max(numbers));
  });

  test('counts', () => {
    const a = mixed(n, 'int64', 1000).add(500n);
    const counts = nd.bincount(a);
    expect(nd.sum(counts)).toBe(n);
    expect(counts.item(7)).toBe(nd.countNonzero(a.eq(7n)));
    const [hist, edges] = nd.histogram(a, 100);
    expect(nd.sum(hist)).toBe(n);
    expect(hist.item(3)).toBe(
      nd.countNonzero(nd.logicalAnd(a.ge(edges.item(3) as number), a.lt(edges.item(4) as number))),
    );
    const uneven = nd.array([0, 1, 5, 100, 700, 1000]);
    const places = nd.digitize(a, uneven);
    expect(nd.bincount(places).toArray().slice(1)).toEqual(nd.histogram(a, uneven).hist.toArray());
    const weights = nd.ones([n]).mul(0.5);
    expect(nd.histogram(a, uneven, { weights }).hist.toArray()).toEqual(
      nd.divide(nd.histogram(a, uneven).hist, 2).toArray(),
    );
  });

  test('interpolation between many points', () => {
    const xp = nd.cumsum(mixed(5000, 'float64', 100).abs().add(1));
    const fp = xp.mul(2).add(1);
    const x = nd.linspace(xp.item(0) as number, xp.item(-1) as number, 40_000);
    expect(nd.allclose(nd.interp(x, xp, fp), x.mul(2).add(1), { rtol: 1e-12 })).toBe(true);
  });

  test('convolutions through transforms are those without', () => {
    const a = mixed(3000, 'int64', 2e9);
    const v = mixed(2600, 'int64', 2e9);
    const whole = nd.convolve(a, v);
    // By parts of the shorter one, each short enough for sums of products.
    const parts = nd.zeros([5599], 'int64');
    for (let at = 0; at < 2600; at += 200) {
      const part = nd.convolve(a, v.slice(`${at}:${at + 200}`));
      parts.slice(`${at}:${at + part.size}`).iadd(part);
    }
    expect(nd.arrayEqual(whole, parts)).toBe(true);
    const small = [mixed(3000, 'int64', 2e6), mixed(2600, 'int64', 2e6)] as const;
    const floats = nd.convolve(small[0].astype('float64'), small[1].astype('float64'));
    const exact = nd.convolve(...small).astype('float64');
    expect(nd.allclose(floats, exact, { rtol: 0, atol: 10 })).toBe(true);
    const hurt = a.astype('float64');
    hurt.set(Number.NaN, 10);
    expect(nd.countNonzero(nd.isnan(nd.convolve(hurt, v.astype('float64'))))).toBe(2600);
  });

  test('bits', () => {
    const truths = mixed(n, 'int64', 2).ge(0n);
    const packed = nd.packbits(truths);
    expect(packed.size).toBe(Math.ceil(n / 8));
    expect(nd.arrayEqual(nd.unpackbits(packed, { count: n }), truths.astype('uint8'))).toBe(true);
    expect(nd.sum(nd.bitwiseCount(packed))).toBe(nd.countNonzero(truths));
  });

  test('positions as bigints', () => {
    expect(nd.argmax([3, 9, 1], { bigint: true })).toBe(1n);
    expect(nd.nanargmin([3, Number.NaN, 1], { bigint: true })).toBe(2n);
  });
});
