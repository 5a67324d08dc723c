/** Trigonometric, hyperbolic, exponential and logarithmic functions: hard values, special values, layouts, dtypes. */
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';
import { dtypeLetters, dtypeName } from '../../lib/dtype.js';
import { ufuncs } from '../../lib/ops/ufunc.js';
import { readCases } from './cases.js';
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
