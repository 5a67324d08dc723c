/** Polynomials and series against NumPy's answers. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { DType } from 'strided';
import * as nd from 'strided';
import { type Complex, NDArray, type Series, type SeriesClass } from 'strided';
import { describe, expect, test } from 'vitest';

interface Plain {
  readonly d: DType;
  readonly s: readonly number[];
  readonly v: readonly (number | readonly [number, number])[];
}
interface PlainSeries {
  readonly coef: Plain;
  readonly domain: Plain;
  readonly window: Plain;
}
interface FunctionCase {
  readonly f: string;
  readonly a: readonly (Plain | number)[];
  readonly o?: Readonly<Record<string, unknown>>;
  readonly close?: number;
  readonly sorted?: boolean;
  readonly r: Plain | readonly Plain[];
}
interface ClassCase {
  readonly k: keyof typeof nd.polynomial;
  readonly c?: readonly number[];
  readonly d?: readonly number[] | null;
  readonly m?: string;
  readonly static?: string;
  readonly q?: readonly number[];
  readonly a?: readonly unknown[];
  readonly kind?: keyof typeof nd.polynomial;
  readonly close?: number;
  readonly r?: Plain | readonly Plain[];
  readonly s?: PlainSeries;
  readonly s2?: readonly PlainSeries[];
}

const file = gunzipSync(readFileSync(new URL('../golden/polynomial.json.gz', import.meta.url)));
const golden = JSON.parse(file.toString()) as {
  readonly functions: readonly FunctionCase[];
  readonly classes: readonly ClassCase[];
};

function arrayOf(plain: Plain): NDArray {
  const isComplex = plain.d.startsWith('complex');
  const list = isComplex
    ? plain.v.map((pair) => new nd.Complex(...(pair as [number, number])))
    : (plain.v as number[]);
  return nd
    .array(list as number[])
    .astype(plain.d)
    .reshape(plain.s as number[]) as NDArray;
}

/** The distance of two arrays, measured by the largest element. */
function checkClose(got: unknown, wanted: Plain, where: string, bound: number): void {
  const a = got instanceof NDArray ? got : nd.array(got as number);
  expect(a.shape, where).toEqual(wanted.s);
  expect(a.dtype, where).toBe(wanted.d);
  const b = arrayOf(wanted);
  if (b.size === 0) return;
  const sizes = nd.abs(b.astype('complex128'));
  const largest = Math.max(1, nd.max(sizes) as number);
  const apart = nd.abs(a.astype('complex128').sub(b.astype('complex128')));
  expect((nd.max(apart) as number) / largest, where).toBeLessThanOrEqual(bound);
}

function checkSeries(got: Series, wanted: PlainSeries, where: string, bound: number): void {
  checkClose(got.coef, wanted.coef, `coef of ${where}`, bound);
  checkClose(got.domain, wanted.domain, `domain of ${where}`, bound);
  checkClose(got.window, wanted.window, `window of ${where}`, bound);
}

function brief(one: object): string {
  return JSON.stringify({ ...one, r: undefined, s: undefined, s2: undefined });
}

const single = 2e-6;
const double = 1e-12;

describe('functions of coefficient lists', () => {
  const names = [...new Set(golden.functions.map((one) => one.f))];
  test.each(names)('%s', (name) => {
    for (const one of golden.functions.filter(({ f }) => f === name)) {
      const call = (nd as unknown as Record<string, (...args: unknown[]) => unknown>)[name] as (
        ...args: unknown[]
      ) => unknown;
      const operands = one.a.map((x) => (typeof x === 'number' ? x : arrayOf(x)));
      let got = call(...operands, ...(one.o === undefined ? [] : [one.o]));
      if (one.sorted === true) got = nd.sort(got as NDArray);
      const list = Array.isArray(one.r) ? (one.r as readonly Plain[]) : [one.r as Plain];
      const results = Array.isArray(one.r) ? (got as readonly unknown[]) : [got];
      expect(results.length).toBe(list.length);
      for (const [i, wanted] of list.entries()) {
        // NumPy computes parts of a mixed call in the narrower dtype.
        const all = [...one.a.filter((x): x is Plain => typeof x !== 'number'), wanted];
        const isSingle = all.some(({ d }) => d === 'float32' || d === 'complex64');
        checkClose(results[i], wanted, brief(one), one.close ?? (isSingle ? single : double));
      }
    }
  });
  test('every function has cases', () => {
    expect(names).toEqual([
      'polyadd',
      'polysub',
      'polymul',
      'polydiv',
      'polyder',
      'polyint',
      'polyval',
      'roots',
      'poly',
      'polyfit',
    ]);
    expect(golden.functions.length).toBe(582);
  });
});

describe('series', () => {
  const kinds = Object.keys(nd.polynomial) as (keyof typeof nd.polynomial)[];
  test.each(kinds)('%s', (kind) => {
    const group = golden.classes.filter(({ k }) => k === kind);
    expect(group.length).toBe(365);
    const Kind = nd.polynomial[kind] as unknown as SeriesClass<Series>;
    for (const one of group) {
      const where = brief(one);
      const bound = one.close ?? 1e-10;
      let got: unknown;
      if (one.static !== undefined) {
        got = (Kind as unknown as Record<string, (...args: unknown[]) => unknown>)[one.static]?.(
          ...(one.a ?? []),
        );
      } else {
        const p = new Kind(one.c as number[], { domain: (one.d as number[] | null) ?? undefined });
        const args: unknown[] = [...(one.a ?? [])];
        if (one.q !== undefined) {
          args.push(new Kind(one.q as number[], { domain: (one.d as number[] | null) ?? undefined }));
        }
        if (one.kind !== undefined) args.push({ kind: nd.polynomial[one.kind] });
        got = (p as unknown as Record<string, (...args: unknown[]) => unknown>)[one.m as string]?.(...args);
      }
      if (one.s !== undefined) {
        checkSeries(got as Series, one.s, where, bound);
      } else if (one.s2 !== undefined) {
        for (const [i, wanted] of one.s2.entries()) {
          checkSeries((got as readonly Series[])[i] as Series, wanted, where, bound);
        }
      } else if (Array.isArray(one.r)) {
        for (const [i, wanted] of (one.r as readonly Plain[]).entries()) {
          checkClose((got as readonly unknown[])[i], wanted, where, bound);
        }
      } else {
        // Roots that lie close together are not known better than this.
        checkClose(got, one.r as Plain, where, one.m === 'roots' ? 1e-7 : bound);
      }
    }
  });

  test('a full fit tells how it was found', () => {
    const [series, status] = nd.polynomial.Polynomial.fit([0, 1, 2, 3], [1, 3, 5, 8], 1, { full: true });
    expect(series.degree()).toBe(1);
    expect(status.rank).toBe(2);
    expect(status.residuals.size).toBe(1);
    expect(status.singularValues.shape).toEqual([2]);
    expect(nd.polyfit([0, 1, 2], [1, 3, 5], 1, { full: true }).length).toBe(5);
  });

  test('complex coefficients and points', () => {
    const { Polynomial } = nd.polynomial;
    const p = new Polynomial([new nd.Complex(0, 1), 1]);
    const value = p.call(nd.array([new nd.Complex(0, 2)])).at(0) as Complex;
    expect([value.re, value.im]).toEqual([0, 3]);
    expect(new Polynomial([1, 0, 1]).roots().dtype).toBe('complex128');
    expect(p.toString()).toBe('1j + (1+0j)·x');
  });

  test('wrong calls', () => {
    const { Polynomial, Chebyshev } = nd.polynomial;
    const p = new Polynomial([1, 2]);
    const wrong: readonly [() => unknown, string, string][] = [
      [() => new Polynomial([]), 'ShapeError', 'coef'],
      [() => new Polynomial([[1, 2]]), 'ShapeError', '1-D'],
      [() => new Polynomial([1], { domain: [1] }), 'ShapeError', 'two ends'],
      [() => new Polynomial([1], { symbol: '1x' }), 'StridedError', 'symbol'],
      [() => new Polynomial([true]), 'DTypeError', 'bool'],
      [() => p.add(new Chebyshev([1]) as never), 'DTypeError', 'do not mix'],
      [() => p.add(new Polynomial([1], [0, 2])), 'ShapeError', 'domains differ'],
      [() => p.add(new Polynomial([1], { symbol: 't' })), 'StridedError', 'symbols differ'],
      [() => p.divide([1] as never), 'DTypeError', 'floorDivide'],
      [() => p.divmod([0]), 'StridedError', 'zero series'],
      [() => p.power(-1), 'StridedError', '0 or more'],
      [() => p.power(101), 'StridedError', '100'],
      [() => p.truncate(0), 'StridedError', '1 or more'],
      [() => p.deriv(-1), 'StridedError', '0 or more'],
      [() => p.integ(1, { k: [1, 2] }), 'ShapeError', '2 constants'],
      [() => Polynomial.fit([1, 2], [1], 1), 'ShapeError', 'as many'],
      [() => Polynomial.fit([], [], 1), 'ShapeError', 'not empty'],
      [() => Polynomial.fit([1, 2], [1, 2], []), 'ShapeError', 'no degree'],
      [() => nd.polyfit([1, 2], [1, 2], -1), 'StridedError', '0 or more'],
      [() => nd.polyfit([1, 2], [1, 2], 1, { cov: true }), 'ShapeError', 'more points'],
      [() => nd.polyadd([[1]], [1]), 'ShapeError', '1-D'],
      [() => nd.polydiv([], [1]), 'ShapeError', 'one coefficient'],
      [() => nd.poly(nd.zeros([2, 3])), 'ShapeError', 'square'],
      [() => nd.polyint([1], { m: 3, k: [1, 2] }), 'ShapeError', '2 constants'],
    ];
    for (const [call, name, text] of wrong) {
      let caught: unknown;
      try {
        call();
      } catch (error) {
        caught = error;
      }
      expect(caught, text).toBeInstanceOf(nd.StridedError);
      expect((caught as Error).name, text).toBe(name);
      expect((caught as Error).message).toContain(text);
    }
  });
});
