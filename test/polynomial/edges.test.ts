/** Series at their edges: degree 1, high degrees, dtypes, printing; NumPy's answers beside each. */
import { inspect } from 'node:util';
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

const { Polynomial, Chebyshev, Legendre, Laguerre, Hermite, HermiteE } = nd.polynomial;
const kinds = { Polynomial, Chebyshev, Legendre, Laguerre, Hermite, HermiteE };

describe('roots', () => {
  const ofLines = [
    ['Polynomial', -0.5],
    ['Chebyshev', -0.5],
    ['Legendre', -0.5],
    ['Laguerre', 1.5],
    ['Hermite', -0.25],
    ['HermiteE', -0.5],
  ] as const;
  test.each(ofLines)('of a line: %s', (name, root) => {
    expect(new kinds[name]([1, 2]).roots().toArray()).toEqual([root]);
    expect(new kinds[name]([1, 2, 0, 0]).roots().toArray()).toEqual([root]);
  });
  test.each(Object.keys(kinds) as (keyof typeof kinds)[])('are where the series is zero: %s', (name) => {
    for (const degree of [2, 5, 9]) {
      const series = kinds[name].fromroots(nd.linspace(-0.9, 0.8, degree));
      const found = series.roots();
      expect(found.size).toBe(degree);
      expect(nd.allclose(found, nd.linspace(-0.9, 0.8, degree), { rtol: 0, atol: 1e-5 })).toBe(true);
    }
    expect(new kinds[name]([3]).roots().size).toBe(0);
  });
});

describe('calculus', () => {
  test.each(Object.keys(kinds) as (keyof typeof kinds)[])('deriv undoes integ: %s', (name) => {
    for (const dtype of ['float32', 'float64', 'complex64', 'complex128'] as const) {
      const coef = nd.linspace(-2, 3, 12).astype(dtype);
      const series = new kinds[name](coef, { domain: [0, 3] });
      const back = series.integ(2, { k: [1, 2] }).deriv(2);
      expect(series.integ(2).coef.dtype).toBe(dtype);
      expect(back.coef.dtype).toBe(dtype);
      const bound = dtype === 'float32' || dtype === 'complex64' ? 1e-4 : 1e-12;
      expect(nd.max(nd.abs(back.coef.sub(coef))) as number).toBeLessThan(bound);
    }
  });
  test('nan and infinities stay where sums take them', () => {
    expect(new Chebyshev([1, 2, Number.NaN, 0]).deriv().coef.toArray()).toEqual([2, Number.NaN, 0]);
    expect(new Chebyshev([1, 2, 5, 3]).deriv().coef.toArray()).toEqual([11, 20, 18]);
    expect(new Laguerre([1, 2, 5]).deriv().coef.toArray()).toEqual([-7, -5]);
    expect(new Legendre([1, 2, 5, 1]).deriv().coef.toArray()).toEqual([3, 15, 5]);
    expect(new Polynomial([5]).deriv().coef.toArray()).toEqual([0]);
  });
});

test('a fit takes the degrees it is told, and leaves columns of zeros', () => {
  const x = [-1, 0, 1, 2];
  expect(nd.allclose(Laguerre.fit(x, [3, 3, 3, 3], [0, 3]).coef, [3, 0, 0, 0])).toBe(true);
  const flat = Chebyshev.fit([0, 0, 0], [1, 2, 3], 1, { domain: [-1, 1] }).coef;
  expect(nd.allclose(flat, [2, 0])).toBe(true);
  expect(() => nd.polyfit([0, 0, 0], [1, 2, 3], 1)).toThrow(nd.LinAlgError);
  expect(() => Chebyshev.fit(x, nd.zeros([4, 2]), 1)).toThrow(nd.ShapeError);
});

test('classes have their names, and print as NumPy prints them', () => {
  expect(Object.values(kinds).map(({ name }) => name)).toEqual(Object.keys(kinds));
  expect(inspect(new Polynomial([1, 2, 3]))).toBe(
    "Polynomial([1., 2., 3.], domain=[-1.,  1.], window=[-1.,  1.], symbol='x')",
  );
  const c = (re: number, im: number) => new nd.Complex(re, im);
  const shown: readonly [unknown, string][] = [
    [new Polynomial([1, 2, 3]), '1.0 + 2.0·x + 3.0·x²'],
    [
      new Polynomial([1, -2, 0, 3.5], { domain: [0, 1] }),
      '1.0 - 2.0·(-1.0 + 2.0x) + 0.0·(-1.0 + 2.0x)² + 3.5·(-1.0 + 2.0x)³',
    ],
    [
      new HermiteE([1, -2, 0, 3.5], { domain: [0, 1], symbol: 't' }),
      '1.0 - 2.0·He₁((-1.0 + 2.0t)) + 0.0·He₂((-1.0 + 2.0t)) +\n3.5·He₃((-1.0 + 2.0t))',
    ],
    [new Laguerre([c(1, 2), c(-0, -1), 3]), '(1+2j) - 1j·L₁(x) + (3+0j)·L₂(x)'],
    [new Hermite([1, NaN, -Infinity]), '1.0 - nan·H₁(x) - inf·H₂(x)'],
    [new Polynomial([1e-9, 1e10, -1e-12]), '1.0e-09 + (1.0e+10)·x - (1.0e-12)·x²'],
    [
      new Chebyshev(nd.array([0.1, 1.1], 'float32'), { domain: [0.1, 0.7] }),
      '0.1 + 1.1·T₁((-1.33333333 + 3.33333333x))',
    ],
    [new Polynomial([1, 2], { domain: [0, 2] }), '1.0 + 2.0·(-1.0 + x)'],
    [new Polynomial([1, 2], { domain: [-3, 3] }), '1.0 + 2.0·(0.33333333x)'],
    [new Polynomial([0]), '0.0'],
  ];
  for (const [series, text] of shown) expect(String(series)).toBe(text);
  const long = String(new Polynomial(nd.arange(12)));
  expect(long).toContain('7.0·x⁷ +\n8.0·x⁸ + 9.0·x⁹ + 10.0·x¹⁰');
  expect(Laguerre.domain.toArray()).toEqual([0, 1]);
  expect(Hermite.window.toArray()).toEqual([-1, 1]);
  expect(nd.poly([]).shape).toEqual([]);
  expect(nd.poly([]).item()).toBe(1);
});

test('zeros at the ends of lists', () => {
  expect(nd.polymul([0, 0], [1, 2]).toArray()).toEqual([0, 0]);
  expect(nd.roots([0, 0, 0]).size).toBe(0);
  expect(nd.roots([0, 0, 5, 0, 0]).toArray()).toEqual([0, 0]);
  expect(new Polynomial([1, 2, 0, 0]).add([0]).coef.toArray()).toEqual([1, 2]);
  expect(new Polynomial([1, 2, 3]).trim(5).coef.toArray()).toEqual([0]);
  expect(new Polynomial([1, 2, 3]).trim(2).coef.toArray()).toEqual([1, 2, 3]);
});

test('a constant is NaN where its point is not finite, as higher terms are', () => {
  for (const Kind of Object.values(kinds)) {
    expect(new Kind([3]).call(Number.NaN)).toBeNaN();
    const values = new Kind([3]).call([1, Number.POSITIVE_INFINITY, Number.NaN, -2]);
    expect(values.toArray()).toEqual([3, Number.NaN, Number.NaN, 3]);
    expect(new Kind([3]).call(nd.ones([2, 0], 'float32')).shape).toEqual([2, 0]);
  }
});

test('wrong operands and counts that no memory holds are refused at once', () => {
  type Loose = Record<string, (...args: unknown[]) => unknown>;
  for (const Kind of Object.values(kinds)) {
    const series = new Kind([1, 2]) as unknown as Loose;
    const statics = Kind as unknown as Loose;
    for (const tol of [nd.arange(3), [Symbol('x')], 'a', Number.NaN, -1]) {
      expect(() => series['trim']?.(tol)).toThrow(/trim: tol must be a number of 0 or more/);
    }
    for (const other of [undefined, null, 3, nd.ones([2]), {}]) {
      expect(() => statics['cast']?.(other)).toThrow(nd.DTypeError);
      for (const name of ['hasSamecoef', 'hasSamedomain', 'hasSamewindow']) {
        expect(() => series[name]?.(other)).toThrow(nd.DTypeError);
      }
      expect(series['equals']?.(other)).toBe(false);
    }
    // null stands for no options; one that nobody knows is refused.
    expect(Kind.identity(null as never).coef.size).toBe(2);
    expect(Kind.cast(new Kind([1, 2]), null as never).coef.toArray()).toEqual([1, 2]);
    expect(
      (Kind as unknown as typeof Polynomial).fit([1, 2], [1, 2], 1, null as unknown as undefined).degree(),
    ).toBe(1);
    for (const run of [
      () => Kind.identity({ nope: 1 } as never),
      () => Kind.cast(new Kind([1, 2]), { nope: 1 } as never),
      () => Kind.fromroots([1, 2], { nope: 1 } as never),
    ]) {
      expect(run).toThrow(/unknown option 'nope'/);
    }
    for (const count of [2 ** 31, 2 ** 52, 1e300]) {
      expect(() => series['integ']?.(count)).toThrow(/m may be 10000 at most/);
      expect(new Kind([1, 2]).deriv(count).coef.toArray()).toEqual([0]);
      if (count > 2 ** 40) expect(() => statics['basis']?.(count)).toThrow(nd.StridedError);
    }
  }
  expect(() => nd.polyint([1], 2 ** 40)).toThrow(/polyint: m may be 10000 at most/);
  expect(nd.polyder([1, 2], 2 ** 50).shape).toEqual([0]);
  expect(nd.polyder([], 3).dtype).toBe('float64');
});
