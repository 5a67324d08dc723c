/** Chebyshev series through a function's values, and options of the classes by name; NumPy's answers beside each. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';

const { Chebyshev, Polynomial } = nd.polynomial;

describe('Chebyshev.interpolate', () => {
  test('coefficients as NumPy', () => {
    const near = Chebyshev.interpolate(nd.exp, 3, { domain: [0, 1] });
    expect(near).toBeInstanceOf(Chebyshev);
    expect(near.domain.toArray()).toEqual([0, 1]);
    expect(
      nd.allclose(
        near.coef,
        [1.753387653120506, 0.8503916135003475, 0.10520756549717647, 0.008694989298382305],
        { rtol: 1e-14, atol: 1e-15 },
      ),
    ).toBe(true);
    const cubes = Chebyshev.interpolate((x, k: number) => x.pow(k), 4, [-2, 3], { args: [3] });
    expect(
      nd.allclose(
        cubes.coef,
        [4.812499999999999, 13.593749999999996, 4.687499999999997, 3.906249999999993, -3.748935146707404e-15],
        { rtol: 0, atol: 1e-13 },
      ),
    ).toBe(true);
    const constant = Chebyshev.interpolate((x) => x.add(7), 0, null);
    expect(constant.coef.toArray()).toEqual([7]);
    expect(constant.domain.toArray()).toEqual([-1, 1]);
    const roots = Chebyshev.interpolate((x) => nd.sqrt(x.astype('complex128')), 2);
    expect(roots.coef.dtype).toBe('complex128');
    expect(nd.allclose(roots.coef.real, [0.3102016197006998, 0.5372849659117709, 0.3102016197006997])).toBe(
      true,
    );
  });
  test('wrong calls', () => {
    expect(() => Chebyshev.interpolate(nd.exp, -1)).toThrow(/^Chebyshev.interpolate: deg/);
    expect(() => Chebyshev.interpolate(3 as never, 2)).toThrow(
      /^Chebyshev.interpolate: func must be a function/,
    );
    expect(() => Chebyshev.interpolate(() => [1, 2], 2)).toThrow(nd.ShapeError);
    expect(() => Chebyshev.interpolate(nd.exp, 2, { domain: [0, 1, 2] })).toThrow(nd.ShapeError);
    expect(() => Chebyshev.interpolate(nd.exp, 2, { range: [0, 1] } as never)).toThrow(
      /unknown option 'range'/,
    );
  });
});

test('methods take their options by name too', () => {
  const series = new Polynomial([1, 2, 3, 1e-9]);
  expect(series.deriv({ m: 2 }).coef.toArray()).toEqual(series.deriv(2).coef.toArray());
  expect(series.trim({ tol: 1e-6 }).coef.toArray()).toEqual([1, 2, 3]);
  const [x, y] = series.linspace({ n: 3, domain: [0, 4] });
  expect(x.toArray()).toEqual([0, 2, 4]);
  expect(y.toArray()).toEqual(series.call(x).toArray());
  expect(series.linspace(5, { domain: null })[0].toArray()).toEqual([-1, -0.5, 0, 0.5, 1]);
  expect(series.linspace()[0].size).toBe(100);
  expect(() => series.deriv({ n: 2 } as never)).toThrow(/unknown option 'n'/);
  expect(() => series.linspace({ domian: [0, 1] } as never)).toThrow(/unknown option 'domian'/);
});

test('values at infinities and zeros as NumPy: its sum of powers begins with 0·x', () => {
  const at = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, -0];
  expect(new Polynomial([1, 2]).call(at).toArray()).toEqual([NaN, NaN, NaN, 1]);
  expect(new Chebyshev([1, 2]).call(at).toArray()).toEqual([Infinity, -Infinity, NaN, 1]);
  const points = nd.linspace(-1, 1, 1001).astype('float32');
  const cubic = new Chebyshev(nd.array([1, 2, 3, 4], 'float32')).call(points);
  expect(cubic.dtype).toBe('float64');
  expect(
    nd.allclose(cubic, new Chebyshev([1, 2, 3, 4]).convert({ kind: Polynomial }).call(points), {
      atol: 1e-5,
    }),
  ).toBe(true);
});
