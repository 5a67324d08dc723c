/** Trigonometric, hyperbolic, exponential and logarithmic functions: hard values, special values, layouts, dtypes. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';
import { dtypeLetters, dtypeName } from '../../lib/dtype.js';
import { ufuncs } from '../../lib/ops/ufunc.js';
import { readCases } from './cases.js';
import { bytesOf } from './compare.js';
import { byGroup, expectNoFailures } from './run.js';

const file = readCases('transcendental');
const counts: Readonly<Record<string, number>> = {
  'hard values': 62,
  float16: 22,
  'special values': 378,
  layouts: 882,
  'pairs of dtypes': 980,
  'aliased out': 135,
};

describe('transcendental functions', () => {
  const groups = byGroup(file);

  test('the groups are whole', () => {
    const found = Object.fromEntries([...groups].map(([group, cases]) => [group, cases.length]));
    expect(found).toEqual(counts);
  });

  test.each([...groups])('%s within their bounds', (group, cases) => {
    expectNoFailures(`transcendental, ${group}`, file, cases);
  });

  test('every function is swept over every dtype it takes, in float32 and float64 over hard values', () => {
    const swept = new Set(file.cases.map(({ f, v }) => `${f} ${v[0]?.[1]}`));
    const hard = new Set(
      file.cases.filter(({ g }) => g === 'hard values').map(({ f, v }) => `${f} ${v[0]?.[1]}`),
    );
    const names = [...new Set(file.cases.map(({ f }) => f))];
    expect(names).toHaveLength(27);
    let loops = 0;
    for (const name of names) {
      const { types = [], ulp = Infinity } = ufuncs.get(name) ?? {};
      expect(ulp, name).toBeLessThanOrEqual(2);
      for (const signature of types) {
        const dtype = dtypeName(dtypeLetters.indexOf(signature.charAt(0)));
        expect(swept, `${name} over ${dtype}`).toContain(`${name} ${dtype}`);
        if (dtype === 'float32' || dtype === 'float64') expect(hard).toContain(`${name} ${dtype}`);
        loops++;
      }
    }
    expect(loops).toBe(114);
  });

  test('other names are the same functions', () => {
    const { acos, acosh, asin, asinh, atan, atan2, atanh } = nd;
    expect([acos, acosh, asin, asinh, atan, atan2, atanh]).toEqual([
      nd.arccos,
      nd.arccosh,
      nd.arcsin,
      nd.arcsinh,
      nd.arctan,
      nd.arctan2,
      nd.arctanh,
    ]);
  });
});

describe('arguments beyond the vector functions’ range', () => {
  const huge = [1e22, -1e22, 2 ** 31, 1e300, 1.7976931348623157e308, Infinity, NaN, 3, -0];

  test.each([
    ['sin', nd.sin, Math.sin],
    ['cos', nd.cos, Math.cos],
    ['tan', nd.tan, Math.tan],
  ] as const)('%s gives each the same alone, in any company, and written over itself', (_, ufunc, exact) => {
    let compared = 0;
    const alone = huge.map((x) => ufunc(nd.array([x])).item());
    alone.forEach((got, i) => {
      const want = exact(huge[i] as number);
      if (Number.isNaN(want)) expect(got).toBeNaN();
      else expect(Math.abs((got as number) - want)).toBeLessThanOrEqual(Math.abs(want) * 2 ** -51);
    });
    for (let before = 0; before < 40; before++) {
      const values = [
        ...Array.from({ length: before }, (_, i) => i / 7),
        ...huge,
        ...Array(before % 9).fill(0.5),
      ];
      const a = nd.array(values);
      const whole = ufunc(a).toArray() as number[];
      expect(whole.slice(before, before + huge.length)).toEqual(alone);
      expect((ufunc(a.slice('::-1')).toArray() as number[]).reverse()).toEqual(whole);
      ufunc(a, { out: a });
      expect(a.toArray()).toEqual(whole);
      compared += 3 * whole.length;
    }
    expect(compared).toBe(3 * (40 * huge.length + 780 + 150));
  });
});

test('expm1 keeps what is tiny', () => {
  const tiny = [5e-324, -5e-324, 1e-310, -1e-310, 1e-300, 2 ** -54, -(2 ** -55), 0, -0];
  expect(nd.expm1(tiny).toArray()).toEqual(tiny);
  const single = nd.array([1e-45, -1e-45, 1e-39, 1e-30]).astype('float32');
  expect(nd.arrayEqual(nd.expm1(single), single)).toBe(true);
});

describe('complex functions by their parts', () => {
  const { NaN: nan } = Number;
  const odd = [
    [0, 0],
    [-0, 0],
    [0, -0],
    [-0, -0],
    [Infinity, 1],
    [-Infinity, -1],
    [1, Infinity],
    [nan, 1],
    [1, nan],
    [Infinity, nan],
    [710, 2],
    [-745, 2],
    [2, 1e15],
    [1e300, 1e300],
    [1e-300, -1e-300],
    [3, -4],
    [1, 0],
  ].map(([re, im]) => new nd.Complex(re as number, im as number));
  const functions = [
    'exp',
    'exp2',
    'expm1',
    'log',
    'log2',
    'log10',
    'sqrt',
    'sin',
    'cos',
    'tan',
    'sinh',
    'cosh',
    'tanh',
    'arcsin',
    'arccos',
    'arctan',
    'arcsinh',
    'arccosh',
    'arctanh',
    'log1p',
  ] as const;

  test.each(
    functions.flatMap((name) =>
      (['complex64', 'complex128'] as const).map((dtype) => [name, dtype] as const),
    ),
  )(
    '%s of %s gives each element the same alone, in any company, at any stride, and over itself',
    (name, dtype) => {
      const ufunc = ufuncs.get(name) as unknown as (a: unknown, options?: unknown) => nd.NDArray;
      const elements = nd.array(odd).astype(dtype) as nd.NDArray;
      const alone = nd.concatenate(odd.map((_, i) => ufunc(elements.slice(`${i}:${i + 1}`)))) as nd.NDArray;
      const same = (got: nd.NDArray, want: nd.NDArray): boolean =>
        Buffer.from(bytesOf(got)).equals(Buffer.from(bytesOf(want)));
      const most = 200;
      let compared = 0;
      for (let before = 0; before <= most; before += 25) {
        const tame = nd.linspace(-2, 2, { num: before }).astype(dtype) as nd.NDArray;
        const a = nd.concatenate([tame, elements, tame]) as nd.NDArray;
        const whole = ufunc(a);
        const found = whole.slice(`${before}:${before + odd.length}`) as nd.NDArray;
        expect(same(found, alone), `${before} before`).toBe(true);
        expect(same(ufunc(a.slice('::-1')).slice('::-1') as nd.NDArray, whole)).toBe(true);
        expect(same(ufunc(nd.stack([a, a], 1).slice(':, 0')), whole)).toBe(true);
        const steps = nd.zeros([2 * a.size], dtype).slice('::2') as nd.NDArray;
        ufunc(a, { out: steps });
        expect(same(steps, whole)).toBe(true);
        ufunc(a, { out: a });
        expect(same(a, whole)).toBe(true);
        compared++;
      }
      expect(compared).toBe(9);
      // An element that repeats.
      const repeated = ufunc(nd.broadcastTo(elements.slice('15:16'), [300]));
      expect(same(repeated, nd.broadcastTo(alone.slice('15:16'), [300]) as nd.NDArray)).toBe(true);
    },
  );

  test('about |z| = 1 the logarithm keeps its digits', () => {
    // log |z| of what is nearest to the unit circle, computed with 60 digits.
    const near: readonly (readonly [number, number, number])[] = [
      [0.6, 0.8, 2.220446049250313e-17],
      [1, 2 ** -40, 4.1359030627651384e-25],
      [1 - 2 ** -53, 2 ** -27, -8.326672684688674e-17],
      [2 ** -30, 1, 4.336808689942018e-19],
    ];
    const logs = nd.log(near.map(([re, im]) => new nd.Complex(re, im))).toArray() as nd.Complex[];
    near.forEach(([, , want], i) => {
      expect(Math.abs((logs[i] as nd.Complex).re - want)).toBeLessThanOrEqual(Math.abs(want) * 2 ** -50);
    });
    expect(logs).toHaveLength(4);
  });

  test.each(['complex64', 'complex128'] as const)('logarithms of %s at every size', (dtype) => {
    const most = dtype === 'complex64' ? 125 : 1020;
    let compared = 0;
    for (let exponent = -most; exponent <= most; exponent++) {
      for (const angle of [0, 0.3, 1.5, 2.9, -1]) {
        const size = 1.37 * 2 ** exponent;
        const z = nd.array([new nd.Complex(size * Math.cos(angle), size * Math.sin(angle))]).astype(dtype);
        const { re, im } = z.at(0) as nd.Complex;
        // Parts and sums of squares in range: scaled, and back in the logarithm.
        const want = Math.log(Math.hypot(re / 2 ** exponent, im / 2 ** exponent)) + exponent * Math.LN2;
        const close = (got: number, unit: number): boolean =>
          Math.abs(got - want / unit) <=
          8 * (dtype === 'complex64' ? 2 ** -23 : 2 ** -52) * (Math.abs(want / unit) + 1);
        const got = nd.log(z).at(0) as nd.Complex;
        expect(close(got.re, 1), `log of ${re}+${im}j is ${got.re}, not ${want}`).toBe(true);
        expect(close((nd.log2(z).at(0) as nd.Complex).re, Math.LN2)).toBe(true);
        expect(close((nd.log10(z).at(0) as nd.Complex).re, Math.LN10)).toBe(true);
        expect(Math.abs(got.im - angle)).toBeLessThan(1e-6);
        const root = nd.square(nd.sqrt(z)).at(0) as nd.Complex;
        expect(Math.hypot(root.re - re, root.im - im)).toBeLessThanOrEqual(
          size * (dtype === 'complex64' ? 1e-6 : 4e-15),
        );
        compared++;
      }
    }
    expect(compared).toBe(5 * (2 * most + 1));
  });

  test('as an operator, powers of 2, 1/2 and -1 are squares, roots and reciprocals', () => {
    const z = nd.array(odd) as nd.NDArray<'complex128'>;
    const cases = [
      [2, nd.square],
      [0.5, nd.sqrt],
      [-1, nd.reciprocal],
      [new nd.Complex(2, 0), nd.square],
    ] as const;
    for (const [exponent, function_] of cases) {
      const want = bytesOf((function_ as (a: nd.NDArray) => nd.NDArray)(z));
      expect(bytesOf(z.pow(exponent) as nd.NDArray)).toEqual(want);
      expect(bytesOf(z.power(exponent) as nd.NDArray)).toEqual(want);
      const copy = z.copy() as nd.NDArray;
      copy.ipow(exponent);
      expect(bytesOf(copy)).toEqual(want);
      const out = nd.zeros([odd.length], 'complex128') as nd.NDArray;
      z.pow(exponent, { out });
      expect(bytesOf(out)).toEqual(want);
    }
    // NumPy's np.array([-1, inf + 1j]) ** 0.5
    const roots = nd.array([new nd.Complex(-1, 0), new nd.Complex(Infinity, 1)]).pow(0.5);
    expect(roots.toArray()).toEqual([new nd.Complex(0, 1), new nd.Complex(Infinity, 0)]);
    expect(nd.array([3, -4], { dtype: 'int8' }).pow(2).toArray()).toEqual([9, 16]);
    expect(nd.array([100, -100], { dtype: 'int8' }).pow(2).toArray()).toEqual([16, 16]);
  });

  test('to the second power: the square, but of zeros, as NumPy', () => {
    for (const dtype of ['complex64', 'complex128'] as const) {
      const a = nd.array(odd).astype(dtype) as nd.NDArray;
      const one = nd.array([2], { dtype });
      const each = nd.power(a, nd.full([odd.length], 2, { dtype })) as nd.NDArray;
      expect(bytesOf(nd.power(a, one) as nd.NDArray)).toEqual(bytesOf(each));
      expect(bytesOf(nd.power(a.slice('::-1'), 2).slice('::-1') as nd.NDArray)).toEqual(bytesOf(each));
      expect(Object.is((each.at(3) as nd.Complex).im, 0)).toBe(true);
    }
  });
});
