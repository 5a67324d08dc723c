/** Creating and converting functions against what NumPy answered (tools/golden/create.py). */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as nd from 'strided';
import { describe, expect, test } from 'vitest';
import { type Casting, canCastCode, dtypeCode } from '../../lib/dtype.js';

interface Answer {
  readonly dtype: nd.DType;
  readonly shape: number[];
  readonly strides: number[];
  readonly own: boolean;
  readonly hex: string;
}
interface Layout {
  readonly shape: number[];
  readonly axes: number[] | null;
  readonly steps: number[] | null;
  readonly stretch: number[] | null;
}
interface Case {
  readonly fn: string;
  readonly args?: unknown[];
  readonly layout?: Layout;
  readonly options: Record<string, unknown>;
  readonly result?: Answer;
  readonly error?: true;
  readonly same?: boolean;
  readonly fortran?: boolean;
  readonly allowed?: boolean;
}

const file = new URL('../golden/create.jsonl.gz', import.meta.url);
const cases = gunzipSync(readFileSync(file))
  .toString()
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

function only(...names: string[]): Case[] {
  return cases.filter((c) => names.includes(c.fn));
}

const words: Readonly<Record<string, number>> = { inf: Infinity, '-inf': -Infinity, nan: Number.NaN };

/** An argument as the golden file writes it. */
function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value === 'string') return words[value] ?? value;
  if (typeof value !== 'object' || value === null) return value;
  const entry = value as {
    big?: string;
    re?: unknown;
    im?: unknown;
    hex?: string;
    dtype: nd.DType;
    shape: number[];
  };
  if (entry.big !== undefined) return BigInt(entry.big);
  if (entry.hex !== undefined) return arrayOf(entry as Answer);
  return new nd.Complex(decoded(entry.re) as number, decoded(entry.im) as number);
}

function arrayOf(answer: { dtype: nd.DType; shape: number[]; hex: string }): nd.NDArray {
  // A copy: a Buffer's memory need not be aligned.
  return nd.frombuffer(Buffer.from(answer.hex, 'hex'), answer.dtype).copy().reshape(answer.shape);
}

function laidOut({ shape, axes, steps, stretch }: Layout): nd.NDArray {
  const size = shape.reduce((a, b) => a * b, 1);
  let a: nd.NDArray = nd.arange(120).slice(`:${size}`).reshape(shape);
  if (axes !== null) a = a.transpose(axes);
  if (steps !== null) a = a.slice(steps.map((step) => `::${step}`).join(', '));
  return stretch === null ? a : nd.broadcastTo(a, stretch);
}

/** Without the keys whose value is null: NumPy's None. */
function optionsOf(c: Case): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(c.options).map(([key, value]) => [key, decoded(value) ?? undefined]),
  );
}

function label(c: Case): string {
  return JSON.stringify({ ...c, result: undefined });
}

type AnyFunction = (...args: unknown[]) => nd.NDArray;
function call(c: Case): nd.NDArray {
  const f = (nd as unknown as Record<string, AnyFunction>)[c.fn] as AnyFunction;
  return f(...(decoded(c.args) as unknown[]), optionsOf(c));
}

/** The bytes in C order, as NumPy's tobytes. */
function hexOf(a: nd.NDArray): string {
  return a.copy().toBuffer().toString('hex');
}

/** How many floats lie between two values' parts; equal bits, zeros and nans are 0. */
function ulps(a: nd.NDArray, b: nd.NDArray): number {
  const wide = a.dtype === 'float64' || a.dtype === 'complex128';
  const parts = wide ? 'int64' : 'int32';
  const x = a.copy().reshape(-1).view(parts).toArray({ bigint: true }) as (bigint | number)[];
  const y = b.copy().reshape(-1).view(parts).toArray({ bigint: true }) as (bigint | number)[];
  const floats = (n: nd.NDArray): number[] =>
    n
      .copy()
      .reshape(-1)
      .view(wide ? 'float64' : 'float32')
      .toArray() as number[];
  const u = floats(a);
  const v = floats(b);
  let worst = 0;
  for (let i = 0; i < x.length; i++) {
    const p = u[i] as number;
    const q = v[i] as number;
    if (p === q || (Number.isNaN(p) && Number.isNaN(q))) continue;
    if (!Number.isFinite(p) || !Number.isFinite(q) || Math.sign(p) !== Math.sign(q)) return Infinity;
    worst = Math.max(worst, Math.abs(Number(BigInt(x[i] as bigint) - BigInt(y[i] as bigint))));
  }
  return worst;
}

function sameMeta(a: nd.NDArray, answer: Answer, name: string): void {
  expect(a.dtype, name).toBe(answer.dtype);
  expect(a.shape, name).toEqual(answer.shape);
  expect(a.strides, name).toEqual(answer.strides);
}

/** Checks cases to the bit, and that NumPy's errors are errors here. Returns how many there were. */
function checkExactly(list: readonly Case[], make: (c: Case) => nd.NDArray = call): number {
  for (const c of list) {
    if (c.error) {
      expect(() => make(c), label(c)).toThrow(nd.StridedError);
      continue;
    }
    const answer = c.result as Answer;
    let a: nd.NDArray;
    try {
      a = make(c);
    } catch (error) {
      throw new Error(`${label(c)}: ${(error as Error).message}`);
    }
    sameMeta(a, answer, label(c));
    if (!answer.own && (c.fn === 'array' || c.fn === 'view')) expect(a.flags.owndata, label(c)).toBe(false);
    if (hexOf(a) !== answer.hex) {
      const expected = arrayOf(answer);
      // NaN's bits are nobody's promise.
      const nans = /float|complex/.test(answer.dtype) && nd.isnan(expected).any();
      expect(nans ? JSON.stringify(a) : hexOf(a), label(c)).toBe(
        nans ? JSON.stringify(expected) : answer.hex,
      );
    }
  }
  return list.length;
}

describe('ranges and spaces', () => {
  test('arange, to the bit', () => {
    expect(checkExactly(only('arange'))).toBe(755);
  });
  test('linspace, to the bit', () => {
    expect(checkExactly(only('linspace'))).toBe(850);
  });
  test('logspace and geomspace, at most 2 ULP', () => {
    let compared = 0;
    for (const c of only('logspace', 'geomspace')) {
      if (c.error) {
        expect(() => call(c), label(c)).toThrow(nd.StridedError);
        continue;
      }
      const answer = c.result as Answer;
      const a = call(c);
      sameMeta(a, answer, label(c));
      const expected = arrayOf(answer);
      if (answer.dtype === 'int64') expect(a.toArray(), label(c)).toEqual(expected.toArray());
      else expect(ulps(a, expected), `${label(c)} ${a} ${expected}`).toBeLessThanOrEqual(2);
      compared += a.size;
    }
    expect(compared).toBe(2656);
  });
});

describe('filled arrays', () => {
  test('eye', () => {
    expect(checkExactly(only('eye'))).toBe(180);
  });
  test('full', () => {
    expect(checkExactly(only('full'))).toBe(238);
  });
});

describe('lists and copies', () => {
  test('array of nested lists: dtypes, ragged lists, ranges', () => {
    expect(checkExactly(only('array').filter((c) => c.args !== undefined))).toBe(432);
  });

  test('every layout: copies, conversions and Like arrays lie as in NumPy', () => {
    let count = 0;
    for (const c of cases) {
      if (c.layout === undefined || c.fn === 'view') continue;
      const a = laidOut(c.layout);
      const { dtype, ...options } = optionsOf(c);
      const asked = dtype === undefined ? options : { ...options, dtype };
      let made: nd.NDArray;
      if (c.fn === 'method copy') made = a.copy();
      else if (c.fn === 'astype') made = a.astype(dtype as nd.DType, options);
      else if (c.fn === 'fullLike') made = nd.fullLike(a, 2.5, asked);
      else made = ((nd as unknown as Record<string, AnyFunction>)[c.fn] as AnyFunction)(a, asked);
      const answer = c.result as Answer;
      sameMeta(made, answer, label(c));
      expect(hexOf(made), label(c)).toBe(answer.hex);
      expect(made.flags.owndata, label(c)).toBe(answer.own);
      expect(made === a, label(c)).toBe(c.same);
      expect(nd.isfortran(made), label(c)).toBe(c.fortran);
      count++;
    }
    expect(count).toBe(22 * 41);
  });

  test('view(dtype): every dtype over every layout', () => {
    const views = only('view');
    expect(checkExactly(views, (c) => laidOut(c.layout as Layout).view(c.options['dtype'] as nd.DType))).toBe(
      22 * 14,
    );
  });

  test('astype: every dtype to every other', () => {
    const count = checkExactly(
      only('astype').filter((c) => c.args !== undefined),
      (c) => {
        const [a] = decoded(c.args) as [nd.NDArray];
        return a.astype(c.options['dtype'] as nd.DType);
      },
    );
    expect(count).toBe(14 * 14 + 3 * 6);
  });

  test('casting levels', () => {
    const casts = only('canCast');
    for (const { args, allowed } of casts) {
      const [from, to, casting] = args as [nd.DType, nd.DType, Casting];
      expect(canCastCode(dtypeCode(from, ''), dtypeCode(to, ''), casting), `${from} ${to} ${casting}`).toBe(
        allowed,
      );
      const cast = (): nd.NDArray => nd.zeros(2, from).astype(to, { casting });
      if (allowed) expect(cast().dtype).toBe(to);
      else expect(cast).toThrow(nd.DTypeError);
    }
    expect(casts.length).toBe(14 * 14 * 5);
  });
});
